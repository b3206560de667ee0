"""Markdown: marks are dropped, words keep their places. Code, front matter and comments are not read.

Own reader, by lines: the parsers for Markdown give lines of blocks, not columns of words.
"""

from __future__ import annotations

import re

from k2cli.check import allow
from k2cli.check.blocks import Allow, Block, Document, Run, block
from k2cli.check.source import Source

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_RULE = re.compile(r" {0,3}(?:[-*_=] ?){3,}\s*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]]{1,200}\]:\s")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


def read_markdown(source: Source) -> Document:
    """The blocks of a Markdown text."""
    blocks: list[Block] = []
    allows: list[Allow] = []
    text = _without_comments(source.text, allows)
    lines = text.split("\n")
    run, kind, level, fence, offset = Run(), "para", 0, "", 0
    front = lines[0].strip() in ("---", "+++") and any(x.strip() == lines[0].strip() for x in lines[1:200])

    def close() -> None:
        nonlocal run, kind, level
        if found := block(kind, run, level):
            blocks.append(found)
        run, kind, level = Run(), "para", 0

    heads: list[str] = []
    for number, line in enumerate(lines):
        start, offset = offset, offset + len(line) + 1
        if front:
            front = not (number and line.strip() == lines[0].strip())
            continue
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            continue
        if mark:
            close()
            fence = mark[1]
            continue
        skip = found.end() if (found := _QUOTE.match(line)) else 0
        bare = line[skip:].strip()
        if not bare or _REFERENCE.match(line):
            close()
            heads = [] if not bare else heads
            continue
        if _RULE.match(line, skip):
            # A line of = or - under words makes them a heading.
            if run.chars and kind == "para" and bare[0] in "=-":
                kind, level = "heading", 1 if bare[0] == "=" else 2
            close()
            continue
        if bare.count("|") >= 2 or (heads and "|" in bare):
            close()
            if not bare.strip("|-: "):
                continue
            cells = _cells(line, start, skip)
            row = [c.text() for c in cells]
            if not heads:
                heads = row
                continue
            joined = Run()
            for cell in cells:
                if joined.chars and cell.chars:
                    joined.add(" ", cell.places[0])
                    joined.chars.append("|")
                    joined.places.append(cell.places[0])
                    joined.add(" ", cell.places[0])
                for char, place in zip(cell.chars, cell.places, strict=True):
                    joined.add(char, place)
            if made := block("row", joined, column=" | ".join(heads) if row != heads else ""):
                blocks.append(made)
            continue
        if head := _HEADING.match(line, skip):
            close()
            kind, level, skip = "heading", len(head[1]), head.end()
            _inline(line.rstrip("# \t"), start, skip, run)
            close()
            continue
        if item := _ITEM.match(line, skip):
            close()
            kind, skip = "item", item.end()
        run.add(" ", start)
        _inline(line, start, skip, run)
    close()
    return Document(blocks, allows)


def _without_comments(text: str, allows: list[Allow]) -> str:
    """Comments blanked out, so that places stay; an open one reaches to the end."""
    out: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        if found := allow.comment(text[start:end], start, end):
            allows.append(found)
        out += [text[place:start], re.sub(r"[^\n]", " ", text[start:end])]
        place = end
    out.append(text[place:])
    return "".join(out)


def _cells(line: str, start: int, skip: int) -> list[Run]:
    cells: list[Run] = []
    place = skip
    for part in re.split(r"(?<!\\)\|", line[skip:]):
        run = Run()
        _inline(line[: place + len(part)], start, place, run)
        run.text()
        cells.append(run)
        place += len(part) + 1
    if cells and not cells[0].chars:
        cells.pop(0)
    if cells and not cells[-1].chars:
        cells.pop()
    return cells


def _inline(line: str, start: int, skip: int, run: Run) -> None:
    """The words of a line without emphasis, links, images, footnote marks and tags."""
    place = skip
    size = len(line)
    while place < size:
        char = line[place]
        if char == "\\" and place + 1 < size and not line[place + 1].isalnum():
            run.add(line[place + 1], start + place + 1)
            place += 2
            continue
        if char in "*`" or (
            char == "_"
            and not (0 < place < size - 1 and line[place - 1].isalnum() and line[place + 1].isalnum())
        ):
            place += 1
            continue
        if char == "~" and line.startswith("~~", place):
            place += 2
            continue
        if char == "!" and line.startswith("![", place):
            end = line.find("]", place, place + 500)
            close = line.find(")", end, end + 2000) if end > 0 and line.startswith("](", end) else -1
            if close > 0:
                place = close + 1
                continue
        if char == "[":
            if line.startswith("[^", place) and (end := line.find("]", place, place + 60)) > 0:
                place = end + 1
                continue
            place += 1
            continue
        if char == "]":
            place += 1
            if line.startswith("(", place) and (end := line.find(")", place, place + 2000)) > 0:
                place = end + 1
            continue
        if char == "<" and (tag := _TAG.match(line, place)):
            place = tag.end()
            run.add(" ", start + place - 1)
            continue
        if char == "&":
            from k2cli.check.read_html import entity

            decoded, length = entity(line, place)
            for c in decoded:
                run.add(c, start + place)
            place += length
            continue
        run.add(char, start + place)
        place += 1
