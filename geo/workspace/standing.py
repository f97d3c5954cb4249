"""Which decisions stand after all that happened: those without a mention to be about are told, never dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, select

from geo.workspace import schema
from geo.workspace.decisions import Decision, undone
from geo.workspace.kinds import PRIVATE, SETS
from geo.workspace.reading import Reading

State = Literal["holds", "changed", "idle", "undone"]

_TOLD = frozenset({"confidence", "date_expression", "context_cue", "article_actors", "uncertainty_km"})
"""Columns that change with every better reading and say nothing else."""


class Standing(NamedTuple):
    """A decision and how it stands.

    `holds`; `changed`: it holds, but the program reads something else by now than when it was taken; `idle`: no mention
    is left that it is about, so that it does nothing (it will, should one come back); `undone`.
    """

    decision: Decision
    state: State
    mentions: int
    reason: str = ""


def standing(connection: Connection, reading: Reading) -> list[Standing]:
    """Return all decisions in order, each with how it stands."""
    log = reading.log(connection)
    gone = undone(log.every)
    counts: dict[str, int] = {}
    parts = reading.parts(connection) if log.holding else []
    for part in parts:
        for decision, rows in zip(log.holding, part.rows.matches(log.holding), strict=True):
            counts[decision.id] = counts.get(decision.id, 0) + len(rows)
    chosen = {d.mention_id for d in log.holding if d.read and d.kind not in PRIVATE}
    read = _rows([part.table for part in parts], chosen)
    articles = set(connection.scalars(select(schema.article.c.article_id)))
    return [_one(d, gone, counts.get(d.id, 0), read, articles) for d in log.every]


def _one(
    decision: Decision, gone: set[str], mentions: int, read: Mapping[str, Mapping[str, Any]], articles: set[str]
) -> Standing:
    if decision.id in gone:
        return Standing(decision, "undone", 0)
    if decision.kind in ("undo", "name"):
        return Standing(decision, "holds", 0)
    if decision.kind == "article":
        there = decision.article_id in articles
        return Standing(decision, "holds" if there else "idle", mentions, "" if there else "the article is gone")
    if not mentions:
        what = "the mention was not found when its article was read anew"
        if decision.scope == "everywhere":
            what = "no mention has this name any more"
        return Standing(decision, "idle", 0, what)
    now = read.get(decision.mention_id)
    if decision.kind in PRIVATE or now is None:
        return Standing(decision, "holds", mentions)
    told = {n: (_plain(decision.read.get(n)), _plain(now[n])) for n in SETS[decision.kind] if n not in _TOLD}
    other = {name: pair for name, pair in told.items() if name in decision.read and pair[0] != pair[1]}
    if not other:
        return Standing(decision, "holds", mentions)
    name, (was, is_) = next(iter(other.items()))
    return Standing(decision, "changed", mentions, f"{name}: the program read {was!r} then, and reads {is_!r} now")


def _plain(value: object) -> object:
    """Return a value as JSON would hold it."""
    return value if value is None or isinstance(value, (str, int, float, list)) else str(value)


def _rows(tables: list[pa.Table], ids: set[str]) -> dict[str, dict[str, Any]]:
    """Return mentions by id, as the program reads them now."""
    wanted = pa.array(sorted(ids), pa.string())
    found: dict[str, dict[str, Any]] = {}
    for table in tables if ids else ():
        rows = np.flatnonzero(pc.is_in(table.column("mention_id"), wanted).to_numpy())
        found |= {row["mention_id"]: row for row in table.take(pa.array(rows)).to_pylist()}
    return found
