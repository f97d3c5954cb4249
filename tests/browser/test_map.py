"""The map in a browser: what is drawn and how, what a filter changes, what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from geo.gazetteer import Gazetteer
from geo.query import Filter
from geo.store import Store
from tests.browser.page import MapPage
from views.mention_map import drawn_as
from views.tables import PAGE as TABLE_PAGE

pytestmark = pytest.mark.browser


def test_the_whole_page_asks_no_other_host_for_anything(page: MapPage) -> None:
    page.open()
    page.click("gn-168325")
    page.pick("Actor", "Russia")
    page.tab.get_by_role("tab", name="Not placed").click()
    page.look(35.5, 36.6, 9)
    page.rest()
    page.tab.emulate_media(color_scheme="dark")
    page.tab.reload()
    page.ready()
    assert len(page.asked) > 20
    assert page.outside() == []
    assert page.errors == []


def test_every_mentioned_place_is_drawn_as_what_it_is(look_at: Callable[..., MapPage], sample: Store) -> None:
    marks = look_at().marks()
    gazetteer = Gazetteer.load()
    classes = {"point": "circle", "governorate": "governorate", "line": "line", "area": "area"}
    expected = {
        count.place_id: (classes[kind], count.mentions)
        for count in sample.on_map(Filter())
        if (kind := drawn_as(count, gazetteer.by_id.get(count.place_id)))
    }
    assert {i: (mark["kind"], mark["mentions"]) for i, mark in marks.items()} == expected


def test_the_five_places_of_the_mission(look_at: Callable[..., MapPage]) -> None:
    marks = look_at().marks().values()
    by_title = {(mark["title"], mark["kind"]): mark for mark in marks}
    for title, lat, lon in (("Jisr al-Shughour", 35.81, 36.32), ("Khan Sheikhoun", 35.44, 36.65)):
        mark = by_title[title, "circle"]
        assert mark["at"] == pytest.approx([lat, lon], abs=0.02)
        assert mark["near"] in {0, 1}
    for title, inside in (("Idlib", (35.9, 36.6)), ("Latakia", (35.6, 36.0))):
        west, south, east, north = by_title[title, "governorate"]["bounds"]
        assert south < inside[0] < north
        assert west < inside[1] < east
    west, south, east, north = by_title["Eastern Ghouta", "area"]["bounds"]
    assert 33.35 < south < north < 33.75
    assert 36.2 < west < east < 36.75


def test_a_circle_has_its_area_by_what_is_counted(look_at: Callable[..., MapPage]) -> None:
    circles = [mark for mark in look_at().marks().values() if mark["kind"] == "circle"]
    shares = {round(mark["radius"] ** 2 / mark["count"], 3) for mark in circles if mark["radius"] > 3.5}
    assert len(circles) > 20
    assert len(shares) == 1


def test_each_filter_changes_map_panel_and_table_together_and_reset_brings_everything_back(
    page: MapPage, sample: Store
) -> None:
    article = sample.facet(Filter(), "articles")[0]
    page.open()
    for label, option, wanted in (
        ("Actor", "Russia", Filter(actors=("Russia",))),
        ("Place", "Khan Sheikhoun", Filter(places=("gn-168325",))),
        ("Governorate", "Idlib", Filter(governorates=("Idlib",))),
        ("Article", article.label, Filter(articles=(article.id,))),
    ):
        if label == "Article":
            page.more()
        page.pick(label, option)
        same(page, sample, wanted)
        page.reset()
        assert page.figures()["mentions"] == len(sample)
    page.tab.get_by_label("Text").fill("air")
    page.tab.keyboard.press("Enter")
    same(page.rest(), sample, Filter(text="air"))


def test_a_date_range_in_the_address_changes_map_panel_and_table_together(page: MapPage, sample: Store) -> None:
    page.open(**{"from": "2018-09-01", "to": "2018-09-30"})
    same(page, sample, Filter(date_from=date(2018, 9, 1), date_to=date(2018, 9, 30)))


def test_the_scope_of_actors_is_the_sentence_or_the_article(page: MapPage, sample: Store) -> None:
    page.open(actor="Russia")
    same(page, sample, Filter(actors=("Russia",)))
    page.more()
    page.tab.get_by_role("radio", name="the article").click()
    same(page.rest(), sample, Filter(actors=("Russia",), actor_scope="article"))


def same(page: MapPage, sample: Store, wanted: Filter) -> None:
    """Assert that map, figures, panel and table all show `wanted`."""
    figures = sample.count(wanted)
    assert 0 < figures.mentions < len(sample)
    assert page.figures()["mentions"] == figures.mentions
    assert page.table_rows() == figures.mentions
    gazetteer = Gazetteer.load()
    drawn = {c.place_id: c.mentions for c in sample.on_map(wanted) if drawn_as(c, gazetteer.by_id.get(c.place_id))}
    assert {i: mark["mentions"] for i, mark in page.marks().items()} == drawn
    assert page.params() == wanted.to_params()
    assert page.tab.locator(".ranking tbody tr").count() == figures.places
    assert page.grid_rows("mentions-grid") == min(figures.mentions, TABLE_PAGE)


def test_pan_and_zoom_survive_a_filter_and_a_click(page: MapPage) -> None:
    page.open()
    page.frame.evaluate("() => { window.untouched = true; }")
    page.look(35.6, 36.7, 8.5)
    page.pick("Governorate", "Idlib")
    page.click("gn-168325")
    assert page.view() == pytest.approx([35.6, 36.7, 8.5], abs=0.01)
    assert page.frame.evaluate("window.untouched")


def test_a_copied_address_restores_filter_place_and_view(page: MapPage, open_tab, sample_url: str) -> None:
    page.open()
    page.pick("Actor", "Russia")
    page.look(35.6, 36.7, 8.5)
    page.choose(next(i for i, mark in page.marks().items() if mark["kind"] == "circle"))
    other = open_tab(sample_url)
    other.tab.goto(page.tab.url)
    other.ready()
    assert other.tab.url == page.tab.url
    assert other.view() == pytest.approx(page.view(), abs=0.01)
    assert other.figures() == page.figures()
    assert other.marks() == page.marks()
    assert other.sentences() == page.sentences() != []


def test_a_click_shows_the_sentences_and_a_second_one_closes_them(page: MapPage, sample: Store) -> None:
    page.open().click("gn-168325")
    page.tab.wait_for_selector(".card")
    assert page.params() == {"show": ["gn-168325"]}
    marks = page.tab.locator(".card mark").all_inner_texts()
    assert len(marks) == sample.evidence(Filter(), "gn-168325").num_rows
    page.click("gn-168325")
    page.tab.wait_for_selector(".card", state="detached")
    page.rest()
    assert page.params() == {}


def test_a_governorate_is_clicked_as_a_whole(page: MapPage, sample: Store) -> None:
    page.open(governorate=["Idlib", "Latakia"])
    for place_id in ("SY07", "SY06"):
        page.choose(place_id)
        page.tab.wait_for_function("id => new URL(location.href).searchParams.get('show') === id", arg=place_id)
        marks = page.rest().tab.locator(".card mark")
        expect(marks).to_have_count(sample.evidence(Filter(governorates=("Idlib", "Latakia")), place_id).num_rows)


def test_the_keyboard_reaches_sentences_and_closes_them(page: MapPage) -> None:
    page.open()
    box = page.tab.get_by_role("combobox", name="Sentences at")
    box.focus()
    page.tab.keyboard.type("Khan Sheikhoun")
    page.tab.keyboard.press("ArrowDown")
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector(".card")
    page.rest()
    assert page.params() == {"show": ["gn-168325"]}
    close = page.tab.get_by_role("button", name="Close")
    close.focus()
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector(".card", state="detached")


def test_the_map_has_an_accessible_name(look_at: Callable[..., MapPage]) -> None:
    page = look_at()
    assert (page.tab.locator(".st-key-map iframe").get_attribute("title") or "").startswith("Map of Syria")
    assert page.frame.locator("#map_div").get_attribute("aria-label")


def test_labels_never_collide(look_at: Callable[..., MapPage]) -> None:
    page = look_at()
    for zoom in (6, 7, 8, 9, 11):
        page.look(35.7, 36.7, zoom)
        boxes = page.frame.evaluate(
            "[...document.querySelectorAll('.name')].map(n => n.getBoundingClientRect())"
            ".map(r => [r.left, r.top, r.right, r.bottom])"
        )
        assert len(boxes) > 5
        hit = [
            (a, b) for i, a in enumerate(boxes) for b in boxes[:i]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]  # fmt: skip
        assert not hit, (zoom, hit)


def test_towns_of_the_gazetteer_appear_from_zoom_8(look_at: Callable[..., MapPage]) -> None:
    page = look_at()
    towns = "[...document.querySelectorAll('.name.town')].length"
    page.look(35.7, 36.7, 7.5)
    assert page.frame.evaluate(towns) == 0
    page.look(35.7, 36.7, 9)
    assert page.frame.evaluate(towns) > 10


def test_an_empty_view_is_explained_and_mended(page: MapPage) -> None:
    page.open(governorate="Idlib", **{"from": "2011-01-01", "to": "2011-01-02"})
    assert page.marks() == {}
    page.tab.get_by_text("No mention matches").wait_for()
    page.tab.get_by_role("button", name="Drop date").click()
    page.tab.wait_for_selector(".st-key-empty", state="detached")
    page.rest()
    assert page.params() == {"governorate": ["Idlib"]}
    assert page.marks()
