"""What a map of an export shows: circles, governorates, lines, areas, and the places that have no mark on it.

Drawn as on the app's map (`geo.drawing`); a circle is dashed where its mentions mean only somewhere near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.drawing import area_of, drawn_as
from geo.exports.tally import PlaceTally
from geo.gazetteer import Place

EXACT, PARTLY_NEAR, NEAR = 0, 1, 2
"""What a place's mentions say: all of them the very spot, some only somewhere near it, or all."""


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
        drawn = drawn_as(tally.place["place_id"], type_, tally.place["lat"], tally.place["lon"], place)
        if drawn == "governorate":
            found.governorates.append(Mark(tally, count))
        elif drawn == "line" and place:
            found.lines.append(Mark(tally, count, place.outline))
        elif drawn == "area":
            found.areas.append(Mark(tally, count, area_of(tally.place["lat"], tally.place["lon"], place)))
        elif drawn == "point":
            found.points.append(Mark(tally, count, near=near))
        else:
            found.none.append(Mark(tally, count))
    return found
