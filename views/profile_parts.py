"""What the pages of a place and of an actor are made of: counted lists with bars, facts, ways to other pages."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

import streamlit as st

from geo.overview import Counting, Timeline, Unit
from geo.tallies import Tally
from views import address
from views.language import number, rtl, short_month, t
from views.safe_text import attributes, element

MOST: Final = 12
"""Lines of a counted list; the filters and the tables have the rest."""
LISTED: Final = 300
"""Lines of the list of all places or actors; the box above it finds the rest."""


_HEIGHT: Final = 110
"""Pixels of the timeline."""
_FEW: Final = 36
"""Bars, up to which the axis names months: the year alone would stand there several times."""


class Line(NamedTuple):
    """One line of a counted list."""

    words: str
    n: int
    way: str = ""
    """Address of the page that it leads to."""
    note: str = ""


def unit() -> str:
    """Return what a number counts, in words, for the head of a column."""
    return t(f"filter.by.{address.counting()}")


def by_count(tallies: Iterable[Tally], counting: Counting) -> list[Tally]:
    """Return tallies in the order of what is counted."""
    return sorted(tallies, key=lambda one: (-one.by(counting), -one.mentions, one.value))


def counted(title: str, lines: Sequence[Line], most: int = MOST) -> str:
    """Return a list of counts as an HTML table, each with a bar; nothing for an empty one."""
    if not lines:
        return ""
    highest = max(line.n for line in lines) or 1
    rows = "".join(_row(line, highest) for line in lines[:most])
    more = len(lines) - most
    rest = element("p", t("profiles.more", n=more), css="quiet") if more > 0 else ""
    return (
        f'<section class="tallied">{element("h3", title)}<table><thead class="unseen"><tr>'
        f"{element('th', title)}{element('th', unit())}</tr></thead><tbody>{rows}</tbody></table>{rest}</section>"
    )


def facts(title: str, lines: Iterable[tuple[str, str]]) -> str:
    """Return named facts as an HTML list; values are HTML of `views.safe_text`, those that are empty are left out."""
    rows = "".join(f"<div>{element('dt', name)}<dd>{value}</dd></div>" for name, value in lines if value)
    return f'<section class="facts">{element("h3", title)}<dl>{rows}</dl></section>' if rows else ""


def text(value: str) -> str:
    """Return text as HTML of its own direction."""
    return element("span", value) if value else ""


def way(words: str, address_: str) -> str:
    """Return a way to another page as HTML."""
    return f'<a data-go dir="auto"{attributes(href=address_)}>{html.escape(words)}</a>'


def ways_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return several ways, as HTML in one line."""
    return html.escape(t("evidence.comma")).join(way(words, address_) for words, address_ in pairs)


def head(title: str, other: str, kind: str, counts: str) -> None:
    """Draw what a page is about."""
    lines = [element("h2", title), element("p", other, css="other") if other else ""]
    st.html(f'<div class="profile-head">{"".join(lines)}{element("p", kind, css="quiet")}{element("p", counts)}</div>')


def figures(all_: Tally, reported: int | None = None) -> str:
    """Return how much is told, in words."""
    told = [
        t("count.mentions", n=all_.mentions), t("count.stories", n=all_.stories), t("count.articles", n=all_.articles),
    ]  # fmt: skip
    if reported is not None:
        told.append(t("profiles.reported", n=reported))
    return " · ".join(told)


def timeline(found: Timeline) -> None:
    """Draw when the mentions are dated; a mention stands in every bar that its interval touches."""
    if not found.bars:
        return
    rows = [
        {"start": bar.start.isoformat(), "end": (bar.end + timedelta(days=1)).isoformat(), "mentions": bar.count}
        for bar in found.bars
    ]
    days = {
        "tickCount": 8,
        "labelOverlap": True,
        "grid": False,
        "labelExpr": _labels(found.unit, few=len(found.bars) <= _FEW),
        "labelBound": True,
    }
    up = {"tickCount": 3, "tickMinStep": 1, "orient": "right" if rtl() else "left", "format": "d"}
    said = [
        {"field": "start", "type": "temporal", "title": t("profiles.bar"), "format": "%Y-%m-%d"},
        {"field": "mentions", "type": "quantitative", "title": t("evidence.column.mentions")},
    ]
    scale = {"type": "utc", "reverse": rtl()}
    chart = {
        "data": {"values": rows},
        "mark": {"type": "bar", "binSpacing": 1, "color": "#a43d26" if st.context.theme.type != "dark" else "#e07a5c"},
        "encoding": {
            "x": {"field": "start", "type": "temporal", "title": None, "axis": days, "scale": scale},
            "x2": {"field": "end"},
            "y": {"field": "mentions", "type": "quantitative", "title": None, "axis": up},
            "y2": {"datum": 0},
            "tooltip": said,
        },
    }
    busiest = max(found.bars, key=lambda bar: bar.count)
    told = t("profiles.timeline", first=found.bars[0].start, last=found.bars[-1].end, day=busiest.start)
    st.vega_lite_chart(None, chart, height=_HEIGHT, theme="streamlit", alt=told)


def _labels(unit: Unit, *, few: bool) -> str:
    """Return the Vega expression that writes the days or months of the axis; their years alone where bars are many."""
    if unit == "year" or (unit == "month" and not few):
        return "utcyear(datum.value)"
    months = json.dumps([short_month(date(2000, i, 1)) for i in range(1, 13)])
    month = f"{months}[utcmonth(datum.value)] + ' ' + utcyear(datum.value)"
    return f"utcdate(datum.value) + ' ' + {month}" if unit == "day" else month


def _row(line: Line, highest: int) -> str:
    name = way(line.words, line.way) if line.way else text(line.words)
    note = element("span", line.note, css="quiet") if line.note else ""
    share = f"{100 * line.n / highest:.0f}%"
    return (
        f'<tr><th scope="row">{name} {note}</th><td><span class="bar"{attributes(style=f"width: {share}")}></span>'
        f'<span class="n">{html.escape(number(line.n))}</span></td></tr>'
    )
