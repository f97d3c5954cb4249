"""Measure the memory of the server over many filters: `python -m bench.memory [MENTIONS] [CHANGES]` (100,000, 200).

One session asks for one filter after another, as a reader's clicks do, none of them twice; the resident memory of the
server's process is printed as it goes. What is remembered of filters is bounded, so the second half must add nothing.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from bench import synthetic
from geo.tables import write_mentions
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.page import MapPage
from tests.files import write_gazetteer

STEPS: Final = 10


def main() -> None:
    """Ask, and print the memory at each step."""
    given = [int(number) for number in sys.argv[1:]]
    size, changes = [*given, *(100_000, 200)[len(given) :]]
    places = synthetic.gazetteer()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        mentions = Path(folder) / "mentions.parquet"
        write_mentions(synthetic.mentions(size, places), mentions)
        gazetteer = write_gazetteer(Path(folder) / "gazetteer.csv", places.places)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serving(SYRIA_MAP_MENTIONS=str(mentions), SYRIA_MAP_GAZETTEER=str(gazetteer)) as url:
            tab = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            tab.set_default_timeout(120_000)
            page = MapPage(tab, url).open()
            port = int(url.rsplit(":", 1)[1])
            for i in range(changes):
                box = tab.get_by_label("Text")
                box.fill(chr(97 + i % 26) + chr(97 + i // 26 % 26))
                box.press("Enter")
                page.rest()
                if (i + 1) % max(1, changes // STEPS) == 0:
                    print(f"{i + 1:>5} filters: {resident(port):6.0f} MB", flush=True)
        browser.close()


def resident(port: int) -> float:
    """Return the resident memory, in MB, of the process that serves a port."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().split(b"\0")
            if b"streamlit" in words and str(port).encode() in words:
                text = (status.parent / "status").read_text(encoding="ascii")
                return int(text.split("VmRSS:")[1].split()[0]) / 1024
        except OSError:
            continue  # it has ended meanwhile
    raise RuntimeError(f"no server on port {port}")


if __name__ == "__main__":
    main()
