"""What people see: whole outputs as snapshots, and nothing of the data lost on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conftest import Run

PAGES = [
    ("food", "lookup", "natto"),
    ("food", "lookup", "fermented soy"),
    ("food", "lookup", "peanut butter"),
    ("claim", "search", "hip", "fracture"),
    ("claim", "search", "xyzzyplugh"),
    ("claim", "show", "k2-mends-hips"),
    ("interactions", "warfarin"),
    ("interactions", "warfarin", "natto"),
    ("interactions", "apixaban"),
    ("interactions", "paracetamol"),
    ("interactions", "xyzzy"),
    ("interactions", "blood thinner"),
    ("nutrient", "show", "vitamin K"),
    ("mechanism", "show", "glue"),
    ("source", "show", "review-old"),
    ("explain", "G07"),
    ("changes",),
]


@pytest.mark.parametrize("argv", PAGES, ids=" ".join)
def test_the_plain_page(tiny: Run, argv: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    assert tiny(*argv, "--format", "plain").out == snapshot


@pytest.mark.parametrize("argv", PAGES[:8], ids=" ".join)
def test_the_terminal_page(tiny: Run, argv: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    assert tiny(*argv, "--format", "terminal", "--no-color").out == snapshot


@pytest.mark.parametrize("width", ["40", "120"])
def test_the_terminal_page_fits_its_width(tiny: Run, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = tiny("interactions", "warfarin", "--format", "terminal", "--no-color").out
    assert max(len(line) for line in out.splitlines()) <= int(width)


@pytest.mark.parametrize("argv", [PAGES[0], PAGES[5], PAGES[6]], ids=" ".join)
def test_the_json_answer(tiny: Run, argv: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    assert json.loads(tiny(*argv, "--json").out) == snapshot


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s│┃|•!-]+", " ", text)


@pytest.mark.parametrize("chosen", ["plain", "terminal", "markdown"])
@pytest.mark.parametrize("key", ["shown", "danger", "cautions", "headline", "retractions"])
def test_what_a_claim_says_is_found_again_in_every_text_format(tiny: Run, chosen: str, key: str) -> None:
    claim = json.loads(tiny("claim", "show", "k2-mends-hips", "--json").out)["result"]
    page = _squeezed(tiny("claim", "show", "k2-mends-hips", "--format", chosen).out).replace("\\", "")
    for text in _strings(claim[key]):
        assert _squeezed(text) in page, text


@pytest.mark.parametrize("chosen", ["plain", "terminal", "markdown"])
def test_brackets_in_the_data_are_no_markup(tiny: Run, chosen: str) -> None:
    out = tiny("claim", "show", "k2-mends-hips", "--format", chosen).out.replace("\\", "")
    assert "[sic]" in out
    assert "[p<0.05]" in out or "[p&lt;0.05]" in out


def test_every_kind_of_answer_has_a_page() -> None:
    import msgspec

    from k2cli import answers as a
    from k2cli.render.pages.references import reference_page

    class Odd(a.Answer, frozen=True):
        """An answer nobody made a page for."""

    with pytest.raises(TypeError, match="no page for Odd"):
        reference_page(Odd())
    assert issubclass(Odd, msgspec.Struct)


def test_no_shipped_claim_loses_a_figure_on_its_page(shipped: Run) -> None:
    """Every effect in JSON stands on the plain page, for a claim with many."""
    name = "k2-cuts-vertebral-and-hip-fractures"
    claim = json.loads(shipped("claim", "show", name, "--json").out)["result"]
    page = _squeezed(shipped("claim", "show", name).out)
    effects = [e["effect"] for e in claim["evidence"] + claim["findings"] if e["effect"]]
    assert len(effects) >= 5
    for effect in effects:
        assert _squeezed(effect) in page
