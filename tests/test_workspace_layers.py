"""New names, spellings and actors: they go to the analyst's layers, which say what her decisions say."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from geo.exc import DecisionError
from geo.gazetteer import read_rows
from geo.layers import write_layer
from geo.workspace import choices
from geo.workspace.workspace import Workspace
from tests.factories import place
from tests.workspaces import article, extract

ZAHRAA = place("t-zahraa", "Zahraa", "village", governorate="Aleppo", lat=36.36, lon=36.98)


def test_a_new_spelling_goes_to_her_layer_and_is_taken_back(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_articles([article("a", "Fighting in Idlebb."), article("b", "Nothing.")], extract)
    assert workspace.layer_path is not None
    kept = workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    assert workspace.stale() == ["a"]
    assert "Idlebb" in workspace.gazetteer().by_id["SY07"].variants
    with pytest.raises(DecisionError, match="already"):
        workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    new = workspace.decide(choices.new_name("Rima", row=place("own-1", "Newtown", "village", source="Rima")))
    assert workspace.gazetteer().by_id["own-1"].title == "Newtown"
    workspace.undo(new.id, "Rima")
    undo = workspace.undo(kept.id, "Rima")
    assert "own-1" not in workspace.gazetteer().by_id
    assert "Idlebb" not in workspace.gazetteer().by_id["SY07"].variants
    workspace.undo(undo.id, "Rima")
    assert "Idlebb" in workspace.gazetteer().by_id["SY07"].variants
    with pytest.raises(DecisionError, match="expected the id of a place"):
        workspace.decide(choices.new_name("Rima", place_id="nowhere", spelling="X"))


def test_a_new_place_that_is_handed_in_twice_is_kept_once(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    new = choices.new_name("Rima", row=place("own-x", "Xtown", "village", variants=("Xville",), lat=35.9, lon=36.6))
    kept = workspace.decide(new)
    assert workspace.decide(new) == kept
    assert len(workspace.decisions()) == 1


def test_a_layer_says_what_the_decisions_that_hold_say(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    assert workspace.layer_path is not None
    first = place("own-x", "Xtown", "village", variants=("Xville",), lat=35.9, lon=36.6)
    added = workspace.decide(choices.new_name("Rima", row=first))
    workspace.decide(choices.new_name("Rima", place_id="own-x", spelling="Xburg"))
    edited = workspace.decide(choices.new_name("Rima", row=replace(first, lat=36.0)))
    assert (workspace.gazetteer().by_id["own-x"].lat, workspace.gazetteer().by_id["own-x"].variants[-1]) == (
        36.0, "Xburg",
    )  # fmt: skip
    undo = workspace.undo(edited.id, "Rima")
    assert workspace.gazetteer().by_id["own-x"] == replace(first, variants=("Xville", "Xburg"))
    workspace.undo(undo.id, "Rima")
    workspace.undo(added.id, "Rima")
    assert workspace.gazetteer().by_id["own-x"].lat == 36.0, "the edit holds"
    spelled = workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    workspace.undo(spelled.id, "Rima")
    assert list(read_rows(workspace.layer_path)) == ["own-x"], "no copy of the shipped row is left"


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        ("ادلب", "قصف على إدلب"), ("إدلب", "وبادلب اليوم"), ("أَرِيحا", "في اريحا."),
        ("Ma‘arrat al-Numan", "near Maarrat an-Nu'mān"),
        ("IDLIB", "idlib"), ("Ariha Two", "Ariha-Two"),
    ],
)  # fmt: skip
def test_a_new_spelling_is_looked_for_as_the_extractor_reads(tmp_path: Any, spelling: str, text: str) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_articles([article("a", text), article("b", "لا شيء هنا. Nothing at all.")], extract)
    workspace.decide(choices.new_name("Rima", place_id="SY02", spelling=spelling))
    assert workspace.stale() == ["a"]


def test_a_place_of_a_thousand_names_is_looked_for_in_a_moment(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    text = "Shells fell on the outskirts of the town. قصف على أطراف المدينة. " * 50
    workspace.add_articles([*(article(f"n{i}", f"{text}{i}") for i in range(300)), article("a", "Xa999 Hill")], extract)
    many = place("own-x", "Xtown", "village", variants=tuple(f"Xa{i} hill" for i in range(1000)), lat=35.9, lon=36.6)
    start = time.process_time()
    workspace.decide(choices.new_name("Rima", row=many))
    assert time.process_time() - start < 5
    assert workspace.stale() == ["a"]


def test_what_she_wrote_into_the_file_stays(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    assert workspace.layer_path is not None
    idlib = workspace.gazetteer().by_id["SY07"]
    mine = place("mine", "Minetown", "village", lat=35.9, lon=36.6)
    write_layer(workspace.layer_path, [replace(idlib, variants=("Idl.",)), mine])
    kept = [workspace.decide(choices.new_name("Rima", place_id=id_, spelling="Xx")) for id_ in ("SY07", "mine")]
    assert [p.variants for p in read_rows(workspace.layer_path).values()] == [("Idl.", "Xx"), ("Xx",)]
    for decision in kept:
        workspace.undo(decision.id, "Rima")
    assert [p.variants for p in read_rows(workspace.layer_path).values()] == [("Idl.",), ()]


def test_her_actors_lie_over_those_that_ship(tmp_path: Any) -> None:
    from geo.exc import ActorsError
    from geo.workspace.layers import read_actors, write_actors

    workspace = Workspace.create(tmp_path / "w")
    assert workspace.actors_path is not None
    mine = {"name": "Ahrar Test", "name_ar": "أحرار", "kind": "armed group", "aliases": "AT Brigade"}
    write_actors(workspace.actors_path, [mine])
    assert workspace.actors().by_name["Ahrar Test"].aliases == ("AT Brigade",)
    assert "Russia" in workspace.actors().by_name
    assert read_actors(workspace.actors_path)[0]["name"] == "Ahrar Test"
    with pytest.raises(ActorsError, match="kind"):
        write_actors(workspace.actors_path, [{"name": "X", "kind": "band"}])
    assert "Ahrar Test" in workspace.actors().by_name
