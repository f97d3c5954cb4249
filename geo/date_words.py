"""The words of dates, English and Arabic, and the pieces that the patterns of the date rules are made of.

The rules read a text made flat (`flat`): lower case, Arabic letters and digits in one form. Flat text has as many
code points as the text, so that the offsets of a find hold in both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_FORMS: Final = tuple(
    zip(
        "أإآٱىةکیھٳ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹İıſ\u00a0\u202f",
        "ااااي" + "ه" + "كيها" + "01234567890123456789" + "iis  ",
        strict=True,
    )
)
"""Forms of letters and digits, and the one of each that flat text has."""


def flat(text: str) -> str:
    """Return a text in lower case, Arabic letters and digits in one form, as many code points as before.

    >>> flat("On Tuesday, ٤ أيلول")
    'on tuesday, 4 ايلول'
    """
    return text.lower() if text.isascii() else arabic(text).lower()


def arabic(text: str) -> str:
    """Return a text, or a pattern, whose Arabic letters and digits are flat; the escapes of a pattern stay."""
    for form, plain_form in _FORMS:
        text = text.replace(form, plain_form)  # a sixth of the time of str.translate
    return text


MONTH_NAMES: Final = (
    ("january", "jan", "يناير", "كانون الثاني", "كانون ثاني"),
    ("february", "feb", "فبراير", "شباط"),
    ("march", "mar", "مارس", "آذار"),
    ("april", "apr", "أبريل", "نيسان"),
    ("may", "مايو", "أيار"),
    ("june", "jun", "يونيو", "يونيه", "حزيران"),
    ("july", "jul", "يوليو", "يوليه", "تموز"),
    ("august", "aug", "أغسطس", "آب"),
    ("september", "sept", "sep", "سبتمبر", "أيلول"),
    ("october", "oct", "أكتوبر", "تشرين الأول", "تشرين أول"),
    ("november", "nov", "نوفمبر", "تشرين الثاني", "تشرين ثاني"),
    ("december", "dec", "ديسمبر", "كانون الأول", "كانون أول"),
)
MONTHS: Final = {flat(name): number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
WEEKDAYS: Final = {
    flat(name): number
    for number, names in enumerate(
        (
            ("monday", "mon", "الاثنين", "الإثنين"),
            ("tuesday", "tue", "tues", "الثلاثاء"),
            ("wednesday", "wed", "الأربعاء"),
            ("thursday", "thu", "thur", "thurs", "الخميس"),
            ("friday", "fri", "الجمعة"),
            ("saturday", "sat", "السبت"),
            ("sunday", "sun", "الأحد"),
        )
    )
    for name in (*names, *("ل" + name[2:] for name in names if name.startswith("ال")))  # للجمعة
}
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve"
_ARABIC_COUNTED: Final = (
    "واحد", "اثنين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر",
)  # fmt: skip
NUMBERS: Final = (
    {word: n for n, word in enumerate(_COUNTED.split(), 1)}
    | {"a": 1, "an": 1}
    | {flat(word + end): n for n, word in enumerate(_ARABIC_COUNTED, 1) for end in ("", "ة")}
    | {"ثماني": 8, "ثمانيه": 8}
)
SEASONS: Final = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2),
    "ربيع": (3, 5), "صيف": (6, 8), "خريف": (9, 11), "شتاء": (12, 2),
}  # fmt: skip
UNITS_ARABIC: Final = {
    flat(form): (unit, count)
    for unit, forms in {
        "hour": (("ساعة", 1), ("ساعتين", 2), ("ساعات", 0)),
        "day": (("يوم", 1), ("يوما", 1), ("يومين", 2), ("أيام", 0)),
        "week": (("أسبوع", 1), ("أسبوعا", 1), ("أسبوعين", 2), ("أسابيع", 0)),
        "month": (("شهر", 1), ("شهرا", 1), ("شهرين", 2), ("أشهر", 0), ("شهور", 0)),
        "year": (
            ("عام", 1), ("عاما", 1), ("عامين", 2), ("أعوام", 0),
            ("سنة", 1), ("سنتين", 2), ("سنوات", 0), ("سنين", 0),
        ),
    }.items()
    for form, count in forms
}  # fmt: skip
"""Each form of a unit of time, and how many it means by itself; 0 for the plural."""


def alternatives(words: list[str]) -> str:
    """Return a pattern of any of the words, the longer first; a blank in one is any white space."""
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))


# Patterns: MON a month, D a day, DTH with st, nd, rd or th, Y a year, N a count, PART "early", UNIT a span of time,
# AND_DAY a second day: "September 4 and 5", but not "September 4 and 5 people".
LATIN_MONTHS: Final = [m for m in MONTHS if m.isascii()]
FULL: Final = [m for m in LATIN_MONTHS if len(m) > 4 or m in ("may", "june", "july")]
MON: Final = rf"(?:(?:{alternatives(FULL)})\b|(?:{alternatives([m for m in LATIN_MONTHS if m not in FULL])})\b\.?)"
LONG_MON: Final = rf"(?:{alternatives(FULL)})\b"
WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if d.isascii() and d.endswith('day')])})"
SHORT_WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if d.isascii()])})\b\.?"
D: Final = r"(?:3[01]|[12]\d|0?[1-9])"
DTH: Final = rf"{D}(?:st|nd|rd|th)?"
Y: Final = r"(?:19[3-9]\d|20[0-4]\d)"
N: Final = rf"(?:\d{{1,3}}|{alternatives([w for w in NUMBERS if w.isascii()])})"
AND_DAY: Final = rf"\s+and\s+{DTH}(?=\s*(?:$|[,.;:)]|(?:in|at|on|near|when|as|of|{Y})\b))"
DASH: Final = r"\s*(?:-|–|—|to|and|until|through)\s*"
_NTH: Final = r"(?:first|second|third|fourth|last|latter)"
PART: Final = (
    r"(?:(?:early|mid|late)(?:\s+in)?|(?:the\s+)?(?:start|beginning|middle|end)\s+of"
    rf"|(?:the\s+)?{_NTH}\s+(?:half|quarter|week)\s+of)[\s-]+"
)
SEASON: Final = rf"(?:{alternatives([s for s in SEASONS if s.isascii()])})"
UNIT: Final = r"(?:hour|day|week|month|year)"

# The same in Arabic: AR a word's beginning, a proclitic left out; END its end.
AR: Final = r"(?:(?<!\w)|(?<=(?<!\w)[وفبلك]))"
END: Final = r"(?!\w)"
AR_MON: Final = rf"(?:{alternatives([m for m in MONTHS if not m.isascii()])})(?!\w)"
AR_MONS: Final = rf"{AR_MON}(?:\s*[/(]\s*{AR_MON}\)?)?"
AR_WDAY: Final = rf"(?:{alternatives([d for d in WEEKDAYS if not d.isascii()])})(?!\w)"
AR_N: Final = rf"(?:\d{{1,3}}|{alternatives([w for w in NUMBERS if not w.isascii()])})"
AR_UNIT: Final = rf"(?:{alternatives(list(UNITS_ARABIC))})(?!\w)"
AR_Y: Final = rf"{Y}(?:\s?م)?(?!\w)"
AR_YEAR_WORD: Final = arabic(r"(?:عام|العام|سنة|السنة)")
AR_PAST: Final = arabic(r"(?:الماضي|الفائت|المنصرم|الماضية|الفائتة|المنصرمة)")
AR_NOW: Final = arabic(r"(?:الجاري|الحالي|الجارية|الحالية)")
AR_NEXT: Final = arabic(r"(?:المقبل|القادم|المقبلة|القادمة)")
AR_REL: Final = rf"(?:{AR_PAST}|{AR_NOW}|{AR_NEXT})"
AR_PART: Final = arabic(
    r"(?:(?:بداية|بدايات|مطلع|أوائل|منتصف|أواسط|أواخر|نهاية|ختام)\s+(?:من\s+)?"
    r"|(?:النصف|الربع|الأسبوع)\s+(?:الأول|الثاني|الثالث|الرابع|الأخير)\s+من\s+)"
)
AR_JOINT: Final = arabic(r"(?:\s*[-–—]\s*|\s+و\s*|\s+(?:إلى|حتى)\s+)")
AR_TIME: Final = arabic(r"(?:يوم|نهار|مساء|صباح|فجر|ظهر|عصر|ليل|ليلة|بعد\s+ظهر)")


_UNITS: Final = "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع"
DAYS_IN_WORDS: Final = {word: n for n, word in enumerate(arabic(_UNITS).split(), 1)} | {"الحادي": 1, "العاشر": 10}
"""Flat words with which days of a month begin that are said in words."""
TENS: Final = {"": 0, "عشر": 10, "والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "والثلاثون": 30}
_ORDINAL: Final = rf"(?P<nth>{'|'.join(DAYS_IN_WORDS)})(?:\s+(?P<tens>{'|'.join(filter(None, TENS))}))?(?!\w)"
_ALONE: Final = re.sub(r"\?P<\w+>", "?:", _ORDINAL)
_OF_MONTH: Final = rf"من\s+(?:(?:شهر\s+)?{AR_MON}|(?:هذا\s+)?الشهر(?!\w))"
_HAS_OF_MONTH: Final = re.compile(_OF_MONTH)
_DAY_IN_WORDS: Final = re.compile(
    rf"(?<!النصف )(?<!الربع )(?<!الاسبوع )(?<!الثلث ){AR}{_ORDINAL}"
    rf"(?=(?:(?:\s*[-–]\s*|\s+و|\s+(?:الى|حتى)\s+){_ALONE})?\s+{_OF_MONTH})"
)


def with_days(flat_text: str) -> str:
    """Return a flat Arabic text with the days of a month that are said in words as digits, as long as before.

    >>> with_days("في العاشر من حزيران").split()
    ['في', '10', 'من', 'حزيران']
    """
    return _DAY_IN_WORDS.sub(_in_digits, flat_text) if _HAS_OF_MONTH.search(flat_text) else flat_text


def _in_digits(found: re.Match[str]) -> str:
    day = DAYS_IN_WORDS[found["nth"]] + TENS[found["tens"] or ""]
    return str(day).ljust(len(found[0])) if day <= _LONGEST_MONTH else found[0]


_LONGEST_MONTH: Final = 31


def plain(words: str) -> str:
    """Return flat words with single blanks.

    >>> plain("a  few")
    'a few'
    """
    return " ".join(words.split())


def number(word: str) -> int:
    """Return the number that digits or a word say."""
    return int(word) if word.isdigit() else NUMBERS[plain(word)]


_MONTH: Final = re.compile(rf"{AR_MON}|\b{MON}")
_WEEKDAY: Final = re.compile(rf"{AR_WDAY}|{WDAY}")


@lru_cache(maxsize=4096)
def month_in(text: str) -> int:
    """Return the number of the month that a flat text names, 1 to 12."""
    found = _MONTH.search(text)
    assert found, text  # noqa: S101  the rule that calls matched a month
    return MONTHS[plain(found[0]).rstrip(".")]


@lru_cache(maxsize=4096)
def weekday_in(text: str) -> int:
    """Return the number of the weekday that a flat text names, 0 Monday to 6 Sunday."""
    found = _WEEKDAY.search(text)
    assert found, text  # noqa: S101  the rule that calls matched a weekday
    return WEEKDAYS[plain(found[0])]
