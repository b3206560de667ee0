"""k2cli claim"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from k2cli.cli.check import check
from k2cli.cli.group import group
from k2cli.cli.listing import add_list
from k2cli.cli.options import FormatOption, JsonOption, KbOption, LimitOption, NoColorOption, Words
from k2cli.render import Format

if TYPE_CHECKING:
    from k2cli.answers import Answer

app = group("What is claimed, and does it hold.")

_DEFAULT_LIMIT = 5


@app.command()
def search(
    words: Words = None,
    nutrient: Annotated[str | None, typer.Option(help="Only claims about this nutrient or form.")] = None,
    outcome: Annotated[str | None, typer.Option(help="Only claims about this outcome.")] = None,
    verdict: Annotated[str | None, typer.Option(help="Only this verdict, e.g. contradicted.")] = None,
    certainty: Annotated[
        str | None, typer.Option(help="Only this certainty: high, moderate, low, very-low.")
    ] = None,
    code: Annotated[str | None, typer.Option(help="Only claims that fall short this way, e.g. G01.")] = None,
    retracted: Annotated[
        bool, typer.Option("--retracted", help="Only claims with retracted work behind them.")
    ] = False,
    limit: LimitOption = _DEFAULT_LIMIT,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Search claims: what is said, the verdict, how certain, and the caveats.

    Examples: k2cli claim search depression · k2cli claim search "does K2 unclog arteries" ·
    k2cli claim search --retracted
    """
    from k2cli.ask.claims import claim_search
    from k2cli.cli.show import answer
    from k2cli.cli.show import words as cleaned

    filters = {
        facet: value
        for facet, value in (
            ("nutrient", nutrient),
            ("outcome", outcome),
            ("verdict", verdict),
            ("certainty", certainty),
            ("code", code),
            ("retracted", "yes" if retracted else None),
        )
        if value is not None
    }
    answer(
        lambda store: claim_search(store, cleaned(words), filters, limit or _DEFAULT_LIMIT),
        kb,
        format,
        json,
        no_color,
        _code,
    )


def _code(found: Answer) -> int:
    from k2cli.answers import ClaimSearch
    from k2cli.errors import NOTHING_FOUND

    assert isinstance(found, ClaimSearch)
    return 0 if found.hits else NOTHING_FOUND


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id a search shows.")],
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show everything on a claim: findings, evidence for and against, retractions, sources, history.

    Example: k2cli claim show k2-cuts-vertebral-and-hip-fractures
    """
    from k2cli.ask.claims import load_claim
    from k2cli.cli.show import answer, words

    answer(lambda store: load_claim(store, words([id])[0]), kb, format, json, no_color)


app.command()(check)
add_list(app, "claim", "k2cli claim list --contains fracture")
