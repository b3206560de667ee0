"""Learns which claims a sentence makes, and how it stands to them, from the labelled sentences in `claims/`.

    python training/fit_claims.py            figures for authors left out, then writes src/k2cli/check/learned/{claims,stances}.json
    python training/fit_claims.py --check    only says whether the written files are what the texts give

Labels: the claims a sentence makes (any of them is right; `-` for none, `?` for undecided: not used) and its stance to the
first. Needs scikit-learn (`pip install -e '.[training]'`); nothing of it is needed to run k2cli.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import hstack
from sklearn.linear_model import Ridge

from k2cli.check.claims_by_wording import chosen, clearest
from k2cli.check.judge import Judge, Judged
from k2cli.check.match import Match
from k2cli.check.model import Model
from k2cli.check.sight import Sight, Token
from k2cli.check.source import Source, kind_of
from k2cli.check.stance import STANCES, Stance

sys.path.insert(0, str(Path(__file__).parent))
from labelled import folds, labelled, read
from matrix import matrix
from tests.check.score import TRAINING, digest, reading
from tests.check.score import labelled as labelled_tests

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "k2cli" / "check" / "learned"
# A weight is kept from so many hundredths on.
SMALLEST = {"claims": 25, "stances": 5}
# What the patterns found counts more than a word.
BY_PATTERN = {"claims": 1.5, "stances": 3.0}
SOFTNESS = 0.2
# Few sentences hedge or report: they weigh more.
RARE = {"affirms": 1.0, "hedges": 2.0, "denies": 1.5, "asks": 2.0, "reports": 2.0}
# Of the sentences without a claim so many may get one in texts by an author never seen.
FALSE_ALARMS = 0.075
# A claim found by its pattern is dropped when its wording fits worse than this.
SURELY_NOT = -0.6
# The stance by pattern stands unless another fits so much better: 0.824 of all labelled stances right against 0.833 without
# a margin, but what is said in so many words stays certain.
MARGIN = 0.2
SINGLE = ("sentences", "plain")


class Seen(NamedTuple):
    """What is taken of a unit: features for its claims and for its stance to each claim met, and what was spoken of before."""

    claims: frozenset[str]
    stance: Callable[[Match, Stance], frozenset[str]]
    spoken_of: frozenset[str]


class Row(NamedTuple):
    """A labelled sentence; `stance_features` are those of its first claim."""

    author: str
    claims: tuple[str, ...]
    stance: str
    judged: Judged
    features: frozenset[str]
    spoken_of: frozenset[str]
    by_pattern: tuple[str, ...]
    stance_by_pattern: str
    stance_features: frozenset[str]


def see(judge: Judge) -> Callable[[Judged, list[Token], Sight], Seen]:
    """Takes the features of a unit."""

    def of(judged: Judged, tokens: list[Token], sight: Sight) -> Seen:
        claims = frozenset(name for name, _ in judge.claim_features(judged, tokens))
        dangerous = bool(judge.weighed(judged, tokens, sight))

        def stance(match: Match, by_pattern: Stance) -> frozenset[str]:
            return frozenset(
                name for name, _ in judge.stance_features(judged, tokens, match, by_pattern, dangerous)
            )

        return Seen(claims, stance, sight.spoken_of(judged.unit.heads))

    return of


def row(judge: Judge, author: str, claims: tuple[str, ...], stance: str, judged: Judged, seen: Seen) -> Row:
    """A labelled sentence with its features."""
    made = next(((m, s) for m, s in judged.matches if m.claim in claims), None)
    if made is None and claims:
        made = judge.nearly(claims[0], judged, seen.spoken_of)
    match, stood = made or (Match("", 0.0, (), ()), Stance("affirms", ""))
    found = tuple(m.claim for m, _ in judged.matches)
    return Row(
        author,
        claims,
        stance,
        judged,
        seen.claims,
        seen.spoken_of,
        found,
        stood.name,
        seen.stance(match, stood),
    )


def rows(judge: Judge) -> Iterator[Row]:
    """Every labelled sentence with its features."""
    for author, (claims, stance), mine in labelled(judge, TRAINING / "claims", see(judge)):
        if claims == "?":
            continue
        # Of a sentence that was read in two, the half that speaks of most.
        judged, seen = max(mine, key=lambda x: len(x[1].claims))
        yield row(judge, author, () if claims == "-" else tuple(claims.split(",")), stance, judged, seen)
    for name, labels in labelled_tests("dev").items():
        path = ROOT / "tests" / "check" / "dev" / name
        text = path.read_text("utf-8")
        for judged, seen in read(judge, Source(name, text, kind_of(name, text)), see(judge)):
            mine = [label for find, label in labels if find in judged.unit.text]
            if not any(label.ignore or label.open for label in mine):
                claims = tuple(dict.fromkeys(c for label in mine for c in label.claims))
                stance = mine[0].stance.split("|")[0] if mine else "-"
                yield row(judge, f"{SINGLE[0]}-{name}", claims, stance, judged, seen)


def train(
    of: str,
    sentences: Sequence[frozenset[str]],
    wanted: np.ndarray,
    labels: Sequence[str],
    weight: Sequence[float],
) -> Model:
    """Ridge regression of each label (+1, -1) on the features, by conjugate gradients.

    A feature counts with its inverse document frequency, what the patterns found more than a word.
    """
    pattern = ("p:", "first:", "s:", "?")
    found, rarity = matrix(
        sentences, lambda f, frequency: (BY_PATTERN[of] if f.startswith(pattern) else 1.0) * frequency
    )
    constant = hstack([found, np.ones((len(sentences), 1))], format="csr")
    machine = Ridge(alpha=SOFTNESS, fit_intercept=False, solver="sparse_cg", tol=1e-4)
    solved = machine.fit(constant, wanted, sample_weight=np.array(weight)).coef_.T
    weights = {}
    for at, feature in enumerate(rarity):
        mine = [(k, round(100 * float(w * rarity[feature]))) for k, w in enumerate(solved[at])]
        if mine := [(k, w) for k, w in mine if abs(w) >= SMALLEST[of]]:
            weights[feature] = mine
    return Model(digest("claims"), {}, list(labels), [round(float(i), 3) for i in solved[-1]], weights)


def claims_model(found: Sequence[Row]) -> Model:
    """How well each claim fits a wording."""
    labels = sorted({c for r in found for c in r.claims})
    wanted = np.array([[1.0 if c in r.claims else -1.0 for c in labels] for r in found])
    return train("claims", [r.features for r in found], wanted, labels, [1.0] * len(found))


def stance_model(found: Sequence[Row]) -> Model:
    """How well each stance fits a wording."""
    mine = [r for r in found if r.claims and r.stance in STANCES]
    wanted = np.array([[1.0 if s == r.stance else -1.0 for s in STANCES] for r in mine])
    return train(
        "stances", [r.stance_features for r in mine], wanted, STANCES, [RARE[r.stance] for r in mine]
    )


class Answer(NamedTuple):
    """What a model that saw nothing of an author says of a sentence: score by claim, scores of the stances."""

    row: Row
    claims: dict[str, float]
    stances: list[float]


def unseen(found: Sequence[Row]) -> Iterator[Answer]:
    """Each sentence of a page, answered by models that saw nothing of its author."""
    for out in folds(r.author for r in found if not r.author.startswith(SINGLE)):
        others = [r for r in found if r.author not in out]
        claims, stances = claims_model(others), stance_model(others)
        for r in found:
            if r.author in out:
                values = dict(zip(claims.labels, claims.scores(r.features), strict=True))
                yield Answer(r, values, stances.scores(r.stance_features))


def called(judge: Judge, answer: Answer, bounds: dict[str, float]) -> list[str]:
    """The claims that both readers find together, best first."""
    r = answer.row
    return chosen(
        r.by_pattern, answer.claims, bounds, lambda c: judge.nearly(c, r.judged, r.spoken_of) is not None
    )


def told(
    name: str, answers: Sequence[Answer], claims: Callable[[Answer], list[str]], margin: float
) -> tuple[float, str]:
    """The share of false alarms, and how the readers do, in one line."""
    makes = [(a, claims(a)) for a in answers if a.row.claims]
    none = [bool(claims(a)) for a in answers if not a.row.claims]
    found = [(a, c) for a, c in makes if c]
    right = [a for a, c in found if set(c) & set(a.row.claims)]
    stood = [clearest(a.stances, a.row.stance_by_pattern, margin) == a.row.stance for a in right]
    by_pattern = [a.row.stance_by_pattern == a.row.stance for a in right]

    def share(part: int, whole: int) -> str:
        return f"{part / max(1, whole):.3f}"

    false = sum(none) / max(1, len(none))
    return false, (
        f"{name}: {len(makes)} sentences with a claim, {len(none)} without; found {share(len(found), len(makes))}, right "
        f"{share(len(right), len(found))}, stance {share(sum(stood), len(stood))} (by pattern {share(sum(by_pattern), len(stood))}), "
        f"false alarms {false:.3f}"
    )


def main(argv: list[str]) -> int:
    """Prints the figures, writes the weights."""
    judge = Judge(reading())
    found = list(rows(judge))
    answers = list(unseen(found))
    print(told("patterns alone", answers, lambda a: list(a.row.by_pattern), 9.0)[1])
    bounds, false = {"from": -0.8, "surely not": SURELY_NOT}, 1.0
    while false > FALSE_ALARMS:
        bounds["from"] = round(bounds["from"] + 0.02, 2)
        false, line = told(f"both readers, {bounds}", answers, partial(called, judge, bounds=bounds), MARGIN)
    print(line)
    claims, stances = claims_model(found), stance_model(found)
    print(", ".join(f"{sum(map(len, m.weights.values()))} weights" for m in (claims, stances)))
    written = {
        "claims.json": claims.written(bounds),
        "stances.json": stances.written({"by": MARGIN}),
    }
    if "--check" in argv:
        wrong = [name for name, text in written.items() if (OUT / name).read_bytes() != text]
        print(f"not what the texts give: {', '.join(wrong)}" if wrong else "as written")
        return 1 if wrong else 0
    for name, text in written.items():
        (OUT / name).write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
