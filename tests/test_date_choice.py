"""Which date of a sentence governs a name in it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.date_choice import _EARLIER, Choice, _edges, _openings
from geo.date_words import flat
from geo.dates import find_dates
from geo.matcher import words_of

PUBLISHED = date(2018, 9, 6)


def chosen(text: str, name: str) -> str:
    start = text.index(name)
    choice = Choice(text, 0, len(text), words_of(text), find_dates(text, PUBLISHED))
    found = choice.governing(start, start + len(name))
    return found.expression if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels attacked Hama on Tuesday after seizing Bosra last week.",
            {"Hama": "on Tuesday", "Bosra": "last week"},
        ),
        ("Rebels attacked Hama after seizing Bosra last week.", {"Hama": "", "Bosra": "last week"}),
        (
            "After quietly leaving Bosra in May, rebels attacked Hama and Homs.",
            {"Bosra": "in May", "Hama": "", "Homs": ""},
        ),
        (
            "On Tuesday rebels who had been driven out of Bosra in May, activists said, attacked Hama.",
            {"Bosra": "in May", "Hama": "On Tuesday"},
        ),
        ("They left Bosra, which was taken in May, for Hama.", {"Bosra": "in May", "Hama": ""}),
        ("Nine died in Hama after jets bombed a market on Tuesday.", {"Hama": "on Tuesday"}),
        ("Nine died in Hama when jets bombed a market on Tuesday.", {"Hama": "on Tuesday"}),
        ("Jets bombed Hama before dawn on Tuesday.", {"Hama": "on Tuesday"}),
        ("Jets bombed Hama after morning prayers on Friday.", {"Hama": "on Friday"}),
        (
            "On Monday, jets bombed Hama, Homs and, after a pause, Bosra.",
            dict.fromkeys(("Hama", "Homs", "Bosra"), "On Monday"),
        ),
        ("Hama fell on Monday, but Homs was shelled on Tuesday.", {"Hama": "on Monday", "Homs": "on Tuesday"}),
        ("The army said on Wednesday that Hama fell last week.", {"Hama": "last week"}),
        ("The army said on Wednesday that Hama fell.", {"Hama": "on Wednesday"}),
        ("Omar, who fled Bosra in 2012, now lives in Hama.", {"Bosra": "in 2012", "Hama": ""}),
        ("Hama fell on Tuesday, said the army on Wednesday.", {"Hama": "on Tuesday"}),
        ("قال الجيش الخميس إن حماة سقطت الثلاثاء.", {"حماة": "الثلاثاء"}),
        ("أعلن الجيش في بيان اليوم الخميس سقوط حماة الثلاثاء.", {"حماة": "الثلاثاء"}),
        ("Hama fell.", {"Hama": ""}),
        (
            "هاجمت الفصائل حماة الثلاثاء بعد سيطرتها على بصرى الأسبوع الماضي",
            {"حماة": "الثلاثاء", "بصرى": "الأسبوع الماضي"},
        ),
        ("هاجمت الفصائل حماة بعد أن سيطرت على بصرى الأسبوع الماضي", {"حماة": "", "بصرى": "الأسبوع الماضي"}),
    ],
)
def test_the_date_of_a_name(text: str, expected: dict[str, str]) -> None:
    assert {name: chosen(text, name) for name in expected} == expected


PIECES = (
    "after", "before", "since", "having", "by", "who", "which", "which had", "who fled", "having left", "after leaving",
    "by morning", "before quickly taking", "seizing", "left", "بعد", "قبل ان", "بعدما", "قبلما", "عقب سيطرتها", "اثر",
    "ابعدها", "therefore", "on Monday", ",", "Homs",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_clauses_of_another_time_are_found_at_their_first_words(text: str) -> None:
    found = [(m.start(), m[0].startswith("wh")) for m in _EARLIER.finditer(flat(text))]
    assert _openings(text, 0, len(text), words_of(text)) == found


EDGE = re.compile(r";|, (?:but|while|after|before|and|who|which|where)\b|\b(?:but|while|after|before)\b|، ")
BETWEEN = (
    "but", "But", "while", "after", "before", "and", "who", "which", "where", "Homs", "shelled", ",", ";", "،", "(",
    "-", "قصف", "buttoned", "army's",
)  # fmt: skip


@given(st.lists(st.sampled_from(BETWEEN)), st.sampled_from(["", " "]), st.data())
def test_edges_of_clauses_are_counted_between_words(pieces: list[str], blank: str, data: st.DataObject) -> None:
    text = "".join((" " if piece.isalpha() else blank) + piece for piece in ("Monday", *pieces, "Hama"))
    words = words_of(text)
    one, other = sorted(data.draw(st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=2, unique=True)))
    start, end = words[one].end, words[other].start
    assert _edges(words, start, end) == len(EDGE.findall(text, start, end))
