"""Parse, ask, show: the last two steps, the same for every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from k2cli.render import Format

if TYPE_CHECKING:
    from k2cli.answers import Answer
    from k2cli.index.store import Store


def answer(
    ask: Callable[[Store], Answer],
    kb: list[str] | None,
    chosen: Format,
    as_json: bool,
    no_color: bool,
    code: Callable[[Answer], int] = lambda answer: 0,
) -> None:
    """Opens the base, asks, shows, and ends with the exit code that fits the answer."""
    from k2cli.cli.options import overlays
    from k2cli.index.store import open_store

    store = open_store(overlays(kb))
    try:
        found = ask(store)
    finally:
        store.close()
    show(found, chosen, as_json, no_color)
    if ended := code(found):
        raise typer.Exit(ended)


def show(found: Answer, chosen: Format, as_json: bool, no_color: bool) -> None:
    """Writes an answer in the format asked for. A reader that has gone away is no error."""
    import os
    import sys

    from k2cli.render import write

    try:
        write(found, Format.json if as_json else chosen, color=not (no_color or os.environ.get("NO_COLOR")))
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def words(given: Sequence[str] | None) -> list[str]:
    """Arguments without control characters."""
    from k2cli.names import clean

    return [clean(word).replace("\n", " ") for word in given or ()]
