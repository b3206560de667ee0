"""Run with `python -m k2cli`."""

from k2cli.cli import entry

entry()
