"""What is counted from publication: "yesterday", "two weeks ago", "in the past three days", in Arabic too.

Each function gets the match of a rule's pattern in flat text and the publication date, as in `geo.date_intervals`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from geo.date_intervals import Interval, calendar_unit, need, unit_of
from geo.date_phrases import NEXT
from geo.date_words import AR_UNIT, UNIT, UNITS_ARABIC, D, N, number, plain

COUNT: Final = rf"few|several|couple\s+of|{N}"
"""Pattern of a count before a unit, exact or vague."""

_COUNTED: Final = re.compile(rf"(?:\b(?P<count>{COUNT})\s+)?(?P<unit>{UNIT})s?$")
_SOME: Final = {"hour": 24, "day": 6}
"""How many units "the last days" are at most; three weeks, months or years."""
_DAYS_IN: Final = {"hour": 1, "day": 1, "week": 7, "month": 30, "year": 365}


def day_of_month(m: re.Match[str], published: date | None) -> Interval:
    """Read a day of this month or the last: 5 من الشهر الجاري."""
    found = re.search(D, m[0])
    assert found  # noqa: S101  the rule matched digits
    day = calendar_unit(m, published)[0].replace(day=int(found[0]))
    return day, day


def nth(m: re.Match[str], published: date | None) -> Interval:
    """Read "on the 5th": the last day of that number before publication."""
    at = need(published)
    found = re.search(D, m[0])
    assert found  # noqa: S101  the rule matched digits
    number_ = int(found[0])
    month = at if number_ <= at.day else at.replace(day=1) - timedelta(days=1)
    return month.replace(day=number_), month.replace(day=number_)


def _back(at: date, n: int, unit: str) -> Interval:
    """Return the time that lies `n` units back, as exact as the unit."""
    if unit == "hour":
        return at - timedelta(days=-(-n // 24)), at
    if unit == "day":
        return at - timedelta(days=n), at - timedelta(days=n)
    if unit == "week":
        middle = at - timedelta(days=7 * n)
        return middle - timedelta(days=3), middle + timedelta(days=3)
    if unit == "month":
        return unit_of(at, "month", -n)
    return unit_of(at, "year", -n)


def _few_back(at: date, unit: str) -> Interval:
    days = _DAYS_IN[unit]
    return at - timedelta(days=days if unit == "hour" else 6 * days), at if unit == "hour" else at - timedelta(
        days=days
    )


def ago(m: re.Match[str], published: date | None) -> Interval:
    """Read "two weeks ago"."""
    at = need(published)
    if m["ago_n"].endswith(("few", "several")):
        return _few_back(at, m["ago_unit"])
    return _back(at, number(m["ago_n"]), m["ago_unit"])


def _arabic_count(text: str) -> tuple[str, int]:
    """Return the unit and the count of a flat Arabic span of time; 0 where it is only said to be some."""
    form = re.search(AR_UNIT, text)
    assert form  # noqa: S101  the rule matched a unit
    unit, count = UNITS_ARABIC[form[0]]
    words = [w for w in re.findall(r"\w+", text) if w.isdigit() or re.fullmatch(r"\w{2,6}", w)]
    stated = next((n for w in words if w != form[0] and (n := _arabic_number(w))), 0)
    return unit, stated or count


def _arabic_number(word: str) -> int:
    try:
        return number(word.removeprefix("ال"))
    except KeyError:
        return 0


def ago_arabic(m: re.Match[str], published: date | None) -> Interval:
    """Read "three days ago" in Arabic; with mundh it lasts until publication."""
    at = need(published)
    unit, count = _arabic_count(m["span"])
    if m["word"] == "منذ":
        return (
            _rolled(at, unit, count or _SOME.get(unit, 3), False)
            if unit != "day"
            else (at - timedelta(days=count or 6), at)
        )
    return _back(at, count, unit) if count else _few_back(at, unit)


def _rolled(at: date, unit: str, n: int, ahead: bool) -> Interval:
    days = -(-n // 24) + 1 if unit == "hour" else _DAYS_IN[unit] * n
    length = timedelta(days=days - 1)
    return (at, at + length) if ahead else (at - length, at)


def rolling(m: re.Match[str], published: date | None) -> Interval:
    """'in the past three weeks', 'over the last year', 'in recent days', 'in the coming days'."""
    at = need(published)
    found = _COUNTED.search(m[0])
    assert found  # noqa: S101  the rule matched a unit
    unit, word = found["unit"], plain(found["count"] or "")
    some = _SOME.get(unit, 3)
    if word in ("few", "several"):
        n = some
    elif word:
        n = 2 if word == "couple of" else number(word)
    else:
        n = 1 if m[0].endswith(unit) else some
    return _rolled(at, unit, n, NEXT.search(m[0]) is not None)


def rolling_arabic(m: re.Match[str], published: date | None) -> Interval:
    """Read "in the last three days" and its like in Arabic."""
    at = need(published)
    text = re.sub(r"(?<!\w)ال(?=\w)", "", m["span"])
    unit, count = _arabic_count(text)
    return _rolled(at, unit, count or _SOME.get(unit, 3), NEXT.search(m[0]) is not None)


NEAR_DAYS: Final = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "yesterday": (-1, -1), "last night": (-1, 0), "overnight": (-1, 0), "tomorrow": (1, 1),
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2),
    "اليوم": (0, 0), "هذا اليوم": (0, 0), "هذا الصباح": (0, 0), "هذا المساء": (0, 0),
    "الليله": (0, 0), "هذه الليله": (0, 0), "امس": (-1, -1), "يوم امس": (-1, -1), "البارحه": (-1, -1), "غدا": (1, 1),
    "مبارح": (-1, -1), "امبارح": (-1, -1), "يوم غد": (1, 1), "بعد غد": (2, 2),
    "اول امس": (-2, -2), "اول من امس": (-2, -2), "امس الاول": (-2, -2),
    "الليله الماضيه": (-1, 0), "ليله امس": (-1, 0), "ليل امس": (-1, 0), "الليله قبل الماضيه": (-2, -1),
}  # fmt: skip
"""Flat words for days near publication, and how many days off they begin and end."""
_NEAR: Final = sorted(NEAR_DAYS, key=len, reverse=True)


def near_day(m: re.Match[str], published: date | None) -> Interval:
    """Read "yesterday", "yesterday evening" and the like."""
    at = need(published)
    words = plain(m[0])
    first, last = NEAR_DAYS[next(name for name in _NEAR if name in words)]
    return at + timedelta(days=first), at + timedelta(days=last)
