"""k2cli ask"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from k2cli.cli.group import group
from k2cli.cli.options import FormatOption, JsonOption, KbOption, NoColorOption
from k2cli.render import Format

if TYPE_CHECKING:
    from k2cli.answers import Answer

app = group()


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION…", help="A question in plain words.")],
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Ask one question in plain words: foods, claims, interactions and nutrients, whichever it names.

    Says first how the question was understood. Names that are not recognised are said, never passed over.

    Examples: k2cli ask "can I eat natto with Coumadin" · k2cli ask "does K2 unclog arteries"
    """
    from k2cli.ask.question import ask as ask_question
    from k2cli.cli.show import answer, words

    answer(lambda store: ask_question(store, words(question)), kb, format, json, no_color, _code)


def _code(found: Answer) -> int:
    """A name that was not recognised decides, then whether anything was found at all."""
    from k2cli.answers import AskAnswer
    from k2cli.cli.interactions import _code as interactions_code
    from k2cli.errors import NOT_RECOGNISED, NOTHING_FOUND

    assert isinstance(found, AskAnswer)
    if found.not_recognised:
        return NOT_RECOGNISED
    if found.interactions is not None:
        return interactions_code(found.interactions)
    answered = found.foods or found.nutrients or (found.claims and found.claims.hits)
    return 0 if answered else NOTHING_FOUND
