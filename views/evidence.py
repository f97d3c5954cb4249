"""The panel beside the map: the sentences behind one place, or the list of places to choose from.

All text here comes from articles and is hostile until shown: it goes through `views.safe_text` into `st.html`, or
into a table's cells.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, Final

import streamlit as st

from geo.gazetteer import Gazetteer
from geo.overview import FacetCount, Overview, PlaceCount
from geo.query import Filter
from geo.store import Store
from views.filters import both_titles, labels, place_label, set_filter, titled
from views.safe_text import element, link, markdown, marked

ROW: Final = 33
"""Pixels, the height of a row of Streamlit's tables."""

SURE: Final = 0.85
"""Confidence from which a resolution is not worth a word."""

PAGE: Final = 20
"""Mentions shown at first, and as many more at each wish."""

PRECISION: Final = {
    1: "exact place",
    2: "near",
    3: "somewhere in the district",
    4: "somewhere in the governorate",
    5: "a line or an area without exact bounds",
    6: "the country as a whole",
    7: "water",
}
"""`where_prec` in words."""

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_FILTERS: Final = {
    "actors": "actor", "places": "place", "governorates": "governorate", "dates": "dates",
    "articles": "article", "text": "text",
}  # fmt: skip


def choose(view: Overview, gazetteer: Gazetteer) -> None:
    """Draw the list of places: the way to the sentences without a mouse."""
    shown = st.session_state["shown"]
    counts = [FacetCount(count.place_id, count.title, count.mentions) for count in view.places]
    known = {count.place_id: count for count in view.places}
    named = labels(counts, lambda f: both_titles(titled(f.label, known[f.id].type), known[f.id].title_ar))
    if shown is not None and shown not in named:
        named[shown] = f"{place_label(shown, gazetteer)} (not under this filter)"
    st.session_state["shown-place"] = shown
    st.selectbox(
        "Sentences at", list(named), key="shown-place", index=None, placeholder="Choose a place, here or on the map",
        format_func=lambda p: named.get(p, p), on_change=_chosen, filter_mode="contains", label_visibility="collapsed",
    )  # fmt: skip


def panel(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    """Draw what stands beside the map: sentences, the list of places, or why there is nothing."""
    shown = st.session_state["shown"]
    if not view.figures.mentions:
        _empty(store, wanted)
    elif shown is None:
        _ranking(view)
    else:
        _sentences(store, wanted, view, gazetteer, shown)


def show(place_id: str | None) -> None:
    """Choose the place whose sentences are shown; None closes them."""
    st.session_state["shown"] = place_id
    st.session_state["sentences"] = PAGE


def _chosen() -> None:
    show(st.session_state["shown-place"])


def _ranking(view: Overview) -> None:
    places = view.places
    if not places:
        st.html(element("p", "None of these mentions could be placed. See the tab “Not placed”.", css="hint"))
        return

    def picked() -> None:
        rows = st.session_state["ranking"]["selection"]["rows"]
        if rows and rows[0] < len(places):
            show(places[rows[0]].place_id)

    st.dataframe(
        {
            "Place": [count.title for count in places],
            "What": [count.type for count in places],
            "Mentions": [count.mentions for count in places],
            "Articles": [count.articles for count in places],
        },
        key="ranking", on_select=picked, selection_mode="single-row", hide_index=True,
        height="stretch" if len(places) > 10 else ROW * (len(places) + 1) + 4,
        column_config={
            "Place": st.column_config.TextColumn(width=150),
            "What": st.column_config.TextColumn(width=92),
            "Mentions": st.column_config.ProgressColumn(
                format="localized", min_value=0, max_value=max(count.mentions for count in places),
                width=78, color="primary",
            ),
            "Articles": st.column_config.NumberColumn(format="localized", width=52),
        },
    )  # fmt: skip


def _empty(store: Store, wanted: Filter) -> None:
    with st.container(key="empty"):
        st.html(element("h3", "No mention matches"))
        for name, values in store.unknown(wanted).items():
            st.html(element("p", f"No article names the {_FILTERS[name]}: {', '.join(values)}."))
        st.html(element("p", f"Asked for: {store.describe(wanted)}."))
        emptied = store.which_filter_emptied(wanted)
        for cause in emptied:
            words = markdown(store.describe(_only(wanted, cause.name)))
            st.button(
                f"Drop {words} · shows {cause.mentions:,}", key=f"drop-{cause.name}",
                on_click=set_filter, args=(wanted.without(cause.name),), width="stretch",
            )  # fmt: skip
        if not emptied and wanted.active():
            st.html(element("p", "No single filter is to blame: only dropping several brings mentions back."))
            st.button("Drop all filters", key="drop-all", on_click=set_filter, args=(Filter(),), width="stretch")


def _only(wanted: Filter, name: str) -> Filter:
    """Return the filter with one of its filters alone."""
    for other in wanted.active():
        if other != name:
            wanted = wanted.without(other)
    return wanted


def _sentences(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer, place_id: str) -> None:
    count = next((count for count in view.places if count.place_id == place_id), None)
    place = gazetteer.by_id.get(place_id)
    with st.container(horizontal=True, vertical_alignment="top", key="evidence-head"):
        st.html(_head(count, place_label(place_id, gazetteer), place.title_ar if place else ""))
        st.button(
            "Close", key="close", icon=":material/close:", type="tertiary", on_click=show, args=(None,),
            help="Back to the list of places",
        )  # fmt: skip
    if count is None:
        st.html(element("p", "No sentence here under the present filter.", css="hint"))
        return
    limit = st.session_state.get("sentences", PAGE)
    rows = store.evidence(wanted, place_id, 0, limit).to_pylist()
    st.html("".join(_card(rows_of_sentence, count.where_prec) for rows_of_sentence in _by_sentence(rows)))
    if count.mentions > limit:
        st.button(
            f"Show more ({limit:,} of {count.mentions:,} shown)", key="more", width="stretch",
            on_click=lambda: st.session_state.update(sentences=limit + PAGE),
        )  # fmt: skip


def _head(count: PlaceCount | None, title: str, title_ar: str) -> str:
    lines = [element("h3", count.title if count else title)]
    if title_ar:
        lines.append(element("p", title_ar, css="arabic"))
    if count:
        where = [count.type]
        if count.governorate and count.type != "governorate":
            where.append(count.governorate)
        if count.country != "SY" and count.type != "country":
            where.append(count.country)
        where.append(_how_exactly(count))
        lines.append(element("p", " · ".join(filter(None, where)), css="kind"))
        number = f"{_number(count.mentions, 'mention')} in {_number(count.articles, 'article')}"
        lines.append(element("p", number, css="kind"))
    return f'<div class="head">{"".join(lines)}</div>'


def _how_exactly(count: PlaceCount) -> str:
    """Return how exactly the mentions of a place say where; counted where they differ."""
    off = f" (± {count.uncertainty_km:g} km)" if count.uncertainty_km else ""
    near = count.mentions - count.exact
    if count.where_prec != 1 or not near:
        return PRECISION.get(count.where_prec, "") + off
    return f"{count.exact:,} exact{off}, {near:,} near" if count.exact else f"{near:,} near"


def _precision(rows: list[dict[str, Any]], place_prec: int) -> str:
    """Return in words how exactly the mentions of one sentence say where, if that is not how the place is known."""
    other = [row for row in rows if row["where_prec"] not in {None, place_prec}]
    if not other:
        return ""
    words = PRECISION.get(other[0]["where_prec"], "")
    if other[0]["uncertainty_km"]:
        words += f", within {other[0]['uncertainty_km']:g} km"
    return words if len(other) == len(rows) else f"{len(other)} of {len(rows)} {words}"


def _by_sentence(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group neighbouring mentions that stand in one sentence: they are shown once, all marked."""
    groups: list[list[dict[str, Any]]] = []
    for row in rows:
        last = groups[-1][0] if groups else {}
        if all(row[key] == last.get(key) for key in ("article_id", "field", "sentence_start")):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _card(rows: list[dict[str, Any]], place_prec: int) -> str:
    row = rows[0]
    spans = [(r["start"] - r["sentence_start"], r["end"] - r["sentence_start"]) for r in rows]
    when, whence = said_when(row)
    source = " · ".join(filter(None, (row["source"], f"published {day(row['published'])}" if row["published"] else "")))
    actors = "".join(element("span", actor, css="actor") for actor in row["actors"])
    precision = _precision(rows, place_prec)
    where = element("span", precision, css="near") if precision else ""
    sure = " · ".join(dict.fromkeys(filter(None, map(_doubt, rows))))
    return (
        '<article class="card">'
        f'<p class="when">{element("b", when)} {element("span", whence, css="quiet")}</p>'
        f'<blockquote dir="auto">{marked(row["sentence"], spans)}</blockquote>'
        f'<p class="from" dir="auto">{link(row["article_title"] or row["article_id"], row["url"])}</p>'
        f"{element('p', source, css='quiet') if source else ''}"
        f'<p class="foot">{where}{actors}{element("span", sure, css="quiet") if sure else ""}</p>'
        "</article>"
    )


def _doubt(row: dict[str, Any]) -> str:
    """Return what a reader should know of a resolution that is not sure; nothing of one that is."""
    if row["status"] == "resolved" and (row["confidence"] is None or row["confidence"] >= SURE):
        return ""
    return row["status"] if row["confidence"] is None else f"{row['status']}, confidence {row['confidence']:.2f}"


def _whole_month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def said_when(row: dict[str, Any]) -> tuple[str, str]:
    """Return a mention's date in words, and where the date comes from."""
    start, end = row["date_start"], row["date_end"]
    if start is None or end is None:
        return "no date", ""
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        when = str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    elif (
        start.day == 1
        and start.year == end.year
        and start.month == end.month
        and end.day == monthrange(end.year, end.month)[1]
    ):
        when = f"{_MONTHS[start.month - 1]} {start.year}"
    else:
        when = day(start) if start == end else f"{day(start)} – {day(end)}"
    if row["date_source"] == "sentence":
        return when, f"from “{row['date_expression']}”" if row["date_expression"] else "from the sentence"
    return when, "the article’s date" if row["date_source"] == "published" else ""


def day(value: date) -> str:
    """Return a date as 4 Sep 2018, in English whatever the machine's language."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {plural(count, word)}"


def plural(count: int, word: str) -> str:
    """Return a word as it stands after its number."""
    return word if count == 1 else f"{word}s"
