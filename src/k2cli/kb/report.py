"""What `kb check` and `kb rules` show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from k2cli import answers as a
from k2cli.kb.load import load
from k2cli.kb.rules import RULES, check
from k2cli.paths import shipped_data


def report(overlays: Sequence[str], alone: bool) -> a.CheckAnswer:
    """Every problem of the shipped base with `overlays` laid on it, or of `overlays` alone."""
    bases = [Path(o).expanduser() for o in overlays]
    if not (alone and bases):
        bases = [shipped_data(), *bases]
    base = load(bases)
    return a.CheckAnswer(
        bases=[str(b) for b in bases],
        rules=len(RULES),
        records=sum(len(rows) for rows in base.records.values()),
        problems=[str(problem) for problem in check(base)],
    )


def rule_list() -> a.ListAnswer:
    """Every rule, by name."""
    rows = [
        a.Row(rule.name, rule.demands, "blocks use" if rule.blocks else "check")
        for rule in sorted(RULES.values())
    ]
    return a.ListAnswer("rule", len(rows), rows)
