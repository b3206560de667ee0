"""Judges the units of a text one after another: claims, stance, dangers, numbers, and what later words stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from k2cli.check.advice import as_meant, myth_of_advice
from k2cli.check.claims_by_wording import chosen, claim_features, clearest, stance_features
from k2cli.check.danger import MEDICINES, Alarm, alarms, spoken_of
from k2cli.check.dangers_by_wording import dangerous, features, named_for, names_in
from k2cli.check.lexicon import Finder, FoodRange, Hit, Reading
from k2cli.check.match import Match, Matcher
from k2cli.check.model import learned, telling
from k2cli.check.numbers import Slip, slips
from k2cli.check.sight import Feature, Sight, Token, tokens
from k2cli.check.stance import WARNINGS, Stance, clauses, stance
from k2cli.check.units import Unit
from k2cli.check.words import Word, words

# Words by which a sentence leans on what stands before it.
_LEANS = frozenset(
    (
        "it its they their them this these that those he she which both yes no either studies trials "
        "research evidence benefits supplements supplementation supplementing taking capsules researchers "
        "fact answer reality verdict deficiency"
    ).split()
)
_PRONOUNS = frozenset(["it", "its", "they", "this", "these", "both", "them"])
_YES = re.compile(
    r"^(?:yes|you can|you may|no problem|go ahead|certainly|yep|absolutely|definitely|of course|correct|true|indeed|sure)\b[^a-z]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(?:no|nope|not really|not at all|false|wrong|hardly|unfortunately not|sadly not|sorry, no|nonsense)\b[^a-z]*",
    re.IGNORECASE,
)
# "That is simply …", "Utter …": how a sentence begins that calls the one before it false.
_CALLS_IT = (
    r"^\W*(?:(?:that|this|it)(?:'s|’s| is| was)?\s+)?"
    r"(?:(?:simply|just|plain|a|an|also|all|completely|totally|utter|utterly)\s+)*"
)
_VERDICT = re.compile(
    _CALLS_IT
    + r"(?:false|wrong|not true|untrue|a? ?myth|busted|nonsense|not so|incorrect|unproven|no such luck|rubbish|"
    r"fiction|debunked|not proven|misleading)\b[^?]{0,40}$",
    re.IGNORECASE,
)
# A whole sentence that takes back the one before: only then is dangerous advice not reported.
_REFUTES = re.compile(
    _CALLS_IT + r"(?:false|wrong|untrue|not true|myth|rubbish|(?:dangerous |reckless )?nonsense|"
    r"(?:dangerous|reckless|irresponsible|bad)(?: (?:advice|talk|stuff))?)[\s.!\"”’')]*$",
    re.IGNORECASE,
)
_MYTH_HEAD = re.compile(r"\b(?:myths?|misconceptions?|false claims|misbeliefs|fallacies)\b", re.IGNORECASE)
_CLAIM_HEAD = re.compile(
    r"\b(?:claims?|what (?:the )?(?:sellers?|advert\w*|labels?|influencers?|they|people|marketing) (?:say|claim|promise|tell)s?)\b",
    re.IGNORECASE,
)
_FACT_HEAD = re.compile(r"\b(?:facts?|truth|reality|evidence)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(myth|claim|fiction|false|misconception|fact|truth|reality|rumou?r|they say|what they say|the hype|hype)\s*(?:#?\d+)?\s*[:.–—-]\s+(?=\S)",
    re.IGNORECASE,
)
# "[00:01:05] GUEST:", "A:" stand before what is said.
_SPEAKER = re.compile(r"^\W*(?:\[?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\]?\s*)?(?:[A-Z][\w.’' -]{0,24}:\s+)?")
_VITAMIN_K = frozenset({"k2", "mk-7", "mk-4", "k1", "vitamin-k", "any-k"})
_FOODS = frozenset(
    (
        "natto cheese gouda-brie egg-yolk butter grass-fed dairy-fat kefir sauerkraut organ-meat oily-fish animal-food "
        "fermented-food"
    ).split()
)
# Claims whose pattern fits this much worse than the best are not what the sentence says.
_FAR_BEHIND = 1.3
# What shows that a warning is denied where dangerous advice goes against it.
BY_ADVICE = "the advice"
_REACH = 3
_SHORT_ANSWER = 8
_SHORT_LEAD = 8
# What a few words before an advice can name.
_LEADS = frozenset({"any-medicine", "alarm-sign", "self-treat-bleeding"})


class Judged(NamedTuple):
    """A unit with everything found in it; `refuted`: the next one says that it is false."""

    unit: Unit
    words: Sequence[Word]
    hits: Sequence[Hit]
    matches: Sequence[tuple[Match, Stance]]
    alarms: Sequence[Alarm]
    slips: Sequence[Slip]
    guarded: frozenset[str] = frozenset()
    refuted: bool = False


class Judge:
    """Reads units; built once for a run."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._finder = Finder(reading)
        self._matcher = Matcher(reading)
        self._subjects = frozenset(reading.subjects)
        # A base that sorts no dangers was not written for the second reader.
        self._second = any(d.sorts for d in reading.dangers)
        self._foods: dict[str, list[FoodRange]] = {}
        for row in reading.foods:
            self._foods.setdefault(row.food, []).append(row)

    def judge(self, units: Sequence[Unit]) -> Iterator[Judged]:
        """Every unit of one text, in order, with what both readers find."""
        sight = self.sight()
        for judged, read in self.looks(units, sight):
            if self._second:
                judged = judged._replace(alarms=self.weighed(judged, read, sight))
                judged = judged._replace(matches=self._second_matches(judged, read, sight))
            else:
                least = max((m.score for m, _ in judged.matches), default=0.0) - _FAR_BEHIND
                judged = judged._replace(
                    alarms=[] if judged.refuted else judged.alarms,
                    matches=[x for x in judged.matches if x[0].score >= least],
                )
            yield judged

    def looks(self, units: Sequence[Unit], sight: Sight) -> Iterator[tuple[Judged, list[Token]]]:
        """Every unit as the patterns judge it, with its tokens; `sight` holds what stands before it."""
        for judged in self.by_pattern(units):
            read = tokens(judged.words, judged.hits)
            yield judged, read
            sight.read(read, judged.hits)

    def sight(self) -> Sight:
        """A second reader's eyes, for one text."""
        return Sight(self._finder, self._subjects)

    def danger_features(self, judged: Judged, read: Sequence[Token], sight: Sight) -> list[Feature]:
        """What tells whether a unit is dangerous."""
        codes = {a.danger.code for a in judged.alarms}
        known = {*(f"code={c}" for c in codes), *(f"guarded={c}" for c in judged.guarded - codes)}
        concepts = {h.concept for h in judged.hits}
        return list(features(sight, read, judged.unit.heads, concepts, known))

    def claim_features(self, judged: Judged, read: Sequence[Token]) -> list[Feature]:
        """What tells which claims a unit makes."""
        by_pattern = [m.claim for m, _ in judged.matches]
        return list(claim_features(read, judged.hits, by_pattern, judged.unit.kind))

    def stance_features(
        self, judged: Judged, read: Sequence[Token], match: Match, by_pattern: Stance, dangerous: bool
    ) -> list[Feature]:
        """What tells how a unit stands to a claim."""
        concepts = {h.concept for h in judged.hits}
        question = _asking(judged.unit, judged.words)
        warns = bool(WARNINGS & set(match.denied_by))
        return list(stance_features(read, concepts, question, by_pattern.name, warns, dangerous))

    def nearly(self, claim: str, judged: Judged, spoken_of: frozenset[str]) -> tuple[Match, Stance] | None:
        """A claim not found by pattern, and the stance by pattern; None where more than one of its ends is missing.

        `spoken_of` are the subjects of what stands before the unit.
        """
        match = self._matcher.nearly(claim, judged.hits, spoken_of)
        question = _asking(judged.unit, judged.words)
        if match is None or (
            judged.unit.kind == "heading" and not question and not _finite(judged.words, match)
        ):
            return None
        text = judged.unit.text
        clause = clauses(judged.words, text, judged.hits)
        return match, stance(
            judged.words, text, judged.hits, match, clause, question, self._under(judged.unit)
        )

    def weighed(self, judged: Judged, read: Sequence[Token], sight: Sight) -> Sequence[Alarm]:
        """The alarms of the first reader, unless the second is sure of the contrary; or the second reader's own."""
        if judged.refuted:
            return []
        called_myth = self._under(judged.unit) == "myth"
        if judged.guarded and not judged.alarms and myth_of_advice(judged.words, judged.hits, called_myth):
            return []
        if any(h.concept == "interaction-denied" for a in judged.alarms for h in a.used):
            # So few texts say "no evidence that K2 weakens warfarin" that the weights took it for a warning.
            return judged.alarms
        model = learned("dangers")
        found = self.danger_features(judged, read, sight)
        names = {name for name, _ in found}
        if not dangerous(model.scores(names)[0], names, bool(judged.alarms), model.bounds):
            return []
        if judged.alarms:
            return judged.alarms
        here = names_in(read, {h.concept for h in judged.hits})
        danger = named_for(self._reading.dangers, here, sight.around(judged.unit.heads))
        return [Alarm(danger, tuple(telling(found, read, model)), True)] if danger else []

    def _second_matches(
        self, judged: Judged, read: Sequence[Token], sight: Sight
    ) -> Sequence[tuple[Match, Stance]]:
        """The claims that fit the wording, best first, each with the stance that fits it."""
        if not judged.words or _silent(judged.hits):
            return judged.matches
        model = learned("claims")
        found = self.claim_features(judged, read)
        values = dict(zip(model.labels, model.scores({name for name, _ in found}), strict=True))
        made = {m.claim: (m, s) for m, s in judged.matches}
        if any(not m.used for m, _ in made.values()):
            # Taken from the question before: the words of an answer say nothing of it.
            return judged.matches
        spoken_of = sight.spoken_of(judged.unit.heads)

        def nearly(claim: str) -> bool:
            if near := self.nearly(claim, judged, spoken_of):
                match, stood = near
                told = telling(found, read, model, model.labels.index(claim))
                made[claim] = match._replace(used=(*match.used, *told)), stood
            return claim in made

        claims = chosen(list(made), values, model.bounds, nearly)
        return [
            (made[c][0]._replace(score=values.get(c, 0.0)), self._stance(judged, read, *made[c])) for c in claims
        ]  # fmt: skip

    def _stance(self, judged: Judged, read: Sequence[Token], match: Match, by_pattern: Stance) -> Stance:
        """The stance by pattern, unless the wording speaks more clearly for another; what is refuted stays so."""
        if judged.refuted:
            return by_pattern
        model = learned("stances")
        found = self.stance_features(judged, read, match, by_pattern, bool(judged.alarms))
        name = clearest(model.scores({name for name, _ in found}), by_pattern.name, model.bounds["by"])
        if name == by_pattern.name:
            return by_pattern
        if name == "denies" and judged.alarms and WARNINGS & set(match.denied_by):
            return Stance(name, BY_ADVICE)
        words, text = judged.words, judged.unit.text
        told = telling(found, read, model, model.labels.index(name))
        return Stance(name, " … ".join(text[words[h.first].start : words[h.last].end] for h in told))

    def _find(self, found: Sequence[Word], called_myth: bool = False) -> list[Hit]:
        """The concepts of a sentence."""
        return as_meant(found, self._finder.find(found), called_myth)

    def by_pattern(self, units: Sequence[Unit]) -> Iterator[Judged]:
        """Every unit with the dangers that fit a pattern. Later units may change how an earlier one was meant, so each is held back."""
        held: Judged | None = None
        spoken: list[frozenset[str]] = []
        opened: tuple[int, Judged] | None = None
        of_heading: dict[str, frozenset[str]] = {}
        lead: tuple[int, frozenset[str]] | None = None
        medicines: frozenset[str] = frozenset()
        asked = False
        inquired: frozenset[str] = frozenset()
        for number, unit in enumerate(units):
            found = words(unit.text)
            under = self._under(unit)
            hits = self._find(found, under == "myth")
            said = frozenset(h.concept for h in hits if h.concept in self._subjects)
            leans = bool(
                {w.plain for w in found[:3]} & _PRONOUNS or {w.plain for w in found[:9]} & {"it", "they"}
            )
            # "Mature cheeses carry respectable amounts": of what stands before.
            of_food = said <= _FOODS and any(h.concept == "amount-word" for h in hits)
            over = (
                self._last_vitamin(spoken)
                if said and of_food and not leans
                else frozenset()
                if said and not leans
                else self._taken_over(unit, found, spoken, of_heading) - said
            )
            if unit.kind in ("item", "row") and lead and unit.block - lead[0] <= 40:
                over |= lead[1] - {h.concept for h in hits}
            if asked and unit.kind != "heading" and inquired and _answers(unit.text, found):
                over |= inquired - {h.concept for h in hits}
            # "He was on warfarin. He stopped it": the medicine, too, can stand one sentence before.
            after_question = bool(spoken) and asked
            drugs = (
                medicines
                if after_question or {w.plain for w in found} & (_PRONOUNS | {"instead"})
                else frozenset()
            )
            judged = self._one(unit, found, hits, under, over, over & self._subjects | drugs, after_question)
            if (
                after_question
                and held is not None
                and not judged.alarms
                and (risky := self._agreed(held, judged))
            ):
                judged = judged._replace(alarms=risky)
            if not judged.alarms and held is not None and (risky := self._joined(held, judged)):
                judged = judged._replace(alarms=risky)
            inquired = frozenset(
                h.concept for h in hits if not h.concept.startswith(("cue-", "guard", "question"))
            )
            asked = unit.text.rstrip("\"'”’ ").endswith("?")
            medicines = frozenset(h.concept for h in hits if h.concept in MEDICINES) or (
                medicines if drugs else frozenset()
            )
            # "Does K2 …?" "No." : the answer makes the claim of the question, or denies it.
            if opened is not None and not judged.matches and number - opened[0] == 1:
                judged = _answered(judged, opened[1]) or judged
            if held is not None and held.matches and _VERDICT.match(_bare(unit.text)) and not judged.matches:
                held = held._replace(matches=[(m, Stance("denies", unit.text[:40])) for m, _ in held.matches])
            if held is not None and _REFUTES.match(_bare(unit.text)):
                held = held._replace(refuted=True)
            if held is not None:
                yield held
            held = judged
            if unit.text.rstrip().endswith(":"):
                lead = (
                    unit.block,
                    frozenset(h.concept for h in hits if not h.concept.startswith(("cue-", "guard"))),
                )
            elif unit.kind not in ("item", "row"):
                lead = None
            spoken.append(said or over & self._subjects)
            del spoken[:-_REACH]
            opened = (number, judged) if asked and judged.matches else None
            if unit.kind == "heading" and said:
                of_heading[unit.text] = said
                if len(of_heading) > 200:
                    of_heading.clear()
        if held is not None:
            yield held

    def _last_vitamin(self, spoken: Sequence[frozenset[str]]) -> frozenset[str]:
        """The forms of vitamin K spoken of last; nothing where something else came in between."""
        return next((known & _VITAMIN_K for known in reversed(spoken) if known - _FOODS), frozenset())

    def _taken_over(
        self,
        unit: Unit,
        found: Sequence[Word],
        spoken: Sequence[frozenset[str]],
        of_heading: dict[str, frozenset[str]],
    ) -> frozenset[str]:
        """The subjects that "it", an item under a heading or a short answer stands for."""
        first = {w.plain for w in found[:12]}
        leans = bool(first & _LEANS) or unit.kind in ("item", "row")
        if not leans:
            return frozenset()
        if unit.kind in ("item", "row"):
            for head in (unit.column, *reversed(unit.heads)):
                if head and (known := of_heading.get(head)):
                    return known
                if head:
                    named = frozenset(
                        h.concept for h in self._finder.find(words(head)) if h.concept in self._subjects
                    )
                    if named:
                        return named
        for place, known in enumerate(reversed(spoken)):
            if known:
                # "It" can mean the vitamin of the sentence before last as well.
                older = [k & _VITAMIN_K for k in list(reversed(spoken))[place + 1 :] if k & _VITAMIN_K]
                return known if known & _VITAMIN_K or not older else known | older[0]
        for head in reversed(unit.heads):
            if known := of_heading.get(head):
                return known
        return frozenset()

    def _one(
        self,
        unit: Unit,
        found: Sequence[Word],
        hits: Sequence[Hit],
        under: str,
        over: frozenset[str],
        drugs: frozenset[str],
        answers: bool,
    ) -> Judged:
        text = unit.text
        clause = clauses(found, text, hits)
        question = _asking(unit, found)
        matches: list[tuple[Match, Stance]] = []
        if found and not _silent(hits):
            for match in self._matcher.match(found, hits, clause, over):
                listed = unit.kind in ("item", "row") and len(found) <= _SHORT_LEANING
                if match.taken_over and not listed and _foreign(found, hits, match):
                    continue
                if unit.kind == "heading" and not question and not _finite(found, match):
                    continue
                matches.append((match, stance(found, text, hits, match, clause, question, under)))
        myth = under == "myth" or any(
            s.name == "denies" and h.concept == "cue-myth" and not _own_act(h, hits)
            for _, s in matches
            for h in hits
        )
        leaning = answers or unit.kind in ("item", "row") or bool({w.plain for w in found[:3]} & _PRONOUNS)
        topic = (
            unit.kind == "heading"
            and not question
            and not any(w.plain in _FINITE or w.plain in _IMPERATIVES for w in found)
        )
        guarded: set[str] = set()
        dangers: list[Alarm] = []
        if not topic:
            dangers = alarms(
                self._reading, text, found, hits, clause, drugs, question, answers, leaning, guarded
            )
        if myth and not _warning_denied(found, hits):
            guarded |= {a.danger.code for a in dangers}
            dangers = []
        return Judged(
            unit,
            found,
            hits,
            matches,
            dangers,
            slips(text, found, hits, over, self._foods) if not question else [],
            frozenset(guarded),
        )

    def _agreed(self, question: Judged, answer: Judged) -> Sequence[Alarm]:
        """The dangers of a question that is answered so that the asker may do it."""
        text = _bare(answer.unit.text)
        concepts = {h.concept for h in question.hits}
        if any(h.concept in ("guard-clinic", "guard-critic") for h in answer.hits):
            return []
        clause = clauses(question.words, question.unit.text, question.hits)
        wary = bool(concepts & {"interfere-word", "stop-act"}) and not any(
            h.concept == "may-i" for h in question.hits
        )
        if _NO.match(text) and "interfere-word" in concepts:
            return spoken_of(self._reading, question.hits)
        if _YES.match(text) and not wary:
            return [
                x._replace(used=())
                for x in alarms(
                    self._reading,
                    question.unit.text,
                    question.words,
                    question.hits,
                    clause,
                    frozenset(),
                    False,
                )
            ]
        return []

    def _joined(self, short: Judged, judged: Judged) -> Sequence[Alarm]:
        """The dangers of a sentence read with the few words before it: "On Nardil? Enjoy …", "Blood in the stool? Take …"."""
        text = short.unit.text
        # "Natto, sun, done. No Fosamax."
        ends = len(judged.words) <= 3 and any(h.concept == "any-medicine" for h in judged.hits)
        leads = text.rstrip("\"'”’ ").endswith(("?", "!")) and any(h.concept in _LEADS for h in short.hits)
        if (
            len(short.words) > _SHORT_LEAD
            or not (leads or ends)
            or short.unit.block != judged.unit.block
            or short.alarms
            or (leads and _NO.match(_bare(judged.unit.text)))
        ):
            return []
        both = f"{text} {judged.unit.text}"
        found = words(both)
        hits = self._find(found)
        return [
            a._replace(used=())
            for a in alarms(self._reading, both, found, hits, clauses(found, both, hits), frozenset(), False)
        ]

    def _under(self, unit: Unit) -> str:
        """What a label or heading says of a unit: myth, claim or nothing."""
        if label := _LABEL.match(unit.text):
            word = label[1].lower()
            return (
                "fact"
                if word in ("fact", "truth", "reality")
                else "myth"
                if word in ("myth", "fiction", "false", "misconception")
                else "claim"
            )
        if unit.kind in ("item", "row") and unit.heads:
            head = unit.heads[-1]
            if _MYTH_HEAD.search(head) and not _FACT_HEAD.search(head):
                return "myth"
            if _CLAIM_HEAD.search(head) and len(head) < 80:
                return "claim"
        return ""


_NOUNS = frozenset(
    (
        "benefits effects supplements results helps levels sources forms foods doses vitamins studies "
        "trials risks uses needs signs causes"
    ).split()
)
_FINITE = frozenset(
    (
        "is are was were does do did can may might could will would has have had should must not never "
        "cannot than better best stop take dont doesnt myth yes no why"
    ).split()
)


_IMPERATIVES = frozenset(
    (
        "take add use eat drop ditch quit replace swap skip forget start cut throw say come get reduce lower"
    ).split()
)


def _asking(unit: Unit, found: Sequence[Word]) -> bool:
    """Whether a unit asks; "Did you know that …?" tells."""
    asks = unit.text.rstrip("\"'”’) ").endswith("?") or (unit.kind == "heading" and "?" in unit.text)
    return asks and [w.plain for w in found[:3]] != ["did", "you", "know"]


def _silent(hits: Sequence[Hit]) -> bool:
    """Whether a unit is of a kind that makes no claim, such as a notice of rights."""
    return any(h.concept == "cue-silent" for h in hits)


def _warning_denied(found: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """As in "The warning is a myth", "Contrary to popular belief, K2 is safe with it": what is denied is the danger."""
    concepts = {h.concept for h in hits}
    if "interaction-denied" in concepts:
        return True
    if [w.plain for w in found[:2]] == ["contrary", "to"]:
        return "is-safe-with" in concepts
    ends = {h.last + 1 for h in hits if h.concept == "called-myth"}
    return "warning-word" in concepts and any(p >= len(found) or found[p].plain != "that" for p in ends)


def _own_act(cue: Hit, hits: Sequence[Hit]) -> bool:
    """As in "I no longer believe in Fosamax", "they warn you, don't believe it": not the claim is called a myth."""
    return any(
        (h.concept in ("act-away", "defies") and h.first <= cue.last and cue.first <= h.last)
        or (h.concept == "any-medicine" and 0 < h.first - cue.last <= 2)
        for h in hits
    )


def _finite(found: Sequence[Word], match: Match) -> bool:
    """A heading that says something: it has a verb, not only a topic."""
    if any(w.plain in _FINITE for w in found):
        return True
    places = {p for h in match.used for p in range(h.first, h.last + 1)}
    return any(
        w.plain.endswith("s")
        and w.plain != w.stem
        and w.plain not in _NOUNS
        and place in places
        and not w.plain[0].isdigit()
        for place, w in enumerate(found)
        if place and any(h.first <= place <= h.last and h.concept in _RELATIONS for h in match.used)
    )


def _answers(text: str, found: Sequence[Word]) -> bool:
    """Whether a sentence answers the question before it: "No, …", "Because …", "It does", a few words."""
    bare = _bare(text)
    opening = {w.plain for w in found[:4]} & (_PRONOUNS | {"because", "that", "not", "only"})
    return bool(_YES.match(bare) or _NO.match(bare) or opening) or len(found) <= _SHORT_ANSWER


def _foreign(found: Sequence[Word], hits: Sequence[Hit], match: Match) -> bool:
    """What a sentence takes over is not what it speaks of: it has a subject of its own, or says one word only.

    "Denosumab locks onto …" is not about the K2 of the sentence before; "It helps the body handle sugar" is.
    """
    places = {p for h in match.used for p in range(h.first, h.last + 1)}
    if any(h.concept in ("any-medicine", "hrt") and h.first not in places for h in hits):
        return True
    if any(h.concept in _SAYS_MUCH for h in match.used):
        return False
    own = [h for h in match.used if not h.concept.startswith(("cue-", "guard"))]
    if len(own) >= 2:
        return False
    short = len(found) <= _SHORT_LEANING and any(w.plain in _PRONOUNS for w in found[:5])
    return len(match.taken_over) > 1 or not short


# Words that lean on nothing else: "no trial has shown it to prevent fractures", "with a meal that contains fat".
_SAYS_MUCH = frozenset({"cue-no-evidence", "fat-soluble", "calcium-paradox"})
_SHORT_LEANING = 11


_RELATIONS = frozenset(
    (
        "lower raise slow reverse treat direct clear-out keep-out rebuild cause carboxylate interfere needs "
        "regulate leach absorb"
    ).split()
)


def _bare(text: str) -> str:
    """A sentence without the name of its speaker."""
    found = _SPEAKER.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def _answered(judged: Judged, question: Judged) -> Judged | None:
    text = _bare(judged.unit.text)
    size = len(judged.words)
    if size > _SHORT_ANSWER and not (_NO.match(text) or _YES.match(text)):
        return None
    if _NO.match(text):
        taken = Stance("denies", text.split()[0])
    elif _YES.match(text):
        taken = Stance("affirms", "")
    else:
        return None
    return judged._replace(
        matches=[
            (m._replace(used=(), taken_over=tuple(h.concept for h in m.used)), taken)
            for m, _ in question.matches
        ]
    )


def praised(judged: Judged) -> Counter[str]:
    """The subjects and claims that a unit speaks well of: affirmed or hedged."""
    count: Counter[str] = Counter()
    for match, found in judged.matches:
        if found.name in ("affirms", "hedges"):
            count[match.claim] += 1
            count.update({h.concept for h in match.used} | set(match.taken_over))
    return count
