"""The second reader: names are read as kinds, sentences with what stands before them, weights as learned."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2cli.check.claims_by_wording import chosen, clearest
from k2cli.check.dangers_by_wording import NO_MEDICINE, WITHOUT_MEDICINE, dangerous, named_for
from k2cli.check.judge import Judge, Judged
from k2cli.check.lexicon import Danger
from k2cli.check.model import Model, learned, telling
from k2cli.check.readers import document
from k2cli.check.sight import Token, tokens
from k2cli.check.source import Source
from k2cli.check.stance import STANCES
from k2cli.check.units import units
from tests.check import score
from tests.check.score import HERE, TRAINING, digest, judge, reading


def judged(text: str) -> list[Judged]:
    return score.judged(Source("x", text))


def codes(text: str) -> list[str]:
    return [a.danger.code for j in judged(text) for a in j.alarms]


def read(text: str) -> list[str]:
    return [t.text for j in judged(text) for t in tokens(j.words, j.hits)]


def names(text: str, kind: str = "text") -> list[set[str]]:
    page, sight = units(document(Source("x", text, kind)).blocks), judge().sight()
    return [
        {name for name, _ in judge().danger_features(j, found, sight)}
        for j, found in judge().looks(page, sight)
    ]


@pytest.mark.parametrize("brand", ["Coumadin", "Sintrom", "Marcumar", "warfarin"])
def test_a_brand_and_its_generic_are_read_alike(brand: str) -> None:
    assert read(f"I keep my {brand} in a drawer") == ["i", "keep", "my", "VKA", "in", "a", "drawer"]


def test_numbers_are_read_as_one_sign() -> None:
    assert read("It took 12 days") == ["it", "tak", "#", "day"]


def test_every_word_belongs_to_one_token_in_order() -> None:
    for j in judged("Vitamin K antagonists such as phenprocoumon thin the blood. Put the pills away."):
        found = tokens(j.words, j.hits)
        assert [p for t in found for p in range(t.first, t.last + 1)] == list(range(len(j.words)))


def test_a_medicine_three_sentences_back_is_still_spoken_of_and_four_back_is_not() -> None:
    found = names("She takes Fosamax. It rained. It stopped. We ate. We slept.")
    assert "BONEMED@3" in found[3]
    assert not any(n.startswith("BONEMED@") for n in found[4])


def test_a_medicine_in_the_heading_is_spoken_of_below_it() -> None:
    assert "BONEMED@head" in names("# Life without Fosamax\n\nIt rained.\n", "markdown")[-1]


def test_what_a_warning_took_out_is_told_to_the_second_reader() -> None:
    assert any(n.startswith("guarded=") for n in names("Do not stop warfarin, K2 is no substitute.")[0])
    assert "code=D03" in names("Stop warfarin, K2 is enough.")[0]


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(-200, 200), max_size=8),
    st.sets(st.text(max_size=3), max_size=12),
)
def test_a_score_is_the_intercept_and_a_share_of_the_weights(
    weights: dict[str, int], found: set[str]
) -> None:
    model = Model("", {}, ["one", "other"], [-0.5, 0.25], {n: [(1, w)] for n, w in weights.items()})
    known = [weights[n] for n in found if n in weights]
    assert model.scores(found) == [-0.5, pytest.approx(0.25 + sum(known) / 100 / max(1, len(found)) ** 0.5)]
    assert model.scores(set()) == [-0.5, 0.25]


def test_the_words_that_weigh_most_for_a_label_are_named_and_small_words_never() -> None:
    sentence = [Token("the", 0, 0), Token("drawer", 1, 1), Token("is", 2, 2), Token("calm", 3, 3)]
    found = [("the", 0), ("drawer", 1), ("calm", 3)]
    weights = {"the": [(0, 300)], "drawer": [(0, 100), (1, -100)], "calm": [(0, -100), (1, 200)]}
    model = Model("", {}, ["one", "other"], [0.0, 0.0], weights)
    assert [(h.first, h.last) for h in telling(found, sentence, model, 0)] == [(1, 1)]
    assert [(h.first, h.last) for h in telling(found, sentence, model, 1)] == [(3, 3)]


@given(
    st.dictionaries(st.text(max_size=8), st.lists(st.tuples(st.just(0), st.integers(-999, 999)), max_size=2))
)
def test_a_model_is_read_as_it_was_written_whatever_its_features_are_called(
    weights: dict[str, list[tuple[int, int]]],
) -> None:
    model = Model("", {"from": 0.5}, ["one"], [0.0], {**weights, 'no,"': [(0, 1)]})
    assert msgspec.json.decode(model.written(model.bounds), type=Model) == model


def test_where_no_medicine_is_spoken_of_the_wording_must_speak_more_clearly() -> None:
    bounds = {"from": 0.0, "surely not": -0.5}
    assert dangerous(0.1, {"a"}, False, bounds)
    assert not dangerous(0.1, {"a", NO_MEDICINE}, False, bounds)
    assert dangerous(WITHOUT_MEDICINE, {"a", NO_MEDICINE}, False, bounds)


def test_a_pattern_is_overruled_only_where_the_wording_is_sure() -> None:
    bounds = {"from": 0.0, "surely not": -0.5}
    assert dangerous(-0.5, {NO_MEDICINE}, True, bounds)
    assert not dangerous(-0.51, set(), True, bounds)


BOUNDS = {"from": 0.0, "surely not": -0.5}


def test_a_claim_found_by_pattern_stands_before_one_found_by_wording_that_fits_as_well() -> None:
    assert chosen(["a"], {"a": 0.1, "b": 0.1, "c": 0.0}, BOUNDS, lambda _: True) == ["a", "b", "c"]


def test_words_alone_make_no_claim_where_the_ends_are_missing() -> None:
    assert chosen([], {"a": 2.0, "b": 1.9}, BOUNDS, lambda claim: claim == "b") == ["b"]


def test_a_claim_by_pattern_is_dropped_only_where_the_wording_is_sure() -> None:
    assert chosen(["a"], {"a": -0.5}, BOUNDS, lambda _: True) == ["a"]
    assert chosen(["a"], {"a": -0.51}, BOUNDS, lambda _: True) == []


def test_a_claim_far_behind_the_best_is_not_what_a_sentence_says() -> None:
    assert chosen(["a", "b"], {"a": 0.9, "b": 0.1}, BOUNDS, lambda _: True) == ["a"]


def test_a_claim_the_model_never_met_keeps_its_place_beside_known_ones() -> None:
    assert chosen(["mine", "b"], {"b": -0.4}, BOUNDS, lambda _: True) == ["mine", "b"]


@pytest.mark.parametrize(("ahead", "name"), [(0.3, "denies"), (0.29, "affirms")])
def test_the_stance_by_pattern_stands_unless_another_fits_clearly_better(ahead: float, name: str) -> None:
    values = [0.0 if s == "affirms" else ahead if s == "denies" else -1.0 for s in STANCES]
    assert clearest(values, "affirms", 0.3) == name


def danger(code: str, *sorts: str) -> Danger:
    return Danger(code, code, code, [], [], [], list(sorts))


@pytest.mark.parametrize(
    ("here", "around", "code"),
    [
        ({"VKA", "K"}, set(), "D01"),
        ({"VKA"}, {"K"}, "D03"),
        ({"K"}, {"VKA"}, "D01"),
        ({"BONEMED", "K"}, {"VKA"}, "D04"),
        (set(), set(), "D15"),
    ],
)
def test_a_danger_is_called_after_the_names_in_it_before_those_around_it(
    here: set[str], around: set[str], code: str
) -> None:
    dangers = [danger("D01", "VKA+K"), danger("D03", "VKA"), danger("D04", "BONEMED"), danger("D15", "any")]
    found = named_for(dangers, frozenset(here), frozenset(around))
    assert found is not None
    assert found.code == code


def test_a_high_dose_found_by_its_wording_is_called_so() -> None:
    text = (
        "Bring your D level up fast with 50,000 units every single day, and save your money on the lab work."
    )
    found = [a for j in judged(text) for a in j.alarms]
    assert [(a.danger.code, a.by_wording) for a in found] == [("D06", True)]


def test_a_base_that_sorts_no_dangers_gets_no_name() -> None:
    assert named_for([danger("D03")], frozenset({"VKA"}), frozenset()) is None


@pytest.mark.parametrize(
    ("name", "of"), [("dangers", "dangers"), ("claims", "claims"), ("stances", "claims")]
)
def test_the_weights_are_those_of_the_labelled_texts(name: str, of: str) -> None:
    assert learned(name).texts == digest(of), f"texts changed: run `python training/fit_{of}.py`"


def test_every_claim_and_stance_learned_is_one_of_the_base() -> None:
    assert set(learned("claims").labels) <= {r.claim for r in reading().recognitions}
    assert learned("stances").labels == list(STANCES)


def found_by_wording() -> tuple[str, str]:
    """The first sentence of the unseen pages that affirms one claim, a contradicted one found by its wording alone, and the claim."""
    contradicted = {c.id for c in reading().claims if c.verdict == "contradicted"}
    for path in sorted((HERE / "unseen").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            text = line.split("\t")[-1]
            read = judged(text)
            made = [(m, stance.name) for j in read for m, stance in j.matches]
            if len(made) != 1 or any(j.alarms for j in read):
                continue
            ((match, stance),) = made
            if match.by_wording and stance == "affirms" and match.claim in contradicted:
                return text, match.claim
    raise AssertionError("no sentence is found by its wording alone")


def test_a_claim_found_by_its_wording_says_so_in_every_format() -> None:
    from typer.testing import CliRunner

    from k2cli.cli import app
    from k2cli.render import CheckFormat

    sentence, claim = found_by_wording()
    for form in CheckFormat:
        told = CliRunner().invoke(app, ["claim", "check", "--said", sentence, "--format", form]).output
        assert claim in told, form
        assert "ound by its wording" in " ".join(told.split()), form


def test_a_finding_by_wording_says_so() -> None:
    text = (
        "The rheumatologist wrote me a script for Actonel. I let it ripen in a drawer and never looked back."
    )
    alarms = [a for j in judged(text) for a in j.alarms if a.by_wording]
    assert alarms
    assert all(h.concept == "wording" for a in alarms for h in a.used)


@pytest.mark.parametrize(
    ("risky", "safe"),
    [
        ("Stop warfarin.", "Do not stop warfarin."),
        ("You can safely take K2 with Coumadin.", "You cannot safely take K2 with Coumadin."),
        ("Ditch Fosamax and take K2 instead.", "Never ditch Fosamax for K2."),
        ("K2 makes warfarin work better.", "K2 makes warfarin work less well, so ask the clinic."),
        (
            "I threw my statins in the bin and started K2.",
            "Never throw your statins in the bin for K2.",
        ),
        ("Halve your dose of warfarin when you start natto.", "The clinic may halve your dose of warfarin."),
    ],
)
def test_twins_are_told_apart(risky: str, safe: str) -> None:
    assert codes(risky)
    assert codes(safe) == []


def label_lines(of: str) -> list[tuple[str, list[str], bool]]:
    return [
        (f"{path.name}:{number}: {line[:60]}", line.split("\t"), ".pairs." in path.name)
        for path in sorted((TRAINING / of).glob("*.tsv"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line
    ]


@pytest.mark.parametrize("of", ["dangers", "claims"])
def test_labelled_lines_have_their_fields(of: str) -> None:
    rows = label_lines(of)
    assert len(rows) > 1000
    assert [w for w, fields, pairs in rows if len(fields) != 3 + pairs or not fields[-1].strip()] == []


def test_labels_of_dangers_are_known() -> None:
    assert [w for w, fields, _ in label_lines("dangers") if fields[0] not in ("D", "N", "O")] == []


def test_labels_of_claims_are_claims_of_the_base_and_stances() -> None:
    known = {line.id for line in reading().claims} | {"-", "?"}
    rows = label_lines("claims")
    assert [w for w, fields, _ in rows if not known.issuperset(fields[0].split(","))] == []
    assert [w for w, fields, _ in rows if fields[1] not in (*STANCES, "-")] == []


def test_the_weights_decode_and_are_not_lost() -> None:
    for name in ("dangers", "claims", "stances"):
        assert len(learned(name).weights) > 5_000
        assert msgspec.json.decode(learned(name).written(learned(name).bounds), type=Model) == learned(name)


@pytest.mark.parametrize(
    "verdict", ["That is dangerous nonsense.", "This is wrong.", "Reckless.", "That's false."]
)
def test_advice_that_the_next_sentence_calls_wrong_is_not_reported(verdict: str) -> None:
    advice = "Some naturopaths say K2 can replace your blood thinner."
    assert codes(f"{advice} We met one in May.")
    assert codes(f"{advice} {verdict}") == []


@pytest.mark.parametrize(
    "more",
    [
        "It is wrong to keep taking Coumadin.",
        "That is wrong with doctors: they never listen.",
        "Dangerous side effects are rare.",
        "It is not wrong.",
        "Is that wrong?",
        "Wrong?",
    ],
)
def test_only_a_whole_sentence_takes_advice_back(more: str) -> None:
    assert codes(f"K2 can replace your blood thinner. {more}")


def test_a_recognition_that_only_says_what_must_not_be_there_never_matches() -> None:
    base = reading()
    only = msgspec.structs.replace(
        base.recognitions[0],
        terms=[msgspec.structs.replace(t, absent=True) for t in base.recognitions[0].terms],
    )
    bare = Judge(msgspec.structs.replace(base, recognitions=[only], wordings=[]))
    page = units(document(Source("x", "Natto is sticky.")).blocks)
    assert [list(j.matches) for j in bare.by_pattern(page)] == [[]]
