"""Measure the page: `python -m bench.interaction [MENTIONS ...]`, 10,000 and a million made-up mentions unless told.

A governorate is chosen and dropped again; timed from the press of the mouse to the map's next painted frame, by the
browser's own clock. Also: a click on a place until its sentences stand beside the map.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from bench import synthetic
from geo.tables import write_mentions
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.page import MapPage
from tests.files import write_gazetteer

RUNS: Final = 5
_PAINTED: Final = "Number(document.documentElement.dataset.painted)"


def main() -> None:
    """Measure each size in a server of its own."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 1_000_000]
    print(f"load of the machine, 1 minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size in sizes:
            measure(browser, size, Path(folder))
        browser.close()


def measure(browser: Browser, size: int, folder: Path) -> None:
    """Print the times at one size."""
    places = synthetic.gazetteer()
    mentions = folder / f"{size}.parquet"
    write_mentions(synthetic.mentions(size, places), mentions)
    gazetteer = write_gazetteer(folder / "gazetteer.csv", places.places)
    with serving(SYRIA_MAP_MENTIONS=str(mentions), SYRIA_MAP_GAZETTEER=str(gazetteer)) as url:
        tab = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        tab.set_default_timeout(120_000)
        page = MapPage(tab, url).open()
        tab.evaluate("document.addEventListener('pointerdown', () => { window.pressed = Date.now(); }, true)")
        filtered, shown = [], []
        for run in range(RUNS):
            page.pick("Governorate", ("Idlib", "Hama", "Aleppo", "Homs", "Daraa")[run % 5])
            filtered.append(page.frame.evaluate(_PAINTED) - tab.evaluate("window.pressed"))
            pressed = tab.evaluate("Date.now()")
            place = next(i for i, mark in page.marks().items() if mark["kind"] == "circle")
            page.frame.evaluate("id => MentionMap.pick(id)", place)
            tab.wait_for_selector(".card")
            shown.append(tab.evaluate("Date.now()") - pressed)
            tab.get_by_role("button", name="Close").click()
            page.rest()
            before = page.frame.evaluate(_PAINTED)
            tab.get_by_role("button", name="Reset").click()
            page.frame.wait_for_function(f"{_PAINTED} > {before}")
            filtered.append(page.frame.evaluate(_PAINTED) - tab.evaluate("window.pressed"))
            page.rest()
        drawn = len(page.marks())
        tab.context.close()
    for what, taken in (("filter to painted map", filtered), ("click to sentences", shown)):
        spread = f"{median(taken):6.0f} ms ({min(taken):.0f}-{max(taken):.0f})"
        print(f"{size:>9,} mentions, {drawn:,} marks: {what:22} {spread}")


if __name__ == "__main__":
    main()
