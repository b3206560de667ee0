"""From words to records: names, synonyms, brands and known misspellings, alone and in a question; foods joined to compounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from k2cli.ask.stopwords import STOPWORDS, everyday, is_ordinary, nearly_ordinary, tells_nothing
from k2cli.ask.tokens import LETTER, LINKING, Tokens, words_of
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, bag, bag_of, fold, foreign_singulars, singular

_LONGEST = 7
_HOW_ORDER = {"name": 0, "synonym": 1, "brand": 2, "name in": 3, "misspelling": 4}
FOODS = ("food", "food-group")
# German writes tablets of something as one word.
_GERMAN_FORMS = (
    "tabletten",
    "tablette",
    "kapseln",
    "kapsel",
    "praparate",
    "praparat",
    "tropfen",
    "pulver",
    "spray",
)
# After a number these are units: 400 mg is no magnesium.
_UNITS = frozenset("mg g kg ng ml l iu ie ui".split())
_OF = frozenset("of de du des del di".split())
# "my liver" is an organ, not a dish.
_POSSESSIVE = frozenset("my your his her our their mine meine meiner mon ma mes mi mis mijn".split())
_ORGANS = frozenset("liver leber foie higado lever".split())


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


class Compound(NamedTuple):
    """A run of words that holds the name of a food and is, as a whole, something else."""

    words: str
    start: int
    end: int
    parts: tuple[Match, ...]


class Run(NamedTuple):
    """Words that name nothing here: alone, and with their neighbours, as a misspelt name may have several.

    `words` is empty where every word is nearly an everyday word: then only a near name is worth a question.
    """

    words: str
    wider: tuple[str, ...]


class Read(NamedTuple):
    """A question read: its words, what it names, compounds, and runs of words that may be names."""

    tokens: list[str]
    mentions: list[Mention]
    compounds: list[Compound]
    left: list[Run]


def marks(count: int) -> str:
    """Question marks for `count` values of a query."""
    return ",".join("?" * count)


def exact(store: Store, text: str, kinds: Sequence[str]) -> list[Match]:
    """Records of `kinds` whose name, synonym, brand or other-language name is `text`, best first.

    Order and number of words are forgiven on a second try, a space inside a word (sauer kraut) on a third.
    """
    folded = fold(text)
    # Word order is not forgiven across "and": natto and vitamin K2 are two names.
    loose = "" if LINKING & set(folded.split()) else bag(text)
    joined = folded.replace(" ", "") if folded.count(" ") == 1 and len(folded) > 7 else ""
    for table, form in (("names", folded), ("bags", loose), ("names", joined)):
        if not form:
            continue
        rows = store.rows(
            f"select kind, id, shown, how from {table} where key = ? and kind in ({marks(len(kinds))})",
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


# --- reading ---------------------------------------------------------------------------------------


def read(store: Store, text: str, kinds: Sequence[str]) -> Read:
    """Everything `text` names among `kinds`, longest runs of words first, left to right.

    A declared ambiguous word is a mention of kind "ambiguous".
    """
    tokens = words_of(store, text[:MAX_QUESTION])
    compounds, mentions = _compounds(tokens, _mentions(store, tokens, kinds))
    spans = [*((m.start, m.end) for m in mentions), *((c.start, c.end) for c in compounds)]
    covered = {place for span in spans for place in range(*span)}
    return Read(tokens.words, mentions, compounds, list(_left(tokens, covered)))


def mentions(store: Store, text: str, kinds: Sequence[str]) -> list[Mention]:
    """What `text` names, with no eye to compounds or to words that name nothing."""
    return _mentions(store, words_of(store, text[:MAX_QUESTION]), kinds)


def _left(tokens: Tokens, covered: set[int]) -> Iterator[Run]:
    words = tokens.words

    def open_(place: int) -> bool:
        return place not in covered and words[place] not in STOPWORDS

    place = 0
    while place < len(words):
        start = place
        silent = False
        while place < len(words) and open_(place) and not (place > start and place in tokens.parted):
            if everyday(words[place]):
                break
            odd = not is_ordinary(words[place]) and not nearly_ordinary(words[place])
            if place > start and silent == odd:
                break
            silent = not odd
            place += 1
        if place == start:
            place += 1
            continue
        before = start - 1 if start and open_(start - 1) and start not in tokens.parted else start
        after = place + 1 if place < len(words) and open_(place) and place not in tokens.parted else place
        spans = {(before, after), (before, place), (start, after)}
        spans = spans | {(start, place)} if silent else spans - {(start, place)}
        wider = tuple(tokens.joined(*span) for span in sorted(spans, key=lambda x: x[0] - x[1]))
        yield Run("" if silent else tokens.joined(start, place), wider)


def _mentions(store: Store, tokens: Tokens, kinds: Sequence[str]) -> list[Mention]:
    words = tokens.words
    windows = [
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1)
    ]
    spelt = {window: _spellings(tokens, *window) for window in windows}
    names = _looked_up(store, "names", {key for keys in spelt.values() for key, _ in keys}, kinds)
    ambiguous = {
        row[0]
        for chunk in _chunks(
            sorted({keys[0][0] for keys in spelt.values()} | {keys[-1][0] for keys in spelt.values()})
        )
        for row in store.rows(f"select word from ambiguous where word in ({marks(len(chunk))})", *chunk)
    }
    bags = {
        (start, end): bag_of(words[start:end])
        for start, end in windows
        if 1 < end - start <= 4
        and not {words[start], words[end - 1]} & STOPWORDS
        and not LINKING & set(words[start:end])
    }
    bagged = _looked_up(store, "bags", set(bags.values()), kinds)
    mentions: list[Mention] = []
    covered: set[int] = set()
    for start, end in sorted(windows, key=lambda w: (w[0] - w[1], w[0])):
        if covered & set(range(start, end)) or (end - start == 1 and words[start] in STOPWORDS):
            continue
        if end - start == 1 and words[start] in _UNITS and start and words[start - 1][-1].isdigit():
            continue
        found: list[Match] = []
        for key, language in spelt[start, end]:
            if key in ambiguous and not language:
                found = [Match("ambiguous", key, key, "ambiguous")]
                break
            found = [
                m
                for m in names.get(key, ())
                if not language or (m.how.startswith(language) and m.kind != "agent")
            ]
            if found:
                break
        if not found and (start, end) in bags and not tokens.parted & set(range(start + 1, end)):
            found = bagged.get(bags[start, end], [])
        if (
            found
            and end - start == 1
            and words[start] in _ORGANS
            and (start and words[start - 1] in _POSSESSIVE)
        ):
            found = []
        if found:
            mentions.append(
                Mention(tokens.joined(start, end), start, end, tuple(_ordered(found, [*kinds, "ambiguous"])))
            )
            covered.update(range(start, end))
    mentions.sort(key=lambda m: m.start)
    return mentions


def _spellings(tokens: Tokens, start: int, end: int) -> list[tuple[str, str]]:
    """Keys to look a window up by, surest first; with how a match must begin where only that is meant."""
    words = tokens.words[start:end]
    key = tokens.joined(start, end)
    spellings = [(key, "")]
    if not key.isascii():
        return spellings
    single = " ".join(singular(word) for word in words)
    if single != key:
        spellings.append((single, ""))
    if "-" in key or len(words) > 4:
        return spellings
    if len(words) == 1 and LETTER.match(key) and len(key) > 1:
        spellings.append((f"vitamin {key}", ""))
    rest = words[:-1]
    spellings += [(" ".join([*rest, form]), "name in") for form in foreign_singulars(words[-1])]
    if len(words) > 1:
        spellings += [(" ".join([form, *words[1:]]), "name in") for form in foreign_singulars(words[0])]
    else:
        spellings += [
            (key[: -len(f)], "") for f in _GERMAN_FORMS if key.endswith(f) and len(key) - len(f) >= 4
        ]
    return spellings


def _looked_up(store: Store, table: str, keys: set[str], kinds: Sequence[str]) -> dict[str, list[Match]]:
    found: dict[str, list[Match]] = {}
    for chunk in _chunks(sorted(keys)):
        for key, *row in store.rows(
            f"select key, kind, id, shown, how from {table} where key in ({marks(len(chunk))}) "
            f"and kind in ({marks(len(kinds))})",
            *chunk,
            *kinds,
        ):
            found.setdefault(key, []).append(Match(*row))
    return found


def _chunks(items: list[str]) -> Iterable[list[str]]:
    return (items[i : i + 400] for i in range(0, len(items), 400))


# --- compounds -------------------------------------------------------------------------------------


def _compounds(tokens: Tokens, mentions: list[Mention]) -> tuple[list[Compound], list[Mention]]:
    from k2cli.ask.compounds import COOKED, HARMLESS, HEADS, MODIFIERS

    at = {place: m for m in mentions for place in range(m.start, m.end)}
    # Where nothing but names is asked, every other word belongs to the name: egg plant, cheese fruit.
    bare = not any(word in STOPWORDS for place, word in enumerate(tokens.words) if place not in at)

    def adjacent(place: int, border: int) -> bool:
        return 0 <= place < len(tokens.words) and border not in tokens.parted and border not in tokens.glued

    def stranger(place: int, before: bool) -> bool:
        """A word next to a food that may make it another food."""
        word = tokens.words[place]
        if place in at or word in HARMLESS or word in COOKED:
            return False
        if before and word in MODIFIERS:
            return True
        if not before and singular(word) in HEADS:
            return True
        if bare:
            return not word[0].isdigit()
        return not tells_nothing(word) and not nearly_ordinary(word)

    def foodlike(m: Mention) -> bool:
        return any(x.kind in FOODS for x in m.matches)

    joined: list[tuple[int, int]] = []
    for m in mentions:
        if not foodlike(m):
            continue
        start, end = m.start, m.end
        while adjacent(start - 1, start) and stranger(start - 1, True):
            start -= 1
        while adjacent(end, end) and stranger(end, False):
            end += 1
        other = at.get(end) if adjacent(end, end) else None
        if other is not None and other is not m and _one_thing(m, other, HEADS, MODIFIERS):
            end = other.end
        # chicken of the woods, cream of tartar, leche de coco
        if end + 1 < len(tokens.words) and tokens.words[end] in _OF and adjacent(end, end):
            skip = (
                2 if tokens.words[end + 1] in ("the", "a", "an", "la") and end + 2 < len(tokens.words) else 1
            )
            after = at.get(end + skip)
            if not tokens.words[end + skip].isdigit() and (after is None or foodlike(after)):
                end = after.end if after else end + skip + 1
        if (start, end) != (m.start, m.end):
            joined.append((start, end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(joined):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    compounds: list[Compound] = []
    for start, end in merged:
        inside = [m for m in mentions if start <= m.start < end]
        parts = tuple(dict.fromkeys(match for m in inside for match in m.matches if match.kind in FOODS))
        # A medicine, nutrient or class that stands beside a food is asked for itself.
        if any(not foodlike(m) for m in inside):
            start = min(m.start for m in inside if foodlike(m))
            end = max(m.end for m in inside if foodlike(m))
            if any(start <= m.start < end and not foodlike(m) for m in inside) or (
                len([m for m in inside if foodlike(m)]) == 1
            ):
                continue
        compounds.append(Compound(tokens.joined(start, end), start, end, parts))
    taken = {place for c in compounds for place in range(c.start, c.end)}
    return compounds, [m for m in mentions if m.start not in taken]


def _one_thing(first: Mention, second: Mention, heads: frozenset[str], modifiers: frozenset[str]) -> bool:
    if not any(m.kind in FOODS for m in second.matches):
        return False
    if {m.id for m in first.matches} & {m.id for m in second.matches}:
        return False
    # A second word that is only the broad word for the first adds nothing: "edam cheese".
    broad = {m.id for m in second.matches if m.kind == "food-group"}
    if any(m.id.startswith(f"{group}-") for m in first.matches for group in broad):
        return False
    # Food beside a broad word is a kind of its own: oyster mushroom.
    return bool(broad) or singular(second.words.split()[-1]) in heads or first.words.split()[0] in modifiers
