"""What a workspace says: its segments in memory, with the decisions laid over them.

Segments never change, so each is read once a process; a write adds some and lets others go. Whoever holds a table asks
for what changed since its version, and only the segments of the articles that changed are looked at, or the rows that
a new decision is about.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, func, select

from geo.exc import WorkspaceDamagedError
from geo.mention import SCHEMA
from geo.workspace import schema
from geo.workspace.decisions import Decision
from geo.workspace.effect import adds_actor, apply, holding, needed
from geo.workspace.matching import Numbers, Rows
from geo.workspace.segments import Segment, unpack

_FEW: Final = 500
"""Articles up to which their segments are asked for one by one."""


class Changes(NamedTuple):
    """What changed in a workspace since a version: rows that are new or other, ids that are gone, the version now."""

    rows: pa.Table
    removed: list[str]
    version: int


@dataclass
class Part:
    """The mentions of a segment's articles, as the program read them."""

    table: pa.Table

    @cached_property
    def rows(self) -> Rows:
        """The table as decisions ask it."""
        return Rows(self.table)

    def some(self, numbers: Numbers, decisions: Sequence[Decision]) -> pa.Table:
        """Return rows by number, ascending, as the decisions leave them."""
        return _laid([(self, numbers)], decisions)

    def with_articles(self, numbers: Numbers, decisions: Sequence[Decision]) -> Numbers:
        """Return rows, and all others of their articles where a decision adds an actor there: it is theirs too."""
        adding = [d for d in decisions if adds_actor(d)]
        if not adding or not len(numbers):
            return numbers
        touched = self.rows.of_articles(self.rows.any_of(adding))
        return np.union1d(numbers, self.rows.of_articles(np.intersect1d(numbers, touched)))


class _Live(NamedTuple):
    """Which articles a segment holds today, and when that last changed."""

    segment: int
    version: int
    articles: int


@dataclass
class Log:
    """All decisions, in order, and those that hold."""

    every: list[Decision] = field(default_factory=list)
    holding: list[Decision] = field(default_factory=list)
    last: int = 0
    """Number of the last one in the database."""

    def asked(self, **wanted: str) -> list[Decision]:
        """Return the decisions whose fields have these values; an empty one asks for nothing."""
        asked = {name: value for name, value in wanted.items() if value}
        return [d for d in self.every if all(getattr(d, name) == value for name, value in asked.items())]

    def corrections(self) -> dict[str, list[Decision]]:
        """Return the corrections of articles that hold, by article."""
        found: dict[str, list[Decision]] = {}
        for decision in self.holding:
            if decision.kind == "article":
                found.setdefault(decision.article_id, []).append(decision)
        return found


class Reading:
    """The segments and decisions that this process has read; threads may share it."""

    def __init__(self, where: object) -> None:
        self._where = where
        self._lock = threading.RLock()
        self._parts: dict[_Live, Part] = {}
        self._log = Log()
        self.damaged: dict[int, str] = {}
        """Segments that cannot be read, with what is wrong; their articles are read anew by `reextract`."""

        self.unreadable: list[str] = []
        """What else cannot be used, in words."""

    def log(self, connection: Connection) -> Log:
        """Return the decisions as the connection sees them."""
        with self._lock:
            last = self._log.last
            table = schema.decision
            most = connection.scalar(select(func.max(table.c.number))) or 0
            if most == last:
                return self._log
            asked = select(table).where(table.c.number > (last if most > last else 0)).order_by(table.c.number)
            new = [d for row in connection.execute(asked) if (d := self._decision(row._asdict())) is not None]
            every = [*self._log.every, *new] if most > last else new
            self._log = Log(every, holding(every), most)
            return self._log

    def _decision(self, row: dict[str, Any]) -> Decision | None:
        try:
            return Decision.of_row(row)
        except (ValueError, TypeError) as error:
            self.unreadable.append(f"{self._where}, decision {row['number']}: cannot be used ({error})")
            return None

    def parts(self, connection: Connection, articles: Collection[str] | None = None) -> list[Part]:
        """Return the mentions of all articles, or the parts that hold those of some."""
        table = schema.article.c
        asked = (
            select(table.segment, func.max(table.version), func.count())
            .where(table.segment.is_not(None))
            .group_by(table.segment)
            .order_by(table.segment)
        )
        live = [_Live(*row) for row in connection.execute(asked)]
        wanted = live
        if articles is not None and len(articles) <= _FEW:
            of_some = select(table.segment).where(table.article_id.in_(list(articles)))
            numbers = set(connection.scalars(of_some.distinct()))
            wanted = [one for one in live if one.segment in numbers]
        with self._lock:
            there = {one.segment for one in live}
            self.damaged = {number: told for number, told in self.damaged.items() if number in there}
            self._parts = {key: part for key, part in self._parts.items() if key in set(live)}
            return [self._part(connection, one) for one in wanted]

    def _part(self, connection: Connection, live: _Live) -> Part:
        if live not in self._parts:
            self._parts[live] = Part(self._load(connection, live))
        return self._parts[live]

    def _load(self, connection: Connection, live: _Live) -> pa.Table:
        """Read a segment; rows of articles that were read anew since are left out."""
        table = schema.segment.c
        try:
            asked = select(table.rows, table.sha256, table.data).where(table.number == live.segment)
            row = connection.execute(asked).one()
            mentions = unpack(Segment(*row), f"{self._where}, segment {live.segment}")
        except WorkspaceDamagedError as error:
            self.damaged[live.segment] = str(error)
            return SCHEMA.empty_table()
        self.damaged.pop(live.segment, None)
        shelf = schema.article.c
        told = connection.execute(
            select(shelf.article_id, shelf.story_id, shelf.added_at).where(shelf.segment == live.segment)
        ).all()
        ids = pa.array([one[0] for one in told], pa.string())
        at = pc.index_in(mentions.column("article_id"), ids)
        if at.null_count:
            mentions, at = mentions.filter(pc.is_valid(at)), at.drop_null()
        columns = {
            "story_id": pa.array([one[1] for one in told], pa.string()),
            "added_at": pa.array([one[2] for one in told], pa.int64()).cast(SCHEMA.field("added_at").type),
        }
        for name, values in columns.items():
            field_ = SCHEMA.field(name)
            mentions = mentions.set_column(SCHEMA.get_field_index(name), field_, values.take(at))
        return pa.table(mentions.columns, schema=SCHEMA).combine_chunks()

    def mentions(self, connection: Connection) -> pa.Table:
        """Return all mentions as the decisions leave them."""
        decisions = self.log(connection).holding
        tables = [_effective(part, decisions) for part in self.parts(connection)]
        return pa.concat_tables(tables) if tables else SCHEMA.empty_table()

    def read(self, connection: Connection, mention_id: str, article_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return a mention as the program read it and as the decisions leave it; both empty if there is none."""
        for part in self.parts(connection, [article_id]):
            at = pc.index(part.table.column("mention_id"), mention_id).as_py()
            if at >= 0:
                numbers = np.array([at], np.int64)
                now = part.some(numbers, self.log(connection).holding)
                return part.table.slice(at, 1).to_pylist()[0], now.to_pylist()[0]
        return {}, {}

    def laid(self, connection: Connection, found: Sequence[tuple[Part, Numbers]]) -> pa.Table:
        """Return rows of parts (`about`) as the decisions leave them."""
        return _laid(found, self.log(connection).holding)

    def about(self, connection: Connection, decisions: Sequence[Decision]) -> list[tuple[Part, Numbers]]:
        """Return the rows that decisions are about, by part."""
        local = all(d.scope != "everywhere" and d.article_id for d in decisions)
        every = needed(decisions, self.log(connection).holding)
        local = local and len(every) == len(decisions)
        parts = self.parts(connection, {d.article_id for d in decisions} if local else None)
        return [(part, rows) for part in parts if len(rows := part.rows.any_of(every))]

    def changes(self, connection: Connection, since: int, version: int) -> Changes:
        """Return what changed after a version."""
        log, shelf = self.log(connection), schema.article.c
        articles = set(connection.scalars(select(shelf.article_id).where(shelf.version > since)))
        ids = pa.array(sorted(articles), pa.string())
        changed: dict[int, tuple[Part, list[Numbers]]] = {}
        if articles:
            for part in self.parts(connection, articles):
                rows = np.flatnonzero(pc.is_in(part.table.column("article_id"), ids).to_numpy())
                if len(rows):
                    changed[id(part)] = (part, [rows])
        new = _meant([d for d in log.every if d.version > since], log.every)
        if new:
            every = needed(new, log.holding)
            for part, rows in self.about(connection, new):
                changed.setdefault(id(part), (part, []))[1].append(part.with_articles(rows, every))
        found = [(part, np.unique(np.concatenate(rows))) for part, rows in changed.values()]
        table = _laid(found, log.holding)
        gone = select(schema.removed.c.mention_id).where(schema.removed.c.version > since).distinct()
        back = set(table.column("mention_id").to_pylist())
        return Changes(table, sorted(set(connection.scalars(gone)) - back), version)


def _laid(found: Sequence[tuple[Part, Numbers]], decisions: Sequence[Decision]) -> pa.Table:
    """Return rows of parts, each by ascending number, as the decisions leave them.

    All at once: a name everywhere has a few rows in each of many parts.
    """
    if not found:
        return SCHEMA.empty_table()
    wide = [(part, rows, part.with_articles(rows, decisions)) for part, rows in found]
    table = apply(
        pa.concat_tables([part.table.take(pa.array(more)) for part, _, more in wide]).combine_chunks(), decisions
    )
    asked = np.concatenate([np.isin(more, rows, assume_unique=True) for _, rows, more in wide])
    return table if asked.all() else table.filter(pa.array(asked))


def _meant(new: Iterable[Decision], every: Sequence[Decision]) -> list[Decision]:
    """Return the decisions whose rows change: those that are new, and those that an undo takes back or restores."""
    by_id = {d.id: d for d in every}
    found: dict[str, Decision] = {}
    for decision in new:
        while decision.kind == "undo" and decision.undoes in by_id:
            decision = by_id[decision.undoes]
        if decision.kind not in ("undo", "name"):
            found[decision.id] = decision
    return list(found.values())


def _effective(part: Part, decisions: Sequence[Decision]) -> pa.Table:
    """Return all rows of a part as the decisions leave them; only columns that differ are made anew."""
    rows = part.with_articles(part.rows.any_of(needed(decisions, decisions)), decisions)
    if not len(rows):
        return part.table
    before = part.table.take(pa.array(rows))
    after = apply(before, decisions)
    order = np.arange(part.table.num_rows, dtype=np.int64)
    order[rows] = part.table.num_rows + np.arange(len(rows))
    at = pa.array(order)
    columns = [
        old if new.equals(then) else pa.chunked_array([*old.chunks, *new.chunks]).take(at)
        for old, then, new in zip(part.table.columns, before.columns, after.columns, strict=True)
    ]
    return pa.table(columns, schema=SCHEMA)
