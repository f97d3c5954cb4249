"""Names in two scripts meet once kind words are off, and names of two places do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.name_pairs import any_meet, brackets, kind_words, meet, share_a_word, without


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Khan Sheikhoun", "خان شيخون"),
        ("al-Hol camp", "مخيم الهول"),
        ("Bab al-Hawa crossing", "معبر باب الهوى الحدودي"),
        ("Taftanaz air base", "مطار تفتناز العسكري"),
        ("al-Omar oil field", "حقل العمر النفطي"),
        ("Baniyas refinery", "مصفاة بانياس"),
        ("Eastern Ghouta", "الغوطة الشرقية"),
        ("Upper Kafr Jales", "كفر جالس الفوقاني"),
        ("Harasta suburb", "ضاحية حرستا"),
        ("Base 82", "اللواء 82"),
        ("al-Zahraa (Homs)", "حي الزهراء"),
        ("Aleppo Central Prison", "سجن حلب المركزي"),
        ("Latakia port", "مرفأ اللاذقية"),
        ("al-Villat", "حي الفيلات بعفرين"),
        ("al-Quds Hospital in Aleppo", "مشفى القدس في حلب"),
        ("al-Jabal camp", "مخيم الجبل"),
        ("Umm al-Qura", "قرية أم القرى"),
    ],
)
def test_titles_of_one_place_meet(latin: str, arabic: str) -> None:
    assert meet(latin, arabic)
    assert meet(arabic, latin)


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Dead Cities", "المدن الميتة"),
        ("Aleppo", "حماة"),
        ("Eastern Ghouta", "الغوطة الغربية"),
        ("Upper Kafr Jales", "كفر جالس التحتاني"),
        ("Base 82", "اللواء 47"),
        ("Daraa", "داريا"),
        ("Kafr Nabl camp", "مخيم كفر نبودة"),
        ("Camp", "مخيم"),
        ("", "حلب"),
    ],
)
def test_names_of_two_places_do_not_meet(latin: str, arabic: str) -> None:
    assert not meet(latin, arabic)


def test_one_pair_is_enough() -> None:
    assert any_meet(["Thadamora", "Tadmur"], ["تدمر"])
    assert not any_meet(["Thadamora"], ["تدمر"])
    assert not any_meet([], ["تدمر"])


def test_a_shared_word_is_no_kind_word_and_has_consonants() -> None:
    assert share_a_word(["Raqqa National Hospital"], ["المشفى الوطني بالرقة"])
    assert not share_a_word(["al-Hikma hospital"], ["مشفى النور"])
    assert not share_a_word(["Abu Street"], ["شارع أبو علي"])


@given(st.text(max_size=30))
def test_any_name_keeps_something(name: str) -> None:
    words = kind_words({"camp", "village"})
    assert bool(without(name, words)) == bool(without(name, frozenset()))
    assert without(without(name, words), words) == without(name, words)


def test_only_words_of_the_kinds_asked_for_fall_away() -> None:
    assert without("Ariha camp (west)", kind_words({"camp"})) == "Ariha"
    assert without("Ariha camp", kind_words({"village"})) == "Ariha camp"
    assert kind_words({"nothing"}) == frozenset()
    assert brackets("Ariha camp (west)") == {"west"}


@given(st.text(alphabet="abdhikmnrstuy -", max_size=20), st.text(alphabet="ابتحدرسعقمنهوي ", max_size=20))
def test_meeting_has_no_order(one: str, other: str) -> None:
    assert meet(one, other) == meet(other, one)
