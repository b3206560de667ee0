"""Learns the weights of the second reader of dangers from the labelled sentences in `texts/`, and tells how good it is.

    python training/fit.py            leave-one-author-out figures, then writes src/k2cli/check/second_reader.json
    python training/fit.py --check    only says whether the written file is what the texts give

A line of a text: label (D dangerous, N near but safe, O ordinary), class, sentence; `# ` begins a heading, `- ` an item;
an empty line ends a text. `*.pairs.tsv` hold single sentences with the one before them: label, class, context, sentence.
Needs scikit-learn (`pip install -e '.[training]'`); nothing of it is needed to run k2cli.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from k2cli.check.judge import Judge, Judged
from k2cli.check.readers import document
from k2cli.check.second_reader import Weights, score
from k2cli.check.source import Source, kind_of
from k2cli.check.units import units

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.check.score import TEXTS, digest, labelled, page, reading

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "k2cli" / "check" / "second_reader.json"
# A feature is learned when so many sentences have it, and kept when its weight is not lost in rounding.
LEAST = 3
SMALLEST = 0.1
TYPICAL = 7.0
# Of the ordinary sentences (label O) so many may be called dangerous in texts by an author never seen.
FALSE_ALARMS = 0.03
# A pattern that fits is overruled below this score.
SURELY_NOT = -0.4
STRICTNESS = 1.0


class Row(NamedTuple):
    """A labelled sentence."""

    author: str
    label: str
    features: frozenset[str]
    by_pattern: bool
    whole: bool


def rows(judge: Judge) -> Iterator[Row]:
    """Every labelled sentence with its features."""
    for path in sorted(TEXTS.glob("*.tsv")):
        author = path.name.split(".")[0]
        lines = path.read_text("utf-8")
        for text in lines.split("\n\n"):
            if ".pairs." in path.name:
                for line in text.splitlines():
                    label, _, context, sentence = line.split("\t")
                    yield from _labelled(
                        judge, author, [("", context), (label, sentence)] if context else [(label, sentence)]
                    )
            else:
                parts = [line.split("\t") for line in text.splitlines()]
                yield from _labelled(judge, author, [(p[0], p[2]) for p in parts])


def checked(judge: Judge) -> Iterator[Row]:
    """The sentences that tests hold the program to, patterns and all."""
    for path in sorted((ROOT / "tests" / "check" / "danger").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line[:2] in ("! ", ". "):
                yield from _labelled(judge, path.stem, [("D" if line[0] == "!" else "N", line[2:])])
    for name, labels in labelled("dev").items():
        path = ROOT / "tests" / "check" / "dev" / name
        text = path.read_text("utf-8")
        source = Source(name, text, kind_of(name, text))
        dangers = [find for find, label in labels if label.danger]
        for j, features in _read(judge, source):
            label = "D" if any(find in j.unit.text for find in dangers) else "O"
            yield Row(name, label, features, bool(j.alarms), False)


def _read(judge: Judge, source: Source) -> Iterator[tuple[Judged, frozenset[str]]]:
    """The units of a text with their features."""
    for j, _, found in judge.looks(units(document(source).blocks), judge.sight()):
        yield j, frozenset(f.name for f in found)


def _labelled(judge: Judge, author: str, parts: list[tuple[str, str]]) -> Iterator[Row]:
    """The sentences of one text, read as a page: headings, items and paragraphs."""
    text, spans = page([sentence for _, sentence in parts])
    judged = list(_read(judge, Source("x.md", text, "markdown")))
    for (label, _), (start, end) in zip(parts, spans, strict=True):
        mine = [(j, f) for j, f in judged if j.unit.start < end and j.unit.end > start]
        if mine and label:
            # Of a sentence that was read in two, the half that speaks of most.
            j, found = max(mine, key=lambda x: len(x[1]))
            yield Row(author, label, found, bool(j.alarms), len(parts) > 2)


def train(rows: Sequence[Row]) -> Weights:
    """A linear support vector machine; dangers and the rest weigh the same, rare features more than common ones.

    A feature counts with the square of its inverse document frequency, ln(sentences / sentences that have it), and a
    sentence by the root of the number of its features: of what was tried, this told dangers best in texts of authors
    left out (0.81 of them at 0.05 false alarms, against 0.76 without the frequencies).
    """
    seen = Counter(f for r in rows for f in r.features)
    place = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST))}
    rarity = {f: (log(len(rows) / seen[f]) / TYPICAL) ** 2 for f in place}
    data, columns, starts = [], [], [0]
    for row in rows:
        kept = sorted(f for f in row.features if f in place)
        columns += [place[f] for f in kept]
        data += [rarity[f] / sqrt(len(row.features)) for f in kept]
        starts.append(len(columns))
    matrix = csr_matrix((data, columns, starts), shape=(len(rows), len(place)))
    machine = LinearSVC(C=STRICTNESS, class_weight="balanced", random_state=0)
    machine.fit(matrix, [r.label == "D" for r in rows])
    weighed = ((f, float(w) * rarity[f]) for f, w in zip(place, machine.coef_[0], strict=True))
    weights = {f: round(w, 2) for f, w in weighed if abs(w) >= SMALLEST}
    return Weights(digest(), 0.0, SURELY_NOT, round(float(machine.intercept_[0]), 3), weights)


def unseen(rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Each row of a text with the score of a model that saw nothing of its author."""
    authors = sorted({r.author for r in rows if r.whole})
    for author in authors:
        model = train([r for r in rows if r.author != author])
        theirs = [r for r in rows if r.author == author]
        yield from ((row, score(row.features, model)) for row in theirs)


def told(name: str, rows: Sequence[tuple[Row, float]], threshold: float) -> str:
    """How the two readers do together at a threshold, in one line."""

    def called(row: Row, value: float) -> bool:
        return value >= (SURELY_NOT if row.by_pattern else threshold)

    def share(wanted: str, pick: Callable[[Row, float], bool]) -> str:
        mine = [pick(r, v) for r, v in rows if r.label in wanted]
        return f"{sum(mine) / max(1, len(mine)):.3f}"

    return (
        f"{name}: {len(rows)} sentences; dangers found {share('D', called)} (by pattern alone {share('D', lambda r, _: r.by_pattern)}); "
        f"called dangerous: near ones {share('N', called)}, ordinary ones {share('O', called)}"
    )


def main(argv: list[str]) -> int:
    """Prints the figures, writes the weights."""
    judge = Judge(reading())
    found = [*rows(judge), *checked(judge)]
    model = train(found)
    scored = list(unseen(found))
    calm = sorted(v for r, v in scored if r.label == "O" and not r.by_pattern)
    threshold = round(calm[int(len(calm) * (1 - FALSE_ALARMS))], 2)
    for name in sorted({r.author for r, _ in scored}):
        print(told(name, [x for x in scored if x[0].author == name], threshold))
    print(told("all", scored, threshold), f"; threshold {threshold}, {len(model.weights)} weights")
    kept = dict(sorted(model.weights.items()))
    written = (
        msgspec.json.encode(replace(model, threshold=threshold, weights=kept)).replace(b',"', b',\n"') + b"\n"
    )
    if "--check" in argv:
        same = OUT.read_bytes() == written
        print("as written" if same else f"{OUT.name} is not what the texts give: run this without --check")
        return 0 if same else 1
    OUT.write_bytes(written)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
