"""The README is a promise: its blocks run, every command is documented, generated pages are current."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Run
from tests.test_cli import PATHS

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", README)
COMMANDS = re.findall(r"^(k2cli [^\n#]+)", "\n".join(re.findall(r"```sh\n((?:.*\n)*?)```", README)), re.M)


def test_the_readme_has_blocks_to_run() -> None:
    assert len(BLOCKS) >= 4
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[c for c, _ in BLOCKS])
def test_a_block_of_the_readme_is_what_the_command_prints(shipped: Run, command: str, shown: str) -> None:
    """Each run of lines between two `…` stands in the output, in order."""
    program, *argv = shlex.split(command)
    assert program == "k2cli"
    out = shipped(*argv).out
    place = 0
    for part in re.split(r"^…\n", shown, flags=re.M):
        if part.strip():
            found = out.find(part, place)
            assert found >= 0, f"not in the output of `{command}`:\n{part}"
            place = found + len(part)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "article.md" not in c])
def test_the_other_commands_of_the_readme_answer(shipped: Run, command: str) -> None:
    assert shipped(*shlex.split(command)[1:]).code == 0


def test_set_up_and_tests_are_one_line_each() -> None:
    lines = re.findall(r"^python3 -m venv .+$", README, re.M)
    assert len(lines) == 2
    assert "interactions warfarin" in lines[0]
    assert "pytest" in lines[1]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"## k2cli {' '.join(path)}\n" in page


@pytest.mark.parametrize("script", ["docs/make_cli.py", "data/make_fields.py"])
def test_generated_pages_are_current(script: str) -> None:
    done = subprocess.run([sys.executable, ROOT / script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, f"run `python {script}`"


def test_exit_codes_of_the_readme_are_those_of_the_code() -> None:
    from k2cli import errors

    said = dict(
        re.findall(
            r"(\d+) ([a-z][^·\n]+?)(?: ·|\.)",
            README.partition("## Exit codes")[2].partition("##")[0].replace("\n", " "),
        )
    )
    codes = {
        errors.ANSWERED, errors.INTERNAL, errors.USAGE, errors.NOT_RECOGNISED, errors.NOTHING_FOUND,
        errors.INVALID, errors.CONDITION_MET, errors.INTERRUPTED,
    }  # fmt: skip
    assert {int(code) for code in said} == codes


def test_the_changelog_names_this_version() -> None:
    from k2cli import __version__

    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_templates_for_curators_pass_every_rule(
    shipped: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n((?:.*\n)*?)```", page)
    whole = [block for block in blocks if re.match(r"[a-z_]+:\n", block)]
    assert len(whole) >= 4
    path = tmp_path_factory.mktemp("templates") / "mine.yaml"
    path.write_text("\n".join(whole), encoding="utf-8")
    ran = shipped("kb", "check", str(path))
    assert ran.code == 0, ran.out
