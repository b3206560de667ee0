"""Markdown (GitHub flavour): for notes, issues and reviews. Draws every kind of block, so every command can use it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#])")
_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)")
_ALERTS = {"danger": "CAUTION", "warning": "WARNING", "note": "NOTE"}
_STRONG = frozenset({"strong", "good", "caution", "bad", "unknown", "danger"})


def to_markdown(blocks: Iterable[Block]) -> str:
    """The page as Markdown that ends in a line break."""
    parts = [part for block in blocks if (part := _block(block))]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = _SPECIAL.sub(r"\\\1", clean(text).replace("\n", " ")).replace("&", "&amp;")
    return _START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _line(line: Line) -> str:
    out: list[str] = []
    for span in line:
        text = span.text
        bare = text.strip()
        if not bare:
            out.append(" " if text else "")
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        shown = escape(bare)
        if span.tone in _STRONG:
            shown = f"**{shown}**"
        elif span.tone == "mark":
            shown = f"*{shown}*"
        elif span.tone == "link":
            shown = f"`{clean(bare).replace('`', '')}`"
        out.append(f"{' ' if before else ''}{shown}{' ' if after else ''}")
    return "".join(out).strip()


def _block(block: Block) -> str:
    match block:
        case Title(text, note):
            return f"## {escape(text)}" + (f" — {escape(note)}" if note else "")
        case Heading(text):
            return f"### {escape(text)}"
        case Para(line, indent):
            shown = _line(line)
            return f"> {shown}" if indent and shown else shown
        case Bullets(items, _):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Fields(rows):
            lines: list[str] = []
            for label, line in rows:
                head = f"**{escape(label)}:** " if label else ""
                lines.append(f"- {head}{_line(line)}" if label or not lines else f"  - {_line(line)}")
            return "\n".join(lines)
        case Table(heads, rows, right):
            marks = ["---:" if place in right else "---" for place in range(len(heads))]
            body = [f"| {' | '.join(_line(cell) for cell in row)} |" for row in rows]
            return "\n".join(
                [f"| {' | '.join(escape(h) for h in heads)} |", f"| {' | '.join(marks)} |", *body]
            )
        case Caution(severity, title, text, sources):
            tail = f" ({escape(sources)})" if sources else ""
            return f"> [!{_ALERTS[severity]}]\n> **{SEVERITY_WORDS[severity]}: {escape(title)}.** {escape(text)}{tail}"
        case Raw(text):
            return f"`{clean(text).replace(chr(10), ' ').replace('`', chr(39))}`"
        case Rule():
            return "---"
        case _:
            assert_never(block)
