"""Bars of a timeline: how much overlaps each day, month or year, each story or article once in a bar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

from geo.facts.coding import Ints
from geo.facts.columns import NEVER
from geo.facts.counts import unique
from geo.overview import Bar, Timeline, Unit

DAYS_AT_MOST: Final = 120
"""Longest span, in days, that a timeline shows by day."""
MONTHS_AT_MOST: Final = 720
"""Longest span, in months, that a timeline shows by month; beyond it a bar is a year."""

_KINDS: Final = 3
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DENSE: Final = 64_000_000
"""Most cells of a table of bars by units, in bytes; beyond it pairs are sorted."""


def unit_for(first: date, last: date) -> Unit:
    """Return the bar that suits a span: a day, a month or a year, so that bars stay few enough to read."""
    if (last - first).days < DAYS_AT_MOST:
        return "day"
    return "month" if _place(last, "month") - _place(first, "month") < MONTHS_AT_MOST else "year"


def timeline(
    moments: Ints, units: Ints | None, unit_count: int, days: tuple[Ints, Ints, Ints], undated: int
) -> Timeline:
    """Return the bars over mentions.

    Parameters
    ----------
    moments
        The moment of each mention.
    units, unit_count
        The story or article of each mention, and how many there are; None counts mentions.
    days
        For each moment its first and last day (days since 1970, `NEVER` for none) and the kind of its date.
    undated
        How many have no date.
    """
    starts, ends, kinds = days
    met = np.zeros(len(starts), dtype=bool)
    met[moments] = True
    dated = np.flatnonzero(met & (starts != NEVER))
    if not len(dated):
        return Timeline("day", (), undated)
    unit = unit_for(_date(int(starts[dated].min())), _date(int(ends[dated].max())))
    first = np.full(len(starts), -1, dtype=np.int64)
    last = np.full(len(starts), -2, dtype=np.int64)
    first[dated], last[dated] = _bars(starts[dated], unit), _bars(ends[dated], unit)
    lowest, size = int(first[dated].min()), int(last[dated].max()) - int(first[dated].min()) + 1
    first[dated] -= lowest
    last[dated] -= lowest
    if units is None:
        counts = _overlaps(np.bincount(moments, minlength=len(starts)), dated, first, last, kinds, size)
    else:
        counts = _units(moments, units, unit_count, first, last, kinds, size)
    return Timeline(
        unit,
        tuple(Bar(*_span(lowest + i, unit), sum(told), *told) for i, told in enumerate(counts.T.tolist())),
        undated,
    )


def _overlaps(weights: Ints, dated: Ints, first: Ints, last: Ints, kinds: Ints, size: int) -> Ints:
    counts = np.zeros((_KINDS, size), dtype=np.int64)
    for kind in range(_KINDS):
        of_kind = dated[kinds[dated] == kind]
        changes = np.bincount(first[of_kind], weights[of_kind], size + 1)
        changes -= np.bincount(last[of_kind] + 1, weights[of_kind], size + 1)
        counts[kind] = np.rint(np.cumsum(changes)[:-1])
    return counts


def _units(moments: Ints, units: Ints, unit_count: int, first: Ints, last: Ints, kinds: Ints, size: int) -> Ints:
    """Count each unit once a bar, by the most exact of its kinds."""
    pairs = unique(moments.astype(np.int64) * unit_count + units) if len(moments) > size else None
    if pairs is not None:
        moments, units = pairs // unit_count, pairs % unit_count
    cells = size * unit_count
    dense = cells <= _DENSE and cells <= 32 * len(moments) + 4096
    best = np.full(cells if dense else 0, _KINDS, dtype=np.int8)
    keys = []
    for kind in reversed(range(_KINDS)):
        of_kind = np.flatnonzero(kinds[moments] == kind)
        begin = first[moments[of_kind]]
        lengths = last[moments[of_kind]] - begin + 1
        at = np.repeat(np.arange(len(of_kind)), lengths)
        bar = np.arange(len(at)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + begin[at]
        key = bar * unit_count + units[of_kind][at]
        if dense:
            best[key] = kind  # kinds come from the least exact to the most exact: the last one stands
        else:
            keys.append(key * _KINDS + kind)
    if dense:
        table = best.reshape(size, unit_count)
        return np.stack([np.count_nonzero(table == kind, axis=1) for kind in range(_KINDS)])
    ordered = unique(np.concatenate(keys))
    cell = ordered // _KINDS
    ordered = ordered[np.concatenate([[True], cell[1:] != cell[:-1]])] if len(ordered) else ordered
    bar, kind_of = ordered // _KINDS // unit_count, ordered % _KINDS
    return np.bincount(kind_of * size + bar, minlength=_KINDS * size).reshape(_KINDS, size)


def _bars(days: Ints, unit: Unit) -> Ints:
    """Return the number of each day's bar; neighbours differ by one."""
    if unit == "day":
        return days.astype(np.int64)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months if unit == "month" else months // 12


def _place(day: date, unit: Unit) -> int:
    return int(_bars(np.array([day.toordinal() - _EPOCH]), unit)[0])


def _date(days: int) -> date:
    return date.fromordinal(days + _EPOCH)


def _span(number: int, unit: Unit) -> tuple[date, date]:
    """Return the first and the last day of a bar."""
    if unit == "day":
        return _date(number), _date(number)
    if unit == "year":
        return date(1970 + number, 1, 1), date(1970 + number, 12, 31)
    year, month = 1970 + number // 12, number % 12 + 1
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return date(year, month, 1), last
