"""A page for each place: what is told there, who is named, how it is spelled, and what the gazetteer knows of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from geo.gazetteer import Gazetteer, Place
from geo.gloss import actor_name
from geo.overview import Overview, PlaceCount
from geo.profiles import PlaceProfile, nearest, place_profile
from geo.query import Filter
from geo.store import Store
from views import address, filters, profile_parts, reader, said, ways, welcome
from views.cards import cards, opens, tellings
from views.filter_words import place_label
from views.filters import both_titles, labels
from views.frame import page_frame
from views.language import language, number, t
from views.profile_parts import LISTED, Line, by_count, counted, facts, figures, head, text
from views.safe_text import element

SENTENCES: Final = 10
"""Mentions that are shown; the map has them all."""
_KM: Final = 1
"""Digits behind the point of a distance."""


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    store, gazetteer, wanted = loaded.store, loaded.gazetteer, address.current()
    everywhere = replace(wanted, places=())
    view = store.overview(everywhere, address.counting())
    asked = next(iter(address.got(ways.AT)), "")
    with st.container(key="profile-page"):
        _choose(view, gazetteer, asked)
        if everywhere.active():
            filters.pills(everywhere, view, gazetteer)
        if not len(store):
            welcome.hint()
        elif not asked:
            _list(view, gazetteer)
        else:
            _profile(store, gazetteer, everywhere, asked, view.places)


def _choose(view: Overview, gazetteer: Gazetteer, asked: str) -> None:
    counts = {place.place_id: place for place in view.places}
    facet = [found for found in view.facets["places"] if found.id in counts]
    named = labels(
        facet, lambda f: both_titles(place_label(f.id, gazetteer, f.label), counts[f.id].title, counts[f.id].title_ar)
    )
    if asked and asked not in named:
        named[asked] = t("evidence.not_here", place=place_label(asked, gazetteer))
    st.session_state["profile-place"] = asked or None
    st.selectbox(
        t("profiles.choose_place"), list(named), key="profile-place", index=None, filter_mode="contains",
        format_func=lambda i: named.get(i, i), placeholder=t("profiles.choose_place"), label_visibility="collapsed",
        on_change=lambda: address.put(ways.AT, [p] if (p := st.session_state["profile-place"]) else ()),
    )  # fmt: skip


def _list(view: Overview, gazetteer: Gazetteer) -> None:
    st.html(element("h2", t("profiles.places")))
    lines = [
        Line(place_label(p.place_id, gazetteer, p.title), p.count, ways.to_place(p.place_id), said.kind(p.type))
        for p in view.places
    ]
    reader.desk("profile-list", counted(t("profiles.most_places"), lines, LISTED), elsewhere=True)


def _profile(
    store: Store, gazetteer: Gazetteer, everywhere: Filter, place_id: str, places: tuple[PlaceCount, ...]
) -> None:
    wanted = replace(everywhere, places=(place_id,))
    rows = store.rows(wanted)
    place = gazetteer.by_id.get(place_id)
    profile = place_profile(rows, place.names if place else ())
    title = place_label(place_id, gazetteer)
    kind = [said.kind(place.type), said.governorate(place.governorate)] if place else []
    other = (place.title if language() == "ar" else place.title_ar) if place else ""
    head(title, other, " · ".join(filter(None, kind)), figures(profile.all, profile.reported))
    with st.container(horizontal=True, key="profile-ways"):
        ways.link(t("profiles.on_map"), "map", "show", place_id)
        ways.link(t("profiles.days_here"), "days", "place", place_id)
    if rows.num_rows:
        profile_parts.timeline(store.days(wanted, address.counting()))
    else:
        st.html(element("p", t("profiles.nothing"), css="hint"))
    counting = address.counting()
    left = "".join(
        (
            counted(t("profiles.actors"), [
                Line(actor_name(one.value, language()), one.by(counting), ways.to_actor(one.value))
                for one in by_count(profile.actors, counting)
            ]),
            counted(t("profiles.said_by"), [
                Line(actor_name(one.value, language()), one.by(counting), ways.to_actor(one.value))
                for one in by_count(profile.said_by, counting)
            ]),
            counted(t("profiles.topics"), [
                Line(said.topic(one.value), one.by(counting)) for one in by_count(profile.topics, counting)
            ]),
            counted(t("profiles.contexts"), [
                Line(said.context(one.value), one.by(counting)) for one in by_count(profile.contexts, counting)
            ]),
            counted(t("profiles.outlets"), [
                Line(one.value, one.by(counting)) for one in by_count(profile.outlets, counting)
            ]),
        )
    )  # fmt: skip
    right = _gazetteer(place, gazetteer) + _spellings(profile) + _nearest(place, places, gazetteer)
    shown = rows.slice(max(0, rows.num_rows - SENTENCES)).to_pylist()[::-1]
    told = tellings(store, shown)
    sentences = element("h3", t("profiles.latest")) + cards(shown, place.where_prec if place else None, told)
    reader.desk(
        "profile", f'<div class="profile"><div>{left}</div><div>{right}</div></div>{sentences if shown else ""}',
        elsewhere=True, articles=opens(shown, told),
    )  # fmt: skip


def _gazetteer(place: Place | None, gazetteer: Gazetteer) -> str:
    if place is None:
        return element("p", t("profiles.not_in_gazetteer"), css="hint")
    lines = [
        (t("profiles.fact.id"), text(place.id)),
        (t("profiles.fact.pcode"), text(place.pcode)),
        (t("profiles.fact.district"), text(_district(place, gazetteer))),
        (t("profiles.fact.title_ar"), text(place.title_ar)),
        (t("profiles.fact.variants"), text(t("evidence.comma").join(place.variants))),
        (t("profiles.fact.point"), text(f"{place.lat:.5f}, {place.lon:.5f}")),
        (t("profiles.fact.precision"), text(said.precision(place.where_prec, place.uncertainty_km))),
        (t("profiles.fact.extent"), text(f"{number(place.extent_km)} {t('evidence.km')}" if place.extent_km else "")),
        (t("profiles.fact.population"), text(number(place.population) if place.population else "")),
        (t("profiles.fact.disputed"), text(t("profiles.yes")) if place.disputed else ""),
        (t("profiles.fact.sensitive"), text(t("profiles.sensitive")) if place.sensitive else ""),
        (t("profiles.fact.source"), text(place.source)),
    ]
    return facts(t("profiles.gazetteer"), lines)


def _district(place: Place, gazetteer: Gazetteer) -> str:
    if language() == "ar" and place.type != "district":
        same = (one for one in gazetteer.places if one.type == "district" and one.district == place.district)
        return next((one.title_ar for one in same if one.title_ar), place.district)
    return place.district


def _spellings(profile: PlaceProfile) -> str:
    counting = address.counting()
    lines = [
        Line(one.surface, one.mentions if counting == "mention" else one.stories,
             note="" if one.known else t("profiles.by_rule"))
        for one in profile.spellings
    ]  # fmt: skip
    return counted(t("profiles.spellings"), lines)


def _nearest(place: Place | None, places: tuple[PlaceCount, ...], gazetteer: Gazetteer) -> str:
    if place is None or place.where_prec > 2:
        return ""
    near = nearest((place.lat, place.lon), places, place.id)
    lines = [
        Line(
            place_label(found.place_id, gazetteer, found.title), found.count, ways.to_place(found.place_id),
            f"{number(round(km, _KM))} {t('evidence.km')}",
        )
        for found, km in near
    ]  # fmt: skip
    return counted(t("profiles.nearest"), lines)
