"""The words of a question: parted at commas and brackets, lists of vitamins told out, Japanese cut at names and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from k2cli.index.store import Store
from k2cli.names import fold

# Patterns, not compiled ones: with these wide ranges compiling takes 2 ms, and a plain name needs neither.
_BREAKS = r"[,;:!?/|+&()\[\]\n\t、。，・！？]|\.\s|\s[-–—]\s"
_CJK = r"[\u3040-\u30ff\u3400-\u9fff]"
# Words that open a list of vitamins: vitamins D and K.
_VITAMIN_WORDS = frozenset(
    "vitamin vitamins vit vits vitamine vitaminen vitamina vitaminas vitamines".split()
)
LINKING = frozenset("and or und oder et ou y o en plus with with mit avec con".split())
LETTER = re.compile(r"^[a-ek](?:\d{1,2})?$")


class Tokens(NamedTuple):
    """The words of a question, and how they stood to each other."""

    words: list[str]
    glued: set[int]  # written without a space before it (Japanese)
    parted: set[int]  # a comma, bracket or the like stands before it

    def joined(self, start: int, end: int) -> str:
        """The words of a span as they were written."""
        out = self.words[start]
        for place in range(start + 1, end):
            out += self.words[place] if place in self.glued else f" {self.words[place]}"
        return out


def words_of(store: Store, text: str) -> Tokens:
    """The words of `text`, folded; Japanese is cut at the names of the base and where the script changes."""
    words = fold(text).split()
    parted: set[int] = set()
    parts = [fold(part).split() for part in re.split(_BREAKS, text)]
    if [w for part in parts for w in part] == words:
        place = 0
        for part in parts:
            parted.add(place)
            place += len(part)
    glued: set[int] = set()
    if not text.isascii() and re.search(_CJK, text):
        words, glued, parted = _apart(store, words, parted)
    return Tokens(_vitamins(words, parted) if not glued else words, glued, parted)


def _vitamins(words: list[str], parted: set[int]) -> list[str]:
    """'vitamins d and k' becomes 'vitamin d and vitaminₖ': each letter of a list is its own vitamin.

    The word is written onto the letter, so that places of words stay as they are.
    """
    out = list(words)
    listing = False
    for place, word in enumerate(words):
        if word in _VITAMIN_WORDS:
            listing = True
        elif listing and LETTER.match(word):
            before = words[place - 1]
            if before not in _VITAMIN_WORDS and (before in LINKING or place in parted):
                out[place] = f"vitamin {word}"
        elif word not in LINKING:
            listing = False
    return out


def script(char: str) -> str:
    """hiragana, katakana, kanji or other."""
    if char in "ーｰ・":
        return "katakana"
    code = ord(char)
    if 0x3040 <= code <= 0x309F:
        return "hiragana"
    if 0x30A0 <= code <= 0x30FF:
        return "katakana"
    return "kanji" if 0x3400 <= code <= 0x9FFF or char == "々" else "other"


def _apart(store: Store, words: list[str], parted: set[int]) -> tuple[list[str], set[int], set[int]]:
    """Japanese words parted: at the names of the base first, then where the script changes."""
    names = {
        row[0]
        for row in store.rows(
            "select distinct key from names where key glob ?", "*[\u3040-\u30ff\u3400-\u9fff]*"
        )
    } | {
        row[0]
        for row in store.rows(
            "select word from ambiguous where word glob ?", "*[\u3040-\u30ff\u3400-\u9fff]*"
        )
    }
    out: list[str] = []
    glued: set[int] = set()
    moved: set[int] = set()
    for place, word in enumerate(words):
        if place in parted:
            moved.add(len(out))
        for number, piece in enumerate(_pieces(word, names)):
            if number:
                glued.add(len(out))
            out.append(piece)
    return out, glued, moved


def _pieces(word: str, names: set[str]) -> Iterator[str]:
    start = place = 0
    while place < len(word):
        # Longest name that begins here, if nothing of the same script continues it: ピーナッツバター is
        # no バター, 納豆菌 no 納豆.
        for end in range(min(len(word), place + 14), place, -1):
            if word[place:end] in names and _bounded(word, place, end):
                if start < place:
                    yield from _runs(word[start:place])
                yield word[place:end]
                start = place = end
                break
        else:
            place += 1
    if start < len(word):
        yield from _runs(word[start:])


def _bounded(word: str, start: int, end: int) -> bool:
    def same(one: int, other: int) -> bool:
        return script(word[one]) == script(word[other]) in ("katakana", "kanji")

    if (start and same(start - 1, start)) or (end < len(word) and same(end - 1, end)):
        return False
    # Two signs of hiragana are found inside other words all the time.
    short = end - start < 3 and all(script(c) == "hiragana" for c in word[start:end])
    return (
        not short
        or start == 0
        or word[start - 1] in "とやはがのにを"
        or script(word[start - 1]) != "hiragana"
    )


def _runs(text: str) -> Iterator[str]:
    run = text[0]
    for before, char in pairwise(text):
        if script(before) == script(char):
            run += char
        else:
            yield run
            run = char
    yield run
