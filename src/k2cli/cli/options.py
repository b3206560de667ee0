"""Options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

from k2cli.render import Format


def _completed(*kinds: str):  # type: ignore[no-untyped-def]  # typer wants a plain function of one argument
    def names(incomplete: str) -> list[str]:
        """Names of the base that begin with what was typed."""
        from k2cli.ask.references import complete
        from k2cli.errors import K2Error
        from k2cli.index.store import open_store

        try:
            return complete(open_store(_from_environment()), kinds, incomplete)
        except K2Error:
            return []

    return names


def _from_environment() -> list[str]:
    import os

    return [part for part in os.environ.get("K2CLI_KB", "").split(os.pathsep) if part]


def overlays(kb: list[str] | None) -> list[str]:
    """Overlays given by option, else by the environment."""
    return kb if kb else _from_environment()


FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", help="auto, terminal, plain, json or markdown; auto is plain in a pipe."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
KbOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kb",
        metavar="DIR|FILE",
        help="Lay a knowledge base of your own on top: adds records, or replaces them by id. "
        "Repeatable; also K2CLI_KB.",
    ),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")]
LimitOption = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Show at most so many.")]
FoodNames = Annotated[
    list[str],
    typer.Argument(metavar="NAME…", help="A food.", autocompletion=_completed("food", "food-group")),
]
AgentNames = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME…",
        help="Medicines, classes, conditions, supplements, foods or nutrients.",
        autocompletion=_completed("agent", "nutrient"),
    ),
]
NutrientNames = Annotated[
    list[str],
    typer.Argument(metavar="NAME…", help="A nutrient or form.", autocompletion=_completed("nutrient")),
]
MechanismNames = Annotated[
    list[str], typer.Argument(metavar="NAME…", help="A mechanism.", autocompletion=_completed("mechanism"))
]
GapCode = Annotated[
    str | None, typer.Argument(metavar="[CODE]", help="A gap code or name.", autocompletion=_completed("gap"))
]
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS…]", help="Words, or a whole question.")]
Contains = Annotated[str, typer.Option("--contains", help="Only those with this text.")]
