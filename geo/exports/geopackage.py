"""GeoPackage: the mentions, the places and what the file says of itself, as layers that a GIS opens (EPSG:4326).

Layer `mentions` has the columns of a mention, lists joined; its geometry is what `geo.exports.geometry` tells: nothing
where a row is no spot, line or area, and `lat`, `lon` are empty then. Layer `places` has one row a place with its
counts, a governorate as its polygon. `about` is a table without geometry. GDAL writes to a file, part by part.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely

from geo.exports.about import COORDINATES, About
from geo.exports.basemap import governorate_rings
from geo.exports.cells import xml_text
from geo.exports.geometry import Shape, shape_of
from geo.exports.positions import POINT_IS
from geo.exports.rows import Rows
from geo.exports.tally import COUNTS, DATES, PLACE, Tally
from geo.gazetteer import Place
from geo.mention import LIST_SEPARATOR, SCHEMA

LAYERS: Final = ("mentions", "places", "about")
_GEOMETRY: Final = "geom"
_COPY: Final = 1 << 20
_MENTIONS: Final = SCHEMA.append(pa.field(POINT_IS, pa.string()))
_PLACES: Final = pa.schema(
    [*(_MENTIONS.field(name) for name in PLACE), *(pa.field(name, pa.int64()) for name in COUNTS),
     *(pa.field(name, pa.date32()) for name in DATES)]
)  # fmt: skip


def write_geopackage(rows: Rows, about: About, stream: BinaryIO, places: Mapping[str, Place]) -> None:
    """Write the three layers.

    Parameters
    ----------
    rows
        Columns of SCHEMA and `point_is`.
    about
        What the table `about` says.
    stream
        Where to; GDAL needs a file of its own, which is copied and removed.
    places
        Where lines and areas come from, by id.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mentions.gpkg"
        tally = Tally()
        _write(path, "mentions", _plain(_MENTIONS.empty_table(), []), [])
        for part in rows:
            tally.add(part)
            shapes = [
                shape_of(row, places)
                for row in part.select(["where_prec", "place_id", "lat", "lon", POINT_IS]).to_pylist()
            ]
            _write(path, "mentions", _plain(part, shapes), shapes, append=True)
        found = [place.row() for place in tally.places()]
        shapes = [shape_of(row, places) for row in found]
        _write(path, "places", _plain(pa.Table.from_pylist(found, _PLACES), shapes), shapes)
        lines = about.lines() | {"coordinates": COORDINATES, "rows": f"{rows.count:,}"}
        _write(path, "about", pa.table({"name": list(lines), "text": [xml_text(text) for text in lines.values()]}))
        with path.open("rb") as file:
            while block := file.read(_COPY):
                stream.write(block)


def _plain(part: pa.Table, shapes: Sequence[Shape]) -> pa.Table:
    """Return columns as a GeoPackage can hold them: lists joined, texts without NUL, coordinates of points only."""
    columns: dict[str, Any] = {}
    point = pa.array([shape.kind == "Point" for shape in shapes], pa.bool_())
    for name in part.column_names:
        column = part.column(name)
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, LIST_SEPARATOR)
        if pa.types.is_string(column.type):
            column = pa.array([xml_text(text) for text in column.to_pylist()], pa.string())
        elif name in {"lat", "lon"}:
            column = pc.if_else(point, column, pa.scalar(None, column.type))
        columns[name] = column
    columns[POINT_IS] = pa.array([shape.says for shape in shapes], pa.string())
    return pa.table(columns)


def _write(
    path: Path, layer: str, table: pa.Table, shapes: Sequence[Shape] | None = None, *, append: bool = False
) -> None:
    """Make a layer, or add rows to it; without shapes it is a table. A governorate of `places` gets its polygon."""
    geometry: dict[str, Any] = {}
    if shapes is not None:
        ids = table.column("place_id").to_pylist() if layer == "places" else [""] * len(shapes)
        drawn = np.array([_drawn(shape, id_) for shape, id_ in zip(shapes, ids, strict=True)], dtype=object)
        table = table.append_column(_GEOMETRY, pa.array(list(shapely.to_wkb(drawn)), pa.binary()))
        geometry = {"geometry_name": _GEOMETRY, "geometry_type": "Unknown", "crs": "EPSG:4326"}
    pyogrio.write_arrow(table, path, layer=layer, driver="GPKG", append=append, **geometry)


def _drawn(shape: Shape, id_: str) -> shapely.Geometry | None:
    if shape.kind == "Point":
        return shapely.Point(shape.points[0])
    if shape.kind == "LineString":
        return shapely.LineString(shape.points)
    if shape.kind == "Polygon":
        return shapely.Polygon(shape.points)
    if id_ in governorate_rings():
        return shapely.MultiPolygon(
            [(_lonlat(outer), [_lonlat(hole) for hole in holes]) for outer, *holes in governorate_rings()[id_]]
        )
    return None


def _lonlat(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(lon, lat) for lat, lon in ring]
