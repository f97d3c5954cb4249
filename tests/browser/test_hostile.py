"""Text from outside that would like to be a template, a tag or a script: it is shown as it is, and nothing runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo.tables import write_mentions
from tests.browser.conftest import serving
from tests.browser.page import MapPage
from tests.factories import GHOUTA, IDLIB, IDLIB_GOVERNORATE, M5, RUSSIA, mention, table
from tests.files import write_gazetteer

pytestmark = pytest.mark.browser

RUN = "window.top.hacked=1;window.hacked=1"
HOSTILE = (
    "{{7*7}} {% for x in y %} {#c#} ${"
    + RUN
    + "} ` <img src=x onerror='"
    + RUN
    + "'> </script><script>"
    + RUN
    + "</script> "
    "\\ a\u2028b **bold** [l](javascript:" + RUN + ") :material/close: $x^2$ &amp; "
)
FORMULA = '=HYPERLINK("http://example.org")'


ACTOR = HOSTILE.replace(";", ",").strip()
"""The separator of lists can stand in no actor's name."""


def hostile(what: str) -> str:
    """Return a hostile text that says what it stands for."""
    return f"{HOSTILE}{what}"


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    places = [
        replace(place, title=hostile(f"title of {place.id}").strip(), title_ar="إدلب <b>")
        for place in (IDLIB, IDLIB_GOVERNORATE, GHOUTA, M5, RUSSIA)
    ]
    rows = []
    for i, place in enumerate(places):
        surface = hostile("surface")
        sentence = f"{FORMULA} {surface} {hostile('sentence')}"
        start = sentence.index(surface)
        rows.append(mention(
            place, surface=surface, start=start, end=start + len(surface), sentence=sentence,
            article_id=f"{FORMULA}{i}",
            article_title=hostile("article title"), source=hostile("source"), url="javascript:" + RUN,
            actors=[ACTOR], article_actors=[ACTOR], date_expression=hostile("expression"),
            published=date(2018, 9, 5), mention_id=f"m{i}", context="negated", context_cue=hostile("cue"),
        ))  # fmt: skip
    rows.append(mention(None, surface=hostile("unplaced"), sentence=hostile("unplaced"), start=0))
    mentions = folder / "{{7*7}}.parquet"
    write_mentions(table(*rows), mentions)
    gazetteer = write_gazetteer(folder / "gazetteer.csv", places)
    with serving(SYRIA_MAP_MENTIONS=str(mentions), SYRIA_MAP_GAZETTEER=str(gazetteer)) as url:
        yield url


@pytest.fixture
def page(open_tab: Callable[..., MapPage], hostile_url: str) -> MapPage:
    return open_tab(hostile_url)


def inert(page: MapPage) -> None:
    """Assert that nothing of the hostile text has run or become an element, and that no other host was asked."""
    assert page.errors == []
    assert page.outside() == []
    assert page.tab.evaluate("window.hacked") is None
    assert page.frame.evaluate("window.hacked") is None
    for frame in (page.tab, page.frame):
        assert frame.locator("img[src=x]").count() == 0
        assert frame.locator("a[href^=javascript]").count() == 0
    assert not [url for url in page.asked if url.endswith("/x")]


def test_map_panel_reader_tables_and_download_show_hostile_text_as_it_is(page: MapPage) -> None:
    marks = page.open().marks()
    assert {mark["kind"] for mark in marks.values()} == {"circle", "governorate", "line", "area"}
    for place_id, mark in marks.items():
        assert mark["title"] == hostile(f"title of {place_id}")
    x, y = page.frame.evaluate("() => { const p = map.latLngToContainerPoint([35.93, 36.63]); return [p.x, p.y]; }")
    box = page.tab.locator(".st-key-map iframe").bounding_box()
    page.tab.mouse.move(box["x"] + x, box["y"] + y)
    assert page.frame.locator(".tip strong").inner_text() == hostile("title of t-idlib")

    # A download holds no formula, and ids as they are.
    rows = list(csv.DictReader(io.StringIO(page.download("CSV ·").decode("utf-8-sig"))))
    assert len(rows) == 6
    assert hostile("article title") == rows[0]["article_title"]
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell

    page.choose("t-idlib")
    assert page.tab.locator(".head h3").evaluate("node => node.textContent") == hostile("title of t-idlib")
    card = page.tab.locator(".card").first
    shown = card.evaluate("node => node.textContent")
    for what in ("surface", "sentence", "article title", "source", "expression"):
        assert hostile(what) in shown
    assert ACTOR in shown
    card.locator(".read").click()
    text = page.tab.locator(".reader .text p").first
    expect(page.tab.locator(".reader mark.chosen")).to_have_count(1)
    assert hostile("sentence") in text.evaluate("node => node.textContent")
    inert(page)
    page.tab.get_by_role("button", name="Back to the sentences").click()
    page.rest().turn("Not placed")
    inert(page)


def test_filters_and_messages_show_hostile_text_as_it_is(page: MapPage) -> None:
    page.open(actor=ACTOR, governorate=HOSTILE, **{"from": "2031-01-01"})
    page.tab.get_by_text("No mention matches").wait_for()
    assert "{{7*7}}" in page.tab.locator(".st-key-empty").inner_text()
    assert "{{7*7}}" in page.tab.locator(".stToast").first.inner_text()
    assert page.tab.locator("strong", has_text="bold").count() == 0
    inert(page)
