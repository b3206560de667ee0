"""What a check reads with: word lists, patterns, dangers, figures of foods, in one value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from k2cli.check.lexicon import (
    ClaimLine,
    Danger,
    FoodRange,
    Omission,
    Reading,
    Recognition,
    Term,
    parse_pattern,
    phrase_stems,
)
from k2cli.check.match import content_stems
from k2cli.check.words import words
from k2cli.index.claims import subjects, verdict
from k2cli.index.joins import Joins
from k2cli.kb.records import Claim

# Outcomes are named to follow a verb ("lowers the risk of hip fracture"); texts name them without.
_OUTCOME = re.compile(r"^(?:the )?(?:risk of |level of |blood level of )?")
_VITAMINS_K = ("vitamin-k", "vitamin-k1", "vitamin-k2", "mk-4", "mk-7", "mk-9")
# How a relation sounds, for claims that no recognition describes (a base of one's own).
_RELATION_CONCEPTS = {
    "lowers": ["lower", "slow"], "raises": ["raise"], "improves": ["raise", "treat", "lower"], "harms": ["cause"],
    "treats": ["treat"], "needs": ["needs"], "activates": ["carboxylate"], "moves": ["direct"], "contains": ["source-of"],
    "interacts": ["interfere"], "compares": ["better-than"],
}  # fmt: skip


def reading(joins: Joins, foods: dict[str, list[tuple[str, float, float]]]) -> Reading:
    """Everything a check needs. `foods` maps a food to its (nutrient, low, high) in µg per 100 g."""
    base = joins.base
    written: dict[str, list[str]] = {c.id: list(c.words) for c in base.concepts}
    auto = _named_records(joins)
    written.update({id_: names for id_, names in auto.items() if id_ not in written})
    concepts = {c.id: c for c in base.concepts}

    def all_words(id_: str, seen: frozenset[str] = frozenset()) -> list[str]:
        out = list(written.get(id_, ()))
        record = concepts.get(id_)
        if record is None:
            return out
        for part in record.includes:
            if part in seen:
                continue
            kind, _, name = part.rpartition(":")
            out += (
                _included(kind, name, record.without, joins, auto) if kind else all_words(part, seen | {id_})
            )
        return out

    used = {c for r in base.recognitions for p in r.when for t in parse_pattern(p) for c in t.concepts}
    used |= {c for d in base.dangers for p in d.when for t in parse_pattern(p) for c in t.concepts}
    used |= {c for d in base.dangers for c in d.unless} | {
        c for o in base.omissions for c in (*o.praises, *o.mentions)
    }
    recognised = {r.claim for r in base.recognitions}
    plain: list[Recognition] = []
    for claim in base.claims:
        if claim.id not in recognised:
            plain += _from_about(claim, written)
    used |= {c for r in plain for t in r.terms for c in t.concepts}
    food_ids = [f for f in foods if foods[f]]
    used |= {c for r in base.recognitions for c in r.denied_by}
    names = [c.id for c in base.concepts] + sorted((used & auto.keys()) - concepts.keys()) + food_ids
    names = list(dict.fromkeys(names))
    phrases: dict[tuple[str, ...], set[int]] = {}
    for number, id_ in enumerate(names):
        for phrase in dict.fromkeys(all_words(id_)):
            for stems in phrase_stems(phrase):
                phrases.setdefault(tuple(stems), set()).add(number)
    return Reading(
        phrases=[(list(stems), n) for stems, numbers in sorted(phrases.items()) for n in sorted(numbers)],
        concepts=names,
        subjects=[c.id for c in base.concepts if c.subject],
        recognitions=[
            *(
                Recognition(r.claim, parse_pattern(p), float(r.bonus), r.negative, list(r.denied_by))
                for r in base.recognitions
                for p in r.when
            ),
            *plain,
        ],
        dangers=[
            Danger(
                d.code,
                d.name,
                d.text,
                list(d.caveats),
                [parse_pattern(p) for p in d.when],
                list(d.unless),
                list(d.sorts),
            )
            for d in sorted(base.dangers, key=lambda d: d.code)
        ],
        omissions=[
            Omission(o.code, o.name, o.text, list(o.praises), list(o.mentions), list(o.caveats))
            for o in sorted(base.omissions, key=lambda o: o.code)
        ],
        claims=[
            ClaimLine(
                c.id,
                verdict(c, joins)[0],
                sorted(
                    {n for s in subjects(c, joins) if s in joins.nutrients for n in (s, *joins.ancestors(s))}
                ),
                [joins.by_id["gaps"][g].code for g in c.gaps],
                _caveats(c, joins),
            )
            for c in base.claims
        ],
        wordings=[
            (c.id, content_stems(w.stem for w in words(text)))
            for c in base.claims
            for text in (c.said, *c.variants)
            if not text.endswith("?")
        ],
        foods=[
            FoodRange(f, joins.by_id["foods"][f].name, nutrient, low, high)
            for f in food_ids
            for nutrient, low, high in foods[f]
        ],
    )


def _caveats(claim: Claim, joins: Joins) -> list[str]:
    """Safety notes of what the sentence itself speaks of; the claim's own page has those of every form and object."""
    named = set(claim.about.subjects)
    found = joins.caveats(
        nutrients={n for n in named if n in joins.nutrients},
        foods=set(),
        agents={x for x in (*named, *claim.about.objects) if x in joins.agents},
        outcomes=set(claim.about.outcomes),
        named=claim.caveats,
    )
    return [v.id for v in found if v.severity in ("danger", "warning")]


def _worth(names: Iterable[str]) -> list[str]:
    """Names that are words: 'P' and 'Ca' would be found in every sentence."""
    return [n for n in names if len(n) > 3 or any(c.isdigit() for c in n)]


def _named_records(joins: Joins) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for key in ("nutrients", "agents", "foods", "food_groups", "topics"):
        for record in joins.base.records[key]:
            names = [record.name.split(" (")[0], *getattr(record, "names", {}).get("en", [])]
            if key == "nutrients":
                names.append(record.short)
            for brands in getattr(record, "brands", {}).values():
                names += brands
            out.setdefault(record.id, []).extend(_worth(n for n in names if n.count(" ") < 5))
    for outcome in joins.base.outcomes:
        out.setdefault(outcome.id, []).extend(_worth([_OUTCOME.sub("", outcome.name), *outcome.lay]))
    return out


def _included(
    kind: str, name: str, without: Iterable[str], joins: Joins, auto: dict[str, list[str]]
) -> list[str]:
    if kind == "nutrient":
        family = [name, *joins.forms(name)]
    elif kind in ("agent", "agents"):
        out = {x for agent in without for x in (agent, *joins.all_members(agent))}
        mine = (
            [name, *joins.all_members(name)]
            if kind == "agent"
            else [a.id for a in joins.base.agents if a.kind == name]
        )
        family = [x for x in mine if x not in out]
    elif kind == "group":
        family = [name, *(f.id for f in joins.base.foods if f.group == name)]
    else:
        family = [name]
    return [word for id_ in family for word in auto.get(id_, ())]


def _from_about(claim: Claim, written: dict[str, list[str]]) -> list[Recognition]:
    """Patterns for a claim that nobody described: its subject, its relation, its object or outcome."""
    about = claim.about
    others = [x for x in (*about.objects, *about.outcomes) if x in written]
    named = [x for x in about.subjects if x in written]
    relation = [c for c in _RELATION_CONCEPTS.get(about.relation, ()) if c in written]
    if not named or not others or not relation:
        return []
    return [Recognition(claim.id, [Term(named), Term(relation), Term(others)], 0.2)]


def food_spans(joins: Joins) -> dict[str, list[tuple[str, float, float]]]:
    """Measured figures of vitamin K in µg per 100 g, lowest and highest, by food and form."""
    out: dict[str, list[tuple[str, float, float]]] = {}
    for food in joins.base.foods:
        spans: dict[str, tuple[float, float]] = {}
        for amount in food.amounts:
            if amount.nutrient not in _VITAMINS_K or amount.state not in ("measured", "trace", "zero"):
                continue
            ends = [x for x in (amount.low, amount.value, amount.high) if x is not None]
            scale = {"µg": 1.0, "mg": 1000.0, "ng": 0.001}.get(amount.unit or "", 0.0) * 100 / amount.per
            if not ends or not scale:
                continue
            low, high = min(ends) * scale, max(ends) * scale
            old = spans.get(amount.nutrient, (low, high))
            spans[amount.nutrient] = (min(low, old[0]), max(high, old[1]))
        if spans:
            out[food.id] = [(nutrient, low, high) for nutrient, (low, high) in spans.items()]
    return out
