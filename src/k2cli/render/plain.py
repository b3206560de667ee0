"""Plain text: no escape codes, fixed order, 100 columns; for pipes, files and screen readers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import assert_never

from k2cli.names import clean
from k2cli.render.layout import (
    SEVERITY_WORDS,
    Block,
    Bullets,
    Caution,
    Fields,
    Heading,
    Para,
    Raw,
    Rule,
    Table,
    Title,
    plain,
)

WIDTH = 100


def to_plain(blocks: Iterable[Block]) -> str:
    """The page as text that ends in a line break."""
    lines: list[str] = []
    for block in blocks:
        lines += _block(block)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    rest = first if rest is None else rest
    text = clean(text).replace("\n", " ")
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _block(block: Block) -> list[str]:
    match block:
        case Title(text, note):
            head = clean(text) + (f" — {clean(note)}" if note else "")
            return ["", *_wrap(head), "=" * min(WIDTH, len(head)), ""]
        case Heading(text):
            return ["", *_wrap(text), "-" * min(WIDTH, len(text))]
        case Para(line, indent):
            return [*_wrap(plain(line), " " * indent), ""] if line else []
        case Bullets(items, indent):
            return [
                x for item in items for x in _wrap(plain(item), f"{' ' * indent}- ", f"{' ' * indent}  ")
            ] + [""]
        case Fields(rows):
            wide = max((len(label) for label, _ in rows), default=0) + 2
            return [
                x
                for label, line in rows
                for x in _wrap(plain(line), f"{label + ':' if label else '':<{wide}}", " " * wide)
            ] + [""]
        case Table():
            return _table(block)
        case Caution(severity, title, text, sources):
            tail = f" ({sources})" if sources else ""
            return [*_wrap(f"{SEVERITY_WORDS[severity]}: {title}. {text}{tail}", "! "), ""]
        case Raw(text):
            return [clean(text).replace("\n", " ")]
        case Rule():
            return ["", "-" * WIDTH]
        case _:
            assert_never(block)


def _table(table: Table) -> list[str]:
    rows = [[clean(plain(cell)) for cell in row] for row in table.rows]
    columns = range(len(table.heads))
    wide = [max(len(table.heads[c]), *(len(row[c]) for row in rows), 1) for c in columns]
    # The widest column gives way, down to its longest word, until the table fits.
    least = [
        max(
            len(word) for text in (table.heads[c], *(row[c] for row in rows)) for word in text.split() or [""]
        )
        for c in columns
    ]
    while sum(wide) + 2 * (len(wide) - 1) > WIDTH:
        widest = max(columns, key=lambda c: wide[c] - least[c])
        if wide[widest] <= least[widest]:
            break
        wide[widest] -= 1

    def drawn(cells: Sequence[str]) -> list[str]:
        folded = [
            textwrap.wrap(cell, wide[c], break_long_words=False, break_on_hyphens=False) or [""]
            for c, cell in enumerate(cells)
        ]
        return [
            "  ".join(
                f"{part:>{wide[c]}}" if c in table.right else f"{part:<{wide[c]}}"
                for c, part in ((c, lines[i] if i < len(lines) else "") for c, lines in enumerate(folded))
            ).rstrip()
            for i in range(max(map(len, folded)))
        ]

    return [
        *drawn(table.heads),
        *drawn(["-" * w for w in wide]),
        *(x for row in rows for x in drawn(row)),
        "",
    ]
