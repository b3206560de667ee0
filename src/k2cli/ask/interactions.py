"""What about my medicine?

Four answers, never mixed up: recorded; looked into, none known; name known, not assessed; name not
recognised. A word with several meanings is explained, and a near name is asked back.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from k2cli import answers as a
from k2cli.ask.foods import load_food
from k2cli.ask.names import FOODS as _FOODS
from k2cli.ask.names import Compound, Match, Mention, Run, exact, read
from k2cli.ask.near_misses import near, suggestions, taken_near
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold
from k2cli.vocabulary import CAVEAT_SEVERITIES, LIKELIHOODS, SEVERITIES

_KINDS = ("agent", "nutrient", "food", "food-group")
# From how much in 100 g a food counts as bringing a nutrient to a pair. Vitamin K: a quarter of the US
# adequate intake for women (90 µg). Calcium: dairy counts, as the labels of antibiotics and thyroid
# tablets say. Magnesium and vitamin D: what only seeds, bran and fish reach.
_BRINGS = {
    "vitamin-k": ("µg", 22.5), "calcium": ("mg", 100.0), "magnesium": ("mg", 150.0), "vitamin-d": ("µg", 5.0),
}  # fmt: skip

ADVICE = {
    "recorded": (
        "Don't start or stop anything because of this page. Ask your pharmacist, doctor or clinic first."
    ),
    "none-known": (
        "Looked into, and no interaction was found recorded. That is not proof of none; "
        "tell your pharmacist about everything you take."
    ),
    "not-assessed": (
        "The name is known here, but nobody has assessed it in this base. That says nothing about safety. "
        "Ask your pharmacist."
    ),
    "not-recognised": (
        "Nothing here goes by this name, so nothing can be said about it, neither good nor bad. "
        "Check the spelling on the package, or ask your pharmacist."
    ),
    "asked-back": "This name is close to one that matters. Check the package; nothing was assumed.",
    "ambiguous": "The word covers several kinds that behave differently. Look at the package for the name.",
}


_BRINGERS = ("nutrient", "food", "food-group")
# How many interactions are shown for each kind that an ambiguous word covers; the rest are counted.
_OF_EACH_KIND = 3


class _Party(NamedTuple):
    """One name of the question: its answer, the interactions it has, and what kind of thing it is.

    `held` are interactions with the class or member they are held by; `one_of` is the
    ambiguous word it is one kind of.
    """

    answer: a.AgentAnswer
    held: list[tuple[str, str | None]]
    kind: str
    id: str
    one_of: str | None

    @property
    def brings(self) -> bool:
        """Whether it stands on the side of nutrients: a nutrient, food or supplement."""
        return self.kind in _BRINGERS or self.answer.kind in ("food", "supplement")


def interactions(store: Store, words: list[str]) -> a.InteractionsAnswer:
    """Answers for each name in `words`; for two or more names also what is recorded between them.

    Raises UsageError when nothing was asked or the question is too long.
    """
    text = " ".join(words)
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"the question is {len(text):,} characters long; at most {MAX_QUESTION:,} are read. "
            "Give the names alone"
        )
    if not fold(text):
        raise UsageError("no medicine named; try `k2cli interactions warfarin`, or `k2cli agent list`")
    parties: list[_Party] = []
    loose: list[a.AgentAnswer] = []

    def take(asked: str, matches: tuple[Match, ...]) -> None:
        match = _preferred(matches)
        if match.kind == "ambiguous":
            explained, meant = _ambiguous(store, asked, match.id)
            loose.append(explained)
            for member in meant:
                add(_party(store, asked, (member,), one_of=match.id))
        else:
            add(_party(store, asked, matches))

    def add(party: _Party) -> None:
        known = next((p for p in parties if p.id == party.id or p.answer.name == party.answer.name), None)
        if known is None:
            parties.append(party)
        elif known.one_of and not party.one_of:
            # Asked for by its own name as well: that counts more than being one of several kinds.
            parties[parties.index(known)] = party

    def unknown(run: Run) -> None:
        answers, taken = _unknown(store, run)
        loose.extend(x for x in answers if x.asked not in {y.asked for y in loose})
        for match in taken:
            take(run.words, (match,))

    ambiguous = store.rows("select 1 from ambiguous where word = ?", fold(text))
    whole = () if ambiguous else tuple(exact(store, text, _KINDS))
    if ambiguous:
        take(text, (Match("ambiguous", fold(text), text, "ambiguous"),))
    elif whole:
        take(text, whole)
    else:
        parsed = read(store, text, (*_KINDS, "outcome"))
        for mention in parsed.mentions:
            named = tuple(m for m in mention.matches if m.kind != "outcome")
            if named:
                take(mention.words, named)
        for compound in parsed.compounds:
            loose.append(_compound(store, compound))
        for run in parsed.left:
            unknown(run)
        if not parties and not loose:
            felt = [m for m in parsed.mentions if m.matches[0].kind == "outcome"]
            loose += [_outcome(m) for m in felt] or [_not_recognised(fold(text))]
    pairs, unassessed = _pairs(store, parties)
    answers = _in_order(loose, [_narrowed(store, party, pairs, parties) for party in parties])
    caveats: dict[str, a.CaveatView] = {}
    for answer in answers:
        for caveat in answer.caveats:
            caveats.setdefault(caveat.id, caveat)
    return a.InteractionsAnswer(
        asked=list(words),
        caveats=sorted(caveats.values(), key=lambda c: CAVEAT_SEVERITIES.index(c.severity)),
        pairs=pairs,
        pairs_not_assessed=unassessed,
        answers=answers,
    )


def _in_order(loose: list[a.AgentAnswer], settled: list[a.AgentAnswer]) -> list[a.AgentAnswer]:
    """Names that were not settled come first when one of them may be a medicine that matters."""
    pressing = [x for x in loose if x.state in ("asked-back", "ambiguous")]
    return pressing + settled + [x for x in loose if x not in pressing]


def _preferred(matches: tuple[Match, ...]) -> Match:
    # "vitamin K" is both a nutrient and a supplement; the nutrient carries the records. A food that is
    # also an agent (natto, cranberry) has its own interactions as an agent.
    by_kind = {m.kind: m for m in reversed(matches)}
    agent, nutrient = by_kind.get("agent"), by_kind.get("nutrient")
    return by_kind.get("ambiguous") or nutrient or agent or matches[0]


def _party(store: Store, asked: str, matches: tuple[Match, ...], one_of: str | None = None) -> _Party:
    """What was named, with the interactions of everything the name stands for."""
    match = _preferred(matches)
    if match.kind == "agent":
        answer, held = _agent(store, match)
    else:
        answer, held = _bringer(store, match)
        # The same name may be a medicine too (menatetrenone, calcitriol): its records count as well.
        for other in matches:
            if other.kind == "agent":
                twin, more = _agent(store, other)
                known = {id_ for id_, _ in held}
                if twin.kind not in ("food", "supplement"):
                    held = held + [(id_, via) for id_, via in more if id_ not in known]
                caveats = {c.id: c for c in (*answer.caveats, *twin.caveats)}
                answer = msgspec.structs.replace(answer, caveats=list(caveats.values()))
    held = _worst_first(store, held)
    state = answer.state
    if held and state == "not-assessed":
        state = "recorded"
    if held and all(_view(store, id_, None).severity == "none-known" for id_, _ in held):
        state = "none-known"
    if one_of:
        how = f"one kind of '{one_of}'"
    else:
        plain = fold(match.shown) == fold(answer.name) and match.how == "name"
        how = "" if plain else f"{match.how} '{match.shown}'"
    answer = msgspec.structs.replace(answer, asked=asked, how=how, state=state, advice=ADVICE[state])
    return _Party(answer, held, match.kind, match.id, one_of)


def _agent(store: Store, match: Match) -> tuple[a.AgentAnswer, list[tuple[str, str | None]]]:
    doc = store.doc("agent", match.id)
    assert doc is not None, match.id
    answer = msgspec.json.decode(doc, type=a.AgentAnswer)
    held: list[tuple[str, str | None]] = [
        (row[0], row[1])
        for row in store.rows("select interaction, via from held where agent = ? order by place", match.id)
    ]
    if answer.kind in ("food", "supplement"):
        # A supplement counts with the nutrients it brings.
        known = {id_ for id_, _ in held}
        brought = _touching(
            store, [row[0] for row in store.rows("select nutrient from brings where agent = ?", match.id)]
        )
        held += [(id_, None) for id_ in brought if id_ not in known]
    return answer, held


def _touching(store: Store, nutrients: list[str]) -> list[str]:
    ids = [
        row[0]
        for nutrient in nutrients
        for row in store.rows("select interaction from touches where nutrient = ?", nutrient)
    ]
    return list(dict.fromkeys(ids))


def _bringer(store: Store, match: Match) -> tuple[a.AgentAnswer, list[tuple[str, str | None]]]:
    """A nutrient or food as a party: the interactions of what it is or brings."""
    caveats: list[a.CaveatView] = []
    own: list[str] = []
    what: str | None
    if match.kind == "nutrient":
        doc = store.doc("nutrient", match.id)
        assert doc is not None, match.id
        page = msgspec.json.decode(doc, type=a.NutrientAnswer)
        name, what, caveats = page.name, page.what, page.caveats
        brings = [match.id]
    else:
        if match.kind == "food":
            foods = [load_food(store, match.id)]
        else:
            rows = store.rows("select food from kinds where food_group = ?", match.id)
            foods = [load_food(store, row[0]) for row in rows]
        name = foods[0].name if match.kind == "food" else match.shown
        brought = {line.nutrient: line.short for food in foods for line in _brings(food)}
        brings = list(brought)
        some = "" if match.kind == "food" else "some of its kinds bring "
        what = (some or "brings ") + ", ".join(brought.values()) if brought else None
        caveats = list({c.id: c for food in foods for c in food.caveats}.values())
        own = [
            row[0]
            for food in foods
            for row in store.rows("select interaction from food_in where food = ?", food.id)
        ]
    ids = list(dict.fromkeys([*own, *_touching(store, brings)]))
    answer = a.AgentAnswer(
        asked="", state="recorded" if ids else "not-assessed", id=match.id,
        name=name, kind=match.kind, what=what,
        how="", classes=[], members=[], brands=[], caveats=caveats, interactions=[], more=0, assessed=[],
        not_assessed=[], suggestions=[], explain=None, advice="",
    )  # fmt: skip
    return answer, [(id_, None) for id_ in ids]


def _brings(food: a.FoodAnswer) -> list[a.AmountLine]:
    """Nutrients a food counts as bringing: those that reach what would matter in 100 g."""

    def enough(line: a.AmountLine) -> bool:
        nutrient = "vitamin-k" if line.nutrient.startswith(("vitamin-k", "mk-")) else line.nutrient
        unit, least = _BRINGS.get(nutrient, ("", 0.0))
        return line.high is not None and line.unit == unit and line.high >= least

    found = [line for line in food.amounts if enough(line)]
    # A sum says less than the forms it adds up: kale brings K1, not "vitamin K in whatever form".
    named = {line.nutrient for line in found}
    return [
        line
        for line in found
        if not (line.nutrient == "vitamin-k" and len(named - {"calcium", "magnesium", "vitamin-d"}) > 1)
        and not (line.nutrient == "vitamin-k2" and any(n.startswith("mk-") for n in named))
    ]


def _worst_first(store: Store, held: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    return sorted(held, key=lambda item: _order(_view(store, item[0], None)))


def _order(view: a.InteractionView) -> tuple[int, bool, int, str]:
    """Worst first; nutrients before other pairs; then how well established."""
    return (
        SEVERITIES.index(view.severity),
        not view.nutrients,
        LIKELIHOODS.index(view.likelihood),
        view.id,
    )


def _view(store: Store, id_: str, via: a.Link | None) -> a.InteractionView:
    doc = store.doc("interaction", id_)
    assert doc is not None, id_
    view = msgspec.json.decode(doc, type=a.InteractionView)
    return msgspec.structs.replace(view, via=via) if via else view


def _link(store: Store, agent: str) -> a.Link:
    name = store.rows("select name from docs where kind = 'agent' and id = ?", agent)
    return a.Link(agent, name[0][0] if name else agent)


def _pairs(store: Store, parties: list[_Party]) -> tuple[list[a.InteractionView], list[str]]:
    """Interactions with one party on each side, worst first, and the pairs that have none."""
    shared: dict[str, a.InteractionView] = {}
    unassessed: list[str] = []
    for i, one in enumerate(parties):
        for other in parties[i + 1 :]:
            if one.one_of and one.one_of == other.one_of:
                continue
            common = _common(store, one, other)
            for view in common:
                shared.setdefault(view.id, view)
            # Two foods were never a question for this base.
            if not common and not (one.kind in _FOODS and other.kind in _FOODS):
                unassessed.append(f"{one.answer.name} with {other.answer.name}")
    named = {party.id for party in parties}
    bringers = [party for party in parties if party.brings and party.kind != "nutrient"]

    def about_a_product(view: a.InteractionView) -> bool:
        # A cheese brings MK-4, but a row on the 45 mg medicine is not first of all about it.
        beside = {link.id for link in view.beside}
        return bool(bringers and beside and not beside & named) and all(
            _is_product(store, id_) for id_ in beside
        )

    def order(view: a.InteractionView) -> tuple[object, ...]:
        worst, *rest = _order(view)
        names_it = bool(named & {link.id for link in view.beside})
        return about_a_product(view), worst, not names_it, *rest

    return sorted(shared.values(), key=order), unassessed


def _is_product(store: Store, agent: str) -> bool:
    row = store.rows("select about from docs where kind = 'agent' and id = ?", agent)
    return bool(row) and row[0][0].startswith(("drug", "supplement"))


def _common(store: Store, one: _Party, other: _Party) -> list[a.InteractionView]:
    """What is recorded between two parties. Two drugs of one class share its rows, and are no pair."""
    mine, theirs = dict(one.held), dict(other.held)
    found: list[a.InteractionView] = []
    for id_ in mine:
        if id_ not in theirs:
            continue
        view = _view(store, id_, None)
        if not _opposite(_sides(one, mine[id_], view), _sides(other, theirs[id_], view)):
            continue
        if not _about_these(store, one, other, {mine[id_], theirs[id_]}, view):
            continue
        via = next((v for v in (mine[id_], theirs[id_]) if v), None)
        found.append(msgspec.structs.replace(view, via=_link(store, via)) if via else view)
    return found


def _about_these(
    store: Store, one: _Party, other: _Party, via: set[str | None], view: a.InteractionView
) -> bool:
    """Whether a row that joins three (a drug, a second thing, a nutrient) is about the two that were asked.

    It is when the third is only the form in which the nutrient is swallowed, or a state of the person
    asked about; orlistat beside warfarin says nothing to somebody who asks of kale and warfarin.
    """
    names = {one.id, other.id} | via
    eaten = [p for p in (one, other) if p.kind in _FOODS]
    asked = [any(link.id in names for link in side) for side in (view.agents, view.beside)]
    if not view.agents or not view.beside or all(asked):
        return True
    of_food = "select 1 from food_in where food = ? and interaction = ?"
    of_kinds = (
        "select 1 from food_in join kinds on kinds.food = food_in.food "
        "where food_group = ? and interaction = ?"
    )
    if any(store.rows(of_food if p.kind == "food" else of_kinds, p.id, view.id) for p in eaten):
        return True
    third = view.beside if asked[0] else view.agents
    for link in third:
        about = store.rows("select about from docs where kind = 'agent' and id = ?", link.id)[0][0]
        if asked[0]:
            fits = not about.startswith("food")
        elif about.startswith("condition"):
            fits = not eaten
        else:
            fits = about.startswith(("drug", "supplement")) and bool(
                store.rows("select 1 from brings where agent = ?", link.id)
            )
        if not fits:
            return False
    return True


def _sides(party: _Party, via: str | None, view: a.InteractionView) -> set[str]:
    """The sides of an interaction a party stands on: agents, beside, or what is eaten or swallowed."""
    name = via or party.id
    sides = set()
    if party.kind not in _BRINGERS or party.brings:
        if any(link.id == name for link in view.agents):
            sides.add("agents")
        if any(link.id == name for link in view.beside):
            sides.add("beside")
    # A nutrient, or a food or supplement that brings one.
    if party.kind in _BRINGERS or (party.brings and not sides):
        sides.add("nutrients")
    return sides


def _opposite(one: set[str], other: set[str]) -> bool:
    return any(x != y for x in one for y in other)


def _narrowed(
    store: Store, party: _Party, pairs: list[a.InteractionView], parties: list[_Party]
) -> a.AgentAnswer:
    """The answer with its interactions; where pairs were asked for, the rest is only counted."""
    answer = party.answer
    asked_for_pair = len(parties) > 1 and pairs and any(p.brings for p in parties)
    if asked_for_pair:
        inside = {p.id for p in pairs}
        return msgspec.structs.replace(answer, more=sum(id_ not in inside for id_, _ in party.held))
    if party.brings and any(not p.brings for p in parties):
        return msgspec.structs.replace(answer, more=len(party.held))
    shown = party.held[:_OF_EACH_KIND] if party.one_of else party.held
    views = [_view(store, id_, _link(store, via) if via else None) for id_, via in shown]
    return msgspec.structs.replace(answer, interactions=views, more=len(party.held) - len(shown))


def _ambiguous(store: Store, asked: str, word: str) -> tuple[a.AgentAnswer, list[Match]]:
    """A word with several meanings: what kinds there are, and each kind to be answered for itself."""
    row = store.rows("select explain, means from ambiguous where word = ?", word)[0]
    means = msgspec.json.decode(row[1], type=list[dict[str, str]])
    meant = [Match(m["kind"], m["id"], m["name"], "name") for m in means]
    explained = _bare(
        asked, "ambiguous", row[0],
        members=[a.Link(m.id, m.shown) for m in meant],
        suggestions=[a.Suggestion(m.shown, m.kind, m.id) for m in meant],
    )  # fmt: skip
    return explained, meant


def _compound(store: Store, compound: Compound) -> a.AgentAnswer:
    """A compound word is not its part: nothing is answered for the part."""
    found = near(store, compound.words, _KINDS)
    if found:
        return _asked_back(store, compound.words, found)
    parts = " or ".join(f"'{m.shown}'" for m in compound.parts[:2])
    return _bare(
        compound.words, "not-recognised",
        f"'{compound.words}' is not a name in this base, and a compound is not its part: "
        f"{parts} is another food.",
        suggestions=[a.Suggestion(m.shown, m.kind, m.id) for m in compound.parts[:3]],
    )  # fmt: skip


def _outcome(mention: Mention) -> a.AgentAnswer:
    return _bare(
        mention.words, "not-recognised",
        f"'{mention.words}' is known here as something that is measured or felt, not as a medicine or "
        f"condition with interactions; try `k2cli claim search {mention.words}`.",
    )  # fmt: skip


def _not_recognised(run: str) -> a.AgentAnswer:
    return _bare(
        run, "not-recognised", f"'{run}' is not a name in this base; `k2cli agent list` names all it knows."
    )


def _unknown(store: Store, run: Run) -> tuple[list[a.AgentAnswer], list[Match]]:
    """Words that name nothing: asked back where a name is near, said to be unknown otherwise.

    A food or nutrient one letter off is taken, and given back to be said so.
    """
    for words in run.wider:
        if found := near(store, words, _KINDS):
            return [_asked_back(store, words, found)], []
    if not run.words:
        return [], []
    answers: list[a.AgentAnswer] = []
    taken: list[Match] = []
    rest: list[str] = []
    words_of = run.words.split()
    for words in (run.words, *(words_of if len(words_of) > 1 else ())):
        # One word of several may be a medicine; "butternut squash" is not asked back for its first half.
        found = near(store, words, _KINDS if words == run.words else ("agent",))
        if match := taken_near(found, words):
            taken.append(match._replace(how=f"one letter off '{words}', taken for"))
        elif found:
            answers.append(_asked_back(store, words, found))
        elif words != run.words:
            rest.append(words)
        if found and words == run.words:
            return answers, taken
    if len(rest) == len(words_of) or len(words_of) == 1:
        answers.append(_not_recognised(run.words))
    elif rest:
        answers.append(_not_recognised(" ".join(rest)))
    return answers, taken


def _asked_back(store: Store, asked: str, found: list[tuple[Match, int]]) -> a.AgentAnswer:
    caveats: dict[str, a.CaveatView] = {}
    for match, _ in found:
        if match.kind == "agent" and (doc := store.doc("agent", match.id)):
            for caveat in msgspec.json.decode(doc, type=a.AgentAnswer).caveats:
                if caveat.severity == "danger":
                    caveats.setdefault(caveat.id, caveat)
    names = " or ".join(dict.fromkeys(m.shown for m, _ in found))
    return _bare(
        asked, "asked-back", f"'{asked}' is not a name in this base. Did you mean {names}?",
        suggestions=suggestions(found),
        caveats=list(caveats.values()),
    )  # fmt: skip


def _bare(
    asked: str,
    state: str,
    explain: str,
    *,
    members: list[a.Link] | None = None,
    caveats: list[a.CaveatView] | None = None,
    suggestions: list[a.Suggestion] | None = None,
) -> a.AgentAnswer:
    return a.AgentAnswer(
        asked=asked, state=state, id=None, name=asked, kind="", what=None, how="", classes=[],
        members=members or [], brands=[], caveats=caveats or [], interactions=[], more=0, assessed=[],
        not_assessed=[], suggestions=suggestions or [], explain=explain, advice=ADVICE[state],
    )  # fmt: skip
