"""Cells of a list: where they are cut, and what is left to look up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cells import Pair, pair_of, parts_of, whole


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("Saraqib", ["Saraqib"]),
        ("Zahraa (Aleppo)", ["Zahraa", "Aleppo"]),
        ("Zahraa, Aleppo district", ["Zahraa", "Aleppo district"]),
        ("Jindires, Afrin, Aleppo", ["Jindires", "Afrin", "Aleppo"]),
        ("Raqqa: Badou neighbourhood", ["Badou neighbourhood", "Raqqa"]),
        ("الزهراء، حلب", ["الزهراء", "حلب"]),
        ("الزهراء - حلب", ["الزهراء", "حلب"]),
        ("Bab, al-", ["al Bab"]),
        ("Deir ez-Zor", ["Deir ez-Zor"]),
        ("", []),
        (" (), ", []),
    ],
)
def test_a_cell_is_cut_into_parts(cell: str, texts: list[str]) -> None:
    assert [part.text for part in parts_of(cell)] == texts


@pytest.mark.parametrize(
    ("text", "name", "kind", "near"),
    [
        ("Atmeh camp for IDPs", "Atmeh", "camp", False),
        ("north of Harem", "Harem", "", True),
        ("near Harem", "Harem", "", True),
        ("5 km east of Harem", "Harem", "", True),
        ("Harem countryside", "Harem", "countryside", True),
        ("eastern countryside of Aleppo", "Aleppo", "countryside", True),
        ("outskirts of Douma", "Douma", "", True),
        ("the village of Hass", "Hass", "village", False),
        ("ريف حلب الشمالي", "حلب", "countryside", True),
        ("محيط سراقب", "سراقب", "", True),
        ("شمالي سراقب", "سراقب", "", True),
        ("بالقرب من سراقب", "سراقب", "", True),
        ("close to Harem", "Harem", "", True),
        ("northern Idlib", "Idlib", "", True),
        ("3 km N of Harem", "Harem", "", True),
        ("بلدة كفر نبل", "كفر نبل", "town", False),
        ("حي الحميدية", "الحميدية", "neighbourhood", False),
    ],
)
def test_the_last_form_is_the_bare_name(text: str, name: str, kind: str, near: bool) -> None:
    first, *_, last = whole(text).forms
    assert (first.name, first.kind, first.near) == (text, "", False)
    assert (last.name, last.kind, last.near) == (name, kind, near)


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("between Tafas and Dael", Pair("Tafas", "Dael", "between")),
        ("a checkpoint between Tafas and Dael", Pair("Tafas", "Dael", "between")),
        ("Tafas and Dael", Pair("Tafas", "Dael", "and")),
        ("the Aleppo–Damascus road", Pair("Aleppo", "Damascus", "road")),
        ("Aleppo-Damascus international highway", Pair("Aleppo", "Damascus", "road")),
        ("Aleppo to Damascus highway", Pair("Aleppo", "Damascus", "road")),
        ("بين طفس وداعل", Pair("طفس", "داعل", "between")),
        ("طريق حلب - دمشق", Pair("حلب", "دمشق", "road")),
        ("Castello road", None),
        ("Deir ez-Zor", None),
        ("Tafas, Dael", None),
    ],
)
def test_a_cell_may_name_two_places(cell: str, pair: Pair | None) -> None:
    assert pair_of(cell) == pair


@pytest.mark.parametrize("text", ["Baghdad street", "the great mosque", "شارع بغداد", "مشفى الكندي"])
def test_things_inside_a_town_are_known(text: str) -> None:
    assert whole(text).within_a_town


def test_a_part_of_kind_words_alone_has_few_forms() -> None:
    assert len(whole("village " * 1000).forms) <= 200


@given(st.text(max_size=60))
def test_every_form_stands_in_its_part(cell: str) -> None:
    for part in [*parts_of(cell), whole(cell)]:
        assert all(form.name in part.text for form in part.forms)
        lengths = [len(form.name) for form in part.forms]
        assert not lengths or lengths[0] == max(lengths)
