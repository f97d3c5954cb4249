"""Points lie in the governorate and district that they state (a check only: no row is made from these polygons)."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, shape
from shapely.ops import unary_union

from geo.gazetteer import GOVERNORATES, WIDE, Gazetteer, Place
from geo.outlines import outside_km

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "ocha_admin3.geojson"
TOLERANCE_KM = 5.0
"""Whatever a row's own uncertainty."""
YOUNGER = {"Qudsaya"}
"""Districts that the reference, which has the older division, gives to several others."""


def _union(column: str) -> dict[str, Any]:
    parts: dict[str, list[Any]] = defaultdict(list)
    for feature in json.loads(REFERENCE.read_text(encoding="utf-8"))["features"]:
        parts[feature["properties"][column]].append(shape(feature["geometry"]).buffer(0))
    return {code: unary_union(polygons) for code, polygons in parts.items()}


@pytest.fixture(scope="module")
def governorates() -> dict[str, Any]:
    by_code = _union("adm1_pcode")
    return {title: by_code[pcode] for title, pcode in GOVERNORATES.items()}


@pytest.fixture(scope="module")
def districts() -> dict[str, Any]:
    return _union("adm2_pcode")


@pytest.fixture(scope="module")
def places() -> list[Place]:
    """Return the points; in the desert of al-Tanf maps differ, and the reference is only one of them."""
    rows = [p for p in Gazetteer.load().places if p.country == "SY" and p.governorate and p.type not in WIDE]
    differ = [p for p in rows if all(outside_km(p.lat, p.lon, g) == 0 for g in ("Homs", "Rif Dimashq"))]
    assert {p.governorate for p in differ} <= {"Homs", "Rif Dimashq"}
    return [p for p in rows if p not in differ]


def _off_km(place: Place, polygon: Any) -> float:
    point = Point(place.lon, place.lat)
    if polygon.contains(point):
        return 0.0
    nearest = polygon.boundary.interpolate(polygon.boundary.project(point))
    shrink = math.cos(math.radians(place.lat))
    return 111.2 * math.hypot(nearest.y - place.lat, (nearest.x - place.lon) * shrink)


def test_points_lie_in_their_governorate(governorates: dict[str, Any], places: list[Place]) -> None:
    offs = {p: _off_km(p, governorates[p.governorate]) for p in places}
    wrong = {p: off for p, off in offs.items() if off > TOLERANCE_KM}
    assert [f"{p.id} {p.title}: {off:.1f} km outside {p.governorate}" for p, off in wrong.items()] == []


def test_quarters_and_sites_of_damascus_keep_to_its_inner_border(
    governorates: dict[str, Any], places: list[Place]
) -> None:
    """The city is no wider than twice the tolerance, so that five kilometres would let nearly anything pass."""
    wrong = []
    for place in places:
        if place.governorate in ("Damascus", "Rif Dimashq") and place.type != "district":  # its point is its seat
            off = _off_km(place, governorates[place.governorate])
            if off > max(1.0, min(TOLERANCE_KM, place.uncertainty_km or 0)):
                wrong.append(f"{place.id} {place.title}: {off:.1f} km outside {place.governorate}")
    assert wrong == []


def test_points_lie_in_their_district(districts: dict[str, Any], places: list[Place]) -> None:
    """A district's polygon is the one that holds most rows that name it: titles differ from OCHA's."""
    within: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    named = [p for p in places if p.district not in ("", *YOUNGER) and p.type not in ("district", "governorate")]
    for place in named:
        point = Point(place.lon, place.lat)
        for code, polygon in districts.items():
            if polygon.contains(point):
                within[place.governorate, place.district][code] += 1
    wrong = []
    for place in named:
        votes = within[place.governorate, place.district].most_common(1)
        off = _off_km(place, districts[votes[0][0]]) if votes else math.inf
        if off > max(TOLERANCE_KM, place.uncertainty_km or 0):
            wrong.append(f"{place.id} {place.title}: {off:.1f} km outside {place.district}, {place.governorate}")
    assert wrong == []


def test_the_outlines_that_the_check_uses_agree_with_these(governorates: dict[str, Any], places: list[Place]) -> None:
    """What `gazetteer check` reckons is within its tolerance of the truth."""
    far = []
    for place in places:
        off = _off_km(place, governorates[place.governorate])
        ours = outside_km(place.lat, place.lon, place.governorate)
        if abs(ours - off) >= TOLERANCE_KM:
            far.append(f"{place.id} {place.title}: {ours:.1f} km, by the reference {off:.1f} km")
    assert far == []
