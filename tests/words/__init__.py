"""A small base for reading questions, compiled in memory."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from k2cli.index.store import Store

HERE = Path(__file__).parent


def words_store() -> Store:
    """The base of this folder, compiled."""
    from k2cli.index.compile import compile_base
    from k2cli.kb.load import load
    from k2cli.kb.rules import blocking

    base = load([HERE / "base.yaml"])
    assert not [str(p) for p in (*base.problems, *blocking(base))]
    memory = sqlite3.connect(":memory:")
    compile_base(base, memory, {"digest": "words", "version": "0", "files": "[]"})
    return Store(memory, "in memory", "words", [HERE])
