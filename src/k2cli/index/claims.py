"""Claims to answers: rows graded, verdict checked against what still stands, headline worded."""

from __future__ import annotations

from collections.abc import Iterable

from k2cli import answers as a
from k2cli.evidence.certainty import Reason, certainty
from k2cli.evidence.headline import headline
from k2cli.evidence.verdict import Row, shown_verdict
from k2cli.index.joins import Joins, absolute_text, dose_text, duration_text, effect_text, label
from k2cli.kb.records import Claim, Finding
from k2cli.vocabulary import VERDICT_NAMES, Certainty

# Shown nearest to people first.
_SHOWN_IN = ("people", "document", "animals", "cells", "chemistry")
_BASIS = {
    "people": "shown in people",
    "document": "read in the documents named",
    "animals": "shown in animals only",
    "cells": "shown in cells only",
    "chemistry": "follows from structure or chemistry",
}


def reasons(finding: Finding, joins: Joins) -> list[Reason]:
    """Recorded reasons of a row, and those the retraction cascade adds.

    Work that pools retracted trials counts as very serious risk of bias, work under concern as serious:
    the result can't be told from what the withdrawn part put into it.
    """
    listed = [Reason(m.domain, m.steps, m.reason) for m in finding.moves]
    tainted = [s for s in finding.sources if joins.stands[s].tainted]
    worst = [s for s in tainted if joins.stands[s].standing in ("retracted", "pools-retracted")]
    if worst:
        names = ", ".join(label(joins.sources[s]) for s in worst)
        listed.append(Reason("risk-of-bias", -2, f"leans on retracted work ({names})", computed=True))
    elif tainted:
        names = ", ".join(label(joins.sources[s]) for s in tainted)
        listed.append(Reason("risk-of-bias", -1, f"leans on work under concern ({names})", computed=True))
    return listed


def grade(finding: Finding, joins: Joins) -> tuple[Certainty | None, list[Reason]]:
    """The certainty of a row and the reasons; None when none of its sources is left."""
    why = reasons(finding, joins)
    if all(joins.stands[s].dead for s in finding.sources):
        return None, why
    return certainty(finding.start, why), why


def rows(claim: Claim, joins: Joins) -> list[Row]:
    """The rows of a claim as the verdict sees them."""
    return [Row(f.claimed, f.direction, grade(f, joins)[0]) for f in claim.findings]


def live_support(claim: Claim, joins: Joins) -> int:
    """How many distinct works or trials in support still stand.

    Reports of one trial count once, and what stands in `findings` as agreeing counts too.
    """
    cited = [e.source for e in claim.evidence if e.bears in ("supports", "mixed")]
    for finding in claim.findings:
        if finding.claimed is not None and finding.claimed == finding.direction:
            cited.extend(finding.sources)
    return len({joins.sources[s].trial or s for s in cited if not joins.stands[s].dead})


def verdict(claim: Claim, joins: Joins) -> tuple[str, str | None]:
    """The verdict to show and why it differs from the recorded one, if it does."""
    cites_support = any(e.bears in ("supports", "mixed") for e in claim.evidence)
    if not cites_support and not claim.findings:
        return claim.verdict, None
    return shown_verdict(claim.verdict, live_support(claim, joins))


def basis(claim: Claim, joins: Joins) -> str:
    """What a claim that is not graded rests on: the nearest level to people that still stands."""
    live = [e for e in claim.evidence if not joins.stands[e.source].dead and e.bears != "context"]
    if claim.kind == "mechanism":
        levels = {e.shown_in for e in live}
        nearest = next((level for level in _SHOWN_IN if level in levels), None)
        return _BASIS[nearest] if nearest else "nothing that bears on it still stands"
    if any(joins.sources[e.source].read in ("fulltext", "abstract") for e in live):
        return "read in the sources named"
    return "second hand: seen only as cited elsewhere"


def retraction_chain(claim: Claim, joins: Joins) -> list[str]:
    """One sentence for each cited work that is retracted, under concern, or leans on such work."""
    cited = [e.source for e in claim.evidence] + [s for f in claim.findings for s in f.sources]
    chain: list[str] = []
    told: set[str] = set()

    def tell(id_: str) -> None:
        if id_ in told:
            return
        told.add(id_)
        stand, record = joins.stands[id_], joins.sources[id_]
        name = label(record)
        if stand.standing == "retracted":
            notice = f" ({record.status.date})" if record.status.date else ""
            why = f": {record.status.note}" if record.status.note else "."
            chain.append(f"{name} was retracted{notice}{why}")
        elif stand.standing == "concern":
            why = f": {record.status.note}" if record.status.note else "."
            chain.append(f"{name} is under concern{why}")
        elif stand.standing in ("pools-retracted", "pools-concern"):
            through = ", ".join(label(joins.sources[t]) for t in stand.through)
            what = "retracted work" if stand.standing == "pools-retracted" else "work under concern"
            chain.append(f"{name} pools {what}: {through}.")
            for t in stand.through:
                tell(t)
        elif stand.standing == "corrected" and record.status.note:
            chain.append(f"{name} was corrected: {record.status.note}")

    for id_ in dict.fromkeys(cited):
        tell(id_)
    return chain


def main_row(claim: Claim) -> Finding | None:
    """The row whose sentence stands on top: the first one the claim speaks of."""
    return next((f for f in claim.findings if f.claimed is not None), None) or next(
        iter(claim.findings), None
    )


def subjects(claim: Claim, joins: Joins) -> set[str]:
    """Every id the claim speaks of: subjects, objects and the forms in its rows."""
    named = set(claim.about.subjects) | set(claim.about.objects)
    for finding in claim.findings:
        named.update(finding.forms)
    return named


def claim_caveats(claim: Claim, joins: Joins) -> list[a.CaveatView]:
    """Caveats of the claim's nutrients, foods, agents and outcomes, and those it names."""
    named = subjects(claim, joins)
    agents = {n for n in named if n in joins.agents}
    for agent in list(agents):
        agents.update(joins.agents[agent].nutrients)
    nutrients = {n for n in named if n in joins.nutrients} | {n for n in agents if n in joins.nutrients}
    outcomes = set(claim.about.outcomes) | {f.outcome for f in claim.findings}
    return joins.caveats(
        nutrients=nutrients, foods=named, agents=agents, outcomes=outcomes, named=claim.caveats
    )


def claim_answer(claim: Claim, joins: Joins, interactions: Iterable[str]) -> a.ClaimAnswer:
    """The whole claim as it is shown. `interactions` are ids of interactions that name it."""
    shown, moved = verdict(claim, joins)
    top = main_row(claim)
    findings = [_finding(f, joins) for f in claim.findings]
    first = findings[claim.findings.index(top)] if top else None
    return a.ClaimAnswer(
        id=claim.id,
        kind=claim.kind,
        said=claim.said,
        variants=list(claim.variants),
        subjects=joins.links(claim.about.subjects),
        relation=claim.about.relation,
        objects=joins.links(claim.about.objects),
        outcomes=joins.links(claim.about.outcomes, "outcomes"),
        caveats=claim_caveats(claim, joins),
        danger=claim.danger,
        verdict=shown,
        verdict_name=VERDICT_NAMES[shown],
        recorded_verdict=claim.verdict,
        verdict_moved=moved,
        shown=claim.shown,
        headline=first.headline if first else _ungraded_headline(claim, joins),
        certainty=first.certainty if first else None,
        basis=_graded_basis(first) if first else basis(claim, joins),
        retractions=retraction_chain(claim, joins),
        gaps=[
            a.GapView(g.id, g.code, g.name, g.means) for g in (joins.by_id["gaps"][gap] for gap in claim.gaps)
        ],
        findings=findings,
        evidence=[_evidence(e, joins) for e in claim.evidence],
        mechanisms=joins.links(claim.mechanisms, "mechanisms"),
        cautions=list(claim.cautions),
        authorities=[
            a.AuthorityLine(v.who, v.says, v.year, joins.source(v.source)) for v in claim.authorities
        ],
        said_in=[a.SaidInView(joins.link(s.text, "articles"), s.find) for s in claim.said_in],
        related=joins.links(claim.related, "claims"),
        interactions=joins.links(interactions, "interactions"),
        searches=joins.searches(claim.id),
        history=[history_view(change) for change in claim.history],
    )


def history_view(change: object) -> a.ChangeView:
    """One entry of a record's history."""
    from k2cli.kb.records import Change

    assert isinstance(change, Change)
    return a.ChangeView(change.date.isoformat(), change.by, change.change, change.why)


def _ungraded_headline(claim: Claim, joins: Joins) -> str:
    # Facts and mechanisms carry no GRADE level; their first sentence of "shown" is the headline.
    if claim.kind == "effect":
        return "Not tested: no study of this was found."
    end = claim.shown.find(". ")
    return claim.shown if end < 0 else claim.shown[: end + 1]


def _graded_basis(row: a.FindingView) -> str:
    if row.certainty is None:
        return "no certainty: nothing of its support still stands"
    return (
        f"worked out from {'trials (start: high)' if row.start == 'trials' else 'observation (start: low)'}"
    )


def _finding(finding: Finding, joins: Joins) -> a.FindingView:
    outcome = joins.by_id["outcomes"][finding.outcome]
    level, why = grade(finding, joins)
    return a.FindingView(
        outcome=a.Link(outcome.id, outcome.name),
        level=outcome.level,
        better=outcome.better,
        subject=finding.subject,
        forms=joins.links(finding.forms, "nutrients"),
        population=finding.population,
        duration=duration_text(finding.duration),
        claimed=finding.claimed,
        direction=finding.direction,
        agrees=None if finding.claimed is None else finding.claimed == finding.direction,
        size=finding.size,
        effect=effect_text(finding.effect),
        absolute=absolute_text(finding.absolute),
        people=finding.people,
        studies=finding.studies,
        start=finding.start,
        certainty=level,
        reasons=[a.ReasonView(r.domain, r.steps, r.why, r.computed) for r in why],
        headline=headline(finding.subject, outcome.name, finding.direction, level, finding.size),
        note=finding.note,
        sources=joins.source_lines(finding.sources),
    )


def _evidence(item: object, joins: Joins) -> a.EvidenceView:
    from k2cli.kb.records import Evidence

    assert isinstance(item, Evidence)
    source = joins.sources[item.source]
    return a.EvidenceView(
        bears=item.bears,
        finding=item.finding,
        effect=effect_text(item.effect),
        shown_in=item.shown_in,
        population=source.population,
        doses="; ".join(dose_text(d, joins) for d in source.doses) or source.intervention,
        duration=duration_text(source.duration),
        comparator=source.comparator,
        funding=source.funding,
        note=source.note,
        source=joins.source(item.source),
    )
