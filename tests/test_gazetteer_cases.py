"""Names that are easily taken for each other, with the gazetteer that the project ships."""

from __future__ import annotations

from functools import cache

import pytest

from geo.articles import make_article
from geo.extraction import Extractor
from geo.lists import Placer


@cache
def extractor() -> Extractor:
    return Extractor.load()


def where(name: str, within: str = "") -> tuple[str, str]:
    """Return the title and the governorate (or the country) of the answer, or its status."""
    answer = Placer(extractor().recogniser).place(name, within).resolution
    if answer.place is None:
        return answer.status, ""
    return answer.place.title, answer.place.governorate or answer.place.country


@pytest.mark.parametrize(
    ("name", "within", "title", "area"),
    [
        ("Sinjar", "Idlib", "Sinjar", "Idlib"),
        ("Sinjar", "Iraq", "Sinjar (Iraq)", "IQ"),
        ("Sinjar, Iraq", "", "Sinjar (Iraq)", "IQ"),
        ("سنجار", "إدلب", "Sinjar", "Idlib"),
        ("al-Hol", "", "al-Hol", "Hasakah"),
        ("الهول", "", "al-Hol", "Hasakah"),
        ("Houla", "", "Houla", "Homs"),
        ("الحولة", "", "Houla", "Homs"),
        ("Kafr Nabl", "", "Kafr Nabl", "Idlib"),
        ("Kafr Nabudah", "", "Kafr Nabudah", "Hama"),
        ("Nubl", "", "Nubl", "Aleppo"),
        ("كفر نبل", "", "Kafr Nabl", "Idlib"),
        ("كفرنبودة", "", "Kafr Nabudah", "Hama"),
        ("Daraa", "", "Daraa", "Daraa"),
        ("Darayya", "", "Darayya", "Rif Dimashq"),
        ("درعا", "", "Daraa", "Daraa"),
        ("داريا", "", "Darayya", "Rif Dimashq"),
        ("البصرة", "", "Basra", "IQ"),
        ("بصرى", "", "Busra al-Sham", "Daraa"),
        ("البصيرة", "", "al-Busayrah", "Deir ez-Zor"),
        ("Basra", "", "Basra", "IQ"),
        ("Bosra", "", "Busra al-Sham", "Daraa"),
        ("Busayrah", "", "al-Busayrah", "Deir ez-Zor"),
        ("Suran", "", "ambiguous", ""),
        ("Suran", "Hama", "Suran", "Hama"),
        ("Suran", "Aleppo", "Sawran", "Aleppo"),
        ("صوران", "حلب", "Sawran", "Aleppo"),
        ("al-Zahraa", "", "ambiguous", ""),
        ("al-Zahraa", "Homs", "al-Zahraa", "Homs"),
        ("al-Zahraa", "Azaz", "al-Zahraa", "Aleppo"),
        ("al-Zahraa neighbourhood", "Aleppo", "al-Zahraa district", "Aleppo"),
        ("Ashrafiyeh", "Aleppo", "Ashrafiyeh", "Aleppo"),
        ("Ashrafiyat Sahnaya", "", "Ashrafiyat Sahnaya", "Rif Dimashq"),
        ("Ashrafiyeh", "", "ambiguous", ""),
        ("T4", "", "T4 air base", "Homs"),
        ("T3", "", "T3 pumping station", "Homs"),
        ("T2", "", "T2 pumping station", "Deir ez-Zor"),
        ("Baniyas", "", "Baniyas", "Tartus"),
        ("Banias", "Quneitra", "Banias", "Quneitra"),
        ("Salaheddin neighbourhood", "Aleppo", "Salaheddin", "Aleppo"),
        ("Salahuddin province", "", "Salahuddin province", "IQ"),
        ("صلاح الدين", "حلب", "Salaheddin", "Aleppo"),
        ("Ariha", "", "Ariha", "Idlib"),
        ("Jericho", "", "Jericho", "PS"),
        ("Tabqa", "", "Tabqa", "Raqqa"),
        ("al-Thawra", "Raqqa", "Tabqa", "Raqqa"),
        ("الثورة", "الرقة", "Tabqa", "Raqqa"),
        ("Jobar", "", "Jobar", "Damascus"),
        ("Kafr Zita", "", "Kafr Zita", "Hama"),
        ("Tell Abyad", "", "Tal Abyad", "Raqqa"),
        ("Palmyra", "", "Palmyra", "Homs"),
        ("al-Tanf", "", "al-Tanf", "Homs"),
        ("Manbij", "", "Manbij", "Aleppo"),
        ("Kobanê", "", "Kobani", "Aleppo"),
        ("Ain al-Arab", "", "Kobani", "Aleppo"),
        ("Serêkaniyê", "", "Ras al-Ayn", "Hasakah"),
        ("Girê Spî", "", "Tal Abyad", "Raqqa"),
        ("Dêrik", "", "al-Malikiyah", "Hasakah"),
        ("Zahraa", "", "ambiguous", ""),
        ("Gaziantep, Turkey", "", "Gaziantep", "TR"),
        ("بلدة سرمين بريف إدلب", "", "Sarmin", "Idlib"),
        ("Kafr Zita in northern Hama countryside", "", "Kafr Zita", "Hama"),
        ("SY07", "", "Idlib", "Idlib"),
        ("Kafr Zita", "SY05", "Kafr Zita", "Hama"),
    ],
)
def test_a_name_of_a_list(name: str, within: str, title: str, area: str) -> None:
    assert where(name, within) == (title, area)


@pytest.mark.parametrize(
    ("text", "surface", "type_"),
    [
        ("Warplanes struck Idlib on Monday.", "Idlib", "governorate"),
        ("Warplanes struck Idlib city on Monday.", "Idlib city", "city"),
        ("Clashes went on in Aleppo province.", "Aleppo province", "governorate"),
        ("Shells fell on Aleppo.", "Aleppo", "city"),
        ("Shells fell on Hama and Homs provinces.", "Hama", "governorate"),
        ("Shells fell on rural Daraa.", "Daraa", "governorate"),
    ],
)
def test_city_or_governorate(text: str, surface: str, type_: str) -> None:
    found = {r["surface"]: r["types"] for r in extractor().mentions(make_article(text))}
    assert found[surface] == type_


def test_a_bare_name_of_a_list_is_the_town() -> None:
    answer = Placer(extractor().recogniser).place("Idlib").resolution.place
    assert answer is not None
    assert answer.type == "city"


@pytest.mark.parametrize("name", ["the Damascus–Daraa road", "طريق دمشق - درعا"])
def test_a_part_of_a_long_road_is_that_part(name: str) -> None:
    placed = Placer(extractor().recogniser).place(name)
    assert placed.resolution.place is not None
    assert 32.9 < placed.resolution.place.lat < 33.2
    assert placed.resolution.where_prec == 5


def test_the_largest_cities_are_as_sure_as_a_village() -> None:
    for name in ("Damascus", "Aleppo", "Homs", "Hama"):
        assert Placer(extractor().recogniser).place(name).resolution.confidence > 0.75
