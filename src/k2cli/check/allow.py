"""Findings that an editor has looked at and allows, each with a reason.

In a text: a comment `<!-- k2cli: allow WHAT because REASON -->` (in plain text a line that begins with
`k2cli: allow`), for the sentence before it on its line, else for the block that follows. In `k2cli.toml` or under
`[tool.k2cli]` of pyproject.toml: a `[[check.allow]]` with `what`, `reason` and, if wanted, `files` and `words`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from k2cli.check.blocks import Allow
from k2cli.errors import BaseInvalid

COMMENT = re.compile(
    r"k2cli:\s*allow\s+([\w,.-]{2,200})\s*(?:because\s+|[:—–-]+\s+)?([^\n]{0,400})", re.IGNORECASE
)
_KEYS = {"select", "ignore", "fail-on", "allow", "encoding"}


def comment(text: str, start: int, end: int) -> Allow | None:
    """The permission in a comment, or None. A comment without a reason allows nothing; it is told as a problem."""
    found = COMMENT.search(text[:800])
    if not found:
        return None
    reason = found[2].strip().removesuffix("-->").strip(" -*/")
    return Allow(found[1].lower(), reason, start, end)


class Rule(NamedTuple):
    """An entry of the configuration."""

    what: str
    reason: str
    files: tuple[str, ...]
    words: str


class Settings(NamedTuple):
    """What a configuration file says about checks."""

    path: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    allow: tuple[Rule, ...] = ()
    encoding: str | None = None


def settings(start: Path) -> Settings:
    """Settings of the nearest `k2cli.toml`, or `[tool.k2cli]` of the nearest pyproject.toml, from `start` upwards.

    Raises BaseInvalid for a file that can't be read or says what nobody understands.
    """
    for folder in (start, *start.parents):
        for name in ("k2cli.toml", "pyproject.toml"):
            path = folder / name
            if not path.is_file():
                continue
            body = _body(path)
            if body is None:
                continue
            return _settings(str(path), body)
        if (folder / ".git").exists():
            break
    return Settings("")


def settings_of(path: Path) -> Settings:
    """Settings of a file that was named. Raises BaseInvalid as `settings` does, also when it says nothing."""
    body = _body(path)
    if body is None:
        raise BaseInvalid(f"'{path}' has no [tool.k2cli]")
    return _settings(str(path), body)


def _body(path: Path) -> Any:
    import tomllib  # late: most checks run where no such file is

    try:
        body: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeError, ValueError, RecursionError) as error:
        raise BaseInvalid(f"'{path}' can't be read: {error}") from None
    return body.get("tool", {}).get("k2cli") if path.name == "pyproject.toml" else body


def _settings(path: str, body: Any) -> Settings:
    check = body.get("check", {}) if isinstance(body, dict) else None
    if not isinstance(check, dict):
        raise BaseInvalid(f"'{path}': [check] must be a table")
    if unknown := sorted(set(check) - _KEYS):
        raise BaseInvalid(f"'{path}': check.{unknown[0]} is not known; it can be {', '.join(sorted(_KEYS))}")

    def words(key: str) -> tuple[str, ...]:
        value = check.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise BaseInvalid(f"'{path}': check.{key} must be a list of words")
        return tuple(value)

    rules: list[Rule] = []
    entries = check.get("allow", [])
    if not isinstance(entries, list):
        raise BaseInvalid(f"'{path}': write each permission under [[check.allow]]")
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("what"), str):
            raise BaseInvalid(f"'{path}': check.allow {place} needs `what`, e.g. a claim id")
        reason = entry.get("reason")
        if not isinstance(reason, str) or len(reason.strip()) < 4:
            raise BaseInvalid(f"'{path}': check.allow {place} ('{entry['what']}') needs a `reason` in words")
        files = entry.get("files", [])
        files = [files] if isinstance(files, str) else files
        text = entry.get("words", "")
        if (
            not isinstance(files, list)
            or not all(isinstance(x, str) for x in files)
            or not isinstance(text, str)
        ):
            raise BaseInvalid(f"'{path}': check.allow {place}: `files` is a list of patterns, `words` a text")
        rules.append(Rule(entry["what"].lower(), reason.strip(), tuple(files), text))
    encoding = check.get("encoding")
    if encoding is not None and not isinstance(encoding, str):
        raise BaseInvalid(f"'{path}': check.encoding must be a word")
    return Settings(path, words("select"), words("ignore"), words("fail-on"), tuple(rules), encoding)
