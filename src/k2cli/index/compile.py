"""Compiles a knowledge base into one SQLite database.

Tables:
- `meta`: key, value; `complete` is written last, so a half-written file is never taken for an index.
- `docs`: an answer-in-waiting as JSON for each (kind, id), with the line a list shows of it.
- `names`: every normal form a name answers to, with what it leads to.
- `held`: which interactions an agent has, and by way of which class or member.
- `claims_text`: the words of claims (FTS5, porter); `claims_words`: its vocabulary.
- `facets`: what claims can be filtered by; `segments`: their sentences in stems, the last two lines being
  what they are about and what was shown.
- `brings`: the nutrients a supplement or food among the agents brings.
- `lay`: everyday words and the terms they lead to.
- `reading`: what `claim check` reads texts with, as one value.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from k2cli import answers as a
from k2cli.index.claims import claim_answer
from k2cli.index.foods import food_answer
from k2cli.index.interactions import agent_answer, held, interaction_view
from k2cli.index.joins import Joins, label
from k2cli.index.reading import food_spans, reading
from k2cli.index.references import gap_answer, mechanism_answer, nutrient_answer, source_answer
from k2cli.kb.load import Loaded
from k2cli.names import bag, fold, stems

_TABLES = """
create table meta (key text primary key, value text not null) without rowid;
create table docs (kind text, id text, name text, about text, doc blob, primary key (kind, id)) without rowid;
create table names (key text, kind text, id text, how text, shown text, primary key (key, kind, id)) without rowid;
create table bags (key text, kind text, id text, how text, shown text, primary key (key, kind, id)) without rowid;
create table held (agent text, place integer, interaction text, via text, primary key (agent, place)) without rowid;
create table touches (nutrient text, interaction text, primary key (nutrient, interaction)) without rowid;
create table kinds (food_group text, food text, primary key (food_group, food)) without rowid;
create table facets (facet text, value text, claim text, primary key (facet, value, claim)) without rowid;
create table guarded (agent text primary key) without rowid;
create table brings (agent text, nutrient text, primary key (agent, nutrient)) without rowid;
create table segments (claim text primary key, kind text, words text) without rowid;
create table food_in (food text, interaction text, primary key (food, interaction)) without rowid;
create table reading (doc blob);
create table lay (word text, term text, primary key (word, term)) without rowid;
create table ambiguous (word text primary key, explain text, means text) without rowid;
create virtual table claims_text using fts5(
    id unindexed, said, variants, search, shown, about, tokenize = "porter unicode61 remove_diacritics 2"
);
create virtual table claims_plain using fts5(words, content='', tokenize = "unicode61 remove_diacritics 2");
create virtual table claims_words using fts5vocab(claims_plain, 'row');
"""


def compile_base(base: Loaded, into: sqlite3.Connection, info: dict[str, str]) -> None:
    """Writes the whole index of `base` through `into`. `info` goes into `meta` as it is."""
    joins = Joins(base)
    into.executescript(_TABLES)
    with into:
        _write_docs(joins, into)
        into.executemany("insert or ignore into names values (?, ?, ?, ?, ?)", _names(joins, fold))
        into.executemany("insert or ignore into bags values (?, ?, ?, ?, ?)", _names(joins, bag))
        for entry in base.ambiguous:
            for word in entry.words:
                into.execute(
                    "insert or replace into ambiguous values (?, ?, ?)",
                    (fold(word), entry.explain, msgspec.json.encode([_meant(m, joins) for m in entry.means])),
                )
        for entry in base.lay_words:
            into.executemany(
                "insert or ignore into lay values (?, ?)",
                [(fold(word), fold(term)) for word in entry.lay for term in entry.terms],
            )
        if base.concepts:
            into.execute(
                "insert into reading values (?)", (msgspec.json.encode(reading(joins, food_spans(joins))),)
            )
        for key, value in info.items():
            into.execute("insert into meta values (?, ?)", (key, value))
        counts = {key: len(rows) for key, rows in base.records.items() if rows}
        counts["amounts"] = sum(len(f.amounts) for f in base.foods)
        into.execute("insert into meta values ('counts', ?)", (msgspec.json.encode(counts).decode(),))
        into.execute("insert into meta values ('claims_total', ?)", (str(len(base.claims)),))
        into.execute("insert into meta values ('covers', ?)", (_covers(joins),))
        into.execute("insert into meta values ('complete', '1')")
    into.execute("insert into claims_text(claims_text) values ('optimize')")
    into.commit()


def _meant(id_: str, joins: Joins) -> dict[str, str]:
    for key, kind in (
        ("agents", "agent"),
        ("nutrients", "nutrient"),
        ("food_groups", "food-group"),
        ("foods", "food"),
    ):
        if id_ in joins.by_id[key]:
            return {"kind": kind, "id": id_, "name": joins.link(id_, key).name}
    return {"kind": "", "id": id_, "name": id_}


def _covers(joins: Joins) -> str:
    nutrients = [n.short for n in joins.base.nutrients if n.parent is None]
    return f"{len(joins.base.claims)} claims on {', '.join(nutrients)}" if nutrients else "no claims"


def _write_docs(joins: Joins, into: sqlite3.Connection) -> None:
    base = joins.base

    def put(kind: str, id_: str, name: str, about: str, answer: a.Answer) -> None:
        into.execute(
            "insert into docs values (?, ?, ?, ?, ?)", (kind, id_, name, about, msgspec.json.encode(answer))
        )

    naming: dict[str, list[str]] = defaultdict(list)
    for interaction in base.interactions:
        for claim in interaction.claims:
            naming[claim].append(interaction.id)
    about_food: dict[str, list[str]] = defaultdict(list)
    for claim in base.claims:
        for id_ in (*claim.about.subjects, *claim.about.objects):
            about_food[id_].append(claim.id)
    foods: dict[str, a.FoodAnswer] = {}
    for food in base.foods:
        answer = food_answer(food, joins, about_food.get(food.id, []))
        foods[food.id] = answer
        put("food", food.id, food.name, answer.group.name, answer)
        into.execute("insert into kinds values (?, ?)", (food.group, food.id))
    for group in base.food_groups:
        count = sum(food.group == group.id for food in base.foods)
        put("food-group", group.id, group.name, f"{count} foods", a.Link(group.id, group.name))
    for claim in base.claims:
        answered = claim_answer(claim, joins, naming.get(claim.id, []))
        put("claim", claim.id, claim.said, answered.verdict_name, answered)
        into.executemany(
            "insert or ignore into facets values (?, ?, ?)",
            [(facet, value, claim.id) for facet, value in _facets(answered, joins)],
        )
        _write_words(answered, claim.search, joins, into)
    for interaction in base.interactions:
        view = interaction_view(interaction, joins)
        put("interaction", interaction.id, view.what_happens, view.severity_name, view)
        touched = {n for x in interaction.nutrients for n in (x, *joins.forms(x), *joins.ancestors(x))}
        into.executemany("insert into touches values (?, ?)", [(n, interaction.id) for n in sorted(touched)])
        into.executemany(
            "insert or ignore into food_in values (?, ?)", [(f, interaction.id) for f in interaction.foods]
        )
    # Names that must not be missed: members of a class that a danger caveat concerns.
    guarded = {
        x
        for c in base.caveats
        if c.severity == "danger"
        for g in c.concerns.agents
        for x in (g, *joins.all_members(g))
    }
    into.executemany("insert into guarded values (?)", [(agent,) for agent in sorted(guarded)])
    for agent in base.agents:
        answer_ = agent_answer(agent, joins)
        into.executemany(
            "insert or ignore into brings values (?, ?)", [(agent.id, n) for n in agent.nutrients]
        )
        put("agent", agent.id, agent.name, f"{agent.kind}, {answer_.state.replace('-', ' ')}", answer_)
        into.executemany(
            "insert into held values (?, ?, ?, ?)",
            [(agent.id, place, h.interaction, h.via) for place, h in enumerate(held(agent, joins))],
        )
    for nutrient in base.nutrients:
        put("nutrient", nutrient.id, nutrient.name, nutrient.kind, nutrient_answer(nutrient, joins, foods))
    for mechanism in base.mechanisms:
        chain = mechanism_answer(mechanism, joins)
        put(
            "mechanism",
            mechanism.id,
            mechanism.name,
            f"{len(chain.steps)} steps, weakest shown in {chain.weakest}",
            chain,
        )
    for source in base.sources:
        page = source_answer(source, joins)
        put(
            "source",
            source.id,
            source.title,
            f"{label(source)}; {page.line.design}; {page.line.standing_text}",
            page,
        )
    for gap in base.gaps:
        put("gap", gap.id, f"{gap.code} {gap.name}", gap.means, gap_answer(gap, joins))
    for caveat in base.caveats:
        put(
            "caveat", caveat.id, caveat.title, caveat.severity,
            a.CaveatView(caveat.id, caveat.severity, caveat.title, caveat.text, joins.source_lines(caveat.sources)),
        )  # fmt: skip
    for outcome in base.outcomes:
        put("outcome", outcome.id, outcome.name, outcome.level, a.Link(outcome.id, outcome.name))
    put("changes", "all", "changes", "", a.ChangesAnswer(None, 0, list(_changes(joins))))


def _changes(joins: Joins) -> Iterator[a.ChangeRow]:
    rows: list[tuple[date, str, a.ChangeRow]] = []
    for key, kind in (("claims", "claim"), ("interactions", "interaction")):
        for record in joins.base.records[key]:
            for change in record.history:
                row = a.ChangeRow(
                    change.date.isoformat(),
                    joins.link(record.id, key),
                    kind,
                    change.by,
                    change.change,
                    change.why,
                )
                rows.append((change.date, record.id, row))
    rows.sort(key=lambda item: (-item[0].toordinal(), item[1]))
    return (row for _, _, row in rows)


def _facets(claim: a.ClaimAnswer, joins: Joins) -> Iterator[tuple[str, str]]:
    yield "verdict", claim.verdict
    if claim.certainty:
        yield "certainty", claim.certainty
    for gap in claim.gaps:
        yield "code", gap.id
        yield "code", gap.code.lower()
    if any("retracted" in line for line in claim.retractions):
        yield "retracted", "yes"
    for outcome in (*claim.outcomes, *(f.outcome for f in claim.findings)):
        yield "outcome", outcome.id
    forms = [form for f in claim.findings for form in f.forms]
    for link in (*claim.subjects, *claim.objects, *forms):
        if link.id in joins.nutrients:
            yield "nutrient", link.id
            for parent in joins.ancestors(link.id):
                yield "nutrient", parent


def _write_words(claim: a.ClaimAnswer, search: Iterable[str], joins: Joins, into: sqlite3.Connection) -> None:
    about: list[str] = []
    for link in (*claim.subjects, *claim.objects):
        about.append(link.name)
        for kind in ("nutrients", "foods", "agents", "topics"):
            record: Any = joins.by_id[kind].get(link.id)
            if record is not None:
                about.extend(name for names in record.names.values() for name in names)
    outcomes = {o.id for o in claim.outcomes} | {f.outcome.id for f in claim.findings}
    for id_ in sorted(outcomes):
        outcome = joins.by_id["outcomes"][id_]
        about.extend((outcome.name, *outcome.lay))
    fields = [claim.said, " . ".join(claim.variants), " . ".join(search), claim.shown, " . ".join(about)]
    folded = [fold(field) for field in fields]
    into.execute("insert into claims_text values (?, ?, ?, ?, ?, ?)", (claim.id, *folded))
    into.execute("insert into claims_plain(words) values (?)", (" ".join(folded),))
    # Sentence by sentence and in stems, so that a search can see how much of the question one sentence says.
    sentences = [claim.said, *claim.variants, *search]
    lines = [stems(fold(text)) for text in (*sentences, " ".join(about), claim.shown)]
    into.execute("insert into segments values (?, ?, ?)", (claim.id, claim.kind, "\n".join(lines)))


def _names(joins: Joins, form: Any) -> Iterator[tuple[str, str, str, str, str]]:
    """(normal form, kind, id, how, name as written) for every name of every record, best first."""
    kinds = (
        ("nutrients", "nutrient"), ("foods", "food"), ("food_groups", "food-group"), ("agents", "agent"),
        ("mechanisms", "mechanism"),
    )  # fmt: skip
    for key, kind in kinds:
        for record in joins.base.records[key]:
            for how, name in _written(key, record):
                if normal := form(name):
                    yield normal, kind, record.id, how, name
    for gap in joins.base.gaps:
        for name in (gap.id, gap.code, gap.name):
            yield form(name), "gap", gap.id, "name", name
    for outcome in joins.base.outcomes:
        for name in (outcome.id, outcome.name, *outcome.lay):
            yield form(name), "outcome", outcome.id, "name", name


def _written(key: str, record: Any) -> Iterator[tuple[str, str]]:
    yield "name", record.name
    yield "name", record.id.replace("-", " ")
    if key == "nutrients":
        yield "name", record.short
    if key == "foods" and "(" in record.name:
        yield "name", record.name.split("(")[0]
    for language, names in getattr(record, "names", {}).items():
        for name in names:
            yield ("synonym" if language == "en" else f"name in {language}"), name
    for country, names in getattr(record, "brands", {}).items():
        for name in names:
            yield f"brand ({country.upper()})", name
    for name in getattr(record, "misspellings", ()):
        yield "misspelling", name
