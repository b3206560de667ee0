"""What is claimed, and does it hold?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from k2cli import answers as a
from k2cli.ask.names import allowed_distance, exact
from k2cli.ask.stopwords import STOPWORDS
from k2cli.errors import NameNotKnown, UsageError
from k2cli.index.store import Store
from k2cli.names import MAX_QUESTION, fold, singular

# Weights of id, said, variants, search words, shown, about.
_BM25 = "bm25(claims_text, 0, 6.0, 3.0, 5.0, 1.0, 2.0)"
# A word in more than this share of the claims tells nothing apart, as long as other words do.
_COMMON = 0.35
_POOL = 60
FACETS = ("nutrient", "outcome", "verdict", "certainty", "code", "retracted")


def claim_search(
    store: Store, words: Sequence[str], filters: Mapping[str, str], limit: int
) -> a.ClaimSearch:
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
    terms: list[str] = []
    for word in dict.fromkeys(folded.split()):
        if word in STOPWORDS or (len(word) < 2 and not word.isdigit()):
            continue
        terms.append(word)
    # A question of nothing but small words is still a question.
    if folded and not terms:
        terms = list(dict.fromkeys(folded.split()))
    known: list[tuple[str, int]] = []
    for word in terms:
        count = _documents(store, word)
        if not count:
            better = _nearest_word(store, word)
            if better is None:
                if not _lay_terms(store, [word]):
                    unmatched.append(word)
                    continue
            else:
                corrections.append(a.Correction(word, better))
                word, count = better, _documents(store, better)
        known.append((word, count))
    ids = _ranked(store, known, where, values, folded, limit) if known or filters and not terms else []
    total, ids = ids if ids else (0, [])
    hits = [_hit(load_claim(store, id_)) for id_ in ids]
    caveats: dict[str, a.CaveatView] = {}
    for id_ in ids:
        for caveat in load_claim(store, id_).caveats:
            caveats.setdefault(caveat.id, caveat)
    return a.ClaimSearch(
        asked=asked,
        corrections=corrections,
        unmatched=unmatched,
        filters=named,
        found=total,
        hits=hits,
        caveats=sorted(caveats.values(), key=lambda c: ("danger", "warning", "note").index(c.severity)),
        covers=store.meta("covers"),
        near=[],
    )


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
    known = [row[0] for row in store.rows("select distinct value from facets where facet = ? order by 1", facet)]
    if plain in known:
        return plain
    raise UsageError(f"no claim has the {facet} '{value}'; it can be one of: {', '.join(known[:40])}")


def _documents(store: Store, word: str) -> int:
    row = store.rows("select count(*) from (select 1 from claims_text where claims_text match ? limit 5000)", _quoted(word))
    return int(row[0][0])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _nearest_word(store: Store, word: str) -> str | None:
    """The word of the base nearest to one that no claim has; None when nothing is near."""
    most = allowed_distance(word)
    if not most:
        return None
    from rapidfuzz.distance import OSA  # late: only a misspelt word pays for it
    from rapidfuzz.process import extract

    vocabulary = [
        row[0]
        for row in store.rows(
            "select term from claims_words where length(term) between ? and ?", len(word) - most, len(word) + most
        )
    ]
    found = extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=20)
    # Closest first; of equals the one that starts alike, then the one more claims use.
    ranked = sorted(found, key=lambda f: (f[1], f[0][0] != word[0], -_documents(store, f[0]), f[0]))
    return ranked[0][0] if ranked and (ranked[0][0][0] == word[0] or ranked[0][1] <= 1) else None


def _lay_terms(store: Store, words: list[str]) -> list[str]:
    keys = sorted({*words, *(singular(w) for w in words)} | {f"{x} {y}" for x, y in zip(words, words[1:], strict=False)})
    if not keys:
        return []
    marks = ",".join("?" * len(keys))
    return [row[0] for row in store.rows(f"select term from lay where word in ({marks})", *keys)]


def _ranked(
    store: Store,
    known: list[tuple[str, int]],
    where: str,
    values: list[str],
    folded: str,
    limit: int,
) -> tuple[int, list[str]]:
    if not known:
        clause = f"where {where}" if where else ""
        rows = store.rows(f"select id from claims_text {clause} order by id", *values)
        return len(rows), [row[0] for row in rows[:limit]]
    total = int(store.meta("claims_total") or 0)
    telling = [(w, c) for w, c in known if total and c <= _COMMON * total] or known
    words = [w for w, _ in known]
    lay = _lay_terms(store, folded.split())
    match = " OR ".join(_quoted(w) for w in dict.fromkeys([*(w for w, _ in telling), *lay]))
    clause = f"and {where}" if where else ""
    rows = store.rows(
        f"select id, {_BM25} as score, said || ' . ' || variants || ' . ' || search || ' . ' || about "
        f"from claims_text where claims_text match ? {clause} order by score limit {_POOL}",
        match,
        *values,
    )
    count = int(
        store.rows(f"select count(*) from claims_text where claims_text match ? {clause}", match, *values)[0][0]
    )
    # bm25 alone lets one rare word outweigh four that match; how many of the words asked are there counts too.
    stems = [_stem(w) for w in words]
    meant = [_stem(t) for t in lay]

    def score(row: tuple[str, ...]) -> float:
        have = {_stem(w) for w in row[2].split()}
        covered = sum(s in have for s in stems) + 0.5 * any(
            all(_stem(x) in have for x in term.split()) for term in lay
        )
        phrase = 1.0 if len(words) > 1 and folded in row[2] else 0.0
        return float(row[1]) * (0.4 + covered / max(1, len(stems))) - 3 * phrase

    del meant
    ranked = sorted(rows, key=lambda row: (score(row), row[0]))
    return count, [row[0] for row in ranked[:limit]]


def _stem(word: str) -> str:
    word = singular(word)
    for ending in ("ing", "ed", "es", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


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
        raise NameNotKnown(f"no claim '{id_}'{hint}. `k2cli claim search WORDS` finds claims, `k2cli claim list` names all")
    return msgspec.json.decode(doc, type=a.ClaimAnswer)
