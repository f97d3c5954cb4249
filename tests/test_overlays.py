"""What is laid over the map: read within bounds, refused with file and feature, simplified, inert on the way."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from geo import overlays
from geo.exc import OverlayError
from geo.overlays import DRAWN_POINTS, FILTER_POINTS, Feature, as_shape, read_overlay
from geo.query import Filter
from views.mention_map import overlay as sent
from views.safe_json import safe_json

SQUARE = [[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]
HOLE = [[36.4, 35.4], [36.6, 35.4], [36.6, 35.6], [36.4, 35.4]]
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>"""
AREA = """<Placemark><name>إدلب &lt;b&gt;</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>
36,35,0 37,35,0 37,36,0 36,36,0 36,35,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>
<coordinates>36.4,35.4 36.6,35.4 36.6,35.6 36.4,35.4</coordinates></LinearRing></innerBoundaryIs></Polygon>
<Point><coordinates>36.5,35.1,12</coordinates></Point></MultiGeometry></Placemark>"""
LINK = "<NetworkLink><Link><href>http://192.0.2.1/x.kml</href></Link></NetworkLink><GroundOverlay/>"


def geojson(*geometries: Any, **about: Any) -> bytes:
    features = [
        {"type": "Feature", "properties": {"ADM2_EN": f"District {i}"}, "geometry": geometry}
        for i, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **about}).encode()


def area(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_geojson_is_read_with_names_holes_and_what_it_says_of_itself() -> None:
    read = read_overlay(
        "control.geojson",
        geojson(
            area(SQUARE, HOLE),
            {"type": "MultiLineString", "coordinates": [[[36, 35], [37, 36]], [[38, 35], [38, 36, 200]]]},
            {"type": "GeometryCollection", "geometries": [{"type": "MultiPoint", "coordinates": [[36, 35], [37, 35]]}]},
            None,
            name="Control", source="Survey", date="2020-03-05",
        ),
    )  # fmt: skip
    assert (read.name, read.source, read.date, read.tolerance_m) == ("Control", "Survey", "2020-03-05", 0)
    assert [(f.name, f.kind, len(f.parts)) for f in read.features] == [
        ("District 0", "area", 1), ("District 1", "line", 2), ("District 2", "point", 2),
    ]  # fmt: skip
    assert read.features[0].rings[0][1] == (35.0, 37.0)
    assert len(read.features[0].rings) == 2
    assert read.points == 5 + 4 + 4 + 2
    assert read.left_out == ("1 without a geometry",)
    assert read.told(" New\nname ", "who", "").name == "New name"


def test_kml_is_read_and_nothing_that_it_links_to() -> None:
    read = read_overlay("lines.kml", KML.format(AREA + LINK).encode())
    assert [(f.name, f.kind) for f in read.features] == [("إدلب <b>", "area"), ("إدلب <b>", "point")]
    assert len(read.features[0].rings) == 2
    assert read.left_out == ("1 links to other files", "1 pictures on the ground")
    assert read.name == "lines"


BOMB = (
    '<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>'
)
FAR = [[-3.0, 40.0], [-2.0, 40.0], [-2.0, 41.0], [-3.0, 40.0]]
SWAPPED = [[35.0, 66.0], [36.0, 67.0], [35.5, 68.0], [35.0, 66.0]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", r"x: found b''; expected GeoJSON"),
        (b"PK\x03\x04", "x: found a ZIP, such as KMZ"),
        (b"{", "x: found text that is not JSON"),
        (b"{" * 5000, "x: found text that is not JSON"),
        (b'{"a":' * 200_000, "x: found text that is not JSON"),
        (b'{"type": "FeatureCollection", "features": {}}', "x: found no list of features"),
        (b'{"type": "FeatureCollection", "features": [3]}', "x, feature 1: found '3'"),
        (geojson(), "x: found nothing to draw"),
        (geojson(area(SQUARE), {"type": "Circle"}), "x, feature 2: found the geometry 'Circle'"),
        (geojson(area(SQUARE), area([[36, 35], [37, "n"], [37, 36]])), r"x, feature 2: found the point \[37, 'n'\]"),
        (geojson(area([[36, 35], [37, 35], [37, 96], [36, 35]])), r"x, feature 1: found the point \[37, 96\]"),
        (geojson(area([[36, 35], [37, 35]])), "x, feature 1: found 3 points; expected a ring of three corners"),
        (geojson({"type": "Point", "coordinates": None}), "x, feature 1: found the point None"),
        (geojson({"type": "GeometryCollection", "geometries": 5}), "x, feature 1: found '5'; expected a list of"),
        (geojson({"type": "Polygon", "coordinates": "no"}), "x, feature 1: found"),
        (geojson(area(FAR)), r"x: found nothing near Syria .*swapped"),
        (geojson(area(SWAPPED)), r"x: found nothing near Syria .*swapped"),
        (geojson(area(SQUARE), crs={"properties": {"name": "EPSG:32637"}}), "x: found the reference system"),
        (BOMB.encode(), "x: found a document type or entities"),
        (b"<kml><Placemark>", "x: found XML that cannot be read"),
        (b"<html></html>", "x: found XML that opens with <html>"),
        (KML.format(LINK).encode(), "x: found nothing to draw"),
        (KML.format("<Placemark><Point><coordinates>36;35</coordinates></Point></Placemark>").encode(),
         "x, placemark 1: found the point '36;35'"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_file_and_feature(data: bytes, said: str) -> None:
    with pytest.raises(OverlayError, match=said):
        read_overlay("x", data)


def test_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most, said in (
        ("MAX_BYTES", 100, "found .* bytes; expected at most 100"),
        ("MAX_FEATURES", 1, "found 2 features; expected at most 1"),
        ("MAX_POINTS", 7, "feature 2: found more than 7 points"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(overlays, name, most)
            with pytest.raises(OverlayError, match=said):
                read_overlay("x", geojson(area(SQUARE), area(SQUARE)))


def wavy(cell: tuple[int, int], points: int) -> list[list[float]]:
    """Return a square whose sides, shared with its neighbours, wave."""
    x, y = cell
    along = [i / points for i in range(points)]
    back = [(points - i) / points for i in range(points)]

    def wave(t: float) -> float:
        return 0.02 * math.sin(14 * math.pi * t)

    ring = [(36 + x + t, 34 + y + wave(t)) for t in along]
    ring += [(37 + x + wave(t), 34 + y + t) for t in along]
    ring += [(36 + x + t, 35 + y + wave(t)) for t in back]
    ring += [(36 + x + wave(t), 34 + y + t) for t in back]
    return [[round(lon, 6), round(lat, 6)] for lon, lat in (*ring, ring[0])]


def test_what_is_large_is_simplified_neighbours_together_and_says_how_far() -> None:
    cells = [(x, y) for x in range(2) for y in range(2)]
    read = read_overlay("x", geojson(*(area(wavy(cell, 3_000)) for cell in cells)))
    drawn = sum(len(run) for feature in read.features for run in feature.rings)
    assert read.points > 40_000
    assert drawn <= DRAWN_POINTS
    assert 0 < read.tolerance_m < 1_000
    shapes = [Polygon([(lon, lat) for lat, lon in feature.rings[0]]) for feature in read.features]
    assert shapely.union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), rel=1e-6)
    rings, tolerance = as_shape(read.features[0])
    assert 3 <= sum(map(len, rings)) <= FILTER_POINTS
    assert tolerance > 0
    assert Filter(shape=rings).shape


def test_only_an_area_becomes_a_filter() -> None:
    with pytest.raises(OverlayError, match="Front: found a line; expected an area"):
        as_shape(Feature("Front", "line", ((((35.0, 36.0), (36.0, 37.0)),),)))


KEYS = ["type", "features", "geometry", "coordinates", "properties", "geometries", "crs", "name"]
TYPES = ["Feature", "FeatureCollection", "Point", "Polygon", "MultiPolygon", "GeometryCollection"]
JSON = st.recursive(
    st.none() | st.integers() | st.floats() | st.sampled_from(TYPES),
    lambda c: st.lists(c, max_size=4) | st.dictionaries(st.sampled_from(KEYS), c, max_size=5),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.builds(lambda data: json.dumps(data).encode(), JSON))
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    try:
        read = read_overlay("x", data)
    except OverlayError:
        return
    assert read.features


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_texts_of_a_layer_reach_the_map_inert_and_on_one_line(name: str) -> None:
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": area(SQUARE)}
    data = {"type": "FeatureCollection", "name": "{{7*7}}</script>", "source": name, "features": [feature]}
    payload = sent(read_overlay("x", json.dumps(data).encode()))
    assert json.loads(safe_json(payload)) == payload
    assert "{{" not in safe_json(payload)
    for text in (payload["name"], payload["source"], payload["features"][0][0]):
        assert text.isprintable()
        assert len(text) <= 160
    (run,) = payload["features"][0][2][0]
    lat = lon = 0
    back = [(lat := lat + run[i], lon := lon + run[i + 1]) for i in range(0, len(run), 2)]
    assert [[x / 1e4, y / 1e4] for y, x in back] == SQUARE
