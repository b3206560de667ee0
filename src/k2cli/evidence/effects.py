"""Effects in words and in people."""

from __future__ import annotations

from typing import Literal

from k2cli.vocabulary import DIFFERENCE_MEASURES, RATIO_MEASURES, Direction

MEASURE_NAMES = {
    "risk-ratio": "risk ratio",
    "odds-ratio": "odds ratio",
    "hazard-ratio": "hazard ratio",
    "rate-ratio": "rate ratio",
    "mean-difference": "difference",
    "standardised-mean-difference": "standardised difference",
    "percent-difference": "difference",
    "mean-change": "change",
    "percent-change": "change",
    "correlation": "correlation",
    "proportion": "share",
    "count": "count",
    "other": "",
}


def no_effect(measure: str) -> float | None:
    """The value of `measure` that means no effect: 1 for ratios, 0 for differences, else None."""
    if measure in RATIO_MEASURES:
        return 1.0
    if measure in DIFFERENCE_MEASURES or measure == "correlation":
        return 0.0
    return None


def crosses(measure: str, low: float, high: float) -> bool:
    """Whether the interval contains no effect."""
    none = no_effect(measure)
    return none is not None and low <= none <= high


def sign(measure: str, estimate: float) -> Literal[-1, 0, 1] | None:
    """-1 where the estimate is below no effect, 1 above, 0 at it; None where the measure has none."""
    none = no_effect(measure)
    if none is None:
        return None
    return (estimate > none) - (estimate < none)  # type: ignore[return-value]  # bool - bool is -1, 0, 1


def contradicts(direction: Direction, measure: str, estimate: float) -> bool:
    """Whether a recorded direction goes against the sign of its effect."""
    side = sign(measure, estimate)
    if side is None or direction in ("no-difference", "unclear"):
        return False
    return side != {"lowers": -1, "raises": 1}[direction]


def number(value: float) -> str:
    """A figure as people write it: no trailing zeros, no exponent, a real minus sign."""
    text = (
        f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:.2f}".rstrip("0").rstrip(".")
    )
    return text.replace("-", "−") if text not in ("-0", "") else "0"


def per_thousand(events: int, n: int) -> float:
    """Events per 1,000 people. Raises ValueError if there are more events than people or nobody."""
    if n <= 0 or not 0 <= events <= n:
        raise ValueError(f"{events} of {n} is no share of people")
    return 1000 * events / n
