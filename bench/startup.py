"""How long a lookup takes as a multiple of a bare interpreter: medians of alternating runs.

    python bench/startup.py [RUNS]

The index is compiled first; what is measured is the second and later runs.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time

QUESTIONS = [
    ["food", "lookup", "natto", "--format", "terminal"],
    ["food", "lookup", "natto", "--json"],
    ["interactions", "warfarin", "--format", "terminal"],
    ["interactions", "warfarin", "--json"],
    ["claim", "search", "depression", "--format", "terminal"],
    ["claim", "search", "depression", "--json"],
]


def seconds(argv: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Prints one line a question."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    program = shutil.which("k2cli") or "k2cli"
    bare = [sys.executable, "-c", "pass"]
    for question in QUESTIONS:
        seconds([program, *question])
        pairs = [(seconds([program, *question]), seconds(bare)) for _ in range(runs)]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"{' '.join(question):48} {ours * 1000:6.1f} ms  {ratio:5.2f} x bare ({theirs * 1000:.1f} ms)")


if __name__ == "__main__":
    main()
