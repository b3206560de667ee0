"""One normal form for names and words, the same for the data and for questions.

`fold` keeps words apart by single spaces; `bag` forgets their order and number (plural), for a second try.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"(?:[^\w%]|_)+")
# MK-7, MK 7, MK₇, menaquinone-7 are one name; so are K2 and K 2, D3 and D-3, MK-9(4H).
_MENAQUINONE = re.compile(r"\b(?:mk|menaquinone?|menachinon)\s?(\d{1,2})(?:\s?(4)\s?h)?\b")
# Only numbers that are vitamins: "vitamin d 25 µg" and "vitamin k 2 mg" are a name and a dose.
_VITAMIN = re.compile(
    r"\b(?:(k) ([1-4])|(d) ([2-5])|(b) (1|2|3|5|6|7|9|12))\b"
    r"(?!\s(?:µg|mg|g|iu|ie|ui|ml|tablets?|capsules?|drops?|pills?)\b)"
)
# "D3K2" on a label is two vitamins.
_GLUED = re.compile(r"\b([kd][1-4])(?=[kd][1-4]\b)")
_MICROGRAM = re.compile(
    r"(?<![a-z])(?:mcg|ug|µg|μg|micrograms?|mikrogramm|microgrammes?|microgramos?)(?![a-z])"
)
_MARKS = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ł": "l",
}
# French elision names nothing: l'épinard is épinard, jaune d'œuf is jaune œuf.
_ELISION = re.compile(r"(?<!\w)(?:[ldjmnstc]|qu)'(?=\w)")
_APOSTROPHE = re.compile(r"'s(?!\w)|'")
# The voicing marks of kana carry meaning (が is not か); accents on other letters do not.
_VOICING = "\u3099\u309a"
MAX_QUESTION = 2000


def fold(text: str) -> str:
    """`text` in normal form: NFKC, case-folded, accents gone, words parted by one space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_TRANSLATION))
        text = "".join(c for c in decomposed if c in _VOICING or not unicodedata.combining(c))
        text = unicodedata.normalize("NFKC", text).casefold().translate(_TRANSLATION)
    if "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", _ELISION.sub("", text.replace("`", "'")))
    text = _SEPARATORS.sub(" ", text).strip()
    text = _MICROGRAM.sub("µg", text)
    text = _MENAQUINONE.sub(lambda m: f"mk{m[1]}" + ("4h" if m[2] else ""), text)
    return _GLUED.sub(r"\1 ", _VITAMIN.sub(lambda m: "".join(part for part in m.groups() if part), text))


_TRANSLATION = str.maketrans(_MARKS)

_ODD_PLURALS = {
    "leaves": "leaf", "loaves": "loaf", "halves": "half", "calves": "calf", "knives": "knife",
    "teeth": "tooth",
    "feet": "foot", "women": "woman", "men": "man", "children": "child", "geese": "goose", "people": "person",
}  # fmt: skip


def singular(word: str) -> str:
    """`word` without an English plural ending; short and odd words stay as they are."""
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    if len(word) < 4 or not word.isascii() or word.endswith(("ss", "us", "is", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "toes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def foreign_singulars(word: str) -> list[str]:
    """What `word` may be the plural of in German, French or Spanish; empty where no rule fits."""
    if len(word) < 5 or not word.isascii():
        return []
    found: list[str] = []
    if word.endswith("x"):
        found.append(word[:-1])
    if word.endswith("aux"):
        found.append(word[:-3] + "al")
    if word.endswith("ces"):
        found.append(word[:-3] + "z")
    # A name is at least four letters long: shorter stems would turn ordinary words into names.
    found += [
        word[: -len(ending)]
        for ending in ("es", "nen", "en", "er", "e", "n", "s")
        if word.endswith(ending) and len(word) - len(ending) >= 4
    ]
    return found


def bag(text: str) -> str:
    """The words of `text` in singular, sorted: one form for 'egg yolks' and 'yolk, egg'."""
    return bag_of(fold(text).split())


_SMALL = frozenset("of the a an and de du des del d la le les el los di van".split())


def bag_of(words: list[str]) -> str:
    """The bag of words that are in normal form already."""
    return " ".join(sorted({singular(word) for word in words} - _SMALL))


# Longest first: the first that leaves four letters is taken off.
_ENDINGS = (
    "isation", "ization", "ations", "ation", "ating", "ated", "ates", "ate", "ings", "ing", "ified",
    "ify", "ed",
    "ially", "ally", "ly", "al", "es", "e", "y",
)  # fmt: skip


def stem(word: str) -> str:
    """A rough stem, for counting shared words; the index itself uses porter."""
    word = singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(folded: str) -> str:
    """Every word of a text in normal form as its stem."""
    return " ".join(map(stem, folded.split()))


def clean(text: str) -> str:
    """`text` without control characters, escape sequences and direction overrides, fit to be printed."""
    if text.isprintable():
        return text
    return "".join(c if _printable(c) else " " for c in text)


def _printable(char: str) -> bool:
    if char == "\n":
        return True
    kind = unicodedata.category(char)
    return kind not in ("Cc", "Cs", "Co", "Cn") and not (kind == "Cf" and char not in "\u200c\u200d\u00ad")
