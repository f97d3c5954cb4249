"""Choosing where, in a browser: areas by mouse and keyboard, layers, going to a place, marks by key and by the page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.page import MapPage

pytestmark = pytest.mark.browser

NAME = "Area <img src=x onerror='window.hacked=1'> {{7*7}} إدلب"


def at(page: MapPage, lat: float, lon: float) -> tuple[float, float]:
    """Return where a point of the map stands in the window."""
    x, y = page.frame.evaluate("at => { const q = map.latLngToContainerPoint(at); return [q.x, q.y]; }", [lat, lon])
    frame = page.tab.locator(".st-key-map iframe")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    return box["x"] + x, box["y"] + y


def drag(page: MapPage, *points: tuple[float, float]) -> None:
    page.tab.mouse.move(*at(page, *points[0]))
    page.tab.mouse.down()
    page.tab.mouse.move(*at(page, *points[1]), steps=4)
    page.tab.mouse.up()


def numbers(page: MapPage, param: str) -> list[float]:
    (text,) = page.params()[param]
    return [float(n) for n in text.replace(";", ",").split(",")]


def filtered(page: MapPage, param: str) -> list[float]:
    """Wait until the address has a filter, and return its numbers."""
    page.tab.wait_for_function("param => new URL(location.href).searchParams.has(param)", arg=param)
    page.rest()
    return numbers(page, param)


def test_an_area_is_drawn_by_mouse_and_by_keyboard_and_cleared(page: MapPage) -> None:
    page.open()
    page.frame.locator("button.rectangle").click()
    drag(page, (36.2, 36.2), (35.2, 37.2))
    south, west, north, _, _, east, *_ = filtered(page, "shape")
    assert [south, west, north, east] == pytest.approx([35.2, 36.2, 36.2, 37.2], abs=0.03)
    expect(page.frame.locator(".leaflet-drawn-pane path")).to_have_count(1)
    page.frame.locator("button.clear").click()
    page.tab.wait_for_function("!new URL(location.href).searchParams.has('shape')")
    page.rest()
    expect(page.frame.locator(".leaflet-drawn-pane path")).to_have_count(0)

    page.frame.locator("button.circle").click()
    drag(page, (35.5, 36.6), (35.5, 37.15))
    lat, lon, km = filtered(page, "within")
    assert [lat, lon, km] == pytest.approx([35.5, 36.6, 50], abs=1.5)

    page.frame.locator("button.polygon").focus()
    page.tab.keyboard.press("Enter")
    expect(page.frame.locator(".hint .say")).to_contain_text("corner by corner")
    for keys in (["Enter"], ["ArrowRight", "Enter"], ["ArrowDown", "Enter", "Enter"]):
        for key in keys:
            page.tab.keyboard.press(key)
            page.tab.wait_for_timeout(350)  # Leaflet pans with an animation
    corners = filtered(page, "shape")
    assert len(corners) == 6
    assert "within" not in page.params()

    page.frame.locator("button.polygon").click()
    page.tab.keyboard.press("Escape")
    expect(page.frame.locator(".hint")).to_be_hidden()
    assert page.errors == []


def test_a_layer_is_drawn_told_and_used_as_a_filter_and_its_texts_are_inert(page: MapPage, tmp_path: Path) -> None:
    ring = [[36.1, 35.4], [36.9, 35.4], [37.0, 36.1], [36.3, 36.2], [36.1, 35.4]]
    features = [
        {"type": "Feature", "properties": {"name": NAME}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    ]
    about = {"name": NAME, "source": NAME, "date": "2020-03-05"}
    (tmp_path / "control.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features, **about}))
    (tmp_path / "broken.kml").write_text("<kml><Placemark>")
    page.open().tab.get_by_role("button", name="Layers").click()
    upload = page.tab.locator("input[type=file]").first
    upload.set_input_files([tmp_path / "control.geojson", tmp_path / "broken.kml"])
    page.tab.get_by_text("broken.kml: found XML that cannot be read").wait_for()
    page.rest()
    page.tab.keyboard.press("Escape")
    expect(page.frame.locator(".legend .overlay span")).to_have_text(f"{NAME} · 2020-03-05 · {NAME}")
    expect(page.frame.locator(".leaflet-control-attribution")).to_contain_text(NAME)
    page.tab.mouse.click(*at(page, 36.05, 36.88))
    expect(page.frame.locator(".overlay strong")).to_have_text(NAME)
    page.frame.get_by_role("button", name="Only mentions in this area").click()
    assert filtered(page, "shape")[:4] == [35.4, 36.1, 35.4, 36.9]
    for _ in range(2):  # the menu forgets an area that was dropped, so that it can be chosen again
        page.tab.get_by_role("button", name="Reset").click()
        page.tab.wait_for_function("!location.search.includes('shape')")
        page.rest().tab.get_by_role("button", name="Layers").click()
        page.tab.get_by_role("combobox", name="Filter by an area").click()
        page.tab.get_by_role("option", name=NAME).click()
        assert filtered(page, "shape")[:4] == [35.4, 36.1, 35.4, 36.9]
        page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("window.hacked") is None
    assert page.frame.evaluate("window.hacked") is None
    assert page.frame.locator("img").count() == 0
    assert page.errors == []
    assert page.outside() == []


def test_a_place_in_any_spelling_is_gone_to_and_what_was_taken_is_told(page: MapPage) -> None:
    page.open()
    box = page.tab.get_by_label("Go to place")
    for asked, lat, lon in (("Salamiya", 35.01, 37.05), ("جسر الشغور", 35.81, 36.32)):
        box.fill(asked)
        box.press("Enter")
        page.frame.wait_for_function(
            "([lat, lon]) => Math.abs(map.getCenter().lat - lat) < 0.1 && Math.abs(map.getCenter().lng - lon) < 0.1",
            arg=[lat, lon],
        )
    expect(page.tab.locator(".st-key-gone")).to_contain_text("Jisr al-Shughour")
    box.fill("Rasta")
    box.press("Enter")
    page.tab.locator(".st-key-gone").get_by_role("button", name="al-Rastan (city, Homs)").click()
    page.frame.wait_for_function("Math.abs(map.getCenter().lat - 34.92) < 0.1")
    page.tab.get_by_role("button", name="Near a place").click()
    page.tab.get_by_label("Place", exact=True).last.fill("Idleb")
    page.tab.locator(".stForm").get_by_role("button", name="Show").click()
    assert filtered(page, "within") == pytest.approx([35.93, 36.63, 20], abs=0.03)


def test_places_are_stepped_through_by_key_and_lit_from_the_page(page: MapPage) -> None:
    page.open()
    page.frame.locator("#map_div").focus()
    page.tab.keyboard.press("]")
    first = page.frame.locator("[aria-live]").last.inner_text()
    assert "1 of" in first
    page.tab.keyboard.press("]")
    second = page.frame.evaluate("MentionMap.state.stepped.id")
    assert page.frame.locator("[aria-live]").last.inner_text() != first
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector(".card")
    page.rest()
    assert page.params()["show"] == [second]
    page.tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=# id=lit data-place=gn-168325>.</a>')")
    page.tab.locator("#lit").focus()
    assert page.frame.evaluate("MentionMap.state.lit.id") == "gn-168325"


def test_pictures_of_the_land_are_asked_for_only_after_the_sentence(page: MapPage) -> None:
    page.tab.route("**/*arcgisonline.com/**", lambda route: route.abort())
    page.open().tab.get_by_role("button", name="Background").click()
    page.tab.locator(".stRadio").get_by_text("Esri light grey").click()
    page.tab.get_by_text("it learns your address").wait_for()
    page.rest()
    assert page.outside() == []
    page.tab.get_by_role("button", name="Use it").click()
    expect(page.frame.locator(".leaflet-control-attribution")).to_contain_text("Esri")
    page.tab.wait_for_timeout(300)
    assert {urlsplit(url).hostname for url in page.outside()} == {"server.arcgisonline.com"}
    page.tab.locator(".stRadio").get_by_text("Offline map").click()
    expect(page.frame.locator(".leaflet-control-attribution")).not_to_contain_text("Esri")
