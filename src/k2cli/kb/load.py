"""Files to records: merges every YAML file by top-level key and lays overlays on top.

A base is a folder (its `*.yaml`, in name order) or a single file. Bases are laid one on another:
a record of a later base replaces the one with the same id; within one base an id may stand once.
All problems of all files are collected before anything is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from k2cli.errors import BaseInvalid
from k2cli.kb.records import KnowledgeBase, Record
from k2cli.kb.yaml_io import Document, Mark, YamlProblem, read

KEYS: tuple[str, ...] = tuple(KnowledgeBase.model_fields)


@dataclass(frozen=True)
class Problem:
    """One offence: where, in which record, what is wrong and what to do."""

    mark: Mark
    record: str
    message: str
    rule: str = "shape"

    def __str__(self) -> str:
        where = f" {self.record}:" if self.record else ""
        return f"{self.mark}:{where} {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Place:
    """Where a record was written, so that a message can point at one of its fields."""

    document: Document
    path: tuple[str | int, ...]

    def mark(self, *path: str | int) -> Mark:
        """The place of a field of the record."""
        return self.document.mark(*self.path, *path)


@dataclass
class Loaded:
    """Checked records of all bases, and where each was written."""

    records: dict[str, list[Any]]
    places: dict[tuple[str, int], Place]
    files: list[Path]
    problems: list[Problem] = field(default_factory=list)

    def __getattr__(self, key: str) -> list[Any]:
        if key in KEYS:
            return self.records[key]
        raise AttributeError(key)

    def place(self, key: str, index: int) -> Place:
        """Where record `index` of `key` was written."""
        return self.places[key, index]


def files_of(base: Path) -> list[Path]:
    """The YAML files of a base, in name order. Raises BaseInvalid if there are none."""
    if base.is_dir():
        found = sorted(p for p in base.iterdir() if p.suffix in (".yaml", ".yml") and p.is_file())
        if not found:
            raise BaseInvalid(f"'{base}' holds no .yaml file; give a folder or file of k2cli records.")
        return found
    if base.is_file():
        return [base]
    raise BaseInvalid(f"no file or folder '{base}'; check the path given to --kb or K2CLI_KB.")


@cache
def _adapter(key: str) -> TypeAdapter[Record]:
    return TypeAdapter(get_args(KnowledgeBase.model_fields[key].annotation)[0])


def load(bases: Sequence[Path]) -> Loaded:
    """Records of `bases`, later ones laid over earlier ones. Problems are in the result, not raised.

    Raises BaseInvalid where a base can't be opened at all.
    """
    merged: dict[str, dict[str, tuple[Record, Place]]] = {key: {} for key in KEYS}
    problems: list[Problem] = []
    files: list[Path] = []
    for base in bases:
        here: dict[tuple[str, str], Mark] = {}
        for path in files_of(base):
            files.append(path)
            shown = _shown(path)
            try:
                document = read(path, shown)
            except YamlProblem as problem:
                problems.append(Problem(problem.mark, "", problem.message))
                continue
            except OSError as error:
                problems.append(Problem(Mark(shown, 1, 1), "", f"can't be read: {error.strerror}"))
                continue
            for key, name, record, place in _records(document, problems):
                if name in merged[key] and (key, name) in here:
                    problems.append(
                        Problem(
                            place.mark("id"),
                            f"{key} {name}",
                            f"this id stands already at {here[key, name]}; ids are unique in a base",
                            "one-id",
                        )
                    )
                    continue
                here[key, name] = place.mark("id")
                merged[key][name] = (record, place)
    records: dict[str, list[Any]] = {}
    places: dict[tuple[str, int], Place] = {}
    for key, named in merged.items():
        records[key] = [record for record, _ in named.values()]
        for index, (_, place) in enumerate(named.values()):
            places[key, index] = place
    return Loaded(records, places, files, problems)


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _records(document: Document, problems: list[Problem]) -> Iterable[tuple[str, str, Record, Place]]:
    data = document.data
    if data is None:
        return
    if not isinstance(data, dict):
        problems.append(
            Problem(document.mark(), "", f"the top level must be a mapping with keys among {', '.join(KEYS)}")
        )
        return
    for key, rows in data.items():
        if key not in KEYS:
            problems.append(
                Problem(document.mark(key), "", f"unknown top-level key '{key}'; known are {', '.join(KEYS)}")
            )
            continue
        if not isinstance(rows, list):
            problems.append(Problem(document.mark(key), "", f"'{key}' must be a list of records"))
            continue
        for index, row in enumerate(rows):
            place = Place(document, (key, index))
            name = row.get("id") if isinstance(row, dict) else None
            try:
                record = _adapter(key).validate_python(row)
            except ValidationError as error:
                for item in error.errors(include_url=False, include_context=False):
                    path = tuple(step for step in item["loc"] if not _is_union_tag(step))
                    problems.append(
                        Problem(
                            place.mark(*path),
                            f"{key} {name or index + 1}",
                            f"{_dotted(path)}{_plain_message(item)}",
                        )
                    )
                continue
            yield key, str(getattr(record, "id", None) or f"{document.file}:{key}:{index}"), record, place


def _is_union_tag(step: str | int) -> bool:
    return isinstance(step, str) and ("[" in step or step in ("float", "int", "str", "none"))


def _dotted(path: tuple[str | int, ...]) -> str:
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else step)
    return f"{out}: " if out else ""


def _plain_message(item: Any) -> str:
    kind, given = item["type"], item.get("input")
    shown = f" (it is {given!r:.60})" if not isinstance(given, dict | list) else ""
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "no such field; see data/README.md for the fields of this record"
    if kind == "string_type":
        return f"must be text; put quotes around it{shown}"
    return f"{item['msg'][0].lower()}{item['msg'][1:]}{shown}"
