"""How the second readers see a sentence: its words as stems, names as their kind, and what was spoken of before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from k2cli.check.lexicon import Finder, Hit
from k2cli.check.words import Word, words

# The kinds of name; a word is read as the first that holds it.
KINDS = (
    ("VKA", "vka-strict"), ("THINNER", "doac"), ("BONEMED", "bone-medicine"), ("MOODMED", "antidepressant"),
    ("MED", "any-medicine"), ("SHOT", "vk-shot"), ("NATTO", "natto"), ("K", "any-k"), ("NUT", "nutrient-remedy"), ("NUT", "d"),
    ("NUT", "calcium"), ("NUT", "magnesium"), ("NUT", "other-nutrient"), ("CARER", "carer"), ("BABY", "newborn"),
    ("BONEILL", "osteoporosis"), ("MOODILL", "depression"), ("CANCER", "cancer"), ("SIGN", "urgent-sign"), ("REMEDY", "remedy"),
)  # fmt: skip
_KIND_OF = {concept: (rank, name) for rank, (name, concept) in reversed(list(enumerate(KINDS)))}
NAMES = frozenset(name for name, _ in KINDS)
# So many sentences back something is still spoken of.
_BACK = 3
_LONGEST_NAME = 4
_NOT = frozenset(
    (
        "not no never dont doesnt didnt wont cant cannot shouldnt mustnt isnt arent wasnt neednt nobody none without nor "
        "hardly nothing"
    ).split()
)
# A negation reaches so many words on.
_SCOPE = 5


class Token(NamedTuple):
    """A word as the model reads it, and the words of the sentence it stands for (both counted)."""

    text: str
    first: int
    last: int


# Something a sentence has, and the token that brought it (-1: the sentence as a whole). A plain pair: an article has
# hundreds of thousands of them.
Feature = tuple[str, int]


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


def kinds_in(texts: Iterable[str]) -> frozenset[str]:
    """The kinds of name among the texts of tokens."""
    return frozenset(texts) & NAMES


class Sight:
    """Reads the sentences of one text in order and remembers what those just before one, and its headings, speak of."""

    def __init__(self, finder: Finder, subjects: frozenset[str]) -> None:
        self._finder = finder
        self._subjects = subjects
        self._before: list[tuple[frozenset[str], frozenset[str]]] = []
        self._of_head: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def before(self) -> list[frozenset[str]]:
        """The kinds of name in each of the sentences before, the nearest first."""
        return [kinds for kinds, _ in self._before]

    def above(self, heads: Iterable[str]) -> frozenset[str]:
        """The kinds of name in the headings."""
        return frozenset().union(*(self._head(h)[0] for h in heads))

    def around(self, heads: Iterable[str]) -> frozenset[str]:
        """The kinds of name in the sentences just before and in the headings."""
        return frozenset().union(*self.before(), self.above(heads))

    def spoken_of(self, heads: Iterable[str]) -> frozenset[str]:
        """The subjects (nutrients, foods, medicines as concepts) of the sentences just before and of the headings."""
        return frozenset().union(*(s for _, s in self._before), *(self._head(h)[1] for h in heads))

    def _head(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        if text not in self._of_head:
            found = words(text)
            hits = self._finder.find(found)
            self._of_head[text] = self._seen(tokens(found, hits), hits)
        return self._of_head[text]

    def _seen(self, read: Sequence[Token], hits: Sequence[Hit]) -> tuple[frozenset[str], frozenset[str]]:
        return kinds_in(t.text for t in read), frozenset(h.concept for h in hits) & self._subjects

    def read(self, read: Sequence[Token], hits: Sequence[Hit]) -> None:
        """Takes a sentence in, for those that come after it."""
        self._before.insert(0, self._seen(read, hits))
        del self._before[_BACK:]


def pairs_of_words(read: Sequence[Token]) -> Iterator[Feature]:
    """Every word of a sentence, and every word with the next."""
    for place, token in enumerate(read):
        yield token.text, place
        if place + 1 < len(read):
            yield f"{token.text} {read[place + 1].text}", place


def wording(read: Sequence[Token]) -> Iterator[Feature]:
    """The words of a sentence as they are put: pairs, pairs over a word between, how it opens, what a negation reaches."""
    yield from pairs_of_words(read)
    if read:
        yield f"^{read[0].text}", 0
        yield f"^{' '.join(t.text for t in read[:2])}", 0
    denied = 0
    for place, token in enumerate(read):
        if denied:
            yield f"not:{token.text}", place
        denied = _SCOPE if token.text in _NOT else max(0, denied - 1)
        if place + 2 < len(read):
            yield f"{token.text} _ {read[place + 2].text}", place
