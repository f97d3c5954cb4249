"""What intervals date expressions denote: for each kind of expression a function from its match to two days.

Each gets the match of a pattern of the date rules, in flat text (`geo.date_words.flat`), and the publication date, and
returns the first and last day; None where the words only look like a date. `OpenError` says that the expression is
relative and there is no publication date to count from, or that it has no first day ("before 2011").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from geo.date_phrases import (
    DAY,
    LAST,
    NEXT,
    THIS_YEAR,
    YEAR,
    days_and_month,
    part_said,
    share_said,
    side_said,
    turned,
    unit_said,
    weekday_said,
    year_said,
)
from geo.date_words import AR_MON, DTH, MON, SEASONS, D, N, month_in, number, weekday_in

Interval = tuple[date, date]
"""First and last day."""
DAY_OF_MONTH: Final = rf"{MON}\s+{DTH}\b|{DTH}(?:\s+of)?\s+{MON}"
"""Pattern of a day in its month."""

_AHEAD_CUE: Final = re.compile(
    r"\b(?:will|due\s+to|scheduled|set\s+to|plans?\s+to|expected\s+to|is\s+to|are\s+to)\b|(?<!\w)(?:سوف|ستعقد|سيعقد|من\s+المقرر)(?!\w)"
)
"""Before a weekday: it lies ahead."""
_AHEAD: Final = timedelta(days=60)
"""News without a year looks at most this far ahead ("talks on September 7"); else it tells of the past."""

_DAYS_OF_MONTH: Final = re.compile(rf"{DAY_OF_MONTH}|(?<!\d){D}\s+{AR_MON}")
_SEASON: Final = re.compile("|".join(SEASONS))
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2
_DAYS: Final = tuple(timedelta(days=days) for days in range(15))
"""Up to two weeks."""


def _length(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == _FEBRUARY and calendar.isleap(year) else _LENGTHS[month - 1]


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, _length(year, month))


def _year(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31)


def _part_of(interval: Interval, word: str) -> Interval:
    """Narrow an interval to its early, middle or late third, to a half, a quarter or a week of it."""
    first, last = interval
    days = (last - first).days + 1
    share, nth = share_said(word)
    if share in ("half", "quarter", "week"):
        length = 7 if share == "week" else days // (2 if share == "half" else 4)
        if days >= _YEAR_DAYS and length > 7:  # the halves and quarters of a year are of whole months
            months = 6 if share == "half" else 3
            begin = months * nth if 0 <= nth < 12 // months else 12 - months
            return date(first.year, begin + 1, 1), _month(first.year, begin + months)[1]
        if nth < 0 or (nth + 1) * length > days:
            return last - timedelta(days=length - 1), last
        end = last if days - (nth + 1) * length < min(4, length) else first + timedelta(days=(nth + 1) * length - 1)
        return first + timedelta(days=nth * length), end
    third = timedelta(days=days // 3)
    if share == "early":
        return first, first + third - timedelta(days=1)
    if share == "mid":
        return first + third, last - third
    return last - third + timedelta(days=1), last


_YEAR_DAYS: Final = 365


def _nearest_year(month: int, day: int, published: date) -> date:
    """Return the last date of that month and day before publication, or the next if it is at most `_AHEAD` off."""
    latest = published + _AHEAD
    year = latest.year if (month, day) <= (latest.month, latest.day) else latest.year - 1
    while year >= published.year - 1:
        if day <= _length(year, month):
            return date(year, month, day)
        year -= 1
    raise ValueError(f"{day} of month {month}: no such day around {published}")


def _recent_month(month: int, published: date, *, ahead: bool = False) -> Interval:
    if ahead:
        return _month(published.year + (month <= published.month), month)
    return _month(published.year if month <= published.month else published.year - 1, month)


def _monday(day: date) -> date:
    return day - _DAYS[day.weekday()]


def _stated_year(text: str, published: date | None) -> int | None:
    """Return the year that an expression states, in digits or as "last year"; None if it states none."""
    year = year_said(text)
    return need(published).year + year if year is not None and year <= THIS_YEAR else year


Meaning = Callable[["re.Match[str]", "date | None"], "Interval | None"]
"""What a date rule's expressions denote."""


class OpenError(Exception):
    """Raised inside a rule where the expression needs a publication date and there is none."""


def need(published: date | None) -> date:
    """Return the publication date; raise OpenError where there is none."""
    if published is None:
        raise OpenError
    return published


def full_date(m: re.Match[str], published: date | None) -> Interval | None:
    """Read a day of a month, or two of one month, with or without a year."""
    text = m[0]
    year = _stated_year(text, published)
    days, month = days_and_month(text)
    if not days:
        return None
    last = date(year, month, days[-1]) if year else _nearest_year(month, days[-1], need(published))
    return (last if len(days) == 1 else date(last.year, month, days[0])), last


def day_to_day(m: re.Match[str], published: date | None) -> Interval | None:
    """Read "30 August to 2 September 2017": a year that stands once is that of both days."""
    days = _DAYS_OF_MONTH.findall(m[0])
    years = YEAR.findall(m[0])
    if len(days) != 2:
        return None
    last = _full_date_of(f"{days[1]} {years[-1] if years else ''}", published)
    first = _full_date_of(f"{days[0]} {years[0] if years else last.year}", published)
    if first > last and len(years) < 2:
        first = first.replace(year=first.year - 1)  # "December 28 to January 3, 2018"
    return first, last


def _full_date_of(text: str, published: date | None) -> date:
    year = YEAR.search(text)
    day = DAY.search(text)
    assert day  # noqa: S101  the caller found a day of a month
    if year:
        return date(int(year[0]), month_in(text), int(day[0]))
    return _nearest_year(month_in(text), int(day[0]), need(published))


def iso(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001  every rule has one shape
    """Read 2018-09-04 and 2018/9/4."""
    day = date(*(int(x) for x in re.split(r"\D", m[0])))
    return day, day


_ARABIC_LETTER: Final = re.compile(r"[\u0621-\u064a]")


def numeric(m: re.Match[str], published: date | None) -> Interval | None:  # noqa: ARG001
    """Read 04.09.2018; None for 4/9/2018, which may be April or September, unless the text is Arabic."""
    a, b, year = (int(x) for x in re.split(r"\D+", m[0]))
    doubtful = a <= 12 and b <= 12 and a != b
    if doubtful and "." not in m[0] and not _ARABIC_LETTER.search(m.string):
        return None
    day, month = (a, b) if b <= 12 else (b, a)
    return date(year, month, day), date(year, month, day)


def month_of_year(m: re.Match[str], published: date | None) -> Interval:
    """Read a month, whole or part of it."""
    text = m[0]
    year, month = _stated_year(text, published), month_in(text)
    interval = _month(year, month) if year else _recent_month(month, need(published), ahead=turned(text) == "next")
    part = part_said(text)
    return _part_of(interval, part) if part else interval


_MONTH: Final = re.compile(rf"{AR_MON}|\b{MON}")


def month_to_month(m: re.Match[str], published: date | None) -> Interval | None:
    """Read "between March and June 2016": a year that stands once is that of both months."""
    months = [month_in(found) for found in _MONTH.findall(m[0])]
    years = [int(y) for y in YEAR.findall(m[0])]
    if len(months) != 2:
        return None
    last = _month(years[-1], months[1]) if years else _recent_month(months[1], need(published))
    year = years[0] if len(years) == 2 else last[0].year - (months[0] > months[1])
    return _month(year, months[0])[0], last[1]


def year(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001
    """Read a year or two, whole or part of it; "2014-15" are two."""
    return _years_said(m[0])


@lru_cache(maxsize=4096)
def _years_said(text: str) -> Interval:
    years = [int(y) for y in YEAR.findall(text)]
    short = re.search(r"\d[-–/](\d\d)$", text)
    if short:
        years.append(years[0] // 100 * 100 + int(short[1]))
    interval = date(years[0], 1, 1), date(years[-1], 12, 31)
    part = part_said(text)
    return _part_of(interval, part) if part else interval


def decade(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001
    """Read "the early 1980s"."""
    found = re.search(r"\d{4}", m[0])
    assert found  # noqa: S101  the rule matched a decade
    first = int(found[0])
    part = part_said(m[0])
    interval = date(first, 1, 1), date(first + 9, 12, 31)
    return _part_of(interval, part) if part else interval


def after_year(m: re.Match[str], published: date | None) -> Interval | None:
    """Read "after 2015": from the next year until publication; "before 2015" has no first day."""
    if re.search(r"after|post|بعد", m[0]) is None:
        raise OpenError
    first, last = date(int(YEAR.findall(m[0])[0]) + 1, 1, 1), need(published)
    return (first, last) if first <= last else None


def season(m: re.Match[str], published: date | None) -> Interval:
    """Read "spring 2015", "last summer"; winter runs into the next year."""
    name = _SEASON.search(m[0])
    stated = YEAR.search(m[0])
    assert name  # noqa: S101  the rule matched a season
    first, last = SEASONS[name[0]]

    def of(year: int) -> Interval:
        return date(year, first, 1), _month(year + 1 if last < first else year, last)[1]

    part = part_said(m[0])
    if stated:
        return _part_of(of(int(stated[0])), part) if part else of(int(stated[0]))
    at = need(published)
    near = [of(at.year + step) for step in (-2, -1, 0, 1)]
    if NEXT.search(m[0]):
        return next(s for s in near if s[0] > at)
    if LAST.search(m[0]):
        return max(s for s in near if s[1] < at)
    running = next((s for s in near if s[0] <= at <= s[1]), None)
    return (running[0], at) if running else near[2]


def weekday(m: re.Match[str], published: date | None) -> Interval:
    """Read a weekday: the last one before publication, or that day itself; the next if the words say so."""
    at = need(published)
    wanted, way = weekday_said(m[0])
    back = (at.weekday() - wanted) % 7
    if way == "next" or (back and _lies_ahead(m.string, m.start())):
        day = at + _DAYS[7 - back]
    elif way == "this":
        day = at - _DAYS[back] if back <= 3 else at + _DAYS[7 - back]
    elif way == "last" and back == 0:
        day = at - _DAYS[7]
    else:
        day = at - _DAYS[back]
    return day, day


def _lies_ahead(text: str, start: int) -> bool:
    """Tell whether the words before a weekday, back to a full stop or semicolon, speak of what is to come."""
    before = text[max(0, start - 60) : start]
    if not (" to " in before or "will" in before or "scheduled" in before or "المقرر" in before or " س" in before):
        return False
    clause = before[max(before.rfind("."), before.rfind(";")) + 1 :]
    return _AHEAD_CUE.search(clause) is not None


def weekday_to_weekday(m: re.Match[str], published: date | None) -> Interval:
    """Read "from Monday to Wednesday": the last such days before publication."""
    at = need(published)
    one, other = (weekday_in(word) for word in re.findall(r"\w+day", m[0]))
    last = at - timedelta(days=(at.weekday() - other) % 7)
    return last - timedelta(days=(other - one) % 7), last


def night_between(m: re.Match[str], published: date | None) -> Interval:
    """Read ليل الجمعة السبت: the last night before publication that begins on the first of the two days."""
    at, first = need(published), weekday_in(m[0])
    evening = at - timedelta(days=(at.weekday() - first) % 7)
    return evening, min(at, evening + timedelta(days=1))


def beside(m: re.Match[str], published: date | None) -> Interval:
    """Read "the day before", "a day later": counted from publication here, from a day said before it by `geo.dates`."""
    day = need(published) + day_beside(m[0])
    return day, day


_SAME: Final = re.compile(r"\bsame\b|\bthat\b|نفسه|ذاته")
_COUNTED_DAYS: Final = re.compile(rf"({N})\s+days?\s")
_LATER: Final = re.compile(r"after|following|later|next|التالي")


def day_beside(expression: str) -> timedelta:
    """Return how far a flat "the day before", "two days later" and their like lie from the day that they count from."""
    if _SAME.search(expression):
        return timedelta()
    counted = _COUNTED_DAYS.match(expression)
    count = number(counted[1]) if counted else 1
    return timedelta(days=count if _LATER.search(expression) else -count)


def calendar_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read 'this week', 'last month', 'earlier this year', 'late last year' and the like."""
    at = need(published)
    text = m[0]
    unit, step, ahead = unit_said(text)
    if unit == "weekend":
        saturday = _monday(at) + _DAYS[12 if ahead else 5]
        if saturday > at and not ahead:
            saturday -= _DAYS[7]
        return saturday, saturday + _DAYS[1]
    interval = unit_of(at, unit, step)
    part = part_said(text)
    if part:
        return _part_of(interval, part)
    side = side_said(text)
    if side == "earlier" or (not step and side != "later"):
        return interval[0], min(interval[1], at)  # a running week, month or year ends, so far, with publication
    return (max(interval[0], at), interval[1]) if side == "later" else interval


def unit_of(at: date, unit: str, step: int) -> Interval:
    """Return the week, month or year (`unit`) of a day, or the one that lies `step` of them off."""
    if unit == "week":
        first = _monday(at) + timedelta(days=7 * step)
        return first, first + _DAYS[6]
    if unit == "month":
        months = at.year * 12 + at.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    return _year(at.year + step)


def end_of_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read "by the end of the year": from publication on."""
    at = need(published)
    unit = re.search("week|month|year", m[0])
    assert unit  # noqa: S101  the rule matched a unit
    return at, unit_of(at, unit[0], 0)[1]
