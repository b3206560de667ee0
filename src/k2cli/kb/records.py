"""What a curator writes: one pydantic model for each kind of record.

The models are strict, frozen and closed (an unknown field is an error), every field says what it
holds, and the JSON Schema that editors use is made from them. They check one record by itself;
what holds between records is checked by :mod:`k2cli.kb.rules`.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from k2cli import vocabulary as v

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1200, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=400, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Curie = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9.]*:[^\s]+$", max_length=200),
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Date = Annotated[datetime.date, Field(strict=False)]
Number = Annotated[float, Field(strict=False, allow_inf_nan=False)]
Names = dict[v.Language, list[Name]]


class Record(BaseModel):
    """Base of every record: strict, frozen, no unknown field."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=False)


class Dose(Record):
    """An amount of one form that was given, taken or named."""

    nutrient: Id = Field(description="The form given, as exactly as it is known (mk-4, not vitamin-k2).")
    amount: Number | None = Field(
        default=None, ge=0, description="How much; leave out when a range is known."
    )
    low: Number | None = Field(default=None, ge=0, description="Lower end of a range.")
    high: Number | None = Field(default=None, ge=0, description="Upper end of a range.")
    unit: v.Unit = Field(description="Unit, from the closed list.")
    per: v.Per = Field(default="day", description="Per day unless said otherwise.")


class Duration(Record):
    """How long something was given or followed."""

    value: Number = Field(gt=0, description="How long.")
    unit: v.TimeUnit = Field(description="hours, days, weeks, months or years.")


class Effect(Record):
    """A size of effect with its interval, as the source prints it."""

    measure: v.EffectMeasure = Field(description="Kind of measure, e.g. odds-ratio.")
    estimate: Number | None = Field(default=None, description="Point estimate.")
    low: Number | None = Field(default=None, description="Lower limit of the interval.")
    high: Number | None = Field(default=None, description="Upper limit of the interval.")
    level: Number = Field(default=95, gt=0, lt=100, description="Level of the interval in percent.")
    unit: Name | None = Field(
        default=None, description="Unit of a difference or change, e.g. %, INR, points."
    )
    p: Annotated[str, StringConstraints(pattern=r"^[<>≤≥]?\s?\d(\.\d+)?$")] | None = Field(
        default=None, description="p value as printed: '0.012', '<0.001'."
    )
    what: Sentence | None = Field(
        default=None, description="What is compared with what, where it is not plain from the claim."
    )


class Arm(Record):
    """Events among people in one group."""

    events: int = Field(ge=0, description="People (or events) counted.")
    n: int = Field(gt=0, description="People in the group.")


class Absolute(Record):
    """The same effect in people: events with and without."""

    with_: Arm = Field(alias="with", description="The group that got it.")
    without: Arm = Field(description="The comparison group.")
    over: Name | None = Field(default=None, description="Over how long, e.g. '4 years'.")
    source: Id = Field(description="Source of the counts.")


class Move(Record):
    """One recorded reason to raise or lower certainty (GRADE domains)."""

    domain: v.LowerDomain | v.RaiseDomain = Field(description="GRADE domain.")
    steps: Literal[-2, -1, 1, 2] = Field(
        description="-1 serious, -2 very serious; +1, +2 only from observation."
    )
    reason: Sentence = Field(description="Why, in one plain sentence.")


class Finding(Record):
    """What was shown for one outcome: a row of a GRADE summary-of-findings table."""

    outcome: Id = Field(description="Outcome, from the list of outcomes.")
    subject: Name = Field(
        description="What was given or compared, as it stands in the headline: 'MK-4 45 mg a day'."
    )
    forms: list[Id] = Field(default_factory=list, description="Nutrient forms this row is about.")
    population: Name | None = Field(default=None, description="In whom.")
    duration: Duration | None = Field(default=None, description="Length of treatment or follow-up.")
    claimed: v.Direction | None = Field(
        default=None, description="What the claim says happens to this outcome; leave out if it says nothing."
    )
    direction: v.Direction = Field(description="What was shown to happen to the outcome.")
    size: v.Size | None = Field(default=None, description="How large, for lowers or raises.")
    effect: Effect | None = Field(default=None, description="Effect with its interval.")
    absolute: Absolute | None = Field(default=None, description="Events with and without, where seen.")
    people: int | None = Field(default=None, gt=0, description="Participants.")
    studies: int | None = Field(
        default=None, gt=0, description="Studies, one for each trial however often reported."
    )
    start: v.Start = Field(description="trials (starts high) or observation (starts low).")
    moves: list[Move] = Field(default_factory=list, description="Each reason to move the certainty.")
    sources: list[Id] = Field(min_length=1, description="Sources of this row.")
    note: Sentence | None = Field(default=None, description="One thing to know about this row.")


class Evidence(Record):
    """What one source says about the claim."""

    source: Id = Field(description="Source id.")
    bears: v.Bears = Field(description="supports, against, mixed, or context.")
    finding: Sentence = Field(description="What it found, in our own plain words.")
    effect: Effect | None = Field(default=None, description="Effect as the source prints it.")
    shown_in: v.ShownIn = Field(
        default="people", description="people, animals, cells, chemistry or document."
    )
    form: Id | None = Field(default=None, description="Nutrient form studied, if the source has several.")


class About(Record):
    """What the claim joins."""

    subjects: list[Id] = Field(
        min_length=1, description="Nutrients, foods, food groups, agents or topics the sentence speaks of."
    )
    relation: v.Relation = Field(description="What the sentence says they do.")
    objects: list[Id] = Field(default_factory=list, description="The same kinds of thing, acted on.")
    outcomes: list[Id] = Field(default_factory=list, description="Outcomes the sentence speaks of.")


class SaidIn(Record):
    """Where a text says it."""

    text: Id = Field(description="Text id.")
    find: Annotated[str, StringConstraints(min_length=4, max_length=90)] = Field(
        description="A few words by which to find the sentence; never the sentence."
    )


class Change(Record):
    """One entry of a record's history."""

    date: Date = Field(description="When.")
    by: v.Assessor = Field(description="What kind of assessor.")
    change: Sentence = Field(description="What changed.")
    why: Sentence | None = Field(default=None, description="Why.")


class AuthorityView(Record):
    """What an authority says, standing beside our verdict."""

    who: Name = Field(description="Authority, e.g. EFSA.")
    says: Sentence = Field(description="Its verdict in our words.")
    source: Id = Field(description="Source id.")
    year: int | None = Field(default=None, ge=1900, le=2100, description="Year of the opinion.")


class Claim(Record):
    """A sentence that texts say, and what was really shown."""

    id: Id = Field(description="Stable id, never reused.")
    kind: v.ClaimKind = Field(
        description="effect (X changes Y: graded), mechanism (how it works) or fact (what a thing or document is or says)."
    )
    said: Sentence = Field(description="The sentence as it is commonly said, in our words.")
    variants: list[Sentence] = Field(
        default_factory=list, description="Other ways people say the same, in our words."
    )
    search: list[Name] = Field(default_factory=list, description="Words and phrases people search with.")
    about: About = Field(description="What the claim joins.")
    verdict: v.Verdict = Field(description="How the sentence stands.")
    shown: Text = Field(
        description="What was really shown: short plain sentences, figures with form and unit."
    )
    gaps: list[Id] = Field(default_factory=list, description="Why it falls short: gap ids.")
    danger: Sentence | None = Field(
        default=None, description="How acting on this sentence could hurt, if it could."
    )
    findings: list[Finding] = Field(default_factory=list, description="Graded rows, one for each outcome.")
    evidence: list[Evidence] = Field(min_length=1, description="Evidence for, against and around.")
    retracted_support: list[Id] = Field(
        default_factory=list,
        description="Sources cited in support that are retracted, under concern, or pool such work: declared here.",
    )
    mechanisms: list[Id] = Field(default_factory=list, description="Mechanisms the claim leans on.")
    caveats: list[Id] = Field(default_factory=list, description="Caveats beyond those attached by subject.")
    cautions: list[Sentence] = Field(default_factory=list, description="What to mind about this very claim.")
    authorities: list[AuthorityView] = Field(default_factory=list, description="What authorities say.")
    said_in: list[SaidIn] = Field(default_factory=list, description="Texts that say it.")
    related: list[Id] = Field(default_factory=list, description="Neighbouring claims.")
    history: list[Change] = Field(min_length=1, description="Oldest first.")


class Status(Record):
    """Whether a work still stands, as far as a notice was met."""

    state: v.SourceState = Field(
        default="none-seen", description="none-seen: no notice was met, no register was consulted."
    )
    notice: Curie | None = Field(
        default=None, description="Identifier or address of the notice (doi:…, https:…)."
    )
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = Field(
        default=None, description="Date of the notice: 2018, 2018-05 or 2018-05-21."
    )
    note: Sentence | None = Field(default=None, description="What the notice says, in our words.")


class Source(Record):
    """A work that somebody read, and how."""

    id: Id = Field(description="Stable id, usually author-year.")
    title: Annotated[str, StringConstraints(min_length=3, max_length=400, strip_whitespace=True)] = Field(
        description="Title, as the work gives it."
    )
    authors: Text | None = Field(default=None, description="First authors, or the body.")
    year: int | None = Field(default=None, ge=1850, le=2100, description="Year of publication.")
    venue: Name | None = Field(default=None, description="Journal with volume and pages, publisher or site.")
    ids: list[Curie] = Field(
        default_factory=list, description="CURIEs: doi:, pubmed:, pmc:, isbn:, clinicaltrials:, dailymed:."
    )
    design: v.Design = Field(description="Kind of study or document.")
    people: int | None = Field(default=None, gt=0, description="Participants.")
    studies: int | None = Field(default=None, gt=0, description="Studies pooled.")
    population: Sentence | None = Field(default=None, description="Who was studied.")
    intervention: Sentence | None = Field(default=None, description="What was given or compared, in words.")
    doses: list[Dose] = Field(default_factory=list, description="Doses given, each with form, amount, unit.")
    comparator: Sentence | None = Field(default=None, description="Against what.")
    duration: Duration | None = Field(default=None, description="How long.")
    countries: list[Country] = Field(default_factory=list, description="Where.")
    funding: Sentence | None = Field(
        default=None, description="Who paid and conflicts of interest, where seen."
    )
    trial: Id | None = Field(
        default=None, description="Trial id; reports of one trial share it and count once."
    )
    pools: list[Id] = Field(
        default_factory=list, description="Sources whose data this work pools, as far as seen."
    )
    supersedes: list[Id] = Field(default_factory=list, description="Older sources this one replaces.")
    status: Status = Field(default_factory=Status, description="Retraction state.")
    read: v.Read = Field(description="How it was read: fulltext, abstract, cited (on another page), memory.")
    seen_at: list[Annotated[str, StringConstraints(min_length=4, max_length=300)]] = Field(
        default_factory=list, description="Addresses or descriptions of where it was read."
    )
    licence: Sentence | None = Field(default=None, description="Licence of data taken from it.")
    note: Text | None = Field(default=None, description="What to know when leaning on it.")


class Outcome(Record):
    """Something that can be measured or felt."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="As it stands in a headline: 'the risk of hip fracture'.")
    level: v.OutcomeLevel = Field(
        description="marker, density, score, event (a person feels it), safety, or intake (what people eat)."
    )
    better: Literal["lower", "higher", "neither"] = Field(description="Which way is good for a person.")
    lay: list[Name] = Field(default_factory=list, description="Words people use for it.")
    note: Sentence | None = Field(default=None, description="What it does and does not tell.")


class Topic(Record):
    """Something claims speak of that is neither nutrient, food, agent nor outcome: yoga, osteocalcin."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="Name shown.")
    names: Names = Field(default_factory=dict, description="Other names by language.")
    what: Sentence | None = Field(default=None, description="What it is, in plain words.")


class Gap(Record):
    """A way in which a sentence falls short of the evidence; each has a page."""

    id: Id = Field(description="Stable id.")
    code: Annotated[str, StringConstraints(pattern=r"^G\d{2}$")] = Field(description="Short code, e.g. G01.")
    name: Name = Field(description="Short name.")
    means: Sentence = Field(description="What it means.")
    matters: Sentence = Field(description="Why it matters.")
    example: Sentence = Field(description="An example from this field.")


class ReferenceIntake(Record):
    """A recommended or adequate amount set by an authority."""

    authority: Name = Field(description="Who set it.")
    kind: v.IntakeKind = Field(description="AI, RDA, PRI, AR, EAR, DV, NRV, DG or guidance.")
    group: Name = Field(description="For whom, e.g. 'women 19 and over'.")
    value: Number = Field(gt=0, description="How much.")
    unit: v.Unit = Field(description="Unit.")
    per: v.Per = Field(default="day", description="Per day unless said otherwise.")
    counts: Sentence = Field(
        description="What the figure counts, e.g. 'total vitamin K, set from phylloquinone'."
    )
    year: int | None = Field(default=None, ge=1900, le=2100, description="Year it was set.")
    source: Id = Field(description="Source id.")
    default: bool = Field(
        default=False, description="Used for the share shown with foods; one for each sex at most."
    )


class UpperLevel(Record):
    """The most an authority calls safe, or its word that none was set."""

    authority: Name = Field(description="Who.")
    group: Name = Field(description="For whom.")
    value: Number | None = Field(description="How much, or null: none set.")
    unit: v.Unit | None = Field(default=None, description="Unit; none when no level is set.")
    per: v.Per = Field(default="day", description="Per day unless said otherwise.")
    note: Sentence | None = Field(default=None, description="What it covers, or why none was set.")
    year: int | None = Field(default=None, ge=1900, le=2100, description="Year it was set.")
    source: Id = Field(description="Source id.")


class SafetyNote(Record):
    """A thing to know about a nutrient's safety."""

    group: Name = Field(description="For whom or on what: 'kidney stones', 'pregnancy'.")
    text: Sentence = Field(description="One plain sentence.")
    sources: list[Id] = Field(min_length=1, description="Sources.")


class Nutrient(Record):
    """A nutrient or one of its forms."""

    id: Id = Field(description="Stable id: vitamin-k1, mk-7.")
    name: Name = Field(description="Name shown: 'menaquinone-7 (MK-7)'.")
    short: Name = Field(description="Short name for tables: 'MK-7'.")
    kind: v.NutrientKind = Field(description="vitamin, vitamer, mineral, macronutrient or other.")
    parent: Id | None = Field(default=None, description="What it is a form of.")
    names: Names = Field(default_factory=dict, description="Other names by language.")
    ids: list[Curie] = Field(default_factory=list, description="chebi:, pubchem.compound:, unii:, cas:.")
    unit: v.Unit = Field(description="Unit its food amounts are shown in.")
    ceiling: Number | None = Field(
        default=None,
        gt=0,
        description="Most that is plausible per 100 g of food, in `unit`; above it an amount must be confirmed.",
    )
    what: Text = Field(description="What it is, in plain words.")
    found_in: Sentence | None = Field(default=None, description="Where it is found.")
    sources: list[Id] = Field(default_factory=list, description="Sources of the description.")
    reference_intakes: list[ReferenceIntake] = Field(
        default_factory=list, description="By authority and group."
    )
    no_intake_note: Sentence | None = Field(
        default=None, description="Says that no authority set a figure, where none did."
    )
    upper_levels: list[UpperLevel] = Field(
        default_factory=list, description="Upper levels, or that none is set."
    )
    safety: list[SafetyNote] = Field(default_factory=list, description="Safety notes.")


class Amount(Record):
    """How much of one nutrient a food holds, in one source."""

    nutrient: Id = Field(description="Form counted.")
    counts: list[Id] = Field(
        default_factory=list,
        description="For a sum (vitamin-k, vitamin-k2): the forms it adds up; empty if not said.",
    )
    state: v.AmountState = Field(description="measured, trace, zero (analysed), imputed, not-analysed.")
    value: Number | None = Field(default=None, ge=0, description="Value per 100 g.")
    low: Number | None = Field(default=None, ge=0, description="Lower end of a range.")
    high: Number | None = Field(default=None, ge=0, description="Upper end of a range.")
    unit: v.Unit | None = Field(default=None, description="Unit.")
    per: Number = Field(
        default=100, gt=0, description="Grams the value is for; 100 unless the source uses a portion."
    )
    n: int | None = Field(default=None, ge=0, description="Samples analysed.")
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(/[A-Z]{2})?$")] | None = Field(
        default=None, description="Country of the samples (ISO code)."
    )
    method: Name | None = Field(default=None, description="Laboratory method.")
    read: Literal["source", "cited"] = Field(
        default="source", description="cited: seen on another page than the source."
    )
    confirmed: Sentence | None = Field(
        default=None, description="Why a value above the plausible ceiling is right."
    )
    note: Sentence | None = Field(default=None, description="What to know about this figure.")
    source: Id = Field(description="Source id.")


class Serving(Record):
    """A usual portion."""

    name: Name = Field(description="'1 cup', '1 slice', 'daily portion in the trial'.")
    grams: Number = Field(gt=0, description="Weight of the edible part.")
    source: Id = Field(description="Source id.")


class Food(Record):
    """A food as it is analysed: raw and cooked, dry and brewed are different foods."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="Name shown.")
    group: Id = Field(description="Food group id.")
    names: Names = Field(default_factory=dict, description="Other names by language.")
    ids: list[Curie] = Field(default_factory=list, description="fdc:, usda.ndb:, mext:, ciqual:, foodon:.")
    amounts: list[Amount] = Field(default_factory=list, description="One for each nutrient and source.")
    servings: list[Serving] = Field(default_factory=list, description="Usual portions.")
    note: Text | None = Field(default=None, description="What to know about this food.")


class FoodGroup(Record):
    """A broad word for foods; asking for it lists its kinds."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="Name shown.")
    names: Names = Field(default_factory=dict, description="Words that mean this group, by language.")


class Disagreement(Record):
    """Where tables differ, and why."""

    id: Id = Field(description="Stable id.")
    topic: Name = Field(description="What they disagree on.")
    text: Text = Field(description="Who says what, with units.")
    foods: list[Id] = Field(
        default_factory=list, description="Foods it concerns; empty: all with the nutrients."
    )
    nutrients: list[Id] = Field(default_factory=list, description="Nutrients it concerns.")
    sources: list[Id] = Field(min_length=1, description="Sources.")


class Step(Record):
    """One step of a mechanism."""

    text: Sentence = Field(description="What happens.")
    shown_in: list[v.ShownIn] = Field(min_length=1, description="Where this very step was shown.")
    sources: list[Id] = Field(min_length=1, description="Sources of this step.")
    acts_here: list[Id] = Field(default_factory=list, description="Agents that act at this step.")
    bent: Sentence | None = Field(default=None, description="How popular texts bend this step.")


class Mechanism(Record):
    """A chain of steps, each shown somewhere."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="Name.")
    names: Names = Field(default_factory=dict, description="Other names.")
    summary: Text = Field(description="The chain in two plain sentences.")
    nutrients: list[Id] = Field(default_factory=list, description="Nutrients in it.")
    steps: list[Step] = Field(min_length=2, description="In order.")


class Agent(Record):
    """A medicine, class, condition, supplement or food that people ask about."""

    id: Id = Field(description="Stable id.")
    name: Name = Field(description="Name shown (a medicine by its generic name).")
    kind: v.AgentKind = Field(description="drug, class, condition, supplement, food or test.")
    classes: list[Id] = Field(default_factory=list, description="Classes it belongs to.")
    what: Sentence | None = Field(default=None, description="What it is or is used for, in plain words.")
    names: Names = Field(default_factory=dict, description="Other names by language.")
    brands: dict[Annotated[str, StringConstraints(pattern=r"^([a-z]{2}|latam)$")], list[Name]] = Field(
        default_factory=dict, description="Brand names by country code, each seen somewhere."
    )
    misspellings: list[Name] = Field(default_factory=list, description="Misspellings to expect.")
    ids: list[Curie] = Field(default_factory=list, description="atc:, rxnorm:, unii:.")
    foods: list[Id] = Field(default_factory=list, description="For a food agent: the foods it stands for.")
    nutrients: list[Id] = Field(
        default_factory=list, description="For a supplement or food agent: the nutrients it brings."
    )
    sources: list[Id] = Field(default_factory=list, description="Where names and codes were seen.")


class Threshold(Record):
    """How little was enough, by vitamer."""

    dose: Dose = Field(description="The dose.")
    what: Sentence = Field(description="What happened at it, and in whom.")
    source: Id = Field(description="Source id.")


class Spacing(Record):
    """How far apart to take two things."""

    agent: Id | None = Field(
        default=None, description="The one drug this row is for; none: all of the interaction's agents."
    )
    before: Number | None = Field(
        default=None, ge=0, description="Take the medicine at least so many hours before the nutrient."
    )
    after: Number | None = Field(default=None, ge=0, description="Or at least so many hours after it.")
    text: Sentence = Field(description="The rule in plain words.")
    source: Id = Field(description="Source id.")


class InteractionEvidence(Record):
    """What one source says about the pair."""

    source: Id = Field(description="Source id.")
    finding: Sentence = Field(description="What it found, in our words, with form and unit.")


class Rating(Record):
    """How an authority or reference rates the pair."""

    who: Name = Field(description="Who rates it.")
    rating: Sentence = Field(description="Its rating in our words.")
    source: Id = Field(description="Source id.")


class Interaction(Record):
    """A nutrient or form beside a medicine, class, condition, food or supplement."""

    id: Id = Field(description="Stable id.")
    nutrients: list[Id] = Field(
        default_factory=list, description="Nutrients or forms concerned; empty where the pair is two agents."
    )
    agents: list[Id] = Field(min_length=1, description="Agents or classes concerned.")
    beside: list[Id] = Field(
        default_factory=list,
        description="The other side where no nutrient is the point: cranberry beside warfarin.",
    )
    kind: v.InteractionKind = Field(description="Which way it goes.")
    severity: v.Severity = Field(description="How bad; none-known is a dated look-up that found nothing.")
    likelihood: v.Likelihood = Field(description="How well it is established.")
    what_happens: Text = Field(description="What happens to a person.")
    alleged: Sentence | None = Field(
        default=None, description="What texts say that was not found documented."
    )
    thresholds: list[Threshold] = Field(default_factory=list, description="How little was enough.")
    mechanism: Text | None = Field(default=None, description="Why, in plain words.")
    mechanisms: list[Id] = Field(default_factory=list, description="Mechanism records.")
    evidence: list[InteractionEvidence] = Field(min_length=1, description="Evidence.")
    onset: Sentence | None = Field(default=None, description="How soon.")
    what_to_do: list[Sentence] = Field(
        min_length=1, description="What a pharmacist would say. Never: stop your medicine."
    )
    watch_for: list[Sentence] = Field(default_factory=list, description="Signs that call for help.")
    spacing: list[Spacing] = Field(
        default_factory=list, description="Hours apart, a row for each drug where they differ."
    )
    foods: list[Id] = Field(default_factory=list, description="Foods that matter.")
    ratings: list[Rating] = Field(default_factory=list, description="Who rates it so.")
    caveats: list[Id] = Field(default_factory=list, description="Caveats beyond those attached by subject.")
    claims: list[Id] = Field(default_factory=list, description="Claims about the same pair.")
    history: list[Change] = Field(min_length=1, description="Oldest first.")


class Concerns(Record):
    """What a caveat is attached to. Any match attaches it."""

    nutrients: list[Id] = Field(
        default_factory=list, description="These nutrients and every form of them, as products or in claims."
    )
    foods: list[Id] = Field(default_factory=list, description="These foods.")
    food_groups: list[Id] = Field(default_factory=list, description="Foods of these groups.")
    agents: list[Id] = Field(default_factory=list, description="These agents and every member of them.")
    outcomes: list[Id] = Field(default_factory=list, description="Claims about these outcomes.")
    in_foods: list[Id] = Field(
        default_factory=list,
        description="Foods that hold any of these nutrients or their forms. `nutrients` alone speaks of products.",
    )


class Caveat(Record):
    """A safety note that travels with every answer it concerns."""

    id: Id = Field(description="Stable id.")
    severity: v.CaveatSeverity = Field(description="danger, warning or note.")
    title: Name = Field(description="A few words.")
    text: Text = Field(description="What to do, as a pharmacist would say it.")
    concerns: Concerns = Field(description="What it is attached to.")
    sources: list[Id] = Field(min_length=1, description="Sources.")


class Article(Record):
    """A text whose sentences were checked."""

    id: Id = Field(description="Stable id.")
    title: Name = Field(description="Title.")
    publisher: Name | None = Field(default=None, description="Who published it.")
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = Field(
        default=None, description="Date on it."
    )


class Ambiguous(Record):
    """A word that means several things; the program explains and asks."""

    words: list[Name] = Field(min_length=1, description="The word in its spellings and languages.")
    means: list[Id] = Field(min_length=2, description="Agents, foods, groups or nutrients it can mean.")
    explain: Sentence = Field(description="What the kinds are, and why it matters which.")


class LayWord(Record):
    """Everyday words and the field's terms they lead to."""

    lay: list[Name] = Field(min_length=1, description="Words people use.")
    terms: list[Name] = Field(min_length=1, description="Terms the base uses.")


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Pattern = Annotated[str, StringConstraints(min_length=2, max_length=300, strip_whitespace=True)]


class Concept(Record):
    """Words by which `claim check` knows in a text that something is spoken of."""

    id: Id = Field(description="Stable id, used in patterns.")
    words: list[Phrase] = Field(
        default_factory=list,
        description="Phrases in any inflection; '…' up to four words, 'word*' all that begin so, '(a|b)' either.",
    )
    includes: list[Annotated[str, StringConstraints(pattern=r"^([a-z-]+:)?[a-z0-9-]+$")]] = Field(
        default_factory=list,
        description="Words of other concepts, or names of records: nutrient:ID (with forms), agent:ID "
        "(with members), food:ID, group:ID, outcome:ID, topic:ID; agents:KIND for every agent of a kind.",
    )
    without: list[Id] = Field(
        default_factory=list,
        description="Agents of `includes` left out (with members): their names mean other things, too.",
    )
    subject: bool = Field(default=False, description="A later 'it' can stand for it.")


class Recognition(Record):
    """How texts make a claim: patterns of concepts."""

    claim: Id = Field(description="Claim id.")
    when: list[Pattern] = Field(
        min_length=1,
        description="Concepts that must all be there: 'a|b' either, '>a' behind the one before, '!a' not there, '=a' in the sentence itself.",
    )
    bonus: Number = Field(
        default=0, ge=-3, le=5, description="Rank among claims that match the same sentence."
    )
    negative: bool = Field(
        default=False, description="The claim says 'not' itself; a plain negation does not deny it."
    )
    denied_by: list[Id] = Field(default_factory=list, description="Concepts that deny a negative claim.")


class Danger(Record):
    """Advice that could hurt, as texts give it."""

    id: Id = Field(description="Stable id.")
    code: Annotated[str, StringConstraints(pattern=r"^D\d{2}$")] = Field(description="Short code, e.g. D01.")
    name: Name = Field(description="A few words.")
    text: Sentence = Field(description="What is wrong with the advice, and whom to ask.")
    caveats: list[Id] = Field(min_length=1, description="Safety notes that are shown with it.")
    when: list[Pattern] = Field(
        default_factory=list, description="Patterns; '*a' marks the act that is advised."
    )
    sorts: list[Annotated[str, StringConstraints(pattern=r"^(any|[A-Z]+(\+[A-Z]+)*)$")]] = Field(
        default_factory=list,
        description="Kinds of name, joined by '+', by which advice that was found by its wording is called this; 'any': all other.",
    )
    unless: list[Id] = Field(
        default_factory=list, description="Concepts that take the danger out: warnings, the clinic."
    )


class Omission(Record):
    """What a text must mention once it praises something."""

    id: Id = Field(description="Stable id.")
    code: Annotated[str, StringConstraints(pattern=r"^O\d{2}$")] = Field(description="Short code, e.g. O01.")
    name: Name = Field(description="A few words.")
    text: Sentence = Field(description="What is missing, and why it matters.")
    praises: list[Id] = Field(
        min_length=1, description="Concepts or claims; one affirmed or hedged is enough."
    )
    mentions: list[Id] = Field(min_length=1, description="Concepts; one mentioned is enough.")
    caveats: list[Id] = Field(default_factory=list, description="Safety notes that say it in full.")


class Search(Record):
    """A look-up that found nothing or little: a dated record, not evidence."""

    id: Id = Field(description="Stable id.")
    date: Date = Field(description="When.")
    question: Sentence = Field(description="What was looked for.")
    where: Sentence = Field(description="Where, in words.")
    found: Sentence = Field(description="What came of it.")
    concerns: list[Id] = Field(
        default_factory=list, description="Claims, interactions, sources or foods it bears on."
    )


class KnowledgeBase(Record):
    """All records of one or more files, merged by top-level key."""

    nutrients: list[Nutrient] = Field(default_factory=list, description="Nutrients and their forms.")
    food_groups: list[FoodGroup] = Field(default_factory=list, description="Broad words for foods.")
    foods: list[Food] = Field(default_factory=list, description="Foods with amounts.")
    disagreements: list[Disagreement] = Field(default_factory=list, description="Where tables differ.")
    outcomes: list[Outcome] = Field(default_factory=list, description="Outcomes.")
    topics: list[Topic] = Field(default_factory=list, description="Other things claims speak of.")
    gaps: list[Gap] = Field(default_factory=list, description="Ways to fall short.")
    mechanisms: list[Mechanism] = Field(default_factory=list, description="Mechanisms.")
    claims: list[Claim] = Field(default_factory=list, description="Claims.")
    agents: list[Agent] = Field(default_factory=list, description="Agents.")
    interactions: list[Interaction] = Field(default_factory=list, description="Interactions.")
    caveats: list[Caveat] = Field(default_factory=list, description="Safety notes.")
    sources: list[Source] = Field(default_factory=list, description="Sources.")
    articles: list[Article] = Field(default_factory=list, description="Texts that were checked.")
    ambiguous: list[Ambiguous] = Field(default_factory=list, description="Words with several meanings.")
    lay_words: list[LayWord] = Field(default_factory=list, description="Lay words and field terms.")
    searches: list[Search] = Field(default_factory=list, description="Dated look-ups.")
    concepts: list[Concept] = Field(default_factory=list, description="Word lists for reading texts.")
    recognitions: list[Recognition] = Field(default_factory=list, description="How texts make claims.")
    dangers: list[Danger] = Field(default_factory=list, description="Advice that could hurt.")
    omissions: list[Omission] = Field(default_factory=list, description="What texts must mention.")
