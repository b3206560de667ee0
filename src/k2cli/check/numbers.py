"""Doses and amounts, read with unit and form, and compared with what is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from k2cli.check.lexicon import FoodRange, Hit
from k2cli.check.words import Word

_NUMBER = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_AMOUNT = re.compile(
    rf"(?<![\w.])(?:(?P<low>{_NUMBER})\s*(?:-|–|—|to|bis|and)\s*)?(?P<value>{_NUMBER})[\s-]*"
    r"(?P<unit>micrograms?|mikrogramm|mcg|µg|μg|ug|milligrams?|mg|grams?|g|IU|I\.U\.|international units)(?![\w/]*kg\b)(?!\w)",
    re.IGNORECASE,
)
_PER_100 = re.compile(
    r"(?:per|/|in|pro)\s*100\s*(?:g\b|grams?|gm)|\b100\s*(?:g|grams?)\s+(?:of|contain|has|have|hold|provide|give)",
    re.IGNORECASE,
)
_MICRO = {"microgram", "micrograms", "mikrogramm", "mcg", "µg", "μg", "ug"}
_MILLI = {"milligram", "milligrams", "mg"}

MK7_MOST = 1000.0  # µg; the largest daily dose of MK-7 in the trials of the base is 375 to 720 µg


class Amount(NamedTuple):
    """A dose in µg (or IU), as it is written."""

    low: float
    value: float
    unit: str
    start: int
    end: int

    @property
    def micrograms(self) -> float | None:
        """The value in µg; None for IU."""
        return (
            {"µg": 1.0, "mg": 1000.0, "g": 1_000_000.0}[self.unit] * self.value if self.unit != "IU" else None
        )


class Slip(NamedTuple):
    """Something wrong with a number: a code, what is wrong, and the words."""

    code: str
    name: str
    text: str
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """Every amount of a sentence, in order."""
    out: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        unit = match["unit"].lower().replace("μ", "µ")
        unit = (
            "µg"
            if unit in _MICRO or unit == "µg"
            else "mg"
            if unit in _MILLI
            else "g"
            if unit.startswith("g")
            else "IU"
        )
        value = _value(match["value"])
        low = _value(match["low"]) if match["low"] else value
        out.append(Amount(min(low, value), value, unit, match.start(), match.end()))
    return out


def _value(text: str) -> float:
    text = text.replace(" ", "").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return float(text.replace(",", "."))


def slips(
    text: str,
    words: Sequence[Word],
    hits: Sequence[Hit],
    over: frozenset[str],
    foods: dict[str, list[FoodRange]],
) -> list[Slip]:
    """What is wrong with the numbers of a sentence."""
    found = amounts(text)
    if not found:
        return []
    concepts = {h.concept for h in hits} | over
    if not concepts & {"k2", "mk-7", "mk-4", "vitamin-k", "k1"}:
        return []
    at: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        at.setdefault(hit.concept, []).append((words[hit.first].start, words[hit.last].end))
    out: list[Slip] = []
    per_100 = _PER_100.search(text)
    named_foods = [h.concept for h in hits if h.concept in foods]
    for amount in found:
        micro = amount.micrograms
        form = _form(text, amount, at, over)
        if micro is None or form is None:
            continue
        says = text[amount.start : amount.end]
        if named_foods and (per_100 or len(set(named_foods)) == 1) and amount.unit != "g":
            if per_100 and (slip := _food(amount, says, form, named_foods[0], foods)):
                out.append(slip)
            elif (
                not per_100
                and amount.unit == "mg"
                and form in ("k2", "mk-7", "vitamin-k", "k1")
                and amount.value >= 0.5
            ):
                out.append(
                    Slip(
                        "N01",
                        "milligrams for micrograms",
                        f"'{says}': foods hold micrograms of vitamin K (µg, mcg), not milligrams",
                        amount.start,
                        amount.end,
                    )
                )
            continue
        if amount.unit == "g":
            continue
        if form == "mk-7" and amount.unit == "mg" and amount.value >= 20 and amount.value <= 1000:
            if 30 <= amount.value <= 50:
                out.append(
                    Slip(
                        "N02",
                        "a dose of MK-4 given to MK-7",
                        f"'{says}': 45 mg is the prescription dose of MK-4 in Japan; trials of MK-7 gave 45 to 720 µg",
                        amount.start,
                        amount.end,
                    )
                )
            else:
                out.append(
                    Slip(
                        "N01",
                        "milligrams for micrograms",
                        f"'{says}' of MK-7 is a thousand times what trials gave ({amount.value:g} µg?)",
                        amount.start,
                        amount.end,
                    )
                )
        elif form == "mk-7" and micro > MK7_MOST:
            out.append(
                Slip(
                    "N02",
                    "a dose no trial of MK-7 gave",
                    f"'{says}': trials of MK-7 gave 45 to 720 µg a day; 45 mg belongs to MK-4",
                    amount.start,
                    amount.end,
                )
            )
        elif form in ("k2", "vitamin-k", "k1") and amount.unit == "mg" and 50 <= amount.value <= 1000:
            out.append(
                Slip(
                    "N01",
                    "milligrams for micrograms",
                    f"'{says}' is a thousand times a usual daily amount ({amount.value:g} µg?); no trial gave so much",
                    amount.start,
                    amount.end,
                )
            )
        elif (
            form == "mk-4"
            and amount.unit == "µg"
            and amount.value in (15.0, 45.0)
            and concepts & {"treat", "osteoporosis", "japan"}
        ):
            out.append(
                Slip(
                    "N01",
                    "micrograms for milligrams",
                    f"'{says}': the dose of MK-4 in the Japanese trials is {amount.value:g} mg, a thousand times more",
                    amount.start,
                    amount.end,
                )
            )
        elif (
            form == "k2"
            and amount.unit == "µg"
            and amount.value in (90.0, 120.0)
            and concepts & {"official-intake"}
        ):
            out.append(
                Slip(
                    "N04",
                    "intake of total vitamin K called K2",
                    f"'{says}' is an adequate intake of all vitamin K together, set from K1; no authority gives one for K2",
                    amount.start,
                    amount.end,
                )
            )
    return out


def _form(
    text: str, amount: Amount, at: dict[str, list[tuple[int, int]]], over: frozenset[str]
) -> str | None:
    """The form an amount belongs to: the nearest one named, MK-7 before K2 where both are as near."""
    best: tuple[float, int, str] | None = None
    for rank, form in enumerate(
        ("mk-7", "mk-4", "k1", "k2", "vitamin-k", "other-nutrient", "d", "calcium", "magnesium")
    ):
        for start, end in at.get(form, ()):
            gap = start - amount.end if start >= amount.end else amount.start - end
            between = text[amount.end : start] if start >= amount.end else text[end : amount.start]
            # "45 mg of MK-4": what is counted follows; a comma or "and" parts it from the next one.
            weight = gap * (1.0 if start >= amount.end else 1.3) + 25 * len(
                re.findall(r"[,;|]| and | but | or ", between)
            )
            if best is None or (weight, rank) < best[:2]:
                best = (weight, rank, form)
    if best is None:
        taken = [f for f in ("mk-7", "mk-4", "k1", "k2", "vitamin-k") if f in over]
        return taken[0] if taken else None
    if best[2] == "mk-4" or best[2] == "mk-7" or best[2] in ("k1", "k2", "vitamin-k"):
        # "vitamin K2" holds "vitamin K": the more exact name is meant.
        if (
            best[2] == "vitamin-k"
            and "k2" in at
            and any(s <= x[0] and x[1] <= e for s, e in at["k2"] for x in at["vitamin-k"])
        ):
            return "k2"
        return best[2]
    return None


def _food(amount: Amount, says: str, form: str, food: str, foods: dict[str, list[FoodRange]]) -> Slip | None:
    wanted = {
        "k2": ("vitamin-k2", "mk-7", "mk-4"),
        "mk-7": ("mk-7",),
        "mk-4": ("mk-4",),
        "k1": ("vitamin-k1",),
        "vitamin-k": ("vitamin-k", "vitamin-k1", "vitamin-k2", "mk-7"),
    }[form]
    ranges = [r for r in foods[food] if r.nutrient in wanted]
    if not ranges:
        return None
    low, high = min(r.low for r in ranges), max(r.high for r in ranges)
    value, least = (
        amount.micrograms or 0.0,
        (amount.micrograms or 0.0) * (amount.low / amount.value if amount.value else 1),
    )
    if least > 3 * high and least - high > 5:
        unit = " (milligrams for micrograms?)" if amount.unit == "mg" else ""
        return Slip(
            "N03",
            "food figure out of range",
            f"'{says}'{unit}: {ranges[0].name} has {_span(low, high)} µg per 100 g in the tables of this base",
            amount.start,
            amount.end,
        )
    if value < low / 3 and low > 5:
        return Slip(
            "N03",
            "food figure out of range",
            f"'{says}': {ranges[0].name} has {_span(low, high)} µg per 100 g in the tables of this base",
            amount.start,
            amount.end,
        )
    return None


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
