"""Amounts, doses and reference intakes: form, unit, state and plausible size."""

from __future__ import annotations

from collections.abc import Iterator

from k2cli.evidence.amounts import convert
from k2cli.kb.records import Dose
from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule

RULES: list[Rule] = []
_SUMS = ("vitamin-k", "vitamin-k2")


@rule(RULES)
def state_and_value_agree(view: View) -> Iterator[Offence]:
    """Measured and imputed amounts have a figure and unit; zero is 0; trace and not-analysed have none."""
    for index, food in view.of("foods"):
        for i, amount in enumerate(food.amounts):
            figures = [x for x in (amount.value, amount.low, amount.high) if x is not None]
            wrong = None
            if amount.state in ("measured", "imputed"):
                if not figures:
                    wrong = f"'{amount.state}' without a value; say trace, zero or not-analysed"
                elif max(figures) == 0 and amount.state == "measured":
                    wrong = "'measured' 0 is 'zero' (analysed) or 'trace'"
                elif amount.unit is None:
                    wrong = "a figure without a unit"
            elif amount.state == "zero":
                if any(figures):
                    wrong = f"'zero' with the value {max(figures)}"
            elif figures:
                wrong = f"'{amount.state}' with the value {max(figures)}; it carries none"
            if wrong:
                yield Offence("foods", index, ("amounts", i), wrong)


@rule(RULES)
def low_value_high_in_order(view: View) -> Iterator[Offence]:
    """Low ≤ value ≤ high."""
    for index, food in view.of("foods"):
        for i, amount in enumerate(food.amounts):
            figures = [x for x in (amount.low, amount.value, amount.high) if x is not None]
            if figures != sorted(figures):
                yield Offence("foods", index, ("amounts", i), f"not in order: {figures}")


@rule(RULES)
def units_fit_the_nutrient(view: View) -> Iterator[Offence]:
    """An amount is in a unit that can stand beside the nutrient's own."""
    units = {n.id: n.unit for n in view.base.nutrients}
    for index, food in view.of("foods"):
        for i, amount in enumerate(food.amounts):
            if amount.unit in (None, "µg PKeq"):
                continue
            try:
                convert(1, amount.unit, units[amount.nutrient])
            except ValueError:
                yield Offence(
                    "foods", index, ("amounts", i, "unit"),
                    f"{amount.unit} can't stand beside {units[amount.nutrient]} of {amount.nutrient}",
                )  # fmt: skip


@rule(RULES)
def no_thousandfold_slip(view: View) -> Iterator[Offence]:
    """An amount above the nutrient's plausible ceiling is confirmed in the record."""
    nutrients = {n.id: n for n in view.base.nutrients}
    for index, food in view.of("foods"):
        for i, amount in enumerate(food.amounts):
            nutrient = nutrients[amount.nutrient]
            if nutrient.ceiling is None or amount.unit in (None, "µg PKeq") or amount.confirmed:
                continue
            try:
                per_100 = [
                    convert(x, amount.unit, nutrient.unit) * 100 / amount.per
                    for x in (amount.low, amount.value, amount.high)
                    if x is not None
                ]
            except ValueError:
                continue
            if per_100 and max(per_100) > nutrient.ceiling:
                yield Offence(
                    "foods", index, ("amounts", i, "value"),
                    f"{max(per_100):g} {nutrient.unit} of {nutrient.short} per 100 g is above {nutrient.ceiling:g}; "
                    "mg taken for µg? If it is right, say why in `confirmed`",
                )  # fmt: skip


@rule(RULES)
def sums_say_what_they_count(view: View) -> Iterator[Offence]:
    """A "vitamin K" or "K2" of a table says which forms it counts, or that this was not said."""
    for index, food in view.of("foods"):
        for i, amount in enumerate(food.amounts):
            if amount.nutrient in _SUMS and not amount.counts and not amount.note:
                yield Offence(
                    "foods", index, ("amounts", i, "counts"),
                    f"what does this {amount.nutrient} count? give `counts`, or a `note` that it was not said",
                )  # fmt: skip
            if amount.nutrient not in _SUMS and amount.counts:
                yield Offence("foods", index, ("amounts", i, "counts"), "only a sum counts several forms")


def _doses(view: View) -> Iterator[tuple[str, int, Path, Dose]]:
    for index, source in view.of("sources"):
        for i, dose in enumerate(source.doses):
            yield "sources", index, ("doses", i), dose
    for index, interaction in view.of("interactions"):
        for i, threshold in enumerate(interaction.thresholds):
            yield "interactions", index, ("thresholds", i, "dose"), threshold.dose


@rule(RULES)
def doses_are_whole(view: View) -> Iterator[Offence]:
    """Every dose has a form, a unit and an amount or a range in order."""
    for key, index, path, dose in _doses(view):
        if dose.amount is None and dose.low is None and dose.high is None:
            yield Offence(
                key,
                index,
                path,
                "a dose without an amount; give `amount`, `low` (at least) or `high` (up to)",
            )
        if dose.low is not None and dose.high is not None and dose.low > dose.high:
            yield Offence(key, index, path, f"low {dose.low} is above high {dose.high}")


@rule(RULES)
def doses_are_plausible(view: View) -> Iterator[Offence]:
    """No dose of vitamin K is above 100 mg a day, and no menaquinone but MK-4 is given in milligrams."""
    family = {
        n.id for n in view.base.nutrients if n.id == "vitamin-k" or "vitamin-k" in view.joins.ancestors(n.id)
    }
    for key, index, path, dose in _doses(view):
        most = max((x for x in (dose.amount, dose.low, dose.high) if x is not None), default=None)
        if dose.nutrient not in family or most is None or dose.unit not in ("ng", "µg", "mg", "g"):
            continue
        milligrams = convert(most, dose.unit, "mg")
        if milligrams > 100 or (
            dose.nutrient.startswith("mk-") and dose.nutrient != "mk-4" and milligrams >= 2
        ):
            yield Offence(key, index, path, f"{most:g} {dose.unit} of {dose.nutrient}: mg taken for µg?")


@rule(RULES)
def servings_are_portions(view: View) -> Iterator[Offence]:
    """A serving weighs between 0.2 g and 1 kg, and each name stands once in a food."""
    for index, food in view.of("foods"):
        seen: set[str] = set()
        for i, serving in enumerate(food.servings):
            if not 0.2 <= serving.grams <= 1000:
                yield Offence("foods", index, ("servings", i, "grams"), f"a serving of {serving.grams:g} g?")
            if serving.name in seen:
                yield Offence("foods", index, ("servings", i, "name"), f"'{serving.name}' stands twice")
            seen.add(serving.name)


@rule(RULES)
def no_intake_nobody_gave(view: View) -> Iterator[Offence]:
    """No reference intake stands on vitamin K2 or a menaquinone: no authority has set one."""
    for index, nutrient in view.of("nutrients"):
        if nutrient.reference_intakes and (
            nutrient.id == "vitamin-k2" or "vitamin-k2" in view.joins.ancestors(nutrient.id)
        ):
            yield Offence(
                "nutrients", index, ("reference_intakes",),
                "no authority has set an intake for K2 or any menaquinone; it belongs to vitamin-k or vitamin-k1",
            )  # fmt: skip
        if not nutrient.reference_intakes and not nutrient.no_intake_note and nutrient.parent is None:
            yield Offence("nutrients", index, ("id",), "no reference intake and no `no_intake_note`")


@rule(RULES)
def upper_level_or_none_set(view: View) -> Iterator[Offence]:
    """An upper level has a unit; where none is set, the note says why."""
    for index, nutrient in view.of("nutrients"):
        for i, level in enumerate(nutrient.upper_levels):
            if (level.value is None) != (level.unit is None):
                yield Offence("nutrients", index, ("upper_levels", i), "value and unit go together")
            if level.value is None and not level.note:
                yield Offence("nutrients", index, ("upper_levels", i), "none set: say why in `note`")
