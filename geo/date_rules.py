"""The rules by which `geo.dates` reads date expressions: for each a pattern, and what interval a match denotes.

A rule gets the match and the publication date, and returns the first and last day; None where the words only look like
a date. `OpenError` says that the expression is relative and there is no publication date to count from.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from geo.date_words import (
    AND_DAY,
    AR_MONS,
    AR_WDAY,
    DASH,
    DIGITS,
    DTH,
    LATIN_MONTHS,
    LONG_MON,
    MON,
    PART,
    SEASONS,
    SHORT_WDAY,
    UNIT,
    WDAY,
    WEEKDAYS,
    D,
    N,
    Y,
    alternatives,
    month_in,
    number,
    plain,
    weekday_in,
)

Interval = tuple[date, date]

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


# ---------------------------------------------------------------- the rules: each turns a match into an interval
Rule = Callable[["re.Match[str]", "date | None"], "Interval | None"]


class OpenError(Exception):
    """Raised inside a rule where the expression needs a publication date and there is none."""


def _need(published: date | None) -> date:
    if published is None:
        raise OpenError
    return published


def _full_date(m: re.Match[str], published: date | None) -> Interval | None:
    text = m[0].translate(DIGITS)
    year = re.search(Y + r"(?!\d)", text)
    days = [int(d) for d in re.findall(rf"(?<!\d)({D})(?=\D|$)", text.replace(year[0], " ") if year else text)]
    month = month_in(text)
    if not days or re.search(r"\b(?:may|march|mar)\b", m[0]):
        return None  # "some 3 may die"
    if year:
        span = [date(int(year[0]), month, d) for d in days]
    else:
        last = _nearest_year(month, days[-1], _need(published))
        span = [last.replace(day=d) for d in days]
    return span[0], span[-1]


def _day_to_day(m: re.Match[str], published: date | None) -> Interval | None:
    """Read "30 August to 2 September 2017": a year that stands once is that of both days."""
    days = list(re.finditer(_DAY_OF_MONTH, m[0], re.I))
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
    return _nearest_year(month_in(text), int(day[0]), _need(published))


def _iso(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001  every rule has one shape
    day = date.fromisoformat(m[0])
    return day, day


def _numeric(m: re.Match[str], published: date | None) -> Interval | None:  # noqa: ARG001
    a, b, year = (int(x) for x in re.split(r"[./]", m[0].translate(DIGITS)))
    if "/" in m[0] and a <= 12 and b <= 12 and a != b:
        return None  # 4/9/2018: April or September?
    day, month = (a, b) if b <= 12 else (b, a)
    return date(year, month, day), date(year, month, day)


def _month_of_year(m: re.Match[str], published: date | None) -> Interval:
    text = m[0].translate(DIGITS)
    year, month = re.search(Y, text), month_in(text)
    interval = _month(int(year[0]), month) if year else _recent_month(month, _need(published))
    if m[0].startswith("منذ"):  # since
        return interval[0], max(interval[0], _need(published))
    part = re.search(PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def _year(m: re.Match[str], published: date | None) -> Interval:
    years = [int(y) for y in re.findall(Y, m[0].translate(DIGITS))]
    interval = date(years[0], 1, 1), date(years[-1], 12, 31)
    if m[0].startswith("منذ"):  # since
        return interval[0], max(interval[0], _need(published))
    part = re.search(PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def _season(m: re.Match[str], published: date | None) -> Interval:
    name = re.search("|".join(SEASONS), m[0], re.I)
    year = re.search(Y, m[0])
    assert name  # noqa: S101  the rule matched a season
    first, last = SEASONS[plain(name[0])]
    at = int(year[0]) if year else _need(published).year
    end = at + 1 if last < first else at
    return date(at, first, 1), _month(end, last)[1]


def _since(m: re.Match[str], published: date | None) -> Interval | None:
    inner = m["since_what"].strip()
    until = _need(published)
    for text in (inner, f"in {inner}"):
        for _, _, pattern, rule in RULES:
            match = pattern.fullmatch(text)
            interval = rule(match, published) if match else None
            if interval:
                return (interval[0], until) if interval[0] <= until else None
    raise OpenError


def _weekday(m: re.Match[str], published: date | None) -> Interval:
    at, wanted = _need(published), weekday_in(m[0])
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


_NEAR_DAYS: Final = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "yesterday": (-1, -1), "last night": (-1, 0), "overnight": (-1, 0), "tomorrow": (1, 1),
    "the day before yesterday": (-2, -2), "اليوم": (0, 0), "أمس": (-1, -1), "امس": (-1, -1), "غدا": (1, 1),
    "غداً": (1, 1), "أول أمس": (-2, -2), "الليلة الماضية": (-1, 0),
}  # fmt: skip


def _near_day(m: re.Match[str], published: date | None) -> Interval:
    at = _need(published)
    first, last = _NEAR_DAYS[plain(m[0])]
    return at + timedelta(days=first), at + timedelta(days=last)


def _day_beside(m: re.Match[str], published: date | None) -> Interval:
    """Read "the day before", "a day later": counted from publication here, from a day said before it by `geo.dates`."""
    day = _need(published) + day_beside(m[0])
    return day, day


def day_beside(expression: str) -> timedelta:
    """Return how far "the day before" and its like lie from the day that they count from."""
    if "يومين" in expression:
        return timedelta(days=-2)
    return timedelta(days=1 if re.search(r"after|following|later|التالي", expression, re.I) else -1)


def _calendar_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read 'this week', 'last month', 'earlier this year', 'later this month' and the like."""
    at = _need(published)
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


def _end_of_unit(m: re.Match[str], published: date | None) -> Interval:
    at = _need(published)
    text = m[0].casefold()
    if "week" in text:
        end = _monday(at) + timedelta(days=6)
    else:
        end = _month(at.year, at.month)[1] if "month" in text else date(at.year, 12, 31)
    return at, end


def _ago(m: re.Match[str], published: date | None) -> Interval:
    at = _need(published)
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


def _rolling(m: re.Match[str], published: date | None) -> Interval:
    """'in the past three weeks', 'over the last year', 'in recent days': counted back from publication."""
    at = _need(published)
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


_WEEKDAY_TIME: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_TO: Final = r"\s*(?:-|–|—|to|until|through)\s*"
_DAY_OF_MONTH: Final = rf"{MON}\s+{DTH}\b|{DTH}(?:\s+of)?\s+{MON}"
_PATTERNS: Final[tuple[tuple[str, str, Rule], ...]] = (
    ("iso", r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])", _iso),
    (
        "numeric",
        rf"(?<![\d./])[\d٠-٩]{{1,2}}([./])[\d٠-٩]{{1,2}}\1(?:{Y}|[٠-٩]{{4}})(?![\d./]*\d)",
        _numeric,
    ),
    (
        "since",
        rf"\bsince\s+(?P<since_what>(?:the\s+)?(?:{PART})?(?:{DTH}\s+{MON}\s+{Y}|{MON}\s+(?:{DTH},?\s+)?{Y}|{MON}\s+{DTH}\b"
        rf"|{LONG_MON}|{Y}\b|{WDAY}|last\s+(?:week|month|year|{WDAY})|yesterday))",
        _since,
    ),
    (
        "full date",
        rf"(?:\b{SHORT_WDAY},?\s+)?(?:\b{MON}\s+{DTH}(?:{AND_DAY}|{_TO}{DTH}\b)?(?:,?\s+{Y}\b|\b(?!\s*[%°]|,\d))"
        rf"|(?<![\d.,])(?:{DTH}{DASH})?{DTH}(?:\s+of)?\s+{MON}(?:,?\s+{Y}\b)?)",
        _full_date,
    ),
    (
        "from day to day",
        rf"(?:\bbetween\s+(?:{_DAY_OF_MONTH})(?:,?\s+{Y})?\s+and\s+|\b(?:{_DAY_OF_MONTH})(?:,?\s+{Y})?{_TO})"
        rf"(?:{_DAY_OF_MONTH})(?:,?\s+{Y}\b)?",
        _day_to_day,
    ),
    (
        "full date, Arabic",
        rf"(?<![\d٠-٩])[\d٠-٩]{{1,2}}\s+(?:من\s+)?{AR_MONS}(?:\s+(?:من\s+)?(?:عام\s+)?(?:{Y}|[٠-٩]{{4}}))?",
        _full_date,
    ),
    ("month", rf"\b(?:in\s+|during\s+)?(?:{PART})?{MON},?\s+(?:of\s+)?{Y}\b", _month_of_year),
    (
        "recent month",
        rf"\b(?:in|during|(?:in\s+|since\s+)?(?:{PART}|this\s+|last\s+))\s*{LONG_MON}(?!\s+\d)",
        _month_of_year,
    ),
    (
        "month, Arabic",
        rf"(?:في\s+|خلال\s+|منذ\s+)?(?:شهر\s+)?{AR_MONS}\s+(?:من\s+)?(?:عام\s+)?(?:{Y}|[٠-٩]{{4}})",
        _month_of_year,
    ),
    (
        "season",
        rf"\b(?:(?:in\s+)?(?:the\s+)?)(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{Y}\b",
        _season,
    ),
    ("years", rf"\b(?:(?:in|between|from|during)\s+)?{Y}{DASH}{Y}\b", _year),
    (
        "year",
        rf"\b(?:in|during|throughout|by|until)\s+(?:{PART})?{Y}\b(?!\s*[%°]|[-,.]\d)|\b{PART}{Y}\b",
        _year,
    ),
    (
        "year, Arabic",
        rf"(?:في|منذ|خلال)\s+(?:عام|العام|سنة)\s+(?:{Y}|[٠-٩]{{4}})|(?:عام|سنة)\s+(?:{Y}|[٠-٩]{{4}})",
        _year,
    ),
    ("near day", r"\b(?:" + alternatives([d for d in _NEAR_DAYS if d.isascii()]) + r")\b", _near_day),
    (
        "near day, Arabic",
        r"(?<!\w)(?:" + alternatives([d for d in _NEAR_DAYS if not d.isascii()]) + r")(?!\w)",
        _near_day,
    ),
    (
        "day beside",
        r"\b(?:the\s+day\s+(?:before|after)|(?:the\s+)?(?:previous|following)\s+day|a\s+day\s+(?:earlier|later))\b"
        r"(?!\s+(?:yesterday|tomorrow|the|a|an|his|her|its|their)\b)",
        _day_beside,
    ),
    ("day beside, Arabic", r"(?<!\w)(?:في\s+اليوم\s+(?:السابق|التالي)|قبل\s+(?:يومين|يوم))(?!\w)", _day_beside),
    (
        "weekday",
        rf"\b(?:on\s+)?(?:(?:early|late|last|past|next|this|previous|coming)\s+(?:on\s+)?)?(?<!Black\s)(?<!Good\s)(?<!Bloody\s)"
        rf"(?<!Palm\s)(?<!Easter\s){WDAY}\b(?!\s+(?:Times|Telegraph|Mirror|Express|Mail)\b|,?\s+(?:{MON}\s+{D}|{D}\s+{MON}))"
        rf"{_WEEKDAY_TIME}",
        _weekday,
    ),
    (
        "weekday, Arabic",
        rf"(?:يوم\s+|مساء\s+|صباح\s+|فجر\s+|ليل\s+|ليلة\s+){AR_WDAY}(?:\s+(?:الماضي|المقبل|القادم))?",
        _weekday,
    ),
    (
        "rolling",
        rf"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:(?:past|last)\s+(?P<roll_n>(?:few|several|couple\s+of|{N})\s+)?|(?P<roll_recent>recent)\s+)"
        rf"(?P<roll_unit>{UNIT})s?\b",
        _rolling,
    ),
    (
        "end of unit",
        r"\b(?:by|before|until|at)\s+the\s+end\s+of\s+(?:the|this)\s+(?:week|month|year)\b",
        _end_of_unit,
    ),
    (
        "unit",
        rf"\b(?:(?:earlier|later)\s+)?(?:this|last|past|next|previous|the\s+previous|the\s+coming)\s+(?:{UNIT}|weekend)\b|\b(?:over|at|during)\s+the\s+weekend\b",
        _calendar_unit,
    ),
    (
        "unit, Arabic",
        r"(?:الأسبوع|الاسبوع|الشهر|العام)\s+(?:الماضي|الجاري|الحالي|المقبل|القادم)",
        _calendar_unit,
    ),
    ("ago", rf"\b(?P<ago_n>{N}|(?:a\s+)?few|several)\s+(?P<ago_unit>{UNIT})s?\s+(?:ago|earlier)\b", _ago),
)
# What a sentence must hold for a rule to be tried; those that are not here are for Arabic.
_NEEDS: Final = {
    "iso": "year", "numeric": "year", "since": "since", "full date": "month",
    "from day to day": "month", "month": "month", "recent month": "month",
    "season": "year", "years": "year", "year": "year", "near day": "near day",
    "day beside": "unit", "weekday": "weekday",
    "rolling": "unit", "end of unit": "unit", "unit": "unit", "ago": "unit",
}  # fmt: skip
RULES: Final = tuple(
    (name, _NEEDS.get(name, "arabic"), re.compile(pattern, re.I), rule) for name, pattern, rule in _PATTERNS
)
"""Name, need, compiled pattern and function of each rule; of two matches of one length the earlier rule's counts."""

_NEED_OF: Final = (
    dict.fromkeys(LATIN_MONTHS, "month")
    | {day: "weekday" for day in WEEKDAYS if day.endswith("day")}
    | dict.fromkeys(
        ("today", "tonight", "yesterday", "tomorrow", "overnight", "morning", "afternoon", "evening", "night"),
        "near day",
    )
    | {unit + s: "unit" for unit in ("day", "week", "month", "year", "weekend") for s in ("", "s")}
    | {"since": "since"}
)
_WORD: Final = re.compile(r"[^\W_]+")
_ARABIC: Final = re.compile(r"[\u0620-\u064a]")


def needs_met(text: str) -> set[str]:
    """Return the needs of rules that a sentence meets: one look at its words saves most rules their search."""
    words = _WORD.findall(text.casefold())
    met = {need for word in words if (need := _NEED_OF.get(word))}
    if any(len(word) == 4 and word.isdigit() for word in words):
        met.add("year")
    if not text.isascii() and _ARABIC.search(text):
        met.add("arabic")
    return met
