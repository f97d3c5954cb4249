"""How long do 100,000 names take? Times `resolve` on names of the gazetteer as people write them, one core.

    python -m bench.lists [--names 100000] [--seed 1]

The names are titles and variants drawn by the seed, in both scripts, one in five with words around it ("X village",
"near X", "X (Aleppo)"), one in three with its governorate, one in ten of a made-up place. Prints the seconds, and for
comparison with another machine how often `re.findall` runs over the same names in that time.
"""

from __future__ import annotations

import argparse
import random
import re
import time

from geo.actors import Actors
from geo.gazetteer import Gazetteer
from geo.lists import Placer
from geo.recognition import Recogniser

AROUND = ("{} village", "near {}", "{} (Aleppo)", "{} countryside", "قرية {}")


def drawn(gazetteer: Gazetteer, count: int, seed: int) -> list[tuple[str, str]]:
    """Return so many names, each with what the list says of where it lies."""
    rng = random.Random(seed)  # noqa: S311  a draw, no secret
    known = [(name, place.governorate) for place in gazetteer.places if place.country == "SY" for name in place.names]
    rows = []
    for n in range(count):
        name, governorate = rng.choice(known)
        if n % 10 == 0:
            name = name[::-1]
        if n % 5 == 1:
            name = rng.choice(AROUND).format(name)
        rows.append((name, governorate if n % 3 == 0 else ""))
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    placer = Placer(Recogniser(gazetteer, Actors.load()))
    rows = drawn(gazetteer, options.names, options.seed)
    start = time.process_time()
    placed = sum(placer.place(name, within).resolution.place is not None for name, within in rows)
    seconds = time.process_time() - start
    start = time.process_time()
    for name, _ in rows:
        re.findall(r"\w+", name)
    findall = time.process_time() - start
    print(f"{len(rows):,} names in {seconds:.1f} s, {placed / len(rows):.0%} placed; {seconds / findall:.0f} x findall")


if __name__ == "__main__":
    main()
