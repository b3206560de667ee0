"""What is claimed, and does it hold?

Words are joined by OR and ranked by bm25; the best of those are ranked again by how much of the question
one of their sentences says. Everyday words count as their terms, a word that no claim has as the nearest
one that a claim has. What says too little of the question is no hit: nonsense finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

import msgspec

from k2cli import answers as a
from k2cli.ask.names import exact, mentions
from k2cli.ask.near_misses import allowed_distance
from k2cli.ask.stopwords import NEGATIONS, ORDINARY, STOPWORDS, is_ordinary
from k2cli.errors import NameNotKnown, UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold, singular, stems
from k2cli.vocabulary import CAVEAT_SEVERITIES

# Weights of id, said, variants, search words, shown, about.
_BM25 = "bm25(claims_text, 0, 6.0, 3.0, 5.0, 1.0, 2.0)"
# A word is counted up to here: one in so many claims tells little apart, however many more have it.
_COUNTED = 1500
_POOL = 40
_LONGEST_LAY = 4
# How much of the question, by weight, a claim must say to be an answer, and to be named as near.
_ENOUGH, _NEAR = 0.5, 0.3
_SHOWN_COUNTS = 0.45
# Least weight of a word, and the weight of an everyday word that no claim has.
_LEAST, _EVERYDAY = 0.6, 1.0
# Words for what one thing does to another weigh little: what it is done to tells claims apart.
_RELATION = frozenset(
    """
    cure cures heal heals fix fixes treat treats improve improves prevent prevents reduce reduces lower
    lowers increase increases boost boosts raise raises stop stops cause causes help helps support
    supports make makes good bad best better great important together most more lot enough right proper
    properly actually work works true big
    """.split()
)
_SMALL = frozenset(stems(" ".join(STOPWORDS)).split())
# How a question is put, not what it asks.
_FRAME = frozenset(
    """
    true truth myth fact facts hype legit deal opinion opinions thoughts experience experiences anyone
    heard hear read reading article articles claim claims claimed say said tell told wondering question
    questions doctor doctors friend mother father mom dad wife husband believe think thinking evidence
    research study studies science proof prove proven show shows shown trial explain curious seriously
    hey folks guys advice information info find sure idea mean
    """.split()
) - {"trial", "study", "studies", "research", "evidence", "doctor", "doctors"}
FACETS = ("nutrient", "outcome", "verdict", "certainty", "code", "retracted")


class _Asked(NamedTuple):
    """A word or phrase of the question, what it may be called in a claim, and what it weighs."""

    words: str
    forms: tuple[str, ...]
    claims: int
    weight: float
    named: bool = False


def claim_search(store: Store, words: Sequence[str], filters: Mapping[str, str], limit: int) -> a.ClaimSearch:
    """Claims ranked by how well they match `words`, at most `limit`, within `filters`.

    Raises UsageError when there is neither a word nor a filter, or a filter value that nothing has.
    """
    asked = " ".join(words)
    if len(asked) > MAX_QUESTION:
        raise UsageError(
            f"the question is {len(asked):,} characters long; a claim fits in {MAX_QUESTION:,}. "
            "Give a sentence or a few words"
        )
    folded = fold(asked)
    if not folded and not filters:
        raise UsageError("nothing to search for; try `k2cli claim search depression`, or `k2cli claim list`")
    where, values, named = _filters(store, filters)
    corrections: list[a.Correction] = []
    unmatched: list[str] = []
    near: list[a.Link] = []
    if folded:
        terms = _terms(store, asked, folded, corrections, unmatched)
        total, ids, near = _ranked(store, terms, where, values, folded, limit)
    else:
        rows = store.rows(f"select id from claims_text where {where} order by id", *values)
        total, ids = len(rows), [row[0] for row in rows[:limit]]
    claims = [load_claim(store, id_) for id_ in ids]
    caveats = {caveat.id: caveat for claim in claims for caveat in claim.caveats}
    return a.ClaimSearch(
        asked=asked,
        corrections=corrections,
        unmatched=unmatched,
        filters=named,
        found=total,
        hits=[_hit(claim) for claim in claims],
        caveats=sorted(caveats.values(), key=lambda c: CAVEAT_SEVERITIES.index(c.severity)),
        covers=store.meta("covers"),
        near=near,
    )


def _terms(
    store: Store, asked: str, folded: str, corrections: list[a.Correction], unmatched: list[str]
) -> list[_Asked]:
    """The question as weighed words and phrases; corrections and words without a hit are noted."""
    words = folded.split()
    total = int(store.meta("claims_total") or 0)
    lay = _lay(store, words)
    called = _called(store, asked)
    terms: list[_Asked] = []
    place = 0

    def weigh(word: str, forms: Sequence[str], count: int) -> None:
        weight = max(_LEAST, log((total + 1) / (count + 0.5)))
        if word in _RELATION:
            weight = min(weight, _EVERYDAY)
        terms.append(
            _Asked(word, tuple(dict.fromkeys(forms)), count, weight, word in called or word in _RELATION)
        )

    while place < len(words):
        phrase = next(
            (end for end in range(min(len(words), place + _LONGEST_LAY), place, -1) if (place, end) in lay),
            None,
        )
        if phrase:
            said = " ".join(words[place:phrase])
            forms = [said, *lay[place, phrase]]
            counts = [_documents(store, form) for form in forms]
            if any(counts):
                weigh(said, forms, max(counts))
                place = phrase
                continue
        word = words[place]
        place += 1
        # "vitamin k2" is one thing, not two.
        if (
            word in ("vitamin", "vitamins")
            and place < len(words)
            and len(words[place]) <= 3
            and words[place][0] in "abcdek"
        ):
            if len(words[place]) > 1:
                continue
            word = f"vitamin {words[place]}"
            called.setdefault(word, []).extend(("k2", "k1") if word == "vitamin k" else ())
            place += 1
        if (
            word in STOPWORDS
            or word in _FRAME
            or (len(word) < 2 and not word.isdigit())
            or any(word == t.words for t in terms)
        ):
            continue
        forms = [word, *called.get(word, ())]
        count = max(_documents(store, form) for form in forms)
        if not count and word not in ORDINARY:
            better = _nearest_word(store, word)
            if better is not None:
                corrections.append(a.Correction(word, better))
                forms, count = [better], _documents(store, better)
        if count:
            weigh(word, forms, count)
        elif word not in NEGATIONS:
            if not is_ordinary(word):
                unmatched.append(word)
            terms.append(_Asked(word, (), 0, _EVERYDAY if is_ordinary(word) else log(total + 1)))
    return terms


def _lay(store: Store, words: list[str]) -> dict[tuple[int, int], list[str]]:
    """Runs of words that are everyday names of something, with the field's terms for it."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_LAY) + 1):
            run = words[start:end]
            for key in {" ".join(run), " ".join(map(singular, run)), " ".join([*run[:-1], _verb(run[-1])])}:
                runs.setdefault(key, []).append((start, end))
    found: dict[tuple[int, int], list[str]] = {}
    keys = sorted(runs)
    for i in range(0, len(keys), 400):
        chunk = keys[i : i + 400]
        for word, term in store.rows(
            f"select word, term from lay where word in ({','.join('?' * len(chunk))})", *chunk
        ):
            for run_ in runs[word]:
                found.setdefault(run_, []).append(term)
    return found


def _verb(word: str) -> str:
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _called(store: Store, asked: str) -> dict[str, list[str]]:
    """What the base calls the medicines, foods and nutrients a question names by one other word."""
    found: dict[str, list[str]] = {}
    for mention in mentions(store, asked, ("nutrient", "agent", "food")):
        if mention.matches[0].kind == "ambiguous":
            continue
        if mention.end - mention.start > 1:
            found.setdefault(mention.words, [])
            found.setdefault(mention.words.removeprefix("vitamin "), [])
            continue
        for match in mention.matches[:2]:
            name = store.rows("select name from docs where kind = ? and id = ?", match.kind, match.id)[0][0]
            plain = fold(name.split("(")[0])
            forms = found.setdefault(mention.words, [])
            if plain and plain != mention.words:
                forms.append(plain)
            if match.kind == "agent":
                classes = store.rows(
                    "select name from docs where kind = 'agent' and id in "
                    "(select via from held where agent = ? and via is not null)",
                    match.id,
                )
                forms += [fold(row[0]) for row in classes[:2]]
    return found


def _filters(store: Store, filters: Mapping[str, str]) -> tuple[str, list[str], list[str]]:
    clauses: list[str] = []
    values: list[str] = []
    named: list[str] = []
    for facet, value in filters.items():
        wanted = _facet_value(store, facet, value)
        clauses.append("id in (select claim from facets where facet = ? and value = ?)")
        values += [facet, wanted]
        named.append(f"{facet} {wanted}")
    return " and ".join(clauses), values, named


def _facet_value(store: Store, facet: str, value: str) -> str:
    kind = {"nutrient": "nutrient", "outcome": "outcome", "code": "gap"}.get(facet)
    if kind:
        found = exact(store, value, [kind])
        if found:
            return found[0].id
    plain = fold(value).replace(" ", "-")
    known = [
        row[0] for row in store.rows("select distinct value from facets where facet = ? order by 1", facet)
    ]
    if plain in known:
        return plain
    raise UsageError(f"no claim has the {facet} '{value}'; it can be one of: {', '.join(known[:40])}")


def _documents(store: Store, words: str) -> int:
    """How many claims have a word or phrase; counted up to `_COUNTED`."""
    row = store.rows(
        f"select count(*) from (select 1 from claims_text where claims_text match ? limit {_COUNTED})",
        _quoted(words),
    )
    return int(row[0][0])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _nearest_word(store: Store, word: str) -> str | None:
    """The word of the base nearest to one that no claim has; None when nothing is near."""
    # A word of eight letters has neighbours two edits off that mean something else (mountain, maintain).
    most = min(allowed_distance(word), 1 if len(word) < 9 else 2)
    if not most:
        return None
    from rapidfuzz.distance import OSA  # late: only a misspelt word pays for it
    from rapidfuzz.process import extract

    vocabulary = [
        row[0]
        for row in store.rows(
            "select term from claims_words where length(term) between ? and ?",
            len(word) - most,
            len(word) + most,
        )
    ]
    found = extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=20)
    # Closest first; of equals the one that starts alike, then the one more claims use.
    ranked = sorted(found, key=lambda f: (f[1], f[0][0] != word[0], -_documents(store, f[0]), f[0]))
    return ranked[0][0] if ranked and (ranked[0][0][0] == word[0] or ranked[0][1] <= 1) else None


def _ranked(
    store: Store, terms: list[_Asked], where: str, values: list[str], folded: str, limit: int
) -> tuple[int, list[str], list[a.Link]]:
    """How many claims answer, the best of them, and what is near where none does."""
    telling = sorted((t for t in terms if t.claims), key=lambda t: -t.weight)
    # A claim that shares nothing but the name of a nutrient says nothing to "does vitamin D help sleep".
    if all(t.named for t in telling) and any(not t.claims for t in terms):
        return 0, [], []
    rare = [t for t in telling if t.claims < _COUNTED]
    if not telling:
        return 0, [], []
    if rare:
        match = " OR ".join(_quoted(form) for form in dict.fromkeys(f for t in rare for f in t.forms))
    else:
        # Every word is in very many claims: only those that have all of them are worth ranking.
        match = " AND ".join(f"({' OR '.join(_quoted(form) for form in t.forms)})" for t in telling)
    clause = f"and {where}" if where else ""
    # Words that nearly all claims have are not worth ranking by; the first that come will do.
    best = f"order by {_BM25}" if rare else ""
    rows = store.rows(
        "select f.id, s.words, s.kind from (select id, said from claims_text "
        f"where claims_text match ? {clause} {best} limit {_POOL}) f join segments s on s.claim = f.id",
        match,
        *values,
    )
    forms = [(t.weight, [frozenset(stems(form).split()) for form in t.forms]) for t in terms]
    asked = frozenset(stems(" ".join(w for w in folded.split() if w not in STOPWORDS)).split())
    scored = sorted(
        ((*_says(forms, row[1].split("\n"), asked), place, row) for place, row in enumerate(rows)),
        # Who asks what a nutrient does is asking for an effect, as long as nothing else decides.
        key=lambda x: (-x[1] + 0.003 * x[2] - (_EFFECT if x[3][2] == "effect" else 0.0), x[3][0]),
    )
    hits = [row[0] for covered, _, _, row in scored if covered >= _ENOUGH]
    if hits or not any(t.weight > _EVERYDAY and t.claims for t in terms):
        return len(hits), hits[:limit], []
    near = [row[0] for covered, _, _, row in scored if covered >= _NEAR]
    # The sentence as it was written, not as it was indexed.
    return 0, [], [a.Link(id_, load_claim(store, id_).said) for id_ in near[:3]]


# Names of one nutrient and its forms: a claim that speaks of none of them does not answer a question
# about it, whatever else it shares with the question.
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "k k1 k2 k3 mk4 mk5 mk6 mk7 mk8 mk9 mk10 menaquinon phylloquinon natto",
        "d d2 d3 calcidiol calcitriol",
        "calcium", "magnesium", "boron",
    )
)  # fmt: skip
_OF_ANOTHER = 0.6
_EFFECT = 0.012


def _says(
    forms: list[tuple[float, list[frozenset[str]]]], lines: list[str], asked: frozenset[str]
) -> tuple[float, float]:
    """How much of a question a claim says at all, and its score: one sentence that says it counts most."""
    whole = sum(weight for weight, _ in forms)
    if not whole:
        return 0.0, 0.0
    *sentences, about, shown = [frozenset(line.split()) for line in lines]
    everything = frozenset[str]().union(*sentences)
    said = anywhere = 0.0
    for weight, ways in forms:
        if any(way <= everything for way in ways):
            anywhere += weight
        elif any(way <= everything | about for way in ways):
            anywhere += 0.9 * weight
        elif any(way <= everything | about | shown for way in ways):
            anywhere += _SHOWN_COUNTS * weight
    for sentence in sentences:
        if not sentence:
            continue
        here = [weight for weight, ways in forms if any(way <= sentence for way in ways)]
        # Of two sentences that say it all, the one that says less besides is meant.
        told = sum(here) / whole * (0.8 + 0.2 * min(1.0, (len(here) + 1) / len(sentence)))
        said = max(said, told + (0.3 if sentence - _SMALL == asked else 0.0))
    other = any(asked & family and not family & (everything | about) for family in _FAMILIES)
    share = anywhere / whole * (_OF_ANOTHER if other else 1.0)
    return share, 0.55 * said * (_OF_ANOTHER if other else 1.0) + 0.45 * share


def _hit(claim: a.ClaimAnswer) -> a.ClaimHit:
    top = next((f for f in claim.findings if f.headline == claim.headline), None)
    sources = {e.source.id: e.source for e in claim.evidence if e.bears != "context"}
    return a.ClaimHit(
        id=claim.id,
        said=claim.said,
        danger=claim.danger,
        verdict=claim.verdict,
        verdict_name=claim.verdict_name,
        verdict_moved=claim.verdict_moved,
        headline=claim.headline,
        certainty=claim.certainty,
        basis=claim.basis,
        reasons=top.reasons if top else [],
        retractions=claim.retractions,
        gaps=claim.gaps,
        sources=list(sources.values()),
    )


def load_claim(store: Store, id_: str) -> a.ClaimAnswer:
    """A stored claim. Raises NameNotKnown, with the nearest ids, for an id that no claim has."""
    doc = store.doc("claim", id_)
    if doc is None:
        from difflib import get_close_matches  # late: only an unknown id pays for it

        ids = [row[0] for row in store.rows("select id from docs where kind = 'claim'")]
        close = get_close_matches(id_, ids, 3, 0.5)
        hint = f"; nearest: {', '.join(close)}" if close else ""
        raise NameNotKnown(
            f"no claim '{id_}'{hint}. `k2cli claim search WORDS` finds claims, `k2cli claim list` names all"
        )
    return msgspec.json.decode(doc, type=a.ClaimAnswer)
