"""What every group of commands has in common."""

from __future__ import annotations

import typer

HELP = {"help_option_names": ["-h", "--help"]}


def group(help: str | None = None) -> typer.Typer:
    """A group of commands, or, with no help of its own, the place of a single command."""
    made = typer.Typer(
        no_args_is_help=help is not None,
        help=help,
        context_settings=HELP,
        # Completion is installed at the top; rich help would load rich for a page of plain text.
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    if help is not None:
        # A group with one command would become that command; an empty callback keeps it a group.
        made.callback()(lambda: None)
    return made
