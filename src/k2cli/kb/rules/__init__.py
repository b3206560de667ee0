"""What must hold between records. One rule, one name, one message; all offenders in one run.

A rule is a function over a `View` that yields an `Offence` for each place it is broken. Rules marked
`blocks` keep a base from being used at all (a lookup would break or mislead); the others are what
`k2cli kb check` and CI gate on.
"""

from __future__ import annotations

from k2cli.kb.load import Loaded, Problem
from k2cli.kb.rules import advice, amounts, evidence, identity, reading, references, retraction, texts
from k2cli.kb.rules.rule import Rule, View

__all__ = ["RULES", "blocking", "check"]

RULES: dict[str, Rule] = {
    rule.name: rule
    for module in (references, identity, evidence, retraction, amounts, advice, texts, reading)
    for rule in module.RULES
}


def blocking(base: Loaded) -> list[Problem]:
    """Offences that keep `base` from being used, in file order."""
    return _run(base, [rule for rule in RULES.values() if rule.blocks])


def check(base: Loaded) -> list[Problem]:
    """Every offence, in file order. Other rules wait until references hold: they would only echo them."""
    problems = [*base.problems, *blocking(base)]
    if not problems:
        problems = _run(base, list(RULES.values()))
    return sorted(problems, key=lambda p: (p.mark.file, p.mark.line, p.mark.column, p.rule))


def _run(base: Loaded, rules: list[Rule]) -> list[Problem]:
    view = View(base)
    problems: list[Problem] = []
    for rule in rules:
        for offence in rule.check(view):
            record = base.records[offence.key][offence.row]
            name = getattr(record, "id", None) or offence.row + 1
            problems.append(
                Problem(
                    base.place(offence.key, offence.row).mark(*offence.path),
                    f"{offence.key} {name}",
                    offence.message,
                    rule.name,
                )
            )
    return problems
