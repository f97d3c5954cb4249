"""The tables of a workspace's database, and how one of an older format becomes one of this.

A mention is not a row here. Mentions come and go by the article (an import, a reading with a better gazetteer), and
are always wanted all at once: they are kept as segments, Arrow tables of a batch of articles in one cell. A segment is
written in the transaction that names it, so that no crash can part the two. At 1,000,000 mentions segments are written
and read ten times faster than rows (`bench/workspace.py`).

Decisions are append-only: rows of `decision` are neither changed nor deleted, which the database itself refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

FORMAT: Final = 1
"""Format of the database and of workspace.json; a workspace of a later one is refused."""

metadata: Final = MetaData()

meta: Final = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Single values: `version`, which counts what was written, and `last_visit`."""

segment: Final = Table(
    "segment",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""Mentions as they were extracted from a batch of articles: an Arrow stream."""

article: Final = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_id", String, nullable=False, unique=True),
    Column("version", Integer, nullable=False, index=True),
    Column("segment", Integer, ForeignKey("segment.number"), index=True),
    Column("stale", Boolean, nullable=False, default=False),
    Column("mentions", Integer, nullable=False, default=0),
    Column("added_at", Integer, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("published", String, nullable=False),
    Column("published_source", String, nullable=False),
    Column("source", String, nullable=False),
    Column("url", String, nullable=False),
    Column("language", String, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("title_is_cell", Boolean, nullable=False),
    Column("story_id", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("text", String, nullable=False),
)
"""Articles as they were read; with an empty `sha256` only mentions came in, and no text.

`version` is that of the last write which changed what its mentions say.
"""

decision: Final = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("version", Integer, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("scope", String, nullable=False),
    Column("mention_id", String, nullable=False, index=True),
    Column("article_id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("read", String, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    Column("why", String, nullable=False),
    Column("undoes", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""What people decided, in order; `read`, `before` and `after` are JSON objects."""

removed: Final = Table(
    "removed",
    metadata,
    Column("version", Integer, nullable=False, index=True),
    Column("mention_id", String, nullable=False),
    UniqueConstraint("version", "mention_id"),
)
"""Mentions that a write took away, so that who holds them can drop them."""

_APPEND_ONLY: Final = """
CREATE TRIGGER IF NOT EXISTS decision_kept_{what} BEFORE {what} ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
"""

MIGRATIONS: Final[Mapping[int, Callable[[Connection], None]]] = {}
"""What brings a database of one format to the next, by the format that it starts from."""


def create(connection: Connection) -> None:
    """Make the tables of an empty database."""
    metadata.create_all(connection)
    for what in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(_APPEND_ONLY.format(what=what))
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def migrate(connection: Connection, found: int) -> None:
    """Bring a database of an older format to this one, in the transaction that is open."""
    for number in range(found, FORMAT):
        MIGRATIONS[number](connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
