"""Measure what a large layer costs: `python -m bench.layer`. Made-up places, 30,000 unless told (`... 10000`).

Loading the gazetteer with and without the layer, and reading the sample articles with each. A name of the layer is
made of the words of the shipped names, in new pairs, so that it opens with "Kafr", "Tal" or "al-" as often as theirs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from geo.actors import Actors
from geo.exc import GeoError
from geo.extraction import Extractor
from geo.gazetteer import DEFAULT, Gazetteer, Place
from geo.intake.reading import read_articles
from geo.layers import write_layer

ARTICLES = DEFAULT.parent / "data" / "articles"
RUNS = 7


def made_up(gazetteer: Gazetteer, size: int, seed: int = 0) -> list[Place]:
    """Return so many villages with names that no place of the gazetteer has, the same for the same arguments."""
    rng = np.random.default_rng(seed)
    towns = [p for p in gazetteer.places if p.country == "SY" and p.type in ("city", "town", "village") and p.title_ar]
    taken = {name for p in gazetteer.places for name in p.names}
    rows: dict[str, Place] = {}
    while len(rows) < size:
        a, b = (towns[int(i)] for i in rng.integers(0, len(towns), 2))
        title = f"{a.title.split()[0]} {b.title.split()[-1]}"
        arabic = f"{a.title_ar.split()[0]} {b.title_ar.split()[-1]}"
        if {title, arabic}.isdisjoint(taken):
            taken |= {title, arabic}
            id_ = f"made-{len(rows)}"
            rows[id_] = replace(a, id=id_, title=title, title_ar=arabic, variants=(f"{title} al-Jadida",), pcode="")
    return list(rows.values())


def timed(what: str, call: Callable[[], object], runs: int = RUNS) -> float:
    """Print and return the best of some runs, in ms: the least that other work on the machine has spoilt."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        call()
        taken.append((time.process_time() - start) * 1000)
    print(f"{what:42} {min(taken):8.1f} ms   (median {median(taken):.1f})")
    return min(taken)


def _unreadable(error: GeoError) -> None:
    raise error


def main() -> None:
    """Make a layer and time it."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    shipped, actors = Gazetteer.load(), Actors.load()
    articles = list(read_articles([ARTICLES], report=_unreadable))
    with tempfile.TemporaryDirectory() as folder:
        layer = Path(folder) / "layer.csv"
        write_layer(layer, made_up(shipped, size))
        both = Gazetteer.load(layer=layer)
        print(f"{len(shipped.places):,} places shipped, {len(both.places):,} with the layer; {len(articles)} articles")
        timed("load", Gazetteer.load)
        timed("load with the layer", lambda: Gazetteer.load(layer=layer))
    timed("index", lambda: Extractor(shipped, actors), 3)
    timed("index with the layer", lambda: Extractor(both, actors), 3)
    small, large = Extractor(shipped, actors), Extractor(both, actors)
    alone = timed("extract", lambda: small.table(articles))
    under = timed("extract with the layer", lambda: large.table(articles))
    print(f"{'extraction is slower by':42} {under / alone - 1:8.1%}")


if __name__ == "__main__":
    main()
