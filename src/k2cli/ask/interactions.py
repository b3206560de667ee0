"""What about my medicine?

Four answers, never mixed up: recorded; looked into, none known; name known, not assessed; name not
recognised. A word with several meanings is explained, and a near name is asked back.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from k2cli import answers as a
from k2cli.ask.foods import load_food
from k2cli.ask.names import Match, Mention, exact, near, read, suggestions
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold

_KINDS = ("agent", "nutrient", "food", "food-group")
# At or above this a food counts as bringing vitamin K to a pair (µg per 100 g): a quarter of the US
# adequate intake for women (90 µg) in 100 g.
_BRINGS_VITAMIN_K = 22.5

ADVICE = {
    "recorded": "Don't start or stop anything because of this page. Ask your pharmacist, doctor or clinic first.",
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


class _Party(NamedTuple):
    """One name of the question: its answer, the interactions it has, and what kind of thing it is."""

    answer: a.AgentAnswer
    held: list[tuple[str, str | None]]
    kind: str
    id: str


def interactions(store: Store, words: list[str]) -> a.InteractionsAnswer:
    """Answers for each name in `words`; for two or more names also what is recorded between them.

    Raises UsageError when nothing was asked or the question is too long.
    """
    text = " ".join(words)
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"the question is {len(text):,} characters long; at most {MAX_QUESTION:,} are read. Give the names alone"
        )
    if not fold(text):
        raise UsageError("no medicine named; try `k2cli interactions warfarin`, or `k2cli agent list`")
    parties: list[_Party] = []
    loose: list[a.AgentAnswer] = []

    def take(asked: str, matches: tuple[Match, ...]) -> None:
        match = _preferred(matches)
        if match.kind == "ambiguous":
            loose.append(_ambiguous(store, asked, match.id))
        elif not any(p.kind == match.kind and p.id == match.id for p in parties):
            parties.append(_party(store, asked, match))

    whole = exact(store, text, _KINDS)
    asked_whole = store.rows("select 1 from ambiguous where word = ?", fold(text))
    if asked_whole:
        take(text, (Match("ambiguous", fold(text), text, "ambiguous"),))
    elif whole:
        take(text, tuple(whole))
    else:
        parsed = read(store, text, _KINDS)
        for mention in parsed.mentions:
            take(mention.words, mention.matches)
        for run in parsed.left:
            loose.extend(_unknown(store, run, parsed.mentions))
        if not parties and not loose:
            loose.extend(_unknown(store, fold(text), []))
    pairs, unassessed = _pairs(store, parties)
    answers = [_narrowed(store, party, pairs, parties) for party in parties] + loose
    caveats: dict[str, a.CaveatView] = {}
    for answer in answers:
        for caveat in answer.caveats:
            caveats.setdefault(caveat.id, caveat)
    order = ("danger", "warning", "note")
    return a.InteractionsAnswer(
        asked=list(words),
        caveats=sorted(caveats.values(), key=lambda c: order.index(c.severity)),
        pairs=pairs,
        pairs_not_assessed=unassessed,
        answers=answers,
    )


def _preferred(matches: tuple[Match, ...]) -> Match:
    # "vitamin K" is both a nutrient and a supplement; the nutrient carries the records. A food that is
    # also an agent (natto, cranberry) has its own interactions as an agent.
    by_kind = {m.kind: m for m in reversed(matches)}
    agent, nutrient = by_kind.get("agent"), by_kind.get("nutrient")
    if agent and nutrient:
        return nutrient
    return agent or nutrient or by_kind.get("ambiguous") or matches[0]


def _party(store: Store, asked: str, match: Match) -> _Party:
    if match.kind == "agent":
        doc = store.doc("agent", match.id)
        assert doc is not None, match.id
        answer = msgspec.json.decode(doc, type=a.AgentAnswer)
        held = [
            (row[0], row[1])
            for row in store.rows("select interaction, via from held where agent = ? order by place", match.id)
        ]
    else:
        answer, held = _bringer(store, match)
    how = "" if fold(match.shown) == fold(answer.name) and match.how == "name" else f"{match.how} '{match.shown}'"
    answer = msgspec.structs.replace(answer, asked=asked, how=how, advice=ADVICE[answer.state])
    return _Party(answer, held, match.kind, match.id)


def _bringer(store: Store, match: Match) -> tuple[a.AgentAnswer, list[tuple[str, str | None]]]:
    """A nutrient or food as a party: the interactions of what it is or brings."""
    caveats: list[a.CaveatView] = []
    if match.kind == "nutrient":
        doc = store.doc("nutrient", match.id)
        assert doc is not None, match.id
        page = msgspec.json.decode(doc, type=a.NutrientAnswer)
        name, what, caveats = page.name, page.what, page.caveats
        brings = [match.id]
        own: list[str] = []
    else:
        foods = (
            [load_food(store, match.id)]
            if match.kind == "food"
            else [
                load_food(store, row[0])
                for row in store.rows("select food from kinds where food_group = ?", match.id)
            ]
        )
        name = foods[0].name if match.kind == "food" else match.shown
        brings = sorted({n for food in foods for n in _brings(food)})
        what = "brings " + ", ".join(brings).replace("-", " ") if brings else None
        found: dict[str, a.CaveatView] = {}
        for food in foods:
            for caveat in food.caveats:
                found.setdefault(caveat.id, caveat)
        caveats = list(found.values())
        own = [
            row[0]
            for food in foods
            for row in store.rows("select interaction from food_in where food = ?", food.id)
        ]
    ids = list(own)
    for nutrient in brings:
        ids += [row[0] for row in store.rows("select interaction from touches where nutrient = ?", nutrient)]
    held = _worst_first(store, list(dict.fromkeys(ids)))
    state = "recorded" if held else "not-assessed"
    answer = a.AgentAnswer(
        asked="", state=state, id=match.id, name=name, kind=match.kind, what=what, how="",
        classes=[], members=[], brands=[], caveats=caveats, interactions=[], more=0, assessed=[], not_assessed=[],
        suggestions=[], explain=None, advice="",
    )  # fmt: skip
    return answer, [(id_, None) for id_ in held]


def _brings(food: a.FoodAnswer) -> list[str]:
    """Nutrients a food counts as bringing: vitamin K forms above the threshold."""
    return sorted(
        {
            line.nutrient
            for line in food.amounts
            if line.high is not None
            and line.unit == "µg"
            and line.high >= _BRINGS_VITAMIN_K
            and line.nutrient.startswith(("vitamin-k", "mk-"))
        }
    )


def _worst_first(store: Store, ids: list[str]) -> list[str]:
    views = [_view(store, id_, None) for id_ in ids]
    return [v.id for v in sorted(views, key=_order)]


def _order(view: a.InteractionView) -> tuple[int, str]:
    return ("contraindicated", "major", "moderate", "minor", "none-known").index(view.severity), view.id


def _view(store: Store, id_: str, via: a.Link | None) -> a.InteractionView:
    doc = store.doc("interaction", id_)
    assert doc is not None, id_
    view = msgspec.json.decode(doc, type=a.InteractionView)
    return msgspec.structs.replace(view, via=via) if via else view


def _link(store: Store, agent: str) -> a.Link:
    name = store.rows("select name from docs where kind = 'agent' and id = ?", agent)
    return a.Link(agent, name[0][0] if name else agent)


def _pairs(store: Store, parties: list[_Party]) -> tuple[list[a.InteractionView], list[str]]:
    """Interactions that two of the parties share, worst first, and the pairs that share none."""
    shared: dict[str, a.InteractionView] = {}
    unassessed: list[str] = []
    for i, one in enumerate(parties):
        for other in parties[i + 1 :]:
            common = _common(store, one, other)
            for id_ in common:
                shared.setdefault(id_, _view(store, id_, None))
            if not common:
                unassessed.append(f"{one.answer.name} with {other.answer.name}")
    return sorted(shared.values(), key=_order), unassessed


def _common(store: Store, one: _Party, other: _Party) -> list[str]:
    """Interactions with one party on each side. Two drugs of one class share its rows, and no pair."""
    mine, theirs = dict(one.held), dict(other.held)
    found: list[str] = []
    for id_ in mine:
        if id_ not in theirs:
            continue
        view = _view(store, id_, None)
        sides = _sides(view)
        if _on(one, mine[id_], sides) != _on(other, theirs[id_], sides) or {one.kind, other.kind} & {
            "nutrient", "food", "food-group",
        }:  # fmt: skip
            found.append(id_)
    return found


def _sides(view: a.InteractionView) -> dict[str, str]:
    return {link.id: "agents" for link in view.agents} | {link.id: "beside" for link in view.beside}


def _on(party: _Party, via: str | None, sides: dict[str, str]) -> str:
    return sides.get(via or party.id, "nutrients")


def _narrowed(
    store: Store, party: _Party, pairs: list[a.InteractionView], parties: list[_Party]
) -> a.AgentAnswer:
    """The answer with its interactions; where pairs were asked for, the rest is only counted."""
    answer = party.answer
    bringers = {"nutrient", "food", "food-group"}
    asked_for_pair = len(parties) > 1 and pairs and {p.kind for p in parties} & bringers
    if asked_for_pair:
        inside = {p.id for p in pairs}
        return msgspec.structs.replace(answer, more=sum(id_ not in inside for id_, _ in party.held))
    if party.kind in bringers and len(parties) > 1:
        return msgspec.structs.replace(answer, more=len(party.held))
    views = [_view(store, id_, _link(store, via) if via else None) for id_, via in party.held]
    return msgspec.structs.replace(answer, interactions=views)


def _ambiguous(store: Store, asked: str, word: str) -> a.AgentAnswer:
    """A word with several meanings: what kinds there are, each with what is recorded for it."""
    row = store.rows("select explain, means from ambiguous where word = ?", word)[0]
    means = msgspec.json.decode(row[1], type=list[dict[str, str]])
    members = [a.Link(m["id"], m["name"]) for m in means]
    caveats: dict[str, a.CaveatView] = {}
    for meant in means:
        if meant["kind"] == "agent" and (doc := store.doc("agent", meant["id"])):
            for caveat in msgspec.json.decode(doc, type=a.AgentAnswer).caveats:
                caveats.setdefault(caveat.id, caveat)
    return _bare(
        asked, "ambiguous", row[0],
        members=members,
        caveats=list(caveats.values()),
        suggestions=[a.Suggestion(m["name"], m["kind"], m["id"]) for m in means],
    )  # fmt: skip


def _unknown(store: Store, run: str, mentions: list[Mention]) -> list[a.AgentAnswer]:
    """Words that name nothing: asked back where a name is near, said to be unknown otherwise."""
    found = near(store, run, _KINDS)
    if found:
        return [_asked_back(store, run, found)]
    answers: list[a.AgentAnswer] = []
    for word in run.split():
        close = near(store, word, _KINDS)
        if close:
            answers.append(_asked_back(store, word, close))
    if answers:
        return answers
    return [
        _bare(run, "not-recognised", f"'{run}' is not a name in this base; `k2cli agent list` names all it knows.")
    ]


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
