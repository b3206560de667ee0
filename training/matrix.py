"""Sentences as a matrix: a row a sentence, a column a feature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log, sqrt

from scipy.sparse import csr_matrix

# A feature is learned when so many sentences have it.
LEAST = 3
TYPICAL = 7.0


def matrix(
    sentences: Sequence[frozenset[str]], counts: Callable[[str, float], float]
) -> tuple[csr_matrix, dict[str, float]]:
    """The matrix, and what each feature counts by column: `counts` of it and its inverse document frequency.

    The frequency is ln(sentences / sentences that have the feature), in units of a typical one; a sentence counts by the
    root of the number of its features.
    """
    seen = Counter(f for s in sentences for f in s)
    known = sorted(f for f, n in seen.items() if n >= LEAST)
    place = {f: i for i, f in enumerate(known)}
    rarity = {f: counts(f, log(len(sentences) / seen[f]) / TYPICAL) for f in known}
    data, columns, starts = [], [], [0]
    for sentence in sentences:
        kept = sorted(f for f in sentence if f in place)
        columns += [place[f] for f in kept]
        data += [rarity[f] / sqrt(len(sentence)) for f in kept]
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(sentences), len(known))), rarity
