"""k2cli food"""

from __future__ import annotations

from typing import TYPE_CHECKING

from k2cli.cli.group import group
from k2cli.cli.listing import add_list
from k2cli.cli.options import FoodNames, FormatOption, JsonOption, KbOption, NoColorOption
from k2cli.render import Format

if TYPE_CHECKING:
    from k2cli.answers import Answer

app = group("What is in a food.")


@app.command()
def lookup(
    name: FoodNames,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show each vitamer and mineral of a food, per 100 g and per serving, with every figure's source.

    Examples: k2cli food lookup natto · k2cli food lookup egg yolk · k2cli food lookup cheese
    """
    from k2cli.ask.foods import food_lookup
    from k2cli.cli.show import answer, words

    answer(lambda store: food_lookup(store, words(name)), kb, format, json, no_color, _code)


def _code(found: Answer) -> int:
    from k2cli.answers import Lookup
    from k2cli.errors import NOT_RECOGNISED

    assert isinstance(found, Lookup)
    return NOT_RECOGNISED if found.unsettled else 0


add_list(app, "food", "k2cli food list --contains cheese")
