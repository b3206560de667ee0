"""How a retraction travels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from k2cli.evidence.retraction import Work, cycles, stands

names = st.sampled_from("abcdefgh")
works = st.dictionaries(
    names,
    st.builds(
        Work,
        st.sampled_from(["none-seen", "corrected", "concern", "retracted"]),
        st.lists(names, max_size=4, unique=True),
    ),
    max_size=8,
)


def test_a_review_that_pools_a_retracted_trial_says_so() -> None:
    found = stands(
        {
            "trial": Work("retracted"),
            "other": Work("none-seen"),
            "review": Work("none-seen", ["trial", "other"]),
        }
    )
    assert found["review"].standing == "pools-retracted"
    assert found["review"].through == ("trial",)
    assert not found["review"].dead


def test_a_review_of_retracted_trials_alone_is_dead() -> None:
    found = stands({"a": Work("retracted"), "b": Work("retracted"), "review": Work("none-seen", ["a", "b"])})
    assert found["review"].dead


def test_a_retraction_travels_through_reviews_of_reviews() -> None:
    found = stands(
        {"trial": Work("retracted"), "ok": Work("none-seen"), "review": Work("none-seen", ["trial", "ok"]),
         "umbrella": Work("none-seen", ["review"])}
    )  # fmt: skip
    assert found["umbrella"].standing == "pools-retracted"


def test_concern_is_less_than_retraction() -> None:
    found = stands({"yops": Work("concern"), "review": Work("corrected", ["yops"])})
    assert found["review"].standing == "pools-concern"
    assert not found["review"].dead


def test_what_pools_nothing_bad_stands() -> None:
    found = stands({"a": Work("none-seen"), "review": Work("none-seen", ["a"])})
    assert found["review"].standing == "none-seen"
    assert not found["review"].tainted


@given(works)
def test_every_work_gets_a_standing_circles_and_unknown_names_included(base: dict[str, Work]) -> None:
    assert stands(base).keys() == base.keys()


@given(works)
def test_a_retraction_never_makes_anything_stand_better(base: dict[str, Work]) -> None:
    before = stands(base)
    for name in base:
        after = stands({**base, name: base[name]._replace(state="retracted")})
        for other in base:
            assert after[other].dead >= before[other].dead
            assert after[other].tainted >= before[other].tainted


@given(works)
def test_only_works_with_a_notice_of_their_own_are_named(base: dict[str, Work]) -> None:
    for stand in stands(base).values():
        assert all(base[name].state in ("retracted", "concern") for name in stand.through)


@given(works)
def test_a_work_reaches_whatever_it_pools_directly(base: dict[str, Work]) -> None:
    found = stands(base)
    for name, work in base.items():
        if work.state != "retracted" and any(
            p in base and p != name and base[p].state == "retracted" for p in work.pools
        ):
            assert found[name].standing == "pools-retracted"


def test_circles_are_found_once() -> None:
    assert cycles({"a": ["b"], "b": ["c"], "c": ["a"]}) == [("a", "b", "c")]


def test_a_chain_is_no_circle() -> None:
    assert cycles({"a": ["b", "c"], "b": ["c"], "c": []}) == []
