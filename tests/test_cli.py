"""The command line: exit codes, standard output and error, bad input, all commands alike."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Run

COMMANDS = [
    ("food", "lookup", "natto"),
    ("food", "list"),
    ("claim", "search", "depression"),
    ("claim", "show", "k2-lifts-mood"),
    ("claim", "list"),
    ("interactions", "warfarin"),
    ("agent", "list"),
    ("interaction", "list"),
    ("nutrient", "show", "mk-7"),
    ("nutrient", "list"),
    ("mechanism", "show", "glue"),
    ("mechanism", "list"),
    ("source", "show", "trial-sound"),
    ("source", "list"),
    ("outcome", "list"),
    ("caveat", "list"),
    ("explain", "G01"),
    ("explain",),
    ("changes",),
    ("kb", "info"),
    ("kb", "check"),
    ("kb", "rules"),
    ("ask", "is natto good with warfarin"),
]


def walk(argv: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command path of the app, from its own tree."""
    import typer

    from k2cli.cli import app

    def below(command: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        names = getattr(command, "list_commands", None)
        if names is None:
            yield path
            return
        for name in names(None):
            yield from below(command.get_command(None, name), (*path, name))  # type: ignore[attr-defined]

    yield from below(typer.main.get_command(app), argv)


PATHS = list(walk())


def test_the_tree_of_commands_is_not_empty() -> None:
    assert len(PATHS) >= 20


def test_every_command_is_tried_here() -> None:
    tried = {argv[: len(path)] for argv in COMMANDS for path in PATHS if argv[: len(path)] == path}
    assert set(PATHS) - tried <= {("kb", "schema"), ("claim", "check")}


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_every_command_answers_in_plain_text_without_escape_codes(tiny: Run, argv: tuple[str, ...]) -> None:
    ran = tiny(*argv)
    assert ran.code == 0, ran.err
    assert ran.out.strip()
    assert "\x1b" not in ran.out
    assert not ran.err


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_every_command_answers_in_json_with_a_schema_number(tiny: Run, argv: tuple[str, ...]) -> None:
    ran = tiny(*argv, "--json")
    body = json.loads(ran.out)
    assert body["schema"] >= 1
    assert "result" in body
    assert "not medical advice" in body["note"]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_help_with_an_example(shipped: Run, path: tuple[str, ...]) -> None:
    ran = shipped(*path, "--help")
    assert ran.code == 0
    assert re.search(r"Examples?: k2cli", ran.out), ran.out


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("--version",), 0),
        (("interactions", "warfarin"), 0),
        (("interactions", "apixaban"), 0),
        (("interactions", "paracetamol"), 4),
        (("interactions", "xyzzy"), 3),
        (("interactions", "warfarin", "xyzzy"), 3),
        (("interactions", "blood thinner"), 3),
        (("interactions", "warfarn"), 3),
        (("food", "lookup", "xyzzy"), 3),
        (("claim", "search", "xyzzyplugh"), 4),
        (("claim", "show", "no-such-claim"), 3),
        (("claim", "search"), 2),
        (("claim", "search", "hip", "--verdict", "wonderful"), 2),
        (("nutrient", "show", "unobtainium"), 3),
        (("mechanism", "show", "magic"), 3),
        (("source", "show", "nobody-1900"), 3),
        (("explain", "G99"), 3),
        (("changes", "--since", "yesterday"), 2),
        (("food", "list", "--contains", "xyzzy"), 4),
        (("food", "lookup", "natto", "--limit", "x"), 2),
        (("nonsense",), 2),
        (("food", "lookup", "natto", "--kb", "/no/such/folder"), 5),
        (("food", "lookup", "   "), 2),
        (("interactions", "\x1b[31m"), 3),
    ],
    ids=lambda v: " ".join(v)[:40] if isinstance(v, tuple) else str(v),
)
def test_exit_codes_are_an_interface(tiny: Run, argv: tuple[str, ...], code: int) -> None:
    ran = tiny(*argv)
    assert ran.code == code, ran
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize("word", ["xyzzy", "paracetamol", "blood thinner", "warfarn", "apixaban"])
def test_no_negative_answer_reassures(tiny: Run, word: str) -> None:
    out = tiny("interactions", word).out.lower()
    for phrase in ("is safe", "no interactions", "nothing to worry", "can be combined", "are safe"):
        assert phrase not in out, phrase


def test_the_four_answers_have_four_wordings(tiny: Run) -> None:
    states = {
        word: json.loads(tiny("interactions", word, "--json").out)["result"]["answers"][0]["state"]
        for word in ("warfarin", "apixaban", "paracetamol", "xyzzy")
    }
    assert list(states.values()) == ["recorded", "none-known", "not-assessed", "not-recognised"]
    words = ("recorded", "looked into, none known", "NOT ASSESSED", "NOT RECOGNISED")
    for word, text in zip(states, words, strict=True):
        assert text in tiny("interactions", word).out


def test_none_of_the_negative_answers_is_green(tiny: Run) -> None:
    from k2cli.render.pages.interactions import _SEVERITY_TONES, _STATES
    from k2cli.render.terminal import STYLES

    for tone in [tone for _, tone in _STATES.values()] + list(_SEVERITY_TONES.values()):
        assert "green" not in STYLES[tone]


def test_every_answer_on_a_medicine_says_what_was_not_assessed(tiny: Run) -> None:
    assert "Not assessed with: " in tiny("interactions", "warfarin").out


def test_a_near_name_of_a_vitamin_k_antagonist_is_asked_back_with_its_warning(tiny: Run) -> None:
    ran = tiny("interactions", "acenocumarole")
    assert "Did you mean" in ran.out
    assert "acenocoumarol" in ran.out
    assert "Warfarin and vitamin K" in ran.out


def test_a_question_of_ten_thousand_characters_gets_one_clear_message(tiny: Run) -> None:
    for argv in (("interactions",), ("claim", "search"), ("food", "lookup"), ("ask",)):
        ran = tiny(*argv, "warfarin " * 1200)
        assert ran.code in (2, 3), argv
        assert "Traceback" not in ran.err


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_or_a_message_and_no_escape(tiny: Run, text: str) -> None:
    for argv in (("interactions", text), ("food", "lookup", text), ("claim", "search", text)):
        if text.startswith("-"):
            continue
        ran = tiny(*argv)
        assert ran.code in (0, 2, 3, 4)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.out + ran.err)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("claims:\n- id: x\n  id: y\n", "stands twice"),
        ("claims: 5\n", "must be a list"),
        ("claimz: []\n", "unknown top-level key"),
        ("- a\n", "top level must be a mapping"),
        ("nutrients:\n- {id: x, name: X, short: x, kind: vitamin, unit: furlong, what: y}\n", "unit"),
        (
            "nutrients:\n- {id: x, name: X, short: x, kind: vitamin, unit: µg, what: y, parent: nobody}\n",
            "no record of",
        ),
        ("a: &x [1]\nb: *x\n", "anchors"),
        ("a: [\n", "not valid YAML"),
    ],
    ids=["duplicate", "no-list", "key", "no-mapping", "type", "dangling", "alias", "syntax"],
)
def test_a_malformed_overlay_is_told_with_file_line_and_column(
    tiny: Run, tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    ran = tiny("food", "lookup", "natto", "--kb", str(path))
    assert ran.code == 5
    assert says in ran.err
    assert re.search(r"mine\.yaml:\d+:\d+:", ran.err)
    assert not ran.out


def test_all_problems_of_all_files_are_told_at_once(tiny: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("claims: 5\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("foods: 6\nfood: []\n", encoding="utf-8")
    ran = tiny("food", "lookup", "natto", "--kb", str(tmp_path))
    assert len([line for line in ran.err.splitlines() if re.match(r".*\.yaml:\d+:\d+:", line)]) == 3


def test_a_binary_file_as_overlay_is_told(tiny: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(bytes(range(256)))
    ran = tiny("food", "lookup", "natto", "--kb", str(path))
    assert ran.code == 5
    assert "UTF-8" in ran.err


def test_an_overlay_adds_records_and_replaces_by_id(tiny: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "foods:\n- {id: natto, name: My natto, group: fermented-soy}\n- {id: gari, name: Gari, group: leaves}\n",
        encoding="utf-8",
    )
    out = tiny("food", "list", "--kb", str(path)).out
    assert "My natto" in out
    assert "Gari" in out
    assert "fermented soybeans" not in out


def test_the_environment_gives_overlays_too(
    tiny: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("foods:\n- {id: gari, name: Gari, group: leaves}\n", encoding="utf-8")
    monkeypatch.setenv("K2CLI_KB", str(path))
    assert "Gari" in tiny("food", "list").out


def test_a_home_that_does_not_exist_still_answers(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("K2CLI_CACHE", "XDG_CACHE_HOME")}
    environment |= {"HOME": "/proc/nobody", "K2CLI_DATA": str(Path(__file__).parent / "tiny")}
    done = subprocess.run(
        [sys.executable, "-m", "k2cli", "interactions", "warfarin"],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "MAJOR" in done.stdout


def test_a_closed_pipe_ends_quietly() -> None:
    environment = {**os.environ, "K2CLI_DATA": str(Path(__file__).parent / "tiny")}
    first = subprocess.Popen(
        [sys.executable, "-m", "k2cli", "claim", "show", "k2-mends-hips"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert first.stdout is not None
    assert first.stderr is not None
    first.stdout.close()
    assert first.stderr.read() == b""
    first.stderr.close()
    first.wait()


def test_completion_offers_names_of_the_data(tiny: Run) -> None:
    from k2cli.cli.options import _completed

    assert _completed("agent")("warf") == ["warfarin", "warfarin sodium"]
    assert "Natto (fermented soybeans)" in _completed("food")("nat")


def test_version_tells_code_and_data(shipped: Run) -> None:
    from k2cli import __version__

    out = shipped("--version").out
    assert re.fullmatch(rf"k2cli {re.escape(__version__)}, data [0-9a-f]{{12}}\n", out)


def test_no_color_is_honoured(tiny: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = tiny("interactions", "warfarin", "--format", "terminal").out
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", out)


def test_a_claim_that_was_retracted_can_be_filtered_for(tiny: Run) -> None:
    found = json.loads(tiny("claim", "search", "--retracted", "--json").out)["result"]["hits"]
    assert [hit["id"] for hit in found] == ["k2-mends-hips"]
