"""Pages of claims."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Caution, Fields, Heading, Line, Span, Title, Tone, line, para
from k2cli.render.pages.common import (
    closing,
    counted,
    dangers,
    lesser,
    search_text,
    short_source,
    short_sources,
    sources_block,
)

VERDICT_TONES: dict[str, Tone] = {
    "supported": "good",
    "partly-supported": "caution",
    "mixed": "caution",
    "overstated": "caution",
    "unsupported": "bad",
    "untested": "unknown",
    "contradicted": "bad",
    "wrong-as-stated": "bad",
}
PLUS = {"high": "⊕⊕⊕⊕ high", "moderate": "⊕⊕⊕◯ moderate", "low": "⊕⊕◯◯ low", "very-low": "⊕◯◯◯ very low"}
_BEARS = {"supports": "for", "against": "against", "mixed": "both ways", "context": "context"}
_LEVELS = {
    "marker": "a marker, not something a person feels",
    "density": "a density, not a fracture",
    "score": "a score",
    "event": "an event a person feels",
    "safety": "safety",
    "intake": "an intake",
}


def certainty_text(level: str | None) -> str:
    """GRADE's signs and word, or that nothing is left to grade."""
    return PLUS[level] if level else "none left"


def _reason(reason: a.ReasonView) -> str:
    added = " [by the retraction cascade]" if reason.computed else ""
    return f"{reason.steps:+d} {reason.domain.replace('-', ' ')}: {reason.why}{added}".replace(
        "-1", "−1"
    ).replace("-2", "−2")


def search_page(answer: a.ClaimSearch) -> list[Block]:
    """Ranked claims; caveats of all of them first."""
    blocks: list[Block] = []
    for correction in answer.corrections:
        blocks.append(
            para(Span(f"No '{correction.word}' here; searched '{correction.searched}'.", "caution"))
        )
    if answer.unmatched:
        words = ", ".join(f"'{w}'" for w in answer.unmatched)
        blocks.append(para(Span(f"No claim here has {words}.", "unknown")))
    if not answer.hits:
        blocks.append(
            para(Span("No claim here matches. ", "unknown"), "That is not a verdict: it was not looked into.")
        )
        blocks.append(para(f"The base covers {answer.covers}. `k2cli claim list` names them all."))
        return blocks + dangers(answer.caveats) + lesser(answer.caveats) + closing()
    blocks += dangers(answer.caveats)
    shown = len(answer.hits)
    note = f"{shown} of {answer.found}" if answer.found > shown else f"{answer.found}"
    filters = f", {', '.join(answer.filters)}" if answer.filters else ""
    blocks.append(Title(f"Claims on '{answer.asked}'" if answer.asked else "Claims", note + filters))
    for place, hit in enumerate(answer.hits, 1):
        blocks += _hit(hit, place)
    if answer.found > shown:
        blocks.append(para(Span(f"{answer.found - shown} more: --limit {answer.found}", "dim")))
    return blocks + lesser(answer.caveats) + closing()


def _hit(hit: a.ClaimHit, place: int) -> list[Block]:
    blocks: list[Block] = [Heading(f"{place}. {hit.said}")]
    rows: list[tuple[str, Line]] = [
        ("verdict", _verdict(hit.verdict, hit.verdict_name, hit.verdict_moved)),
        ("shown", line(hit.headline)),
    ]
    if hit.certainty or hit.basis.startswith("no certainty"):
        why = "; ".join(f"{r.domain.replace('-', ' ')} {r.steps:+d}".replace("-", "−") for r in hit.reasons)
        rows.append(
            ("certainty", line(certainty_text(hit.certainty), Span(f" ({why})" if why else "", "dim")))
        )
    else:
        rows.append(("basis", line(hit.basis)))
    if hit.gaps:
        rows.append(("falls short", line("; ".join(f"{g.code} {g.name}" for g in hit.gaps))))
    if hit.retractions:
        rows.append(
            ("retraction", line(Span(" ".join(hit.retractions[:2]), "bad"), *_more(hit.retractions, 2)))
        )
    if hit.danger:
        rows.append(("danger", line(Span(hit.danger, "danger"))))
    rows.append(("sources", line(short_sources(hit.sources))))
    rows.append(("more", line(Span(f"k2cli claim show {hit.id}", "link"))))
    blocks.append(Fields(tuple(rows)))
    return blocks


def _more(items: list[str], shown: int) -> list[Span]:
    return [Span(f" (+{len(items) - shown} more)", "dim")] if len(items) > shown else []


def _verdict(verdict: str, name: str, moved: str | None) -> Line:
    parts: list[str | Span] = [Span(name.upper(), VERDICT_TONES[verdict])]
    if moved:
        parts.append(Span(f" ({moved})", "bad"))
    return line(*parts)


def claim_page(claim: a.ClaimAnswer) -> list[Block]:
    """Everything that bears on one claim."""
    blocks: list[Block] = dangers(claim.caveats)
    if claim.danger:
        blocks.append(Caution("danger", "Acting on this sentence", claim.danger))
    blocks.append(Title(claim.said, claim.id))
    rows: list[tuple[str, Line]] = [
        ("verdict", _verdict(claim.verdict, claim.verdict_name, claim.verdict_moved))
    ]
    rows.append(("headline", line(Span(claim.headline, "strong"))))
    rows.append(("certainty" if claim.certainty else "basis", line(_certainty(claim))))
    rows.append(("said", line(claim.said)))
    rows.append(("shown", line(claim.shown)))
    for gap in claim.gaps:
        rows.append((gap.code, line(Span(f"{gap.name}: ", "strong"), gap.means)))
    blocks.append(Fields(tuple(rows)))
    if claim.retractions:
        blocks += [
            Heading("Retractions and notices"),
            Bullets(tuple(line(Span(r, "bad")) for r in claim.retractions)),
        ]
    if claim.findings:
        blocks.append(Heading("Findings, outcome by outcome"))
        for finding in claim.findings:
            blocks += _finding(finding)
    for bears in ("supports", "against", "mixed", "context"):
        items = [e for e in claim.evidence if e.bears == bears]
        if items:
            blocks += [Heading(f"Evidence: {_BEARS[bears]}"), Bullets(tuple(_evidence(e) for e in items))]
    if claim.mechanisms:
        blocks += [
            Heading("Mechanism"),
            Bullets(
                tuple(line(m.name, Span(f"  k2cli mechanism show {m.id}", "link")) for m in claim.mechanisms)
            ),
        ]
    if claim.cautions:
        blocks += [Heading("Mind"), Bullets(tuple(line(c) for c in claim.cautions))]
    if claim.authorities:
        blocks += [
            Heading("What authorities say"),
            Bullets(
                tuple(
                    line(
                        Span(f"{v.who}{f' {v.year}' if v.year else ''}: ", "strong"),
                        v.says,
                        f" ({v.source.label})",
                    )
                    for v in claim.authorities
                )
            ),
        ]
    if claim.said_in:
        blocks += [
            Heading("Said in"),
            Bullets(tuple(line(s.article.name, Span(f": “{s.find} …”", "dim")) for s in claim.said_in)),
        ]
    if claim.related or claim.interactions:
        blocks.append(Heading("See also"))
        blocks.append(
            Bullets(
                tuple(line(r.name, Span(f" [{r.id}]", "dim")) for r in (*claim.related, *claim.interactions))
            )
        )
    if claim.searches:
        blocks += [Heading("Looked for"), Bullets(tuple(line(search_text(s)) for s in claim.searches))]
    blocks += [
        Heading("History"),
        Bullets(
            tuple(
                line(
                    f"{c.date}, {c.by.replace('-', ' ')}: {c.change}",
                    Span(f" {c.why}" if c.why else "", "dim"),
                )
                for c in claim.history
            )
        ),
    ]
    every = [e.source for e in claim.evidence] + [s for f in claim.findings for s in f.sources]
    every += [v.source for v in claim.authorities]
    return blocks + lesser(claim.caveats) + sources_block(every) + closing()


def _certainty(claim: a.ClaimAnswer) -> str:
    return f"{certainty_text(claim.certainty)}; {claim.basis}" if claim.certainty else claim.basis


def _finding(finding: a.FindingView) -> list[Block]:
    rows: list[tuple[str, Line]] = [
        ("outcome", line(Span(finding.outcome.name, "strong"), f" ({_LEVELS[finding.level]})")),
        ("shown", line(finding.headline)),
    ]
    if finding.claimed:
        agrees = "agrees" if finding.agrees else "does not agree"
        rows.append(("claimed", line(f"{finding.claimed.replace('-', ' ')}; what was shown {agrees}")))
    if finding.effect:
        rows.append(("effect", line(finding.effect)))
    if finding.absolute:
        rows.append(("in people", line(finding.absolute)))
    sizes = [
        f"{finding.people:,} people" if finding.people else "",
        counted(finding.studies, "study", "studies") if finding.studies else "",
    ]
    about = [finding.population or "", finding.duration or "", *sizes]
    rows.append(("who", line("; ".join(x for x in about if x) or "not recorded")))
    rows.append(
        (
            "certainty",
            line(
                certainty_text(finding.certainty),
                f", starts {'high (trials)' if finding.start == 'trials' else 'low (observation)'}",
            ),
        )
    )
    for reason in finding.reasons:
        rows.append(("", line(Span(_reason(reason), "bad" if reason.computed else "dim"))))
    if finding.note:
        rows.append(("note", line(finding.note)))
    rows.append(("from", line("; ".join(short_source(s) for s in finding.sources))))
    return [Fields(tuple(rows)), para("")]


def _evidence(item: a.EvidenceView) -> Line:
    source = item.source
    details = [source.design]
    if source.people:
        details.append(f"n = {source.people:,}")
    if source.studies:
        details.append(counted(source.studies, "study", "studies"))
    details += [x for x in (item.doses, item.duration, _against(item.comparator)) if x]
    if item.shown_in in ("animals", "cells", "chemistry"):
        details.append(f"shown in {item.shown_in}")
    tone: Tone = "bad" if source.standing in ("retracted", "concern", "pools-retracted") else ""
    parts: list[str | Span] = [Span(source.label, "strong")]
    if source.standing != "none-seen":
        parts.append(
            Span(
                f" [{source.standing_text.upper() if source.standing == 'retracted' else source.standing_text}]",
                tone or "caution",
            )
        )
    parts += [f": {item.finding}"]
    if item.effect:
        parts.append(f" ({item.effect})")
    parts.append(Span(f" {'; '.join(details)}.", "dim"))
    if item.population:
        parts.append(Span(f" In: {item.population}", "dim"))
        if not item.population.endswith("."):
            parts.append(Span(".", "dim"))
    if item.funding:
        parts.append(Span(f" Funding: {item.funding}", "dim"))
    return line(*parts)


def _against(comparator: str | None) -> str:
    if not comparator:
        return ""
    # "Placebo." is a sentence in the record and a few words in the line.
    first = comparator[0] if comparator[1:2].isupper() else comparator[0].lower()
    return f"against {first}{comparator[1:].rstrip('.')}"
