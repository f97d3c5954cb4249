"""What a browser test asks of the page, in the page's own words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Frame, Page, expect

_MARKS = "MentionMap.marks()"
_POINT = """id => {
  const p = map.latLngToContainerPoint(MentionMap.marks().find(mark => mark.id === id).at);
  return [p.x, p.y];
}"""


class MapPage:
    """One tab with the app in it; keeps every address that it asked for."""

    def __init__(self, tab: Page, url: str) -> None:
        self.tab = tab
        self.url = url
        self.asked: list[str] = []
        self.errors: list[str] = []
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.on("websocket", lambda socket: self.asked.append(socket.url))
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def open(self, **params: str | list[str]) -> MapPage:
        """Open the page with these parameters and wait until the map is painted."""
        self.tab.goto(f"{self.url}/?{urlencode(params, doseq=True)}")
        return self.ready()

    def ready(self) -> MapPage:
        """Wait until the map has been painted, all that follows it stands, and the script has come to rest."""
        self.tab.wait_for_selector(".st-key-map iframe")
        self.frame.wait_for_function("document.documentElement.dataset.painted")
        self.tab.wait_for_selector(".st-key-below, .welcome", state="attached")
        self.rest()
        self.tab.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
        return self

    def rest(self) -> MapPage:
        """Wait until no rerun is under way."""
        self.tab.wait_for_timeout(120)
        self.tab.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
        return self

    @property
    def frame(self) -> Frame:
        """Return the map's frame."""
        for _ in range(100):
            for frame in self.tab.frames:
                if "streamlit_folium.st_folium" in frame.url:
                    return frame
            self.tab.wait_for_timeout(50)
        raise AssertionError("the map has no frame")

    def marks(self) -> dict[str, dict[str, Any]]:
        """Return what is drawn, by place id."""
        return {mark["id"]: mark for mark in self.frame.evaluate(_MARKS)}

    def figures(self) -> dict[str, int]:
        """Return the figures above the map."""
        return {
            cell.get_attribute("data-figure") or "": int(cell.locator("dd").inner_text().replace(",", ""))
            for cell in self.tab.locator(".figures > div").all()
        }

    def click(self, place_id: str) -> MapPage:
        """Click a place on the map."""
        x, y = self.frame.evaluate(_POINT, place_id)
        box = self.tab.locator(".st-key-map iframe").bounding_box()
        assert box
        self.tab.mouse.click(box["x"] + x, box["y"] + y)
        return self.rest()

    def choose(self, place_id: str) -> MapPage:
        """Choose a place as a click on its mark does, also where a smaller mark lies over it."""
        self.frame.evaluate("id => MentionMap.choose(id)", place_id)
        self.tab.wait_for_selector(".card")
        return self.rest()

    def pills(self) -> list[str]:
        """Return the pills of the filter."""
        return self.tab.locator('.st-key-pills [class*="st-key-pill-"] button p').all_inner_texts()

    def turn(self, name: str) -> MapPage:
        """Open a tab below the map."""
        self.tab.get_by_role("tab", name=name).click()
        return self.rest()

    def more(self) -> MapPage:
        """Open or close the filters that are folded away."""
        self.tab.get_by_role("button", name="More filters").click()
        return self.rest()

    def pick(self, label: str, option: str) -> MapPage:
        """Choose an option of a filter by the beginning of its label."""
        box = self.tab.get_by_role("combobox", name=label, exact=False).first
        box.click()
        box.press_sequentially(option.split(" · ")[0])
        self.tab.get_by_role("option").filter(has_text=option).first.click()
        self.tab.keyboard.press("Escape")
        return self.rest()

    def reset(self) -> MapPage:
        """Take all filters back."""
        self.tab.get_by_role("button", name="Reset").click()
        self.tab.wait_for_function("location.search === ''")
        return self.rest()

    def params(self) -> dict[str, list[str]]:
        """Return the parameters of the address."""
        return parse_qs(urlsplit(self.tab.url).query)

    def sentences(self) -> list[str]:
        """Return the sentences in the panel."""
        return self.tab.locator(".card blockquote").all_inner_texts()

    def download(self, label: str) -> bytes:
        """Click a download and return the file's bytes."""
        with self.tab.expect_download() as waiting:
            self.tab.get_by_role("button", name=label).click()
        return waiting.value.path().read_bytes()

    def table_rows(self) -> int:
        """Return how many rows the table says it has."""
        tab = self.tab.get_by_role("tab", name="Table")
        expect(tab).to_be_visible()
        return int(tab.inner_text().split("·")[1].replace(",", ""))

    def grid_rows(self, key: str) -> int:
        """Return how many rows a data grid has, its header left out."""
        grid = self.tab.locator(f".st-key-{key} [role=grid]").first
        return int(grid.get_attribute("aria-rowcount") or 0) - 1

    def view(self) -> list[float]:
        """Return the map's centre and zoom."""
        found: list[float] = self.frame.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
        return found

    def look(self, lat: float, lon: float, zoom: float) -> MapPage:
        """Move the map, as a reader does by pan and zoom."""
        self.frame.evaluate(
            "([lat, lon, zoom]) => {"
            " map.getContainer().dispatchEvent(new Event('pointerdown'));"
            " map.setView([lat, lon], zoom, {animate: false});"
            " return new Promise(requestAnimationFrame).then(() => null); }",  # labels are placed once a frame
            [lat, lon, zoom],
        )
        return self

    def outside(self) -> list[str]:
        """Return the addresses of other hosts that were asked for."""
        own = {"127.0.0.1", None, ""}
        return [u for u in self.asked if urlsplit(u).hostname not in own and not u.startswith(("data:", "blob:"))]
