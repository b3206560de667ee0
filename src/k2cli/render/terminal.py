"""The terminal: colour by meaning, boxes round safety notes. The only module that imports rich.

Data can hold `[sic]`, `[p<0.05]` or an escape sequence: everything goes in as cleaned `Text`, with
markup, emoji and highlighting off. Colour never carries a meaning alone; the words say it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import assert_never

from rich.box import HEAVY, SIMPLE_HEAD, SQUARE
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule as Line_
from rich.table import Table as Grid
from rich.text import Text

from k2cli.names import clean
from k2cli.render.layout import (
    SEVERITY_WORDS,
    Block,
    Bullets,
    Caution,
    Fields,
    Heading,
    Line,
    Para,
    Raw,
    Rule,
    Table,
    Title,
)

STYLES = {
    "": "",
    "strong": "bold",
    "dim": "dim",
    "good": "bold green",
    "caution": "bold yellow",
    "bad": "bold red",
    "unknown": "bold magenta",
    "danger": "bold white on red",
    "link": "cyan",
    "mark": "underline",
}
_BORDERS = {"danger": "red", "warning": "yellow", "note": "blue"}
_WIDEST = 110


def to_terminal(blocks: Iterable[Block], color: bool) -> None:
    """Draws the page on standard output, at most 110 columns wide."""
    console = Console(
        file=sys.stdout,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not color,
        color_system="auto" if color else None,
        soft_wrap=False,
    )
    if console.width > _WIDEST:
        console.width = _WIDEST
    for block in blocks:
        _draw(block, console)


def _words(line: Line) -> list[list[tuple[str, str]]]:
    """The words of a line, each a list of pieces with their style: a word may change tone inside."""
    words: list[list[tuple[str, str]]] = []
    open_word = False
    for span in line:
        style = STYLES[span.tone]
        parts = clean(span.text).replace("\n", " ").split(" ")
        for place, part in enumerate(parts):
            if place:
                open_word = False
            if part:
                if open_word:
                    words[-1].append((part, style))
                else:
                    words.append([(part, style)])
                open_word = True
    return words


def _hang(text: Text, line: Line, lead: str, lead_style: str, width: int) -> None:
    """Appends a line that hangs under its lead, filled by hand.

    A page of interactions has hundreds of these, and a rich grid measures each cell several times: filling
    them here, run by run of one style, makes the page three times as fast.
    """
    margin = _cells(lead)
    room = max(8, width - margin)
    text.append(lead, lead_style)
    run: list[str] = []
    style = ""

    def put(piece: str, its: str) -> None:
        nonlocal style
        if its != style:
            if run:
                text.append("".join(run), style)
                run.clear()
            style = its
        run.append(piece)

    used = 0
    for word in _words(line):
        size = sum(_cells(piece) for piece, _ in word)
        if used and used + 1 + size > room:
            put("\n" + " " * margin, "")
            used = 0
        elif used:
            put(" ", style)
            used += 1
        for piece, its in word:
            # Only a word longer than the whole line is cut.
            while used + len(piece) > room:
                cut = max(1, room - used)
                put(piece[:cut], its)
                put("\n" + " " * margin, "")
                piece, used = piece[cut:], 0
            put(piece, its)
            used += _cells(piece)
    put("\n", "")
    text.append("".join(run), style)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _text(line: Line) -> Text:
    text = Text()
    for span in line:
        text.append(clean(span.text).replace("\n", " "), STYLES[span.tone])
    return text


def _draw(block: Block, console: Console) -> None:
    match block:
        case Title(text, note):
            title = Text(clean(text), "bold underline")
            if note:
                title.append(f"  {clean(note)}", "not bold not underline dim")
            console.print()
            console.print(title)
        case Heading(text):
            console.print()
            console.print(Text(clean(text), "bold"))
        case Para(line, indent):
            body = Text(end="")
            _hang(body, line, " " * indent, "", console.width)
            console.print(body, soft_wrap=True, end="")
        case Bullets(items, indent):
            body = Text(end="")
            for item in items:
                _hang(body, item, " " * indent + "• ", "", console.width)
            console.print(body, soft_wrap=True, end="")
        case Fields(rows):
            body = Text(end="")
            wide = max((len(label) for label, _ in rows), default=0) + 1
            for label, line in rows:
                _hang(body, line, f"{label:<{wide}}", "dim", console.width)
            console.print(body, soft_wrap=True, end="")
        case Table():
            _table(block, console)
        case Caution(severity, title, text, sources):
            body = Text(clean(text))
            if sources:
                body.append(f" ({clean(sources)})", "dim")
            head = Text(
                f" {SEVERITY_WORDS[severity]}: {clean(title)} ",
                STYLES["danger"] if severity == "danger" else "bold",
            )
            console.print(
                Panel(
                    body,
                    title=head,
                    title_align="left",
                    border_style=_BORDERS[severity],
                    box=HEAVY if severity == "danger" else SQUARE,
                )
            )
        case Raw(text):
            console.print(Text(clean(text).replace("\n", " ")), soft_wrap=True)
        case Rule():
            console.print(Line_(style="dim"))
        case _:
            assert_never(block)


def _table(table: Table, console: Console) -> None:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, head in enumerate(table.heads):
        grid.add_column(
            Text(clean(head), "bold"), justify="right" if place in table.right else "left", overflow="fold"
        )
    for row in table.rows:
        grid.add_row(*(_text(cell) for cell in row))
    console.print()
    console.print(grid)
