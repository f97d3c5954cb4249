"""Outlines of the governorates: points in and out, and distances that geopy confirms."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.gazetteer import GOVERNORATES, SYRIA, Gazetteer
from geo.outlines import border_km, depth_km, governorate_at, inside, outside_km

SQUARE = ((35.0, 36.0), (36.0, 36.0), (36.0, 37.0), (35.0, 37.0), (35.0, 36.0))
HOLE = ((35.4, 36.4), (35.6, 36.4), (35.6, 36.6), (35.4, 36.6), (35.4, 36.4))


@pytest.mark.parametrize("governorate", GOVERNORATES)
def test_each_seat_lies_in_its_governorate_and_in_no_other(governorate: str) -> None:
    seats = [p for p in Gazetteer.load().places if p.title == governorate and p.type == "city"]
    assert len(seats) == (governorate != "Rif Dimashq")
    for seat in seats:
        assert governorate_at(seat.lat, seat.lon) == governorate
        assert [g for g in GOVERNORATES if outside_km(seat.lat, seat.lon, g) == 0] == [governorate]


def test_damascus_is_a_hole_in_rif_dimashq() -> None:
    assert governorate_at(33.513, 36.292) == "Damascus"
    assert 0 < outside_km(33.513, 36.292, "Rif Dimashq") < 8


def test_the_corner_of_al_tanf_is_where_either_map_has_it() -> None:
    assert [g for g in GOVERNORATES if outside_km(33.5058, 38.6178, g) == 0] == ["Rif Dimashq", "Homs"]
    assert outside_km(34.56, 38.28, "Rif Dimashq") > 30  # Palmyra


def test_the_golan_is_in_quneitra() -> None:
    assert governorate_at(33.0, 35.75) == "Quneitra"


@pytest.mark.parametrize("point", [(33.89, 35.5), (36.2, 36.16), (33.3, 44.4), (32.56, 36.0), (0.0, 0.0)])
def test_abroad_is_no_governorate(point: tuple[float, float]) -> None:
    assert governorate_at(*point) == ""
    assert depth_km(*point) == 0


def test_a_hole_is_outside() -> None:
    assert inside(35.2, 36.2, [SQUARE, HOLE])
    assert not inside(35.5, 36.5, [SQUARE, HOLE])
    assert inside(35.5, 36.5, [SQUARE])


@given(st.floats(35.05, 35.95), st.floats(37.01, 38.0))
def test_the_distance_to_a_side_is_geopys(lat: float, lon: float) -> None:
    away = geodesic((lat, lon), (lat, 37.0)).km
    assert border_km(lat, lon, [SQUARE]) == pytest.approx(away, rel=0.01)


@given(st.floats(SYRIA[0], SYRIA[1]), st.floats(SYRIA[2], SYRIA[3]))
def test_a_point_is_deep_or_outside_and_never_both(lat: float, lon: float) -> None:
    there = governorate_at(lat, lon)
    assume(there)
    assert outside_km(lat, lon, there) == 0
    assert depth_km(lat, lon) >= 0
    elsewhere = set(GOVERNORATES) - {there} - ({"Homs", "Rif Dimashq"} if there in ("Homs", "Rif Dimashq") else set())
    assert all(outside_km(lat, lon, g) > 0 for g in elsewhere)
