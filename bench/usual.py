"""The usual way measured: a folium marker for every row, in an app of a few lines (`bench/usual_way/app.py`).

Nothing is asked of other hosts: what folium would fetch from them is answered from our own files.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as TooSlow

from tests.browser.conftest import ROOT, serving

HERE: Final = Path(__file__).resolve().parent / "usual_way"
GOVERNORATES: Final = ("Idlib", "Hama", "Aleppo", "Homs", "Daraa")
STILL_MS: Final = 1500
"""Once the markers have not changed for so long, they are taken as painted."""
PATIENCE_S: Final = 120.0
_FILES: Final = {
    "leaflet.js": ROOT / "static" / "vendor" / "leaflet.js",
    "leaflet.css": ROOT / "static" / "vendor" / "leaflet.css",
    "leaflet.markercluster.js": HERE / "leaflet.markercluster.js",
}
_WATCH: Final = """(() => {
  let last = "";
  window.drawn = 0;
  const look = () => {
    const marks = document.querySelectorAll(".leaflet-interactive");
    const now = marks.length + Array.from(marks).slice(0, 5)
      .map(mark => (mark.getAttribute("d") || "") + mark.style.transform + mark.textContent).join();
    if (now !== last && marks.length) { last = now; window.drawn = Date.now(); }
  };
  if (window !== window.parent) setInterval(look, 15);
  addEventListener("pointerdown", () => { window.pressed = Date.now(); }, true);
})()"""
"""Notes in each frame when its markers changed last, by the browser's clock."""


def measure(browser: Browser, table: Path, marker: str, runs: int) -> list[float] | None:
    """Return what filter changes took, in ms, from the press to the last change of the markers; None if too long."""
    with serving(HERE / "app.py", USUAL_TABLE=str(table), USUAL_MARKER=marker) as url:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.route(lambda address: "127.0.0.1" not in address, _from_disk)
        context.add_init_script(_WATCH)
        try:
            return _changes(context, url, runs)
        except TooSlow:
            return None
        finally:
            context.close()


def _changes(context: BrowserContext, url: str, runs: int) -> list[float]:
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_S * 1000)
    tab.goto(url)
    _painted(tab, 0)
    taken = []
    for run in range(runs):
        box = tab.get_by_role("combobox").first
        box.click()
        box.press_sequentially(GOVERNORATES[run % len(GOVERNORATES)])
        tab.get_by_role("option").first.click()
        pressed = tab.evaluate("window.pressed")
        taken.append(_painted(tab, pressed) - pressed)
        tab.keyboard.press("Escape")
        tab.get_by_role("button", name="Clear all").click()
        pressed = tab.evaluate("window.pressed")
        taken.append(_painted(tab, pressed) - pressed)
    return taken


def _painted(tab: Page, since: float) -> float:
    """Wait until the markers have changed after a moment and then stand still; return when they last changed."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        maps = [frame for frame in tab.frames if "st_folium" in frame.url]
        last = max((_drawn(frame) for frame in maps), default=0.0)
        if last > since and tab.evaluate("Date.now()") - last > STILL_MS:
            return last
        tab.wait_for_timeout(100)
    raise TooSlow(f"the markers were not painted within {PATIENCE_S:.0f} s")


def _drawn(frame: Frame) -> float:
    """Return when the markers of a frame changed last; 0 where it has gone meanwhile, as it does at each filter."""
    try:
        return float(frame.evaluate("window.drawn || 0"))
    except BrowserError:
        return 0.0


def _from_disk(route: Route) -> None:
    """Answer for another host: with our own copy of Leaflet and its cluster plugin, with nothing for the rest."""
    path = _FILES.get(route.request.url.rsplit("/", 1)[-1])
    if path:
        route.fulfill(path=path)
    else:
        style = route.request.resource_type == "stylesheet"
        route.fulfill(body="", content_type="text/css" if style else "text/javascript")
