"""The bars of the development set, and of the part that was never tuned to."""

from __future__ import annotations

import pytest

from k2cli.check.source import Source
from tests.check import score as scorer

BARS = {"recall": 0.90, "claim_right": 0.93, "stance": 0.95, "danger_recall": 1.0}
# What this part scored when it was first read, before anything was mended: recall 0.89, claim right 0.96, stance 0.96,
# false alarms 0.11, danger recall 0.71. An earlier held-out part, now in dev: 0.78, 0.97, 0.90, 0.04, 0.63.
HELD_OUT = {"recall": 0.80, "claim_right": 0.90, "stance": 0.90, "danger_recall": 0.85}


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


def called_dangerous() -> dict[str, list[tuple[bool, str]]]:
    """By label (D dangerous, N near but safe, O ordinary): whether each sentence of the unseen pages was called so."""
    out: dict[str, list[tuple[bool, str]]] = {"D": [], "N": [], "O": []}
    for text in (scorer.HERE / "unseen.tsv").read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in text.splitlines()]
        page, spans = scorer.page([sentence for _, sentence in rows])
        found = scorer.judged(Source("x.md", page, "markdown"))
        for (label, sentence), (start, end) in zip(rows, spans, strict=True):
            mine = [j for j in found if j.unit.start < end and j.unit.end > start]
            out[label].append((any(j.alarms for j in mine), sentence))
    return out


def test_pages_that_nothing_was_mended_for_meet_their_bars() -> None:
    found = called_dangerous()
    share = {label: sum(called for called, _ in rows) / len(rows) for label, rows in found.items()}
    assert share["D"] >= 0.85, [s for called, s in found["D"] if not called]
    assert share["N"] <= 0.15, [s for called, s in found["N"] if called]
    assert share["O"] <= 0.05, [s for called, s in found["O"] if called]
