"""How a decision is kept: what it is about is looked up, what was said before is noted, and it is written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.compute as pc
from sqlalchemy import Connection, func, insert, select, update

from geo.exc import DecisionError, WorkspaceError
from geo.gazetteer import Gazetteer, Place, read_rows
from geo.workspace import layers, pending, schema, shelf
from geo.workspace.database import Database
from geo.workspace.decisions import Decision, undone
from geo.workspace.kinds import SETS
from geo.workspace.matching import Numbers, Rows
from geo.workspace.reading import Part, Reading

_EXTRACTED = ("published", "language", "title")
"""What of an article the extractor reads: where it is corrected, the article is read anew."""


class Preview(NamedTuple):
    """What a decision would be about: mentions, their articles, and how many a person has decided before."""

    mentions: int
    articles: int
    decided: int


class Keeper:
    """Keeps decisions in one transaction that writes."""

    def __init__(
        self, connection: Connection, reading: Reading, layer: Path | None, shipped: Callable[[], Gazetteer]
    ) -> None:
        self._connection, self._reading = connection, reading
        self._layer, self._shipped = layer, shipped
        self._rows: dict[str, Place] | None = None
        self._kept: list[str] = []
        # Its own list: what is not yet on disk is not for others to see.
        self._every = list(reading.log(connection).every)

    def keep(self, decision: Decision, next_version: Callable[[], int]) -> Decision:
        """Write a decision and what follows from it; return it as it is kept.

        Raises
        ------
        DecisionError
            If it is about nothing that there is.
        """
        known = next((d for d in self._every if d.id == decision.id), None)
        if known is not None:
            if (known.kind, known.row()["after"]) != (decision.kind, decision.row()["after"]):
                raise DecisionError(f"{decision.id}: found another decision of this id; expected an id of its own")
            return known
        read, before = self._before(decision)
        if decision.kind == "undo":
            decision = self._undo(decision, self._every)
        version = next_version()
        kept = decision.kept(version, read, before)
        if kept.kind == "article":
            self._article(kept, version)
        elif kept.kind == "name":
            self._name(kept, kept)
        made = self._connection.execute(insert(schema.decision).values(kept.row()))
        assert made.inserted_primary_key is not None  # noqa: S101  an insert of one row has its key
        self._kept.append(kept.id)
        self._every.append(Decision.of_row(kept.row() | {"number": made.inserted_primary_key[0]}))
        return self._every[-1]

    def _before(self, decision: Decision) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the program read and what the mention said before, in the columns that a decision sets."""
        if decision.kind in ("undo", "name"):
            return {}, {}
        if decision.kind == "article":
            corrections = self._reading.log(self._connection).corrections().get(decision.article_id, [])
            found = shelf.read_list(self._connection, {decision.article_id: corrections}, [decision.article_id])
            if not found:
                gone = DecisionError(f"article: found no article {decision.article_id!r} in the workspace")
                raise gone.worded("article_gone", id=decision.article_id)
            return {}, {name: getattr(found[0], name) for name in decision.after}
        read, now = self._reading.read(self._connection, decision.mention_id, decision.article_id)
        if not read:
            raise DecisionError(
                f"{decision.kind}: found no mention {decision.mention_id!r} in article {decision.article_id!r}; it may "
                "have been read anew meanwhile"
            ).worded("mention_gone", name=decision.name)
        columns = SETS[decision.kind]
        return {n: read[n] for n in (*columns, "role")}, {n: now[n] for n in columns}

    def _undo(self, decision: Decision, every: list[Decision]) -> Decision:
        target = next((d for d in every if d.id == decision.undoes), None)
        if target is None:
            raise DecisionError(f"undo: found no decision {decision.undoes!r}")
        if target.id in undone(every):
            twice = DecisionError(f"undo: {target.id} was undone before; undo that one to let it hold again")
            raise twice.worded("undone")
        first = target
        while first.kind == "undo":
            first = next(d for d in every if d.id == first.undoes)
        made = Decision(
            "undo", decision.who, first.scope, first.mention_id, first.article_id, first.name, why=decision.why,
            undoes=target.id, id=decision.id,
        )  # fmt: skip
        if first.kind == "article":
            self._article(first, None)
        elif first.kind == "name":
            self._name(first, made)
        return made

    def _article(self, decision: Decision, version: int | None) -> None:
        table = schema.article
        cell = select(table.c.title_is_cell).where(table.c.article_id == decision.article_id)
        anew = set(decision.after) & set(_EXTRACTED)
        if not self._connection.scalar(select(table.c.sha256).where(table.c.article_id == decision.article_id)):
            anew = set()  # there is no text to be read
        if anew == {"title"} and not self._connection.scalar(cell):
            anew = set()
        values: dict[str, Any] = {"stale": True} if anew else {}
        if version is not None:
            values["version"] = version
        if values:
            changed = update(table).where(table.c.article_id == decision.article_id).values(values)
            self._connection.execute(changed)

    def _name(self, about: Decision, made: Decision) -> None:
        """Note what the layer will say once `made` is kept; articles that may hold the name are read anew."""
        if self._layer is None:
            raise DecisionError("name: this workspace has no folder for a layer; expected one of your own")
        if self._rows is None:
            pending.settle(self._layer, lambda ids: _are_kept(self._connection, ids))
            self._rows = read_rows(self._layer) if self._layer.is_file() else {}
        id_, spelling = about.after["place_id"], about.after.get("spelling", "")
        shipped = self._shipped().by_id.get(id_)
        before = layers.said(shipped, _names(self._every, id_))
        after = layers.said(shipped, _names([*self._every, made], id_))
        if made.kind == "name" and not about.after.get("row"):
            place = before or self._rows.get(id_)  # her own row of the file, which no decision made
            if place is None:
                raise DecisionError(f"name, place_id: found {id_!r}; expected the id of a place").worded(
                    "no_place", id=id_
                )
            # Told by decisions, not by the file: what was in the file alone was never decided, and may be now.
            if spelling in (place.title, place.title_ar, *(before.variants if before else ())):
                there = DecisionError(f"name, spelling: {place.title} has {spelling!r} already")
                raise there.worded("has_spelling", place=place.title, spelling=spelling)
        if before is None and after is None and id_ in self._rows:
            own = layers.unsaid(self._rows[id_], _names(self._every, id_))
            before, after = (layers.said(own, _names(some, id_)) for some in (self._every, [*self._every, made]))
        layers.with_names(self._rows, shipped, before, after, id_)
        rows = [place for place in (before, after) if place is not None and about.after.get("row")]
        names = {spelling, *(name for p in rows for name in (p.title, p.title_ar, *p.variants))}
        ids = shelf.holding_words(self._connection, sorted(names))
        table = schema.article
        for at in range(0, len(ids), 500):
            some = update(table).where(table.c.article_id.in_(ids[at : at + 500]))
            self._connection.execute(some.values(stale=True))

    def write_layer(self) -> None:
        """Write the layer, if names were decided: last of all, so that what fails before leaves it as it is.

        `pending.settle` puts it back should the decisions not reach the disk.
        """
        if self._layer is not None and self._rows is not None:
            pending.begin(self._layer, self._kept)
            layers.save(self._layer, self._rows.values())
            pending.written(self._layer)


def settle(database: Database, layer: Path | None) -> None:
    """Put the layer back where a decision was not kept; whoever writes just now does so herself."""
    if layer is not None and pending.note_of(layer).exists():
        with suppress(WorkspaceError), database.writing() as connection:
            pending.settle(layer, lambda ids: _are_kept(connection, ids))


def _are_kept(connection: Connection, ids: Sequence[str]) -> bool:
    """Tell whether decisions are on disk."""
    table = schema.decision.c
    found = connection.scalar(select(func.count()).where(table.id.in_(ids)))
    return found == len(set(ids))


def _names(every: Sequence[Decision], place_id: str) -> list[Decision]:
    """Return the decisions of kind `name` about a place that hold."""
    gone = undone(every)
    return [d for d in every if d.kind == "name" and d.id not in gone and d.after["place_id"] == place_id]


def preview(connection: Connection, reading: Reading, decisions: Sequence[Decision]) -> Preview:
    """Return how many mentions and articles decisions would be about, and how many of them were decided before.

    A mention that several are about counts once. New names and undone decisions are about none.
    """
    asked = [_as_kept(connection, reading, d) for d in decisions if d.kind not in ("name", "undo")]
    log = reading.log(connection)
    mentions, articles = 0, set()
    before: list[tuple[Part, Numbers]] = []
    for part, near in reading.about(connection, asked) if asked else ():
        rows = part.rows.any_of([d for d in asked if not _of_actor(d)])
        if by_actor := [d for d in asked if _of_actor(d)]:
            # Who is named is what earlier decisions left: they may have added the actor, or taken it away.
            rows = np.union1d(rows, near[Rows(part.some(near, log.holding)).any_of(by_actor)])
        mentions += len(rows)
        articles |= set(part.table.column("article_id").take(rows).to_pylist())
        both = np.intersect1d(part.rows.any_of(log.holding), rows) if log.holding else rows[:0]
        before += [(part, both)] if len(both) else []
    decided = pc.sum(pc.not_equal(reading.laid(connection, before).column("decided_by"), "")).as_py() or 0
    return Preview(mentions, len(articles), decided)


def _as_kept(connection: Connection, reading: Reading, decision: Decision) -> Decision:
    """Return a decision with what the program read, which tells what it is about."""
    read: Mapping[str, Any] = decision.read
    if not read and decision.mention_id:
        row, _ = reading.read(connection, decision.mention_id, decision.article_id)
        read = {"role": row["role"]} if row else {}
    return decision.kept(0, read, {})


def _of_actor(decision: Decision) -> bool:
    return decision.kind == "actor" and decision.scope == "everywhere"
