"""What a map of an export shows: circles, governorates, lines, areas, and the places that have no mark on it.

The same rules as in the app's map (`views/mention_map.py`): a town is a circle, dashed where its mentions mean only
somewhere near it; a governorate its polygon, a road or river its line, a region its area; a country is not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.exports.tally import PlaceTally
from geo.gazetteer import GOVERNORATES, Place

FRAME: Final = ((29.0, 31.0), (41.0, 48.5))
"""South-west and north-east corner, lat and lon: farther places are listed, not drawn."""
AREA_KM: Final = 25.0
"""Diameter of an area of which nobody has said how large it is."""
EXACT, PARTLY_NEAR, NEAR = 0, 1, 2
"""What a place's mentions say: all of them the very spot, some only somewhere near it, or all."""
_CORNERS: Final = 36
_KM: Final = 111.2


@dataclass(frozen=True)
class Mark:
    """One place on a map."""

    tally: PlaceTally
    count: int
    outline: tuple[tuple[float, float], ...] = ()
    """Points (lat, lon) of a line or an area."""
    near: int = EXACT

    @property
    def id(self) -> str:
        """Return the place's id."""
        return str(self.tally.place["place_id"])

    @property
    def at(self) -> tuple[float, float]:
        """Return latitude and longitude."""
        return self.tally.place["lat"], self.tally.place["lon"]

    @property
    def abroad(self) -> bool:
        """Tell whether it lies in another country."""
        return bool(self.tally.place["country"] != "SY")

    @property
    def hollow(self) -> bool:
        """Tell whether none of its mentions is reported as having happened."""
        return not self.tally.reported

    def title(self, language: str) -> str:
        """Return its title, in Arabic where it has one."""
        return str((self.tally.place["place_ar"] if language == "ar" else "") or self.tally.place["place"])


@dataclass
class Marks:
    """All places of an export by the way in which they are drawn, most counted first."""

    points: list[Mark] = field(default_factory=list)
    governorates: list[Mark] = field(default_factory=list)
    lines: list[Mark] = field(default_factory=list)
    areas: list[Mark] = field(default_factory=list)
    none: list[Mark] = field(default_factory=list)
    """Places without a mark: countries, seas, lines without a course, places off the map."""


def marks(tallies: Iterable[PlaceTally], places: Mapping[str, Place], counting: str) -> Marks:
    """Return how each place is drawn."""
    found = Marks()
    for tally in tallies:
        type_, place = tally.place["types"], places.get(tally.place["place_id"])
        count = tally.count(counting)
        near = EXACT if tally.exact == tally.mentions else PARTLY_NEAR if tally.exact else NEAR
        shape = place.shape if place else ""
        if type_ == "governorate" and tally.place["place_id"] in GOVERNORATES.values():
            found.governorates.append(Mark(tally, count))
        elif type_ in {"governorate", "country", "sea"} or (type_ in {"road", "river"} and not shape):
            found.none.append(Mark(tally, count))
        elif place and shape == "line":
            found.lines.append(Mark(tally, count, place.outline))
        elif place and shape == "area":
            found.areas.append(Mark(tally, count, place.outline))
        elif not _in_frame(tally):
            found.none.append(Mark(tally, count))
        elif type_ in {"region", "mountain"}:
            extent = (place.extent_km if place else None) or AREA_KM
            found.areas.append(Mark(tally, count, _around(tally.place["lat"], tally.place["lon"], extent)))
        else:
            found.points.append(Mark(tally, count, near=near))
    return found


def _in_frame(tally: PlaceTally) -> bool:
    (south, west), (north, east) = FRAME
    lat, lon = tally.place["lat"], tally.place["lon"]
    return lat is not None and south <= lat <= north and west <= lon <= east


def _around(lat: float, lon: float, diameter_km: float) -> tuple[tuple[float, float], ...]:
    tall = diameter_km / 2 / _KM
    wide = tall / math.cos(math.radians(lat))
    angles = [2 * math.pi * i / _CORNERS for i in range(_CORNERS)]
    return tuple((lat + tall * math.sin(a), lon + wide * math.cos(a)) for a in angles)
