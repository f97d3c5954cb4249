"""The map's background: our own, offline; or, only while a reader asks for it, pictures of the land from another host.

Both hosts need no key. OpenStreetMap's servers refuse requests without a Referer, which the map's tile layer sends.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from views.language import t
from views.mention_map import Tiles
from views.safe_text import element

TILES: Final = {
    "osm": Tiles(
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png", "Background: © OpenStreetMap contributors (ODbL)", 17
    ),
    "grey": Tiles(
        "https://server.arcgisonline.com/ArcGIS/rest/services/Canvas/World_Light_Gray_Base/MapServer/tile/{z}/{y}/{x}",
        "Background: Esri, HERE, Garmin, FAO, NOAA, USGS, © OpenStreetMap contributors, and the GIS User Community",
        15,
    ),
}
_OWN: Final = "own"


def tiles() -> Tiles | None:
    """Return the pictures that the reader asked for; None for the offline map."""
    return TILES.get(st.session_state.get("background", _OWN))


def background_menu() -> None:
    """Draw the choice of the background, which says what each sends where."""
    kept = st.session_state.get("background", _OWN)
    with st.popover(t("map.background.title"), icon=":material/map:"):
        chosen = st.radio(
            t("map.background.title"), [_OWN, *TILES], index=[_OWN, *TILES].index(kept), key="background-choice",
            format_func=lambda name: t(f"map.background.{name}"), label_visibility="collapsed", on_change=_choose,
        )  # fmt: skip
        words = t("map.background.offline")
        if chosen in TILES:
            words = t("map.background.warning", host=str(urlsplit(TILES[chosen].url).hostname))
        st.html(element("p", words, css="quiet"))
        if chosen in TILES and kept != chosen:
            st.button(t("map.background.use"), key="background-use", type="primary", on_click=_use, args=(chosen,))


def _choose() -> None:
    """Go back to the offline map at once; for any other background the sentence is to be read first."""
    if st.session_state["background-choice"] == _OWN:
        _use(_OWN)


def _use(name: str) -> None:
    st.session_state["background"] = name
