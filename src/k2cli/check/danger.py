"""Advice that could hurt, found before anything else and reported on top.

A pattern names what is advised (the act, marked `*`) and the medicine or condition. What takes the danger out is a
warning or the clinic in the same clause as the act; words that take the warning back ("no need to ask") put it in again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from k2cli.check.advice import decided_by_carers, doctor_left_out, huge_amounts, taken_back, together
from k2cli.check.lexicon import Danger, Hit, Reading
from k2cli.check.match import fit
from k2cli.check.words import Word

# Taken over from the sentence before only where a pronoun points back to it.
MEDICINES = frozenset(
    {
        "vka-strict",
        "doac",
        "bone-medicine",
        "statin",
        "antidepressant",
        "medicine",
        "inr-word",
        "maoi",
        "any-medicine",
    }
)
_NUTRIENTS = frozenset({"any-k", "vitamin-k", "k2", "k1", "remedy"})
# Acts done to a medicine that a doctor prescribed: the prescriber is named, but did not decide.
_AGAINST = frozenset(
    {
        "not-the-medicine",
        "gives-up",
        "does-instead",
        "goes-without",
        "stop-act",
        "replace-act",
        "chose-instead",
        "steers-inr",
    }
)
_NAMED_ONLY = frozenset(
    {"prescribed", "wanted", "wants", "told", "recommended", "recommends", "pushed", "offered"}
)
_AUXILIARIES = frozenset({"should", "must", "can", "need", "needs"})


class Alarm(NamedTuple):
    """A danger in a sentence and the concepts, or the words, that show it."""

    danger: Danger
    used: tuple[Hit, ...]
    by_wording: bool = False


def alarms(
    reading: Reading,
    text: str,
    words: Sequence[Word],
    hits: Sequence[Hit],
    clause: Sequence[int],
    over: frozenset[str],
    question: bool,
    answers: bool = False,
    leaning: bool = True,
    guarded: set[str] | None = None,
) -> list[Alarm]:
    """The dangers of a sentence, each once, in the order of the base.

    `guarded` takes the codes of those that a warning or the clinic took out of the sentence.
    """
    # "Vitamin K antagonists" is the name of a medicine; no vitamin is spoken of.
    named = {
        p
        for h in hits
        if h.concept == "any-medicine" and h.last - h.first > 1
        for p in range(h.first, h.last + 1)
    }
    hits = [h for h in hits if not (h.concept in _NUTRIENTS and h.first in named)]
    by_concept: dict[str, list[Hit]] = defaultdict(list)
    told = decided_by_carers(words, hits)
    for hit in (
        *hits,
        *told,
        *doctor_left_out(words, hits, clause),
        *taken_back(words, hits),
        *huge_amounts(text, words, hits),
    ):
        by_concept[hit.concept].append(hit)
    by_concept["do-take"] = [h for h in by_concept["do-take"] if not _of_medicine(words, h, by_concept)]
    by_concept["guard-lifted"] = [
        h for h in by_concept["guard-lifted"] if not any(t.first <= h.first <= t.last for t in told)
    ]
    by_concept["guard-lifted"] = [
        h
        for h in by_concept["guard-lifted"]
        if not (
            words[h.last].plain == "safely"
            and h.first
            and words[h.first - 1].plain in ("not", "cannot", "cant")
        )
    ]
    if by_concept.get("affirmed"):
        # "Yes, you can, just keep the dose the same": what is kept steady is the vitamin.
        by_concept["guard-steady"] = []
    if any(not _forbidden(words, h) for h in by_concept.get("defies", ())):
        # "They told me to avoid it and I ate it anyway": who warned was not heard.
        for concept in ("guard-clinic", "guard-not", "leaves-vitamin"):
            by_concept[concept] = []
    lifted = {p for h in by_concept.get("guard-lifted", ()) for p in range(h.first, h.last + 1)}
    for hit in together(text, words, hits, clause, lifted):
        by_concept[hit.concept].append(hit)
    out: list[Alarm] = []
    if question and not by_concept.get("rhetorical"):
        return out
    for danger in reading.dangers:
        for terms in danger.when:
            if any(t.absent and any(c in by_concept for c in t.concepts) for t in terms):
                continue
            if not all(t.absent or any(by_concept.get(c) or c in over for c in t.concepts) for t in terms):
                continue
            chosen = fit(terms, by_concept, over)
            if chosen is None:
                continue
            used = chosen[0]
            acts = {c for t in terms if t.act for c in t.concepts}
            act = [h for h in used if h.concept in acts] or list(used)
            borrowed = set(chosen[1]) & MEDICINES
            if (
                (borrowed and not answers) or (chosen[1] and not leaning) or len(used) < 2
            ) and not _points_back(words, act[0], bool(lifted)):
                continue
            if _guarded(words, danger.unless, by_concept, act, used, clause, lifted):
                if guarded is not None:
                    guarded.add(danger.code)
                continue
            out.append(Alarm(danger, tuple(used)))
            break
    return out


def _forbidden(words: Sequence[Word], act: Hit) -> bool:
    """As in "Do not ignore the warning"."""
    return bool(act.first) and words[act.first - 1].plain in ("not", "never", "dont", "cannot", "shouldnt")


def _of_medicine(words: Sequence[Word], act: Hit, by_concept: dict[str, list[Hit]]) -> bool:
    """As in "If you take warfarin": the medicine is taken, nothing is advised."""
    gap = {h.first for h in by_concept.get("any-medicine", ())}
    first = next((p for p in range(act.last + 1, min(len(words), act.last + 4)) if p in gap), None)
    if words[act.last].plain not in (
        "take",
        "takes",
        "taking",
        "use",
        "using",
        "took",
        "need",
        "needs",
        "start",
        "starting",
    ):
        return False
    return first is not None and not any(
        act.last < h.first < first for c in ("any-k", "natto", "remedy") for h in by_concept.get(c, ())
    )


def _turned(words: Sequence[Word], act: Hit, guard: Hit) -> bool:
    """As in "Should avoid", "must never": the warning follows the auxiliary that was taken for the act."""
    return words[act.last].plain in _AUXILIARIES and 0 < guard.first - act.last <= 2


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
    return (
        lifted or words[act.last].plain == "instead" or bool(near & {"it", "them", "these", "those", "that"})
    )


def _guarded(
    words: Sequence[Word],
    unless: Sequence[str],
    by_concept: dict[str, list[Hit]],
    act: Sequence[Hit],
    used: Sequence[Hit],
    clause: Sequence[int],
    lifted: set[int],
) -> bool:
    denied = any(h.concept == "interaction-denied" for h in act)
    if "guard-critic" in unless and by_concept.get("guard-refuted") and not denied:
        return True
    if by_concept.get("leaves-vitamin") and not any(h.concept in _AGAINST for h in act):
        return True
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
        if span & lifted or span <= own:
            return False
        if hit.concept in ("guard-clinic", "guard-critic") and any(
            clause[hit.first] < clause[h.first] and words[clause.index(clause[h.first])].plain == "but"
            for h in act
        ):
            # "My doctor said no, but I take it": what stands before was overruled.
            return False
        if any(h.concept in _AGAINST for h in act) and hit.concept == "guard-clinic":
            return not any(words[p].plain in _NAMED_ONLY for p in span)
        return True

    # The clinic anywhere in the sentence, a criticism anywhere; a warning only beside the act itself.
    for concept in ("guard-clinic", "guard-critic"):
        if concept in unless and any(live(h) for h in by_concept.get(concept, ())):
            return True
    for concept in unless:
        if concept in ("guard-clinic", "guard-critic") or any(h.concept == "not-the-medicine" for h in act):
            continue
        if concept == "guard-anywhere" and any(live(h) for h in by_concept.get(concept, ())):
            return True
        for hit in by_concept.get(concept, ()):
            if (
                live(hit)
                and clause[hit.first] in here
                and (
                    concept != "guard-not"
                    or any(0 <= h.first - hit.last <= 6 or _turned(words, h, hit) for h in act)
                )
            ):
                return True
    return False
