"""Stance in pairs: the same claim said and denied; what only looks like a denial."""

from __future__ import annotations

import pytest

from k2cli.check.source import Source
from tests.check.score import judged


def stances(sentence: str) -> dict[str, str]:
    return {m.claim: s.name for j in judged(Source("x", sentence)) for m, s in j.matches}


def dangers(sentence: str) -> list[str]:
    return [a.danger.code for j in judged(Source("x", sentence)) for a in j.alarms]


PAIRS = [
    (
        "k2-reverses-calcification",
        "K2 removes plaque from arteries.",
        "Trials did not show that K2 removes plaque from arteries.",
    ),
    ("k2-reverses-calcification", "K2 unclogs arteries.", "Myth: K2 unclogs arteries."),
    (
        "k2-reverses-calcification",
        "K2 cleans your arteries.",
        "It is no longer believed that K2 cleans your arteries.",
    ),
    (
        "k2-reverses-calcification",
        "K2 reverses calcification.",
        "Contrary to what ads say, K2 leaves calcification as it is and does not reverse it.",
    ),
    ("k2-slows-bone-loss-osteopenia", "K2 halts bone loss.", "K2 failed to halt bone loss."),
    ("k2-lessens-depression", "K2 eases depression.", "There is no evidence that K2 eases depression."),
    (
        "k2-lessens-depression",
        "K2 lifts depression.",
        "Bloggers say K2 lifts depression, but no trial has shown it.",
    ),
    ("must-take-k2-with-d3", "Always take K2 with vitamin D.", "You do not need to take K2 with vitamin D."),
    (
        "vitamin-k-interferes-with-warfarin",
        "K2 interferes with warfarin.",
        "K2 does not interfere with warfarin.",
    ),
    (
        "calcium-useless-without-k2",
        "Calcium is useless without K2 for your bones.",
        "It is a myth that calcium is useless without K2 for your bones.",
    ),
    (
        "k2-rivals-bisphosphonates",
        "K2 works as well as alendronate.",
        "K2 does not work as well as alendronate.",
    ),
]


@pytest.mark.parametrize(("claim", "said", "denied"), PAIRS, ids=[p[2][:40] for p in PAIRS])
def test_a_denial_is_told_from_the_claim(claim: str, said: str, denied: str) -> None:
    assert (stances(said).get(claim), stances(denied).get(claim)) == ("affirms", "denies")


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("k2-activates-osteocalcin", "K2 not only activates osteocalcin, it also activates MGP."),
        ("natto-richest-mk7", "Without doubt natto is the richest source of MK-7."),
        ("multivitamins-rarely-have-k2", "Not many multivitamins have K2."),
        ("low-vitamin-k-status-fracture-risk", "If you do not get enough K2, your bones become brittle."),
        ("vitamin-k-no-upper-limit", "There is no upper limit for vitamin K."),
        ("must-take-k2-with-d3", "Never take vitamin D without K2."),
        ("k2-activates-osteocalcin", "K2 is no miracle, but it activates osteocalcin."),
    ],
)
def test_a_negation_that_denies_nothing(claim: str, sentence: str) -> None:
    assert stances(sentence).get(claim) == "affirms"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Does K2 unclog arteries?", "asks"),
        ("K2 may unclog arteries.", "hedges"),
        ("According to the label, K2 unclogs arteries.", "reports"),
        ("Some people claim that K2 unclogs arteries.", "reports"),
    ],
)
def test_questions_hedges_and_reports(sentence: str, stance: str) -> None:
    assert stances(sentence)["k2-reverses-calcification"] == stance


@pytest.mark.parametrize(
    ("dangerous", "harmless"),
    [
        ("Stop your warfarin and take K2.", "Do not stop your warfarin."),
        ("Add K2 to your warfarin to balance it.", "Never add K2 to your warfarin without your clinic."),
        ("K2 is safe with Coumadin.", "K2 is not safe with Coumadin."),
        ("K2 is a natural blood thinner.", "K2 is not a natural blood thinner."),
        ("Take K2 instead of Fosamax.", "Do not take K2 instead of Fosamax."),
        (
            "There is no need to ask your doctor before you take K2 with warfarin.",
            "Ask your doctor before you take K2 with warfarin.",
        ),
        ("Swap your antidepressant for K2.", "Nobody should swap an antidepressant for K2."),
    ],
)
def test_danger_is_told_from_the_warning(dangerous: str, harmless: str) -> None:
    assert (bool(dangers(dangerous)), bool(dangers(harmless))) == (True, False)


def test_a_bare_no_denies_the_question_before_it() -> None:
    found = judged(Source("x", "Does K2 unclog arteries? No."))
    assert [s.name for j in found for m, s in j.matches if m.claim == "k2-reverses-calcification"] == [
        "asks",
        "denies",
    ]


def test_it_stands_for_the_nutrient_before() -> None:
    found = judged(Source("x", "Vitamin K2 is made by bacteria. It activates osteocalcin."))
    assert any(m.claim == "k2-activates-osteocalcin" for m, _ in found[1].matches)


def test_a_sentence_that_follows_takes_the_claim_back() -> None:
    found = judged(Source("x", "K2 unclogs arteries. That is a myth."))
    assert [s.name for m, s in found[0].matches if m.claim == "k2-reverses-calcification"] == ["denies"]
