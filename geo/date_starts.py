"""With which words the expressions of each date rule begin, so that a rule is tried at those alone; what stands inside.

`#` stands for a word that begins with a digit.
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.date_rules import RULES, DateRule
from geo.date_triggers import A_MONTH, BESIDE_WHICH, HELPERS, MONTHS_SHOWN, TRIGGERS, WORDS_BEFORE, WORDS_BEHIND
from geo.date_words import DAYS_IN_WORDS, LATIN_MONTHS, MONTHS, NUMBERS, SEASONS, TENS, WEEKDAYS, arabic
from geo.matcher import Run, Word
from geo.names import fold_word

_PARTS: Final = "early mid late the start beginning middle end first second third fourth last latter"
_MONTHS: Final = " ".join(LATIN_MONTHS)
_DAYS: Final = " ".join(day for day in WEEKDAYS if day.isascii() and day.endswith("day"))
_SHORT_DAYS: Final = " ".join(day for day in WEEKDAYS if day.isascii())
_SEASONS: Final = " ".join(season for season in SEASONS if season.isascii())
_NUMBERS: Final = " ".join(number for number in NUMBERS if number.isascii())
_ENGLISH: Final = {
    "iso": "#",
    "numeric": "#",
    "full date": f"# {_MONTHS} {_SHORT_DAYS}",
    "from day to day": f"# between {_MONTHS}",
    "month to month": f"between from in during {_MONTHS}",
    "month": f"in during {_PARTS} {_MONTHS}",
    "recent month": f"in during since this next {_PARTS} {_MONTHS}",
    "season": f"in this next {_PARTS} {_SEASONS}",
    "years": "# in between from during",
    "year": f"# in during throughout by until till since from through {_PARTS}",
    "decade": f"# in during since {_PARTS}",
    "before or after": "before prior after post pre",
    "near day": "today tonight this yesterday last overnight tomorrow the",
    "day beside": f"# the previous following next on that same {_NUMBERS}",
    "day of month": "on",
    "weekday": f"on early late last past next this previous coming {_DAYS}",
    "weekday to weekday": "between from",
    "rolling": "in over during within for the",
    "end of unit": "by before until at",
    "part of unit": f"in at since by {_PARTS}",
    "unit": "earlier later this last past next previous the over at during",
    "ago": f"# few several {_NUMBERS}",
}
_IN: Final = "في خلال منذ حتى بحلول"
_AR_PARTS: Final = "بداية بدايات مطلع أوائل منتصف أواسط أواخر نهاية ختام النصف الربع الأسبوع"
_TIMES: Final = "يوم نهار مساء صباح فجر ظهر عصر ليل ليلة بعد"
_YEARS: Final = "عام العام سنة السنة"
_AR_MONTHS: Final = " ".join(name.split()[0] for name in MONTHS if not name.isascii())
_AR_DAYS: Final = " ".join(day for day in WEEKDAYS if not day.isascii())
_AR_SEASONS: Final = " ".join(f"{season} ال{season}" for season in SEASONS if not season.isascii())
_ARABIC: Final = {
    "full date, Arabic": f"# {_TIMES} {_AR_DAYS}",
    "from day to day, Arabic": "بين من",
    "month to month, Arabic": "بين من",
    "month, Arabic": f"{_IN} {_AR_PARTS} شهر {_AR_MONTHS}",
    "recent month, Arabic": f"{_IN} {_AR_PARTS} شهر {_AR_MONTHS}",
    "season, Arabic": f"{_IN} {_AR_PARTS} فصل {_AR_SEASONS}",
    "years, Arabic": "بين من في خلال عامي العامين سنتي عام الأعوام السنوات أعوام",
    "year, Arabic": f"{_IN} {_AR_PARTS} {_YEARS}",
    "before or after, Arabic": "قبل بعد",
    "near day, Arabic": f"{_TIMES} أمس هذا هذه مبارح امبارح اليوم الليلة البارحة غدا أول",
    "day beside, Arabic": "في اليوم",
    "night, Arabic": "ليل ليلة",
    "weekday, Arabic": f"{_TIMES} {_AR_DAYS}",
    "day of month, Arabic": "#",
    "unit, Arabic": f"{_AR_PARTS} هذا هذه الأسبوع الشهر {_YEARS}",
    "ago, Arabic": "قبل منذ",
    "rolling, Arabic": "خلال في طوال طيلة على",
    "within, Arabic": "خلال",
}


class Start:
    """The rules of the expressions that can begin with a word, and the length of the proclitic that they leave out."""

    __slots__ = ("proclitic", "rules")

    def __init__(self, rules: list[DateRule], proclitic: int) -> None:
        self.rules = rules
        self.proclitic = proclitic


_PROCLITICS: Final = "وفبلك"
_DIGIT: Final = "#"


def _starts() -> dict[str, Start]:
    rules: dict[str, list[DateRule]] = {}
    for rule in RULES:
        words = _ENGLISH[rule.name] if rule.name in _ENGLISH else arabic(_ARABIC[rule.name])
        for word in dict.fromkeys(words.split()):
            rules.setdefault(word if word == _DIGIT else fold_word(word), []).append(rule)
    rules |= {fold_word(word): rules[_DIGIT] for word in DAYS_IN_WORDS}  # digits, to the rules (`with_days`)
    starts = {word: Start(those, 0) for word, those in rules.items()}
    for word, those in rules.items():
        if word == _DIGIT or not word.isascii():
            for proclitic in _PROCLITICS:
                starts.setdefault(proclitic + word, Start(those, 1))
    return starts


_STARTS: Final = _starts()
"""Folded words (`geo.names.fold_word`), and what begins with each."""
_NINE: Final = ord("9")
_LATIN: Final = 0x24F
"""The last Latin letter."""


def start_at(folded: str) -> Start | None:
    """Return which date expressions can begin with a folded word, behind a proclitic if need be; None if none can."""
    start = _STARTS.get(folded)
    if start is not None:
        return start
    first = ord(folded[0])
    if first <= _NINE:
        return _STARTS[_DIGIT]
    if first > _LATIN and folded[0] in _PROCLITICS and folded[1:2].isdigit():
        return _STARTS[folded[0] + _DIGIT]
    return None


_LINKS: Final = (
    "of and or to till half quarter couple recent "
    "من و إلى على مدى شهر شهري نحو حوالي قرابة أكثر بضع بضعة عدة ال الأول الثاني الثالث الرابع الأخير"
)
_INSIDE: Final = frozenset(_STARTS) | frozenset(
    fold_word(word)
    for word in (
        *_LINKS.split(),
        *(article + number for number in NUMBERS if not number.isascii() for article in ("", "ال")),
        *(word for month in MONTHS for word in month.split()[1:]),
        *filter(None, TENS),
    )
)
"""Folded words that may stand in an expression before the word that shows a date; so may what has digits."""


def _is_inside(folded: str) -> bool:
    """Tell whether a folded word may stand in a date expression before a word that shows a date."""
    return folded in _INSIDE or ord(folded[0]) <= _NINE or folded[-1].isdigit()


@mypyc_attr(acyclic=True)
class Stretch(Run):
    """Words that may be of one date expression: from the first before one that shows a date to the last that shows one.

    `kinds` are the kinds of words that date rules need and that stand there, as bits (`geo.date_triggers`).
    """

    __slots__ = ("kinds",)

    def __init__(self, first: int, last: int, kinds: int) -> None:
        super().__init__(first, last)
        self.kinds = kinds


def stretches(words: list[Word], shown: list[int]) -> list[Stretch]:
    """Return the stretches of a sentence in which date expressions can stand, in order.

    `shown` are the numbers of the words that show a date.
    """
    stretches: list[Stretch] = []
    behind = 0
    for at in shown:
        first = at
        while first > behind and _is_inside(words[first - 1].folded):
            first -= 1
        kinds = kinds_at(words, at)
        if stretches and first == behind:
            before = stretches[-1]
            before.last = at + 1
            before.kinds |= kinds | MONTHS_SHOWN if before.kinds & kinds & A_MONTH else kinds
        else:
            stretches.append(Stretch(first, at + 1, kinds))
        behind = at + 1
    return stretches


def kinds_at(words: list[Word], at: int) -> int:
    """Return the kinds of words that the one at `at` shows, with those of the words beside it that count there."""
    kinds = TRIGGERS[words[at].folded]
    if kinds & BESIDE_WHICH:
        for beside in range(max(0, at - WORDS_BEFORE), min(at + 1 + WORDS_BEHIND, len(words))):
            kinds |= HELPERS.get(words[beside].folded, 0)
    return kinds
