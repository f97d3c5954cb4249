"""Take the README's pictures of the app into `docs/images/`, with the sample articles.

    python scripts/take_screenshots.py

Needs Chromium (`CHROMIUM` names another than /usr/bin/chromium) and what `requirements-dev.txt` installs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, FLAGS, serving  # noqa: E402
from tests.browser.page import MapPage  # noqa: E402

IMAGES: Final = ROOT / "docs" / "images"
KHAN_SHEIKHOUN: Final = "gn-168325"
PICTURES: Final[dict[str, tuple[int, int, str, dict[str, str]]]] = {
    "map": (1440, 900, "light", {"show": KHAN_SHEIKHOUN}),
    "towns": (1440, 900, "light", {"governorate": "Idlib", "view": "35.72,36.65,9"}),
    "arabic": (1440, 900, "light", {"q": "مدينة", "show": KHAN_SHEIKHOUN}),
    "dark": (1440, 900, "dark", {"actor": "Russia"}),
    "narrow": (390, 844, "light", {}),
}
"""Name of a picture -> width and height of the window, theme, parameters of the address."""


def main() -> None:
    """Serve the app once and take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (width, height, theme, params) in PICTURES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
            page = MapPage(context.new_page(), url).open(**params)
            page.tab.wait_for_timeout(1500)  # fonts and canvases of the tables
            page.tab.screenshot(path=IMAGES / f"{name}.png")
            context.close()
            print(f"docs/images/{name}.png: {width} x {height}")
        browser.close()


if __name__ == "__main__":
    main()
