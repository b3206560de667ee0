"""Interactions and agents to answers: worst first, classes and members, what was not assessed."""

from __future__ import annotations

from typing import NamedTuple

from k2cli import answers as a
from k2cli.evidence.effects import number
from k2cli.index.claims import history_view
from k2cli.index.joins import Joins, dose_text
from k2cli.kb.records import Agent, Interaction
from k2cli.vocabulary import LIKELIHOODS, SEVERITIES, SEVERITY_NAMES

# Every answer says which of these it was not assessed with.
ASKED_ABOUT = ("vitamin-k1", "mk-4", "mk-7", "vitamin-d", "calcium", "magnesium", "boron")
_VITAMIN_K = ("vitamin-k", "vitamin-k1", "vitamin-k2", "mk-7", "mk-4")


class Held(NamedTuple):
    """An interaction an agent has, and the class or member it has it by (None: its own)."""

    interaction: str
    via: str | None


def interaction_view(record: Interaction, joins: Joins) -> a.InteractionView:
    """One recorded pair, whole."""
    return a.InteractionView(
        id=record.id,
        nutrients=joins.links(record.nutrients, "nutrients"),
        agents=joins.links(record.agents, "agents"),
        beside=joins.links(record.beside, "agents"),
        via=None,
        kind=record.kind,
        severity=record.severity,
        severity_name=SEVERITY_NAMES[record.severity],
        likelihood=record.likelihood,
        what_happens=record.what_happens,
        alleged=record.alleged,
        thresholds=[
            a.ThresholdView(
                joins.link(t.dose.nutrient, "nutrients"),
                dose_text(t.dose, joins),
                t.what,
                joins.source(t.source),
            )
            for t in record.thresholds
        ],
        mechanism=record.mechanism,
        mechanisms=joins.links(record.mechanisms, "mechanisms"),
        evidence=[a.FindingLine(e.finding, joins.source(e.source)) for e in record.evidence],
        onset=record.onset,
        what_to_do=list(record.what_to_do),
        watch_for=list(record.watch_for),
        spacing=[
            a.SpacingView(
                joins.link(s.agent, "agents") if s.agent else None,
                s.before,
                s.after,
                s.text,
                joins.source(s.source),
            )
            for s in record.spacing
        ],
        foods=[_food_line(food, joins, _on_vitamin_k(record, joins)) for food in record.foods],
        ratings=[a.RatingView(r.who, r.rating, joins.source(r.source)) for r in record.ratings],
        claims=joins.links(record.claims, "claims"),
        searches=joins.searches(record.id),
        history=[history_view(change) for change in record.history],
    )


def _on_vitamin_k(record: Interaction, joins: Joins) -> bool:
    return any(n == "vitamin-k" or "vitamin-k" in joins.ancestors(n) for n in record.nutrients)


def _food_line(food_id: str, joins: Joins, vitamin_k: bool) -> a.FoodLine:
    """A food that matters; with its vitamin K where that is the point."""
    food = joins.by_id["foods"][food_id]
    if not vitamin_k:
        return a.FoodLine(food_id, food.name, "")
    found: list[str] = []
    for nutrient in _VITAMIN_K:
        amounts = [
            amount
            for amount in food.amounts
            if amount.nutrient == nutrient
            and amount.state in ("measured", "imputed")
            and amount.unit == "µg"
            and amount.per == 100
        ]
        # What was seen in its own source goes before what lists hand on.
        first_hand = [amount for amount in amounts if amount.read == "source"]
        values = [x for m in first_hand or amounts for x in (m.value, m.low, m.high) if x is not None]
        if values:
            low, high = number(min(values)), number(max(values))
            span = low if low == high else f"{low} to {high}"
            handed_on = "" if first_hand else " (second hand)"
            found.append(f"{joins.nutrients[nutrient].short} {span} µg{handed_on}")
    text = ", ".join(found[:3]) + " per 100 g" if found else "no figure of vitamin K here"
    return a.FoodLine(food_id, food.name, text)


def held(agent: Agent, joins: Joins) -> list[Held]:
    """Interactions of an agent: its own, its classes', and (for a class) its members', worst first."""
    own = {agent.id: None, **{group: group for group in joins.classes(agent.id)}}
    members = {m: m for m in joins.all_members(agent.id)}
    found: dict[str, Held] = {}
    for reach in (own, members):
        for record in joins.base.interactions:
            if record.id in found:
                continue
            hit = next((name for name in reach if name in record.agents or name in record.beside), None)
            if hit is not None:
                found[record.id] = Held(record.id, reach[hit])
    return sorted(found.values(), key=lambda h: worst_first(joins.by_id["interactions"][h.interaction]))


def worst_first(record: Interaction) -> tuple[int, bool, int, str]:
    """Sort key: severity, nutrients before other pairs, then how well established, then id."""
    return (
        SEVERITIES.index(record.severity),
        not record.nutrients,
        LIKELIHOODS.index(record.likelihood),
        record.id,
    )


def agent_answer(agent: Agent, joins: Joins) -> a.AgentAnswer:
    """What is recorded for an agent, without the interactions themselves and before it was asked."""
    everything = held(agent, joins)
    own = [h for h in everything if h.via is None or h.via not in joins.all_members(agent.id)]
    records = [joins.by_id["interactions"][h.interaction] for h in own]
    touched: set[str] = set()
    for record in records:
        for nutrient in record.nutrients:
            touched.update((nutrient, *joins.forms(nutrient)))
    if not records:
        state = "not-assessed"
    elif all(r.severity == "none-known" for r in records):
        state = "none-known"
    else:
        state = "recorded"
    if state == "not-assessed" and everything:
        # A class whose members were looked at one by one: nothing may be read from one to the others.
        state = "recorded"
    caveats = joins.caveats(
        agents=[agent.id, *joins.classes(agent.id), *joins.all_members(agent.id)],
        nutrients=agent.nutrients,
        foods=agent.foods,
        named=[c for r in records for c in r.caveats],
    )
    return a.AgentAnswer(
        asked="",
        state=state,
        id=agent.id,
        name=agent.name,
        kind=agent.kind,
        what=agent.what,
        how="",
        classes=joins.links(joins.classes(agent.id), "agents"),
        members=joins.links(joins.all_members(agent.id), "agents"),
        brands=[f"{name} ({country.upper()})" for country, names in agent.brands.items() for name in names],
        caveats=caveats,
        interactions=[],
        more=0,
        assessed=[joins.link(n, "nutrients") for n in ASKED_ABOUT if n in touched and n in joins.nutrients],
        not_assessed=[
            joins.link(n, "nutrients") for n in ASKED_ABOUT if n not in touched and n in joins.nutrients
        ],
        suggestions=[],
        explain=None,
        advice="",
    )
