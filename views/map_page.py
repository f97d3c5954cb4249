"""The page of the map: filters, figures, the map beside its sentences, the timeline and the tables below."""

from __future__ import annotations

import html
import time
from dataclasses import replace
from typing import Final

import folium
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from geo.gazetteer import Gazetteer
from geo.overview import Counting, Overview
from geo.query import Filter
from geo.store import Store
from views import address, background, evidence, filter_words, filters, overlays, selection, tables, timeline, welcome
from views.data import Loaded
from views.frame import page_frame
from views.language import language, number, t
from views.mention_map import MentionMap, Mode, layer, off_map
from views.safe_text import element, markdown

_HEIGHT: Final = 560
"""Pixels, until the style fits the map to the window."""
_FRAME: Final = 0.2
"""Seconds in which a browser takes up a new filter's marks and paints them."""
_FIRST_FRAME: Final = 4.0
"""Seconds that a browser which opens the page has for the map alone, unless it says sooner that the map is painted."""
_GLANCE: Final = 0.02
"""Seconds between two looks whether it has said so."""
_OFF_MAP: Final = 9
"""Places without a mark on the map that are named below it; the list of places has them all."""
_MODES: Final[tuple[Mode, ...]] = ("circles", "governorates")
MODE: Final = "draw"
"""Parameter of the address: `governorates` where they are tinted."""


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    store, gazetteer = loaded.store, loaded.gazetteer
    wanted, counting = address.current(), address.counting()
    # The map is asked for and sent first, so that the browser paints it while the store still counts for the widgets.
    above, middle = st.container(key="above"), st.container(key="middle")
    with above:
        if not len(store):
            welcome.show()
        elif "painted" not in st.session_state:
            st.html('<div class="above-to-come"></div>')  # as high as what comes, so that the map stays where it is
    with middle:
        if "painted" in st.session_state:
            _map_and_panel(loaded, wanted, counting)
        else:
            # No fragment yet, only its container: so the frame's word that it has painted ends the wait for it.
            with st.container():
                _draw(loaded, wanted, counting)
    view = store.overview(wanted, counting)
    with above:
        filters.row(wanted, view, gazetteer, loaded.span)
        with st.container(horizontal=True, vertical_alignment="center", key="switches"):
            filters.switches(wanted)
            filters.pills(wanted, view, gazetteer)
        st.html(_figures(view, wanted) + element("p", filter_words.sentence(wanted, view, gazetteer), css="print-only"))
    with st.container(key="below"):
        timeline.show(view.timeline, wanted)
        tables.show(loaded, wanted, view)


def _draw(loaded: Loaded, wanted: Filter, counting: Counting) -> None:
    """Draw map and panel."""
    if address.current() != wanted:
        st.rerun()  # a button of the panel has dropped a filter: that concerns the whole page
    address.write()  # before the map, which adds its view to the address when it is drawn
    store, gazetteer = loaded.store, loaded.gazetteer
    mode: Mode = "governorates" if address.got(MODE) == ["governorates"] else "circles"
    left, right = st.columns([65, 35], gap="small")
    with left:
        tools, drawn = st.container(horizontal=True, key="map-tools"), st.container(key="map")
    with right:
        beside = st.container(key="panel")
    # The map shows at once which place was clicked on it: its sentences come before the map as the server draws it.
    clicked = st.session_state.get("beside") != st.session_state["shown"] and _is_painted(wanted, counting)
    st.session_state["beside"] = st.session_state["shown"]
    if clicked:
        _panel(beside, loaded, wanted, counting)
    with drawn:
        st_folium(
            MentionMap(st.session_state["view"], areas=True), key=f"map-click-{language()}", height=_HEIGHT,
            use_container_width=True, returned_objects=[], on_change=_clicked,
            feature_group_to_add=_layer(store, wanted, counting, mode, gazetteer),
        )  # fmt: skip
    _hold(wanted, counting)
    view = store.overview(wanted, counting)
    with tools:
        _tools(wanted, gazetteer, mode)
    if not clicked:
        _panel(beside, loaded, wanted, counting)
    selection.taken()
    _off_map(view, gazetteer)


_map_and_panel = st.fragment(_draw)
"""The same, so that a click reruns nothing else."""


def _panel(beside: DeltaGenerator, loaded: Loaded, wanted: Filter, counting: Counting) -> None:
    """Draw what stands beside the map."""
    view = loaded.store.overview(wanted, counting)
    with beside:
        evidence.choose(view, loaded.gazetteer)
        with st.container(key="evidence"):
            evidence.panel(loaded.store, wanted, view, loaded.gazetteer, loaded.article_text)


def _is_painted(wanted: Filter, counting: Counting) -> bool:
    return st.session_state.get("painted") == (wanted, counting)


def _hold(wanted: Filter, counting: Counting) -> None:
    """Give the map time alone: the widgets that follow keep the browser busy, and its next frame would wait for them.

    A browser that opens the page has scripts to load, before those of the widgets. Its frame sends a value when it has
    painted, and that begins the page anew: Streamlit ends this run where it next looks at the session.
    """
    if _is_painted(wanted, counting):
        return
    opened = "painted" in st.session_state
    st.session_state["painted"] = (wanted, counting)
    if opened:
        time.sleep(_FRAME)
        return
    until = time.monotonic() + _FIRST_FRAME
    while st.session_state["painted"] and time.monotonic() < until:
        time.sleep(_GLANCE)


def _layer(store: Store, wanted: Filter, counting: Counting, mode: Mode, gazetteer: Gazetteer) -> folium.FeatureGroup:
    """Return what is drawn on the map, from the quickest answers of the store."""
    receding = store.on_map(wanted.without("actors"), counting) if wanted.actors else None
    tinted = store.overview(wanted, counting).governorates if mode == "governorates" else None
    first = st.session_state.setdefault("first", (wanted, counting)) == (wanted, counting)
    look = replace(selection.look(wanted, counting, mode, receding, tinted), tell=first)
    return layer(store.on_map(wanted, counting), gazetteer.by_id, st.session_state["shown"], look)


def _clicked() -> None:
    answer = selection.clicked(st.session_state[f"map-click-{language()}"], address.current())
    if isinstance(answer, Filter):
        filters.set_filter(answer)
    elif answer is not None:
        evidence.show(answer.place)


def _tools(wanted: Filter, gazetteer: Gazetteer, mode: Mode) -> None:
    """Draw the row above the map: where to go, how it is drawn, what lies under and over it."""
    selection.go_to(gazetteer)
    st.session_state["map-mode"] = mode
    st.segmented_control(
        t("map_page.mode"), _MODES, key="map-mode", required=True, label_visibility="collapsed",
        on_change=_mode_changed, format_func=lambda m: t(f"map_page.mode_{m}"),
    )  # fmt: skip
    selection.near(wanted, gazetteer, filters.set_filter)
    overlays.overlay_menu(wanted, filters.set_filter)
    background.background_menu()


def _mode_changed() -> None:
    mode = st.session_state["map-mode"]
    address.put(MODE, [mode] if mode == "governorates" else [])


def _figures(view: Overview, wanted: Filter) -> str:
    f = view.figures
    abroad = sum(n for country, n in view.countries.items() if country != "SY")
    left_out = bool(wanted.date_from or wanted.date_to) and not wanted.undated
    numbers = (
        ("mentions", f.mentions), ("stories", f.stories), ("articles", f.articles), ("places", f.places),
        ("not_placed", f.not_placed), ("only_syria", f.only_country),
        ("undated_dropped" if left_out else "undated", f.undated), ("abroad", abroad), ("not_places", f.not_places),
    )  # fmt: skip
    cells = "".join(
        f'<div data-figure="{name}"><dd>{number(n)}</dd><dt>{html.escape(t(f"figures.{name}", n=n))}</dt></div>'
        for name, n in numbers
    )
    return f'<dl class="figures">{cells}</dl>'


def _off_map(view: Overview, gazetteer: Gazetteer) -> None:
    places = off_map(view.places, gazetteer.by_id)
    with st.container(horizontal=True, vertical_alignment="center", key="off-map"):
        words = "off_map" if places else "all_on_map" if view.places else "nothing_on_map"
        st.html(element("p", t(f"map_page.{words}"), css="quiet"), width="content")
        for count in places[:_OFF_MAP]:
            title = (language() == "ar" and count.title_ar) or count.title
            title = t("map_page.all_syria") if count.place_id == "SY" else title
            st.button(
                f"{markdown(title)} **{number(count.count)}**", key=f"off-{count.place_id}", type="tertiary",
                on_click=evidence.show, args=(count.place_id,),
            )  # fmt: skip
        if len(places) > _OFF_MAP:
            st.html(element("p", t("map_page.more_off_map", n=len(places) - _OFF_MAP), css="quiet"), width="content")
