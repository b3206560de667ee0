"""Writes the table of fields into data/README.md and the JSON Schema beside it, from the models."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

HERE = Path(__file__).parent
README = HERE / "README.md"
SCHEMA = HERE / "k2cli.schema.json"
START, END = "<!-- fields: made by `python data/make_fields.py` -->", "<!-- end of fields -->"


def table() -> str:
    """One list of fields for each kind of record and each part of one."""
    from k2cli.kb import records
    from k2cli.kb.records import KnowledgeBase, Record

    parts: list[str] = []
    top = {get_args(f.annotation)[0]: key for key, f in KnowledgeBase.model_fields.items()}
    models = [m for m in vars(records).values() if isinstance(m, type) and issubclass(m, Record)]
    for model in models:
        if model in (Record, KnowledgeBase):
            continue
        key = f" (`{top[model]}:`)" if model in top else ""
        first = (model.__doc__ or "").strip().splitlines()[0]
        rows = [
            f"- `{field.alias or name}`{'' if not field.is_required() else ' *'}: {field.description}"
            for name, field in model.model_fields.items()
        ]
        parts.append(f"### {model.__name__}{key}\n\n{first}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def readme() -> str:
    """data/README.md with its table of fields made anew."""
    before, _, rest = README.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{table()}\n{END}{after}"


if __name__ == "__main__":
    from k2cli.kb.schema import schema_text

    if "--check" in sys.argv:
        sys.exit(
            README.read_text(encoding="utf-8") != readme()
            or SCHEMA.read_text(encoding="utf-8") != schema_text()
        )
    README.write_text(readme(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
