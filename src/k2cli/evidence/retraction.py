"""How a retraction travels: from a trial to every review that pools it, and on.

A source is *dead* when it was itself retracted, or when everything it is known to pool is dead. It is
*tainted* when any part of what it pools is dead or under concern. What is said of a source is said of
it as of the day its records were written: "none seen" is not a register check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Standing = Literal["none-seen", "corrected", "pools-concern", "concern", "pools-retracted", "retracted"]
STANDING_NAMES: dict[Standing, str] = {
    "none-seen": "no notice seen",
    "corrected": "corrected",
    "pools-concern": "pools work under concern",
    "concern": "under concern",
    "pools-retracted": "pools retracted work",
    "retracted": "retracted",
}


class Work(NamedTuple):
    """What the cascade needs of a source: its own state and what it pools."""

    state: str
    pools: Sequence[str] = ()


class Stand(NamedTuple):
    """Where a source stands, whether anything of it is left, and by way of which works."""

    standing: Standing
    dead: bool = False
    through: tuple[str, ...] = ()

    @property
    def tainted(self) -> bool:
        """Retracted or under concern, itself or by what it pools."""
        return self.standing not in ("none-seen", "corrected")


def stands(works: Mapping[str, Work]) -> dict[str, Stand]:
    """Where each of `works` stands. `through` names the works whose own notices reach it, sorted.

    Pools that run in a circle, or that name an unknown work, are followed as far as they go.
    """
    # Notices reach a work through any path, so a plain closure of `pools` finds them all, circles too.
    result: dict[str, Stand] = {}
    dead = _dead(works)
    for name, work in works.items():
        if work.state == "retracted":
            result[name] = Stand("retracted", True, (name,))
            continue
        reached = _closure(name, works)
        retracted = sorted(r for r in reached if works[r].state == "retracted")
        concern = sorted(r for r in reached if works[r].state == "concern")
        if retracted:
            result[name] = Stand("pools-retracted", name in dead, tuple(retracted + concern))
        elif work.state == "concern":
            result[name] = Stand("concern", False, (name,))
        elif concern:
            result[name] = Stand("pools-concern", False, tuple(concern))
        elif work.state == "corrected":
            result[name] = Stand("corrected")
        else:
            result[name] = Stand("none-seen")
    return result


def _closure(name: str, works: Mapping[str, Work]) -> set[str]:
    reached: set[str] = set()
    waiting = list(works[name].pools)
    while waiting:
        here = waiting.pop()
        if here in reached or here not in works or here == name:
            continue
        reached.add(here)
        waiting.extend(works[here].pools)
    return reached


def _dead(works: Mapping[str, Work]) -> set[str]:
    dead = {name for name, work in works.items() if work.state == "retracted"}
    grew = True
    while grew:
        grew = False
        for name, work in works.items():
            if name not in dead and work.pools and all(p in dead for p in work.pools):
                dead.add(name)
                grew = True
    return dead


def cycles(pools: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Circles in `pools`, each once, starting at its smallest name. Empty when there are none."""
    found: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in sorted(pools):
        stack: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
        while stack:
            here, path = stack.pop()
            for step in pools.get(here, ()):
                if step in path:
                    circle = path[path.index(step) :]
                    least = circle.index(min(circle))
                    found.add(circle[least:] + circle[:least])
                elif step not in done:
                    stack.append((step, (*path, step)))
        done.add(start)
    return sorted(found)
