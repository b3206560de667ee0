"""k2cli interactions"""

from __future__ import annotations

from typing import TYPE_CHECKING

from k2cli.cli.group import group
from k2cli.cli.options import AgentNames, FormatOption, JsonOption, KbOption, NoColorOption
from k2cli.render import Format

if TYPE_CHECKING:
    from k2cli.answers import Answer

app = group()


@app.command()
def interactions(
    name: AgentNames,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show what is recorded for a medicine, condition, supplement, food or nutrient; two names give the pair.

    Never take silence for safety: an unknown name, a name nobody assessed, and a pair looked into
    without finding anything are three different answers, and each says which it is.

    Examples: k2cli interactions warfarin · k2cli interactions Coumadin natto ·
    k2cli interactions "can I take K2 with apixaban"
    """
    from k2cli.ask.interactions import interactions as ask
    from k2cli.cli.show import answer, words

    answer(lambda store: ask(store, words(name)), kb, format, json, no_color, _code)


def _code(found: Answer) -> int:
    """The most cautious of the answers decides: not recognised, then not assessed."""
    from k2cli.answers import InteractionsAnswer
    from k2cli.errors import NOT_RECOGNISED, NOTHING_FOUND

    assert isinstance(found, InteractionsAnswer)
    states = {answer.state for answer in found.answers}
    if states & {"not-recognised", "asked-back", "ambiguous"}:
        return NOT_RECOGNISED
    if "not-assessed" in states or (found.pairs_not_assessed and not found.pairs):
        return NOTHING_FOUND
    return 0
