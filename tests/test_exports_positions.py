"""Sensitive places are rounded to their town in every export unless somebody chose otherwise; layers are named."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exports import xlsx
from geo.exports.about import About, layer_in_words
from geo.exports.asked import SENSITIVE, in_words
from geo.exports.formats import BY_ENDING, Export, write
from geo.exports.positions import POINT_IS, Positions, sensitive_among
from geo.exports.rows import Rows
from geo.exports.tally import Tally
from geo.gazetteer import DEFAULT, Gazetteer, Layered
from geo.mention import SCHEMA
from geo.query import Filter
from geo.store import Store
from tests.factories import IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, LATAKIA, PLACES, gazetteer, mention, place, table

HOSPITAL = place("t-hospital", "Rahma hospital", "hospital", lat=35.44713, lon=36.64129, sensitive=True, district="x")
CAMP = place("t-camp", "Far camp", "camp", lat=36.2, lon=36.6, sensitive=True)
HERE = gazetteer(*PLACES, HOSPITAL, CAMP)
ROWS = [
    mention(HOSPITAL), mention(CAMP, start=50), mention(LATAKIA, start=90),
    mention(None, start=130, status="ambiguous", candidates=["t-hospital", "t-idlib"]),
    mention(HOSPITAL, role="other", start=170),
]  # fmt: skip


def made(ending: str, rows: pa.Table, exact: bool) -> bytes:
    about = About("none", date(2024, 1, 2), "f" * 64, sensitive=2, exact=exact)
    stream = io.BytesIO()
    write(ending, Export(Rows.of(rows), about, HERE, texts=True), stream)
    return stream.getvalue()


def placed(rows: pa.Table, places: Gazetteer = HERE, *, exact: bool = False) -> list[dict[str, Any]]:
    return Positions(places, exact=exact)(rows).to_pylist()


def test_a_sensitive_place_is_put_at_the_nearest_town_of_its_governorate() -> None:
    hospital, camp, latakia, ambiguous, other = placed(table(*ROWS))
    assert [hospital[name] for name in ("place_id", "place", "place_ar", "types", "lat", "lon", "where_prec")] == [
        "t-khan", "Khan Sheikhoun", "خان شيخون", "town", KHAN_SHEIKHOUN.lat, KHAN_SHEIKHOUN.lon, 2,
    ]  # fmt: skip
    assert hospital["candidates"] == ["t-khan"]
    assert hospital["uncertainty_km"] == 5
    assert hospital[POINT_IS] == "near the place: a hospital, put at Khan Sheikhoun"
    assert (camp["place_id"], camp["uncertainty_km"]) == ("t-idlib", 35), "30 km off, rounded up"
    assert latakia == ROWS[2] | {POINT_IS: "the place"}
    assert ambiguous["candidates"] == ["t-idlib"]
    assert (other["place_id"], other["lat"]) == ("t-khan", KHAN_SHEIKHOUN.lat)
    assert hospital["surface"] == "Rahma hospital", "the article's own words stay"


def test_confirmed_it_stays_where_it_is() -> None:
    assert [{k: v for k, v in row.items() if k != POINT_IS} for row in placed(table(*ROWS), exact=True)] == ROWS


def test_without_any_town_no_position_is_given() -> None:
    (row,) = placed(table(ROWS[0]), gazetteer(IDLIB_GOVERNORATE, HOSPITAL))
    assert (row["lat"], row["lon"], row["place_id"], row["place"]) == (None, None, "", "a hospital")
    assert row[POINT_IS].startswith("none: a hospital")


def test_a_place_that_the_gazetteer_does_not_have_is_judged_by_its_type() -> None:
    (row,) = placed(table(ROWS[0]), gazetteer())
    assert row["place_id"] == "t-khan"


@pytest.mark.parametrize("ending", [e for e in BY_ENDING if e not in {".png", ".kmz", ".xlsx"}])
def test_no_format_gives_it_away_and_each_says_which_was_chosen(ending: str) -> None:
    marks = [b"35.4471", b"36.6412", b"36.6413", b"t-hospital"]
    hidden, shown = made(ending, table(*ROWS), False), made(ending, table(*ROWS), True)
    assert not [mark for mark in marks if mark in hidden]
    assert b"put at Khan Sheikhoun" in hidden
    assert b"2, hospitals, schools, camps and the like stand at the nearest town" in hidden
    assert b"2, at their exact positions, as whoever made this file chose" in shown
    assert b"t-hospital" in shown


@settings(max_examples=50, deadline=None)
@given(
    lat=st.floats(35.2, 36.4), lon=st.floats(36.1, 37.0), role=st.sampled_from(["place", "other", "actor"]),
    prec=st.integers(1, 2), status=st.sampled_from(["resolved", "ambiguous"]),
)  # fmt: skip
def test_no_row_keeps_the_position_of_a_sensitive_place(
    lat: float, lon: float, role: str, prec: int, status: str
) -> None:
    camp = place("t-any", "Any camp", "camp", lat=lat, lon=lon, sensitive=True)
    (row,) = placed(
        table(mention(camp, role=role, where_prec=prec, status=status)), gazetteer(*PLACES, camp)
    )  # fmt: skip
    towns = {(town.lat, town.lon) for town in (IDLIB, KHAN_SHEIKHOUN, LATAKIA)}
    assert (row["lat"], row["lon"]) in towns
    assert "t-any" not in (row["place_id"], *row["candidates"])
    assert row["uncertainty_km"] % 5 == 0


def test_the_shipped_gazetteer_marks_hospitals_schools_and_camps_of_syria() -> None:
    places = [
        p for p in Gazetteer.load(DEFAULT).places if p.country == "SY" and p.type in {"hospital", "school", "camp"}
    ]
    assert len(places) > 100
    assert all(p.sensitive for p in places)
    assert sensitive_among(((p.id, p.type) for p in (*places[:3], IDLIB)), Gazetteer.load(DEFAULT)) == 3


@pytest.mark.parametrize(
    ("place_", "columns", "says"),
    [
        (LATAKIA, {}, "the place"), (LATAKIA, {"where_prec": 2}, "near the place"),
        (IDLIB_GOVERNORATE, {}, "middle of the governorate"), (PLACES[4], {}, "middle of the region"),
        (PLACES[6], {}, "middle of the country"), (PLACES[6], {"role": "actor"}, "none: the name is no place here"),
        (None, {}, "none: the gazetteer"), (None, {"status": "ambiguous"}, "none: the name may"),
    ],
)  # fmt: skip
def test_each_row_says_what_its_coordinates_are(place_: Any, columns: dict[str, Any], says: str) -> None:
    (row,) = placed(table(mention(place_, **columns)))
    assert row[POINT_IS].startswith(says)


def test_a_layer_is_named_by_its_sources_and_not_by_its_path() -> None:
    layered = Gazetteer(
        PLACES, {}, "", Layered(Path("/home/someone/x.csv"), 2, 1, ("GeoNames 17", "GeoNames 18", "OCHA: C1"))
    )
    words = layer_in_words(layered)
    assert words == "2 places added and 1 replaced, imported from GeoNames, OCHA"
    assert words in About("", date(2024, 1, 2), "", words).sentence()
    assert layer_in_words(HERE) == ""


# ---- the workbook's sheets ---------------------------------------------------------------------------------------

MANY = [
    mention(LATAKIA, actors=["Russia", "Iran"], alleged=["Iran"], said_by=["SOHR", "Russia"], context="reported"),
    mention(LATAKIA, article_id="a2", story_id="s", start=50, where_prec=2, context="negated",
            date_start=date(2019, 1, 1)),
    mention(IDLIB_GOVERNORATE, start=90), mention(None, start=130),
]  # fmt: skip


def sheets(data: bytes) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {}
    for sheet in book.worksheets[:-1]:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.column_dimensions["A"].width
    return found


def test_a_workbook_has_actors_places_and_articles() -> None:
    found = sheets(made(".xlsx", table(*MANY), False))
    assert list(found) == ["mentions", "mention_actors", "places", "articles"]
    one = MANY[0]["mention_id"]
    assert [tuple(row.values()) for row in found["mention_actors"]] == [
        (one, "actor", "Russia"), (one, "alleged", "Iran"), (one, "said_by", "SOHR"), (one, "said_by", "Russia"),
    ]  # fmt: skip
    latakia, idlib = found["places"]
    assert [latakia[n] for n in ("place_id", "mentions", "reported", "articles", "stories", POINT_IS)] == [
        "t-latakia", 2, 1, 2, 2, "the place",
    ]  # fmt: skip
    assert (latakia["first_date"].date(), latakia["last_date"].date()) == (date(2018, 9, 4), date(2019, 1, 1))
    assert idlib[POINT_IS] == "middle of the governorate"
    assert [(row["article_id"], row["mentions"], row["places"]) for row in found["articles"]] == [
        ("a1", 3, 2),
        ("a2", 1, 1),
    ]


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 6)
    found = sheets(made(".xlsx", table(*MANY, mention(LATAKIA, start=999, actors=["a", "b", "c"])), False))
    assert [len(found[name]) for name in ("mention_actors", "mention_actors_2")] == [5, 2]


@settings(max_examples=30, deadline=None)
@given(
    picked=st.lists(
        st.tuples(st.sampled_from([IDLIB, LATAKIA, None]), st.sampled_from("abc"), st.sampled_from("xy")), max_size=12
    )
)
def test_counts_are_those_of_a_plain_count(picked: list[tuple[Any, str, str]]) -> None:
    rows = [mention(p, start=20 * i, article_id=a, story_id=s) for i, (p, a, s) in enumerate(picked)]
    tally = Tally()
    part = Positions(HERE)(table(*rows) if rows else SCHEMA.empty_table())
    tally.add(part)
    for found in tally.places():
        own = [row for row in rows if row["place_id"] == found.place["place_id"]]
        counts = (found.mentions, found.count("article"), found.count("story"))
        assert counts == (len(own), len({r["article_id"] for r in own}), len({r["story_id"] for r in own}))
    assert sum(p.mentions for p in tally.places()) + tally.not_placed == len(rows)
    assert sum(a.mentions for a in tally.articles()) == len(rows)


def test_csv_and_geojson_have_the_same_rows() -> None:
    rows = table(*MANY)
    cells = list(csv.DictReader(io.StringIO(made(".csv", rows, False).decode("utf-8-sig"), newline="")))
    features = json.loads(made(".geojson", rows, False))["features"]
    assert [row["mention_id"] for row in cells] == [f["id"] for f in features] == [row["mention_id"] for row in MANY]
    assert [row[POINT_IS] for row in cells] == ["the place", "near the place", "middle of the governorate",
                                                "none: the gazetteer does not tell what the name means"]  # fmt: skip


def test_the_filter_of_an_export_does_not_tell_where_a_sensitive_place_stands() -> None:
    store = Store(table(*ROWS), HERE)
    asked = Filter(places=("t-hospital", "t-idlib"), within=(35.4471, 36.6413, 2.0), text="x")
    said = in_words(store, asked, HERE, exact=False)
    assert said == f"{store.describe(Filter(places=('t-idlib',), text='x'))}; {SENSITIVE}"
    assert in_words(store, asked, HERE, exact=True) == store.describe(asked)
    assert in_words(store, Filter(places=("t-camp",)), HERE, exact=False) == SENSITIVE
    harmless = Filter(within=(35.93, 36.63, 2.0))
    assert in_words(store, harmless, HERE, exact=False) == store.describe(harmless)
