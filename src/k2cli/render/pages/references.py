"""Pages of nutrients, mechanisms, sources, gap codes, lists, changes, and the base itself."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Fields, Heading, Line, Raw, Span, Table, Title, line, para
from k2cli.render.pages.common import (
    READ_WORDS,
    STANDING_TONES,
    closing,
    dangers,
    lesser,
    names,
    number,
    short_source,
    short_sources,
    source_line,
    sources_block,
    span_text,
)

_LEVEL_WORDS = {
    "people": "people",
    "animals": "animals",
    "cells": "cells",
    "chemistry": "chemistry",
    "document": "documents",
}


def reference_page(answer: a.Answer) -> list[Block]:
    """The page of `answer`. Raises TypeError for an answer that no page was made for."""
    match answer:
        case a.NutrientAnswer():
            return _nutrient(answer)
        case a.MechanismAnswer():
            return _mechanism(answer)
        case a.SourceAnswer():
            return _source(answer)
        case a.GapAnswer():
            return _gap(answer)
        case a.ListAnswer():
            return _list(answer)
        case a.ChangesAnswer():
            return _changes(answer)
        case a.BaseInfo():
            return _info(answer)
        case a.CheckAnswer():
            return _check(answer)
    raise TypeError(f"no page for {type(answer).__name__}")


def _linked(links: list[a.Link]) -> Bullets:
    return Bullets(tuple(line(link.name, Span(f" [{link.id}]", "dim")) for link in links))


def _nutrient(n: a.NutrientAnswer) -> list[Block]:
    blocks: list[Block] = [*dangers(n.caveats), Title(n.name, n.id), para(n.what)]
    rows: list[tuple[str, Line]] = []
    if n.parents:
        rows.append(("form of", line(" ⊂ ".join(p.name for p in n.parents))))
    if n.forms:
        rows.append(("forms", line(names(n.forms))))
    if n.names:
        rows.append(("also", line(", ".join(n.names))))
    if n.ids:
        rows.append(("ids", line(" ".join(n.ids))))
    if n.found_in:
        rows.append(("found in", line(n.found_in)))
    if rows:
        blocks.append(Fields(tuple(rows)))
    blocks.append(Heading("Reference intakes"))
    if n.reference_intakes:
        blocks.append(
            Table(
                ("authority", "kind", "for", "amount", "counts", "source"),
                tuple(
                    (
                        line(f"{r.authority}{f' {r.year}' if r.year else ''}"),
                        line(r.kind),
                        line(r.group),
                        line(f"{number(r.value)} {r.unit} a {r.per}"),
                        line(r.counts),
                        line(r.source.label),
                    )
                    for r in n.reference_intakes
                ),
                right=(3,),
            )
        )
    if n.no_intake_note:
        blocks.append(para(Span(n.no_intake_note, "unknown")))
    elif not n.reference_intakes:
        where = f"; see {n.parents[-1].name}" if n.parents else ""
        blocks.append(para(Span(f"None set for this form by itself{where}.", "unknown")))
    if n.upper_levels:
        blocks.append(Heading("Upper levels"))
        blocks.append(
            Bullets(
                tuple(
                    line(
                        Span(f"{u.authority}{f' {u.year}' if u.year else ''}, {u.group}: ", "strong"),
                        f"{number(u.value)} {u.unit} a {u.per}"
                        if u.value is not None
                        else Span("none set", "unknown"),
                        f". {u.note}" if u.note else "",
                        f" ({u.source.label})",
                    )
                    for u in n.upper_levels
                )
            )
        )
    if n.safety:
        blocks += [
            Heading("Safety"),
            Bullets(
                tuple(
                    line(Span(f"{s.group}: ", "strong"), s.text, f" ({short_sources(s.sources)})")
                    for s in n.safety
                )
            ),
        ]
    if n.top_foods:
        blocks += [
            Heading("Foods with most of it, per 100 g"),
            Bullets(
                tuple(
                    line(
                        f"{f.name}: ",
                        span_text(f.low, f.high, f.unit),
                        " (imputed)" if f.state == "imputed" else "",
                    )
                    for f in n.top_foods
                )
            ),
        ]
    for head, links in (("Mechanisms", n.mechanisms), ("Claims", n.claims), ("Interactions", n.interactions)):
        if links:
            blocks += [Heading(head), _linked(links)]
    every = [
        *n.sources,
        *(r.source for r in n.reference_intakes),
        *(u.source for u in n.upper_levels),
        *(x for s in n.safety for x in s.sources),
    ]
    return blocks + lesser(n.caveats) + sources_block(every) + closing()


def _mechanism(m: a.MechanismAnswer) -> list[Block]:
    blocks: list[Block] = [*dangers(m.caveats), Title(m.name, m.id), para(m.summary)]
    blocks.append(
        para("A chain is as strong as its weakest step, shown in: ", Span(_LEVEL_WORDS[m.weakest], "strong"))
    )
    for place, step in enumerate(m.steps, 1):
        rows: list[tuple[str, Line]] = [
            (f"step {place}", line(step.text)),
            ("shown in", line(", ".join(_LEVEL_WORDS[x] for x in step.shown_in))),
        ]
        if step.acts_here:
            rows.append(("acts here", line(names(step.acts_here))))
        if step.bent:
            rows.append(("bent as", line(Span(step.bent, "caution"))))
        rows.append(("from", line("; ".join(short_source(s) for s in step.sources))))
        blocks.append(Fields(tuple(rows)))
    if m.claims:
        blocks += [Heading("Claims that lean on it"), _linked(m.claims)]
    return blocks + lesser(m.caveats) + sources_block(s for step in m.steps for s in step.sources) + closing()


def _source(s: a.SourceAnswer) -> list[Block]:
    blocks: list[Block] = [*dangers(s.caveats), Title(s.line.title, s.line.id)]
    rows: list[tuple[str, Line]] = [
        (
            "stands",
            line(
                Span(s.line.standing_text, STANDING_TONES.get(s.line.standing, "")),
                "" if s.line.standing != "none-seen" else " (no register was consulted)",
            ),
        ),
    ]
    for label, value in (
        ("notice", " ".join(x for x in (s.notice_date, s.notice) if x)), ("says", s.notice_note), ("authors", s.authors),
        ("in", " ".join(x for x in (s.venue, str(s.line.year or "")) if x)), ("ids", " ".join(s.line.ids)),
        ("design", s.line.design), ("people", f"{s.line.people:,}" if s.line.people else None),
        ("studies", str(s.line.studies) if s.line.studies else None), ("in whom", s.population),
        ("given", s.intervention), ("doses", s.doses), ("against", s.comparator), ("for", s.duration),
        ("countries", ", ".join(s.countries)), ("funding", s.funding), ("trial", s.trial),
        ("read", READ_WORDS[s.line.read]), ("seen at", "; ".join(s.seen_at)), ("licence", s.licence), ("note", s.note),
    ):  # fmt: skip
        if value:
            rows.append((label, line(value)))
    blocks.append(Fields(tuple(rows)))
    for head, lines in (("Pools", s.pools), ("Pooled by", s.pooled_by)):
        if lines:
            blocks += [Heading(head), Bullets(tuple(source_line(x) for x in lines))]
    for head, links in (
        ("Other reports of the same trial", s.same_trial), ("Replaces", s.supersedes), ("Replaced by", s.superseded_by),
        ("Claims that lean on it", s.claims), ("Interactions that lean on it", s.interactions), ("Foods with figures of it", s.foods),
    ):  # fmt: skip
        if links:
            blocks += [Heading(head), _linked(links)]
    return blocks + lesser(s.caveats) + closing()


def _gap(g: a.GapAnswer) -> list[Block]:
    blocks: list[Block] = [
        Title(f"{g.code} {g.name}", g.id),
        Fields((("means", line(g.means)), ("matters", line(g.matters)), ("example", line(g.example)))),
    ]
    if g.claims:
        blocks += [Heading("Claims that fall short this way"), _linked(g.claims)]
    return blocks + closing()


def _list(answer: a.ListAnswer) -> list[Block]:
    if not answer.rows:
        return [para(Span(f"No {answer.noun} matches.", "unknown"))]
    note = f"{len(answer.rows)} of {answer.total}" if len(answer.rows) < answer.total else str(answer.total)
    return [
        Title(f"{answer.noun} list", note),
        Table(
            ("id", "name", "about"),
            tuple((line(r.id), line(r.name), line(Span(r.about, "dim"))) for r in answer.rows),
        ),
        *closing(),
    ]


def _changes(answer: a.ChangesAnswer) -> list[Block]:
    since = f"since {answer.since}" if answer.since else "all"
    blocks: list[Block] = [Title("Changes", f"{since}: {answer.total}")]
    blocks.append(
        Bullets(
            tuple(
                line(
                    Span(f"{r.date} ", "strong"),
                    f"{r.kind} {r.record.id} ({r.by.replace('-', ' ')}): {r.change}",
                    Span(f" {r.why}" if r.why else "", "dim"),
                )
                for r in answer.rows
            )
        )
    )
    if len(answer.rows) < answer.total:
        blocks.append(para(Span(f"{answer.total - len(answer.rows)} more: --limit {answer.total}", "dim")))
    return blocks + closing()


def _info(i: a.BaseInfo) -> list[Block]:
    return [
        Title(f"k2cli {i.version}", f"data {i.data_version}"),
        Fields(
            (
                ("digest", line(i.digest)),
                ("bases", line("; ".join(i.bases))),
                ("files", line(", ".join(i.files))),
                ("index", line(i.cache)),
                *((key.replace("_", " "), line(f"{count:,}")) for key, count in i.counts.items()),
            )
        ),
        *closing(),
    ]


def _check(c: a.CheckAnswer) -> list[Block]:
    head = f"{c.records:,} records, {c.rules} rules"
    if not c.problems:
        return [para(Span("No problems. ", "good"), head, f" in {', '.join(c.bases)}")]
    return [
        *(Raw(problem) for problem in c.problems),
        para(Span(f"{len(c.problems)} problem{'s' if len(c.problems) > 1 else ''}. ", "bad"), head),
    ]
