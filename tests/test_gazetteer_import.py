"""Matching and merging: what is the same place, what becomes of its point, and that doing it twice is doing it once."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import GOVERNORATES, Gazetteer, Place
from geo.gazetteer_import import REPORT, Import, Importer, report_csv
from geo.gazetteer_record import Record, kilometres
from tests.factories import gazetteer, place

GOVERNORATE_ROWS = [
    place(code, title, "governorate", governorate=title, lat=35.0, lon=38.0) for title, code in GOVERNORATES.items()
]
SARAQIB = place("t-saraqib", "Saraqib", "city", title_ar="سراقب", lat=35.8633, lon=36.8061, uncertainty_km=1.0)
GUESSED = place("t-nabl", "Kafr Nabl", "village", lat=35.60, lon=36.55, uncertainty_km=8.0, source="estimated")
QUARTER = place("t-camp", "Atma", "camp", lat=36.31, lon=36.69)
DISTRICT = place("t-idlib-district", "Idlib", "district", lat=35.93, lon=36.63)
OURS = gazetteer(*GOVERNORATE_ROWS, SARAQIB, GUESSED, QUARTER, DISTRICT)


def record(title: str = "Saraqib", lat: float | None = 35.8633, lon: float | None = 36.8061, **more: object) -> Record:
    row = {"at": f"x.csv, {title} {lat} {lon}", "id": "", "identifies": False, "dataset": "import: x.csv",
           "source": "import: x.csv", "type": "town", "country": "SY", "governorate": "Idlib"} | more  # fmt: skip
    return Record(title=title, lat=lat, lon=lon, **row)  # type: ignore[arg-type]


def merged(*records: Record, ours: Gazetteer = OURS, layer: Iterable[Place] = (), prefer: bool = False) -> Import:
    return Importer(ours, {p.id: p for p in layer}, prefer).run(records)


def whats(result: Import) -> list[str]:
    return [outcome.what for outcome in result.outcomes]


def test_a_place_that_is_there_is_confirmed_and_nothing_is_written() -> None:
    result = merged(record(lat=35.87))
    assert whats(result) == ["confirmed"]
    assert result.layer == {}
    assert not result.changed


@pytest.mark.parametrize("title", ["Saraqeb", "Saraqib", "سراقب"])
def test_another_spelling_is_the_same_place(title: str) -> None:
    (outcome,) = merged(record(title)).outcomes
    assert (outcome.what, outcome.place) == ("confirmed", SARAQIB)


def test_spellings_arabic_title_and_p_code_are_added_and_their_source_is_told() -> None:
    result = merged(
        record(
            "Kafr Nabl", 35.60, 36.55, title_ar="كفرنبل", variants=("Kafranbel",), pcode="C4126", source="OCHA C4126"
        )
    )
    row = result.layer["t-nabl"]
    assert (row.title_ar, row.variants, row.pcode) == ("كفرنبل", ("Kafranbel",), "C4126")
    assert row.source == "estimated; also OCHA C4126"
    assert (result.pcodes, result.spellings) == (1, 1)


@pytest.mark.parametrize(("lat", "what"), [(35.615, "corrected"), (35.65, "moved")])
def test_an_estimated_point_is_corrected_and_its_provenance_kept(lat: float, what: str) -> None:
    result = merged(record("Kafr Nabl", lat, 36.55, uncertainty_km=1.0, source="GeoNames 7", dataset="GeoNames"))
    row = result.layer["t-nabl"]
    assert whats(result) == [what]
    assert (row.lat, row.lon, row.uncertainty_km) == (lat, 36.55, 1.0)
    assert row.source == "GeoNames 7; was 35.6,36.55 (estimated)"
    assert not row.estimated
    assert row.where_prec == 1


def test_a_point_less_sure_than_an_estimate_does_not_replace_it() -> None:
    assert whats(merged(record("Kafr Nabl", 35.65, 36.55, uncertainty_km=9.0))) == ["differs"]


def test_a_point_that_was_looked_up_is_kept_unless_the_import_is_preferred() -> None:
    far = record(lat=35.90, uncertainty_km=0.5)
    assert whats(merged(far)) == ["differs"]
    assert merged(far).layer == {}
    row = merged(far, prefer=True).layer["t-saraqib"]
    assert (row.lat, row.source) == (35.90, "import: x.csv; was 35.8633,36.8061 (test)")


def test_far_away_or_of_another_kind_is_another_place() -> None:
    result = merged(record(lat=35.95), record("Atma", 36.31, 36.69), record("Idlib", 35.93, 36.63))
    assert whats(result) == ["new", "new", "new"]
    assert set(result.layer) == {"own-saraqib", "own-atma", "own-idlib"}


def test_two_places_of_one_name_get_ids_of_their_own() -> None:
    result = merged(record("Tal Hassan", 35.5, 36.6), record("Tal Hassan", 35.9, 36.9))
    assert set(result.layer) == {"own-tal-hassan", "own-tal-hassan-2"}


def test_one_place_twice_in_a_file_is_one_row() -> None:
    result = merged(record("Tal Hassan", 35.5, 36.6), record("Tell Hassan", 35.51, 36.6))
    assert whats(result) == ["new", "confirmed"]
    assert [(p.id, p.variants) for p in result.layer.values()] == [("own-tal-hassan", ("Tell Hassan",))]


def test_a_source_that_tells_two_places_apart_is_believed() -> None:
    first = record("Tal Hassan", 35.5, 36.6, id="gn-1", identifies=True, dataset="GeoNames", source="GeoNames 1")
    second = replace(first, at="b", lat=35.54, id="gn-2", source="GeoNames 2")
    assert set(merged(first, second).layer) == {"gn-1", "gn-2"}
    assert set(merged(first, replace(second, lat=35.51)).layer) == {"gn-1"}


def test_what_may_be_two_places_is_left_alone() -> None:
    other = replace(SARAQIB, id="t-saraqib-2", lat=35.88)
    result = merged(record(lat=35.87), ours=gazetteer(*OURS.places, other))
    assert whats(result) == ["ambiguous"]
    assert result.layer == {}
    assert "t-saraqib, t-saraqib-2" in result.outcomes[0].note


def test_two_rows_far_apart_do_not_place_one_estimate() -> None:
    result = merged(record("Kafr Nabl", 35.55, 36.55), record("Kafr Nabl", 35.65, 36.55))
    assert whats(result) == ["ambiguous", "ambiguous"]
    assert result.layer == {}


def test_a_title_points_to_the_row_of_that_title_before_one_of_that_variant() -> None:
    other = replace(SARAQIB, id="t-other", title="Jarada", title_ar="", variants=("Saraqib",), lat=35.88)
    assert merged(record(lat=35.87), ours=gazetteer(*OURS.places, other)).outcomes[0].place == SARAQIB


def test_a_p_code_says_which_place_it_is() -> None:
    coded = replace(SARAQIB, pcode="C4278")
    ours = gazetteer(*GOVERNORATE_ROWS, coded)
    assert merged(record("Sarmin", pcode="C4278", lat=35.87), ours=ours).outcomes[0].place == coded
    assert whats(merged(record(pcode="C9999", lat=35.87), ours=ours)) == ["new"]


def test_administrative_rows_are_matched_by_name_and_keep_their_point() -> None:
    result = merged(record("Edlib", None, None, type="district", pcode="SY0700"))
    assert result.layer["t-idlib-district"].pcode == "SY0700"
    result = merged(record("Idlib", 35.7, 36.7, type="district", pcode="SY0700"))
    row = result.layer["t-idlib-district"]
    assert (row.pcode, row.lat) == ("SY0700", DISTRICT.lat)
    assert whats(merged(record("Nowhere", None, None, type="district", pcode="SY0799"))) == ["ambiguous"]


def test_a_variant_that_is_a_word_or_the_title_of_another_place_is_not_added() -> None:
    other = place("t-other", "Jarada", "village", lat=35.1, lon=37.0)
    result = merged(record(variants=("Jarada", "Hala", "Saraqeb al-Kubra")), ours=gazetteer(*OURS.places, other))
    assert result.layer["t-saraqib"].variants == ("Saraqeb al-Kubra",)


def test_a_source_that_corrects_its_own_point_is_followed() -> None:
    first = record("Tal Hassan", 35.5, 36.6, id="gn-1", identifies=True, dataset="GeoNames", source="GeoNames 1")
    layer = merged(first).layer.values()
    result = merged(replace(first, lat=35.51), layer=layer)
    assert whats(result) == ["corrected"]
    assert result.layer["gn-1"].lat == 35.51


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"governorate": "Al-Hasakeh"}, "Hasakah"), ({"governorate": "Rural Damascus"}, "Rif Dimashq"),
        ({"governorate": "Ar-Raqqa"}, "Raqqa"), ({"governorate": "Deir-ez-Zor"}, "Deir ez-Zor"),
        ({"governorate": "As-Sweida"}, "Suwayda"), ({"governorate": "محافظة إدلب"}, "Idlib"),
        ({"governorate": "Dar'a"}, "Daraa"), ({"governorate": "Lattakia"}, "Latakia"),
        ({"governorate": "", "adm1_pcode": "SY02"}, "Aleppo"), ({"governorate": "", "pcode": "SY070001"}, "Idlib"),
        ({"governorate": "Aleppo", "adm1_pcode": "SY07"}, None), ({"governorate": "Atlantis"}, None),
    ],
)  # fmt: skip
def test_a_governorate_is_found_by_name_or_p_code(said: dict[str, str], expected: str | None) -> None:
    ours = Gazetteer.load()
    middle = ours.by_id[GOVERNORATES[expected or "Aleppo"]]
    result = merged(record("Somewhere New", middle.lat, middle.lon, **said), ours=ours)
    if expected is None:
        assert "governorate: found" in str(result.refused[0])
        assert result.layer == {}
    else:
        assert [p.governorate for p in result.layer.values()] == [expected]


def test_a_point_far_outside_its_governorate_is_refused() -> None:
    result = merged(record("Somewhere New", 36.9, 36.6, governorate="Idlib"), ours=Gazetteer.load())
    assert result.layer == {}
    assert "km outside Idlib" in str(result.refused[0])


@pytest.mark.parametrize(
    ("lat", "lon", "country", "expected"),
    [
        (35.75, 36.72, "", "Idlib"), (36.21, 37.16, "", "Aleppo"), (33.89, 35.52, "", None), (34.3, 41.9, "SY", None),
        (33.89, 35.52, "LB", ""),
    ],
)  # fmt: skip
def test_a_governorate_that_nobody_says_is_that_of_the_neighbours(
    lat: float, lon: float, country: str, expected: str | None
) -> None:
    result = merged(record("Somewhere New", lat, lon, governorate="", country=country), ours=Gazetteer.load())
    assert [p.governorate for p in result.layer.values()] == ([] if expected is None else [expected])
    assert len(result.refused) == (expected is None)


def test_a_report_has_a_row_for_each_record() -> None:
    result = merged(record(lat=35.9), record("New Place", 35.5, 36.5), record(governorate="Atlantis"))
    rows = list(csv.DictReader(report_csv(result).splitlines()))
    assert tuple(rows[0]) == REPORT
    assert [r["what"] for r in rows] == ["differs", "new", "refused"]
    assert (rows[0]["id"], rows[0]["km"]) == ("t-saraqib", "4.08")


NAMES = ["Kafr Nabl", "Kafr Nabel", "Saraqib", "Saraqeb", "Tal Hassan", "Tell Hassan", "سراقب", "كفرنبل", "Atma"]
POINTS = st.tuples(
    st.sampled_from([35.52, 35.55, 35.58, 35.60, 35.63, 35.86, 35.89]), st.sampled_from([36.5, 36.55, 36.8])
)
RECORDS = st.lists(
    st.builds(
        lambda i, n, p, t, u, v, c, own: record(
            n, *p, at=f"line {i}", type=t, uncertainty_km=u, variants=v, pcode=c,
            **({} if own else {"id": f"gn-{i}", "identifies": True, "dataset": "GeoNames", "source": f"GeoNames {i}"}),
        ),
        st.integers(0, 10**6), st.sampled_from(NAMES), POINTS, st.sampled_from(["town", "village", "camp"]),
        st.sampled_from([None, 0.5, 6.0, 9.0]), st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        st.sampled_from(["", "", "C1001", "C1002"]), st.booleans(),
    ),
    max_size=7, unique_by=lambda r: r.at,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.booleans())
def test_importing_again_changes_nothing(records: list[Record], prefer: bool) -> None:
    once = merged(*records, prefer=prefer)
    again = merged(*records, layer=once.layer.values(), prefer=prefer)
    assert again.layer == once.layer
    assert not again.changed


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.booleans())
def test_no_place_is_lost_and_no_known_point_moves_unasked(records: list[Record], prefer: bool) -> None:
    result = merged(*records, prefer=prefer)
    assert len(result.outcomes) == len(records)
    kept = {**OURS.by_id, **result.layer}
    for row in OURS.places:
        assert set(row.names) <= set(kept[row.id].names)
        if not (row.estimated or prefer):
            assert (kept[row.id].lat, kept[row.id].lon) == (row.lat, row.lon)
    for outcome in result.outcomes:
        if outcome.what == "new":
            assert any(outcome.record.title in p.names for p in kept.values())


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert kilometres(*a, *b) == pytest.approx(kilometres(*b, *a))
    assert (kilometres(*a, *b) == 0) == (a == b)
