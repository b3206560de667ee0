"""Plain text: paragraphs (also hard-wrapped ones), headings, list items, rows of tabs or bars."""

from __future__ import annotations

import re

from k2cli.check import allow
from k2cli.check.blocks import Allow, Block, Document, Run, block
from k2cli.check.source import Source

ITEM = re.compile(r"[ \t]*(?:[•◦‣▪●○·*+–—-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+(?=\S)")
_ENDS = re.compile(r"[.!?…:;,\"'”’)\]]\s*$")
# Lines of a chat or transcript: a time, or a name and a colon.
_SPEAKER = re.compile(r"\s*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s|[A-Z][\w.’' -]{0,24}:\s+\S)")
# A line shorter than this that ends without a full stop is a line by itself, not the first of a wrapped paragraph.
_WRAPPED = 50


def read_text(source: Source) -> Document:
    """The blocks of a plain text."""
    blocks: list[Block] = []
    allows: list[Allow] = []
    run, kind, last = Run(), "para", ""

    def close(kind_: str) -> None:
        nonlocal run
        if found := block(kind_, run):
            blocks.append(found)
        run = Run()

    lines = source.text.split("\n")
    offset = 0
    for line in lines:
        start, offset = offset, offset + len(line) + 1
        bare = line.strip()
        if not bare:
            close(kind if kind == "item" or not _heading(run, last) else "heading")
            kind, last = "para", ""
            continue
        if "k2cli:" in bare and (found := allow.comment(line, start, start + len(line))):
            allows.append(found)
            continue
        item = ITEM.match(line)
        if "\t" in bare or bare.count("|") >= 2:
            close("para")
            _cells(line, start, blocks)
            kind, last = "para", ""
            continue
        fresh = bool(item or _SPEAKER.match(line)) or (
            last
            and len(last) < _WRAPPED
            and (bare[0].isupper() or bare[0].isdigit() or _ENDS.search(last) is not None)
        )
        if fresh and run.chars:
            close("heading" if kind != "item" and _heading(run, last) else kind)
            kind = "para"
        if item:
            # "1. How much should I take?" is a question, not an item of a list.
            kind = "item" if not bare.endswith("?") else "para"
        skip = item.end() if item else 0
        run.add(" ", start)
        run.extend(line[skip:], start + skip)
        last = bare
    close("heading" if kind != "item" and _heading(run, last) else kind)
    return Document(blocks, allows)


def _heading(run: Run, last: str) -> bool:
    """A single short line without a full stop."""
    return 0 < len(run.chars) <= 100 and bool(last) and not re.search(r"[.!;,…”\"]\s*$", last)


def _cells(line: str, start: int, blocks: list[Block]) -> None:
    if not line.strip("|-:+= \t"):
        return
    run = Run()
    for place, char in enumerate(line, start):
        if char in "\t|":
            if run.chars:
                run.add(" ", place)
                run.chars.append("|")
                run.places.append(place)
                run.add(" ", place)
            continue
        run.add(char, place)
    while run.chars and run.chars[-1] in "| ":
        run.chars.pop()
        run.places.pop()
    if found := block("row", run):
        blocks.append(found)
