"""Amounts across sources: what range they span, and how well it is known.

Five states: measured, trace, zero (analysed), imputed, not analysed. A missing figure is never zero,
and a sum or range is only as good as its weakest part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from k2cli.vocabulary import AmountState

_TO_MICROGRAM = {"ng": 1e-3, "µg": 1.0, "mg": 1e3, "g": 1e6}
# Best known first; the state of a combination is the last of its parts.
STATES: tuple[AmountState, ...] = ("measured", "zero", "trace", "imputed", "not-analysed")


class Range(NamedTuple):
    """Span of the best-known figures, their state, and how many less well-known ones stand beside."""

    low: float | None
    high: float | None
    state: AmountState
    left_out: int = 0


def convert(value: float, unit: str, to: str) -> float:
    """`value` in the mass unit `to`. Raises ValueError where the units are not both masses.

    IU are never converted: the factor differs by nutrient and form.
    """
    if unit == to:
        return value
    try:
        return value * _TO_MICROGRAM[unit] / _TO_MICROGRAM[to]
    except KeyError:
        raise ValueError(f"no conversion from {unit} to {to}") from None


def weakest(states: Iterable[AmountState]) -> AmountState:
    """The least well-known of `states`; not-analysed if there are none."""
    return max(states, key=STATES.index, default="not-analysed")


def span(figures: Sequence[tuple[AmountState, float | None, float | None]]) -> Range:
    """The span of (state, low, high) figures of one nutrient in one unit.

    Measured figures, analysed zeros and traces are kept together: the span starts at 0 when one
    of them is zero or trace. Imputed figures count only when nothing was analysed.
    """
    analysed = [f for f in figures if f[0] in ("measured", "zero", "trace")]
    imputed = [f for f in figures if f[0] == "imputed"]
    chosen = analysed or imputed
    if not chosen:
        return Range(None, None, "not-analysed")
    lows = [low for state, low, _ in chosen if state in ("measured", "imputed") and low is not None]
    highs = [high for state, _, high in chosen if state in ("measured", "imputed") and high is not None]
    states = {state for state, _, _ in chosen}
    if not highs:
        state: AmountState = (
            "trace" if "trace" in states else ("zero" if "zero" in states else weakest(states))
        )
        return Range(0.0 if state == "zero" else None, 0.0 if state == "zero" else None, state)
    low = 0.0 if states & {"zero", "trace"} else min(lows, default=min(highs))
    return Range(low, max(highs), "measured" if analysed else "imputed", len(imputed) if analysed else 0)


def per_portion(value: float | None, grams: float) -> float | None:
    """A value per 100 g, in a portion of `grams`; None stays None (missing is not zero)."""
    return None if value is None else value * grams / 100
