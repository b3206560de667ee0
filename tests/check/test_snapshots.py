"""Whole outputs on a small text and the tiny base. `K2CLI_UPDATE=1 pytest` writes them anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import TINY, Run

HERE = Path(__file__).parent
DRAFT = """# On K2

K2 prevents hip fractures. Trials did not show that K2 prevents hip fractures.
K2 may lift depression.

The kettle is hot.
"""
DANGER = "Stop warfarin. Do not stop warfarin.\n"


@pytest.mark.parametrize(
    ("name", "text", "argv"),
    [
        ("plain", DRAFT, ("--format", "plain")),
        ("terminal", DRAFT, ("--format", "terminal", "--no-color")),
        ("markdown", DRAFT, ("--format", "markdown")),
        ("explained", DRAFT, ("--format", "plain", "--explain", "--select", "k2-mends-hips")),
        ("danger", DANGER, ("--format", "plain", "--fail-on", "dangerous")),
        ("github", DRAFT + DANGER, ("--format", "github")),
        ("nothing", "The kettle is hot.\n", ("--format", "plain")),
    ],
)
def test_whole_output(
    name: str, text: str, argv: tuple[str, ...], shipped: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    shutil.copy(TINY / "base.yaml", base)
    shutil.copy(HERE / "tiny-reading.yaml", base)
    monkeypatch.setenv("K2CLI_DATA", str(base))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")
    ran = shipped("claim", "check", "draft.md", *argv)
    shown = "\n".join(line.rstrip() for line in ran.out.splitlines()) + f"\n[exit {ran.code}]\n"
    kept = HERE / "snapshots" / f"{name}.txt"
    if os.environ.get("K2CLI_UPDATE"):
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text("utf-8")
