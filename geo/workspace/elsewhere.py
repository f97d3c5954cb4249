"""Mentions that were made elsewhere, as tables that `extract` wrote: rows and sentences without the articles' texts.

Their articles are kept by what the rows say of them (id, title, source, address, date, language); they have no text,
which an empty SHA-256 says, and are never read anew. A row is known by its `mention_id`: one that comes in again takes
the place of the one that is there, and a table that comes in twice changes nothing.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, bindparam, func, insert, select, update

from geo.exc import ArticleError, MentionsError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.tables import header_of, kind_of
from geo.tables import read_mentions
from geo.workspace import schema
from geo.workspace.adding import tidy, write_segment
from geo.workspace.reading import Reading
from geo.workspace.shelf import Added

TABLES: Final = frozenset({".csv", ".jsonl", ".parquet"})
"""Endings of the tables that `extract` writes and that can be read back."""
_ARTICLES: Final = 500
"""Articles that are written in one transaction."""
_OURS: Final = ("story_id", "added_at")
"""Columns that the workspace says of an article, whatever its rows say."""


def is_mentions(file: File, limits: Limits) -> bool:
    """Tell whether a file is a table of mentions that can be brought in."""
    try:
        return file.ending in TABLES and kind_of(header_of(file, limits)) == "mentions"
    except ArticleError:
        return False  # whoever reads it as articles tells what is wrong


def read_table(file: File, limits: Limits) -> pa.Table:
    """Return the mentions of a file, every row checked.

    Raises
    ------
    ArticleError
        If it is none, or has too many rows.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"mentions{file.ending}"
        path.write_bytes(file.data)
        try:
            table = read_mentions(path)
        except MentionsError as error:
            raise ArticleError(str(error).replace(str(path), file.name)) from error
    if table.num_rows > limits.max_rows:
        raise ArticleError(f"{file.name}: found {table.num_rows:,} rows; {limits.expected('max_rows', 'rows')}")
    return table


def batches(table: pa.Table) -> Iterator[pa.Table]:
    """Yield a table in tables of whole articles, in the order in which these are met."""
    codes = table.column("article_id").combine_chunks().dictionary_encode().indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(0, codes.max(initial=-1) + 1 + _ARTICLES, _ARTICLES))
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if last > first:
            yield table.take(pa.array(order[first:last])).combine_chunks()


def write(
    connection: Connection,
    reading: Reading,
    table: pa.Table,
    next_version: Callable[[], int],
    report: Callable[[ArticleError], None],
) -> list[Added]:
    """Write the mentions of whole articles; return what became of each, in the order in which they are met.

    Parameters
    ----------
    connection
        A transaction that writes.
    reading
        What the workspace says now.
    table
        Columns of SCHEMA.
    next_version
        Counts one more write; called where something is.
    report
        Is told of an article that is there with its text: its mentions are those that were read from it.
    """
    shelf = schema.article
    names = table.column("article_id").unique().to_pylist()
    known = {
        row.article_id: row.sha256
        for row in connection.execute(select(shelf.c.article_id, shelf.c.sha256).where(shelf.c.article_id.in_(names)))
    }
    for name in (name for name in names if known.get(name)):
        count = pc.sum(pc.equal(table.column("article_id"), name)).as_py()
        report(ArticleError(
            f"article {name!r}: found {count:,} mentions of it in a table, and its text here; expected one of them: "
            "the mentions that were read from the text are kept"
        ))  # fmt: skip
    table = _of(table, [name for name in names if not known.get(name)])
    there = [name for name in names if known.get(name) == ""]
    rows, changed = _joined(reading, connection, table, there)
    new = [name for name in names if name not in known]
    if new or changed:
        _write(connection, reading, rows, new, changed, next_version())
    return [Added(n, "added") if n in changed or n not in known else Added(n, "same", n) for n in names]


def _of(table: pa.Table, names: Sequence[str]) -> pa.Table:
    return table.filter(pc.is_in(table.column("article_id"), pa.array(names, pa.string())))


def _joined(
    reading: Reading, connection: Connection, table: pa.Table, there: Sequence[str]
) -> tuple[pa.Table, set[str]]:
    """Return the rows to write, with those that are there already, and which articles that are there changed."""
    if not there:
        return table, set()
    old = pa.concat_tables([_of(part.table, there) for part in reading.parts(connection, there)])
    new = _of(table, there)
    old_rows, new_rows = _by_id(old), _by_id(new)
    changed = {row["article_id"] for id_, row in new_rows.items() if _said(old_rows.get(id_)) != _said(row)}
    left = old.filter(pc.invert(pc.is_in(old.column("mention_id"), new.column("mention_id").combine_chunks())))
    fresh = _of(table, [n for n in table.column("article_id").unique().to_pylist() if n not in there])
    return pa.concat_tables([fresh, _of(new, sorted(changed)), _of(left, sorted(changed))]), changed


def _by_id(table: pa.Table) -> dict[str, dict[str, Any]]:
    return {row["mention_id"]: row for row in table.to_pylist()}


def _said(row: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {name: value for name, value in row.items() if name not in _OURS}


def _write(
    connection: Connection, reading: Reading, rows: pa.Table, new: Sequence[str], changed: Collection[str], version: int
) -> None:
    shelf = schema.article
    counts, segment = write_segment(connection, rows, [*new, *changed])
    first = (connection.scalar(select(func.max(shelf.c.number))) or 0) + 1
    told = {row["article_id"]: row for row in rows.select(_FACTS).to_pylist()[::-1]}  # the first row of each
    now = int(time.time())
    if new:
        connection.execute(insert(shelf), [
            {
                "number": number, "article_id": name, "version": version, "segment": segment, "stale": False,
                "mentions": counts[name], "added_at": now, "sha256": "", "title": told[name]["article_title"],
                "published": told[name]["published"].isoformat() if told[name]["published"] else "",
                **{column: told[name][column] for column in ("published_source", "source", "url", "language")},
                "body_start": 0, "title_is_cell": True, "story_id": told[name]["story_id"], "signature": b"",
                "text": "",
            }
            for number, name in enumerate(new, first)
        ])  # fmt: skip
    if changed:
        connection.execute(
            update(shelf)
            .where(shelf.c.article_id == bindparam("name"))
            .values(segment=segment, version=version, mentions=bindparam("count")),
            [{"name": name, "count": counts[name]} for name in sorted(changed)],
        )
    tidy(connection, reading.damaged)


_FACTS: Final = [
    "article_id", "story_id", "article_title", "published", "published_source", "source", "url", "language",
]  # fmt: skip
