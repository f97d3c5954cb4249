"""The menu of layers: GeoJSON and KML files that a reader lays over the map, for this session only.

Their texts come from outside. They reach the map through `views.safe_json` and stand there as `textContent`; here they
are shown as the values of widgets or through `views.safe_text`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from geo.exc import FilterError, OverlayError
from geo.overlays import MAX_BYTES, Feature, Overlay, as_shape, read_overlay
from geo.query import Filter
from views.language import t
from views.safe_text import element, markdown

MOST: Final = 4
"""Layers at a time: as many as there are colours for."""
_LISTED: Final = 400
"""Areas of a layer that the menu lists; the others can be chosen on the map."""


@dataclass(frozen=True)
class _Held:
    """One layer of the session, as it was read, and what the reader says of it."""

    overlay: Overlay
    shown: bool = True


def shown() -> tuple[Overlay, ...]:
    """Return the layers to draw."""
    return tuple(held.overlay for held in _all().values() if held.shown)


def feature(overlay_id: str, number: object) -> Feature | None:
    """Return an area of a layer of this session; None if there is none such."""
    held = _all().get(overlay_id)
    if held is None or not isinstance(number, int) or not 0 <= number < len(held.overlay.features):
        return None
    return held.overlay.features[number]


def overlay_menu(wanted: Filter, set_filter: Callable[[Filter], None]) -> None:
    """Draw the menu: files to lay over the map, what each is called, and its areas as filters.

    Parameters
    ----------
    wanted
        The filter, into which an area of a layer goes as its shape.
    set_filter
        Called with the filter that then holds.
    """
    with st.popover(t("map.layers.title"), icon=":material/layers:"):
        files = st.file_uploader(
            t("map.layers.upload"), type=["geojson", "json", "kml"], accept_multiple_files=True,
            key=f"layers-upload-{st.session_state.get('layers-round', 0)}", help=t("map.layers.help"),
            max_upload_size=MAX_BYTES // 2**20,
        )  # fmt: skip
        if files:
            for file in files:
                _take(file.name, file.getvalue())
            # An uploader keeps its files: a new one is empty, so that a layer that was removed does not come back.
            st.session_state["layers-round"] = st.session_state.get("layers-round", 0) + 1
            st.rerun()
        for message in st.session_state.pop("layers-told", []):
            st.error(markdown(message), icon=":material/error:")
        for held in _all().values():
            _layer(held, wanted, set_filter)


def _layer(held: _Held, wanted: Filter, set_filter: Callable[[Filter], None]) -> None:
    overlay, key = held.overlay, held.overlay.id

    def told() -> None:
        cells = (st.session_state[f"layer-{what}-{key}"] for what in ("name", "source", "date"))
        _all()[key] = replace(held, overlay=overlay.told(*cells), shown=st.session_state[f"layer-show-{key}"])

    def chosen() -> None:
        number = st.session_state[f"layer-area-{key}"]
        try:
            shape = () if number is None else as_shape(overlay.features[number])[0]
            set_filter(replace(wanted, shape=shape, within=None))
            st.session_state[f"layer-shape-{key}"] = shape
        except (FilterError, OverlayError) as problem:
            _tell(str(problem))

    with st.container(border=True, key=f"layer-{key}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.checkbox(markdown(overlay.name), value=held.shown, key=f"layer-show-{key}", on_change=told)
            st.button(
                "", icon=":material/close:", key=f"layer-remove-{key}", type="tertiary",
                help=markdown(t("map.layers.remove", name=overlay.name)), on_click=_remove, args=(key,),
            )  # fmt: skip
        left, middle, right = st.columns([4, 4, 3], gap="small")
        left.text_input(t("map.layers.name"), overlay.name, key=f"layer-name-{key}", on_change=told, max_chars=160)
        middle.text_input(t("map.layers.source"), overlay.source, key=f"layer-source-{key}", on_change=told)
        right.text_input(t("map.layers.date"), overlay.date, key=f"layer-date-{key}", on_change=told)
        areas = [i for i, one in enumerate(overlay.features) if one.kind == "area"][:_LISTED]
        if areas:
            if wanted.shape != st.session_state.get(f"layer-shape-{key}"):  # dropped since, or another was chosen
                st.session_state[f"layer-area-{key}"] = None
            st.selectbox(
                t("map.layers.area"), areas, index=None, key=f"layer-area-{key}", placeholder=t("map.layers.pick"),
                format_func=lambda i: overlay.features[i].name or t("map.layers.unnamed", number=i + 1),
                on_change=chosen,
            )  # fmt: skip
        drawn = sum(len(run) for one in overlay.features for run in one.rings)
        if overlay.tolerance_m:
            words = t("map.layers.simplified", n=drawn, all=overlay.points, m=overlay.tolerance_m)
            st.html(element("p", words, css="quiet"))
        if overlay.left_out:
            st.html(element("p", t("map.layers.left_out", what=", ".join(overlay.left_out)), css="quiet"))


def _take(name: str, data: bytes) -> None:
    """Read a file into the session, or say why not."""
    try:
        overlay = read_overlay(name, data)
    except OverlayError as problem:
        _tell(str(problem))
        return
    if overlay.id not in _all() and len(_all()) >= MOST:
        _tell(t("map.layers.too_many", file=name, n=MOST))
        return
    _all()[overlay.id] = _Held(overlay)


def _remove(key: str) -> None:
    _all().pop(key, None)


def _tell(message: str) -> None:
    st.session_state["layers-told"] = [*st.session_state.get("layers-told", []), message]


def _all() -> dict[str, _Held]:
    held: dict[str, _Held] = st.session_state.setdefault("layers", {})
    return held
