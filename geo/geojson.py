"""Mentions as GeoJSON (RFC 7946): a map never shows more than the name says.

A point stands only where the name means a spot (`where_prec` 1 or 2). A road or river is its line, a region its
area, as the gazetteer's `geowkt` has them. All else (a governorate, a country, a name that was not resolved or is
no place) is a feature without geometry, whose property `placed` says why: a governorate drawn as a dot at its
middle would send readers to a field where nothing happened. For the same reason the properties `lat` and `lon` are
empty where there is no point. Coordinates are longitude, latitude.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, BinaryIO, Final

import pyarrow as pa

from geo.gazetteer import Gazetteer, Place

_BATCH: Final = 10_000
_SPOT: Final = 2
"""Highest `where_prec` that is a point."""

_SAYS: Final = {
    3: "a district",
    4: "a governorate",
    5: "a line or an area without sharp bounds",
    6: "a country",
    7: "a water or the air",
}


def write_geojson(table: pa.Table, stream: BinaryIO, gazetteer: Gazetteer | None, about: Mapping[str, str]) -> None:
    """Write a FeatureCollection, one feature a row with SCHEMA's columns and `placed` as properties.

    Parameters
    ----------
    table
        Columns of SCHEMA.
    stream
        Where to, as UTF-8.
    gazetteer
        Where lines and areas come from; None leaves them out.
    about
        The member `about`: the attribution, and what else belongs with the file.
    """
    head = {"type": "FeatureCollection", "about": dict(about)}
    stream.write((json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [').encode())
    places = gazetteer.by_id if gazetteer else {}
    separator = b"\n"
    for offset in range(0, table.num_rows, _BATCH):
        for row in table.slice(offset, _BATCH).to_pylist():
            feature = _feature(row, places.get(row["place_id"]))
            stream.write(separator + json.dumps(feature, ensure_ascii=False, default=str).encode())
            separator = b",\n"
    stream.write(b"\n]}\n")


def _feature(row: dict[str, Any], place: Place | None) -> dict[str, Any]:
    geometry, placed = _geometry(row, place)
    properties = {**row, "placed": placed}
    if geometry is None or geometry["type"] != "Point":
        properties |= {"lat": None, "lon": None}  # or a reader's program would make a dot of them
    return {"type": "Feature", "id": row["mention_id"], "geometry": geometry, "properties": properties}


def _geometry(row: dict[str, Any], place: Place | None) -> tuple[dict[str, Any] | None, str]:
    """Return a row's geometry, and in words what it is or why there is none."""
    if row["role"] != "place":
        return None, f"not drawn: the name is no place here (role {row['role']})"
    if row["status"] == "ambiguous":
        return None, "not drawn: the name may mean any of its candidates"
    if row["status"] != "resolved":
        return None, "not drawn: the gazetteer does not tell what the name means"
    if row["where_prec"] <= _SPOT:
        near = "near the place" if row["where_prec"] == _SPOT else "the place"
        return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, f"point: {near}"
    if place is not None and place.shape:
        points = [[lon, lat] for lat, lon in place.outline]
        if place.shape == "line":
            return {"type": "LineString", "coordinates": points}, "line: somewhere along it"
        return {"type": "Polygon", "coordinates": [_anticlockwise(points)]}, "area: somewhere within it"
    return None, f"not drawn: the name says {_SAYS[row['where_prec']]}, not a spot"


def _anticlockwise(ring: list[list[float]]) -> list[list[float]]:
    """Return an outer ring in the direction that RFC 7946, 3.1.6 asks for."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if doubled > 0 else ring[::-1]
