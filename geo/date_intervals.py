"""What intervals date expressions denote: for each kind of expression a function from its match to two days.

Each gets the match of a pattern of `geo.date_rules` and the publication date, and returns the first and last day; None
where the words only look like a date. `OpenError` says that the expression is relative and there is no publication
date to count from.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from geo.date_words import (
    DIGITS,
    DTH,
    MON,
    PART,
    SEASONS,
    UNIT,
    D,
    Y,
    month_in,
    number,
    plain,
    weekday_in,
)

Interval = tuple[date, date]
"""First and last day."""
DAY_OF_MONTH: Final = rf"{MON}\s+{DTH}\b|{DTH}(?:\s+of)?\s+{MON}"
"""Pattern of a day in its month."""

_AHEAD_CUE: Final = re.compile(
    r"\b(?:will|due\s+to|scheduled|set\s+to|plans?\s+to|expected\s+to|is\s+to|are\s+to)\b[^.;]*$", re.I
)
"""Before a weekday: it lies ahead."""
_AHEAD: Final = timedelta(days=60)
"""News without a year looks at most this far ahead ("talks on September 7"); else it tells of the past."""


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _part_of(interval: Interval, word: str) -> Interval:
    """Narrow an interval to its early, middle or late third."""
    first, last = interval
    days = (last - first).days + 1
    third = timedelta(days=days // 3)
    if re.match(r"early|(the\s+)?(start|beginning)", word, re.I):
        return first, first + third - timedelta(days=1)
    if re.match(r"mid|(the\s+)?middle", word, re.I):
        return first + third, last - third
    return last - third + timedelta(days=1), last


def _nearest_year(month: int, day: int, published: date) -> date:
    """Return the last date of that month and day before publication, or the next if it is at most `_AHEAD` off."""
    near: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            near.append(date(year, month, day))
    if not near:
        raise ValueError(f"{day} of month {month}: no such day around {published}")
    return max(d for d in near if d <= published + _AHEAD)


def _recent_month(month: int, published: date) -> Interval:
    return _month(published.year if month <= published.month else published.year - 1, month)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


Rule = Callable[["re.Match[str]", "date | None"], "Interval | None"]


class OpenError(Exception):
    """Raised inside a rule where the expression needs a publication date and there is none."""


def need(published: date | None) -> date:
    """Return the publication date; raise OpenError where there is none."""
    if published is None:
        raise OpenError
    return published


def full_date(m: re.Match[str], published: date | None) -> Interval | None:
    """Read a day of a month, or two of one month, with or without a year."""
    text = m[0].translate(DIGITS)
    year = re.search(Y + r"(?!\d)", text)
    days = [int(d) for d in re.findall(rf"(?<!\d)({D})(?=\D|$)", text.replace(year[0], " ") if year else text)]
    month = month_in(text)
    if not days or re.search(r"\b(?:may|march|mar)\b", m[0]):
        return None  # "some 3 may die"
    if year:
        span = [date(int(year[0]), month, d) for d in days]
    else:
        last = _nearest_year(month, days[-1], need(published))
        span = [last.replace(day=d) for d in days]
    return span[0], span[-1]


def day_to_day(m: re.Match[str], published: date | None) -> Interval | None:
    """Read "30 August to 2 September 2017": a year that stands once is that of both days."""
    days = list(re.finditer(DAY_OF_MONTH, m[0], re.I))
    years = re.findall(Y + r"(?!\d)", m[0])
    if len(days) != 2 or re.search(r"\b(?:may|march|mar)\b", m[0]):
        return None
    last = _full_date_of(f"{days[1][0]} {years[-1] if years else ''}", published)
    first = _full_date_of(f"{days[0][0]} {years[0] if years else last.year}", published)
    if first > last and len(years) < 2:
        first = first.replace(year=first.year - 1)  # "December 28 to January 3, 2018"
    return first, last


def _full_date_of(text: str, published: date | None) -> date:
    year = re.search(Y + r"(?!\d)", text)
    day = re.search(rf"(?<!\d)({D})(?!\d)", text)
    assert day  # noqa: S101  the caller found a day of a month
    if year:
        return date(int(year[0]), month_in(text), int(day[0]))
    return _nearest_year(month_in(text), int(day[0]), need(published))


def iso(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001  every rule has one shape
    """Read 2018-09-04."""
    day = date.fromisoformat(m[0])
    return day, day


def numeric(m: re.Match[str], published: date | None) -> Interval | None:  # noqa: ARG001
    """Read 04.09.2018; None for 4/9/2018, which may be April or September."""
    a, b, year = (int(x) for x in re.split(r"[./]", m[0].translate(DIGITS)))
    if "/" in m[0] and a <= 12 and b <= 12 and a != b:
        return None  # 4/9/2018: April or September?
    day, month = (a, b) if b <= 12 else (b, a)
    return date(year, month, day), date(year, month, day)


def month_of_year(m: re.Match[str], published: date | None) -> Interval:
    """Read a month, whole or its early, middle or late third."""
    text = m[0].translate(DIGITS)
    year, month = re.search(Y, text), month_in(text)
    interval = _month(int(year[0]), month) if year else _recent_month(month, need(published))
    if m[0].startswith("منذ"):  # since
        return interval[0], max(interval[0], need(published))
    part = re.search(PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def year(m: re.Match[str], published: date | None) -> Interval:
    """Read a year or two, whole or a third of it."""
    years = [int(y) for y in re.findall(Y, m[0].translate(DIGITS))]
    interval = date(years[0], 1, 1), date(years[-1], 12, 31)
    if m[0].startswith("منذ"):  # since
        return interval[0], max(interval[0], need(published))
    part = re.search(PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def season(m: re.Match[str], published: date | None) -> Interval:
    """Read "spring 2015"; winter runs into the next year."""
    name = re.search("|".join(SEASONS), m[0], re.I)
    year = re.search(Y, m[0])
    assert name  # noqa: S101  the rule matched a season
    first, last = SEASONS[plain(name[0])]
    at = int(year[0]) if year else need(published).year
    end = at + 1 if last < first else at
    return date(at, first, 1), _month(end, last)[1]


def weekday(m: re.Match[str], published: date | None) -> Interval:
    """Read a weekday: the last one before publication, or that day itself; the next if the words say so."""
    at, wanted = need(published), weekday_in(m[0])
    back = (at.weekday() - wanted) % 7
    ahead = _AHEAD_CUE.search(m.string, max(0, m.start() - 60), m.start())
    if re.search(r"\b(next|coming)\b|المقبل|القادم", m[0], re.I) or (ahead and back):
        day = at + timedelta(days=7 - back)
    elif re.search(r"\bthis\b", m[0], re.I):
        day = at - timedelta(days=back) if back <= 3 else at + timedelta(days=7 - back)
    elif back == 0 and re.search(r"\b(last|past|previous)\b|الماضي", m[0], re.I):
        day = at - timedelta(days=7)
    else:
        day = at - timedelta(days=back)
    return day, day


NEAR_DAYS: Final = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "yesterday": (-1, -1), "last night": (-1, 0), "overnight": (-1, 0), "tomorrow": (1, 1),
    "the day before yesterday": (-2, -2), "اليوم": (0, 0), "أمس": (-1, -1), "امس": (-1, -1), "غدا": (1, 1),
    "غداً": (1, 1), "أول أمس": (-2, -2), "الليلة الماضية": (-1, 0),
}  # fmt: skip


def near_day(m: re.Match[str], published: date | None) -> Interval:
    """Read "yesterday" and the like."""
    at = need(published)
    first, last = NEAR_DAYS[plain(m[0])]
    return at + timedelta(days=first), at + timedelta(days=last)


def beside(m: re.Match[str], published: date | None) -> Interval:
    """Read "the day before", "a day later": counted from publication here, from a day said before it by `geo.dates`."""
    day = need(published) + day_beside(m[0])
    return day, day


def day_beside(expression: str) -> timedelta:
    """Return how far "the day before" and its like lie from the day that they count from."""
    if "يومين" in expression:
        return timedelta(days=-2)
    return timedelta(days=1 if re.search(r"after|following|later|التالي", expression, re.I) else -1)


def calendar_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read 'this week', 'last month', 'earlier this year', 'later this month' and the like."""
    at = need(published)
    text = m[0].casefold()
    unit = re.search("weekend|" + UNIT + r"|أسبوع|اسبوع|شهر|عام|سنة", text)
    assert unit  # noqa: S101  the rule matched a unit
    ahead = 1 if re.search(r"\bnext\b|\bcoming\b|مقبل|قادم", text) else 0
    behind = 1 if re.search(r"\b(last|past|previous)\b|ماضي", text) else 0
    step = ahead - behind
    if unit[0] == "weekend":
        saturday = _monday(at) + timedelta(days=5 + 7 * ahead)
        if saturday > at and not ahead:
            saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=1)
    if unit[0] in ("week", "أسبوع", "اسبوع"):
        first = _monday(at) + timedelta(days=7 * step)
        interval = first, first + timedelta(days=6)
    elif unit[0] in ("month", "شهر"):
        months = at.year * 12 + at.month - 1 + step
        interval = _month(months // 12, months % 12 + 1)
    else:
        interval = date(at.year + step, 1, 1), date(at.year + step, 12, 31)
    if re.search(r"\bearlier\b", text) or (not step and not re.search(r"\blater\b", text)):
        return interval[0], min(interval[1], at)  # a running week, month or year ends, so far, with publication
    if re.search(r"\blater\b", text):
        return max(interval[0], at), interval[1]
    return interval


def end_of_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read "by the end of the year": from publication on."""
    at = need(published)
    text = m[0].casefold()
    if "week" in text:
        end = _monday(at) + timedelta(days=6)
    else:
        end = _month(at.year, at.month)[1] if "month" in text else date(at.year, 12, 31)
    return at, end


def ago(m: re.Match[str], published: date | None) -> Interval:
    """Read "two weeks ago"."""
    at = need(published)
    unit = m["ago_unit"].casefold()
    if m["ago_n"].casefold().endswith(("few", "several")):
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
        return at - timedelta(days=6 * days), at - timedelta(days=days)
    n = number(m["ago_n"])
    if unit == "day":
        return at - timedelta(days=n), at - timedelta(days=n)
    if unit == "week":
        middle = at - timedelta(days=7 * n)
        return middle - timedelta(days=3), middle + timedelta(days=3)
    if unit == "month":
        months = at.year * 12 + at.month - 1 - n
        return _month(months // 12, months % 12 + 1)
    return date(at.year - n, 1, 1), date(at.year - n, 12, 31)


def rolling(m: re.Match[str], published: date | None) -> Interval:
    """'in the past three weeks', 'over the last year', 'in recent days': counted back from publication."""
    at = need(published)
    unit = m["roll_unit"].casefold()
    word = plain(m["roll_n"] or "")
    vague = {
        "few": 6 if unit == "day" else 3,
        "several": 6 if unit == "day" else 3,
        "couple of": 2,
        "recent": 6 if unit == "day" else 3,
    }
    n = vague.get(word) or (number(word) if word else vague["recent"] if m["roll_recent"] else 1)
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * n
    return at - timedelta(days=days - 1), at
