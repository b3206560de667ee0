"""The JSON Schema for editors: current, and right about the shipped data."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from k2cli.kb.schema import schema_text
from tests.conftest import DATA, TINY

FILES = [*sorted(DATA.glob("*.yaml")), TINY / "base.yaml"]


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads((DATA / "k2cli.schema.json").read_text(encoding="utf-8"))


def test_the_committed_schema_is_the_models_own() -> None:
    committed = (DATA / "k2cli.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "run `python data/make_fields.py`"


def test_it_is_a_valid_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_data_file_validates(schema: Any, path: Any) -> None:
    from k2cli.kb.yaml_io import read

    data = read(path, path.name).data
    errors = [
        f"{list(e.absolute_path)}: {e.message[:100]}"
        for e in jsonschema.Draft202012Validator(schema).iter_errors(data)
    ]
    assert not errors, "\n".join(errors[:20])


def test_it_refuses_an_unknown_field(schema: Any) -> None:
    row = yaml.safe_load("topics: [{id: x, name: X, nme: y}]")
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(row))
