"""A text as blocks: headings, paragraphs, list items and table rows; each character knows where it stood."""

from __future__ import annotations

from array import array
from typing import NamedTuple


class Run:
    """Text under construction: characters and, for each, the offset in the source."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.places: array[int] = array("q")

    def add(self, char: str, place: int) -> None:
        """One character; white space of any kind becomes one space."""
        if char.isspace():
            if not self.chars or self.chars[-1] == " ":
                return
            char = " "
        self.chars.append(char)
        self.places.append(place)

    def extend(self, text: str, start: int) -> None:
        """Characters that follow each other in the source."""
        for place, char in enumerate(text, start):
            self.add(char, place)

    def text(self) -> str:
        """What was gathered, without white space at the end."""
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
            self.places.pop()
        return "".join(self.chars)


class Block(NamedTuple):
    """One block. `kind` is heading, para, item or row; `level` is that of a heading; `column` names the cell's column."""

    kind: str
    text: str
    places: array[int]
    level: int = 0
    column: str = ""


class Allow(NamedTuple):
    """A comment that allows something: what, why, and the offset where the comment ends."""

    what: str
    reason: str
    start: int
    end: int


class Document(NamedTuple):
    """The blocks of a text and the comments in it that allow findings."""

    blocks: list[Block]
    allows: list[Allow]


def block(kind: str, run: Run, level: int = 0, column: str = "") -> Block | None:
    """The block of a run; None when there is nothing in it."""
    text = run.text()
    return Block(kind, text, run.places, level, column) if text else None
