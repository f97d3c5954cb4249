"""Which points lie in a shape that someone drew, or within some km of a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from geopy.distance import geodesic

from geo.facts.coding import Bools, Floats
from geo.filter_values import Circle, Ring

_RADIUS_KM = 6371.0088
"""Mean radius of the Earth."""
_MARGIN = 0.01
"""More than a distance on the sphere is ever off that on the ellipsoid (0.6 %)."""


def area(rings: Sequence[Ring]) -> shapely.Geometry:
    """Return the area of several rings, x = lon: together, but a ring that lies inside larger ones is a hole there."""
    polygons = [shapely.make_valid(shapely.Polygon([(lon, lat) for lat, lon in ring])) for ring in rings]
    whole: shapely.Geometry = shapely.Polygon()
    for polygon in sorted(polygons, key=lambda p: -float(p.area)):
        whole = whole.difference(polygon) if whole.covers(polygon) else whole.union(polygon)
    return whole


def in_shape(rings: Sequence[Ring], lats: Floats, lons: Floats) -> Bools:
    """Tell of each point whether it lies in the area of the rings or on its edge."""
    whole = area(rings)
    shapely.prepare(whole)
    found: Bools = shapely.intersects_xy(whole, lons, lats)
    return found


def in_circle(circle: Circle, lats: Floats, lons: Floats) -> Bools:
    """Tell of each point whether it lies within a circle, by the geodesic on the WGS 84 ellipsoid.

    A distance on the sphere decides for most; only a point near the edge is measured exactly.
    """
    lat, lon, km = circle
    phi, there = np.radians(lat), np.radians(lats)
    half = np.sin((there - phi) / 2) ** 2 + np.cos(phi) * np.cos(there) * np.sin(np.radians(lons - lon) / 2) ** 2
    rough = 2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    found: Bools = rough <= km
    # NaN (no point) is neither in nor near the edge.
    for i in np.flatnonzero(np.abs(rough - km) <= _MARGIN * km + 0.001):
        found[i] = geodesic((lat, lon), (float(lats[i]), float(lons[i]))).km <= km
    return found
