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

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa

from geo.facts.daily import Order
from geo.mention import LIST_SEPARATOR
from geo.query import Filter

if TYPE_CHECKING:
    from geo.gazetteer import Place
    from geo.store import Store

__all__ = ["EXPORT_SCHEMA", "LINKS", "DayReport", "Days", "Link", "Order", "at_town", "best_of"]

LINKS: Final = 50
"""Most articles that a row lists; their number is told in full."""

NEEDED: Final = (
    "mention_id", "article_id", "story_id", "article_title", "source", "url", "sentence", "place_id", "place",
    "place_ar", "types", "governorate", "status", "role", "confidence", "actors", "alleged", "said_by", "date_start",
    "date_end", "date_source", "context", "topics", "language",
)  # fmt: skip
"""Columns of a mention that are read."""
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
    store, f
        The mentions, and which of them.

    Attributes
    ----------
    total
        How many rows there are.
    mentions
        Mentions that are in a row.
    broader, undated
        Mentions at a place that are in none: dated less exactly than a day, or not at all.
    """

    def __init__(self, store: Store, f: Filter) -> None:
        # The keys and counts of all rows are kept; what a row lists is gathered for the page that is looked at.
        self._store = store
        self._daily = store.daily(f)
        self.total = self._daily.total
        self.mentions, self.broader, self.undated = self._daily.mentions, self._daily.broader, self._daily.undated

    def page(self, offset: int = 0, limit: int = 50, order: Order = "day") -> list[DayReport]:
        """Return some rows: the latest day first, or the most stories first."""
        lines = self._daily.page(offset, limit, order)
        numbers = sorted({number for line in lines for number in line.numbers})
        rows = dict(zip(numbers, self._store.at(numbers, NEEDED).to_pylist(), strict=True))
        return [
            _report((line.day, line.place_id, line.topic), [rows[number] for number in line.numbers]) for line in lines
        ]

    def table(
        self, order: Order = "day", limit: int | None = None, towns: Mapping[str, Place | None] = MappingProxyType({})
    ) -> pa.Table:
        """Return the rows as a table, columns of `EXPORT_SCHEMA`: all of them, or the first ones.

        `towns` tells which places are named by a town instead (`geo.exports.positions.Positions.towns`).
        """
        reports = self.page(0, self.total if limit is None else limit, order)
        return pa.Table.from_pylist([_exported(at_town(report, towns)) for report in reports], schema=EXPORT_SCHEMA)


def best_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mention whose sentence says it best: it reports, states its date, and is sure of its place."""
    return max(rows, key=lambda r: (r["context"] == "reported", r["date_source"] == "sentence", r["confidence"] or 0.0))


def _report(key: tuple[date, str, str], rows: list[dict[str, Any]]) -> DayReport:
    best, first = best_of(rows), rows[0]
    links = {r["article_id"]: Link(r["article_id"], r["article_title"], r["source"], r["url"]) for r in rows}
    return DayReport(
        day=key[0], place_id=key[1], topic=key[2], place=first["place"], place_ar=first["place_ar"],
        types=first["types"], governorate=first["governorate"],
        stories=len({r["story_id"] or r["article_id"] for r in rows}), articles=len(links), mentions=len(rows),
        reported=sum(r["context"] == "reported" for r in rows),
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


def at_town(report: DayReport, towns: Mapping[str, Place | None]) -> DayReport:
    """Return a row under the town's name and id where its place is one that is not named; else as it is."""
    if report.place_id not in towns:
        return report
    town = towns[report.place_id]
    if town is None:
        return replace(report, place_id="", place=f"a {report.types}", place_ar="")
    return replace(
        report, place_id=town.id, place=town.title, place_ar=town.title_ar, types=town.type,
        governorate=town.governorate,
    )  # fmt: skip


def _exported(report: DayReport) -> dict[str, Any]:
    cells = {name: getattr(report, name) for name in EXPORT_SCHEMA.names if hasattr(report, name)}
    links = [LIST_SEPARATOR.join(filter(None, (link.source, link.title, link.url))) for link in report.links]
    own = {"sentence": report.best["sentence"], "sentence_mention_id": report.best["mention_id"]}
    return {**cells, **own, "links": links} | {
        name: list(cells[name]) for name in ("outlets", "actors", "alleged", "said_by")
    }
