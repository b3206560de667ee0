"""Writes docs/cli.md from the commands' own help. `--check` only says whether it is current."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "cli.md"


def paths() -> Iterator[tuple[str, ...]]:
    """Every command, groups before what is in them."""
    import typer

    from k2cli.cli import app

    def below(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name in getattr(command, "list_commands", lambda ctx: [])(None):
            yield from below(command.get_command(None, name), (*path, name))

    yield from below(typer.main.get_command(app), ())


def text() -> str:
    """The page as it should be."""
    os.environ["COLUMNS"] = "100"
    from k2cli.cli import main

    parts = ["# Commands\n\nMade from the commands' own help by `python docs/make_cli.py`.\n"]
    for path in paths():
        with contextlib.redirect_stdout(io.StringIO()) as caught:
            main([*path, "--help"])
        parts.append(f"## {' '.join(('k2cli', *path))}\n\n```text\n{caught.getvalue().rstrip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != text())
    PAGE.write_text(text(), encoding="utf-8")
