"""The page: filters, figures, the map beside its sentences, the table below."""

from __future__ import annotations

import html
import time
from datetime import date
from typing import Final

import streamlit as st
from streamlit_folium import st_folium

from geo.gazetteer import Gazetteer
from geo.overview import Overview
from geo.query import Filter
from geo.store import Store
from views import address, evidence, filters, tables
from views.frame import page_frame
from views.mention_map import MentionMap, layer, off_map
from views.safe_text import element, markdown

_HEIGHT: Final = 560
"""Pixels, until style.css fits the map to the window."""
_FRAME: Final = 0.12
"""Seconds in which a browser takes up a new filter's marks and paints them."""
_OFF_MAP: Final = 9
"""Places without a mark on the map that are named below it; the list of places has them all."""


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    store, gazetteer = loaded.store, loaded.gazetteer
    wanted = address.current()
    # The map is asked for and sent first, so that the browser paints it while the store still counts for the widgets.
    above, middle = st.container(key="above"), st.container(key="middle")
    with middle:
        _map_and_panel(store, wanted, gazetteer)
    view = store.overview(wanted)
    with above:
        filters.row(wanted, view, gazetteer, _span(store))
        with st.container(horizontal=True, vertical_alignment="center", key="figures-row"):
            filters.scope(wanted)
            st.html(_figures(view), width="stretch")
    tables.show(store, wanted, view.figures, gazetteer)


@st.fragment
def _map_and_panel(store: Store, wanted: Filter, gazetteer: Gazetteer) -> None:
    """Draw map and panel; a click reruns only them."""
    if st.session_state["filter"] != wanted:
        st.rerun()  # a button of the panel has dropped a filter: that concerns the whole page
    address.write()  # before the map, which adds its view to the address when it is drawn
    left, right = st.columns([65, 35], gap="small")
    with left, st.container(key="map"):
        st_folium(
            MentionMap(st.session_state["view"]), key="map-click", height=_HEIGHT, use_container_width=True,
            returned_objects=[], on_change=_clicked,
            feature_group_to_add=layer(store.on_map(wanted), gazetteer.by_id, st.session_state["shown"]),
        )  # fmt: skip
    if st.session_state.get("painted") != wanted:
        # Time alone for the map: the widgets that follow keep the browser busy, and its next frame would wait for them.
        st.session_state["painted"] = wanted
        time.sleep(_FRAME)
    view = store.overview(wanted)
    with right, st.container(key="panel"):
        evidence.choose(view, gazetteer)
        with st.container(key="evidence"):
            evidence.panel(store, wanted, view, gazetteer)
    _off_map(view, gazetteer)


def _clicked() -> None:
    evidence.show((st.session_state["map-click"] or {}).get("place"))


def _figures(view: Overview) -> str:
    f = view.figures
    only_syria = next((count.mentions for count in view.places if count.place_id == "SY"), 0)
    abroad = sum(count.mentions for count in view.places if count.country != "SY")
    numbers = [
        (f.mentions, evidence.plural(f.mentions, "mention")),
        (f.places, evidence.plural(f.places, "place")),
        (f.articles, evidence.plural(f.articles, "article")),
        (f.not_placed, "not placed"),
        (only_syria, "say only “Syria”"),
        (abroad, "abroad"),
        (f.not_places, "governments, events"),
    ]
    cells = "".join(f"<div><dd>{number:,}</dd><dt>{html.escape(label)}</dt></div>" for number, label in numbers)
    return f'<dl class="figures" aria-live="polite">{cells}</dl>'


def _off_map(view: Overview, gazetteer: Gazetteer) -> None:
    places = off_map(view.places, gazetteer.by_id)
    with st.container(horizontal=True, vertical_alignment="center", key="off-map"):
        if places:
            words = "Named, but no point on this map:"
        elif view.places:
            words = "Every place that these names could be resolved to is on the map."
        else:
            words = "No place to show on the map."
        st.html(element("p", words, css="quiet"), width="content")
        for count in places[:_OFF_MAP]:
            title = "Syria as a whole" if count.place_id == "SY" else count.title
            st.button(
                f"{markdown(title)} **{count.mentions:,}**", key=f"off-{count.place_id}", type="tertiary",
                on_click=evidence.show, args=(count.place_id,),
            )  # fmt: skip
        if len(places) > _OFF_MAP:
            st.html(f'<p class="quiet">and {len(places) - _OFF_MAP:,} more in the list of places</p>', width="content")


def _span(store: Store) -> tuple[date, date] | None:
    bars = store.days(Filter()).bars
    return (bars[0].start, bars[-1].end) if bars else None
