"""How long a search takes: on the shipped base, and on one with 100,000 claims.

    python bench/search_scale.py [--claims 100000]

The large base is the shipped index with made-up claims added: sentences drawn word by word from the
shipped ones, so that common words stay common and rare ones rare. Prints medians and the slowest
twentieth, in milliseconds, without the time to open the index.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import msgspec
import yaml

from k2cli import answers as a
from k2cli.ask.claims import claim_search
from k2cli.ask.foods import food_lookup
from k2cli.ask.interactions import interactions
from k2cli.index.store import Store, open_store
from k2cli.names import stems

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"


def enlarge(store: Store, path: Path, claims: int) -> Store:
    """A copy of an index at `path` with so many claims."""
    source = sqlite3.connect(f"file:{store.where}?mode=ro", uri=True)
    into = sqlite3.connect(path)
    source.backup(into)
    source.close()
    rng = random.Random(7)
    rows = store.rows("select said, variants, search, shown, about from claims_text")
    fields = [[row[place].split() for row in rows] for place in range(5)]
    model = msgspec.json.decode(
        store.rows("select doc from docs where kind = 'claim' limit 1")[0][0], type=a.ClaimAnswer
    )
    empty = {name: [] for name in ("caveats", "evidence", "findings", "history", "variants", "authorities")}
    bare = msgspec.structs.replace(model, **empty)

    def drawn(field: list[list[str]]) -> str:
        one, other = rng.choice(field), rng.choice(field)
        return " ".join([*one[: len(one) // 2], *other[len(other) // 2 :], f"x{rng.randrange(claims)}"])

    with into:
        for number in range(claims - len(rows)):
            id_ = f"made-up-{number}"
            texts = [drawn(field) for field in fields]
            into.execute("insert into claims_text values (?, ?, ?, ?, ?, ?)", (id_, *texts))
            lines = [
                stems(texts[0]),
                *(stems(v) for v in texts[1].split(" . ")),
                stems(texts[4]),
                stems(texts[3]),
            ]
            into.execute("insert into segments values (?, 'effect', ?)", (id_, "\n".join(lines)))
            into.execute(
                "insert into docs values ('claim', ?, ?, '', ?)",
                (id_, texts[0], msgspec.json.encode(msgspec.structs.replace(bare, id=id_))),
            )
        into.execute("update meta set value = ? where key = 'claims_total'", (str(claims),))
        into.execute("insert into claims_text(claims_text) values ('optimize')")
    into.close()
    return Store(
        sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True), str(path), store.digest, store.bases
    )


def measure(name: str, ask: object, questions: list[str]) -> None:
    """Prints the median and the 95th percentile of asking each question."""
    assert callable(ask)
    times = []
    for question in questions:
        best = []
        for _ in range(3):
            start = perf_counter()
            ask(question)
            best.append(perf_counter() - start)
        times.append(median(best) * 1000)
    print(f"{name:30} median {median(times):6.2f} ms, 95 % {quantiles(times, n=20)[-1]:6.2f} ms")


def main() -> int:
    """Runs the measurement."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100_000)
    options = parser.parse_args()
    asked = {
        name: [q["q"] for q in yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))]
        for name in ("foods", "interactions", "claims")
    }
    store = open_store()
    measure("foods, shipped base", lambda q: food_lookup(store, [q]), asked["foods"])
    measure("interactions, shipped base", lambda q: interactions(store, [q]), asked["interactions"])
    measure("claims, shipped base", lambda q: claim_search(store, [q], {}, 5), asked["claims"])
    folder = Path(tempfile.mkdtemp())
    try:
        large = enlarge(store, folder / "large.sqlite", options.claims)
        measure(
            f"claims, {options.claims:,} claims", lambda q: claim_search(large, [q], {}, 5), asked["claims"]
        )
        large.close()
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
