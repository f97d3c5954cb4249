"""Tell cheaply where a sentence can hold a date at all: at a month, a weekday, a year, "today", a unit of time ...

Most sentences hold no such word, and a flag of each word says so (`geo.narration.Flag.DATED`). Where one stands, only
the rules are tried that need no other kinds of words than stand together there, and only where words of dates lead up
to it: that also keeps the time linear, whatever the text.
"""

from __future__ import annotations

from typing import Final

from geo.date_words import LATIN_MONTHS, MONTHS, SEASONS, UNITS_ARABIC, WEEKDAYS
from geo.names import fold_word

_BESIDE: Final = {
    "ago": "ago earlier",
    "beside": "before after previous following next earlier later same",
    "rolling": "past last previous coming next recent",
    "end": "end",
    "part": "early mid late start beginning middle end half quarter week",
    "turned": "this last past next previous coming weekend",
}
"""Kinds of words that rules need beside a unit of time: units alone are everywhere."""
_KINDS: Final = (
    *("month", "weekday", "season", "year", "decade", "near-day", "nth", "unit", "day"),
    *("arabic-month", "arabic-weekday", "arabic-season", "arabic-near-day", "arabic-unit"),
    *("months", *_BESIDE),
)
"""Kinds of words that rules need; "months" are two."""


def bits(kinds: str) -> int:
    """Return kinds of words, written with blanks between them, as bits of a number.

    Raises
    ------
    ValueError
        If there is no such kind: its rule would never be tried.
    """
    return sum(1 << _KINDS.index(kind) for kind in kinds.split())


A_MONTH: Final = bits("month arabic-month")
MONTHS_SHOWN: Final = bits("months")
BESIDE_WHICH: Final = bits("unit day")
"""Kinds of words beside which those of `HELPERS` count."""
WORDS_BEFORE: Final = 3
WORDS_BEHIND: Final = 1
"""How many words off they stand: "past couple of weeks", "weeks ago"."""
_YEARS: Final = [str(year) for year in range(1930, 2050)]
_ENGLISH: dict[str, str] = (
    dict.fromkeys(LATIN_MONTHS, "month")
    | {day + s: "weekday" for day in WEEKDAYS if day.isascii() and day.endswith("day") for s in ("", "s")}
    | {season: "season" for season in SEASONS if season.isascii()}
    | dict.fromkeys(("today", "tonight", "yesterday", "tomorrow", "overnight"), "near-day")
    | dict.fromkeys(("morning", "afternoon", "evening"), "near-day")
    | {unit + s: "unit" for unit in ("hour", "week", "month", "year", "weekend") for s in ("", "s")}
    | {"day": "unit day", "days": "unit day", "night": "near-day day"}
    | {f"{day}{ending}": "nth" for day in range(1, 32) for ending in ("st", "nd", "rd", "th")}
    | dict.fromkeys((year + sign for year in _YEARS for sign in ("", "م")), "year")
    | {f"{decade}s": "decade" for decade in range(1930, 2050, 10)}
)
_ARABIC: Final = (
    ("arabic-month", (name.split()[0] for name in MONTHS if not name.isascii())),
    ("arabic-weekday", (name for name in WEEKDAYS if not name.isascii())),
    ("arabic-season", ("ربيع", "صيف", "خريف", "شتاء", "الربيع", "الصيف", "الخريف", "الشتاء")),
    ("arabic-unit", (article + unit for unit in UNITS_ARABIC for article in ("", "ال"))),
    ("year", ("عامي", "سنتي")),
    (
        "arabic-near-day",
        ("امس", "مبارح", "امبارح", "اليوم", "غدا", "غد", "البارحه", "الليله", "الصباح", "المساء"),
    ),
)
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك")


def _triggers() -> dict[str, int]:
    triggers = {word: bits(kinds) for word, kinds in _ENGLISH.items()}
    for kind, words in _ARABIC:
        for word in words:
            for proclitic in _PROCLITICS:
                folded = fold_word(proclitic + word)
                triggers[folded] = triggers.get(folded, 0) | bits(kind)
    return triggers


TRIGGERS: Final = _triggers()
"""Folded words (`geo.names.fold_word`) that show a date, and the kinds of words that each is, as bits."""
HELPERS: Final = {
    word: sum(bits(kind) for kind, beside in _BESIDE.items() if word in beside.split())
    for words in _BESIDE.values()
    for word in words.split()
}
"""Folded words that rules need beside a unit of time, and their kinds, as bits."""
