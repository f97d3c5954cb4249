"""The rules by which `geo.dates` reads date expressions: for each a pattern, and the function that says what it means.

A rule is tried only on a sentence that holds a word which it needs (`needs_met`): most sentences need none.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from geo import date_intervals as read
from geo.date_intervals import DAY_OF_MONTH, NEAR_DAYS
from geo.date_words import (
    AND_DAY,
    AR_MONS,
    AR_WDAY,
    DASH,
    DTH,
    LATIN_MONTHS,
    LONG_MON,
    MON,
    PART,
    SHORT_WDAY,
    UNIT,
    WDAY,
    WEEKDAYS,
    D,
    N,
    Y,
    alternatives,
)


def _since(m: re.Match[str], published: date | None) -> read.Interval | None:
    inner = m["since_what"].strip()
    until = read.need(published)
    for text in (inner, f"in {inner}"):
        for _, _, pattern, rule in RULES:
            match = pattern.fullmatch(text)
            interval = rule(match, published) if match else None
            if interval:
                return (interval[0], until) if interval[0] <= until else None
    raise read.OpenError


_WEEKDAY_TIME: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_TO: Final = r"\s*(?:-|–|—|to|until|through)\s*"
_PATTERNS: Final[tuple[tuple[str, str, read.Rule], ...]] = (
    ("iso", r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])", read.iso),
    (
        "numeric",
        rf"(?<![\d./])[\d٠-٩]{{1,2}}([./])[\d٠-٩]{{1,2}}\1(?:{Y}|[٠-٩]{{4}})(?![\d./]*\d)",
        read.numeric,
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
        read.full_date,
    ),
    (
        "from day to day",
        rf"(?:\bbetween\s+(?:{DAY_OF_MONTH})(?:,?\s+{Y})?\s+and\s+|\b(?:{DAY_OF_MONTH})(?:,?\s+{Y})?{_TO})"
        rf"(?:{DAY_OF_MONTH})(?:,?\s+{Y}\b)?",
        read.day_to_day,
    ),
    (
        "full date, Arabic",
        rf"(?<![\d٠-٩])[\d٠-٩]{{1,2}}\s+(?:من\s+)?{AR_MONS}(?:\s+(?:من\s+)?(?:عام\s+)?(?:{Y}|[٠-٩]{{4}}))?",
        read.full_date,
    ),
    ("month", rf"\b(?:in\s+|during\s+)?(?:{PART})?{MON},?\s+(?:of\s+)?{Y}\b", read.month_of_year),
    (
        "recent month",
        rf"\b(?:in|during|(?:in\s+|since\s+)?(?:{PART}|this\s+|last\s+))\s*{LONG_MON}(?!\s+\d)",
        read.month_of_year,
    ),
    (
        "month, Arabic",
        rf"(?:في\s+|خلال\s+|منذ\s+)?(?:شهر\s+)?{AR_MONS}\s+(?:من\s+)?(?:عام\s+)?(?:{Y}|[٠-٩]{{4}})",
        read.month_of_year,
    ),
    (
        "season",
        rf"\b(?:(?:in\s+)?(?:the\s+)?)(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{Y}\b",
        read.season,
    ),
    ("years", rf"\b(?:(?:in|between|from|during)\s+)?{Y}{DASH}{Y}\b", read.year),
    (
        "year",
        rf"\b(?:in|during|throughout|by|until)\s+(?:{PART})?{Y}\b(?!\s*[%°]|[-,.]\d)|\b{PART}{Y}\b",
        read.year,
    ),
    (
        "year, Arabic",
        rf"(?:في|منذ|خلال)\s+(?:عام|العام|سنة)\s+(?:{Y}|[٠-٩]{{4}})|(?:عام|سنة)\s+(?:{Y}|[٠-٩]{{4}})",
        read.year,
    ),
    ("near day", r"\b(?:" + alternatives([d for d in NEAR_DAYS if d.isascii()]) + r")\b", read.near_day),
    (
        "near day, Arabic",
        r"(?<!\w)(?:" + alternatives([d for d in NEAR_DAYS if not d.isascii()]) + r")(?!\w)",
        read.near_day,
    ),
    (
        "day beside",
        r"\b(?:the\s+day\s+(?:before|after)|(?:the\s+)?(?:previous|following)\s+day|a\s+day\s+(?:earlier|later))\b"
        r"(?!\s+(?:yesterday|tomorrow|the|a|an|his|her|its|their)\b)",
        read.beside,
    ),
    ("day beside, Arabic", r"(?<!\w)(?:في\s+اليوم\s+(?:السابق|التالي)|قبل\s+(?:يومين|يوم))(?!\w)", read.beside),
    (
        "weekday",
        rf"\b(?:on\s+)?(?:(?:early|late|last|past|next|this|previous|coming)\s+(?:on\s+)?)?(?<!Black\s)(?<!Good\s)(?<!Bloody\s)"
        rf"(?<!Palm\s)(?<!Easter\s){WDAY}\b(?!\s+(?:Times|Telegraph|Mirror|Express|Mail)\b|,?\s+(?:{MON}\s+{D}|{D}\s+{MON}))"
        rf"{_WEEKDAY_TIME}",
        read.weekday,
    ),
    (
        "weekday, Arabic",
        rf"(?:يوم\s+|مساء\s+|صباح\s+|فجر\s+|ليل\s+|ليلة\s+){AR_WDAY}(?:\s+(?:الماضي|المقبل|القادم))?",
        read.weekday,
    ),
    (
        "rolling",
        rf"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:(?:past|last)\s+(?P<roll_n>(?:few|several|couple\s+of|{N})\s+)?|(?P<roll_recent>recent)\s+)"
        rf"(?P<roll_unit>{UNIT})s?\b",
        read.rolling,
    ),
    (
        "end of unit",
        r"\b(?:by|before|until|at)\s+the\s+end\s+of\s+(?:the|this)\s+(?:week|month|year)\b",
        read.end_of_unit,
    ),
    (
        "unit",
        rf"\b(?:(?:earlier|later)\s+)?(?:this|last|past|next|previous|the\s+previous|the\s+coming)\s+(?:{UNIT}|weekend)\b|\b(?:over|at|during)\s+the\s+weekend\b",
        read.calendar_unit,
    ),
    (
        "unit, Arabic",
        r"(?:الأسبوع|الاسبوع|الشهر|العام)\s+(?:الماضي|الجاري|الحالي|المقبل|القادم)",
        read.calendar_unit,
    ),
    ("ago", rf"\b(?P<ago_n>{N}|(?:a\s+)?few|several)\s+(?P<ago_unit>{UNIT})s?\s+(?:ago|earlier)\b", read.ago),
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
