"""Read what an analyst lays over the map: districts, lines of control, points, as GeoJSON (RFC 7946) or KML (OGC 2.3).

Such files come from anyone, so their size, depth and number of points are bounded, XML entities are refused
(defusedxml), and nothing that a file links to is ever fetched: links and pictures of a KML are left out, and told. A
coordinate that is none ends the reading with an `OverlayError` that names file and feature. What is larger than a map
can draw at once is simplified with shapely, neighbours together where their sides meet; `tolerance_m` says how far.

>>> square = b'{"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}'
>>> overlay = read_overlay("district.json", square)
>>> overlay.name, overlay.features[0].kind, overlay.features[0].rings
('district', 'area', (((35.0, 36.0), (35.0, 37.0), (36.0, 37.0), (35.0, 36.0)),))
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.exc import OverlayError
from geo.kml import Placemark, placemarks

Kind = Literal["area", "line", "point"]
Run = tuple[tuple[float, float], ...]
"""Points as (lat, lon), degrees WGS 84; of a ring the last is equal to the first."""

MAX_BYTES: Final = 20 * 2**20
MAX_FEATURES: Final = 5_000
MAX_POINTS: Final = 500_000
"""Of a file, all features together."""
DRAWN_POINTS: Final = 8_000
"""Of an overlay, at most, when it is drawn: what a map redraws without a stutter and a filter's answer can carry."""
FILTER_POINTS: Final = 150
"""Of an area that becomes a filter, at most: the filter stands in the page's address."""
FRAME: Final = (20.0, 50.0, 25.0, 60.0)
"""South, north, west, east: a file of which nothing lies here is not about Syria, or has its coordinates swapped."""
_METRES: Final = 111_195.0
"""To a degree of latitude."""
_NAME_LENGTH: Final = 160
_NAMES: Final = (
    "name",
    "title",
    "label",
    "shapename",
    "adm3_en",
    "adm2_en",
    "adm1_en",
    "admin2",
    "admin1",
    "adm_name",
    "id",
)
"""Properties of a feature that hold its name, in any case; the first that is there."""
_ABOUT: Final = {"source": ("source", "attribution", "credit"), "date": ("date", "as_of", "updated", "timestamp")}


class Feature(NamedTuple):
    """One thing of an overlay. An area's parts are polygons, outer ring first; others' parts have one run each."""

    name: str
    kind: Kind
    parts: tuple[tuple[Run, ...], ...]

    @property
    def rings(self) -> tuple[Run, ...]:
        """Return all rings of an area: a point is in it if it lies in an odd number of them."""
        return tuple(ring for part in self.parts for ring in part)


@dataclass(frozen=True)
class Overlay:
    """One file, ready to be drawn."""

    id: str
    """The beginning of the file's SHA-256."""
    name: str
    source: str
    date: str
    features: tuple[Feature, ...]
    points: int
    """In the file, before simplifying."""
    tolerance_m: float
    """How far simplifying may have moved a line, metres; 0 where nothing was simplified."""
    left_out: tuple[str, ...]
    """What the file has that is not drawn, in words."""

    def told(self, name: str, source: str, date: str) -> Overlay:
        """Return the overlay with the name, source and date that its reader gives it."""
        return replace(self, name=clean(name) or self.name, source=clean(source), date=clean(date))


def read_overlay(file: str, data: bytes) -> Overlay:
    """Read one file.

    Parameters
    ----------
    file
        Its name: for messages, and the overlay's first name.
    data
        Its bytes; whether they are GeoJSON or KML is told by what they hold.

    Raises
    ------
    OverlayError
        If it is neither, is larger than the bounds above, or a coordinate is none on Earth.
    """
    if len(data) > MAX_BYTES:
        raise OverlayError(f"{file}: found {len(data):,} bytes; expected at most {MAX_BYTES:,}")
    if data[:2] == b"PK":
        raise OverlayError(f"{file}: found a ZIP, such as KMZ; expected the GeoJSON or KML that is in it, unpacked")
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    about: Mapping[str, Any] = {}
    if head == b"<":
        found, left_out = placemarks(file, data)
    elif head == b"{":
        about, found, left_out = _geojson(file, data)
    else:
        raise OverlayError(f"{file}: found {data[:12]!r}; expected GeoJSON (begins with {{) or KML (begins with <)")
    features, points = _checked(file, found)
    drawn, tolerance = _simplified(features, DRAWN_POINTS)
    name = clean(str(about.get("name") or PurePath(file).stem))
    source, dated = (clean(_first(about, _ABOUT[which])) for which in ("source", "date"))
    digest = hashlib.sha256(data).hexdigest()[:12]
    return Overlay(digest, name, source, dated, drawn, points, tolerance, tuple(left_out))


def as_shape(feature: Feature) -> tuple[tuple[Run, ...], float]:
    """Return an area as the rings of a filter, and how far simplifying may have moved them (m).

    Raises
    ------
    OverlayError
        If the feature is no area.
    """
    if feature.kind != "area":
        raise OverlayError(f"{feature.name}: found a {feature.kind}; expected an area to filter by")
    (simple,), tolerance = _simplified((feature,), FILTER_POINTS)
    if sum(map(len, simple.rings)) > FILTER_POINTS:  # many small parts: the largest ones, whole
        largest = sorted(simple.parts, key=lambda part: -Polygon(part[0]).area)
        while len(largest) > 1 and sum(len(ring) for part in largest for ring in part) > FILTER_POINTS:
            largest.pop()
        simple = simple._replace(parts=tuple(largest))
    return tuple(tuple((round(lat, 4), round(lon, 4)) for lat, lon in ring) for ring in simple.rings), tolerance


def clean(text: str) -> str:
    """Return a text of a file on one line, without control characters, not longer than a legend can show."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _NAME_LENGTH else f"{line[: _NAME_LENGTH - 1]}…"


# --- GeoJSON ----------------------------------------------------------------------------------------------------------


def _geojson(file: str, data: bytes) -> tuple[Mapping[str, Any], list[Placemark], list[str]]:
    try:
        root = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise OverlayError(f"{file}: found text that is not JSON ({problem}); expected GeoJSON in UTF-8") from problem
    crs = json.dumps(root.get("crs", ""))
    if root.get("crs") and not any(known in crs for known in ("CRS84", "4326")):
        raise OverlayError(f"{file}: found the reference system {crs[:80]}; expected WGS 84 degrees (RFC 7946)")
    kind = root.get("type")
    if kind == "FeatureCollection":
        listed = root.get("features")
    elif kind == "Feature":
        listed = [root]
    else:
        listed = [{"properties": {}, "geometry": root}]
    if not isinstance(listed, list):
        raise OverlayError(f"{file}: found no list of features; expected one in the member features")
    found: list[Placemark] = []
    empty = 0
    for number, feature in enumerate(listed, 1):
        where = f"feature {number}"
        if not isinstance(feature, dict):
            raise OverlayError(f"{file}, {where}: found {str(feature)[:40]!r}; expected a Feature")
        properties, geometry = feature.get("properties"), feature.get("geometry")
        if geometry is None:
            empty += 1
            continue
        name = _first(properties, _NAMES) if isinstance(properties, dict) else ""
        found += [(where, name, part) for part in _flat(file, where, geometry)]
    return root, found, [f"{empty} without a geometry"] if empty else []


def _flat(file: str, where: str, geometry: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if not isinstance(geometry, dict) or depth > 8:
        raise OverlayError(f"{file}, {where}: found {str(geometry)[:40]!r}; expected a geometry")
    if geometry.get("type") == "GeometryCollection":
        inside = geometry.get("geometries")
        if not isinstance(inside, list):
            raise OverlayError(f"{file}, {where}: found {str(inside)[:40]!r}; expected a list of geometries")
        for part in inside:
            yield from _flat(file, where, part, depth + 1)
    else:
        yield geometry


def _first(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return the first property of these names that holds a text or number."""
    lower = {str(key).lower(): value for key, value in properties.items()}
    for name in names:
        value = lower.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""


# --- checking ---------------------------------------------------------------------------------------------------------

_DEPTH: Final[Mapping[str, tuple[Kind, int]]] = {
    "Point": ("point", 0), "MultiPoint": ("point", 1), "LineString": ("line", 1), "MultiLineString": ("line", 2),
    "Polygon": ("area", 2), "MultiPolygon": ("area", 3),
}  # fmt: skip
_LEAST: Final[Mapping[Kind, int]] = {"point": 1, "line": 2, "area": 4}


def _checked(file: str, found: Sequence[Placemark]) -> tuple[tuple[Feature, ...], int]:
    """Return what was found as features, and how many points they have."""
    if not found:
        raise OverlayError(f"{file}: found nothing to draw; expected areas, lines or points")
    if len(found) > MAX_FEATURES:
        raise OverlayError(f"{file}: found {len(found):,} features; expected at most {MAX_FEATURES:,}")
    features, points = [], 0
    for where, name, geometry in found:
        kind, depth = _DEPTH.get(str(geometry.get("type")), (None, 0))
        if kind is None:
            raise OverlayError(
                f"{file}, {where}: found the geometry {str(geometry.get('type'))[:40]!r}; "
                f"expected one of {', '.join(_DEPTH)}"
            )
        parts = []
        for part in _polygons(geometry.get("coordinates"), kind, depth):
            runs = tuple(_run(file, where, kind, run) for run in part)
            points += sum(map(len, runs))
            if points > MAX_POINTS:
                raise OverlayError(f"{file}, {where}: found more than {MAX_POINTS:,} points; expected at most so many")
            if runs:
                parts.append(runs)
        if parts:
            features.append(Feature(clean(name), kind, tuple(parts)))
    south, north, west, east = FRAME
    every = [at for feature in features for run in feature.rings for at in run]
    if not any(south <= lat <= north and west <= lon <= east for lat, lon in every):
        lat, lon = every[0] if every else (0.0, 0.0)
        raise OverlayError(
            f"{file}: found nothing near Syria (the first point is latitude {lat:g}, longitude {lon:g}); "
            "expected degrees, longitude first (are they swapped?)"
        )
    return tuple(features), points


def _polygons(coordinates: Any, kind: Kind, depth: int) -> list[list[Any]]:
    """Return coordinates as polygons of runs, whatever their geometry; `_run` refuses what is not a list."""
    if kind == "area":
        whole = [coordinates] if depth == 2 else coordinates
        return [part if isinstance(part, list) else [part] for part in (whole if isinstance(whole, list) else [whole])]
    runs = [[coordinates]] if depth == 0 else coordinates if depth == 2 else [coordinates]
    if kind == "point" and depth == 1:
        runs = [[at] for at in coordinates] if isinstance(coordinates, list) else [coordinates]
    return [[run] for run in (runs if isinstance(runs, list) else [runs])]


def _run(file: str, where: str, kind: Kind, run: Any) -> Run:
    points = []
    for at in run if isinstance(run, list | tuple) else [run]:
        try:
            lon, lat = float(at[0]), float(at[1])
            fits = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
        except (TypeError, ValueError, IndexError, KeyError, OverflowError):
            fits = False
        if not fits:
            raise OverlayError(
                f"{file}, {where}: found the point {str(at)[:40]}; expected longitude and latitude in degrees (WGS 84)"
            )
        points.append((lat, lon))
    if kind == "area" and points and points[0] != points[-1]:
        points.append(points[0])
    if len(points) < _LEAST[kind]:
        words = {"point": "a point", "line": "two points or more", "area": "a ring of three corners or more"}[kind]
        raise OverlayError(f"{file}, {where}: found {len(points)} points; expected {words}")
    return tuple(points)


# --- simplifying ------------------------------------------------------------------------------------------------------


def _simplified(features: tuple[Feature, ...], most: int) -> tuple[tuple[Feature, ...], float]:
    """Return features of at most so many points, where shape allows, and the tolerance that it took (m)."""

    def size(of: Sequence[Feature]) -> int:
        return sum(len(run) for feature in of for run in feature.rings)

    if size(features) <= most:
        return features, 0.0
    shapes = [_geometry(feature) for feature in features]
    areas = [i for i, feature in enumerate(features) if feature.kind == "area"]
    together = len(areas) > 1 and bool(shapely.coverage_is_valid([shapes[i] for i in areas]))
    tolerance = 0.0005
    while True:
        simple = list(shapely.simplify(shapes, tolerance, preserve_topology=True))
        if together:
            covered = shapely.coverage_simplify([shapes[i] for i in areas], tolerance)
            for i, shape in zip(areas, covered, strict=True):
                simple[i] = shape
        drawn = tuple(_feature(feature, shape) for feature, shape in zip(features, simple, strict=True))
        if size(drawn) <= most or tolerance > 0.2:
            return drawn, round(tolerance * _METRES)
        tolerance *= 1.6


def _geometry(feature: Feature) -> BaseGeometry:
    """Return a feature as shapely has it, x first; an area that crosses itself is made whole."""
    runs = [[[(lon, lat) for lat, lon in run] for run in part] for part in feature.parts]
    if feature.kind == "line":
        return shapely.multilinestrings([LineString(part[0]) for part in runs])
    if feature.kind == "point":
        return shapely.multipoints([part[0][0] for part in runs])
    whole = MultiPolygon([Polygon(part[0], part[1:]) for part in runs])
    return whole if whole.is_valid else shapely.make_valid(whole, method="structure")


def _feature(feature: Feature, shape: BaseGeometry) -> Feature:
    def run(line: Any) -> Run:
        return tuple((lat, lon) for lon, lat, *_ in line.coords)

    parts: list[tuple[Run, ...]] = []
    for part in getattr(shape, "geoms", [shape]):
        if part.is_empty:
            continue
        if isinstance(part, Polygon):
            parts.append((run(part.exterior), *map(run, part.interiors)))
        elif feature.kind != "area":
            parts.append((run(part),))
    return feature._replace(parts=tuple(parts) or feature.parts)
