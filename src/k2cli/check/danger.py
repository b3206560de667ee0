"""Advice that could hurt, found before anything else and reported on top.

A pattern names what is advised (the act, marked `*`) and the medicine or condition. What takes the danger out is a
warning or the clinic in the same clause as the act; words that take the warning back ("no need to ask") put it in again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from k2cli.check.lexicon import Danger, Hit, Reading
from k2cli.check.match import fit
from k2cli.check.words import Word

# Taken over from the sentence before only where a pronoun points back to it.
_MEDICINES = frozenset(
    {"vka-strict", "doac", "bisphosphonate", "statin", "antidepressant", "medicine", "inr-word"}
)


class Alarm(NamedTuple):
    """A danger in a sentence and the concepts that show it."""

    danger: Danger
    used: tuple[Hit, ...]


def alarms(
    reading: Reading,
    words: Sequence[Word],
    hits: Sequence[Hit],
    clause: Sequence[int],
    over: frozenset[str],
    question: bool,
    answers: bool = False,
    leaning: bool = True,
) -> list[Alarm]:
    """The dangers of a sentence, each once, in the order of the base."""
    by_concept: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_concept[hit.concept].append(hit)
    lifted = {p for h in by_concept.get("guard-lifted", ()) for p in range(h.first, h.last + 1)}
    out: list[Alarm] = []
    if question and not by_concept.get("rhetorical"):
        return out
    for danger in reading.dangers:
        for terms in danger.when:
            if any(t.absent and any(c in by_concept for c in t.concepts) for t in terms):
                continue
            if not all(t.absent or any(c in by_concept or c in over for c in t.concepts) for t in terms):
                continue
            chosen = fit(terms, by_concept, over)
            if chosen is None:
                continue
            used = chosen[0]
            acts = {c for t in terms if t.act for c in t.concepts}
            act = [h for h in used if h.concept in acts] or list(used)
            borrowed = set(chosen[1]) & _MEDICINES
            if ((borrowed and not answers) or (chosen[1] and not leaning) or len(used) < 2) and not _points_back(
                words, act[0], bool(lifted)
            ):
                continue
            if _guarded(danger.unless, by_concept, act, used, clause, lifted):
                continue
            out.append(Alarm(danger, tuple(used)))
            break
    return out


def spoken_of(reading: Reading, hits: Sequence[Hit]) -> list[Alarm]:
    """The first danger whose medicine and nutrient are both named, whatever is said of them."""
    concepts = {h.concept for h in hits}
    for danger in reading.dangers:
        for terms in danger.when:
            named = [t for t in terms if not t.absent and not t.act]
            if len(named) >= 2 and all(concepts & set(t.concepts) for t in named):
                return [Alarm(danger, ())]
    return []


def _points_back(words: Sequence[Word], act: Hit, lifted: bool) -> bool:
    """Only the act stands here, the medicine before: "I stopped it", "add it and don't tell the clinic"."""
    near = {w.plain for w in words[act.last + 1 : act.last + 5]}
    return lifted or bool(near & {"it", "them", "these", "those", "that"})


def _guarded(
    unless: Sequence[str],
    by_concept: dict[str, list[Hit]],
    act: Sequence[Hit],
    used: Sequence[Hit],
    clause: Sequence[int],
    lifted: set[int],
) -> bool:
    here = {clause[h.first] for h in act}
    guards = [h for c in ("guard-clinic", "guard-critic", "guard-not") for h in by_concept.get(c, ())]
    # "No need to ask before you …": what is lifted takes the rest of its clause with it.
    if any(clause[h.first] in here and set(range(h.first, h.last + 1)) & lifted for h in guards):
        return False
    # "Not a problem, it even helps": the first phrase gives the same advice, its "not" guards nothing.
    same = [h for c in {a.concept for a in act} for h in by_concept.get(c, ())]
    own = {p for h in (*used, *same) for p in range(h.first, h.last + 1)}

    def live(hit: Hit) -> bool:
        span = set(range(hit.first, hit.last + 1))
        return not (span & lifted) and not span <= own

    # The clinic anywhere in the sentence, a criticism anywhere; a warning only beside the act itself.
    for concept in ("guard-clinic", "guard-critic"):
        if concept in unless and any(live(h) for h in by_concept.get(concept, ())):
            return True
    for concept in unless:
        if concept in ("guard-clinic", "guard-critic"):
            continue
        for hit in by_concept.get(concept, ()):
            if (
                live(hit)
                and clause[hit.first] in here
                and (concept != "guard-not" or any(0 <= h.first - hit.last <= 6 for h in act))
            ):
                return True
    return False
