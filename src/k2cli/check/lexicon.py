"""The word lists by which claims and dangers are recognised, and how they find concepts in a sentence.

A phrase is words in their stems. `…` stands for up to four words in between, a word that ends in `*` for every word
that begins so, `(a|b)` for either. The longest phrase at a place wins within a concept; concepts may overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from k2cli.check.words import Word, stem
from k2cli.names import fold

_GAP = "…"
_WIDEST_GAP = 4
_MOST_EXPANSIONS = 400


class Term(msgspec.Struct, frozen=True, array_like=True):
    """One end of a pattern: any of these concepts; `after` asks for a place behind the term before."""

    concepts: list[str]
    after: bool = False
    absent: bool = False
    act: bool = False
    written: bool = False


class Recognition(msgspec.Struct, frozen=True, array_like=True):
    """A way in which a text makes a claim. `bonus` ranks it among others that match the same sentence.

    A `negative` claim says "not" itself: a plain negation does not deny it, only the concepts of `denied_by` do.
    """

    claim: str
    terms: list[Term]
    bonus: float = 0.0
    negative: bool = False
    denied_by: list[str] = []


class Danger(msgspec.Struct, frozen=True, array_like=True):
    """Advice that could hurt: when it is given, and what takes the danger out of the sentence."""

    code: str
    name: str
    text: str
    caveats: list[str]
    when: list[list[Term]]
    unless: list[str]
    sorts: list[str] = []


class Omission(msgspec.Struct, frozen=True, array_like=True):
    """What a text must mention once it praises something."""

    code: str
    name: str
    text: str
    praises: list[str]
    mentions: list[str]
    caveats: list[str]


class ClaimLine(msgspec.Struct, frozen=True, array_like=True):
    """What is needed of a claim to judge a sentence, without opening its record."""

    id: str
    verdict: str
    nutrients: list[str]
    codes: list[str]
    caveats: list[str]


class FoodRange(msgspec.Struct, frozen=True, array_like=True):
    """The span of figures of a food in µg per 100 g, by nutrient."""

    food: str
    name: str
    nutrient: str
    low: float
    high: float


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """Everything a check reads with; compiled into the index."""

    phrases: list[tuple[list[str], int]]
    concepts: list[str]
    subjects: list[str]
    recognitions: list[Recognition]
    dangers: list[Danger]
    omissions: list[Omission]
    claims: list[ClaimLine]
    wordings: list[tuple[str, list[str]]]
    foods: list[FoodRange]


class Hit(NamedTuple):
    """A concept in a sentence: the words from `first` up to `last` (both counted)."""

    concept: str
    first: int
    last: int


def phrase_stems(phrase: str) -> list[list[str]]:
    """The stems of a written phrase, once for each way to read its alternatives."""
    parts: list[list[str]] = []
    for piece in re.findall(r"\([^()]*\)|[^\s()]+", phrase):
        if piece.startswith("("):
            parts.append([x.strip() for x in piece.strip("()").split("|")])
        else:
            parts.append([piece])
    out: list[list[str]] = []
    for choice in product(*parts):
        stems: list[str] = []
        for piece in choice:
            if piece in (_GAP, "?", "!", "%"):
                stems.append(piece)
            elif piece.endswith("*"):
                stems.extend(
                    [*(stem(x) for x in fold(piece[:-1]).split()[:-1]), fold(piece[:-1]).split()[-1] + "*"]
                )
            else:
                stems.extend(stem(x) for x in fold(piece).split())
        if stems and stems not in out:
            out.append(stems)
        if len(out) > _MOST_EXPANSIONS:
            raise ValueError(f"'{phrase}' can be read in more than {_MOST_EXPANSIONS} ways")
    return out


class Finder:
    """Finds concepts in the words of a sentence."""

    def __init__(self, reading: Reading) -> None:
        self._concepts = reading.concepts
        self._first: dict[str, list[tuple[list[str], int]]] = {}
        self._prefixes: dict[str, list[str]] = {}
        for stems, concept in reading.phrases:
            self._first.setdefault(stems[0], []).append((stems, concept))
            for symbol in stems:
                if symbol.endswith("*"):
                    known = self._prefixes.setdefault(symbol[:3], [])
                    if symbol not in known:
                        known.append(symbol)
        self._symbols: dict[str, frozenset[str]] = {}

    def _read_as(self, word: Word) -> frozenset[str]:
        known = self._symbols.get(word.plain)
        if known is None:
            found = {word.stem, word.plain}
            for length in (1, 2, 3):
                for symbol in self._prefixes.get(
                    word.plain[:length] if length == 3 else (word.plain[:length] + "*"), ()
                ):
                    if word.plain.startswith(symbol[:-1]):
                        found.add(symbol)
            known = frozenset(found)
            if len(self._symbols) < 100_000:
                self._symbols[word.plain] = known
        return known

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Every concept of the sentence, in order of place."""
        read = [self._read_as(word) for word in words]
        found: list[Hit] = []
        size = len(words)
        for place in range(size):
            longest: dict[int, int] = {}
            for symbol in read[place]:
                for stems, concept in self._first.get(symbol, ()):
                    last = _matches(stems, read, place, size)
                    if last >= 0 and (
                        concept not in longest
                        or (last < longest[concept] and _GAP in stems)
                        or (last > longest[concept] and _GAP not in stems)
                    ):
                        longest[concept] = last
            found.extend(Hit(self._concepts[c], place, last) for c, last in longest.items())
        return found


def _matches(stems: list[str], read: list[frozenset[str]], place: int, size: int) -> int:
    """The place of the last word of the phrase that begins at `place`; -1 if it is not there."""
    at = place
    index = 1
    while index < len(stems):
        if stems[index] == _GAP:
            index += 1
            wanted = stems[index]
            for step in range(at + 1, min(size, at + 2 + _WIDEST_GAP)):
                if wanted in read[step]:
                    at = step
                    break
            else:
                return -1
        else:
            at += 1
            if at >= size or stems[index] not in read[at]:
                return -1
        index += 1
    return at


def parse_pattern(text: str) -> list[Term]:
    """'k2|mk-7 > raises bmd !deficiency' as terms.

    `|` either, `>` behind the one before, `!` must not be there, `*` the act itself (dangers), `=` in the
    sentence itself, never taken over from what stands before it.
    """
    terms: list[Term] = []
    for part in text.split():
        marks = part[: len(part) - len(part.lstrip(">!*="))]
        concepts = part[len(marks) :].split("|")
        if not all(concepts):
            raise ValueError(f"'{text}': '{part}' names no concept")
        terms.append(Term(concepts, ">" in marks, "!" in marks, "*" in marks, "=" in marks))
    if not any(not t.absent for t in terms):
        raise ValueError(f"'{text}' asks for nothing")
    return terms


def named(terms: Iterable[Term]) -> set[str]:
    """The concepts a pattern speaks of."""
    return {c for t in terms for c in t.concepts}
