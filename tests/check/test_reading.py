"""Texts to units with exact places; hostile input ends in a clean result."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k2cli.check.readers import document
from k2cli.check.source import Source, decode, kind_of
from k2cli.check.units import Unit, sentences, units
from k2cli.errors import BaseInvalid, UsageError
from tests.check.score import judged


def read(text: str, kind: str = "text") -> list[Unit]:
    return units(document(Source("x", text, kind)).blocks)


def at(text: str, kind: str, words: str) -> tuple[int, int]:
    source = Source("x", text, kind)
    unit = next(u for u in units(document(source).blocks) if words in u.text)
    return source.position(unit.places[unit.text.index(words)])


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        ("text", "One.\n\n  Two K2 three.", (3, 7)),
        ("text", "- item\n- about K2", (2, 9)),
        ("markdown", "# A\n\nsome **bold** K2", (3, 15)),
        ("markdown", "| a | b |\n|---|---|\n| x | K2 |", (3, 7)),
        ("markdown", "[a link](http://x.org/K9) to K2", (1, 30)),
        ("html", "<p>a &amp; b\n <b>K2</b></p>", (2, 5)),
        ("html", "<table><tr><td>x</td><td>K2</td></tr></table>", (1, 26)),
        ("html", "<ul>\n<li>caf&eacute; K2", (2, 17)),
        ("html", "a &ampere &#181;&#x4B;2 x", (1, 17)),
    ],
)
def test_places_are_exact(kind: str, text: str, place: tuple[int, int]) -> None:
    assert at(text, kind, "K2") == place


def test_windows_line_ends_do_not_move_places() -> None:
    assert at("One.\r\n\r\nTwo K2.", "text", "K2") == (3, 5)


def test_only_the_main_text_of_a_page_is_read() -> None:
    page = "<nav>K2 menu</nav><script>K2()</script><main><p>K2 text</p><form>K2 form</form></main><footer>K2 foot</footer>"
    assert [u.text for u in read(page, "html")] == ["K2 text"]


def test_code_front_matter_and_comments_are_not_read() -> None:
    text = "---\ntitle: K2\n---\n```\nK2 code\n```\n<!-- K2 note -->\nK2 text"
    assert [u.text for u in read(text, "markdown")] == ["K2 text"]


def test_abbreviations_and_figures_end_no_sentence() -> None:
    text = "Dr. Reed gave e.g. 0.5 mg. Then K2 followed."
    assert [text[a:b] for a, b in sentences(text)] == ["Dr. Reed gave e.g. 0.5 mg.", "Then K2 followed."]


def test_a_hard_wrapped_paragraph_is_one_text() -> None:
    text = "This sentence about vitamin K2 is wrapped at some sixty columns\nand goes on here. Another one follows."
    assert [u.text.split()[0] for u in read(text)] == ["This", "Another"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("µg".encode(), "µg"),
        ("µg".encode("utf-16"), "µg"),
        (b"\xef\xbb\xbfK2", "K2"),
        (b'<meta charset="cp1252">\xb5g', '<meta charset="cp1252">µg'),
    ],
)
def test_encodings_are_known_by_their_marks(data: bytes, text: str) -> None:
    assert decode(data, "x") == text


@pytest.mark.parametrize("data", [b"caf\xe9", b"a\x00b", b"x" * 20_000_001])
def test_what_can_not_be_read_is_told_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BaseInvalid) as told:
        decode(data, "f.txt")
    assert "'f.txt'" in str(told.value)


def test_an_unknown_encoding_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        decode(b"x", "f", "nonsense")


@pytest.mark.parametrize(
    "encoding", ["zlib", "base64", "rot13", "idna", "unicode_escape", "punycode", "undefined"]
)
def test_odd_codecs_end_in_a_message_or_text(encoding: str) -> None:
    with suppress(UsageError, BaseInvalid):
        assert isinstance(decode(b"K2 \\ud800 abc", "f", encoding), str)


BOMBS = {
    "open tags": "<a " * 100_000,
    "nested": "<div>" * 30_000 + "K2",
    "nested inline": "<b>" * 3_000 + "K2",
    "comments": "<!--" * 100_000,
    "quotes": '<a href="' * 50_000,
    "entities": "&" * 300_000,
    "numbers": "&#" * 200_000,
    "doctypes": "<!DOCTYPE " * 50_000,
    "tables": "<table><tr><td>" * 3_000,
    "script": "<script>" + "</scrip" * 100_000,
    "cells": "<tr>" + "<td>K2" * 20_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
@pytest.mark.parametrize("kind", ["html", "markdown", "text"])
def test_a_bomb_is_read_or_passed_over(bomb: str, kind: str) -> None:
    judged(Source("x", bomb, kind))


@pytest.mark.parametrize(
    "line",
    [
        "K2 " * 300_000,
        "(" * 500_000,
        "not " * 200_000,
        "1," * 300_000,
        "|" * 300_000,
        "#" * 300_000,
        "[" * 300_000,
        "." * 300_000,
        "K2 activates osteocalcin and " * 20_000,
    ],
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_megabyte_line_is_read(line: str, kind: str) -> None:
    judged(Source("x", line, kind))


TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [
            "K2 ",
            "warfarin ",
            "not ",
            "<p>",
            "</p>",
            "<td>",
            "&amp;",
            "| ",
            "\n",
            "# ",
            "- ",
            "45 mg ",
            "MK-7",
            "?",
            ". ",
            "**",
            "[x](",
            ")",
            "\x1b[31m",
            "‮",
            "depression ",
        ]
    ),
    max_size=60,
).map("".join)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["text", "markdown", "html"]))
def test_any_text_is_judged_and_every_character_has_a_place(text: str, kind: str) -> None:
    source = Source("x", text, kind)
    for item in judged(source):
        unit = item.unit
        assert len(unit.text) == len(unit.places)
        assert all(0 <= p < max(1, len(source.text)) for p in unit.places)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_plain_text_keeps_each_character_at_its_place(text: str) -> None:
    source = Source("x", text)
    for unit in units(document(source).blocks):
        for char, place in zip(unit.text, unit.places, strict=True):
            assert source.text[place] == char or char == " " or "|" in text


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_a_message(data: bytes) -> None:
    with suppress(BaseInvalid):
        text = decode(data, "x")
        judged(Source("x", text, kind_of("x", text)))


def test_every_byte_value_is_clear() -> None:
    for value in range(256):
        with suppress(BaseInvalid):
            judged(Source("x", decode(bytes([75, 50, value, 32]), "x")))
