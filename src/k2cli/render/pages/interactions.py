"""Pages of interactions."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Fields, Heading, Line, Span, Table, Title, Tone, line, para
from k2cli.render.pages.common import (
    cautions,
    closing,
    counted,
    names,
    search_text,
    short_source,
    sources_block,
)

# Never green: none of the negative answers is good news.
_STATES: dict[str, tuple[str, Tone]] = {
    "recorded": ("interactions recorded", "strong"),
    "none-known": ("looked into, none known", "caution"),
    "not-assessed": ("name known, NOT ASSESSED", "unknown"),
    "not-recognised": ("NOT RECOGNISED", "bad"),
    "asked-back": ("NOT RECOGNISED, a near name exists", "bad"),
    "ambiguous": ("several kinds go by this word", "caution"),
}
_SEVERITY_TONES: dict[str, Tone] = {
    "contraindicated": "danger",
    "major": "bad",
    "moderate": "caution",
    "minor": "",
    "none-known": "unknown",
}


def interactions_page(answer: a.InteractionsAnswer) -> list[Block]:
    """Unsettled names first, then caveats, pairs and each name."""
    blocks: list[Block] = []
    told: set[str] = set()
    unsettled = [x for x in answer.answers if x.state in ("not-recognised", "asked-back")]
    settled = [x for x in answer.answers if x not in unsettled]
    for item in unsettled:
        blocks += _head(item)
    blocks += cautions(answer.caveats)
    if answer.pairs:
        blocks.append(Title("What is recorded between them", " + ".join(x.name for x in settled)))
        for view in answer.pairs:
            blocks += _interaction(view, told)
    for pair in answer.pairs_not_assessed:
        blocks.append(
            para(Span("Pair not assessed: ", "unknown"), f"{pair}. That says nothing about safety.")
        )
    for item in settled:
        blocks += _head(item)
        if len(item.interactions) > 2:
            blocks.append(_overview(item.interactions))
        for view in item.interactions:
            blocks += _interaction(view, told)
        if item.more:
            blocks.append(
                para(
                    f"{counted(item.more, 'other record', 'other records')} of {item.name}: ",
                    Span(f"k2cli interactions {item.asked}", "link"),
                )
            )
        blocks += _not_assessed(item)
    every = [
        s
        for view in (*answer.pairs, *(v for x in answer.answers for v in x.interactions))
        for s in _sources(view)
    ]
    return blocks + sources_block(every) + closing()


def _head(item: a.AgentAnswer) -> list[Block]:
    text, tone = _STATES[item.state]
    plain = item.asked.casefold() in item.name.casefold()
    note = f"asked as '{item.asked}': {item.how}" if item.how and item.asked and not plain else ""
    # "None known" holds for what was looked into, and for nothing else.
    scope = f" with {names(item.assessed)}" if item.state == "none-known" and item.assessed else ""
    blocks: list[Block] = [Title(item.name, note), para(Span(text + scope, tone))]
    if item.explain:
        blocks.append(para(item.explain))
    about: list[tuple[str, Line]] = []
    if item.what:
        about.append(("what", line(item.what)))
    if item.classes:
        about.append(("class", line(names(item.classes))))
    if item.members:
        about.append(("kinds", line(names(item.members))))
    if item.brands:
        about.append(("sold as", line(", ".join(item.brands))))
    if about:
        blocks.append(Fields(tuple(about)))
    if item.suggestions and item.state == "ambiguous":
        blocks.append(para("One kind's answer does not stand for another. Ask for each:"))
        blocks.append(
            Bullets(
                tuple(
                    line(Span(f"k2cli interactions {s.id}", "link"), f"  {s.name}") for s in item.suggestions
                )
            )
        )
    elif item.suggestions:
        blocks.append(
            Bullets(
                tuple(
                    line(Span(f"k2cli interactions {s.name}", "link"), f"  ({s.kind})")
                    for s in item.suggestions
                )
            )
        )
    blocks.append(para(Span(item.advice, "strong")))
    return blocks


def _not_assessed(item: a.AgentAnswer) -> list[Block]:
    if not item.not_assessed:
        return []
    return [
        para(
            Span("Not assessed with: ", "unknown"),
            f"{names(item.not_assessed)}. Nothing is said here about these, neither good nor bad.",
        )
    ]


def _sides(view: a.InteractionView) -> str:
    nutrients, beside = names(view.nutrients), names(view.beside)
    one = f"{nutrients} ({beside})" if nutrients and beside else nutrients or beside
    return f"{one} with {names(view.agents)}"


def _overview(views: list[a.InteractionView]) -> Table:
    """What there is, worst first, before the detail."""
    return Table(
        ("severity", "pair", "likelihood"),
        tuple(
            (line(Span(v.severity_name, _SEVERITY_TONES[v.severity])), line(_sides(v)), line(v.likelihood))
            for v in views
        ),
    )


def _interaction(view: a.InteractionView, told: set[str]) -> list[Block]:
    """One pair. Signs to watch for that were told in full above are pointed at, not repeated."""
    blocks: list[Block] = [Heading(_sides(view))]
    rows: list[tuple[str, Line]] = [
        (
            "severity",
            line(
                Span(view.severity_name.upper(), _SEVERITY_TONES[view.severity]),
                f"; likelihood: {view.likelihood}",
            ),
        ),
        ("happens", line(view.what_happens)),
    ]
    if view.alleged:
        rows.append(("alleged", line(view.alleged)))
    rows += [
        ("enough", line(Span(f"{t.dose}: ", "strong"), t.what, f" ({short_source(t.source)})"))
        for t in view.thresholds
    ]
    if view.mechanism:
        rows.append(("why", line(view.mechanism)))
    rows += [
        ("evidence", line(e.finding, f" ({short_source(e.source)}, {e.source.design})"))
        for e in view.evidence
    ]
    if view.onset:
        rows.append(("onset", line(view.onset)))
    rows += [("do", line(text)) for text in view.what_to_do]
    fresh = [text for text in view.watch_for if text not in told]
    rows += [("watch for", line(text)) for text in fresh]
    if len(fresh) < len(view.watch_for):
        rows.append(
            (
                "watch for",
                line("the same signs as told above" if not fresh else "and the same signs as told above"),
            )
        )
    told.update(view.watch_for)
    rows += [
        (
            "apart",
            line(
                Span(f"{s.agent.name}: " if s.agent else "", "strong"), s.text, f" ({short_source(s.source)})"
            ),
        )
        for s in view.spacing
    ]
    rows += [
        ("foods", line(food.name, f": {food.vitamin_k}" if food.vitamin_k else "")) for food in view.foods
    ]
    rows += [
        ("rated", line(Span(f"{r.who}: ", "strong"), r.rating, f" ({short_source(r.source)})"))
        for r in view.ratings
    ]
    rows += [("claim", line(c.name, Span(f" [{c.id}]", "dim"))) for c in view.claims]
    rows += [("looked for", line(search_text(search))) for search in view.searches]
    if view.history:
        last = view.history[-1]
        rows.append(("assessed", line(f"{last.date}, {last.by.replace('-', ' ')}")))
    blocks.append(Fields(_merged(rows)))
    return blocks


def _merged(rows: list[tuple[str, Line]]) -> tuple[tuple[str, Line], ...]:
    """Repeated labels are shown once."""
    out: list[tuple[str, Line]] = []
    last = ""
    for label, text in rows:
        out.append(("" if label == last else label, text))
        last = label
    return tuple(out)


def _sources(view: a.InteractionView) -> list[a.SourceLine]:
    return [
        *(e.source for e in view.evidence),
        *(t.source for t in view.thresholds),
        *(s.source for s in view.spacing),
        *(r.source for r in view.ratings),
    ]
