"""The command line: parses, asks, shows. The one place where an error becomes a message."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from k2cli.cli.group import HELP
from k2cli.errors import INTERRUPTED, BaseInvalid, K2Error

# Only the noun that is asked for is imported and built: building all thirty commands costs 25 ms, half
# a lookup. `--help` builds them all.
_COMMANDS = {
    "ask": ("k2cli.cli.ask", "app"),
    "food": ("k2cli.cli.food", "app"),
    "claim": ("k2cli.cli.claim", "app"),
    "interactions": ("k2cli.cli.interactions", "app"),
    "nutrient": ("k2cli.cli.references", "nutrient_app"),
    "mechanism": ("k2cli.cli.references", "mechanism_app"),
    "source": ("k2cli.cli.references", "source_app"),
    "agent": ("k2cli.cli.references", "agent_app"),
    "interaction": ("k2cli.cli.references", "interaction_app"),
    "outcome": ("k2cli.cli.references", "outcome_app"),
    "caveat": ("k2cli.cli.references", "caveat_app"),
    "explain": ("k2cli.cli.references", "explain_app"),
    "changes": ("k2cli.cli.references", "changes_app"),
    "kb": ("k2cli.cli.kb", "app"),
}


class _Nouns(TyperGroup):
    """The top level: commands by name, imported when asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = typer.main.get_command(getattr(import_module(module), name))
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Nouns,
    no_args_is_help=True,
    # rich help and tracebacks cost 80 ms and hide the plain text that docs and tests read.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
)


def _version(asked: bool) -> None:
    if asked:
        from k2cli import __version__
        from k2cli.index.store import bases_of, digest_of

        sys.stdout.write(f"k2cli {__version__}, data {digest_of(bases_of(()))[:12]}\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show code and data version.")
    ] = False,
) -> None:
    """What was really shown about vitamin K2 and the nutrients around bone, vessels and mood.

    Works offline; nothing you ask leaves this machine. Not medical advice.

    Examples: k2cli food lookup natto · k2cli claim search depression · k2cli interactions warfarin
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code."""
    try:
        app(args=list(sys.argv[1:] if argv is None else argv), prog_name="k2cli")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except BaseInvalid as error:
        for problem in error.problems:
            _tell(problem)
        _tell(f"k2cli: {error}")
        return error.code
    except K2Error as error:
        _tell(f"k2cli: {error}")
        return error.code
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _tell(message: str) -> None:
    from k2cli.names import clean

    sys.stderr.write(clean(message) + "\n")
