"""A wrong dot is one click from right: corrected from the panel, seen on the map, taken back; names placed in a queue.

The workspace is one of a handful of articles.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo.articles import make_article
from geo.workspace.workspace import Workspace
from tests.browser.page import MapPage

pytestmark = pytest.mark.browser

TOWN, DISTRICT = "sm-al-zahraa", "sm-al-zahraa-district"
HOSTILE = "<img src=x onerror=alert(1)>"
TEXTS = {
    "a1": "Warplanes struck a market in Zahraa near Nubl on 4 April 2017, monitors said.",
    "a2": f"Fighters withdrew from Zahraa near Nubl after talks, {HOSTILE} said. Shells fell on Idlib.",
    "a3": f"Shells hit the village of Tell Sakhryeh, {HOSTILE} said. The village of Tell Sakhryeh is empty.",
}


@pytest.fixture(scope="module")
def home(workspaces: Path) -> Path:
    workspace = Workspace.create(workspaces / "case")
    articles = [
        make_article(text, title=f"Title of {name}", article_id=name, published=date(2018, 9, 5))
        for name, text in TEXTS.items()
    ]
    workspace.add_articles(articles, workspace.extractor().table)
    workspace.close()
    return workspaces / "case"


@pytest.mark.usefixtures("home")
def test_a_wrong_dot_is_corrected_from_the_panel_and_back(page: MapPage) -> None:
    page.open(ws="case", show=TOWN)
    tab = page.tab
    assert (TOWN in page.marks(), DISTRICT in page.marks()) == (True, False)
    tab.locator(".card button.correct").first.click()
    box = tab.get_by_role("dialog")
    expect(box.locator("blockquote mark")).to_have_text("Zahraa")
    expect(box).to_contain_text("0.9")  # how sure the program is
    keep = box.get_by_role("button", name="Keep")
    expect(keep).to_be_disabled()
    search = box.get_by_label("Another place, in any spelling or script")
    search.fill("الزهراء")
    search.press("Enter")
    expect(box.get_by_text("al-Zahraa (neighbourhood, Homs)")).to_be_visible()  # goes above what was there
    box.get_by_text("al-Zahraa district (neighbourhood, Aleppo)").click()
    box.get_by_text("everywhere", exact=True).click()
    expect(box).to_contain_text("Concerns 2 mentions in 2 articles.")
    name = box.get_by_role("textbox", name="Your name")
    name.fill("Rima")
    name.press("Enter")
    expect(keep).to_be_enabled()
    keep.click()
    told = tab.locator(".st-key-kept")
    expect(told).to_contain_text("Concerns 2 mentions")
    page.rest()
    page.frame.wait_for_function(f"MentionMap.marks().some(mark => mark.id === '{DISTRICT}')")
    assert TOWN not in page.marks()
    told.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("Taken back")
    page.frame.wait_for_function(f"MentionMap.marks().some(mark => mark.id === '{TOWN}')")
    assert DISTRICT not in page.marks()
    assert page.errors == []
    assert page.outside() == []


def test_a_name_is_placed_in_the_queue_and_its_decision_listed(page: MapPage, sample_url: str, home: Path) -> None:
    tab = page.tab
    tab.goto(f"{sample_url}/review?ws=case")
    tab.wait_for_selector(".name h3")
    heading = tab.locator(".name h3")
    expect(heading).to_have_text("Tell Sakhryeh")
    expect(tab.locator(".card mark").first).to_have_text("Tell Sakhryeh")
    page.rest()
    name = tab.get_by_role("textbox", name="Your name")
    name.fill("Omar")
    name.press("Enter")
    search = tab.get_by_label("Another place, in any spelling or script")
    search.fill("Saraqib")
    search.press("Enter")
    offer = tab.get_by_role("button", name="Saraqib (city, Idlib)")
    expect(offer).to_be_enabled()
    page.rest()
    heading.click()  # out of the field: a digit is a key now
    tab.keyboard.press("1")
    told = tab.locator(".st-key-kept")
    expect(told).to_contain_text("Saraqib")
    expect(told).to_contain_text("2 mentions in 1 article")
    expect(tab.get_by_text("No name waits to be placed here.")).to_be_visible()
    tab.get_by_role("tab", name="Decisions").click()
    expect(tab.locator(".st-key-decisions canvas").first).to_be_visible()
    page.rest()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Decisions as CSV").click()
    lines = waiting.value.path().read_text("utf-8-sig")
    assert "Omar,place,everywhere,Tell Sakhryeh" in lines
    box = tab.locator(".st-key-decisions canvas").first.bounding_box()
    assert box
    tab.mouse.click(box["x"] + 16, box["y"] + 33 * 1.5)
    one = tab.locator(".st-key-decision-one")
    expect(one).to_contain_text("Tell Sakhryeh")
    one.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("Taken back")
    workspace = Workspace.open(home, keep=0)
    assert {row["status"] for row in workspace.mentions().to_pylist() if row["article_id"] == "a3"} == {"unresolved"}
    workspace.close()
    assert page.errors == []
    assert page.outside() == []
