"""What is readable of damaged databases, put into a new one.

Rows are taken from the database as SQLite reads it, then from its leaf pages, then from the copies, the latest first;
the first of a key counts, and of an article the one that was written last. A decision, an article or a segment is
taken only if it is whole: decisions that can be used, texts and segments of the digest that stands beside them.
Articles whose segment is lost are kept and read anew by `reextract`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, insert

from geo.exc import WorkspaceDamagedError
from geo.workspace import schema
from geo.workspace.database import Database
from geo.workspace.decisions import Decision
from geo.workspace.leaves import leaf_rows
from geo.workspace.segments import Segment, unpack
from geo.workspace.shelf import digest

Row = dict[str, Any]


class Salvaged(NamedTuple):
    """What was kept, by table, and in words what was lost or stands no more."""

    articles: int
    decisions: int
    segments: int
    lost: list[str]


_TABLES: Final = (schema.segment, schema.article, schema.decision, schema.meta, schema.removed)
_KEYS: Final = {"segment": "number", "article": "article_id", "decision": "id", "meta": "name"}


def salvage(sources: Sequence[Path], target: Path) -> Salvaged:
    """Make a database of all that is readable in others.

    Parameters
    ----------
    sources
        Database files, the one to repair first, then its copies, the latest first; none is written.
    target
        The file to make.

    Raises
    ------
    WorkspaceError
        If it cannot be written.
    """
    lost: list[str] = []
    found: dict[str, dict[Any, Row]] = {table.name: {} for table in _TABLES}
    for at, source in enumerate(sources):
        problems: list[str] = []
        for name, row in _rows(source, problems):
            _take(found[name], name, row)
        if at == 0:
            lost += problems
            if problems:
                for name, row in _leaves(source):
                    _take(found[name], name, row)
            elif len(sources) > 1 and found["article"]:
                break  # all of it was read: what the copies hold beyond it was changed since
    lost += _unfit(found)
    database = Database(target)
    database.create()
    segments, articles = found["segment"], found["article"]
    with database.writing() as connection:
        _insert(connection, schema.segment, segments.values())
        for row in articles.values():
            if row["segment"] is not None and row["segment"] not in segments:
                row |= {"segment": None, "stale": True}
        rows = sorted(articles.values(), key=lambda row: row["number"])
        for i, row in enumerate(rows, 1):
            row["number"] = i
        _insert(connection, schema.article, rows)
        decisions = sorted(found["decision"].values(), key=lambda row: row["number"])
        for i, row in enumerate(decisions, 1):
            row["number"] = i
        _insert(connection, schema.decision, decisions)
        versions = [row["version"] for rows in (articles, found["decision"]) for row in rows.values()]
        known = int(found["meta"].get("version", {"value": "0"})["value"] or 0)
        found["meta"]["version"] = {"name": "version", "value": str(max([known, *versions]) + bool(lost))}
        _insert(connection, schema.meta, found["meta"].values())
        _insert(connection, schema.removed, found["removed"].values())
    database.close()
    waiting = sum(row["segment"] is None for row in articles.values())
    if waiting:
        lost.append(f"the mentions of {waiting:,} articles: `python -m geo workspace reextract` makes them anew")
    return Salvaged(len(articles), len(found["decision"]), len(segments), lost)


def _insert(connection: Any, table: Table, rows: Any) -> None:
    for row in rows:
        connection.execute(insert(table).values({c.name: row[c.name] for c in table.c}))


def _take(known: dict[Any, Row], name: str, row: Row) -> None:
    """Keep a row unless one of its key is there; of an article keep the one that was written last."""
    key = row[_KEYS[name]] if name in _KEYS else (row["version"], row["mention_id"])
    there = known.get(key)
    if there is None or (name == "article" and row["version"] > there["version"]):
        known[key] = row


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[str, Row]]:
    """Yield the rows that SQLite reads, those on both sides of one that it cannot."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        problems.append(f"{path.name}: {error}")
        return
    try:
        for table in _TABLES:
            for row in _both_ends(connection, table, path, problems):
                if _fits(table, list(row.values())):
                    yield table.name, row
    finally:
        connection.close()


def _both_ends(connection: sqlite3.Connection, table: Table, path: Path, problems: list[str]) -> Iterator[Row]:
    """Yield rows from the first on until one cannot be read, then from the last back."""
    names = [column.name for column in table.c]
    columns, seen, broken = ", ".join(f'"{name}"' for name in names), set(), False
    for order in ("ASC", "DESC"):
        try:
            asked = f'SELECT rowid, {columns} FROM "{table.name}" NOT INDEXED ORDER BY rowid {order}'  # noqa: S608  our names
            for number, *values in connection.execute(asked):
                if number in seen:
                    break
                seen.add(number)
                yield dict(zip(names, values, strict=True))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            broken = True
            problems.append(f"{path.name}, table {table.name}, after {len(seen):,} rows: {error}")
        if not broken:
            return


def _leaves(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the rows that stand in leaf pages, as the tables that they fit."""
    keyed = {"segment", "article", "decision"}
    with suppress(OSError):
        for number, values in leaf_rows(path):
            for table in _TABLES:
                own = [number, *values[1:]] if table.name in keyed and values and values[0] is None else values
                if _fits(table, own):
                    yield table.name, dict(zip([c.name for c in table.c], own, strict=True))
                    break


def _fits(table: Table, values: Sequence[Any]) -> bool:
    """Tell whether values are those of a row of a table: as many, and of its kinds."""
    if len(values) != len(table.c):
        return False
    for column, value in zip(table.c, values, strict=True):
        kind = column.type.python_type
        fits = isinstance(value, kind) or (kind is bool and value in (0, 1))
        if not (fits or (value is None and column.nullable)):
            return False
    return table.name != "meta" or values[0] in ("version", "last_visit")


def _unfit(found: dict[str, dict[Any, Row]]) -> list[str]:
    """Drop rows that are not whole; return what they are, in words."""
    lost = []
    for key, row in list(found["segment"].items()):
        try:
            unpack(Segment(row["rows"], row["sha256"], row["data"]), f"segment {key}")
        except WorkspaceDamagedError as error:
            lost.append(str(error))
            del found["segment"][key]
    for key, row in list(found["article"].items()):
        bare = not (row["sha256"] or row["text"])
        if not bare and digest(row["text"] if row["text"].strip() else row["title"]) != row["sha256"]:
            lost.append(f"article {key!r}: its text is not the one that was read")
            del found["article"][key]
    for key, row in list(found["decision"].items()):
        try:
            Decision.of_row(row)
        except (ValueError, TypeError, KeyError) as error:
            lost.append(f"decision {key}: {error}")
            del found["decision"][key]
    return lost
