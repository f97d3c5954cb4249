"""Counts of places: each place once, totals that add up, and where points come from."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace

import pytest

from geo.gazetteer import GOVERNORATES, Gazetteer, Place
from geo.gazetteer_stats import ALL, COLUMNS, SEVERAL, Count, count, counts_csv, origin

PLACE = Place(
    "sm-a", "A", "ا", (), "village", "SY", "Idlib", "", "SY07", "", 35.8, 36.6, 1.0, 1.0, "", None, False, False,
    "Wikipedia: A",
)  # fmt: skip
ORIGINS = ("looked_up", "estimated", "packages", "by_hand", "layer")


def gazetteer(*places: Place) -> Gazetteer:
    return Gazetteer(places, {p.id: p for p in places}, "")


def counted(*places: Place) -> dict[tuple[str, str], Count]:
    return {(c.governorate, c.type): c for c in count(gazetteer(*places))}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Wikipedia: A (a.org)", "looked_up"),
        ("estimated, west of B", "estimated"),
        ("GeoNames 170063", "packages"),
        ("OurAirports OS57; Wikipedia: B", "packages"),
        ("by hand", "by_hand"),
        ("its course in Syria, by hand", "by_hand"),
        ("seat: GeoNames 170654", "by_hand"),
        ("OCHA C1007; was 35.1, 36.2 (estimated)", "looked_up"),
    ],
)
def test_a_source_says_where_the_point_comes_from(source: str, expected: str) -> None:
    assert origin(replace(PLACE, source=source)) == expected
    assert origin(replace(PLACE, source=source), {"sm-a"}) == "layer"


def test_cells_hold_what_is_there() -> None:
    cells = counted(
        PLACE,
        replace(PLACE, id="b", type="town", title_ar="", uncertainty_km=None),
        replace(PLACE, id="c", governorate="Homs", source="estimated", uncertainty_km=8.0),
        replace(PLACE, id="d", type="road", governorate="", source="by hand"),
        replace(PLACE, id="e", country="TR", governorate=""),
    )
    assert cells["Idlib", "village"].places == 1
    assert (cells["Idlib", ALL].places, cells["Idlib", ALL].arabic) == (2, 1)
    assert (cells["Homs", ALL].estimated, cells["Homs", ALL].uncertainty_median_km) == (1, 8.0)
    assert cells[SEVERAL, "road"].by_hand == 1
    assert cells[ALL, ALL].places == 4
    assert cells["Idlib", "town"].uncertainty_p90_km is None
    assert ("Hama", ALL) not in cells


@pytest.mark.parametrize(("n", "median", "p90"), [(1, 1, 1), (2, 1.5, 2), (10, 5.5, 9), (11, 6, 10), (100, 50.5, 90)])
def test_half_and_nine_tenths_are_no_farther_off(n: int, median: float, p90: float) -> None:
    places = [replace(PLACE, id=str(i), uncertainty_km=float(i + 1)) for i in range(n)]
    cell = counted(*places)[ALL, ALL]
    assert (cell.uncertainty_median_km, cell.uncertainty_p90_km) == (median, p90)


def test_the_shipped_gazetteer_adds_up() -> None:
    shipped = Gazetteer.load()
    counts = count(shipped)
    cells = {(c.governorate, c.type): c for c in counts}
    total = cells[ALL, ALL]
    assert total.places == sum(p.country == "SY" or bool(p.governorate) for p in shipped.places)
    assert total.places == sum(c.places for c in counts if ALL not in (c.governorate, c.type))
    assert total.places == sum(cells[g, ALL].places for g in (*GOVERNORATES, SEVERAL) if (g, ALL) in cells)
    types = Counter(p.type for p in shipped.places if p.country == "SY")
    assert {c.type: c.places for c in counts if c.governorate == ALL and c.type != ALL} == types
    for c in counts:
        assert sum(getattr(c, name) for name in ORIGINS) == c.places


def test_counts_are_a_table() -> None:
    rows = list(csv.DictReader(counts_csv(count(gazetteer(PLACE))).splitlines()))
    assert list(rows[0]) == list(COLUMNS)
    assert [(r["governorate"], r["type"], r["places"]) for r in rows] == [
        ("Idlib", "village", "1"), ("Idlib", "all", "1"), ("all", "village", "1"), ("all", "all", "1"),
    ]  # fmt: skip
