"""How a sentence stands to a claim: affirms, hedges, denies, asks, or reports that others say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from k2cli.check.lexicon import Hit
from k2cli.check.match import Match
from k2cli.check.words import Word

_MODALS = frozenset("may might could can possibly perhaps probably not does do did is are".split())
_NOT_YET = frozenset("has have had not is are was were nobody none never as and".split())
# What lacks, and what then does not happen, is one statement: "without K2 it cannot …".
_LACKING = frozenset({"deficiency", "without-k2", "without-d"})
# What denies a claim that warns: such a claim is not made weaker by "may".
WARNINGS = frozenset({"denies-interaction", "denies-newborn"})
STANCES = ("affirms", "hedges", "denies", "asks", "reports")


class Stance(NamedTuple):
    """The stance and the words that show it."""

    name: str
    words: str


def clauses(words: Sequence[Word], text: str, hits: Sequence[Hit]) -> list[int]:
    """The number of the clause each word stands in: parted by semicolons, dashes, `but`, `although`, `while`, `and may` …"""
    cuts: set[int] = {
        hit.first
        for hit in hits
        if hit.concept == "cue-contrast"
        # "has yet shown", "not yet": no turn.
        and not (words[hit.first].plain == "yet" and hit.first and words[hit.first - 1].plain in _NOT_YET)
    }
    for place in range(1, len(words)):
        between = text[words[place - 1].end : words[place].start]
        if (
            (
                ";" in between
                or " – " in between
                or "—" in between
                or ": " in between
                or " - " in between
                or " | " in between
            )
            or (words[place].plain == "and" and place + 1 < len(words) and words[place + 1].plain in _MODALS)
            or (words[place].plain in ("not", "no") and "," in between and place + 1 < len(words))
        ):
            cuts.add(place)
    out: list[int] = []
    clause = 0
    for place in range(len(words)):
        if place in cuts and place:
            clause += 1
        out.append(clause)
    return out


def _aside(words: Sequence[Word], text: str) -> set[int]:
    """Words in round brackets."""
    out: set[int] = set()
    depth = 0
    last = 0
    for place, word in enumerate(words):
        between = text[last : word.start]
        depth = max(0, depth + between.count("(") - between.count(")"))
        last = word.start
        if depth:
            out.add(place)
    return out


def stance(
    words: Sequence[Word], text: str, hits: Sequence[Hit], match: Match, clause: Sequence[int], question: bool,
    under: str = "",
) -> Stance:  # fmt: skip
    """The stance of a sentence to the claim of `match`. `under` is what its heading says of it: myth, claim or fact.

    A cue inside a phrase that is itself part of the claim ("not many multivitamins") says nothing about stance.
    """
    used = match.used
    own = {p for h in used if not h.concept.startswith("cue-") for p in range(h.first, h.last + 1)}
    late = max((hit.last for hit in used), default=0)
    early = min((hit.first for hit in used), default=0)
    # The relation and the object carry the negation; the subject may stand in an earlier clause.
    main = clause[late] if late < len(clause) else 0
    void = {p for hit in hits if hit.concept == "cue-void" for p in range(hit.first, hit.last + 1)}
    aside = _aside(words, text) - own
    if len(aside) > len(words) // 2:
        aside = set()

    def shown(hit: Hit) -> str:
        return text[words[hit.first].start : words[hit.last].end]

    def live(concept: str) -> list[Hit]:
        return [
            h for h in hits
            if h.concept == concept and not {h.first, h.last} & void
            and not set(range(h.first, h.last + 1)) <= own and h.first not in aside
        ]  # fmt: skip

    if question:
        return Stance("asks", "?")
    if asked := [h for h in live("cue-ask") if h.first <= early]:
        return Stance("asks", shown(asked[0]))
    if myth := live("cue-myth"):
        return Stance("denies", shown(myth[0]))
    # "Bloggers say it, but no trial has shown it": what follows takes back what stands before.
    after = [h for h in live("cue-taken-back") if clause[h.first] > main]
    if after:
        return Stance("denies", shown(after[0]))
    for concept in match.denied_by:
        if denied := [h for h in hits if h.concept == concept]:
            return Stance("denies", shown(denied[0]))
    if doubted := [h for h in live("cue-no-evidence-that") if h.first <= early or clause[h.first] == main]:
        return Stance("denies", shown(doubted[0]))
    report = live("cue-report")
    if not match.negative:
        strong = [h for h in live("cue-no-evidence") if clause[h.first] == main or h.first < early]
        if strong:
            return Stance("denies", shown(strong[0]))
    if report and under != "fact":
        return Stance("reports", shown(report[0]))
    if under == "myth":
        return Stance("denies", "myth")
    if not match.negative:
        for hit in live("cue-not"):
            if (
                clause[hit.first] != main
                or set(range(hit.first, hit.last + 1)) & own
                or _conditional(hit, words, text, hits, clause)
                or any(h.concept in _LACKING and h.last < hit.first for h in hits)
                or _of_another(hit, late, words, text)
            ):
                continue
            return Stance("denies", shown(hit))
    if under == "claim":
        return Stance("reports", "claim")
    # "It may weaken warfarin" warns as firmly as "it weakens warfarin".
    for hit in live("cue-hedge") if not WARNINGS & set(match.denied_by) else ():
        follows = words[hit.last + 1].plain if hit.last + 1 < len(words) else ""
        if follows not in ("not", "never") and (clause[hit.first] == main or hit.last < early):
            return Stance("hedges", shown(hit))
    return Stance("affirms", "")


def _of_another(hit: Hit, late: int, words: Sequence[Word], text: str) -> bool:
    """As in "The richest food is natto, and almost nobody here has seen it": what is denied comes after the claim."""
    if hit.first <= late:
        return False
    between = text[words[late].end : words[hit.first].start]
    return ", and " in between or ", while " in between


def _conditional(
    hit: Hit, words: Sequence[Word], text: str, hits: Sequence[Hit], clause: Sequence[int]
) -> bool:
    """As in "If you do not get enough K2, …": the condition is negative, the claim is not."""
    before = [
        h
        for h in hits
        if h.concept == "cue-condition" and h.first <= hit.first and clause[h.first] == clause[hit.first]
    ]
    if not before:
        return False
    # What follows the comma is the claim again.
    return "," not in text[words[before[-1].first].start : words[hit.first].start]
