"""The filter row: one `Filter` is the truth, widgets follow it.

Widgets are given their value from the filter at each run, and tell it back only when they are used. So what they
offer may carry counts that change with every filter ("Russia · 312"): a chosen value stays the id that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from geo.exc import FilterError
from geo.gazetteer import Gazetteer
from geo.overview import FacetCount, FacetName, Overview
from geo.query import ActorScope, Filter

_SCOPES: Final[dict[ActorScope, str]] = {"sentence": "the sentence", "article": "the article"}
_LISTS: Final[dict[FacetName, tuple[str, str]]] = {
    "actors": ("Actor", "Any actor"),
    "places": ("Place", "Any place"),
    "governorates": ("Governorate", "Any governorate"),
    "articles": ("Article", "Any article"),
}


def row(wanted: Filter, view: Overview, gazetteer: Gazetteer, span: tuple[date, date] | None) -> None:
    """Draw the filter row; `span` is the first and last day that any mention has."""
    with st.container(key="filters"):
        columns = st.columns([1.9, 1.85, 1.75, 2.75, 1.75, 1.4, 0.8], vertical_alignment="bottom")
        with columns[0]:
            _choice("actors", wanted.actors, view.facets["actors"], _labelled)
        with columns[1]:
            _choice("places", wanted.places, view.facets["places"], lambda f: _searched(f, gazetteer))
        with columns[2]:
            _choice("governorates", wanted.governorates, view.facets["governorates"], _labelled)
        with columns[3]:
            _dates(wanted, span)
        with columns[4]:
            _choice("articles", wanted.articles, view.facets["articles"], _labelled)
        with columns[5]:
            st.session_state["filter-text"] = wanted.text
            st.text_input("Text", key="filter-text", placeholder="In the sentence", on_change=_text_changed)
        with columns[6]:
            st.button(
                "Reset",
                key="reset",
                on_click=set_filter,
                args=(Filter(),),
                disabled=not wanted.active(),
                width="stretch",
            )


def scope(wanted: Filter) -> None:
    """Draw the choice of where an actor has to be named."""
    st.session_state["filter-scope"] = (
        wanted.actor_scope if wanted.actors else st.session_state.get("scope", "sentence")
    )
    st.segmented_control(
        "Actor named in", list(_SCOPES), format_func=_SCOPES.__getitem__, key="filter-scope",
        on_change=_scope_changed, required=True,
    )  # fmt: skip


def set_filter(wanted: Filter) -> None:
    """Take another filter, from whatever widget asks for it."""
    st.session_state["filter"] = wanted
    st.session_state.pop("filter-dates", None)


def place_label(place_id: str, gazetteer: Gazetteer, otherwise: str = "") -> str:
    """Return what a place is called in a list: its title, with the type where a town has the same."""
    place = gazetteer.by_id.get(place_id)
    return titled(place.title, place.type) if place else otherwise or place_id


def both_titles(title: str, title_ar: str) -> str:
    """Return a place's title with its Arabic one, so that a search finds either; the count after it stays last."""
    return f"{title} · {title_ar}\u200e" if title_ar else title


def titled(title: str, kind: str) -> str:
    """Return a place's title, with its type where a town has the same title."""
    return f"{title} ({kind})" if kind in {"governorate", "district", "subdistrict"} else title


def labels(facet: Sequence[FacetCount], name: Callable[[FacetCount], str]) -> dict[str, str]:
    """Return id -> label with its count; where two labels would be one, their ids tell them apart."""
    named = {f.id: f"{name(f)} · {f.mentions:,}" for f in facet}
    seen = Counter(named.values())
    return {i: label if seen[label] == 1 else f"{label} ({i})" for i, label in named.items()}


def _searched(found: FacetCount, gazetteer: Gazetteer) -> str:
    place = gazetteer.by_id.get(found.id)
    return both_titles(place_label(found.id, gazetteer, found.label), place.title_ar if place else "")


def _labelled(found: FacetCount) -> str:
    return found.label or found.id


def _choice(
    facet: FacetName, chosen: tuple[str, ...], counts: Sequence[FacetCount], name: Callable[[FacetCount], str]
) -> None:
    label, placeholder = _LISTS[facet]
    named = labels(counts, name)
    key = f"filter-{facet}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label, list(named), key=key, format_func=lambda i: named.get(i, i), placeholder=placeholder,
        on_change=_list_changed, args=(facet,), filter_mode="contains", select_all=False, wrap=False,
    )  # fmt: skip


def _dates(wanted: Filter, span: tuple[date, date] | None) -> None:
    first, last = span or (date(2011, 3, 15), date.today())  # noqa: DTZ011 (the reader's own today)
    days = [first, last, *filter(None, (wanted.date_from, wanted.date_to))]
    first, last = min(days), max(days)
    picked = st.session_state.get("filter-dates", ())
    if len(picked) != 1:  # of a range half picked the widget itself knows best
        open_ended = wanted.date_from is None and wanted.date_to is None
        st.session_state["filter-dates"] = () if open_ended else (wanted.date_from or first, wanted.date_to or last)
    st.date_input(
        "Dates", key="filter-dates", min_value=first, max_value=last, format="YYYY-MM-DD", on_change=_dates_changed,
        help="A mention counts when its own date or interval overlaps this range.",
    )  # fmt: skip


def _list_changed(facet: FacetName) -> None:
    chosen = tuple(st.session_state[f"filter-{facet}"])
    wanted: Filter = st.session_state["filter"]
    changes: dict[str, object] = {facet: chosen}
    if facet == "actors" and not wanted.actors:
        changes["actor_scope"] = st.session_state.get("scope", "sentence")
    st.session_state["filter"] = replace(wanted, **changes)  # type: ignore[arg-type]


def _scope_changed() -> None:
    chosen = st.session_state["filter-scope"] or "sentence"
    st.session_state["scope"] = chosen
    st.session_state["filter"] = replace(st.session_state["filter"], actor_scope=chosen)


def _dates_changed() -> None:
    picked = st.session_state["filter-dates"]
    if len(picked) != 1:
        start, end = picked or (None, None)
        st.session_state["filter"] = replace(st.session_state["filter"], date_from=start, date_to=end)


def _text_changed() -> None:
    try:
        st.session_state["filter"] = replace(st.session_state["filter"], text=st.session_state["filter-text"])
    except FilterError as error:
        st.session_state["told"] = [str(error)]
