"""What counted spans of time denote: "two weeks ago", "in the past three days", "within 24 hours", in Arabic too.

Each function gets the match of a rule's pattern in flat text and the publication date, as in `geo.date_intervals`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from geo.date_intervals import NEXT, Interval, calendar_unit, need, unit_of
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
