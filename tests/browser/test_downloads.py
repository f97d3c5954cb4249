"""Downloads as a browser makes them, and the exported HTML map opened from disk."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from geo.query import Filter
from geo.store import Store
from tests.browser.page import MapPage

pytestmark = pytest.mark.browser


IDLIB = Filter(governorates=("Idlib",))


def test_each_format_holds_exactly_the_filtered_rows_and_nothing_reruns(
    look_at: Callable[..., MapPage], sample: Store
) -> None:
    ids = sample.rows(IDLIB).column("mention_id").to_pylist()
    page = look_at(governorate="Idlib")
    painted = page.frame.evaluate("document.documentElement.dataset.painted")
    expect(page.tab.get_by_role("button", name=f"CSV · {len(ids)} rows")).to_be_visible()
    data = page.download("CSV ·")
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["mention_id"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))] == ids
    book = openpyxl.load_workbook(io.BytesIO(page.download("XLSX ·")), read_only=True)
    sheet = list(book["mentions"].iter_rows(values_only=True))
    assert [row[sheet[0].index("mention_id")] for row in sheet[1:]] == ids
    features = json.loads(page.download("GeoJSON ·"))["features"]
    assert [feature["properties"]["mention_id"] for feature in features] == ids
    with zipfile.ZipFile(io.BytesIO(page.download("KML ·"))) as archive:
        document = archive.read("doc.kml").decode()
    assert document.count("<TimeSpan") <= len(ids)
    assert sum(f">{id_}<" in document for id_ in ids) > len(ids) / 2
    assert page.download("GeoPackage ·").startswith(b"SQLite format 3\0")
    assert Image.open(io.BytesIO(page.download("PNG ·"))).size[0] == 2800
    assert page.frame.evaluate("document.documentElement.dataset.painted") == painted
    assert not page.outside()
    assert not page.errors


def test_the_html_map_works_from_disk_without_any_request(
    look_at: Callable[..., MapPage], sample: Store, browser: Browser, tmp_path: Path
) -> None:
    page = look_at(governorate="Idlib")
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
    assert set(drawn) <= {place.place_id for place in sample.on_map(IDLIB)}
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
