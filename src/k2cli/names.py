"""One normal form for names and words, the same for the data and for questions.

`fold` keeps words apart by single spaces; `bag` forgets their order and number (plural), for a second try.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[^\w%+]+|_")
# MK-7, MK 7, MK₇, menaquinone-7 are one name; so are K2 and K 2, D3 and D-3, MK-9(4H).
_MENAQUINONE = re.compile(r"\b(?:mk|menaquinon[e]?|menachinon)\s?(\d{1,2})(?:\s?(4)\s?h)?\b")
_VITAMIN = re.compile(r"\b(k|d|b)\s(\d{1,2})\b")
_MICROGRAM = re.compile(r"(?<![a-z])(?:mcg|ug|µg|μg|micrograms?)(?![a-z])")
_MARKS = {"’": "'", "‘": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
_KANA = re.compile(r"[\u3040-\u30ff]")
MAX_QUESTION = 2000


def fold(text: str) -> str:
    """`text` in normal form: NFKC, case-folded, Latin accents gone, words parted by one space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for mark, plain in _MARKS.items():
        if mark in text:
            text = text.replace(mark, plain)
    # Kana carry meaning in their marks (が is not か); only Latin letters lose theirs.
    if not text.isascii() and not _KANA.search(text):
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = unicodedata.normalize("NFKC", text)
    text = _MICROGRAM.sub("µg", text)
    text = text.replace("'s ", " ").removesuffix("'s").replace("'", "")
    text = _SEPARATORS.sub(" ", text).strip()
    text = _MENAQUINONE.sub(lambda m: f"mk{m[1]}" + ("4h" if m[2] else ""), text)
    return _VITAMIN.sub(r"\1\2", text)


def singular(word: str) -> str:
    """`word` without an English plural ending; short and odd words stay as they are."""
    if len(word) < 4 or not word.isascii() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "toes")):
        return word[:-2]
    if word.endswith("ves") and len(word) > 5:
        return word[:-3] + "f"
    return word[:-1] if word.endswith("s") else word


def bag(text: str) -> str:
    """The words of `text` in singular, sorted: one form for 'egg yolks' and 'yolk, egg'."""
    return " ".join(sorted({singular(word) for word in fold(text).split()} - {"of", "the", "a", "and"}))


def clean(text: str) -> str:
    """`text` without control characters, escape sequences and direction overrides, fit to be printed."""
    return "".join(c if _printable(c) else " " for c in text)


def _printable(char: str) -> bool:
    if char == "\n":
        return True
    kind = unicodedata.category(char)
    return kind not in ("Cc", "Cs", "Co", "Cn") and not (
        kind == "Cf" and char not in "\u200c\u200d\u00ad"
    )
