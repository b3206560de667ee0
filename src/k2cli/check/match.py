"""Which claims a sentence makes: the relation and its ends are there, near each other; shared words are not enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

from k2cli.check.lexicon import Hit, Reading, Recognition, Term
from k2cli.check.words import Word

# Ends farther apart than this many words are about different things.
_WIDEST = 30
# A concept that was not said here but taken over from what stands before counts less.
_TAKEN_OVER = 0.45
MOST_CLAIMS = 4
# Of the ends of a claim that fits by its wording, one may be said in words we do not know.
_MAY_MISS = 1
# What the likeness of a sentence to a claim's own wording weighs beside the fit of its concepts.
_LIKENESS = 5.0
# Of the content words of a known wording so many must be there: this share, and no fewer than these.
_SHARE = 0.8
_LEAST_SHARED = 4
# Names that stand for each other when a clause is asked for its own subject.
_GENERAL = frozenset({"any-k", "vitamin-k"})
_FAMILY = frozenset({"k2", "k1", "mk-7", "mk-4"})
SMALL = frozenset(
    (
        "a an the and or of to in on for with by at from as is are be was were it its that this than then "
        "so can may might not no do does your you our we they their people who which what how much more "
        "most very vitamin one has have had will would"
    ).split()
)


class Match(NamedTuple):
    """A claim found in a sentence, how well it fits, the concepts used and whether by a known wording."""

    claim: str
    score: float
    used: tuple[Hit, ...]
    taken_over: tuple[str, ...]
    negative: bool = False
    denied_by: tuple[str, ...] = ()
    by_wording: bool = False


class Matcher:
    """Finds claims; built once for a run."""

    def __init__(self, reading: Reading) -> None:
        self._recognitions = [(r, [frozenset(t.concepts) for t in r.terms]) for r in reading.recognitions]
        # A recognition is looked at only where a concept of its most particular term is there.
        self._with: dict[str, list[int]] = defaultdict(list)
        for place, (recognition, sets) in enumerate(self._recognitions):
            wanted = [c for t, c in zip(recognition.terms, sets, strict=True) if not t.absent]
            # One that only says what must not be there never matches.
            for concept in min(wanted, key=len, default=frozenset()):
                self._with[concept].append(place)
        self._of_claim: dict[str, list[Recognition]] = defaultdict(list)
        for recognition in reading.recognitions:
            self._of_claim[recognition.claim].append(recognition)
        self._subjects = frozenset(reading.subjects)
        self._wordings = reading.wordings
        self._negative = {r.claim: tuple(r.denied_by) for r in reading.recognitions if r.negative}
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for place, (_, stems) in enumerate(reading.wordings):
            for stem in stems:
                self._by_stem[stem].append(place)
        # Rare words tell claims apart: a word's weight falls with the number of claims that use it.
        users: dict[str, set[str]] = defaultdict(set)
        for claim, stems in reading.wordings:
            for stem in stems:
                users[stem].add(claim)
        count = len({claim for claim, _ in reading.wordings}) + 1
        self._weight = {stem: log(count / len(claims)) for stem, claims in users.items()}
        self._rare = log(count)
        self._worded_as: dict[str, list[tuple[frozenset[str], float]]] = defaultdict(list)
        for claim, stems in reading.wordings:
            self._worded_as[claim].append((frozenset(stems), self._length(stems)))

    def match(
        self, words: Sequence[Word], hits: Sequence[Hit], clause: Sequence[int], over: Iterable[str] = ()
    ) -> list[Match]:
        """Claims of a sentence, best first. `over` are concepts taken over from what stands before it."""
        by_concept: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_concept[hit.concept].append(hit)
        taken = frozenset(over) - by_concept.keys()
        present = frozenset(by_concept) | taken
        best: dict[str, Match] = {}
        for place in sorted({p for c in present for p in self._with.get(c, ())}):
            recognition, sets = self._recognitions[place]
            if not _possible(recognition.terms, sets, present, by_concept):
                continue
            found = self._fit(recognition, by_concept, taken, clause)
            if found and (found.claim not in best or found.score > best[found.claim].score):
                best[found.claim] = found
        for found in self._worded(words):
            old = best.get(found.claim)
            if old is None or found.score > old.score:
                best[found.claim] = found
        if len(best) > 1:
            said = frozenset(w.stem for w in words) - SMALL
            best = {
                c: m._replace(score=m.score + _LIKENESS * self._likeness(c, said)) for c, m in best.items()
            }
        ranked = sorted(best.values(), key=lambda m: (-m.score, m.claim))
        return ranked[:MOST_CLAIMS]

    def nearly(self, claim: str, hits: Sequence[Hit], spoken_of: frozenset[str]) -> Match | None:
        """The match of a claim whose ends are there but for one at most, in the sentence or spoken of just before; else None."""
        first: dict[str, Hit] = {}
        for hit in hits:
            first.setdefault(hit.concept, hit)
        best: tuple[tuple[int, int], Match] | None = None
        for recognition in self._of_claim.get(claim, ()):
            if any(t.absent and not first.keys().isdisjoint(t.concepts) for t in recognition.terms):
                continue
            used: list[Hit] = []
            over: list[str] = []
            missing = 0
            for term in recognition.terms:
                if term.absent:
                    continue
                if here := next((first[c] for c in term.concepts if c in first), None):
                    used.append(here)
                elif before := next((c for c in term.concepts if c in spoken_of), None):
                    over.append(before)
                else:
                    missing += 1
            if missing <= _MAY_MISS and used and (best is None or (missing, len(over)) < best[0]):
                best = (missing, len(over)), Match(
                    claim, 0.0, tuple(used), tuple(over), recognition.negative, tuple(recognition.denied_by), True
                )  # fmt: skip
        return best and best[1]

    def _length(self, stems: Iterable[str]) -> float:
        return sqrt(sum(self._weight.get(s, self._rare) ** 2 for s in stems)) or 1.0

    def _likeness(self, claim: str, said: frozenset[str]) -> float:
        """How near the sentence is to the nearest wording of the claim: 0 to 1."""
        best = 0.0
        own = self._length(said & self._weight.keys()) if said else 1.0
        for stems, length in self._worded_as.get(claim, ()):
            shared = said & stems
            if shared:
                best = max(best, sum(self._weight[s] ** 2 for s in shared) / (length * own))
        return best

    def _fit(
        self,
        recognition: Recognition,
        by_concept: dict[str, list[Hit]],
        taken: frozenset[str],
        clause: Sequence[int],
    ) -> Match | None:
        chosen = fit(recognition.terms, by_concept, taken)
        if chosen is None:
            return None
        used, over = chosen
        if used and over == [] and self._foreign(used, by_concept, clause):
            return None
        covered = {p for h in used for p in range(h.first, h.last + 1)}
        score = recognition.bonus + len(used) + _TAKEN_OVER * len(over) + 0.15 * len(covered)
        span = max(h.last for h in used) - min(h.first for h in used)
        return Match(
            recognition.claim,
            score - 0.02 * span,
            tuple(used),
            tuple(over),
            recognition.negative,
            tuple(recognition.denied_by),
        )

    def _foreign(self, used: Sequence[Hit], by_concept: dict[str, list[Hit]], clause: Sequence[int]) -> bool:
        """The relation stands in a clause with a subject of its own, and ours is in another clause."""
        ours = [h for h in used if h.concept in self._subjects]
        if not ours or not clause:
            return False
        main = clause[max(h.last for h in used)]
        if any(clause[h.first] == main for h in ours):
            return False
        same = {h.concept for h in ours}
        if same & _GENERAL:
            same |= _FAMILY
        others = [
            h
            for c in self._subjects - same - _GENERAL
            for h in by_concept.get(c, ())
            if clause[h.first] == main
        ]
        return bool(others)

    def _worded(self, words: Sequence[Word]) -> Iterable[Match]:
        """Claims whose wording, as the base writes it, is nearly all there."""
        stems = {w.stem: place for place, w in reversed(list(enumerate(words)))}
        counts = Counter(chain.from_iterable(self._by_stem.get(stem, ()) for stem in stems))
        for place, count in counts.items():
            if count < _LEAST_SHARED:
                continue
            claim, wanted = self._wordings[place]
            if count >= _SHARE * len(wanted) and len(stems) <= 3 * len(wanted) + 6:
                places = sorted(stems[s] for s in wanted if s in stems)
                if places[-1] - places[0] <= _WIDEST:
                    yield Match(
                        claim, 0.62 * count, tuple(Hit("wording", p, p) for p in places), (),
                        claim in self._negative, self._negative.get(claim, ()),
                    )  # fmt: skip


def content_stems(stems: Iterable[str]) -> list[str]:
    """The stems that tell one wording from another."""
    return sorted({s for s in stems if s not in SMALL and s not in "?!%"})


def _possible(
    terms: Sequence[Term],
    sets: Sequence[frozenset[str]],
    present: frozenset[str],
    by_concept: dict[str, list[Hit]],
) -> bool:
    for term, concepts in zip(terms, sets, strict=True):
        if term.absent:
            if any(c in by_concept for c in concepts):
                return False
        elif concepts.isdisjoint(present):
            return False
    return True


def fit(
    terms: Sequence[Term], by_concept: dict[str, list[Hit]], taken: frozenset[str]
) -> tuple[list[Hit], list[str]] | None:
    """The hits nearest to each other that fill every term, and the concepts taken over; None if they do not."""
    wanted = [t for t in terms if not t.absent]
    options: list[list[Hit]] = []
    over: list[str] = []
    for term in wanted:
        found = [h for c in term.concepts for h in by_concept.get(c, ())]
        if not found:
            known = [c for c in term.concepts if c in taken]
            if not known or term.written:
                return None
            over.append(known[0])
        options.append(found)
    anchors = [i for i, found in enumerate(options) if found]
    if not anchors:
        return None
    rare = min(anchors, key=lambda i: len(options[i]))
    best: list[Hit] | None = None
    width = _WIDEST + 1
    for anchor in options[rare][:12]:
        chosen: list[Hit] = []
        at = -1
        good = True
        for place, (term, found) in enumerate(zip(wanted, options, strict=True)):
            if not found:
                continue
            if place == rare:
                pick = anchor if not (term.after and anchor.first < at) else None
            else:
                near = [h for h in found if not term.after or h.first >= at]
                pick = min(near, key=lambda h: (abs(h.first - anchor.first), h.first)) if near else None
            if pick is None:
                good = False
                break
            chosen.append(pick)
            at = pick.first + 1 if place + 1 < len(wanted) and wanted[place + 1].after else at
        if not good:
            continue
        span = max(h.last for h in chosen) - min(h.first for h in chosen)
        if span < width:
            best, width = chosen, span
    return None if best is None else (best, over)
