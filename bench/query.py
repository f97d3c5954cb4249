"""Measure the store: `python -m bench.query [MENTIONS] [--json FILE]`, a million made-up mentions unless told.

One question as a page asks it, five filters on at once and counted by story: map, the facets of the filter row,
figures and timeline (`overview`) and a page of 50 rows. Each run is another question, so that nothing is remembered
from the one before. Other users of the machine slow the clock down, not the processor time, which is told beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import duckdb
import pyarrow as pa

from bench import synthetic
from geo.overview import FACETS, FacetName
from geo.query import Filter
from geo.store import Store

RUNS = 15
LIMIT_MS = 150
SHOWN: tuple[FacetName, ...] = (
    "actors", "said_by", "places", "governorates", "sources", "topics", "contexts", "where_precs", "languages",
    "articles",
)  # fmt: skip
"""Facets that the filter row and the pills of a page show."""
TEXTS = tuple(dict.fromkeys(part for word in synthetic.WORDS for part in (word, word[1:], word[:-1]) if len(part) > 2))
"""What is looked for in the sentences; most have it."""
CHANGED = 3000
"""Rows of an update."""

Taken = dict[str, dict[str, float]]


def five_filters(run: int) -> Filter:
    """Return a question of five filters that leaves some hundred to some thousand mentions of a million."""
    return Filter(
        actors=tuple(f"Actor {run + i}" for i in range(20)),
        places=tuple(f"sy-{run + i}" for i in range(40)),
        governorates=("Idlib", "Hama", "Aleppo", "Latakia", "Homs"),
        date_from=date(2013, 1, 1) + timedelta(days=run),
        date_to=date(2022, 12, 31),
        text=TEXTS[run % len(TEXTS)],
    )


def timed(what: str, call: Callable[[int], object], told: Taken, runs: int = RUNS) -> float:
    """Print, keep and return the median of some runs, in ms."""
    taken, worked = [], []
    for run in range(runs):
        start, work = time.perf_counter(), time.process_time()
        call(run)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - work) * 1000)
    told[what.strip()] = {"median_ms": median(taken), "best_ms": min(taken), "processor_ms": median(worked)}
    print(f"{what:46} {median(taken):8.1f} ms   (best {min(taken):.1f}; processor {median(worked):.1f})", flush=True)
    return median(taken)


def main() -> None:
    """Build a store and time it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mentions", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path, help="write what was measured to this file, too")
    asked = parser.parse_args()
    size: int = asked.mentions
    print(f"load of the machine, 1 minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    places = synthetic.gazetteer()
    table = synthetic.mentions(size, places)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, work = time.perf_counter(), time.process_time()
    store = Store(table, places)
    print(f"{size:,} mentions, DuckDB {duckdb.__version__}")
    print(f"{'build':46} {time.perf_counter() - start:8.1f} s    (processor {time.process_time() - work:.1f})")
    print(f"{'found by the first question':46} {store.count(five_filters(0)).mentions:8,} mentions")
    told: Taken = {}
    timed("no filter: what a page shows", lambda _: _ask(store, Filter()), told, runs=1)
    whole = timed("five filters: map, facets, timeline, 50 rows", lambda run: _ask(store, five_filters(run + 1)), told)
    timed("  its map alone", lambda run: store.on_map(five_filters(run + 100)), told)
    timed("  the same again", lambda run: _ask(store, five_filters(run % 2 + 1)), told)
    timed("  all facets of it", lambda run: _ask(store, five_filters(run + 200), FACETS), told)
    timed("one actor", lambda run: _ask(store, Filter(actors=(f"Actor {run}",))), told)
    timed("  its map alone", lambda run: store.on_map(Filter(actors=(f"Actor {run + 100}",))), told)
    timed("one governorate: map", lambda run: store.on_map(_governorate(run)), told, runs=9)
    timed("ten years: map", lambda run: store.on_map(Filter(date_from=date(2012, 1, 1 + run))), told)
    timed("text alone", lambda run: _ask(store, Filter(text=f"convoy {run}")), told)
    timed("within 50 km: map", lambda run: store.on_map(Filter(within=(35.0 + run / 100, 38, 50))), told)
    timed("evidence at one place", lambda run: store.evidence(Filter(), f"sy-{run}", limit=50), told)
    timed("names not placed", lambda _: store.not_placed(Filter(), limit=200), told, runs=3)
    idlib = Filter(governorates=("Idlib",))
    timed("place x day x topic in a governorate", lambda _: store.grouped(idlib, ("place_id", "day", "topic")), told, 3)
    changed = store.rows(Filter(places=("sy-5",))).slice(0, CHANGED)
    timed(f"update of {len(changed):,} rows", lambda _: store.updated(changed), told, runs=5)
    new = changed.set_column(0, "mention_id", pa.array([f"new-{i}" for i in range(len(changed))]))
    gone = changed.column("mention_id").to_pylist()
    timed(f"  {len(changed):,} new rows, as many removed", lambda _: store.updated(new, gone), told, runs=5)
    timed("all rows", lambda _: store.rows(Filter()), told, runs=3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'table / most memory':46} {table.nbytes / 1e6:8.0f} MB / {peak / 1e3:.0f} MB (before: {before / 1e3:.0f})")
    if asked.json:
        asked.json.write_text(json.dumps({"mentions": size, "limit_ms": LIMIT_MS, "taken": told}, indent=2))
    if whole > LIMIT_MS:
        sys.exit(f"five filters took {whole:.0f} ms; expected {LIMIT_MS} or less")


def _governorate(run: int) -> Filter:
    names = ("Idlib", "Hama", "Aleppo", "Homs", "Daraa", "Raqqa", "Latakia", "Tartus", "Quneitra")
    return Filter(governorates=(names[run],))


def _ask(store: Store, question: Filter, facets: tuple[FacetName, ...] = SHOWN) -> None:
    view = store.overview(question)
    # Each part is counted when it is looked at.
    for part in (view.places, view.receding, view.governorates, view.figures, view.timeline, view.dropping):
        assert part is not None  # noqa: S101
    for name in facets:
        assert view.facets[name] is not None  # noqa: S101
    store.page(question, 0, 50)


if __name__ == "__main__":
    main()
