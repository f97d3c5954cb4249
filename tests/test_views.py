"""What the views do to text and places before anything is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geo.gazetteer import Place
from geo.overview import FacetCount, PlaceCount
from geo.query import Filter
from geo.store import Store
from tests.factories import GHOUTA, IDLIB, IDLIB_GOVERNORATE, M5, PLACES, RUSSIA, gazetteer, mention, place, table
from views.filters import labels
from views.mention_map import MentionLayer, drawn_as, off_map, payload
from views.safe_json import safe_json
from views.safe_text import link, markdown, marked
from views.said import when

HOSTILE = [
    "{{7*7}}", "{% for x in y %}", "{# note #}", "${alert(1)}", "`", "<img src=x onerror=alert(1)>", "</script>", "\\",
    "a\u2028b\u2029c", "&amp;", "إدلب", "{{ cycler.__init__.__globals__.os.getpid() }}", '"\'',
]  # fmt: skip


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_safe_json_reads_back_as_it_was_and_survives_a_template_engine(data: object) -> None:
    text = safe_json(data)
    assert json.loads(text) == data
    assert text.isascii()
    assert Template(text).render() == text
    assert not set("<>&`$") & set(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_is_left_in_what_folium_renders(text: str) -> None:
    layer = MentionLayer({"points": [["id", text, 1.0, 2.0, 1, 1, 1, False]]})
    script = layer._template.module.script(layer) if layer._parent else layer.data
    assert json.loads(script)["points"][0][1] == text
    assert Template(script).render() == script


@pytest.mark.parametrize("text", HOSTILE)
def test_a_marked_sentence_shows_its_text_and_nothing_else(text: str) -> None:
    shown = marked(text, [(0, len(text))])
    assert shown.count("<") == 2
    assert "<img" not in shown
    assert "</script" not in shown


def test_marks_stand_where_the_names_are_even_when_they_overlap_or_overrun() -> None:
    assert marked("Idlib and Homs", [(0, 5), (10, 14)]) == "<mark>Idlib</mark> and <mark>Homs</mark>"
    assert marked("Idlib city", [(0, 5), (0, 10)]) == "<mark>Idlib</mark><mark> city</mark>"
    assert marked("Idlib", [(2, 99), (-5, -1)]) == "Id<mark>lib</mark>"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host", "file:///etc/passwd", "", "http://[", "JAVASCRIPT://x"]
)
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    assert link("Title", url) == "Title"


def test_a_link_cannot_leave_its_attribute() -> None:
    shown = link("<b>", 'https://example.org/"onmouseover="x')
    assert shown.count('"') == 6
    assert "<b>" not in shown


def test_markdown_is_taken_literally() -> None:
    assert markdown("*a* [b](c)\n# d") == r"\*a\* \[b\]\(c\) \# d"
    assert markdown(":material/close: $x$") == r"\:material\/close\: \$x\$"


MOUNTAIN = place("t-mountain", "Jabal al-Zawiya", "mountain", extent_km=30.0)
SEA = place("t-sea", "Mediterranean Sea", "sea", country="", governorate="", lat=34.5, lon=34.0)
CAPITAL = place("t-washington", "Washington", "city", country="US", governorate="", lat=38.9, lon=-77.0)
BORDER = place("t-reyhanli", "Reyhanli", "town", country="TR", governorate="", lat=36.27, lon=36.57)
VAGUE = place("t-vague", "Somewhere", "village", uncertainty_km=8.0)
ROAD = place("t-road", "Ring road", "road")


def counts(*places: Place) -> tuple[dict[str, PlaceCount], dict[str, Place]]:
    list_of_places = gazetteer(*places)
    store = Store(table(*(mention(p, context="reported") for p in places)), list_of_places)
    return {count.place_id: count for count in store.on_map(Filter())}, list_of_places.by_id


@pytest.mark.parametrize(
    ("where", "drawn"),
    [
        (IDLIB, "point"), (IDLIB_GOVERNORATE, "governorate"), (M5, "line"), (GHOUTA, "area"), (RUSSIA, ""),
        (MOUNTAIN, "area"), (SEA, ""), (CAPITAL, ""), (BORDER, "point"), (VAGUE, "point"), (ROAD, ""),
    ],
)  # fmt: skip
def test_only_towns_and_smaller_places_are_points(where: Place, drawn: str) -> None:
    found, places = counts(where)
    assert drawn_as(found[where.id], places[where.id]) == drawn


def test_every_place_is_either_drawn_or_listed() -> None:
    found, places = counts(*PLACES, MOUNTAIN, SEA, CAPITAL, BORDER, VAGUE, ROAD)
    data = payload(found.values(), places, None)
    drawn = [row[0] for kind in ("points", "governorates", "lines", "areas") for row in data[kind]]
    listed = [count.place_id for count in off_map(found.values(), places)]
    assert sorted(drawn + listed) == sorted(found)
    assert len(set(drawn + listed)) == len(found)


def test_a_point_says_how_exact_it_is_and_whether_it_is_abroad() -> None:
    found, places = counts(VAGUE, BORDER)
    rows = {row[0]: row for row in payload(found.values(), places, None)["points"]}
    assert rows["t-vague"][8:] == [0, 2]
    assert rows["t-reyhanli"][8:] == [1, 0]


def test_a_line_says_whether_it_is_a_river() -> None:
    river = replace(M5, id="t-river", title="Orontes", type="river")
    found, places = counts(M5, river)
    assert {row[1]: row[8] for row in payload(found.values(), places, None)["lines"]} == {"M5": 0, "Orontes": 1}


def test_an_area_without_an_outline_is_as_wide_as_its_extent() -> None:
    found, places = counts(MOUNTAIN)
    (row,) = payload(found.values(), places, None)["areas"]
    assert max(lat for lat, _ in row[7]) - min(lat for lat, _ in row[7]) == pytest.approx(30 / 111.2, rel=0.02)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, ("4 Sep 2018", "from “Tuesday”")),
        ({"date_source": "published"}, ("4 Sep 2018", "the article’s date")),
        ({"date_start": date(2018, 9, 1), "date_end": date(2018, 9, 30)}, ("September 2018", "from “Tuesday”")),
        ({"date_start": date(2018, 2, 1), "date_end": date(2018, 2, 28)}, ("February 2018", "from “Tuesday”")),
        (
            {"date_start": date(2018, 2, 1), "date_end": date(2018, 2, 27)},
            ("1 Feb 2018 – 27 Feb 2018", "from “Tuesday”"),
        ),
        ({"date_start": date(2018, 1, 1), "date_end": date(2018, 12, 31)}, ("2018", "from “Tuesday”")),
        ({"date_start": date(2011, 1, 1), "date_end": date(2018, 12, 31)}, ("2011–2018", "from “Tuesday”")),
        ({"date_start": None}, ("no date", "")),
    ],
)  # fmt: skip
def test_a_date_is_told_with_where_it_comes_from(columns: dict[str, object], said: tuple[str, str]) -> None:
    assert when(mention(**columns)) == said


def test_labels_that_would_be_the_same_are_told_apart() -> None:
    facet = [FacetCount("a", "Idlib", 3), FacetCount("b", "Idlib", 3), FacetCount("c", "Idlib", 2)]
    assert labels(facet, lambda f: f.label) == {"a": "Idlib · 3 (a)", "b": "Idlib · 3 (b)", "c": "Idlib · 2"}
