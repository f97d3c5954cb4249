"""Below the map: tabs with the mentions, their places and actors, their days, and the names that were not placed.

Only the open tab is asked for and sent; its name stands in the address. A row that is clicked is shown on the map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from geo.gazetteer import Gazetteer
from geo.gloss import actor_name
from geo.overview import Overview, PlaceCount
from geo.query import Filter
from geo.store import Store
from views import address, days_page, downloads, evidence, paper, reader, said, selection
from views.data import Loaded
from views.evidence import ROW
from views.filter_words import place_label
from views.filters import set_filter
from views.language import country, language, t
from views.language import said as word
from views.mention_map import drawn_as

PAGE: Final = 100
"""Rows of the table that are sent to the browser at once."""
HEIGHT: Final = 460
"""Pixels, of the tallest table."""

COLUMNS: Final = (
    "date_start", "date_end", "surface", "place", "types", "governorate", "sentence", "actors", "said_by", "context",
    "topics", "article_title", "source", "published", "status", "role", "where_prec", "confidence", "mention_id",
)  # fmt: skip
"""Columns of a mention that the table shows."""
ON_PAPER: Final = (
    "date_start", "date_end", "surface", "place", "governorate", "sentence", "actors", "said_by", "context",
    "article_title",
)  # fmt: skip
"""Those of them that find room on a sheet."""
TABS: Final = ("table", "places", "actors", "days", "unplaced")
"""Tabs by their name in the address; the first is open where it names none."""

_COUNTED: Final = {"story": "stories", "article": "articles", "mention": "mentions"}

Row = Mapping[str, Any]


@st.fragment
def show(loaded: Loaded, wanted: Filter, view: Overview) -> None:
    """Draw the tabs; turning to another reruns only them."""
    if address.current() != wanted or st.session_state.pop("tables-chose", False):
        st.rerun()  # a row has chosen a place or an actor: that concerns the whole page
    counts = {
        "table": view.figures.mentions,
        "places": len(view.places),
        "actors": sum(found.count > 0 for found in view.facets["actors"]),
        "unplaced": view.figures.not_placed,
    }
    names = {name: t(f"tables.tab.{name}", n=counts.get(name, 0)) for name in TABS}
    st.session_state["tabs"] = names.get(st.session_state["tab"], names[TABS[0]])
    address.write()
    for tab, name in zip(
        st.tabs(list(names.values()), key="tabs", on_change=_turned, args=(names,)), TABS, strict=True
    ):
        if tab.open:
            with tab:
                _draw(name, loaded, wanted, view)


def _draw(name: str, loaded: Loaded, wanted: Filter, view: Overview) -> None:
    if name == "table":
        _mentions(loaded.store, wanted, view, loaded.gazetteer)
    elif name == "places":
        _places(view, loaded.gazetteer)
    elif name == "actors":
        _actors(view)
    elif name == "days":
        days_page.table(loaded, wanted)
    else:
        _unplaced(loaded.store, wanted, view, loaded.gazetteer)


def _turned(names: Mapping[str, str]) -> None:
    label = st.session_state["tabs"]
    found = next((name for name, words in names.items() if words == label), TABS[0])
    st.session_state["tab"] = "" if found == TABS[0] else found


def _mentions(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    pages = max(1, -(-view.figures.mentions // PAGE))
    number = 1
    downloads.show(store, wanted, view, gazetteer)
    with st.container(horizontal=True, vertical_alignment="center", key="table-head"):
        st.caption(t("tables.hint.table"), width="content")
        if pages > 1:
            st.space("stretch")
            number = st.pagination(pages, key=f"page-{pages}-{abs(hash(wanted))}")
    rows = store.page(wanted, (number - 1) * PAGE, PAGE).select([*COLUMNS, "place_id", "article_id"]).to_pylist()
    columns = {name: [_cell(name, row, gazetteer) for row in rows] for name in COLUMNS}

    def chosen(at: int) -> None:
        row = rows[at]
        placed = row["role"] == "place" and row["status"] == "resolved"
        place = gazetteer.by_id.get(row["place_id"]) if placed else None
        if place:
            selection.go(place)
        evidence.show(place.id if place else None)
        reader.read(row["article_id"], row["mention_id"])

    _grid("mentions", columns, chosen, {
        "sentence": st.column_config.TextColumn(width="large"),
        "article_title": st.column_config.TextColumn(width="medium"),
        "date_start": st.column_config.DateColumn(format="YYYY-MM-DD"),
        "date_end": st.column_config.DateColumn(format="YYYY-MM-DD"),
        "published": st.column_config.DateColumn(format="YYYY-MM-DD"),
        "confidence": st.column_config.NumberColumn(format="%.2f"),
    }, view.figures.mentions)  # fmt: skip


def _cell(name: str, row: Row, gazetteer: Gazetteer) -> Any:
    """Return a cell in the page's language; what the mention says itself stays as it stands."""
    value = row[name]
    if name in {"actors", "said_by"}:
        return [actor_name(actor, language()) for actor in value]
    if name == "topics":
        return [said.topic(topic) for topic in value]
    if not value:
        return value
    if name == "place":
        return place_label(row["place_id"], gazetteer, value)
    if name == "governorate":
        return said.governorate(value)
    if name == "where_prec":
        return said.precision(value, None)
    words: Mapping[str, Callable[[str], str]] = {
        "types": said.kind, "status": said.status, "context": said.context, "role": lambda r: word("evidence.role", r),
    }  # fmt: skip
    return words[name](value) if name in words else value


def _places(view: Overview, gazetteer: Gazetteer) -> None:
    places = view.places
    if not places:
        st.caption(t("tables.hint.no_places"))
        return
    st.caption(t("tables.hint.places"))

    def drawn(count: PlaceCount) -> str:
        return t(f"tables.drawn.{drawn_as(count, gazetteer.by_id.get(count.place_id)) or 'not'}")

    def chosen(at: int) -> None:
        selection.go(places[at])
        evidence.show(places[at].place_id)

    columns: dict[str, Sequence[Any]] = {
        "place": [(language() == "ar" and count.title_ar) or count.title for count in places],
        "types": [said.kind(count.type) for count in places],
        "governorate": [said.governorate(count.governorate) for count in places],
        "country": [country(count.country) for count in places],
        "stories": [count.stories for count in places],
        "articles": [count.articles for count in places],
        "mentions": [count.mentions for count in places],
        "where_prec": [said.precision(count.where_prec, count.uncertainty_km) for count in places],
        "on_map": [drawn(count) for count in places],
        "lat": [count.lat for count in places],
        "lon": [count.lon for count in places],
    }
    at = {name: st.column_config.NumberColumn(format="%.4f") for name in ("lat", "lon")}
    _grid("places-table", columns, chosen, at)


def _actors(view: Overview) -> None:
    facet = [found for found in view.facets["actors"] if found.count]
    if not facet:
        st.caption(t("tables.hint.no_actors"))
        return
    st.caption(t("tables.hint.actors"))

    def chosen(at: int) -> None:
        wanted = address.current()
        set_filter(Filter.from_params({**wanted.to_params(), "actor": [facet[at].id]})[0])

    columns: dict[str, Sequence[Any]] = {
        "actor": [actor_name(found.id, language()) for found in facet],
        _COUNTED[address.counting()]: [found.count for found in facet],
    }
    _grid("actors-table", columns, chosen)


def _unplaced(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    if not view.figures.not_placed:
        st.caption(t("tables.hint.all_placed"))
        return
    st.caption(t("tables.hint.unplaced"))
    names = store.not_placed(wanted, 500)

    def chosen(at: int) -> None:
        evidence.show(None)
        reader.read(names[at].article_id, names[at].mention_id)

    columns: dict[str, Sequence[Any]] = {
        "surface": [name.surface for name in names],
        "status": [said.status(name.status) for name in names],
        "mentions": [name.mentions for name in names],
        "articles": [name.articles for name in names],
        "candidates": [[place_label(p, gazetteer) for p in name.candidates] for name in names],
        "first_sentence": [name.sentence for name in names],
        "article_title": [name.article_title or name.article_id for name in names],
    }
    _grid("not-placed", columns, chosen, {"first_sentence": st.column_config.TextColumn(width="large")})


def _grid(
    key: str,
    columns: Mapping[str, Sequence[Any]],
    chosen: Callable[[int], None],
    config: Mapping[str, Any] | None = None,
    all_: int = 0,
) -> None:
    """Draw a table under the names of its columns; a row that is clicked is handed to `chosen`.

    `all_` is how many rows there are where not all are handed in.
    """
    heads = {name: t(f"tables.column.{name}") for name in columns}
    length = max(map(len, columns.values()))

    def picked() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and rows[0] < length:
            chosen(rows[0])
            st.session_state["tables-chose"] = True

    with st.container(key=f"{key}-grid"):
        st.dataframe(
            {heads[name]: values for name, values in columns.items()}, hide_index=True, key=key,
            height=min(HEIGHT, ROW * (length + 1) + 4),
            column_config={heads[name]: made for name, made in (config or {}).items()},
            on_select=picked, selection_mode="single-row",
        )  # fmt: skip
        printed = ON_PAPER if key == "mentions" else tuple(columns)
        paper.table({heads[name]: columns[name] for name in printed}, max(length, all_))
