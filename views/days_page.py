"""Reports by place, day and topic: a chronology to read, to copy and to export; not a list of incidents."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from geo.days import DayReport, Days, Order, at_town
from geo.exports.positions import Positions
from geo.gazetteer import Gazetteer, Place
from geo.query import Filter
from geo.store import Store
from views import address, downloads, filters, reader, said, ways, welcome
from views.cards import actor_chip, read_button
from views.data import Loaded
from views.filter_words import place_label
from views.frame import page_frame
from views.language import day, language, number, t
from views.safe_text import attributes, element, link, markdown

PAGE: Final = 50
"""Rows shown at once."""
_ORDERS: Final[tuple[Order, ...]] = ("day", "stories")


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    wanted = address.current()
    view = loaded.store.overview(wanted, address.counting())
    with st.container(key="days-page"):
        st.html(element("h2", t("days.title")))
        filters.row(wanted, view, loaded.gazetteer, span(loaded.store))
        if wanted.active():
            filters.pills(wanted, view, loaded.gazetteer)
        table(loaded, wanted)


def span(store: Store) -> tuple[date, date] | None:
    """Return the first and the last day that any mention has."""
    bars = store.days(Filter()).bars
    return (bars[0].start, bars[-1].end) if bars else None


@st.fragment
def table(loaded: Loaded, wanted: Filter) -> None:
    """Draw the rows of a filter with what can be done with them: a tab, or a page."""
    store, gazetteer = loaded.store, loaded.gazetteer
    days = _days(store, wanted)
    st.html(element("p", t("days.caution"), css="caution"))
    told = [t("days.rows", n=days.total), t("days.from", mentions=t("count.mentions", n=days.mentions))]
    told += [t("days.broader", n=days.broader)] if days.broader else []
    told += [t("days.undated", n=days.undated)] if days.undated else []
    st.html(element("p", " · ".join(told), css="quiet"))
    if not len(store):
        welcome.hint()
        return
    if not days.total:
        st.html(element("p", t("days.none"), css="hint"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="days-tools"):
        order: Order = st.segmented_control(
            t("days.order"), _ORDERS, default="day", format_func=lambda o: t(f"days.by.{o}"), key="days-order",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        towns = Positions(gazetteer).towns(store.on_map(wanted, address.counting()))
        exact = downloads.exactly(f"days-{abs(hash(wanted))}", len(towns))
        downloads.buttons(
            "days", days.total, lambda: days.table(order, towns={} if exact else towns),
            lambda: replace(
                downloads.about(store, wanted, gazetteer, exact=exact), sensitive=len(towns), exact=exact
            ),
        )  # fmt: skip
        st.space("stretch")
        pages = -(-days.total // PAGE)
        page = st.pagination(pages, key=f"days-page-{pages}-{order}-{abs(hash(wanted))}") if pages > 1 else 1
    reports = days.page((page - 1) * PAGE, PAGE, order)
    asked = downloads.spoken(wanted, store.overview(wanted, address.counting()), gazetteer, exact=exact)
    text = to_markdown(reports, asked or t("filter.none"), {} if exact else towns)
    copy = f'<button type="button"{attributes(data_copy="page", data_text=text)}>{html.escape(t("days.copy"))}</button>'
    rows = "".join(_report(report, gazetteer) for report in reports)
    reader.desk(
        "days", f'<p class="tools">{copy} <span class="copied" role="status"></span></p>{rows}',
        articles={r.best["mention_id"]: r.best["article_id"] for r in reports}, elsewhere=True,
    )  # fmt: skip


def to_markdown(reports: list[DayReport], asked: str, towns: Mapping[str, Place | None]) -> str:
    """Return rows as Markdown: a heading a day, a point a row; whatever comes from articles stands as it is.

    `towns` tells which places are named by a town instead (`geo.exports.positions.Positions.towns`).
    """
    lines = [f"# {t('days.title')}", "", t("days.caution"), "", f"{t('days.asked')}: {markdown(asked)}"]
    if any(report.place_id in towns for report in reports):
        lines += ["", t("days.at_towns")]
    last = None
    for report in (at_town(report, towns) for report in reports):
        if report.day != last:
            lines += ["", f"## {report.day.isoformat()}", ""]
            last = report.day
        lines.append(
            f"- **{markdown(_place(report))}**, {markdown(said.topic(report.topic))}: {_counts(report)}. "
            + " ".join(f"{markdown(part)}." for part in _who(report))
        )
        lines.append(f"  > {markdown(report.best['sentence'])}")
        best = [report.best["source"], report.best["article_title"], report.best["url"], report.best["mention_id"]]
        lines.append("  " + ", ".join(markdown(part) for part in best if part))
    return "\n".join(lines) + "\n"


# Each may hold the keys of a whole store.
@st.cache_resource(max_entries=2, show_spinner=False)
def _days_of(_store: Store, store_id: int, wanted: Filter) -> Days:  # noqa: ARG001 (what the answer is kept under)
    return Days(_store, wanted)


def _days(store: Store, wanted: Filter) -> Days:
    with st.spinner(t("days.counting")):
        return _days_of(store, store.serial, wanted)


def _report(report: DayReport, gazetteer: Gazetteer) -> str:
    best = report.best
    place = place_label(report.place_id, gazetteer, report.place)
    within = said.governorate(report.governorate) if report.types != "governorate" else ""
    kind = " · ".join(filter(None, (said.kind(report.types), within)))
    links = "".join(
        f"<li>{link(one.title or one.article_id, one.url)} {element('span', one.source, css='quiet')}</li>"
        for one in report.links
    )
    more = report.articles - len(report.links)
    links += element("li", t("days.more_articles", n=more)) if more else ""
    actors = "".join(actor_chip(name, alleged=name in report.alleged) for name in report.actors)
    quoted = t("days.quoted", names=said.actors(report.said_by)) if report.said_by else ""
    not_reported = report.mentions - report.reported
    doubts = [
        t("days.not_reported", n=not_reported, all=report.mentions) if not_reported else "",
        t("days.published_only", n=report.mentions - report.stated) if report.stated < report.mentions else "",
    ]
    way = attributes(class_="where", href=ways.to_place(report.place_id))
    doubtful = t("evidence.comma").join(filter(None, doubts))
    return (
        '<article class="report"><header>'
        f'<b class="day">{html.escape(day(report.day))}</b> '
        f'<a data-go dir="auto"{way}>{html.escape(place)}</a> '
        f"{element('span', kind, css='quiet')} {element('span', said.topic(report.topic), css='topic')} "
        f"{element('span', _counts(report), css='counts')}</header>"
        f'<blockquote dir="auto"{attributes(lang=best["language"] or "en", data_open=best["mention_id"])}>'
        f"{html.escape(best['sentence'])}</blockquote>"
        f'<p class="foot">{actors}{element("span", quoted, css="said") if quoted else ""}'
        f"{element('span', doubtful, css='quiet doubt') if doubtful else ''}</p>"
        f'<div class="acts">{read_button(dict(best))}'
        f"<details><summary>{html.escape(t('count.articles', n=report.articles))}</summary><ul>{links}</ul></details>"
        "</div></article>"
    )


def _place(report: DayReport) -> str:
    return (language() == "ar" and report.place_ar) or report.place


def _counts(report: DayReport) -> str:
    outlets = t("days.outlets", n=len(report.outlets)) if report.outlets else ""
    return t("evidence.comma").join(filter(None, (t("count.stories", n=report.stories), outlets)))


def _who(report: DayReport) -> list[str]:
    named = [name for name in report.actors if name not in report.alleged]
    parts = (
        t("days.named", names=said.actors(named)) if named else "",
        t("days.alleged", names=said.actors(report.alleged)) if report.alleged else "",
        t("days.quoted", names=said.actors(report.said_by)) if report.said_by else "",
        t("days.not_reported", n=report.mentions - report.reported, all=number(report.mentions))
        if report.reported < report.mentions
        else "",
    )
    return [part for part in parts if part]
