"""Nutrients, mechanisms, sources and gap codes to answers."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.index.joins import Joins, dose_text, duration_text
from k2cli.kb.records import Gap, Mechanism, Nutrient, Source

# From strongest to weakest as far as people are concerned.
_LEVELS = ("people", "document", "animals", "cells", "chemistry")


def nutrient_answer(nutrient: Nutrient, joins: Joins, foods: dict[str, a.FoodAnswer]) -> a.NutrientAnswer:
    """The page of a nutrient or form."""
    family = [nutrient.id, *joins.forms(nutrient.id)]
    parents = joins.ancestors(nutrient.id)
    # A form has no intake of its own unless an authority gave one: the parent's is not inherited.
    return a.NutrientAnswer(
        id=nutrient.id,
        name=nutrient.name,
        short=nutrient.short,
        kind=nutrient.kind,
        parents=joins.links(parents, "nutrients"),
        forms=joins.links(joins.forms(nutrient.id), "nutrients"),
        names=[name for names in nutrient.names.values() for name in names],
        ids=list(nutrient.ids),
        what=nutrient.what,
        found_in=nutrient.found_in,
        caveats=joins.caveats(nutrients=[nutrient.id, *parents]),
        reference_intakes=[
            a.IntakeView(
                r.authority, r.kind, r.group, r.value, r.unit, r.per, r.counts, r.year, joins.source(r.source)
            )
            for r in nutrient.reference_intakes
        ],
        no_intake_note=nutrient.no_intake_note,
        upper_levels=[
            a.UpperView(u.authority, u.group, u.value, u.unit, u.per, u.note, u.year, joins.source(u.source))
            for u in nutrient.upper_levels
        ],
        safety=[a.SafetyView(s.group, s.text, joins.source_lines(s.sources)) for s in nutrient.safety],
        top_foods=_top_foods(nutrient, foods),
        claims=joins.links(
            [
                c.id
                for c in joins.base.claims
                if set(family)
                & ({*c.about.subjects, *c.about.objects} | {x for f in c.findings for x in f.forms})
            ],
            "claims",
        ),
        interactions=joins.links(
            [i.id for i in joins.base.interactions if {*family, *parents} & set(i.nutrients)],
            "interactions",
        ),
        mechanisms=joins.links(
            [m.id for m in joins.base.mechanisms if set(family) & set(m.nutrients)], "mechanisms"
        ),
        sources=joins.source_lines(nutrient.sources),
    )


def _top_foods(nutrient: Nutrient, foods: dict[str, a.FoodAnswer]) -> list[a.TopFood]:
    lines = [
        (line, food)
        for food in foods.values()
        for line in food.amounts
        if line.nutrient == nutrient.id and line.high and line.state in ("measured", "imputed")
    ]
    lines.sort(key=lambda item: (-(item[0].high or 0), item[1].id))
    seen: set[str] = set()
    top: list[a.TopFood] = []
    for line, food in lines:
        if food.id not in seen:
            seen.add(food.id)
            top.append(a.TopFood(food.id, food.name, line.state, line.low, line.high, line.unit))
    return top[:10]


def mechanism_answer(mechanism: Mechanism, joins: Joins) -> a.MechanismAnswer:
    """The chain; its weakest step is the one shown farthest from people."""
    best = [min(step.shown_in, key=_LEVELS.index) for step in mechanism.steps]
    return a.MechanismAnswer(
        id=mechanism.id,
        name=mechanism.name,
        summary=mechanism.summary,
        nutrients=joins.links(mechanism.nutrients, "nutrients"),
        weakest=max(best, key=_LEVELS.index),
        steps=[
            a.StepView(
                s.text,
                list(s.shown_in),
                joins.links(s.acts_here, "agents"),
                s.bent,
                joins.source_lines(s.sources),
            )
            for s in mechanism.steps
        ],
        claims=joins.links([c.id for c in joins.base.claims if mechanism.id in c.mechanisms], "claims"),
        caveats=joins.caveats(
            nutrients=mechanism.nutrients, agents=[x for s in mechanism.steps for x in s.acts_here]
        ),
    )


def source_answer(source: Source, joins: Joins) -> a.SourceAnswer:
    """A source, where it stands, and everything that leans on it."""
    base = joins.base
    claims = [
        c.id
        for c in base.claims
        if source.id in {e.source for e in c.evidence}
        or any(source.id in f.sources for f in c.findings)
        or source.id in {x.source for x in c.authorities}
    ]
    interactions = [
        i.id
        for i in base.interactions
        if source.id
        in {e.source for e in i.evidence} | {r.source for r in i.ratings} | {t.source for t in i.thresholds}
    ]
    nutrients = {n for c in claims for n in joins.by_id["claims"][c].about.subjects}
    nutrients |= {n for i in interactions for n in joins.by_id["interactions"][i].nutrients}
    return a.SourceAnswer(
        line=joins.source(source.id),
        authors=source.authors,
        venue=source.venue,
        population=source.population,
        intervention=source.intervention,
        doses="; ".join(dose_text(d, joins) for d in source.doses) or None,
        comparator=source.comparator,
        duration=duration_text(source.duration),
        countries=list(source.countries),
        funding=source.funding,
        trial=source.trial,
        same_trial=joins.links(
            [s.id for s in base.sources if source.trial and s.trial == source.trial and s.id != source.id],
            "sources",
        ),
        pools=joins.source_lines(source.pools),
        pooled_by=joins.source_lines([s.id for s in base.sources if source.id in s.pools]),
        supersedes=joins.links(source.supersedes, "sources"),
        superseded_by=joins.links([s.id for s in base.sources if source.id in s.supersedes], "sources"),
        notice=source.status.notice,
        notice_date=source.status.date,
        notice_note=source.status.note,
        seen_at=list(source.seen_at),
        licence=source.licence,
        note=source.note,
        claims=joins.links(claims, "claims"),
        interactions=joins.links(interactions, "interactions"),
        foods=joins.links(
            [f.id for f in base.foods if any(x.source == source.id for x in f.amounts)], "foods"
        ),
        caveats=joins.caveats(nutrients=[n for n in nutrients if n in joins.nutrients]),
    )


def gap_answer(gap: Gap, joins: Joins) -> a.GapAnswer:
    """The page of a gap code, with the claims that carry it."""
    return a.GapAnswer(
        gap.id,
        gap.code,
        gap.name,
        gap.means,
        gap.matters,
        gap.example,
        joins.links([c.id for c in joins.base.claims if gap.id in c.gaps], "claims"),
    )
