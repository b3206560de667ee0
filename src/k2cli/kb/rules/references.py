"""Ids that point somewhere, and families that hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule

RULES: list[Rule] = []
Ref = tuple[Path, str, tuple[str, ...]]
_SUBJECTS = ("nutrients", "foods", "food_groups", "agents", "topics")


def _many(path: Path, ids: Iterable[str], *keys: str) -> Iterator[Ref]:
    for place, id_ in enumerate(ids):
        yield (*path, place), id_, keys


def named_ids(key: str, r: Any) -> Iterator[Ref]:
    """(path, id, keys it may be found under) for every id a record names."""
    match key:
        case "nutrients":
            if r.parent:
                yield ("parent",), r.parent, ("nutrients",)
            yield from _many(("sources",), r.sources, "sources")
            for field in ("reference_intakes", "upper_levels"):
                for i, x in enumerate(getattr(r, field)):
                    yield (field, i, "source"), x.source, ("sources",)
            for i, x in enumerate(r.safety):
                yield from _many(("safety", i, "sources"), x.sources, "sources")
        case "foods":
            yield ("group",), r.group, ("food_groups",)
            for i, x in enumerate(r.amounts):
                yield ("amounts", i, "nutrient"), x.nutrient, ("nutrients",)
                yield from _many(("amounts", i, "counts"), x.counts, "nutrients")
                yield ("amounts", i, "source"), x.source, ("sources",)
            for i, x in enumerate(r.servings):
                yield ("servings", i, "source"), x.source, ("sources",)
        case "disagreements":
            yield from _many(("foods",), r.foods, "foods")
            yield from _many(("nutrients",), r.nutrients, "nutrients")
            yield from _many(("sources",), r.sources, "sources")
        case "mechanisms":
            yield from _many(("nutrients",), r.nutrients, "nutrients")
            for i, x in enumerate(r.steps):
                yield from _many(("steps", i, "sources"), x.sources, "sources")
                yield from _many(("steps", i, "acts_here"), x.acts_here, "agents")
        case "claims":
            yield from _many(("about", "subjects"), r.about.subjects, *_SUBJECTS)
            yield from _many(("about", "objects"), r.about.objects, *_SUBJECTS)
            yield from _many(("about", "outcomes"), r.about.outcomes, "outcomes")
            yield from _many(("gaps",), r.gaps, "gaps")
            for i, x in enumerate(r.findings):
                yield ("findings", i, "outcome"), x.outcome, ("outcomes",)
                yield from _many(("findings", i, "forms"), x.forms, "nutrients")
                yield from _many(("findings", i, "sources"), x.sources, "sources")
                if x.absolute:
                    yield ("findings", i, "absolute", "source"), x.absolute.source, ("sources",)
            for i, x in enumerate(r.evidence):
                yield ("evidence", i, "source"), x.source, ("sources",)
                if x.form:
                    yield ("evidence", i, "form"), x.form, ("nutrients",)
            yield from _many(("retracted_support",), r.retracted_support, "sources")
            yield from _many(("mechanisms",), r.mechanisms, "mechanisms")
            yield from _many(("caveats",), r.caveats, "caveats")
            for i, x in enumerate(r.authorities):
                yield ("authorities", i, "source"), x.source, ("sources",)
            for i, x in enumerate(r.said_in):
                yield ("said_in", i, "text"), x.text, ("articles",)
            yield from _many(("related",), r.related, "claims")
        case "agents":
            yield from _many(("classes",), r.classes, "agents")
            yield from _many(("foods",), r.foods, "foods")
            yield from _many(("nutrients",), r.nutrients, "nutrients")
            yield from _many(("sources",), r.sources, "sources")
        case "interactions":
            yield from _many(("nutrients",), r.nutrients, "nutrients")
            yield from _many(("agents",), r.agents, "agents")
            yield from _many(("beside",), r.beside, "agents")
            for i, x in enumerate(r.thresholds):
                yield ("thresholds", i, "dose", "nutrient"), x.dose.nutrient, ("nutrients",)
                yield ("thresholds", i, "source"), x.source, ("sources",)
            yield from _many(("mechanisms",), r.mechanisms, "mechanisms")
            for field in ("evidence", "spacing", "ratings"):
                for i, x in enumerate(getattr(r, field)):
                    yield (field, i, "source"), x.source, ("sources",)
            for i, x in enumerate(r.spacing):
                if x.agent:
                    yield ("spacing", i, "agent"), x.agent, ("agents",)
            yield from _many(("foods",), r.foods, "foods")
            yield from _many(("caveats",), r.caveats, "caveats")
            yield from _many(("claims",), r.claims, "claims")
        case "caveats":
            for field, target in (
                ("nutrients", "nutrients"), ("foods", "foods"), ("food_groups", "food_groups"),
                ("agents", "agents"), ("outcomes", "outcomes"), ("in_foods", "nutrients"),
            ):  # fmt: skip
                yield from _many(("concerns", field), getattr(r.concerns, field), target)
            yield from _many(("sources",), r.sources, "sources")
        case "sources":
            yield from _many(("pools",), r.pools, "sources")
            yield from _many(("supersedes",), r.supersedes, "sources")
            for i, x in enumerate(r.doses):
                yield ("doses", i, "nutrient"), x.nutrient, ("nutrients",)
        case "ambiguous":
            yield from _many(("means",), r.means, "agents", "nutrients", "food_groups", "foods")
        case "searches":
            yield from _many(
                ("concerns",), r.concerns, "claims", "interactions", "sources", "foods", "agents", "nutrients"
            )


@rule(RULES, blocks=True)
def references_exist(view: View) -> Iterator[Offence]:
    """Every id a record names is the id of a record."""
    for key in view.base.records:
        for index, record in view.of(key):
            for path, id_, targets in named_ids(key, record):
                if not any(id_ in view.ids[target] for target in targets):
                    where = " or ".join(targets)
                    yield Offence(
                        key, index, path, f"'{id_}' is no record of {where}; add it there or mend the id"
                    )


@rule(RULES, blocks=True)
def families_have_no_circles(view: View) -> Iterator[Offence]:
    """No nutrient is its own ancestor and no class its own member."""
    parents: dict[str, list[str]] = {n.id: [n.parent] if n.parent else [] for n in view.base.nutrients}
    groups: dict[str, list[str]] = {a.id: list(a.classes) for a in view.base.agents}
    for key, field, up in (("nutrients", "parent", parents), ("agents", "classes", groups)):
        for index, record in view.of(key):
            waiting, seen = list(up[record.id]), set()
            while waiting:
                here = waiting.pop()
                if here == record.id:
                    yield Offence(key, index, (field,), f"'{record.id}' is above itself; break the circle")
                    break
                if here not in seen:
                    seen.add(here)
                    waiting.extend(up.get(here, []))


@rule(RULES)
def classes_are_classes_with_members(view: View) -> Iterator[Offence]:
    """What stands under `classes` is a class, and every class of medicines has a member."""
    kinds = {agent.id: agent.kind for agent in view.base.agents}
    named = {group for agent in view.base.agents for group in agent.classes}
    for index, agent in view.of("agents"):
        for place, group in enumerate(agent.classes):
            if kinds.get(group) != "class":
                yield Offence(
                    "agents", index, ("classes", place), f"'{group}' is a {kinds.get(group)}, not a class"
                )
        if agent.kind == "class" and agent.id not in named:
            yield Offence(
                "agents", index, ("kind",), "a class without members; name it in `classes` of its members"
            )


@rule(RULES)
def pools_have_no_circles(view: View) -> Iterator[Offence]:
    """No work pools itself, directly or through others."""
    from k2cli.evidence.retraction import cycles

    pools = {s.id: list(s.pools) for s in view.base.sources}
    places = {s.id: i for i, s in view.of("sources")}
    for circle in cycles(pools):
        yield Offence(
            "sources",
            places[circle[0]],
            ("pools",),
            f"pools run in a circle: {' → '.join((*circle, circle[0]))}",
        )
