"""The headline sentence of a finding, worded by its certainty and size.

After GRADE guidance 26 (Santesso N et al., J Clin Epidemiol 2020;119:126-135): high certainty states the
effect, moderate adds "probably", low "may", very low says that the evidence is very uncertain.
"""

from __future__ import annotations

from k2cli.vocabulary import Certainty, Direction, Size

_VERBS: dict[Certainty, dict[str, str]] = {
    "high": {"lowers": "lowers", "raises": "raises", "none": "makes little or no difference to"},
    "moderate": {
        "lowers": "probably lowers",
        "raises": "probably raises",
        "none": "probably makes little or no difference to",
    },
    "low": {"lowers": "may lower", "raises": "may raise", "none": "may make little or no difference to"},
}
_SIZES: dict[Size, str] = {"large": "by a lot", "moderate": "", "small": "slightly"}


def headline(
    subject: str, outcome: str, direction: Direction, certainty: Certainty | None, size: Size | None = None
) -> str:
    """One sentence on what `subject` does to `outcome`. `certainty` None: no support is left.

    >>> headline("MK-7 90 µg a day", "depression scores", "lowers", "very-low")
    'The evidence is very uncertain about the effect of MK-7 90 µg a day on depression scores.'
    """
    if certainty is None:
        return f"Nothing that still stands shows an effect of {subject} on {outcome}."
    if certainty == "very-low":
        return f"The evidence is very uncertain about the effect of {subject} on {outcome}."
    if direction == "unclear":
        return f"It is unclear whether {subject} changes {outcome}."
    if direction == "no-difference":
        return _capital(f"{subject} {_VERBS[certainty]['none']} {outcome}.")
    tail = f" {_SIZES[size]}" if size and _SIZES[size] else ""
    return _capital(f"{subject} {_VERBS[certainty][direction]} {outcome}{tail}.")


def _capital(text: str) -> str:
    # Names such as "mk-7" never start a subject; a plain first letter may be raised.
    return text[0].upper() + text[1:]
