"""Two filters side by side: what rose and what fell from A to B, by place, actor and topic, and where on the map.

B is the filter of the address, edited with the same widgets as everywhere. A is kept: "keep this as A". Both are
in the address; A stays with the session too, while its reader goes to another page to look for B.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

import folium
import pyarrow as pa
import streamlit as st
from streamlit_folium import st_folium

from geo.compare import KINDS, Change, Comparison, Kind, compare
from geo.exports.asked import in_words
from geo.exports.positions import Positions
from geo.gazetteer import Gazetteer, Place
from geo.gloss import actor_name
from geo.overview import Counting, PlaceCount
from geo.query import Filter
from geo.store import Store
from views import address, downloads, filter_words, filters, paper, said, welcome
from views.data import Loaded
from views.days_page import span
from views.frame import page_frame
from views.language import language, number, t
from views.mention_map import MentionLayer, MentionMap, payload
from views.safe_text import element

A: Final = "a"
"""Parameter: the filter A, as the query of an address."""
SHOWN: Final = 200
"""Rows of the table that are shown; an export has them all."""
ROSE, FELL = 4, 8
"""Bits of a mark's flags; static/map/state.js has the same."""
_ROW: Final = 33


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    store, gazetteer, counting = loaded.store, loaded.gazetteer, address.counting()
    b = address.current()
    a = _kept()
    view = store.overview(b, counting)
    with st.container(key="compare-page"):
        st.html(element("h2", t("compare.title")))
        if not len(store):
            welcome.hint()
            return
        with st.container(horizontal=True, vertical_alignment="center", key="compare-a"):
            _describe("A", a, store, gazetteer)
            st.button(t("compare.keep"), key="compare-keep", on_click=_keep, args=(b,), disabled=a == b)
            st.button(t("compare.swap"), key="compare-swap", on_click=_swap, args=(a, b), disabled=a == b)
        _describe("B", b, store, gazetteer)
        filters.row(b, view, gazetteer, span(store))
        if b.active():
            filters.pills(b, view, gazetteer)
        if a == b:
            st.html(element("p", t("compare.same"), css="hint"))
            return
        _comparison(loaded, a, b, counting)


@st.fragment
def _comparison(loaded: Loaded, a: Filter, b: Filter, counting: Counting) -> None:
    store, gazetteer = loaded.store, loaded.gazetteer
    with st.spinner(t("compare.counting")):
        found = _compare(store, store.serial, a, b, counting)
    unit = {"story": "count.stories", "article": "count.articles", "mention": "count.mentions"}[counting]
    sizes = t("compare.sizes", a=t(unit, n=found.a), b=t(unit, n=found.b))
    st.html(element("p", sizes, css="sizes"))
    left, right = st.columns([50, 50], gap="small")
    with left, st.container(key="compare-map"):
        st_folium(
            MentionMap(st.session_state["view"]), key=f"compare-map-{language()}", height=460, use_container_width=True,
            returned_objects=[], feature_group_to_add=difference_layer(store, gazetteer, a, b, found, counting),
        )  # fmt: skip
    with right:
        kind: Kind = st.segmented_control(
            t("compare.kind"), KINDS, default="place", format_func=lambda k: t(f"compare.by.{k}"), key="compare-kind",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        changes = found.changes[kind]
        _table(changes[:SHOWN], kind, gazetteer, counting, len(changes))
        if len(changes) > SHOWN:
            st.html(element("p", t("compare.more", shown=SHOWN, all=len(changes)), css="quiet"))
        with st.container(horizontal=True, vertical_alignment="center", key="compare-downloads"):
            # The filters of both are told, whatever is compared: what they tell of sensitive places is asked for too.
            towns = Positions(gazetteer).towns((*store.on_map(a), *store.on_map(b)))
            exact = downloads.exactly(f"compare-{abs(hash((a, b)))}", len(towns))
            asked = [in_words(store, wanted, gazetteer, exact=exact) for wanted in (a, b)]
            downloads.buttons(
                f"compare-{kind}", len(changes),
                lambda: to_table(changes, kind, gazetteer, {} if exact else towns),
                lambda: replace(
                    downloads.about(store, b, gazetteer), filter=f"A: {asked[0]} | B: {asked[1]}",
                    sensitive=len(towns) if kind == "place" else 0, exact=exact,
                ),
            )  # fmt: skip


def difference_layer(
    store: Store, gazetteer: Gazetteer, a: Filter, b: Filter, found: Comparison, counting: Counting
) -> folium.FeatureGroup:
    """Return what rose and fell as a layer of the map: a mark's size is the difference, its colour the direction."""
    changes = {change.id: change for change in found.changes["place"] if change.difference}
    known = {count.place_id: count for count in (*store.on_map(a), *store.on_map(b))}
    counts = [_sized(known[i], abs(change.difference)) for i, change in changes.items() if i in known]
    data = payload(sorted(counts, key=lambda c: -c.mentions), gazetteer.by_id, None)
    data["unit"] = counting
    for rows, flags in ((data["points"], 8), *((data[name], 6) for name in ("governorates", "lines", "areas"))):
        for row in rows:
            change = changes[row[0]]
            row[1] = t("compare.label", place=row[1], a=change.a, b=change.b)
            row[flags] |= ROSE if change.difference > 0 else FELL
    group = folium.FeatureGroup(name="mentions", control=False)
    group.add_child(MentionLayer(data))
    return group


def to_table(
    changes: tuple[Change, ...], kind: Kind, gazetteer: Gazetteer, towns: Mapping[str, Place | None]
) -> pa.Table:
    """Return changes as a table for an export; rates in 100 of what is counted.

    `towns` tells which places are named by a town instead (`geo.exports.positions.Positions.towns`).
    """
    ids = [change.id for change in changes]
    if kind == "place":
        ids = [id_ if id_ not in towns else town.id if (town := towns[id_]) else "" for id_ in ids]
    return pa.table(
        {
            "kind": [kind] * len(changes),
            "id": ids,
            "title": [_title(id_, kind, gazetteer) if id_ else t("downloads.held_back") for id_ in ids],
            "a": [change.a for change in changes],
            "b": [change.b for change in changes],
            "difference": [change.difference for change in changes],
            "rate_a": [round(change.rate_a, 2) for change in changes],
            "rate_b": [round(change.rate_b, 2) for change in changes],
            "rate_difference": [round(change.rate_difference, 2) for change in changes],
        }
    )


def _table(changes: tuple[Change, ...], kind: Kind, gazetteer: Gazetteer, counting: Counting, all_: int) -> None:
    if not changes:
        st.html(element("p", t("compare.nothing"), css="hint"))
        return
    signed = [
        f"{'▲' if c.difference > 0 else '▼' if c.difference < 0 else '='} {number(abs(c.difference))}" for c in changes
    ]
    heads = [t(f"compare.column.{name}") for name in ("difference", "rate_difference", "a", "b", "rate_a", "rate_b")]
    plain = st.column_config.NumberColumn(format="localized", width=56)
    rate = st.column_config.NumberColumn(format="%.1f", width=72, help=t(f"compare.rate_help.{counting}"))
    columns: dict[str, list[Any]] = {
        t(f"compare.by.{kind}"): [_title(c.id, kind, gazetteer) for c in changes],
        heads[0]: signed,
        heads[1]: [round(c.rate_difference, 1) for c in changes],
        heads[2]: [c.a for c in changes],
        heads[3]: [c.b for c in changes],
        heads[4]: [round(c.rate_a, 1) for c in changes],
        heads[5]: [round(c.rate_b, 1) for c in changes],
    }
    st.dataframe(
        columns, key=f"compare-table-{kind}", hide_index=True, height=min(420, _ROW * (len(changes) + 1) + 4),
        column_config={
            heads[0]: st.column_config.TextColumn(width=64),
            heads[1]: st.column_config.NumberColumn(format="%+.1f", width=92, help=t(f"compare.rate_help.{counting}")),
            heads[2]: plain, heads[3]: plain, heads[4]: rate, heads[5]: rate,
        },
    )  # fmt: skip
    paper.table(columns, all_)


def _title(id_: str, kind: Kind, gazetteer: Gazetteer) -> str:
    if kind == "place":
        return filter_words.place_label(id_, gazetteer)
    return actor_name(id_, language()) if kind == "actor" else said.topic(id_)


def _describe(name: str, wanted: Filter, store: Store, gazetteer: Gazetteer) -> None:
    view = store.overview(wanted)
    words = "; ".join(pill.words for pill in filter_words.pills(wanted, view, gazetteer)) or t("compare.everything")
    st.html(f'<p class="side"><b class="name">{name}</b> {element("span", words)}</p>', width="content")


def _sized(count: PlaceCount, size: int) -> PlaceCount:
    """Return a place as the map draws one that has `size` of what is counted, all of it exact and reported."""
    changed: dict[str, Any] = {name: size for name in ("count", "reported", "stories") if name in count._fields}
    return count._replace(mentions=size, articles=size, exact=size, **changed)


@st.cache_resource(max_entries=8, show_spinner=False)
def _compare(_store: Store, store_id: int, a: Filter, b: Filter, counting: Counting) -> Comparison:  # noqa: ARG001 (what the answer is kept under)
    return compare(_store, a, b, counting)


def _kept() -> Filter:
    """Return A: of the address, else of the session; every mention where none was kept."""
    given = address.got(A)
    if given:
        st.session_state["compare-kept"] = Filter.from_params(parse_qs(given[0]))[0]
    found: Filter = st.session_state.get("compare-kept", Filter())
    if not given and found.active():
        _keep(found)
        address.write()
    return found


def _keep(wanted: Filter) -> None:
    st.session_state["compare-kept"] = wanted
    address.put(A, [urlencode(wanted.to_params(), doseq=True)] if wanted.active() else ())


def _swap(a: Filter, b: Filter) -> None:
    _keep(b)
    filters.set_filter(a)
