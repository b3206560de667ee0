"""The bars of the development set, and of the part that was never tuned to."""

from __future__ import annotations

import pytest

from tests.check import score as scorer

BARS = {"recall": 0.90, "claim_right": 0.93, "stance": 0.95, "danger_recall": 1.0}
# What this part scored when it was first read, before anything was mended: recall 0.89, claim right 0.96, stance 0.96,
# false alarms 0.11, danger recall 0.71. An earlier held-out part, now in dev: 0.78, 0.97, 0.90, 0.04, 0.63.
HELD_OUT = {"recall": 0.80, "claim_right": 0.90, "stance": 0.90, "danger_recall": 0.85}

# A little below what was measured, so that a change for the worse is seen.
UNSEEN = {"danger_recall": 0.94, "recall": 0.78, "claim_right": 0.93, "stance": 0.88}


@pytest.mark.parametrize("part", ["seeds", "dev"])
def test_the_development_set_meets_the_bars(part: str) -> None:
    if part == "seeds" and not scorer.SEEDS.is_dir():
        pytest.skip("the seed articles are not here")
    result = scorer.score(part)
    for name, bar in BARS.items():
        if name == "danger_recall" and not result.dangers:
            continue
        assert getattr(result, name) >= bar, "\n".join([result.line(part), *result.notes])
    assert result.false_alarms <= 0.05, "\n".join([result.line(part), *result.notes])
    # The second reader calls a few ordinary sentences dangerous; by patterns alone seven of ten dangers stay unseen.
    assert result.danger_false <= 0.02 * result.safe, "\n".join(result.notes)


def test_the_held_out_part_meets_its_bars() -> None:
    result = scorer.score("held-out")
    for name, bar in HELD_OUT.items():
        assert getattr(result, name) >= bar, "\n".join([result.line("held-out"), *result.notes])
    assert result.false_alarms <= 0.08, result.line("held-out")


def test_there_are_enough_labelled_sentences() -> None:
    parts = [scorer.score(p) for p in ("dev", "held-out")]
    sentences, none = sum(p.sentences for p in parts), sum(p.none for p in parts)
    assert sentences >= 300
    assert none >= sentences / 3


def test_every_label_finds_its_sentence() -> None:
    for part in ("dev", "held-out"):
        assert [n for n in scorer.score(part).notes if "NOT FOUND" in n] == []


def test_pages_that_nothing_was_learned_from_meet_their_bars() -> None:
    result = scorer.score("unseen")
    ordinary = result.safe - result.near
    figures = {
        "danger_recall": result.danger_recall,
        "recall": result.recall,
        "claim_right": result.claim_right,
        "stance": result.stance,
    }
    wrong = [f"{name} {value:.3f}" for name, value in figures.items() if value < UNSEEN[name]]
    assert wrong == [], "\n".join([result.line("unseen"), *result.notes])
    assert result.false_alarms <= 0.08, result.line("unseen")
    assert result.near_false <= 0.18 * result.near, result.line("unseen")
    assert result.danger_false - result.near_false <= 0.05 * ordinary, result.line("unseen")


def test_single_sentences_on_the_rarer_dangers_meet_their_bars() -> None:
    result = scorer.score("rarer")
    assert result.danger_recall >= 0.84, "\n".join([result.line("rarer"), *result.notes])
    assert result.near_false <= 0.18 * result.near, "\n".join([result.line("rarer"), *result.notes])
