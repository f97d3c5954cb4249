"""Names that only say where another place or spot is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cues import ARABIC_KIND_BEHIND, EVENTS, KIND_OF, KUNYA, OTHER, QUARTERS, SIDES, TITLES, TWO_WORD_KINDS
from geo.locators import locator
from geo.matcher import words_of
from geo.names import word_set
from geo.narration import FLAGS, Flag
from geo.recognition import Name
from geo.role_cues import IN_A_TOWN, PAPERS, PROCESSES
from geo.saying import CREWS, unnamed_speakers
from geo.ways import AMID, DISTANCES, LOCATING, WAYS
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


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Flag.WAY, WAYS),
        (Flag.LOCATING, LOCATING),
        (Flag.AMID, AMID),
        (Flag.SPEAKER, word_set(CREWS) | {word for word, _ in unnamed_speakers()}),
        (Flag.THING, EVENTS | OTHER | IN_A_TOWN | PAPERS | PROCESSES),
        (Flag.HAD, {"had"}),
        (Flag.KIND, {*KIND_OF, *ARABIC_KIND_BEHIND, *TWO_WORD_KINDS, *QUARTERS, *SIDES}),
        (Flag.PERSON, TITLES | KUNYA),
    ],
)
def test_a_mark_is_on_the_words_of_its_list_alone(mark: int, words: set[str]) -> None:
    assert {word for word, flags in FLAGS.items() if flags & mark} == words


PIECES = st.lists(
    st.sampled_from(["Alpha", "Beta", "Gamma", ",", "and", "و", "20", "fled", "in", "the", "across", "based", "-"])
    | st.sampled_from(sorted(LOCATING | DISTANCES))
    | st.sampled_from(sorted(AMID | WAYS)),
    max_size=12,
)


@given(PIECES)
def test_marks_only_spare_work(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = words_of(text)
    at = [i for i, word in enumerate(words) if word.text in ("Alpha", "Beta", "Gamma")]
    names = [Name(i, i + 1, words[i].start, words[i].end, (), (), "town") for i in at]
    ways = any(word.flags & Flag.WAY for word in words)
    told = [locator(words, text, names, ["place"] * len(names), k, ways=ways) for k in range(len(names))]
    for word in words:
        word.flags |= Flag.LOCATING
    assert told == [locator(words, text, names, ["place"] * len(names), k, ways=True) for k in range(len(names))]
