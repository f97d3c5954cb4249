"""What the words of a date expression say, whatever the day: a year, a month, which way they turn, which part is meant.

All take flat text (`geo.date_words.flat`), a few words long; the answers to the latest are remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from geo.date_words import AR_NEXT, AR_NOW, AR_PART, AR_PAST, PART, UNIT, D, Y, month_in, weekday_in

YEAR: Final = re.compile(Y + r"(?!\d)")
DAY: Final = re.compile(rf"(?<!\d)({D})(?!\d)")
LAST: Final = re.compile(rf"\b(?:last|past|previous)\b|{AR_PAST}")
NEXT: Final = re.compile(rf"\b(?:next|coming)\b|{AR_NEXT}")
_THIS: Final = re.compile(rf"\bthis\b|{AR_NOW}|(?<!\w)هذ[اه](?!\w)")
_PART: Final = re.compile(rf"{PART}|{AR_PART}")
_PART_BEFORE: Final = re.compile(rf"^{AR_PART}")
_SIDE: Final = re.compile(r"\b(?:earlier|later)\b")
_UNIT: Final = re.compile(rf"weekend|{UNIT}|الاسبوع|الشهر|العام|السنه")
_UNIT_NAMES: Final = {"الاسبوع": "week", "الشهر": "month", "العام": "year", "السنه": "year"}
_YEAR_BESIDE: Final = re.compile(rf"\b(last|this)\s+year\b|(?:العام|السنه)\s+(?:({AR_PAST})|{AR_NOW})")
_SHARE: Final = re.compile(r"half|quarter|week|النصف|الربع|الاسبوع")
_SHARES: Final = {"النصف": "half", "الربع": "quarter", "الاسبوع": "week"}
_EARLY: Final = re.compile(r"early|start|beginning|بدا|مطلع|اوائل")
_MID: Final = re.compile(r"mid|منتصف|اواسط")
_ORDINALS: Final = (r"first|الاول", r"second|الثاني", r"third|الثالث", r"fourth|الرابع")
THIS_YEAR: Final = 0
LAST_YEAR: Final = -1
"""What `year_said` answers to "this year" and "last year"."""


@lru_cache(maxsize=4096)
def year_said(text: str) -> int | None:
    """Return the year that an expression states in digits; `LAST_YEAR` or `THIS_YEAR`; None if it states none."""
    year = YEAR.search(text)
    if year:
        return int(year[0])
    beside = _YEAR_BESIDE.search(text)
    if beside:
        return LAST_YEAR if beside[1] == "last" or beside[2] is not None else THIS_YEAR
    return None


@lru_cache(maxsize=4096)
def days_and_month(text: str) -> tuple[tuple[int, ...], int]:
    """Return the days that an expression names in digits, and its month, 1-12."""
    return tuple(int(d) for d in DAY.findall(YEAR.sub(" ", text))), month_in(text)


@lru_cache(maxsize=4096)
def turned(text: str) -> str:
    """Return which way the words of an expression turn: next, this, last, or none (the empty string)."""
    return "next" if NEXT.search(text) else "this" if _THIS.search(text) else "last" if LAST.search(text) else ""


@lru_cache(maxsize=4096)
def part_said(text: str) -> str:
    """Return the words of an expression that say which part of a time is meant; empty if all of it is."""
    part = _PART.search(text)
    return part[0] if part else ""


@lru_cache(maxsize=4096)
def share_said(words: str) -> tuple[str, int]:
    """Return what part some words mean: a half, quarter or week and which (from 0; -1: the last), else a third."""
    share = _SHARE.search(words)
    if share:
        return _SHARES.get(share[0], share[0]), next((n for n, w in enumerate(_ORDINALS) if re.search(w, words)), -1)
    return "early" if _EARLY.search(words) else "mid" if _MID.search(words) else "late", 0


@lru_cache(maxsize=4096)
def weekday_said(text: str) -> tuple[int, str]:
    """Return the number of the weekday that an expression names, and which way it is turned by the word beside it."""
    return weekday_in(text), turned(text)


@lru_cache(maxsize=4096)
def unit_said(text: str) -> tuple[str, int, bool]:
    """Return the unit that an expression names, how many of them it lies off, and whether it lies ahead."""
    found = _UNIT.search(_PART_BEFORE.sub("", text))
    assert found  # noqa: S101  the rule matched a unit
    ahead = NEXT.search(text) is not None
    return _UNIT_NAMES.get(found[0], found[0]), ahead - (LAST.search(text) is not None), ahead


@lru_cache(maxsize=4096)
def side_said(text: str) -> str:
    """Return "earlier" or "later", whichever an expression says, else the empty string."""
    found = _SIDE.search(text)
    return found[0] if found else ""
