"""The desk in a browser: the article beside the map, its keys and copies, and the ways between the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.query import Filter
from geo.store import Store
from tests.browser.page import MapPage

pytestmark = pytest.mark.browser

KHAN = "gn-168325"


def copied(page: MapPage) -> str:
    """Return what is in the clipboard."""
    found: str = page.tab.evaluate("navigator.clipboard.readText()")
    return found


def test_a_sentence_opens_its_article_and_keys_go_from_name_to_name(page: MapPage, sample: Store) -> None:
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.open(show=KHAN)
    page.tab.wait_for_selector(".card")
    page.tab.locator(".card .read").first.click()
    chosen = page.tab.locator(".reader mark.chosen")
    expect(chosen).to_have_count(1)
    first = chosen.get_attribute("data-mention")
    page.rest()
    assert page.params()["mention"] == [first]
    assert page.view(), "the map is still there"
    count = page.tab.locator(".reader .count")
    of = int(count.inner_text().split(" of ")[1])
    assert page.tab.locator(".reader [data-mention]").count() == of
    expect(chosen).to_be_in_viewport()
    at = int(count.inner_text().split(" of ")[0])
    page.tab.keyboard.press("j")
    expect(count).to_have_text(f"{at + 1} of {of}")
    expect(chosen).to_be_focused()
    page.tab.keyboard.press("ArrowDown")
    page.tab.keyboard.press("ArrowUp")
    page.tab.keyboard.press("k")
    expect(count).to_have_text(f"{at} of {of}")
    page.tab.get_by_role("button", name="Next mention").click()
    expect(count).to_have_text(f"{at + 1} of {of}")
    second = str(chosen.get_attribute("data-mention"))
    page.tab.wait_for_function(f"location.search.includes('{second}')")
    page.tab.get_by_role("button", name="Copy sentence").click()
    expect(page.tab.locator(".copied")).to_have_text("Copied")
    assert copied(page) in set(sample.rows(Filter()).column("sentence").to_pylist())
    assert chosen.inner_text() in copied(page)
    page.tab.get_by_role("button", name="Copy citation").click()
    page.tab.wait_for_function(
        "id => navigator.clipboard.readText().then(text => text.includes(id))", arg=f"Mention {second}"
    )
    page.tab.locator(".reader [data-mention]").nth(of - 1).hover()
    expect(page.tab.locator(".reader .tip")).to_be_visible()
    gloss = page.tab.locator(".reader .gloss").first
    expect(gloss).to_contain_text("Recognised: ")
    page.tab.reload()
    page.ready()
    assert chosen.get_attribute("data-mention") == second
    page.tab.get_by_role("button", name="Back to the sentences").click()
    page.tab.wait_for_selector(".card")
    page.rest()
    assert "read" not in page.params()
    assert page.outside() == []
    assert page.errors == []


def test_the_ways_between_the_pages_keep_the_filter(page: MapPage) -> None:
    page.open(show=KHAN, governorate="Idlib")
    page.tab.get_by_role("link", name="Page of this place").click()
    page.tab.wait_for_selector(".profile")
    page.rest()
    assert urlsplit(page.tab.url).path == "/places"
    assert page.params() == {"at": [KHAN], "governorate": ["Idlib"]}
    page.tab.locator(".profile a[href*='actor_page']").first.click()
    page.tab.wait_for_url("**/actors?**")
    page.tab.wait_for_selector(".profile")
    page.rest()
    assert page.params()["governorate"] == ["Idlib"]
    page.tab.get_by_role("link", name="Days with it").click()
    page.tab.wait_for_selector(".report")
    assert "Idlib" in page.params()["governorate"]
    page.tab.locator(".report .read").first.click()
    page.tab.wait_for_selector(".reader mark.chosen")
    page.rest()
    assert urlsplit(page.tab.url).path == "/"
    page.tab.go_back()
    page.tab.wait_for_selector(".report")
    assert page.errors == []


def test_a_comparison_draws_what_rose_and_what_fell(page: MapPage) -> None:
    page.tab.goto(f"{page.url}/compare?a=to%3D2017-12-31&from=2018-01-01")
    page.tab.wait_for_selector(".st-key-compare-map iframe")
    page.frame.wait_for_function("document.documentElement.dataset.painted")
    page.rest()
    flags = page.frame.evaluate("MentionMap.state.data.points.map(row => row[8] & 12)")
    assert set(flags) == {4, 8}
    assert page.frame.evaluate("MentionMap.state.rows.innerText").count("in B") >= 2
    page.tab.locator(".st-key-compare-kind").get_by_text("Actor", exact=True).click()
    expect(page.tab.locator(".st-key-compare-actor-csv button")).to_contain_text("rows")
    assert page.errors == []
