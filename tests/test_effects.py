"""Effects, their signs and their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.evidence.effects import contradicts, crosses, number, per_thousand, sign
from k2cli.vocabulary import Direction


@pytest.mark.parametrize(
    ("direction", "measure", "estimate", "wrong"),
    [
        ("lowers", "odds-ratio", 0.7, False),
        ("lowers", "odds-ratio", 1.3, True),
        ("raises", "risk-ratio", 1.3, False),
        ("raises", "risk-ratio", 0.7, True),
        ("lowers", "mean-difference", -2.0, False),
        ("lowers", "mean-difference", 2.0, True),
        ("no-difference", "odds-ratio", 0.7, False),
        ("unclear", "odds-ratio", 1.7, False),
        ("lowers", "proportion", 0.3, False),
    ],
)
def test_a_direction_against_its_sign_is_caught(
    direction: Direction, measure: str, estimate: float, wrong: bool
) -> None:
    assert contradicts(direction, measure, estimate) is wrong


def test_an_interval_that_touches_no_effect_contains_it() -> None:
    assert crosses("odds-ratio", 0.56, 1.0)
    assert not crosses("odds-ratio", 0.56, 0.99)
    assert crosses("mean-difference", -0.02, 1.89)


@given(st.floats(0.01, 100))
def test_a_ratio_and_its_inverse_have_opposite_signs(ratio: float) -> None:
    one, other = sign("odds-ratio", ratio), sign("odds-ratio", 1 / ratio)
    assert one is not None
    assert other is not None
    assert one == -other or 1 in (ratio, 1 / ratio)


@given(st.floats(-1e6, 1e6))
def test_figures_are_written_without_exponent_or_ascii_minus(value: float) -> None:
    text = number(value)
    assert "e" not in text
    assert "-" not in text
    assert abs(float(text.replace("−", "-")) - value) <= 0.01


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_events_per_thousand_stay_within_a_thousand(n: int, events: int) -> None:
    if events > n:
        with pytest.raises(ValueError, match="no share"):
            per_thousand(events, n)
    else:
        assert 0 <= per_thousand(events, n) <= 1000
