"""What must not be imported: no stopwatch, only the list of modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = {"yaml", "pydantic", "rich", "rapidfuzz", "k2cli.kb.records", "k2cli.kb.load", "difflib_"}


def loaded(*argv: str) -> set[str]:
    code = (
        "import sys, io, contextlib\n"
        "from k2cli.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()): main({list(argv)!r})\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    loaded("food", "lookup", "natto")


@pytest.mark.parametrize(
    "argv",
    [
        ("--version",),
        ("--help",),
        ("food", "lookup", "natto", "--json"),
        ("food", "lookup", "natto", "--format", "plain"),
        ("claim", "search", "depression", "--json"),
        ("claim", "show", "k2-lessens-depression", "--json"),
        ("interactions", "warfarin", "--json"),
        ("interactions", "warfarin", "--format", "plain"),
        ("nutrient", "show", "MK-7", "--json"),
    ],
    ids=" ".join,
)
def test_a_lookup_loads_nothing_heavy(argv: tuple[str, ...]) -> None:
    assert not loaded(*argv) & _HEAVY


def test_the_terminal_loads_rich_and_nothing_else_heavy() -> None:
    found = loaded("food", "lookup", "natto", "--format", "terminal")
    assert "rich" in found
    assert not found & (_HEAVY - {"rich"})
