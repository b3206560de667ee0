"""A second reader of dangers: weighs the words of a sentence, where the first (`danger`) asks for known patterns.

A linear model with a weight for each feature, learned by `training/fit.py` from the labelled sentences of `training/`
and written to `second_reader.json`. Names of medicines, nutrients and carers are read as their kind (MED, K, CARER), so
that what is learned of one brand holds for all. The same text gives the same answer, and the features that weighed
most can be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from k2cli.check.lexicon import Hit
from k2cli.check.words import Word

# A word is read as the first kind that holds it.
KINDS = (
    ("VKA", "vka-strict"), ("THINNER", "doac"), ("BONEMED", "bisphosphonate"), ("MOODMED", "antidepressant"),
    ("MED", "any-medicine"), ("SHOT", "vk-shot"), ("NATTO", "natto"), ("K", "any-k"), ("NUT", "nutrient-remedy"), ("NUT", "d"),
    ("NUT", "calcium"), ("NUT", "magnesium"), ("NUT", "other-nutrient"), ("CARER", "carer"), ("BABY", "newborn"),
    ("BONEILL", "osteoporosis"), ("MOODILL", "depression"), ("CANCER", "cancer"), ("SIGN", "urgent-sign"), ("REMEDY", "remedy"),
)  # fmt: skip
_MEDICINES = frozenset({"VKA", "THINNER", "BONEMED", "MOODMED", "MED"})
_KIND_NAMES = frozenset(name for name, _ in KINDS)
_NOT = frozenset(
    (
        "not no never dont doesnt didnt wont cant cannot shouldnt mustnt isnt arent wasnt neednt nobody none without nor "
        "hardly nothing"
    ).split()
)
_FIRST = frozenset("i me my we us our ive im id".split())
_SECOND = frozenset("you your yours youre youll".split())
_SCOPE = 5
_WINDOW = 6
# So many sentences back a medicine is still spoken of.
BACK = 3


class Seen(NamedTuple):
    """What is kept of a sentence for those behind it: its kinds and the stems of its words."""

    kinds: frozenset[str]
    stems: frozenset[str]


def tokens(words: Sequence[Word], hits: Iterable[Hit]) -> list[str]:
    """The words of a sentence as stems, names as their kind, numbers as #."""
    kind_of = {concept: name for name, concept in reversed(KINDS)}
    rank = {name: place for place, (name, _) in enumerate(KINDS)}
    read = [w.stem if not w.plain[0].isdigit() else "#" for w in words]
    taken: dict[int, str] = {}
    for hit in hits:
        name = kind_of.get(hit.concept)
        if name is None or hit.last - hit.first > 3:
            continue
        for place in range(hit.first, hit.last + 1):
            if place not in taken or rank[name] < rank[taken[place]]:
                taken[place] = name
    out: list[str] = []
    for place, stem in enumerate(read):
        name = taken.get(place, "")
        if name and out and out[-1] == name and place and taken.get(place - 1) == name:
            continue
        out.append(name or stem)
    return out


def seen(read: Sequence[str]) -> Seen:
    """What the sentences behind this one may lean on."""
    return Seen(frozenset(read) & _KIND_NAMES, frozenset(read) - _KIND_NAMES)


def features(
    read: Sequence[str], before: Sequence[Seen], head: frozenset[str], concepts: frozenset[str], codes: Iterable[str]
) -> Iterator[str]:
    """The features of a sentence.

    `read` are its tokens, `before` up to BACK sentences before it (nearest first), `head` the kinds named in its headings,
    `concepts` what was found in it, `codes` the dangers the first reader found.
    """
    yield "bias"
    here = frozenset(read) & _KIND_NAMES
    medicine_here = bool(here & _MEDICINES)
    around: set[str] = set()
    for place, past in enumerate(before[:BACK]):
        for kind in past.kinds:
            if kind not in around:
                yield f"{kind}@{place + 1}"
        around |= past.kinds
    for kind in head:
        yield f"{kind}@head"
    med = "m" if medicine_here else "c" if (around | head) & _MEDICINES else "-"
    yield f"med={med}"
    if (here | around | head) & {"K", "NATTO", "NUT", "REMEDY"}:
        yield f"remedy,med={med}"
    plain = set(read)
    for name, group in (("i", _FIRST), ("you", _SECOND)):
        if plain & group:
            yield f"person={name},med={med}"
    if read:
        yield f"^{read[0]}"
        yield f"^{read[0]},med={med}"
    if len(read) > 1:
        yield f"^{read[0]} {read[1]}"
    for code in codes:
        yield f"code={code}"
    for concept in concepts:
        if concept.startswith(("guard", "cue", "act-", "neutral", "third", "decides", "untold", "do-", "is-", "lets", "defies", "rhet")):
            yield f"c:{concept}"
    denied = 0
    for place, token in enumerate(read):
        yield token
        yield f"{token},{med}"
        if denied:
            yield f"not:{token}"
            denied -= 1
        if token in _NOT:
            denied = _SCOPE
        if place + 1 < len(read):
            yield f"{token} {read[place + 1]}"
        if place + 2 < len(read):
            yield f"{token} _ {read[place + 2]}"
        if token in _KIND_NAMES:
            for other in range(max(0, place - _WINDOW), min(len(read), place + _WINDOW + 1)):
                if other != place:
                    yield f"{read[other]}{'<' if other < place else '>'}{token}"
    if before:
        for stem in before[0].stems:
            yield f"p:{stem}"
