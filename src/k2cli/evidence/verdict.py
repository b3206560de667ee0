"""Whether a recorded verdict may stand beside the certainty that was worked out.

The verdict is a judgement of people; these are its limits. When support falls to nothing, the verdict
that is shown falls with it, whatever the record says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from k2cli.evidence.certainty import rank
from k2cli.vocabulary import VERDICTS_THAT_STAND, Certainty, ClaimKind, Direction, Verdict


class Row(NamedTuple):
    """A finding as the verdict sees it; certainty None means that nothing of it is left."""

    claimed: Direction | None
    direction: Direction
    certainty: Certainty | None

    @property
    def agrees(self) -> bool | None:
        """Whether what was shown is what was said; None when the claim is silent on it."""
        if self.claimed is None:
            return None
        return self.claimed == self.direction


def shown_verdict(verdict: Verdict, live_support: int) -> tuple[Verdict, str | None]:
    """The verdict to show and, if it differs from the recorded one, why."""
    if verdict in VERDICTS_THAT_STAND and live_support == 0:
        return (
            "unsupported",
            f"recorded as '{verdict}', but every work cited in support has been retracted or leans only on such work",
        )
    return verdict, None


def misfit(kind: ClaimKind, verdict: Verdict, rows: Sequence[Row]) -> str | None:
    """Why `verdict` does not fit the graded `rows`, or None if it does. Only effects are graded."""
    if kind != "effect":
        return None
    stated = [row for row in rows if row.claimed is not None and row.certainty is not None]
    agree = [rank(row.certainty) for row in stated if row.certainty and row.agrees]
    differ = [rank(row.certainty) for row in stated if row.certainty and not row.agrees]
    if verdict == "untested":
        return "is 'untested', yet a row says what was shown" if agree or differ else None
    if verdict == "supported":
        if not agree or max(agree) < 2:
            return "is 'supported' without an agreeing row of at least low certainty"
        if differ and max(differ) >= 3:
            return "is 'supported' against a differing row of moderate or high certainty"
    if verdict == "partly-supported" and not agree:
        return "is 'partly-supported' without any agreeing row"
    if verdict == "contradicted" and (not differ or max(differ) < 2):
        return "is 'contradicted' without a differing row of at least low certainty"
    if verdict == "unsupported" and agree and max(agree) >= 3:
        return "is 'unsupported' although an agreeing row has moderate or high certainty"
    if verdict == "overstated" and agree and not differ and min(agree) == 4:
        return "is 'overstated' although every row agrees with high certainty"
    if verdict == "mixed" and agree and not differ and max(agree) >= 3:
        return "is 'mixed' although every row agrees, one with moderate or high certainty"
    return None
