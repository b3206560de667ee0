"""A second reader of claims and stances: it weighs the words of a sentence beside what the patterns found.

Two linear models, learned by `training/fit_claims.py` from the labelled sentences of `training/claims/`. The first says
how well each claim fits the wording: a claim found by its pattern is kept unless it fits badly, and a claim is added that
fits well and whose ends are there but for one (so that words alone never make a claim). The second says how the sentence
stands to a claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from k2cli.check.lexicon import Hit
from k2cli.check.match import Match
from k2cli.check.sight import Feature, Token, pairs_of_words, wording
from k2cli.check.stance import Stance

# Concepts that say how a sentence is meant, not what it speaks of.
_MEANT = ("cue-", "guard")
# Of the concepts of a long sentence so many are paired.
_MOST_PAIRED = 30
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
        yield Feature(f"k:{concept}", -1)
    topics = [c for c in concepts if not c.startswith(_MEANT)][:_MOST_PAIRED]
    for one, other in combinations(topics, 2):
        yield Feature(f"{one}&{other}", -1)
    for place, claim in enumerate(by_pattern):
        yield Feature(f"p:{claim}", -1)
        if not place:
            yield Feature(f"first:{claim}", -1)
    yield Feature("p:any" if by_pattern else "p:none", -1)
    yield Feature(f"unit={kind}", -1)


def stance_features(
    read: Sequence[Token], concepts: Collection[str], question: bool, by_pattern: Stance
) -> Iterator[Feature]:
    """What tells how a sentence stands to a claim: how it is worded, the cues in it, and the stance by pattern."""
    yield from wording(read)
    for concept in concepts:
        if concept.startswith(_MEANT):
            yield Feature(f"k:{concept}", -1)
    if question:
        yield Feature("?", -1)
    yield Feature(f"s:{by_pattern.name}", -1)
    if by_pattern.words:
        yield Feature(f"s:{by_pattern.name}:{by_pattern.words.lower()}", -1)
    yield Feature(f"length={min(len(read) // _STEP, _LONGEST_STEP)}", -1)


def best(values: Sequence[float], labels: Sequence[str], by_pattern: str, margin: float) -> str:
    """The stance that fits best; the one by pattern unless another fits better by `margin`."""
    top = max(range(len(labels)), key=lambda place: values[place])
    known = labels.index(by_pattern)
    return labels[top] if values[top] >= values[known] + margin else by_pattern


def fits(match: Match, values: dict[str, float], bound: float) -> bool:
    """Whether a claim found by pattern fits the wording; one the model never met, or taken from a question, does."""
    return not match.used or values.get(match.claim, bound) >= bound
