"""Labelled sentences, read as the program reads them.

A text is lines of tab-separated labels and a sentence; `# ` begins a heading, `- ` an item, an empty line ends a text.
`*.pairs.tsv` hold single sentences: labels, the one before it (or nothing), the sentence. A file is one author's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from k2cli.check.judge import Judge, Judged
from k2cli.check.readers import document
from k2cli.check.sight import Sight, Token
from k2cli.check.source import Source
from k2cli.check.units import units

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.check.score import page

Seen = TypeVar("Seen")
# The authors are left out in so many groups.
FOLDS = 6
# What is taken of a unit: called with it, its tokens and the sentences before it.
See = Callable[[Judged, list[Token], Sight], Seen]


def folds(authors: Iterable[str]) -> Iterator[set[str]]:
    """The authors in groups, to learn from the others each time."""
    known = sorted(set(authors))
    for fold in range(FOLDS):
        yield set(known[fold::FOLDS])


def read(judge: Judge, source: Source, see: See[Seen]) -> Iterator[tuple[Judged, Seen]]:
    """The units of a text, each with what `see` takes of it."""
    sight = judge.sight()
    for judged, tokens in judge.looks(units(document(source).blocks), sight):
        yield judged, see(judged, tokens, sight)


def labelled(
    judge: Judge, folder: Path, see: See[Seen]
) -> Iterator[tuple[str, list[str], list[tuple[Judged, Seen]]]]:
    """Every labelled sentence of a folder: its author, its labels, and the units it was read as."""
    for path in sorted(folder.glob("*.tsv")):
        for text in path.read_text("utf-8").split("\n\n"):
            lines = [line.split("\t") for line in text.splitlines()]
            if ".pairs." in path.name:
                alone = (
                    [[[], before], [labels, said]] if before else [[labels, said]]
                    for *labels, before, said in lines
                )
                texts = [[(labels, said) for labels, said in one] for one in alone]
            else:
                texts = [[(labels, said) for *labels, said in lines]]
            for one in texts:
                markdown, spans = page([said for _, said in one])
                found = list(read(judge, Source("x.md", markdown, "markdown"), see))
                for (labels, _), (start, end) in zip(one, spans, strict=True):
                    mine = [x for x in found if x[0].unit.start < end and x[0].unit.end > start]
                    if mine and labels:
                        yield path.name.split(".")[0], labels, mine
