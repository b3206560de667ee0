"""Verdicts beside the certainty that was worked out, and headlines."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest

from k2cli.evidence.headline import headline
from k2cli.evidence.verdict import Row, misfit, shown_verdict
from k2cli.vocabulary import CERTAINTIES, VERDICTS, VERDICTS_THAT_STAND, Certainty, Direction

AGREES = Row("lowers", "lowers", "moderate")
DIFFERS = Row("lowers", "no-difference", "moderate")


@pytest.mark.parametrize("verdict", sorted(VERDICTS_THAT_STAND))
def test_a_verdict_that_stands_falls_with_its_last_support(verdict: str) -> None:
    shown, why = shown_verdict(verdict, 0)  # type: ignore[arg-type]
    assert shown == "unsupported"
    assert why
    assert verdict in why


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_with_live_support_is_shown_as_recorded(verdict: str) -> None:
    assert shown_verdict(verdict, 1) == (verdict, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "rows", "fits"),
    [
        ("supported", [AGREES], True),
        ("supported", [], False),
        ("supported", [AGREES._replace(certainty="low")], True),
        ("supported", [AGREES._replace(certainty="very-low")], False),
        ("supported", [AGREES, DIFFERS], False),
        ("supported", [AGREES, DIFFERS._replace(certainty="low")], True),
        ("partly-supported", [DIFFERS], False),
        ("partly-supported", [AGREES._replace(certainty="very-low")], True),
        ("contradicted", [DIFFERS._replace(certainty="low")], True),
        ("contradicted", [DIFFERS._replace(certainty="very-low")], False),
        ("contradicted", [AGREES], False),
        ("unsupported", [AGREES], False),
        ("unsupported", [AGREES._replace(certainty="low")], True),
        ("untested", [], True),
        ("untested", [DIFFERS], False),
        ("overstated", [AGREES._replace(certainty="high")], False),
        ("overstated", [AGREES], True),
        ("mixed", [AGREES], False),
        ("mixed", [AGREES, DIFFERS], True),
    ],
)
def test_a_verdict_fits_its_rows_or_is_told_why_not(verdict: str, rows: list[Row], fits: bool) -> None:
    assert (misfit("effect", verdict, rows) is None) is fits  # type: ignore[arg-type]


def test_a_row_of_which_nothing_is_left_does_not_count() -> None:
    assert misfit("effect", "supported", [AGREES._replace(certainty=None)]) is not None


def test_facts_are_not_graded() -> None:
    assert misfit("fact", "supported", []) is None


@pytest.mark.parametrize(("direction", "level"), list(itertools.product(get_args(Direction), CERTAINTIES)))
def test_every_headline_is_a_sentence_that_names_both_ends(direction: Direction, level: Certainty) -> None:
    text = headline("MK-7 180 µg a day", "the risk of hip fracture", direction, level)
    assert "MK-7 180 µg a day" in text
    assert "the risk of hip fracture" in text
    assert text.endswith(".")
    assert "  " not in text


@pytest.mark.parametrize("direction", get_args(Direction))
def test_very_low_certainty_never_states_an_effect(direction: Direction) -> None:
    text = headline("K2", "mood", direction, "very-low", "large")
    assert text == "The evidence is very uncertain about the effect of K2 on mood."


@pytest.mark.parametrize(("level", "word"), [("high", "lowers"), ("moderate", "probably"), ("low", "may")])
def test_the_wording_follows_the_certainty(level: Certainty, word: str) -> None:
    assert word in headline("K2", "mood scores", "lowers", level)


def test_nothing_left_is_said() -> None:
    assert "Nothing that still stands" in headline("K2", "mood", "lowers", None)
