"""Read date expressions in English and Arabic news text: the interval that each denotes, and how exact it is.

Our own rules, because general date parsers read "the M5", "may" and "The Sun" as dates and take Tuesday's "on
Tuesday" for a week ago. A relative expression counts from the publication date; without one it stays open
(no interval), never today's. Weeks run from Monday (ISO 8601).

The precision follows from the interval's length, on UCDP GED's `date_prec` scale: 1 one day, 2 two to six days,
3 a week, 4 up to a month, 5 up to a year; 6, ours, longer.

>>> [(d.expression, str(d.first), d.prec) for d in find_dates("Shells fell on Tuesday.", date(2018, 9, 6))]
[('on Tuesday', '2018-09-04', 1)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geo.date_intervals import OpenError, day_beside
from geo.date_rules import RULES, needs_met
from geo.date_words import DASH


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: code points `start` to `end`, and the interval `first` to `last` that it denotes.

    `first` and `last` are None where the expression is relative and there is no publication date. `rule` names the
    rule that read it; `reporting` is true where it dates the saying, not the event ("on Wednesday confirmed that").
    """

    start: int
    end: int
    expression: str
    first: date | None
    last: date | None
    rule: str
    reporting: bool = False

    @property
    def prec(self) -> int | None:
        """UCDP's `date_prec`; None where the interval is open."""
        return None if self.first is None or self.last is None else precision(self.first, self.last)


def precision(first: date, last: date) -> int:
    """Return UCDP's `date_prec` for an interval, by its length in days."""
    days = (last - first).days + 1
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most), 6)


_JOINT: Final = re.compile(DASH, re.I)
_YEAR: Final = re.compile(r"[\d٠-٩]{4}")
_DAYS_AND_MONTHS: Final = ("full date", "full date, Arabic", "month", "recent month", "month, Arabic")
_SAY: Final = (
    r"(?:said|says|say|told|reported|confirmed|announced|added|stated|claimed|denied|warned|signall?ed|declared|accused|insisted|noted|vowed|wrote"
    r"|published|revealed|acknowledged|admitted|urged|called|issued|condemned)"
)
_SAY_AFTER: Final = re.compile(rf"\W{{1,3}}(?:also\s+)?{_SAY}\b", re.I)
_SAY_BEFORE: Final = re.compile(
    rf"\b{_SAY}\s+(?:(?:reporters|journalists|a\s+news\s+conference|lawmakers|Reuters|AFP|state\s+television|in\s+a\s+statement|that)\s+)?(?:late\s+|early\s+)?$",
    re.I,
)


def find_dates(text: str, published: date | None, start: int = 0, end: int | None = None) -> list[DateSpan]:
    """Find the date expressions in code points `start` to `end` of a text, in order, none overlapping.

    Parameters
    ----------
    text
        The text; offsets of the result count in it.
    published
        The publication date that relative expressions count from, or None.
    start, end
        The stretch to look at.

    Returns
    -------
    list of DateSpan
        Where two rules match from one place, the longer match wins, then the earlier rule.
    """
    end = len(text) if end is None else end
    met = needs_met(text[start:end])
    if not met:
        return []
    found: list[tuple[int, int, int, re.Match[str]]] = []
    for order, (_, need, pattern, _) in enumerate(RULES):
        if need not in met:
            continue
        found += [(m.start(), -m.end(), order, m) for m in pattern.finditer(text, start, end)]
    spans: list[DateSpan] = []
    last = start
    for _, _, order, m in sorted(found, key=lambda f: f[:3]):
        if m.start() < last:
            continue
        name, _, _, rule = RULES[order]
        first: date | None
        until: date | None
        try:
            interval = rule(m, published)
            if interval is None:
                continue
            first, until = interval
            if first > until:  # "September 28 and 12 others", "in 2017 and 2013": what stands first is a date
                last = m.end()
                joint = _JOINT.search(m[0])
                if joint:
                    spans += find_dates(text, published, m.start(), m.start() + joint.start())
                continue
        except OpenError:
            first = until = None
        except (ValueError, OverflowError):
            last = m.end()  # 31 February: no date, nor is "February" in it; or before year 1
            continue
        reporting = bool(_SAY_AFTER.match(text, m.end(), end)) or bool(
            _SAY_BEFORE.search(text, max(start, m.start() - 60), m.start())
        )
        spans.append(DateSpan(m.start(), m.end(), m[0], first, until, name, reporting))
        last = m.end()
    return _completed(spans)


def _completed(spans: list[DateSpan]) -> list[DateSpan]:
    """Complete what counts from a date said before it: a day without its year, "the day before"."""
    year: int | None = None
    result: list[DateSpan] = []
    for span in spans:
        stated = _YEAR.search(span.expression)
        if span.rule in _DAYS_AND_MONTHS and span.first and span.last and span.first.year == span.last.year:
            if stated:
                year = span.first.year
            elif year is not None and (span.first.month, span.first.day) != (2, 29):
                length = span.last - span.first
                span = replace(span, first=span.first.replace(year=year), last=span.first.replace(year=year) + length)
        before = result[-1] if result else None
        if span.rule.startswith("day beside") and before and before.first and before.first == before.last:
            day = before.first + day_beside(span.expression)
            span = replace(span, first=day, last=day)
        result.append(span)
    return result
