"""What is shown: one frozen type for each question, holding all that any format needs.

Answers are compiled once into the index as JSON and decoded from there, so they are plain data: text,
numbers, lists. They know nothing of layout. Field names are the keys of `--format json`: add, do not
rename, and raise `SCHEMA` when a meaning changes.
"""

from __future__ import annotations

# msgspec rather than dataclasses: thirty frozen types cost 2 ms instead of 12 at start, and it reads
# and writes the stored JSON itself.
import msgspec

SCHEMA = 1


class Answer(msgspec.Struct, frozen=True, omit_defaults=False):
    """Base of every answer."""


class Link(Answer, frozen=True):
    """A record named in passing."""

    id: str
    name: str


class SourceLine(Answer, frozen=True):
    """A source as it stands beside a figure: who, when, what kind, how it was read, whether it stands."""

    id: str
    label: str
    title: str
    design: str
    year: int | None
    people: int | None
    studies: int | None
    read: str
    standing: str
    standing_text: str
    through: list[Link]
    ids: list[str]
    links: list[str]


class CaveatView(Answer, frozen=True):
    """A safety note."""

    id: str
    severity: str
    title: str
    text: str
    sources: list[SourceLine]


class Understood(Answer, frozen=True):
    """How a question was read: the words asked and the record they led to."""

    asked: str
    kind: str
    id: str
    name: str
    how: str


class Suggestion(Answer, frozen=True):
    """A name that may have been meant."""

    name: str
    kind: str
    id: str


# --- foods ---------------------------------------------------------------------------------------


class Figure(Answer, frozen=True):
    """One amount in one source, per 100 g."""

    state: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    country: str | None
    method: str | None
    n: int | None
    read: str
    note: str | None
    source: SourceLine


class PortionAmount(Answer, frozen=True):
    """An amount in one serving."""

    serving: str
    grams: float
    low: float | None
    high: float | None


class Share(Answer, frozen=True):
    """A serving against a reference intake, in percent."""

    serving: str
    authority: str
    kind: str
    group: str
    value: float
    unit: str
    percent_low: float
    percent_high: float
    counts: str


class AmountLine(Answer, frozen=True):
    """One nutrient (or one kind of sum) in a food: the span over sources and every figure behind it."""

    nutrient: str
    short: str
    name: str
    counts: list[str]
    counts_text: str
    state: str
    low: float | None
    high: float | None
    unit: str
    imputed_left_out: int
    portions: list[PortionAmount]
    shares: list[Share]
    figures: list[Figure]


class DisagreementView(Answer, frozen=True):
    """What tables differ on."""

    id: str
    topic: str
    text: str
    sources: list[SourceLine]


class ServingView(Answer, frozen=True):
    """A usual portion."""

    name: str
    grams: float
    source: SourceLine


class FoodAnswer(Answer, frozen=True):
    """What is in a food."""

    id: str
    name: str
    group: Link
    names: list[str]
    ids: list[str]
    note: str | None
    caveats: list[CaveatView]
    amounts: list[AmountLine]
    not_analysed: list[Link]
    servings: list[ServingView]
    disagreements: list[DisagreementView]
    claims: list[Link]


class FoodGroupAnswer(Answer, frozen=True):
    """The kinds a broad word covers."""

    id: str
    name: str
    kinds: list[FoodAnswer]


# --- claims --------------------------------------------------------------------------------------


class ReasonView(Answer, frozen=True):
    """One step in working out a certainty."""

    domain: str
    steps: int
    why: str
    computed: bool


class FindingView(Answer, frozen=True):
    """A row of the summary of findings."""

    outcome: Link
    level: str
    better: str
    subject: str
    forms: list[Link]
    population: str | None
    duration: str | None
    claimed: str | None
    direction: str
    agrees: bool | None
    size: str | None
    effect: str | None
    absolute: str | None
    people: int | None
    studies: int | None
    start: str
    certainty: str | None
    reasons: list[ReasonView]
    headline: str
    note: str | None
    sources: list[SourceLine]


class EvidenceView(Answer, frozen=True):
    """What one source says about a claim."""

    bears: str
    finding: str
    effect: str | None
    shown_in: str
    population: str | None
    doses: str | None
    duration: str | None
    comparator: str | None
    funding: str | None
    note: str | None
    source: SourceLine


class GapView(Answer, frozen=True):
    """Why a sentence falls short."""

    id: str
    code: str
    name: str
    means: str


class AuthorityLine(Answer, frozen=True):
    """What an authority says."""

    who: str
    says: str
    year: int | None
    source: SourceLine


class SaidInView(Answer, frozen=True):
    """Where a text says it."""

    article: Link
    find: str


class ChangeView(Answer, frozen=True):
    """One entry of a history."""

    date: str
    by: str
    change: str
    why: str | None


class SearchView(Answer, frozen=True):
    """A dated look-up that found nothing or little: a record of looking, not evidence."""

    date: str
    question: str
    where: str
    found: str


class ClaimAnswer(Answer, frozen=True):
    """A claim with everything that bears on it."""

    id: str
    kind: str
    said: str
    variants: list[str]
    subjects: list[Link]
    relation: str
    objects: list[Link]
    outcomes: list[Link]
    caveats: list[CaveatView]
    danger: str | None
    verdict: str
    verdict_name: str
    recorded_verdict: str
    verdict_moved: str | None
    shown: str
    headline: str
    certainty: str | None
    basis: str
    retractions: list[str]
    gaps: list[GapView]
    findings: list[FindingView]
    evidence: list[EvidenceView]
    mechanisms: list[Link]
    cautions: list[str]
    authorities: list[AuthorityLine]
    said_in: list[SaidInView]
    related: list[Link]
    interactions: list[Link]
    searches: list[SearchView]
    history: list[ChangeView]


class ClaimHit(Answer, frozen=True):
    """A claim as search shows it: short, with its caveats."""

    id: str
    said: str
    danger: str | None
    verdict: str
    verdict_name: str
    verdict_moved: str | None
    headline: str
    certainty: str | None
    basis: str
    reasons: list[ReasonView]
    retractions: list[str]
    gaps: list[GapView]
    sources: list[SourceLine]


class Correction(Answer, frozen=True):
    """A word that no record has, and the word that was searched instead."""

    word: str
    searched: str


class ClaimSearch(Answer, frozen=True):
    """Ranked claims for some words."""

    asked: str
    corrections: list[Correction]
    unmatched: list[str]
    filters: list[str]
    found: int
    hits: list[ClaimHit]
    caveats: list[CaveatView]
    covers: str
    near: list[Link]


# --- interactions --------------------------------------------------------------------------------


class ThresholdView(Answer, frozen=True):
    """How little was enough."""

    form: Link
    dose: str
    what: str
    source: SourceLine


class SpacingView(Answer, frozen=True):
    """How far apart."""

    agent: Link | None
    before: float | None
    after: float | None
    text: str
    source: SourceLine


class FindingLine(Answer, frozen=True):
    """A finding with its source."""

    finding: str
    source: SourceLine


class RatingView(Answer, frozen=True):
    """Who rates it so."""

    who: str
    rating: str
    source: SourceLine


class FoodLine(Answer, frozen=True):
    """A food that matters, with its vitamin K figures in short."""

    id: str
    name: str
    vitamin_k: str


class InteractionView(Answer, frozen=True):
    """One recorded pair."""

    id: str
    nutrients: list[Link]
    agents: list[Link]
    beside: list[Link]
    via: Link | None
    kind: str
    severity: str
    severity_name: str
    likelihood: str
    what_happens: str
    alleged: str | None
    thresholds: list[ThresholdView]
    mechanism: str | None
    mechanisms: list[Link]
    evidence: list[FindingLine]
    onset: str | None
    what_to_do: list[str]
    watch_for: list[str]
    spacing: list[SpacingView]
    foods: list[FoodLine]
    ratings: list[RatingView]
    claims: list[Link]
    searches: list[SearchView]
    history: list[ChangeView]


class AgentAnswer(Answer, frozen=True):
    """What is recorded for one name. `state` is one of the four answers, or ambiguous or asked-back.

    recorded · none-known (looked into, none known) · not-assessed (name known, pair not assessed) ·
    not-recognised · ambiguous (a word with several meanings) · asked-back (a near name, not assumed).
    """

    asked: str
    state: str
    id: str | None
    name: str
    kind: str
    what: str | None
    how: str
    classes: list[Link]
    members: list[Link]
    brands: list[str]
    caveats: list[CaveatView]
    interactions: list[InteractionView]
    more: int
    assessed: list[Link]
    not_assessed: list[Link]
    suggestions: list[Suggestion]
    explain: str | None
    advice: str


class InteractionsAnswer(Answer, frozen=True):
    """Answers for each name asked, and what was not assessed between them."""

    asked: list[str]
    caveats: list[CaveatView]
    pairs: list[InteractionView]
    pairs_not_assessed: list[str]
    answers: list[AgentAnswer]


# --- the rest ------------------------------------------------------------------------------------


class IntakeView(Answer, frozen=True):
    """A reference intake."""

    authority: str
    kind: str
    group: str
    value: float
    unit: str
    per: str
    counts: str
    year: int | None
    source: SourceLine


class UpperView(Answer, frozen=True):
    """An upper level, or that none is set."""

    authority: str
    group: str
    value: float | None
    unit: str | None
    per: str
    note: str | None
    year: int | None
    source: SourceLine


class SafetyView(Answer, frozen=True):
    """A safety note of a nutrient."""

    group: str
    text: str
    sources: list[SourceLine]


class TopFood(Answer, frozen=True):
    """A food with much of a nutrient."""

    id: str
    name: str
    state: str
    low: float | None
    high: float | None
    unit: str


class NutrientAnswer(Answer, frozen=True):
    """A nutrient or form."""

    id: str
    name: str
    short: str
    kind: str
    parents: list[Link]
    forms: list[Link]
    names: list[str]
    ids: list[str]
    what: str
    found_in: str | None
    caveats: list[CaveatView]
    reference_intakes: list[IntakeView]
    no_intake_note: str | None
    upper_levels: list[UpperView]
    safety: list[SafetyView]
    top_foods: list[TopFood]
    claims: list[Link]
    interactions: list[Link]
    mechanisms: list[Link]
    sources: list[SourceLine]


class StepView(Answer, frozen=True):
    """One step of a mechanism."""

    text: str
    shown_in: list[str]
    acts_here: list[Link]
    bent: str | None
    sources: list[SourceLine]


class MechanismAnswer(Answer, frozen=True):
    """A chain of steps; `weakest` is the level its weakest step was shown at."""

    id: str
    name: str
    summary: str
    nutrients: list[Link]
    weakest: str
    steps: list[StepView]
    claims: list[Link]
    caveats: list[CaveatView]


class SourceAnswer(Answer, frozen=True):
    """A source and everything that leans on it."""

    line: SourceLine
    authors: str | None
    venue: str | None
    population: str | None
    intervention: str | None
    doses: str | None
    comparator: str | None
    duration: str | None
    countries: list[str]
    funding: str | None
    trial: str | None
    same_trial: list[Link]
    pools: list[SourceLine]
    pooled_by: list[SourceLine]
    supersedes: list[Link]
    superseded_by: list[Link]
    notice: str | None
    notice_date: str | None
    notice_note: str | None
    seen_at: list[str]
    licence: str | None
    note: str | None
    claims: list[Link]
    interactions: list[Link]
    foods: list[Link]
    caveats: list[CaveatView]


class GapAnswer(Answer, frozen=True):
    """The page of a gap code."""

    id: str
    code: str
    name: str
    means: str
    matters: str
    example: str
    claims: list[Link]


class Row(Answer, frozen=True):
    """A line of a list."""

    id: str
    name: str
    about: str


class ListAnswer(Answer, frozen=True):
    """Names of one kind."""

    noun: str
    total: int
    rows: list[Row]


class ChangeRow(Answer, frozen=True):
    """A change of one record."""

    date: str
    record: Link
    kind: str
    by: str
    change: str
    why: str | None


class ChangesAnswer(Answer, frozen=True):
    """What changed, newest first."""

    since: str | None
    total: int
    rows: list[ChangeRow]


class BaseInfo(Answer, frozen=True):
    """Versions, digest, counts and places."""

    version: str
    data_version: str
    digest: str
    bases: list[str]
    files: list[str]
    cache: str
    counts: dict[str, int]


class CheckAnswer(Answer, frozen=True):
    """What `kb check` found."""

    bases: list[str]
    rules: int
    records: int
    problems: list[str]


class ExplainedNames(Answer, frozen=True):
    """A name that was not settled: nothing, several things, or near misses."""

    asked: str
    state: str
    explain: str
    suggestions: list[Suggestion]


class Lookup(Answer, frozen=True):
    """Answers to a list of names, in the order asked; a name that was not settled says so."""

    noun: str
    understood: list[Understood]
    foods: list[FoodAnswer]
    groups: list[FoodGroupAnswer]
    unsettled: list[ExplainedNames]


class AskAnswer(Answer, frozen=True):
    """One question in plain words: how it was understood, and an answer of each kind it asks for."""

    asked: str
    understood: list[Understood]
    read_as: list[str]
    not_recognised: list[str]
    interactions: InteractionsAnswer | None
    foods: Lookup | None
    nutrients: list[NutrientAnswer]
    claims: ClaimSearch | None
