"""A second reader of dangers: it weighs the words of a sentence, where the first (`danger`) asks for known patterns.

A linear model, learned by `training/fit_dangers.py` from the labelled sentences of `training/dangers/` and kept in
`learned/dangers.json`: a weight for each feature. Medicines, nutrients and carers are read as their kind (MED, K, CARER),
so what is learned of one brand holds for all, and a sentence is read with the ones before it. The same text gives the
same answer, and the words that weighed most are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from k2cli.check.lexicon import Danger
from k2cli.check.sight import NAMES, Feature, Sight, Token, kinds_in, wording

_MEDICINES = frozenset({"VKA", "THINNER", "BONEMED", "MOODMED", "MED", "SHOT"})
_REMEDIES = frozenset({"K", "NATTO", "NUT", "REMEDY"})
# Concepts of the first reader that say how a sentence is meant.
_MEANT = (
    "guard",
    "cue",
    "act-",
    "neutral",
    "third",
    "decides",
    "untold",
    "do-",
    "is-",
    "lets",
    "defies",
    "rhet",
)
_PERSONS = (
    ("i", frozenset("i me my we us our ive im id".split())),
    ("you", frozenset("you your yours youre youll".split())),
)
# Where no medicine is spoken of, the wording must speak so much more clearly.
WITHOUT_MEDICINE = 0.3
NO_MEDICINE = "med=none"
# A name is joined with the words so near.
_NEAR = 6
# Concepts that speak of a high dose: only a danger's name asks for them.
_HIGH_DOSE = frozenset({"high-dose-d", "huge-dose", "huge-amount"})


def features(
    sight: Sight, read: Sequence[Token], heads: Sequence[str], concepts: Iterable[str], codes: Collection[str]
) -> Iterator[Feature]:
    """What a sentence has: its words, pairs of words, names with what stands near them, names that stand before it.

    `concepts` were found in it; `codes` are the dangers whose pattern fits, and those that a warning takes out.
    """
    texts = [t.text for t in read]
    here = kinds_in(texts)
    past: set[str] = set()
    for back, kinds in enumerate(sight.before(), 1):
        for kind in kinds - past:
            yield f"{kind}@{back}", -1
        past |= kinds
    for kind in (above := sight.above(heads)):
        yield f"{kind}@head", -1
    every = here | past | above
    # Whether a medicine is named here, only before, or nowhere: the same word means something else.
    med = "here" if here & _MEDICINES else "before" if every & _MEDICINES else "none"
    yield f"med={med}", -1
    if every & _REMEDIES:
        yield f"remedy,med={med}", -1
    for name, group in _PERSONS:
        if group & set(texts):
            yield f"person={name},med={med}", -1
    for code in codes:
        yield code, -1
    if codes:
        yield "guarded" if all(c.startswith("guarded") for c in codes) else "by pattern", -1
    for concept in concepts:
        if concept.startswith(_MEANT):
            yield f"c:{concept}", -1
    if texts:
        yield f"^{texts[0]},med={med}", 0
    yield from wording(read)
    for place, text in enumerate(texts):
        yield f"{text},med={med}", place
        if text in NAMES:
            for other in range(max(0, place - _NEAR), min(len(texts), place + _NEAR + 1)):
                if other != place:
                    yield f"{texts[other]}{'<' if other < place else '>'}{text}", other


def dangerous(score: float, names: Set[str], by_pattern: bool, bounds: dict[str, float]) -> bool:
    """Whether a sentence with these features is dangerous; a danger found by pattern is, unless the wording is sure of the contrary."""
    if by_pattern:
        return score >= bounds["surely not"]
    return score >= bounds["from"] + (WITHOUT_MEDICINE if NO_MEDICINE in names else 0.0)


def names_in(read: Sequence[Token], concepts: Set[str]) -> frozenset[str]:
    """What a danger may be called after: the kinds of name in a sentence, and DOSE where it speaks of a high dose."""
    return kinds_in(t.text for t in read) | ({"DOSE"} if concepts & _HIGH_DOSE else set())


def named_for(dangers: Sequence[Danger], here: frozenset[str], around: frozenset[str]) -> Danger | None:
    """The danger a sentence is called: the one that asks for most of the names in it, else of those around it too."""
    for kinds in (here, here | around):
        fits = [
            (len(sort.split("+")), -place, danger)
            for place, danger in enumerate(dangers)
            for sort in danger.sorts
            if kinds.issuperset(sort.split("+"))
        ]
        if fits:
            return max(fits, key=lambda fit: fit[:2])[2]
    return next((d for d in dangers if "any" in d.sorts), None)
