"""Names that are nearly what was written.

A near miss among foods and nutrients may be taken when it is close and alone, and is always said. A near
miss among medicines is only ever asked back; for vitamin K antagonists the net is wider, because to
miss one of them is the worst error there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from k2cli.answers import Suggestion
from k2cli.ask.names import FOODS, Match, marks
from k2cli.ask.stopwords import everyday
from k2cli.index.store import Store
from k2cli.names import fold, singular


def allowed_distance(word: str) -> int:
    """How many edits a near miss of `word` may have: none under four letters, two from eight."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _guarded_distance(word: str) -> int:
    """The same for names that must not be missed."""
    return allowed_distance(word) if len(word) < 5 else 2 if len(word) < 7 else 3


# Letters that sound alike at the start of a name: kumadin, Phalithrom.
_SOUNDS = {
    "c": "k",
    "k": "k",
    "q": "k",
    "f": "f",
    "p": "f",
    "v": "v",
    "w": "v",
    "s": "s",
    "z": "s",
    "j": "j",
    "y": "j",
}


_DOUBLED = re.compile(r"(\w)\1")


def _sound(word: str) -> str:
    return _SOUNDS.get(word[0], word[0])


def near(store: Store, text: str, kinds: Sequence[str], limit: int = 4) -> list[tuple[Match, int]]:
    """Records whose name is within a few edits of `text`, closest first, each once.

    Damerau-Levenshtein on whole names: partial-ratio matchers find a medicine in almost any sentence.
    """
    word = fold(text)
    if len(word) < 4 or len(word) > 80 or everyday(word):
        return []
    from rapidfuzz.distance import OSA  # late: only a name that was not found pays for it
    from rapidfuzz.process import extract

    most, widest = allowed_distance(word), _guarded_distance(word)
    rows = [
        *store.rows(
            f"select key, kind, id, shown, how from names where kind in ({marks(len(kinds))}) "
            "and length(key) between ? and ?",
            *kinds, len(word) - widest, len(word) + widest,
        ),
        *(
            (row[0], "ambiguous", row[1], row[0], "ambiguous")
            for row in store.rows("select word, explain from ambiguous where length(word) between ? and ?",
                                  len(word) - most, len(word) + most)
            if "agent" in kinds
        ),
    ]  # fmt: skip
    single = _DOUBLED.sub(r"\1", word)
    guarded = {row[0] for row in store.rows("select agent from guarded")}
    found: dict[tuple[str, str], tuple[Match, int]] = {}
    for key, distance, place in extract(
        word, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=widest, limit=None
    ):
        match = Match(*rows[place][1:])
        # A letter doubled in the wrong place (brocolli) is one slip.
        if distance > 1 and _DOUBLED.sub(r"\1", key) == single:
            distance = 1
        watched = match.kind == "agent" and match.id in guarded
        reach = widest if watched and len(key) >= 6 and _sound(key) == _sound(word) else most
        # Half of a short word changed is another word.
        if int(distance) > reach or len(key) < 4 or int(distance) * 3 > len(key) + watched:
            continue
        old = found.get((match.kind, match.id))
        if old is None or distance < old[1]:
            found[match.kind, match.id] = (match, int(distance))
    order = [*kinds, "ambiguous"]
    ranked = sorted(found.values(), key=lambda item: (item[1], order.index(item[0].kind), item[0].shown))
    # Farther names are only worth asking for when they are guarded or nothing is nearer.
    if ranked:
        closest = ranked[0][1]
        ranked = [r for r in ranked if r[1] <= closest + 1 or r[0].id in guarded]
    return [(_rightly_spelt(store, match), distance) for match, distance in ranked[:limit]]


def _rightly_spelt(store: Store, match: Match) -> Match:
    # "Did you mean 'warfrin'?" would pass a misspelling on.
    if match.how != "misspelling":
        return match
    row = store.rows("select name from docs where kind = ? and id = ?", match.kind, match.id)
    return match._replace(shown=row[0][0], how="name") if row else match


def taken_near(found: list[tuple[Match, int]], asked: str) -> Match | None:
    """The one food or nutrient that is so near that it may be taken, if it is said; else None."""
    close = [match for match, distance in found if distance <= 1]
    from k2cli.ask.compounds import OTHER_FOODS

    word = fold(asked)
    if word in OTHER_FOODS or singular(word) in OTHER_FOODS:
        return None
    if len(word) < 5 or len({m.id for m in close}) != 1:
        return None
    if any(m.kind not in (*FOODS, "nutrient") for m, _ in found):
        return None
    match = close[0]
    if match.how.startswith(("name in", "brand")):
        return None
    return match if fold(match.shown)[:1] == word[:1] else None


def suggestions(found: Iterable[tuple[Match, int]]) -> list[Suggestion]:
    """Near misses as they are offered to a reader."""
    return [Suggestion(match.shown, match.kind, match.id) for match, _ in found]
