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
from functools import lru_cache
from typing import Final

from geo.date_intervals import Interval, OpenError, day_beside
from geo.date_rules import RULES
from geo.date_starts import rules_by_start
from geo.date_triggers import BESIDE, regions, stem_of, triggered
from geo.date_words import DASH, flat, with_days
from geo.matcher import Word, words_of
from geo.names import fold_word
from geo.narration import FLAGS, Flag


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
    shown = {word.folded for word in words if word.flags & Flag.DATED}
    if not shown:
        return []
    folded = [word.folded for word in words]
    found = triggered(shown, folded)
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
    sayings: list[int] | None = None
    if low.isascii() and kept is None:
        sayings = [word.start - start for word in words if word.folded in _SAYING]
    spans = []
    for first, last, interval, rule in _read(low, published, found, words if kept is None else None, start):
        begin, stop = (first, last) if kept is None else (kept[first], kept[last - 1] + 1)
        begin, stop = begin + start, stop + start
        one, other = interval or (None, None)
        spans.append(
            DateSpan(begin, stop, text[begin:stop], one, other, rule, _dates_the_saying(low, first, last, sayings))
        )
    return _completed(spans) if len(spans) > 1 or (spans and spans[0].rule.startswith("day beside")) else spans


def _dates_the_saying(low: str, start: int, end: int, sayings: list[int] | None) -> bool:
    """Tell whether a date stands beside a verb of saying: "on Wednesday confirmed that", "said on Monday".

    `sayings` is where such verbs stand in a text in English; None of another.
    """
    if sayings is not None and not sayings:
        return False
    after = _SAY_AFTER.match(low, end)
    if after is not None and ("," not in after[0] or low[max(0, start - 3) : start].rstrip().endswith(",")):
        return True  # but not the day of "hit Homs on Wednesday, said the army"
    words: list[str] = _WORD.findall(low, max(0, start - _SUBJECT), start) if sayings is None else []
    if sayings is None and not _SAYING.isdisjoint(words):
        sayings = [word.start() for word in _WORD.finditer(low, max(0, start - _BEFORE), start) if word[0] in _SAYING]
    for at in sayings or ():
        if start - _BEFORE <= at < start and _SAY_BEFORE.match(low, at, start) is not None:
            return True
    return _is_of_the_subject(words[-_SUBJECT_WORDS:]) if words and not low.isascii() else False


def _is_of_the_subject(before: list[str]) -> bool:
    """Tell a date that follows an Arabic verb of saying and its subject: أعلن الجيش في بيان الخميس مقتل.

    No word that tells an event or opens what is said stands between. `before` are the words in front of the date.
    """
    for word in reversed(before):
        if word in _SAYING:
            return True
        if word in _OPENING or FLAGS[fold_word(word)] & (Flag.EVENT | Flag.BREAK | Flag.NEGATES):
            return False
    return False


_WORD: Final = re.compile(r"\w+")
_STARTS: Final = rules_by_start(name for name, _, _, _ in RULES)
_PROCLITICS: Final = frozenset("وفبلك")
_Rules = list[tuple[int, "re.Pattern[str]"]]
_Match = tuple[int, int, "re.Match[str]"]


@lru_cache(maxsize=1024)
def _starts(needs: frozenset[str]) -> dict[str, _Rules]:
    """Return the rules of some needs, number and pattern, by the word or digit that an expression begins with."""
    met = [need in needs and (name not in BESIDE or name in needs) for name, need, _, _ in RULES]
    chosen = {word: [(order, RULES[order][2]) for order in orders if met[order]] for word, orders in _STARTS.items()}
    starts = {word: rules for word, rules in chosen.items() if rules}
    return starts | {str(digit): starts["#"] for digit in range(10) if "#" in starts}


def _words(low: str, begin: int, end: int, words: list[Word] | None, start: int) -> list[tuple[int, str]]:
    """Return the words that begin in a stretch of a flat text, and where; `words` are its own, moved by `start`."""
    if words is None:
        return [(word.start(), word[0]) for word in _WORD.finditer(low, begin, end)]
    begin, end = begin + start, end + start
    return [(w.start - start, low[w.start - start : w.end - start]) for w in words if begin <= w.start < end]


def _openings(low: str, found: set[str], words: list[Word] | None = None, start: int = 0) -> list[tuple[int, _Rules]]:
    """Return where in a flat text an expression can begin, in order, and the rules that it can be of.

    `words` are those of the text, moved by `start`; None if they are not at hand.
    """
    openings: list[tuple[int, _Rules]] = []
    needs, stretches = regions(low, found)
    starts = _starts(needs)
    for begin, end in stretches:
        for at, first in _words(low, begin, end, words, start):
            rules = starts.get(first) or (starts.get(first[0]) if first[0].isdigit() else None)
            if rules is None:
                if first[0] not in _PROCLITICS or len(first) == 1:
                    continue
                at += 1
                rules = starts.get(first[1:]) or (starts.get(first[1]) if first[1].isdigit() else None)
                if rules is None:
                    continue
            openings.append((at, rules))
    return openings


def _matches(low: str, at: int, rules: _Rules) -> list[_Match]:
    """Match rules at one place: the end (negative), the rule's number and the match of each, the best first."""
    matches = [(-m.end(), order, m) for order, pattern in rules if (m := pattern.match(low, at)) is not None]
    if len(matches) > 1:
        matches.sort(key=_order)
    return matches


def _order(match: _Match) -> tuple[int, int]:
    return match[:2]


def _read(
    low: str, published: date | None, found: set[str], words: list[Word] | None = None, offset: int = 0
) -> list[tuple[int, int, Interval | None, str]]:
    """Return the expressions of a flat text: where each begins and ends, its interval (None: open) and its rule.

    `words` are those of the text that is flat here, where none was left out; they count from `offset`.
    """
    since = "since" in low or "منذ" in low
    spans: list[tuple[int, int, Interval | None, str]] = []
    last = 0
    for start, rules in _openings(low, found, words, offset):
        for _, order, m in _matches(low, start, rules) if start >= last else ():
            name, _, _, rule = RULES[order]
            interval: Interval | None
            try:
                interval = rule(m, published)
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
                    spans += _first_of(low, start, start + joint.start(), published, found)
                break
            open_ended = since and name != "ago, Arabic"
            opening = _SINCE.search(low, max(0, start - 24), start) if open_ended else None
            if opening or (open_ended and m[0].startswith(("since", "منذ"))):
                name = f"since, {name}"
                if interval is not None and published is not None:
                    interval = interval[0], published
                    if interval[0] > published:
                        break
                else:
                    interval = None
            spans.append((opening.start() if opening else start, last, interval, name))
            break
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
