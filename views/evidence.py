"""The panel beside the map: the sentences behind one place, an article, or the list of places to choose from.

All text here comes from articles and is hostile until shown: it goes through `views.safe_text` into markup, or
into a table's cells.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geo.exc import GeoError
from geo.gazetteer import Gazetteer, Place
from geo.overview import Counting, FacetCount, Overview, PlaceCount
from geo.query import Filter
from geo.store import Store
from views import address, filter_words, reader, said, selection, ways
from views.cards import cards, opens, tellings
from views.filter_words import place_label, titled
from views.filters import both_titles, labels, set_filter
from views.language import country, language, number, t
from views.reader import ArticleText
from views.safe_text import attributes, element, markdown

ROW: Final = 33
"""Pixels, the height of a row of Streamlit's tables."""

RANKED: Final = 200
"""Places that the list names; the tab Places has them all."""

_UNITS: Final[Mapping[Counting, str]] = {"story": "stories", "article": "articles", "mention": "mentions"}

PAGE: Final = 20
"""Mentions shown at first, and as many more at each wish."""

Texts = Callable[[str], ArticleText | None]
"""Returns the text of an article by its id; None where only its sentences are known."""


def choose(view: Overview, gazetteer: Gazetteer) -> None:
    """Draw the list of places: the way to the sentences without a mouse."""
    shown = st.session_state["shown"]
    counts = [FacetCount(count.place_id, count.title, count.count) for count in view.places]
    known = {count.place_id: count for count in view.places}
    named = labels(
        counts, lambda f: both_titles(titled(_title(known[f.id]), known[f.id].type), f.label, known[f.id].title_ar)
    )
    if shown is not None and shown not in named:
        named[shown] = t("evidence.not_here", place=place_label(shown, gazetteer))
    st.session_state["shown-place"] = shown
    st.selectbox(
        t("evidence.sentences_at"), list(named), key="shown-place", index=None, placeholder=t("evidence.choose"),
        format_func=lambda p: named.get(p, p), on_change=_chosen, filter_mode="contains", label_visibility="collapsed",
    )  # fmt: skip


def panel(
    store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer, article_text: Texts = lambda _: None
) -> None:
    """Draw what stands beside the map: an article, sentences, the list of places, or why there is nothing."""
    shown = st.session_state["shown"]
    if reader.opened() or (shown is not None and view.figures.mentions):
        count = next((count for count in view.places if count.place_id == shown), None)
        _beside(store, wanted, gazetteer, shown, count, article_text)
    elif not view.figures.mentions:
        _empty(store, wanted, view, gazetteer)
    else:
        _ranking(view)


def show(place_id: str | None) -> None:
    """Choose the place whose sentences are shown; None closes them."""
    reader.close()
    st.session_state["shown"] = place_id
    st.session_state["sentences"] = PAGE


def _chosen() -> None:
    show(st.session_state["shown-place"])


@st.fragment
def _beside(
    store: Store, wanted: Filter, gazetteer: Gazetteer, shown: str | None, count: PlaceCount | None, texts: Texts
) -> None:
    """Draw the sentences of a place, or the article that one of them stands in; a click reruns only this."""
    at = reader.opened()
    if st.session_state["shown"] != shown or (at is None and shown is None):
        st.rerun()  # another place, or none: that concerns the map too
    address.write()
    if at:
        try:
            text = texts(at.article_id)
        except GeoError as error:  # a damaged text: what is known of its mentions is shown all the same
            st.error(markdown(str(error)), icon=":material/error:")
            text = None
        reader.show(store, gazetteer, at, text)
        return
    _heading(gazetteer, count, shown or "")
    if count is None:
        st.html(element("p", t("evidence.none_here"), css="hint"))
    else:
        _sentences(store, wanted, count)


def _ranking(view: Overview) -> None:
    places = view.places
    if not places:
        st.html(element("p", t("evidence.none_placed"), css="hint"))
        return

    def chosen(place_id: str) -> None:
        if found := next((count for count in places if count.place_id == place_id), None):
            selection.go(found)
            show(place_id)

    unit = _UNITS[view.counting]
    beside = _UNITS["article" if view.counting == "mention" else "mention"]
    heads = (t("evidence.column.place"), t(f"evidence.column.{unit}"), t(f"evidence.column.{beside}"))
    highest = max(count.count for count in places) or 1
    rows = "".join(_ranked(count, highest, getattr(count, beside)) for count in places[:RANKED])
    more = len(places) - RANKED
    rest = element("p", t("evidence.more_places", n=more), css="quiet") if more > 0 else ""
    reader.desk(
        "ranking",
        f'<table class="ranking"><thead><tr>{"".join(element("th", head) for head in heads)}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{rest}",
        placed=chosen,
    )


def _ranked(count: PlaceCount, highest: int, beside: int) -> str:
    """Return one line of the list of places: the map's own script lights its place up under the pointer."""
    share = attributes(style=f"width: {100 * count.count / highest:.0f}%")
    row = attributes(data_place=count.place_id, data_choose=count.place_id)
    return (
        f'<tr{row}><th scope="row"><button type="button" dir="auto">{html.escape(_title(count))}</button> '
        f"{element('span', said.kind(count.type), css='quiet')}</th>"
        f'<td><span class="counted"><span class="bar"{share}></span></span><span class="n">{number(count.count)}</span>'
        f'</td><td class="n">{number(beside)}</td></tr>'
    )


def _title(count: PlaceCount) -> str:
    return (language() == "ar" and count.title_ar) or count.title


def _empty(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    with st.container(key="empty"):
        if not len(store):
            st.html(element("p", t("welcome.hint"), css="hint"))
            return
        st.html(element("h3", t("evidence.empty")))
        for name, values in store.unknown(wanted).items():
            known = t("evidence.comma").join(filter_words.value(name, one, gazetteer) for one in values)
            st.html(element("p", t("evidence.unknown", what=t(f"filter.field.{name}"), values=known)))
        st.html(element("p", t("evidence.asked", filter=_in_words(wanted, view, gazetteer))))
        emptied = store.which_filter_emptied(wanted, "mention")
        for cause in emptied:
            words = markdown(_in_words(_only(wanted, cause.name), view, gazetteer))
            st.button(
                t("evidence.drop", filter=words, mentions=t("count.mentions", n=cause.count)),
                key=f"drop-{cause.name}", on_click=set_filter, args=(wanted.without(cause.name),), width="stretch",
            )  # fmt: skip
        if not emptied and wanted.active():
            st.html(element("p", t("evidence.several")))
            st.button(t("evidence.drop_all"), key="drop-all", on_click=set_filter, args=(Filter(),), width="stretch")


def _in_words(wanted: Filter, view: Overview, gazetteer: Gazetteer) -> str:
    return "; ".join(pill.words for pill in filter_words.pills(wanted, view, gazetteer))


def _only(wanted: Filter, name: str) -> Filter:
    """Return the filter with one of its filters alone."""
    for other in wanted.active():
        if other != name:
            wanted = wanted.without(other)
    return wanted


def _heading(gazetteer: Gazetteer, count: PlaceCount | None, place_id: str) -> None:
    place = gazetteer.by_id.get(place_id)
    with st.container(horizontal=True, vertical_alignment="top", key="evidence-head"):
        st.html(_head(count, place, place_label(place_id, gazetteer)))
        st.button(
            t("evidence.close"), key="close", icon=":material/close:", type="tertiary", on_click=show, args=(None,),
            help=t("evidence.close_help"),
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-page"):
        ways.link(t("evidence.place_page"), "places", ways.AT, place_id)
        if at := place or count:
            selection.links_out(at)


def _sentences(store: Store, wanted: Filter, count: PlaceCount) -> None:
    limit = st.session_state.get("sentences", PAGE)
    rows = store.evidence(wanted, count.place_id, 0, limit).to_pylist()
    told = tellings(store, rows)
    reader.desk("cards", cards(rows, count.where_prec, told), articles=opens(rows, told))
    if count.mentions > limit:
        st.button(
            t("evidence.more", shown=limit, all=count.mentions), key="more", width="stretch",
            on_click=lambda: st.session_state.update(sentences=limit + PAGE),
        )  # fmt: skip


def _head(count: PlaceCount | None, place: Place | None, label: str) -> str:
    known = count or place
    titles = [known.title, known.title_ar] if known else [label]
    if language() == "ar":
        titles.reverse()
    first, *other = filter(None, titles)
    lines = [element("h3", first), *(element("p", name, css="other") for name in other)]
    if known:
        where = [said.kind(known.type)]
        if known.governorate and known.type != "governorate":
            where.append(said.governorate(known.governorate))
        if known.country not in {"SY", ""} and known.type != "country":
            where.append(country(known.country))
        where.append(_how_exactly(count) if count else "")
        lines.append(element("p", " · ".join(filter(None, where)), css="kind"))
    if count:
        told = [t(f"count.{unit}", n=getattr(count, unit)) for unit in ("stories", "articles", "mentions")]
        lines.append(element("p", " · ".join(told), css="kind"))
    return f'<div class="head">{"".join(lines)}</div>'


def _how_exactly(count: PlaceCount) -> str:
    """Return how exactly the mentions of a place say where; counted where they differ."""
    off = f" (± {number(count.uncertainty_km)} {t('evidence.km')})" if count.uncertainty_km else ""
    near = count.mentions - count.exact
    if count.where_prec != 1 or not near:
        return said.precision(count.where_prec, None) + off
    words = t("evidence.some_near", n=near)
    return t("evidence.some_exact", n=count.exact) + off + t("evidence.comma") + words if count.exact else words
