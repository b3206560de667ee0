"""One question in plain words: read for the names in it, and answered by every part that it asks for.

A medicine, class, condition or word for several medicines is answered with interactions, whatever else
is asked, because that answer matters most; foods with their figures; a nutrient by itself with its page;
anything that says something about health with the claims that come nearest.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from k2cli import answers as a
from k2cli.ask.claims import claim_search
from k2cli.ask.foods import food_lookup
from k2cli.ask.interactions import interactions
from k2cli.ask.names import FOODS, Mention, read
from k2cli.ask.near_misses import near
from k2cli.ask.stopwords import STOPWORDS
from k2cli.errors import UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold

_KINDS = (*FOODS, "nutrient", "agent", "outcome", "mechanism")
_CLAIMS_SHOWN = 3
_FIGURES = frozenset(
    "contain contains content contained amount amounts source sources richest rich gehalt teneur".split()
)
_INTAKE = frozenset("intake rda rdi dri need requirement recommended dose dosage limit maximum daily".split())
_TAKING = frozenset(
    """
    take taking takes took interact interacts interaction interactions interfere interferes mix mixing
    combine combining together alongside medicine medication tablets pill pills drug prescribed nehmen
    einnehmen wechselwirkung prendre tomar
    """.split()
)
_KIND_WORDS = {
    "food": "a food", "food-group": "a broad word for foods", "nutrient": "a nutrient",
    "agent": "a medicine or the like",
    "outcome": "something measured or felt", "mechanism": "a mechanism",
    "ambiguous": "a word for several kinds",
}  # fmt: skip


def ask(store: Store, words: Sequence[str]) -> a.AskAnswer:
    """Everything the base has to say to one question, and how the question was understood.

    Raises UsageError when nothing was asked, or too much.
    """
    text = " ".join(words)
    if not fold(text):
        raise UsageError('nothing asked; try `k2cli ask "can I eat natto with warfarin"`')
    if len(text) > MAX_QUESTION:
        raise UsageError(f"the question is {len(text):,} characters long; at most {MAX_QUESTION:,} are read")
    parsed = read(store, text, _KINDS)
    spoken = set(fold(text).split())
    foods = [m for m in parsed.mentions if any(x.kind in FOODS for x in m.matches)]
    nutrients = [
        m for m in parsed.mentions if m not in foods and any(x.kind == "nutrient" for x in m.matches)
    ]
    medicines = [
        m
        for m in parsed.mentions
        if m not in foods and m not in nutrients and m.matches[0].kind in ("agent", "ambiguous")
    ]
    runs = [run for run in parsed.left if run.words]
    pressing = [
        run
        for run in parsed.left
        if any(near(store, w, ("agent",)) for w in (*run.wider, run.words, *run.words.split()) if w)
    ]
    swallowed = bool(spoken & _TAKING) and bool(runs) and bool(nutrients or foods or parsed.compounds)
    read_as: list[str] = []

    wants_interactions = bool(medicines or pressing or swallowed) or (
        len(foods) + len(nutrients) > 1
        and bool(spoken & {"interact", "interaction", "interactions", "interacts"})
    )
    found_interactions = None
    if wants_interactions:
        found_interactions = interactions(store, [text])
        read_as.append("interactions, because " + _because(medicines, "it names"))

    content = _content(parsed.tokens, parsed.mentions)
    about_figures = bool(spoken & _FIGURES) or "how much" in fold(text) or not content
    found_foods = None
    if (foods or parsed.compounds) and not wants_interactions:
        found_foods = food_lookup(store, [text])
        read_as.append("figures of foods, because " + _because(foods, "it names"))

    claims = None
    says_something = bool(content) or any(
        m.matches[0].kind in ("outcome", "mechanism") for m in parsed.mentions
    )
    asks_intake = bool(spoken & _INTAKE) or "how much" in fold(text)
    figures_of_foods = foods and about_figures and (nutrients or "vitamin" in spoken)
    if (says_something or (asks_intake and not foods)) and not figures_of_foods:
        claims = claim_search(store, [text], {}, _CLAIMS_SHOWN)
        if claims.hits:
            read_as.append("claims, because sentences of the base say much of it")
        elif wants_interactions or found_foods:
            claims = None

    pages: list[a.NutrientAnswer] = []
    if (
        nutrients
        and not foods
        and not wants_interactions
        and (asks_intake or about_figures or not (claims and claims.hits))
    ):
        for mention in nutrients:
            match = next(x for x in mention.matches if x.kind == "nutrient")
            doc = store.doc("nutrient", match.id)
            assert doc is not None, match.id
            if not any(p.id == match.id for p in pages):
                pages.append(msgspec.json.decode(doc, type=a.NutrientAnswer))
        read_as.append("nutrients, because " + _because(nutrients, "it names"))

    return a.AskAnswer(
        asked=text,
        understood=[_understood(m) for m in parsed.mentions],
        read_as=read_as,
        not_recognised=_not_recognised(found_interactions, found_foods, claims, [r.words for r in runs]),
        interactions=found_interactions,
        foods=found_foods,
        nutrients=pages,
        claims=claims,
    )


def _content(tokens: list[str], mentions: list[Mention]) -> list[str]:
    """Words that say something beside the names."""
    named = {place for m in mentions for place in range(m.start, m.end)}
    small = STOPWORDS | _FIGURES | {"vitamin", "much", "food", "foods"}
    return [w for place, w in enumerate(tokens) if place not in named and w not in small]


def _because(named: list[Mention], verb: str) -> str:
    names = ", ".join(f"'{m.words}'" for m in named)
    return f"{verb} {names}" if names else "a name in it may be a medicine"


def _understood(mention: Mention) -> a.Understood:
    match = mention.matches[0]
    how = (
        f"{_KIND_WORDS.get(match.kind, match.kind)}, {match.how}"
        if match.kind != "ambiguous"
        else _KIND_WORDS["ambiguous"]
    )
    return a.Understood(mention.words, match.kind, match.id, match.shown, how)


def _not_recognised(
    named: a.InteractionsAnswer | None, foods: a.Lookup | None, claims: a.ClaimSearch | None, runs: list[str]
) -> list[str]:
    """Words that nothing here answers to. A word that a claim's search used is not among them."""
    if named is not None:
        return [x.asked for x in named.answers if x.state in ("not-recognised", "asked-back")]
    if foods is not None and foods.unsettled:
        return [x.asked for x in foods.unsettled]
    if claims is None or not claims.hits:
        return runs
    return [run for run in runs if set(run.split()) <= set(claims.unmatched)]
