"""Measure the page in Chromium: from the press of the mouse to the map's next painted frame, by the browser's clock.

    python -m bench.interaction [--mentions 10000 1000000] [--runs 2] [--json FILE] [--without-usual]

A run is ten changes of the filter, each another question than all before, so that nothing is remembered: choices of
a governorate, an actor and a topic, made and dropped; "Reported only" on and off; a range of dates by the address (as
Back and Forward change it); Reset. Also: a click on a place until its sentences stand beside the map, and the first
paint in a browser without a cache. Beside it the usual way, a folium marker a row, at the sizes that it bears.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from bench import synthetic, usual
from geo.tables import write_mentions
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.page import MapPage
from tests.files import write_gazetteer

MEDIAN_MS: Final = 300
P95_MS: Final = 600
FIRST_PAINT_MS: Final = 3000
MOST: Final = 1.3
"""Times as long as at the smallest size that a change may take at the largest."""
VISITS: Final = 3
USUAL: Final = (("circle", 1_000), ("cluster", 10_000))
"""What the usual way is measured with: marker and rows."""
GOVERNORATES: Final = ("Idlib", "Hama", "Aleppo", "Homs", "Daraa", "Raqqa", "Latakia", "Tartus")
TOPICS: Final = ("Air strike", "Shelling", "Aid", "Detention", "Displacement", "Protest")

_PAINTED: Final = "Number(document.documentElement.dataset.painted)"
_LISTEN: Final = """for (const sign of ["pointerdown", "popstate"])
  addEventListener(sign, () => { window.pressed = Date.now(); }, true);"""
_GO: Final = """query => {
  history.pushState({}, "", "?" + query);
  dispatchEvent(new PopStateEvent("popstate", {state: {}}));
}"""

Taken = dict[str, list[float]]


def main() -> None:
    """Measure each size in a server of its own, then the usual way; print and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mentions", nargs="+", type=int, default=[10_000, 1_000_000], help="sizes to measure")
    parser.add_argument("--runs", type=int, default=2, help="times ten changes of the filter")
    parser.add_argument("--json", type=Path, help="write what was measured to this file, too")
    parser.add_argument("--without-usual", action="store_true", help="leave out the usual way")
    asked = parser.parse_args()
    print(f"load of the machine, 1 minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size in asked.mentions:
            told[str(size)] = measure(browser, size, asked.runs, Path(folder))
        if not asked.without_usual:
            told["usual"] = _usual(browser, asked.runs, Path(folder))
        browser.close()
    told["ratios"] = _ratios(told, asked.mentions)
    for what, ratio in told["ratios"].items():
        print(f"{what:72} {ratio:5.1f}")
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def measure(browser: Browser, size: int, runs: int, folder: Path) -> dict[str, Any]:
    """Return, and print, the times at one size."""
    mentions, gazetteer = _tables(size, folder)
    load = os.getloadavg()[0]
    with serving(SYRIA_MAP_MENTIONS=str(mentions), SYRIA_MAP_GAZETTEER=str(gazetteer)) as url:
        read = _visit(browser, url)
        visits = [_visit(browser, url) for _ in range(VISITS)]
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(120_000)
        page = MapPage(context.new_page(), url)
        page.tab.add_init_script(_LISTEN)
        page.open()
        filtered: Taken = {}
        for run in range(runs):
            _run(page, run, filtered)
        shown = [_sentences(page, run) for run in range(max(5, runs))]
        drawn = len(page.marks())
        context.close()
    every = [ms for taken in filtered.values() for ms in taken]
    found = {
        "median_ms": median(every), "p95_ms": _p95(every), "changes": len(every), "drawn": drawn,
        "of_a_kind_ms": {kind: median(taken) for kind, taken in filtered.items()},
        "sentences_ms": median(shown), "first_paint_ms": median(visits), "read_and_paint_ms": read,
        "load": [load, os.getloadavg()[0]],
    }  # fmt: skip
    print(f"\n{size:,} mentions, {drawn:,} marks, load {load:.1f} to {found['load'][1]:.1f}")
    _line("filter to painted map", every, MEDIAN_MS)
    print(f"  {'  its 95th percentile':34} {found['p95_ms']:6.0f} ms  (wanted {P95_MS})")
    for kind, taken in filtered.items():
        _line(f"  {kind}", taken)
    _line("click to sentences", shown)
    _line("first paint, without a cache", visits, FIRST_PAINT_MS)
    print(f"  {'first paint of all, table read':34} {read:6.0f} ms", flush=True)
    return found


def _run(page: MapPage, run: int, told: Taken) -> None:
    """Change the filter ten times."""
    tab = page.tab
    governorate, topic = GOVERNORATES[run % len(GOVERNORATES)], TOPICS[run % len(TOPICS)]

    def drop(value: str) -> None:
        tab.locator('.st-key-pills [class*="st-key-pill-"] button').filter(has_text=value).first.click()

    def switch() -> None:
        tab.locator(".st-key-reported-only label").click()

    changes: tuple[tuple[str, Callable[[], object]], ...] = (
        ("governorate chosen", lambda: page.pick("Governorate", governorate)),
        ("actor chosen", lambda: page.pick("Actor", f"Actor {run * 7 + 3} ·")),
        ("governorate dropped", lambda: drop(governorate)),
        ("topic chosen", lambda: page.pick("Topic", topic)),
        ("reported only", switch),
        ("actor dropped", lambda: drop("Actor")),
        ("dates by address", lambda: tab.evaluate(_GO, f"from={2012 + run % 6}-03-01&to={2017 + run % 6}-06-30")),
        ("governorate chosen", lambda: page.pick("Governorate", GOVERNORATES[(run + 3) % len(GOVERNORATES)])),
        ("reported only", switch),
        ("reset", lambda: tab.get_by_role("button", name="Reset").click()),
    )
    for kind, change in changes:
        tab.evaluate("window.pressed = 0")
        before = page.frame.evaluate(_PAINTED)
        change()
        page.frame.wait_for_function(f"{_PAINTED} > {before}")
        told.setdefault(kind, []).append(page.frame.evaluate(_PAINTED) - tab.evaluate("window.pressed"))
        # The reader looks at the map; the tables below it come meanwhile.
        page.rest()
        tab.wait_for_timeout(400)
        page.rest()


def _sentences(page: MapPage, run: int) -> float:
    """Return how long it takes from a click on a place until its sentences stand beside the map, in ms."""
    circles = [i for i, mark in page.marks().items() if mark["kind"] == "circle"]
    pressed: float = page.tab.evaluate("Date.now()")
    page.frame.evaluate("id => MentionMap.choose(id)", circles[run])
    page.tab.wait_for_selector(".card")
    taken: float = page.tab.evaluate("Date.now()") - pressed
    page.rest()
    page.tab.get_by_role("button", name="Close").click()
    page.tab.wait_for_selector(".card", state="detached")
    page.rest()
    return taken


def _visit(browser: Browser, url: str) -> float:
    """Return how long the first paint of the map takes in a browser that has nothing of it, in ms."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(300_000)
    page = MapPage(context.new_page(), url)
    start = time.time()
    page.open()
    painted: float = page.frame.evaluate(_PAINTED) - start * 1000
    context.close()
    return painted


def _usual(browser: Browser, runs: int, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for marker, size in USUAL:
        load = os.getloadavg()[0]
        mentions, _ = _tables(size, folder)
        taken = usual.measure(browser, mentions, marker, max(2, runs))
        name = f"{'MarkerCluster' if marker == 'cluster' else 'a marker a row'}, {size}"
        found[name] = None
        if taken is None:
            print(f"\nthe usual way, {name}: not painted within {usual.PATIENCE_S:.0f} s")
            continue
        found[name] = {"median_ms": median(taken), "p95_ms": _p95(taken), "changes": len(taken), "load": load}
        print(f"\nthe usual way, {name} mentions, load {load:.1f}")
        _line("filter to painted map", taken)
    return found


def _tables(size: int, folder: Path) -> tuple[Path, Path]:
    places = synthetic.gazetteer()
    mentions = folder / f"{size}.parquet"
    if not mentions.exists():
        write_mentions(synthetic.mentions(size, places), mentions)
    return mentions, write_gazetteer(folder / "gazetteer.csv", places.places)


def _ratios(told: dict[str, Any], sizes: list[int]) -> dict[str, float]:
    """Return how the sizes compare with each other, and the usual way with the largest."""
    largest = told[str(max(sizes))]["median_ms"]
    found = {}
    if len(sizes) > 1:
        found[f"{max(sizes)} mentions : {min(sizes)} (wanted {MOST} at most)"] = (
            largest / told[str(min(sizes))]["median_ms"]
        )
    for name, taken in told.get("usual", {}).items():
        if taken:
            found[f"the usual way ({name}) : this app at {max(sizes)}"] = taken["median_ms"] / largest
    return found


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]


def _line(what: str, taken: list[float], wanted: int | None = None) -> None:
    end = f"  (wanted {wanted})" if wanted else ""
    print(f"  {what:34} {median(taken):6.0f} ms  ({min(taken):.0f}-{max(taken):.0f}){end}", flush=True)


if __name__ == "__main__":
    main()
