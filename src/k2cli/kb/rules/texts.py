"""Texts as people read them: clean, short, finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule, texts
from k2cli.names import clean

RULES: list[Rule] = []

MOST_WORDS = 60
_OPEN = re.compile(r"\b(TODO|FIXME|XXX|TBD|lorem ipsum)\b|\?\?\?|droracle", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*[ />]|\*\*|\[[^\]]+\]\(|\[/[a-z]*\]|`|&[a-z]+;")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])")
_RAW_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")


def _every_text(view: View) -> Iterator[tuple[str, int, Path, str]]:
    """(key, position, path, text) for every text of every record."""
    for key in view.base.records:
        for index, record in view.of(key):
            for path, text in texts(record):
                yield key, index, path, text


@rule(RULES)
def no_control_characters(view: View) -> Iterator[Offence]:
    """No text holds control characters, escape sequences or direction overrides."""
    for key, index, path, text in _every_text(view):
        if clean(text) != text or "\n" in text.strip():
            yield Offence(key, index, path, "holds a control character or line break; write plain text")


@rule(RULES)
def no_markup(view: View) -> Iterator[Offence]:
    """No text holds HTML, Markdown or console markup."""
    for key, index, path, text in _every_text(view):
        if found := _MARKUP.search(text):
            yield Offence(key, index, path, f"'{found.group(0)}' looks like markup; write plain text")


@rule(RULES)
def sentences_are_short(view: View) -> Iterator[Offence]:
    """No sentence that people read is longer than 60 words."""
    for key in (
        "claims",
        "interactions",
        "caveats",
        "mechanisms",
        "nutrients",
        "foods",
        "gaps",
        "disagreements",
    ):
        for index, record in view.of(key):
            for path, text in texts(record):
                for sentence in _SENTENCE.split(text):
                    if (count := len(sentence.split())) > MOST_WORDS:
                        yield Offence(key, index, path, f"a sentence of {count} words; cut it in two")


@rule(RULES)
def nothing_left_open(view: View) -> Iterator[Offence]:
    """Nothing is left to do, and nothing leans on a page that a machine wrote."""
    for key, index, path, text in _every_text(view):
        if found := _OPEN.search(text):
            yield Offence(key, index, path, f"'{found.group(0)}' is left in the record")


@rule(RULES)
def addresses_are_public(view: View) -> Iterator[Offence]:
    """No text names a machine by its number."""
    for key, index, path, text in _every_text(view):
        if path[0] != "ids" and _RAW_ADDRESS.search(text):
            yield Offence(key, index, path, "a raw network address; name the site or publication")


@rule(RULES)
def pointers_are_short(view: View) -> Iterator[Offence]:
    """A sentence of somebody else's text is pointed at by at most ten words."""
    for index, claim in view.of("claims"):
        for i, said in enumerate(claim.said_in):
            if len(said.find.split()) > 10:
                yield Offence(
                    "claims", index, ("said_in", i, "find"), "more than ten words; point, don't quote"
                )
