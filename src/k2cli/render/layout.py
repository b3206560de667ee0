"""What a page is made of, before any format: a few kinds of block, and tones that carry a meaning.

Pages are built once from an answer and drawn by each text format. A format that can't draw a kind of
block fails the type check, so no caveat can fall out on the way.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Tone = Literal["", "strong", "dim", "good", "caution", "bad", "unknown", "danger", "link", "mark"]


class Span(msgspec.Struct, frozen=True):
    """Some words in one tone."""

    text: str
    tone: Tone = ""


Line = tuple[Span, ...]


class Title(msgspec.Struct, frozen=True):
    """The head of an answer."""

    text: str
    note: str = ""


class Heading(msgspec.Struct, frozen=True):
    """The head of a part."""

    text: str


class Para(msgspec.Struct, frozen=True):
    """Running text."""

    line: Line
    indent: int = 0


class Bullets(msgspec.Struct, frozen=True):
    """A list; each item is a line."""

    items: tuple[Line, ...]
    indent: int = 0


class Fields(msgspec.Struct, frozen=True):
    """Labels and what they are."""

    rows: tuple[tuple[str, Line], ...]


class Table(msgspec.Struct, frozen=True):
    """Columns with heads; cells are lines. `right` names the columns of figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: tuple[int, ...] = ()


class Caution(msgspec.Struct, frozen=True):
    """A safety note. Never left out, never folded away."""

    severity: str
    title: str
    text: str
    sources: str = ""


class Raw(msgspec.Struct, frozen=True):
    """A line for other programs, such as `file:line:column: message`: never wrapped."""

    text: str


class Rule(msgspec.Struct, frozen=True):
    """A line between parts."""


Block = Title | Heading | Para | Bullets | Fields | Table | Caution | Raw | Rule

SEVERITY_WORDS = {"danger": "DANGER", "warning": "WARNING", "note": "NOTE"}


def line(*parts: str | Span) -> Line:
    """A line of spans; plain text has no tone, empty text is dropped."""
    return tuple(p if isinstance(p, Span) else Span(p) for p in parts if p)


def para(*parts: str | Span, indent: int = 0) -> Para:
    """Running text of spans."""
    return Para(line(*parts), indent)


def plain(spans: Line) -> str:
    """The words of a line."""
    return "".join(span.text for span in spans)
