"""Certainty by GRADE: a start, recorded reasons, a level.

Guyatt GH et al., J Clin Epidemiol 2011;64:383-394 and 401-406: bodies of randomised trials start high,
observation starts low; five domains lower by one or two levels, three raise observation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from k2cli.vocabulary import CERTAINTIES, LOWER_DOMAINS, RAISE_DOMAINS, Certainty, Start

_START: dict[Start, int] = {"trials": 4, "observation": 2}


class Reason(NamedTuple):
    """One step in the working-out: domain, steps moved, why, and whether the program added it."""

    domain: str
    steps: int
    why: str
    computed: bool = False


def certainty(start: Start, reasons: Sequence[Reason]) -> Certainty:
    """The level that follows from `start` and `reasons`, never above high nor below very-low.

    Raises ValueError for a move GRADE does not know: a raise of trials, a raise together with a
    lowering, a lowering domain that raises, more than two steps in one domain.
    """
    for reason in reasons:
        if reason.domain not in (*LOWER_DOMAINS, *RAISE_DOMAINS):
            raise ValueError(f"'{reason.domain}' is no GRADE domain")
        if not 1 <= abs(reason.steps) <= 2:
            raise ValueError(f"{reason.domain}: a domain moves one or two levels, not {reason.steps}")
        if (reason.steps > 0) != (reason.domain in RAISE_DOMAINS):
            raise ValueError(f"{reason.domain}: moves the wrong way ({reason.steps:+d})")
    stated = [r for r in reasons if not r.computed]
    if any(r.steps > 0 for r in stated):
        if start == "trials":
            raise ValueError("trials start high and are not raised")
        if any(r.steps < 0 for r in stated):
            raise ValueError("a body of evidence that was lowered is not raised")
    for domain in {r.domain for r in stated}:
        if abs(sum(r.steps for r in stated if r.domain == domain)) > 2:
            raise ValueError(f"{domain}: more than two steps in one domain")
    level = _START[start] + sum(r.steps for r in reasons)
    return CERTAINTIES[4 - min(4, max(1, level))]


def rank(level: Certainty) -> int:
    """4 for high down to 1 for very-low: the number of plus signs GRADE prints."""
    return 4 - CERTAINTIES.index(level)
