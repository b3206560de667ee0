"""Files become records or problems: every problem at once, each with its place, and never an exception."""

from __future__ import annotations

import datetime
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k2cli.errors import BaseInvalid
from k2cli.kb.load import KEYS, Loaded, load
from k2cli.kb.yaml_io import MAX_DEPTH, read

TOPIC = "topics:\n- {id: a, name: A}\n"
SEARCH = "searches:\n- {id: a, date: %s, question: Is it?, where: Here., found: None.}\n"


def write(folder: Path, **files: str | bytes) -> Path:
    """A base folder with these files."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def loaded(folder: Path, text: str | bytes) -> Loaded:
    """A base of one file with this text."""
    return load([write(folder / "base", one=text)])


def problem(folder: Path, text: str | bytes) -> str:
    """The only problem of a text, from the file's name on."""
    (only,) = loaded(folder, text).problems
    return str(only).removeprefix(str(only.mark).split("one.yaml")[0])


def name_of(folder: Path, written: str) -> object:
    """What a name becomes when written so."""
    (topic,) = loaded(folder, f"topics:\n- id: a\n  name: {written}\n").topics
    return topic.name


# --- scalars


@pytest.mark.parametrize(
    "written",
    ["no", "No", "yes", "on", "off", "y", "12:30", "0x1f", "0o17", "1_000", "2026-01-02", ".nan", ".inf",
     "True", "NULL", "<<", "=", "1.2.3", "1,5", "µg"],
)  # fmt: skip
def test_what_only_older_yaml_takes_for_something_else_stays_text(tmp_path: Path, written: str) -> None:
    assert name_of(tmp_path, written) == written


@pytest.mark.parametrize("written", ["'5'", '"5"', "'true'", "'~'", '"1e3"'])
def test_quotes_make_text(tmp_path: Path, written: str) -> None:
    assert name_of(tmp_path, written) == written[1:-1]


@pytest.mark.parametrize("written", ["5", "-5", "0", "1e3", "1.5", ".5", "true", "false", "null", "~"])
def test_what_yaml_1_2_takes_for_a_figure_is_no_text(tmp_path: Path, written: str) -> None:
    found = problem(tmp_path, f"topics:\n- {{id: a, name: {written}}}\n")
    assert found.startswith("one.yaml:2:17: topics a: name: must be text; put quotes around it (it is ")


@pytest.mark.parametrize(
    ("written", "value"),
    [("1e3", 1000.0), ("5", 5.0), ("-0.5", -0.5), (".5", 0.5), ("010", 10.0), ("1.", 1.0), ("5e-1", 0.5)],
)
def test_figures_are_figures(tmp_path: Path, written: str, value: float) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(f"value: {written}\n")
    assert read(path, "one.yaml").data == {"value": value}


def test_a_date_is_a_date(tmp_path: Path) -> None:
    (search,) = loaded(tmp_path, SEARCH % "2026-01-02").searches
    assert search.date == datetime.date(2026, 1, 2)


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "2026", "yesterday", "1e400", "9" * 30, "~"])
def test_what_is_no_date_is_refused(tmp_path: Path, written: str) -> None:
    assert problem(tmp_path, SEARCH % written).startswith("one.yaml:2:17: searches a: date: ")


@pytest.mark.parametrize("written", ["1e999", "-1e999", ".nan", ".inf"])
def test_no_figure_is_endless_or_no_number(tmp_path: Path, written: str) -> None:
    duration = f"{{value: {written}, unit: days}}"
    text = f"sources:\n- {{id: a, title: Long, design: notice, read: memory, duration: {duration}}}"
    assert "one.yaml:2:72: sources a: duration.value: " in problem(tmp_path, text)


def test_a_figure_of_ten_thousand_digits_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert "one.yaml:2:17" in problem(tmp_path, f"topics:\n- {{id: a, name: {'9' * 10_000}}}\n")


# --- what is no plain YAML


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("topics:\n- {id: a, name: A, id: b}\n", "2:20", "'id' stands twice in one record"),
        ("topics: []\ngaps: []\ntopics: []\n", "3:1", "'topics' stands twice"),
        ("topics:\n- &one {id: a, name: A}\n- *one\n", "2:3", "anchors and aliases are not used here"),
        ("a: &a [*a]\n", "1:4", "anchors and aliases are not used here"),
        ("topics: *nobody\n", "1:9", "undefined alias"),
        ("topics:\n- !!python/object/apply:os.system {id: a, name: A}\n", "2:3", "tag"),
        ("topics:\n- {id: a, name: !own A}\n", "2:17", "the tag '!own' is not used here"),
        ("topics: !!set {a}\n", "1:9", "the tag"),
        ("topics: []\n---\ntopics: []\n", "2:1", "another document"),
        ("topics:\n\t- {id: a, name: A}\n", "2:1", "cannot start any token"),
        ("topics: [\n", "2:1", "not valid YAML"),
        ("topics: [}\n", "1:10", "not valid YAML"),
        ("topics: 'open\n", "2:1", "not valid YAML"),
        ("topics: [\x01]\n", "1:10", "control characters are not allowed"),
        ("a\x00b", "1:2", "control characters are not allowed"),
        ('topics: ["\\ud800"]\n', "1:13", "not valid YAML"),
        ("? [a]\n: b\n", "1:3", "a key must be a plain word"),
        ("? {a: b}\n: c\n", "1:3", "a key must be a plain word"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_not_plain_yaml_is_refused_where_it_stands(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    found = problem(tmp_path, text)
    assert found.startswith(f"one.yaml:{place}: ")
    assert says in found


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    lines = ["l0: &l0 [ha, ha, ha]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert "anchors and aliases" in problem(tmp_path, "\n".join(lines))


@pytest.mark.parametrize(
    "text", [b"topics: \xff\n", "topics: [ä]\n".encode("latin-1"), "topics: []".encode("utf-16")]
)
def test_a_file_that_is_not_utf_8_is_refused_at_the_byte(tmp_path: Path, text: bytes) -> None:
    assert re.match(r"one\.yaml:1:(9|10|1): not UTF-8 text; save the file as UTF-8", problem(tmp_path, text))


def test_a_byte_order_mark_and_windows_line_ends_are_let_pass(tmp_path: Path) -> None:
    base = loaded(tmp_path, TOPIC.replace("\n", "\r\n").encode("utf-8-sig"))
    assert [t.name for t in base.topics] == ["A"]
    assert base.problems == []


def nested(levels: int) -> str:
    """A list in a list, so many deep."""
    return "a: " + "[" * levels + "]" * levels


def test_nesting_up_to_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(nested(MAX_DEPTH))
    assert "a" in read(path, "one.yaml").data


@pytest.mark.parametrize(
    "text", [nested(MAX_DEPTH + 1), "[" * 200_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000]
)
def test_nesting_beyond_the_limit_is_a_problem_however_deep(tmp_path: Path, text: str) -> None:
    assert f"nested more than {MAX_DEPTH} levels deep" in problem(tmp_path, text)


# --- shape


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "~\n", "topics: []\n", "{}\n"])
def test_an_empty_file_is_no_problem_and_no_record(tmp_path: Path, text: str) -> None:
    base = loaded(tmp_path, text)
    assert base.problems == []
    assert all(base.records[key] == [] for key in KEYS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "one.yaml:1:1: the top level must be a mapping with keys among nutrients, "),
        ("word\n", "one.yaml:1:1: the top level must be a mapping"),
        (
            "topiks:\n- {id: a, name: A}\n",
            "one.yaml:1:1: unknown top-level key 'topiks'; known are nutrients, ",
        ),
        ("topics: {id: a, name: A}\n", "one.yaml:1:9: 'topics' must be a list of records"),
        ("topics:\n", "one.yaml:1:8: 'topics' must be a list of records"),
        ("topics: [a]\n", "one.yaml:1:10: topics 1: "),
        ("topics: [[]]\n", "one.yaml:1:10: topics 1: "),
        ("topics: [null]\n", "one.yaml:1:10: topics 1: "),
        ("topics:\n- {id: a}\n", "one.yaml:2:3: topics a: name: is missing"),
        ("topics:\n- {name: A}\n", "one.yaml:2:3: topics 1: id: is missing"),
        ("topics:\n- {id: a, name: A, nmae: B}\n", "one.yaml:2:26: topics a: nmae: no such field; see "),
        ("topics:\n- {id: a, name: [A]}\n", "one.yaml:2:17: topics a: name: must be text"),
        ("topics:\n- {id: A B, name: A}\n", "one.yaml:2:8: topics A B: id: string should match pattern"),
        ("topics:\n- {id: {}, name: A}\n", "one.yaml:2:8: topics 1: id: must be text"),
        ("topics:\n- {id: a, name: A, names: {xx: [B]}}\n", "one.yaml:2:32: topics a: names.xx: "),
        ("topics:\n- id: a\n  name: A\n  names:\n    en: B\n", "one.yaml:5:9: topics a: names.en: "),
        (
            "gaps:\n- {id: a, code: 7, name: A, means: Abc, matters: Abc, example: Abc}\n",
            "one.yaml:2:17: gaps a: code: ",
        ),
        ("claims:\n- {<<: {id: a}}\n", "one.yaml:2:3: claims 1: id: is missing"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_a_wrong_shape_is_told_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    base = loaded(tmp_path, text)
    first = str(base.problems[0])
    assert first[first.index("one.yaml") :].startswith(says)
    assert base.problems[0].rule == "shape"


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    base = load([
        write(
            tmp_path / "base",
            a="topics:\n- {id: a, nmae: A}\n- {id: b, name: 5}\n- {id: c, name: C}\n",
            b="topiks: []\ngaps: {}\n",
            c="[",
            d=b"\xff",
            e="topics:\n- {id: e, name: E}\n",
        )
    ])  # fmt: skip
    assert [(Path(p.mark.file).stem, p.mark.line) for p in base.problems] == [
        ("a", 2), ("a", 2), ("a", 3), ("b", 1), ("b", 2), ("c", 2), ("d", 1),
    ]  # fmt: skip
    assert [t.id for t in base.topics] == ["c", "e"]


# --- bases


def test_a_later_base_replaces_by_id_and_adds(tmp_path: Path) -> None:
    first = write(tmp_path / "first", x="topics:\n- {id: a, name: A}\n- {id: b, name: B}\n")
    second = write(tmp_path / "second", y="topics:\n- {id: c, name: C}\n- {id: a, name: Other}\n")
    base = load([first, second])
    assert base.problems == []
    assert {t.id: t.name for t in base.topics} == {"a": "Other", "b": "B", "c": "C"}


def test_the_last_base_wins_whichever_it_is(tmp_path: Path) -> None:
    first = write(tmp_path / "first", x=TOPIC)
    second = write(tmp_path / "second", x="topics:\n- {id: a, name: Other}\n")
    assert load([second, first]).topics[0].name == "A"


def test_a_replaced_record_points_into_the_file_that_replaced_it(tmp_path: Path) -> None:
    first = write(tmp_path / "first", x=TOPIC)
    second = write(tmp_path / "second", y="\n\ntopics:\n- {id: a, name: Other}\n")
    mark = load([first, second]).place("topics", 0).mark("name")
    assert (Path(mark.file).name, mark.line, mark.column) == ("y.yaml", 4, 17)


def test_one_id_under_two_keys_is_two_records(tmp_path: Path) -> None:
    base = loaded(tmp_path, TOPIC + "food_groups:\n- {id: a, name: A}\n")
    assert base.problems == []


@pytest.mark.parametrize(
    "files", [{"x": "topics:\n- {id: a, name: A}\n- {id: a, name: B}\n"}, {"x": TOPIC, "y": TOPIC}]
)
def test_an_id_stands_once_in_a_base(tmp_path: Path, files: dict[str, str]) -> None:
    base = load([write(tmp_path / "base", **files)])
    (only,) = base.problems
    assert only.rule == "one-id"
    assert re.search(
        r"topics a: this id stands already at .*x\.yaml:2:8; ids are unique in a base", str(only)
    )
    assert [t.name for t in base.topics] == ["A"]


def test_an_id_stands_once_in_an_overlay_too(tmp_path: Path) -> None:
    first = write(tmp_path / "first", x=TOPIC)
    second = write(tmp_path / "second", x=TOPIC + "- {id: a, name: B}\n")
    assert [p.rule for p in load([first, second]).problems] == ["one-id"]


def test_records_without_an_id_all_count(tmp_path: Path) -> None:
    row = "- {lay: [a], terms: [b]}\n"
    first = write(tmp_path / "first", x="lay_words:\n" + row + row)
    second = write(tmp_path / "second", x="lay_words:\n" + row)
    assert len(load([first, second]).lay_words) == 3


def test_a_base_can_be_one_file(tmp_path: Path) -> None:
    assert load([write(tmp_path / "base", one=TOPIC) / "one.yaml"]).topics[0].id == "a"


def test_only_yaml_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = write(tmp_path / "base", b="topics:\n- {id: b, name: B}\n", a=TOPIC)
    (folder / "README.md").write_text("topics: [")
    (folder / "c.yml").write_text("topics:\n- {id: c, name: C}\n")
    (folder / "sub.yaml").mkdir()
    base = load([folder])
    assert [path.name for path in base.files] == ["a.yaml", "b.yaml", "c.yml"]
    assert [t.id for t in base.topics] == ["a", "b", "c"]


def test_a_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        BaseInvalid, match=r"no file or folder '.*nowhere'; check the path given to --kb or K2CLI_KB"
    ):
        load([tmp_path / "nowhere"])


def test_a_folder_without_yaml_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(BaseInvalid, match=r"holds no \.yaml file"):
        load([tmp_path])


# --- any text at all

_YAMLISH = st.lists(
    st.sampled_from(
        ["topics", "claims", "id", "a", ":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", "'", '"',
         "&a ", "*a", "!!x ", "|", ">", "? ", "#", "---\n", "...\n", "\t", "%YAML 1.2\n", "<<", "1e3", "~",
         "\ufeff", "\x85", "\\x"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(text=st.one_of(st.text(max_size=200), _YAMLISH, st.builds("{}{}".format, st.just(TOPIC), _YAMLISH)))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_problems_or_records(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = loaded(Path(folder), text.encode("utf-8", "surrogatepass"))
    lines = (
        text.count("\n")
        + text.count("\r")
        + text.count("\x85")
        + text.count("\u2028")
        + text.count("\u2029")
        + 2
    )
    assert all(1 <= p.mark.line <= lines and p.mark.column >= 1 and p.message for p in base.problems)
    assert set(base.records) == set(KEYS)


@given(raw=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_problems_or_records(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = loaded(Path(folder), raw)
    assert all(str(p) for p in base.problems)


_ID = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)


@given(first=st.sets(_ID, max_size=5), second=st.sets(_ID, max_size=5))
@settings(max_examples=60, deadline=None)
def test_bases_laid_one_on_another_hold_every_id_once(first: set[str], second: set[str]) -> None:
    def text(ids: set[str], name: str) -> str:
        return "topics:" + ("".join(f"\n- {{id: '{i}', name: {name}}}" for i in sorted(ids)) or " []")

    with tempfile.TemporaryDirectory() as folder:
        base = load([
            write(Path(folder) / "one", x=text(first, "First")),
            write(Path(folder) / "two", x=text(second, "Second")),
        ])  # fmt: skip
    expected = dict.fromkeys(first, "First") | dict.fromkeys(second, "Second")
    assert base.problems == []
    assert {t.id: t.name for t in base.topics} == expected
    assert len(base.topics) == len(expected)
