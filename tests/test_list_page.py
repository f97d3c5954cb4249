"""Place my list: what is pasted is placed, a wrong or open row is mended, nothing hostile gets out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories import IDLIB, gazetteer
from views import list_page
from views.list_marks import marks_of

GAZETTEER = gazetteer(IDLIB)

PASTED = "Name\tAdmin1\nSaraqib\tIdlib\nQalaat Nowhere\tHoms\nZahraa\t\n{{7*7}}<img src=x onerror=alert(1)>\t=1+1"


def page() -> None:
    from views import list_page
    from views.address import read

    read()
    list_page.show()


@pytest.fixture
def placed() -> AppTest:
    app = AppTest.from_function(page, default_timeout=120).run()
    app.text_area[0].set_value(PASTED)
    app.button[0].click().run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def row_of(app: AppTest, number: int) -> list_page.PlacedRow:
    found: list_page.PlacedRow = app.session_state["list-placed"].rows[number]
    return found


def test_the_empty_page_teaches() -> None:
    app = AppTest.from_function(page, default_timeout=120).run()
    assert not app.exception
    assert "every row comes back" in html(app)
    app.button[0].click().run()
    assert "expected a name in each line" in app.error[0].value


def test_a_pasted_table_is_placed_with_its_columns_guessed(placed: AppTest) -> None:
    assert placed.selectbox[0].value == "Name"
    assert placed.multiselect[0].value == ["Admin1"]
    assert row_of(placed, 0).placed.resolution.place is not None
    assert "not found" in html(placed)
    assert "<img" not in html(placed).replace("&lt;img", "")


def test_no_text_of_the_list_reaches_the_map(placed: AppTest) -> None:
    (frame,) = placed.get("component_instance")
    text = json.dumps(json.loads(frame.proto.json_args))
    assert "Saraqib" in text
    assert "Nowhere" not in text
    assert "7*7" not in text


def test_another_column_places_all_rows_anew(placed: AppTest) -> None:
    placed.selectbox[0].select("Admin1").run()
    placed.run()
    assert not placed.exception
    assert row_of(placed, 0).name == "Idlib"


def test_a_row_is_decided_left_open_or_asked_anew(placed: AppTest) -> None:
    assert [row_of(placed, i).placed.resolution.place is None for i in range(3)] == [False, True, True]
    placed.button(key="list-after").click().run()
    offer = next(b for b in placed.button if str(b.key).startswith("list-offer-"))
    offer.click().run()
    row = row_of(placed, 2)
    assert row.decided_by
    assert row.placed.resolution.place is not None
    assert str(offer.key).endswith(row.placed.resolution.place.id)
    placed.button(key="list-before").click().run()
    placed.text_input(key="list-search").set_value("سراقب").run()
    assert row_of(placed, 1).placed.resolution.place is not None
    assert not placed.exception


def test_marks_count_the_rows_of_a_place(placed: AppTest) -> None:
    rows = placed.session_state["list-placed"].rows
    marks = marks_of([rows[0].placed.resolution, rows[0].placed.resolution, rows[1].placed.resolution])
    assert [(mark.title, mark.mentions, mark.exact) for mark in marks] == [("Saraqib", 2, 2)]


def test_a_column_whose_name_is_a_formula_runs_in_no_spreadsheet(placed: AppTest) -> None:
    found = placed.session_state["list-placed"]
    found.names.header[1] = '=HYPERLINK("http://x")'
    text = list_page._written(found, ".csv", GAZETTEER).decode("utf-8-sig")
    head, first, *_ = csv.reader(io.StringIO(text, newline=""))
    assert head[1] == '\'=HYPERLINK("http://x")'
    assert head[-1] == "about"
    assert "GeoNames" in first[-1]
