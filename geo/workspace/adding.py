"""Writing articles and their mentions: the part of an import that needs the write lock, kept short."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from geo.articles import Article
from geo.exc import WorkspaceDamagedError
from geo.mention import SCHEMA
from geo.workspace import schema
from geo.workspace.near import Near
from geo.workspace.reading import Reading
from geo.workspace.segments import pack
from geo.workspace.shelf import Added, Incoming, Stored, row_of

Extract = Callable[[Sequence[Article]], pa.Table]
"""Makes the mentions of articles: columns of SCHEMA."""
BATCH = 200
"""Articles that are written in one transaction."""


class Adding:
    """What a process knows of the articles that are there: their signatures, to tell reprints."""

    def __init__(self) -> None:
        self._near = Near()

    def write(self, connection: Connection, new: Sequence[Incoming], table: pa.Table, version: int) -> list[Added]:
        """Write new articles with their mentions, and tell which are copies or reprints of others.

        Parameters
        ----------
        connection
            A transaction that writes.
        new
            Articles under ids that nobody has.
        table
            The mentions of these articles, and perhaps of others, which are left out.
        version
            Of this write.
        """
        if not new:
            return []
        shelf = schema.article
        self._refresh(connection)
        twins = self._twins(connection, new)
        counts, number = write_segment(connection, table, [one.article.article_id for one in new])
        now, done = int(time.time()), []
        first = (connection.scalar(select(func.max(shelf.c.number))) or 0) + 1
        names = [one.article.article_id for one in new]
        told = set(connection.scalars(select(shelf.c.story_id).where(shelf.c.story_id.in_({o.story_id for o in new}))))
        connection.execute(
            insert(shelf),
            [
                {"number": at, **row_of(one, version, now, counts.get(name, 0), number)}
                for at, (name, one) in enumerate(zip(names, new, strict=True), first)
            ],
        )
        for at, (name, one) in enumerate(zip(names, new, strict=True), first):
            alike = self._near.alike(one.signature)
            of = self._one_story(connection, at, one, alike, version) if alike or one.story_id in told else ""
            told.add(one.story_id)
            self._near.add(at, one.signature)
            if one.sha256 in twins:
                done.append(Added(name, "copy", twins[one.sha256]))
            else:
                done.append(Added(name, "near", of) if of else Added(name, "added"))
            twins.setdefault(one.sha256, name)
        tidy(connection, set())
        return done

    def _refresh(self, connection: Connection) -> None:
        """Learn the articles that came in since; those of a write that failed are learnt anew."""
        table = schema.article.c
        if (connection.scalar(select(func.max(table.number))) or 0) < self._near.known:
            self._near = Near()
        asked = select(table.number, table.signature).where(table.number > self._near.known).order_by(table.number)
        for number, signed in connection.execute(asked):
            self._near.add(number, signed)

    def _twins(self, connection: Connection, new: Sequence[Incoming]) -> dict[str, str]:
        """Return an article that is there for each text that is there."""
        table = schema.article.c
        asked = select(table.sha256, table.article_id).where(table.sha256.in_({one.sha256 for one in new}))
        return {row.sha256: row.article_id for row in connection.execute(asked)}

    def _one_story(self, connection: Connection, number: int, one: Incoming, alike: list[int], version: int) -> str:
        """Make an article and its reprints one story, whose id is the least of theirs; return one of the reprints."""
        shelf = schema.article
        alone = select(shelf.c.article_id, shelf.c.story_id).where(
            or_(shelf.c.number.in_(alike), shelf.c.story_id == one.story_id), shelf.c.number < number
        )
        found = connection.execute(alone.order_by(shelf.c.number)).all()
        if not found:
            return ""
        stories = {row.story_id for row in found} | {one.story_id}
        least = min(stories)
        if others := stories - {least}:
            changed = update(shelf).where(shelf.c.story_id.in_(others))
            connection.execute(changed.values(story_id=least, version=version))
        return str(found[0].article_id)


def readable(article: Callable[[str], Stored | None], ids: Iterable[str], damaged: list[str]) -> list[Stored]:
    """Return the articles that can be read anew: those that are there, with a text; damaged ones are told."""
    found = []
    for one in ids:
        try:
            stored = article(one)
        except WorkspaceDamagedError as error:
            damaged.append(str(error))
            continue
        if stored is not None and stored.has_text:
            found.append(stored)
    return found


def replace_mentions(
    connection: Connection, reading: Reading, articles: Sequence[Stored], table: pa.Table, version: int
) -> list[str]:
    """Write the mentions of articles that were read anew in the place of the old ones.

    Returns
    -------
    list of str
        Ids of articles that somebody changed while they were read: they are left as they were.
    """
    shelf = schema.article
    ids = [one.listed.article_id for one in articles]
    now = {
        row.article_id: row.version
        for row in connection.execute(select(shelf.c.article_id, shelf.c.version).where(shelf.c.article_id.in_(ids)))
    }
    kept = [one.listed.article_id for one in articles if now.get(one.listed.article_id) == one.version]
    if not kept:
        return [one for one in ids if one in now]
    wanted = pa.array(kept, pa.string())
    before: set[str] = set()
    for part in reading.parts(connection, kept):
        of_these = pc.is_in(part.table.column("article_id"), wanted)
        before |= set(part.table.column("mention_id").filter(of_these).to_pylist())
    counts, number = write_segment(connection, table, kept)
    after = set(table.column("mention_id").to_pylist())
    if gone := sorted(before - after):
        connection.execute(insert(schema.removed), [{"version": version, "mention_id": one} for one in gone])
    connection.execute(
        update(shelf)
        .where(shelf.c.article_id == bindparam("name"))
        .values(segment=number, version=version, stale=False, mentions=bindparam("count")),
        [{"name": name, "count": counts.get(name, 0)} for name in kept],
    )
    tidy(connection, reading.damaged)
    return [one for one in ids if one in now and one not in kept]


def stale(connection: Connection, reading: Reading) -> list[str]:
    """Return the ids of articles to read anew: those that ask for it, and those whose mentions are damaged.

    What came in as a table of mentions has no text to be read.
    """
    table = schema.article.c
    reading.parts(connection)
    damaged = list(reading.damaged)
    asked = select(table.article_id).where(and_(table.sha256 != "", or_(table.stale, table.segment.in_(damaged))))
    asked = asked.order_by(table.number)
    return list(connection.scalars(asked))


_SMALL = 2_000
"""Rows of a segment that is worth being put together with others."""
_MANY = 32
"""How many small segments there may be: each costs a question when all mentions are read."""


def write_segment(connection: Connection, table: pa.Table, ids: Sequence[str]) -> tuple[dict[str, int], int]:
    """Write the mentions of articles as a segment; return how many each has, and the segment's number."""
    mine = pc.is_in(table.column("article_id"), pa.array(ids, pa.string()))
    if not pc.all(mine, min_count=0).as_py():
        table = table.filter(mine)
    counted = pc.value_counts(table.column("article_id").combine_chunks())
    counts = {row["values"]: row["counts"] for row in counted.to_pylist()}
    packed = pack(pa.table(table.columns, schema=SCHEMA))
    made = connection.execute(insert(schema.segment).values(packed._asdict()))
    assert made.inserted_primary_key is not None  # noqa: S101  an insert of one row has its key
    return counts, made.inserted_primary_key[0]


def tidy(connection: Connection, damaged: Collection[int]) -> None:
    """Let go of segments that hold no article any more, and put small ones together where they are many."""
    shelf, table = schema.article, schema.segment
    used = select(shelf.c.segment).where(shelf.c.segment == table.c.number)
    connection.execute(delete(table).where(~used.exists()))
    small = list(connection.scalars(select(table.c.number).where(table.c.rows < _SMALL).order_by(table.c.number)))
    small = [number for number in small if number not in damaged]
    if len(small) <= _MANY:
        return
    ids = list(connection.scalars(select(shelf.c.article_id).where(shelf.c.segment.in_(small))))
    wanted = pa.array(ids, pa.string())
    # Read apart: what is not yet on disk is not for others to see.
    fresh = Reading("segments")
    tables = [part.table for part in fresh.parts(connection, ids)]
    whole = pa.concat_tables([t.filter(pc.is_in(t.column("article_id"), wanted)) for t in tables])
    if fresh.damaged:
        return
    _, number = write_segment(connection, whole, ids)
    # Nothing that the mentions say changes, so neither does the version of their articles.
    connection.execute(update(shelf).where(shelf.c.segment.in_(small)).values(segment=number))
    connection.execute(delete(table).where(table.c.number.in_(small)))
