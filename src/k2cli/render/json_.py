"""JSON: the answer as it is, with a schema number and the medical note. Keys are an interface."""

from __future__ import annotations

import msgspec

from k2cli import __version__
from k2cli.answers import SCHEMA, Answer
from k2cli.render.pages.common import MEDICAL_NOTE


def to_json(answer: Answer) -> str:
    """`answer` as indented JSON that ends in a line break, safe to show on a terminal."""
    body = {
        "schema": SCHEMA,
        "k2cli": __version__,
        "answer": type(answer).__name__,
        "note": MEDICAL_NOTE,
        "result": answer,
    }
    text = msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
    return safe(text) + "\n"


def safe(text: str) -> str:
    """JSON text without characters that could steer a terminal."""
    # JSON escapes C0 controls itself; C1 controls and direction overrides can still steer a terminal.
    if text.isascii() or text.replace("\n", "").isprintable():
        return text
    return "".join(
        c if c == "\n" or c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else "\ufffd"
        for c in text
    )
