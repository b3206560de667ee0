"""What a rule is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from k2cli.kb.load import Loaded

if TYPE_CHECKING:
    from k2cli.index.joins import Joins

Path = tuple[str | int, ...]


class Offence(NamedTuple):
    """A place where a rule is broken: record by key and position, field by path."""

    key: str
    row: int
    path: Path
    message: str


class Rule(NamedTuple):
    """A named demand on a base."""

    name: str
    demands: str
    check: Callable[[View], Iterator[Offence]]
    blocks: bool


class View:
    """Records with the look-ups that rules share."""

    def __init__(self, base: Loaded) -> None:
        self.base = base

    def of(self, key: str) -> Iterator[tuple[int, Any]]:
        """Records of a key with their positions."""
        return enumerate(self.base.records[key])

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """Ids by key."""
        return {
            key: {record.id for record in records if hasattr(record, "id")}
            for key, records in self.base.records.items()
        }

    @cached_property
    def by_id(self) -> dict[str, dict[str, Any]]:
        """Records by key and id."""
        return {
            key: {record.id: record for record in records if hasattr(record, "id")}
            for key, records in self.base.records.items()
        }

    @cached_property
    def joins(self) -> Joins:
        """The same joins the index uses, so that a rule sees what a reader would."""
        from k2cli.index.joins import Joins  # late: index imports kb

        return Joins(self.base)


def rule(
    registry: list[Rule], *, blocks: bool = False
) -> Callable[[Callable[[View], Iterator[Offence]]], Callable[[View], Iterator[Offence]]]:
    """Registers a function as a rule under its own name; its docstring says what it demands."""

    def register(function: Callable[[View], Iterator[Offence]]) -> Callable[[View], Iterator[Offence]]:
        name = function.__name__.replace("_", "-")
        demands = (function.__doc__ or "").strip().splitlines()[0]
        registry.append(Rule(name, demands, function, blocks))
        return function

    return register


def texts(record: BaseModel) -> Iterator[tuple[Path, str]]:
    """Every text of a record with its path."""
    yield from _texts(record, ())


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
