"""The terminal: colour by meaning, boxes round safety notes. The only module that imports rich.

Data can hold `[sic]`, `[p<0.05]` or an escape sequence: everything goes in as cleaned `Text`, with
markup, emoji and highlighting off. Colour never carries a meaning alone; the words say it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import assert_never

from rich.box import HEAVY, SIMPLE_HEAD, SQUARE
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
            text_ = _text(line)
            console.print(Text(" " * indent).append_text(text_) if indent else text_)
        case Bullets(items, indent):
            grid = Grid.grid(padding=(0, 1, 0, 0))
            grid.add_column(width=1 + indent, justify="right")
            grid.add_column(ratio=1)
            for item in items:
                grid.add_row("•", _text(item))
            console.print(grid)
        case Fields(rows):
            grid = Grid.grid(padding=(0, 1, 0, 0))
            grid.add_column(width=max((len(label) for label, _ in rows), default=1), style="dim")
            grid.add_column(ratio=1)
            for label, line in rows:
                grid.add_row(Text(label), _text(line))
            console.print(grid)
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
