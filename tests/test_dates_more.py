"""Date expressions beyond the plain ones, in English and Arabic, and what only looks like one; speed and reach."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import reduce
from operator import or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.date_rules import RULES, DateRule
from geo.date_starts import kinds_at, start_at
from geo.date_triggers import HELPERS, MONTHS_SHOWN, TRIGGERS
from geo.date_words import flat
from geo.dates import (
    _BEFORE,
    _SAY_AFTER,
    _SAY_BEFORE,
    _SAYING,
    _SUBJECT,
    _dates_the_saying,
    _is_of_the_subject,
    _matches,
    _openings,
    _shown,
    find_dates,
)
from geo.matcher import words_of
from geo.narration import FLAGS, Flag

THURSDAY = date(2018, 9, 6)


def read(text: str, published: date | None = THURSDAY) -> list[tuple[str, str, str, int | None]]:
    return [(d.expression, str(d.first), str(d.last), d.prec) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expression", "first", "last", "prec"),
    [
        # seasons, parts, ranges
        ("Spring 2015 was quiet", "Spring 2015", "2015-03-01", "2015-05-31", 5),
        ("in late summer 2015", "in late summer 2015", "2015-08-02", "2015-08-31", 4),
        ("the winter of 2013-14", "the winter of 2013-14", "2013-12-01", "2014-02-28", 5),
        ("in the previous 72 hours", "in the previous 72 hours", "2018-09-03", "2018-09-06", 2),
        ("December's offensive", "December's", "2017-12-01", "2017-12-31", 4),
        ("August and September 2013", "August and September 2013", "2013-08-01", "2013-09-30", 5),
        ("in July and August", "in July and August", "2018-07-01", "2018-08-31", 5),
        ("this past November", "this past November", "2017-11-01", "2017-11-30", 4),
        ("on 3 April. He left", "3 April", "2018-04-03", "2018-04-03", 1),
        ("في 21 / 8 / 2013", "21 / 8 / 2013", "2013-08-21", "2013-08-21", 1),
        ("في الخامس من الشهر الجاري", "الخامس من الشهر الجاري", "2018-09-05", "2018-09-05", 1),
        ("في 3 من الشهر الماضي", "3 من الشهر الماضي", "2018-08-03", "2018-08-03", 1),
        ("منذ مطلع العام", "منذ مطلع العام", "2018-01-01", "2018-09-06", 5),
        ("يوم غد السبت", "يوم غد السبت", "2018-09-07", "2018-09-07", 1),
        ("dead in July, 40 of them women", "in July", "2018-07-01", "2018-07-31", 4),
        ("في العاشر من آب 2015", "العاشر من آب 2015", "2015-08-10", "2015-08-10", 1),
        ("بين الثالث والحادي عشر من تموز", "الثالث والحادي عشر من تموز", "2018-07-03", "2018-07-11", 4),
        (
            "في الخامس والعشرين من كانون الأول 2016",
            "الخامس والعشرين من كانون الأول 2016",
            "2016-12-25",
            "2016-12-25",
            1,
        ),
        ("في النصف الثاني من تموز", "في النصف الثاني من تموز", "2018-07-16", "2018-07-31", 4),
        ("ليل الأحد الإثنين", "ليل الأحد الإثنين", "2018-09-02", "2018-09-03", 2),
        ("last winter", "last winter", "2017-12-01", "2018-02-28", 5),
        ("last autumn", "last autumn", "2017-09-01", "2017-11-30", 5),
        ("in 2014-15", "in 2014-15", "2014-01-01", "2015-12-31", 6),
        ("from 2014 to 2015", "from 2014 to 2015", "2014-01-01", "2015-12-31", 6),
        ("mid 2011", "mid 2011", "2011-05-02", "2011-09-01", 5),
        ("end of July", "end of July", "2018-07-22", "2018-07-31", 4),
        ("late in July", "late in July", "2018-07-22", "2018-07-31", 4),
        ("in the first half of 2016", "in the first half of 2016", "2016-01-01", "2016-06-30", 5),
        ("في الربع الأول من 2016", "في الربع الأول من 2016", "2016-01-01", "2016-03-31", 5),
        ("اعتصموا مبارح", "مبارح", "2018-09-05", "2018-09-05", 1),
        ("للجمعة الخامسة", "لجمعة", "2018-08-31", "2018-08-31", 1),
        ("hit on the 4th, in Idlib", "on the 4th", "2018-09-04", "2018-09-04", 1),
        ("hit on the 30th.", "on the 30th", "2018-08-30", "2018-08-30", 1),
        ("in the second half of July", "in the second half of July", "2018-07-16", "2018-07-31", 4),
        ("the first week of August 2018", "the first week of August 2018", "2018-08-01", "2018-08-07", 3),
        ("the last week of August", "the last week of August", "2018-08-25", "2018-08-31", 3),
        ("in the 1980s", "in the 1980s", "1980-01-01", "1989-12-31", 6),
        ("between March and June 2016", "between March and June 2016", "2016-03-01", "2016-06-30", 5),
        ("from November 2015 to June 2016", "from November 2015 to June 2016", "2015-11-01", "2016-06-30", 5),
        ("from Monday to Wednesday", "from Monday to Wednesday", "2018-09-03", "2018-09-05", 2),
        ("after 2015", "after 2015", "2016-01-01", "2018-09-06", 6),
        ("the 2013 attack", "the 2013", "2013-01-01", "2013-12-31", 5),
        ("the long siege (2013)", "2013", "2013-01-01", "2013-12-31", 5),
        # days in other dress
        ("08.04.2017", "08.04.2017", "2017-04-08", "2017-04-08", 1),
        ("18/04/2017", "18/04/2017", "2017-04-18", "2017-04-18", 1),
        ("2018/9/4", "2018/9/4", "2018-09-04", "2018-09-04", 1),
        ("22-Dec-2016", "22-Dec-2016", "2016-12-22", "2016-12-22", 1),
        ("on March 15 last year", "March 15 last year", "2017-03-15", "2017-03-15", 1),
        ("in July of last year", "in July of last year", "2017-07-01", "2017-07-31", 4),
        # units, counted
        ("early last year", "early last year", "2017-01-01", "2017-05-01", 5),
        ("since the start of the year", "since the start of the year", "2018-01-01", "2018-09-06", 5),
        ("since early 2015", "since early 2015", "2015-01-01", "2018-09-06", 6),
        ("since July 2016", "since July 2016", "2016-07-01", "2018-09-06", 6),
        ("since 15 July 2016", "since 15 July 2016", "2016-07-15", "2018-09-06", 6),
        ("in the past 24 hours", "in the past 24 hours", "2018-09-05", "2018-09-06", 2),
        ("two hours ago", "two hours ago", "2018-09-05", "2018-09-06", 2),
        ("the last three months", "the last three months", "2018-06-09", "2018-09-06", 5),
        ("in the coming days", "in the coming days", "2018-09-06", "2018-09-11", 2),
        ("yesterday evening", "yesterday evening", "2018-09-05", "2018-09-05", 1),
        # Arabic: days
        ("قصف المدينة الثلاثاء", "الثلاثاء", "2018-09-04", "2018-09-04", 1),
        ("الثلاثاء الماضي", "الثلاثاء الماضي", "2018-09-04", "2018-09-04", 1),
        ("والأربعاء", "الأربعاء", "2018-09-05", "2018-09-05", 1),
        ("أمس الأربعاء", "أمس الأربعاء", "2018-09-05", "2018-09-05", 1),
        ("أول أمس", "أول أمس", "2018-09-04", "2018-09-04", 1),
        ("أول من أمس", "أول من أمس", "2018-09-04", "2018-09-04", 1),
        ("أمس الأول", "أمس الأول", "2018-09-04", "2018-09-04", 1),
        ("فجر اليوم", "فجر اليوم", "2018-09-06", "2018-09-06", 1),
        ("الليلة الماضية", "الليلة الماضية", "2018-09-05", "2018-09-06", 2),
        ("في 5 أيلول/سبتمبر 2018", "5 أيلول/سبتمبر 2018", "2018-09-05", "2018-09-05", 1),
        ("في ٥ كانون الثاني ٢٠١٤", "٥ كانون الثاني ٢٠١٤", "2014-01-05", "2014-01-05", 1),
        ("5 يناير (كانون الثاني) 2014", "5 يناير (كانون الثاني) 2014", "2014-01-05", "2014-01-05", 1),
        ("الأربعاء 5 أيلول 2018", "الأربعاء 5 أيلول 2018", "2018-09-05", "2018-09-05", 1),
        ("4 و5 أيلول", "4 و5 أيلول", "2018-09-04", "2018-09-05", 2),
        ("15 تموز الماضي", "15 تموز الماضي", "2018-07-15", "2018-07-15", 1),
        ("قصفت حلب في 4/9/2016", "4/9/2016", "2016-09-04", "2016-09-04", 1),
        ("يَوْمَ الثُّلَاثَاء", "يَوْمَ الثُّلَاثَاء", "2018-09-04", "2018-09-04", 1),
        # Arabic: months, seasons, years
        ("بداية آب", "بداية آب", "2018-08-01", "2018-08-10", 4),
        ("منتصف آب", "منتصف آب", "2018-08-11", "2018-08-21", 4),
        ("أواخر آب", "أواخر آب", "2018-08-22", "2018-08-31", 4),
        ("أواخر شهر آب 2016", "أواخر شهر آب 2016", "2016-08-22", "2016-08-31", 4),
        ("في تشرين الأول", "في تشرين الأول", "2017-10-01", "2017-10-31", 4),
        ("تموز من العام الماضي", "تموز من العام الماضي", "2017-07-01", "2017-07-31", 4),
        ("صيف 2015", "صيف 2015", "2015-06-01", "2015-08-31", 5),
        ("ربيع عام 2016", "ربيع عام 2016", "2016-03-01", "2016-05-31", 5),
        ("عام 2014", "عام 2014", "2014-01-01", "2014-12-31", 5),
        ("منتصف عام 2015", "منتصف عام 2015", "2015-05-02", "2015-09-01", 5),
        ("بين عامي 2012 و2016", "بين عامي 2012 و2016", "2012-01-01", "2016-12-31", 6),
        ("بين يوليو 2014 وسبتمبر 2017", "بين يوليو 2014 وسبتمبر 2017", "2014-07-01", "2017-09-30", 6),
        ("من آذار إلى حزيران 2016", "من آذار إلى حزيران 2016", "2016-03-01", "2016-06-30", 5),
        ("بين 30 آب و2 أيلول 2017", "بين 30 آب و2 أيلول 2017", "2017-08-30", "2017-09-02", 2),
        # Arabic: units, counted
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2018-09-03", "2018-09-03", 1),
        ("قبل يومين", "قبل يومين", "2018-09-04", "2018-09-04", 1),
        ("قبل شهرين", "قبل شهرين", "2018-07-01", "2018-07-31", 4),
        ("قبل 5 سنوات", "قبل 5 سنوات", "2013-01-01", "2013-12-31", 5),
        ("منذ أسبوع", "منذ أسبوع", "2018-08-31", "2018-09-06", 3),
        ("منذ شهر", "منذ شهر", "2018-08-08", "2018-09-06", 4),
        ("منذ ثلاثة أيام", "منذ ثلاثة أيام", "2018-09-03", "2018-09-06", 2),
        ("هذا الأسبوع", "هذا الأسبوع", "2018-09-03", "2018-09-06", 2),
        ("مطلع العام الجاري", "مطلع العام الجاري", "2018-01-01", "2018-05-01", 5),
        ("خلال الأسبوعين الماضيين", "خلال الأسبوعين الماضيين", "2018-08-24", "2018-09-06", 4),
        ("خلال الـ24 ساعة الماضية", "خلال الـ24 ساعة الماضية", "2018-09-05", "2018-09-06", 2),
        ("خلال الأيام الثلاثة الماضية", "خلال الأيام الثلاثة الماضية", "2018-09-04", "2018-09-06", 2),
    ],
)
def test_expressions(text: str, expression: str, first: str, last: str, prec: int) -> None:
    assert read(text) == [(expression, first, last, prec)]


@pytest.mark.parametrize(
    "text",
    [
        "The M5 may fall.", "The column may march on or not.",
        "The Sun said so.", "They march on.", "A second shell fell.", "She was 25 years old.", "a four-year-old boy",
        "12 killed and 30 wounded", "the 4th Division and the 105th Brigade", "Brigade 47 and Unit 2010",
        "by 2000 people", "for two years", "for 300 days", "08/04/2017", "the next day", "two days later",
        "They may leave on may 21.", "The 1,500 shells", "9/11",
        "صلاة الجمعة", "صحيفة اليوم", "اللواء 105 والفرقة 25", "عمره 12 عاما", "قتل 30 شخصا", "حول حماة",
        "ثلاثة أيام من القصف", "5 آبار", "في اليوم التالي",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["Before 2011 it was a village.", "قبل عام 2011"])
def test_a_time_without_a_first_day_is_open(text: str) -> None:
    ((_, first, last, prec),) = read(text)
    assert (first, last, prec) == ("None", "None", None)


@pytest.mark.parametrize(
    "text",
    ["last winter", "early last year", "in the past 24 hours", "from Monday to Wednesday", "after 2015", "أول أمس",
     "قبل ثلاثة أيام", "منذ شهر", "بداية آب", "الصيف الماضي", "15 تموز الماضي", "هذا الأسبوع"],
)  # fmt: skip
def test_without_a_publication_date_it_stays_open(text: str) -> None:
    ((_, first, last, prec),) = read(text, None)
    assert (first, last, prec) == ("None", "None", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells fell on September 2. Two days later, a well burned", "2018-09-04"),
        ("He came on Monday and left the same day", "2018-09-03"),
        ("On August 30 it fell; the next day it burned", "2018-08-31"),
        ("قصفت المدينة في 2 أيلول وفي اليوم التالي", "2018-09-03"),
    ],
)
def test_a_day_that_counts_from_one_said_before(text: str, day: str) -> None:
    assert read(text)[-1][1:3] == (day, day)


@pytest.mark.parametrize(
    ("text", "reporting"),
    [
        ("أعلنت الوزارة أن القصف وقع الاثنين", False),
        ("أعلن الثلاثاء أن طائرات قصفت", True),
        ("وقال أمس إن", True),
        ("قالت وزارة الدفاع التركية، الخميس، إنها قصفت", True),
        ("أعلن التحالف الدولي في بيان يوم الخميس مقتل قيادي", True),
        ("وأفاد المرصد السوري يوم الجمعة بمقتل خمسة", True),
        ("أعلن الجيش مقتل خمسة الخميس", False),
        ("قال ناشطون عن قصف الخميس", False),
    ],
)
def test_the_date_of_the_saying_in_arabic(text: str, reporting: bool) -> None:
    assert [d.reporting for d in find_dates(text, THURSDAY)] == [reporting]


# Every expression that a rule matches anywhere must be found by the quick way: at its first word, near a trigger.
PIECES = (
    "on", "since", "in", "by", "until", "early", "late", "mid", "the", "end", "of", "last", "next", "this", "past",
    "few", "two", "12", "31", "2016", "2015", "half", "first", "week", "february", "May", "sept", "tuesday", "between",
    "and", "from", "to", "sunday", "month", "year", "days", "ago", "later", "same", "day", "today", "yesterday",
    "morning", "night", "weekend", "summer", "before", "after", "hours", "recent", "coming", "1980s", "attack", "،",
    "شباط", "تشرين", "الاول", "يوم", "الثلاثاء", "عام", "العام", "منذ", "قبل", "امس", "الماضي", "ثلاثه", "ايام",
    "في", "خلال",
    "وفي", "والثلاثاء", "منتصف", "صيف", "اليوم", "التالي", "من", "بين", "و4", "هذا", "الاسبوع", "24", "ساعه",
    "2018-09-04",
    "04.09.2018", "-", ",",
)  # fmt: skip


WITH_UNITS = (
    "in the past couple of weeks", "over the last several days", "the first half of last year",
    "by the end of the week", "at the beginning of this month", "early in the year", "a few days earlier",
    "the night before", "the same day", "in recent years", "over the weekend", "earlier this week",
    "since late last month", "two days later",
)  # fmt: skip


def matched(low: str, openings: list[tuple[int, list[DateRule], int]]) -> set[tuple[int, int, int]]:
    return {
        (at, m.end(), rule.order) for at, rules, kinds in openings for _, _, m, rule in _matches(low, at, rules, kinds)
    }


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from((*PIECES, *WITH_UNITS)), max_size=9).map(" ".join))
def test_the_quick_way_finds_what_every_rule_finds_anywhere(text: str) -> None:
    low = flat(text)
    words = words_of(text)
    slow = {(at, m.end(), rule.order) for rule in RULES for at in range(len(low)) if (m := rule.pattern.match(low, at))}
    assert slow == matched(low, _openings(words, _shown(words)))


LETTERS = "".join(sorted({sign for rule in RULES for sign in rule.pattern.pattern if sign.isalnum()}))
WRITTEN = st.one_of(
    *(  # not "toseptember": that shows no month
        st.from_regex(rule.pattern.pattern.replace(r"\s*", r"\s"), fullmatch=True, alphabet=LETTERS + " -–/.,،")
        for rule in RULES
    )
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.sampled_from(PIECES), WRITTEN), max_size=5).map(" ".join))
def test_no_expression_begins_beyond_the_words_that_lead_up_to_what_shows_it(text: str) -> None:
    low = flat(text)
    words = words_of(text)
    shown = _shown(words)
    kinds = reduce(or_, (kinds_at(words, at) for at in shown), MONTHS_SHOWN)
    starts = [(word.start, start_at(word.folded)) for word in words[: max(shown, default=-1) + 1]]
    everywhere = [(at + start.proclitic, start.rules, kinds) for at, start in starts if start is not None]
    assert matched(low, everywhere) == matched(low, _openings(words, shown))


SAYING = (
    "said", "said,", "told reporters", "also confirmed", "the", "army", "that", ", said the army", "in a statement",
    "قال", "واعلن", "الجيش", "ان", "بانها", "عن", "مقتل", "، انه", ",", "،", "early",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(SAYING), max_size=6), st.lists(st.sampled_from(SAYING), max_size=3))
def test_verbs_of_saying_are_found_beside_a_date_from_the_words(before: list[str], after: list[str]) -> None:
    low = " ".join([*before, "monday", *after])
    start = len(" ".join([*before, ""]))
    end = start + len("monday")
    words = words_of(low)
    at = next(number for number, word in enumerate(words) if word.start == start)
    said = _SAY_AFTER.match(low, end)
    slow = said is not None and ("," not in said[0] or low[:start].rstrip().endswith(","))
    verbs = re.compile(r"\b\w").finditer(low, max(0, start - _BEFORE), start)
    slow = slow or any(_SAY_BEFORE.match(low, verb.start(), start) for verb in verbs)
    latin = low.isascii()
    slow = slow or (not latin and _is_of_the_subject(words, at, start - _SUBJECT))
    assert _dates_the_saying(low, start, end, words, at, 0, latin) == slow


def test_every_verb_of_saying_is_flagged_as_a_verb() -> None:
    assert all(FLAGS[verb] & Flag.VERB for verb in _SAYING)


def test_every_rule_has_a_trigger() -> None:
    of_triggers = reduce(or_, TRIGGERS.values())
    assert all(rule.needs & of_triggers for rule in RULES)
    assert all(rule.needs & ~of_triggers & ~reduce(or_, HELPERS.values()) in (0, MONTHS_SHOWN) for rule in RULES)


HOSTILE = (
    "on ", "in the ", "last ", "september ", "2016 ", "2016-", "12 ", "since ", "monday to ", "  ", "\n",
    "the end of ",
    "early ", "1/1/", "between september 3 and ", "in the past two ", "may", "he said on Monday ", "في ", "يوم ",
    "قبل ", "ـ",
    "كانون ", "و", "a day later ", "، ", "the first week of ", "\u064e", "Tuesday",
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3), st.sampled_from(HOSTILE))
def test_any_text_is_read_in_time_linear_in_its_length(unit: list[str], last: str) -> None:
    def seconds(n: int) -> float:
        text = ("".join(unit) * n)[:n] + last
        began = time.process_time()
        find_dates(text, THURSDAY)
        return time.process_time() - began

    assert seconds(20_000) < 2.0
