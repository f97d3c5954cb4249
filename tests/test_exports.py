from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import __version__
from geo.exc import ExportError
from geo.exports import xlsx
from geo.exports.about import DISCLAIMER, About
from geo.exports.cells import CUT, REPLACED, XLSX_CELL
from geo.exports.formats import Export, write
from geo.exports.rows import Rows
from geo.gazetteer import ATTRIBUTION, Gazetteer
from geo.mention import COLUMNS, SCHEMA
from tests.factories import GHOUTA, IDLIB_GOVERNORATE, LATAKIA, M5, RUSSIA, gazetteer, mention, table

ABOUT = About("governorate: Idlib", date(2024, 1, 2), "f" * 64)
HOSTILE = [
    "{{7*7}}", "{% for x in y %}", "${x}", "`id`", "<img src=x onerror=alert(1)>", "</script>", "a\\b",
    "line\u2028separator\u2029", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-2+3", "\t=1", "\r=1",
    "＝1+1", "_x0041_", "&#65;", "'quoted'", 'say "x"', "إدلب", "\u202eright to left", "a,b;c", "http://example.org",
]  # fmt: skip
FREE = ("article_title", "source", "sentence", "surface", "place", "date_expression", "context_cue")


def made(ending: str, rows: pa.Table, about: About = ABOUT, places: Gazetteer | None = None) -> bytes:
    stream = io.BytesIO()
    write(ending, Export(Rows.of(rows), about, places or gazetteer()), stream)
    return stream.getvalue()


def to_csv(rows: pa.Table, about: About = ABOUT) -> bytes:
    return made(".csv", rows, about)


def to_xlsx(rows: pa.Table, about: About = ABOUT) -> bytes:
    return made(".xlsx", rows, about)


def to_geojson(rows: pa.Table, about: About = ABOUT) -> bytes:
    return made(".geojson", rows, about)


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[dict[str, Any]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(data))["mentions"].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def about_sheet(data: bytes) -> dict[str, str]:
    return {str(k): str(v) for k, v in openpyxl.load_workbook(io.BytesIO(data))["about"].iter_rows(values_only=True)}


def test_every_export_says_where_it_comes_from() -> None:
    rows = table(mention(), mention(start=50))
    told = [
        read_csv(to_csv(rows))[0]["about"],
        str(about_sheet(to_xlsx(rows))),
        str(json.loads(to_geojson(rows))["about"]),
    ]
    for text in told:
        for part in (ATTRIBUTION, DISCLAIMER, __version__, "f" * 64, "governorate: Idlib", "2024-01-02"):
            assert part in text


def test_csv_begins_with_a_byte_order_mark_and_the_columns() -> None:
    data = to_csv(table(mention(None)))
    assert data.startswith(b"\xef\xbb\xbfmention_id,article_id,")
    assert tuple(pd.read_csv(io.BytesIO(data)).columns) == (*COLUMNS, "point_is", "about")
    assert to_csv(SCHEMA.empty_table()).decode("utf-8-sig") == ",".join([*COLUMNS, "point_is", "about"]) + "\n"


def test_csv_leaves_ids_and_numbers_alone() -> None:
    (row,) = read_csv(to_csv(table(mention(LATAKIA, article_id="-7", lat=-35.5, candidates=["-1", "=2"]))))
    assert (row["article_id"], row["lat"], row["candidates"]) == ("-7", "-35.5", "-1; =2")
    (row,) = read_csv(to_csv(table(mention(article_id="007"))))
    assert row["article_id"] == "007"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "@x!A1", "-2+3+cmd|' /C calc'!A0"])
def test_an_id_that_could_run_is_guarded(text: str) -> None:
    (row,) = read_csv(to_csv(table(mention(article_id=text))))
    assert row["article_id"] == "'" + text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_csv(text: str) -> None:
    (row,) = read_csv(to_csv(table(mention(actors=[text, "Russia"], **dict.fromkeys(FREE, text)))))
    expected = "'" + text if text[0] in "=+-@\t\r＝" else text
    assert {row[name] for name in FREE} == {expected}
    assert row["actors"] == expected + "; Russia"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_xlsx(text: str) -> None:
    data = to_xlsx(table(mention(actors=[text], article_id=text, **dict.fromkeys(FREE, text))))
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for row in book["mentions"].iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "b"}, "a formula would be f"
    (row,) = read_xlsx(data)
    # What looks like an escape is escaped in the file; Excel undoes it, openpyxl does not.
    expected = text.replace("\r", "\n").replace("_x0041_", "_x005F_x0041_")
    assert {row[name] for name in (*FREE, "actors", "article_id")} == {expected}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any("rels" in name and b"hyperlink" in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_geojson(text: str) -> None:
    (feature,) = json.loads(to_geojson(table(mention(**dict.fromkeys(FREE, text)))))["features"]
    assert {feature["properties"][name] for name in FREE} == {text}


@settings(max_examples=20, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    data = to_xlsx(table(mention(sentence=text)), About(text, date(2024, 1, 2), ""))
    (row,) = read_xlsx(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = "".join("\ufffd" if (c < " " and c not in "\t\n") or c in "\ufffe\uffff" else c for c in lines)
    assert row["sentence"] == expected


def test_what_a_workbook_cannot_hold_is_told() -> None:
    long = "𐤀" * XLSX_CELL
    data = to_xlsx(table(mention(sentence=long), mention(sentence="a\0b\x1f", start=50)))
    first, second = read_xlsx(data)
    assert first["sentence"] == "𐤀" * (XLSX_CELL // 2)
    assert second["sentence"] == "a\ufffdb\ufffd"
    told = about_sheet(data)
    assert told[CUT].startswith("in 1 cells")
    assert told[REPLACED].startswith("in 1 cells")


def test_a_workbook_has_dates_and_numbers() -> None:
    data = to_xlsx(table(mention(LATAKIA, actors=["Russia", "Iran"]), mention(None, date_start=None, start=50)))
    first, second = read_xlsx(data)
    assert first["date_start"] == datetime(2018, 9, 4)  # noqa: DTZ001 -- a day has no zone
    assert (first["lat"], first["where_prec"], first["actors"]) == (35.52, 1, "Russia; Iran")
    assert (second["lat"], second["date_start"], second["place"]) == (None, None, None)
    assert openpyxl.load_workbook(io.BytesIO(data))["mentions"].freeze_panes == "A2"
    assert about_sheet(data)["rows"] == "2"


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 3)
    to_xlsx(table(mention(), mention(start=50)))
    with pytest.raises(ExportError, match="found 3 rows; expected at most 2"):
        to_xlsx(table(mention(), mention(start=50), mention(start=90)))


def test_a_governorate_is_no_dot_in_geojson() -> None:
    rows = table(mention(LATAKIA), mention(IDLIB_GOVERNORATE))
    point, area = json.loads(to_geojson(rows))["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [35.79, 35.52]}
    assert area["geometry"] is None
    assert area["properties"]["point_is"] == "none: the name says a governorate, not a spot"
    assert list(point["properties"]) == list(area["properties"]) == [*COLUMNS, "point_is"]


def test_only_a_point_has_coordinates_in_geojson() -> None:
    places = (LATAKIA, IDLIB_GOVERNORATE, GHOUTA, M5, RUSSIA)
    rows = [mention(place, start=50 * i) for i, place in enumerate(places)]
    rows += [mention(LATAKIA, role="actor", start=300), mention(LATAKIA, where_prec=2, start=350)]
    for feature in json.loads(to_geojson(table(*rows)))["features"]:
        at = (feature["properties"]["lon"], feature["properties"]["lat"])
        geometry = feature["geometry"] or {"type": ""}
        assert at == (tuple(geometry["coordinates"]) if geometry["type"] == "Point" else (None, None))


def test_csv_and_xlsx_say_which_coordinates_are_no_points() -> None:
    rows = table(mention(IDLIB_GOVERNORATE))
    told = "lat and lon are a point only where point_is says so"
    assert told in read_csv(to_csv(rows))[0]["about"]
    assert about_sheet(to_xlsx(rows))["coordinates"].startswith(told)


def test_lone_surrogates_cannot_enter_a_table() -> None:
    with pytest.raises(UnicodeEncodeError):
        pa.array(["\ud800"], pa.string())


def test_a_date_before_a_workbook_s_first_is_written_as_text() -> None:
    rows = table(mention(LATAKIA, date_start=date(1899, 12, 31), date_end=date(1900, 1, 1)))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows)))["mentions"]
    cells = dict(zip(COLUMNS, [cell.value for cell in sheet[2]], strict=False))
    assert cells["date_start"] == "1899-12-31"
    assert cells["date_end"].date() == date(1900, 1, 1)
