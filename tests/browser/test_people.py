"""Whoever reads the page: by keyboard, by screen reader, on a small screen, in the dark, in Arabic, on paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.page import MapPage

pytestmark = pytest.mark.browser

_FOCUSED = """() => {
  const names = [], around = [];
  for (let at = document.activeElement; at; at = at.parentElement) {
    if (around.length < 5) around.push(getComputedStyle(at));
    names.push(...[...at.classList].filter(name => name.startsWith("st-key-")));
  }
  const ring = style => style.outlineStyle !== "none" && style.outlineWidth !== "0px" || style.boxShadow !== "none";
  const border = style => style.borderTopColor === getComputedStyle(document.documentElement).accentColor;
  return [names, around.some(style => ring(style) || border(style))];
}"""
BAD = {"serious", "critical"}
EXCUSED: dict[str, str] = {}
"""Rule of axe -> why what it finds is Streamlit's own and cannot be changed from outside."""


def found(page: MapPage) -> list[str]:
    """Return what axe finds serious or critical, each with its first element."""
    results = Axe().run(page.tab).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in results if v["impact"] in BAD and v["id"] not in EXCUSED
    ]


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious_on_any_page(page: MapPage, lang: str, scheme: str) -> None:
    page.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.open(lang=lang, actor="Russia")
    assert page.tab.locator("html").get_attribute("lang") == lang
    assert found(page) == []
    links = page.tab.locator(".st-key-nav a")
    names = links.all_inner_texts()
    assert len(names) > 3
    for i, name in enumerate(names[1:], 1):
        links.nth(i).click()
        page.tab.wait_for_function("name => document.title.startsWith(name)", arg=name)
        expect(page.rest().tab.locator('[data-stale="true"]')).to_have_count(0)
        assert (name, found(page)) == (name, [])
        assert not page.tab.locator('[data-testid="stException"]').count()


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_is_readable_at_any_width_in_either_direction(
    open_tab: Callable[..., MapPage], sample_url: str, lang: str, direction: str
) -> None:
    page = open_tab(sample_url, 390, 844).open(lang=lang, show="gn-168325")
    assert page.tab.evaluate("getComputedStyle(document.body).direction") == direction
    assert page.frame.locator("#map_div").evaluate("node => getComputedStyle(node).direction") == "ltr"
    fold = page.frame.locator(".legend .fold")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(page.frame.locator(".legend .rows")).to_be_hidden()
    fold.click()
    expect(page.frame.locator(".legend .rows")).to_contain_text("stories" if lang == "en" else "أخبار")
    disclaimer = "not verified events" if lang == "en" else "لا أحداث متحقَّق منها"
    expect(page.frame.locator(".leaflet-control-attribution")).to_contain_text(disclaimer)
    for width in (390, 768, 1280, 1920):
        page.tab.set_viewport_size({"width": width, "height": 844})
        page.tab.wait_for_function("width => document.querySelector('.stMain').clientWidth <= width", arg=width)
        page.rest()
        wide = page.tab.evaluate(
            "document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"
        )
        assert wide <= 0
        box = page.tab.locator(".st-key-map iframe").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["width"] >= min(width, 1280) * 0.55
        if width > 768:
            continue
        parts = [
            page.tab.locator(css).first.bounding_box()
            for css in (".st-key-filters", ".st-key-map", ".st-key-panel", ".st-key-off-map", ".st-key-downloads")
        ]
        for above, below in pairwise(parts):
            assert above
            assert below
            assert above["y"] + above["height"] <= below["y"] + 1
            assert below["width"] <= width


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_is_cut_off_where_it_is_narrow(open_tab: Callable[..., MapPage], sample_url: str, lang: str) -> None:
    page = open_tab(sample_url, 390, 844).open(lang=lang)
    for link in page.tab.locator(".st-key-nav a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    last = page.tab.locator('.st-key-map-mode [role="radiogroup"] button').last
    end = "borderRightColor" if lang == "en" else "borderLeftColor"
    assert last.evaluate("(button, end) => getComputedStyle(button)[end]", end) != "rgba(0, 0, 0, 0)"
    page.tab.goto(f"{page.url}/places?lang={lang}&at=gn-168325")
    chart = page.tab.locator('[data-testid="stVegaLiteChart"] svg')
    expect(chart).to_be_visible()
    outside = chart.evaluate(
        "svg => [...svg.querySelectorAll('text')].filter(text => text.getBoundingClientRect().width"
        " && (text.getBoundingClientRect().left < svg.getBoundingClientRect().left - 2"
        " || text.getBoundingClientRect().right > svg.getBoundingClientRect().right + 2)).map(text => text.textContent)"
    )
    assert outside == []


def test_the_language_is_one_click_away_and_stays(page: MapPage) -> None:
    page.open(governorate="Idlib")
    page.tab.get_by_role("button", name="العربية").click()
    page.tab.wait_for_selector('html[dir="rtl"]', state="attached")
    page.ready()
    assert page.params() == {"governorate": ["Idlib"], "lang": ["ar"]}
    assert page.pills() == ["المحافظة: إدلب"]
    assert all("\u0600" <= mark["title"][0] <= "\u06ff" for mark in page.marks().values())
    page.tab.get_by_role("button", name="English").click()
    page.tab.wait_for_selector('html[dir="ltr"]', state="attached")
    assert page.ready().params() == {"governorate": ["Idlib"]}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(look_at: Callable[..., MapPage]) -> None:
    page = look_at(lang="en", actor="Russia")
    wanted = {"nav", "speak", "filter-actors", "filter-dates", "filter-text", "more", "counting-switch", "reset"}
    wanted |= {"reported-only", "town-only", "pill-actors-Russia", "map", "map-mode", "shown-place", "tabs"}
    missing = {f"st-key-{name}" for name in wanted}
    for _ in range(150):
        page.tab.keyboard.press("Tab")
        key, outlined = page.tab.evaluate(_FOCUSED)
        missing -= set(key)
        if key and "st-key-map" not in key:
            assert outlined, key
        if not missing:
            break
    assert not missing


def test_paper_has_the_filter_in_words_the_figures_the_map_and_the_table(look_at: Callable[..., MapPage]) -> None:
    page = look_at(lang="en", actor="Russia")
    rows = page.table_rows()
    page.tab.emulate_media(media="print")
    words = page.tab.locator(".print-only")
    expect(words).to_be_visible()
    assert words.inner_text() == "Filter: Actor: Russia"
    for name in (".figures", ".st-key-map iframe", ".st-key-mentions-grid"):
        expect(page.tab.locator(name)).to_be_visible()
    for name in (".st-key-nav", ".st-key-filters", ".st-key-switches", ".st-key-map-tools", ".st-key-downloads"):
        expect(page.tab.locator(name)).to_be_hidden()
    printed = page.tab.locator(".paper tbody tr")
    page.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(printed).to_have_count(rows)  # the grid has room for fewer
    expect(printed.first).to_contain_text("Palmyra was retaken with the help of Russian air strikes")
    expect(page.tab.locator('[data-testid="stDataFrame"]')).to_be_hidden()
    page.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(printed).to_have_count(0)
    page.tab.emulate_media(media="screen")
    expect(page.tab.locator('[data-testid="stDataFrame"]')).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_paper_has_the_map_whole_however_wide_the_window_is(
    open_tab: Callable[..., MapPage], sample_url: str, lang: str
) -> None:
    page = open_tab(sample_url, 1920, 1080).open(lang=lang)
    frame = page.tab.locator(".st-key-map iframe")
    seen = frame.bounding_box()
    page.tab.pdf()
    page.tab.emulate_media(media="print")
    page.tab.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    printed = frame.bounding_box()
    assert seen
    assert printed
    assert printed["x"] >= 0
    assert printed["x"] + printed["width"] <= 718
    assert printed["width"] / printed["height"] == pytest.approx(seen["width"] / seen["height"], rel=0.02)
    assert page.frame.evaluate("map.getSize().x") == pytest.approx(seen["width"], abs=4)
    after = page.tab.locator(".st-key-below").bounding_box()
    assert after
    assert after["y"] < printed["y"] + printed["height"] + 60
    expect(page.frame.locator(".leaflet-control-zoom")).to_be_hidden()
