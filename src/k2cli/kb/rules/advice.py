"""Advice that could hurt, and caveats that could be missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule, texts

RULES: list[Rule] = []

# Words for medicines in general and the best-known ones; the names of the base's own drugs are added to them.
_MEDICINE = (
    r"medicines?|medications?|drugs?|tablets?|pills?|prescriptions?|prescribed|anticoagulants?"
    r"|blood[ -]thinners?|warfarin|"
    r"coumadin|acenocoumarol|phenprocoumon|fluindione|apixaban|rivaroxaban|edoxaban|dabigatran|heparin"
    r"|antidepressants?|"
    r"SSRIs?|statins?|bisphosphonates?|beta[ -]?blockers?|antiepileptics?|antibiotics?|insulin"
    r"|levothyroxine|lithium|"
    r"chemotherapy|treatment|dose of your"
)
_BY = (
    r"doctors?|clinics?|prescribers?|surgeons?|dentists?|physicians?|pharmacists?|hospitals?"
    r"|specialists?|team"
)
_YOUR = r"(?:your|the|any|that|this|those|these|his|her|their)\s+"
# Between the act and the medicine; these words begin another thought: "stop K2 and ask if you take warfarin".
_GAP = (
    r"(?:(?!\b(?:if|who|when|while|because|unless|but|with|bleeding|ask|tell|call|talk|see"
    r"|needs?"
    r"|whether)\b)[^.;:!?]){0,60}?"
)
_STOPS = (
    r"\b(?:stop|stopping|quit|quitting|discontinue|discontinuing|come off|coming off|go off|taper off"
    r"|wean (?:yourself )?off|give up|"
    r"throw away|skip|skipping|leave off|leave out|omit|cease|pause|drop(?= (?:your|the))|ditch)\b"
)
_STOPPED = re.compile(
    r"\b(?:can|could|may|might|should|must|is to|are to|need to|needs to)\s+(?:\w+ly\s+|then\s+"
    r"|now\s+)?be\s+(?:\w+ly\s+)?"
    r"(?:stopped|discontinued|left off|left out|skipped|omitted|halved|paused|dropped|thrown away"
    r"|replaced)\b",
    re.IGNORECASE,
)
# What excuses the act stands before it, in its own clause.
_BREAK = re.compile(
    r"[.;:!?()]|\b(?:and|then|but|so)\b"
    r"|(?<!start)(?<!starting)(?<!change)(?<!changing)(?<!double)(?<!doubling)"
    r"(?<!skip)(?<!reduce)(?<!halve),",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|cannot|nor|neither|no|nobody|nothing|none|whether|ask if)\b|n['’]t\b"
    r"|\b(?:without|rather than|instead of|starting or|starting,)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# "If you stop", "who stop", "the risk of stopping" describe; "who eats natto should stop" advises.
_DESCRIBES = re.compile(
    r"\b(?:before|after|when|who|if|that|(?:risk|danger) of)\b(?!.*\b(?:should|must|can|may|could)\b)", re.I
)
_SOMEBODY_ELSE = re.compile(
    rf"(?<!without )(?<!without a )(?<!without the )(?<!without your )\b(?:{_BY})\b", re.IGNORECASE
)
_BY_THEM = re.compile(rf"\bonly\b|\bby (?:\w+ )?(?:{_BY})\b", re.IGNORECASE)
_NO_HARM = re.compile(
    r"(?:\b(?:not|never|no|nothing|nor)|n['’]t)\s+(?:be\s+|a\s+|at all\s+)?(?:harm(?:ful)?"
    r"|danger(?:ous)?|risky?|wrong|unsafe|"
    r"afraid|hesitate|worry|forget|problem|bad|fear|mistake|reason not)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:with|together|same|within|near|twice|double|without|at once|hours?|minutes?|before|after|and"
    r"|longer|until)\b",
    re.I,
)


@cache
def _acts(more: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """(acts that `not` excuses, acts that say `not` themselves, doses not taken, medicines)."""
    medicine = rf"\b(?:{'|'.join([_MEDICINE, *map(re.escape, more)])})\b"
    excused = (
        rf"{_STOPS}{_GAP}{medicine}"
        rf"|\b(?:reduce|cut|halve|lower)\b(?: down on| back on)?\s+your\s+(?:\w+\s+)?(?:dose\b|{medicine})"
        rf"|(?:^|(?<=[.;:!?,]\s))(?:reduce|cut|halve|lower(?=\s+(?:the"
        rf"|your)\b))\b\s+(?:the\s+)?(?:dose of\s+)?(?:{_YOUR})?{medicine}"
        rf"|\b(?:replace|swap|substitute)\s+(?:{_YOUR})?(?:\w+\s+)?{medicine}\s+(?:with|for|by)\b"
        rf"|\b(?:take|use|eat|try|choose)\b[^.;:!?]{{0,40}}?"
        rf"\binstead of\s+(?:{_YOUR})?(?:\w+\s+){{0,2}}{medicine}"
        rf"|\bdo without\s+{_YOUR}(?:\w+\s+)?{medicine}"
    )
    not_needed = (
        rf"\b(?:you|they|who|people)\s+(?:no longer|will not|won['’]t|do not|don['’]t"
        rf"|never)\s+need\s+(?:to\s+\w+\s+)?(?:{_YOUR})?(?:\w+\s+)?{medicine}"
        rf"|{medicine}\s+(?:is|are)\s+(?:no longer|not)\s+(?:needed|necessary)\b"
        rf"|(?:^|(?<=[.;:!?]\s))instead of\s+(?:{_YOUR})?(?:\w+\s+){{0,2}}{medicine},"
        rf"\s+(?:take|use|eat|try|choose)\b"
        rf"|\bno (?:need|reason|point)\s+(?:to|in|for)\s+(?:(?:take|taking|continue|continuing|keep"
        rf"|keeping)\s+)?(?:taking\s+)?(?:{_YOUR})?{medicine}"
        rf"|(?:\b(?:nobody|no one|not|never)|n['’]t)\b[^.;:!?]{{0,40}}?\b(?:keep|continue"
        rf"|go on)\s+(?:taking\s+|with\s+)?(?:{_YOUR})?{medicine}"
    )
    not_taken = rf"(?:\b(?:do not|never)|\bdon['’]t)\s+take\s+your\s+(?:\w+\s+)?{medicine}"
    return (
        re.compile(excused, re.IGNORECASE),
        re.compile(not_needed, re.IGNORECASE),
        re.compile(not_taken, re.IGNORECASE),
        re.compile(medicine, re.IGNORECASE),
    )


def stops_a_medicine(text: str, more: tuple[str, ...] = ()) -> str | None:
    """The words that could be read as 'stop your medicine', or None. `more` are names of medicines."""
    acts, not_needed, not_taken, medicine = _acts(more)
    for found in acts.finditer(text):
        if not _excused(text[: found.start()]):
            return found.group(0)
    for found in _STOPPED.finditer(text):
        clause = _BREAK.split(text[: found.start()])[-1]
        after = _BREAK.split(text[found.end() :])[0]
        if medicine.search(clause) and not (_excused(clause) or _BY_THEM.search(after)):
            return f"{clause.strip()} {found.group(0)}"
    if found_not := not_needed.search(text):
        return found_not.group(0)
    for found in not_taken.finditer(text):
        if not _BESIDE.search(re.split(r"[.;:!?]", text[found.end() :])[0]):
            return found.group(0)
    return None


def _excused(before: str) -> bool:
    clause = _BREAK.split(before)[-1]
    if _NO_HARM.search(clause):
        return False
    return bool(_NOT.search(clause) or _DESCRIBES.search(clause) or _SOMEBODY_ELSE.search(clause))


def _medicines(view: View) -> tuple[str, ...]:
    """Names and brands of the base's medicines; short ones are left out, they are words too often."""
    names = {
        name
        for agent in view.base.agents
        if agent.kind in ("drug", "class")
        for group in ([agent.name], *agent.brands.values(), *agent.names.values())
        for name in group
    }
    return tuple(sorted(name for name in names if len(name) > 4))


_OURS = (
    "claims", "interactions", "caveats", "nutrients", "agents", "ambiguous", "gaps", "mechanisms", "foods",
    "omissions", "disagreements",
)  # fmt: skip
# What people say is quoted to be judged; it is not our advice.
_THEIRS = ("said", "variants", "search", "danger", "alleged", "said_in", "names", "lay")


def _advice(view: View) -> Iterator[tuple[str, int, Path, str]]:
    for key in _OURS:
        for index, record in view.of(key):
            for path, text in texts(record):
                if path and path[0] in _THEIRS:
                    continue
                yield key, index, path, text


@rule(RULES)
def never_stop_a_medicine(view: View) -> Iterator[Offence]:
    """No sentence of ours can be read as telling somebody to stop a prescribed medicine."""
    more = _medicines(view)
    for key, index, path, text in _advice(view):
        if words := stops_a_medicine(text, more):
            yield Offence(
                key, index, path,
                f"'{words}' can be read as advice to stop a medicine; say whom to ask instead",
            )  # fmt: skip


_UP = r"(?:rises?|rising|rose|raised|climbs?|climbed|higher|increas\w+|goes up|went up|go up|going up)"
_DOWN = (
    r"(?:falls?|falling|fell|lower\w*|drops?|dropp\w+|decreas\w+|reduced|goes down|went down"
    r"|go down|going down)"
)
_THINNER = (
    r"(?:it|them|(?:the|your|its|an?)\s+(?:medicine|drug|tablets?|anticoagulant|blood[ -]thinner"
    r"|antagonist|effect|action)|"
    r"warfarin|acenocoumarol|phenprocoumon|anticoagula\w+|effects?|action|blood[ -]thinn\w+)"
)
_WORKS = rf"{_THINNER}(?:\s+of\s+\w+)?\s+(?:\w+\s+)?"
# Four things a clause can say; which two of them stand together decides.
_SAYS = {
    "up": re.compile(
        rf"\bINR\b[^,;]{{0,25}}\b{_UP}\b|\b(?:rais\w+|increas\w+|higher|rising"
        rf"|high)\b[^,;]{{0,12}}\bINR\b",
        re.I,
    ),
    "down": re.compile(
        rf"\bINR\b[^,;]{{0,25}}\b{_DOWN}\b|\b(?:lower\w*|decreas\w+|reduc\w+|falling"
        rf"|low)\b[^,;]{{0,12}}\bINR\b",
        re.I,
    ),
    "weaker": re.compile(
        rf"\b(?:lower|reduc|decreas|lessen)\w*\s+the effect of (?:the\s+)?\w+\b|"
        rf"\bweaken\w*\s+(?:\w+\s+)?{_THINNER}\b|\bweaker\s+(?:\w+\s+)?{_THINNER}\b"
        rf"|\bless effect of\s+{_THINNER}"
        rf"|\b{_WORKS}(?:weaker|weakened|works? less|reduced|lessened)\b|\b{_THINNER} works? (?:less"
        rf"|more weakly)\b",
        re.I,
    ),
    "stronger": re.compile(
        rf"\b(?:rais|increas|heighten)\w*\s+the effect of (?:the\s+)?\w+\b|"
        rf"\bstrengthen\w*\s+(?:\w+\s+)?{_THINNER}\b|\bstronger\s+(?:\w+\s+)?{_THINNER}\b"
        rf"|\bmore effect of\s+{_THINNER}"
        rf"|\b{_WORKS}(?:stronger|strengthened)\b(?! than)|\b{_THINNER} works? (?:more"
        rf"|more strongly)\b(?! than)",
        re.I,
    ),
}
_REVERSED = ({"up", "weaker"}, {"down", "stronger"})
_CLAUSE = re.compile(r"[;:,()]|\b(?:and|so|because|while|whereas|but)\b", re.I)
_OTHER_CASE = re.compile(
    r"\b(?:start\w*|stop\w*|when|if|without|instead|less vitamin|other|while|whereas|but|or)\b", re.I
)
_K = r"(?:vitamin K[12]?|K[12]|MK-?\d+|menaquinones?(?:-\d+)?|phylloquinone|natto|kale|spinach)"
_LESS = (
    r"(?<!less )(?<!without )(?<!fall in )(?<!drop in )(?<!lack of )(?<!low )(?<!lower )"
    r"(?<!little )(?<!stopping )(?<!skipping )(?<!stop )"
)
_MAY = r"(?:(?:may|can|could|will|does|makes?|also)\s+)*"
_THE = r"(?:the |your |an? |their )?"
_WRONG_WAY = re.compile(
    rf"{_LESS}\b{_K}\s+{_MAY}(?:raises?|increases?|{_THE}INR (?:rise|go up|climb))\b(?:\s*$|\s+{_THE}INR\b)"
    rf"|\bINR\b\s+(?:is|was)\s+(?:raised|increased)\s+by\s+{_K}\b(?! antagonist)"
    rf"|\b(?:stopping|skipping|without)\s+{_K}\s+{_MAY}(?:lowers?|reduces?|decreases?)\s+{_THE}INR\b"
    rf"|{_LESS}\b(?:warfarin|acenocoumarol|phenprocoumon)\s+{_MAY}(?:lowers?|reduces?"
    rf"|decreases?)\s+{_THE}INR\b"
    r"|\b(?:high|higher|raised|rising) INR\b\s+(?:means|brings|carries|is)\b(?!.*\b(?:bleed\w*|less"
    r"|fewer|protect\w*|against|lower)\b).*\b(?:clots?|stroke|thrombosis)\b"
    r"|\b(?:low|lower|falling) INR\b\s+(?:means|brings|carries|is)\b(?!.*\b(?:clot\w*|less|fewer"
    r"|protect\w*|against|lower)\b).*\bbleed\w*",
    re.I,
)


def inr_reversed(text: str) -> bool:
    """Whether a rising INR is tied to a weaker anticoagulant, a falling one to a stronger, or K to a rise."""
    if "INR" not in text:
        return False
    for sentence in re.split(r"[.!?](?:\s|$)", text):
        if any(_WRONG_WAY.search(part) for part in re.split(r"[;:,()]", sentence)):
            return True
        waiting: set[str] = set()  # what the clause before said and no clause has answered
        for clause in _CLAUSE.split(sentence):
            says = {name for name, pattern in _SAYS.items() if pattern.search(clause)}
            if {"up", "down"} <= says:
                says -= {"up", "down"}
            if any(pair <= says for pair in _REVERSED):
                return True
            if len(says) >= 2 or _OTHER_CASE.search(clause):
                waiting = says if len(says) == 1 else set()
                continue
            if any(pair <= says | waiting for pair in _REVERSED):
                return True
            waiting = set() if waiting and says else waiting | says
    return False


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
        found = {c.id for c in joins.caveats(foods=[food.id])}
        if family & {x.nutrient for x in food.amounts} and not guards & found:
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


_SAFE = re.compile(
    r"\b(?:is|are|be|perfectly|completely|entirely) safe\b|\bsafe to (?:take|combine|use)\b|\bsafely\b"
    r"|\bharmless\b"
    r"|\b(?:no need|nothing) to worry\b|\b(?:no|without) risk\b",
    re.IGNORECASE,
)
_NOT_SAFE = re.compile(
    r"\b(?:not|never|cannot|nobody|no (?:proof|evidence|sign|one)|nor|whether)\b|n['’]t\b", re.IGNORECASE
)


def reassures(text: str) -> str | None:
    """The words that call something safe, or None; a 'not' in the same clause takes them back."""
    for found in _SAFE.finditer(text):
        if not _NOT_SAFE.search(re.split(r"[.;:,!?]", text[: found.start()])[-1]):
            return found.group(0)
    return None


@rule(RULES)
def none_known_does_not_reassure(view: View) -> Iterator[Offence]:
    """A pair with none known never calls itself safe."""
    for index, record in view.of("interactions"):
        if record.severity != "none-known":
            continue
        for path, text in texts(record):
            if path[0] == "alleged":
                continue
            if words := reassures(text):
                yield Offence("interactions", index, path, f"'{words}' is more than was looked into")


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
