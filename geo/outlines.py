"""Where the governorates run: the outlines that the map draws, asked whether a point lies in one and how far off it is.

The outlines are Natural Earth's, simplified to about 400 m (`scripts/bake_basemap.py`); Quneitra includes the Golan
Heights. They are good enough to judge a point by, with a tolerance: of 3,100 points of the gazetteer that lie in their
governorate by official boundaries, none is 5 km outside these, and all but one less than 4, save in one area: the
desert between Sabaa Biyar and al-Tanf, which Natural Earth draws in Homs and the official boundaries in Rif Dimashq.
There, both are right.

>>> governorate_at(36.2, 37.16), outside_km(36.2, 37.16, "Aleppo"), round(outside_km(36.2, 37.16, "Idlib"))
('Aleppo', 0.0, 29)
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable
from functools import cache
from typing import Final

from geo.gazetteer import GOVERNORATES
from geo.paths import STATIC

Ring = tuple[tuple[float, float], ...]
"""A closed line of points (lat, lon), degrees WGS 84, the last equal to the first."""

_FILE: Final = STATIC / "basemap.js"
_CORNER: Final[Ring] = (
    (34.0, 37.5), (33.95, 38.1), (33.75, 38.7), (33.5, 39.0), (33.2, 38.9), (33.2, 38.5), (33.45, 38.1), (33.65, 37.5),
    (34.0, 37.5),
)  # fmt: skip
"""The desert from Sabaa Biyar to al-Tanf, drawn by hand round the places in it."""
_EITHER: Final = frozenset({"Homs", "Rif Dimashq"})
"""Governorates in which maps draw it."""
_KM: Final = 111.195
"""Kilometres to a degree of latitude, on a sphere of 6,371 km."""


@cache
def _rings() -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each governorate, outer ones and holes alike."""
    text = _FILE.read_text(encoding="ascii")
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    polygons = {g["name"]: g["rings"] for g in data["governorates"]}
    polygons["Quneitra"] = [*polygons["Quneitra"], *data["golan"]]
    return {
        name: tuple(
            tuple((lat, lon) for lat, lon in (*ring, ring[0])) for polygon in polygons[name] for ring in polygon
        )
        for name in GOVERNORATES
    }


def inside(lat: float, lon: float, rings: Iterable[Ring]) -> bool:
    """Tell whether a point lies within rings: a line eastward crosses their sides an odd number of times."""
    crossed = 0
    for ring in rings:
        for (a, b), (c, d) in itertools.pairwise(ring):
            crossed += (a > lat) != (c > lat) and lon < (d - b) * (lat - a) / (c - a) + b
    return crossed % 2 == 1


def border_km(lat: float, lon: float, rings: Iterable[Ring]) -> float:
    """Return the distance to the nearest side of rings, km; on a plane, which is off by less than 1 % to 100 km."""
    shrink = math.cos(math.radians(lat))
    nearest = math.inf
    for ring in rings:
        shifted = [((b - lon) * shrink, a - lat) for a, b in ring]
        for (x, y), (u, v) in itertools.pairwise(shifted):
            dx, dy = u - x, v - y
            length = dx * dx + dy * dy
            along = min(1.0, max(0.0, -(x * dx + y * dy) / length)) if length else 0.0
            nearest = min(nearest, math.hypot(x + along * dx, y + along * dy))
    return nearest * _KM


def outside_km(lat: float, lon: float, governorate: str) -> float:
    """Return how far a point lies outside a governorate, km; 0 within it, and where maps differ and some have it there.

    Raises
    ------
    KeyError
        If there is no such governorate.
    """
    rings = _rings()[governorate]
    if governorate in _EITHER and inside(lat, lon, (_CORNER,)):
        return 0.0
    return 0.0 if inside(lat, lon, rings) else border_km(lat, lon, rings)


@cache
def _box(governorate: str) -> tuple[float, float, float, float]:
    """Return the southernmost, northernmost, westernmost and easternmost degrees of a governorate."""
    rings = _rings()[governorate] + ((_CORNER,) if governorate in _EITHER else ())
    points = [point for ring in rings for point in ring]
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return min(lats), max(lats), min(lons), max(lons)


def lies_within(lat: float, lon: float, governorate: str, limit_km: float) -> bool:
    """Tell whether a point lies in a governorate or at most so many km outside it.

    Raises
    ------
    KeyError
        If there is no such governorate.
    """
    south, north, west, east = _box(governorate)
    margin = limit_km / (_KM * math.cos(math.radians(north + 1)))
    if not (south - margin <= lat <= north + margin and west - margin <= lon <= east + margin):
        return False
    return outside_km(lat, lon, governorate) <= limit_km


def governorate_at(lat: float, lon: float) -> str:
    """Return the governorate in which a point lies; empty outside Syria."""
    return next((name for name, rings in _rings().items() if inside(lat, lon, rings)), "")


def depth_km(lat: float, lon: float) -> float:
    """Return how far a point lies from the border of the governorate that it is in, km; 0 outside Syria."""
    name = governorate_at(lat, lon)
    return border_km(lat, lon, _rings()[name]) if name else 0.0
