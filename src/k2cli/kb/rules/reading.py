"""Word lists and patterns by which texts are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule
from k2cli.vocabulary import AgentKind

RULES: list[Rule] = []

_KINDS = {
    "nutrient": "nutrients", "agent": "agents", "food": "foods", "group": "food_groups", "outcome": "outcomes", "topic": "topics",
}  # fmt: skip


@rule(RULES, blocks=True)
def patterns_can_be_read(view: View) -> Iterator[Offence]:
    """Every phrase and pattern can be read, and names concepts, claims and caveats that exist."""
    from k2cli.check.lexicon import named, parse_pattern, phrase_stems  # late: most bases have no word lists

    ids = view.ids
    known = {
        x
        for key in ("concepts", "nutrients", "agents", "foods", "food_groups", "topics", "outcomes")
        for x in ids[key]
    }

    includable = {kind: ids[key] for kind, key in _KINDS.items()} | {
        "": ids["concepts"],
        "agents": set(get_args(AgentKind)),
    }

    def patterns(key: str, index: int, lines: list[str]) -> Iterator[Offence]:
        for place, line in enumerate(lines):
            try:
                missing = named(parse_pattern(line)) - known
            except ValueError as error:
                yield Offence(key, index, ("when", place), str(error))
                continue
            for name in sorted(missing):
                yield Offence(
                    key,
                    index,
                    ("when", place),
                    f"'{name}' is no concept; add it under `concepts` or mend the pattern",
                )

    def exist(
        key: str, index: int, path: Path, names: list[str], among: set[str], what: str
    ) -> Iterator[Offence]:
        for place, name in enumerate(names):
            if name not in among:
                yield Offence(
                    key, index, (*path, place), f"'{name}' is no {what}; add it there or mend the id"
                )

    for index, concept in view.of("concepts"):
        for place, phrase in enumerate(concept.words):
            try:
                if not phrase_stems(phrase) or any(s[0] == "…" or s[-1] == "…" for s in phrase_stems(phrase)):
                    yield Offence(
                        "concepts", index, ("words", place), f"'{phrase}' must begin and end with a word"
                    )
            except (ValueError, IndexError) as error:
                yield Offence("concepts", index, ("words", place), f"'{phrase}' can't be read: {error}")
        for place, part in enumerate(concept.includes):
            kind, _, name = part.rpartition(":")
            if kind not in includable:
                yield Offence(
                    "concepts",
                    index,
                    ("includes", place),
                    f"'{kind}' is no kind of record; known are {', '.join(filter(None, includable))}",
                )
            elif name not in includable[kind]:
                yield Offence(
                    "concepts", index, ("includes", place), f"'{part}' is no record; add it or mend the id"
                )
        yield from exist("concepts", index, ("without",), concept.without, ids["agents"], "record of agents")
    for index, row in view.of("recognitions"):
        if row.claim not in ids["claims"]:
            yield Offence(
                "recognitions",
                index,
                ("claim",),
                f"'{row.claim}' is no record of claims; add it there or mend the id",
            )
        yield from patterns("recognitions", index, row.when)
        yield from exist("recognitions", index, ("denied_by",), row.denied_by, known, "concept")
    for index, danger in view.of("dangers"):
        yield from patterns("dangers", index, danger.when)
        yield from exist("dangers", index, ("unless",), danger.unless, known, "concept")
        yield from exist("dangers", index, ("caveats",), danger.caveats, ids["caveats"], "record of caveats")
    for index, omission in view.of("omissions"):
        yield from exist(
            "omissions", index, ("praises",), omission.praises, known | ids["claims"], "concept or claim"
        )
        yield from exist("omissions", index, ("mentions",), omission.mentions, known, "concept")
        yield from exist(
            "omissions", index, ("caveats",), omission.caveats, ids["caveats"], "record of caveats"
        )
