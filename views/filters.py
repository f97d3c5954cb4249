"""The filter row, what is folded away below it, and the pills: one `Filter` is the truth, widgets follow it.

Widgets are given their value from the filter at each run, and tell it back only when they are used. So what they
offer may carry counts that change with every filter ("Russia · 312"): a chosen value stays the id that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from geo.exc import FilterError
from geo.gazetteer import Gazetteer
from geo.overview import COUNTINGS, FacetCount, FacetName, Overview
from geo.query import Filter, FilterName
from views import address, filter_words
from views.filter_words import place_label, titled
from views.language import number, rtl, t
from views.safe_text import element, markdown

__all__ = ["both_titles", "labels", "pills", "place_label", "row", "set_filter", "switches", "titled"]

FREQUENT: Final[tuple[FacetName, ...]] = ("actors", "places", "governorates", "topics")
"""Lists that stand in the row."""
FOLDED: Final[tuple[FacetName, ...]] = (
    "said_by", "sources", "articles", "stories", "contexts", "where_precs", "date_precs", "dated_by", "roles",
    "languages", "statuses", "tags",
)  # fmt: skip
"""Lists that stand under "More filters"."""
REPORTED: Final = ("reported",)
"""Contexts that "Reported only" asks for."""
TOWN: Final = (1, 2)
"""Precisions that "Town level only" asks for: what is drawn as a point."""
_NUMBERS: Final = frozenset({"where_precs", "date_precs"})
_ALSO: Final = ("broad", "undated")


def row(wanted: Filter, view: Overview, gazetteer: Gazetteer, span: tuple[date, date] | None) -> None:
    """Draw the filter row; `span` is the first and last day that any mention has."""
    with st.container(key="filters"):
        columns = st.columns([1.8, 1.8, 1.6, 2.55, 1.5, 1.3, 1.45], vertical_alignment="bottom")
        for column, name in zip((*columns[:3], columns[4]), FREQUENT, strict=True):
            with column:
                _choice(name, wanted, view, gazetteer)
        with columns[3]:
            _dates(wanted, span)
        with columns[5]:
            st.session_state["filter-text"] = wanted.text
            st.text_input(
                t("filter.field.text"), key="filter-text", placeholder=t("filter.text_hint"), on_change=_text_changed
            )
        with columns[6]:
            _more(wanted, view, gazetteer)


def switches(wanted: Filter) -> None:
    """Draw what counts are of, and the two narrowings that are one click away."""
    st.session_state["counting-switch"] = address.counting()
    st.segmented_control(
        t("filter.counting"), COUNTINGS, format_func=lambda by: t(f"filter.by.{by}"), key="counting-switch",
        on_change=_counting_changed, required=True, help=t("filter.counting_help"), label_visibility="collapsed",
    )  # fmt: skip
    st.session_state["reported-only"] = wanted.contexts == REPORTED
    st.toggle(
        t("filter.reported_only"), key="reported-only", help=t("filter.reported_only_help"),
        on_change=_toggled, args=("reported-only", "contexts", REPORTED),
    )  # fmt: skip
    st.session_state["town-only"] = wanted.where_precs == TOWN
    st.toggle(
        t("filter.town_only"), key="town-only", help=t("filter.town_only_help"),
        on_change=_toggled, args=("town-only", "where_precs", TOWN),
    )  # fmt: skip


def pills(wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    """Draw all that is set, each with a button that drops it; Delete and Backspace do as a click."""
    with st.container(horizontal=True, vertical_alignment="center", key="pills"):
        if not wanted.active():
            st.html(element("p", t("filter.none"), css="quiet") + element("p", t("filter.first"), css="quiet"))
            return
        for pill in filter_words.pills(wanted, view, gazetteer):
            st.button(
                markdown(pill.words), key=f"pill-{pill.key}", icon=":material/close:", icon_position="right",
                on_click=set_filter, args=(pill.without,),
            )  # fmt: skip
        st.button(t("filter.reset"), key="reset", type="tertiary", on_click=set_filter, args=(Filter(),))


def set_filter(wanted: Filter) -> None:
    """Take another filter, from whatever widget asks for it."""
    st.session_state["filter"] = wanted
    st.session_state.pop("filter-dates", None)


def both_titles(shown: str, title: str, title_ar: str) -> str:
    """Return what a place is called with its title in the other language, so that a search finds either.

    A mark of direction behind it keeps the count that follows last.
    """
    other, mark = (title, "\u200f") if rtl() else (title_ar, "\u200e")
    return f"{shown} · {other}{mark}" if other and other not in shown else shown


def labels(facet: Sequence[FacetCount], name: Callable[[FacetCount], str]) -> dict[str, str]:
    """Return id -> label with its count; where two labels would be one, their ids tell them apart."""
    named = {f.id: f"{name(f)} · {number(f.count)}" for f in facet}
    seen = Counter(named.values())
    return {i: label if seen[label] == 1 else f"{label} ({i})" for i, label in named.items()}


def _more(wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    """Draw the button under which the other filters stand; they are counted only while it is open."""
    used = sum(name in FOLDED or name in {"marked", "added_since"} for name in wanted.active())
    used += (wanted.actor_scope == "article") + wanted.broad + wanted.undated
    label = t("filter.more_active", n=used) if used else t("filter.more")
    folded = st.popover(label, key="more", icon=":material/tune:", width="stretch", on_change="rerun")
    if not folded.open:
        return
    with folded, st.container(key="more-filters"):
        columns = st.columns(3)
        for i, name in enumerate(FOLDED):
            with columns[i % 3]:
                _choice(name, wanted, view, gazetteer)
        with st.container(horizontal=True, key="more-switches"):
            st.session_state["filter-scope"] = wanted.actor_scope
            st.segmented_control(
                t("filter.scope"), ("sentence", "article"), key="filter-scope", required=True,
                format_func=lambda scope: t(f"filter.named_in.{scope}"), on_change=_scope_changed,
            )  # fmt: skip
            st.session_state["filter-also"] = [name for name in _ALSO if getattr(wanted, name)]
            st.pills(
                t("filter.with_range"), _ALSO, key="filter-also", selection_mode="multi",
                format_func=lambda also: t(f"filter.also.{also}"), on_change=_also_changed,
                disabled=not (wanted.date_from or wanted.date_to),
            )  # fmt: skip
            st.session_state["filter-marked"] = wanted.marked
            st.toggle(t("filter.marked_only"), key="filter-marked", on_change=_marked_changed)


def _choice(name: FacetName, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    named = labels(view.facets[name], partial(_named, name, gazetteer))
    chosen = [str(value) for value in getattr(wanted, name)]
    key = f"filter-{name}"
    st.session_state[key] = chosen
    st.multiselect(
        t(f"filter.field.{name}"), list(dict.fromkeys((*named, *chosen))), key=key,
        format_func=lambda i: named.get(i, i), placeholder=t(f"filter.any.{name}"),
        on_change=_list_changed, args=(name,), filter_mode="contains", select_all=False, wrap=False,
    )  # fmt: skip


def _named(name: FacetName, gazetteer: Gazetteer, found: FacetCount) -> str:
    words = filter_words.value(name, found.id, gazetteer, found.label)
    place = gazetteer.by_id.get(found.id) if name == "places" else None
    return both_titles(words, place.title, place.title_ar) if place else words


def _dates(wanted: Filter, span: tuple[date, date] | None) -> None:
    first, last = span or (date(2011, 3, 15), date.today())  # noqa: DTZ011 (the reader's own today)
    days = [first, last, *filter(None, (wanted.date_from, wanted.date_to))]
    first, last = min(days), max(days)
    picked = st.session_state.get("filter-dates", ())
    if len(picked) != 1:  # of a range half picked the widget itself knows best
        open_ended = wanted.date_from is None and wanted.date_to is None
        st.session_state["filter-dates"] = () if open_ended else (wanted.date_from or first, wanted.date_to or last)
    st.date_input(
        t("filter.field.dates"), key="filter-dates", min_value=first, max_value=last, format="YYYY-MM-DD",
        on_change=_dates_changed, help=t("filter.dates_help"),
    )  # fmt: skip


def _change(**changes: Any) -> None:
    """Change fields of the filter; what it cannot be is told."""
    try:
        st.session_state["filter"] = replace(address.current(), **changes)
    except FilterError as error:
        st.session_state["told"] = [str(error)]


def _list_changed(name: FacetName) -> None:
    chosen = st.session_state[f"filter-{name}"]
    _change(**{name: tuple(int(value) for value in chosen) if name in _NUMBERS else tuple(chosen)})


def _toggled(key: str, name: FilterName, asked: tuple[str | int, ...]) -> None:
    _change(**{name: asked if st.session_state[key] else ()})


def _counting_changed() -> None:
    st.session_state["counting"] = st.session_state["counting-switch"] or "story"


def _scope_changed() -> None:
    _change(actor_scope=st.session_state["filter-scope"] or "sentence")


def _also_changed() -> None:
    _change(**{name: name in st.session_state["filter-also"] for name in _ALSO})


def _marked_changed() -> None:
    _change(marked=st.session_state["filter-marked"])


def _dates_changed() -> None:
    picked = st.session_state["filter-dates"]
    if len(picked) != 1:
        start, end = picked or (None, None)
        only = {} if start else {"broad": False, "undated": False}
        _change(date_from=start, date_to=end, **only)


def _text_changed() -> None:
    _change(text=st.session_state["filter-text"])
