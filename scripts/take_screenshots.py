"""Take the README's pictures of the app into `docs/images/`, with the sample articles.

    python scripts/take_screenshots.py

Needs Chromium (`CHROMIUM` names another than /usr/bin/chromium) and what `requirements-dev.txt` installs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, FLAGS, serving  # noqa: E402
from tests.browser.page import MapPage  # noqa: E402

IMAGES: Final = ROOT / "docs" / "images"
KHAN_SHEIKHOUN: Final = "gn-168325"
PICTURES: Final[dict[str, tuple[int, int, str, dict[str, str]]]] = {
    "map": (1440, 950, "light", {"show": KHAN_SHEIKHOUN}),
    "towns": (1440, 950, "light", {"governorate": "Idlib", "view": "35.72,36.65,9"}),
    "reader": (1440, 950, "light", {"q": "مدينة", "show": KHAN_SHEIKHOUN}),
    "arabic": (1440, 950, "light", {"lang": "ar", "show": KHAN_SHEIKHOUN}),
    "dark": (1440, 950, "dark", {"actor": "Russia"}),
    "narrow": (390, 844, "light", {}),
}
"""Name of a picture of the map -> width and height of the window, theme, parameters of the address."""
WHOLE: Final = '!document.querySelector(\'[data-testid="stSkeleton"], [data-stale="true"]\')'
"""Whether all widgets stand there: the map is painted before them."""
NAMES: Final = """Town\tGovernorate
Saraqib\tIdlib
Kafr Nabel\tIdlib
جسر الشغور\tإدلب
Zahraa\t
north of Hama\t
Qalaat Somewhere\tHoms
Douma\tRif Dimashq"""
"""What is pasted for the picture of a list."""


def main() -> None:
    """Serve the app once and take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (width, height, theme, params) in PICTURES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
            page = MapPage(context.new_page(), url).open(**params)
            page.tab.wait_for_function(WHOLE)
            page.tab.wait_for_timeout(1500)  # fonts and canvases of the tables
            if name == "reader":
                page.tab.get_by_role("button", name="Read in the article").first.click()
                page.tab.wait_for_timeout(2500)
            page.tab.screenshot(path=IMAGES / f"{name}.png")
            context.close()
            print(f"docs/images/{name}.png: {width} x {height}")
        _list(browser, url)
        browser.close()


def _list(browser: Browser, url: str) -> None:
    """Take the picture of a list of names, placed."""
    tab = browser.new_page(viewport={"width": 1440, "height": 950})
    tab.goto(f"{url}/list")
    tab.get_by_role("textbox").last.fill(NAMES)
    tab.get_by_role("button", name="Place these names").click()
    tab.wait_for_selector(".st-key-list-mend", timeout=60_000)
    tab.wait_for_timeout(4_000)
    tab.screenshot(path=IMAGES / "list.png")
    print("docs/images/list.png: 1440 x 950")


if __name__ == "__main__":
    main()
