"""Choosing among rows of one name: by kind, governorate, distance and population, and no guess in a tie."""

from __future__ import annotations

from typing import Any

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from geo.answers import UNRESOLVED, Evidence
from geo.evidence import _Bearers
from geo.gazetteer import GOVERNORATES, TYPES, Place
from geo.resolution import confidence, distance_km, resolve
from tests.factories import place

HOMS_CITY = place("homs", "Homs", "city", governorate="Homs", lat=34.73, lon=36.72, population=775_000)
HOMS_GOVERNORATE = place("SY04", "Homs", "governorate", governorate="Homs", lat=34.3, lon=38.0)
IN_ALEPPO = place("z-a", "Zahraa", "village", governorate="Aleppo", lat=36.36, lon=36.98)
IN_HOMS = place("z-h", "Zahraa", "village", governorate="Homs", lat=34.70, lon=36.75)
TWO = (IN_ALEPPO, IN_HOMS)


def chosen(candidates: tuple[Place, ...], **evidence: Any) -> str:
    answer = resolve(candidates, Evidence(**evidence))
    return answer.place.id if answer.place else answer.status


def test_no_candidate_is_no_answer() -> None:
    assert resolve((), Evidence(kind="town", governorates={"Homs"})) is UNRESOLVED


def test_an_only_candidate_is_the_answer() -> None:
    answer = resolve((IN_HOMS,), Evidence())
    assert (answer.place, answer.status, answer.where_prec) == (IN_HOMS, "resolved", 1)


def test_a_tie_is_no_guess() -> None:
    answer = resolve(TWO, Evidence())
    assert (answer.place, answer.status, answer.confidence, answer.where_prec) == (None, "ambiguous", 0.0, None)
    assert set(answer.candidates) == set(TWO)
    assert answer.governorate == ""


def test_candidates_of_one_governorate_share_it() -> None:
    other = place("z-h2", "Zahraa", "village", governorate="Homs", lat=34.2, lon=38.0)
    assert resolve((IN_HOMS, other), Evidence()).governorate == "Homs"


@pytest.mark.parametrize(
    ("kind", "expected"), [("governorate", "SY04"), ("city", "homs"), ("countryside", "SY04"), ("", "homs")]
)
def test_the_kind_word_decides(kind: str, expected: str) -> None:
    assert chosen((HOMS_GOVERNORATE, HOMS_CITY), kind=kind) == expected
    assert chosen((HOMS_CITY, HOMS_GOVERNORATE), kind=kind) == expected


@pytest.mark.parametrize(("governorate", "expected"), [("Homs", "z-h"), ("Aleppo", "z-a"), ("Daraa", "ambiguous")])
def test_the_governorate_decides(governorate: str, expected: str) -> None:
    assert chosen(TWO, governorates={governorate}) == expected


def test_two_governorates_do_not() -> None:
    assert chosen(TWO, governorates={"Homs", "Aleppo"}) == "ambiguous"


def test_what_is_certain_nearby_decides() -> None:
    assert chosen(TWO, certain=((34.73, 36.72),)) == "z-h"
    assert chosen(TWO, certain=((36.2, 37.16),)) == "z-a"
    assert chosen(TWO, certain=((33.0, 42.0),)) == "ambiguous"


def test_a_far_larger_place_decides_and_a_somewhat_larger_does_not() -> None:
    large = place("t-1", "Tripoli", "city", country="LY", governorate="", lat=32.9, lon=13.2, population=1_150_000)
    small = place("t-2", "Tripoli", "city", country="GR", governorate="", lat=37.5, lon=22.4, population=30_000)
    some = place("t-3", "Tripoli", "city", country="LB", governorate="", lat=34.4, lon=35.8, population=229_000)
    assert chosen((small, large)) == "t-1"
    assert chosen((some, large)) == "ambiguous"


@pytest.mark.parametrize(("title", "expected"), [("Idlib", "governorate"), ("Hama", "city")])
def test_idlib_alone_is_the_governorate_in_a_text_and_the_city_in_a_list(title: str, expected: str) -> None:
    both = (
        place("c", title, "city", governorate=title),
        place("g", title, "governorate", governorate=title),
    )
    answer = resolve(both, Evidence())
    assert answer.place is not None
    assert answer.place.type == expected
    assert chosen(both, in_list=True) == "c"


def test_near_is_not_in() -> None:
    answer = resolve((IN_HOMS,), Evidence(nearness="near"))
    assert answer.where_prec == 2
    assert (answer.uncertainty_km or 0) >= 5
    wide = resolve((HOMS_GOVERNORATE,), Evidence(nearness="near"))
    assert wide.where_prec == 4


def test_what_tells_how_sure_an_answer_is() -> None:
    assert resolve((IN_HOMS,), Evidence()).traits == ("only", "village", "text")
    assert resolve((IN_HOMS,), Evidence(by_key=True, in_list=True)).traits == ("only", "key", "village")
    assert "confirmed" in resolve((IN_HOMS,), Evidence(governorates={"Homs"})).traits
    assert "contradicted" in resolve((IN_HOMS,), Evidence(governorates={"Idlib"})).traits


def test_confidence_is_a_probability_and_more_evidence_makes_it_larger() -> None:
    assert 0 < confidence(["only", "village"]) < confidence(["only", "village", "confirmed"]) < 1
    assert confidence(["only", "village"]) < confidence(["only"])


def test_distances_are_great_circles() -> None:
    assert distance_km((33.51, 36.29), (33.51, 36.29)) == 0
    assert distance_km((33.51, 36.29), (36.2, 37.16)) == pytest.approx(310, abs=5)


@given(*[st.tuples(st.floats(-90, 90), st.floats(-180, 180))] * 2)
def test_distance_is_that_of_geopy(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert distance_km(one, other) == pytest.approx(great_circle(one, other).km, abs=0.001)


places = st.builds(
    place,
    st.uuids().map(str),
    st.just("Name"),
    st.sampled_from([t for t in TYPES if t != "country"]),
    governorate=st.sampled_from(list(GOVERNORATES)),
    lat=st.floats(32.5, 37.0),
    lon=st.floats(36.0, 42.0),
    population=st.none() | st.integers(0, 2_000_000),
    uncertainty_km=st.none() | st.floats(0, 20),
)
evidence = st.builds(
    Evidence,
    kind=st.sampled_from(["", "city", "governorate", "village", "countryside", "region", "nonsense"]),
    nearness=st.sampled_from(["at", "near", "along"]),
    governorates=st.sets(st.sampled_from(list(GOVERNORATES)), max_size=2),
    countries=st.sets(st.sampled_from(["SY", "TR"]), max_size=1),
    certain=st.lists(st.tuples(st.floats(32.5, 37.0), st.floats(36.0, 42.0)), max_size=2).map(tuple),
    in_list=st.booleans(),
    by_key=st.booleans(),
    districts=st.just(frozenset()),
    holds=st.booleans(),
    within=st.sets(st.sampled_from(list(GOVERNORATES)), max_size=1),
    one_word=st.booleans(),
)


@given(st.lists(places, max_size=5, unique_by=lambda p: p.id), evidence, st.randoms())
def test_every_answer_is_sound_and_no_matter_of_order(rows: list[Place], given_: Evidence, shuffle: Any) -> None:
    answer = resolve(rows, given_)
    assert (answer.place is not None) == (answer.status == "resolved") == (answer.where_prec is not None)
    assert {p.id for p in answer.candidates} <= {p.id for p in rows}
    assert len({p.id for p in answer.candidates}) == len(answer.candidates)
    if answer.place is not None:
        assert answer.candidates[0] is answer.place
        assert 0 < answer.confidence <= 1
        assert answer.where_prec >= answer.place.where_prec
    else:
        assert answer.confidence == 0
    shuffled = list(rows)
    shuffle.shuffle(shuffled)
    again = resolve(shuffled, given_)
    assert again.status == answer.status
    assert (again.place and again.place.id) == (answer.place and answer.place.id)


def test_two_places_that_both_lie_near_what_is_certain_are_a_tie():
    assert chosen(TWO, certain=((34.73, 36.72), (36.2, 37.16))) == "ambiguous"


def kept(rows: _Bearers, said: Evidence) -> Any:
    """Return the answer that is kept for rows and what a text says."""
    return rows.answer(
        said.kind, said.nearness, frozenset(said.governorates), frozenset(said.countries), said.holds,
        frozenset(said.within), said.by_key, said.one_word,
    )  # fmt: skip


def test_an_answer_is_kept_for_the_same_rows_and_evidence_alone() -> None:
    rows, inside = _Bearers(TWO), Evidence(governorates=frozenset({"Homs"}))
    assert kept(rows, inside) is kept(rows, inside)
    assert kept(rows, Evidence()) is kept(rows, Evidence())
    assert kept(rows, inside).resolution == resolve(TWO, inside)
    assert kept(rows, Evidence()).resolution == resolve(TWO, Evidence())


def in_text(said: Evidence) -> Evidence:
    """Return what a sentence can say of all that evidence may hold."""
    return Evidence(
        said.kind, said.nearness, said.governorates, countries=said.countries, holds=said.holds, within=said.within,
        by_key=said.by_key, one_word=said.one_word,
    )  # fmt: skip


@given(st.lists(places, min_size=1, max_size=4).map(tuple), st.lists(evidence.map(in_text), max_size=4))
def test_the_answer_that_is_kept_is_the_one_that_is_found(rows: tuple[Place, ...], told: list[Evidence]) -> None:
    bearers = _Bearers(rows)
    for said in [*told, *told]:
        assert kept(bearers, said).resolution == resolve(rows, said)


@given(places, evidence, st.sets(st.sampled_from(["SY", "TR"])))
def test_countries_choose_and_tell_nothing_of_an_only_row(row: Place, told: Evidence, countries: set[str]) -> None:
    answer = resolve((row,), told)
    told.countries = countries
    told.one_word = told.by_key and told.one_word
    assert resolve((row,), told) == answer
