"""Linear models that come with the program: a weight for each feature and label, as learned by `training/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cache
from math import sqrt

import msgspec

from k2cli.check.lexicon import Hit
from k2cli.check.match import SMALL
from k2cli.check.sight import Feature, Token

_SHOWN = 3


class Model(msgspec.Struct, frozen=True):
    """What was learned.

    `texts` is the digest of the labelled texts behind it, `bounds` are the scores from which something is so, by name;
    `weights` hold, for each feature, pairs of the place of a label and its weight in hundredths: whole numbers, whose sum
    is the same in whatever order they are added.
    """

    texts: str
    bounds: dict[str, float]
    labels: list[str]
    intercepts: list[float]
    weights: dict[str, list[tuple[int, int]]]

    def scores(self, names: Set[str]) -> list[float]:
        """How well each label fits a sentence with these features; a long sentence counts no more than a short one."""
        total = [0] * len(self.labels)
        weights = self.weights
        for name in names:
            for place, weight in weights.get(name, ()):
                total[place] += weight
        size = 100 * sqrt(len(names) or 1)
        return [i + t / size for i, t in zip(self.intercepts, total, strict=True)]

    def written(self, bounds: dict[str, float]) -> bytes:
        """The model with these bounds as JSON, a feature a line in order of name."""
        head = msgspec.json.encode(msgspec.structs.replace(self, bounds=bounds, weights={})).removesuffix(
            b"}}"
        )
        encode = msgspec.json.encode
        rows = [encode(name) + b":" + encode(row) for name, row in sorted(self.weights.items())]
        return head + b"\n" + b",\n".join(rows) + b"}}\n"


@cache
def learned(name: str) -> Model:
    """The model `name` (dangers, claims or stances) that comes with the program."""
    from importlib.resources import files

    return msgspec.json.decode(files("k2cli.check.learned").joinpath(f"{name}.json").read_bytes(), type=Model)


def telling(features: Iterable[Feature], read: Sequence[Token], model: Model, label: int = 0) -> list[Hit]:
    """The words that weighed most for a label, in order of place."""
    weight: dict[int, int] = defaultdict(int)
    for name, place in set(features):
        if place >= 0:
            weight[place] += sum(w for p, w in model.weights.get(name, ()) if p == label)
    heavy = [p for p in weight if weight[p] > 0 and read[p].text not in SMALL]
    best = sorted(heavy, key=lambda p: (-weight[p], p))[:_SHOWN]
    return [Hit("wording", read[p].first, read[p].last) for p in sorted(best)]
