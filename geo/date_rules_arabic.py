"""The rules by which `geo.dates` reads Arabic date expressions: for each a pattern, and the function that reads it.

The patterns are for flat text (`geo.date_words.flat`): one form of alef, final heh for teh marbuta, plain digits. The
span of an expression leaves out a proclitic.
"""

from __future__ import annotations

from typing import Final

from geo import date_counts as counts
from geo import date_intervals as read
from geo.date_counts import NEAR_DAYS
from geo.date_words import (
    AR,
    AR_JOINT,
    AR_MON,
    AR_MONS,
    AR_N,
    AR_PART,
    AR_REL,
    AR_TIME,
    AR_UNIT,
    AR_WDAY,
    AR_Y,
    AR_YEAR_WORD,
    END,
    Y,
    alternatives,
    arabic,
)

_IN: Final = r"(?:في|خلال|منذ|حتى|بحلول)\s+"
_OF_YEAR: Final = (
    rf"(?:\s*[،,]?\s*(?:من\s+)?(?:{AR_YEAR_WORD}\s+)?{AR_Y}"
    rf"|\s+(?:من\s+)?{AR_YEAR_WORD}\s+{AR_REL}{END})"
)
_TO: Final = r"(?:\s*[-–]\s*|\s+و\s*|\s+(?:إلى|حتى)\s+)"
_NAMES_BEFORE: Final = "".join(
    rf"(?<!{word}\s)"
    for word in (
        "صلاه", "خطبه", "سوق", "خان", "تل", "قداس", "حي", "شارع", "ابو", "قريه", "بلده", "جامع", "مسجد", "بين", "كلا",
        "نبع", "دوار", "باب",
    )
)  # fmt: skip
_NO_TODAY: Final = (
    r"(?!\s+(?:التالي|السابق|نفسه|ذاته|الواحد|الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الأخير"
    r"|الذي|الوطني|العالمي|الدولي)(?!\w))"
)
_PERIOD: Final = rf"(?:(?:{AR_N}|بضعة|بضع|عدة)\s+)?{AR_UNIT}(?:\s+(?:عدة|قليلة|قليل))?"
_LAST_FEW: Final = r"\s+(?:القليلة\s+)?(?:الماضية|الماضيين|الماضيتين|الأخيرة|الأخيرين|الأخيرتين|المقبلة|القادمة)"

_PATTERNS: Final[tuple[tuple[str, str, str, read.Meaning], ...]] = (
    (
        "full date, Arabic",
        "arabic-month",
        rf"{AR}(?:(?:{AR_TIME}\s+)?{AR_WDAY}\s*،?\s+)?(?<![\d.,/:])\d{{1,2}}(?:{AR_JOINT}\d{{1,2}})?\s*(?:من\s+)?(?:شهر\s+)?{AR_MONS}"
        rf"(?:{_OF_YEAR}|\s+{AR_REL}{END})?",
        read.full_date,
    ),
    (
        "from day to day, Arabic",
        "arabic-month months",
        rf"{AR}(?:بين|من)\s+\d{{1,2}}\s+{AR_MON}(?:\s+{Y})?{_TO}\d{{1,2}}\s+{AR_MON}(?:\s+{AR_Y})?",
        read.day_to_day,
    ),
    (
        "month to month, Arabic",
        "arabic-month months",
        rf"{AR}(?:بين|من)\s+(?:شهري?\s+)?{AR_MON}(?:\s+{Y})?{_TO}(?:شهر\s+)?{AR_MON}(?:\s+{AR_Y})?",
        read.month_to_month,
    ),
    (
        "month, Arabic",
        "arabic-month",
        rf"{AR}(?:{_IN})?(?:{AR_PART})?(?:شهر\s+)?{AR_MONS}{_OF_YEAR}",
        read.month_of_year,
    ),
    (
        "recent month, Arabic",
        "arabic-month",
        rf"{AR}(?:(?:{_IN}(?:{AR_PART})?|{AR_PART})(?:شهر\s+)?|شهر\s+){AR_MONS}(?:\s+{AR_REL}{END})?(?!\s+\d)|{AR}{AR_MONS}\s+{AR_REL}{END}",
        read.month_of_year,
    ),
    (
        "season, Arabic",
        "arabic-season",
        rf"{AR}(?:{_IN})?(?:{AR_PART})?(?:فصل\s+)?(?:ال)?(?:ربيع|صيف|خريف|شتاء)\s+(?:من\s+)?(?:{AR_YEAR_WORD}\s+)?{AR_Y}"
        rf"|{AR}(?:{_IN})?(?:{AR_PART})?(?:فصل\s+)?ال(?:ربيع|صيف|خريف|شتاء)\s+{AR_REL}{END}",
        read.season,
    ),
    (
        "years, Arabic",
        "year",
        rf"{AR}(?:(?:بين|من|في|خلال)\s+)?(?:عامي|العامين|سنتي|عام|الأعوام|السنوات|أعوام)\s+{Y}{AR_JOINT}(?:عام\s+)?{AR_Y}",
        read.year,
    ),
    (
        "year, Arabic",
        "year",
        rf"{AR}(?:{_IN})?(?:{AR_PART})?{AR_YEAR_WORD}\s+{AR_Y}|{AR}(?:(?:{_IN}(?:{AR_PART})?)|{AR_PART}){AR_Y}(?!\s*[%٪]|[.,]\d)",
        read.year,
    ),
    ("before or after, Arabic", "year", rf"{AR}(?:قبل|بعد)\s+(?:{AR_YEAR_WORD}\s+)?{AR_Y}", read.after_year),
    (
        "near day, Arabic",
        "arabic-near-day",
        rf"{AR}(?<!ذلك\s)(?<!صحيفه\s)(?<!قناه\s)(?<!موقع\s)(?:(?:{AR_TIME}|أمس|هذا)\s+)?"
        rf"(?:{alternatives([d for d in NEAR_DAYS if not d.isascii()])}){END}{_NO_TODAY}(?:\s+(?:يوم\s+)?{AR_WDAY})?",
        counts.near_day,
    ),
    ("day beside, Arabic", "arabic-near-day", rf"{AR}(?:في\s+)?اليوم\s+(?:السابق|التالي|نفسه|ذاته){END}", read.beside),
    (
        "night, Arabic",
        "arabic-weekday",
        rf"{AR}(?:ليل|ليلة)\s+{AR_WDAY}\s*[-–/]?\s*(?:على\s+)?{AR_WDAY}",
        read.night_between,
    ),
    (
        "weekday, Arabic",
        "arabic-weekday",
        rf"{AR}(?:{AR_TIME}\s+(?:يوم\s+)?|(?<!\w){_NAMES_BEFORE}|(?<=\w)){AR_WDAY}(?:\s+{AR_REL}{END})?",
        read.weekday,
    ),
    (
        "day of month, Arabic",
        "arabic-unit",
        rf"{AR}(?<![\d.,/:])\d{{1,2}}\s+(?:من\s+)?(?:هذا\s+الشهر|الشهر\s+{AR_REL}){END}",
        counts.day_of_month,
    ),
    (
        "unit, Arabic",
        "arabic-unit",
        rf"{AR}(?:{AR_PART})?(?:هذا\s+|هذه\s+)?(?:الأسبوع|الشهر|العام|السنة)\s+{AR_REL}{END}"
        rf"|{AR}(?:{AR_PART})?(?:هذا|هذه)\s+(?:الأسبوع|الشهر|العام|السنة){END}"
        rf"|{AR}(?:بداية|مطلع)\s+(?:الأسبوع|الشهر|العام|السنة){END}(?!\s+\d)",
        read.calendar_unit,
    ),
    (
        "ago, Arabic",
        "arabic-unit",
        rf"{AR}(?P<word>قبل|منذ)\s+(?:نحو\s+|حوالي\s+|قرابة\s+|أكثر\s+من\s+)?(?P<span>{_PERIOD})"
        rf"(?!\s+(?:{AR_WDAY}|\d|من(?!\w)|رمضان|{AR_MON}|(?:ال)?(?:صباح|فجر|ظهر|مساء|ليل)|متأخرة|مبكرة))",
        counts.ago_arabic,
    ),
    (
        "rolling, Arabic",
        "arabic-unit",
        rf"{AR}(?:خلال|في|طوال|طيلة|على\s+مدى)\s+(?:ال\s?)?(?P<span>(?:{AR_N}\s+)?(?:ال)?{AR_UNIT}(?:\s+(?:ال)?{AR_N}{END})?){_LAST_FEW}{END}",
        counts.rolling_arabic,
    ),
    (
        "within, Arabic",
        "arabic-unit",
        rf"{AR}خلال\s+(?:ال)?(?P<span>{AR_N}\s+{AR_UNIT})",
        counts.rolling_arabic,
    ),
)
ARABIC: Final = tuple((name, needs, arabic(pattern), meaning) for name, needs, pattern, meaning in _PATTERNS)
"""Name, needs, pattern and function of each Arabic rule."""
