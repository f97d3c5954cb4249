"""The timeline below the map: how many mentions fall in each day, month or year, and from where they have their date.

A drag over the bars sets the dates of the filter; by keyboard the date input does the same. Bars are counted without
the filter's own dates, so that they stay as they are while the range moves. Vega comes with Streamlit: nothing is
asked of other hosts. The chart is written as Vega-Lite itself: Altair would check it on every click, for 40 ms.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from geo.overview import Bar, Timeline
from geo.query import Filter
from views import address
from views.filters import set_filter
from views.language import day, month, rtl, short_month, t

HEIGHT: Final = 150
"""Pixels, of the bars and their axis."""
KINDS: Final = ("stated", "published", "broad")
"""Parts of a bar, from below: as `geo.overview.Bar` has them."""
TICKS: Final = 12
"""Most labels of the axis."""
_COLOURS: Final = {"light": ("#a43d26", "#c9a58f", "#8d8880"), "dark": ("#e07a5c", "#8f6253", "#6f7076")}
_RANGE: Final = {"fill": "#808080", "fillOpacity": 0.16}
"""Of the brush, and of the range of the filter."""


@st.fragment
def show(timeline: Timeline, wanted: Filter) -> None:
    """Draw the timeline; a brush sets the dates."""
    if address.current() != wanted:
        st.rerun()
    if not timeline.bars:
        return
    # A range that was set elsewhere takes the brush away: the chart is made anew.
    round_ = st.session_state.get("timeline-round", 0)
    if st.session_state.get("timeline-dates") != (wanted.date_from, wanted.date_to):
        round_ += 1
        st.session_state["timeline-dates"] = (wanted.date_from, wanted.date_to)
        st.session_state["timeline-round"] = round_
    key = f"timeline-{round_}"
    with st.container(key="timeline"):
        st.vega_lite_chart(
            None, chart(timeline, wanted), key=key, height=HEIGHT, on_select=lambda: _brushed(key, timeline),
            selection_mode="brush", theme="streamlit", alt=_said(timeline),
        )  # fmt: skip


def chart(timeline: Timeline, wanted: Filter) -> dict[str, Any]:
    """Return the bars with the brush, and the range of the filter behind them, as Vega-Lite.

    Days are numbers, free of time zones.
    """
    words = {kind: t(f"timeline.{kind}") for kind in KINDS}
    dark = st.context.theme.type == "dark"
    ticks = _ticks(timeline)
    ends = [timeline.bars[0].start.toordinal(), timeline.bars[-1].end.toordinal() + 1]
    across = {"type": "quantitative", "title": None, "scale": {"domain": ends, "nice": False, "reverse": rtl()}}
    up = {"tickCount": 3, "tickMinStep": 1, "format": ",d", "orient": "right" if rtl() else "left"}
    counted = t(f"filter.by.{address.counting()}")
    bars = {
        "data": {"name": "bars"},
        "mark": "rect",
        "encoding": {
            "x": {
                "field": "start",
                "axis": {"values": list(ticks), "labelExpr": _labels(ticks), "labelOverlap": True, "grid": False},
                **across,
            },
            "x2": {"field": "end"},
            "y": {"field": "low", "type": "quantitative", "title": None, "axis": up},
            "y2": {"field": "high"},
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": list(words.values()), "range": list(_COLOURS["dark" if dark else "light"])},
                "legend": {"orient": "top", "title": None, "offset": 2, "padding": 0},
            },
            "tooltip": [
                {"field": "when", "type": "nominal", "title": t("timeline.when")},
                {"field": "kind", "type": "nominal", "title": t("timeline.dated_by")},
                {"field": "n", "type": "quantitative", "title": counted, "format": ","},
            ],
        },
        "params": [{"name": "brush", "select": {"type": "interval", "encodings": ["x"], "mark": _RANGE}}],
    }
    data = {"bars": _rows(timeline, words)}
    if not (wanted.date_from or wanted.date_to):
        return {"datasets": data, "layer": [bars]}
    first, last = (wanted.date_from or timeline.bars[0].start), (wanted.date_to or timeline.bars[-1].end)
    asked = {"from": [first.toordinal()], "to": [last.toordinal() + 1]}
    behind = {
        "data": {"name": "asked"},
        "mark": {"type": "rect", "clip": True, **_RANGE},
        "encoding": {"x": {"field": "from", **across}, "x2": {"field": "to"}},
    }
    return {"datasets": {**data, "asked": pa.table(asked)}, "layer": [behind, bars]}


def _rows(timeline: Timeline, words: Mapping[str, str]) -> pa.Table:
    """Return one line a bar and kind, stacked from below."""
    rows = []
    for bar in timeline.bars:
        low = 0
        for kind in KINDS:
            n = int(getattr(bar, kind))
            if n:
                ends = {"start": bar.start.toordinal(), "end": bar.end.toordinal() + 1}
                rows.append({**ends, "when": _when(bar), "kind": words[kind], "n": n, "low": low, "high": low + n})
            low += n
    return pa.Table.from_pylist(rows)


def _when(bar: Bar) -> str:
    if bar.start == bar.end:
        return day(bar.start)
    return month(bar.start) if (bar.end - bar.start).days < 31 else str(bar.start.year)


def _ticks(timeline: Timeline) -> dict[int, str]:
    """Return where the axis has labels: at years, where there are several, else at months or days."""
    starts = [bar.start for bar in timeline.bars]
    if timeline.unit == "day":
        chosen = {start: f"{start.day} {short_month(start)}" for start in starts}
    elif starts[0].year == starts[-1].year:
        chosen = {start: f"{short_month(start)} {start.year}" for start in starts}
    else:
        years = [*(b for a, b in pairwise(starts) if a.year != b.year)]
        chosen = {start: str(start.year) for start in (starts[0], *years) if start.month == 1}
    every = -(-len(chosen) // TICKS)
    return {start.toordinal(): words for start, words in list(chosen.items())[::every]}


def _labels(ticks: Mapping[int, str]) -> str:
    """Return the Vega expression that writes the labels."""
    return f"({json.dumps({str(at): words for at, words in ticks.items()})})[datum.value]"


def _brushed(key: str, timeline: Timeline) -> None:
    """Take the range that was brushed, in whole bars; an empty brush drops the dates."""
    picked: dict[str, Any] = st.session_state[key]["selection"].get("brush", {})
    ends = picked.get("start") or []
    wanted = address.current()
    if not ends:
        changed = wanted.without("dates")
    else:
        low, high = sorted(float(end) for end in ends)
        inside = [b for b in timeline.bars if b.end.toordinal() + 1 > low and b.start.toordinal() < high]
        if not inside:
            return
        changed = replace(wanted, date_from=inside[0].start, date_to=inside[-1].end)
    set_filter(changed)
    # The brush itself has set these: the chart stays as it is, under the hand.
    st.session_state["timeline-dates"] = (changed.date_from, changed.date_to)


def _said(timeline: Timeline) -> str:
    """Return the timeline in one sentence, for who does not see it."""
    most = max(timeline.bars, key=lambda bar: bar.count)
    return t(
        "timeline.said", first=timeline.bars[0].start, last=timeline.bars[-1].end, most=most.count, at=most.start,
        undated=timeline.undated,
    )  # fmt: skip
