"""The bars that reading questions must reach on the shipped base."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from k2cli.index.store import Store, open_store
from tests.questions.score import SETS, questions, score

HIT_1 = {"foods": 0.90, "interactions": 0.90, "claims": 0.85}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store()
    yield opened
    opened.close()


def test_there_are_at_least_150_questions_to_work_with_and_40_of_each() -> None:
    counts = [len(questions(name, held_out=False)) for name in SETS]
    assert sum(counts) >= 150
    assert min(counts) >= 40


@pytest.mark.parametrize("held_out", [False, True], ids=["worked-with", "held-out"])
@pytest.mark.parametrize("name", SETS)
def test_the_right_record_comes_first(store: Store, name: str, held_out: bool) -> None:
    found = score(store, name, held_out)
    assert found.hit_1 >= HIT_1[name], [(m.question, m.got) for m in found.misses]


@pytest.mark.parametrize("held_out", [False, True], ids=["worked-with", "held-out"])
@pytest.mark.parametrize("name", SETS)
def test_nobody_is_falsely_reassured(store: Store, name: str, held_out: bool) -> None:
    found = score(store, name, held_out)
    assert not [(m.question, m.got) for m in found.misses if m.reassured]
