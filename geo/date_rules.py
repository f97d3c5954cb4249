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

Interval = tuple[date, date]


# ---------------------------------------------------------------- words for months, days and numbers
_MONTH_NAMES: Final = (
    ("january", "jan", "يناير", "كانون الثاني"),
    ("february", "feb", "فبراير", "شباط"),
    ("march", "mar", "مارس", "آذار"),
    ("april", "apr", "أبريل", "ابريل", "إبريل", "نيسان"),
    ("may", "مايو", "أيار", "ايار"),
    ("june", "jun", "يونيو", "يونيه", "حزيران"),
    ("july", "jul", "يوليو", "يوليه", "تموز"),
    ("august", "aug", "أغسطس", "اغسطس", "آب"),
    ("september", "sept", "sep", "سبتمبر", "أيلول", "ايلول"),
    ("october", "oct", "أكتوبر", "اكتوبر", "تشرين الأول", "تشرين الاول"),
    ("november", "nov", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "ديسمبر", "كانون الأول", "كانون الاول"),
)
_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon", "الاثنين", "الإثنين"),
            ("tuesday", "tue", "tues", "الثلاثاء"),
            ("wednesday", "wed", "الأربعاء", "الاربعاء"),
            ("thursday", "thu", "thur", "thurs", "الخميس"),
            ("friday", "fri", "الجمعة"),
            ("saturday", "sat", "السبت"),
            ("sunday", "sun", "الأحد", "الاحد"),
        )
    )
    for name in names
}
_NUMBERS: Final = {
    word: n
    for n, words in enumerate(
        (
            "",
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
    for word in words.split()
}
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))


_LATIN_MONTHS: Final = [m for m in _MONTHS if m.isascii()]
_FULL: Final = [m for m in _LATIN_MONTHS if len(m) > 4 or m in ("may", "june", "july")]
_MON: Final = rf"(?:{_alternatives(_LATIN_MONTHS)})\b\.?"
_LONG_MON: Final = rf"(?:{_alternatives(_FULL)})\b"
_WDAY: Final = rf"(?:{_alternatives([d for d in _WEEKDAYS if d.isascii() and d.endswith('day')])})"
_SHORT_WDAY: Final = rf"(?:{_alternatives([d for d in _WEEKDAYS if d.isascii()])})\b\.?"
_AR_MON: Final = rf"(?:{_alternatives([m for m in _MONTHS if not m.isascii()])})"
_AR_MONS: Final = rf"{_AR_MON}(?:\s*[/(]\s*{_AR_MON}\)?)?"
_AR_WDAY: Final = rf"(?:{_alternatives([d for d in _WEEKDAYS if not d.isascii()])})"
_D: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_DTH: Final = rf"{_D}(?:st|nd|rd|th)?"
_Y: Final = r"(?:19[3-9]\d|20[0-4]\d)"
_N: Final = rf"(?:\d{{1,3}}|{_alternatives([w for w in _NUMBERS if w])})"
_DASH: Final = r"\s*(?:-|–|—|to|and|until|through)\s*"
_PART: Final = r"(?:early|mid|late|the\s+(?:start|beginning|middle|end)\s+of|(?:start|beginning|middle|end)\s+of)[\s-]+"
_UNIT: Final = r"(?:day|week|month|year)"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]


def _month_in(text: str) -> int:
    found = re.search(_AR_MON, text) or re.search(rf"\b{_MON}", text, re.I)
    assert found, text  # noqa: S101  the rule that calls matched a month
    return _MONTHS[re.sub(r"\s+", " ", found[0].casefold().rstrip("."))]


def _weekday_in(text: str) -> int:
    found = re.search(_AR_WDAY, text) or re.search(_WDAY, text, re.I)
    assert found, text  # noqa: S101  the rule that calls matched a weekday
    return _WEEKDAYS[found[0].casefold()]


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
    """Return the date of that month and day that lies nearest to publication."""
    near: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            near.append(date(year, month, day))
    return min(near, key=lambda d: abs((d - published).days))


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


def _full_date(m: re.Match[str], published: date | None) -> Interval:
    text = m[0].translate(_DIGITS)
    year = re.search(_Y + r"(?!\d)", text)
    days = [int(d) for d in re.findall(rf"(?<!\d)({_D})(?=\D|$)", text.replace(year[0], " ") if year else text)]
    month = _month_in(text)
    if year:
        span = [date(int(year[0]), month, d) for d in days]
    else:
        last = _nearest_year(month, days[-1], _need(published))
        span = [last.replace(day=d) for d in days]
    return span[0], span[-1]


def _iso(m: re.Match[str], published: date | None) -> Interval:  # noqa: ARG001  every rule has one shape
    day = date.fromisoformat(m[0])
    return day, day


def _numeric(m: re.Match[str], published: date | None) -> Interval | None:  # noqa: ARG001
    a, b, year = (int(x) for x in re.split(r"[./]", m[0].translate(_DIGITS)))
    if "/" in m[0] and a <= 12 and b <= 12 and a != b:
        return None  # 4/9/2018: April or September?
    day, month = (a, b) if b <= 12 else (b, a)
    return date(year, month, day), date(year, month, day)


def _month_of_year(m: re.Match[str], published: date | None) -> Interval:
    text = m[0].translate(_DIGITS)
    year, month = re.search(_Y, text), _month_in(text)
    interval = _month(int(year[0]), month) if year else _recent_month(month, _need(published))
    part = re.search(_PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def _year(m: re.Match[str], published: date | None) -> Interval:
    years = [int(y) for y in re.findall(_Y, m[0].translate(_DIGITS))]
    interval = date(years[0], 1, 1), date(years[-1], 12, 31)
    if m[0].startswith("منذ"):  # since
        return interval[0], max(interval[0], _need(published))
    part = re.search(_PART, m[0], re.I)
    return _part_of(interval, part[0]) if part else interval


def _season(m: re.Match[str], published: date | None) -> Interval:
    name = re.search("|".join(_SEASONS), m[0], re.I)
    year = re.search(_Y, m[0])
    assert name  # noqa: S101  the rule matched a season
    first, last = _SEASONS[name[0].casefold()]
    at = int(year[0]) if year else _need(published).year
    end = at + 1 if last < first else at
    return date(at, first, 1), _month(end, last)[1]


def _since(m: re.Match[str], published: date | None) -> Interval:
    inner = m["since_what"].strip()
    until = _need(published)
    for text in (inner, f"in {inner}"):
        for _, pattern, rule in RULES:
            match = pattern.fullmatch(text)
            interval = rule(match, published) if match else None
            if interval:
                return min(interval[0], until), until
    raise OpenError


def _weekday(m: re.Match[str], published: date | None) -> Interval:
    at, wanted = _need(published), _weekday_in(m[0])
    back = (at.weekday() - wanted) % 7
    if re.search(r"\b(next|coming)\b|المقبل|القادم", m[0], re.I):
        day = at + timedelta(days=7 - back)
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
    first, last = _NEAR_DAYS[re.sub(r"\s+", " ", m[0].casefold())]
    return at + timedelta(days=first), at + timedelta(days=last)


def _calendar_unit(m: re.Match[str], published: date | None) -> Interval:
    """Read 'this week', 'last month', 'earlier this year', 'later this month' and the like."""
    at = _need(published)
    text = m[0].casefold()
    unit = re.search("weekend|" + _UNIT + r"|أسبوع|اسبوع|شهر|عام|سنة", text)
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
    n = _number(m["ago_n"])
    unit = m["ago_unit"].casefold()
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
    word = (m["roll_n"] or "").strip().casefold()
    vague = {
        "few": 6 if unit == "day" else 3,
        "several": 6 if unit == "day" else 3,
        "couple of": 2,
        "recent": 6 if unit == "day" else 3,
    }
    n = vague.get(word) or (_number(word) if word else vague["recent"] if m["roll_recent"] else 1)
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * n
    return at - timedelta(days=days - 1), at


_WEEKDAY_TIME: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_PATTERNS: Final[tuple[tuple[str, str, Rule], ...]] = (
    ("iso", r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])", _iso),
    (
        "numeric",
        rf"(?<![\d./])[\d٠-٩]{{1,2}}([./])[\d٠-٩]{{1,2}}\1(?:{_Y}|[٠-٩]{{4}})(?![\d./]*\d)",
        _numeric,
    ),
    (
        "since",
        rf"\bsince\s+(?P<since_what>(?:the\s+)?(?:{_PART})?(?:{_DTH}\s+{_MON}\s+{_Y}|{_MON}\s+(?:{_DTH},?\s+)?{_Y}|{_MON}\s+{_DTH}\b"
        rf"|{_LONG_MON}|{_Y}\b|{_WDAY}|last\s+(?:week|month|year|{_WDAY})|yesterday))",
        _since,
    ),
    (
        "full date",
        rf"(?:\b{_SHORT_WDAY},?\s+)?(?:\b{_MON}\s+{_DTH}(?:{_DASH}{_DTH})?(?:,?\s+{_Y}\b|\b(?!\s*[%°]|,\d))"
        rf"|(?<![\d.,])(?:{_DTH}{_DASH})?{_DTH}(?:\s+of)?\s+{_MON}(?:,?\s+{_Y}\b)?)",
        _full_date,
    ),
    (
        "full date, Arabic",
        rf"(?<![\d٠-٩])[\d٠-٩]{{1,2}}\s+(?:من\s+)?{_AR_MONS}(?:\s+(?:من\s+)?(?:عام\s+)?(?:{_Y}|[٠-٩]{{4}}))?",
        _full_date,
    ),
    ("month", rf"\b(?:in\s+|during\s+)?(?:{_PART})?{_MON},?\s+(?:of\s+)?{_Y}\b", _month_of_year),
    (
        "recent month",
        rf"\b(?:in|during|(?:in\s+|since\s+)?(?:{_PART}|this\s+|last\s+))\s*{_LONG_MON}(?!\s+\d)",
        _month_of_year,
    ),
    (
        "month, Arabic",
        rf"(?:في\s+|خلال\s+)?(?:شهر\s+)?{_AR_MONS}\s+(?:من\s+)?(?:عام\s+)?(?:{_Y}|[٠-٩]{{4}})",
        _month_of_year,
    ),
    (
        "season",
        rf"\b(?:(?:in\s+)?(?:the\s+)?)(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_Y}\b",
        _season,
    ),
    ("years", rf"\b(?:(?:in|between|from|during)\s+)?{_Y}{_DASH}{_Y}\b", _year),
    (
        "year",
        rf"\b(?:in|during|throughout|by|until)\s+(?:{_PART})?{_Y}\b(?!\s*[%°]|[-,.]\d)|\b{_PART}{_Y}\b",
        _year,
    ),
    (
        "year, Arabic",
        rf"(?:في|منذ|خلال)\s+(?:عام|العام|سنة)\s+(?:{_Y}|[٠-٩]{{4}})|(?:عام|سنة)\s+(?:{_Y}|[٠-٩]{{4}})",
        _year,
    ),
    ("near day", r"\b(?:" + _alternatives([d for d in _NEAR_DAYS if d.isascii()]) + r")\b", _near_day),
    (
        "near day, Arabic",
        r"(?<!\w)(?:" + _alternatives([d for d in _NEAR_DAYS if not d.isascii()]) + r")(?!\w)",
        _near_day,
    ),
    (
        "weekday",
        rf"\b(?:on\s+)?(?:(?:early|late|last|past|next|this|previous|coming)\s+(?:on\s+)?)?{_WDAY}\b{_WEEKDAY_TIME}",
        _weekday,
    ),
    (
        "weekday, Arabic",
        rf"(?:يوم\s+|مساء\s+|صباح\s+|فجر\s+|ليل\s+|ليلة\s+){_AR_WDAY}(?:\s+(?:الماضي|المقبل|القادم))?",
        _weekday,
    ),
    (
        "rolling",
        rf"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:(?:past|last)\s+(?P<roll_n>(?:few|several|couple\s+of|{_N})\s+)?|(?P<roll_recent>recent)\s+)"
        rf"(?P<roll_unit>{_UNIT})s?\b",
        _rolling,
    ),
    (
        "end of unit",
        r"\b(?:by|before|until|at)\s+the\s+end\s+of\s+(?:the|this)\s+(?:week|month|year)\b",
        _end_of_unit,
    ),
    (
        "unit",
        rf"\b(?:(?:earlier|later)\s+)?(?:this|last|past|next|previous|the\s+previous|the\s+coming)\s+(?:{_UNIT}|weekend)\b|\b(?:over|at|during)\s+the\s+weekend\b",
        _calendar_unit,
    ),
    (
        "unit, Arabic",
        r"(?:الأسبوع|الاسبوع|الشهر|العام)\s+(?:الماضي|الجاري|الحالي|المقبل|القادم)",
        _calendar_unit,
    ),
    ("ago", rf"\b(?P<ago_n>{_N})\s+(?P<ago_unit>{_UNIT})s?\s+(?:ago|earlier)\b", _ago),
)
RULES: Final = tuple((name, re.compile(pattern, re.I), rule) for name, pattern, rule in _PATTERNS)
"""Name, compiled pattern and function of each rule; of two matches of one length the earlier rule's counts."""
TRIGGER: Final = re.compile(
    rf"[\d٠-٩]{{4}}|days?\b|week|month|year|\b(?:{_alternatives(_LATIN_MONTHS)})\b|tonight"
    r"|this (?:morning|afternoon|evening)|overnight|tomorrow"
    rf"|last night|{_AR_MON}|{_AR_WDAY}|أمس|امس|اليوم|غدا|الماضي|الجاري|الحالي|المقبل|القادم",
    re.I,
)
"""Any text that a rule could match holds one of these."""
