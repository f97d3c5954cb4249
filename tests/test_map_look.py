"""How the map is told to look: counts, outlines, what recedes, classes of governorates; and what it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import GOVERNORATES, Place
from geo.lookup import Lookup
from geo.overlays import Feature, Overlay
from geo.overview import PlaceCount
from geo.query import Filter
from tests.factories import GHOUTA, IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, M5, PLACES, RUSSIA, gazetteer
from views import overlays, selection
from views.language import LANGUAGES
from views.mention_map import Focus, Look, MentionMap, Tiles, classes, payload
from views.safe_json import safe_json
from views.selection import Chosen, clicked

GAZETTEER = gazetteer()


def counted(place: Place, **more: int) -> PlaceCount:
    """Return a place's count as the store gives it."""
    numbers = {"mentions": 7, "articles": 3, "stories": 2, "count": 2, "reported": 5, "exact": 7}
    return PlaceCount(
        place.id, place.title, place.title_ar, place.type, place.governorate, place.country, place.lat, place.lon,
        place.where_prec, place.uncertainty_km, **numbers | more,
    )  # fmt: skip


def test_each_mark_carries_the_chosen_count_beside_the_others_and_says_what_is_not_reported() -> None:
    counts = [counted(p) for p in (IDLIB, IDLIB_GOVERNORATE, M5, GHOUTA)]
    data = payload(counts, GAZETTEER.by_id, None, Look(unit="story"))
    assert data["points"][0][4:] == [2, 7, 2, 3, 0, 0]
    for kind in ("governorates", "lines", "areas"):
        assert data[kind][0][2:7] == [2, 7, 2, 3, 0]
    hollow = payload([counted(IDLIB, reported=0, exact=0)], GAZETTEER.by_id, None)
    assert hollow["points"][0][8:] == [2, 2]


def test_the_places_of_other_actors_recede_beneath_as_what_they_are() -> None:
    receding = [counted(p, count=9) for p in (IDLIB, IDLIB_GOVERNORATE, M5, RUSSIA)]
    data = payload([counted(KHAN_SHEIKHOUN)], GAZETTEER.by_id, None, Look(receding=receding))
    assert data["receding"] == [[35.93, 36.63, 9]]
    assert [shape[0] for shape in data["faint"]] == ["governorate", "line"]
    assert data["faint"][0][1] == IDLIB_GOVERNORATE.id
    both = payload([counted(M5)], GAZETTEER.by_id, None, Look(receding=receding))
    assert [shape[0] for shape in both["faint"]] == ["governorate"], "what stands there anyway does not recede"
    assert payload([], GAZETTEER.by_id, None)["receding"] is None


def test_governorates_are_tinted_by_all_that_lies_in_them() -> None:
    inside = {"Idlib": 41, "Homs": 19, "Tartus": 0, "Elsewhere": 5}
    data = payload([], GAZETTEER.by_id, None, Look(mode="governorates", governorates=inside))
    assert data["tints"] == {"from": [10, 20], "counts": {GOVERNORATES["Idlib"]: 41, GOVERNORATES["Homs"]: 19}}


@given(st.lists(st.integers(0, 10**7), max_size=14))
def test_every_count_falls_in_one_class_and_the_classes_are_few_round_and_used_at_both_ends(counts: list[int]) -> None:
    steps = classes(counts)
    values = [n for n in counts if n]
    assert bool(steps) == bool(values)
    assert len(steps) <= 5
    assert steps == sorted(set(steps))
    assert all(str(step).rstrip("0") in {"1", "2", "5"} for step in steps)
    if values:
        assert steps[0] <= min(values)
        assert max(values) >= steps[-1]


def test_what_else_is_drawn_goes_along_and_survives_the_template_engine() -> None:
    layer = Overlay("abc", "{{7*7}}", "<b>", "", (Feature("إدلب", "area", (((((35.0, 36.0),) * 4),),)),), 4, 0.0, ())
    look = Look(
        shape=(((35.0, 36.0), (35.0, 37.0), (36.0, 37.0)),), within=(35.0, 36.0, 20.0), overlays=(layer,),
        focus=Focus("k", "Idlib", 35.9, 36.6), tiles=Tiles("https://example.org/{z}/{x}/{y}.png", "©", 15),
    )  # fmt: skip
    text = safe_json(payload([], {}, None, look))
    data = json.loads(text)
    assert "{{" not in text
    assert data["focus"] == {"key": "k", "title": "Idlib", "at": [35.9, 36.6], "zoom": 10.0}
    assert data["overlays"][0]["features"] == [["إدلب", "area", [[[350000, 360000, 0, 0, 0, 0, 0, 0]]]]]
    assert data["tiles"]["url"].endswith("{z}/{x}/{y}.png")


def test_the_frame_is_the_same_at_every_rerun_and_has_its_words_in_each_language() -> None:
    def options(speaks: Any) -> str:
        (start,) = (child for child in MentionMap(None, speaks)._children.values() if hasattr(child, "options"))
        return start.options

    assert [json.loads(options(speaks))["rtl"] for speaks in LANGUAGES] == [False, True]
    assert options("en") == options("en") != options("ar")
    assert json.loads(options("ar"))["words"]["unit_story"]["two"] == "خبران"


def test_areas_are_drawn_only_on_the_map_that_filters_by_them() -> None:
    def areas(given: MentionMap) -> Any:
        (start,) = (child for child in given._children.values() if hasattr(child, "options"))
        return json.loads(start.options)["areas"]

    assert areas(MentionMap(None, "en", areas=True))
    assert not areas(MentionMap(None, "en"))


RING = [[35.0, 36.0], [36.0, 36.0], [36.0, 37.0]]


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ({"place": "gn-1", "t": 1}, Chosen("gn-1")),
        ({"place": None}, Chosen(None)),
        ({"place": 7}, Chosen(None)),
        ({"shape": RING}, Filter(text="x", shape=(((35.0, 36.0), (36.0, 36.0), (36.0, 37.0)),))),
        ({"within": [35, 36, 12.5]}, Filter(text="x", within=(35.0, 36.0, 12.5))),
        (None, None),
        ({}, None),
        ("text", None),
    ],
)
def test_an_answer_of_the_map_is_a_place_or_a_filter(value: object, answer: object) -> None:
    assert clicked(value, Filter(text="x")) == answer


def test_a_cleared_area_leaves_the_other_filters() -> None:
    assert clicked({"clear": True}, Filter(text="x", within=(35.0, 36.0, 5.0))) == Filter(text="x")


@pytest.mark.parametrize(
    "value",
    [
        {"shape": "no"}, {"shape": [[1]]}, {"shape": RING[:2]}, {"shape": [[None, 1]] * 3}, {"within": [1, 2]},
        {"within": [35, 36, -1]}, {"within": ["a", "b", "c"]}, {"within": 3},
        {"shape": [[999, 36.0], [36.0, 36.0], [36.0, 37.0]]},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_told_and_changes_nothing(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(selection.st, "toast", lambda message, **_: told.append(message))
    assert clicked(value, Filter()) is None
    assert len(told) == 1


def test_an_area_of_a_layer_becomes_the_shape_and_only_if_the_session_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = ((35.0, 36.0), (36.0, 36.0), (36.0, 37.0), (35.0, 36.0))
    layer = Overlay("abc", "Control", "", "", (Feature("North", "area", ((ring,),)),), 4, 0.0, ())
    monkeypatch.setattr(overlays.st, "session_state", {"layers": {"abc": overlays._Held(layer)}})
    assert clicked({"overlay": "abc", "feature": 0}, Filter(within=(35, 36, 5))) == Filter(shape=(ring[:3],))
    for value in ({"overlay": "abc", "feature": 3}, {"overlay": "other", "feature": 0}, {"overlay": "abc"}):
        assert clicked(value, Filter()) is None


def test_a_place_is_found_by_any_spelling_and_never_taken_from_several_or_from_a_likeness() -> None:
    twin = [p for p in PLACES if p is not KHAN_SHEIKHOUN]
    lookup = Lookup(gazetteer(*PLACES))
    for text in ("Khan Sheikhoun", "khan shaykhun", "خان شيخون", "Khān Shaykhūn"):
        assert lookup.find(text).place == KHAN_SHEIKHOUN
    assert lookup.find("Khan Sheikhoun").how == "name"
    assert lookup.find("khan shaykhun").how == "spelling"
    alike = lookup.find("Khan Shekhonn")
    assert (alike.how, alike.place, alike.others[:1]) == ("alike", None, (KHAN_SHEIKHOUN,))
    assert Lookup(gazetteer(*twin)).find("xyzzy") == ("nothing", None, ())
