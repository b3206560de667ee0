"""The right reader for a kind of text; each is imported when it is needed."""

from __future__ import annotations

from k2cli.check.blocks import Document
from k2cli.check.source import Source


def document(source: Source) -> Document:
    """The blocks of a text, plain, Markdown or HTML."""
    if source.kind == "html":
        from k2cli.check.read_html import read_html

        return read_html(source)
    if source.kind == "markdown":
        from k2cli.check.read_markdown import read_markdown

        return read_markdown(source)
    from k2cli.check.read_text import read_text

    return read_text(source)
