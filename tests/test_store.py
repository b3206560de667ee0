"""The compiled index: found, rebuilt, done without; never stale, never half."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from k2cli.errors import BaseInvalid
from k2cli.index.store import SCHEMA, digest_of, open_store
from tests.conftest import TINY

BASE = (TINY / "base.yaml").read_text(encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base and a cache of one's own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "base.yaml").write_text(BASE, encoding="utf-8")
    monkeypatch.setenv("K2CLI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("K2CLI_CACHE", str(tmp_path / "cache"))
    return tmp_path


def indexes(here: Path) -> list[Path]:
    return sorted((here / "cache").glob("*.sqlite"))


def claims() -> int:
    store = open_store()
    try:
        return int(store.rows("select count(*) from docs where kind = 'claim'")[0][0])
    finally:
        store.close()


def test_the_second_opening_finds_the_first_one_s_file(here: Path) -> None:
    claims()
    before = indexes(here)[0].stat()
    claims()
    assert indexes(here)[0].stat().st_mtime_ns == before.st_mtime_ns


def test_a_changed_byte_of_yaml_makes_a_new_index(here: Path) -> None:
    claims()
    data = here / "data" / "base.yaml"
    data.write_text(BASE.replace("K2 lifts depression.", "K2 lifts low moods."), encoding="utf-8")
    store = open_store()
    assert b"low moods" in (store.doc("claim", "k2-lifts-mood") or b"")
    assert len(indexes(here)) == 2


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 2000])
def test_a_damaged_index_is_rebuilt(here: Path, damage: bytes) -> None:
    expected = claims()
    indexes(here)[0].write_bytes(damage)
    assert claims() == expected


def test_a_half_written_index_is_not_taken_for_one(here: Path) -> None:
    expected = claims()
    with sqlite3.connect(indexes(here)[0]) as half:
        half.execute("delete from meta where key = 'complete'")
        half.execute("delete from docs where kind = 'claim'")
    half.close()
    assert claims() == expected


def test_a_truncated_index_is_rebuilt_or_answers_whole(here: Path) -> None:
    expected = claims()
    path = indexes(here)[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert claims() == expected


def test_a_cache_that_can_t_be_made_is_done_without(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("K2CLI_CACHE", str(here / "file" / "below"))
    store = open_store()
    assert "in memory" in store.where
    assert store.doc("food", "natto")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_is_done_without(here: Path) -> None:
    (here / "cache").mkdir()
    (here / "cache").chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "in memory" in open_store().where


def test_an_invalid_base_tells_all_problems_and_leaves_no_index(here: Path) -> None:
    bent = BASE.replace("kind: fact", "kind: rumour").replace("parent: vitamin-k2", "parent: vitamin-q")
    (here / "data" / "base.yaml").write_text(bent, encoding="utf-8")
    with pytest.raises(BaseInvalid) as caught:
        open_store()
    assert any("rumour" in p for p in caught.value.problems)
    assert any("vitamin-q" in p for p in caught.value.problems)
    assert not indexes(here)


def test_the_digest_knows_names_order_and_content(tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("x", encoding="utf-8")
    two.write_text("y", encoding="utf-8")
    assert digest_of([one, two]) != digest_of([two, one])
    before = digest_of([tmp_path])
    two.rename(tmp_path / "c.yaml")
    assert digest_of([tmp_path]) != before


def test_two_processes_that_compile_at_once_both_answer(here: Path) -> None:
    argv = [sys.executable, "-m", "k2cli", "claim", "list", "--format", "plain"]
    racing = [subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    outs = [p.communicate(timeout=60) for p in racing]
    assert [p.returncode for p in racing] == [0, 0, 0], outs
    assert len({out for out, _ in outs}) == 1
    assert len(indexes(here)) == 1
    assert not list((here / "cache").glob("*.new"))


def test_what_is_compiled_has_the_schema_number_it_was_given(here: Path, snapshot: SnapshotAssertion) -> None:
    """Fails when compiled content changed: raise SCHEMA in index/store.py, then update the snapshot."""
    from hashlib import blake2b

    store = open_store()
    digest = blake2b(digest_size=8)
    for row in store.rows("select kind, id, name, about, doc from docs order by kind, id"):
        digest.update(repr(row).encode())
    for table in ("names", "bags", "held", "touches", "facets"):
        digest.update(repr(store.rows(f"select * from {table} order by 1, 2")).encode())
    assert (SCHEMA, digest.hexdigest()) == snapshot
