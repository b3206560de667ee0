"""Questions about medicines: every name is answered, asked back or said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from k2cli import answers as a
from k2cli.ask.interactions import interactions
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION
from tests.words import words_store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = words_store()
    yield opened
    opened.close()


def states(found: a.InteractionsAnswer) -> dict[str, str]:
    return {x.id or x.asked: x.state for x in found.answers}


def pairs(found: a.InteractionsAnswer) -> set[str]:
    return {p.id for p in found.pairs}


@pytest.mark.parametrize(
    "question",
    ["natto and Coumadin", "can I eat natto if I take warfrin?", "ワルファリンと納豆", "natto + warfarin"],
)
def test_two_names_give_the_pair(store: Store, question: str) -> None:
    assert pairs(interactions(store, [question])) == {"mk7-vka"}


def test_a_nutrient_pair_matches_its_form(store: Store) -> None:
    assert pairs(interactions(store, ["warfarin and MK-7"])) == {"mk7-vka"}
    assert pairs(interactions(store, ["warfarin and MK-4"])) == {"mk4-warfarin"}


def test_a_broad_nutrient_gives_the_rows_of_all_its_forms(store: Store) -> None:
    assert pairs(interactions(store, ["warfarin and vitamin K2"])) == {"mk7-vka", "mk4-warfarin"}


def test_a_food_counts_with_the_nutrients_it_brings(store: Store) -> None:
    assert pairs(interactions(store, ["warfarin and kale"])) == {"k1-warfarin"}


def test_two_medicines_of_one_class_are_no_pair(store: Store) -> None:
    found = interactions(store, ["warfarin and phenprocoumon"])
    assert not found.pairs
    assert found.pairs_not_assessed == ["warfarin with phenprocoumon"]


def test_two_things_that_are_eaten_are_no_pair(store: Store) -> None:
    assert not interactions(store, ["natto and vitamin K2"]).pairs


def test_a_pair_of_agents_has_one_on_each_side(store: Store) -> None:
    assert pairs(interactions(store, ["cranberry with Coumadin"])) == {"cranberry-warfarin"}
    assert not interactions(store, ["cranberry with Marcumar"]).pairs


def test_the_four_answers_are_kept_apart(store: Store) -> None:
    found = interactions(store, ["warfarin, apixaban, metoprolol and foozumab"])
    assert states(found) == {
        "warfarin": "recorded",
        "apixaban": "none-known",
        "metoprolol": "not-assessed",
        "foozumab": "not-recognised",
    }


@pytest.mark.parametrize(
    "question",
    ["can I take foozumab with vitamin d", "vitamin D foozumab", "foozumab", "is foozumab dangerous?"],
)
def test_an_unknown_name_is_said_to_be_unknown(store: Store, question: str) -> None:
    assert states(interactions(store, [question]))["foozumab"] == "not-recognised"


@pytest.mark.parametrize("question", ["kumadin", "is kumadin ok with kale", "wharfarine"])
def test_a_near_vitamin_k_antagonist_is_asked_back_with_its_danger(store: Store, question: str) -> None:
    found = interactions(store, [question])
    back = [x for x in found.answers if x.state == "asked-back"]
    assert back
    assert back[0].caveats[0].severity == "danger"
    assert not any(x.id == "warfarin" for x in found.answers)


@pytest.mark.parametrize(
    "question", ["blood thinner", "my blood thinners and natto", "blood thinnner and natto"]
)
def test_a_word_for_several_kinds_is_explained_or_asked_back(store: Store, question: str) -> None:
    assert interactions(store, [question]).answers[0].state in ("ambiguous", "asked-back")


def test_each_kind_of_a_broad_word_is_answered_for_itself(store: Store) -> None:
    found = interactions(store, ["water pill and vitamin D"])
    assert states(found) == {
        "water pill": "ambiguous", "thiazides": "recorded", "loop-diuretics": "not-assessed",
        "vitamin-d": "recorded",
    }  # fmt: skip
    assert pairs(found) == {"d-thiazides"}
    assert found.pairs_not_assessed == ["loop diuretics with vitamin D"]


def test_the_bare_letter_is_asked_back(store: Store) -> None:
    assert states(interactions(store, ["warfarin and K"]))["k"] == "ambiguous"


def test_vitamin_k2_is_never_potassium(store: Store) -> None:
    assert "potassium" not in states(interactions(store, ["warfarin and vitamin K2"]))


def test_an_outcome_is_not_the_medicine_in_its_name(store: Store) -> None:
    assert "insulin" not in states(interactions(store, ["insulin resistance and vitamin K2"]))


def test_nothing_is_answered_for_the_part_of_a_compound(store: Store) -> None:
    found = states(interactions(store, ["warfarin and coconut milk"]))
    assert found["coconut milk"] == "not-recognised"
    assert "milk" not in found


def test_a_food_one_letter_off_is_taken_and_said(store: Store) -> None:
    found = interactions(store, ["warfarin and spinich"])
    assert pairs(found) == {"k1-warfarin"}
    assert any("one letter off" in x.how for x in found.answers)


def test_a_broad_food_that_some_kinds_bring_says_so(store: Store) -> None:
    found = interactions(store, ["warfarin and cheese"])
    assert any(x.what and x.what.startswith("some of its kinds") for x in found.answers)


def test_a_question_that_is_too_long_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="characters long"):
        interactions(store, ["a" * (MAX_QUESTION + 1)])


def test_an_empty_question_is_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        interactions(store, [" - "])
