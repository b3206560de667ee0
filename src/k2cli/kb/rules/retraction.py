"""Retracted work declared, and verdicts that allow for it."""

from __future__ import annotations

from collections.abc import Iterator

from k2cli.evidence.retraction import STANDING_NAMES
from k2cli.index.claims import live_support
from k2cli.kb.rules.references import named_ids
from k2cli.kb.rules.rule import Offence, Rule, View, rule
from k2cli.vocabulary import VERDICTS_THAT_STAND

RULES: list[Rule] = []


@rule(RULES)
def retracted_support_is_declared(view: View) -> Iterator[Offence]:
    """Support that is retracted, under concern or pools such work is declared, and nothing else is."""
    for index, claim in view.of("claims"):
        tainted = {
            e.source: i
            for i, e in enumerate(claim.evidence)
            if e.bears in ("supports", "mixed") and view.joins.stands[e.source].tainted
        }
        for source, place in tainted.items():
            if source not in claim.retracted_support:
                standing = STANDING_NAMES[view.joins.stands[source].standing]
                yield Offence(
                    "claims", index, ("evidence", place, "source"),
                    f"'{source}' {_is(standing)}; declare it under `retracted_support` and weigh the verdict again",
                )  # fmt: skip
        for place, source in enumerate(claim.retracted_support):
            if source not in tainted:
                yield Offence(
                    "claims", index, ("retracted_support", place),
                    f"'{source}' is not cited in support here, or still stands; take it off the list",
                )  # fmt: skip


def _is(standing: str) -> str:
    return standing if standing.startswith("pools") else f"is {standing}"


@rule(RULES)
def verdict_allows_for_retraction(view: View) -> Iterator[Offence]:
    """A claim whose support has fallen to nothing has no verdict that lets it stand."""
    for index, claim in view.of("claims"):
        cites = any(e.bears in ("supports", "mixed") for e in claim.evidence)
        if claim.verdict in VERDICTS_THAT_STAND and cites and live_support(claim, view.joins) == 0:
            yield Offence(
                "claims", index, ("verdict",),
                f"'{claim.verdict}', yet every work in support is retracted or leans only on such work",
            )  # fmt: skip


@rule(RULES)
def rows_rest_on_live_work(view: View) -> Iterator[Offence]:
    """A graded row does not lean on retracted work alone, unless its note says why it is shown."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            if all(view.joins.stands[s].dead for s in finding.sources) and not finding.note:
                yield Offence(
                    "claims", index, ("findings", i, "sources"),
                    "every source is retracted; cite what still stands, or say in `note` why the row is kept",
                )  # fmt: skip


@rule(RULES)
def retraction_says_where(view: View) -> Iterator[Offence]:
    """A retraction, correction or concern names its notice, or what the notice says."""
    for index, source in view.of("sources"):
        status = source.status
        if status.state != "none-seen" and not (status.notice or status.note):
            yield Offence("sources", index, ("status",), f"'{status.state}' without `notice` or `note`")
        if status.state == "none-seen" and (status.notice or status.date):
            yield Offence("sources", index, ("status",), "a notice without a state; which one is it?")


@rule(RULES)
def nothing_from_memory(view: View) -> Iterator[Offence]:
    """What nobody read supports nothing and carries no figure."""
    memory = {s.id for s in view.base.sources if s.read == "memory"}
    for key in ("claims", "interactions", "foods", "nutrients", "mechanisms", "caveats"):
        for index, record in view.of(key):
            for path, id_, targets in named_ids(key, record):
                # What is declared as fallen is not leaned on.
                if targets == ("sources",) and id_ in memory and path[0] != "retracted_support":
                    yield Offence(key, index, path, f"'{id_}' was not read by anyone")


@rule(RULES)
def sources_say_where_they_were_read(view: View) -> Iterator[Offence]:
    """Every work that somebody read says where."""
    for index, source in view.of("sources"):
        if source.read != "memory" and not source.seen_at:
            yield Offence("sources", index, ("read",), "no `seen_at`; say where it was read")
