"""Measure the store: `python -m bench.query [MENTIONS]`, a million made-up mentions unless told.

One question as a page asks it, five filters on at once: figures, map, four facets and timeline (`overview`) and
a page of the table. Each run is another question, so that nothing is remembered from the one before.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import duckdb

from bench import synthetic
from geo.query import Filter
from geo.store import Store

RUNS = 9


def five_filters(run: int) -> Filter:
    """Return a question of five filters that leaves some hundred to some thousand mentions of a million."""
    return Filter(
        actors=tuple(f"Actor {run + i}" for i in range(20)),
        places=tuple(f"sy-{run + i}" for i in range(40)),
        governorates=("Idlib", "Hama", "Aleppo", "Latakia", "Homs"),
        date_from=date(2013, 1, 1) + timedelta(days=run),
        date_to=date(2022, 12, 31),
        text="shelling",
    )


def timed(what: str, call: Callable[[int], object], runs: int = RUNS) -> float:
    """Print and return the median of some runs, in ms."""
    taken, worked = [], []
    for run in range(runs):
        start, work = time.perf_counter(), time.process_time()
        call(run)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - work) * 1000)
    print(f"{what:42} {median(taken):8.1f} ms   (best {min(taken):.1f}; processor {median(worked):.1f})")
    return median(taken)


def main() -> None:
    """Build a store and time it."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    places = synthetic.gazetteer()
    table = synthetic.mentions(size, places)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    store = Store(table, places)
    print(f"{size:,} mentions, DuckDB {duckdb.__version__}")
    print(f"{'build':42} {time.perf_counter() - start:8.1f} s")
    print(f"{'found by the first question':42} {store.count(five_filters(0)).mentions:8,} mentions")
    whole = timed("five filters: overview + page", lambda run: _ask(store, five_filters(run + 1)))
    timed("  overview alone", lambda run: store.overview(five_filters(run + 100)))
    timed("  page of a remembered overview", lambda run: _ask(store, five_filters(run % 2 + 1)))
    timed("one actor", lambda run: _ask(store, Filter(actors=(f"Actor {run}",))))
    timed("text alone", lambda run: _ask(store, Filter(text=f"convoy {run}")))
    timed("no filter", lambda _: store._ask(Filter()))
    timed("evidence at one place", lambda run: store.evidence(Filter(), f"sy-{run}", limit=50))
    timed("names not placed", lambda _: store.not_placed(Filter(), limit=200))
    timed("all rows", lambda _: store.rows(Filter()), runs=3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'table / most memory':42} {table.nbytes / 1e6:8.0f} MB / {peak / 1e3:.0f} MB (before: {before / 1e3:.0f})")
    if whole > 150:
        sys.exit(f"five filters took {whole:.0f} ms; expected 150 or less")


def _ask(store: Store, question: Filter) -> None:
    store.overview(question)
    store.page(question, 0, 50)


if __name__ == "__main__":
    main()
