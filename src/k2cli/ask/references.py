"""Pages of nutrients, mechanisms, sources and gap codes; lists; what changed; what the base holds."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from k2cli import __version__
from k2cli import answers as a
from k2cli.ask.names import Match, exact
from k2cli.ask.near_misses import near
from k2cli.errors import NameNotKnown, UsageError
from k2cli.index.store import Store
from k2cli.names import bag, fold

NOUNS = {
    "food": "food",
    "claim": "claim",
    "agent": "agent",
    "interaction": "interaction",
    "nutrient": "nutrient",
    "mechanism": "mechanism",
    "source": "source",
    "caveat": "caveat",
    "outcome": "outcome",
    "gap": "gap",
}


def _named(store: Store, noun: str, words: Sequence[str]) -> str:
    """The id of the one record of a kind that `words` name. Raises NameNotKnown with the nearest."""
    text = " ".join(words)
    if not fold(text):
        raise UsageError(f"no {noun} named; `k2cli {noun} list` names all")
    found = exact(store, text, [noun])
    if found:
        return found[0].id
    if store.rows("select 1 from docs where kind = ? and id = ?", noun, text):
        return text
    close = near(store, text, [noun]) or _sharing_words(store, noun, text)
    hint = (
        " Did you mean " + " or ".join(dict.fromkeys(f"'{m.shown}'" for m, _ in close)) + "?" if close else ""
    )
    raise NameNotKnown(f"no {noun} goes by '{text:.80}'.{hint} `k2cli {_command(noun)}` names all")


def _command(noun: str) -> str:
    return "explain" if noun == "gap" else f"{noun} list"


def _sharing_words(store: Store, noun: str, text: str) -> list[tuple[Match, int]]:
    asked = set(bag(text).split())
    rows = store.rows("select kind, id, shown, how, key from bags where kind = ?", noun)
    sharing = [(Match(*row[:4]), -len(asked & set(row[4].split()))) for row in rows]
    return sorted((s for s in sharing if s[1] < 0), key=lambda s: (s[1], s[0].shown))[:3]


def nutrient(store: Store, words: Sequence[str]) -> a.NutrientAnswer:
    """The page of a nutrient. Raises NameNotKnown."""
    return msgspec.json.decode(
        _doc(store, "nutrient", _named(store, "nutrient", words)), type=a.NutrientAnswer
    )


def mechanism(store: Store, words: Sequence[str]) -> a.MechanismAnswer:
    """The page of a mechanism. Raises NameNotKnown."""
    return msgspec.json.decode(
        _doc(store, "mechanism", _named(store, "mechanism", words)), type=a.MechanismAnswer
    )


def source(store: Store, id_: str) -> a.SourceAnswer:
    """The page of a source, by id or by one of its identifiers. Raises NameNotKnown."""
    doc = store.doc("source", id_)
    if doc is None:
        plain = id_.casefold().removeprefix("https://doi.org/").removeprefix("doi:").removeprefix("pmid:")
        for row in store.rows("select id, doc from docs where kind = 'source'"):
            line = msgspec.json.decode(row[1], type=a.SourceAnswer).line
            if any(
                plain == curie.casefold().partition(":")[2] or id_.casefold() == curie.casefold()
                for curie in line.ids
            ):
                return msgspec.json.decode(row[1], type=a.SourceAnswer)
        from difflib import get_close_matches  # late: only an unknown id pays for it

        ids = [row[0] for row in store.rows("select id from docs where kind = 'source'")]
        close = get_close_matches(id_, ids, 3, 0.6)
        hint = f" Nearest: {', '.join(close)}." if close else ""
        raise NameNotKnown(
            f"no source '{id_:.80}'.{hint} Give an id, DOI or PMID; `k2cli source list` names all"
        )
    return msgspec.json.decode(doc, type=a.SourceAnswer)


def gap(store: Store, word: str) -> a.GapAnswer:
    """The page of a gap code. Raises NameNotKnown."""
    return msgspec.json.decode(_doc(store, "gap", _named(store, "gap", [word])), type=a.GapAnswer)


def _doc(store: Store, kind: str, id_: str) -> bytes:
    doc = store.doc(kind, id_)
    assert doc is not None, (kind, id_)
    return doc


def listing(store: Store, noun: str, contains: str, limit: int | None) -> a.ListAnswer:
    """Names of one kind, by name, those that contain a text if one is given."""
    rows = store.rows("select id, name, about from docs where kind = ? order by id", NOUNS[noun])
    wanted = fold(contains)
    chosen = [a.Row(*row) for row in rows if not wanted or wanted in fold(" ".join(row))]
    return a.ListAnswer(noun, len(chosen), chosen if limit is None else chosen[:limit])


def changes(store: Store, since: str | None, limit: int | None) -> a.ChangesAnswer:
    """Changes of claims and interactions, newest first, since a date (YYYY-MM-DD) if given.

    Raises UsageError for something that is no date.
    """
    from datetime import date  # late: only this question compares dates

    if since is not None:
        try:
            date.fromisoformat(since)
        except ValueError:
            raise UsageError(f"'{since}' is no date; write it as 2026-11-21") from None
    answer = msgspec.json.decode(_doc(store, "changes", "all"), type=a.ChangesAnswer)
    rows = [row for row in answer.rows if since is None or row.date >= since]
    return a.ChangesAnswer(since, len(rows), rows if limit is None else rows[:limit])


def info(store: Store) -> a.BaseInfo:
    """Versions, digest, counts and places."""
    return a.BaseInfo(
        version=__version__,
        data_version=store.digest[:12],
        digest=store.digest,
        bases=[str(base) for base in store.bases],
        files=msgspec.json.decode(store.meta("files"), type=list[str]),
        cache=store.where,
        counts=msgspec.json.decode(store.meta("counts"), type=dict[str, int]),
    )


def complete(store: Store, kinds: Sequence[str], start: str) -> list[str]:
    """Names that begin with `start`, for shell completion; at most fifty."""
    key = fold(start)
    marks = ",".join("?" * len(kinds))
    rows = store.rows(
        f"select distinct shown from names where kind in ({marks}) and key >= ? and key < ? "
        "and how <> 'misspelling' order by key limit 50",
        *kinds,
        key,
        key + "\U0010ffff",
    )
    return [row[0] for row in rows]
