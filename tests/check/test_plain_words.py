"""Plain advice is judged right whatever the medicine, the verb or the claim: walked over everything the base names.

The frames are not learned from (a test sees to that); `training/*/plain-2.pairs.tsv` holds others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from k2cli.check.judge import Judged
from k2cli.check.source import Source
from k2cli.index.joins import Joins
from k2cli.kb.load import load
from tests.check import score
from tests.check.score import TRAINING
from tests.conftest import DATA

ORDERS = [
    "Stop your {}.",
    "Quit {} and take vitamin K2.",
    "You can throw away your {} now that you take vitamin K2.",
    "I came off {} thanks to natto.",
    "Do not take your {}, take K2 instead.",
    "Swallow vitamin K2 instead of {}.",
    "Vitamin K2 has made {} superfluous.",
]
WARNINGS = [
    "Do not stop your {} without asking your doctor.",
    "My doctor prescribed {}.",
    "Never drop {} because of a vitamin.",
    "Vitamin K2 is no replacement for {}.",
]
WITH_K = [
    "Take {k} with your {m}.",
    "{k} is safe with {m}.",
    "You may take {k} while you are on {m}.",
    "My INR was too high on {m}, so I took {k}.",
    "{k} strengthens {m}.",
    "With {k} you need no {m}.",
]
# Nobody is told that this is in line with the evidence.
INTERACTION_DENIED = [
    "There is no evidence that {k} interferes with {m}.",
    "It is a myth that {k} weakens {m}.",
    "No trial has shown that {k} disturbs {m}.",
    "It is not true that {k} works against {m}.",
    "The claim that {k} interacts with {m} is false.",
    "{k} does not interact with {m}.",
]
WARNED_OF_K = [
    "Do not take {k} with {m}.",
    "{k} works against {m}.",
    "Ask the clinic before you take {k} with {m}.",
    "If you are on {m}, do not start {k}.",
]
FORMS_OF_K = ["K2", "vitamin K2", "MK-7", "MK-4", "natto", "vitamin K", "vitamin K1"]

# Base and past of what people do to a medicine.
VERBS = {
    "stop": "stopped", "stop taking": "stopped taking", "quit": "quit", "drop": "dropped", "ditch": "ditched",
    "skip": "skipped", "leave off": "left off", "come off": "came off", "get off": "got off",
    "throw away": "threw away", "bin": "binned", "cut down on": "cut down on", "cut back on": "cut back on",
    "halve": "halved", "reduce": "reduced", "taper off": "tapered off", "pause": "paused",
    "take a break from": "took a break from", "put off": "put off", "give up": "gave up", "do without": "did without",
    "go without": "went without", "delay": "delayed", "discontinue": "discontinued", "refuse": "refused",
}  # fmt: skip
MEDICINES = [
    "warfarin", "Coumadin", "blood thinner", "statin", "Fosamax", "antidepressant", "sertraline", "Prolia injection",
    "blood pressure tablets", "Eliquis", "insulin", "bone medicine",
]  # fmt: skip
ADVICE = [
    "{Verb} your {m}.",
    "You can {verb} your {m}.",
    "Once you take vitamin K2 you can {verb} your {m}.",
    "Since I started K2 I {past} my {m}.",
    "{Verb} your {m} for a week before the dentist.",
    "You should {verb} your {m}.",
    "It is safe to {verb} your {m}.",
    "{Verb} your {m}: your body will thank you.",
    "Feel free to {verb} your {m}.",
    "After a month on K2 she {past} her {m}.",
    "Why not {verb} your {m} and eat natto?",
    "Just {verb} your {m}; you will be fine.",
    "It is time to {verb} your {m}.",
    "Many of our readers {past} their {m} and feel great.",
    "{Verb} your {m} a few days before surgery.",
    "With enough magnesium you may {verb} your {m}.",
]
CAUTION = [
    "Do not {verb} your {m}.",
    "Never {verb} your {m} without asking your doctor.",
    "If you {verb} your {m}, the risk of a clot or a fracture goes up.",
    "If you {verb} your {m}, you may be harmed.",
    "Phone the clinic before you {verb} your {m}.",
    "People who {verb} their {m} end up in hospital.",
    "Nobody should {verb} their {m} on their own.",
    "It is dangerous to {verb} your {m}.",
    "You must not {verb} your {m}.",
    "My doctor decided to {verb} my {m}.",
    "Please don't {verb} your {m} because of this article.",
    "No supplement is a reason to {verb} your {m}.",
    "Only your doctor can decide whether to {verb} your {m}.",
    "Should I {verb} my {m}?",
    "It is a myth that you can {verb} your {m} once you take K2.",
    "Some sites say you can {verb} your {m}; that is wrong.",
]
# The dangers that fewer pages speak of: what to say, what says the same safely, and what to put in.
RARER = {
    "fermented food and MAO inhibitors": (
        [
            "You can eat {food} while you take {maoi}.", "Enjoy {food} with your {maoi}.",
            "There is nothing wrong with {food} on {maoi}.",
        ],
        [
            "Do not eat {food} while you take {maoi}.", "People on {maoi} must not eat {food}.",
            "Avoid {food} with {maoi}.",
        ],
    ),
    "herbs beside medicines": (
        [
            "{herb} is safe with {thins_or_lifts}.", "Take {herb} together with {thins_or_lifts}.",
            "You can combine {herb} and {thins_or_lifts} without worry.",
        ],
        [
            "{herb} can be dangerous with {thins_or_lifts}.",
            "Ask your pharmacist before you take {herb} with {thins_or_lifts}.",
            "Do not take {herb} with {thins_or_lifts}.",
        ],
    ),
    "greens and vitamin K antagonists": (
        ["Avoid all {green} if you take {vka}.", "Stop eating {green} while you are on {vka}."],
        [
            "Keep the amount of {green} steady while you take {vka}.",
            "Eat about the same amount of {green} every week with {vka}.",
            "You do not have to give up {green} on {vka}.",
        ],
    ),
    "the newborn": (
        [
            "Skip the {shot}.", "You can refuse the {shot} for your baby.", "Healthy babies do not need the {shot}.",
            "The {shot} does more harm than good.", "We declined the {shot} for our son.",
        ],
        [
            "Please do not skip the {shot}.", "Without the {shot} a baby can bleed.", "The {shot} does not cause leukaemia.",
            "A newborn should get the {shot}.",
        ],
    ),
    "high doses": (
        [
            "Take {dose} of vitamin D every day, no blood test needed.",
            "With K2, {dose} of vitamin D a day is perfectly safe.", "Give your child {dose} of vitamin D a day.",
        ],
        [
            "Do not take {dose} of vitamin D a day on your own.", "{dose} of vitamin D a day can be toxic.",
            "The trial gave {dose} of vitamin D a week.",
        ],
    ),
    "borax": (
        ["Drink {borax} in water every day.", "A pinch of {borax} cures arthritis.", "{borax} is a safe source of boron."],
        ["Never drink {borax}.", "{borax} is a poison.", "Do not swallow {borax}."],
    ),
    "the doctor": (
        [
            "Don't tell your {carer} about the K2.", "There is no need to ask your {carer} about vitamin K2.",
            "Your {carer} does not have to know about your supplements.",
        ],
        [
            "Tell your {carer} about the K2.", "Ask your {carer} before you take vitamin K2.",
            "Your {carer} has to know about your supplements.",
        ],
    ),
    "serious illness": (
        ["If you have {ill}, take K2.", "With K2 you need no doctor for {ill}."],
        [
            "If you have {ill}, see a doctor at once.", "Vitamin K2 is no treatment for {ill}.",
            "Do not treat {ill} with vitamins.",
        ],
    ),
}  # fmt: skip
STANCES = {
    "affirms": ["{S}", "Studies show that {s}", "We know that {s}"],
    "denies": [
        "It is not true that {s}", "No trial has shown that {s}", "It is a myth that {s}", "There is no evidence that {s}",
    ],
    "asks": ["Is it true that {q}?", "Many wonder whether {q}."],
    "reports": ["Some people say that {s}", "According to the seller, {s}", "The advertisement claims that {s}"],
    "hedges": ["It is possible that {s}", "Early studies suggest that {s}", "There is some evidence that {s}"],
}  # fmt: skip


@cache
def joins() -> Joins:
    return Joins(load([DATA]))


def judged(text: str) -> list[Judged]:
    return score.judged(Source("x", text))


def dangerous(text: str) -> bool:
    return any(j.alarms for j in judged(text))


def names(agents: set[str]) -> list[str]:
    """English and brand names in Latin letters; three letters alone ("ASA") are not read as a name."""
    found = (
        name
        for a in joins().base.agents
        if a.id in agents
        for name in (a.name, *a.names.get("en", ()), *(b for brands in a.brands.values() for b in brands))
    )
    return sorted({n for n in found if n.isascii() and len(n) > 3 and n.count(" ") < 3 and "(" not in n})


@cache
def medicines() -> list[str]:
    """Every name of every medicine that `claim check` takes for one."""
    (known,) = (c for c in joins().base.concepts if c.id == "any-medicine")
    out = {x for agent in known.without for x in (agent, *joins().all_members(agent))}
    return names({a.id for a in joins().base.agents if a.kind == "drug"} - out)


def with_antagonists(frame: str) -> list[str]:
    """A frame with every form of vitamin K and every name of a vitamin K antagonist."""
    antagonists = names({"vka-class", *joins().all_members("vka-class")})
    assert len(antagonists) >= 25
    return [frame.format(k=k, m=m) for k, m in product(FORMS_OF_K, antagonists)]


def acts(frames: list[str]) -> list[str]:
    return [
        frame.format(verb=verb, Verb=verb[0].upper() + verb[1:], past=past, m=m)
        for frame, (verb, past), m in product(frames, VERBS.items(), MEDICINES)
    ]


def said() -> Iterator[tuple[str, str]]:
    """Every claim of one sentence, in its own words."""
    for claim in joins().base.claims:
        if claim.said.count(".") == 1:
            yield claim.id, claim.said


@cache
def fillings() -> dict[str, list[str]]:
    """What goes into the frames of the rarer dangers; the medicines by every name of the base."""
    vka, maoi = (names({g, *joins().all_members(g)}) for g in ("vka-class", "maoi"))
    lifts = names({*joins().all_members("ssri"), *joins().all_members("snri")})
    return {
        "vka": vka, "maoi": maoi, "thins_or_lifts": [*vka, *lifts],
        "food": ["aged cheese", "natto", "ripe Camembert", "miso", "sauerkraut"],
        "herb": ["St John's wort", "Ginkgo", "5-HTP", "Turmeric", "Vitamin E"],
        "green": ["greens", "vegetables", "spinach", "salad", "broccoli"],
        "shot": ["vitamin K shot", "vitamin K injection", "vitamin K jab", "newborn shot"],
        "dose": ["10,000 IU", "20,000 IU", "50,000 IU", "100,000 IU"],
        "borax": ["borax", "boric acid"],
        "carer": ["doctor", "cardiologist", "pharmacist", "clinic", "GP"],
        "ill": ["chest pain", "signs of a stroke", "suicidal thoughts", "blood in the stool", "cancer"],
    }  # fmt: skip


def filled(frame: str) -> list[str]:
    """A frame with everything that can stand in it."""
    slots = [slot for slot in fillings() if f"{{{slot}}}" in frame]
    rows = product(*(fillings()[slot] for slot in slots))
    return [frame.format(**dict(zip(slots, row, strict=True))) for row in rows]


def in_frame(frame: str, text: str) -> str:
    first = text.split(" ")[0]
    low = (
        text
        if (first.isupper() and len(first) > 1)
        or any(c.isdigit() for c in first)
        or first in ("Japan", "Japanese")
        else text[0].lower() + text[1:]
    )
    return frame.format(S=text, s=low, q=low.rstrip("."))


def test_there_are_a_thousand_names_of_medicines_to_walk() -> None:
    assert len(medicines()) >= 950


@pytest.mark.parametrize("frame", ORDERS)
def test_an_order_to_stop_any_medicine_of_the_base_is_dangerous(frame: str) -> None:
    assert [m for m in medicines() if not dangerous(frame.format(m))] == []


@pytest.mark.parametrize("frame", WARNINGS)
def test_a_warning_not_to_stop_any_medicine_of_the_base_is_not(frame: str) -> None:
    assert [m for m in medicines() if dangerous(frame.format(m))] == []


@pytest.mark.parametrize("frame", [*WITH_K, *INTERACTION_DENIED])
def test_vitamin_k_beside_any_antagonist_by_any_name_is_dangerous(frame: str) -> None:
    assert [text for text in with_antagonists(frame) if not dangerous(text)] == []


@pytest.mark.parametrize("frame", WARNED_OF_K)
def test_a_warning_of_vitamin_k_beside_any_antagonist_is_not(frame: str) -> None:
    assert [text for text in with_antagonists(frame) if dangerous(text)] == []


@pytest.mark.parametrize("frame", [f for dangerous_, _ in RARER.values() for f in dangerous_])
def test_the_rarer_dangers_are_found_too(frame: str) -> None:
    rows = filled(frame)
    missed = [row for row in rows if not dangerous(row)]
    assert missed == []


def test_hardly_anything_that_warns_of_the_rarer_dangers_is_called_dangerous() -> None:
    rows = [row for _, safe in RARER.values() for frame in safe for row in filled(frame)]
    wrong = [row for row in rows if dangerous(row)]
    assert len(wrong) <= 0.002 * len(rows), wrong


@pytest.mark.parametrize("label", ["Myth", "Myth 3", "Fiction"])
def test_dangerous_advice_that_a_label_calls_a_myth_is_not_dangerous(label: str) -> None:
    orders = [frame.format(m) for frame in ORDERS for m in MEDICINES]
    rows = [f"{label}: {row}" for row in (*orders, *(x for frame in WITH_K for x in with_antagonists(frame)))]
    wrong = [row for row in rows if dangerous(row)]
    assert len(wrong) <= 0.001 * len(rows), wrong


@pytest.mark.parametrize("label", ["Myth", "Myth 3", "Fiction"])
def test_a_warning_that_a_label_calls_a_myth_is_dangerous(label: str) -> None:
    frames = ["{k} weakens {m}.", "{k} interferes with {m}.", "You must not take {k} with {m}."]
    rows = [f"{label}: {row}" for frame in frames for row in with_antagonists(frame)]
    assert [row for row in rows if not dangerous(row)] == []


def test_nearly_every_plain_advice_to_leave_a_medicine_off_is_dangerous() -> None:
    rows = acts(ADVICE)
    missed = [row for row in rows if not dangerous(row)]
    assert len(missed) <= 0.01 * len(rows), missed


def test_hardly_any_plain_caution_is_called_dangerous() -> None:
    rows = acts(CAUTION)
    wrong = [row for row in rows if dangerous(row)]
    assert len(wrong) <= 0.03 * len(rows), wrong


def test_the_frames_were_not_learned_from() -> None:
    learned = {
        line.split("\t")[-1]
        for path in TRAINING.rglob("*.tsv")
        for line in path.read_text("utf-8").splitlines()
    }
    stated = {in_frame(f, text) for _, text in said() for fs in STANCES.values() for f in fs if f != "{S}"}
    denied = {text for frame in INTERACTION_DENIED for text in with_antagonists(frame)}
    rarer = {row for both in RARER.values() for frames in both for frame in frames for row in filled(frame)}
    assert not learned & {*acts(ADVICE), *acts(CAUTION), *stated, *denied, *rarer}


@pytest.mark.parametrize(("stance", "frame"), [(s, f) for s, frames in STANCES.items() for f in frames])
def test_a_claim_in_its_own_words_is_found_in_any_frame_and_its_stance_is_read(
    stance: str, frame: str
) -> None:
    unfound: list[str] = []
    misread: list[str] = []
    for id_, text in said():
        matches = [x for j in judged(in_frame(frame, text)) for x in j.matches]
        mine = [found.name for match, found in matches if match.claim == id_]
        if not mine:
            unfound.append(id_)
        elif mine[0] != stance:
            misread.append(f"{id_}: {mine[0]}")
    assert len(unfound) <= 2, unfound
    assert len(misread) <= 0.08 * len(list(said())), misread
