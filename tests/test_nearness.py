"""In a place, beside it, or along the way: the words around a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.matcher import words_of
from geo.nearness import inside_of, nearness
from tests.small_world import extractor, read


def told(text: str) -> dict[str, str]:
    words = words_of(text)
    names = extractor().recogniser.names(words, text)
    return {text[n.start : n.end]: nearness(words, names, at) for at, n in enumerate(names)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Saraqib.", {"Saraqib": "at"}),
        ("Shells fell near Saraqib.", {"Saraqib": "near"}),
        ("Shells fell outside the town of Saraqib.", {"Saraqib": "near"}),
        ("Shells fell north of the city of Saraqib.", {"Saraqib": "near"}),
        ("Shells fell 5 km from Saraqib.", {"Saraqib": "near"}),
        ("Shells fell on Saraqib's outskirts.", {"Saraqib": "near"}),
        ("Shells fell on the outskirts of Saraqib.", {"Saraqib": "near"}),
        ("Shells fell between Saraqib and Khan Sheikhoun.", {"Saraqib": "along", "Khan Sheikhoun": "along"}),
        ("Shells fell between the town of Saraqib and Douma.", {"Saraqib": "along", "Douma": "along"}),
        ("Shells fell on Saraqib and Khan Sheikhoun.", {"Saraqib": "at", "Khan Sheikhoun": "at"}),
        ("The Damascus-Homs highway was cut.", {"Damascus": "along", "Homs": "along"}),
        ("The Damascus–Homs international road was cut.", {"Damascus": "along", "Homs": "along"}),
        ("The Damascus to Homs road was cut.", {"Damascus": "along", "Homs": "along"}),
        ("The road through Homs was cut.", {"Homs": "at"}),
        ("قصف على سراقب", {"سراقب": "at"}),
        ("قصف قرب سراقب", {"سراقب": "near"}),
        ("قصف محيط مدينة سراقب", {"سراقب": "near"}),
        ("قصف شمال سراقب", {"سراقب": "near"}),
        ("قصف شمالي مدينة سراقب", {"سراقب": "near"}),
        ("قصف غربي سراقب", {"سراقب": "near"}),
        ("قصف بالقرب من سراقب", {"سراقب": "near"}),
        ("قصف بمحيط سراقب", {"سراقب": "near"}),
        ("خرج من سراقب", {"سراقب": "at"}),
        ("Shells fell close to Saraqib.", {"Saraqib": "near"}),
        ("Shells fell on the edge of Saraqib.", {"Saraqib": "near"}),
        ("Shells fell on the way to Saraqib.", {"Saraqib": "at"}),
        ("اشتباكات بين سراقب وخان شيخون", {"سراقب": "along", "خان شيخون": "along"}),
        ("قطع طريق دمشق - حمص", {"دمشق": "along", "حمص": "along"}),
        ("قصف سراقب وخان شيخون", {"سراقب": "at", "خان شيخون": "at"}),
    ],
)
def test_words_around_a_name(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_the_precision_of_the_mention_follows() -> None:
    at, near, along = (
        read(f"Shells fell {words}.")[0] for words in ("in Saraqib", "near Saraqib", "between Saraqib and Douma")
    )
    assert (at["where_prec"], near["where_prec"], along["where_prec"]) == (1, 2, 5)
    assert at["uncertainty_km"] is None
    assert near["uncertainty_km"] >= 5
    assert along["uncertainty_km"] >= 5


@pytest.mark.parametrize(
    "text", ["the eastern countryside of Aleppo", "rural Aleppo", "Aleppo's countryside", "ريف حلب الشمالي"]
)
def test_the_countryside_of_a_governorate_is_never_its_city(text: str) -> None:
    (row,) = read(f"Shells fell in {text}." if text.isascii() else f"قصف {text}")
    assert (row["place_id"], row["where_prec"]) == ("SY02", 4)


def test_rif_dimashq_is_a_governorate() -> None:
    assert [(r["place_id"], r["where_prec"]) for r in read("قصف ريف دمشق")] == [("SY03", 4)]


@given(st.text("abو -–of between and near. Saraqib", max_size=60))
def test_any_words_get_an_answer(text: str) -> None:
    assert set(told(text).values()) <= {"at", "near", "along"}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Shells fell on Saraqib in Idlib.", {"Idlib": ["Saraqib"]}),
        ("Shells fell on a mosque of Saraqib town in the Idlib area.", {"Idlib": ["Saraqib"]}),
        ("Shells fell on Saraqib, Idlib.", {"Idlib": ["Saraqib"]}),
        ("Idlib: shells fell on Saraqib and Khan Sheikhoun.", {"Idlib": ["Saraqib", "Khan Sheikhoun"]}),
        ("Agency | Idlib: shells fell on Saraqib.", {"Idlib": ["Saraqib"]}),
        ("Idlib - shells fell on Saraqib.", {"Idlib": ["Saraqib"]}),
        ("Shells fell on Saraqib and Idlib.", {}),
        ("People left Saraqib for a camp in Idlib.", {}),
        ("قصف على سراقب في إدلب", {"إدلب": ["سراقب"]}),
    ],
)
def test_what_is_said_to_lie_in_a_place(text: str, inside: dict[str, list[str]]) -> None:
    words = words_of(text)
    names = extractor().recogniser.names(words, text)
    surfaces = [text[n.start : n.end] for n in names]
    found = {surfaces[at]: [surfaces[n] for n in inside_of(words, names, at)] for at in range(len(names))}
    assert {surface: within for surface, within in found.items() if within} == inside
