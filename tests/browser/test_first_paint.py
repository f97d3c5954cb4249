"""Opening the page: the map first, made once; what stands around it after it."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.conftest import serving
from tests.browser.page import MapPage

_ASKED = """() => performance.getEntriesByType("resource")
  .filter(entry => entry.name.includes("Vega") || entry.name.includes("DataFrame."))
  .map(entry => performance.timeOrigin + entry.startTime)"""
_PAINTED = "Number(document.documentElement.dataset.painted)"


def test_the_map_is_painted_before_the_widgets_are_asked_for(page: MapPage) -> None:
    page.open(actor="Russia")
    painted = page.frame.evaluate(_PAINTED)
    page.tab.wait_for_selector(".st-key-timeline svg.marks")
    asked = page.tab.evaluate(_ASKED)
    assert asked
    assert min(asked) > painted
    # What the frame says when it has painted makes the rest of the page, and neither the frame nor the map anew.
    assert page.frame.evaluate(_PAINTED) == painted
    # The page asked for the map's files, so that the frame need not fetch them one after another.
    files = [address for address in page.asked if "/app/static/map/" in address]
    assert len(set(files)) > 8
    assert page.errors == []


def test_the_server_that_is_ready_before_a_browser_comes_shows_the_map(
    open_tab: Callable[..., MapPage], sample_files: dict[str, str]
) -> None:
    with serving("serve.py", **sample_files) as url:
        page = open_tab(url).open()
        assert page.marks()
        assert page.errors == page.outside() == []
