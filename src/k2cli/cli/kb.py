"""k2cli kb"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from k2cli.cli.group import group
from k2cli.cli.options import FormatOption, JsonOption, KbOption, NoColorOption
from k2cli.render import Format

app = group("The knowledge base: check it, look at it.")


@app.command()
def check(
    base: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR|FILE]…", help="Laid on the shipped base, in order.")
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Check the given base by itself.")] = False,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Check every rule and show all problems at once, with file, line, column and record.

    Examples: k2cli kb check · k2cli kb check my-base/ · k2cli kb check --alone my-base/
    """
    from k2cli.cli.options import overlays
    from k2cli.cli.show import show
    from k2cli.errors import INVALID
    from k2cli.kb.report import report

    found = report([str(b) for b in base or ()] or overlays(kb), alone)
    show(found, format, json, no_color)
    if found.problems:
        raise typer.Exit(INVALID)


@app.command()
def info(
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show versions, digest, counts, and where data and index are.

    Example: k2cli kb info
    """
    from k2cli.ask.references import info as ask
    from k2cli.cli.show import answer

    answer(lambda store: ask(store), kb, format, json, no_color)


@app.command()
def rules(
    format: FormatOption = Format.auto, json: JsonOption = False, no_color: NoColorOption = False
) -> None:
    """List every rule that `kb check` applies.

    Example: k2cli kb rules
    """
    from k2cli.cli.show import show
    from k2cli.kb.report import rule_list

    show(rule_list(), format, json, no_color)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records, for editors that complete and check YAML.

    Example: k2cli kb schema > k2cli.schema.json
    """
    import sys

    from k2cli.kb.schema import schema_text

    sys.stdout.write(schema_text())
