"""Suggestions: the likest names first, never an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.suggestions import Suggester
from tests.factories import gazetteer, place

SUGGESTER = Suggester(
    gazetteer(
        place("nabudah", "Kafr Nabudah", governorate="Hama", title_ar="كفر نبودة"),
        place("nabl", "Kafr Nabl", governorate="Idlib", title_ar="كفر نبل"),
        place("lataminah", "al-Lataminah", governorate="Hama", title_ar="اللطامنة"),
        place("zahraa-a", "Zahraa", governorate="Aleppo", title_ar="الزهراء"),
        place("zahraa-h", "Zahraa", governorate="Homs", title_ar="الزهراء"),
        place("beirut", "Beirut", country="LB", title_ar="بيروت"),
    )
)


@pytest.mark.parametrize(
    ("name", "within", "first"),
    [
        ("Kafr Nabude", (), "nabudah"),
        ("Kafr Nabl town", (), "nabl"),
        ("Latamna", (), "lataminah"),
        ("كفر نبوده", (), "nabudah"),
        ("اللطامنه", (), "lataminah"),
        ("Zahra", ("Homs",), "zahraa-h"),
        ("Zahra", ("Aleppo",), "zahraa-a"),
    ],
)
def test_the_likest_comes_first(name: str, within: tuple[str, ...], first: str) -> None:
    assert SUGGESTER.suggest(name, within)[0].id == first


def test_nothing_alike_is_nothing_suggested() -> None:
    assert SUGGESTER.suggest("Wolverhampton") == []
    assert SUGGESTER.suggest("") == []
    assert SUGGESTER.suggest("Beirut") == []


def test_a_place_is_suggested_once_and_no_more_than_asked_for() -> None:
    assert [p.id for p in SUGGESTER.suggest("Zahraa", limit=2)] == ["zahraa-a", "zahraa-h"]
    assert len(SUGGESTER.suggest("Zahraa", limit=1)) == 1


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(name: str) -> None:
    assert len(SUGGESTER.suggest(name)) <= 3
