"""How a place is drawn, on the app's map and on those of the exports alike: the one rule for both.

A town or a smaller place is a point; a governorate its polygon, a road or river its line, a region or mountain its
area; a country, a sea, a line without a course and a place off the map have no mark, and are listed instead.
"""

from __future__ import annotations

import math
from typing import Final, Literal

from geo.gazetteer import GOVERNORATES, Place

Drawn = Literal["point", "governorate", "line", "area", ""]

FRAME: Final = ((29.0, 31.0), (41.0, 48.5))
"""South-west and north-east corner, lat and lon: farther places are listed, not drawn."""
AREA_KM: Final = 25.0
"""Diameter of an area of which nobody has said how large it is."""

_CORNERS: Final = 36
_KM: Final = 111.2
"""Of one degree of latitude."""
_IDS: Final = frozenset(GOVERNORATES.values())
(_SOUTH, _WEST), (_NORTH, _EAST) = FRAME


def drawn_as(place_id: str, type_: str, lat: float | None, lon: float | None, place: Place | None) -> Drawn:
    """Return how a place is drawn; empty for what has no mark.

    Parameters
    ----------
    place_id, type_, lat, lon
        The place as mentions have it; degrees WGS 84.
    place
        Its row of the gazetteer, if that has it: where lines and outlines come from.
    """
    if type_ == "governorate":
        return "governorate" if place_id in _IDS else ""
    if type_ in {"country", "sea"}:
        return ""
    shape = place.shape if place else ""
    if shape:
        return "line" if shape == "line" else "area"
    if type_ in {"road", "river"} or lat is None or lon is None:
        return ""
    if not (_SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST):
        return ""
    return "area" if type_ in {"region", "mountain"} else "point"


def area_of(lat: float, lon: float, place: Place | None) -> tuple[tuple[float, float], ...]:
    """Return the corners (lat, lon) of an area: its outline, else a circle as wide as it is, around its point."""
    if place and place.outline:
        return place.outline
    tall = ((place.extent_km if place else None) or AREA_KM) / 2 / _KM
    wide = tall / math.cos(math.radians(lat))
    angles = [2 * math.pi * i / _CORNERS for i in range(_CORNERS)]
    return tuple((lat + tall * math.sin(a), lon + wide * math.cos(a)) for a in angles)
