"""A second reader of claims and stances: it weighs the words of a sentence beside what the patterns found.

Two linear models, learned by `training/fit_claims.py` from the labelled sentences of `training/claims/`. The first says
how well each claim fits the wording: it puts the claims found by pattern in order, drops one that fits badly, and adds one
that fits well and whose ends are there but for one (so that words alone never make a claim). The second says how the
sentence stands to a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from k2cli.check.lexicon import Hit
from k2cli.check.match import MOST_CLAIMS
from k2cli.check.sight import Feature, Token, pairs_of_words, wording
from k2cli.check.stance import STANCES

# Concepts that say how a sentence is meant, not what it speaks of.
_MEANT = ("cue-", "guard")
# Of the concepts of a long sentence so many are paired.
_MOST_PAIRED = 30
# A claim that fits so much worse than the best of a sentence is not what it says (below, fewer than one in three was).
_FAR_BEHIND = 0.6
# Sentences are alike in length by steps of so many words.
_STEP = 6
_LONGEST_STEP = 5


def claim_features(
    read: Sequence[Token], hits: Sequence[Hit], by_pattern: Sequence[str], kind: str
) -> Iterator[Feature]:
    """What tells which claims a sentence makes: words, pairs of words, concepts, pairs of concepts, claims by pattern."""
    yield from pairs_of_words(read)
    concepts = sorted({h.concept for h in hits})
    for concept in concepts:
        yield f"k:{concept}", -1
    topics = [c for c in concepts if not c.startswith(_MEANT)][:_MOST_PAIRED]
    for one, other in combinations(topics, 2):
        yield f"{one}&{other}", -1
    for place, claim in enumerate(by_pattern):
        yield f"p:{claim}", -1
        if not place:
            yield f"first:{claim}", -1
    yield "p:any" if by_pattern else "p:none", -1
    yield f"unit={kind}", -1


def stance_features(
    read: Sequence[Token],
    concepts: Collection[str],
    question: bool,
    by_pattern: str,
    warns: bool,
    dangerous: bool,
) -> Iterator[Feature]:
    """What tells how a sentence stands to a claim: how it is worded, the cues in it, and the stance by pattern.

    `warns`: the claim is a warning; `dangerous`: the sentence is, so that it goes against such a warning in whatever words.
    """
    yield from wording(read)
    for concept in concepts:
        if concept.startswith(_MEANT):
            yield f"k:{concept}", -1
    if question:
        yield "?", -1
    yield f"s:{by_pattern}", -1
    yield f"s:{by_pattern},warns={warns},dangerous={dangerous}", -1
    yield f"length={min(len(read) // _STEP, _LONGEST_STEP)}", -1


def chosen(
    by_pattern: Sequence[str],
    values: dict[str, float],
    bounds: dict[str, float],
    nearly: Callable[[str], bool],
) -> list[str]:
    """The claims of a sentence, best first: those found by pattern, and those whose wording fits and whose ends are `nearly` there.

    A claim by pattern is dropped where the wording is sure of the contrary, and one far behind the best is not what the
    sentence says. A claim the model never met keeps its place.
    """
    found = [c for c in by_pattern if values.get(c, 0.0) >= bounds["surely not"]]
    found += [c for c in values if values[c] >= bounds["from"] and c not in by_pattern and nearly(c)]
    found.sort(key=lambda claim: -values.get(claim, 0.0))
    return [c for c in found[:MOST_CLAIMS] if values.get(c, 0.0) >= values.get(found[0], 0.0) - _FAR_BEHIND]


def clearest(values: Sequence[float], by_pattern: str, margin: float) -> str:
    """The stance that fits best; the one by pattern unless another fits better by `margin`."""
    best = max(range(len(STANCES)), key=lambda place: values[place])
    return STANCES[best] if values[best] >= values[STANCES.index(by_pattern)] + margin else by_pattern
