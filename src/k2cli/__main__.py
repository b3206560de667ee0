"""Run with `python -m k2cli`."""

import sys

from k2cli.cli import main

sys.exit(main())
