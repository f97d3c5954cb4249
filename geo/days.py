"""Reports by place, day and topic: what an analyst copies into a chronology, counted by story.

Each row gathers the mentions of one place that are dated to one day and are about one topic: how many stories and
outlets tell of it, who is named, who is quoted, and the sentence that says it best. These are reports, not verified
incidents: two rows may tell of one event, one row of several, and a row may hold only denials (`reported` counts the
mentions that tell what happened).

Only mentions that stand at a place, and on one day, are in a row; `Days.broader` and `Days.undated` count those that
are dated less exactly or not at all. A mention with two topics is in two rows, one without a topic in the row of "".
The best sentence is one that reports, with a date of its own, placed with the highest confidence; then the earliest.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

import duckdb
import pyarrow as pa

from geo.mention import LIST_SEPARATOR

Order = Literal["day", "stories"]

LINKS: Final = 50
"""Most articles that a row lists; their number is told in full."""

NEEDED: Final = (
    "mention_id", "article_id", "story_id", "article_title", "source", "url", "sentence", "place_id", "place",
    "place_ar", "types", "governorate", "status", "role", "confidence", "actors", "alleged", "said_by", "date_start",
    "date_end", "date_source", "context", "topics", "language",
)  # fmt: skip
"""Columns of a mention that are read."""
_KEYS: Final = ("place_id", "place", "role", "status", "date_start", "date_end", "topics", "story_id")
_PLACED: Final = "role = 'place' AND status = 'resolved'"
_ORDERS: Final[Mapping[Order, str]] = {
    "day": "day DESC, stories DESC, place, place_id, topic",
    "stories": "stories DESC, day DESC, place, place_id, topic",
}

EXPORT_SCHEMA: Final = pa.schema(
    [
        pa.field("day", pa.date32()), pa.field("place_id", pa.string()), pa.field("place", pa.string()),
        pa.field("types", pa.string()), pa.field("governorate", pa.string()), pa.field("topic", pa.string()),
        pa.field("stories", pa.int64()), pa.field("outlets", pa.list_(pa.string())), pa.field("articles", pa.int64()),
        pa.field("mentions", pa.int64()), pa.field("reported", pa.int64()), pa.field("stated", pa.int64()),
        pa.field("actors", pa.list_(pa.string())), pa.field("alleged", pa.list_(pa.string())),
        pa.field("said_by", pa.list_(pa.string())), pa.field("sentence", pa.string()),
        pa.field("sentence_mention_id", pa.string()), pa.field("links", pa.list_(pa.string())),
    ]
)  # fmt: skip
"""Columns of an export, one row a place, day and topic."""


class Link(NamedTuple):
    """An article behind a row."""

    article_id: str
    title: str
    source: str
    url: str


@dataclass(frozen=True)
class DayReport:
    """What is told of one place, on one day, about one topic.

    `reported` counts the mentions with context reported, `stated` those whose sentence gives the day itself (the
    others have their article's date). `best` is a mention: its sentence, its id, its article.
    """

    day: date
    place_id: str
    place: str
    place_ar: str
    types: str
    governorate: str
    topic: str
    stories: int
    articles: int
    mentions: int
    reported: int
    stated: int
    outlets: tuple[str, ...]
    actors: tuple[str, ...]
    alleged: tuple[str, ...]
    said_by: tuple[str, ...]
    best: Mapping[str, Any]
    links: tuple[Link, ...]


class Days:
    """The rows of one filter, asked for by page; may be used by many threads at once.

    Parameters
    ----------
    mentions
        Mentions that a filter left, at least the columns `NEEDED`, in the store's order.

    Attributes
    ----------
    total
        How many rows there are.
    mentions
        Mentions that are in a row.
    broader, undated
        Mentions at a place that are in none: dated less exactly than a day, or not at all.
    """

    def __init__(self, mentions: pa.Table) -> None:
        self._mentions = mentions.select(list(NEEDED))
        self._lock = threading.Lock()
        self._connection = duckdb.connect(":memory:", config={"temp_directory": ""})
        narrow = mentions.select(
            ["place_id", "role", "status", "date_start", "date_end", "topics", "story_id", "place"]
        )
        narrow = narrow.append_column("row_no", pa.array(range(mentions.num_rows), pa.int64()))
        self._connection.register("given", narrow)
        # The keys and counts of all rows are kept; what a row lists is gathered for the page that is looked at.
        self._connection.execute(
            "CREATE TABLE told AS SELECT row_no, place_id, place, date_start AS day, story_id,"  # noqa: S608
            " unnest(CASE WHEN len(topics) = 0 THEN [''] ELSE list_distinct(topics) END) AS topic"
            f" FROM given WHERE {_PLACED} AND date_start = date_end"
        )
        self._connection.execute(
            "CREATE TABLE report AS SELECT day, place_id, any_value(place) AS place, topic,"
            " count(DISTINCT story_id) AS stories FROM told GROUP BY day, place_id, topic"
        )
        counts = self._connection.execute(
            "SELECT count(*) FILTER (date_start = date_end), count(*) FILTER (date_start <> date_end),"  # noqa: S608
            f" count(*) FILTER (date_start IS NULL) FROM given WHERE {_PLACED}"
        ).fetchall()
        self.mentions, self.broader, self.undated = map(int, counts[0])
        self.total = self._one("SELECT count(*) FROM report")
        self._connection.unregister("given")

    def page(self, offset: int = 0, limit: int = 50, order: Order = "day") -> list[DayReport]:
        """Return some rows: the latest day first, or the most stories first."""
        with self._lock:
            cursor = self._connection.cursor()
        asked = {"limit": limit, "offset": offset}
        numbers = cursor.execute(
            "SELECT told.row_no FROM told JOIN (SELECT day, place_id, topic FROM report"  # noqa: S608
            f" ORDER BY {_ORDERS[order]} LIMIT $limit OFFSET $offset) USING (day, place_id, topic)",
            asked,
        ).fetchnumpy()["row_no"]
        rows = self._mentions.take(pa.array(sorted(set(numbers.tolist())), pa.int64()))
        keys = cursor.execute(
            f"SELECT day, place_id, topic FROM report ORDER BY {_ORDERS[order]} LIMIT $limit OFFSET $offset",  # noqa: S608
            asked,
        ).fetchall()
        cursor.close()
        gathered: dict[tuple[date, str, str], list[dict[str, Any]]] = {key: [] for key in keys}
        for row in rows.to_pylist():
            for topic in dict.fromkeys(row["topics"]) or [""]:
                if (found := gathered.get((row["date_start"], row["place_id"], topic))) is not None:
                    found.append(row)
        return [_report(key, rows_of) for key, rows_of in gathered.items()]

    def table(self, order: Order = "day", limit: int | None = None) -> pa.Table:
        """Return the rows as a table, columns of `EXPORT_SCHEMA`: all of them, or the first ones."""
        reports = self.page(0, self.total if limit is None else limit, order)
        return pa.Table.from_pylist([_exported(report) for report in reports], schema=EXPORT_SCHEMA)

    def _one(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchall()[0][0])


def best_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mention whose sentence says it best: it reports, states its date, and is sure of its place."""
    return max(rows, key=lambda r: (r["context"] == "reported", r["date_source"] == "sentence", r["confidence"] or 0.0))


def _report(key: tuple[date, str, str], rows: list[dict[str, Any]]) -> DayReport:
    best, first = best_of(rows), rows[0]
    links = {r["article_id"]: Link(r["article_id"], r["article_title"], r["source"], r["url"]) for r in rows}
    return DayReport(
        day=key[0], place_id=key[1], topic=key[2], place=first["place"], place_ar=first["place_ar"],
        types=first["types"], governorate=first["governorate"], stories=len({r["story_id"] for r in rows}),
        articles=len(links), mentions=len(rows), reported=sum(r["context"] == "reported" for r in rows),
        stated=sum(r["date_source"] == "sentence" for r in rows),
        outlets=tuple(sorted({r["source"] for r in rows if r["source"]})),
        actors=_listed(rows, "actors"), alleged=_listed(rows, "alleged"), said_by=_listed(rows, "said_by"),
        best=best, links=tuple(links.values())[:LINKS],
    )  # fmt: skip


def _listed(rows: list[dict[str, Any]], column: str) -> tuple[str, ...]:
    """Return the values of a list column, those of most rows first."""
    counts: dict[str, int] = {}
    for row in rows:
        for value in dict.fromkeys(row[column]):
            counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _exported(report: DayReport) -> dict[str, Any]:
    cells = {name: getattr(report, name) for name in EXPORT_SCHEMA.names if hasattr(report, name)}
    links = [LIST_SEPARATOR.join(filter(None, (link.source, link.title, link.url))) for link in report.links]
    own = {"sentence": report.best["sentence"], "sentence_mention_id": report.best["mention_id"]}
    return {**cells, **own, "links": links} | {
        name: list(cells[name]) for name in ("outlets", "actors", "alleged", "said_by")
    }
