"""The rows of a list as marks on the map: one for each place, its size by the number of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo.answers import Resolution
from geo.gazetteer import Place
from geo.overview import PlaceCount


def marks_of(answers: Iterable[Resolution]) -> list[PlaceCount]:
    """Return the places of the answers, most rows first; what has no place has no mark."""
    rows: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    places: dict[str, Place] = {}
    for answer in answers:
        place = answer.place
        if place is not None and place.id:
            places[place.id] = place
            rows[place.id] += 1
            exact[place.id] += answer.where_prec == 1
    return [
        PlaceCount(
            place_id=p.id, title=p.title, title_ar=p.title_ar, type=p.type, governorate=p.governorate,
            country=p.country, lat=p.lat, lon=p.lon, where_prec=p.where_prec, uncertainty_km=p.uncertainty_km,
            mentions=rows[p.id], articles=rows[p.id], stories=rows[p.id], count=rows[p.id], exact=exact[p.id],
            reported=rows[p.id],
        )
        for p in sorted(places.values(), key=lambda p: (-rows[p.id], p.title, p.id))
    ]  # fmt: skip
