"""What a workspace's database says of itself: how many writes it has seen, when the analyst was last here, figures."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from geo.workspace import schema


class Info(NamedTuple):
    """What is in a workspace; `stale` articles wait to be read anew."""

    name: str
    folder: Path | None
    read_only: bool
    version: int
    articles: int
    mentions: int
    decisions: int
    stale: int
    last_visit: datetime | None
    size: int
    """Bytes of the database."""


def info(connection: Connection, name: str, folder: Path | None, database: Path | None, *, read_only: bool) -> Info:
    """Return a workspace in figures.

    Parameters
    ----------
    connection
        Reads its database.
    name, folder, database, read_only
        What it is called, where it lies, and whether it can be written; None in memory.
    """
    table = schema.article.c
    figures = select(func.count(), func.sum(table.mentions), func.sum(table.stale))
    articles, mentions, stale = (number or 0 for number in connection.execute(figures).one())
    decisions = connection.scalar(select(func.count()).select_from(schema.decision)) or 0
    return Info(
        name, folder, read_only, version(connection), articles, mentions, decisions, stale,
        last_visit(connection), database.stat().st_size if database else 0,
    )  # fmt: skip


def version(connection: Connection) -> int:
    """Return the number of writes so far."""
    return int(_read(connection, "version") or 0)


def next_version(connection: Connection) -> int:
    """Count one more write, and return its number."""
    number = version(connection) + 1
    _write(connection, "version", str(number))
    return number


def last_visit(connection: Connection) -> datetime | None:
    """Return when the analyst was last here, UTC; None before the first time."""
    visit = _read(connection, "last_visit")
    return datetime.fromtimestamp(int(visit), UTC) if visit else None


def visit(connection: Connection) -> datetime | None:
    """Note that the analyst is here now, and return when she was here before."""
    before = last_visit(connection)
    _write(connection, "last_visit", str(int(time.time())))
    return before


def _read(connection: Connection, name: str) -> str:
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == name)) or ""


def _write(connection: Connection, name: str, value: str) -> None:
    connection.execute(insert(schema.meta).prefix_with("OR REPLACE").values(name=name, value=value))
