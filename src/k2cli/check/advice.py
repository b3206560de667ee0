"""Advice put together from its parts: an act, the medicine it is done to, and how the sentence means it.

The parts are word lists of the base (`act-*`, `any-medicine`); what they make together becomes a concept of its own
(`gives-up`, `does-instead`), which the dangers of the base name like any other. So a new verb or a new brand name needs
no new phrase. A base without these lists reads with its patterns alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from k2cli.check.lexicon import Hit
from k2cli.check.numbers import amounts
from k2cli.check.words import Word

# From "no evidence that" to what is denied.
_DENIAL = 12
# From the act to its medicine, and from the medicine to what is said of it.
_REACH = 6
_BEHIND = 7
# "Do not", "never", "no one should" stand at most so many words before the act.
_BEFORE = 6
# What may stand between an act and its medicine without being its object.
_SELF = frozenset(
    (
        "a an the my your his her their our all any those these that this some of on off from with to for "
        "taking using take use more most both every"
    ).split()
)
# A clause of its own begins: the act before it does not reach the medicine behind it.
_OTHER = frozenset(
    (
        "if when while because who whoever whose which unless until although than since whether where after "
        "before"
    ).split()
)
_NOT = frozenset(
    (
        "not never dont neednt doesnt didnt shouldnt mustnt cant cannot wont wouldnt couldnt nobody none "
        "avoid neither nor refuse refused isnt arent wasnt hardly without refrain rather"
    ).split()
)
_KINDS = frozenset(
    "prescription blood bone prescribed daily strong toxic expensive chemical other such".split()
)
_ALONE = frozenset("refuse refused decline declined quit stop stopped dropped drop ditch ditched".split())
# What carers do that decides nothing for the reader: "your doctor will object".
_OBJECTS = frozenset(
    (
        "not never object disagree complain protest laugh frown panic grumble worry against push try want "
        "insist offer scare pressure hate warn freak"
    ).split()
)
_JOINING = frozenset("no longer safely simply then fully".split())
# What an act and its medicine make together.
_MADE = {"act-away": "gives-up", "act-instead": "does-instead", "act-less": "gives-up", "act-weak": "lets-go"}
_DONE = frozenset(["cut", "thrown", "withdrawn", "skipped", "halved", "given", "left", "put"])
_MINERALS = frozenset({"calcium", "magnesium", "other-nutrient", "protein"})
# A day: vitamin D in IU, vitamin K and minerals in g; the upper levels are 4,000 IU, none, and 2.5 g of calcium.
_MOST_IU = 10_000
_MOST_K = 0.09
_MOST_MINERAL = 3.0
# What a warning says; said to be a myth, it is the danger that is denied.
_HINDERS = frozenset("not cannot cant never no weakens weaken counteracts blocks thickens".split())
# The same as concepts, and what is needed: "it is a myth that newborns need it".
_WARNS = frozenset({"hinders", "needs"})
_BE = frozenset(
    (
        "is are was were be been being becomes become became gets got get can could may might will goes "
        "went go seems feels has have had must should to"
    ).split()
)


def together(
    text: str, words: Sequence[Word], hits: Sequence[Hit], clause: Sequence[int], lifted: set[int]
) -> list[Hit]:
    """The acts of a sentence that give a medicine up, or take something else in its place; warned-of acts are left out."""
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        # "In the bin": a thing, nothing is done.
        thing = hit.first and hit.first == hit.last and words[hit.first - 1].plain in ("the", "a")
        if not (thing and hit.concept == "act-away"):
            by[hit.concept].append(hit)
    medicines = _bare_medicines(words, by)
    out: list[Hit] = []

    def add(concept: str, first: int, last: int, act: Hit, own_not: bool = False) -> None:
        if own_not or not _warned(words, by, act, clause, lifted):
            out.append(Hit(concept, first, last))

    for med in medicines:
        for concept, name in _MADE.items():
            for act in by.get(concept, ()):
                if _reaches(words, by, act, med, clause) and words[med.first - 1].plain != "no":
                    add(name, act.first, med.last, act)
        for act in by.get("act-needless", ()):
            if _reaches(words, by, act, med, clause):
                add("gives-up", act.first, med.last, act, own_not=True)
        for act in by.get("act-not-take", ()):
            middle = {w.plain for w in words[act.last + 1 : med.first]}
            replaced = any(h.last == act.first - 1 for h in by.get("act-instead", ()))
            # "Volunteers who took no warfarin": who was studied.
            studied = "who" in (w.plain for w in words[max(0, act.first - 2) : act.first])
            if replaced or (studied and by.get("third-party")):
                continue
            if (
                _reaches(words, by, act, med, clause, 4)
                and middle <= _SELF | _KINDS
                and not _timed(words, med)
            ):
                add("goes-without", act.first, med.last, act, own_not=True)
        for act in by.get("act-part", ()):
            # "throw the pills away", "put Xarelto aside": verb, medicine, particle.
            if not _reaches(words, by, act, med, clause):
                continue
            for end in by.get("act-particle", ()):
                if med.last < end.first <= med.last + 4:
                    add("gives-up", act.first, end.last, act)
                    break
        for act in by.get("act-useless", ()):
            # "makes the statin unnecessary", "Sintrom is a thing of the past".
            if 0 < act.first - med.last <= _BEHIND and clause[act.first] == clause[med.last]:
                add("gives-up", med.first, act.last, act)
        for act in by.get("act-away", ()):
            # "The statin can be dropped", "medication was stopped".
            between = [w.plain for w in words[med.last + 1 : act.first]]
            done = words[act.first].plain
            passive = done.endswith(("ed", "en")) or done in _DONE
            near = 1 <= len(between) <= 5 and between[-1] in _BE | _JOINING
            if passive and near and set(between) & _BE and not set(between) & _OTHER:
                add("gives-up", med.first, act.last, act)
        for act in by.get("act-away", ()):
            # "They will push denosumab; politely refuse".
            if words[act.first].plain in _ALONE and 0 < act.first - med.last <= 4:
                after = words[act.last + 1].plain if act.last + 1 < len(words) else "and"
                if after in ("and", "it", "them", "!", "that", "this"):
                    add("gives-up", med.first, act.last, act)
        for act in by.get("act-away", ()):
            # "Statins block K2, so quit them".
            ahead = next((w.plain for w in words[act.last + 1 : act.last + 4] if w.plain not in _SELF), "")
            several = words[med.last].plain.endswith("s")
            if med.last < act.first and several and ahead in ("them", "these"):
                add("gives-up", med.first, act.last, act)
        before = [w.plain for w in words[max(0, med.first - 4) : med.first]]
        if act_before := [
            h
            for h in by.get("act-first", ())
            if h.last == med.first - 1 or (h.last == med.first - 2 and words[med.first - 1].plain in _SELF)
        ]:
            out.append(Hit("does-instead", act_before[0].first, med.last))
        if "off" in before and set(before[before.index("off") + 1 :]) <= _SELF | {
            "prescription",
            "blood",
            "of",
        }:
            place = med.first - len(before) + before.index("off")
            add("gives-up", max(0, place - 1), med.last, Hit("off", max(0, place - 1), place))
    for med in by.get("clot-medicine", ()):
        for act in by.get("act-boost", ()):
            if 0 <= med.first - act.last - 1 <= 5 and clause[med.first] == clause[act.first] and not (
                {w.plain for w in words[act.last + 1 : med.first]} & _OTHER
            ):  # fmt: skip
                add("boosts-medicine", act.first, med.last, act)
    out += _not_the_medicine(text, words, by)
    return list(dict.fromkeys(out))


def _not_the_medicine(text: str, words: Sequence[Word], by: dict[str, list[Hit]]) -> list[Hit]:
    """As in "Your bones don't want ibandronate, they want K2": no to the medicine in one part, yes to the vitamin in another."""
    part: list[int] = []
    for place, word in enumerate(words):
        cut = place and (
            any(x in text[words[place - 1].end : word.start] for x in ",;:.–—?!")
            or word.plain in ("but", "so", "because")
        )
        part.append((part[-1] if part else 0) + bool(cut))
    no = {part[p] for p, w in enumerate(words) if w.plain in _NOT or w.plain == "no"}
    acts = {part[h.first] for c in ("act-away", "act-instead", "act-less") for h in by.get(c, ())}
    yes = {part[h.first] for c in ("any-k", "natto", "nutrient-remedy") for h in by.get(c, ())}
    if not yes - no:
        return []
    return [
        Hit("not-the-medicine", m.first, m.last)
        for m in by.get("any-medicine", ())
        if part[m.first] in no - acts and part[m.first] not in yes and words[m.first].plain != "inr"
    ]


def doctor_left_out(words: Sequence[Word], hits: Sequence[Hit], clause: Sequence[int]) -> list[Hit]:
    """As in "Don't tell your doctor", "the clinic needn't know"; not "never without telling your doctor"."""
    carers = [h for h in hits if h.concept == "carer"]
    out: list[Hit] = []
    for act in (h for h in hits if h.concept == "untold"):
        near = any(
            0 <= c.first - act.last - 1 <= 4 or c.last == act.first - 1 or act.first <= c.first <= act.last
            for c in carers
        ) or (bool(carers) and words[act.last].plain in ("them", "him", "her"))
        if near and not _double(words, act, clause):
            out.append(Hit("leaves-doctor-out", act.first, act.last))
    return out


def as_meant(words: Sequence[Word], hits: Sequence[Hit], called_myth: bool = False) -> list[Hit]:
    """The concepts of a sentence, with those that more than one of its words make or unmake.

    "Stop your insulin" names a medicine, "helps your insulin work" none; "is a myth" takes a warning back, "is a myth that natto
    replaces it" warns. `called_myth`: a label or the heading says so of the whole sentence.
    """
    of_the_body = {h.first for h in hits if h.concept == "insulin-level"}
    taken = any(h.concept in ("act-away", "act-needless", "insulin-cut") for h in hits)
    out: list[Hit] = []
    for hit in hits:
        if hit.concept in ("guard-lifted", "is-safe-with") and _myth_told(words, hit):
            continue
        out.append(hit)
        if taken and hit.concept == "insulin-taken" and hit.last not in of_the_body:
            out.append(Hit("any-medicine", hit.last, hit.last))
    return [*out, *_interaction_denied(words, hits, called_myth)]


def _interaction_denied(words: Sequence[Word], hits: Sequence[Hit], called_myth: bool) -> Iterator[Hit]:
    """As in "There is no evidence that K2 weakens it", "The idea that K2 weakens it is a myth", "Myth: K2 weakens it"."""
    by = {c: [h for h in hits if h.concept == c] for c in ("denied-that", "said-that", "is-false", "hinders")}
    # "Myth: only high doses weaken it" warns.
    if called_myth and "only" not in (w.plain for w in words):
        for act in _outside_names(hits, frozenset({"hinders"})):
            if not _denied_before(words, act, 0):
                yield Hit("interaction-denied", 0, act.last)
    for opens in (*by["denied-that"], *by["said-that"]):
        for act in by["hinders"]:
            if _denied_before(words, act, opens.last + 1) or not 0 < act.first - opens.last <= _DENIAL:
                continue
            # "The idea that …" denies nothing until it is called false.
            called_false = (h for h in by["is-false"] if h.first > act.last)
            ends = act if opens.concept == "denied-that" else next(called_false, None)
            if ends:
                yield Hit("interaction-denied", opens.first, ends.last)


def _outside_names(hits: Sequence[Hit], concepts: frozenset[str]) -> list[Hit]:
    """Where these concepts are found, but not in the name of a medicine: a "vitamin K antagonist" opposes nothing here."""
    named = {p for h in hits if h.concept == "any-medicine" for p in range(h.first, h.last + 1)}
    return [h for h in hits if h.concept in concepts and h.first not in named]


def myth_of_advice(words: Sequence[Word], hits: Sequence[Hit], called_myth: bool) -> bool:
    """As in "Myth 2: you can take K2 with warfarin", "It is a myth that you can stop it"; not "Myth: K2 weakens warfarin"."""
    # "You need no warfarin" advises.
    before_no = {p for p, w in enumerate(words, start=-1) if w.plain == "no"}
    if any(h.last not in before_no for h in _outside_names(hits, _WARNS)):
        return False
    # "It's a myth that the two don't mix" denies a warning.
    denied = (h for h in hits if h.concept == "denied-that")
    return called_myth or any(not {w.plain for w in words[h.last + 1 :]} & _NOT for h in denied)


def _denied_before(words: Sequence[Word], act: Hit, start: int) -> bool:
    """As in "no evidence that K2 does not weaken it": denied twice."""
    return bool({w.plain for w in words[max(start, act.first - 2) : act.first]} & _NOT)


def _myth_told(words: Sequence[Word], lifted: Hit) -> bool:
    """As in "It is a myth that natto replaces it": the myth follows; not "a myth that natto interferes"."""
    after = [w.plain for w in words[lifted.last + 1 :]]
    if words[lifted.last].plain != "myth" or after[:1] != ["that"]:
        return False
    return not any(w in _HINDERS or w.startswith(("interfer", "interact", "danger")) for w in after)


def huge_amounts(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> list[Hit]:
    """Daily amounts far above every upper level, beside the nutrient they are of."""
    out: list[Hit] = []
    concepts = {h.concept for h in hits}
    for amount in amounts(text):
        grams = (amount.micrograms or 0.0) / 1_000_000
        much = (
            (amount.unit == "IU" and amount.value >= _MOST_IU and concepts & {"d", "d3", "other-nutrient"})
            or (grams >= _MOST_K and "any-k" in concepts and not concepts & _MINERALS)
            or (grams >= _MOST_MINERAL and concepts & _MINERALS)
        )
        if much:
            places = [p for p, w in enumerate(words) if amount.start <= w.start < amount.end]
            if places:
                out.append(Hit("huge-amount", places[0], places[-1]))
    return out


def _double(words: Sequence[Word], act: Hit, clause: Sequence[int]) -> bool:
    """A "not" before a "without": told after all."""
    before = {w.plain for w in words[max(0, act.first - 9) : act.first]}
    return words[act.first].plain in ("without", "before", "behind", "against", "secret") and bool(
        before & (_NOT | {"only", "dangerous", "risky", "unwise", "reckless", "unsafe", "no"})
    )


def decided_by_carers(words: Sequence[Word], hits: Sequence[Hit]) -> list[Hit]:
    """As in "The clinic may lower …", "my GP took me off …", "if your doctor agrees", "not without asking the clinic"."""
    out: list[Hit] = []
    decisions = {h.first for h in hits if h.concept == "decides"}
    plain = [w.plain for w in words]
    for carer in (h for h in hits if h.concept == "carer"):
        after = [p for p in range(carer.last + 1, min(len(words), carer.last + 4)) if p in decisions]
        between = {w.plain for w in words[carer.last + 1 : after[0]]} if after else set()
        if (
            after
            and plain[max(0, carer.first - 1)] not in ("no", "without")
            and not between
            & {
                "not",
                "never",
                "wont",
                "doesnt",
                "who",
                "but",
                "and",
                "or",
                "no",
                "didnt",
            }
        ):
            follows = {w.plain for w in words[after[0] + 1 : after[0] + 4]}
            if not follows & _OBJECTS:
                out.append(Hit("guard-clinic", carer.first, after[0]))
    for hit in hits:
        before = {w.plain for w in words[max(0, hit.first - 9) : hit.first]}
        told = hit.concept == "untold" and words[hit.first].plain in ("without", "before")
        if told and before & (_NOT | {"only", "no", "dangerous"}):
            out.append(Hit("guard-clinic", hit.first, hit.last))
    return out


def taken_back(words: Sequence[Word], hits: Sequence[Hit]) -> list[Hit]:
    """What takes the danger out of the whole sentence: "…; please don't", "it works against warfarin"."""
    out: list[Hit] = []
    plain = [w.plain for w in words]
    while plain and plain[-1] in ("!", "?"):
        plain.pop()
    if len(plain) > 4 and (
        plain[-1] in ("dont", "no", "not", "cannot", "cant") or plain[-2:] == ["do", "not"]
    ):
        out.append(Hit("guard-refuted", len(plain) - 1, len(plain) - 1))
    # "Leave K2 on the shelf", "avoid natto": what is left off is the vitamin.
    medicines = {h.first for h in hits if h.concept == "any-medicine"}
    vitamins = {h.first for h in hits if h.concept in ("any-k", "natto", "cheese")}
    for act in (h for h in hits if h.concept in ("act-away", "act-part")):
        ahead = range(act.last + 1, min(len(words), act.last + 4))
        first = next(
            (
                p
                for p in ahead
                if p in medicines or p in vitamins or words[p].plain in ("if", "and", "take", "so")
            ),
            None,
        )
        if set(plain[max(0, act.first - 4) : act.first]) & (_NOT | {"need"}) or "vk-shot" in {
            h.concept for h in hits
        }:
            continue
        if first in vitamins and (
            act.concept == "act-away"
            or plain[act.first].startswith(("leave", "left", "threw", "throw", "toss", "chuck"))
        ):
            out.append(Hit("leaves-vitamin", act.first, act.last))
    if not {"so", "take", "eat", "swallow", "hence", "therefore"} & set(plain):
        for act in (h for h in hits if h.concept == "works-against"):
            for med in (h for h in hits if h.concept in ("clot-medicine", "vka-strict")):
                between = set(plain[act.last + 1 : med.last + 3])
                if 0 <= med.first - act.last - 1 <= 4 and not between & {
                    "side",
                    "harm",
                    "damage",
                    "and",
                    "calcifying",
                    "without",
                    "fibrillation",
                    "damaging",
                    "calcification",
                    "bones",
                }:
                    out.append(Hit("guard-refuted", act.first, med.last))
    return out


def _bare_medicines(words: Sequence[Word], by: dict[str, list[Hit]]) -> list[Hit]:
    """The medicines; not "the effect of warfarin", which nobody takes, nor "warfarin clinic"."""
    out: list[Hit] = []
    for med in by.get("any-medicine", ()):
        ahead = [w.plain for w in words[max(0, med.first - 4) : med.first]]
        said = words[med.first].plain
        if said == "inr" or (
            said == "prescription" and med.first == med.last and {"without", "no"} & set(ahead[-2:])
        ):
            continue
        if any(
            x in ("effect", "effects", "action", "absorption", "risk", "risks", "harm", "damage")
            for x in ahead
        ):
            continue
        if med.last + 1 < len(words) and words[med.last + 1].plain in (
            "users", "user", "patients", "takers", "industry", "companies", "company", "store", "clinic",
        ):  # fmt: skip
            continue
        out.append(med)
    return out


def _reaches(
    words: Sequence[Word],
    by: dict[str, list[Hit]],
    act: Hit,
    med: Hit,
    clause: Sequence[int],
    reach: int = _REACH,
) -> bool:
    """The medicine is the object of the act: near behind it, and nothing else is its object."""
    if med.last <= act.last:
        # The phrase of the act holds the medicine itself.
        return med.first >= act.first
    gap = med.first - act.last - 1
    if gap < 0:
        return med.first > act.first
    if gap > reach:
        return False
    between = words[act.last + 1 : med.first]
    # "It lowered the INR in volunteers on Sintrom": the INR is what was lowered.
    if any(w.plain in _OTHER or w.plain == "inr" for w in between):
        return False
    for concept in ("any-k", "natto", "d", "calcium", "magnesium", "vegetables", "tyramine-food"):
        for other in by.get(concept, ()):
            if act.last < other.first and other.last < med.first:
                return False
    return True


def _timed(words: Sequence[Word], med: Hit) -> bool:
    """As in "Don't take it with milk", "within four hours": when, not whether."""
    near = {w.plain for w in words[med.last + 1 : med.last + 4]}
    return bool(
        near & {"with", "within", "together", "hours", "until", "unless", "without", "before", "at", "alongside", "while", "near"}
    )  # fmt: skip


def _warned(
    words: Sequence[Word], by: dict[str, list[Hit]], act: Hit, clause: Sequence[int], lifted: set[int]
) -> bool:
    """The act is warned of: a negation stands just before it, and nothing takes the negation back."""
    for place in range(max(0, act.first - _BEFORE), act.first):
        word = words[place].plain
        if word == "no" and (
            words[place + 1].plain in ("one", "reason")
            or (act.concept == "act-instead" and act.first - place <= 3)
        ):
            word = "not"
        if word == "than" and place and words[place - 1].plain == "rather":
            word = "rather"
        if word not in _NOT or place in lifted or clause[place] != clause[act.first]:
            continue
        # "Why not", "not only", "I could not sleep, so I ditched …" speak of something else.
        after = words[place + 1].plain if place + 1 < len(words) else ""
        if after in ("only", "just", "wait", "hesitate", "worry", "fear", "listen", "afraid") or (
            place and words[place - 1].plain == "why"
        ):
            continue
        middle = {w.plain for w in words[place + 1 : act.first]}
        if middle & {"so", "and", "then", "therefore", "if", "when", "but", "because"}:
            continue
        return True
    return False
