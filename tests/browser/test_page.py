"""The page around the map in a browser: filters and their pills, the address, back and forward, timeline and tabs."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from geo.query import Filter
from geo.store import Store
from tests.browser.page import MapPage

pytestmark = pytest.mark.browser


def test_what_is_set_stands_in_pills_and_in_the_address_and_each_step_is_one_step_back(
    page: MapPage, sample: Store
) -> None:
    page.open()
    page.pick("Actor", "Russia")
    assert page.pills() == ["Actor: Russia"]
    russia = page.figures()
    page.tab.get_by_text("Reported only").click()
    page.rest()
    assert page.params() == {"actor": ["Russia"], "context": ["reported"]}
    assert page.figures()["mentions"] == sample.count(Filter(actors=("Russia",), contexts=("reported",))).mentions
    page.tab.go_back()
    expect(page.tab.locator(".st-key-pill-contexts-reported")).to_have_count(0)
    assert page.rest().params() == {"actor": ["Russia"]}
    assert page.figures() == russia
    page.tab.go_forward()
    expect(page.tab.locator(".st-key-pill-contexts-reported")).to_have_count(1)
    page.rest()
    # By key: Delete drops a pill, and the focus goes to the next one.
    page.tab.locator(".st-key-pill-actors-Russia button").focus()
    page.tab.keyboard.press("Delete")
    expect(page.tab.locator(".st-key-pill-actors-Russia")).to_have_count(0)
    assert page.rest().pills() == ["Context: reported"]
    expect(page.tab.locator(".st-key-pill-contexts-reported button")).to_be_focused()
    page.tab.locator(".st-key-reset button").click()
    assert page.rest().params() == {}
    assert page.figures()["mentions"] == len(sample)


def test_counting_tab_drawing_and_filter_are_in_the_link_and_go_along_to_other_pages(
    page: MapPage, sample: Store
) -> None:
    page.open(governorate="Idlib")
    page.tab.get_by_role("radio", name="mentions").click()
    page.rest().turn("Places")
    page.tab.wait_for_url("**tab=places*")
    assert page.params() == {"governorate": ["Idlib"], "by": ["mention"], "tab": ["places"]}
    wanted = Filter(governorates=("Idlib",))
    assert page.grid_rows("places-table-grid") == len(sample.on_map(wanted))
    page.tab.reload()
    page.ready()
    expect(page.tab.get_by_role("tab", name="Places")).to_have_attribute("aria-selected", "true")
    expect(page.tab.get_by_role("radio", name="mentions")).to_be_checked()
    page.tab.locator(".st-key-nav a", has_text="Days").click()
    page.tab.wait_for_url("**/days?*")
    assert page.rest().params() == {"governorate": ["Idlib"], "by": ["mention"]}
    page.tab.go_back()
    page.ready()
    assert page.params() == {"governorate": ["Idlib"], "by": ["mention"], "tab": ["places"]}


def test_the_filters_that_are_folded_away_narrow_the_view_too(page: MapPage, sample: Store) -> None:
    page.open()
    assert page.tab.locator(".st-key-filter-sources").count() == 0
    page.more()
    page.pick("Context", "background")
    assert page.params() == {"context": ["background"]}
    assert page.figures()["mentions"] == sample.count(Filter(contexts=("background",))).mentions
    assert page.pills() == ["Context: background"]


def test_a_drag_over_the_timeline_sets_the_dates_and_the_date_field_does_it_by_key(
    page: MapPage, sample: Store
) -> None:
    page.open()
    chart = page.tab.locator(".st-key-timeline svg.marks")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    page.tab.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    page.tab.mouse.down()
    page.tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=8)
    page.tab.mouse.up()
    page.tab.wait_for_url("**from=*")
    found = page.rest().params()
    first, last = date.fromisoformat(found["from"][0]), date.fromisoformat(found["to"][0])
    assert date(2012, 1, 1) < first < last < date(2023, 1, 1)
    wanted = Filter(date_from=first, date_to=last)
    assert page.figures()["mentions"] == sample.count(wanted).mentions < len(sample)
    assert page.pills()[0].startswith("Dates: ")
    bars = [bar for bar in sample.days(Filter()).bars if first <= bar.start and bar.end <= last]
    assert (bars[0].start, bars[-1].end) == (first, last)


def test_a_row_of_the_tables_shows_its_place_on_the_map(page: MapPage) -> None:
    page.open(tab="places")
    before = page.view()
    grid = page.tab.locator(".st-key-places-table-grid canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.tab.mouse.click(box["x"] + 16, box["y"] + 33 * 1.5)
    page.tab.wait_for_url("**show=*")
    page.rest()
    page.tab.wait_for_selector(".card")
    assert page.view() != before
    assert page.params()["tab"] == ["places"]
