"""From words to records: exact names, synonyms, brands and misspellings first, then near misses.

A near miss among foods and nutrients may be taken when it is close and alone, and is always said. A near
miss among medicines is only ever asked back; for vitamin K antagonists the net is wider, because to
miss one of them is the worst error there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from k2cli.answers import Suggestion
from k2cli.ask.stopwords import ORDINARY, STOPWORDS, is_ordinary
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, bag, bag_of, fold, foreign_singulars, singular

_LONGEST = 7
_HOW_ORDER = {"name": 0, "synonym": 1, "brand": 2, "name in": 3, "misspelling": 4}
FOODS = ("food", "food-group")
# Patterns, not compiled ones: with these wide ranges compiling takes 2 ms, and a plain name needs neither.
_BREAKS = r"[,;:!?/|+&()\[\]\n\t、。，・！？]|\.\s|\s[-–—]\s"
_CJK = r"[\u3040-\u30ff\u3400-\u9fff]"
# Words that open a list of vitamins: vitamins D and K.
_VITAMIN_WORDS = frozenset(
    "vitamin vitamins vit vits vitamine vitaminen vitamina vitaminas vitamines".split()
)
_LINKING = frozenset("and or und oder et ou y o en plus with with mit avec con".split())
_LETTER = re.compile(r"^[a-ek](?:\d{1,2})?$")
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


def _marks(count: int) -> str:
    return ",".join("?" * count)


def exact(store: Store, text: str, kinds: Sequence[str]) -> list[Match]:
    """Records of `kinds` whose name, synonym, brand or other-language name is `text`, best first.

    Order and number of words are forgiven on a second try, a space inside a word (sauer kraut) on a third.
    """
    folded = fold(text)
    # Word order is not forgiven across "and": natto and vitamin K2 are two names.
    loose = "" if _LINKING & set(folded.split()) else bag(text)
    joined = folded.replace(" ", "") if folded.count(" ") == 1 and len(folded) > 7 else ""
    for table, form in (("names", folded), ("bags", loose), ("names", joined)):
        if not form:
            continue
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


# --- words of a question ---------------------------------------------------------------------------


class _Tokens(NamedTuple):
    words: list[str]
    glued: set[int]  # written without a space before it (Japanese)
    parted: set[int]  # a comma, bracket or the like stands before it

    def joined(self, start: int, end: int) -> str:
        out = self.words[start]
        for place in range(start + 1, end):
            out += self.words[place] if place in self.glued else f" {self.words[place]}"
        return out


def _tokens(store: Store, text: str) -> _Tokens:
    words = fold(text).split()
    parted: set[int] = set()
    parts = [fold(part).split() for part in re.split(_BREAKS, text)]
    if [w for part in parts for w in part] == words:
        place = 0
        for part in parts:
            parted.add(place)
            place += len(part)
    glued: set[int] = set()
    if not text.isascii() and re.search(_CJK, text):
        words, glued, parted = _apart(store, words, parted)
    return _Tokens(_vitamins(words, parted) if not glued else words, glued, parted)


def _vitamins(words: list[str], parted: set[int]) -> list[str]:
    """'vitamins d and k' becomes 'vitamin d and vitaminₖ': each letter of a list is its own vitamin.

    The word is written onto the letter, so that places of words stay as they are.
    """
    out = list(words)
    listing = False
    for place, word in enumerate(words):
        if word in _VITAMIN_WORDS:
            listing = True
        elif listing and _LETTER.match(word):
            before = words[place - 1]
            if before not in _VITAMIN_WORDS and (before in _LINKING or place in parted):
                out[place] = f"vitamin {word}"
        elif word not in _LINKING:
            listing = False
    return out


def _script(char: str) -> str:
    if char in "ーｰ・":
        return "katakana"
    code = ord(char)
    if 0x3040 <= code <= 0x309F:
        return "hiragana"
    if 0x30A0 <= code <= 0x30FF:
        return "katakana"
    return "kanji" if 0x3400 <= code <= 0x9FFF or char == "々" else "other"


def _apart(store: Store, words: list[str], parted: set[int]) -> tuple[list[str], set[int], set[int]]:
    """Japanese words parted: at the names of the base first, then where the script changes."""
    names = {
        row[0]
        for row in store.rows(
            "select distinct key from names where key glob ?", "*[\u3040-\u30ff\u3400-\u9fff]*"
        )
    } | {
        row[0]
        for row in store.rows(
            "select word from ambiguous where word glob ?", "*[\u3040-\u30ff\u3400-\u9fff]*"
        )
    }
    out: list[str] = []
    glued: set[int] = set()
    moved: set[int] = set()
    for place, word in enumerate(words):
        if place in parted:
            moved.add(len(out))
        for number, piece in enumerate(_pieces(word, names)):
            if number:
                glued.add(len(out))
            out.append(piece)
    return out, glued, moved


def _pieces(word: str, names: set[str]) -> Iterator[str]:
    start = place = 0
    while place < len(word):
        # Longest name that begins here, if nothing of the same script continues it: ピーナッツバター is
        # no バター, 納豆菌 no 納豆.
        for end in range(min(len(word), place + 14), place, -1):
            if word[place:end] in names and _bounded(word, place, end):
                if start < place:
                    yield from _runs(word[start:place])
                yield word[place:end]
                start = place = end
                break
        else:
            place += 1
    if start < len(word):
        yield from _runs(word[start:])


def _bounded(word: str, start: int, end: int) -> bool:
    def same(one: int, other: int) -> bool:
        script = _script(word[one])
        return script in ("katakana", "kanji") and script == _script(word[other])

    if (start and same(start - 1, start)) or (end < len(word) and same(end - 1, end)):
        return False
    # Two signs of hiragana are found inside other words all the time.
    short = end - start < 3 and all(_script(c) == "hiragana" for c in word[start:end])
    return (
        not short
        or start == 0
        or word[start - 1] in "とやはがのにを"
        or _script(word[start - 1]) != "hiragana"
    )


def _runs(text: str) -> Iterator[str]:
    run = text[0]
    for before, char in pairwise(text):
        if _script(before) == _script(char):
            run += char
        else:
            yield run
            run = char
    yield run


_JAPANESE_ORDINARY = frozenset(
    """
    飲 食 薬 一緒 大丈夫 相互作用 可能 何 量 含 効果 摂取 服用 併用 影響 良 悪 多 少 私 人 時
    毎日 一日 日 骨 血液 医師 食品 食事 栄養 成分 含有量 安全 危険 間 中 後 前 今 出 入 教 知
    使 避 注意 必要 同時 禁忌 理由 合 禁止 健康 サプリ サプリメント
    """.split()
)


def _everyday(word: str) -> bool:
    """Whether a word is on the list of everyday words, or a number: never a name, not even misspelt."""
    if word in ORDINARY or len(word) < 2 or word[0].isdigit():
        return True
    return not word.isascii() and _tells_nothing(word)


def _tells_nothing(word: str) -> bool:
    if is_ordinary(word):
        return True
    return not word.isascii() and (word in _JAPANESE_ORDINARY or all(_script(c) == "hiragana" for c in word))


# --- reading ---------------------------------------------------------------------------------------


def read(store: Store, text: str, kinds: Sequence[str]) -> Read:
    """Everything `text` names among `kinds`, longest runs of words first, left to right.

    A declared ambiguous word is a mention of kind "ambiguous".
    """
    tokens = _tokens(store, text[:MAX_QUESTION])
    compounds, mentions = _compounds(tokens, _mentions(store, tokens, kinds))
    spans = [*((m.start, m.end) for m in mentions), *((c.start, c.end) for c in compounds)]
    covered = {place for span in spans for place in range(*span)}
    return Read(tokens.words, mentions, compounds, list(_left(tokens, covered)))


def mentions(store: Store, text: str, kinds: Sequence[str]) -> list[Mention]:
    """What `text` names, with no eye to compounds or to words that name nothing."""
    return _mentions(store, _tokens(store, text[:MAX_QUESTION]), kinds)


def _left(tokens: _Tokens, covered: set[int]) -> Iterator[Run]:
    words = tokens.words

    def open_(place: int) -> bool:
        return place not in covered and words[place] not in STOPWORDS

    place = 0
    while place < len(words):
        start = place
        silent = False
        while place < len(words) and open_(place) and not (place > start and place in tokens.parted):
            if _everyday(words[place]):
                break
            odd = not is_ordinary(words[place]) and not _nearly_ordinary(words[place])
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


def _mentions(store: Store, tokens: _Tokens, kinds: Sequence[str]) -> list[Mention]:
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
        for row in store.rows(f"select word from ambiguous where word in ({_marks(len(chunk))})", *chunk)
    }
    bags = {
        (start, end): bag_of(words[start:end])
        for start, end in windows
        if 1 < end - start <= 4
        and not {words[start], words[end - 1]} & STOPWORDS
        and not _LINKING & set(words[start:end])
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


def _spellings(tokens: _Tokens, start: int, end: int) -> list[tuple[str, str]]:
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
    if len(words) == 1 and _LETTER.match(key) and len(key) > 1:
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
            f"select key, kind, id, shown, how from {table} where key in ({_marks(len(chunk))}) "
            f"and kind in ({_marks(len(kinds))})",
            *chunk,
            *kinds,
        ):
            found.setdefault(key, []).append(Match(*row))
    return found


def _chunks(items: list[str]) -> Iterable[list[str]]:
    return (items[i : i + 400] for i in range(0, len(items), 400))


# --- compounds -------------------------------------------------------------------------------------


def _compounds(tokens: _Tokens, mentions: list[Mention]) -> tuple[list[Compound], list[Mention]]:
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
        return not _tells_nothing(word) and not _nearly_ordinary(word)

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


# --- near misses -----------------------------------------------------------------------------------


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
    if len(word) < 4 or len(word) > 80 or _everyday(word):
        return []
    from rapidfuzz.distance import OSA  # late: only a name that was not found pays for it
    from rapidfuzz.process import extract

    most, widest = allowed_distance(word), _guarded_distance(word)
    rows = [
        *store.rows(
            f"select key, kind, id, shown, how from names where kind in ({_marks(len(kinds))}) "
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


_BY_LENGTH: dict[int, list[str]] = {}


def _nearly_ordinary(word: str) -> bool:
    """Whether a word is one edit from an everyday word: a misspelt verb is no unknown medicine."""
    if len(word) < 5 or not word.isascii():
        return False
    from rapidfuzz.distance import OSA  # late: only a word that names nothing pays for it
    from rapidfuzz.process import extractOne

    if not _BY_LENGTH:
        for ordinary in ORDINARY:
            _BY_LENGTH.setdefault(len(ordinary), []).append(ordinary)
    pool = [
        x
        for length in (len(word) - 1, len(word), len(word) + 1)
        for x in _BY_LENGTH.get(length, ())
        if len(x) >= 5
    ]
    return extractOne(word, pool, scorer=OSA.distance, score_cutoff=1) is not None


def suggestions(found: Iterable[tuple[Match, int]]) -> list[Suggestion]:
    """Near misses as they are offered to a reader."""
    return [Suggestion(match.shown, match.kind, match.id) for match, _ in found]
