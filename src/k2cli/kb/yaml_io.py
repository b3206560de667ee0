"""The only module that knows YAML.

Plain scalars follow YAML 1.2: `no` and `12:30` stay text, only true/false are booleans. Duplicate
keys, anchors, tags and more than one document are refused. Every value can be traced back to its
line and column through the node tree, which is walked only when a message needs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MAX_DEPTH = 40
MAX_BYTES = 256 * 1024 * 1024

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
# Text that YAML 1.1 readers take for something else; kept as text here, so quoting is optional.


@dataclass(frozen=True)
class Mark:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class YamlProblem(Exception):
    """A file that isn't the YAML we read, with the place."""

    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
# The C composer is about eight times faster than the Python one.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _TooDeep(Exception):
    """Raised at the node (or None) in which nesting went too deep."""


class _Loader(_Base):  # type: ignore[misc]
    """Counts depth while composing: the C composer recurses without a limit, deep input would crash it."""

    depth = 0

    def descend_resolver(self, node: yaml.Node | None, _: object) -> None:
        """Called by the composer on its way into every node."""
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise _TooDeep(node)

    def ascend_resolver(self) -> None:
        """Called by the composer on its way out."""
        self.depth -= 1


class Document:
    """A parsed file: plain values in `data`, and the place of any of them."""

    def __init__(self, file: str, node: yaml.Node | None) -> None:
        self.file = file
        self._node = node
        self.data: Any = None if node is None else self._value(node, 0, set())

    def mark(self, *path: str | int) -> Mark:
        """The place of the value at `path`, or of the nearest enclosing one that exists."""
        node = self._node
        if node is None:
            return Mark(self.file, 1, 1)
        shown = node
        for step in path:
            found: yaml.Node | None = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        found = value
                        # a value is best shown where it stands, a block where its key stands
                        shown = value if value.start_mark.line == key.start_mark.line else key
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = shown = node.value[step]
            if found is None:
                break
            node = found
        return self._mark(shown)

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _value(self, node: yaml.Node, depth: int, seen: set[int]) -> Any:
        if depth > MAX_DEPTH:
            raise YamlProblem(self._mark(node), f"nested more than {MAX_DEPTH} levels deep")
        # An alias gives the same node object twice; sharing is how a few lines grow to gigabytes.
        if id(node) in seen:
            raise YamlProblem(self._mark(node), "anchors and aliases are not used here; write it out")
        seen.add(id(node))
        if node.tag not in _TAGS:
            raise YamlProblem(self._mark(node), f"the tag '{node.tag}' is not used here; write plain values")
        if isinstance(node, yaml.ScalarNode):
            if node.style in (None, ""):
                return _plain(node.value)
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, depth + 1, seen) for item in node.value]
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlProblem(self._mark(key), "a key must be a plain word")
            if key.value in result:
                raise YamlProblem(self._mark(key), f"'{key.value}' stands twice in one record; keep one")
            result[key.value] = self._value(value, depth + 1, seen)
        return result


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    # Python refuses longer ones; no figure here comes near.
    if len(text) > 400:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def read(path: Path, shown: str) -> Document:
    """The document in `path`; `shown` is how messages name the file.

    Raises YamlProblem for anything that isn't one plain YAML document, OSError if unreadable.
    """
    if path.stat().st_size > MAX_BYTES:
        raise YamlProblem(Mark(shown, 1, 1), "the file is larger than 256 MB")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise YamlProblem(Mark(shown, line, column), "not UTF-8 text; save the file as UTF-8") from None
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        message = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
        position = getattr(error, "position", None)
        if at is None and isinstance(position, int):
            line = text.count("\n", 0, position) + 1
            column = position - (text.rfind("\n", 0, position) + 1) + 1
        raise YamlProblem(Mark(shown, line, column), f"not valid YAML: {message}") from None
    except _TooDeep as error:
        at = getattr(error.args[0], "start_mark", None)
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        raise YamlProblem(Mark(shown, line, column), f"nested more than {MAX_DEPTH} levels deep") from None
    return Document(shown, node)
