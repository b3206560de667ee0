"""Blocks to units: sentences, headings, list items and table rows, with what stands over them."""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

from k2cli.check.blocks import Block

_ABBREVIATION = re.compile(
    r"(?:\b(?i:e\.g|i\.e|etc|vs|approx|ca|cf|dr|mr|mrs|ms|prof|st|fig|no|nos|vol|pp|ed|eds|al|inc|ltd|jr|sr|dept|est|min|max|vit|"
    r"u\.s|u\.k|a\.m|p\.m|ph\.d|m\.d)|\b(?![KD]\.)[A-Z])\.$",
)
# A full stop ends a sentence when a space and something that can begin one follow.
_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-z]|\s+[\"'“‘«(\[]*(?:vitamin|mk-?\d|k2)\b|\s*$)|(?<=[a-z)\]])[.!?](?=[A-Z][a-z]{2})"
)
_HARD_LIMIT = 1500


class Unit(NamedTuple):
    """What is judged at a time. `start` and `end` are offsets in the source; `heads` stand over it, nearest last."""

    kind: str
    text: str
    places: array[int]
    heads: tuple[str, ...]
    column: str
    block: int
    first: bool

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.places[-1] + 1


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence. What runs on for pages without a full stop is cut."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0] == "." and _ABBREVIATION.search(text[max(start, end - 8) : end]) and end < len(text):
            continue
        # "1. How much ..." : a number is no sentence.
        if text[start:end].strip(" .)").isdigit():
            continue
        out.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text):
        out.append((start, len(text)))
    cut: list[tuple[int, int]] = []
    for begin, end in out:
        while end - begin > _HARD_LIMIT:
            space = text.rfind(" ", begin + 1, begin + _HARD_LIMIT)
            middle = space if space > begin else begin + _HARD_LIMIT
            cut.append((begin, middle))
            begin = middle + (1 if space > begin else 0)
        if end > begin:
            cut.append((begin, end))
    return cut


def units(blocks: list[Block]) -> list[Unit]:
    """The units of a text in order."""
    out: list[Unit] = []
    heads: list[tuple[int, str]] = []
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level or 9
            while heads and heads[-1][0] >= level:
                heads.pop()
        above = tuple(text for _, text in heads[-3:])
        spans = [(0, len(block.text))] if block.kind == "row" else sentences(block.text)
        for place, (start, end) in enumerate(spans):
            out.append(
                Unit(
                    block.kind,
                    block.text[start:end],
                    block.places[start:end],
                    above,
                    block.column,
                    number,
                    place == 0,
                )
            )
        if block.kind == "heading":
            heads.append((block.level or 9, block.text))
    return out
