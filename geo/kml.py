"""Read the placemarks of a KML file (OGC KML 2.3) as geometries of GeoJSON; nothing that it links to is fetched.

Entities and document types are refused (defusedxml): a file of a few lines could else unpack to gigabytes, or read
another file of this machine. Links to other files, pictures on the ground, tours and models are left out, and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from geo.exc import OverlayError

Placemark = tuple[str, str, Mapping[str, Any]]
"""Where a geometry stands in its file, its name, itself as GeoJSON has it."""

_LEFT_OUT: Final = {
    "NetworkLink": "links to other files", "GroundOverlay": "pictures on the ground", "ScreenOverlay": "pictures",
    "PhotoOverlay": "photographs", "Tour": "tours", "Model": "models", "Track": "tracks", "MultiTrack": "tracks",
}  # fmt: skip
_DEPTH: Final = 12
"""Geometries in geometries, at most."""


def placemarks(file: str, data: bytes) -> tuple[list[Placemark], list[str]]:
    """Return where each geometry stands, its name and itself; and in words what is left out.

    Raises
    ------
    OverlayError
        If the file is not KML, or declares entities.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise OverlayError(f"{file}: found a document type or entities; expected KML without any") from problem
    except (ParseError, ValueError, LookupError, RecursionError) as problem:
        raise OverlayError(f"{file}: found XML that cannot be read ({problem}); expected KML") from problem
    if _tag(root) != "kml":
        raise OverlayError(f"{file}: found XML that opens with <{_tag(root)[:40]}>; expected KML")
    left = Counter(_LEFT_OUT[tag] for element in root.iter() if (tag := _tag(element)) in _LEFT_OUT)
    found: list[Placemark] = []
    for number, placemark in enumerate((e for e in root.iter() if _tag(e) == "Placemark"), 1):
        where = f"placemark {number}"
        name = _text(placemark, "name").strip()
        for geometry in _geometries(file, where, placemark):
            found.append((where, name, geometry))
    return found, [f"{count} {words}" for words, count in sorted(left.items())]


def _geometries(file: str, where: str, parent: Element, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        raise OverlayError(f"{file}, {where}: found more than {_DEPTH} geometries in one another; expected fewer")
    for element in parent:
        tag = _tag(element)
        if tag == "Point":
            yield {"type": "MultiPoint", "coordinates": _coordinates(file, where, element)}
        elif tag in ("LineString", "LinearRing"):
            yield {"type": "LineString", "coordinates": _coordinates(file, where, element)}
        elif tag == "Polygon":
            bounds = [b for name in ("outerBoundaryIs", "innerBoundaryIs") for b in element if _tag(b) == name]
            rings = [_coordinates(file, where, bound) for bound in bounds]
            yield {"type": "Polygon", "coordinates": rings or [[]]}
        elif tag == "MultiGeometry":
            yield from _geometries(file, where, element, depth + 1)


def _coordinates(file: str, where: str, element: Element) -> list[list[float]]:
    """Return the points of the element's `coordinates`: longitude, latitude, and an altitude that is not kept."""
    text = next((e.text or "" for e in element.iter() if _tag(e) == "coordinates"), "")
    points = []
    for cell in text.split():
        try:
            lon, lat = cell.split(",")[:2]
            points.append([float(lon), float(lat)])
        except ValueError:
            raise OverlayError(
                f"{file}, {where}: found the point {cell[:40]!r}; expected longitude,latitude in degrees"
            ) from None
    return points


def _tag(element: Element) -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(parent: Element, name: str) -> str:
    return next((element.text or "" for element in parent if _tag(element) == name), "")
