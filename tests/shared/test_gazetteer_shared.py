"""Points lie in the governorate that they state (a check only: no row is made from these polygons)."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from shapely.geometry import Point, shape
from shapely.ops import unary_union

from geo.gazetteer import GOVERNORATES, Gazetteer, Place

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "ocha_admin3.geojson"
TOLERANCE_KM = 5.0
SPREAD = {"region", "mountain", "road", "river", "lake", "district"}
"""Types whose point stands for something wide (a district's stands at its seat)."""


@pytest.fixture(scope="module")
def governorates() -> dict[str, object]:
    parts: dict[str, list[object]] = {}
    for feature in json.loads(REFERENCE.read_text(encoding="utf-8"))["features"]:
        parts.setdefault(feature["properties"]["adm1_pcode"], []).append(shape(feature["geometry"]).buffer(0))
    return {title: unary_union(parts[pcode]) for title, pcode in GOVERNORATES.items()}


def _off_km(place: Place, polygon: object) -> float:
    shrink = math.cos(math.radians(place.lat))
    inside = polygon.contains(Point(place.lon, place.lat))  # type: ignore[attr-defined]
    nearest = polygon.exterior if polygon.geom_type == "Polygon" else polygon.boundary  # type: ignore[attr-defined]
    if inside:
        return 0.0
    point = nearest.interpolate(nearest.project(Point(place.lon, place.lat)))
    return 111.2 * math.hypot(point.y - place.lat, (point.x - place.lon) * shrink)


def test_points_lie_in_their_governorate(governorates: dict[str, object]) -> None:
    wrong = []
    for place in Gazetteer.load().places:
        if place.governorate and place.type not in SPREAD:
            off = _off_km(place, governorates[place.governorate])
            if off > max(TOLERANCE_KM, place.uncertainty_km or 0):
                wrong.append(f"{place.id} {place.title}: {off:.1f} km outside {place.governorate}")
    assert wrong == []
