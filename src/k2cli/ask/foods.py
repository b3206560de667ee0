"""What is in this food?"""

from __future__ import annotations

import msgspec

from k2cli import answers as a
from k2cli.ask.names import FOODS, Compound, Match, Mention, exact, read
from k2cli.ask.near_misses import near, suggestions, taken_near
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold

# The rest is read so that "how much vitamin K2 is in gouda" does not call vitamin K2 an unknown food.
_KINDS = (*FOODS, "agent", "nutrient", "outcome")


def food_lookup(store: Store, words: list[str]) -> a.Lookup:
    """Answers for each food named in `words`, in order; what could not be settled says so.

    Raises UsageError when nothing was asked, or too much.
    """
    text = " ".join(words)
    if not fold(text):
        raise UsageError("no food named; try `k2cli food lookup natto`, or `k2cli food list`")
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"the question is {len(text):,} characters long; at most {MAX_QUESTION:,} are read. "
            "Give the names alone"
        )
    lookup = _Lookup(store)
    whole = exact(store, text, FOODS)
    if whole:
        lookup.settle(text, whole[0])
        return lookup.answer()
    parsed = read(store, text, _KINDS)
    read_in_order: list[Mention | Compound] = [*parsed.mentions, *parsed.compounds]
    for item in sorted(read_in_order, key=lambda x: x.start):
        if isinstance(item, Compound):
            lookup.compound(item)
        else:
            lookup.mention(item, parsed.tokens)
    for run in parsed.left:
        if run.words:
            lookup.unknown(run.words)
    if lookup.empty:
        for mention in parsed.mentions:
            lookup.no_food(mention)
    if lookup.empty:
        lookup.unknown(text)
    return lookup.answer()


class _Lookup:
    """Gathers what a question leads to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.understood: list[a.Understood] = []
        self.foods: list[a.FoodAnswer] = []
        self.groups: list[a.FoodGroupAnswer] = []
        self.unsettled: list[a.ExplainedNames] = []

    @property
    def empty(self) -> bool:
        return not self.understood and not self.unsettled

    def answer(self) -> a.Lookup:
        return a.Lookup("food", self.understood, self.foods, self.groups, self.unsettled)

    def settle(self, asked: str, match: Match) -> None:
        if any(u.id == match.id and u.kind == match.kind for u in self.understood):
            return
        self.understood.append(a.Understood(asked, match.kind, match.id, match.shown, match.how))
        if match.kind == "food":
            self.foods.append(load_food(self.store, match.id))
        else:
            self.groups.append(load_group(self.store, match.id))

    def mention(self, mention: Mention, tokens: list[str]) -> None:
        from k2cli.ask.compounds import COOKED

        matches = [m for m in mention.matches if m.kind in FOODS]
        if not matches:
            return
        before = tokens[mention.start - 1] if mention.start else ""
        if before in COOKED:
            cooked = exact(self.store, f"cooked {mention.words}", FOODS)
            if cooked:
                self.settle(f"{before} {mention.words}", cooked[0])
                return
            matches[0] = matches[0]._replace(how=f"{matches[0].how}; no record of it {before}")
        self.settle(mention.words, matches[0])

    def compound(self, compound: Compound) -> None:
        found = near(self.store, compound.words, FOODS)
        if taken := taken_near(found, compound.words):
            self.settle(compound.words, taken._replace(how=f"taken for '{taken.shown}', one letter off"))
            return
        parts = " or ".join(f"'{m.shown}'" for m in compound.parts[:2])
        self.unsettled.append(
            a.ExplainedNames(
                compound.words,
                "not-recognised",
                f"'{compound.words}' is not a food in this base, and a compound is not its part: "
                f"{parts} is another food.",
                [*suggestions(found), *(a.Suggestion(m.shown, m.kind, m.id) for m in compound.parts[:3])],
            )
        )

    def unknown(self, asked: str) -> None:
        found = near(self.store, asked, FOODS)
        if taken := taken_near(found, asked):
            self.settle(asked, taken._replace(how=f"taken for '{taken.shown}', one letter off"))
            return
        explain = (
            f"'{asked}' is not a food in this base. Did you mean one of these?"
            if found
            else f"'{asked}' is not a food in this base, so nothing is known about it here."
        )
        self.unsettled.append(a.ExplainedNames(asked, "not-recognised", explain, suggestions(found)))

    def no_food(self, mention: Mention) -> None:
        kind = mention.matches[0].kind
        where = {
            "nutrient": f"a nutrient; `k2cli nutrient show {mention.words}` names the foods with most of it",
            "outcome": f"no food; try `k2cli claim search {mention.words}`",
        }.get(kind, f"known here without figures; try `k2cli interactions {mention.words}`")
        self.unsettled.append(
            a.ExplainedNames(mention.words, "not-recognised", f"'{mention.words}' is {where}.", [])
        )


def load_food(store: Store, id_: str) -> a.FoodAnswer:
    """A stored food."""
    doc = store.doc("food", id_)
    assert doc is not None, id_
    return msgspec.json.decode(doc, type=a.FoodAnswer)


def load_group(store: Store, id_: str) -> a.FoodGroupAnswer:
    """A broad word with all its foods, those with the most vitamin K first."""
    rows = store.rows(
        "select docs.doc from kinds join docs on docs.kind = 'food' and docs.id = kinds.food "
        "where kinds.food_group = ?",
        id_,
    )
    kinds = [msgspec.json.decode(row[0], type=a.FoodAnswer) for row in rows]
    kinds.sort(key=lambda food: (-most_vitamin_k(food), food.name))
    name = store.rows("select name from docs where kind = 'food-group' and id = ?", id_)
    return a.FoodGroupAnswer(id_, name[0][0] if name else id_, kinds)


def most_vitamin_k(food: a.FoodAnswer) -> float:
    """The largest figure of any vitamin K in a food, µg per 100 g, to order by and nothing else."""
    return max(
        (
            line.high
            for line in food.amounts
            if line.high is not None and line.nutrient.startswith(("vitamin-k", "mk-"))
        ),
        default=0.0,
    )
