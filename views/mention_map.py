"""The map as Streamlit carries it: a folium map without anything from other hosts, and one layer of mentions.

Drawing is done in the browser by `static/map/*.js` on `static/basemap.js`; all that travels is one list of ids, titles
and numbers. It goes in a layer group beside the base map, so that a filter changes the layer and nothing
else: pan and zoom stay. What is drawn how:

- a town or smaller place: a circle, its area by its count; a dashed ring where its mentions all mean only somewhere
  near it, a circle with a thin dashed ring round it where some do
- a governorate: its polygon, tinted, with a number at its label; or, with `mode="governorates"`, every governorate
  tinted by all that lies in it, in classes
- a road or river: a line, each in its colour; a region or mountain: an area, from its outline or its extent
- a place none of whose mentions is reported as having happened: its outline alone
- a country, a sea, a line without a course, a place off the map: nothing; `off_map` lists them
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import folium
from branca.element import MacroElement
from folium.template import Template

import geo.drawing
from geo.drawing import Drawn, area_of
from geo.gazetteer import GOVERNORATES, Place
from geo.overlays import Overlay
from geo.overview import PlaceCount
from views.language import Language, catalogue, language
from views.safe_json import safe_json

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
SCRIPTS: Final = (
    "state", "frame", "land", "circles", "marks", "labels", "legend", "overlays", "tools", "keys",
)  # fmt: skip
"""Files of `static/map/`, in the order in which they need each other."""
MIN_ZOOM: Final = 5
MAX_ZOOM: Final = 13
CLASSES: Final = 5
"""Of governorates by their count, at most."""
_ABROAD, _HOLLOW = 1, 2
"""Bits of a mark's flags; static/map/state.js has the same."""

Mode = Literal["circles", "governorates"]
Unit = Literal["story", "article", "mention"]


class View(NamedTuple):
    """Where the map looks: degrees WGS 84 and Leaflet's zoom."""

    lat: float
    lon: float
    zoom: float


class Focus(NamedTuple):
    """Where the map is to go, once for each `key`: a place that a reader asked for, or a row that she clicked."""

    key: str
    title: str
    lat: float
    lon: float
    zoom: float = 10.0


class Tiles(NamedTuple):
    """Pictures of the land from another host: only ever what the reader has asked for."""

    url: str
    attribution: str
    zoom: int


@dataclass(frozen=True)
class Look:
    """How the mentions are drawn, and what is drawn with them."""

    unit: Unit = "story"
    """What the counts count."""
    mode: Mode = "circles"
    governorates: Mapping[str, int] | None = None
    """Title of a governorate -> all that lies in it, in `unit`: what `mode="governorates"` tints by."""
    receding: Sequence[PlaceCount] | None = None
    """The places whichever actor is named, to be drawn faint; None where no actor is chosen."""
    shape: tuple[tuple[tuple[float, float], ...], ...] = ()
    within: tuple[float, float, float] | None = None
    """The area in force: rings of (lat, lon), or lat, lon and km."""
    focus: Focus | None = None
    overlays: tuple[Overlay, ...] = ()
    tiles: Tiles | None = None
    tell: bool = False
    """Whether the frame sends `{"painted": true}` when it has painted for the first time."""


@cache
def _asset(name: str) -> tuple[str, str]:
    """Return name and address of a file under `static/`, seen from the component's frame.

    The address changes with the file, so that no browser draws with yesterday's script.
    """
    version = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return name, f"../../app/static/{name}?v={version}"


class _Start(MacroElement):
    """Hands the frame to `static/map/frame.js`."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "MentionMap.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, view: View | None, speaks: Language, *, areas: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.options = safe_json(
            {"view": view, "language": speaks, "rtl": speaks == "ar", "words": words(speaks), "areas": areas}
        )


class MentionMap(folium.Map):
    """Syria, offline: Leaflet and our own files, by relative address.

    It must be the same at every rerun of a session, or the frame is made anew and the view lost: `view` is where
    the session began. With the language the frame is made anew, and looks where the address says. `areas` says
    whether areas can be drawn on it: only where the page filters by them.
    """

    default_js = [  # noqa: RUF012 (as folium declares it)
        _asset(name)
        for name in ("vendor/leaflet.js", "basemap.js", "gazetteer.js", *(f"map/{name}.js" for name in SCRIPTS))
    ]
    default_css = [_asset("vendor/leaflet.css"), _asset("map.css")]  # noqa: RUF012 (as folium declares it)

    def __init__(self, view: View | None = None, speaks: Language | None = None, *, areas: bool = False) -> None:
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
        self.add_child(_Start(view, speaks or language(), areas=areas))


def needed() -> list[str]:
    """Return the addresses of what the map's frame loads, as seen from the page at the bare address."""
    return [address.removeprefix("../../") for _, address in MentionMap.default_js + MentionMap.default_css]


def words(speaks: Language) -> dict[str, Any]:
    """Return the words that the map's own scripts show: texts, or forms by plural category."""
    known = catalogue()
    names = [key.rpartition(".")[2] for key in known if key.startswith("map.frame.")]
    found = {name: known[f"map.frame.{name}"][speaks] for name in names}
    counted = {"story": "count.stories", "mention": "count.mentions", "article": "count.articles"}
    return found | {f"unit_{unit}": known[key][speaks] for unit, key in counted.items()}


class MentionLayer(MacroElement):
    """Paints one filter's mentions; lives in the layer group that `st_folium` takes away and adds again."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "MentionMap.paint(map_div, {{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "MentionLayer"
        self.data = safe_json(data)

    def render(self, **_kwargs: Any) -> str:
        """Do nothing: `st_folium` asks the template itself; folium would read the data as a template once more."""
        return ""


def layer(
    counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place], selected: str | None, look: Look | None = None
) -> folium.FeatureGroup:
    """Return the layer group for `st_folium(feature_group_to_add=...)`."""
    group = folium.FeatureGroup(name="mentions", control=False)
    group.add_child(MentionLayer(payload(counts, gazetteer, selected, look)))
    return group


def payload(
    counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place], selected: str | None, look: Look | None = None
) -> dict[str, Any]:
    """Return what the scripts draw: ids, titles, numbers and outlines of places, nothing of an article."""
    look = look or Look()
    arabic = language() == "ar"
    data: dict[str, Any] = {
        "selected": selected, "unit": look.unit, "points": [], "governorates": [], "lines": [], "areas": [],
        "receding": None, "faint": [], "tints": None, "shape": look.shape or None, "within": look.within,
        "focus": _focus(look.focus), "tiles": look.tiles._asdict() if look.tiles else None,
        "overlays": [overlay(o) for o in look.overlays], "tell": look.tell,
    }  # fmt: skip
    for count in counts:
        place = gazetteer.get(count.place_id)
        title = (count.title_ar if arabic else "") or count.title
        flags = _ABROAD * (count.country != "SY") + _HOLLOW * (count.reported == 0)
        numbers = [count.count, count.mentions, count.stories, count.articles, flags]
        row = [count.place_id, title, *numbers]
        kind = drawn_as(count, place)
        if kind == "governorate":
            data["governorates"].append(row)
        elif kind == "line" and place:
            data["lines"].append([*row, _rounded(place.outline), int(count.type == "river")])
        elif kind == "area":
            data["areas"].append([*row, _rounded(area_of(count.lat, count.lon, place))])
        elif kind == "point":
            near = 0 if count.exact == count.mentions else 1 if count.exact else 2
            data["points"].append([*row[:2], round(count.lat, 4), round(count.lon, 4), *numbers, near])
    if look.receding is not None:
        stands = {row[0] for kind in ("governorates", "lines", "areas") for row in data[kind]}
        data["receding"], data["faint"] = _receding(look.receding, gazetteer, stands)
    if look.mode == "governorates":
        tinted = {GOVERNORATES[name]: n for name, n in (look.governorates or {}).items() if n and name in GOVERNORATES}
        data["tints"] = {"from": classes(tinted.values()), "counts": tinted}
    return data


def _receding(
    counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place], stands: Collection[str]
) -> tuple[list[list[float]], list[tuple[Any, ...]]]:
    """Return points with their counts, and other places as what they are, but for those that stand there anyway."""
    points: list[list[float]] = []
    shapes: list[tuple[Any, ...]] = []
    for count in counts:
        place = gazetteer.get(count.place_id)
        kind = drawn_as(count, place)
        if kind == "point":
            points.append([round(count.lat, 4), round(count.lon, 4), count.count])
        elif count.place_id in stands:
            continue
        elif kind == "governorate":
            shapes.append((kind, count.place_id))
        elif kind == "line" and place:
            shapes.append((kind, _rounded(place.outline)))
        elif kind == "area":
            shapes.append((kind, _rounded(area_of(count.lat, count.lon, place))))
    return points, shapes


def classes(counts: Iterable[int], most: int = CLASSES) -> list[int]:
    """Return the least count of each class, lightest first: equal steps of the scale 1, 2, 5, 10, 20, 50 ...

    Round numbers read better in a legend than quantiles, and equal counts never fall in two classes.

    >>> classes([3, 4, 40, 260])
    [2, 10, 50, 200]
    """
    values = [n for n in counts if n > 0]
    if not values:
        return []
    steps = [base * 10**power for power in range(len(str(max(values)))) for base in (1, 2, 5)]
    lowest = max(i for i, step in enumerate(steps) if step <= min(values))
    highest = max(i for i, step in enumerate(steps) if step <= max(values))
    stride = -(-(highest - lowest + 1) // most)
    return steps[lowest : highest + 1 : stride]


def overlay(shown: Overlay) -> dict[str, Any]:
    """Return an overlay for `static/map/overlays.js`."""
    features = [
        [feature.name, feature.kind, [[_deltas(run) for run in part] for part in feature.parts]]
        for feature in shown.features
    ]
    return {"id": shown.id, "name": shown.name, "source": shown.source, "date": shown.date, "features": features}


def _deltas(run: Iterable[tuple[float, float]]) -> list[int]:
    """Return points in ten-thousandths of a degree, each as its difference from the one before: short as JSON."""
    deltas: list[int] = []
    before = (0, 0)
    for lat, lon in run:
        at = (round(lat * 10_000), round(lon * 10_000))
        deltas += (at[0] - before[0], at[1] - before[1])
        before = at
    return deltas


def _focus(focus: Focus | None) -> dict[str, Any] | None:
    if focus is None:
        return None
    return {"key": focus.key, "title": focus.title, "at": [focus.lat, focus.lon], "zoom": focus.zoom}


def drawn_as(count: PlaceCount, place: Place | None) -> Drawn:
    """Return how a counted place is drawn (`geo.drawing`)."""
    return geo.drawing.drawn_as(count.place_id, count.type, count.lat, count.lon, place)


def off_map(counts: Iterable[PlaceCount], gazetteer: Mapping[str, Place]) -> list[PlaceCount]:
    """Return the places that are mentioned but have no mark on the map."""
    return [count for count in counts if not drawn_as(count, gazetteer.get(count.place_id))]


def _rounded(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    return [[round(lat, 4), round(lon, 4)] for lat, lon in points]
