"""Names that only say where another place or spot is."""

from __future__ import annotations

import pytest

from tests.small_world import read


def told(text: str, surface: str) -> tuple[str, str]:
    row = next(row for row in read(text) if row["surface"] == surface)
    return row["context"], row["context_cue"]


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("Shells hit Saraqib, opposite Hama.", "Hama", "opposite"),
        ("Shells hit Saraqib, across from Hama.", "Hama", "across from"),
        ("Shells hit Saraqib, across the river from Hama.", "Hama", "across the river from"),
        ("Shells hit Saraqib, adjacent to Hama.", "Hama", "adjacent to"),
        ("Shells hit Saraqib, a village beside Hama.", "Hama", "beside"),
        ("Shells hit Saraqib, a town on the road to Hama.", "Hama", "a town on the road to"),
        ("Shells hit Saraqib between Hama and Homs.", "Hama", "between"),
        ("Shells hit Saraqib between Hama and Homs.", "Homs", "between"),
        ("Shells hit Saraqib, which lies between Hama and Homs.", "Homs", "which lies between"),
        ("Saraqib lies 20 km from Hama.", "Hama", "km from"),
        ("سقطت قذائف على سراقب الواقعة بين حماة وحمص.", "حماة", "الواقعة بين"),
        ("سقطت قذائف على سراقب المتاخمة لمدينة حماة.", "حماة", "المتاخمة"),
        ("سقطت قذائف على سراقب القريبة من حماة.", "حماة", "القريبة من"),
        ("إلى الشمال من حماة سقطت قذائف.", "حماة", "الشمال من"),
        ("سقطت قذائف على بعد خمسة كيلومترات من حماة.", "حماة", "كيلومترات من"),
    ],
)
def test_locator(text: str, surface: str, cue: str) -> None:
    context, found = told(text, surface)
    assert context == "locator"
    assert cue in found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The count gives 60 dead in Saraqib, 41 in Hama and 12 in Homs.", "Hama"),
        ("Police fired on crowds in and around Hama.", "Hama"),
        ("The brigade withdrew outside Hama.", "Hama"),
        ("Clashes broke out between Hama and Homs.", "Hama"),
        ("Shots hit people who walked from Hama.", "Hama"),
        ("Lorries were turned away from Hama.", "Hama"),
    ],
)
def test_no_locator(text: str, surface: str) -> None:
    assert told(text, surface)[0] == "reported"


def test_a_place_that_only_lies_somewhere_tells_of_no_event() -> None:
    assert told("Saraqib lies on a hill.", "Saraqib") == ("unclear", "lies")
