"""What a row is on a map: a point only where the name means a spot, a road its line, a region its area, else nothing.

A governorate drawn as a dot at its middle would send readers to a field where nothing happened; a mention of one, of a
district or a country has no geometry, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple

from geo.exports.positions import POINT_IS, SPOT
from geo.gazetteer import Place

_SAYS: Final = {
    3: "a district",
    4: "a governorate",
    5: "a line or an area without sharp bounds",
    6: "a country",
    7: "a water or the air",
}


class Shape(NamedTuple):
    """A geometry in longitude and latitude, and in words what it is or why there is none."""

    kind: Literal["Point", "LineString", "Polygon", ""]
    points: tuple[tuple[float, float], ...]
    """(lon, lat); a polygon has one ring, closed, anticlockwise (RFC 7946, 3.1.6)."""
    says: str


def shape_of(row: Mapping[str, Any], places: Mapping[str, Place]) -> Shape:
    """Return the geometry of a row with the columns of SCHEMA and `point_is`."""
    says: str = row[POINT_IS]
    if says.startswith("none"):
        return Shape("", (), says)
    if row["where_prec"] <= SPOT:
        return Shape("Point", ((row["lon"], row["lat"]),), says)
    place = places.get(row["place_id"])
    if place is not None and place.shape:
        points = tuple((lon, lat) for lat, lon in place.outline)
        if place.shape == "line":
            return Shape("LineString", points, "no point, a line: somewhere along it")
        return Shape("Polygon", anticlockwise(points), "no point, an area: somewhere within it")
    return Shape("", (), f"none: the name says {_SAYS[row['where_prec']]}, not a spot")


def anticlockwise(ring: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return a ring of (lon, lat) in the direction of an outer one."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if doubled > 0 else ring[::-1]
