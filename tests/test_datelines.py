"""Datelines: where the reporter wrote is neither an actor nor where it happened."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import datelines
from geo.datelines import words_of_dateline
from geo.matcher import words_of
from tests.small_world import extractor, read


def dateline(text: str) -> list[str]:
    """Return the words of a text's dateline."""
    words = words_of(text)
    names = extractor().recogniser.names(words, text)
    return [word.text for word in words[: words_of_dateline(words, names)]]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("MOSCOW - Shells hit Saraqib.", "MOSCOW"),
        ("MOSCOW -- Shells hit Saraqib.", "MOSCOW"),
        ("MOSCOW: Shells hit Saraqib.", "MOSCOW"),
        ("ALEPPO — Shells hit Saraqib.", "ALEPPO"),
        ("MOSCOW (Reuters) - Shells hit Saraqib.", "MOSCOW Reuters"),
        ("MOSCOW, Sept 5 (Reuters) - Shells hit Saraqib.", "MOSCOW Sept 5 Reuters"),
        ("Aleppo, SANA – Shells hit Saraqib.", "Aleppo SANA"),
        ("Damascus, Syria (AP) — Shells hit Saraqib.", "Damascus Syria AP"),
        ("Damascus, Syria – Shells hit Saraqib.", "Damascus Syria"),
        ("ANKARA/MOSCOW (Reuters) - Shells hit Saraqib.", "ANKARA MOSCOW Reuters"),
        ("Moscow - Shells hit Saraqib.", "Moscow"),
        ("Geneva – Aid reached Douma.", "Geneva"),
        ("Moscow — Russia said shells hit Saraqib.", "Moscow"),
        ("دمشق - قصف على سراقب.", "دمشق"),
        ("دمشق-سانا قصف على سراقب.", "دمشق سانا"),
        ("أنقرة / الأناضول قصف على سراقب.", "أنقرة الأناضول"),
        ("موسكو (رويترز) - قصف على سراقب.", "موسكو رويترز"),
        ("حلب – سانا: قصف على سراقب.", "حلب سانا"),
        # no datelines
        ("Moscow said shells hit Saraqib.", ""),
        ("Moscow: strikes on Saraqib will go on.", ""),
        ("Damascus – the capital – was hit.", ""),
        ("Damascus – Syria’s capital – was hit.", ""),
        ("US- and Turkish-backed rebels took it.", ""),
        ("Damascus – Homs highway reopened.", ""),
        ("Moscow-backed fighters entered Saraqib.", ""),
        ("Damascus, Homs and Hama were hit.", ""),
        ("Saraqib - two people died.", ""),
        ("سراقب - قصف مدفعي.", ""),
        ("Moscow's raid – the second – hit Saraqib.", ""),
        ("Shells hit Saraqib.", ""),
    ],
)
def test_where_a_dateline_ends(text: str, head: str) -> None:
    assert dateline(text) == head.split()


HEADS = st.sampled_from(["MOSCOW", "Moscow", "موسكو", "Saraqib"])
PIECES = st.sampled_from(
    [" ", ", ", ",", "/", " - ", "-", "–", ": ", " (", ")", "»", "\n", "ء ", "É", "قصف", "سانا", "Reuters", "SANA"]
) | st.sampled_from(["Sept", "5", "2018", "Shells", "hit", "Moscow"])


@given(HEADS, st.lists(PIECES, max_size=12))
def test_what_cannot_end_a_dateline_is_told_at_a_glance(city: str, pieces: list[str]) -> None:
    text = city + "".join(pieces)
    quick = dateline(text)
    with mock.patch.object(datelines, "_may_end", return_value=True):
        assert quick == dateline(text)


@pytest.mark.parametrize(
    "text", ["MOSCOW - Shells hit Saraqib.", "Moscow – Shells hit Saraqib.", "موسكو - قصف على سراقب."]
)
def test_the_city_of_a_dateline_is_no_actor(text: str) -> None:
    city, town = read(text)
    assert (city["role"], city["actors"], town["article_actors"]) == ("place", [], [])


@pytest.mark.parametrize("text", ["دمشق-سانا قتل شخص في سراقب.", "Aleppo, SANA – Shells hit Saraqib."])
def test_the_agency_of_a_dateline_says_it(text: str) -> None:
    row = read(text)[-1]
    assert (row["actors"], row["said_by"]) == ([], ["SANA"])
