"""From words to records: exact names, synonyms, brands and misspellings first, then near misses.

A near miss among foods and nutrients may be taken when it is close and alone, and is always said. A near
miss among medicines is only ever asked back; for vitamin K antagonists the net is wider, because to
miss one of them is the worst error there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from k2cli.answers import Suggestion
from k2cli.ask.stopwords import STOPWORDS
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, bag, fold, singular

_LONGEST = 7
_HOW_ORDER = {"name": 0, "synonym": 1, "brand": 2, "name in": 3, "misspelling": 4}


class Match(NamedTuple):
    """A record a name leads to, and how: name, synonym, brand (DE), name in fr, misspelling."""

    kind: str
    id: str
    shown: str
    how: str


class Mention(NamedTuple):
    """A run of words that names something, and everything it can name, best first."""

    words: str
    start: int
    end: int
    matches: tuple[Match, ...]


class Read(NamedTuple):
    """A question read: its words, what it names, and the words left that could name something."""

    tokens: list[str]
    mentions: list[Mention]
    left: list[str]


def _marks(count: int) -> str:
    return ",".join("?" * count)


def exact(store: Store, text: str, kinds: Sequence[str]) -> list[Match]:
    """Records of `kinds` whose name, synonym, brand or other-language name is `text`, best first.

    Order and number of words are forgiven on a second try.
    """
    for table, form in (("names", fold(text)), ("bags", bag(text))):
        if not form:
            return []
        rows = store.rows(
            f"select kind, id, shown, how from {table} where key = ? and kind in ({_marks(len(kinds))})",
            form,
            *kinds,
        )
        if rows:
            return _ordered((Match(*row) for row in rows), kinds)
    return []


def _ordered(matches: Iterable[Match], kinds: Sequence[str]) -> list[Match]:
    best: dict[tuple[str, str], Match] = {}
    for match in sorted(matches, key=_how_rank):
        best.setdefault((match.kind, match.id), match)
    return sorted(best.values(), key=lambda m: (kinds.index(m.kind), _how_rank(m), m.id))


def _how_rank(match: Match) -> int:
    return min((rank for how, rank in _HOW_ORDER.items() if match.how.startswith(how)), default=9)


def read(store: Store, text: str, kinds: Sequence[str]) -> Read:
    """Everything `text` names among `kinds`, longest runs of words first, left to right.

    A declared ambiguous word is a mention of kind "ambiguous".
    """
    tokens = fold(text[:MAX_QUESTION]).split()
    windows = [
        (start, end)
        for start in range(len(tokens))
        for end in range(start + 1, min(len(tokens), start + _LONGEST) + 1)
    ]
    by_key: dict[str, list[Match]] = {}
    by_bag: dict[str, list[Match]] = {}
    ambiguous: set[str] = set()
    keys = {" ".join(tokens[s:e]) for s, e in windows}
    singulars = {" ".join(singular(w) for w in key.split()) for key in keys}
    bags_ = {" ".join(sorted({singular(w) for w in tokens[s:e]})) for s, e in windows if e - s <= 4}
    for chunk in _chunks(sorted(keys | singulars)):
        marks = _marks(len(chunk))
        for key, *row in store.rows(
            f"select key, kind, id, shown, how from names where key in ({marks}) and kind in ({_marks(len(kinds))})",
            *chunk,
            *kinds,
        ):
            by_key.setdefault(key, []).append(Match(*row))
        ambiguous.update(r[0] for r in store.rows(f"select word from ambiguous where word in ({marks})", *chunk))
    for chunk in _chunks(sorted(bags_)):
        for key, *row in store.rows(
            f"select key, kind, id, shown, how from bags where key in ({_marks(len(chunk))}) "
            f"and kind in ({_marks(len(kinds))})",
            *chunk,
            *kinds,
        ):
            by_bag.setdefault(key, []).append(Match(*row))
    mentions: list[Mention] = []
    covered: set[int] = set()
    for start, end in sorted(windows, key=lambda w: (w[0] - w[1], w[0])):
        words = tokens[start:end]
        if covered & set(range(start, end)) or (end - start == 1 and words[0] in STOPWORDS):
            continue
        key = " ".join(words)
        single = " ".join(singular(w) for w in words)
        if key in ambiguous or single in ambiguous:
            word = key if key in ambiguous else single
            found = [Match("ambiguous", word, word, "ambiguous")]
        else:
            found = by_key.get(key) or by_key.get(single) or []
            if not found and end - start <= 4:
                found = by_bag.get(" ".join(sorted({singular(w) for w in words})), [])
            found = _ordered(found, kinds)
        if found:
            mentions.append(Mention(key, start, end, tuple(found)))
            covered.update(range(start, end))
    mentions.sort(key=lambda m: m.start)
    left: list[str] = []
    last = -2
    for place, token in enumerate(tokens):
        if place in covered or token in STOPWORDS or token.isdigit() or len(token) < 2:
            continue
        if place == last + 1 and left:
            left[-1] += f" {token}"
        else:
            left.append(token)
        last = place
    return Read(tokens, mentions, left)


def _chunks(items: list[str]) -> Iterable[list[str]]:
    return (items[i : i + 400] for i in range(0, len(items), 400))


def allowed_distance(word: str) -> int:
    """How many edits a near miss of `word` may have: none under four letters, two from eight."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def near(store: Store, text: str, kinds: Sequence[str], limit: int = 4) -> list[tuple[Match, int]]:
    """Records whose name is within a few edits of `text`, closest first, each once.

    Damerau-Levenshtein on whole names: partial-ratio matchers find a medicine in almost any sentence.
    """
    from rapidfuzz.distance import OSA  # late: only a name that was not found pays for it
    from rapidfuzz.process import extract

    word = fold(text)
    if len(word) < 4 or len(word) > 80:
        return []
    rows = store.rows(
        f"select key, kind, id, shown, how from names where kind in ({_marks(len(kinds))})", *kinds
    )
    keys = [row[0] for row in rows]
    guarded = {row[0] for row in store.rows("select agent from guarded")}
    most = allowed_distance(word)
    widest = 3 if len(word) >= 7 else most
    found: dict[tuple[str, str], tuple[Match, int]] = {}
    for key, distance, place in extract(word, keys, scorer=OSA.distance, score_cutoff=widest, limit=None):
        match = Match(*rows[place][1:])
        reach = widest if match.kind == "agent" and match.id in guarded else most
        if int(distance) > reach or len(key) < 4:
            continue
        old = found.get((match.kind, match.id))
        if old is None or distance < old[1]:
            found[match.kind, match.id] = (match, int(distance))
    ranked = sorted(found.values(), key=lambda item: (item[1], kinds.index(item[0].kind), item[0].shown))
    return ranked[:limit]


def suggestions(found: Iterable[tuple[Match, int]]) -> list[Suggestion]:
    """Near misses as they are offered to a reader."""
    return [Suggestion(match.shown, match.kind, match.id) for match, _ in found]
