"""Effects, gradings and verdicts that agree with one another."""

from __future__ import annotations

from collections.abc import Iterator

from k2cli.evidence.certainty import Reason, certainty
from k2cli.evidence.effects import contradicts, crosses
from k2cli.evidence.verdict import misfit
from k2cli.kb.records import Claim, Effect
from k2cli.kb.rules.rule import Offence, Path, Rule, View, rule

RULES: list[Rule] = []

_FALLS_SHORT = frozenset({"partly-supported", "overstated", "unsupported", "contradicted", "wrong-as-stated"})
_PRIMARY = frozenset(
    {"randomised-trial", "controlled-trial", "cohort", "case-control", "cross-sectional", "before-after"}
)


def _effects(claim: Claim) -> Iterator[tuple[Path, Effect]]:
    for i, finding in enumerate(claim.findings):
        if finding.effect:
            yield ("findings", i, "effect"), finding.effect
    for i, item in enumerate(claim.evidence):
        if item.effect:
            yield ("evidence", i, "effect"), item.effect


@rule(RULES)
def interval_contains_estimate(view: View) -> Iterator[Offence]:
    """An interval has both ends, in order, around its estimate."""
    for index, claim in view.of("claims"):
        for path, effect in _effects(claim):
            if (effect.low is None) != (effect.high is None):
                yield Offence("claims", index, path, "an interval needs both `low` and `high`")
            elif effect.low is not None and effect.high is not None:
                if effect.low > effect.high:
                    yield Offence("claims", index, path, f"low {effect.low} is above high {effect.high}")
                elif effect.estimate is not None and not effect.low <= effect.estimate <= effect.high:
                    yield Offence(
                        "claims", index, path,
                        f"estimate {effect.estimate} lies outside its interval {effect.low} to {effect.high}",
                    )  # fmt: skip


@rule(RULES)
def p_lies_between_0_and_1(view: View) -> Iterator[Offence]:
    """A p value is a probability."""
    for index, claim in view.of("claims"):
        for path, effect in _effects(claim):
            if effect.p is not None and float(effect.p.lstrip("<>≤≥ ")) > 1:
                yield Offence("claims", index, (*path, "p"), f"p {effect.p} is no probability")


@rule(RULES)
def ratios_are_positive(view: View) -> Iterator[Offence]:
    """A ratio and its interval are above zero."""
    for index, claim in view.of("claims"):
        for path, effect in _effects(claim):
            if effect.measure.endswith("-ratio"):
                for name in ("estimate", "low", "high"):
                    value = getattr(effect, name)
                    if value is not None and value <= 0:
                        yield Offence("claims", index, (*path, name), f"a ratio can't be {value}")


@rule(RULES)
def direction_agrees_with_effect(view: View) -> Iterator[Offence]:
    """A row that lowers has an effect that lowers, and a clear effect is not called none."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            effect = finding.effect
            if effect is None or effect.estimate is None:
                continue
            if contradicts(finding.direction, effect.measure, effect.estimate):
                yield Offence(
                    "claims", index, ("findings", i, "direction"),
                    f"'{finding.direction}' goes against {effect.measure} {effect.estimate}",
                )  # fmt: skip
            elif (
                finding.direction == "no-difference"
                and effect.low is not None
                and effect.high is not None
                and effect.measure.endswith(("-ratio", "-difference"))
                and not crosses(effect.measure, effect.low, effect.high)
                and finding.note is None
            ):
                yield Offence(
                    "claims", index, ("findings", i, "direction"),
                    "'no-difference', yet the interval excludes no effect; change it or say why in `note`",
                )  # fmt: skip


@rule(RULES)
def size_goes_with_direction(view: View) -> Iterator[Offence]:
    """A size is given only where something is lowered or raised."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            if finding.size and finding.direction not in ("lowers", "raises"):
                yield Offence("claims", index, ("findings", i, "size"), f"no size for '{finding.direction}'")


@rule(RULES, blocks=True)
def moves_follow_grade(view: View) -> Iterator[Offence]:
    """Each row's start and reasons are moves that GRADE knows."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            try:
                certainty(finding.start, [Reason(m.domain, m.steps, m.reason) for m in finding.moves])
            except ValueError as error:
                yield Offence("claims", index, ("findings", i, "moves"), str(error))


@rule(RULES)
def events_fit_their_groups(view: View) -> Iterator[Offence]:
    """No group has more events than people."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            if finding.absolute:
                for name, arm in (("with", finding.absolute.with_), ("without", finding.absolute.without)):
                    if arm.events > arm.n:
                        yield Offence(
                            "claims", index, ("findings", i, "absolute", name),
                            f"{arm.events} events among {arm.n} people",
                        )  # fmt: skip


@rule(RULES)
def effects_are_graded(view: View) -> Iterator[Offence]:
    """A claim that something changes something has graded rows, or is untested."""
    for index, claim in view.of("claims"):
        if claim.kind == "effect" and claim.verdict != "untested" and not claim.findings:
            yield Offence("claims", index, ("kind",), "an effect needs `findings`, or the verdict untested")


@rule(RULES)
def verdict_agrees_with_certainty(view: View) -> Iterator[Offence]:
    """The verdict fits the certainty and direction that were worked out."""
    from k2cli.index.claims import rows

    for index, claim in view.of("claims"):
        if wrong := misfit(claim.kind, claim.verdict, rows(claim, view.joins)):
            yield Offence("claims", index, ("verdict",), wrong)


@rule(RULES)
def verdict_has_its_evidence(view: View) -> Iterator[Offence]:
    """A verdict that lets stand cites support; one that refutes cites evidence against."""
    for index, claim in view.of("claims"):
        bears = {e.bears for e in claim.evidence}
        if claim.verdict in ("supported", "partly-supported") and not bears & {"supports", "mixed"}:
            yield Offence("claims", index, ("verdict",), f"'{claim.verdict}' without evidence that supports")
        if claim.verdict in ("contradicted", "wrong-as-stated") and not bears & {"against", "mixed"}:
            yield Offence("claims", index, ("verdict",), f"'{claim.verdict}' without evidence against")


@rule(RULES)
def falling_short_has_a_gap(view: View) -> Iterator[Offence]:
    """A claim that falls short says why, by a gap code."""
    for index, claim in view.of("claims"):
        if claim.verdict in _FALLS_SHORT and not claim.gaps:
            yield Offence("claims", index, ("verdict",), f"'{claim.verdict}' without a gap; see gaps.yaml")


@rule(RULES)
def cells_and_animals_grade_no_one(view: View) -> Iterator[Offence]:
    """A graded row about people leans on work in people."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            designs = {view.joins.sources[s].design for s in finding.sources}
            if designs <= {"animal", "laboratory"}:
                yield Offence(
                    "claims", index, ("findings", i, "sources"),
                    "only cells or animals; they can't grade an outcome in people",
                )  # fmt: skip
        for i, item in enumerate(claim.evidence):
            design = view.joins.sources[item.source].design
            if design in ("animal", "laboratory") and item.shown_in == "people":
                yield Offence(
                    "claims", index, ("evidence", i, "shown_in"),
                    f"'{item.source}' is {design} work; say animals, cells or chemistry",
                )  # fmt: skip


@rule(RULES)
def one_trial_counts_once(view: View) -> Iterator[Offence]:
    """A row of single studies counts no more of them than there are trials."""
    for index, claim in view.of("claims"):
        for i, finding in enumerate(claim.findings):
            sources = [view.joins.sources[s] for s in finding.sources]
            if finding.studies and sources and all(s.design in _PRIMARY for s in sources):
                trials = {s.trial or s.id for s in sources}
                if finding.studies > len(trials):
                    yield Offence(
                        "claims", index, ("findings", i, "studies"),
                        f"{finding.studies} studies, but the sources report {len(trials)}",
                    )  # fmt: skip


@rule(RULES)
def newer_source_is_cited(view: View) -> Iterator[Offence]:
    """Who leans on a superseded work also cites the one that replaced it."""
    newer: dict[str, list[str]] = {}
    for source in view.base.sources:
        for old in source.supersedes:
            newer.setdefault(old, []).append(source.id)
    for index, claim in view.of("claims"):
        cited = {e.source for e in claim.evidence} | {s for f in claim.findings for s in f.sources}
        for i, item in enumerate(claim.evidence):
            replaced = _all_newer(item.source, newer)
            if item.bears == "supports" and replaced and not cited & set(replaced):
                yield Offence(
                    "claims", index, ("evidence", i, "source"),
                    f"'{item.source}' was replaced by {', '.join(replaced)}; cite that too",
                )  # fmt: skip


def _all_newer(source: str, newer: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    waiting = list(newer.get(source, ()))
    while waiting:
        here = waiting.pop(0)
        if here not in found:
            found.append(here)
            waiting.extend(newer.get(here, ()))
    return found


@rule(RULES)
def history_runs_forward(view: View) -> Iterator[Offence]:
    """A history is in order of date."""
    for key in ("claims", "interactions"):
        for index, record in view.of(key):
            dates = [change.date for change in record.history]
            if dates != sorted(dates):
                yield Offence(key, index, ("history",), "put the oldest entry first")
