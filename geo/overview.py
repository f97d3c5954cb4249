"""What a page shows of one filter, as plain values: figures, places, facets, a timeline.

They are named tuples: comparable, picklable, cheap to hand to a cache. `geo.store` fills them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from geo.query import FilterName

FacetName = Literal["actors", "places", "governorates", "articles"]
Unit = Literal["day", "month", "year"]
Counting = Literal["story", "article", "mention"]
"""What is counted: stories (five reprints count once), articles or single mentions."""

DAYS_AT_MOST: Final = 120
"""Longest span, in days, that a timeline shows by day."""
MONTHS_AT_MOST: Final = 720
"""Longest span, in months, that a timeline shows by month; beyond it a bar is a year."""


class Figures(NamedTuple):
    """What stands above the map. `mentions` = `placed` + `ambiguous` + `unresolved` + `not_places`."""

    mentions: int
    """All mentions that match."""
    placed: int
    """Those with role place and status resolved: what the map shows."""
    ambiguous: int
    """Names of places that may mean several."""
    unresolved: int
    """Names of places that the gazetteer does not tell."""
    not_places: int
    """Names with another role: a government, an event."""
    articles: int
    """Articles that the matching mentions stand in."""
    places: int
    """Gazetteer rows that the placed mentions point to."""
    undated: int
    """Mentions without a date. With a date filter on: those that it alone leaves out, for want of a date."""

    @property
    def not_placed(self) -> int:
        """Return the names of places that could not be placed."""
        return self.ambiguous + self.unresolved


class PlaceCount(NamedTuple):
    """One place and what points to it; the place as the gazetteer has it, degrees WGS 84."""

    place_id: str
    title: str
    title_ar: str
    type: str
    governorate: str
    country: str
    lat: float
    lon: float
    where_prec: int
    uncertainty_km: float | None
    mentions: int
    articles: int
    exact: int = 0
    """Those of the mentions that mean the very spot (where_prec 1); the others are "near" it, or it is no spot."""


class FacetCount(NamedTuple):
    """One value that a filter can take, and how many mentions choosing it alone would leave."""

    id: str
    label: str
    mentions: int


class Bar(NamedTuple):
    """One bar of a timeline, first and last day included."""

    start: date
    end: date
    mentions: int
    """Mentions whose interval overlaps the bar: as many as choosing these days would leave."""
    within: int
    """Those of them that lie wholly within it; the others are dated less exactly than the bar."""


class Timeline(NamedTuple):
    """Bars without a gap from the first date to the last; none where nothing is dated."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int


class NotPlaced(NamedTuple):
    """One surface form that was not placed, with its first mention as the example."""

    surface: str
    status: str
    mentions: int
    articles: int
    sentence: str
    article_id: str
    article_title: str
    candidates: tuple[str, ...]
    """Ids of the gazetteer rows that the example may mean."""


class Emptied(NamedTuple):
    """A filter without which the view would not be empty."""

    name: FilterName
    mentions: int
    """How many mentions match once it is dropped."""


class Overview(NamedTuple):
    """All that a page shows of one filter, but for the rows themselves."""

    figures: Figures
    places: tuple[PlaceCount, ...]
    """The placed mentions, one row a place, whatever its type; most mentions first."""
    facets: dict[FacetName, tuple[FacetCount, ...]]
    """Each counted under all filters but its own; most mentions first."""
    timeline: Timeline
    """Counted under all filters but the dates."""
    dropping: dict[FilterName, int]
    """For each filter that is set: how many mentions match once it is dropped."""

    @property
    def countries(self) -> dict[str, int]:
        """Return the placed mentions by country (ISO 3166-1 alpha-2), most first."""
        counts: dict[str, int] = {}
        for place in self.places:
            counts[place.country] = counts.get(place.country, 0) + place.mentions
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def unit_for(first: date, last: date) -> Unit:
    """Return the bar that suits a span: a day, a month or a year, so that bars stay few enough to read."""
    if (last - first).days < DAYS_AT_MOST:
        return "day"
    return "month" if _place(last, "month") - _place(first, "month") < MONTHS_AT_MOST else "year"


def timeline(intervals: Iterable[tuple[date, date, int]], unit: Unit, undated: int) -> Timeline:
    """Return the bars over dated mentions, given as (first day, last day, how many)."""
    placed = [(_place(start, unit), _place(end, unit), n) for start, end, n in intervals]
    if not placed:
        return Timeline(unit, (), undated)
    first = min(start for start, _, _ in placed)
    size = max(end for _, end, _ in placed) - first + 1
    changes, within = [0] * (size + 1), [0] * size
    for start, end, n in placed:
        changes[start - first] += n
        changes[end - first + 1] -= n
        if start == end:
            within[start - first] += n
    bars = (Bar(*_days(first + i, unit), mentions, within[i]) for i, mentions in enumerate(accumulate(changes[:-1])))
    return Timeline(unit, tuple(bars), undated)


def _place(day: date, unit: Unit) -> int:
    """Return the number of a day, month or year; neighbours differ by one."""
    if unit == "day":
        return day.toordinal()
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def _days(number: int, unit: Unit) -> tuple[date, date]:
    """Return the first and the last day of what `_place` numbered."""
    if unit == "day":
        return date.fromordinal(number), date.fromordinal(number)
    if unit == "year":
        return date(number, 1, 1), date(number, 12, 31)
    start = date(number // 12, number % 12 + 1, 1)
    if start.month == 12:
        return start, date(start.year, 12, 31)
    return start, date(start.year, start.month + 1, 1) - timedelta(days=1)
