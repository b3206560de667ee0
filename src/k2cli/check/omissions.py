"""What a text does not mention and should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from k2cli.check.lexicon import Omission, Reading


def omissions(reading: Reading, praised: Counter[str], mentioned: Iterable[str]) -> list[Omission]:
    """The omissions of a text, given how often each concept was praised and which concepts occur at all."""
    there = set(mentioned)
    return [
        o
        for o in reading.omissions
        if any(praised[c] for c in o.praises) and not there.intersection(o.mentions)
    ]
