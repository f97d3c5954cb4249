"""Names in two scripts meet once kind words are off, and names of two places do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.name_pairs import any_meet, brackets, meet, without_kind


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
    ],
)
def test_titles_of_one_place_meet(latin: str, arabic: str) -> None:
    assert meet(latin, arabic)
    assert meet(arabic, latin)


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Aleppo", "حلب"),
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
    assert any_meet(["Palmyra", "Tadmur"], ["تدمر"])
    assert not any_meet(["Palmyra"], ["تدمر"])
    assert not any_meet([], ["تدمر"])


@given(st.text(max_size=30))
def test_any_name_keeps_something(name: str) -> None:
    assert bool(without_kind(name)) == bool(without_kind(name).strip())
    assert not brackets(without_kind(name)) or not brackets(name)


@given(st.text(alphabet="abdhikmnrstuy -", max_size=20), st.text(alphabet="ابتحدرسعقمنهوي ", max_size=20))
def test_meeting_has_no_order(one: str, other: str) -> None:
    assert meet(one, other) == meet(other, one)
