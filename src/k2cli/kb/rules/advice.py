"""Advice that could hurt, and caveats that could be missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule, texts

RULES: list[Rule] = []

_MEDICINE = (
    r"medicines?|medications?|drugs?|tablets?|prescription|prescribed|anticoagulants?|blood thinners?|warfarin|coumadin|"
    r"acenocoumarol|phenprocoumon|fluindione|antidepressants?|bisphosphonates?|treatment|dose of your"
)
_STOP = re.compile(
    r"\b(stop|stopping|quit|discontinue|discontinuing|come off|wean (?:yourself )?off|throw away|skip|leave off|omit|cease)\b"
    rf"[^.;:!?]{{0,60}}?\b({_MEDICINE})\b",
    re.IGNORECASE,
)
# What turns the sentence round stands close before it.
_NOT = re.compile(
    r"\b(not|never|n't|without|nor|neither|no|rather than|instead of|before|risk of|danger of|if you|who|when|after|whether|starting or|start,|start or)\b[^.;!?]{0,60}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:,()]|\bwhile\b|\bwhereas\b|\bbut\b|\band\b")
_INR_UP = re.compile(r"\bINR\b[^,;]{0,25}\b(rises?|rose|raised|higher|increas\w+|goes up|went up)\b|\b(rais\w+|increas\w+|higher)\b[^,;]{0,12}\bINR\b", re.I)
_INR_DOWN = re.compile(r"\bINR\b[^,;]{0,25}\b(falls?|fell|lower\w*|drops?|dropped|decreas\w+|goes down)\b|\b(lower\w*|decreas\w+|reduc\w+)\b[^,;]{0,12}\bINR\b", re.I)
_WEAKER = re.compile(r"\bweak(?:er|ens?|ened|ening)\b", re.I)
_STRONGER = re.compile(r"\bstrong(?:er)?\b|\bstrengthen\w*\b", re.I)


def stops_a_medicine(text: str) -> str | None:
    """The words that could be read as 'stop your medicine', or None."""
    for found in _STOP.finditer(text):
        before = text[: found.start()]
        if not _NOT.search(before):
            return found.group(0)
    return None


def _advice(view: View) -> Iterator[tuple[str, int, Path, str]]:
    for key in ("claims", "interactions", "caveats", "nutrients", "agents", "ambiguous", "gaps", "mechanisms", "foods"):
        for index, record in view.of(key):
            for path, text in texts(record):
                # What people say is quoted to be judged; it is not our advice.
                if path and path[0] in ("said", "variants", "search", "danger", "alleged", "said_in", "names", "lay"):
                    continue
                yield key, index, path, text


@rule(RULES)
def never_stop_a_medicine(view: View) -> Iterator[Offence]:
    """No sentence of ours can be read as telling somebody to stop a prescribed medicine."""
    for key, index, path, text in _advice(view):
        if words := stops_a_medicine(text):
            yield Offence(
                key, index, path, f"'{words}' can be read as advice to stop a medicine; say whom to ask instead"
            )


def inr_reversed(text: str) -> bool:
    """Whether a clause ties a rising INR to a weaker anticoagulant, or a falling one to a stronger."""
    return any(
        (_INR_UP.search(clause) and _WEAKER.search(clause))
        or (_INR_DOWN.search(clause) and _STRONGER.search(clause))
        for clause in _CLAUSE.split(text)
    )


@rule(RULES)
def inr_up_is_stronger(view: View) -> Iterator[Offence]:
    """An INR that rises means a stronger anticoagulant effect, one that falls a weaker one."""
    for key, index, path, text in _advice(view):
        if inr_reversed(text):
            yield Offence(key, index, path, "a rising INR is a stronger effect, a falling one a weaker")


@rule(RULES)
def vitamin_k_carries_its_caveat(view: View) -> Iterator[Offence]:
    """Every answer that speaks of vitamin K carries the caveat about vitamin K antagonists."""
    from k2cli.index.claims import claim_caveats, subjects

    joins = view.joins
    family = {"vitamin-k", *joins.forms("vitamin-k")}
    if not family & view.ids["nutrients"]:
        return
    guards = {
        c.id for c in view.base.caveats
        if c.severity == "danger" and "vitamin-k" in c.concerns.nutrients and "vka-class" in c.concerns.agents
    }  # fmt: skip
    if "vka-class" in view.ids["agents"] and not guards:
        for index, nutrient in view.of("nutrients"):
            if nutrient.id == "vitamin-k":
                yield Offence("nutrients", index, (), "no danger caveat concerns vitamin-k and vka-class")
        return
    if not guards:
        return
    for index, claim in view.of("claims"):
        if family & subjects(claim, joins) and not guards & {c.id for c in claim_caveats(claim, joins)}:
            yield Offence("claims", index, ("about",), "speaks of vitamin K without the anticoagulant caveat")
    for index, food in view.of("foods"):
        if family & {x.nutrient for x in food.amounts} and not guards & {c.id for c in joins.caveats(foods=[food.id])}:
            yield Offence("foods", index, ("amounts",), "holds vitamin K without the anticoagulant caveat")
    for index, agent in view.of("agents"):
        if "vka-class" in joins.classes(agent.id) and not guards & {
            c.id for c in joins.caveats(agents=[agent.id])
        }:
            yield Offence("agents", index, ("classes",), "a vitamin K antagonist without its caveat")


@rule(RULES)
def serious_pairs_say_what_to_watch(view: View) -> Iterator[Offence]:
    """A major or contraindicated pair says what to watch for."""
    for index, record in view.of("interactions"):
        if record.severity in ("contraindicated", "major") and not record.watch_for:
            yield Offence("interactions", index, ("severity",), f"'{record.severity}' without `watch_for`")


@rule(RULES)
def none_known_does_not_reassure(view: View) -> Iterator[Offence]:
    """A pair with none known never calls itself safe."""
    for index, record in view.of("interactions"):
        if record.severity != "none-known":
            continue
        for path, text in texts(record):
            if re.search(r"\b(is|are|be|perfectly|completely|entirely) safe\b|\bsafe to (take|combine)\b", text, re.I):
                if not re.search(r"\bnot\b|\bno proof\b|\bnever\b", text, re.I):
                    yield Offence("interactions", index, path, "'safe' is more than was looked into")


@rule(RULES)
def spacing_has_hours(view: View) -> Iterator[Offence]:
    """A rule on spacing gives hours before or after."""
    for index, record in view.of("interactions"):
        for i, spacing in enumerate(record.spacing):
            if spacing.before is None and spacing.after is None:
                yield Offence("interactions", index, ("spacing", i), "neither `before` nor `after`")
            for name in ("before", "after"):
                hours = getattr(spacing, name)
                if hours is not None and hours > 24:
                    yield Offence("interactions", index, ("spacing", i, name), f"{hours:g} hours?")


@rule(RULES)
def a_pair_has_two_sides(view: View) -> Iterator[Offence]:
    """An interaction names a nutrient, or the agents on its other side."""
    for index, record in view.of("interactions"):
        if not record.nutrients and not record.beside:
            yield Offence("interactions", index, ("nutrients",), "neither `nutrients` nor `beside`")
        if both := set(record.agents) & set(record.beside):
            yield Offence("interactions", index, ("beside",), f"'{sorted(both)[0]}' stands on both sides")
