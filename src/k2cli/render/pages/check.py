"""The page of a checked text: dangers on top, then every finding in place, what is missing, and the sum."""

from __future__ import annotations

from k2cli import answers_check as c
from k2cli.render.layout import (
    Block,
    Bullets,
    Caution,
    Fields,
    Heading,
    Line,
    Para,
    Raw,
    Rule,
    Span,
    Title,
    Tone,
    line,
    para,
)
from k2cli.render.pages.common import cautions, closing, short_source, sources_block

TONES: dict[str, Tone] = {
    "dangerous": "danger", "wrong": "bad", "number": "bad", "unsupported": "caution", "overstated": "caution", "untested": "unknown",
    "mixed": "caution", "partly": "caution", "reported": "dim", "asked": "dim", "in-line": "good",
}  # fmt: skip
_BEARS = {"supports": "for", "against": "against", "mixed": "mixed", "context": "context"}


def check_page(answer: c.TextCheck) -> list[Block]:
    """Every finding, omission and the summary; safety notes come first."""
    blocks: list[Block] = [*(Raw(problem) for problem in answer.problems)]
    dangers = [f for f in answer.findings if f.kind == "danger"]
    # The notes that belong to what was found, before any finding that sounds like good news.
    urgent = {x for f in dangers for x in f.caveats} | {x for o in answer.omissions for x in o.caveats}
    blocks += cautions([x for x in answer.caveats if x.severity == "danger" or x.id in urgent])
    if dangers:
        count = len({(f.file, f.line, f.column) for f in dangers})
        blocks.append(Title("Dangerous", f"{count} sentence{'s' if count > 1 else ''}"))
        for finding in dangers:
            blocks += _finding(finding, answer.explained)
    last = ""
    for finding in answer.findings:
        if finding.kind == "danger":
            continue
        if finding.file != last:
            blocks.append(Title(finding.file))
            last = finding.file
        blocks += _finding(finding, answer.explained)
    if not answer.findings:
        blocks.append(
            para(
                "No sentence makes a claim that this base knows."
                if not answer.filtered and not answer.allowed
                else "No finding is left to show."
            )
        )
    blocks += _rest(answer)
    return blocks


def _finding(f: c.CheckFinding, explained: bool) -> list[Block]:
    head = f"{f.file}:{f.line}:{f.column}: {f.result} {f.code}"
    if f.claims:
        head += f" {f.claims[0].id}"
    # An empty paragraph parts findings on a terminal; the other formats part them by themselves.
    blocks: list[Block] = [Para(()), Raw(head), Para(line(Span(f.sentence, "mark")), 2)]
    rows: list[tuple[str, Line]] = []
    if f.kind != "claim":
        rows += [("what", line(Span(f.name, TONES[f.result]))), ("why", line(f.message))]
    else:
        first = f.claims[0]
        rows.append(("verdict", _verdict(first)))
        rows.append(("shown", line(first.headline)))
        if first.result not in ("in-line",) and first.gaps:
            rows.append(("gap", line("; ".join(f"{g.code} {g.name}" for g in first.gaps))))
        if first.danger and first.stance in ("affirms", "hedges"):
            rows.append(("mind", line(Span(first.danger, "caution"))))
        rows += [
            ("withdrawn" if not i else "", line(Span(x, "bad")))
            for i, x in enumerate(first.retractions[:2])
            if explained or first.result != "in-line"
        ]
        rows += [("also", line(f"{x.id}: ", _verdict(x)[0], f", {x.stance}")) for x in f.claims[1:]]
    matched = _matched(f)
    if matched:
        rows.append(("read as", line(Span(matched, "dim"))))
    if f.allowed:
        rows.append(("allowed", line(f.allowed)))
    blocks.append(Fields(tuple(rows)))
    if explained and f.claims:
        first = f.claims[0]
        blocks += [para(first.shown, indent=2)]
        blocks.append(
            Bullets(
                tuple(
                    line(
                        Span(f"{_BEARS[e.bears]}: ", "strong"),
                        e.finding,
                        f" ({short_source(e.source)}, {e.source.design})",
                    )
                    for e in first.evidence
                ),
                2,
            )
        )
    return blocks


def _verdict(claim: c.CheckedClaim) -> Line:
    parts: list[str | Span] = [
        Span(
            c.RESULT_NAMES[claim.result] if claim.result in ("in-line",) else claim.verdict_name,
            TONES[claim.result],
        )
    ]
    if claim.result == "wrong" and claim.stance == "denies":
        parts = [Span("denies what is supported", "bad")]
    if claim.result == "in-line" and claim.stance == "denies":
        parts.append(f" (the text denies it; the claim is {claim.verdict_name})")
    elif claim.stance in ("asks", "reports"):
        parts.append(f" (the text {claim.stance} it)")
    elif claim.stance == "hedges" and claim.stance_words:
        parts.append(f" (said with '{claim.stance_words}')")
    if claim.certainty and "certainty" not in claim.basis:
        parts.append(f"; certainty {claim.certainty.replace('-', ' ')}")
    parts.append(f"; {claim.basis}")
    return line(*parts)


def _matched(f: c.CheckFinding) -> str:
    out = [f"'{w.text}' {w.concept}" for w in f.words if not w.taken_over]
    over = [w.concept for w in f.words if w.taken_over]
    if over:
        out.append(f"{', '.join(over)} (from what stands before)")
    known = " + ".join(out)
    return f"{known} {c.BY_WORDING}" if f.claims and f.claims[0].by_wording else known


def _rest(answer: c.TextCheck) -> list[Block]:
    blocks: list[Block] = []
    if answer.omissions:
        blocks.append(Heading("Not mentioned"))
        blocks.append(
            Bullets(
                tuple(
                    line(Span(f"{o.code} {o.name}. ", "caution"), f"{o.file}: {o.text}")
                    for o in answer.omissions
                )
            )
        )
    if answer.allowed:
        blocks.append(Heading("Allowed, with a reason"))
        blocks.append(
            Bullets(
                tuple(
                    line(
                        Span(f"{f.result} {f.code} ", TONES[f.result]),
                        f"{f.file}:{f.line}:{f.column}: {f.allowed}",
                    )
                    for f in answer.allowed
                )
            )
        )
    others = [
        x
        for x in answer.caveats
        if x.severity != "danger"
        and not any(x.id in o.caveats for o in answer.omissions)
        and not any(x.id in f.caveats for f in answer.findings if f.kind == "danger")
    ]
    if others:
        blocks.append(Heading("Safety notes"))
        blocks += [Caution(x.severity, x.title, x.text) for x in others]
    if answer.explained:
        blocks += sources_block(e.source for f in answer.findings for x in f.claims[:1] for e in x.evidence)
    blocks.append(Rule())
    blocks.append(para(*_summary(answer)))
    blocks.append(para(answer.silence))
    if answer.failed_on:
        blocks.append(para(Span(f"--fail-on met: {', '.join(answer.failed_on)}", "bad")))
    return blocks + closing()


def _summary(answer: c.TextCheck) -> list[str | Span]:
    files = (
        f"{len(answer.files)} text{'s' if len(answer.files) != 1 else ''}, " if len(answer.files) != 1 else ""
    )
    parts: list[str | Span] = [
        f"{files}{answer.words:,} words, {answer.sentences:,} sentences read, {answer.judged:,} could be judged"
    ]
    for place, (result, count) in enumerate(answer.counts.items()):
        parts += [": " if not place else ", ", Span(f"{count} {c.RESULT_NAMES[result]}", TONES[result])]
    if answer.allowed:
        parts.append(f"; {len(answer.allowed)} allowed")
    if answer.filtered:
        parts.append(f"; {answer.filtered} left out by --select or --ignore")
    parts.append(".")
    return parts
