"""Read date expressions in English and Arabic news text: the interval that each denotes, and how exact it is.

Our own rules, because general date parsers read "the M5", "may" and "The Sun" as dates and take Tuesday's "on
Tuesday" for a week ago. A relative expression counts from the publication date; without one it stays open
(no interval), never today's. Weeks run from Monday (ISO 8601).

The precision follows from the interval's length, on UCDP GED's `date_prec` scale: 1 one day, 2 two to six days,
3 a week, 4 up to a month, 5 up to a year; 6, ours, longer.

>>> [(d.expression, str(d.first), d.prec) for d in find_dates("Shells fell on Tuesday.", date(2018, 9, 6))]
[('on Tuesday', '2018-09-04', 1)]
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from mypy_extensions import mypyc_attr

from geo.date_intervals import Interval, OpenError, day_beside
from geo.date_rules import DateRule
from geo.date_starts import start_at, stretches
from geo.date_words import DASH, flat, with_days
from geo.matcher import Word, words_of
from geo.narration import Flag


@mypyc_attr(acyclic=True)
class DateSpan:
    """A date expression: code points `start` to `end`, and the interval `first` to `last` that it denotes.

    `first` and `last` are None where the expression is relative and there is no publication date, and where the time
    that it denotes has no first day ("before 2011"). `rule` names the
    rule that read it; `reporting` is true where it dates the saying, not the event ("on Wednesday confirmed that").
    """

    __slots__ = ("end", "expression", "first", "last", "reporting", "rule", "start")

    def __init__(
        self,
        start: int,
        end: int,
        expression: str,
        first: date | None,
        last: date | None,
        rule: str,
        reporting: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.expression = expression
        self.first = first
        self.last = last
        self.rule = rule
        self.reporting = reporting

    def dated(self, first: date, last: date) -> DateSpan:
        """Return this expression with another interval."""
        return DateSpan(self.start, self.end, self.expression, first, last, self.rule, self.reporting)

    @property
    def prec(self) -> int | None:
        """UCDP's `date_prec`; None where the interval is open."""
        return None if self.first is None or self.last is None else precision(self.first, self.last)


_LONGEST: Final = ((2, 6), (3, 7), (4, 31), (5, 366))
"""`date_prec` of more than a day -> days of its longest interval."""


def precision(first: date, last: date) -> int:
    """Return UCDP's `date_prec` for an interval, by its length in days."""
    if first == last:
        return 1
    days = (last - first).days + 1
    for prec, most in _LONGEST:
        if days <= most:
            return prec
    return 6


_JOINT: Final = re.compile(DASH)
_YEAR: Final = re.compile(r"\d{4}")
_VERBS: Final = frozenset({"may", "march", "mar"})
"""In lower case these are no months: "some 3 may die"."""
_VERB: Final = re.compile(rf"\b(?:{'|'.join(_VERBS)})\b")
_UNSEEN: Final = re.compile("[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Vowel signs, tatweel and marks of direction: they stand inside words and tell no two apart."""
_SINCE: Final = re.compile(r"(?:\bsince|(?<!\w)منذ)(?:\s+at\s+least)?\s+$")
_SINCE_WITHIN: Final = 24
"""Code points before a date within which "since" stands."""
_DAYS_AND_MONTHS: Final = (
    "full date",
    "full date, Arabic",
    "month",
    "recent month",
    "month, Arabic",
    "recent month, Arabic",
)
_SAY_WORDS: Final = (
    "said", "says", "say", "told", "reported", "confirmed", "announced", "added", "stated", "claimed", "denied",
    "warned", "signaled", "signalled", "declared", "accused", "insisted", "noted", "vowed", "wrote", "published",
    "revealed", "acknowledged", "admitted", "urged", "called", "issued", "condemned",
)  # fmt: skip
_SAID_ARABIC: Final = "قال|قالت|اعلن|اعلنت|افاد|افادت|ذكر|ذكرت|صرح|صرحت|اكد|اكدت|كشف|كشفت|اوضح|اوضحت|نقلت|نشرت"
_SAYING: Final = frozenset((*_SAY_WORDS, *(p + w for w in _SAID_ARABIC.split("|") for p in ("", "و", "ف"))))
"""Verbs of saying; all are flagged as verbs."""
_SAY: Final = rf"(?:{'|'.join(_SAY_WORDS)})"
_SAY_AFTER: Final = re.compile(rf"\W{{1,3}}(?:also\s+)?{_SAY}\b|\s*[،,]?\s+(?:ان|بان)(?:ه|ها|هم)?(?!\w)")
_SAID_NEXT: Final = frozenset((*_SAY_WORDS, "also", *(p + w for w in ("ان", "انه", "انها", "انهم") for p in ("", "ب"))))
"""What can follow a date that dates the saying."""
_BEFORE: Final = 60
"""Code points before a date within which the verb of saying stands that it dates."""
_SUBJECT: Final = 90
_SUBJECT_WORDS: Final = 9
"""Code points and words before a date within which the verb stands whose subject it follows."""
_OPENING: Final = frozenset(
    ["ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "بانهم", "عن", "قوله", "قولها", "قولهم"]
)
_NAMED: Final = (
    r"(?:(?!(?:that|who|which|it|he|she|they|there|had|has|have|was|were|is|are|will|would|after|when|as|of|in)\b)"
    r"[\w.'’-]+,?\s+){1,4}"
)
"""A sayer behind the verb: "..., said the Observatory on Thursday"."""
_SAY_BEFORE: Final = re.compile(
    rf"(?:\b{_SAY}\s+(?:(?:reporters|journalists|a\s+news\s+conference|lawmakers|reuters|afp|state\s+television|in\s+a\s+statement|that)\s+)?"
    rf"(?:late\s+|early\s+)?|(?:(?<=[,\"”]\s)|(?<=[,\"”]\s\s))(?:said|says|reported)\s+{_NAMED}|(?<!\w)[وف]?(?:{_SAID_ARABIC})\s+)$"
)


def find_dates(
    text: str, published: date | None, start: int = 0, end: int | None = None, words: list[Word] | None = None
) -> list[DateSpan]:
    """Find the date expressions in code points `start` to `end` of a text, in order, none overlapping.

    Parameters
    ----------
    text
        The text; offsets of the result count in it.
    published
        The publication date that relative expressions count from, or None.
    start, end
        The stretch to look at.
    words
        The words of the stretch, where they are at hand: it saves cutting it again.

    Returns
    -------
    list of DateSpan
        Where two rules match from one place, the longer match wins, then the earlier rule.
    """
    end = len(text) if end is None else end
    words = words_of(text, start, end) if words is None else words
    shown = _shown(words)
    if not shown:
        return []
    stretch, offset = text[start:end], start
    unseen: list[int] = []
    latin = stretch.isascii()
    if not latin:
        unseen = [sign.start() for sign in _UNSEEN.finditer(stretch)]
        if unseen:
            stretch, offset = _UNSEEN.sub("", stretch), 0
            latin = stretch.isascii()
            words = words_of(stretch)
            shown = _shown(words)
    nouns = [at for at in shown if words[at].text not in _VERBS]
    if len(nouns) < len(shown):
        stretch, shown = _VERB.sub(_hidden, stretch), nouns
        if not shown:
            return []
    low = stretch.casefold() if latin else with_days(flat(stretch))  # sooner than lower(), when compiled
    spans = []
    at = 0
    for first, last, interval, rule in _read(low, published, words, shown, offset):
        while at < len(words) and words[at].start - offset < first:
            at += 1
        begin, stop = (_seen(first, unseen), _seen(last - 1, unseen) + 1) if unseen else (first, last)
        begin, stop = begin + start, stop + start
        one = other = None
        if interval is not None:
            one, other = interval
        reporting = _dates_the_saying(low, first, last, words, at, offset, latin)
        spans.append(DateSpan(begin, stop, text[begin:stop], one, other, rule, reporting))
    return _completed(spans) if len(spans) > 1 or (spans and spans[0].rule.startswith("day beside")) else spans


def _hidden(verb: re.Match[str]) -> str:
    return "\x00" * len(verb[0])


def _seen(at: int, unseen: list[int]) -> int:
    """Return where in a text stands what stands at `at` without the code points at `unseen`."""
    for sign in unseen:
        if sign > at:
            break
        at += 1
    return at


def _dates_the_saying(low: str, start: int, end: int, words: list[Word], at: int, offset: int, latin: bool) -> bool:
    """Tell whether a date stands beside a verb of saying: "on Wednesday confirmed that", "said on Monday".

    `at` is the number of the first word of the date; the words count from `offset`. `latin` says that the text can hold
    no Arabic.
    """
    after = at
    while after < len(words) and words[after].start - offset < end:
        after += 1
    if after < len(words) and words[after].folded in _SAID_NEXT:
        said = _SAY_AFTER.match(low, end)
        if said is not None and ("," not in said[0] or low[max(0, start - 3) : start].rstrip().endswith(",")):
            return True  # but not the day of "hit Homs on Wednesday, said the army"
    before = at - 1
    while before >= 0 and words[before].start - offset >= start - _BEFORE:
        word = words[before]
        says = word.flags & Flag.VERB and word.folded in _SAYING
        if says and _SAY_BEFORE.match(low, word.start - offset, start) is not None:
            return True
        before -= 1
    return not latin and _is_of_the_subject(words, at, offset + start - _SUBJECT)


def _is_of_the_subject(words: list[Word], at: int, begin: int) -> bool:
    """Tell a date that follows an Arabic verb of saying and its subject: أعلن الجيش في بيان الخميس مقتل.

    No word that tells an event or opens what is said stands between, and the verb at `begin` or behind it. `at` is the
    number of the first word of the date.
    """
    for number in range(at - 1, max(at - 1 - _SUBJECT_WORDS, -1), -1):
        word = words[number]
        if word.start < begin:
            return False
        if word.flags & Flag.VERB and word.folded in _SAYING:
            return True
        if word.flags & (Flag.EVENT | Flag.BREAK | Flag.NEGATES) or word.folded in _OPENING:
            return False
    return False


_Match = tuple[int, int, "re.Match[str]", DateRule]
_Found = tuple[int, int, Interval | None, str]


def _shown(words: list[Word]) -> list[int]:
    """Return the numbers of the words that show a date, `_VERBS` too."""
    return [at for at, word in enumerate(words) if word.flags & Flag.DATED]


def _openings(words: list[Word], shown: list[int], offset: int = 0) -> list[tuple[int, list[DateRule], int]]:
    """Return where in a flat text an expression can begin, in order, the rules that it can be of, and kinds of words.

    Rules that need other kinds than those do not match there. `words` are those of the text, moved by `offset`; `shown`
    are the numbers of those that show a date.
    """
    openings: list[tuple[int, list[DateRule], int]] = []
    for stretch in stretches(words, shown):
        for number in range(stretch.first, stretch.last):
            start = start_at(words[number].folded)
            if start is not None:
                openings.append((words[number].start - offset + start.proclitic, start.rules, stretch.kinds))
    return openings


def _matches(low: str, at: int, rules: list[DateRule], kinds: int) -> list[_Match]:
    """Match rules at one place, those that need no words of other kinds; the best first.

    Of each match: its end (negative), the number of its rule, itself and its rule.
    """
    matches: list[_Match] = []
    for rule in rules:
        if rule.needs & kinds == rule.needs:
            m = rule.pattern.match(low, at)
            if m is not None:
                matches.append((-m.end(), rule.order, m, rule))
    if len(matches) > 1:
        matches.sort(key=_order)
    return matches


def _order(match: _Match) -> tuple[int, int]:
    return match[:2]


def _read(low: str, published: date | None, words: list[Word], shown: list[int], offset: int) -> list[_Found]:
    """Return the expressions of a flat text: where each begins and ends, its interval (None: open) and its rule.

    `words` are those of the text, moved by `offset`; `shown` are the numbers of those that show a date.
    """
    since = "since" in low or "منذ" in low
    spans: list[_Found] = []
    last = 0
    for start, rules, kinds in _openings(words, shown, offset):
        if start < last:
            continue
        for _, _, m, rule in _matches(low, start, rules, kinds):
            name = rule.name
            interval: Interval | None
            try:
                interval = rule.meaning(m, published)
                if interval is None:
                    continue
            except OpenError:
                interval = None
            except (ValueError, OverflowError):
                last = m.end()  # 31 February: no date, nor is "February" in it; or before year 1
                break
            last = m.end()
            if interval is not None and interval[0] > interval[1]:
                # "September 28 and 12 others", "in 2017 and 2013": what stands first is a date
                joint = _JOINT.search(m[0])
                if joint:
                    spans += _first_of(low, start, start + joint.start(), published, words, offset)
                break
            open_ended = since and name != "ago, Arabic"
            opening = _since_before(low, start) if open_ended else -1
            if opening >= 0 or (open_ended and m[0].startswith(("since", "منذ"))):
                name = f"since, {name}"
                if interval is not None and published is not None:
                    interval = interval[0], published
                    if interval[0] > published:
                        break
                else:
                    interval = None
            spans.append((opening if opening >= 0 else start, last, interval, name))
            break
    return spans


def _since_before(low: str, start: int) -> int:
    """Return where the "since" stands that belongs to the date at `start`, -1 if none does."""
    begin = max(0, start - _SINCE_WITHIN)
    at = max(low.rfind("since", begin, start), low.rfind("منذ", begin, start))
    return at if at >= 0 and _SINCE.match(low, at, start) is not None else -1


def _first_of(low: str, start: int, end: int, published: date | None, words: list[Word], offset: int) -> list[_Found]:
    """Read one side of what looked like a range and is none."""
    inner = [word for word in words if start <= word.start - offset < end]
    found = _read(low[start:end], published, inner, _shown(inner), offset + start)
    return [(start + a, start + b, interval, name) for a, b, interval, name in found]


def _completed(spans: list[DateSpan]) -> list[DateSpan]:
    """Complete what counts from a date said before it: a day without its year, "the day before", "two days later"."""
    year: int | None = None
    result: list[DateSpan] = []
    for span in spans:
        if span.rule in _DAYS_AND_MONTHS and span.first and span.last and span.first.year == span.last.year:
            if _YEAR.search(flat(span.expression)):
                year = span.first.year
            elif year is not None and (span.first.month, span.first.day) != (2, 29):
                length = span.last - span.first
                span = span.dated(span.first.replace(year=year), span.first.replace(year=year) + length)
        if span.rule.startswith("day beside"):
            off = day_beside(flat(span.expression))
            before = result[-1] if result else None
            if before and before.first and before.first == before.last:
                day = before.first + off
                span = span.dated(day, day)
            elif off.days >= 0 and span.first is not None:
                continue  # a later day than one that was not said here
        result.append(span)
    return result
