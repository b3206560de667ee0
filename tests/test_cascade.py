"""A retraction, entered in an overlay, moves everything that leaned on the work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA, Run, record


def overlay(folder: Path, source: dict[str, Any]) -> str:
    path = folder / "overlay.yaml"
    path.write_text(yaml.safe_dump({"sources": [source]}, allow_unicode=True), encoding="utf-8")
    return str(path)


def shipped_source(id_: str) -> dict[str, Any]:
    for path in DATA.glob("sources*.yaml"):
        for row in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["sources"]:
            if row["id"] == id_:
                text = path.read_text(encoding="utf-8")
                return next(r for r in yaml.load(text, Loader=yaml.CSafeLoader)["sources"] if r["id"] == id_)
    raise LookupError(id_)


def answer(run: Run, *argv: str) -> dict[str, Any]:
    ran = run(*argv, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)["result"]
    assert isinstance(found, dict)
    return found


@pytest.fixture
def sound_withdrawn(tmp_path: Path, records: dict[str, Any]) -> str:
    source = record(records, "sources", "trial-mood")
    return overlay(
        tmp_path, {**source, "status": {"state": "retracted", "date": "2026-05", "note": "Made up."}}
    )


def test_a_claim_whose_support_falls_to_nothing_no_longer_stands(tiny: Run, sound_withdrawn: str) -> None:
    before = answer(tiny, "claim", "show", "k2-lifts-mood")
    after = answer(tiny, "claim", "show", "k2-lifts-mood", "--kb", sound_withdrawn)
    assert (before["verdict"], after["verdict"]) == ("overstated", "unsupported")
    assert after["certainty"] is None
    assert "retracted" in after["verdict_moved"]


def test_the_retraction_is_told_in_every_text_format(tiny: Run, sound_withdrawn: str) -> None:
    for chosen in ("plain", "terminal", "markdown"):
        out = tiny("claim", "show", "k2-lifts-mood", "--kb", sound_withdrawn, "--format", chosen).out
        assert "was retracted" in out, chosen
        assert "NOT SUPPORTED" in out, chosen


def test_search_shows_the_moved_verdict(tiny: Run, sound_withdrawn: str) -> None:
    out = tiny("claim", "search", "depression", "--kb", sound_withdrawn).out
    assert "NOT SUPPORTED" in out
    assert "retracted" in out


def test_kb_check_asks_to_weigh_the_verdict_again(tiny: Run, sound_withdrawn: str) -> None:
    ran = tiny("kb", "check", sound_withdrawn)
    assert ran.code == 5
    assert "verdict-allows-for-retraction" in ran.out
    assert "retracted-support-is-declared" in ran.out


def test_a_pooled_trial_takes_its_review_and_the_certainty_with_it(
    tiny: Run, tmp_path: Path, records: dict[str, Any], base_of: Callable[[dict[str, Any]], Path]
) -> None:
    claim = record(records, "claims", "k2-lifts-mood")
    claim["findings"][0]["sources"] = ["review-old"]
    claim["findings"][0]["moves"] = []
    record(records, "sources", "review-old")["pools"] = ["trial-mood", "trial-other"]
    base = str(base_of(records))
    before = answer(tiny, "claim", "show", "k2-lifts-mood", "--kb", base)
    source = record(records, "sources", "trial-other")
    moved = overlay(tmp_path, {**source, "status": {"state": "retracted", "note": "Made up."}})
    after = answer(tiny, "claim", "show", "k2-lifts-mood", "--kb", base, "--kb", moved)
    assert (before["certainty"], after["certainty"]) == ("high", "low")
    assert any(reason["computed"] for reason in after["findings"][0]["reasons"])


@pytest.mark.parametrize("trial", ["inoue-2009", "tarkesh-2022"])
def test_in_the_shipped_base_a_retraction_reaches_each_claim_that_leans_on_the_trial(
    shipped: Run, tmp_path: Path, trial: str
) -> None:
    leaning = [c["id"] for c in answer(shipped, "source", "show", trial)["claims"]]
    assert leaning
    source = {
        **shipped_source(trial),
        "status": {"state": "retracted", "date": "2026-11", "note": "For a test."},
    }
    path = overlay(tmp_path, source)
    for claim in leaning:
        after = answer(shipped, "claim", "show", claim, "--kb", path)
        assert any("retracted" in line for line in after["retractions"]), claim
    ran = shipped("kb", "check", path)
    assert ran.code == 5
    assert any(claim in ran.out for claim in leaning)


def test_the_hip_fracture_claim_shows_the_whole_chain(shipped: Run) -> None:
    claim = answer(shipped, "claim", "show", "k2-cuts-vertebral-and-hip-fractures")
    chain = " ".join(claim["retractions"])
    for trial in (
        "Sato Y 1998",
        "Sato Y 2002",
        "Sato Y 2005",
        "Iwamoto",
        "Cockayne 2006 pools retracted work",
    ):
        assert trial.replace(" Y", "") in chain, trial
    cited = {e["source"]["id"] for e in claim["evidence"]}
    assert {"torgerson-2018", "mott-2019", "mott-2020-correction", "inoue-2009"} <= cited
    for finding in claim["findings"]:
        assert finding["reasons"]


def test_a_review_that_pools_retracted_trials_is_named_so_wherever_it_stands(shipped: Run) -> None:
    page = answer(shipped, "source", "show", "cockayne-2006")
    assert page["line"]["standing"] == "pools-retracted"
    assert {p["id"] for p in page["pools"]} >= {
        "sato-1998-stroke",
        "sato-2002-parkinson",
        "sato-2005-alzheimer",
    }
