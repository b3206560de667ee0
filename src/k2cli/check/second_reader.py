"""A second reader of dangers: it weighs the words of a sentence, where the first (`danger`) asks for known patterns.

A linear model, learned by `training/fit.py` from the labelled sentences of `training/texts/` and kept in
`second_reader.json`: a weight for each feature. Medicines, nutrients and carers are read as their kind (MED, K, CARER),
so what is learned of one brand holds for all, and a sentence is read with the ones before it. The same text gives the
same answer, and the words that weighed most are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from math import sqrt
from typing import NamedTuple

import msgspec

from k2cli.check.lexicon import Danger, Finder, Hit
from k2cli.check.match import SMALL
from k2cli.check.words import Word, words

# The kinds of name; a word is read as the first that holds it.
KINDS = (
    ("VKA", "vka-strict"), ("THINNER", "doac"), ("BONEMED", "bisphosphonate"), ("MOODMED", "antidepressant"),
    ("MED", "any-medicine"), ("SHOT", "vk-shot"), ("NATTO", "natto"), ("K", "any-k"), ("NUT", "nutrient-remedy"), ("NUT", "d"),
    ("NUT", "calcium"), ("NUT", "magnesium"), ("NUT", "other-nutrient"), ("CARER", "carer"), ("BABY", "newborn"),
    ("BONEILL", "osteoporosis"), ("MOODILL", "depression"), ("CANCER", "cancer"), ("SIGN", "urgent-sign"), ("REMEDY", "remedy"),
)  # fmt: skip
_KIND_OF = {concept: (rank, name) for rank, (name, concept) in reversed(list(enumerate(KINDS)))}
_NAMES = frozenset(name for name, _ in KINDS)
_MEDICINES = frozenset({"VKA", "THINNER", "BONEMED", "MOODMED", "MED"})
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
_NOT = frozenset(
    (
        "not no never dont doesnt didnt wont cant cannot shouldnt mustnt isnt arent wasnt neednt nobody none without nor "
        "hardly nothing"
    ).split()
)
_PERSONS = (
    ("i", frozenset("i me my we us our ive im id".split())),
    ("you", frozenset("you your yours youre youll".split())),
)
# A negation reaches so many words on; a name is joined with the words so near.
_SCOPE = 5
_NEAR = 6
# So many sentences back a medicine is still spoken of.
_BACK = 3
_LONGEST_NAME = 4
_SHOWN = 3


class Token(NamedTuple):
    """A word as the model reads it, and the words of the sentence it stands for (both counted)."""

    text: str
    first: int
    last: int


class Feature(NamedTuple):
    """Something a sentence has, and the token that brought it; -1: the sentence as a whole."""

    name: str
    place: int


class Weights(msgspec.Struct, frozen=True):
    """What was learned: a sentence is dangerous from `threshold` on; below `surely_not` a pattern that fits is no danger.

    `texts` is the digest of the labelled texts behind it.
    """

    texts: str
    threshold: float
    surely_not: float
    intercept: float
    weights: dict[str, float]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    from importlib.resources import files

    return msgspec.json.decode(files("k2cli.check").joinpath("second_reader.json").read_bytes(), type=Weights)


def tokens(found: Sequence[Word], hits: Iterable[Hit]) -> list[Token]:
    """The words of a sentence as stems, numbers as #, a name as one token of its kind."""
    taken: dict[int, tuple[int, str]] = {}
    for hit in hits:
        kind = _KIND_OF.get(hit.concept)
        if kind is None or hit.last - hit.first >= _LONGEST_NAME:
            continue
        for place in range(hit.first, hit.last + 1):
            taken[place] = min(kind, taken.get(place, kind))
    out: list[Token] = []
    for place, word in enumerate(found):
        name = taken[place][1] if place in taken else ""
        if name and out and out[-1].text == name and out[-1].last == place - 1:
            out[-1] = out[-1]._replace(last=place)
        else:
            out.append(Token(name or ("#" if word.plain[0].isdigit() else word.stem), place, place))
    return out


class Sight:
    """Reads the sentences of one text in order: each with the kinds of name before it and in its headings."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._before: list[frozenset[str]] = []
        self._of_head: dict[str, frozenset[str]] = {}

    def around(self, heads: Iterable[str]) -> frozenset[str]:
        """The kinds of name in the sentences just before and in the headings."""
        return frozenset().union(*self._before, *(self._head(h) for h in heads))

    def _head(self, text: str) -> frozenset[str]:
        if text not in self._of_head:
            found = words(text)
            self._of_head[text] = kinds_in(t.text for t in tokens(found, self._finder.find(found)))
        return self._of_head[text]

    def read(self, read: Sequence[Token]) -> None:
        """Takes a sentence in, for those that come after it."""
        self._before.insert(0, kinds_in(t.text for t in read))
        del self._before[_BACK:]

    def features(
        self, read: Sequence[Token], heads: Iterable[str], concepts: Iterable[str], codes: Iterable[str]
    ) -> Iterator[Feature]:
        """What a sentence has: its words, pairs of words, names with what stands near them, names that stand before it.

        `concepts` were found in it; `codes` are the dangers whose pattern fits, and those that a warning takes out.
        """
        texts = [t.text for t in read]
        here = kinds_in(texts)
        past: set[str] = set()
        for back, kinds in enumerate(self._before, 1):
            for kind in kinds - past:
                yield Feature(f"{kind}@{back}", -1)
            past |= kinds
        for kind in (above := frozenset().union(*(self._head(h) for h in heads))):
            yield Feature(f"{kind}@head", -1)
        every = here | past | above
        # Whether a medicine is named here, only before, or nowhere: the same word means something else.
        med = "here" if here & _MEDICINES else "before" if every & _MEDICINES else "none"
        yield Feature(f"med={med}", -1)
        if every & _REMEDIES:
            yield Feature(f"remedy,med={med}", -1)
        for name, group in _PERSONS:
            if group & set(texts):
                yield Feature(f"person={name},med={med}", -1)
        for code in codes:
            yield Feature(code, -1)
        if codes:
            yield Feature("guarded" if all(c.startswith("guarded") for c in codes) else "by pattern", -1)
        for concept in concepts:
            if concept.startswith(_MEANT):
                yield Feature(f"c:{concept}", -1)
        if texts:
            yield Feature(f"^{texts[0]}", 0)
            yield Feature(f"^{texts[0]},med={med}", 0)
            yield Feature(f"^{' '.join(texts[:2])}", 0)
        denied = 0
        for place, text in enumerate(texts):
            yield Feature(text, place)
            yield Feature(f"{text},med={med}", place)
            if denied:
                yield Feature(f"not:{text}", place)
            denied = _SCOPE if text in _NOT else max(0, denied - 1)
            if place + 1 < len(texts):
                yield Feature(f"{text} {texts[place + 1]}", place)
            if place + 2 < len(texts):
                yield Feature(f"{text} _ {texts[place + 2]}", place)
            if text in _NAMES:
                for other in range(max(0, place - _NEAR), min(len(texts), place + _NEAR + 1)):
                    if other != place:
                        yield Feature(f"{texts[other]}{'<' if other < place else '>'}{text}", other)


def kinds_in(texts: Iterable[str]) -> frozenset[str]:
    """The kinds of name among the texts of tokens."""
    return frozenset(texts) & _NAMES


def score(names: Set[str], model: Weights) -> float:
    """How dangerous a sentence with these features sounds; a long sentence counts no more than a short one."""
    return model.intercept + sum(model.weights.get(n, 0.0) for n in names) / sqrt(len(names) or 1)


def telling(features: Iterable[Feature], read: Sequence[Token], model: Weights) -> list[Hit]:
    """The words that weighed most, in order of place."""
    weight: dict[int, float] = defaultdict(float)
    for feature in set(features):
        if feature.place >= 0:
            weight[feature.place] += model.weights.get(feature.name, 0.0)
    heavy = [p for p in weight if weight[p] > 0 and read[p].text not in SMALL]
    best = sorted(heavy, key=lambda p: (-weight[p], p))[:_SHOWN]
    return [Hit("wording", read[p].first, read[p].last) for p in sorted(best)]


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
