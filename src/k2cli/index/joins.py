"""Everything that needs to see several records at once: links, families, standings, caveats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from k2cli import answers as a
from k2cli.evidence.effects import number
from k2cli.evidence.retraction import STANDING_NAMES, Stand, Work, stands
from k2cli.kb.load import Loaded
from k2cli.kb.records import Absolute, Caveat, Dose, Duration, Effect, Source
from k2cli.vocabulary import CAVEAT_SEVERITIES, DESIGN_NAMES

# Where an identifier leads. Only prefixes whose address form is public and stable.
_RESOLVERS = {
    "doi": "https://doi.org/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "clinicaltrials": "https://clinicaltrials.gov/study/",
    "dailymed": "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=",
}
_LINKED = (
    "nutrients", "food_groups", "foods", "outcomes", "topics", "gaps", "mechanisms",
    "claims", "agents", "interactions", "sources", "articles", "caveats",
)  # fmt: skip


class Joins:
    """Look-ups across all records of a base. Built once; everything it returns is shared."""

    def __init__(self, base: Loaded) -> None:
        self.base = base
        self.by_id: dict[str, dict[str, Any]] = {
            key: {record.id: record for record in base.records[key]} for key in _LINKED
        }
        self.nutrients = self.by_id["nutrients"]
        self.agents = self.by_id["agents"]
        self.sources: dict[str, Source] = self.by_id["sources"]
        self.children: dict[str, list[str]] = defaultdict(list)
        for nutrient in base.nutrients:
            if nutrient.parent:
                self.children[nutrient.parent].append(nutrient.id)
        self.members: dict[str, list[str]] = defaultdict(list)
        for agent in base.agents:
            for group in agent.classes:
                self.members[group].append(agent.id)
        self.stands: dict[str, Stand] = stands({s.id: Work(s.status.state, s.pools) for s in base.sources})
        self._lines: dict[str, a.SourceLine] = {}
        self._caveats = [(caveat, _Reach(caveat, self)) for caveat in base.caveats]

    # --- families

    def ancestors(self, nutrient: str) -> list[str]:
        """Parents of a nutrient, nearest first."""
        found: list[str] = []
        record = self.nutrients.get(nutrient)
        while record is not None and record.parent and record.parent not in found:
            found.append(record.parent)
            record = self.nutrients.get(record.parent)
        return found

    def forms(self, nutrient: str) -> list[str]:
        """Every form below a nutrient, nearest first."""
        found: list[str] = []
        waiting = list(self.children.get(nutrient, ()))
        while waiting:
            here = waiting.pop(0)
            if here not in found:
                found.append(here)
                waiting.extend(self.children.get(here, ()))
        return found

    def classes(self, agent: str) -> list[str]:
        """Classes an agent belongs to, nearest first, through classes of classes."""
        found: list[str] = []
        waiting = list(self.agents[agent].classes) if agent in self.agents else []
        while waiting:
            here = waiting.pop(0)
            if here not in found and here in self.agents:
                found.append(here)
                waiting.extend(self.agents[here].classes)
        return found

    def all_members(self, group: str) -> list[str]:
        """Members of a class, through classes of classes, in record order."""
        found: list[str] = []
        waiting = list(self.members.get(group, ()))
        while waiting:
            here = waiting.pop(0)
            if here not in found:
                found.append(here)
                waiting.extend(self.members.get(here, ()))
        return found

    # --- links

    def link(self, id_: str, *kinds: str) -> a.Link:
        """An id with its shown name; the id itself where no record of `kinds` (or any) has it."""
        for kind in kinds or _LINKED:
            record = self.by_id[kind].get(id_)
            if record is not None:
                return a.Link(id_, _shown_name(kind, record))
        return a.Link(id_, id_)

    def links(self, ids: Iterable[str], *kinds: str) -> list[a.Link]:
        """Links for `ids`, in their order."""
        return [self.link(id_, *kinds) for id_ in ids]

    def source(self, id_: str) -> a.SourceLine:
        """A source as it stands beside a figure."""
        if id_ not in self._lines:
            record = self.sources[id_]
            stand = self.stands[id_]
            through = [t for t in stand.through if t != id_]
            text = STANDING_NAMES[stand.standing]
            if through:
                text += ": " + ", ".join(label(self.sources[t]) for t in through)
            self._lines[id_] = a.SourceLine(
                id=id_,
                label=label(record),
                title=record.title,
                design=DESIGN_NAMES.get(record.design, record.design.replace("-", " ")),
                year=record.year,
                people=record.people,
                studies=record.studies,
                read=record.read,
                standing=stand.standing,
                standing_text=text,
                through=[a.Link(t, label(self.sources[t])) for t in through],
                ids=list(record.ids),
                links=[link for link in map(address, record.ids) if link],
            )
        return self._lines[id_]

    def source_lines(self, ids: Iterable[str]) -> list[a.SourceLine]:
        """Source lines for `ids`, each once, in their order."""
        return [self.source(id_) for id_ in dict.fromkeys(ids)]

    def searches(self, *ids: str) -> list[a.SearchView]:
        """Dated look-ups that bear on any of `ids`, in record order."""
        return [
            a.SearchView(s.date.isoformat(), s.question, s.where, s.found)
            for s in self.base.searches
            if set(ids) & set(s.concerns)
        ]

    # --- caveats

    def caveats(
        self,
        *,
        nutrients: Iterable[str] = (),
        foods: Iterable[str] = (),
        agents: Iterable[str] = (),
        outcomes: Iterable[str] = (),
        named: Iterable[str] = (),
    ) -> list[a.CaveatView]:
        """Every caveat that concerns any of these, worst first, then in record order."""
        asked = {
            "nutrients": set(nutrients),
            "foods": set(foods),
            "agents": set(agents),
            "outcomes": set(outcomes),
        }
        names = set(named)
        found = [
            caveat
            for caveat, reach in self._caveats
            if caveat.id in names or any(getattr(reach, kind) & ids for kind, ids in asked.items())
        ]
        found.sort(key=lambda caveat: CAVEAT_SEVERITIES.index(caveat.severity))
        return [a.CaveatView(c.id, c.severity, c.title, c.text, self.source_lines(c.sources)) for c in found]


class _Reach:
    """The ids a caveat concerns, families spread out."""

    def __init__(self, caveat: Caveat, joins: Joins) -> None:
        concerns = caveat.concerns
        self.nutrients = set(concerns.nutrients)
        for nutrient in concerns.nutrients:
            self.nutrients.update(joins.forms(nutrient))
        self.agents = set(concerns.agents)
        for agent in concerns.agents:
            self.agents.update(joins.all_members(agent))
        self.outcomes = set(concerns.outcomes)
        inside = {form for nutrient in concerns.in_foods for form in (nutrient, *joins.forms(nutrient))}
        self.foods = set(concerns.foods) | {
            food.id
            for food in joins.base.foods
            if food.group in concerns.food_groups or any(amount.nutrient in inside for amount in food.amounts)
        }


def label(source: Source) -> str:
    """'Mott 2019': first author or body, and year."""
    who = re.split(r",| et al| and (?:others|two|three|colleagues)|\(", source.authors or "")[0].strip()
    parts = who.split()
    # "Mott A" is a surname with initials; "Institute of Medicine" is a body.
    if len(parts) >= 2 and parts[-1].isupper() and len(parts[-1]) <= 4 and parts[-1].isalpha():
        who = " ".join(parts[:-1])
    if not who or len(who) > 40:
        who = source.title if len(source.title) <= 44 else source.title[:41].rsplit(" ", 1)[0] + "…"
    return f"{who} {source.year}" if source.year else who


def address(curie: str) -> str | None:
    """The public address of an identifier, or None where there is no stable one."""
    prefix, _, rest = curie.partition(":")
    if prefix in ("https", "http"):
        return curie
    return _RESOLVERS[prefix] + rest if prefix in _RESOLVERS else None


def _shown_name(kind: str, record: Any) -> str:
    if kind == "claims":
        return str(record.said)
    if kind == "sources":
        return label(record)
    if kind == "interactions":
        return str(record.what_happens)
    return str(getattr(record, "name", None) or getattr(record, "title", None) or record.id)


# --- words for plain values ------------------------------------------------------------------------


def dose_text(dose: Dose, joins: Joins) -> str:
    """'MK-7 180 µg a day'."""
    nutrient = joins.nutrients.get(dose.nutrient)
    form = nutrient.short if nutrient else dose.nutrient
    per = "" if dose.per == "dose" else f" a {dose.per}"
    if dose.amount is not None:
        return f"{form} {number(dose.amount)} {dose.unit}{per}" + (" in one dose" if not per else "")
    if dose.low is None or dose.high is None:
        bound, value = ("at least", dose.low) if dose.low is not None else ("up to", dose.high)
        return f"{form} {bound} {number(value or 0)} {dose.unit}{per}"
    return f"{form} {number(dose.low)} to {number(dose.high)} {dose.unit}{per}"


def duration_text(duration: Duration | None) -> str | None:
    """'3 years'."""
    if duration is None:
        return None
    unit = duration.unit.removesuffix("s") if duration.value == 1 else duration.unit
    return f"{number(duration.value)} {unit}"


def effect_text(effect: Effect | None) -> str | None:
    """'odds ratio 0.74 (95 % CI 0.56 to 0.97), p 0.03'."""
    from k2cli.evidence.effects import MEASURE_NAMES

    if effect is None:
        return None
    unit = f" {effect.unit}" if effect.unit else ""
    parts = MEASURE_NAMES[effect.measure]
    if effect.estimate is not None:
        parts += f" {number(effect.estimate)}{unit}"
    if effect.low is not None and effect.high is not None:
        parts += f" ({number(effect.level)} % CI {number(effect.low)} to {number(effect.high)})"
    if effect.p is not None:
        parts += f"{',' if parts else ''} p {effect.p.strip()}"
    if effect.what:
        parts += f"; {effect.what}"
    return parts.strip()


def absolute_text(absolute: Absolute | None) -> str | None:
    """'41 per 1,000 (9 of 217) against 90 per 1,000 (20 of 223) over 4 years'."""
    from k2cli.evidence.effects import per_thousand

    if absolute is None:
        return None

    def arm(events: int, n: int) -> str:
        share = per_thousand(events, n)
        shown = f"{share:.0f}" if share >= 10 or share == int(share) else f"{share:.1f}"
        return f"{shown} per 1,000 ({events:,} of {n:,})"

    text = (
        f"{arm(absolute.with_.events, absolute.with_.n)} with it against "
        f"{arm(absolute.without.events, absolute.without.n)} without"
    )
    return f"{text}, over {absolute.over}" if absolute.over else text
