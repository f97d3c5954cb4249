"""The rules by which `geo.dates` reads date expressions: for each a pattern, and the function that says what it means.

The patterns are for flat text (`geo.date_words.flat`). A rule is tried only where the words are that it needs: a month,
a weekday, a year, a unit of time ... (`geo.date_triggers`); most sentences hold none.
"""

from __future__ import annotations

import re
from typing import Final

from geo import date_counts as counts
from geo import date_intervals as read
from geo.date_counts import NEAR_DAYS
from geo.date_intervals import DAY_OF_MONTH
from geo.date_rules_arabic import ARABIC
from geo.date_triggers import bits
from geo.date_words import (
    AND_DAY,
    DASH,
    DTH,
    LONG_MON,
    MON,
    PART,
    SEASON,
    SHORT_WDAY,
    UNIT,
    WDAY,
    D,
    N,
    Y,
    alternatives,
)

_TO: Final = r"\s*(?:-|–|—|to|until|till|through)\s*"
_BESIDE_YEAR: Final = r"\s+(?:of\s+)?(?:last|this)\s+year\b"
_COUNTED: Final = (
    r"(?:people|persons|civilians?|residents|inhabitants|families|refugees|fighters|rebels|militants|soldiers|troops|men|women|children"
    r"|killed|dead|wounded|homes|houses|hours|days|metres|meters|km|kilometres|miles|tons|tonnes|others|shells|rockets)"
)
_EVENT: Final = (
    r"(?:uprising|revolution|war|conflict|attacks?|massacre|siege|offensive|battles?|bombing|invasion|agreement|deal|truce|ceasefire|campaign"
    r"|chemical|sarin|census|earthquakes?|coup|elections?|strikes?|protests?|raids?|fighting|truce|talks)"
)
_DAYTIME: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_ENGLISH: Final[tuple[tuple[str, str, str, read.Meaning], ...]] = (
    (
        "iso",
        "year",
        r"(?<![\d-])(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2]|(?<=/)[1-9])\1(?:0[1-9]|[12]\d|3[01]|(?<=/)[1-9])(?![\d-])",
        read.iso,
    ),
    ("numeric", "year", rf"(?<![\d./-])\d{{1,2}}(\s?[-./]\s?)\d{{1,2}}\1{Y}(?![./-]?\d)", read.numeric),
    (
        "full date",
        "month",
        rf"(?:\b{SHORT_WDAY},?\s+)?(?:\b{MON}\s+{DTH}(?:{AND_DAY}|{_TO}{DTH}\b)?"
        rf"(?:,?\s+(?:of\s+)?{Y}\b|,?{_BESIDE_YEAR}|\b(?!\s*[%°]|,\d))"
        rf"|(?<![\d.,])(?:{DTH}{DASH})?{DTH}(?:\s+of\s+|[\s-]+){MON}(?:,?[\s-]+{Y}\b|,?{_BESIDE_YEAR})?)",
        read.full_date,
    ),
    (
        "from day to day",
        "month months",
        rf"(?:\bbetween\s+(?:{DAY_OF_MONTH})(?:,?\s+{Y})?\s+and\s+|\b(?:{DAY_OF_MONTH})(?:,?\s+{Y})?{_TO})"
        rf"(?:{DAY_OF_MONTH})(?:,?\s+{Y}\b)?",
        read.day_to_day,
    ),
    (
        "month to month",
        "month months",
        rf"\bbetween\s+{LONG_MON}(?:\s+{Y})?\s+and\s+{LONG_MON}(?:\s+{Y}\b)?(?!\s+\d)"
        rf"|\bfrom\s+{LONG_MON}(?:\s+{Y})?{_TO}{LONG_MON}(?:\s+{Y}\b)?(?!\s+\d)|\b{LONG_MON}{_TO}{LONG_MON}\s+{Y}\b"
        rf"|\b(?:in|during)\s+{LONG_MON}\s+(?:and|or)\s+{LONG_MON}(?:\s+{Y}\b)?(?!\s+\d)"
        rf"|\b{LONG_MON}\s+(?:and|or)\s+{LONG_MON}\s+{Y}\b",
        read.month_to_month,
    ),
    ("month", "month year", rf"\b(?:in\s+|during\s+)?(?:{PART})?{MON},?\s+(?:of\s+)?{Y}\b", read.month_of_year),
    (
        "recent month",
        "month",
        rf"\b(?:(?:in|during|since)\s+|(?:in\s+)?(?:{PART}|(?:this|last|next|this\s+past)\s+)){LONG_MON}(?:,?{_BESIDE_YEAR})?"
        rf"(?!\s+(?:of\s+)?\d|,\s+(?:of\s+)?{Y})|\b(?!may){LONG_MON}['’]s\b",
        read.month_of_year,
    ),
    (
        "season",
        "season",
        rf"\b(?:in\s+)?(?:the\s+)?(?:{PART})?(?:the\s+)?{SEASON}\s+(?:of\s+)?{Y}(?:[-–/](?:{Y}|\d\d))?\b"
        rf"|\b(?:this|last|next)\s+{SEASON}\b",
        read.season,
    ),
    (
        "years",
        "year",
        rf"(?<![\d/-])(?:\b(?:in|between|from|during)\s+)?\b{Y}(?:{DASH}{Y}|[-–/](?:1[3-9]|[2-9]\d))\b(?![-/]?\d)",
        read.year,
    ),
    (
        "year",
        "year",
        rf"\b(?:in|during|throughout|by|until|till|since|from|through)\s+(?:the\s+year\s+)?(?:{PART})?{Y}\b(?!\s*[%°]|[-,.]\d|\s+{_COUNTED}\b)"
        rf"|\b{PART}{Y}\b|\bthe\s+{Y}(?=\s+{_EVENT}\b)|(?<=\(){Y}(?=\))",
        read.year,
    ),
    ("decade", "decade", rf"\b(?:(?:in|during|since)\s+)?(?:the\s+)?(?:{PART})?(?:19[3-9]|20[0-4])0s\b", read.decade),
    (
        "before or after",
        "year",
        rf"\b(?:before|prior\s+to|after|post-|pre-)\s*{Y}\b(?![-,.]\d|\s+{_COUNTED}\b)",
        read.after_year,
    ),
    (
        "near day",
        "near-day",
        rf"\b(?:{alternatives([d for d in NEAR_DAYS if d.isascii()])})\b"
        rf"(?:(?<=yesterday){_DAYTIME}|(?<=tomorrow){_DAYTIME})?",
        counts.near_day,
    ),
    (
        "day beside",
        "day beside",
        rf"\b(?:the\s+(?:day|night)\s+(?:before|after)|(?:the\s+)?(?:previous|following|next)\s+(?:day|night)"
        rf"|(?:{N})\s+days?\s+(?:earlier|later)|(?:on\s+|the\s+|that\s+)+same\s+(?:day|night))\b"
        r"(?!\s+(?:yesterday|tomorrow|the|a|an|his|her|its|their)\b)",
        read.beside,
    ),
    (
        "day of month",
        "nth",
        rf"\bon\s+the\s+{D}(?:st|nd|rd|th)\b(?=\s*(?:$|[,.;:)–—]|(?:and|in|at|near|when|after|as)\b))",
        counts.nth,
    ),
    (
        "weekday",
        "weekday",
        rf"\b(?:on\s+)?(?:(?:early|late|last|past|next|this|previous|coming)\s+(?:on\s+)?)?(?<!black\s)(?<!good\s)(?<!bloody\s)"
        rf"(?<!palm\s)(?<!easter\s){WDAY}\b(?!\s+(?:times|telegraph|mirror|express|mail)\b|,?\s+(?:{MON}\s+{D}|{D}\s+{MON}))"
        rf"{_DAYTIME}",
        read.weekday,
    ),
    (
        "weekday to weekday",
        "weekday",
        rf"\b(?:between\s+{WDAY}\s+and\s+|from\s+{WDAY}{_TO}){WDAY}\b",
        read.weekday_to_weekday,
    ),
    (
        "rolling",
        "unit rolling",
        rf"\b(?:(?:in|over|during|within|for)\s+(?:the\s+)?(?:(?:past|last|previous|coming|next)\s+(?:(?:{counts.COUNT})\s+)?|recent\s+)"
        rf"|the\s+(?:past|last)\s+(?:{counts.COUNT})\s+){UNIT}s?\b",
        counts.rolling,
    ),
    (
        "end of unit",
        "unit end",
        r"\b(?:by|before|until|at)\s+the\s+end\s+of\s+(?:the|this)\s+(?:week|month|year)\b",
        read.end_of_unit,
    ),
    (
        "part of unit",
        "unit part",
        rf"\b(?:(?:in|at|since|by)\s+)?{PART}(?:the|this|last|next)\s+(?:week|month|year)\b",
        read.calendar_unit,
    ),
    (
        "unit",
        "unit turned",
        r"\b(?:(?:earlier|later)\s+)?(?:this|last|past|next|previous|the\s+previous|the\s+coming)\s+(?:week|month|year|weekend)\b"
        r"|\b(?:over|at|during)\s+the\s+weekend\b",
        read.calendar_unit,
    ),
    (
        "ago",
        "unit ago",
        rf"\b(?P<ago_n>{N}|(?:a\s+)?few|several)\s+(?P<ago_unit>{UNIT})s?\s+(?:ago|earlier)\b",
        counts.ago,
    ),
)


class DateRule:
    """A rule by which date expressions are read.

    Attributes
    ----------
    order
        Its number: of two matches of one length the earlier rule's counts.
    name
        What it is called.
    needs
        The kinds of words that an expression of it holds (`geo.date_triggers.bits`).
    pattern
        What it matches in flat text.
    meaning
        The function that says what interval a match denotes.
    """

    __slots__ = ("meaning", "name", "needs", "order", "pattern")

    def __init__(self, order: int, name: str, needs: str, pattern: str, meaning: read.Meaning) -> None:
        self.order = order
        self.name = name
        self.needs = bits(needs)
        self.pattern = re.compile(pattern)
        self.meaning = meaning


RULES: Final = tuple(DateRule(order, *rule) for order, rule in enumerate((*_ENGLISH, *ARABIC)))
"""All rules in order."""
