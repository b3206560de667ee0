"""The closed word lists of the field, shared by records, answers and renderers.

Plain tuples and dicts: this module is imported on every run and must cost nothing.
Order carries meaning wherever it says so.
"""

from __future__ import annotations

from typing import Literal, get_args

Unit = Literal["ng", "µg", "mg", "g", "IU", "µg PKeq", "µg/kg", "mg/kg", "g/kg"]
Per = Literal["day", "week", "month", "year", "dose"]
TimeUnit = Literal["hours", "days", "weeks", "months", "years"]

# How an amount in a food is known. "not-analysed" carries no value; "trace" is below the
# quantification limit of its table; "zero" was analysed and not found.
AmountState = Literal["measured", "trace", "zero", "imputed", "not-analysed"]

Read = Literal["fulltext", "abstract", "cited", "memory"]
ShownIn = Literal["people", "animals", "cells", "chemistry", "document"]

Design = Literal[
    "meta-analysis",
    "systematic-review",
    "randomised-trial",
    "controlled-trial",
    "cohort",
    "case-control",
    "cross-sectional",
    "ecological",
    "before-after",
    "case-series",
    "case-report",
    "pharmacokinetic",
    "animal",
    "laboratory",
    "guideline",
    "authority-opinion",
    "drug-label",
    "reference-work",
    "narrative-review",
    "food-table",
    "food-analysis",
    "notice",
    "conference-abstract",
    "journalism",
    "web-page",
]
DESIGN_NAMES = {
    "meta-analysis": "meta-analysis",
    "randomised-trial": "randomised trial",
    "controlled-trial": "controlled trial, not randomised",
    "systematic-review": "systematic review",
    "case-control": "case-control study",
    "cross-sectional": "cross-sectional study",
    "ecological": "ecological comparison",
    "before-after": "before-and-after study",
    "cohort": "cohort study",
    "pharmacokinetic": "pharmacokinetic study",
    "animal": "animal study",
    "laboratory": "laboratory study",
    "authority-opinion": "opinion of an authority",
    "drug-label": "drug label",
    "reference-work": "reference work",
    "food-table": "food composition table",
    "food-analysis": "food analysis",
    "notice": "notice or correction",
}

SourceState = Literal["none-seen", "corrected", "concern", "retracted"]

# Ordered from certain to uncertain; the index is what GRADE calls four to one plus signs.
Certainty = Literal["high", "moderate", "low", "very-low"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)

Start = Literal["trials", "observation"]
LowerDomain = Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias"]
RaiseDomain = Literal["large-effect", "dose-response", "opposing-confounding"]
LOWER_DOMAINS: tuple[str, ...] = get_args(LowerDomain)
RAISE_DOMAINS: tuple[str, ...] = get_args(RaiseDomain)

ClaimKind = Literal["effect", "mechanism", "fact"]
Verdict = Literal[
    "supported",
    "partly-supported",
    "mixed",
    "overstated",
    "unsupported",
    "untested",
    "contradicted",
    "wrong-as-stated",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
VERDICT_NAMES = {
    "supported": "supported",
    "partly-supported": "partly supported",
    "mixed": "mixed evidence",
    "overstated": "overstated",
    "unsupported": "not supported",
    "untested": "not tested",
    "contradicted": "contradicted",
    "wrong-as-stated": "wrong as stated",
}
# A verdict that lets the sentence stand, wholly or in part; it needs live support.
VERDICTS_THAT_STAND = frozenset({"supported", "partly-supported", "mixed", "overstated"})

Direction = Literal["lowers", "raises", "no-difference", "unclear"]
Size = Literal["large", "moderate", "small"]
OutcomeLevel = Literal["marker", "density", "score", "event", "safety", "intake"]
Bears = Literal["supports", "against", "mixed", "context"]

EffectMeasure = Literal[
    "risk-ratio",
    "odds-ratio",
    "hazard-ratio",
    "rate-ratio",
    "mean-difference",
    "standardised-mean-difference",
    "percent-difference",
    "mean-change",
    "percent-change",
    "correlation",
    "proportion",
    "count",
    "other",
]
RATIO_MEASURES = frozenset({"risk-ratio", "odds-ratio", "hazard-ratio", "rate-ratio"})
DIFFERENCE_MEASURES = frozenset({"mean-difference", "standardised-mean-difference", "percent-difference"})

Relation = Literal[
    "lowers",
    "raises",
    "improves",
    "harms",
    "treats",
    "needs",
    "activates",
    "moves",
    "contains",
    "is",
    "interacts",
    "compares",
    "doses",
    "reports",
    "other",
]

AgentKind = Literal["drug", "class", "condition", "supplement", "food", "test"]
# Ordered worst first: the order of every interaction answer.
Severity = Literal["contraindicated", "major", "moderate", "minor", "none-known"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
SEVERITY_NAMES = {
    "contraindicated": "do not combine",
    "major": "major",
    "moderate": "moderate",
    "minor": "minor",
    "none-known": "looked into, none known",
}
# Ordered from best established.
Likelihood = Literal["established", "probable", "possible", "doubtful", "unknown"]
LIKELIHOODS: tuple[Likelihood, ...] = get_args(Likelihood)
InteractionKind = Literal[
    "nutrient-weakens-drug",
    "nutrient-strengthens-drug",
    "nutrient-changes-drug",
    "drug-lowers-nutrient",
    "drug-raises-nutrient",
    "less-absorption-of-drug",
    "less-absorption-of-nutrient",
    "adds-up",
    "condition",
    "none",
]
CaveatSeverity = Literal["danger", "warning", "note"]
CAVEAT_SEVERITIES: tuple[CaveatSeverity, ...] = get_args(CaveatSeverity)

NutrientKind = Literal["vitamin", "vitamer", "mineral", "macronutrient", "other"]
IntakeKind = Literal["AI", "RDA", "PRI", "AR", "EAR", "DV", "NRV", "guidance", "DG"]
Assessor = Literal["language-model", "editor", "pharmacist", "physician"]

Language = Literal["en", "de", "fr", "es", "ja", "nl", "la", "it", "pt"]
