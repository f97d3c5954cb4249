"""Read the shapes that the gazetteer holds as text: a WKT `LINESTRING` or a `POLYGON` with one ring, longitude first.

>>> parse_wkt("LINESTRING (36.3 33.5, 36.7 34.7)")
((33.5, 36.3), (34.7, 36.7))
"""

from __future__ import annotations

import re

_WKT = re.compile(r"(LINESTRING|POLYGON)\s*\(+([-+0-9eE., ]+)\)+", re.IGNORECASE)


def parse_wkt(text: str) -> tuple[tuple[float, float], ...]:
    """Return the points of a WKT `LINESTRING` or one-ring `POLYGON` as (lat, lon), degrees.

    Raises
    ------
    ValueError
        If the text is neither, a coordinate is no number on Earth, a line has fewer than two points, or a ring
        is not closed.
    """
    match = _WKT.fullmatch(text.strip())
    if match is None or text.count("(") != text.count(")"):
        raise ValueError("not a WKT LINESTRING or POLYGON with one ring")
    kind = match[1].upper()
    if text.count("(") != (1 if kind == "LINESTRING" else 2):
        raise ValueError(f"wrong parentheses for a {kind}")
    points = []
    for pair in match[2].split(","):
        cells = pair.split()
        if len(cells) != 2:
            raise ValueError(f"{pair.strip()!r} is not a longitude and a latitude")
        lon, lat = float(cells[0]), float(cells[1])
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise ValueError(f"{pair.strip()!r} is not on Earth (longitude first, then latitude)")
        points.append((lat, lon))
    if kind == "LINESTRING" and len(points) < 2:
        raise ValueError("a line needs two points or more")
    if kind == "POLYGON" and (len(points) < 4 or points[0] != points[-1]):
        raise ValueError("a ring needs four points or more, the last equal to the first")
    return tuple(points)
