"""One normal form for names, and what a question is read as."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.ask.foods import food_lookup
from k2cli.ask.names import FOODS, read
from k2cli.ask.near_misses import near, taken_near
from k2cli.index.store import Store
from k2cli.names import bag, fold, singular
from tests.words import words_store

_ODD = st.text(alphabet="kmcgµ'’`_- 1234h(vitaminDBssß\u0301\u3099がé+/", max_size=20)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = words_store()
    yield opened
    opened.close()


@given(st.text(max_size=40) | _ODD)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghij éüñ", max_size=30))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(
    st.integers(min_value=4, max_value=13),
    st.sampled_from(["MK-{}", "MK {}", "mk{}", "menaquinone-{}", "Menachinon {}"]),
)
def test_every_way_to_write_a_menaquinone_is_one_name(number: int, form: str) -> None:
    assert fold(form.format(number)) == f"mk{number}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("K₂", "K2"),
        ("MK‑7", "MK7"),
        ("vitamin K-2", "Vitamin K2"),
        ("25 mcg", "25 µg"),
        ("25 μg", "25 µg"),
        ("Préviscan", "previscan"),
        ("Äpfel", "apfel"),
        ("l'épinard", "epinard"),
        ("MK-9 (4H)", "MK9(4H)"),
        ("D3K2", "D3 K2"),
    ],
)
def test_ways_to_write_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["vitamin d 25 µg", "vitamin k 2 mg", "vitamin d 3 tablets"])
def test_a_dose_is_not_drawn_into_the_name_before_it(text: str) -> None:
    assert fold(text).split()[1] in ("d", "k")


def test_the_voicing_marks_of_kana_stay() -> None:
    assert fold("が") != fold("か")


@pytest.mark.parametrize(
    ("many", "one"), [("yolks", "yolk"), ("berries", "berry"), ("leaves", "leaf"), ("natto", "natto")]
)
def test_plurals_lose_their_ending(many: str, one: str) -> None:
    assert singular(many) == one


def test_order_and_number_of_words_are_forgiven() -> None:
    assert bag("yolks of eggs") == bag("egg yolk")


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("how much is in kale and in egg yolks", ["kale", "egg-yolk"]),
        ("combien dans les épinards", ["spinach"]),
        ("espinacas", ["spinach"]),
        ("jaunes d'œufs", ["egg-yolk"]),
        ("Grünkohl, Äpfel", ["kale", "apple"]),
        ("納豆は体にいいですか", ["natto"]),
        ("gouda chese", ["cheese-gouda"]),
        ("spinich", ["spinach"]),
        ("steamed kale", ["kale-cooked"]),
        ("fresh organic kale", ["kale"]),
        ("kale spinach natto", ["kale", "spinach", "natto"]),
    ],
)
def test_foods_are_found_the_way_people_ask(store: Store, question: str, ids: list[str]) -> None:
    found = food_lookup(store, [question])
    assert [u.id for u in found.understood] == ids
    assert not found.unsettled


@pytest.mark.parametrize(
    "compound",
    [
        "coconut milk", "peanut butter", "cheese fruit", "oyster mushroom", "butter lettuce", "lait d'amande",
        "milk of magnesia",
        "is there any in coconut milk", "ココナッツミルク", "goat cheese", "peanut milk",
    ],
)  # fmt: skip
def test_a_compound_word_is_not_its_part(store: Store, compound: str) -> None:
    found = food_lookup(store, [compound])
    assert not found.understood
    assert found.unsettled


def test_a_near_food_that_is_taken_is_said(store: Store) -> None:
    found = food_lookup(store, ["spinich"])
    assert "one letter off" in found.understood[0].how


def test_a_real_food_one_letter_off_is_not_taken_for_another(store: Store) -> None:
    assert taken_near(near(store, "chard", FOODS), "chard") is None


def test_a_near_medicine_is_never_taken(store: Store) -> None:
    assert taken_near(near(store, "apixabam", ("agent", *FOODS)), "apixabam") is None


@pytest.mark.parametrize("word", ["kumadin", "coumidan", "markomer", "warfirin", "wharfarine", "fenprocumon"])
def test_the_net_for_vitamin_k_antagonists_is_wide(store: Store, word: str) -> None:
    assert {m.id for m, _ in near(store, word, ("agent",))} & {"warfarin", "phenprocoumon"}


@pytest.mark.parametrize("word", ["metaprolone", "metoporrolon"])
def test_the_net_for_other_medicines_is_not(store: Store, word: str) -> None:
    assert "metoprolol" not in {m.id for m, d in near(store, word, ("agent",)) if d > 2}


@pytest.mark.parametrize("word", ["warning", "warm", "market", "wearing", "summary"])
def test_ordinary_words_are_near_no_medicine(store: Store, word: str) -> None:
    assert near(store, word, ("agent",)) == []


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("can I take foozumab with vitamin d", ["foozumab"]),
        ("is it safe to take magnesium every evening with a glass of water", []),
        ("my doctor prescribd magnesium last winter", []),
    ],
)
def test_only_words_that_may_be_names_are_left_over(store: Store, question: str, left: list[str]) -> None:
    parsed = read(store, question, ("nutrient", "agent", "food", "food-group"))
    assert [run.words for run in parsed.left if run.words] == left


def test_a_list_of_letters_is_a_list_of_vitamins(store: Store) -> None:
    parsed = read(store, "vitamins D and K", ("nutrient",))
    assert [m.matches[0].id for m in parsed.mentions] == ["vitamin-d", "vitamin-k"]


def test_a_unit_is_no_mineral(store: Store) -> None:
    parsed = read(store, "vitamin K 2 mg", ("nutrient",))
    assert [m.matches[0].id for m in parsed.mentions] == ["vitamin-k"]
