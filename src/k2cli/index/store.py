"""Opens the index of a knowledge base: from the cache when it is there and whole, else compiled.

The file is named by the digest of every byte of YAML and by the code's schema number, written aside and
renamed. Two processes that compile at once write the same content under the same name. A cache that
can't be read is rebuilt; one that can't be written is done without: the index is then kept in memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from k2cli import __version__
from k2cli.errors import BaseInvalid
from k2cli.paths import cache_dir, shipped_data

# Raise when compiled content changes its shape or meaning; old files are then simply not found.
SCHEMA = 7
_KEEP = 4


class Store:
    """A compiled index, read only."""

    def __init__(self, connection: sqlite3.Connection, where: str, digest: str, bases: list[Path]) -> None:
        self._connection = connection
        self.where = where
        self.digest = digest
        self.bases = bases

    def rows(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        """Rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def doc(self, kind: str, id_: str) -> bytes | None:
        """The stored JSON of an answer, or None."""
        row = self._connection.execute(
            "select doc from docs where kind = ? and id = ?", (kind, id_)
        ).fetchone()
        return None if row is None else row[0]

    def meta(self, key: str) -> str:
        """A value of `meta`; empty if there is none."""
        row = self._connection.execute("select value from meta where key = ?", (key,)).fetchone()
        return "" if row is None else row[0]

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


def bases_of(overlays: Sequence[str]) -> list[Path]:
    """The shipped base and the overlays on top, in order."""
    return [shipped_data(), *(Path(overlay).expanduser() for overlay in overlays)]


def _yaml_files(base: Path) -> list[str]:
    # kb.load.files_of says the same with pathlib and good messages; this runs on every lookup and must
    # not import pydantic, and an empty or missing base is left for the loader to complain about.
    try:
        if not base.is_dir():
            return [str(base)]
        with os.scandir(base) as entries:
            return sorted(e.path for e in entries if e.name.endswith((".yaml", ".yml")) and e.is_file())
    except OSError:
        return [str(base)]


def digest_of(bases: Sequence[Path]) -> str:
    """Digest of the files of `bases`, their order and the code's schema. Missing files count as missing."""
    try:
        # The same function without hashlib's 2 ms for loading OpenSSL.
        from _blake2 import blake2b
    except ImportError:  # another Python than CPython
        from hashlib import blake2b

    digest = blake2b(f"{__version__} {SCHEMA}".encode(), digest_size=16)
    for base in bases:
        digest.update(b"\x00base")
        for file in _yaml_files(base):
            try:
                with open(file, "rb") as opened:
                    content = opened.read()
            except OSError:
                content = b"\x00missing"
            digest.update(f"\x00{os.path.basename(file)}\x00{len(content)}\x00".encode())
            digest.update(content)
    return digest.hexdigest()


def open_store(overlays: Sequence[str] = ()) -> Store:
    """The index of the shipped base with `overlays` laid on top.

    Raises BaseInvalid, with every problem, when a record can't be used.
    """
    bases = bases_of(overlays)
    digest = digest_of(bases)
    folder = cache_dir()
    path = folder / f"index-{SCHEMA}-{digest}.sqlite" if folder else None
    if path is not None and (found := _open_whole(path)):
        return Store(found, str(path), digest, bases)
    return _compile(bases, digest, path)


def _open_whole(path: Path) -> sqlite3.Connection | None:
    try:
        # immutable: no locks and no journal look-ups; the file is never changed once renamed into place.
        connection = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None
    try:
        if connection.execute("select value from meta where key = 'complete'").fetchone():
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _compile(bases: list[Path], digest: str, path: Path | None) -> Store:
    # late: a lookup that finds its index never loads pydantic or yaml
    from k2cli.index.compile import compile_base
    from k2cli.kb.load import load
    from k2cli.kb.rules import blocking

    base = load(bases)
    problems = [*base.problems, *blocking(base)]
    if problems:
        count = len(problems)
        raise BaseInvalid(
            f"the knowledge base has {count} problem{'s' if count > 1 else ''} and can't be used; "
            "mend the lines above, then run `k2cli kb check`",
            tuple(str(p) for p in problems),
        )
    info = {
        "digest": digest,
        "version": __version__,
        "files": msgspec.json.encode([str(f) for f in base.files]).decode(),
    }
    if path is not None:
        aside = path.with_suffix(f".{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.unlink(missing_ok=True)
            connection = sqlite3.connect(aside)
            try:
                connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
                compile_base(base, connection, info)
            finally:
                connection.close()
            os.replace(aside, path)
            _tidy(path.parent, keep=path)
            if found := _open_whole(path):
                return Store(found, str(path), digest, bases)
        except (OSError, sqlite3.Error):
            # A full disk or a folder that may not be written is no reason not to answer.
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
    memory = sqlite3.connect(":memory:")
    compile_base(base, memory, info)
    return Store(memory, "in memory (the cache folder can't be written)", digest, bases)


def _tidy(folder: Path, keep: Path) -> None:
    """Removes all but the newest indexes; another process may remove the same files."""
    try:
        found = sorted(folder.glob("index-*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return
    for old in found[_KEEP:]:
        if old != keep:
            try:
                old.unlink(missing_ok=True)
            except OSError:
                return
