"""A table of names, placed and mended: no row is lost, and what a person decided is said."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exc import ArticleError
from geo.gazetteer import Gazetteer
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.lists import RESULT_COLUMNS, Placer
from geo.name_lists import NameList, PlacedList, to_csv, to_xlsx
from geo.suggestions import Suggester
from tests.small_world import extractor

GAZETTEER: Gazetteer = extractor().gazetteer


PLACER = Placer(extractor().recogniser)


@pytest.fixture
def placer() -> Placer:
    return PLACER


def table(text: str, ending: str = ".csv", **limits: int) -> tuple[NameList, list[str]]:
    told: list[ArticleError] = []
    data = text.encode()
    if ending == ".xlsx":
        book, stream = openpyxl.Workbook(), io.BytesIO()
        for row in csv.reader(io.StringIO(text)):
            book.active.append(row)
        book.save(stream)
        data = stream.getvalue()
    names = NameList.from_file(File(f"names{ending}", data), Limits(**limits), told.append)
    return names, [str(error) for error in told]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_is_read_placed_and_written_with_every_row(placer: Placer, ending: str) -> None:
    names, told = table("Village,Province,beds\nSaraqib,Idlib,3\nNowhereville,,\nسراقب,إدلب,-1+1\n", ending)
    assert told == []
    assert (names.name_column(), names.within_columns()) == ("Village", ["Province"])
    found = PlacedList(names, placer, "Village", ["Province"])
    assert [row.placed.resolution.status for row in found.rows] == ["resolved", "unresolved", "resolved"]
    header = found.header()
    assert header == ["Village", "Province", "beds", *RESULT_COLUMNS]
    back = list(csv.reader(io.StringIO(to_csv(header, found.cells()))))
    assert [row[2] for row in back] == ["beds", "3", "", "-1+1"]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(header, found.cells())))
    cells = [[cell.value for cell in row] for row in book["places"].rows]
    assert cells[0] == header
    assert (cells[3][2], book["places"]["C4"].data_type) == ("-1+1", "s")
    assert isinstance(cells[1][header.index("lat")], float)


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        ("Saraqib, Idlib\n\nHoms\r\n", ["name"], [["Saraqib, Idlib"], ["Homs"]]),
        ("Town\tGovernorate\nSaraqib\tIdlib\n", ["Town", "Governorate"], [["Saraqib", "Idlib"]]),
        ("Saraqib\tIdlib\nHoms\t\n", ["name", "column 2"], [["Saraqib", "Idlib"], ["Homs", ""]]),
        ("name;governorate\nSaraqib;Idlib", ["name", "governorate"], [["Saraqib", "Idlib"]]),
        ("الاسم,المحافظة\nسراقب,إدلب", ["الاسم", "المحافظة"], [["سراقب", "إدلب"]]),
    ],
)
def test_what_is_pasted_is_a_table_or_a_name_a_line(text: str, header: list[str], rows: list[list[str]]) -> None:
    names = NameList.from_text(text)
    assert (names.header, names.rows) == (header, rows)


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_nothing_pasted_is_told(text: str) -> None:
    with pytest.raises(ArticleError, match="expected a name"):
        NameList.from_text(text)


def test_a_row_is_mended_by_name_by_choice_or_left_open(placer: Placer) -> None:
    found = PlacedList(NameList.from_text("Nowhereville\nSaraqeb town\nHoms"), placer, "name")
    assert not found.decided
    assert found.ask(0, "Saraqib", "").placed.resolution.status == "resolved"
    place = next(p for p in GAZETTEER.places if p.title == "Idlib")
    found.decide(1, place, "Rima")
    found.leave_open(2, "Rima")
    cells = [dict(zip(found.header(), row, strict=True)) for row in found.cells()]
    assert cells[0]["name"] == "Nowhereville"
    assert "asked as 'Saraqib'" in str(cells[0]["note"])
    assert (cells[1]["place"], cells[1]["decided_by"], cells[1]["confidence"]) == ("Idlib", "Rima", 1.0)
    assert (cells[2]["status"], cells[2]["decided_by"], cells[2]["lat"]) == ("unresolved", "Rima", "")
    assert cells[0]["decided_by"] == ""


def test_the_finest_area_that_is_known_counts(placer: Placer) -> None:
    names = NameList(["n", "a2", "a1"], [["Saraqib", "??", "Idlib"], ["Saraqib", "", ""]])
    found = PlacedList(names, placer, "n", ["a2", "a1"])
    assert [row.within for row in found.rows] == ["Idlib", ""]


def test_offers_are_candidates_and_what_looks_alike(placer: Placer) -> None:
    found = PlacedList(NameList.from_text("Saraqibb"), placer, "name")
    offers = found.offers(0, Suggester(GAZETTEER), GAZETTEER)
    assert "Saraqib" in [place.title for place in offers]
    assert all(place.id in GAZETTEER.by_id for place in offers)


def test_a_row_of_another_length_is_told_and_kept(placer: Placer) -> None:
    names, told = table("name,in\nSaraqib\nHoms,Homs,x\n")
    assert names.rows == [["Saraqib", ""], ["Homs", "Homs"]]
    assert ["line 2" in told[0], "line 3" in told[1]] == [True, True]
    assert len(PlacedList(names, placer, "name").rows) == 2


def test_limits_and_endings_are_told() -> None:
    with pytest.raises(ArticleError, match="SYRIA_MAP_MAX_ROWS"):
        table("name\na\nb\nc\n", max_rows=2)
    with pytest.raises(ArticleError, match=r"expected \.csv or \.xlsx"):
        NameList.from_file(File("a.ods", b"x"), Limits(), print)
    with pytest.raises(ArticleError, match="no column 'x'"):
        NameList.from_text("Homs").column("x")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30), min_size=1, max_size=5))
def test_every_row_comes_back_as_it_was(cells: list[str]) -> None:
    found = PlacedList(NameList(["name"], [[cell] for cell in cells]), PLACER, "name")
    back = list(csv.reader(io.StringIO(to_csv(found.header(), found.cells()), newline="")))
    assert [row[0] for row in back[1:]] == cells


def test_an_empty_workbook_is_told() -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(ArticleError, match=r"empty\.xlsx, row 1: found an empty sheet"):
        NameList.from_file(File("empty.xlsx", stream.getvalue()), Limits(), print)
