"""Choosing what place a name means: one of those that it may mean, one that is looked for, or a point of the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.gazetteer import GOVERNORATES, Gazetteer, Place
from geo.mention import content_hash
from geo.outlines import governorate_at
from geo.workspace.choices import choose_place, drop_pin, new_name
from geo.workspace.decisions import Decision
from geo.workspace.kinds import Scope
from views import said, selection
from views.language import t
from views.mention_map import MentionMap, layer
from views.safe_text import element, markdown

PIN: Final = "pin"
"""The choice that is no place of the gazetteer."""
_HEIGHT: Final = 300
"""Pixels, of the map on which a pin is dropped."""
_OFFERED: Final = 8

Row = Mapping[str, Any]
Making = Callable[[str, Scope, str], list[Decision]]
"""Makes the decisions of a form, from who decides, for what, and why."""
Key = Callable[[str], str]
"""Makes the key of a widget of one mention."""


class Pin(NamedTuple):
    """A point that a person chose."""

    lat: float
    lon: float
    title: str
    where_prec: int
    uncertainty_km: float | None


def offers(row: Row, gazetteer: Gazetteer, asked: str = "") -> list[Place]:
    """Return the places to choose among: those asked for, those that the name may mean, else those that look alike."""
    found: list[Place] = []
    if asked:
        answer = selection.lookup(gazetteer).find(asked)
        found += [answer.place] if answer.place else []
        found += answer.others
    known = [gazetteer.by_id.get(place_id) for place_id in (row["place_id"], *row["candidates"])]
    found += [place for place in known if place]
    if not found:
        found = list(selection.lookup(gazetteer).suggester.suggest(row["surface"], limit=_OFFERED))
    return list({place.id: place for place in found}.values())[:_OFFERED]


def form(row: Row, gazetteer: Gazetteer, key: Key) -> Making | None:
    """Draw the choice of a place; return what makes its decisions, None while nothing is chosen."""
    asked = st.text_input(
        t("correct.search"), key=key("search"), max_chars=120, icon=":material/search:",
        placeholder=t("correct.search_hint"),
    ).strip()  # fmt: skip
    places = {place.id: place for place in offers(row, gazetteer, asked)}
    if asked and selection.lookup(gazetteer).find(asked).how == "nothing":
        st.html(element("p", t("correct.search_nothing", asked=asked), css="quiet"))
    picked = st.radio(
        t("correct.which"), [*places, PIN], index=None, key=key("place"),
        format_func=lambda id_: t("correct.pin") if id_ == PIN else _label(places[id_], row),
    )  # fmt: skip
    if picked is None:
        return None
    if picked == PIN:
        return _of_pin(row, key)
    return _of_place(row, places[picked], key)


def _label(place: Place, row: Row) -> str:
    words = markdown(selection.named(place))
    return f"{words} · {t('correct.now')}" if place.id == row["place_id"] and row["status"] == "resolved" else words


def _of_place(row: Row, place: Place, key: Key) -> Making:
    remember = False
    if row["surface"] not in place.names:
        title = markdown(selection.title(place))
        words = t("correct.remember", name=markdown(row["surface"]), place=title)
        remember = st.checkbox(words, key=key("remember"), help=t("correct.remember_help"))

    def made(who: str, scope: Scope, why: str) -> list[Decision]:
        decisions = [choose_place(row, place, who, scope=scope, why=why)]
        if remember:
            decisions.append(new_name(who, place_id=place.id, spelling=row["surface"], why=why))
        return decisions

    return made


def _of_pin(row: Row, key: Key) -> Making | None:
    pin = drop(row["surface"], key)
    own = st.checkbox(t("correct.own"), key=key("own"), help=t("correct.own_help"))
    if pin is None:
        return None

    def made(who: str, scope: Scope, why: str) -> list[Decision]:
        if not own:
            return [pinned(row, pin, who, scope=scope, why=why)]
        place = _own_place(pin)
        spelling = row["surface"] if row["surface"] != place.title else ""
        return [
            choose_place(row, place, who, where_prec=pin.where_prec, scope=scope, why=why),
            new_name(who, spelling=spelling, row=place, why=why),
        ]

    return made


def pinned(row: Row, pin: Pin, who: str, **more: Any) -> Decision:
    """Return the decision that a mention means a point."""
    return drop_pin(
        row, pin.lat, pin.lon, pin.title, who, where_prec=pin.where_prec, uncertainty_km=pin.uncertainty_km, **more
    )


def drop(name: str, key: Key) -> Pin | None:
    """Draw a map and fields for a point; return it, or None while it is not told whole."""
    left, right = st.columns([3, 2], gap="small")
    with right:
        at = st.columns(2, gap="small")
        lat = at[0].number_input(t("correct.lat"), -90.0, 90.0, None, 0.01, "%.5f", key=key("lat"))
        lon = at[1].number_input(t("correct.lon"), -180.0, 180.0, None, 0.01, "%.5f", key=key("lon"))
        title = st.text_input(t("correct.pin_title"), name, key=key("title"), max_chars=200).strip()
        prec = st.selectbox(
            t("correct.prec"), [1, 2, 3, 5], key=key("prec"), format_func=lambda n: said.precision(n, None),
        )  # fmt: skip
        off = st.number_input(t("correct.off"), 0.0, 500.0, None, 0.5, "%g", key=key("off"))
    with left:
        _map(lat, lon, key)
    if lat is None or lon is None or not title:
        return None
    if not (governorate := governorate_at(lat, lon)):
        st.warning(t("correct.outside"), icon=":material/warning:")
    else:
        st.html(element("p", t("correct.inside", governorate=said.governorate(governorate)), css="quiet"))
    return Pin(lat, lon, title, prec, off)


def _map(lat: float | None, lon: float | None, key: Key) -> None:
    """Draw the map on which a click sets the pin."""

    def clicked() -> None:
        at = (st.session_state[key("map")] or {}).get("last_clicked")
        if at:
            st.session_state[key("lat")] = round(at["lat"], 5)
            st.session_state[key("lon")] = round(at["lng"], 5)

    group = layer((), {}, None)
    if lat is not None and lon is not None:
        folium.CircleMarker((lat, lon), radius=7, color="#fff", weight=2, fill_color="#a43d26", fill_opacity=1).add_to(
            group
        )
    st_folium(
        MentionMap(), key=key("map"), height=_HEIGHT, use_container_width=True,
        returned_objects=["last_clicked"], on_change=clicked, feature_group_to_add=group,
    )  # fmt: skip


def _own_place(pin: Pin) -> Place:
    governorate = governorate_at(pin.lat, pin.lon)
    return Place(
        f"own-{content_hash(round(pin.lat, 5), round(pin.lon, 5), pin.title)}", pin.title, "", (), "locality",
        "SY" if governorate else "", governorate, "", GOVERNORATES.get(governorate, ""), "", pin.lat, pin.lon, None,
        pin.uncertainty_km, "", None, False, False, "own",
    )  # fmt: skip
