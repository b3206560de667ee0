"""One thing, one record: identifiers and names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule
from k2cli.names import fold

RULES: list[Rule] = []

_PATTERNS = {
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "pubmed": re.compile(r"[1-9]\d{3,8}"),
    "pmc": re.compile(r"PMC\d{4,9}"),
    "isbn": re.compile(r"[\dX-]{10,17}"),
    "clinicaltrials": re.compile(r"NCT\d{8}"),
    "atc": re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?"),
    "rxnorm": re.compile(r"\d+"),
    "unii": re.compile(r"[A-Z0-9]{10}"),
    "chebi": re.compile(r"\d+"),
    "pubchem.compound": re.compile(r"\d+"),
    "cas": re.compile(r"\d{2,7}-\d\d-\d"),
    "fdc": re.compile(r"\d+"),
    "usda.ndb": re.compile(r"\d{4,6}"),
    "mext": re.compile(r"\d{5}"),
    "ciqual": re.compile(r"\d+"),
    "dailymed": re.compile(r"[0-9a-fA-F-]{36}"),
    "setid": re.compile(r"[0-9a-fA-F-]{36}"),
    "uminctr": re.compile(r"(UMIN|C)?\d+"),
    "irct": re.compile(r"(IRCT)?[0-9A-Z]+"),
    "nbk": re.compile(r"NBK\d+"),
    "bookshelf": re.compile(r"NBK\d+"),
    "isrctn": re.compile(r"ISRCTN\d+"),
    "actrn": re.compile(r"ACTRN\d+"),
    "https": re.compile(r"//\S+"),
}
_REGISTERS = ("clinicaltrials", "irct", "uminctr", "isrctn", "actrn")


@rule(RULES)
def identifiers_have_their_pattern(view: View) -> Iterator[Offence]:
    """An identifier has a known prefix and the form of its register."""
    for key in ("sources", "foods", "agents", "nutrients"):
        for index, record in view.of(key):
            for place, curie in enumerate(record.ids):
                prefix, _, rest = curie.partition(":")
                pattern = _PATTERNS.get(prefix)
                if pattern is None:
                    known = ", ".join(_PATTERNS)
                    yield Offence(
                        key, index, ("ids", place), f"unknown prefix in '{curie}'; known are {known}"
                    )
                elif not pattern.fullmatch(rest):
                    yield Offence(key, index, ("ids", place), f"'{curie}' is not what a {prefix} looks like")


@rule(RULES)
def one_record_per_identifier(view: View) -> Iterator[Offence]:
    """An identifier belongs to one record of its kind."""
    for key in ("sources", "agents", "nutrients"):
        owners: dict[str, str] = {}
        for index, record in view.of(key):
            for place, curie in enumerate(record.ids):
                prefix = curie.partition(":")[0]
                # Reports of one trial share its register number; then they share `trial` too.
                owner = view.by_id[key].get(owners.get(curie.lower(), ""))
                shared = (
                    key == "sources"
                    and prefix in _REGISTERS
                    and owner is not None
                    and record.trial
                    and owner.trial == record.trial
                )
                if owner is not None and not shared:
                    yield Offence(
                        key, index, ("ids", place),
                        f"{curie} belongs to '{owners[curie.lower()]}' already; merge the two or mend the {prefix}",
                    )  # fmt: skip
                owners.setdefault(curie.lower(), record.id)


@rule(RULES)
def a_name_means_one_thing(view: View) -> Iterator[Offence]:
    """A name, brand or synonym leads to one record of its kind, or is declared ambiguous."""
    declared = {fold(word) for entry in view.base.ambiguous for word in entry.words}
    for key in ("nutrients", "foods", "agents", "mechanisms"):
        owners: dict[str, set[str]] = defaultdict(set)
        for index, record in view.of(key):
            written: list[tuple[Path, str]] = [(("name",), record.name)]
            written += [
                (("names", language, i), name)
                for language, names in getattr(record, "names", {}).items()
                for i, name in enumerate(names)
            ]
            written += [
                (("brands", country, i), name)
                for country, names in getattr(record, "brands", {}).items()
                for i, name in enumerate(names)
            ]
            written += [
                (("misspellings", i), name) for i, name in enumerate(getattr(record, "misspellings", ()))
            ]
            for path, name in written:
                normal = fold(name)
                others = owners[normal] - {record.id}
                if others and normal not in declared:
                    yield Offence(
                        key, index, path,
                        f"'{name}' already leads to '{sorted(others)[0]}'; keep one or declare it under `ambiguous`",
                    )  # fmt: skip
                owners[normal].add(record.id)


@rule(RULES)
def gap_codes_are_unique(view: View) -> Iterator[Offence]:
    """A gap code stands for one gap."""
    seen: dict[str, str] = {}
    for index, gap in view.of("gaps"):
        if gap.code in seen:
            yield Offence("gaps", index, ("code",), f"{gap.code} is the code of '{seen[gap.code]}' already")
        seen.setdefault(gap.code, gap.id)
