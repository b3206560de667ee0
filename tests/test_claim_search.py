"""Claims found by everyday words, with typos put right and nonsense left alone; and whole questions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k2cli.ask.claims import claim_search
from k2cli.ask.question import ask
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.render.pages import page
from k2cli.render.plain import to_plain
from tests.words import words_store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = words_store()
    yield opened
    opened.close()


_STORE = words_store()


def first(store: Store, question: str) -> str:
    hits = claim_search(store, [question], {}, 5).hits
    return hits[0].id if hits else ""


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("does k2 unclog arteries", "k2-clears-arteries"),
        ("furred arteries", "k2-clears-arteries"),
        ("can vitamin k2 stop a hip break", "k2-mends-hips"),
        ("fractured hips", "k2-mends-hips"),
        ("vitamin D for the blues", "d-lifts-mood"),
    ],
)
def test_everyday_words_lead_to_the_claim(store: Store, question: str, id_: str) -> None:
    assert first(store, question) == id_


def test_a_typo_is_put_right_and_shown(store: Store) -> None:
    found = claim_search(store, ["depresion"], {}, 5)
    assert [(c.word, c.searched) for c in found.corrections] == [("depresion", "depression")]
    assert found.hits[0].id == "d-lifts-mood"


@pytest.mark.parametrize(
    "question", ["best pizza recipe", "qwertz uiop", "does k2 help me sleep", "the capital of Mongolia"]
)
def test_nonsense_finds_no_claim(store: Store, question: str) -> None:
    assert claim_search(store, [question], {}, 5).hits == []


def test_what_the_base_covers_is_said_when_nothing_matches(store: Store) -> None:
    assert claim_search(store, ["pizza"], {}, 5).covers.startswith("3 claims")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"nutrient": "vitamin K2"}, 2),
        ({"nutrient": "vitamin K"}, 2),
        ({"outcome": "hip-fracture"}, 1),
        ({"verdict": "untested"}, 3),
        ({"code": "G01"}, 3),
        ({"nutrient": "vitamin D", "verdict": "untested"}, 1),
    ],
)
def test_filters_alone_list_what_they_leave(store: Store, filters: dict[str, str], count: int) -> None:
    assert claim_search(store, [], filters, 10).found == count


def test_a_filter_holds_for_a_search(store: Store) -> None:
    assert claim_search(store, ["hip fractures"], {"nutrient": "vitamin D"}, 5).hits == []


@pytest.mark.parametrize("facet", ["verdict", "nutrient", "code"])
def test_a_filter_value_that_nothing_has_is_refused_with_those_there_are(store: Store, facet: str) -> None:
    with pytest.raises(UsageError, match="it can be one of"):
        claim_search(store, [], {facet: "nonsense"}, 5)


def test_neither_word_nor_filter_is_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        claim_search(store, [], {}, 5)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("does k2 unclog arteries", {"claims"}),
        ("natto", {"foods"}),
        ("how much vitamin K is in kale", {"foods"}),
        ("vitamin K2", {"nutrients"}),
        ("can I eat natto with Coumadin", {"interactions"}),
        ("kumadin", {"interactions"}),
        ("pizza", {"claims"}),
    ],
)
def test_a_question_is_answered_by_what_it_names(store: Store, question: str, parts: set[str]) -> None:
    found = ask(store, [question])
    assert {n for n in ("interactions", "foods", "nutrients", "claims") if getattr(found, n)} >= parts


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_question_ends_in_an_answer_or_is_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        page(ask(_STORE, [text]))


def test_a_question_says_what_was_not_recognised(store: Store) -> None:
    assert ask(store, ["can I take foozumab with vitamin d"]).not_recognised == ["foozumab"]


def test_the_page_of_a_question_has_each_caution_once_and_first(store: Store) -> None:
    shown = to_plain(page(ask(store, ["can I eat natto with Coumadin"])))
    assert shown.count("Ask the clinic. (") == 1
    assert shown.index("Ask the clinic") < shown.index("'natto'")
