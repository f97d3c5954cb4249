"""Tell cheaply where a sentence can hold a date at all: at a month, a weekday, a year, "today", a unit of time ...

Most sentences hold no such word, and a look into one set says so. Where one stands, only the rules that need it are
tried, and only around it: that also keeps the time linear, whatever the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo.date_words import LATIN_MONTHS, MONTHS, SEASONS, UNITS_ARABIC, WEEKDAYS, flat
from geo.names import fold_word

BACK: Final = 40
"""Code points that an expression may begin before the word that shows it."""

_YEARS: Final = [str(year) for year in range(1930, 2050)]
_ENGLISH: dict[str, str] = (
    dict.fromkeys(LATIN_MONTHS, "month")
    | {day: "weekday" for day in WEEKDAYS if day.isascii() and day.endswith("day")}
    | {day + "s": "weekday" for day in WEEKDAYS if day.isascii() and day.endswith("day")}
    | dict.fromkeys(SEASONS, "season")
    | dict.fromkeys(
        ("today", "tonight", "yesterday", "tomorrow", "overnight", "morning", "afternoon", "evening", "night"),
        "near day",
    )
    | {unit + s: "unit" for unit in ("hour", "day", "week", "month", "year", "weekend") for s in ("", "s")}
)
for _day in range(1, 32):
    _ENGLISH |= {f"{_day}{ending}": "nth" for ending in ("st", "nd", "rd", "th")}
_ARABIC_WORDS: Final = (
    *(name.split()[0] for name in (*MONTHS, *WEEKDAYS) if not name.isascii()),
    *UNITS_ARABIC,
    *("ال" + unit for unit in UNITS_ARABIC),
    "ربيع", "صيف", "خريف", "شتاء", "الربيع", "الصيف", "الخريف", "الشتاء", "عامي", "سنتي",
    "امس", "مبارح", "امبارح", "اليوم", "غدا", "غد", "البارحه", "الليله", "الصباح", "المساء",
)  # fmt: skip
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك")

TRIGGERS: Final[dict[str, tuple[str, str]]] = {word: (need, word) for word, need in _ENGLISH.items()}
"""Folded words (`geo.names.fold_word`) that show a date; the need of its rules and its flat form."""
for _year in _YEARS:
    TRIGGERS[_year] = TRIGGERS[_year + "م"] = ("year", _year)
for _decade in range(1930, 2050, 10):
    TRIGGERS[f"{_decade}s"] = ("decade", f"{_decade}s")
for _word in _ARABIC_WORDS:
    for _proclitic in _PROCLITICS:
        TRIGGERS.setdefault(fold_word(_proclitic + _word), ("arabic", flat(_word)))

_PARTS: Final = "early mid late start beginning middle end half quarter week"
BESIDE: Final = {
    "ago": "ago earlier",
    "day beside": "before after previous following next earlier later same",
    "rolling": "past last previous coming next recent",
    "end of unit": "end",
    "part of unit": _PARTS,
    "unit": "this last past next previous coming weekend",
}
"""Rules that need a word more, and the words of which they need one: units of time alone are everywhere."""

_HELPERS: Final = {
    word: frozenset(rule for rule, words in BESIDE.items() if word in words.split())
    for words in BESIDE.values()
    for word in words.split()
}
_UNITS: Final = frozenset(word for word, (need, _) in TRIGGERS.items() if need == "unit")


def triggered(shown: set[str], folded: list[str]) -> set[str]:
    """Return the words of a sentence that show that a date may stand in it, and those beside them that rules need.

    Parameters
    ----------
    shown
        The words that show it: those of `TRIGGERS`.
    folded
        All words of the sentence, folded.
    """
    if _DAYS_AND_UNITS.isdisjoint(shown):
        return shown
    return shown | {word for word in folded if word in _HELPERS}


def stem_of(word: str) -> str:
    """Return how a word of `triggered` stands in flat text, without its proclitic."""
    return TRIGGERS[word][1] if word in TRIGGERS else word


def regions(flat_text: str, found: Iterable[str]) -> tuple[frozenset[str], list[tuple[int, int]]]:
    """Return the needs that are met, and the stretches of a flat text in which an expression can begin, in order.

    Among the needs are the rules of `BESIDE` for which a word is there.
    """
    needs: set[str] = set()
    spots: dict[int, int] = {}
    months = 0
    for word in found:
        needs |= _HELPERS.get(word, _NO_RULES)
        if word not in TRIGGERS:
            continue
        need, stem = TRIGGERS[word]
        needs.add(need)
        if word in _DAYS:
            needs.add("day")
        at = flat_text.find(stem)
        if at < 0:  # spelt otherwise than its stem, as with a hamza left out
            return frozenset((*_NEEDS, *BESIDE)), [(0, len(flat_text))]
        while at >= 0:
            spots[at] = at + len(stem)
            months += need == "month"
            at = flat_text.find(stem, at + len(stem))
    if months > 1:
        needs.add("months")
    if "year" in needs and not flat_text.isascii():
        needs.add("arabic")
    stretches: list[tuple[int, int]] = []
    for at in sorted(spots):
        if stretches and at - BACK <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], spots[at])
        else:
            stretches.append((max(0, at - BACK), spots[at]))
    return frozenset(needs), stretches


_DAYS: Final = ("day", "days", "night")
_DAYS_AND_UNITS: Final = _UNITS | {"night"}
_NO_RULES: Final[frozenset[str]] = frozenset()
_NEEDS: Final = ("nth", "month", "months", "weekday", "season", "year", "decade", "near day", "day", "unit", "arabic")
