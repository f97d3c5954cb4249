from __future__ import annotations

import csv
import io
import itertools
import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.exc import GazetteerError, GeoError
from geo.gazetteer import ATTRIBUTION, COLUMNS, DEFAULT, GOVERNORATES, TYPES, Gazetteer, Place
from geo.wkt import parse_wkt

ROW = {
    "id": "sm-kafr-nabudah",
    "title": "Kafr Nabudah",
    "title_ar": "كفر نبودة",
    "variants": "Kafr Nabouda|Kafar Nabuda",
    "types": "town",
    "ccodes": "SY",
    "governorate": "Hama",
    "district": "al-Suqaylabiyah",
    "adm1_pcode": "SY05",
    "pcode": "C3121",
    "lat": "35.43167",
    "lon": "36.49278",
    "extent_km": "1.2",
    "uncertainty_km": "1",
    "geowkt": "",
    "population": "13513",
    "disputed": "0",
    "sensitive": "0",
    "source": "Wikipedia: Kafr Nabudah",
}


def text(*rows: dict[str, str], delimiter: str = ",", newline: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "places.csv"


def refused(file: Path, *rows: dict[str, str]) -> str:
    file.write_text(text(*rows), encoding="utf-8")
    with pytest.raises(GazetteerError) as error:
        Gazetteer.load(file)
    assert isinstance(error.value, GeoError)
    assert isinstance(error.value, ValueError)
    return str(error.value)


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.load()


def test_a_row_becomes_a_place(file: Path) -> None:
    file.write_text(text(ROW), encoding="utf-8")
    gazetteer = Gazetteer.load(file)
    (place,) = gazetteer.places
    assert place == gazetteer.by_id["sm-kafr-nabudah"]
    assert place.names == ("Kafr Nabudah", "كفر نبودة", "Kafr Nabouda", "Kafar Nabuda", "كفرنبودة")
    assert (place.lat, place.lon, place.extent_km, place.population) == (35.43167, 36.49278, 1.2, 13513)
    assert (place.country, place.type, place.where_prec, place.disputed) == ("SY", "town", 1, False)
    assert len(gazetteer.sha256) == 64


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_spreadsheet_may_have_saved_it(file: Path, delimiter: str, newline: str, start: str, quoting: int) -> None:
    row = ROW | {"source": 'found in "a, b; c"\tand\nover two lines'}
    content = start + text(row, delimiter=delimiter, newline=newline, quoting=quoting)
    file.write_bytes(content.encode())
    assert Gazetteer.load(file).places[0].source.startswith('found in "a, b; c"\tand')


def test_a_sep_line_empty_rows_and_trailing_cells_are_skipped(file: Path) -> None:
    header, row = text(ROW, delimiter=";").splitlines()
    file.write_text(f"sep=;\n{header};;\n{row};;\n{';' * 20}\n\n", encoding="utf-8")
    assert len(Gazetteer.load(file).places) == 1


def test_a_decimal_comma_counts_where_cells_are_split_by_semicolons(file: Path) -> None:
    file.write_text(text(ROW | {"lat": "35,43167", "extent_km": "1,2"}, delimiter=";"), encoding="utf-8")
    place = Gazetteer.load(file).places[0]
    assert (place.lat, place.extent_km) == (35.43167, 1.2)


def test_a_decimal_comma_is_refused_elsewhere(file: Path) -> None:
    assert "found '35,43167'" in refused(file, ROW | {"lat": "35,43167"})


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("lat", "95", "from -90 to 90"),
        ("lat", "nan", "from -90 to 90"),
        ("lat", "", "from -90 to 90"),
        ("lat", "inf", "from -90 to 90"),
        ("lat", "36.2°", "from -90 to 90"),
        ("lon", "181", "from -180 to 180"),
        ("lat", "38.9", "a latitude in Syria"),
        ("lon", "35.1", "a longitude in Syria"),
        ("governorate", "Alepo", "one of Damascus"),
        ("governorate", "", "one of Damascus"),
        ("adm1_pcode", "SY12", "SY05"),
        ("types", "hamlet", "one of country"),
        ("ccodes", "Syria", "two letters"),
        ("ccodes", "TR", "nothing for a place in TR"),
        ("ccodes", "", "two letters"),
        ("title", " ", "the place's name"),
        ("id", "", "letters, digits"),
        ("id", "a; b", "letters, digits"),
        ("extent_km", "-1", "kilometres"),
        ("uncertainty_km", "nan", "kilometres"),
        ("population", "13.513", "a whole number"),
        ("disputed", "yes", "0 or 1"),
        ("sensitive", "2", "0 or 1"),
        ("geowkt", "POINT (36 35)", "LINESTRING or POLYGON"),
        ("geowkt", "LINESTRING (36 35, 36.5)", "LINESTRING or POLYGON"),
        ("geowkt", "POLYGON ((36 35, 36 36, 37 36, 37 35))", "LINESTRING or POLYGON"),
    ],
)
def test_a_bad_cell_is_refused_by_line_and_column(file: Path, column: str, value: str, expected: str) -> None:
    message = refused(file, ROW, ROW | {"id": "sm-other", column: value})
    assert str(file) in message
    assert "line 3" in message
    assert f"column {column}" in message or expected.startswith("nothing for")
    assert f"found {value.strip()!r}" in message or expected.startswith("nothing for")
    assert expected in message


def test_an_id_stands_once(file: Path) -> None:
    message = refused(file, ROW, ROW)
    assert "line 3, column id: found 'sm-kafr-nabudah'" in message
    assert "line 2 has this one" in message


def test_a_line_number_counts_lines_inside_cells(file: Path) -> None:
    message = refused(file, ROW | {"source": "two\nlines"}, ROW | {"id": "x", "lat": "95"})
    assert "line 4, column lat" in message


def test_a_missing_column_is_named(file: Path) -> None:
    file.write_text(
        "\n".join(line.replace("lat,", "latitude,", 1) for line in text(ROW).splitlines()), encoding="utf-8"
    )
    with pytest.raises(GazetteerError, match=r"line 1: column lat is missing; found the columns id, title"):
        Gazetteer.load(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (text(ROW).encode("utf-16"), "UTF-16"),
        (text(ROW | {"title": "Café"}).encode("latin-1", "replace"), "line 2: found byte 0xe9"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        (text(ROW).encode() + b'"never closed', "cells that cannot be told apart"),
        (text(ROW).encode() + b"sm-x,Short row\n", "line 3: found 2 cells; expected 19"),
    ],
)
def test_what_is_no_gazetteer_is_refused(file: Path, content: bytes, message: str) -> None:
    file.write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        Gazetteer.load(file)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(GazetteerError, match=r"places\.csv: cannot be read"):
        Gazetteer.load(file)


@given(
    st.sampled_from(sorted(TYPES)),
    st.floats(0, 19_999, allow_nan=False) | st.none(),
)
def test_an_uncertain_point_is_never_exact(type_: str, uncertainty: float | None) -> None:
    place = Place("x", "X", "", (), type_, "SY", "", "", "", "", 35, 37, None, uncertainty, "", None, False, False, "")
    assert place.where_prec >= TYPES[type_]
    assert place.where_prec >= 2 or (uncertainty or 0) <= 5


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=2, max_size=8))
def test_a_line_comes_back_as_latitude_and_longitude(points: list[tuple[float, float]]) -> None:
    wkt = "LINESTRING (" + ", ".join(f"{lon!r} {lat!r}" for lat, lon in points) + ")"
    assert parse_wkt(wkt) == tuple(points)


@given(st.text(max_size=40))
def test_any_text_is_a_shape_or_refused(wkt: str) -> None:
    try:
        points = parse_wkt(wkt)
    except ValueError:
        return
    assert all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points)


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12), min_size=1))
def test_any_cell_loads_or_is_refused_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("gazetteer") / "places.csv"
    file.write_text(text(ROW | cells), encoding="utf-8", errors="replace", newline="")
    try:
        places = Gazetteer.load(file).places
    except GazetteerError as error:
        message, places = str(error), ()
    else:
        message = str(file)
    assert str(file) in message
    assert all(math.isfinite(p.lat) and math.isfinite(p.lon) and p.title for p in places)


def test_the_shipped_file_loads_fast() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.3


def _seconds() -> float:
    start = time.process_time()
    Gazetteer.load()
    return time.process_time() - start


def test_the_script_bakes_the_shipped_file(baked: str) -> None:
    assert baked.encode() == DEFAULT.read_bytes()


@pytest.fixture(scope="module")
def baked() -> str:
    import importlib.util

    path = DEFAULT.parent / "scripts" / "bake_gazetteer.py"
    spec = importlib.util.spec_from_file_location("bake_gazetteer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.bake())


def test_every_governorate_is_a_row_beside_its_city(shipped: Gazetteer) -> None:
    for title, pcode in GOVERNORATES.items():
        row = shipped.by_id[pcode]
        assert (row.title, row.type, row.governorate, row.adm1_pcode) == (title, "governorate", title, pcode)
        seat = [p for p in shipped.places if p.title == title and p.type == "city" and p.governorate == title]
        assert len(seat) == (0 if title == "Rif Dimashq" else 1)


@pytest.mark.parametrize(
    ("name", "type_", "governorate"),
    [
        ("Jisr al-Shughour", "city", "Idlib"),
        ("Maaret al-Numan", "city", "Idlib"),
        ("Khan Sheikhoun", "city", "Idlib"),
        ("Saraqib", "city", "Idlib"),
        ("Kafr Nabl", "town", "Idlib"),
        ("Kobani", "city", "Aleppo"),
        ("Deir ez-Zor", "city", "Deir ez-Zor"),
        ("al-Bab", "city", "Aleppo"),
        ("Palmyra", "city", "Homs"),
        ("Busra al-Sham", "city", "Daraa"),
        ("Eastern Ghouta", "region", "Rif Dimashq"),
        ("M5", "road", ""),
        ("M4", "road", ""),
        ("Golan Heights", "region", "Quneitra"),
        ("T4 air base", "air base", "Homs"),
        ("al-Hol camp", "camp", "Hasakah"),
        ("Yarmouk camp", "camp", "Damascus"),
        ("Bab al-Hawa crossing", "crossing", "Idlib"),
        ("Jobar", "neighbourhood", "Damascus"),
        ("Baba Amr", "neighbourhood", "Homs"),
        ("Sednaya Prison", "prison", "Rif Dimashq"),
        ("al-Omar oil field", "oil field", "Deir ez-Zor"),
    ],
)
def test_a_name_of_the_war_is_a_row_with_an_arabic_title(
    shipped: Gazetteer, name: str, type_: str, governorate: str
) -> None:
    (place,) = [p for p in shipped.places if p.title == name and p.governorate == governorate and p.type == type_]
    assert place.title_ar
    assert place.country == "SY"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Russian Federation", "RU"), ("روسيا", "RU"), ("U.S.", "US"), ("USA", "US"), ("UK", "GB"), ("UAE", "AE"),
        ("الولايات المتحدة", "US"), ("Holland", "NL"), ("Belgium", "BE"), ("موسكو", "gn-524901"),
        ("أنقرة", "gn-323786"), ("أستانا", "gn-1526273"), ("بيروت", "gn-276781"), ("Washington", "gn-4140963"),
        ("Brussels", "gn-2800866"), ("Sochi", "gn-491422"), ("Reyhanli", "gn-302355"), ("Reyhanlı", "gn-302355"),
        ("Idlib province", "SY07"), ("Rural Damascus", "SY03"), ("ريف دمشق", "SY03"), ("Lattakia", "gn-173576"),
        ("al-Nusra Street", ""), ("al-Walid crossing", "sm-al-walid-crossing"), ("al-Walid", ""), ("Hala", ""),
        ("Tanf crossing", "sm-al-tanf-crossing"), ("Jaber crossing", "sm-jaber-crossing"),
        ("Mursitpinar", "sm-mursitpinar"), ("al-Qaim crossing", "sm-al-qaim-crossing"), ("Albu Kamal", "gn-174448"),
        ("Akerbat", "gn-162803"), ("Orem al-Kubra", "sm-urum-al-kubra"), ("al-Otaiba", "sm-otaybah"),
        ("Slunfeh", "gn-164052"), ("معضمية الشام", "sm-moadamiyat-al-sham"), ("بصرى الحرير", "sm-busra-al-harir"),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_row(shipped: Gazetteer, name: str, id_: str) -> None:
    assert [p.id for p in shipped.places if name in p.names] == ([id_] if id_ else [])


def test_roads_are_lines_and_the_ghouta_is_an_area(shipped: Gazetteer) -> None:
    by_title = {p.title: p for p in shipped.places if p.country == "SY" and p.where_prec == 5}
    assert by_title["M5"].shape == "line"
    assert len(by_title["M5"].outline) >= 15
    assert by_title["Eastern Ghouta"].shape == "area"
    lat, lon = by_title["M5"].outline[0]
    assert 32 < lat < 34
    assert 35.5 < lon < 37
    assert shipped.by_id["gn-170063"].outline == ()


def test_the_golan_is_disputed(shipped: Gazetteer) -> None:
    golan = next(p for p in shipped.places if p.title == "Golan Heights")
    assert (golan.country, golan.governorate, golan.disputed) == ("SY", "Quneitra", True)


def test_a_name_on_both_sides_of_a_border_has_two_rows(shipped: Gazetteer) -> None:
    assert {p.country for p in shipped.places if "Rabia" in p.names} == {"SY", "IQ"}
    sides = {"al-Tanf crossing": "SY", "al-Walid crossing": "IQ", "Nasib crossing": "SY", "Jaber crossing": "JO",
             "Kobani crossing": "SY", "Mursitpinar": "TR"}  # fmt: skip
    assert {p.title: p.country for p in shipped.places if p.title in sides} == sides


def _inside(lat: float, lon: float, ring: tuple[tuple[float, float], ...]) -> bool:
    """Tell whether a point is in a ring: a ray eastward crosses its sides an odd number of times."""
    crossed = [
        (a > lat) != (c > lat) and lon < (d - b) * (lat - a) / (c - a) + b
        for (a, b), (c, d) in itertools.pairwise(ring)
    ]
    return sum(crossed) % 2 == 1


def test_an_outline_goes_round_its_own_point(shipped: Gazetteer) -> None:
    areas = [p for p in shipped.places if p.shape == "area"]
    assert len(areas) >= 25
    assert [p.title for p in areas if not _inside(p.lat, p.lon, p.outline)] == []


@pytest.mark.parametrize(
    ("area", "within", "outside"),
    [
        ("Golan Heights", "Majdal Shams", "Nawa"),
        ("Ghab Plain", "al-Ziyara", "Kafr Nabl"),
        ("Jabal al-Zawiya", "al-Bara", "Saraqib"),
        ("Qalamoun", "Yabroud", "Zabadani"),
        ("Hawran", "Daraa", "Suwayda"),
        ("Wadi Barada", "Ain al-Fijah", "Zabadani"),
        ("Euphrates Valley", "Hajin", "Palmyra"),
        ("Tal Rifaat pocket", "Tal Rifaat", "Nubl"),
    ],
)
def test_an_outline_holds_its_towns_and_no_others(shipped: Gazetteer, area: str, within: str, outside: str) -> None:
    ring = next(p.outline for p in shipped.places if p.title == area)
    towns = {p.title: p for p in shipped.places if p.country == "SY" and p.type in ("city", "town")}
    assert _inside(towns[within].lat, towns[within].lon, ring)
    assert not _inside(towns[outside].lat, towns[outside].lon, ring)


def test_every_row_says_where_it_comes_from(shipped: Gazetteer) -> None:
    assert [p.id for p in shipped.places if not p.source] == []
    assert [p.id for p in shipped.places if "estimated" in p.source and p.uncertainty_km is None] == []


def test_no_variant_is_said_twice_or_is_one_letter(shipped: Gazetteer) -> None:
    for place in shipped.places:
        assert len(set(place.names)) == len(place.names), place.id
        assert min(map(len, place.names)) >= 2, place.id


def test_the_attribution_names_licence_and_sources() -> None:
    for word in ("CC BY 4.0", "GeoNames", "OurAirports"):
        assert word in ATTRIBUTION
