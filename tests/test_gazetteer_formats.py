"""Foreign gazetteers as they come: formats told by content, bad rows told by line, nothing fills the memory."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import gazetteer_formats
from geo.exc import GazetteerError
from geo.gazetteer import TYPES
from geo.gazetteer_formats import read_files
from geo.gazetteer_record import Reading, Record, clean, clean_name
from geo.geonames import TYPE_OF, plain_title, type_of


def geonames(number: int = 1, name: str = "Kafr Nabl", code: str = "PPL", **more: str) -> str:
    cells = [str(number), name, name, more.get("others", ""), more.get("lat", "35.61"), more.get("lon", "36.56"),
             "P", code, more.get("country", "SY"), "", more.get("admin1", "12"), "", "", "", more.get("people", "0"),
             "", "", "Asia/Damascus", "2020-01-01"]  # fmt: skip
    return "\t".join(cells)


def alternate(number: int, language: str, name: str, preferred: str = "", historic: str = "") -> str:
    return "\t".join(["9", str(number), language, name, preferred, "", "", historic, "", ""])


def read(*paths: Path, **columns: str) -> tuple[list[Record], Reading]:
    reading = Reading()
    return list(read_files(paths, columns, "", reading)), reading


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("_", "."), text)
    return path


# --- GeoNames ---------------------------------------------------------------------------------------------------------


def test_a_dump_is_told_by_its_columns_whatever_its_name(tmp_path: Path) -> None:
    file = write(
        tmp_path / "places.csv", geonames(7, "Kafr Nabl", people="15000", others="KFN,Kafranbel,kfr nbl,كفر نبل")
    )
    (row,), _ = read(file)
    assert (row.id, row.source, row.title, row.type) == ("gn-7", "GeoNames 7", "Kafr Nabl", "town")
    assert (row.title_ar, row.variants) == ("كفر نبل", ("Kafranbel",))
    assert (row.governorate, row.country, row.population, row.uncertainty_km) == ("Idlib", "SY", 15000, 1.0)
    assert row.at == f"{file}, line 1"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_zip_holds_the_dump(tmp_path: Path, newline: str, start: str) -> None:
    file = zipped(
        tmp_path / "SY.zip", readme_txt="read me", SY_txt=start + newline.join([geonames(1), geonames(2), ""])
    )
    rows, reading = read(file)
    assert [r.id for r in rows] == ["gn-1", "gn-2"]
    assert reading.problems == []


@pytest.mark.parametrize("beside", [True, False])
def test_alternate_names_are_given_or_lie_beside(tmp_path: Path, beside: bool) -> None:
    dump = write(tmp_path / "SY.txt", geonames(7, "Tall Rif‘at"))
    lines = [
        alternate(7, "ar", "تل رفعت", "1"), alternate(7, "en", "Tell Rifaat", "1"), alternate(7, "ku", "Arfêd"),
        alternate(7, "link", "https://x.example/Tell"), alternate(7, "fr", "Arpad Ancienne", historic="1"),
        alternate(8, "ar", "غير ذلك"),
    ]  # fmt: skip
    (tmp_path / "alternatenames").mkdir()
    names = write(tmp_path / ("alternatenames/SY.txt" if beside else "names.tsv"), *lines)
    (row,), _ = read(dump) if beside else read(dump, names)
    assert (row.title, row.title_ar) == ("Tell Rifaat", "تل رفعت")
    assert set(row.variants) == {"Arfêd", "Tall Rif‘at"}


def test_alternate_names_alone_are_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="alternate names of GeoNames only"):
        read(write(tmp_path / "names.txt", alternate(7, "ar", "تل رفعت")))


def test_kinds_without_a_type_are_counted(tmp_path: Path) -> None:
    rows, reading = read(
        write(tmp_path / "SY.txt", *(geonames(i, code=c) for i, c in enumerate(("WAD", "WAD", "AIRB"))))
    )
    assert [r.type for r in rows] == ["air base"]
    assert reading.skipped == {"WAD": 2}


def test_each_feature_code_has_a_type_of_ours() -> None:
    assert set(TYPE_OF.values()) - {"settlement"} <= set(TYPES)
    assert [type_of(c, n) for c, n in (("PPLC", 10**6), ("PPLA2", 0), ("PPL", 6000), ("PPL", 0), ("XX", 0))] == [
        "city", "town", "town", "village", "",
    ]  # fmt: skip


def test_a_bad_row_of_a_dump_is_told_by_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    file = write(
        tmp_path / "SY.txt", geonames(1), "2\tshort", geonames(3, lat="north"), geonames(4, name="123"), geonames(5)
    )
    rows, reading = read(file)
    assert [r.id for r in rows] == ["gn-1", "gn-5"]
    assert [str(p).partition(":")[0] for p in reading.problems] == [
        f"{file}, line 2, column all", f"{file}, line 3, column latitude", f"{file}, line 4, column name",
    ]  # fmt: skip


def test_titles_are_in_news_spelling() -> None:
    assert plain_title("Tall Abū az̧ Z̧uhūr") == "Tal Abu al-Zuhur"
    assert plain_title("Dayr Sharqī") == "Deir Sharqi"


# --- tables -----------------------------------------------------------------------------------------------------------


def test_linked_places(tmp_path: Path) -> None:
    file = write(
        tmp_path / "lp.tsv",
        "id\ttitle\ttitle_source\ttitle_uri\tccodes\tvariants\ttypes\tlon\tlat\tgeowkt",
        "a1\tTarutin\tAn atlas\thttps://x.example/a1\tSY\tTarutine;تروتين\tsettlement\t36.5\t35.9\t",
        "a2\tSinjar\tAn atlas\t\tIQ\t\tsettlement\t\t\tPOINT(41.87 36.32)",
        "a3\tNowhere\tAn atlas\t\tSY\t\tsettlement\t\t\t",
    )
    rows, reading = read(file)
    assert [(r.id, r.type, r.lat, r.lon, r.country) for r in rows] == [
        ("lp-a1", "locality", 35.9, 36.5, "SY"), ("lp-a2", "locality", 36.32, 41.87, "IQ"),
    ]  # fmt: skip
    assert rows[0].variants == ("Tarutine", "تروتين")
    assert [r.source for r in rows] == ["An atlas: https://x.example/a1", "An atlas: a2"]
    assert "line 4" in str(reading.problems[0])


OCHA = {
    "admin1Name_en": "Idleb", "admin1Pcode": "SY07", "admin2Name_en": "Idleb", "admin2Pcode": "SY0700",
    "admin3Name_en": "Saraqab", "admin3Pcode": "SY070005",
}  # fmt: skip


def table(path: Path, rows: list[Mapping[str, object]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.create_sheet("about").append(["nothing", "here"])
        sheet = book.worksheets[0]
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
        book.save(path)
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), delimiter=";" if "semicolon" in path.name else ",")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["p.csv", "p_semicolon.csv", "p.xlsx"])
@pytest.mark.parametrize(
    "columns",
    [
        {
            "admin4Name_en": "Afes",
            "admin4Name_ar": "آفس",
            "admin4Pcode": "C4279",
            "Latitude": 35.89,
            "Longitude": 36.79,
        },
        {"name_en": "Afes", "name_ar": "آفس", "pcode": "C4279", "LATITUDE_Y": 35.89, "LONGITUDE_X": 36.79},
        {"ADM4_EN": "Afes", "ADM4_AR": "آفس", "ADM4_PCODE": "C4279", "POINT_Y": 35.89, "POINT_X": 36.79},
    ],
)
def test_populated_places_of_ocha_keep_their_p_code(tmp_path: Path, name: str, columns: Mapping[str, object]) -> None:
    (row,), reading = read(table(tmp_path / name, [OCHA | columns]))
    assert reading.problems == []
    assert (row.id, row.pcode, row.source) == ("ocha-C4279", "C4279", "OCHA C4279")
    assert (row.title, row.title_ar, row.type, row.lat, row.lon) == ("Afes", "آفس", "village", 35.89, 36.79)
    assert (row.governorate, row.district, row.adm1_pcode, row.country) == ("Idleb", "Idleb", "SY07", "SY")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_tables_of_p_codes_need_no_points(tmp_path: Path, level: int) -> None:
    (row,), _ = read(table(tmp_path / "adm.csv", [dict(list(OCHA.items())[: 2 * level])]))
    assert (row.type, row.lat) == (["governorate", "district", "subdistrict"][level - 1], None)
    assert row.pcode == list(OCHA.values())[2 * level - 1]


def test_an_outline_gives_a_point_in_its_middle(tmp_path: Path) -> None:
    ring = [[36.0, 35.0], [36.2, 35.0], [36.2, 35.1], [36.0, 35.1], [36.0, 35.0]]
    small = [[37, 36], [37.01, 36], [37, 36.01], [37, 36]]
    shapes = [
        {"type": "Polygon", "coordinates": [ring]},
        {"type": "MultiPolygon", "coordinates": [[small], [ring]]},
    ]
    data = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"adm3_name": "Abul Thohur", "adm3_name1": "أبو الظهور",
             "adm3_pcode": f"SY07000{i}", "adm1_name": "Idlib", "adm1_pcode": "SY07"}, "geometry": shape}
            for i, shape in enumerate(shapes)
        ],
    }  # fmt: skip
    rows, _ = read(write(tmp_path / "adm3.geojson", json.dumps(data, ensure_ascii=False)))
    for row in rows:
        assert (row.title, row.title_ar, row.type) == ("Abul Thohur", "أبو الظهور", "subdistrict")
        assert (row.lat, row.lon) == pytest.approx((35.05, 36.1))
        assert row.extent_km == pytest.approx(16, abs=0.5)


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    file = write(
        tmp_path / "mine.csv",
        "town;Y;X;what;in",
        "Kafr Hum;36,10;36,60;hamlet;Idlib",
        "=1+1;36.1;36.6;village;Idlib",
        "Tal Aswad;36.1;36.6;spaceport;Idlib",
        "Tal Abyad;95;36.6;village;Idlib",
        "Tal Ahmar;36.6;36.1",
        "Beirut Hamlet;33.9;25.5;village;",
    )
    rows, reading = read(file, name="town", lat="Y", lon="X", type="what", governorate="in")
    assert [(r.title, r.lat, r.lon, r.type, r.governorate) for r in rows] == [
        ("Kafr Hum", 36.1, 36.6, "village", "Idlib")
    ]
    assert rows[0].source == "import: mine.csv"
    problems = [str(p) for p in reading.problems]
    assert [f"line {n}" in p for n, p in zip(range(3, 8), problems, strict=True)] == [True] * 5
    assert "'spaceport'" in problems[1]
    assert "swapped" in problems[4]


def test_a_heading_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = write(tmp_path / "mine.csv", "town,Y,X", "Kafr Hum,36.1,36.6")
    with pytest.raises(GazetteerError, match="no column 'village' for name"):
        read(file, name="village")
    with pytest.raises(GazetteerError, match="expected a GeoNames dump"):
        read(write(tmp_path / "b.csv", "colour,size", "red,1"))


# --- what is none, or means harm --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"), (b"\xff\xfea\x00", "UTF-16"), ("Café,1".encode("latin-1"), "0xe9"), (b"PK\x03\x04junk", "ZIP"),
        (b'{"type": "Feature"}', "not GeoJSON"), (b"[" * 100_000, "not GeoJSON"),
        (b"\x89PNG\r\n\x1a\n\x00", "a binary file"),
    ],
)  # fmt: skip
def test_what_is_no_gazetteer_is_refused_by_its_name(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(content)
    with pytest.raises(GazetteerError, match=message) as error:
        read(file)
    assert str(file) in str(error.value)


def test_a_zip_that_swells_is_not_unpacked(tmp_path: Path) -> None:
    file = zipped(tmp_path / "SY.zip", SY_txt="0" * 5_000_000)
    with pytest.raises(GazetteerError, match="unpacks to 5,000,000 bytes"):
        read(file)


def test_a_zip_without_the_dump_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"found a\.csv in the ZIP; expected SY\.txt"):
        read(zipped(tmp_path / "SY.zip", a_csv="x"))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_formats, "MAX_BYTES", 10)
    with pytest.raises(GazetteerError, match="expected at most 10"):
        read(write(tmp_path / "SY.txt", geonames()))


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", "<not xml")
    with pytest.raises(GazetteerError, match="workbook that cannot be read"):
        read(file)


@given(st.text(max_size=60))
def test_text_from_outside_is_one_clean_line(text: str) -> None:
    for made in (clean(text), clean_name(text)):
        assert made == " ".join(made.split())
        assert made.isprintable()
        assert not set(made) & set("\u202e\u2066\x00\x1b")
    assert clean_name(text)[:1] not in "=+-@" or not clean_name(text)
    assert "|" not in clean_name(text)


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=5), max_size=5))
def test_any_table_gives_sound_records_or_problems(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    file = tmp_path_factory.mktemp("table") / "t.csv"
    out = io.StringIO()
    csv.writer(out).writerows([["name", "lat", "lon", "type", "pcode"], *cells])
    file.write_text(out.getvalue(), encoding="utf-8", errors="replace", newline="")
    try:
        rows, _ = read(file)
    except GazetteerError:
        return
    for row in rows:
        assert row.title
        assert row.type in TYPES
        assert row.lat is not None
        assert abs(row.lat) <= 90
