"""Doses and amounts: read with unit and form, compared with what is known."""

from __future__ import annotations

import pytest

from k2cli.check.numbers import amounts
from k2cli.check.source import Source
from tests.check.score import judged


def codes(sentence: str) -> list[str]:
    return [s.code for j in judged(Source("x", sentence)) for s in j.slips]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Take 180 mg of MK-7 a day.", "N01"),
        ("The trial used 45 mg of MK-7.", "N02"),
        ("Vitamin K2 100 mg supports bone.", "N01"),
        ("Japanese doctors treat osteoporosis with 45 mcg of MK-4.", "N01"),
        ("The recommended daily amount of vitamin K2 is 120 mcg for men.", "N04"),
        ("Natto has 1000 mg of MK-7 per 100 g.", "N03"),
    ],
)
def test_a_slip_is_found(sentence: str, code: str) -> None:
    assert code in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Take 180 µg of MK-7 a day.",
        "The trial used 45 mg of MK-4 a day.",
        "MK-4 is given at 45 mg, MK-7 at 180 mcg.",
        "The tablet holds 500 mg of calcium and 100 µg of vitamin K2.",
        "The adequate intake of vitamin K is 120 mcg for men.",
        "Vitamin D3 2,000 IU with K2 100 mcg.",
    ],
)
def test_what_is_right_stays_silent(sentence: str) -> None:
    assert codes(sentence) == []


def test_amounts_are_read_with_thousands_ranges_and_units() -> None:
    found = amounts("45,000 mcg, 150-180 µg, 1.5 mg and 2 000 IU but 0.8 g/kg")
    assert [(a.low, a.value, a.unit) for a in found] == [
        (45000, 45000, "µg"),
        (150, 180, "µg"),
        (1.5, 1.5, "mg"),
        (2000, 2000, "IU"),
    ]
