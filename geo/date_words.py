"""The words of dates, English and Arabic, and the pieces that the patterns of `geo.date_rules` are made of."""

from __future__ import annotations

import re
from typing import Final

MONTH_NAMES: Final = (
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
MONTHS: Final = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
WEEKDAYS: Final = {
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
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS: Final = {word: n for n, word in enumerate(_COUNTED.split(), 1)} | {"a": 1, "an": 1}
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def alternatives(words: list[str]) -> str:
    """Return a pattern of any of the words, the longer first; a blank in one is any white space."""
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))


# Patterns: MON a month, D a day, DTH with st, nd, rd or th, Y a year, N a count, PART "early", UNIT a span of time,
# AND_DAY a second day: "September 4 and 5", but not "September 4 and 5 people".
LATIN_MONTHS: Final = [m for m in MONTHS if m.isascii()]
FULL: Final = [m for m in LATIN_MONTHS if len(m) > 4 or m in ("may", "june", "july")]
MON: Final = rf"(?:{alternatives(LATIN_MONTHS)})\b\.?"
LONG_MON: Final = rf"(?:{alternatives(FULL)})\b"
WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if d.isascii() and d.endswith('day')])})"
SHORT_WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if d.isascii()])})\b\.?"
AR_MON: Final = rf"(?:{alternatives([m for m in MONTHS if not m.isascii()])})(?!\w)"
AR_MONS: Final = rf"{AR_MON}(?:\s*[/(]\s*{AR_MON}\)?)?"
AR_WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if not d.isascii()])})(?!\w)"
D: Final = r"(?:3[01]|[12]\d|0?[1-9])"
DTH: Final = rf"{D}(?:st|nd|rd|th)?"
Y: Final = r"(?:19[3-9]\d|20[0-4]\d)"
N: Final = rf"(?:\d{{1,3}}|{alternatives([w for w in NUMBERS if w])})"
AND_DAY: Final = rf"\s+and\s+{DTH}(?=\s*(?:$|[,.;:)]|(?:in|at|on|near|when|as|of|{Y})\b))"
DASH: Final = r"\s*(?:-|–|—|to|and|until|through)\s*"
PART: Final = r"(?:early|mid|late|the\s+(?:start|beginning|middle|end)\s+of|(?:start|beginning|middle|end)\s+of)[\s-]+"
UNIT: Final = r"(?:day|week|month|year)"


def plain(words: str) -> str:
    """Return words in lower case with single blanks, Turkish letters that `re.IGNORECASE` takes for an i as i.

    >>> plain("A  FEW"), plain("WİNTER")
    ('a few', 'winter')
    """
    return re.sub(r"\s+", " ", words.casefold()).strip().replace("\u0131", "i").replace("i\u0307", "i")


def number(word: str) -> int:
    """Return the number that digits or a word say."""
    return int(word) if word.isdigit() else NUMBERS[plain(word)]


def month_in(text: str) -> int:
    """Return the number of the month that a text names, 1 to 12."""
    found = re.search(AR_MON, text) or re.search(rf"\b{MON}", text, re.I)
    assert found, text  # noqa: S101  the rule that calls matched a month
    return MONTHS[plain(found[0]).rstrip(".")]


def weekday_in(text: str) -> int:
    """Return the number of the weekday that a text names, 0 Monday to 6 Sunday."""
    found = re.search(AR_WDAY, text) or re.search(WDAY, text, re.I)
    assert found, text  # noqa: S101  the rule that calls matched a weekday
    return WEEKDAYS[plain(found[0])]
