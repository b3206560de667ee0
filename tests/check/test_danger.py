"""Dangers in sets written before they were scored: all are found, hardly a near-miss is called dangerous."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2cli.check.source import Source
from tests.check.score import judged

SETS = Path(__file__).parent / "danger"
# These sets were mended for, and the second reader learned from them: what unseen texts give stands in docs/check.md.
NAMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def codes(text: str) -> list[str]:
    return [a.danger.code for j in judged(Source("x", text)) for a in j.alarms]


def lines(name: str, mark: str) -> list[str]:
    rows = (SETS / f"{name}.txt").read_text("utf-8").splitlines()
    return [row[2:] for row in rows if row.startswith(f"{mark} ")]


@pytest.mark.parametrize("name", NAMES)
def test_every_danger_is_found(name: str) -> None:
    assert [row for row in lines(name, "!") if not codes(row)] == []


def test_hardly_a_near_miss_is_called_dangerous() -> None:
    rows = [row for name in NAMES for row in lines(name, ".")]
    wrong = [row for row in rows if codes(row)]
    assert len(wrong) <= 0.02 * len(rows), wrong


def test_the_sets_hold_more_near_misses_than_dangers() -> None:
    found, missed = (sum(len(lines(n, mark)) for n in NAMES) for mark in "!.")
    assert found >= 200
    assert missed >= found


@pytest.mark.parametrize("act", ["Ditch", "Wean yourself off", "Say goodbye to", "No more", "Stop taking"])
@pytest.mark.parametrize("medicine", ["Cozaar", "bisoprolol", "Forteo", "your SSRI", "Lasix"])
def test_any_act_goes_with_any_medicine(act: str, medicine: str) -> None:
    assert "D03" in codes(f"{act} {medicine}, K2 is enough.")


@pytest.mark.parametrize("medicine", ["Cozaar", "bisoprolol", "Forteo", "your SSRI", "Lasix"])
@pytest.mark.parametrize(
    "frame",
    ["Do not stop {}.", "Never swap {} for K2.", "Your doctor may stop {}.", "Stopping {} can be fatal."],
)
def test_a_warning_or_the_doctor_takes_the_danger_out(frame: str, medicine: str) -> None:
    assert codes(frame.format(medicine)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Don't tell your doctor about the K2.", "D11"),
        ("Natto is fine with tranylcypromine.", "D12"),
        ("Skip the chemotherapy, K2 heals.", "D13"),
        ("Take 60,000 IU of vitamin D every day.", "D06"),
        ("K2 strengthens your blood thinner.", "D02"),
    ],
)
def test_each_class_has_its_code(text: str, code: str) -> None:
    assert code in codes(text)
