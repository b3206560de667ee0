"""Parts that several pages share: caveats, sources, the closing note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Caution, Heading, Line, Para, Span, Tone, line

# The same words under every answer, whatever the format.
MEDICAL_NOTE = (
    "k2cli reports what was published; it is not medical advice and no clinician has reviewed it. "
    "Don't start, stop or change a medicine because of it: ask your doctor, pharmacist or clinic."
)

STANDING_TONES: dict[str, Tone] = {
    "retracted": "bad",
    "concern": "bad",
    "pools-retracted": "bad",
    "pools-concern": "caution",
    "corrected": "caution",
}
READ_WORDS = {
    "fulltext": "read in full or in the passage used",
    "abstract": "abstract read",
    "cited": "seen as cited elsewhere",
    "memory": "not read",
}


def cautions(caveats: Sequence[a.CaveatView]) -> list[Block]:
    """Caveats as blocks, in the order given (worst first)."""
    return [Caution(c.severity, c.title, c.text, short_sources(c.sources)) for c in caveats]


def dangers(caveats: Sequence[a.CaveatView]) -> list[Block]:
    """Caveats that come before everything else."""
    return cautions([c for c in caveats if c.severity == "danger"])


def lesser(caveats: Sequence[a.CaveatView]) -> list[Block]:
    """Warnings and notes, in full, for where many would bury the answer."""
    rest = cautions([c for c in caveats if c.severity != "danger"])
    return [Heading("Also mind"), *rest] if rest else []


def short_sources(sources: Iterable[a.SourceLine]) -> str:
    """'Mott 2019; Cockayne 2006 (pools retracted work)'."""
    return "; ".join(dict.fromkeys(short_source(s) for s in sources))


def short_source(source: a.SourceLine) -> str:
    """A source in a few words; a notice is never left out."""
    if source.standing in ("none-seen",):
        return source.label
    return f"{source.label} ({source.standing_text.split(':')[0]})"


def source_line(source: a.SourceLine) -> Line:
    """A source with kind, size, how it was read, where it stands and how to find it."""
    parts: list[str | Span] = [Span(source.label, "strong"), f", {source.design}"]
    if source.people:
        parts.append(f", n = {source.people:,}")
    if source.studies:
        parts.append(f", {counted(source.studies, 'study', 'studies')}")
    parts.append(f"; {READ_WORDS[source.read]}")
    if source.standing != "none-seen":
        parts += ["; ", Span(source.standing_text, STANDING_TONES[source.standing])]
    ids = [i for i in source.ids if i.partition(":")[0] in ("doi", "pubmed", "pmc")] or source.ids
    if ids:
        parts += [". ", Span(" ".join(ids[:2]), "link")]
    parts += [" ", Span(f"[{source.id}]", "dim")]
    return line(*parts)


def sources_block(sources: Iterable[a.SourceLine], head: str = "Sources") -> list[Block]:
    """Every source once, in the order it was met."""
    once = {s.id: s for s in sources}
    if not once:
        return []
    return [Heading(head), Bullets(tuple(source_line(s) for s in once.values()))]


def closing() -> list[Block]:
    """The medical note."""
    return [Para(()), Para(line(Span(MEDICAL_NOTE, "dim")))]


def number(value: float) -> str:
    """A figure for reading: two decimals under 10, one under 100, none above."""
    if value == 0:
        return "0"
    if abs(value) < 10:
        text = f"{value:.2f}"
    elif abs(value) < 100:
        text = f"{value:.1f}"
    else:
        return f"{value:,.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span_text(low: float | None, high: float | None, unit: str) -> str:
    """'775 to 1,000 µg', or one figure where both ends are the same."""
    if high is None:
        return ""
    if low is None or low == high:
        return f"{number(high)} {unit}"
    return f"{number(low)} to {number(high)} {unit}"


def search_text(search: a.SearchView) -> str:
    """'2026-11-21: Is there a second trial? Two indexes: none found.'"""
    return f"{search.date}: {search.question} {search.where.rstrip('.')}: {search.found}"


def counted(count: int, one: str, more: str) -> str:
    """'1 study', '36 studies'."""
    return f"{count:,} {one if count == 1 else more}"


def names(links: Iterable[a.Link]) -> str:
    """Names with commas."""
    return ", ".join(link.name for link in links)
