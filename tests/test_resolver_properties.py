"""What a new row may change: nothing for names of other keys, and never one certain place for another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.actors import Actors
from geo.articles import make_article
from geo.extraction import Extractor
from geo.gazetteer import GOVERNORATES, Place
from geo.keys import key
from geo.lists import Placer
from geo.topics import Topics
from tests.factories import gazetteer, place
from tests.small_world import extractor

OLD = extractor().gazetteer.places
ACTORS = Actors.load()
TOPICS = Topics.load()
ASKED = [
    "Saraqib", "Saraqeb", "Zahraa", "Idlib", "Khan Cheikhoun", "حلب", "Salem", "Douma", "al-Bab", "Daraa", "Darayya",
    "Qazzaz", "Homs, Zahraa", "near Saraqib", "between Saraqib and Douma", "Baghdad street, Saraqib", "الزهراء",
]  # fmt: skip
TEXTS = [
    "Shells fell on Saraqib and on Zahraa in Homs province.",
    "Clashes near Khan Cheikhoun; Idlib was calm, and Salem village too.",
    "قصف على سراقب والزهراء في ريف حمص",
]
EVIDENCE = {"kind", "district", "governorate", "type", "distance", "population"}

rows = st.builds(
    place,
    st.just("new"),
    st.just("Name"),
    st.sampled_from(["city", "town", "village", "neighbourhood", "camp", "mountain", "district", "site"]),
    governorate=st.sampled_from(list(GOVERNORATES)),
    lat=st.floats(32.5, 37.0),
    lon=st.floats(36.0, 42.0),
    population=st.none() | st.integers(0, 2_000_000),
)
strangers = st.sampled_from(["Zumurrud", "Batrun Fawqani", "Qalb Lawzah", "Tizin", "طيزين"])
namesakes = st.sampled_from(
    ["Saraqib", "Zahraa", "Idlib", "Khan Sheikhoun", "Salem", "Duma", "Bab", "Dara", "الزهراء", "سراقب"]
)


def _with(row: Place) -> Extractor:
    return Extractor(gazetteer(*OLD, row), ACTORS, TOPICS)


def _told(reader: Extractor, text: str) -> list[dict[str, Any]]:
    return reader.mentions(make_article(text))


@settings(max_examples=40, deadline=None)
@given(rows, strangers, st.sampled_from(ASKED), st.sampled_from(["", "Homs", "Aleppo", "Idlib"]))
def test_a_row_that_shares_no_key_changes_no_answer(row: Place, name: str, asked: str, within: str) -> None:
    assume(key(name) not in {key(word) for word in (asked, *asked.split())})
    reader = _with(replace(row, title=name, title_ar=""))
    before, after = Placer(extractor().recogniser), Placer(reader.recogniser)
    assert after.place(asked, within) == before.place(asked, within)
    for text in TEXTS:
        assert _told(reader, text) == _told(extractor(), text)


@settings(max_examples=50, deadline=None)
@given(rows, namesakes, st.sampled_from(ASKED), st.sampled_from(["", "Homs", "Aleppo", "Idlib"]))
def test_a_row_that_shares_a_key_unsettles_or_is_chosen_on_evidence(
    row: Place, name: str, asked: str, within: str
) -> None:
    reader = _with(replace(row, title=name, title_ar=""))
    before = Placer(extractor().recogniser).place(asked, within).resolution
    after = Placer(reader.recogniser).place(asked, within).resolution
    if before.place is not None and after.place is not None and after.place.id != before.place.id:
        assert "new" in {p.id for p in after.candidates}
        assert after.by in EVIDENCE
    if before.place is not None and after.place is None:
        assert after.status == "ambiguous"
