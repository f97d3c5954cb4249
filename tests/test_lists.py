"""Bare names of a list: the governorate beside a name is strong evidence, and no filter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.actors import Actors
from geo.gazetteer import Gazetteer
from geo.lists import RESULT_COLUMNS, Placed, Placer
from geo.recognition import Recogniser
from tests.small_world import extractor

PLACER = Placer(extractor().recogniser)


def place(name: str, within: str = "") -> str:
    answer = PLACER.place(name, within).resolution
    return answer.place.id if answer.place else answer.status


@pytest.mark.parametrize(
    ("name", "within", "expected"),
    [
        ("Saraqib", "", "saraqib"),
        ("saraqib", "", "saraqib"),
        ("SARAQIB", "Idlib", "saraqib"),
        ("  Saraqib  ", "Idlib", "saraqib"),
        ("Jisr ash-Shughūr", "Idlib", "jisr"),
        ("Khan Cheikhoun", "Idlib", "khan"),
        ("سراقب", "إدلب", "saraqib"),
        ("سراقب", "محافظة إدلب", "saraqib"),
        ("Idlib", "", "idlib"),
        ("Idlib province", "", "SY07"),
        ("Idlib governorate", "", "SY07"),
        ("Idlib city", "", "idlib"),
        ("Zahraa", "", "ambiguous"),
        ("Zahraa", "Homs", "zahraa-h"),
        ("Zahraa", "Aleppo", "zahraa-a"),
        ("Zahraa", "Haleb", "ambiguous"),
        ("Zahraa", "حلب", "zahraa-a"),
        ("Zahraa (Homs)", "", "zahraa-h"),
        ("الزهراء", "حمص", "zahraa-h"),
        ("Douma", "Damascus", "douma"),
        ("Douma", "Rif Dimashq", "douma"),
        ("Darayya", "Damascus", "darayya"),
        ("Daraa", "Daraa", "daraa"),
        ("al-Bab", "Aleppo", "bab"),
        ("Salem", "Hama", "salem"),
        ("Yarmouk camp", "", "yarmouk"),
        ("Qazzaz", "Homs", "unresolved"),
        ("", "Homs", "unresolved"),
        ("---", "", "unresolved"),
    ],
)
def test_names(name: str, within: str, expected: str) -> None:
    assert place(name, within) == expected


@pytest.mark.parametrize("within", ["Aleppo", "aleppo", "ALEPPO", " Aleppo ", "Âleppo", "حلب", "حَلَب"])
def test_a_governorate_may_be_written_in_any_way(within: str) -> None:
    assert place("Zahraa", within) == "zahraa-a"


@pytest.mark.parametrize("within", ["Deir Ezzor", "Deir-ez-Zor", "Dayr az-Zawr", "Deir Al-Zor", "دير الزور"])
def test_a_governorate_may_be_transliterated_in_any_way(within: str) -> None:
    note = PLACER.place("Saraqib", within).note
    assert "Idlib" in note
    assert within in note


def test_damascus_includes_its_countryside_and_not_the_other_way() -> None:
    assert PLACER.place("Douma", "Damascus").note == ""
    assert PLACER.place("Douma", "Rif Dimashq").note == ""


def test_an_unknown_governorate_is_told() -> None:
    assert PLACER.place("Saraqib", "").note == ""
    placed = PLACER.place("Saraqib", "Utopia")
    assert "Utopia" in placed.note
    assert placed.resolution.place is not None


def test_a_contradiction_is_told_and_lowers_the_confidence() -> None:
    right, wrong = PLACER.place("Saraqib", "Idlib"), PLACER.place("Saraqib", "Daraa")
    assert "Idlib" in wrong.note
    assert "'Daraa'" in wrong.note
    assert right.note == ""
    assert wrong.resolution.confidence < right.resolution.confidence


def test_a_tie_tells_its_candidates() -> None:
    placed = PLACER.place("Zahraa")
    assert "Homs" in placed.note
    assert "Aleppo" in placed.note
    cells = placed.cells()
    assert (cells["lat"], cells["place_id"], cells["confidence"]) == ("", "", 0)
    assert set(str(cells["candidates"]).split("; ")) == {"zahraa-a", "zahraa-h"}


names = st.text(max_size=30) | st.sampled_from(["Saraqib", "Zahraa", "al-", "Al Bab (x", "حلب", "()", "Homs)"])


@settings(deadline=None)
@given(names, st.text(max_size=10))
def test_any_cell_gets_an_answer(name: str, within: str) -> None:
    placed = PLACER.place(name, within)
    assert isinstance(placed, Placed)
    cells = placed.cells()
    assert tuple(cells) == RESULT_COLUMNS
    assert None not in cells.values()
    assert (cells["lat"] != "") == (cells["status"] == "resolved")


@pytest.mark.parametrize("within", ["Aleppo Governorate", "Aleppo province", "Governorate of Aleppo", "محافظة حلب"])
def test_within_may_hold_a_kind_word(within):
    placed = Placer(extractor().recogniser).place("Zahraa", within)
    assert placed.resolution.place is not None
    assert placed.resolution.place.id == "zahraa-a"


def test_an_article_behind_the_name():
    assert Placer(extractor().recogniser).place("Bab, al-").resolution.place is not None


def test_a_spelling_that_only_the_key_knows_does_not_stand_against_the_table():
    placed = Placer(extractor().recogniser).place("Saraqueb", "Daraa")
    assert placed.resolution.status == "ambiguous"
    assert "not in 'Daraa'" in placed.note


@pytest.mark.parametrize("name", ["Zahraa, Aleppo", "Zahraa (Aleppo)", "Zahraa, Aleppo Governorate"])
def test_what_stands_behind_a_name_says_where_it_lies(name):
    placed = Placer(extractor().recogniser).place(name)
    assert placed.resolution.place is not None
    assert placed.resolution.place.id == "zahraa-a"


def test_a_kind_that_the_place_is_not_is_noted():
    placed = Placer(extractor().recogniser).place("Saraqib district")
    assert "no district of this name" in placed.note


def test_a_part_that_names_something_smaller_is_the_place():
    assert place("Homs, Zahraa") == "zahraa-h"
    assert place("Aleppo: Zahraa") == "zahraa-a"


@pytest.mark.parametrize(
    "name", ["north of Saraqib", "near Saraqib", "outskirts of Saraqib", "محيط سراقب", "Saraqib countryside"]
)
def test_beside_a_place_is_near_it(name):
    answer = PLACER.place(name).resolution
    assert answer.place is not None
    assert (answer.place.id, answer.where_prec) == ("saraqib", 2)
    assert answer.uncertainty_km is not None
    assert answer.uncertainty_km > 5


@pytest.mark.parametrize("name", ["شمالي سراقب", "بالقرب من سراقب", "close to Saraqib", "NW of Saraqib"])
def test_a_side_of_a_place_is_never_the_place_itself(name):
    answer = PLACER.place(name).resolution
    assert answer.place is not None
    assert (answer.place.id, answer.where_prec) == ("saraqib", 2)


def test_the_countryside_of_a_town_is_no_row_to_miss():
    assert PLACER.place("Saraqib countryside").note == ""


@pytest.mark.parametrize(
    "cell",
    ["a and " * 1000 + "b", "village " * 2000, "Sar " + "a i " * 600 + "qib", "سر " + "ع " * 1500 + "اقب", "(" * 5000],
    ids=["pairs", "kind words", "vowels", "ayns", "brackets"],
)
def test_a_cell_too_long_for_a_name_is_told_and_not_read(cell):
    placed = PLACER.place(cell)
    assert placed.resolution.status == "unresolved"
    assert "more than 300" in placed.note
    assert PLACER.place("Saraqib", cell).resolution.place is not None


def test_many_names_in_one_cell_end():
    assert PLACER.place("a and " * 49 + "b").resolution.status == "unresolved"


def test_marks_of_writing_direction_do_not_matter():
    assert "between Saraqib" in PLACER.place("\u200fبين سراقب وخان شيخون\u200f").note
    assert place("\u202bسراقب\u202c") == "saraqib"


def test_a_town_abroad_is_not_its_country():
    world = Gazetteer.load()
    placer = Placer(Recogniser(world, Actors.load()))
    for cell in ("Tripoli, Lebanon", "Baghdad, Iraq"):
        answer = placer.place(cell).resolution
        assert answer.place is not None
        assert answer.place.title == cell.split(",", maxsplit=1)[0]
    assert placer.place("road").resolution.place is None  # not Road Town


@pytest.mark.parametrize(
    "name", ["Aleppo countryside", "eastern countryside of Aleppo", "rural Aleppo", "ريف حلب الشمالي", "ريف حلب"]
)
def test_the_countryside_of_aleppo_is_never_its_centre(name):
    answer = PLACER.place(name).resolution
    assert answer.place is not None
    assert (answer.place.id, answer.where_prec) == ("SY02", 4)


def test_between_two_places_is_the_stretch():
    answer = PLACER.place("between Saraqib and Khan Sheikhoun")
    assert answer.resolution.where_prec == 5
    assert "between Saraqib and Khan Sheikhoun" in answer.note
    cells = answer.cells()
    assert 35.44 < float(str(cells["lat"])) < 35.86
    assert float(str(cells["uncertainty_km"])) == pytest.approx(24.3, abs=1)
    assert cells["candidates"] == "saraqib; khan"
    assert cells["place_id"] == ""


def test_a_road_between_two_towns_is_no_town():
    answer = PLACER.place("the Saraqib–Khan Sheikhoun road").resolution
    assert answer.where_prec == 5
    assert answer.place is not None
    assert answer.place.type == "road"


def test_two_places_far_apart_are_not_one():
    answer = PLACER.place("Saraqib and Douma")
    assert answer.resolution.status == "ambiguous"
    assert "two places" in answer.note
    three = PLACER.place("Saraqib and Khan Sheikhoun and Douma")
    assert "" not in [place.id for place in three.resolution.candidates]
    missing = PLACER.place("Saraqib and Qazzaz")
    assert missing.resolution.status == "unresolved"
    assert "'Qazzaz'" in missing.note


def test_a_street_of_a_town_is_in_the_town():
    answer = PLACER.place("Baghdad street, Saraqib")
    assert answer.resolution.place is not None
    assert (answer.resolution.place.id, answer.resolution.where_prec) == ("saraqib", 2)
    assert (answer.resolution.uncertainty_km or 0) <= 5
    assert "'Baghdad street'" in answer.note


def test_an_unknown_village_by_a_town_is_placed_no_better_than_near_it():
    answer = PLACER.place("Qazzaz, Saraqib").resolution
    assert answer.place is not None
    assert answer.where_prec == 2
    assert (answer.uncertainty_km or 0) > 5


def test_a_place_named_beside_breaks_a_tie():
    assert place("Zahraa") == "ambiguous"
    assert place("Zahraa (near Homs)") == "zahraa-h"


@pytest.mark.parametrize(
    "name",
    [
        "Zahraa in Homs",
        "Zahraa in northern Homs countryside",
        "الزهراء بريف حمص",
        "الزهراء في ريف حمص",
        "بلدة الزهراء شرقي حمص",
    ],
)
def test_where_a_name_lies_may_be_said_without_a_comma(name):
    assert place(name) == "zahraa-h"


def test_a_subdistrict_whose_seat_alone_is_known_is_near_it():
    answer = PLACER.place("Saraqib subdistrict").resolution
    assert answer.place is not None
    assert (answer.place.id, answer.where_prec) == ("saraqib", 2)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("Homs, Hama and Idlib", ["Homs", "Hama", "Idlib"]),
        ("Homs, Hama, and Idlib", ["Homs", "Hama", "Idlib"]),
        ("Saraqib / Manbij / Douma", ["Saraqib", "Manbij", "Douma"]),
        ("حمص وحماة وإدلب", ["Homs", "Hama", "Idlib"]),
        ("سراقب، دوما ومنبج", ["Saraqib", "Douma", "Manbij"]),
        ("Saraqib / Douma", ["Saraqib", "Douma"]),
        ("Saraqib; Douma", ["Saraqib", "Douma"]),
        ("سراقب ودوما", ["Saraqib", "Douma"]),
        ("سراقب و دوما", ["Saraqib", "Douma"]),
    ],
)
def test_a_cell_that_lists_places_is_not_answered_by_one_of_them(name: str, titles: list[str]) -> None:
    placed = PLACER.place(name)
    assert placed.resolution.status == "ambiguous"
    assert placed.note.startswith(f"names {'two' if len(titles) == 2 else len(titles)} places")
    assert all(title in placed.note for title in titles)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saraqib / Idlib", "saraqib"),
        ("Saraqib, Idlib", "saraqib"),
        ("Saraqib / سراقب", "saraqib"),
        ("Zahraa neighbourhood of Homs", "zahraa-h"),
        ("جسر الشغور", "jisr"),
    ],
)
def test_a_place_and_what_holds_it_are_one(name: str, expected: str) -> None:
    assert place(name) == expected
