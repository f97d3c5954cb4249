"""Mentions as GeoJSON (RFC 7946): a map never shows more than the name says (`geo.exports.geometry`).

Every row is a feature with its columns as properties. One that is no spot, no line and no area has a null geometry,
and `point_is` says why; for the same reason `lat` and `lon` are null where the geometry is no point, or a reader's
program would make a dot of them. Coordinates are longitude, latitude.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import pyarrow as pa

from geo.exports.geometry import Shape, shape_of
from geo.exports.positions import POINT_IS
from geo.gazetteer import Place


def write_geojson(
    parts: Iterable[pa.Table], stream: BinaryIO, places: Mapping[str, Place], about: Mapping[str, str]
) -> None:
    """Write a FeatureCollection, one feature a row.

    Parameters
    ----------
    parts
        Columns of SCHEMA and `point_is`.
    stream
        Where to, as UTF-8.
    places
        Where lines and areas come from, by id.
    about
        The member `about`: the attribution, and what else belongs with the file.
    """
    head = {"type": "FeatureCollection", "about": dict(about)}
    stream.write((json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [').encode())
    separator = "\n"
    for part in parts:
        features = [json.dumps(_feature(row, places), ensure_ascii=False, default=_text) for row in part.to_pylist()]
        if features:
            stream.write((separator + ",\n".join(features)).encode())
            separator = ",\n"
    stream.write(b"\n]}\n")


def _feature(row: dict[str, Any], places: Mapping[str, Place]) -> dict[str, Any]:
    shape = shape_of(row, places)
    properties = {**row, POINT_IS: shape.says}
    if shape.kind != "Point":
        properties |= {"lat": None, "lon": None}
    return {"type": "Feature", "id": row["mention_id"], "geometry": _geometry(shape), "properties": properties}


def _geometry(shape: Shape) -> dict[str, Any] | None:
    if not shape.kind:
        return None
    if shape.kind == "Point":
        return {"type": "Point", "coordinates": shape.points[0]}
    return {"type": shape.kind, "coordinates": [shape.points] if shape.kind == "Polygon" else shape.points}


def _text(value: Any) -> str:
    """Return a date or a time as ISO 8601."""
    text: str = value.isoformat()
    return text
