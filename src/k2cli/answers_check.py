"""What `claim check` answers with. A module of its own: no lookup needs it."""

from __future__ import annotations

from k2cli.answers import Answer, CaveatView, EvidenceView, GapView

# Worst first: the order of a summary, and what --fail-on can name.
RESULTS = (
    "dangerous", "wrong", "number", "unsupported", "overstated", "untested", "mixed", "partly", "reported", "asked", "in-line",
)  # fmt: skip
RESULT_NAMES = {
    "dangerous": "dangerous",
    "wrong": "against the evidence",
    "number": "wrong number",
    "unsupported": "not supported",
    "overstated": "overstated",
    "untested": "not tested",
    "mixed": "mixed evidence",
    "partly": "partly supported",
    "reported": "reported as said by others",
    "asked": "asked",
    "in-line": "in line with the evidence",
}
LEVELS = {
    "dangerous": "error", "wrong": "error", "number": "error", "unsupported": "warning", "overstated": "warning",
    "untested": "warning", "mixed": "note", "partly": "note", "reported": "none", "asked": "none", "in-line": "none",
}  # fmt: skip
# What a finding says of which no known pattern fits.
BY_WORDING = "(Found by its wording, not by a known pattern: read the sentence yourself.)"


class MatchedWords(Answer, frozen=True):
    """Words of the sentence and the concept they were read as; `taken_over` from what stands before."""

    text: str
    concept: str
    taken_over: bool


class CheckedClaim(Answer, frozen=True):
    """A claim that a sentence makes, and how the sentence stands to it; `by_wording`: not found by a known pattern."""

    id: str
    said: str
    stance: str
    stance_words: str
    result: str
    verdict: str
    verdict_name: str
    verdict_moved: str | None
    headline: str
    shown: str
    certainty: str | None
    basis: str
    danger: str | None
    retractions: list[str]
    gaps: list[GapView]
    nutrients: list[str]
    words: list[MatchedWords]
    by_wording: bool
    evidence: list[EvidenceView]


class CheckFinding(Answer, frozen=True):
    """One finding: danger, number or claim. Line and column count from 1, in characters; the end is behind the last one."""

    kind: str
    code: str
    name: str
    result: str
    level: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str
    heading: str | None
    sentence: str
    message: str
    claims: list[CheckedClaim]
    words: list[MatchedWords]
    caveats: list[str]
    allowed: str | None


class OmissionView(Answer, frozen=True):
    """Something a text does not mention and should."""

    code: str
    name: str
    text: str
    file: str
    because: list[str]
    caveats: list[str]


class CheckedFile(Answer, frozen=True):
    """A text that was read."""

    name: str
    kind: str
    words: int
    sentences: int
    judged: int


class TextCheck(Answer, frozen=True):
    """What was found in one or more texts. `silence` says what silence does not mean."""

    files: list[CheckedFile]
    words: int
    sentences: int
    judged: int
    counts: dict[str, int]
    verdicts: dict[str, int]
    caveats: list[CaveatView]
    findings: list[CheckFinding]
    allowed: list[CheckFinding]
    omissions: list[OmissionView]
    filtered: int
    problems: list[str]
    silence: str
    failed_on: list[str]
    settings: str | None
    explained: bool
