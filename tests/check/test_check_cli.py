"""`k2cli claim check` from the outside: codes, formats, filters, permissions."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import Run

TEXT = """# Why K2

K2 unclogs your arteries. K2 activates osteocalcin.

Trials did not show that K2 slows bone loss.

Stop your warfarin once you take K2.
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "draft.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def findings(out: str) -> list[dict[str, Any]]:
    rows = json.loads(out)["result"]["findings"]
    assert isinstance(rows, list)
    return rows


def test_findings_have_file_line_and_column(article: Path, shipped: Run) -> None:
    ran = shipped("claim", "check", "draft.md", "--json")
    places = [(f["file"], f["line"], f["column"], f["result"]) for f in findings(ran.out)]
    assert list(dict.fromkeys(places)) == [
        ("draft.md", 7, 1, "dangerous"),
        ("draft.md", 3, 1, "wrong"),
        ("draft.md", 3, 27, "in-line"),
        ("draft.md", 5, 1, "in-line"),
    ]


def test_a_check_ends_with_0_and_with_6_where_it_shall_fail(article: Path, shipped: Run) -> None:
    assert shipped("claim", "check", "draft.md").code == 0
    assert shipped("claim", "check", "draft.md", "--fail-on", "wrong,dangerous").code == 6
    assert shipped("claim", "check", "--said", "The kettle is hot.", "--fail-on", "any").code == 0


def test_a_sentence_can_be_said(shipped: Run) -> None:
    ran = shipped("claim", "check", "--said", "K2 melts plaque out of arteries")
    assert "k2-reverses-calcification" in ran.out
    assert "contradicted" in ran.out


def test_standard_input_is_read(shipped: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"K2 unclogs arteries.")))
    assert "<stdin>:1:1: wrong" in shipped("claim", "check", "-").out


def test_a_folder_is_opened_and_other_files_are_left_out(article: Path, shipped: Run) -> None:
    (article.parent / "x.png").write_bytes(b"\x00")
    (article.parent / ".hidden.md").write_text("K2 unclogs arteries.")
    result = json.loads(shipped("claim", "check", str(article.parent), "--json").out)["result"]
    assert [Path(f["name"]).name for f in result["files"]] == ["draft.md"]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ((), 2), (("no-such-file.md",), 2), (("draft.md", "--select", "nonsense"), 2), (("draft.md", "--said", "x"), 2),
        (("--said", " "), 2), (("draft.md", "--ignore", "D03"), 2), (("draft.md", "--ignore", "dangerous"), 2),
        (("draft.md", "--fail-on", "nonsense"), 2), (("draft.md", "--config", "none.toml"), 5), (("bad.txt",), 5),
    ],
)  # fmt: skip
def test_mistakes_end_in_one_clear_message(
    article: Path, shipped: Run, argv: tuple[str, ...], code: int
) -> None:
    (article.parent / "bad.txt").write_bytes(b"caf\xe9")
    ran = shipped("claim", "check", *argv)
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("k2cli: ")


def test_select_and_ignore_keep_dangers(article: Path, shipped: Run) -> None:
    only = findings(shipped("claim", "check", "draft.md", "--select", "wrong", "--json").out)
    assert list(dict.fromkeys(f["result"] for f in only)) == ["dangerous", "wrong"]
    without = findings(shipped("claim", "check", "draft.md", "--ignore", "vitamin-k2", "--json").out)
    assert {f["result"] for f in without} == {"dangerous"}


def test_what_is_not_mentioned_is_told(shipped: Run) -> None:
    ran = shipped("claim", "check", "--said", "K2 is good for your bones.")
    assert "O01 no word on warfarin" in ran.out
    ran = shipped("claim", "check", "--said", "K2 is good for your bones. Not for people on warfarin.")
    assert "O01" not in ran.out


def test_silence_is_not_approval(shipped: Run) -> None:
    assert "is not approved" in shipped("claim", "check", "--said", "The kettle is hot.").out


def test_explain_shows_the_evidence(shipped: Run) -> None:
    plain = shipped("claim", "check", "--said", "K2 unclogs arteries.").out
    assert "Sources" not in plain
    assert "Sources" in shipped("claim", "check", "--said", "K2 unclogs arteries.", "--explain").out


def test_a_comment_with_a_reason_allows_and_is_listed(article: Path, shipped: Run) -> None:
    article.write_text(
        "<!-- k2cli: allow k2-reverses-calcification because we quote the advertisement -->\nK2 unclogs arteries.\n"
    )
    ran = shipped("claim", "check", "draft.md", "--fail-on", "wrong")
    assert ran.code == 0
    assert "we quote the advertisement" in ran.out


def test_a_comment_allows_only_its_own_block(article: Path, shipped: Run) -> None:
    article.write_text(
        "K2 unclogs arteries. <!-- k2cli: allow k2-reverses-calcification because quoted -->\n\nK2 unclogs arteries.\n"
    )
    result = json.loads(shipped("claim", "check", "draft.md", "--json").out)["result"]
    assert ([f["line"] for f in result["allowed"]], [f["line"] for f in result["findings"]]) == ([1], [3])


def test_a_comment_without_a_reason_allows_nothing(article: Path, shipped: Run) -> None:
    article.write_text("<!-- k2cli: allow k2-reverses-calcification -->\nK2 unclogs arteries.\n")
    ran = shipped("claim", "check", "draft.md", "--fail-on", "wrong")
    assert ran.code == 6
    assert "gives no reason" in ran.out


def test_plain_text_and_pages_can_hold_comments_too(article: Path, shipped: Run) -> None:
    note = "k2cli: allow k2-reverses-calcification because quoted"
    for name, body in (
        ("a.txt", f"{note}\nK2 unclogs arteries.\n"),
        ("a.html", f"<main><!-- {note} --><p>K2 unclogs arteries.</p></main>"),
    ):
        (article.parent / name).write_text(body)
        assert shipped("claim", "check", name, "--fail-on", "wrong").code == 0, name


def test_a_danger_is_allowed_only_by_its_own_code(article: Path, shipped: Run) -> None:
    for what, code in (("vitamin-k2", 6), ("dangerous", 6), ("d03", 0)):
        article.write_text(f"<!-- k2cli: allow {what} because quoted -->\nStop your warfarin.\n")
        assert shipped("claim", "check", "draft.md", "--fail-on", "dangerous").code == code, what


@pytest.mark.parametrize("name", ["k2cli.toml", "pyproject.toml"])
def test_configuration_allows_with_a_reason(article: Path, shipped: Run, name: str) -> None:
    head = "tool.k2cli." if name == "pyproject.toml" else ""
    (article.parent / name).write_text(
        f'[{head}check]\nfail-on = ["wrong"]\n[[{head}check.allow]]\nwhat = "k2-reverses-calcification"\n'
        'files = ["draft.md"]\nwords = "unclogs"\nreason = "quoted on purpose"\n'
    )
    ran = shipped("claim", "check", "draft.md")
    assert ran.code == 0
    assert "quoted on purpose" in ran.out
    (article.parent / "other.md").write_text("K2 unclogs arteries.")
    assert shipped("claim", "check", "other.md").code == 6


def test_configuration_without_a_reason_is_refused(article: Path, shipped: Run) -> None:
    (article.parent / "k2cli.toml").write_text('[[check.allow]]\nwhat = "G05"\n')
    ran = shipped("claim", "check", "draft.md")
    assert ran.code == 5
    assert "reason" in ran.err


def test_sarif_is_valid_and_has_places(article: Path, shipped: Run) -> None:
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0-part.json").read_text("utf-8"))
    log = json.loads(shipped("claim", "check", "draft.md", "--format", "sarif").out)
    jsonschema.validate(log, schema)
    first = log["runs"][0]["results"][0]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 7


def test_github_annotations_are_one_line_each_and_escaped(article: Path, shipped: Run) -> None:
    article.write_text("K2 unclogs arteries: 100% sure.\n")
    lines = shipped("claim", "check", "draft.md", "--format", "github").out.splitlines()
    assert lines[0].startswith(
        "::error file=draft.md,line=1,endLine=1,col=1,endColumn=32,title=G05 k2-reverses-calcification::"
    )
    assert "100%25 sure" in lines[0]
    assert all(line.startswith("::") for line in lines)


@pytest.mark.parametrize("format", ["terminal", "plain", "json", "markdown", "sarif", "github"])
def test_no_format_lets_an_escape_sequence_through(article: Path, shipped: Run, format: str) -> None:
    article.write_text("K2 unclogs \x1b[31marteries\x1b[0m \x07\u202e\u009b31m.\n", encoding="utf-8")
    out = shipped("claim", "check", "draft.md", "--format", format, "--no-color").out
    assert not set(out) & set("\x1b\x07\u202e\u009b")


@pytest.mark.parametrize("format", ["terminal", "plain", "json", "markdown", "sarif", "github"])
def test_every_format_shows_the_note_and_the_caveat(article: Path, shipped: Run, format: str) -> None:
    out = " ".join(
        shipped("claim", "check", "draft.md", "--format", format)
        .out.replace("┃", " ")
        .replace("│", " ")
        .split()
    )
    assert "not medical advice" in out
    assert "clinic that manages your INR" in out.replace("\\", "")


def test_markdown_serves_other_commands(shipped: Run) -> None:
    for argv in (
        ("food", "lookup", "natto"),
        ("claim", "show", "k2-lessens-depression"),
        ("interactions", "warfarin"),
    ):
        out = shipped(*argv, "--format", "markdown").out
        assert "not medical advice" in out
        assert "> [!CAUTION]" in out


def test_ten_thousand_words_touch_the_index_only(article: Path, shipped: Run) -> None:
    import subprocess

    article.write_text(TEXT * 300)
    probe = (
        "import sys; from k2cli.cli import main; main(['claim','check','draft.md','--json']); "
        "sys.stderr.write(' '.join(m for m in ('yaml','pydantic','rich','justhtml') if m in sys.modules))"
    )
    shipped("claim", "check", "--said", "warm the cache")
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
