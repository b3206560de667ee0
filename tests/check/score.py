"""Scores `claim check` on labelled sentences: `python -m tests.check.score [-v] [seeds|dev|held-out|unseen|rarer]`.

A label names a sentence by a few words (`find`), the claims it makes (any of them is right), the stance and whether
it is dangerous. A sentence of a text of ours that no label names makes no claim. The three seed articles are read
where ../shared is; their labels come from tests/coverage.yaml, stances from labels.yaml. The pages of `unseen/` were
written and labelled by authors who knew nothing of the program, and nothing is learned from them: a line is dangerous (D),
near but safe (N) or ordinary (O), the class, the claims (`?`: two labellers differ, not counted), the stance, the sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from k2cli.check.judge import Judge, Judged
from k2cli.check.lexicon import Reading
from k2cli.check.readers import document
from k2cli.check.source import Source, kind_of
from k2cli.check.units import units
from k2cli.kb.yaml_io import read as read_yaml

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
ARTICLES = {
    "bone-deep-thoughts": "000_06300339c98654fa.txt",
    "k2-osteoporosis-guide": "001_eca038fd08798b20.txt",
    "k2-density-evidence": "002_e932db06c70531d5.txt",
}
TRAINING = HERE.parents[1] / "training"
# What nothing is learned from: pages, and single sentences on the rarer dangers.
NOT_LEARNED = {"unseen": "pages-*.tsv", "rarer": "rarer-*.tsv"}
PARTS = ("seeds", "dev", "held-out", "unseen", "rarer")


@dataclass
class Label:
    """What a sentence says; no claims: none of ours."""

    claims: tuple[str, ...] = ()
    stance: str = "affirms"
    danger: bool = False
    ignore: bool = False
    open: bool = False
    near: bool = False


@dataclass
class Score:
    """Counts over labelled sentences."""

    sentences: int = 0
    claims: int = 0
    found: int = 0
    right: int = 0
    top: int = 0
    stance_right: int = 0
    none: int = 0
    false: int = 0
    dangers: int = 0
    danger_found: int = 0
    safe: int = 0
    danger_false: int = 0
    near: int = 0
    near_false: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of the sentences with a claim, those found."""
        return self.found / max(1, self.claims)

    @property
    def precision(self) -> float:
        """Of the sentences found, those that make a claim."""
        return self.found / max(1, self.found + self.false)

    @property
    def claim_right(self) -> float:
        """Of the found, those with the right claim among those named."""
        return self.right / max(1, self.found)

    @property
    def claim_first(self) -> float:
        """Of the found, those with the right claim in first place."""
        return self.top / max(1, self.found)

    @property
    def stance(self) -> float:
        """Of the right claims, those with the right stance."""
        return self.stance_right / max(1, self.right)

    @property
    def false_alarms(self) -> float:
        """Of the sentences without a claim, those where one was found."""
        return self.false / max(1, self.none)

    @property
    def danger_recall(self) -> float:
        """Of the dangerous sentences, those found."""
        return self.danger_found / max(1, self.dangers)

    def add(self, name: str, label: Label, units: Sequence[Judged]) -> None:
        """Counts a sentence, read as these units."""
        self.sentences += 1
        matches = [x for u in units for x in u.matches]
        alarms = [a for u in units for a in u.alarms]
        claims = [m.claim for m, _ in matches]
        text = " ".join(u.unit.text for u in units)
        short = text[:150]
        shown = ", ".join(f"{m.claim}:{s.name}:{m.score:.1f}" for m, s in matches)
        if label.claims:
            self.claims += 1
            if not claims:
                self.notes.append(f"{name}: MISSED {'|'.join(label.claims)} ({label.stance}) :: {short}")
            else:
                self.found += 1
                hit = next((s for m, s in matches if m.claim in label.claims), None)
                if hit is None:
                    self.notes.append(
                        f"{name}: WRONG CLAIM want {'|'.join(label.claims)} got {shown} :: {short}"
                    )
                else:
                    self.right += 1
                    self.top += claims[0] in label.claims
                    if claims[0] not in label.claims:
                        self.notes.append(
                            f"{name}: not first want {'|'.join(label.claims)} got {shown} :: {short}"
                        )
                    if hit.name in label.stance.split("|"):
                        self.stance_right += 1
                    else:
                        self.notes.append(
                            f"{name}: STANCE want {label.stance} got {hit.name} ('{hit.words}') :: {short}"
                        )
        elif not label.open:
            self.none += 1
            if claims:
                self.false += 1
                used = [
                    [(h.concept, u.unit.text[u.words[h.first].start : u.words[h.last].end]) for h in m.used]
                    + list(m.taken_over)
                    for u in units
                    for m, _ in u.matches[:1]
                ]
                self.notes.append(f"{name}: FALSE {shown} {used} :: {short}")
        if label.danger:
            self.dangers += 1
            self.danger_found += bool(alarms)
            if not alarms:
                self.notes.append(f"{name}: DANGER MISSED :: {text}")
            return
        self.safe += 1
        self.danger_false += bool(alarms)
        self.near += label.near
        self.near_false += label.near and bool(alarms)
        if alarms:
            seen = [(a.danger.code, [h.concept for h in a.used]) for a in alarms]
            self.notes.append(f"{name}: FALSE DANGER {seen} :: {text[:300]}")

    def line(self, name: str) -> str:
        """The score in one line."""
        dangers = f"{self.danger_recall:.3f} of {self.dangers}" if self.dangers else "n/a"
        near = f", {self.near_false} of {self.near} near ones among them" if self.near else ""
        return (
            f"{name}: {self.sentences} sentences, {self.none} without a claim; recall {self.recall:.3f}, precision {self.precision:.3f}, "
            f"claim right {self.claim_right:.3f} (first {self.claim_first:.3f}), stance {self.stance:.3f}, false alarms {self.false_alarms:.3f}, "
            f"danger recall {dangers}, "
            f"false dangers {self.danger_false} of {self.safe}{near}"
        )


@cache
def reading() -> Reading:
    """What the shipped base reads with, compiled afresh."""
    from k2cli.index.joins import Joins
    from k2cli.index.reading import food_spans, reading
    from k2cli.kb.load import load

    base = load([HERE.parents[1] / "data"])
    joins = Joins(base)
    return reading(joins, food_spans(joins))


def labelled(part: str) -> dict[str, list[tuple[str, Label]]]:
    """Labels of a part by text."""
    out: dict[str, list[tuple[str, Label]]] = {}
    rows: list[dict[str, Any]] = read_yaml(HERE / "labels.yaml", "labels.yaml").data
    if part == "seeds":
        coverage: list[dict[str, Any]] = read_yaml(HERE.parent / "coverage.yaml", "coverage.yaml").data
        for row in coverage:
            claims = (row["claim"],) if "claim" in row else ()
            out.setdefault(row["article"], []).append((row["find"], Label(claims)))
    for row in rows:
        if row["part"] != part:
            continue
        claims = tuple(row["claim"].split("|")) if row.get("claim") else ()
        label = Label(
            claims,
            row.get("stance", "affirms"),
            row.get("danger", False),
            row.get("ignore", False),
            row.get("open", False),
        )
        out.setdefault(row["text"], []).append((row["find"], label))
    return out


def digest(of: str) -> str:
    """What tells the labelled texts (dangers or claims) from others: written with the weights learned from them."""
    total = sha256()
    for path in sorted((TRAINING / of).glob("*.tsv")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def page(sentences: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Sentences as one Markdown text, and where each stands: `# ` begins a heading, `- ` an item.

    A speaker begins a paragraph, and so does what follows words without a full stop: nobody could tell the two apart.
    """
    text, before = "", ""
    spans: list[tuple[int, int]] = []
    for raw in sentences:
        sentence = " ".join(raw.split())
        kind = sentence[:2] if sentence[:2] in ("# ", "- ") else ""
        sentence = sentence.removeprefix(kind)
        speaker = (": " in sentence[:26] or sentence[0] == "[") and not kind
        goes_on = (
            not kind and before == "" and not speaker and text.rstrip("\"'”’)*_").endswith(tuple(".?!:;…,"))
        )
        join = " " if goes_on else "\n" if kind == before == "- " else "\n\n"
        text += (join if text else "") + ("## " if kind == "# " else kind)
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
        before = kind
    return text, spans


@cache
def judge() -> Judge:
    """Reads with the shipped base; built once, as it is for a run of the program."""
    return Judge(reading())


def judged(source: Source) -> list[Judged]:
    """A text, judged."""
    return list(judge().judge(units(document(source).blocks)))


def score(part: str) -> Score:
    """The score of one part."""
    total = Score()
    if part in NOT_LEARNED:
        unseen(total, NOT_LEARNED[part])
        return total
    for name, rows in labelled(part).items():
        path = SEEDS / ARTICLES[name] if part == "seeds" else HERE / part / name
        text = path.read_text("utf-8")
        source = Source(str(path), text, kind_of(str(path), text))
        one(total, name, source, rows, part == "seeds")
    return total


def one(total: Score, name: str, source: Source, rows: list[tuple[str, Label]], overlay: bool) -> None:
    """Adds the sentences of a text to a score. `overlay`: a later label replaces the stance of an earlier one."""
    found = judged(source)
    by_unit: dict[int, Label] = {}
    for find, label in rows:
        matches = [i for i, j in enumerate(found) if find in j.unit.text]
        if not matches:
            matches = [
                i
                for i, j in enumerate(found)
                if any(
                    find.startswith(j.unit.text[k:])
                    for k in range(max(0, len(j.unit.text) - len(find) + 1), len(j.unit.text) - 8)
                )
            ]
        if not matches:
            total.notes.append(f"{name}: NOT FOUND '{find}'")
            continue
        place = matches[0]
        old = by_unit.get(place)
        if old is None:
            by_unit[place] = Label(label.claims, label.stance, label.danger, label.ignore, label.open)
        else:
            old.claims = tuple(dict.fromkeys((*old.claims, *label.claims)))
            if label.stance != "affirms" or not overlay:
                old.stance = label.stance
            old.danger |= label.danger
            old.ignore |= label.ignore
            old.open |= label.open
    for place, item in enumerate(found):
        label = by_unit.get(place, Label())
        if not label.ignore and any(c.isalpha() for c in item.unit.text):
            total.add(name, label, [item])


def unseen(total: Score, files: str) -> None:
    """Adds texts that nothing is learned from to a score."""
    for path in sorted((HERE / "unseen").glob(files)):
        for text in path.read_text("utf-8").split("\n\n"):
            rows = [line.split("\t") for line in text.splitlines()]
            markdown, spans = page([row[-1] for row in rows])
            found = judged(Source("x.md", markdown, "markdown"))
            for (risk, _, claims, stance, _), (start, end) in zip(rows, spans, strict=True):
                made = () if claims in ("-", "?") else tuple(claims.split(","))
                label = Label(made, stance, risk == "D", False, claims == "?", risk == "N")
                total.add(path.stem, label, [j for j in found if j.unit.start < end and j.unit.end > start])


def main(argv: list[str]) -> int:
    """Prints the scores."""
    wanted = [a for a in argv if a in PARTS] or list(PARTS)
    for part in wanted:
        if part == "seeds" and not SEEDS.is_dir():
            print("seeds: not here")
            continue
        result = score(part)
        if "-v" in argv:
            print("\n".join(result.notes))
        print(result.line(part))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
