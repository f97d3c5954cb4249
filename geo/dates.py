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
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from geo.date_intervals import Interval, OpenError, day_beside
from geo.date_rules import RULES
from geo.date_starts import rules_by_start
from geo.date_triggers import BESIDE, regions, stem_of, triggered
from geo.date_words import DASH, flat, with_days
from geo.matcher import words_of
from geo.names import fold_word
from geo.narration import FLAGS, Flag


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: code points `start` to `end`, and the interval `first` to `last` that it denotes.

    `first` and `last` are None where the expression is relative and there is no publication date, and where the time
    that it denotes has no first day ("before 2011"). `rule` names the
    rule that read it; `reporting` is true where it dates the saying, not the event ("on Wednesday confirmed that").
    """

    start: int
    end: int
    expression: str
    first: date | None
    last: date | None
    rule: str
    reporting: bool = False

    @property
    def prec(self) -> int | None:
        """UCDP's `date_prec`; None where the interval is open."""
        return None if self.first is None or self.last is None else precision(self.first, self.last)


def precision(first: date, last: date) -> int:
    """Return UCDP's `date_prec` for an interval, by its length in days."""
    days = (last - first).days + 1
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most), 6)


_JOINT: Final = re.compile(DASH)
_YEAR: Final = re.compile(r"\d{4}")
_VERBS: Final = re.compile(r"\b(?:may|march|mar)\b")
"""In lower case these are no months: "some 3 may die"."""
_UNSEEN: Final = re.compile("[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Vowel signs, tatweel and marks of direction: they stand inside words and tell no two apart."""
_SINCE: Final = re.compile(r"(?:\bsince|(?<!\w)منذ)(?:\s+at\s+least)?\s+$")
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
_SAY: Final = rf"(?:{'|'.join(_SAY_WORDS)})"
_SAY_AFTER: Final = re.compile(rf"\W{{1,3}}(?:also\s+)?{_SAY}\b|\s*[،,]?\s+(?:ان|بان)(?:ه|ها|هم)?(?!\w)")
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
    rf"(?:late\s+|early\s+)?|[,\"”]\s+(?:said|says|reported)\s+{_NAMED}|(?<!\w)[وف]?(?:{_SAID_ARABIC})\s+)$"
)


def find_dates(
    text: str, published: date | None, start: int = 0, end: int | None = None, folded: Collection[str] | None = None
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
    folded
        The folded words of the stretch (`geo.matcher.Word.folded`), where they are at hand: it saves cutting it again.

    Returns
    -------
    list of DateSpan
        Where two rules match from one place, the longer match wins, then the earlier rule.
    """
    end = len(text) if end is None else end
    if folded is None:
        folded = {word.folded for word in words_of(text, start, end)}
    found = triggered(folded)
    if not found:
        return []
    stretch = text[start:end]
    kept: list[int] | None = None
    if not stretch.isascii() and _UNSEEN.search(stretch):
        kept = [i for i, c in enumerate(stretch) if not _UNSEEN.match(c)]
        stretch = "".join([stretch[i] for i in kept])
    if not found.isdisjoint(("may", "march", "mar")):
        stretch = _VERBS.sub(lambda verb: "\x00" * len(verb[0]), stretch)
    low = flat(stretch)
    if not low.isascii():
        low = with_days(low)
    saying = not low.isascii() or not _SAYING.isdisjoint(folded)
    spans = []
    for first, last, interval, rule in _read(low, published, found):
        begin, stop = (first, last) if kept is None else (kept[first], kept[last - 1] + 1)
        begin, stop = begin + start, stop + start
        one, other = interval or (None, None)
        spans.append(
            DateSpan(begin, stop, text[begin:stop], one, other, rule, saying and _dates_the_saying(low, first, last))
        )
    return _completed(spans) if len(spans) > 1 or (spans and spans[0].rule.startswith("day beside")) else spans


def _dates_the_saying(low: str, start: int, end: int) -> bool:
    """Tell whether a date stands beside a verb of saying: "on Wednesday confirmed that", "said on Monday"."""
    after = _SAY_AFTER.match(low, end)
    if after is not None and ("," not in after[0] or low[max(0, start - 3) : start].rstrip().endswith(",")):
        return True  # but not the day of "hit Homs on Wednesday, said the army"
    if _SAY_BEFORE.search(low, max(0, start - 60), start) is not None:
        return True
    return not low.isascii() and _is_of_the_subject(low, start)


def _is_of_the_subject(low: str, start: int) -> bool:
    """Tell a date that follows an Arabic verb of saying and its subject: أعلن الجيش في بيان الخميس مقتل.

    No word that tells an event or opens what is said stands between.
    """
    words: list[str] = _WORD.findall(low, max(0, start - _SUBJECT), start)
    for word in reversed(words[-_SUBJECT_WORDS:]):
        if word in _SAYING:
            return True
        if word in _OPENING or FLAGS[fold_word(word)] & (Flag.EVENT | Flag.BREAK | Flag.NEGATES):
            return False
    return False


_WORD: Final = re.compile(r"\w+")
_STARTS: Final = rules_by_start(name for name, _, _, _ in RULES)
_PROCLITICS: Final = frozenset("وفبلك")
_Match = tuple[int, int, int, "re.Match[str]"]


@lru_cache(maxsize=1024)
def _starts(needs: frozenset[str]) -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Return the rules of some needs, number and pattern, by the word or digit that an expression begins with."""
    met = [need in needs and (name not in BESIDE or name in needs) for name, need, _, _ in RULES]
    chosen = {word: [(order, RULES[order][2]) for order in orders if met[order]] for word, orders in _STARTS.items()}
    starts = {word: rules for word, rules in chosen.items() if rules}
    return starts | {str(digit): starts["#"] for digit in range(10) if "#" in starts}


def _matches(low: str, found: set[str]) -> list[_Match]:
    """Match the rules where an expression can begin; start, end (negative), the rule's number and the match of each."""
    matches: list[_Match] = []
    needs, stretches = regions(low, found)
    starts = _starts(needs)
    for begin, end in stretches:
        for word in _WORD.finditer(low, begin, end):
            first = word[0]
            rules = starts.get(first) or (starts.get(first[0]) if first[0].isdigit() else None)
            at = word.start()
            if rules is None:
                if first[0] not in _PROCLITICS or len(first) == 1:
                    continue
                at += 1
                rules = starts.get(first[1:]) or (starts.get(first[1]) if first[1].isdigit() else None)
                if rules is None:
                    continue
            for order, pattern in rules:
                m = pattern.match(low, at)
                if m:
                    matches.append((at, -m.end(), order, m))
    return matches


def _read(low: str, published: date | None, found: set[str]) -> list[tuple[int, int, Interval | None, str]]:
    """Return the expressions of a flat text: where each begins and ends, its interval (None: open) and its rule."""
    matches = _matches(low, found)
    matches.sort(key=lambda match: match[:3])
    since = "since" in low or "منذ" in low
    spans: list[tuple[int, int, Interval | None, str]] = []
    last = 0
    for start, _, order, m in matches:
        if start < last:
            continue
        name, _, _, rule = RULES[order]
        interval: Interval | None
        try:
            interval = rule(m, published)
            if interval is None:
                continue
            if (
                interval[0] > interval[1]
            ):  # "September 28 and 12 others", "in 2017 and 2013": what stands first is a date
                last = m.end()
                joint = _JOINT.search(m[0])
                if joint:
                    spans += _first_of(low, start, start + joint.start(), published, found)
                continue
        except OpenError:
            interval = None
        except (ValueError, OverflowError):
            last = m.end()  # 31 February: no date, nor is "February" in it; or before year 1
            continue
        last = m.end()
        if since and name != "ago, Arabic":
            opening = _SINCE.search(low, max(0, start - 24), start)
            if opening or m[0].startswith(("since", "منذ")):
                start = opening.start() if opening else start
                name = f"since, {name}"
                if interval is not None and published is not None:
                    interval = interval[0], published
                    if interval[0] > published:
                        continue
                else:
                    interval = None
        spans.append((start, last, interval, name))
    return spans


def _first_of(
    low: str, start: int, end: int, published: date | None, found: set[str]
) -> list[tuple[int, int, Interval | None, str]]:
    """Read one side of what looked like a range and is none."""
    inner = low[start:end]
    there = {word for word in found if stem_of(word) in inner}
    return [(start + a, start + b, interval, name) for a, b, interval, name in _read(inner, published, there)]


def _completed(spans: list[DateSpan]) -> list[DateSpan]:
    """Complete what counts from a date said before it: a day without its year, "the day before", "two days later"."""
    year: int | None = None
    result: list[DateSpan] = []
    for span in spans:
        stated = _YEAR.search(flat(span.expression))
        if span.rule in _DAYS_AND_MONTHS and span.first and span.last and span.first.year == span.last.year:
            if stated:
                year = span.first.year
            elif year is not None and (span.first.month, span.first.day) != (2, 29):
                length = span.last - span.first
                span = replace(span, first=span.first.replace(year=year), last=span.first.replace(year=year) + length)
        if span.rule.startswith("day beside"):
            off = day_beside(flat(span.expression))
            before = result[-1] if result else None
            if before and before.first and before.first == before.last:
                day = before.first + off
                span = replace(span, first=day, last=day)
            elif off.days >= 0 and span.first is not None:
                continue  # a later day than one that was not said here
        result.append(span)
    return result
