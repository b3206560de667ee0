"""Caveats cannot be lost: every answer on vitamin K, in every format, with every flag."""

from __future__ import annotations

import itertools
import re

import pytest

from k2cli.render import Format
from k2cli.render.pages.common import MEDICAL_NOTE
from tests.conftest import Run

ASKED = [
    ("food", "lookup", "natto"),
    ("food", "lookup", "kale"),
    ("claim", "search", "fracture"),
    ("claim", "search", "depression", "--limit", "1"),
    ("claim", "show", "k2-cuts-vertebral-and-hip-fractures"),
    ("interactions", "warfarin"),
    ("interactions", "Marcumar"),
    ("interactions", "acenocoumarol", "natto"),
    ("nutrient", "show", "MK-7"),
    ("nutrient", "show", "K2"),
    ("mechanism", "show", "vitamin K cycle"),
    ("source", "show", "inoue-2009"),
]
FORMATS = [chosen.value for chosen in Format]


def squeezed(text: str) -> str:
    """Words alone: no boxes, no line breaks, no marks of lists."""
    return re.sub(r"[^\w]+", " ", text)


def test_the_lists_walked_here_are_not_empty() -> None:
    assert len(FORMATS) >= 4
    assert len(ASKED) >= 10


@pytest.mark.parametrize(
    ("argv", "chosen"),
    list(itertools.product(ASKED, FORMATS)),
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else v,
)
def test_the_warning_on_vitamin_k_antagonists_is_there(
    shipped: Run, argv: tuple[str, ...], chosen: str
) -> None:
    out = squeezed(shipped(*argv, "--format", chosen, "--no-color").out)
    assert "Warfarin and other vitamin K antagonists" in out
    assert "do not suddenly leave one off" in out


@pytest.mark.parametrize(
    ("argv", "chosen"),
    list(itertools.product(ASKED, FORMATS)),
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else v,
)
def test_the_medical_note_is_there(shipped: Run, argv: tuple[str, ...], chosen: str) -> None:
    assert squeezed(MEDICAL_NOTE).strip() in squeezed(shipped(*argv, "--format", chosen).out)


@pytest.mark.parametrize("chosen", [f for f in FORMATS if f != "json"])
def test_dangers_come_before_the_answer(shipped: Run, chosen: str) -> None:
    out = shipped("claim", "show", "k2-lessens-depression", "--format", chosen).out
    assert out.index("Depression needs care") < out.lower().index("verdict")


def test_depression_is_never_left_without_its_caveat(shipped: Run) -> None:
    for chosen in FORMATS:
        out = squeezed(shipped("claim", "search", "sad mood", "--format", chosen).out)
        assert "Vitamin K2 is not a treatment" in out, chosen


def test_fermented_foods_warn_people_on_maois(shipped: Run) -> None:
    for food in ("natto", "sauerkraut", "kimchi", "gouda"):
        assert "MAOI" in shipped("food", "lookup", food).out, food


def test_no_flag_hides_a_caveat(shipped: Run) -> None:
    """No command has an option that could: the only ones that touch output are known."""
    out = shipped("claim", "search", "--help").out
    options = set(re.findall(r"--[a-z-]+", out))
    assert options <= {
        "--nutrient", "--outcome", "--verdict", "--certainty", "--code", "--retracted", "--no-retracted",
        "--limit", "--format", "--json", "--no-json", "--kb", "--no-color", "--no-no-color", "--help",
    }  # fmt: skip
