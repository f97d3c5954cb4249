"""The desk as an analyst uses it: lists that light the map up, rows that open their mention, ways out, the frame."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.page import MapPage
from tests.browser.test_people import found

pytestmark = pytest.mark.browser

KHAN = "gn-168325"


def test_a_line_of_the_list_lights_its_place_up_and_opens_it_and_the_ways_out_say_what_leaves(page: MapPage) -> None:
    page.open()
    line = page.tab.locator(f".ranking tr[data-place='{KHAN}']")
    line.hover()
    page.frame.wait_for_function("MentionMap.state.lit && MentionMap.state.lit.id === 'gn-168325'")
    line.get_by_role("button").focus()
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector(".card")
    page.rest()
    assert page.params()["show"] == [KHAN]
    page.frame.wait_for_function("Math.abs(map.getCenter().lat - 35.44) < 0.1")
    page.tab.locator(".st-key-evidence-page").get_by_role("button", name="Open elsewhere").click()
    expect(page.tab.get_by_text("the coordinates 35.4421, 36.6510 leave this machine")).to_be_visible()
    hosts = [urlsplit(a.get_attribute("href") or "").hostname for a in page.tab.locator(".out a").all()]
    assert hosts[:2] == ["www.openstreetmap.org", "wikimapia.org"]
    assert page.outside() == []
    assert page.errors == []


def test_a_row_of_the_table_opens_its_mention_where_it_can_be_corrected(page: MapPage) -> None:
    page.open(governorate="Idlib")
    grid = page.tab.locator(".st-key-mentions-grid canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.tab.mouse.click(box["x"] + 16, box["y"] + 33 * 2.5)
    chosen = page.tab.locator(".reader mark.chosen")
    chosen.wait_for()
    expect(chosen).to_be_in_viewport()
    page.rest()
    assert page.params()["mention"] == [chosen.get_attribute("data-mention")]
    page.tab.locator(".reader").get_by_role("button", name="Correct").click()
    expect(page.tab.get_by_role("dialog")).to_contain_text("Bring its articles into a workspace")
    assert page.errors == []


def test_the_frame_has_a_scale_fills_the_screen_and_comes_home_and_draws_areas_only_where_they_filter(
    page: MapPage,
) -> None:
    page.open()
    expect(page.frame.locator(".leaflet-control-scale-line")).to_contain_text("km")
    home = page.view()
    page.look(35.6, 36.7, 10)
    page.frame.get_by_role("button", name="Show all of Syria").click()
    page.frame.wait_for_function("zoom => map.getZoom() === zoom", arg=home[2])
    assert page.view() == pytest.approx(home, abs=0.02)
    page.frame.get_by_role("button", name="Full screen").click()
    page.frame.wait_for_function("document.fullscreenElement && map.getSize().x === window.innerWidth")
    assert page.frame.evaluate("window.innerWidth") == 1280
    page.frame.wait_for_function("zoom => map.getZoom() > zoom", arg=home[2])  # the country fills it too
    page.frame.get_by_role("button", name="Full screen").click()
    page.frame.wait_for_function("zoom => !document.fullscreenElement && map.getZoom() === zoom", arg=home[2])
    assert "view" not in page.params()
    expect(page.frame.locator("button.rectangle")).to_be_visible()
    page.tab.goto(f"{page.url}/compare?a=to%3D2017-12-31&from=2018-01-01")
    page.tab.wait_for_selector(".st-key-compare-map iframe")
    page.frame.wait_for_function("document.documentElement.dataset.painted")
    expect(page.frame.locator("button.home")).to_be_visible()
    expect(page.frame.locator("button.rectangle")).to_be_hidden()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("ar", "light")])
def test_axe_finds_nothing_serious_beside_the_map_in_the_other_colours(
    open_tab: Callable[..., MapPage], sample_url: str, lang: str, scheme: str
) -> None:
    page = open_tab(sample_url)
    page.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.open(lang=lang)
    assert found(page) == []  # with the list of places, which the other pages of axe have not
    page.choose(KHAN)
    assert found(page) == []
    page.tab.locator(".card .read").first.click()
    expect(page.tab.locator(".reader mark.chosen")).to_be_visible()
    assert found(page.rest()) == []
