"""Articles as a person brings them in: a workspace, files with a preview, an import watched, a date corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from geo.workspace.importing import FEW
from geo.workspace.workspace import Workspace
from tests.browser.page import MapPage
from tests.factories import LATAKIA, mention
from tests.factories import table as mentions_table
from tests.files import mentions_csv

pytestmark = pytest.mark.browser

BAD = "<img src=x onerror=alert(1)>"
TEXT = "Aircraft struck Saraqib\n\nShells fell on Saraqib on Tuesday, residents said. " + BAD


def test_articles_come_in_are_watched_listed_mapped_and_corrected(
    page: MapPage, sample_url: str, workspaces: Path
) -> None:
    rows = [f'"Report {n}","Shells fell on Idlib, number {n}.",2018-09-05' for n in range(FEW + 5)]
    table = "Headline,Body,pubdate\n" + "\n".join([*rows, '"Bad","Homs fell.",2018-13-45'])
    files: list[Any] = [
        {"name": "table.csv", "mimeType": "text/csv", "buffer": table.encode()},
        {"name": f"{BAD}.txt".replace("/", ""), "mimeType": "text/plain", "buffer": TEXT.encode()},
    ]
    mentioned = mentions_csv(mentions_table(mention(LATAKIA, article_id="elsewhere", article_title="Told elsewhere")))
    files.append({"name": "mentions.csv", "mimeType": "text/csv", "buffer": mentioned.encode()})
    home = workspaces / "My-workspace"
    page.tab.goto(f"{sample_url}/articles")
    page.tab.get_by_role("button", name="Make a workspace").click()
    expect(page.tab.locator(".st-key-workspace-name")).to_contain_text("My workspace")

    # Nothing is kept before the preview was seen.
    page.tab.locator('[class*="st-key-bring-files"] input[type=file]').set_input_files(files)
    expect(page.tab.locator(".seen")).to_have_count(4)
    expect(page.tab.locator(".seen").nth(0)).to_contain_text("Report 0")
    expect(page.tab.locator(".seen").nth(3)).to_contain_text("Aircraft struck Saraqib")
    expect(page.tab.locator(".st-key-bring-mentions-0")).to_contain_text("Table of mentions: mentions.csv")
    assert Workspace.open(home, read_only=True).info().articles == 0
    page.rest()
    page.tab.get_by_role("button", name="Bring in", exact=False).last.click()

    # The import runs in processes of its own; the page answers meanwhile.
    done = page.tab.locator(".st-key-import-done")
    expect(done).to_be_visible(timeout=120_000)
    expect(done.locator('[data-figure="added"] dd')).to_have_text(str(FEW + 7))
    expect(done.locator('[data-figure="lost"] dd')).to_have_text("1")
    page.rest()
    done.get_by_text("1 could not be read").click()
    expect(done.locator("li")).to_contain_text(f"table.csv, line {FEW + 7}")
    expect(page.tab.locator(".st-key-articles-head")).to_contain_text(f"{FEW + 7} articles")

    # What is new is on the map.
    done.get_by_role("link", name="Only what is new, on the map").click()
    page.ready()
    assert page.params()["added_since"]
    assert len(page.marks()) == 3

    # A date is corrected; what follows from it is read again.
    stored = next(one for one in Workspace.open(home, read_only=True).articles() if "Saraqib" in one.title)
    page.tab.goto(f"{sample_url}/articles?ws=My-workspace&doc={stored.article_id}")
    panel = page.tab.locator(".st-key-article-open")
    expect(panel.locator(".article-text")).to_contain_text(BAD)
    page.rest()
    panel.get_by_text("Correct title, date").click()
    panel.get_by_role("textbox", name="Source").fill("Example Daily")
    panel.get_by_role("textbox", name="Your name").fill("Rima")
    panel.locator('[data-testid="stDateInput"] [role="spinbutton"]').first.click()
    page.tab.keyboard.type("20180906")
    panel.get_by_role("button", name="Keep the correction").click()
    expect(page.tab.locator(".st-key-kept")).to_be_visible(timeout=45_000)
    expect(panel).to_contain_text("6 Sep 2018")
    expect(page.tab.locator(".st-key-import-done")).to_contain_text("Read again", timeout=120_000)
    now = Workspace.open(home, read_only=True)
    [decision] = now.decisions()
    assert (decision.who, decision.after["source"]) == ("Rima", "Example Daily")
    told = [row for row in now.mentions().to_pylist() if row["article_id"] == stored.article_id]
    assert date(2018, 9, 4) in {row["date_start"] for row in told}
    assert not page.outside()
    assert not page.errors
