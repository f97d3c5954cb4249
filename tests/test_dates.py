"""Date expressions: the interval that each denotes, and all that only looks like a date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import DateSpan, find_dates, precision

THURSDAY = date(2018, 9, 6)


def read(text: str, published: date | None = THURSDAY) -> list[tuple[str, str, str, int | None]]:
    return [(d.expression, str(d.first), str(d.last), d.prec) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expression", "first", "last", "prec"),
    [
        # days told in full
        ("It fell on 2016-12-22.", "2016-12-22", "2016-12-22", "2016-12-22", 1),
        ("on 22 December 2016 the", "22 December 2016", "2016-12-22", "2016-12-22", 1),
        ("on December 22, 2016, the", "December 22, 2016", "2016-12-22", "2016-12-22", 1),
        ("Dec. 22, 2016", "Dec. 22, 2016", "2016-12-22", "2016-12-22", 1),
        ("the 22nd of December 2016", "22nd of December 2016", "2016-12-22", "2016-12-22", 1),
        ("Sept. 3rd, 2013", "Sept. 3rd, 2013", "2013-09-03", "2013-09-03", 1),
        ("DECEMBER 22, 2016", "DECEMBER 22, 2016", "2016-12-22", "2016-12-22", 1),
        ("22.12.2016", "22.12.2016", "2016-12-22", "2016-12-22", 1),
        ("22/12/2016", "22/12/2016", "2016-12-22", "2016-12-22", 1),
        ("29 February 2016", "29 February 2016", "2016-02-29", "2016-02-29", 1),
        # days without a year: the nearest
        ("on September 3 he", "September 3", "2018-09-03", "2018-09-03", 1),
        ("on 7 September they will meet", "7 September", "2018-09-07", "2018-09-07", 1),
        ("on 30 August he", "30 August", "2018-08-30", "2018-08-30", 1),
        ("between 3 and 5 August 2018", "3 and 5 August 2018", "2018-08-03", "2018-08-05", 2),
        ("August 3-5, 2018", "August 3-5, 2018", "2018-08-03", "2018-08-05", 2),
        # months, years, seasons
        ("In July, a raid", "In July", "2018-07-01", "2018-07-31", 4),
        ("In October, a raid", "In October", "2017-10-01", "2017-10-31", 4),
        ("in May 2013", "in May 2013", "2013-05-01", "2013-05-31", 4),
        ("in Aug 2013", "in Aug 2013", "2013-08-01", "2013-08-31", 4),
        ("February 2016", "February 2016", "2016-02-01", "2016-02-29", 4),
        ("early June 2014", "early June 2014", "2014-06-01", "2014-06-10", 4),
        ("in late June 2014", "in late June 2014", "2014-06-21", "2014-06-30", 4),
        ("at the end of July 2014", "the end of July 2014", "2014-07-22", "2014-07-31", 4),
        ("taking office in 2017 but", "in 2017", "2017-01-01", "2017-12-31", 5),
        ("in mid-2011", "in mid-2011", "2011-05-02", "2011-09-01", 5),
        ("the siege of 2014-2015", "2014-2015", "2014-01-01", "2015-12-31", 6),
        ("between 2012 and 2016", "between 2012 and 2016", "2012-01-01", "2016-12-31", 6),
        ("in spring 2015", "in spring 2015", "2015-03-01", "2015-05-31", 5),
        ("the winter of 2013", "the winter of 2013", "2013-12-01", "2014-02-28", 5),
        # open at the near end
        ("Since 2011, shells", "Since 2011", "2011-01-01", "2018-09-06", 6),
        ("since July 2018", "since July 2018", "2018-07-01", "2018-09-06", 5),
        ("since Monday", "since Monday", "2018-09-03", "2018-09-06", 2),
        ("since last week", "since last week", "2018-08-27", "2018-09-06", 4),
        # relative days
        ("shells fell today", "today", "2018-09-06", "2018-09-06", 1),
        ("shells fell yesterday", "yesterday", "2018-09-05", "2018-09-05", 1),
        ("the day before yesterday", "the day before yesterday", "2018-09-04", "2018-09-04", 1),
        ("It will open tomorrow", "tomorrow", "2018-09-07", "2018-09-07", 1),
        ("raids overnight killed", "overnight", "2018-09-05", "2018-09-06", 2),
        ("raids last night killed", "last night", "2018-09-05", "2018-09-06", 2),
        ("on Thursday", "on Thursday", "2018-09-06", "2018-09-06", 1),
        ("on Friday", "on Friday", "2018-08-31", "2018-08-31", 1),
        ("on Wednesday evening", "on Wednesday evening", "2018-09-05", "2018-09-05", 1),
        ("last Thursday", "last Thursday", "2018-08-30", "2018-08-30", 1),
        ("next Tuesday", "next Tuesday", "2018-09-11", "2018-09-11", 1),
        ("late Monday", "late Monday", "2018-09-03", "2018-09-03", 1),
        ("ten days ago", "ten days ago", "2018-08-27", "2018-08-27", 1),
        ("two months ago", "two months ago", "2018-07-01", "2018-07-31", 4),
        ("five years ago", "five years ago", "2013-01-01", "2013-12-31", 5),
        ("three weeks ago", "three weeks ago", "2018-08-13", "2018-08-19", 3),
        # calendar weeks, months and years
        ("last week", "last week", "2018-08-27", "2018-09-02", 3),
        ("Earlier this week,", "Earlier this week", "2018-09-03", "2018-09-06", 2),
        ("next week", "next week", "2018-09-10", "2018-09-16", 3),
        ("this month", "this month", "2018-09-01", "2018-09-06", 2),
        ("last month", "last month", "2018-08-01", "2018-08-31", 4),
        ("later this month", "later this month", "2018-09-06", "2018-09-30", 4),
        ("this year", "this year", "2018-01-01", "2018-09-06", 5),
        ("Last year", "Last year", "2017-01-01", "2017-12-31", 5),
        ("by the end of the year", "by the end of the year", "2018-09-06", "2018-12-31", 5),
        ("by the end of the month", "by the end of the month", "2018-09-06", "2018-09-30", 4),
        ("over the weekend", "over the weekend", "2018-09-01", "2018-09-02", 2),
        ("in the past three weeks", "in the past three weeks", "2018-08-17", "2018-09-06", 4),
        ("over the last two years", "over the last two years", "2016-09-07", "2018-09-06", 6),
        # Arabic
        ("في 22 ديسمبر 2016", "22 ديسمبر 2016", "2016-12-22", "2016-12-22", 1),
        ("في 22 كانون الأول 2016", "22 كانون الأول 2016", "2016-12-22", "2016-12-22", 1),
        ("في ٢٢ كانون الأول ٢٠١٦", "٢٢ كانون الأول ٢٠١٦", "2016-12-22", "2016-12-22", 1),
        ("22 كانون الأول/ديسمبر 2016", "22 كانون الأول/ديسمبر 2016", "2016-12-22", "2016-12-22", 1),
        ("4 أيلول", "4 أيلول", "2018-09-04", "2018-09-04", 1),
        ("في تموز 2018", "في تموز 2018", "2018-07-01", "2018-07-31", 4),
        ("منذ عام 2011", "منذ عام 2011", "2011-01-01", "2018-09-06", 6),
        ("في عام 2017", "في عام 2017", "2017-01-01", "2017-12-31", 5),
        ("يوم الثلاثاء", "يوم الثلاثاء", "2018-09-04", "2018-09-04", 1),
        ("مساء الاثنين", "مساء الاثنين", "2018-09-03", "2018-09-03", 1),
        ("قصف أمس المدينة", "أمس", "2018-09-05", "2018-09-05", 1),
        ("قصف اليوم المدينة", "اليوم", "2018-09-06", "2018-09-06", 1),
        ("الأسبوع الماضي", "الأسبوع الماضي", "2018-08-27", "2018-09-02", 3),
        ("الشهر الماضي", "الشهر الماضي", "2018-08-01", "2018-08-31", 4),
        ("العام الماضي", "العام الماضي", "2017-01-01", "2017-12-31", 5),
    ],
)
def test_expressions(text: str, expression: str, first: str, last: str, prec: int) -> None:
    assert read(text) == [(expression, first, last, prec)]


@pytest.mark.parametrize(
    "text",
    [
        "Traffic on the M5 stopped.",
        "They may leave; they may not.",
        "The Sun and the Daily Mirror ran the picture.",
        "Their March to Damascus failed.",
        "They march on.",
        "Some 2,014 people fled and 2,016 stayed.",
        "2015 people fled.",
        "It rose by 12.5 percent, from 20% to 30%.",
        "The shell was 120 mm, the range 2000 m.",
        "Resolution 2254 and resolution 2118 were passed.",
        "A T-72, a BM-21 and an Su-24 were lost.",
        "Flat 12, house 3/4, gate 5.",
        "The score was 3-2.",
        "Three dead, 12 hurt.",
        "Call 2016-555-0100.",
        "It cost $2018.50.",
        "He saw a mon and a sat.",
        "August Hanning wrote it.",
        "General Nov was there.",
        "This will last a day.",
        "Version 2.0.1 of the list.",
        "",
        " ",
        "كان اليومان طويلين",
        "سقط 2016 قذيفة",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "on Tuesday", "yesterday", "last week", "in July", "two days ago", "since Monday", "this year", "September 3",
        "overnight", "in the past few days", "by the end of the year", "Since 2011", "أمس", "يوم الثلاثاء",
        "العام الماضي", "4 أيلول",
    ],
)  # fmt: skip
def test_without_a_publication_date_a_relative_expression_stays_open(text: str) -> None:
    assert [(e, f, last, p) for e, f, last, p in read(text, None)] == [(text, "None", "None", None)]


@pytest.mark.parametrize("text", ["22 December 2016", "2016-12-22", "in 2017", "in May 2013", "في عام 2017"])
def test_without_a_publication_date_a_full_date_is_read_all_the_same(text: str) -> None:
    assert read(text, None) == read(text)


@pytest.mark.parametrize(
    "text", ["31 February 2015", "February 30, 2016", "29 February 2015", "31.02.2015", "31 April 2018", "٣١ شباط ٢٠١٥"]
)
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert read(f"It fell on {text} there.") == []


def test_several_expressions_come_in_order() -> None:
    text = "On Monday and again on Wednesday shells fell; in 2016, on 3 May 2017 and last week too."
    assert [e for e, *_ in read(text)] == ["On Monday", "on Wednesday", "in 2016", "3 May 2017", "last week"]


def test_an_expression_may_be_broken_over_two_lines() -> None:
    assert read("on 22 December\n2016") == [("22 December\n2016", "2016-12-22", "2016-12-22", 1)]


@pytest.mark.parametrize(
    ("text", "reporting"),
    [
        ("Three died in Saraqib, said the Observatory on Thursday.", [True]),
        ("Shells fell, said residents who fled on Thursday.", [False]),
        ("The ministry on Wednesday confirmed raids", [True]),
        ("The ministry said on Wednesday that raids", [True]),
        ("Raids on Tuesday killed nine", [False]),
        ("Raids hit Homs on Tuesday, said the army on Wednesday.", [False, True]),
        ("The army, on Wednesday, confirmed raids", [True]),
        ("The army on Wednesday confirmed raids on Tuesday", [True, False]),
    ],
)
def test_the_date_of_the_saying_is_told_from_that_of_the_event(text: str, reporting: list[bool]) -> None:
    assert [d.reporting for d in find_dates(text, THURSDAY)] == reporting


def test_a_year_begins_at_the_turn() -> None:
    new_year = date(2019, 1, 1)
    assert read("yesterday", new_year)[0][1] == "2018-12-31"
    assert read("last month", new_year)[0][1:3] == ("2018-12-01", "2018-12-31")
    assert read("in December", new_year)[0][1:3] == ("2018-12-01", "2018-12-31")
    assert read("on December 30", new_year)[0][1] == "2018-12-30"
    assert read("on January 3", date(2018, 12, 30))[0][1] == "2019-01-03"
    assert read("two months ago", new_year)[0][1:3] == ("2018-11-01", "2018-11-30")


def test_a_leap_day_is_read_in_a_year_near_to_a_leap_year() -> None:
    assert read("on February 29", date(2016, 3, 1))[0][1] == "2016-02-29"
    for year in range(2011, 2025):
        for span in find_dates("on February 29 and on 29 February", date(year, 3, 1)):
            assert span.first is None or (span.first.month, span.first.day) == (2, 29)


@pytest.mark.parametrize(
    ("days", "prec"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5), (366, 5), (367, 6), (3000, 6)],
)
def test_precision_follows_the_length(days: int, prec: int) -> None:
    assert precision(THURSDAY, THURSDAY + timedelta(days=days - 1)) == prec


PIECES = (
    "on", "since", "in", "by", "until", "early", "late", "mid-", "the end of", "last", "next", "this", "past", "few",
    "two", "12", "31", "29", "30", "3", "2016", "2015", "1999", "00", "1900", "2049", "0", "February", "May", "Sept.",
    "september", "Tuesday", "Sunday", "week", "month", "year", "days", "ago", "today", "yesterday", "weekend", "night",
    "the", "of", "and", ", ", ".", "-", "–", "/", "%", "st", "\n", " ", " ", " ", "(", ")", "said", "Homs", "شباط",
    "يوم", "الثلاثاء", "عام", "٢٠١٥", "منذ", "أمس", "الماضي",
)  # fmt: skip
mixtures = st.lists(st.sampled_from(PIECES), max_size=20).flatmap(
    lambda p: st.sampled_from([" ".join(p), "".join(p)])
) | st.text(max_size=40)
days = (
    st.none()
    | st.dates(date(2011, 1, 1), date(2030, 12, 31))
    | st.sampled_from([date(2012, 2, 29), date(2018, 12, 31)])
)


def check(text: str, spans: list[DateSpan], published: date | None, start: int, end: int) -> None:
    last = start
    for span in spans:
        assert last <= span.start < span.end <= end
        assert text[span.start : span.end] == span.expression
        assert span.expression.strip()
        last = span.end
        assert (span.first is None) == (span.last is None) == (span.prec is None)
        if span.first is not None and span.last is not None:
            assert span.first <= span.last
            assert span.prec == precision(span.first, span.last)
        else:
            assert published is None


@given(mixtures, days)
def test_whatever_the_text_a_date_is_an_expression_in_it(text: str, published: date | None) -> None:
    check(text, find_dates(text, published), published, 0, len(text))


@given(mixtures, mixtures, mixtures, days)
def test_a_stretch_is_read_with_the_offsets_of_the_whole(a: str, b: str, c: str, published: date | None) -> None:
    text = f"{a}{b}{c}"
    spans = find_dates(text, published, len(a), len(a) + len(b))
    check(text, spans, published, len(a), len(a) + len(b))


@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"])
)
def test_every_day_that_is_written_in_full_is_read_back(day: date, form: str) -> None:
    assert read(f"It fell on {day.strftime(form)}.", None) == [(day.strftime(form), str(day), str(day), 1)]


@given(days.filter(bool), st.sampled_from(list(calendar.day_name)))
def test_a_weekday_is_the_last_one_up_to_publication(published: date, name: str) -> None:
    (span,) = find_dates(f"It fell on {name}.", published)
    assert span.first is not None
    assert span.first.strftime("%A") == name
    assert 0 <= (published - span.first).days < 7


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday, September 4, 2018, shells fell", "2018-09-04"),
        ("on Tuesday 4 September 2018", "2018-09-04"),
        ("on Friday, March 3, 2017", "2017-03-03"),
        ("on Monday, 5 June he", "2018-06-05"),
    ],
)
def test_a_weekday_with_its_full_date_is_that_date_alone(text, day):
    assert {(str(d.first), str(d.last)) for d in find_dates(text, date(2018, 9, 6))} == {(day, day)}


@pytest.mark.parametrize(
    "text",
    ["The Sunday Times wrote", "on Black Friday", "Some 3 may die", "more than 12 march every week", "5 may be one"],
)
def test_what_only_looks_like_a_day(text):
    assert find_dates(text, date(2018, 9, 6)) == []


@pytest.mark.parametrize(("text", "day"), [("On January 5, raids", "2018-01-05"), ("on September 20", "2018-09-20")])
def test_a_day_without_a_year_is_past_unless_soon(text, day):
    assert str(find_dates(text, date(2018, 9, 6))[0].first) == day


def test_since_in_arabic_lasts_until_publication():
    (found,) = find_dates("منذ آذار 2011", date(2018, 9, 6))
    assert (str(found.first), str(found.last)) == ("2011-03-01", "2018-09-06")


@pytest.mark.parametrize("text", ["a few days ago", "Few weeks ago", "several months ago"])
def test_vague_counts_are_intervals_before_publication(text):
    (found,) = find_dates(text, date(2018, 9, 6))
    assert found.first < found.last < date(2018, 9, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On September 28 and 12 civilians died", [("2018-09-28", "2018-09-28")]),
        ("In Idlib on September 4 and 5 people were killed", [("2018-09-04", "2018-09-04")]),
        ("on September 4 and 5, rebels", [("2018-09-04", "2018-09-05")]),
        ("between September 25 and 3 October 2017", [("2017-09-25", "2017-10-03")]),
        ("from 30 August to 2 September 2017", [("2017-08-30", "2017-09-02")]),
        ("from December 28 to January 3, 2018", [("2017-12-28", "2018-01-03")]),
        (
            "On 28 March 2015 and 25 April",
            [("2015-03-28", "2015-03-28"), ("2015-04-25", "2015-04-25")],
        ),
        ("in 2017 and 2013", [("2017-01-01", "2017-12-31")]),
        ("5-3 May 2017", []),
        ("earlier next month", []),
        ("Since 2020", []),
        ("in the past couple\nof weeks", [("2018-08-24", "2018-09-06")]),
        ("the Wınter of 2015", [("2015-12-01", "2016-02-29")]),
        ("قصف 3 آبار نفط في الرقة", []),
        ("5 مارسوا", []),
    ],
)
def test_ranges_run_forward_and_end_where_the_words_do(text, expected):
    assert [(str(d.first), str(d.last)) for d in find_dates(text, date(2018, 9, 6))] == expected


@pytest.mark.parametrize("published", [date(1, 1, 1), date(900, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("text", ["yesterday", "tomorrow", "next Monday", "this week", "in the past 999 years"])
def test_the_ends_of_the_calendar_end_no_run(text, published):
    assert all(d.first is None or d.first <= d.last for d in find_dates(text, published))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Russia said on Wednesday that it had bombed Idlib the day before.", "2018-09-04"),
        ("It shot down a jet over the Golan the day before.", "2018-09-05"),
        ("Shells fell on September 2; a day later, on Hama", "2018-09-03"),
        ("قصفت الطائرات المدينة قبل يومين", "2018-09-04"),
        ("He will meet Clinton on Saturday", "2018-09-08"),
        ("this Friday", "2018-09-07"),
    ],
)
def test_a_day_beside_another_and_one_that_lies_ahead(text, day):
    assert str(find_dates(text, date(2018, 9, 6))[-1].first) == day
