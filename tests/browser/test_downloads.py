"""Downloads as a browser makes them, and the exported HTML map opened from disk."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from geo.query import Filter
from geo.store import Store
from tests.browser.page import MapPage

pytestmark = pytest.mark.browser


def test_each_format_holds_the_filtered_rows_and_nothing_reruns(page: MapPage, sample: Store) -> None:
    rows = sample.count(Filter(governorates=("Idlib",))).mentions
    page.open(governorate="Idlib")
    expect(page.tab.get_by_role("button", name=f"CSV · {rows} rows")).to_be_visible()
    ids = {f["id"] for f in json.loads(page.download("GeoJSON ·"))["features"]}
    assert len(ids) == rows
    with zipfile.ZipFile(io.BytesIO(page.download("KML ·"))) as archive:
        document = archive.read("doc.kml").decode()
    assert document.count("<TimeSpan") <= rows
    assert sum(f">{id_}<" in document for id_ in ids) > rows / 2
    assert page.download("GeoPackage ·").startswith(b"SQLite format 3\0")
    assert Image.open(io.BytesIO(page.download("PNG ·"))).size[0] == 2800
    assert not page.outside()
    assert not page.errors


def test_the_html_map_works_from_disk_without_any_request(
    page: MapPage, sample: Store, browser: Browser, tmp_path: Path
) -> None:
    page.open()
    page.tab.locator(".st-key-download-texts label").click()
    page.rest()
    path = tmp_path / "map.html"
    path.write_bytes(page.download("HTML ·"))
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    wrong: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(path.as_uri())
    tab.wait_for_function("document.documentElement.dataset.painted")
    drawn = tab.evaluate("MentionMap.marks().map(mark => mark.id)")
    assert set(drawn) <= {place.place_id for place in sample.on_map(Filter())} | {"SY07"}
    tab.get_by_role("searchbox").fill("جسر الشغور")
    expect(tab.locator(".entry")).to_have_count(1)
    tab.locator(".entry").click()
    cards = tab.locator(".card")
    expect(cards.first.locator("mark")).to_be_visible()
    assert tab.evaluate("MentionMap.state.data.selected") is not None
    tab.get_by_role("button", name="All places").click()
    expect(tab.get_by_role("searchbox")).to_be_visible()
    tab.close()
    assert asked == [path.as_uri()]
    assert not wrong
