"""The JSON Schema of the records, made from the models."""

from __future__ import annotations

import json
from typing import Any

from k2cli.kb.records import KnowledgeBase


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a knowledge-base file."""
    made = KnowledgeBase.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "k2cli knowledge base",
        **{key: value for key, value in made.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as indented JSON that ends in a line break."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
