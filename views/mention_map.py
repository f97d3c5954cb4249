"""The map as Streamlit carries it: a folium map without anything from other hosts, and one layer of mentions.

Drawing is done in the browser by `static/map.js` on `static/basemap.js`; all that travels is one list of ids, titles
and numbers. It goes in a layer group beside the base map, so that a filter changes the layer and nothing
else: pan and zoom stay. What is drawn how:

- a town or smaller place: a circle, its area by its mentions; a dashed ring where they all mean only somewhere near
  it, a circle with a thin dashed ring round it where some do
- a governorate: its polygon, tinted, with a number at its label
- a road or river: a line, each in its colour; a region or mountain: an area, from its outline or its extent
- a country, a sea, a line without a course, a place off the map: nothing; `off_map` lists them
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import folium
from folium.elements import MacroElement
from folium.template import Template

from geo.gazetteer import GOVERNORATES, Place
from geo.overview import PlaceCount
from views.safe_json import safe_json

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
MIN_ZOOM: Final = 5
MAX_ZOOM: Final = 13
FRAME: Final = ((29.0, 31.0), (41.0, 48.5))
"""South-west and north-east corner, lat and lon: farther places are listed, not drawn."""
AREA_KM: Final = 25.0
"""Diameter of an area of which nobody has said how large it is."""
_CORNERS: Final = 36


class View(NamedTuple):
    """Where the map looks: degrees WGS 84 and Leaflet's zoom."""

    lat: float
    lon: float
    zoom: float


@cache
def _asset(name: str) -> tuple[str, str]:
    """Return name and address of a file under `static/`, seen from the component's frame.

    The address changes with the file, so that no browser draws with yesterday's script.
    """
    version = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return name, f"../../app/static/{name}?v={version}"


class _Start(MacroElement):
    """Hands the frame to map.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "MentionMap.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, view: View | None) -> None:
        super().__init__()
        self._name = "Start"
        self.options = safe_json({"view": view})


class MentionMap(folium.Map):
    """Syria, offline: Leaflet and our own files, by relative address.

    It must be the same at every rerun of a session, or the frame is made anew and the view lost: `view` is where
    the session began.
    """

    default_js = [  # noqa: RUF012 (as folium declares it)
        _asset(name) for name in ("vendor/leaflet.js", "basemap.js", "gazetteer.js", "map.js")
    ]
    default_css = [_asset("vendor/leaflet.css"), _asset("map.css")]  # noqa: RUF012 (as folium declares it)

    def __init__(self, view: View | None = None) -> None:
        super().__init__(
            location=(35.0, 38.9),
            zoom_start=7,
            tiles=None,
            min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=90,
            max_bounds_viscosity=0.8,
        )
        # Without a tile layer folium leaves these out.
        self.options["minZoom"] = MIN_ZOOM
        self.options["maxZoom"] = MAX_ZOOM
        self.add_child(_Start(view))


class MentionLayer(MacroElement):
    """Paints one filter's mentions; lives in the layer group that `st_folium` takes away and adds again."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "MentionMap.paint(map_div, {{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "MentionLayer"
        self.data = safe_json(data)


def layer(counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place], selected: str | None) -> folium.FeatureGroup:
    """Return the layer group for `st_folium(feature_group_to_add=...)`."""
    group = folium.FeatureGroup(name="mentions", control=False)
    group.add_child(MentionLayer(payload(counts, gazetteer, selected)))
    return group


def payload(counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place], selected: str | None) -> dict[str, Any]:
    """Return what map.js draws: ids, titles, numbers and outlines of places, nothing of an article."""
    data: dict[str, Any] = {"selected": selected, "points": [], "governorates": [], "lines": [], "areas": []}
    for count in counts:
        place = gazetteer.get(count.place_id)
        row = [count.place_id, count.title, count.mentions, count.articles]
        kind = drawn_as(count, place)
        if kind == "governorate":
            data["governorates"].append(row)
        elif kind == "line" and place:
            data["lines"].append([*row, _rounded(place.outline), int(count.type == "river")])
        elif kind == "area":
            outline = place.outline if place else ()
            extent = place.extent_km if place else None
            data["areas"].append([*row, _rounded(outline or _around(count.lat, count.lon, extent or AREA_KM))])
        elif kind == "point":
            at = [round(count.lat, 4), round(count.lon, 4)]
            near = 0 if count.exact == count.mentions else 1 if count.exact else 2
            data["points"].append([*row[:2], *at, *row[2:], near, int(count.country != "SY")])
    return data


def drawn_as(count: PlaceCount, place: Place | None) -> str:
    """Return how a place is drawn: point, governorate, line, area, or empty for what is not."""
    shape = place.shape if place else ""
    if count.type == "governorate":
        return "governorate" if count.place_id in GOVERNORATES.values() else ""
    if count.type in {"country", "sea"}:
        return ""
    if shape or count.type in {"region", "mountain"}:
        return shape or ("area" if _in_frame(count) else "")
    if count.type in {"road", "river"}:
        return ""
    return "point" if _in_frame(count) else ""


def off_map(counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place]) -> list[PlaceCount]:
    """Return the places that are mentioned but have no mark on the map."""
    return [count for count in counts if not drawn_as(count, gazetteer.get(count.place_id))]


def _in_frame(count: PlaceCount) -> bool:
    (south, west), (north, east) = FRAME
    return south <= count.lat <= north and west <= count.lon <= east


def _rounded(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    return [[round(lat, 4), round(lon, 4)] for lat, lon in points]


def _around(lat: float, lon: float, diameter_km: float) -> list[tuple[float, float]]:
    """Return a circle's corners; one degree of latitude is 111.2 km."""
    tall = diameter_km / 2 / 111.2
    wide = tall / math.cos(math.radians(lat))
    angles = (2 * math.pi * i / _CORNERS for i in range(_CORNERS))
    return [(lat + tall * math.sin(a), lon + wide * math.cos(a)) for a in angles]
