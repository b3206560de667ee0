"""`list`, the same for every noun."""

from __future__ import annotations

import typer

from k2cli.cli.options import Contains, FormatOption, JsonOption, KbOption, LimitOption, NoColorOption
from k2cli.render import Format


def add_list(app: typer.Typer, noun: str, example: str) -> None:
    """Adds `list` for a noun to its commands."""

    def list_(
        contains: Contains = "",
        limit: LimitOption = None,
        format: FormatOption = Format.auto,
        json: JsonOption = False,
        kb: KbOption = None,
        no_color: NoColorOption = False,
    ) -> None:
        from k2cli.ask.references import listing
        from k2cli.cli.show import answer
        from k2cli.errors import NOTHING_FOUND

        answer(
            lambda store: listing(store, noun, contains, limit),
            kb,
            format,
            json,
            no_color,
            lambda found: 0 if getattr(found, "rows", None) else NOTHING_FOUND,
        )

    list_.__doc__ = f"List every {noun}.\n\nExample: {example}"
    app.command("list")(list_)
