"""GRADE arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.evidence.certainty import Reason, certainty, rank
from k2cli.vocabulary import CERTAINTIES, LOWER_DOMAINS, RAISE_DOMAINS

lowerings = st.lists(
    st.tuples(st.sampled_from(LOWER_DOMAINS), st.sampled_from([-1, -2])),
    unique_by=lambda r: r[0],
    max_size=5,
).map(lambda rows: [Reason(d, s, "because") for d, s in rows])
raises = st.lists(
    st.tuples(st.sampled_from(RAISE_DOMAINS), st.sampled_from([1, 2])), unique_by=lambda r: r[0], max_size=3
).map(lambda rows: [Reason(d, s, "because") for d, s in rows])


def test_trials_without_reasons_are_high() -> None:
    assert certainty("trials", []) == "high"


def test_observation_without_reasons_is_low() -> None:
    assert certainty("observation", []) == "low"


@given(lowerings)
def test_a_lowering_never_raises(reasons: list[Reason]) -> None:
    for start in ("trials", "observation"):
        assert rank(certainty(start, reasons)) <= rank(certainty(start, []))


@given(lowerings)
def test_the_level_is_start_minus_steps_within_bounds(reasons: list[Reason]) -> None:
    expected = max(1, 4 + sum(r.steps for r in reasons))
    assert rank(certainty("trials", reasons)) == expected


@given(lowerings)
def test_order_of_reasons_does_not_matter(reasons: list[Reason]) -> None:
    assert certainty("trials", reasons) == certainty("trials", reasons[::-1])


@given(raises)
def test_raised_observation_never_passes_high(reasons: list[Reason]) -> None:
    assert certainty("observation", reasons) in CERTAINTIES


@given(raises.filter(bool))
def test_trials_are_not_raised(reasons: list[Reason]) -> None:
    with pytest.raises(ValueError, match="not raised"):
        certainty("trials", reasons)


@given(lowerings.filter(bool), raises.filter(bool))
def test_what_was_lowered_is_not_raised(low: list[Reason], up: list[Reason]) -> None:
    with pytest.raises(ValueError, match="not raised"):
        certainty("observation", [*low, *up])


@pytest.mark.parametrize(
    "reason",
    [
        Reason("vote-count", -1, "no domain"),
        Reason("imprecision", 1, "wrong way"),
        Reason("large-effect", -1, "wrong way"),
        Reason("imprecision", -3, "too far"),
        Reason("imprecision", 0, "nowhere"),
    ],
    ids=lambda r: f"{r.domain}{r.steps:+d}",
)
def test_a_move_grade_does_not_know_is_refused(reason: Reason) -> None:
    with pytest.raises(ValueError, match=reason.domain):
        certainty("observation", [reason])


def test_one_domain_moves_at_most_two_steps_in_all() -> None:
    twice = [Reason("imprecision", -2, "a"), Reason("imprecision", -1, "b")]
    with pytest.raises(ValueError, match="more than two"):
        certainty("trials", twice)


def test_a_computed_reason_may_lower_what_curators_raised() -> None:
    reasons = [Reason("large-effect", 2, "large"), Reason("risk-of-bias", -2, "retracted", computed=True)]
    assert certainty("observation", reasons) == "low"
