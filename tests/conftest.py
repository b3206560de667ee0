"""Pins the world before k2cli is imported: width, colour, cache, data."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "K2CLI_KB", "K2CLI_DATA", "PYTHONWARNINGS"):
    os.environ.pop(name, None)
os.environ["COLUMNS"] = "100"
os.environ["TERM"] = "xterm-256color"

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"


class Ran(NamedTuple):
    """What a command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One cache folder for the whole run; never the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["K2CLI_CACHE"] = str(folder)
    yield folder
    del os.environ["K2CLI_CACHE"]


Run = Callable[..., Ran]


@pytest.fixture
def shipped(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line on the shipped base."""

    def run(*argv: str) -> Ran:
        from k2cli.cli import main

        code = main(list(argv))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def tiny(shipped: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line on the tiny base alone."""
    monkeypatch.setenv("K2CLI_DATA", str(TINY))
    return shipped


@pytest.fixture(scope="session")
def _tiny_records() -> dict[str, Any]:
    data = yaml.load((TINY / "base.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(data, dict)
    return data


@pytest.fixture
def records(_tiny_records: dict[str, Any]) -> dict[str, Any]:
    """The tiny base as plain values, to be bent by a test."""
    return copy.deepcopy(_tiny_records)


@pytest.fixture
def base_of(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Writes plain values as a base folder."""

    def write(data: dict[str, Any]) -> Path:
        folder = tmp_path / "base"
        folder.mkdir(exist_ok=True)
        (folder / "base.yaml").write_text(
            yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        return folder

    return write


def record(data: dict[str, Any], key: str, id_: str) -> dict[str, Any]:
    """A record of plain values by id."""
    found = next(r for r in data[key] if r["id"] == id_)
    assert isinstance(found, dict)
    return found
