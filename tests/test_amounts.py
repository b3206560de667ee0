"""Five states of an amount, spans and portions."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.evidence.amounts import STATES, convert, per_portion, span, weakest
from k2cli.vocabulary import AmountState

figures = st.floats(0.001, 1e6)
known = st.builds(
    lambda state, a, b: (state, min(a, b), max(a, b)),
    st.sampled_from(["measured", "imputed"]),
    figures,
    figures,
)
bare = st.sampled_from(["zero", "trace", "not-analysed"]).map(lambda s: (s, None, None))
rows = st.lists(known | bare, max_size=8)


def test_every_state_is_ranked() -> None:
    assert set(STATES) == set(get_args(AmountState))


def test_missing_is_not_zero() -> None:
    assert span([]) == (None, None, "not-analysed", 0)
    assert span([("not-analysed", None, None)]).high is None


def test_analysed_zero_is_zero() -> None:
    assert span([("zero", 0.0, 0.0)])[:3] == (0.0, 0.0, "zero")


def test_trace_has_no_figure() -> None:
    assert span([("trace", None, None)])[:3] == (None, None, "trace")


def test_a_trace_beside_a_figure_opens_the_span_downwards() -> None:
    assert span([("trace", None, None), ("measured", 5.0, 5.0)])[:3] == (0.0, 5.0, "measured")


def test_imputed_figures_are_left_out_where_something_was_measured() -> None:
    assert span([("imputed", 23.1, 23.1), ("measured", 5.0, 5.0)]) == (5.0, 5.0, "measured", 1)


def test_imputed_figures_alone_are_shown_as_imputed() -> None:
    assert span([("imputed", 23.1, 23.1)]) == (23.1, 23.1, "imputed", 0)


@given(rows)
def test_a_span_is_in_order_and_within_its_figures(
    given_rows: list[tuple[AmountState, float | None, float | None]],
) -> None:
    found = span(given_rows)
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high
        highs = [high for _, _, high in given_rows if high is not None]
        assert found.high <= max(highs, default=0.0)


@given(rows)
def test_unmeasured_is_never_called_measured(
    given_rows: list[tuple[AmountState, float | None, float | None]],
) -> None:
    if not any(state == "measured" for state, _, _ in given_rows):
        assert span(given_rows).state != "measured"


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_the_weakest_is_as_weak_as_any(states: list[AmountState]) -> None:
    assert all(STATES.index(s) <= STATES.index(weakest(states)) for s in states)


@given(figures, st.sampled_from(["ng", "µg", "mg", "g"]), st.sampled_from(["ng", "µg", "mg", "g"]))
def test_conversion_there_and_back_is_the_same(value: float, one: str, other: str) -> None:
    assert convert(convert(value, one, other), other, one) == pytest.approx(value)


def test_a_milligram_is_a_thousand_micrograms() -> None:
    assert convert(45, "mg", "µg") == 45_000


@pytest.mark.parametrize("unit", ["IU", "µg PKeq", "g/kg"])
def test_units_that_are_no_masses_are_not_converted(unit: str) -> None:
    with pytest.raises(ValueError, match="no conversion"):
        convert(1, unit, "µg")


def test_a_portion_of_nothing_known_is_not_known() -> None:
    assert per_portion(None, 50) is None
    assert per_portion(800, 50) == 400
