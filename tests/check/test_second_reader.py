"""The second reader of dangers: names are read as kinds, sentences with what stands before them, weights as learned."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.check.judge import Judge, Judged
from k2cli.check.lexicon import Danger
from k2cli.check.readers import document
from k2cli.check.second_reader import Token, Weights, learned, named_for, score, telling, tokens
from k2cli.check.source import Source
from k2cli.check.units import units
from tests.check.score import TEXTS, digest, reading


@cache
def judge() -> Judge:
    return Judge(reading())


def judged(text: str) -> list[Judged]:
    return list(judge().judge(units(document(Source("x", text)).blocks)))


def codes(text: str) -> list[str]:
    return [a.danger.code for j in judged(text) for a in j.alarms]


def read(text: str) -> list[str]:
    return [t.text for j in judged(text) for t in tokens(j.words, j.hits)]


def names(text: str, kind: str = "text") -> list[set[str]]:
    page = units(document(Source("x", text, kind)).blocks)
    return [{f.name for f in found} for _, _, found in judge().looks(page, judge().sight())]


@pytest.mark.parametrize("brand", ["Coumadin", "Sintrom", "Marcumar", "warfarin"])
def test_a_brand_and_its_generic_are_read_alike(brand: str) -> None:
    assert read(f"I keep my {brand} in a drawer") == ["i", "keep", "my", "VKA", "in", "a", "drawer"]


def test_numbers_are_read_as_one_sign() -> None:
    assert read("It took 12 days") == ["it", "tak", "#", "day"]


def test_every_word_belongs_to_one_token_in_order() -> None:
    for j in judged("Vitamin K antagonists such as phenprocoumon thin the blood. Put the pills away."):
        found = tokens(j.words, j.hits)
        assert [p for t in found for p in range(t.first, t.last + 1)] == list(range(len(j.words)))


def test_a_medicine_three_sentences_back_is_still_spoken_of_and_four_back_is_not() -> None:
    found = names("She takes Fosamax. It rained. It stopped. We ate. We slept.")
    assert "BONEMED@3" in found[3]
    assert not any(n.startswith("BONEMED@") for n in found[4])


def test_a_medicine_in_the_heading_is_spoken_of_below_it() -> None:
    assert "BONEMED@head" in names("# Life without Fosamax\n\nIt rained.\n", "markdown")[-1]


def test_what_a_warning_took_out_is_told_to_the_second_reader() -> None:
    assert any(n.startswith("guarded=") for n in names("Do not stop warfarin, K2 is no substitute.")[0])
    assert "code=D03" in names("Stop warfarin, K2 is enough.")[0]


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.floats(-2, 2), max_size=8),
    st.sets(st.text(max_size=3), max_size=12),
)
def test_a_score_is_the_intercept_and_a_share_of_the_weights(
    weights: dict[str, float], found: set[str]
) -> None:
    model = Weights("", 0.0, 0.0, -0.5, weights)
    value = score(found, model)
    known = [weights[n] for n in found if n in weights]
    assert value == pytest.approx(-0.5 + sum(known) / max(1, len(found)) ** 0.5)
    assert score(set(), model) == -0.5


def test_the_words_that_weigh_most_are_named_and_small_words_never() -> None:
    sentence = [Token("the", 0, 0), Token("drawer", 1, 1), Token("is", 2, 2), Token("calm", 3, 3)]
    from k2cli.check.second_reader import Feature

    found = [Feature("the", 0), Feature("drawer", 1), Feature("calm", 3)]
    model = Weights("", 0.0, 0.0, 0.0, {"the": 3.0, "drawer": 1.0, "calm": -1.0})
    assert [(h.first, h.last) for h in telling(found, sentence, model)] == [(1, 1)]


def danger(code: str, *sorts: str) -> Danger:
    return Danger(code, code, code, [], [], [], list(sorts))


@pytest.mark.parametrize(
    ("here", "around", "code"),
    [
        ({"VKA", "K"}, set(), "D01"),
        ({"VKA"}, {"K"}, "D03"),
        ({"K"}, {"VKA"}, "D01"),
        ({"BONEMED", "K"}, {"VKA"}, "D04"),
        (set(), set(), "D15"),
    ],
)
def test_a_danger_is_called_after_the_names_in_it_before_those_around_it(
    here: set[str], around: set[str], code: str
) -> None:
    dangers = [danger("D01", "VKA+K"), danger("D03", "VKA"), danger("D04", "BONEMED"), danger("D15", "any")]
    found = named_for(dangers, frozenset(here), frozenset(around))
    assert found is not None
    assert found.code == code


def test_a_base_that_sorts_no_dangers_gets_no_name() -> None:
    assert named_for([danger("D03")], frozenset({"VKA"}), frozenset()) is None


def test_the_weights_are_those_of_the_labelled_texts() -> None:
    assert learned().texts == digest(), "texts changed: run `python training/fit.py`"


def test_a_finding_by_wording_says_so() -> None:
    text = (
        "The rheumatologist wrote me a script for Actonel. I let it ripen in a drawer and never looked back."
    )
    alarms = [a for j in judged(text) for a in j.alarms if a.by_wording]
    assert alarms
    assert all(h.concept == "wording" for a in alarms for h in a.used)


@pytest.mark.parametrize(
    ("risky", "safe"),
    [
        ("Stop warfarin.", "Do not stop warfarin."),
        ("You can safely take K2 with Coumadin.", "You cannot safely take K2 with Coumadin."),
        ("Ditch Fosamax and take K2 instead.", "Never ditch Fosamax for K2."),
        ("K2 makes warfarin work better.", "K2 makes warfarin work less well, so ask the clinic."),
        (
            "I threw my statins in the bin and started K2.",
            "Never throw your statins in the bin for K2.",
        ),
        ("Halve your dose of warfarin when you start natto.", "The clinic may halve your dose of warfarin."),
    ],
)
def test_twins_are_told_apart(risky: str, safe: str) -> None:
    assert codes(risky)
    assert codes(safe) == []


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.tsv")), ids=lambda p: p.name)
def test_labelled_lines_have_their_fields(path: Path) -> None:
    wanted = 4 if ".pairs." in path.name else 3
    wrong = [
        f"{path.name}:{number}: {line[:60]}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line
        and (
            line.count("\t") != wanted - 1
            or not re.match(r"[DNO]\t", line)
            or not line.split("\t")[-1].strip()
        )
    ]
    assert wrong == []


def test_the_weights_decode_and_are_not_lost() -> None:
    assert len(learned().weights) > 10_000
    assert msgspec.json.decode(msgspec.json.encode(learned()), type=Weights) == learned()
