"""The pages of days, of comparisons, of a place and of an actor, without a browser."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from geo.compare import compare
from geo.days import Days
from geo.query import Filter
from geo.store import Store
from tests.factories import (
    IDLIB,
    IDLIB_GOVERNORATE,
    KHAN_SHEIKHOUN,
    LATAKIA,
    PLACES,
    RUSSIA,
    gazetteer,
    mention,
    place,
    table,
)  # fmt: skip
from tests.test_app import opened
from tests.test_evidence import Markup, desk
from tests.test_views import HOSTILE
from views import actors_page, compare_page, days_page, map_page, places_page
from views.ways import show as stand_in

ROWS = [
    mention(IDLIB, article_id="a1", story_id="s1", mention_id="m1", actors=["Russia"], topics=["air strike"]),
    mention(IDLIB, article_id="a2", story_id="s1", mention_id="m2", source="Paper", topics=["air strike"]),
    mention(KHAN_SHEIKHOUN, article_id="a3", story_id="s3", mention_id="m3", date_start=date(2017, 4, 4),
            actors=["Syrian Arab Air Force"], surface="Khan Shaykhun", published=date(2017, 4, 5)),
    mention(LATAKIA, article_id="a4", story_id="s4", mention_id="m4", said_by=["Russia"], date_start=None),
    mention(IDLIB_GOVERNORATE, article_id="a4", story_id="s4", mention_id="m5", date_start=date(2018, 1, 1),
            date_end=date(2018, 12, 31)),
    mention(RUSSIA, article_id="a4", story_id="s4", mention_id="m6", role="actor"),
]  # fmt: skip


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(tmp_path, monkeypatch, ROWS)


def page(app: AppTest, monkeypatch: pytest.MonkeyPatch, draw: Any, **params: str) -> AppTest:
    """Run one page alone in the app's frame: AppTest has no way to the address of a page."""
    monkeypatch.setattr("views.map_page.show", draw)
    app.query_params.update(params)
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(el.proto.body for el in app.main.get("html"))


def test_days_are_reports_and_say_what_is_left_out(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, days_page.show)
    assert "not verified incidents" in words(app)
    assert "2 rows: a place, a day, a topic each" in words(app)
    assert "1 dated less exactly are left out" in words(app)
    assert "1 without a date are left out" in words(app)
    data = desk(app, "days")
    text = Markup(data["html"]).text
    assert text.index("4 Sep 2018") < text.index("4 Apr 2017")
    assert "1 story, 2 outlets" in text
    assert data["articles"] == {"m1": "a1", "m3": "a3"}


def test_days_follow_the_filter_and_the_language(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, days_page.show, place="t-khan", lang="ar")
    text = Markup(desk(app, "days")["html"]).text
    assert "خان شيخون" in text
    assert "4 نيسان 2017" in text
    assert "Latakia" not in text


def test_an_empty_view_has_no_days(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, days_page.show, q="no such words")
    assert "No mention here stands at a place and on one day" in words(app)


@pytest.mark.parametrize("text", HOSTILE)
def test_copied_markdown_runs_nothing(text: str) -> None:
    row = mention(
        sentence=text, source=text, article_title=text, actors=[text], said_by=[text], topics=[text], place=text
    )
    copied = days_page.to_markdown(Days(Store(table(row), gazetteer()), Filter()).page(), text, {})
    for line in copied.splitlines():
        assert "<img" not in line.replace(r"\<", "")
        assert "](" not in line.replace(r"\]\(", "")
    assert "## 2018-09-04" in copied.splitlines()


def test_two_filters_are_compared_and_both_stand_in_the_address(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = urlencode(Filter(date_to=date(2017, 12, 31)).to_params(), doseq=True)
    page(app, monkeypatch, compare_page.show, a=kept, **{"from": "2018-01-01"})
    assert "A has 1 story, B has 2 stories" in words(app)
    (shown,) = [found.value for found in app.dataframe if "Per 100" in found.value]
    rows = {row["Place"]: (row["Change"], row["A"], row["B"]) for row in shown.to_dict("records")}
    assert rows["Khan Sheikhoun"] == ("▼ 1", 1, 0)
    assert rows["Idlib"] == ("▲ 1", 0, 1)
    app.segmented_control(key="compare-kind").set_value("actor").run()
    assert not app.exception
    assert [found.value["Actor"][0] for found in app.dataframe if "Actor" in found.value]
    app.button(key="compare-swap").click().run()
    assert not app.exception
    assert app.query_params["to"] == "2017-12-31"
    assert "2018-01-01" in app.query_params["a"]


HOSPITAL = place("t-hospital", "Rahma hospital", "hospital", lat=35.44, lon=36.64, sensitive=True)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", ["days", "compare-place"])
def test_tables_name_sensitive_places_by_their_town_unless_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, exact: bool
) -> None:
    rows = [mention(HOSPITAL, mention_id="h", surface="it", sentence="it"), *ROWS]
    monkeypatch.setattr("tests.test_app.PLACES", (*PLACES, HOSPITAL))
    app = opened(tmp_path, monkeypatch, rows)
    taken: dict[str, tuple[Any, Any]] = {}
    monkeypatch.setattr(
        "views.downloads.buttons", lambda name, _rows, table, about: taken.update({name: (table(), about())})
    )
    # Only the hospital: its id, and a circle round it, are in the filters too.
    params = {"place": "t-hospital"}
    page(app, monkeypatch, days_page.show if name == "days" else compare_page.show, **params)
    [box] = [box for box in app.checkbox if "sensitive" in box.label]
    assert box.value is False
    if exact:
        box.check().run()
    if name == "days":
        copied = str(re.findall(r'data-text="([^"]*)"', desk(app, "days")["html"]))
        assert ("Rahma" in copied) is exact
        assert exact or "t-hospital" not in copied
        assert ("under the nearest town" in copied) is not exact
        assert exact or "Khan Sheikhoun" in copied
    table, about = taken[name]
    said = f"{table.to_pylist()} {about.sentence()}"
    assert ("t-hospital" in said) is exact
    assert ("Rahma" in said) is exact
    assert ("as whoever made this file chose" if exact else "stand at the nearest town") in said
    assert ("t-khan" in said) is (name != "days" or not exact)


def test_keeping_a_view_makes_it_a(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, compare_page.show, actor="Russia")
    app.button(key="compare-keep").click().run()
    assert app.query_params["a"] == "actor=Russia"
    assert "A and B ask the same" in words(app)


def test_the_difference_layer_sends_places_and_numbers_only() -> None:
    store = Store(table(*ROWS), gazetteer())
    a, b = Filter(date_to=date(2017, 12, 31)), Filter(date_from=date(2018, 1, 1))
    found = compare(store, a, b, "mention")
    group = compare_page.difference_layer(store, gazetteer(), a, b, found, "mention")
    (layer,) = group._children.values()
    data = json.loads(layer.data)
    points = {row[0]: (row[1], row[4], row[8]) for row in data["points"]}
    assert points == {
        "t-idlib": ("Idlib: 0 → 2", 2, compare_page.ROSE), "t-khan": ("Khan Sheikhoun: 1 → 0", 1, compare_page.FELL),
    }  # fmt: skip
    assert "Aircraft" not in layer.data


def test_a_place_has_a_page_with_all_that_is_known(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, places_page.show, at="t-khan")
    text = Markup(desk(app, "profile")["html"]).text
    for told in (
        "Syrian Arab Air Force",
        "Khan Shaykhun",
        "found by rule",
        "t-khan",
        "35.44000, 36.65000",
        "Idlib",
        "km",
    ):
        assert told in text
    assert "1 mention · 1 story · 1 article" in words(app)
    assert app.query_params["at"] == "t-khan"


def test_a_place_that_nobody_mentions_is_told(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, places_page.show, at="no-such")
    assert "No mention under the present filter" in words(app)
    assert "no row for this place" in Markup(desk(app, "profile")["html"]).text


def test_an_actor_has_a_page_with_what_it_does_and_says(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page(app, monkeypatch, actors_page.show, actor_page="Russia")
    data = desk(app, "profile")
    text = Markup(data["html"]).text
    for told in ("named as taking part", "says what is told", "Russian Federation", "Russian Armed Forces", "Idlib"):
        assert told in text
    assert {i for i in data["articles"] if i.startswith("m")} == {"m1", "m4"}
    assert "2 mentions" in words(app)


@pytest.mark.parametrize(("draw", "first"), [(places_page.show, "Idlib"), (actors_page.show, "Russia")])
def test_without_a_choice_the_most_mentioned_are_listed(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, draw: Any, first: str
) -> None:
    page(app, monkeypatch, draw)
    assert first in Markup(desk(app, "profile-list")["html"]).text


@pytest.mark.parametrize("draw", [days_page.show, compare_page.show, places_page.show, actors_page.show])
def test_where_there_is_nothing_yet_a_page_names_the_way_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: Any
) -> None:
    app = page(opened(tmp_path, monkeypatch, []), monkeypatch, draw)
    assert "bring articles in first" in words(app)
    assert "Bring articles in" in [link.proto.label for link in app.main.get("page_link")]


def test_a_way_to_the_map_is_told_by_the_name_of_what_draws_it() -> None:
    assert stand_in.__name__ == map_page.show.__name__
