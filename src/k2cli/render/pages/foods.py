"""Pages of foods."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Heading, Line, Rule, Span, Table, Title, Tone, line, para
from k2cli.render.pages.common import cautions, closing, number, sources_block, span_text
from k2cli.vocabulary import CAVEAT_SEVERITIES

STATE_WORDS = {
    "measured": "measured",
    "trace": "trace",
    "zero": "0 (analysed)",
    "imputed": "imputed, not measured",
    "not-analysed": "not analysed",
}
_STATE_TONES: dict[str, Tone] = {
    "imputed": "caution",
    "not-analysed": "unknown",
    "trace": "dim",
    "zero": "dim",
}
_UNSETTLED: dict[str, str] = {"not-recognised": "Not recognised", "nothing": "Nothing found"}


def lookup_page(answer: a.Lookup) -> list[Block]:
    """Foods asked for, each whole, with shared caveats once on top."""
    blocks: list[Block] = []
    for item in answer.unsettled:
        blocks.append(para(Span(f"{_UNSETTLED[item.state]}: ", "unknown"), item.explain))
        if item.suggestions:
            blocks.append(
                Bullets(
                    tuple(
                        line(s.name, Span(f"  ({s.kind.replace('-', ' ')})", "dim")) for s in item.suggestions
                    )
                )
            )
        blocks.append(para("`k2cli food list` names every food here. Not listed does not mean none in it."))
    caveats = {c.id: c for food in answer.foods for c in food.caveats}
    caveats |= {c.id: c for group in answer.groups for food in group.kinds for c in food.caveats}
    blocks += cautions(sorted(caveats.values(), key=lambda c: CAVEAT_SEVERITIES.index(c.severity)))
    read_as = {u.id: u for u in answer.understood}
    for place, food in enumerate(answer.foods):
        if place:
            blocks.append(Rule())
        blocks += _food(food, read_as.get(food.id))
    for group in answer.groups:
        blocks += _group(group)
    return blocks + closing()


def _understood(understood: a.Understood | None, name: str) -> str:
    if understood is None or understood.asked.casefold() in name.casefold():
        return ""
    return f"asked as '{understood.asked}' ({understood.how})"


def _food(food: a.FoodAnswer, understood: a.Understood | None) -> list[Block]:
    blocks: list[Block] = [Title(food.name, _understood(understood, food.name))]
    if food.note:
        blocks.append(para(food.note))
    heads = (
        "nutrient",
        "per 100 g",
        *(f"{s.name} ({number(s.grams)} g)" for s in food.servings[:2]),
        "state",
        "from",
    )
    rows: list[tuple[Line, ...]] = []
    for row in food.amounts:
        portions = [span_text(p.low, p.high, row.unit) for p in row.portions[:2]]
        rows.append(
            (
                line(
                    Span(row.short, "strong"), Span(f" ({row.counts_text})" if row.counts_text else "", "dim")
                ),
                line(span_text(row.low, row.high, row.unit) or STATE_WORDS[row.state]),
                *(line(p or "–") for p in portions),
                line(Span(_state(row), _STATE_TONES.get(row.state, ""))),
                line(_countries(row)),
            )
        )
    if rows:
        blocks.append(Table(heads, tuple(rows), right=tuple(range(1, len(heads) - 2))))
    if food.not_analysed:
        blocks.append(
            para(
                Span("Not analysed in any source here: ", "unknown"),
                ", ".join(link.name for link in food.not_analysed),
                ". Missing is not zero.",
            )
        )
    blocks += _shares(food)
    if food.disagreements:
        blocks.append(Heading("Where tables disagree"))
        blocks.append(
            Bullets(tuple(line(Span(f"{d.topic}: ", "strong"), d.text) for d in food.disagreements))
        )
    blocks.append(Heading("Every figure, per 100 g"))
    blocks.append(Bullets(tuple(_figure(row, figure) for row in food.amounts for figure in row.figures)))
    if food.claims:
        blocks.append(Heading("Claims about it"))
        blocks.append(Bullets(tuple(line(link.name, Span(f" [{link.id}]", "dim")) for link in food.claims)))
    sources = [f.source for row in food.amounts for f in row.figures] + [s.source for s in food.servings]
    return blocks + sources_block([*sources, *(s for d in food.disagreements for s in d.sources)])


def _state(row: a.AmountLine) -> str:
    text = STATE_WORDS[row.state]
    if row.imputed_left_out:
        text += f"; {row.imputed_left_out} imputed figure{'s' if row.imputed_left_out > 1 else ''} left out"
    cited = sum(f.read == "cited" for f in row.figures)
    if cited and row.state == "measured":
        text += ", second hand" if cited == len(row.figures) else f"; {cited} second hand"
    return text


def _countries(row: a.AmountLine) -> str:
    return ", ".join(dict.fromkeys(f.country for f in row.figures if f.country)) or "–"


def _shares(food: a.FoodAnswer) -> list[Block]:
    shares = [(row, share) for row in food.amounts for share in row.shares]
    if not shares:
        return []
    lines: list[Line] = []
    together: dict[tuple[str, str, str, str], list[a.Share]] = {}
    for row, share in shares:
        together.setdefault((row.short, share.authority, share.kind, share.counts), []).append(share)
    for (short, authority, kind, counts), group in together.items():
        said = "; ".join(
            f"{s.serving} {_percent(s)} for {s.group} ({number(s.value)} {s.unit})" for s in group
        )
        lines.append(line(Span(f"{short}: ", "strong"), said, f". {authority} {kind}. ", Span(counts, "dim")))
    return [Heading("Against reference intakes (only where one exists)"), Bullets(tuple(lines))]


def _percent(share: a.Share) -> str:
    low, high = round(share.percent_low), round(share.percent_high)
    return f"{high} %" if low == high else f"{low} to {high} %"


def _figure(row: a.AmountLine, figure: a.Figure) -> Line:
    if figure.value is not None and figure.state not in ("zero", "trace"):
        text = f"{number(figure.value)} {figure.unit}"
        if figure.low is not None and figure.high is not None and figure.low != figure.high:
            text += f" ({number(figure.low)} to {number(figure.high)})"
    elif figure.high is not None and figure.state not in ("zero", "trace"):
        text = span_text(figure.low, figure.high, figure.unit or "")
    else:
        text = STATE_WORDS[figure.state]
    details = [STATE_WORDS[figure.state]] if figure.state != "measured" else []
    if figure.n:
        details.append(f"n = {figure.n}")
    details += [x for x in (figure.country, figure.method) if x]
    if figure.read == "cited":
        details.append("second hand")
    parts: list[str | Span] = [Span(f"{row.short} ", "strong"), text]
    if row.counts_text:
        parts.append(f", {row.counts_text}")
    if details:
        parts.append(Span(f" ({', '.join(dict.fromkeys(details))})", _STATE_TONES.get(figure.state, "dim")))
    parts.append(f"; {figure.source.label}")
    if figure.note:
        parts.append(f". {figure.note}")
    return line(*parts)


def _group(group: a.FoodGroupAnswer) -> list[Block]:
    rows = tuple(
        (
            line(Span(food.name, "strong")),
            *(
                line(_short(food, wanted))
                for wanted in (("vitamin-k1",), ("mk-4",), ("mk-7",), ("vitamin-k2", "vitamin-k"))
            ),
        )
        for food in group.kinds
    )
    return [
        Title(group.name, f"a broad word: {len(group.kinds)} kinds here, each its own food"),
        Table(("kind", "K1", "MK-4", "MK-7", "sum as the source counts it"), rows),
        para(
            "Figures are µg per 100 g. A dash is not analysed, which is not zero. Sums from different tables count "
            "different forms and can't be compared. `k2cli food lookup NAME` shows one kind in full."
        ),
    ]


def _short(food: a.FoodAnswer, nutrients: tuple[str, ...]) -> str:
    found = [
        (span_text(row.low, row.high, "").strip() or STATE_WORDS[row.state])
        + ("*" if row.state == "imputed" else "")
        + (f" ({row.counts_text.removeprefix('counts ')})" if row.counts else "")
        for row in food.amounts
        if row.nutrient in nutrients
    ]
    return "; ".join(found) or "–"
