"""k2cli nutrient, mechanism, source, agent, interaction, outcome, caveat, explain, changes"""

from __future__ import annotations

from typing import Annotated

import typer

from k2cli.cli.group import group
from k2cli.cli.listing import add_list
from k2cli.cli.options import (
    FormatOption,
    GapCode,
    JsonOption,
    KbOption,
    LimitOption,
    MechanismNames,
    NoColorOption,
    NutrientNames,
)
from k2cli.render import Format

nutrient_app = group("Nutrients and their forms: intakes, limits, safety.")
mechanism_app = group("How it works, step by step, and where each was shown.")
source_app = group("Sources, where they stand, and what leans on them.")
agent_app = group("Names that `interactions` knows.")
interaction_app = group("Recorded interactions.")
outcome_app = group("Outcomes, from markers to events.")
caveat_app = group("Safety notes that travel with answers.")


explain_app = group()
changes_app = group()


@nutrient_app.command("show")
def nutrient_show(
    name: NutrientNames,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show a nutrient or form: what it is, reference intakes, upper levels, safety.

    Example: k2cli nutrient show MK-7
    """
    from k2cli.ask.references import nutrient
    from k2cli.cli.show import answer, words

    answer(lambda store: nutrient(store, words(name)), kb, format, json, no_color)


@mechanism_app.command("show")
def mechanism_show(
    name: MechanismNames,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show a mechanism as a chain of steps, with the level each was shown at.

    Example: k2cli mechanism show vitamin K cycle
    """
    from k2cli.ask.references import mechanism
    from k2cli.cli.show import answer, words

    answer(lambda store: mechanism(store, words(name)), kb, format, json, no_color)


@source_app.command("show")
def source_show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Source id, DOI or PMID.")],
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show a source: what it is, how it was read, whether it stands, and everything that leans on it.

    Example: k2cli source show cockayne-2006
    """
    from k2cli.ask.references import source
    from k2cli.cli.show import answer, words

    answer(lambda store: source(store, words([id])[0]), kb, format, json, no_color)


@explain_app.command()
def explain(
    code: GapCode = None,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Explain a gap code: a way in which sentences fall short of what was shown. Without a code, list all.

    Example: k2cli explain G01
    """
    from k2cli.ask.references import gap, listing
    from k2cli.cli.show import answer, words

    asked = words([code])[0] if code else None
    answer(
        lambda store: gap(store, asked) if asked else listing(store, "gap", "", None),
        kb,
        format,
        json,
        no_color,
    )


@changes_app.command()
def changes(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only from this date on, e.g. 2026-11-01.")
    ] = None,
    limit: LimitOption = None,
    format: FormatOption = Format.auto,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """List what changed in claims and interactions, newest first, and why.

    Example: k2cli changes --since 2026-11-01
    """
    from k2cli.ask.references import changes as ask
    from k2cli.cli.show import answer

    answer(lambda store: ask(store, since, limit), kb, format, json, no_color)


add_list(nutrient_app, "nutrient", "k2cli nutrient list")
add_list(mechanism_app, "mechanism", "k2cli mechanism list")
add_list(source_app, "source", "k2cli source list --contains retracted")
add_list(agent_app, "agent", "k2cli agent list --contains statin")
add_list(interaction_app, "interaction", "k2cli interaction list --contains calcium")
add_list(outcome_app, "outcome", "k2cli outcome list")
add_list(caveat_app, "caveat", "k2cli caveat list")
