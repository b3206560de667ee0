"""Every rule catches what it is for, points at it, and lets the next best thing pass."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from k2cli.kb.load import Problem, load
from k2cli.kb.rules import RULES, blocking, check
from k2cli.kb.rules.advice import inr_reversed, reassures, stops_a_medicine
from tests.conftest import TINY, record

Data = dict[str, Any]
Bend = Callable[[Data], None]
BaseOf = Callable[[Data], Path]


def _holder(data: Data, where: str) -> tuple[Any, Any]:
    """What holds the value at 'claims/k2-mends-hips/findings/0/size', and its last step."""
    key, *steps = where.split("/")
    if not steps:
        return data, key
    rows = data[key]
    first = steps.pop(0)
    if not steps:
        return rows, next(i for i, row in enumerate(rows) if row["id"] == first)
    value = rows[int(first)] if first.isdigit() else record(data, key, first)
    path: list[Any] = [int(step) if step.isdigit() else step for step in steps]
    for step in path[:-1]:
        value = value[step]
    return value, path[-1]


def put(where: str, value: Any) -> Bend:
    """Sets the value at a path."""

    def bend(data: Data) -> None:
        holder, last = _holder(data, where)
        holder[last] = value

    return bend


def drop(where: str) -> Bend:
    """Takes the value at a path away."""

    def bend(data: Data) -> None:
        holder, last = _holder(data, where)
        del holder[last]

    return bend


def add(where: str, *items: Any) -> Bend:
    """Puts items at the end of the list at a path; starts the list where there is none."""

    def bend(data: Data) -> None:
        holder, last = _holder(data, where)
        if isinstance(holder, dict):
            holder.setdefault(last, [])
        holder[last].extend(items)

    return bend


def all_of(*bends: Bend) -> Bend:
    """One bend after another."""

    def bend(data: Data) -> None:
        for one in bends:
            one(data)

    return bend


class Caught(NamedTuple):
    """A bend, the rule that must catch it, in which record, on which line, with which words."""

    rule: str
    what: str
    bend: Bend
    record: str
    at: str
    says: str


class Passes(NamedTuple):
    """A bend that comes close to what a rule forbids, and is right."""

    rule: str
    what: str
    bend: Bend


HIPS = "claims/k2-mends-hips"
MOOD = "claims/k2-lifts-mood"
GLUE = "claims/glue-holds-calcium"
LABEL = "claims/label-is-total"
SINGING = "claims/singing-helps-hips"
EFFECT = f"{HIPS}/findings/0/effect"
AMOUNT = "foods/natto/amounts/1"
DOSE = "sources/trial-sound/doses/0"
WRITTEN = {"date": "2026-01-01", "by": "editor", "change": "Looked at again."}
SAFE_TEXT = "No interaction was found documented; that is not proof that it is safe."


def dose(**changes: Any) -> Bend:
    """Changes the dose of the sound trial."""
    return put(DOSE, {"nutrient": "mk-7", "amount": 180, "unit": "µg", **changes})


def pattern(*lines: str) -> Bend:
    """A way of reading a claim, with two concepts to read it by."""
    return all_of(
        put("concepts", [{"id": "hips", "words": ["hip*", "hip (bone|joint)"]}]),
        put("recognitions", [{"claim": "k2-mends-hips", "when": list(lines)}]),
    )


def danger(**changes: Any) -> Bend:
    """An advice that hurts, as texts give it."""
    row = {
        "id": "more-k2", "code": "D01", "name": "more K2", "text": "More is not better.",
        "caveats": ["vka-vitamin-k"], "when": ["mk-7"],
    }  # fmt: skip
    return put("dangers", [{**row, **changes}])


def omission(**changes: Any) -> Bend:
    """A thing left out, as texts leave it out."""
    row = {
        "id": "no-clinic", "code": "O01", "name": "no clinic", "text": "The clinic is left out.",
        "praises": ["k2-mends-hips"], "mentions": ["warfarin"],
    }  # fmt: skip
    return put("omissions", [{**row, **changes}])


NEWER = all_of(
    add("sources/trial-mood/supersedes", "paper-b"),
    put(f"{GLUE}/evidence/0/source", "paper-b"),
)

CAUGHT = [
    # --- references
    Caught(
        "references-exist",
        "parent",
        put("nutrients/mk-7/parent", "vitamin-q"),
        "nutrients mk-7",
        "parent: vitamin-q",
        "'vitamin-q' is no record of nutrients",
    ),
    Caught(
        "references-exist",
        "parent of the wrong kind",
        put("nutrients/mk-7/parent", "natto"),
        "nutrients mk-7",
        "parent: natto",
        "no record of nutrients",
    ),
    Caught(
        "references-exist",
        "group",
        put("foods/kale/group", "roots"),
        "foods kale",
        "group: roots",
        "food_groups",
    ),
    Caught(
        "references-exist",
        "amount",
        put(f"{AMOUNT}/nutrient", "mk-77"),
        "foods natto",
        "nutrient: mk-77",
        "'mk-77'",
    ),
    Caught(
        "references-exist",
        "counts",
        put("foods/natto/amounts/5/counts/1", "mk-44"),
        "foods natto",
        "mk-44",
        "'mk-44'",
    ),
    Caught(
        "references-exist",
        "serving",
        put("foods/natto/servings/0/source", "table-z"),
        "foods natto",
        "source: table-z",
        "'table-z'",
    ),
    Caught(
        "references-exist",
        "evidence",
        put(f"{HIPS}/evidence/0/source", "no-such"),
        "claims k2-mends-hips",
        "source: no-such",
        "'no-such' is no record of sources",
    ),
    Caught(
        "references-exist",
        "counts in people",
        put(f"{HIPS}/findings/0/absolute/source", "no-such"),
        "claims k2-mends-hips",
        "source: no-such",
        "no-such",
    ),
    Caught(
        "references-exist",
        "outcome",
        put(f"{HIPS}/findings/0/outcome", "hip"),
        "claims k2-mends-hips",
        "outcome: hip",
        "'hip' is no record of outcomes",
    ),
    Caught(
        "references-exist", "gap", put(f"{LABEL}/gaps", ["g99"]), "claims label-is-total", "g99", "of gaps"
    ),
    Caught(
        "references-exist",
        "article",
        put(f"{HIPS}/said_in/0/text", "no-blog"),
        "claims k2-mends-hips",
        "text: no-blog",
        "of articles",
    ),
    Caught(
        "references-exist",
        "related",
        put(f"{HIPS}/related", ["k3"]),
        "claims k2-mends-hips",
        "k3",
        "of claims",
    ),
    Caught(
        "references-exist",
        "class",
        put("agents/apixaban/classes", ["noac"]),
        "agents apixaban",
        "noac",
        "of agents",
    ),
    Caught(
        "references-exist",
        "beside",
        put("interactions/cranberry-warfarin/beside", ["bilberry"]),
        "interactions cranberry-warfarin",
        "bilberry",
        "of agents",
    ),
    Caught(
        "references-exist",
        "dose",
        put("interactions/mk7-vka/thresholds/0/dose/nutrient", "mk-70"),
        "interactions mk7-vka",
        "mk-70",
        "mk-70",
    ),
    Caught(
        "references-exist",
        "spacing",
        put("interactions/calcium-levothyroxine/spacing/0/agent", "thyroxin"),
        "interactions calcium-levothyroxine",
        "thyroxin",
        "of agents",
    ),
    Caught(
        "references-exist",
        "caveat",
        put("caveats/greens-steady/concerns/food_groups", ["roots"]),
        "caveats greens-steady",
        "roots",
        "food_groups",
    ),
    Caught(
        "references-exist",
        "step",
        put("mechanisms/glue/steps/0/acts_here", ["wafarin"]),
        "mechanisms glue",
        "wafarin",
        "of agents",
    ),
    Caught(
        "references-exist",
        "pools",
        add("sources/review-old/pools", "trial-x"),
        "sources review-old",
        "trial-x",
        "of sources",
    ),
    Caught(
        "references-exist",
        "ambiguous",
        put("ambiguous/0/means", ["vka-class", "noacs"]),
        "ambiguous 1",
        "noacs",
        "'noacs'",
    ),
    Caught(
        "references-exist",
        "search",
        put("searches/looked-for-more/concerns", ["nothing-here"]),
        "searches looked-for-more",
        "nothing-here",
        "nothing-here",
    ),
    Caught(
        "references-exist",
        "disagreement",
        put("disagreements/what-k-means/foods", ["nattou"]),
        "disagreements what-k-means",
        "nattou",
        "of foods",
    ),
    Caught(
        "families-have-no-circles",
        "own parent",
        put("nutrients/calcium/parent", "calcium"),
        "nutrients calcium",
        "parent: calcium",
        "'calcium' is above itself",
    ),
    Caught(
        "families-have-no-circles",
        "own grandparent",
        put("nutrients/vitamin-k/parent", "mk-7"),
        "nutrients vitamin-k",
        "parent: mk-7",
        "break the circle",
    ),
    Caught(
        "families-have-no-circles",
        "own class",
        add("agents/vka-class/classes", "vka-class"),
        "agents vka-class",
        "classes:",
        "above itself",
    ),
    Caught(
        "classes-are-classes-with-members",
        "a drug as class",
        add("agents/paracetamol/classes", "warfarin"),
        "agents paracetamol",
        "warfarin",
        "'warfarin' is a drug, not a class",
    ),
    Caught(
        "classes-are-classes-with-members",
        "nobody in it",
        add("agents", {"id": "lonely", "name": "lonely class", "kind": "class"}),
        "agents lonely",
        "kind: class",
        "without members",
    ),
    Caught(
        "pools-have-no-circles",
        "itself",
        add("sources/trial-other/pools", "trial-other"),
        "sources trial-other",
        "pools:",
        "trial-other → trial-other",
    ),
    Caught(
        "pools-have-no-circles",
        "through another",
        add("sources/trial-other/pools", "review-old"),
        "sources review-old",
        "pools:",
        "circle",
    ),
    # --- identity
    Caught(
        "identifiers-have-their-pattern",
        "a letter",
        put("sources/trial-sound/ids/0", "pubmed:1234567x"),
        "sources trial-sound",
        "pubmed:1234567x",
        "not what a pubmed looks like",
    ),
    Caught(
        "identifiers-have-their-pattern",
        "unknown prefix",
        put("sources/trial-sound/ids/0", "pubmde:12345678"),
        "sources trial-sound",
        "pubmde",
        "unknown prefix",
    ),
    Caught(
        "identifiers-have-their-pattern",
        "a digit more in ATC",
        put("agents/warfarin/ids", ["atc:B01AA033"]),
        "agents warfarin",
        "atc:B01AA033",
        "atc",
    ),
    Caught(
        "one-record-per-identifier",
        "two sources",
        add("sources/trial-mood/ids", "doi:10.1000/SOUND.1"),
        "sources trial-mood",
        "doi:10.1000/SOUND.1",
        "belongs to 'trial-sound' already",
    ),
    Caught(
        "one-record-per-identifier",
        "two agents",
        add("agents/apixaban/ids", "atc:B01AA03"),
        "agents apixaban",
        "atc:B01AA03",
        "'warfarin'",
    ),
    Caught(
        "one-record-per-identifier",
        "one register number, two trials",
        all_of(
            add("sources/trial-sound/ids", "clinicaltrials:NCT00000001"),
            add("sources/trial-mood/ids", "clinicaltrials:NCT00000001"),
        ),
        "sources trial-mood",
        "NCT00000001",
        "merge the two",
    ),
    Caught(
        "one-record-per-identifier",
        "a register number on agents",
        all_of(add("agents/apixaban/ids", "isrctn:ISRCTN1"), add("agents/paracetamol/ids", "isrctn:ISRCTN1")),
        "agents paracetamol",
        "ISRCTN1",
        "'apixaban'",
    ),
    Caught(
        "a-name-means-one-thing",
        "a brand",
        put("agents/apixaban/brands/us", ["Coumadin"]),
        "agents apixaban",
        "Coumadin",
        "'Coumadin' already leads to 'warfarin'",
    ),
    Caught(
        "a-name-means-one-thing",
        "written otherwise",
        put("nutrients/mk-4/names", {"en": ["MENACHINON 7"]}),
        "nutrients mk-7",
        "Menachinon-7",
        "already leads to",
    ),
    Caught(
        "gap-codes-are-unique",
        "same code",
        put("gaps/rests-on-retracted/code", "G01"),
        "gaps rests-on-retracted",
        "code: G01",
        "'marker-as-outcome' already",
    ),
    # --- evidence
    Caught(
        "interval-contains-estimate",
        "outside",
        put(f"{EFFECT}/estimate", 2.2),
        "claims k2-mends-hips",
        "effect:",
        "2.2 lies outside its interval 0.4 to 2.1",
    ),
    Caught(
        "interval-contains-estimate",
        "turned round",
        all_of(put(f"{EFFECT}/low", 2.1), put(f"{EFFECT}/high", 0.4)),
        "claims k2-mends-hips",
        "effect:",
        "low 2.1 is above high 0.4",
    ),
    Caught(
        "interval-contains-estimate",
        "one end",
        drop(f"{EFFECT}/low"),
        "claims k2-mends-hips",
        "effect:",
        "both `low` and `high`",
    ),
    Caught(
        "interval-contains-estimate",
        "in evidence",
        put(f"{HIPS}/evidence/2/effect/estimate", 0.3),
        "claims k2-mends-hips",
        "effect:",
        "0.3 lies outside",
    ),
    Caught(
        "p-lies-between-0-and-1",
        "above one",
        put(f"{EFFECT}/p", "1.2"),
        "claims k2-mends-hips",
        "p: '1.2'",
        "p 1.2 is no probability",
    ),
    Caught(
        "p-lies-between-0-and-1",
        "below eight",
        put(f"{EFFECT}/p", "< 8"),
        "claims k2-mends-hips",
        "p:",
        "no probability",
    ),
    Caught(
        "ratios-are-positive",
        "zero",
        put(f"{EFFECT}/low", 0),
        "claims k2-mends-hips",
        "low: 0",
        "a ratio can't be 0",
    ),
    Caught(
        "direction-agrees-with-effect",
        "the other way",
        all_of(put(f"{HIPS}/findings/0/direction", "raises"), put(f"{HIPS}/findings/0/claimed", "raises")),
        "claims k2-mends-hips",
        "direction: raises",
        "'raises' goes against odds-ratio 0.9",
    ),
    Caught(
        "direction-agrees-with-effect",
        "clear but called none",
        all_of(put(f"{HIPS}/findings/0/direction", "no-difference"), put(f"{EFFECT}/high", 0.99)),
        "claims k2-mends-hips",
        "direction: no-difference",
        "excludes no effect",
    ),
    Caught(
        "size-goes-with-direction",
        "size of unclear",
        put(f"{HIPS}/findings/0/size", "small"),
        "claims k2-mends-hips",
        "size: small",
        "no size for 'unclear'",
    ),
    Caught(
        "moves-follow-grade",
        "trials raised",
        put(f"{HIPS}/findings/0/moves", [{"domain": "large-effect", "steps": 1, "reason": "Large."}]),
        "claims k2-mends-hips",
        "moves:",
        "not raised",
    ),
    Caught(
        "moves-follow-grade",
        "wrong way",
        put(f"{HIPS}/findings/0/moves/0/steps", 2),
        "claims k2-mends-hips",
        "moves:",
        "wrong way",
    ),
    Caught(
        "moves-follow-grade",
        "three steps",
        add(f"{HIPS}/findings/0/moves", {"domain": "imprecision", "steps": -1, "reason": "Again."}),
        "claims k2-mends-hips",
        "moves:",
        "more than two steps",
    ),
    Caught(
        "events-fit-their-groups",
        "with",
        put(f"{HIPS}/findings/0/absolute/with/events", 218),
        "claims k2-mends-hips",
        "with:",
        "218 events among 217 people",
    ),
    Caught(
        "events-fit-their-groups",
        "without",
        put(f"{HIPS}/findings/0/absolute/without/n", 19),
        "claims k2-mends-hips",
        "without:",
        "20 events among 19 people",
    ),
    Caught(
        "effects-are-graded",
        "no rows",
        put(f"{HIPS}/findings", []),
        "claims k2-mends-hips",
        "kind: effect",
        "needs `findings`",
    ),
    Caught(
        "verdict-agrees-with-certainty",
        "supported by very low",
        put(f"{MOOD}/verdict", "supported"),
        "claims k2-lifts-mood",
        "verdict: supported",
        "without an agreeing row",
    ),
    Caught(
        "verdict-agrees-with-certainty",
        "untested with a row",
        put(f"{MOOD}/verdict", "untested"),
        "claims k2-lifts-mood",
        "verdict: untested",
        "says what was shown",
    ),
    Caught(
        "verdict-has-its-evidence",
        "no support",
        put(f"{GLUE}/evidence/0/bears", "context"),
        "claims glue-holds-calcium",
        "verdict: partly-supported",
        "without evidence that supports",
    ),
    Caught(
        "verdict-has-its-evidence",
        "nothing against",
        put(f"{LABEL}/evidence/0/bears", "context"),
        "claims label-is-total",
        "verdict: wrong-as-stated",
        "without evidence against",
    ),
    Caught(
        "falling-short-has-a-gap",
        "no gap",
        put(f"{LABEL}/gaps", []),
        "claims label-is-total",
        "verdict: wrong-as-stated",
        "without a gap",
    ),
    Caught(
        "cells-and-animals-grade-no-one",
        "a graded dish",
        put(f"{MOOD}/findings/0/sources", ["paper-b"]),
        "claims k2-lifts-mood",
        "sources:",
        "can't grade an outcome in people",
    ),
    Caught(
        "cells-and-animals-grade-no-one",
        "a dish shown in people",
        put(f"{GLUE}/evidence/0/shown_in", "people"),
        "claims glue-holds-calcium",
        "shown_in: people",
        "'paper-b' is laboratory work",
    ),
    Caught(
        "one-trial-counts-once",
        "two of one",
        put(f"{HIPS}/findings/0/studies", 2),
        "claims k2-mends-hips",
        "studies: 2",
        "2 studies, but the sources report 1",
    ),
    Caught(
        "one-trial-counts-once",
        "two reports of one trial",
        all_of(
            put(f"{HIPS}/findings/0/studies", 2),
            add(f"{HIPS}/findings/0/sources", "trial-mood"),
            put("sources/trial-mood/trial", "one"),
            put("sources/trial-sound/trial", "one"),
        ),
        "claims k2-mends-hips",
        "studies: 2",
        "report 1",
    ),
    Caught(
        "newer-source-is-cited",
        "only the old one",
        NEWER,
        "claims glue-holds-calcium",
        "source: paper-b",
        "'paper-b' was replaced by trial-mood",
    ),
    Caught(
        "history-runs-forward",
        "claim",
        add(f"{HIPS}/history", WRITTEN),
        "claims k2-mends-hips",
        "history:",
        "oldest entry first",
    ),
    Caught(
        "history-runs-forward",
        "interaction",
        add("interactions/k-doac/history", WRITTEN),
        "interactions k-doac",
        "history:",
        "oldest entry first",
    ),
    # --- retraction
    Caught(
        "retracted-support-is-declared",
        "retracted",
        put(f"{HIPS}/retracted_support", ["review-old"]),
        "claims k2-mends-hips",
        "source: trial-withdrawn",
        "'trial-withdrawn' is retracted",
    ),
    Caught(
        "retracted-support-is-declared",
        "pools it",
        put(f"{HIPS}/retracted_support", ["trial-withdrawn"]),
        "claims k2-mends-hips",
        "source: review-old",
        "'review-old' pools retracted work",
    ),
    Caught(
        "retracted-support-is-declared",
        "still stands",
        add(f"{MOOD}/retracted_support", "trial-mood"),
        "claims k2-lifts-mood",
        "trial-mood",
        "or still stands",
    ),
    Caught(
        "verdict-allows-for-retraction",
        "nothing left",
        all_of(
            put(f"{GLUE}/evidence/0/source", "trial-withdrawn"),
            put(f"{GLUE}/retracted_support", ["trial-withdrawn"]),
        ),
        "claims glue-holds-calcium",
        "verdict: partly-supported",
        "every work in support is retracted",
    ),
    Caught(
        "rows-rest-on-live-work",
        "a withdrawn row",
        put(f"{HIPS}/findings/1/sources", ["trial-withdrawn"]),
        "claims k2-mends-hips",
        "sources:",
        "every source is retracted",
    ),
    Caught(
        "retraction-says-where",
        "no notice",
        put("sources/trial-other/status", {"state": "corrected"}),
        "sources trial-other",
        "status:",
        "'corrected' without `notice` or `note`",
    ),
    Caught(
        "retraction-says-where",
        "notice of nothing",
        put("sources/trial-other/status", {"state": "none-seen", "date": "2018"}),
        "sources trial-other",
        "status:",
        "a notice without a state",
    ),
    Caught(
        "nothing-from-memory",
        "evidence and row",
        put("sources/trial-mood/read", "memory"),
        "claims k2-lifts-mood",
        "trial-mood",
        "'trial-mood' was not read by anyone",
    ),
    Caught(
        "nothing-from-memory",
        "food",
        put("sources/table-a/read", "memory"),
        "foods natto",
        "source: table-a",
        "'table-a' was not read",
    ),
    Caught(
        "nothing-from-memory",
        "interaction",
        put("sources/intake-book/read", "memory"),
        "interactions k-doac",
        "source: intake-book",
        "'intake-book' was not read",
    ),
    Caught(
        "nothing-from-memory",
        "intake",
        put("sources/intake-book/read", "memory"),
        "nutrients vitamin-k",
        "source: intake-book",
        "'intake-book' was not read",
    ),
    Caught(
        "nothing-from-memory",
        "caveat",
        put("sources/intake-book/read", "memory"),
        "caveats greens-steady",
        "intake-book",
        "'intake-book' was not read",
    ),
    Caught(
        "nothing-from-memory",
        "step",
        put("sources/paper-b/read", "memory"),
        "mechanisms glue",
        "paper-b",
        "'paper-b' was not read",
    ),
    Caught(
        "sources-say-where-they-were-read",
        "nowhere",
        put("sources/trial-mood/seen_at", []),
        "sources trial-mood",
        "read: abstract",
        "no `seen_at`",
    ),
    # --- amounts
    Caught(
        "state-and-value-agree",
        "measured nothing",
        drop(f"{AMOUNT}/value"),
        "foods natto",
        "nutrient: mk-7",
        "'measured' without a value",
    ),
    Caught(
        "state-and-value-agree",
        "measured zero",
        put(f"{AMOUNT}/value", 0),
        "foods natto",
        "nutrient: mk-7",
        "'measured' 0 is 'zero'",
    ),
    Caught(
        "state-and-value-agree",
        "no unit",
        drop(f"{AMOUNT}/unit"),
        "foods natto",
        "nutrient: mk-7",
        "a figure without a unit",
    ),
    Caught(
        "state-and-value-agree",
        "zero of five",
        put("foods/kale/amounts/1/value", 5),
        "foods kale",
        "nutrient: mk-7",
        "'zero' with the value 5",
    ),
    Caught(
        "state-and-value-agree",
        "trace with a figure",
        put("foods/natto/amounts/4/value", 1),
        "foods natto",
        "nutrient: mk-4",
        "'trace' with the value 1",
    ),
    Caught(
        "low-value-high-in-order",
        "value below low",
        put("foods/kale/amounts/0/value", 299),
        "foods kale",
        "nutrient: vitamin-k1",
        "not in order: [300.0, 299.0, 480.0]",
    ),
    Caught(
        "low-value-high-in-order",
        "low above high",
        all_of(drop("foods/kale/amounts/0/value"), put("foods/kale/amounts/0/low", 481)),
        "foods kale",
        "nutrient: vitamin-k1",
        "[481.0, 480.0]",
    ),
    Caught(
        "units-fit-the-nutrient",
        "IU",
        put(f"{AMOUNT}/unit", "IU"),
        "foods natto",
        "unit: IU",
        "IU can't stand beside µg of mk-7",
    ),
    Caught(
        "no-thousandfold-slip",
        "mg for µg",
        put(f"{AMOUNT}/unit", "mg"),
        "foods natto",
        "value: 775",
        "775000 µg of MK-7 per 100 g is above 2000",
    ),
    Caught(
        "no-thousandfold-slip",
        "just above",
        put(f"{AMOUNT}/value", 2000.1),
        "foods natto",
        "value: 2000.1",
        "above 2000",
    ),
    Caught(
        "no-thousandfold-slip",
        "in a portion",
        put("foods/natto/amounts/3/per", 40),
        "foods natto",
        "value: 850",
        "2125 µg",
    ),
    Caught(
        "no-thousandfold-slip",
        "only a low end",
        all_of(drop(f"{AMOUNT}/value"), put(f"{AMOUNT}/low", 2001)),
        "foods natto",
        "nutrient: mk-7",
        "2001 µg",
    ),
    Caught(
        "sums-say-what-they-count",
        "no counts",
        drop("foods/natto/amounts/5/counts"),
        "foods natto",
        "nutrient: vitamin-k",
        "what does this vitamin-k count?",
    ),
    Caught(
        "sums-say-what-they-count",
        "counts of one form",
        put(f"{AMOUNT}/counts", ["mk-4"]),
        "foods natto",
        "counts:",
        "only a sum counts several forms",
    ),
    Caught(
        "doses-are-whole",
        "no amount",
        put(DOSE, {"nutrient": "mk-7", "unit": "µg"}),
        "sources trial-sound",
        "nutrient: mk-7",
        "a dose without an amount",
    ),
    Caught(
        "doses-are-whole",
        "turned round",
        put(DOSE, {"nutrient": "mk-7", "unit": "µg", "low": 5, "high": 4}),
        "sources trial-sound",
        "nutrient: mk-7",
        "low 5.0 is above high 4.0",
    ),
    Caught(
        "doses-are-whole",
        "threshold",
        drop("interactions/mk7-vka/thresholds/0/dose/amount"),
        "interactions mk7-vka",
        "dose:",
        "a dose without an amount",
    ),
    Caught(
        "doses-are-plausible",
        "MK-7 in mg",
        dose(unit="mg"),
        "sources trial-sound",
        "nutrient: mk-7",
        "180 mg of mk-7: mg taken for µg?",
    ),
    Caught(
        "doses-are-plausible",
        "two mg of MK-7",
        dose(amount=2, unit="mg"),
        "sources trial-sound",
        "nutrient: mk-7",
        "2 mg of mk-7",
    ),
    Caught(
        "doses-are-plausible",
        "too much MK-4",
        dose(nutrient="mk-4", amount=100.5, unit="mg"),
        "sources trial-sound",
        "nutrient: mk-4",
        "100.5 mg",
    ),
    Caught(
        "doses-are-plausible",
        "at least",
        put(DOSE, {"nutrient": "mk-7", "low": 180, "unit": "mg"}),
        "sources trial-sound",
        "nutrient: mk-7",
        "180 mg",
    ),
    Caught(
        "servings-are-portions",
        "too heavy",
        put("foods/natto/servings/0/grams", 1001),
        "foods natto",
        "grams: 1001",
        "a serving of 1001 g?",
    ),
    Caught(
        "servings-are-portions",
        "too light",
        put("foods/natto/servings/0/grams", 0.1),
        "foods natto",
        "grams: 0.1",
        "0.1 g?",
    ),
    Caught(
        "servings-are-portions",
        "twice",
        add("foods/natto/servings", {"name": "1 pack", "grams": 40, "source": "table-a"}),
        "foods natto",
        "name: 1 pack",
        "'1 pack' stands twice",
    ),
    Caught(
        "no-intake-nobody-gave",
        "an intake of MK-7",
        lambda d: put(
            "nutrients/mk-7/reference_intakes",
            [dict(record(d, "nutrients", "vitamin-k")["reference_intakes"][0])],
        )(d),
        "nutrients mk-7",
        "reference_intakes:",
        "no authority has set an intake for K2",
    ),
    Caught(
        "no-intake-nobody-gave",
        "silence",
        drop("nutrients/calcium/no_intake_note"),
        "nutrients calcium",
        "id: calcium",
        "no `no_intake_note`",
    ),
    Caught(
        "upper-level-or-none-set",
        "no unit",
        put("nutrients/vitamin-k/upper_levels/0/value", 1000),
        "nutrients vitamin-k",
        "authority: Some Academy",
        "value and unit go together",
    ),
    Caught(
        "upper-level-or-none-set",
        "none, and no word why",
        drop("nutrients/vitamin-k/upper_levels/0/note"),
        "nutrients vitamin-k",
        "authority: Some Academy",
        "say why in `note`",
    ),
    # --- advice
    Caught(
        "never-stop-a-medicine",
        "in what to do",
        put("interactions/mk7-vka/what_to_do", ["Stop warfarin."]),
        "interactions mk7-vka",
        "Stop warfarin",
        "'Stop warfarin' can be read as advice",
    ),
    Caught(
        "never-stop-a-medicine",
        "a brand of the base",
        put("caveats/greens-steady/text", "Eat greens and stop Jantoven."),
        "caveats greens-steady",
        "Jantoven",
        "stop Jantoven",
    ),
    Caught(
        "never-stop-a-medicine",
        "in a caution",
        put(f"{HIPS}/cautions", ["You no longer need your medicine."]),
        "claims k2-mends-hips",
        "no longer need",
        "no longer need your medicine",
    ),
    Caught(
        "never-stop-a-medicine",
        "in an omission",
        omission(text="Stop the tablets."),
        "omissions no-clinic",
        "Stop the tablets",
        "Stop the tablets",
    ),
    Caught(
        "inr-up-is-stronger",
        "reversed",
        put("interactions/mk7-vka/what_happens", "MK-7 weakens the medicine; the INR rises."),
        "interactions mk7-vka",
        "the INR rises",
        "a rising INR is a stronger effect",
    ),
    Caught(
        "vitamin-k-carries-its-caveat",
        "no guard",
        put("caveats/vka-vitamin-k/severity", "warning"),
        "nutrients vitamin-k",
        "id: vitamin-k",
        "no danger caveat concerns vitamin-k and vka-class",
    ),
    Caught(
        "vitamin-k-carries-its-caveat",
        "food",
        put("caveats/vka-vitamin-k/concerns/in_foods", []),
        "foods natto",
        "amounts:",
        "holds vitamin K without",
    ),
    Caught(
        "serious-pairs-say-what-to-watch",
        "major",
        put("interactions/mk7-vka/watch_for", []),
        "interactions mk7-vka",
        "severity: major",
        "'major' without `watch_for`",
    ),
    Caught(
        "serious-pairs-say-what-to-watch",
        "contraindicated",
        put("interactions/k-doac/severity", "contraindicated"),
        "interactions k-doac",
        "severity: contraindicated",
        "without `watch_for`",
    ),
    Caught(
        "none-known-does-not-reassure",
        "safe",
        put("interactions/k-doac/what_happens", "It is safe to take together."),
        "interactions k-doac",
        "It is safe",
        "'is safe' is more than was looked into",
    ),
    Caught(
        "none-known-does-not-reassure",
        "safe, and a not elsewhere",
        put("interactions/k-doac/what_happens", "This is safe. It does not change a thing."),
        "interactions k-doac",
        "This is safe",
        "more than was looked into",
    ),
    Caught(
        "spacing-has-hours",
        "none",
        all_of(
            drop("interactions/calcium-levothyroxine/spacing/0/before"),
            drop("interactions/calcium-levothyroxine/spacing/0/after"),
        ),
        "interactions calcium-levothyroxine",
        "agent: levothyroxine",
        "neither `before` nor `after`",
    ),
    Caught(
        "spacing-has-hours",
        "minutes for hours",
        put("interactions/calcium-levothyroxine/spacing/0/after", 240),
        "interactions calcium-levothyroxine",
        "after: 240",
        "240 hours?",
    ),
    Caught(
        "a-pair-has-two-sides",
        "one side",
        put("interactions/cranberry-warfarin/beside", []),
        "interactions cranberry-warfarin",
        "id: cranberry-warfarin",
        "neither `nutrients` nor `beside`",
    ),
    Caught(
        "a-pair-has-two-sides",
        "the same side",
        put("interactions/cranberry-warfarin/beside", ["warfarin"]),
        "interactions cranberry-warfarin",
        "beside:",
        "'warfarin' stands on both sides",
    ),
    # --- texts
    Caught(
        "no-control-characters",
        "escape",
        put("caveats/greens-steady/text", "Keep \x1b[31mgreens steady."),
        "caveats greens-steady",
        "text:",
        "control character",
    ),
    Caught(
        "no-control-characters",
        "right to left",
        put("foods/kale/name", "Kale\u202e raw"),
        "foods kale",
        "name:",
        "control character",
    ),
    Caught(
        "no-control-characters",
        "line break",
        put("foods/natto/note", "Two tables.\nThey differ."),
        "foods natto",
        "note:",
        "line break",
    ),
    Caught(
        "no-markup",
        "tag",
        put("caveats/greens-steady/text", "Keep <b>greens</b> steady."),
        "caveats greens-steady",
        "<b>",
        "'<b>' looks like markup",
    ),
    Caught(
        "no-markup",
        "link",
        put("caveats/greens-steady/text", "See [here](there)."),
        "caveats greens-steady",
        "[here]",
        "markup",
    ),
    Caught(
        "sentences-are-short",
        "61 words",
        put(f"{HIPS}/shown", " ".join(["word"] * 61) + "."),
        "claims k2-mends-hips",
        "shown:",
        "a sentence of 61 words",
    ),
    Caught(
        "nothing-left-open",
        "a note to self",
        put("foods/natto/note", "TODO ask the agency."),
        "foods natto",
        "TODO",
        "'TODO' is left in the record",
    ),
    Caught(
        "addresses-are-public",
        "a number",
        put("sources/trial-mood/seen_at", ["http://10.0.0.12/paper"]),
        "sources trial-mood",
        "10.0.0.12",
        "raw network address",
    ),
    Caught(
        "pointers-are-short",
        "eleven words",
        put(f"{HIPS}/said_in/0/find", "a b c d e f g h i j k"),
        "claims k2-mends-hips",
        "find:",
        "more than ten words",
    ),
    # --- reading
    Caught(
        "patterns-can-be-read",
        "unknown concept",
        pattern("hips", "knees"),
        "recognitions 1",
        "knees",
        "'knees' is no concept",
    ),
    Caught(
        "patterns-can-be-read",
        "unknown claim",
        all_of(pattern("hips"), put("recognitions/0/claim", "no-claim")),
        "recognitions 1",
        "claim: no-claim",
        "'no-claim' is no record of claims",
    ),
    Caught(
        "patterns-can-be-read",
        "unknown include",
        put("concepts", [{"id": "hips", "words": ["hip"], "includes": ["food:nattou"]}]),
        "concepts hips",
        "food:nattou",
        "'food:nattou' is no record",
    ),
    Caught(
        "patterns-can-be-read",
        "unknown kind",
        put("concepts", [{"id": "hips", "words": ["hip"], "includes": ["fod:natto"]}]),
        "concepts hips",
        "fod:natto",
        "'fod' is no kind of record",
    ),
    Caught(
        "patterns-can-be-read",
        "unknown kind of agent",
        put("concepts", [{"id": "hips", "words": ["hip"], "includes": ["agents:drugs"]}]),
        "concepts hips",
        "agents:drugs",
        "'agents:drugs' is no record",
    ),
    Caught(
        "patterns-can-be-read",
        "left-out agent",
        put("concepts", [{"id": "hips", "words": ["hip"], "includes": ["agents:drug"], "without": ["x-y"]}]),
        "concepts hips",
        "x-y",
        "'x-y' is no record of agents",
    ),
    Caught(
        "patterns-can-be-read",
        "open phrase",
        put("concepts", [{"id": "hips", "words": ["hip …"]}]),
        "concepts hips",
        "hip",
        "must begin and end with a word",
    ),
    Caught(
        "patterns-can-be-read",
        "lone star",
        put("concepts", [{"id": "hips", "words": ["*"]}]),
        "concepts hips",
        "*",
        "can't be read",
    ),
    Caught(
        "patterns-can-be-read",
        "caveat of a danger",
        danger(caveats=["no-caveat"]),
        "dangers more-k2",
        "no-caveat",
        "'no-caveat' is no record of caveats",
    ),
    Caught(
        "patterns-can-be-read",
        "unless",
        danger(unless=["nobody"]),
        "dangers more-k2",
        "nobody",
        "'nobody' is no concept",
    ),
    Caught(
        "patterns-can-be-read",
        "praise",
        omission(praises=["sun"]),
        "omissions no-clinic",
        "sun",
        "'sun' is no concept or claim",
    ),
    Caught(
        "patterns-can-be-read",
        "mention",
        omission(mentions=["clinic"]),
        "omissions no-clinic",
        "clinic",
        "'clinic' is no concept",
    ),
]

PASSES = [
    Passes(
        "references-exist", "an ambiguous word for a food", put("ambiguous/0/means", ["vka-class", "natto"])
    ),
    Passes("families-have-no-circles", "a chain of four", put("nutrients/mk-4/parent", "mk-7")),
    Passes(
        "classes-are-classes-with-members",
        "a class of classes",
        all_of(
            add("agents", {"id": "thinners", "name": "thinners of blood", "kind": "class"}),
            add("agents/vka-class/classes", "thinners"),
        ),
    ),
    Passes(
        "pools-have-no-circles", "two reviews of one trial", add("sources/trial-mood/pools", "trial-other")
    ),
    Passes("identifiers-have-their-pattern", "one letter of ATC", put("agents/warfarin/ids", ["atc:B"])),
    Passes(
        "identifiers-have-their-pattern",
        "a DOI with brackets",
        put("sources/paper-b/ids", ["doi:10.1002/(SICI)1097-0134(1998)"]),
    ),
    Passes(
        "one-record-per-identifier",
        "two reports of one trial",
        all_of(
            add("sources/trial-sound/ids", "clinicaltrials:NCT00000001"),
            add("sources/trial-mood/ids", "clinicaltrials:NCT00000001"),
            put("sources/trial-mood/trial", "one"),
            put("sources/trial-sound/trial", "one"),
        ),
    ),
    Passes("one-record-per-identifier", "two foods of one table row", add("foods/kale/ids", "fdc:172443")),
    Passes(
        "a-name-means-one-thing",
        "declared ambiguous",
        all_of(
            put("agents/apixaban/brands/us", ["Coumadin"]),
            add(
                "ambiguous",
                {"words": ["COUMADIN"], "means": ["warfarin", "apixaban"], "explain": "Two go by it here."},
            ),
        ),
    ),
    Passes(
        "a-name-means-one-thing",
        "twice in one record",
        put("agents/warfarin/brands", {"us": ["Coumadin"], "ca": ["Coumadin"]}),
    ),
    Passes(
        "a-name-means-one-thing",
        "a food and an agent",
        put("agents/cranberry/names", {"en": ["natto beans"]}),
    ),
    Passes("gap-codes-are-unique", "the next code", put("gaps/rests-on-retracted/code", "G02")),
    Passes("interval-contains-estimate", "at the upper end", all_of(put(f"{EFFECT}/estimate", 2.1))),
    Passes("interval-contains-estimate", "at the lower end", put(f"{EFFECT}/estimate", 0.4)),
    Passes(
        "interval-contains-estimate", "no interval", all_of(drop(f"{EFFECT}/low"), drop(f"{EFFECT}/high"))
    ),
    Passes("p-lies-between-0-and-1", "one", put(f"{EFFECT}/p", "1")),
    Passes("p-lies-between-0-and-1", "below a thousandth", put(f"{EFFECT}/p", "<0.001")),
    Passes("ratios-are-positive", "small", put(f"{EFFECT}/low", 0.001)),
    Passes(
        "ratios-are-positive",
        "a difference below zero",
        put(EFFECT, {"measure": "mean-difference", "estimate": -2, "low": -5, "high": 1}),
    ),
    Passes(
        "direction-agrees-with-effect",
        "none, and the interval touches one",
        all_of(put(f"{HIPS}/findings/0/direction", "no-difference"), put(f"{EFFECT}/high", 1)),
    ),
    Passes(
        "direction-agrees-with-effect",
        "clear but said why",
        all_of(
            put(f"{HIPS}/findings/0/direction", "no-difference"),
            put(f"{EFFECT}/high", 0.99),
            put(f"{HIPS}/findings/0/note", "Too small to matter."),
        ),
    ),
    Passes("size-goes-with-direction", "size of lowers", put(f"{HIPS}/findings/1/size", "small")),
    Passes(
        "moves-follow-grade",
        "observation raised",
        all_of(
            put(f"{HIPS}/findings/1/start", "observation"),
            put(
                f"{HIPS}/findings/1/moves", [{"domain": "large-effect", "steps": 2, "reason": "Very large."}]
            ),
        ),
    ),
    Passes("events-fit-their-groups", "everybody", put(f"{HIPS}/findings/0/absolute/with/events", 217)),
    Passes("effects-are-graded", "untested", put(f"{SINGING}/findings", [])),
    Passes("effects-are-graded", "a mechanism", put(f"{GLUE}/findings", [])),
    Passes(
        "verdict-agrees-with-certainty",
        "supported by low",
        all_of(
            put(f"{MOOD}/verdict", "supported"),
            put(f"{MOOD}/findings/0/moves", [{"domain": "imprecision", "steps": -2, "reason": "Few."}]),
        ),
    ),
    Passes("verdict-has-its-evidence", "mixed supports", put(f"{GLUE}/evidence/0/bears", "mixed")),
    Passes("verdict-has-its-evidence", "mixed is against", put(f"{LABEL}/evidence/0/bears", "mixed")),
    Passes("falling-short-has-a-gap", "untested needs none", put(f"{SINGING}/gaps", [])),
    Passes(
        "cells-and-animals-grade-no-one",
        "a dish beside a trial",
        put(f"{MOOD}/findings/0/sources", ["paper-b", "trial-mood"]),
    ),
    Passes(
        "one-trial-counts-once",
        "two trials",
        all_of(put(f"{HIPS}/findings/0/studies", 2), add(f"{HIPS}/findings/0/sources", "trial-mood")),
    ),
    Passes(
        "one-trial-counts-once",
        "a review counts its own",
        all_of(
            put(f"{MOOD}/findings/0/studies", 9),
            put(f"{MOOD}/findings/0/sources", ["review-old"]),
            put(f"{MOOD}/evidence/0/bears", "mixed"),
        ),
    ),
    Passes(
        "newer-source-is-cited",
        "both cited",
        all_of(
            NEWER, add(f"{GLUE}/evidence", {"source": "trial-mood", "bears": "context", "finding": "Newer."})
        ),
    ),
    Passes(
        "newer-source-is-cited", "the old one as context", add("sources/trial-mood/supersedes", "intake-book")
    ),
    Passes(
        "history-runs-forward", "two on one day", add(f"{MOOD}/history", {**WRITTEN, "date": "2026-01-02"})
    ),
    Passes(
        "retracted-support-is-declared",
        "cited against",
        all_of(put(f"{HIPS}/evidence/1/bears", "against"), put(f"{HIPS}/retracted_support", ["review-old"])),
    ),
    Passes(
        "verdict-allows-for-retraction",
        "one left",
        all_of(
            add(f"{GLUE}/evidence", {"source": "trial-withdrawn", "bears": "supports", "finding": "Gone."}),
            put(f"{GLUE}/retracted_support", ["trial-withdrawn"]),
        ),
    ),
    Passes(
        "rows-rest-on-live-work",
        "kept and said why",
        all_of(
            put(f"{HIPS}/findings/1/sources", ["trial-withdrawn"]),
            put(f"{HIPS}/findings/1/note", "Kept to show what fell."),
        ),
    ),
    Passes(
        "rows-rest-on-live-work",
        "a review with a part that stands",
        put(f"{HIPS}/findings/1/sources", ["review-old"]),
    ),
    Passes(
        "retraction-says-where",
        "a notice",
        put("sources/trial-other/status", {"state": "corrected", "notice": "doi:10.1000/n.1"}),
    ),
    Passes(
        "retraction-says-where",
        "a note that none was seen",
        put("sources/trial-other/status", {"state": "none-seen", "note": "Looked for, none met."}),
    ),
    Passes("nothing-from-memory", "pooled only", put("sources/trial-other/read", "memory")),
    Passes(
        "sources-say-where-they-were-read",
        "not read",
        all_of(put("sources/trial-other/read", "memory"), put("sources/trial-other/seen_at", [])),
    ),
    Passes(
        "state-and-value-agree",
        "a range alone",
        all_of(drop(f"{AMOUNT}/value"), put(f"{AMOUNT}/low", 700), put(f"{AMOUNT}/high", 800)),
    ),
    Passes("state-and-value-agree", "an imputed zero", put("foods/natto/amounts/0/value", 0)),
    Passes("state-and-value-agree", "not analysed", put("foods/natto/amounts/4/state", "not-analysed")),
    Passes(
        "low-value-high-in-order",
        "all the same",
        all_of(put("foods/kale/amounts/0/low", 390), put("foods/kale/amounts/0/high", 390)),
    ),
    Passes("units-fit-the-nutrient", "nanograms", put(f"{AMOUNT}/unit", "ng")),
    Passes("no-thousandfold-slip", "at the ceiling", put(f"{AMOUNT}/value", 2000)),
    Passes(
        "no-thousandfold-slip",
        "confirmed",
        all_of(put(f"{AMOUNT}/value", 2001), put(f"{AMOUNT}/confirmed", "Read twice in the table.")),
    ),
    Passes(
        "sums-say-what-they-count",
        "a note that it was not said",
        all_of(
            drop("foods/natto/amounts/5/counts"), put("foods/natto/amounts/5/note", "The table does not say.")
        ),
    ),
    Passes("doses-are-whole", "at least", put(DOSE, {"nutrient": "mk-7", "unit": "µg", "low": 5})),
    Passes(
        "doses-are-whole",
        "a range of one",
        put(DOSE, {"nutrient": "mk-7", "unit": "µg", "low": 5, "high": 5}),
    ),
    Passes("doses-are-plausible", "MK-4 in mg", dose(nutrient="mk-4", amount=100, unit="mg")),
    Passes("doses-are-plausible", "calcium in mg", dose(nutrient="calcium", amount=1000, unit="mg")),
    Passes("doses-are-plausible", "one mg of MK-7", dose(amount=1.99, unit="mg")),
    Passes("servings-are-portions", "a kilogram", put("foods/natto/servings/0/grams", 1000)),
    Passes("servings-are-portions", "a pinch", put("foods/natto/servings/0/grams", 0.2)),
    Passes(
        "no-intake-nobody-gave",
        "an intake of K1",
        lambda d: put(
            "nutrients/vitamin-k1/reference_intakes",
            copy.deepcopy(record(d, "nutrients", "vitamin-k")["reference_intakes"]),
        )(d),
    ),
    Passes(
        "upper-level-or-none-set",
        "value and unit",
        put(
            "nutrients/vitamin-k/upper_levels",
            [{"authority": "A", "group": "adults", "value": 9, "unit": "mg", "source": "intake-book"}],
        ),
    ),
    Passes(
        "never-stop-a-medicine", "do not", put("interactions/mk7-vka/what_to_do", ["Do not stop warfarin."])
    ),
    Passes(
        "never-stop-a-medicine",
        "quoted to be judged",
        put(f"{HIPS}/variants", ["K2 lets you stop your medicine."]),
    ),
    Passes(
        "inr-up-is-stronger",
        "the right way",
        put("interactions/mk7-vka/what_happens", "It strengthens the medicine; the INR rises."),
    ),
    Passes(
        "vitamin-k-carries-its-caveat",
        "no anticoagulant in a base of calcium",
        lambda d: d.update(
            agents=[],
            interactions=[],
            ambiguous=[],
            mechanisms=[],
            claims=[],
            caveats=[],
            searches=[],
            disagreements=[],
            foods=[],
            nutrients=[record(d, "nutrients", "calcium")],
            sources=[],
        ),
    ),
    Passes(
        "serious-pairs-say-what-to-watch", "moderate", put("interactions/calcium-levothyroxine/watch_for", [])
    ),
    Passes(
        "none-known-does-not-reassure",
        "not proof that it is safe",
        put("interactions/k-doac/what_happens", SAFE_TEXT),
    ),
    Passes(
        "none-known-does-not-reassure",
        "a looked-into pair may say so",
        put("interactions/cranberry-warfarin/what_happens", "A glass a day is safe."),
    ),
    Passes(
        "spacing-has-hours",
        "a day, one side",
        all_of(
            put("interactions/calcium-levothyroxine/spacing/0/after", 24),
            drop("interactions/calcium-levothyroxine/spacing/0/before"),
        ),
    ),
    Passes("a-pair-has-two-sides", "both", put("interactions/cranberry-warfarin/nutrients", ["calcium"])),
    Passes(
        "no-control-characters",
        "a soft hyphen and a joiner",
        put("foods/kale/note", "Grün\u00adkohl und می\u200cخواهم"),
    ),
    Passes(
        "no-markup",
        "less than, sic, and an ampersand",
        put("caveats/greens-steady/text", "Keep it < 5 & steady [sic], p<0.05."),
    ),
    Passes("sentences-are-short", "60 words", put(f"{HIPS}/shown", " ".join(["word"] * 60) + ".")),
    Passes(
        "sentences-are-short",
        "two of 40",
        put(f"{HIPS}/shown", " ".join(["word"] * 40) + ". " + " ".join(["Word"] * 40) + "."),
    ),
    Passes("nothing-left-open", "a Spanish word", put("foods/natto/names/es", ["todos los días"])),
    Passes(
        "addresses-are-public",
        "a version",
        put("sources/trial-mood/seen_at", ["release 28.1.2 of the table"]),
    ),
    Passes("pointers-are-short", "ten words", put(f"{HIPS}/said_in/0/find", "a b c d e f g h i j")),
    Passes(
        "patterns-can-be-read", "either, behind, absent", pattern("hips|hip-fracture >mk-7 !warfarin", "mk-7")
    ),
    Passes("patterns-can-be-read", "danger and omission", all_of(danger(unless=["warfarin"]), omission())),
]


def _problems(base: Path) -> list[Problem]:
    return check(load([base]))


def _lines_of(record: str, lines: list[str]) -> range:
    """The lines (from 1) on which a record is written."""
    key, name = record.split(" ", 1)
    start = lines.index(f"{key}:")
    ends = [i for i in range(start + 1, len(lines)) if not lines[i].startswith((" ", "- "))]
    heads = [i for i in range(start + 1, min(ends, default=len(lines))) if lines[i].startswith("- ")]
    heads.append(min(ends, default=len(lines)))
    place = (
        int(name) - 1
        if name.isdigit()
        else next(n for n, i in enumerate(heads) if lines[i] == f"- id: {name}")
    )
    return range(heads[place] + 1, heads[place + 1] + 1)


def test_the_tiny_base_breaks_no_rule() -> None:
    assert _problems(TINY) == []


def test_the_tiny_base_breaks_no_rule_when_written_anew(records: Data, base_of: BaseOf) -> None:
    assert _problems(base_of(records)) == []


def test_every_rule_has_a_case_that_it_catches() -> None:
    assert {case.rule for case in CAUGHT} == set(RULES)


def test_every_rule_has_a_case_that_it_lets_pass() -> None:
    assert {case.rule for case in PASSES} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_in_one_sentence_what_it_demands(name: str) -> None:
    assert re.fullmatch(r"\S.{10,110}[.]", RULES[name].demands)


@pytest.mark.parametrize("case", CAUGHT, ids=lambda case: f"{case.rule}: {case.what}")
def test_an_offence_is_caught_where_it_stands(case: Caught, records: Data, base_of: BaseOf) -> None:
    case.bend(records)
    base = base_of(records)
    lines = (base / "base.yaml").read_text(encoding="utf-8").splitlines()
    found = [p for p in _problems(base) if p.rule == case.rule and p.record == case.record]
    assert found, _problems(base)
    first = next((p for p in found if case.says in p.message), None)
    assert first is not None, found
    assert first.mark.file.endswith("base.yaml")
    assert first.mark.line in _lines_of(case.record, lines)
    assert case.at in lines[first.mark.line - 1]


@pytest.mark.parametrize("case", PASSES, ids=lambda case: f"{case.rule}: {case.what}")
def test_a_near_miss_passes(case: Passes, records: Data, base_of: BaseOf) -> None:
    case.bend(records)
    assert [str(p) for p in _problems(base_of(records)) if p.rule in (case.rule, "shape", "one-id")] == []


@pytest.mark.parametrize("case", PASSES, ids=lambda case: f"{case.rule}: {case.what}")
def test_a_near_miss_is_judged_at_all(case: Passes, records: Data, base_of: BaseOf) -> None:
    case.bend(records)
    base = load([base_of(records)])
    assert [*base.problems, *blocking(base)] == []


def test_a_message_names_file_line_column_record_and_rule(records: Data, base_of: BaseOf) -> None:
    put(f"{EFFECT}/p", "1.2")(records)
    (problem,) = _problems(base_of(records))
    assert re.fullmatch(
        r".*base\.yaml:\d+:\d+: claims k2-mends-hips: p 1\.2 is no probability \[p-lies-between-0-and-1\]",
        str(problem),
    )


def test_all_offences_are_told_at_once_in_the_order_of_the_file(records: Data, base_of: BaseOf) -> None:
    put(f"{EFFECT}/p", "1.2")(records)
    put("gaps/rests-on-retracted/code", "G01")(records)
    put("sources/trial-mood/seen_at", [])(records)
    found = _problems(base_of(records))
    assert [p.rule for p in found] == [
        "gap-codes-are-unique", "p-lies-between-0-and-1", "sources-say-where-they-were-read",
    ]  # fmt: skip
    assert [p.mark.line for p in found] == sorted(p.mark.line for p in found)


def test_rules_that_block_speak_alone(records: Data, base_of: BaseOf) -> None:
    put(f"{EFFECT}/p", "1.2")(records)
    put("foods/kale/group", "roots")(records)
    assert {p.rule for p in _problems(base_of(records))} == {"references-exist"}


def test_rules_that_do_not_block_leave_a_base_in_use(records: Data, base_of: BaseOf) -> None:
    put(f"{EFFECT}/p", "1.2")(records)
    assert blocking(load([base_of(records)])) == []


STOPS = [
    "Stop warfarin when you start vitamin K2.",
    "Stop taking your warfarin.",
    "You can stop your statin.",
    "You may stop taking your blood pressure tablets.",
    "Discontinue acenocoumarol a week before.",
    "Come off your antidepressant slowly.",
    "Quit your medication.",
    "K2 lets you come off blood thinners.",
    "Skip the tablet on days you eat natto.",
    "Throw away your prescription.",
    "Stopping phenprocoumon is possible with K2.",
    "Wean yourself off antidepressants with K2.",
    "Cut your warfarin dose in half.",
    "Reduce your dose of warfarin.",
    "Halve the dose of your tablets.",
    "Give up your tablets.",
    "Replace warfarin with natto.",
    "Swap your medicine for K2.",
    "Take vitamin K2 instead of your medicine.",
    "Take magnesium instead of your blood pressure tablets.",
    "You no longer need your warfarin.",
    "You don't need your medicine any more.",
    "There is no need to continue warfarin.",
    "Do not take your warfarin while eating natto.",
    "Don't take your tablets today.",
    "Do without your bisphosphonate.",
    "Pause warfarin for three days.",
    "Before surgery, stop warfarin.",
    "If you eat natto, stop warfarin.",
    "When you feel better, stop your medicine.",
    "No vitamin helps; stop warfarin.",
    "Do not worry and stop warfarin.",
    "Eat natto and stop your medicine.",
    "Warfarin can be stopped.",
    "Your tablets may be discontinued.",
    "The medicine can safely be left off.",
    "Your statin can be replaced by natto.",
    "Nobody who eats natto should keep taking warfarin.",
    "It is not harmful to stop warfarin.",
    "Do not hesitate to stop warfarin.",
    "Without a doctor, stop warfarin.",
    "Who eats natto should stop warfarin.",
    "Taper off your antidepressant.",
    "Your medication is no longer needed.",
    "You will not need your tablets.",
    "Instead of warfarin, take natto.",
]
DOES_NOT_STOP = [
    "Do not stop warfarin.",
    "Never stop warfarin without asking the clinic.",
    "Don't stop taking your tablets.",
    "Don’t stop taking your tablets.",
    "Do not suddenly stop your medicine.",
    "Do not stop, start or change a medicine because of this page.",
    "Never change, skip or stop a medicine on your own.",
    "Neither start nor suddenly stop vitamin K on a vitamin K antagonist; ask the clinic.",
    "Stop vitamin K2 and ask the clinic if you take warfarin.",
    "Stop the supplement and call the doctor.",
    "Ask the pharmacist before you stop any medicine.",
    "Nobody should stop warfarin because of a blog.",
    "Nothing here is a reason to stop a prescribed medicine.",
    "Keep taking your tablets.",
    "Take them four hours apart.",
    "People who stop their antidepressants suddenly may feel worse.",
    "If you stop warfarin, the blood clots more easily.",
    "The risk of stopping warfarin is a clot.",
    "Starting or stopping a supplement changes the INR, so tell the anticoagulation clinic.",
    "It is not a reason to stop warfarin.",
    "Do not reduce your dose of warfarin on your own.",
    "The clinic may reduce your dose of warfarin.",
    "Do not replace warfarin with natto.",
    "Do not take K2 instead of warfarin.",
    "Warfarin should not be stopped.",
    "Your tablets must not be discontinued without the doctor.",
    "Warfarin stops the vitamin K cycle.",
    "K2 is no replacement for warfarin.",
    "Ask whether the tablets should be stopped.",
    "The doctor decides whether to stop the medicine.",
    "Only your doctor can stop this medicine.",
    "Women who had stopped bisphosphonates were left out.",
    "Participants discontinued treatment in 12 of 200 cases.",
    "Do not take your levothyroxine with calcium.",
    "Do not take your tablet with milk.",
    "Call for help if bleeding does not stop; tell them you take a blood thinner.",
    "Vitamin K can lower the effect of warfarin.",
    "Vitamin K is used to stop bleeding caused by warfarin.",
    "Doctors may stop warfarin before surgery.",
    "Some drugs stop the gut from taking up vitamin K.",
]
REVERSED = [
    "The INR rises, so the medicine is weaker.",
    "A higher INR means weaker anticoagulation.",
    "A rising INR means the blood thinner works less.",
    "The INR falls and the anticoagulant is stronger.",
    "A lower INR means a stronger effect.",
    "Vitamin K raises the INR.",
    "Menaquinone-7 may raise the INR.",
    "Natto increases the INR.",
    "Vitamin K makes the INR go up.",
    "The INR is raised by vitamin K.",
    "MK-7 weakens warfarin, so the INR rises.",
    "MK-7 weakens warfarin and the INR goes up.",
    "MK-7 weakens the medicine; the INR rises.",
    "The INR drops because the medicine is strengthened.",
    "The medicine works more strongly; the INR falls.",
    "Cranberry strengthens warfarin (the INR falls).",
    "The INR falls: the medicine gets stronger.",
    "A raised INR means clots form more easily.",
    "A low INR means a greater risk of bleeding.",
    "Warfarin lowers the INR.",
    "Less effect of warfarin shows as a rising INR.",
    "The anticoagulant effect is reduced and the INR climbs.",
    "Weaker anticoagulation, higher INR.",
    "The INR rose, which shows a weakened effect.",
    "Stopping vitamin K lowers the INR.",
    "MK-7 lowers the effect of warfarin and raises the INR.",
]
NOT_REVERSED = [
    "MK-7 weakens the medicine; the INR falls.",
    "MK-7 weakens warfarin, so the INR falls.",
    "Large amounts may strengthen the medicine; the INR rises.",
    "The INR rises because the medicine is stronger.",
    "A higher INR means a stronger effect.",
    "A lower INR means a weaker effect.",
    "Stopping vitamin K strengthens the medicine and raises the INR.",
    "Starting K2 weakens it and lowers the INR, stopping it strengthens it and raises the INR.",
    "The INR fell when K2 was started and rose when it was stopped.",
    "Vitamin K weakens warfarin; when it is stopped, the INR rises.",
    "Vitamin K lowers the INR.",
    "MK-7 lowers the effect of warfarin and lowers the INR.",
    "A high INR means the medicine works too strongly.",
    "Changes in vitamin K can raise or lower the INR.",
    "Vitamin K antagonists raise the INR.",
    "Warfarin raises the INR.",
    "Paracetamol raises the INR.",
    "Less vitamin K raises the INR.",
    "A sudden fall in vitamin K raises the INR.",
    "Stopping natto raises the INR.",
    "A raised INR means a greater risk of bleeding.",
    "A low INR means a greater risk of clots.",
    "Vitamin K is given when the INR is too high.",
    "The INR may rise or fall.",
    "A strong tea lowers the INR.",
    "Weak evidence links cranberry to a higher INR.",
    "There is strong evidence that vitamin K lowers the INR.",
    "MK-7 lowers the INR more strongly than K1.",
    "MK-7 lowers the INR; its effect is stronger than that of K1.",
    "Bones get weaker, and the INR rises with the dose of warfarin.",
]


@pytest.mark.parametrize("sentence", STOPS)
def test_advice_to_stop_a_medicine_is_heard(sentence: str) -> None:
    assert stops_a_medicine(sentence)


@pytest.mark.parametrize("sentence", DOES_NOT_STOP)
def test_advice_to_keep_a_medicine_is_left_alone(sentence: str) -> None:
    assert stops_a_medicine(sentence) is None


def test_a_name_is_a_medicine_only_where_the_base_says_so() -> None:
    assert stops_a_medicine("Stop Jantoven.") is None
    assert stops_a_medicine("Stop Jantoven.", ("Jantoven",)) == "Stop Jantoven"


@pytest.mark.parametrize("sentence", REVERSED)
def test_an_inr_told_the_wrong_way_round_is_heard(sentence: str) -> None:
    assert inr_reversed(sentence)


@pytest.mark.parametrize("sentence", NOT_REVERSED)
def test_an_inr_told_the_right_way_round_is_left_alone(sentence: str) -> None:
    assert not inr_reversed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is safe.",
        "They are safe to take together.",
        "K2 can safely be taken.",
        "It is harmless.",
        "No need to worry.",
    ],
)
def test_reassurance_is_heard(sentence: str) -> None:
    assert reassures(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        SAFE_TEXT,
        "Nobody showed that it is safe.",
        "This does not mean that it can safely be taken.",
        "Keep it in a safe place.",
    ],
)
def test_a_reservation_is_no_reassurance(sentence: str) -> None:
    assert reassures(sentence) is None
