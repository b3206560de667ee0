"""Scores the questions of this folder against a base.

    python tests/questions/score.py [--held-out] [--misses]

Every third question is held out: it is scored apart and never tuned to.

hit@1, hit@3    the right record first, or among the first three
asked-back      a near name was asked back where that is the right answer
wrong           another record was given, or nothing where something is known
reassured       falsely reassured: a name that was passed over in silence, or an answer for another thing
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from k2cli.ask.claims import claim_search
from k2cli.ask.foods import food_lookup
from k2cli.ask.interactions import interactions
from k2cli.index.store import Store, open_store

HERE = Path(__file__).parent
SETS = ("foods", "interactions", "claims")


class Mark(NamedTuple):
    """How one question fared."""

    question: str
    first: bool
    third: bool
    asked_back: bool
    reassured: bool
    got: str


class Score(NamedTuple):
    """A set of questions in figures."""

    name: str
    questions: int
    hit_1: float
    hit_3: float
    asked_back: int
    wrong: int
    reassured: int
    misses: list[Mark]


def questions(name: str, held_out: bool) -> list[dict[str, Any]]:
    """The questions of one set: two thirds to work with, or the third that is held out."""
    every = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [q for place, q in enumerate(every) if (place % 3 == 2) == held_out]


def _any(expected: str, got: set[str]) -> bool:
    return bool(set(expected.split("|")) & got)


def food_mark(store: Store, item: dict[str, Any]) -> Mark:
    """A food question: every food named is answered, nothing else is taken for it."""
    found = food_lookup(store, [item["q"]])
    got = [u.id for u in found.understood]
    shown = f"{got} {[u.asked for u in found.unsettled]}"
    if item.get("unknown"):
        good = not got and bool(found.unsettled)
        return Mark(item["q"], good, good, False, bool(got), shown)
    wanted = item["expect"]
    first = bool(got) and all(_any(w, set(got)) for w in wanted) and len(got) == len(wanted)
    offered = {s.id for u in found.unsettled for s in u.suggestions[:3]}
    third = all(_any(w, set(got) | offered) for w in wanted)
    foreign = any(not any(_any(w, {g}) for w in wanted) for g in got)
    return Mark(item["q"], first, third, False, foreign, shown)


def interaction_mark(store: Store, item: dict[str, Any]) -> Mark:
    """A medicine question: every name is answered, asked back or said to be unknown; pairs are right."""
    found = interactions(store, [item["q"]])
    settled = {x.id for x in found.answers if x.id}
    offered = {s.id for x in found.answers for s in x.suggestions}
    unknown = {x.asked for x in found.answers if x.state in ("not-recognised", "asked-back")}
    asked = {s.id for x in found.answers if x.state == "asked-back" for s in x.suggestions}
    explained = any(
        x.state == "ambiguous"
        or (x.state == "asked-back" and any(s.kind == "ambiguous" for s in x.suggestions))
        for x in found.answers
    )
    pairs = {p.id for p in found.pairs}
    wanted = item.get("expect", [])
    good = all(_any(w, settled) for w in wanted)
    said = all(w in unknown for w in item.get("unknown", []))
    back = "ask" not in item or item["ask"] in asked
    kinds = not item.get("ambiguous") or explained
    paired = not item.get("pairs") or bool(pairs & set(item["pairs"]))
    apart = not item.get("no_pairs") or not pairs
    # Silence about a name that was asked is what nobody may take for safety.
    silent = not all(_any(w, settled | offered) or unknown for w in wanted)
    silent |= not said and not any(u in x for u in item.get("unknown", []) for x in unknown)
    silent |= not back and not unknown
    silent |= not kinds
    silent |= bool(item.get("pairs")) and not paired and not unknown and not explained
    taken = {x.id for x in found.answers if x.id and x.kind in ("drug", "class")}
    if "ask" in item and taken & {item["ask"]}:
        back = True
    first = good and said and back and kinds and paired and apart
    third = first or (all(_any(w, settled | offered) for w in wanted) and said and back)
    shown = f"{[(x.asked, x.state, x.id) for x in found.answers]} pairs {sorted(pairs)}"
    return Mark(item["q"], first, third, bool(asked), silent, shown)


def claim_mark(store: Store, item: dict[str, Any]) -> Mark:
    """A claim question: one of the right claims comes first; nonsense finds none."""
    found = claim_search(store, [item["q"]], {}, 5)
    got = [hit.id for hit in found.hits]
    if item.get("none"):
        return Mark(item["q"], not got, not got, False, bool(got), str(got))
    wanted = set(item["expect"])
    return Mark(
        item["q"], bool(got) and got[0] in wanted, bool(wanted & set(got[:3])), False, False, str(got)
    )


MARKS = {"foods": food_mark, "interactions": interaction_mark, "claims": claim_mark}


def score(store: Store, name: str, held_out: bool = False) -> Score:
    """The figures of one set."""
    marks = [MARKS[name](store, item) for item in questions(name, held_out)]
    count = len(marks)
    return Score(
        name=name,
        questions=count,
        hit_1=sum(m.first for m in marks) / count,
        hit_3=sum(m.third for m in marks) / count,
        asked_back=sum(m.asked_back for m in marks),
        wrong=sum(not m.third for m in marks),
        reassured=sum(m.reassured for m in marks),
        misses=[m for m in marks if not m.first or m.reassured],
    )


def main() -> int:
    """Prints the figures; 1 when somebody was falsely reassured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    store = open_store()
    scores = [score(store, name, options.held_out) for name in SETS]
    print(f"{'set':14}{'n':>5}{'hit@1':>8}{'hit@3':>8}{'asked':>7}{'wrong':>7}{'reassured':>11}")
    for s in scores:
        print(
            f"{s.name:14}{s.questions:5}{s.hit_1:8.3f}{s.hit_3:8.3f}{s.asked_back:7}{s.wrong:7}{s.reassured:11}"
        )
        for miss in s.misses if options.misses else ():
            print(f"   {'!!' if miss.reassured else '  '} {miss.question} -> {miss.got}")
    return int(any(s.reassured for s in scores))


if __name__ == "__main__":
    sys.exit(main())
