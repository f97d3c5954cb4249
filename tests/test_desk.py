"""The desk: one store that follows every write and the analyst's layers, also after something went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.exc import WorkspaceError
from geo.query import Filter
from geo.workspace import choices
from geo.workspace.desk import Desk
from geo.workspace.layers import write_actors
from geo.workspace.workspace import Workspace
from tests.workspaces import article, extract, row


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    workspace = Workspace.create(tmp_path / "ws", "Mine")
    workspace.add_articles([article("a")], extract)
    return Desk(workspace)


def test_an_actor_of_her_own_counts_for_what_it_is_part_of(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.decide(choices.change_actors(row(workspace, "a"), "Rima", add=["My Band"], remove=["Russia"]))
    turkey = Filter(actors=("Turkey",))
    assert desk.now().store.count(turkey).mentions == 0
    assert workspace.actors_path is not None
    write_actors(workspace.actors_path, [{"name": "My Band", "kind": "armed group", "parent": "Turkey"}])
    assert desk.now().store.count(turkey).mentions == 1


def test_a_layer_that_could_not_be_followed_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.workspace.layer_path
    assert path is not None
    idlib = desk.now().gazetteer.by_id["gn-169389"]
    desk.workspace.decide(choices.new_name("Rima", place_id=idlib.id, spelling="Idlibb"))
    follow = Workspace.changes_since

    def broken(_self: Workspace, _version: int) -> None:
        raise WorkspaceError("the disk is full")

    monkeypatch.setattr(Workspace, "changes_since", broken)
    with pytest.raises(WorkspaceError, match="full"):
        desk.now()
    monkeypatch.setattr(Workspace, "changes_since", follow)
    assert "Idlibb" in desk.now().gazetteer.by_id[idlib.id].variants


def test_no_two_stores_have_one_number(desk: Desk) -> None:
    store = desk.now().store
    other = store.updated(desk.workspace.mentions())
    assert len({store.serial, other.serial, Desk(desk.workspace).now().store.serial}) == 3
