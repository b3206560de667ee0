"""The shipped knowledge base: one rule, one test, all offenders at once; what it must hold; what it must cover."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from k2cli.kb.load import Loaded, load
from k2cli.kb.rules import RULES
from k2cli.kb.rules.rule import View
from tests.conftest import DATA, SHARED


@pytest.fixture(scope="module")
def base() -> Loaded:
    return load([DATA])


@pytest.fixture(scope="module")
def view(base: Loaded) -> View:
    return View(base)


def test_the_shipped_base_has_the_shape_of_its_models(base: Loaded) -> None:
    assert not base.problems, "\n".join(map(str, base.problems))


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_shipped_base_keeps_every_rule(view: View, name: str) -> None:
    offences = [
        f"{view.base.place(o.key, o.row).mark(*o.path)}: {o.message}" for o in RULES[name].check(view)
    ]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize(
    ("key", "least"),
    [
        ("claims", 180),
        ("sources", 600),
        ("foods", 240),
        ("agents", 200),
        ("interactions", 90),
        ("mechanisms", 15),
    ],
)
def test_the_shipped_base_is_wide(base: Loaded, key: str, least: int) -> None:
    assert len(base.records[key]) >= least


def test_a_hundred_medicines_are_known_by_name_alone(view: View) -> None:
    from k2cli.index.interactions import held

    alone = [a.id for a in view.base.agents if a.kind == "drug" and not held(a, view.joins)]
    assert len(alone) >= 100


def test_every_interaction_was_looked_at_by_somebody(base: Loaded) -> None:
    assert all(i.history[-1].by for i in base.interactions)


def test_every_vitamer_of_the_brief_has_a_record(view: View) -> None:
    wanted = {"vitamin-k1", "dihydro-vitamin-k1", "menadione", "mk-9-4h", *(f"mk-{n}" for n in range(4, 11))}
    assert wanted <= view.ids["nutrients"]


def test_all_kinds_of_amount_occur(base: Loaded) -> None:
    states = Counter(a.state for f in base.foods for a in f.amounts)
    assert {"measured", "trace", "zero", "imputed"} <= states.keys()


def _coverage() -> list[dict[str, str]]:
    rows = yaml.load(
        (Path(__file__).parent / "coverage.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    assert isinstance(rows, list)
    return rows


def test_every_assertion_of_the_articles_leads_to_a_claim(view: View) -> None:
    rows = _coverage()
    assert len(rows) >= 150
    lost = [
        f"{r['find']} → {r['claim']}" for r in rows if "claim" in r and r["claim"] not in view.ids["claims"]
    ]
    assert not lost, "\n".join(lost)
    unanswered = [r["find"] for r in rows if "claim" not in r and not r.get("none")]
    assert not unanswered, "\n".join(unanswered)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("“", '"').replace("”", '"'))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the articles are not part of the project")
def test_every_pointer_finds_its_sentence_in_the_articles(base: Loaded) -> None:
    articles = _squeezed("\n".join(p.read_text(encoding="utf-8") for p in (SHARED / "seeds").iterdir()))
    pointers = [s.find for c in base.claims for s in c.said_in] + [r["find"] for r in _coverage()]
    assert len(pointers) > 300
    lost = [p for p in pointers if _squeezed(p) not in articles]
    assert not lost, "\n".join(lost)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the articles are not part of the project")
def test_every_paragraph_of_the_articles_is_covered() -> None:
    """Each paragraph that ends like a sentence holds a covered assertion or one said to be none."""
    finds = [_squeezed(r["find"]) for r in _coverage()]
    missed: list[str] = []
    for path in sorted((SHARED / "seeds").iterdir()):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            text = _squeezed(paragraph).strip()
            if len(text) > 60 and text[-1] in ".!?" and not any(find in text for find in finds):
                missed.append(text[:80])
    assert len(missed) <= 25, "\n".join(missed)
