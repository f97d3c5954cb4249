"""What the text says of where a name lies: its governorate, what stands beside it, its side of a city, lists."""

from __future__ import annotations

from functools import cache

import pytest

from geo.articles import make_article
from geo.extraction import Extractor


@cache
def shipped() -> Extractor:
    """Return the extractor with the lists that the project ships."""
    return Extractor.load()


@pytest.mark.parametrize(
    ("text", "surface", "title", "governorate"),
    [
        ("قصف الطيران بلدة صيدا في ريف درعا.", "صيدا", "Saida", "Daraa"),
        ("استهدفت غارة حي الميدان الدمشقي.", "حي الميدان", "Midan", "Damascus"),
        ("حمص القديمة || انهيار مبنى في حي الحميدية", "حي الحميدية", "al-Hamidiyah", "Homs"),
        ("سهل الغاب - الحويز - صواريخ", "الحويز", "al-Huwayz", "Hama"),
        ("Aid reached Nubl and Zahraa on Monday.", "Zahraa", "al-Zahraa", "Aleppo"),
        ("سقط صاروخ على بزاعة شرق حلب", "حلب", "Aleppo", "Aleppo"),
        ("حماة - مورك | دبابات", "حماة", "Hama", "Hama"),
    ],
)
def test_what_the_text_says_of_where_a_name_lies(text, surface, title, governorate):
    found = [r for r in shipped().mentions(make_article(text)) if r["surface"] == surface]
    assert [(r["place"], r["governorate"]) for r in found] == [(title, governorate)]


@pytest.mark.parametrize(
    ("text", "types"), [("سقط صاروخ على بزاعة شرق حلب", "governorate"), ("انفجار شرق حلب", "city")]
)
def test_the_east_of_a_city_that_holds_a_town_far_from_it_is_that_of_its_governorate(text, types):
    assert [r["types"] for r in shipped().mentions(make_article(text)) if r["surface"] == "حلب"] == [types]


def test_a_quarter_that_several_cities_have_is_no_guess():
    (row,) = shipped().mentions(make_article("قصف على حي الحميدية."))
    assert row["status"] == "ambiguous"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في محافظتي الرقة ودير الزور", ["governorate", "governorate"]),
        ("في محافظات حلب وحماة وحمص", ["governorate", "governorate", "governorate"]),
        ("في حلب وحماة", ["city", "city"]),
    ],
)
def test_the_kind_word_of_an_arabic_list_is_said_of_each_name(text, expected):
    assert [r["types"] for r in shipped().mentions(make_article(text))] == expected


def test_a_quarter_and_its_city_are_two_names():
    rows = shipped().mentions(make_article("قصف على حي الخالدية بحمص"))
    assert [(r["surface"], r["governorate"]) for r in rows] == [("حي الخالدية", "Homs"), ("حمص", "Homs")]


@pytest.mark.parametrize(("name", "status"), [("برزة", "resolved"), ("الصناعة", "ambiguous")])
def test_a_quarter_beside_another_governorate_is_a_guess_where_the_name_is_common(name, status):
    rows = shipped().mentions(make_article(f"سقطت صواريخ على حمص وعلى حي {name}."))
    assert rows[-1]["status"] == status
