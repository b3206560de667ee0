"""What is in this food?"""

from __future__ import annotations

import msgspec

from k2cli import answers as a
from k2cli.ask.names import Match, allowed_distance, exact, near, read, suggestions
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import fold

_KINDS = ("food", "food-group")


def food_lookup(store: Store, words: list[str]) -> a.Lookup:
    """Answers for each food named in `words`, in order; what could not be settled says so.

    Raises UsageError when nothing was asked.
    """
    text = " ".join(words)
    if not fold(text):
        raise UsageError("no food named; try `k2cli food lookup natto`, or `k2cli food list`")
    understood: list[a.Understood] = []
    foods: list[a.FoodAnswer] = []
    groups: list[a.FoodGroupAnswer] = []
    unsettled: list[a.ExplainedNames] = []

    def settle(asked: str, match: Match) -> None:
        understood.append(a.Understood(asked, match.kind, match.id, match.shown, match.how))
        if match.kind == "food":
            foods.append(load_food(store, match.id))
        else:
            groups.append(load_group(store, match.id))

    def unknown(asked: str) -> None:
        found = near(store, asked, _KINDS)
        close = [f for f in found if f[1] <= min(1, allowed_distance(fold(asked)))]
        if len({f[0].id for f in close}) == 1 and len(fold(asked)) >= 5:
            match = close[0][0]
            settle(asked, match._replace(how=f"taken for '{match.shown}', one letter off"))
            return
        explain = (
            f"'{asked}' is not a food in this base, so nothing is known about it here."
            if not found
            else f"'{asked}' is not a food in this base. Did you mean one of these?"
        )
        unsettled.append(a.ExplainedNames(asked, "not-recognised", explain, suggestions(found)))

    whole = exact(store, text, _KINDS)
    if whole:
        settle(text, whole[0])
        return a.Lookup("food", understood, foods, groups, unsettled)
    parsed = read(store, text, _KINDS)
    left_tokens = {token for run in parsed.left for token in run.split()}
    for mention in parsed.mentions:
        # A compound word is not its part: "peanut butter" is no butter, "liver sausage" no liver.
        beside = [
            parsed.tokens[i]
            for i in (mention.start - 1, mention.end)
            if 0 <= i < len(parsed.tokens) and parsed.tokens[i] in left_tokens
        ]
        if beside:
            run = next(r for r in parsed.left if beside[0] in r.split())
            compound = " ".join(
                t for t in parsed.tokens if t in mention.words.split() or t in run.split()
            )
            unsettled.append(
                a.ExplainedNames(
                    compound,
                    "not-recognised",
                    f"'{compound}' is not a food in this base, and a compound is not its part: "
                    f"'{mention.words}' is another food.",
                    [a.Suggestion(m.shown, m.kind, m.id) for m in mention.matches[:3]],
                )
            )
            parsed.left.remove(run) if run in parsed.left else None
        else:
            settle(mention.words, mention.matches[0])
    for run in parsed.left:
        if not any(run in u.asked.split() or run in u.asked for u in unsettled):
            unknown(run)
    if not understood and not unsettled:
        unknown(text)
    return a.Lookup("food", understood, foods, groups, unsettled)


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
