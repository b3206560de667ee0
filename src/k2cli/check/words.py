"""Words of a sentence in one normal form, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from k2cli.names import fold

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|%|[?!]")
_KEEP = frozenset(
    (
        "less bias gas this thus plus iris pus various does has was is as its us yes always perhaps ibs "
        "pcos sibs press loss mass process excess access stress illness dress need needed bed red feed "
        "speed shed seed bleed during thing anything nothing something everything bring spring string king "
        "ring sing evening morning osteoporosis diagnosis thrombosis cirrhosis note here there where were "
        "herring breed indeed hundred"
    ).split()
)
# Where the rule would join two words, or part two forms of one.
_IRREGULAR = {
    "noted": "note", "notes": "note", "noting": "note", "used": "use", "uses": "use", "using": "use", "needed": "need",
    "took": "tak", "left": "leav", "taken": "tak", "given": "giv", "gave": "giv", "ate": "eat", "eaten": "eat", "broke": "break", "broken": "broken",
    "women": "woman", "men": "man", "children": "child", "feet": "foot", "seeds": "seed", "stopped": "stop", "began": "begin",
    "shown": "shown", "showed": "show", "ones": "one", "does": "does", "goes": "go", "went": "went",
}  # fmt: skip


class Word(NamedTuple):
    """A word: its stem, its plain form, and where it stands in the sentence."""

    stem: str
    plain: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light stem, the same for lists and texts: plural, -ing, -ed and a final e are dropped."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _KEEP or not word.isascii():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word
    if word.endswith("ing") and len(word) > 5:
        word = _undouble(word[:-3])
    elif word.endswith("ed") and len(word) > 4:
        word = _undouble(word[:-2])
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _undouble(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsze":
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def _plain(word: str) -> tuple[str, ...]:
    return tuple(fold(word).split())


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)


def words(text: str) -> list[Word]:
    """The words of `text`. MK-7, MK 7 and menaquinone-7 are one word, so are K2, K-2 and K₂."""
    found: list[Word] = []
    if "://" in text or "www." in text or "@" in text:
        # Addresses hold words that nobody said; blanks keep the places.
        text = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    for match in _WORD.finditer(text):
        parts = _plain(match[0]) if match[0] not in "%?!" else (match[0],)
        for part in parts:
            last = found[-1] if found else None
            if last is not None and match.start() - last.end <= 1 and part.isdigit():
                joined = None
                if last.plain in ("mk", "menaquinone", "menaquinon") and len(part) <= 2:
                    joined = f"mk{part}"
                elif last.plain in ("k", "d", "b") and len(part) <= 2:
                    joined = f"{last.plain}{part}"
                if joined:
                    found[-1] = Word(joined, joined, last.start, match.end())
                    continue
            if part.startswith("menaquinone") and part[11:].isdigit():
                part = f"mk{part[11:]}"
            found.append(Word(stem(part), part, match.start(), match.end()))
    return found
