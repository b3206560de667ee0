"""Foods to answers: figures of one kind side by side, spans, portions, shares, what was not analysed."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.evidence.amounts import convert, per_portion, span
from k2cli.index.joins import Joins
from k2cli.kb.records import Amount, Food, Nutrient
from k2cli.vocabulary import AmountState

# Forms whose absence is worth saying: people ask for them, and tables leave them out.
_ASKED_FOR = ("vitamin-k1", "mk-4", "mk-5", "mk-6", "mk-7", "mk-8", "mk-9", "mk-10", "vitamin-d", "calcium", "magnesium", "boron")  # fmt: skip


def food_answer(food: Food, joins: Joins, claims: list[str]) -> a.FoodAnswer:
    """The whole food as it is shown. `claims` are ids of claims that speak of it."""
    order = {nutrient.id: place for place, nutrient in enumerate(joins.base.nutrients)}
    groups: dict[tuple[str, tuple[str, ...]], list[Amount]] = {}
    for amount in food.amounts:
        groups.setdefault((amount.nutrient, tuple(sorted(amount.counts))), []).append(amount)
    lines = [
        _line(joins.nutrients[nutrient], list(counts), amounts, food, joins)
        for (nutrient, counts), amounts in sorted(
            groups.items(), key=lambda item: (order.get(item[0][0], 99), item[0][1])
        )
    ]
    analysed = {line.nutrient for line in lines if line.state != "not-analysed"}
    nutrients = {amount.nutrient for amount in food.amounts}
    for nutrient in list(nutrients):
        nutrients.update(joins.ancestors(nutrient))
    return a.FoodAnswer(
        id=food.id,
        name=food.name,
        group=joins.link(food.group, "food_groups"),
        names=[name for names in food.names.values() for name in names],
        ids=list(food.ids),
        note=food.note,
        caveats=joins.caveats(foods=[food.id]),
        amounts=lines,
        not_analysed=[
            joins.link(n, "nutrients") for n in _ASKED_FOR if n not in analysed and n in joins.nutrients
        ],
        servings=[a.ServingView(s.name, s.grams, joins.source(s.source)) for s in food.servings],
        disagreements=[
            a.DisagreementView(d.id, d.topic, d.text, joins.source_lines(d.sources))
            for d in joins.base.disagreements
            if food.id in d.foods or (not d.foods and nutrients & set(d.nutrients))
        ],
        claims=joins.links(claims, "claims"),
    )


def _line(
    nutrient: Nutrient, counts: list[str], amounts: list[Amount], food: Food, joins: Joins
) -> a.AmountLine:
    unit = nutrient.unit
    figures: list[a.Figure] = []
    spans: list[tuple[AmountState, float | None, float | None]] = []
    for amount in amounts:
        value, low, high = (_per_100(x, amount) for x in (amount.value, amount.low, amount.high))
        # Molar or international units stay apart in their own line unit.
        if amount.unit is not None and amount.unit != unit and not _mass(amount.unit, unit):
            unit = amount.unit
        elif amount.unit is not None:
            value, low, high = (
                None if x is None else convert(x, amount.unit, unit) for x in (value, low, high)
            )
        figures.append(
            a.Figure(
                state=amount.state,
                value=value,
                low=low,
                high=high,
                unit=unit if amount.unit else None,
                country=amount.country,
                method=amount.method,
                n=amount.n,
                read=amount.read,
                note=amount.note,
                source=joins.source(amount.source),
            )
        )
        spans.append((amount.state, low if low is not None and value is None else value,
                      high if high is not None and value is None else value))  # fmt: skip
    spanned = span(spans)
    portions = [
        a.PortionAmount(
            s.name, s.grams, per_portion(spanned.low, s.grams), per_portion(spanned.high, s.grams)
        )
        for s in food.servings
    ]
    return a.AmountLine(
        nutrient=nutrient.id,
        short=nutrient.short,
        name=nutrient.name,
        counts=counts,
        counts_text=_counts_text(nutrient, counts, joins),
        state=spanned.state,
        low=spanned.low,
        high=spanned.high,
        unit=unit,
        imputed_left_out=spanned.left_out,
        portions=portions,
        shares=_shares(nutrient, counts, unit, portions, joins),
        figures=figures,
    )


def _mass(*units: str) -> bool:
    return all(unit in ("ng", "µg", "mg", "g") for unit in units)


def _per_100(value: float | None, amount: Amount) -> float | None:
    return None if value is None else round(value * 100 / amount.per, 6)


def _counts_text(nutrient: Nutrient, counts: list[str], joins: Joins) -> str:
    """'counts K1 + MK-4 to MK-13': three or more menaquinones in a row are told by their ends."""
    if not counts:
        return "what it counts was not said" if nutrient.id in ("vitamin-k", "vitamin-k2") else ""
    order = list(joins.nutrients)
    names = [joins.nutrients[c].short for c in sorted(counts, key=order.index)]
    parts: list[str] = []
    run: list[str] = []
    for name in [*names, ""]:
        if run and not _follows(run[-1], name):
            parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run
            run = []
        run.append(name)
    return "counts " + " + ".join(parts)


def _follows(one: str, other: str) -> bool:
    first, second = one.removeprefix("MK-"), other.removeprefix("MK-")
    return first.isdigit() and second.isdigit() and int(second) == int(first) + 1


def _shares(
    nutrient: Nutrient, counts: list[str], unit: str, portions: list[a.PortionAmount], joins: Joins
) -> list[a.Share]:
    # A reference intake exists for the nutrient it was set for and for nothing else: never for one form
    # of it, and never for a sum that counts more or less than it (an intake of K2 was never set).
    shares: list[a.Share] = []
    if counts and nutrient.id != "vitamin-k":
        return shares
    intakes = [r for r in nutrient.reference_intakes if r.default and r.per == "day"]
    for portion in portions[:1]:
        if not portion.high or portion.low is None:
            continue
        for intake in intakes:
            if not _mass(intake.unit, unit):
                continue
            whole = convert(intake.value, intake.unit, unit)
            shares.append(
                a.Share(
                    serving=portion.serving,
                    authority=intake.authority,
                    kind=intake.kind,
                    group=intake.group,
                    value=intake.value,
                    unit=intake.unit,
                    percent_low=100 * portion.low / whole,
                    percent_high=100 * portion.high / whole,
                    counts=intake.counts,
                )
            )
    return shares
