"""Counts of an export's rows by place and by article, kept while the rows go by once.

They are counted from the very rows that are written, after sensitive places were rounded, so that no sheet, layer or
map of an export can disagree with its mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa

from geo.exports.positions import POINT_IS

ARTICLE: Final = (
    "article_id",
    "story_id",
    "article_title",
    "published",
    "published_source",
    "source",
    "url",
    "language",
)
"""Columns of a mention that are its article's."""
PLACE: Final = (
    "place_id", "place", "place_ar", "types", "governorate", "district", "adm1_pcode", "country", "lat", "lon",
    "where_prec", POINT_IS,
)  # fmt: skip
"""Columns of a mention that are its place's. `where_prec` is the best, with the words of `point_is` that go with it."""
COUNTS: Final = ("mentions", "reported", "articles", "stories")
DATES: Final = ("first_date", "last_date")
"""What is counted of a place, and the days from the first to the last of its mentions."""
_OTHERS: Final = ("role", "status", "context", "date_start", "date_end")


@dataclass
class PlaceTally:
    """One place and what points to it."""

    place: dict[str, Any]
    """Columns of PLACE."""
    mentions: int = 0
    exact: int = 0
    """Mentions that mean the very spot (where_prec 1)."""
    reported: int = 0
    """Mentions whose context is `reported`, or not told at all."""
    articles: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None

    def row(self) -> dict[str, Any]:
        """Return the place's columns and its counts."""
        return self.place | {
            "mentions": self.mentions, "reported": self.reported, "articles": len(self.articles),
            "stories": len(self.stories), "first_date": self.first, "last_date": self.last,
        }  # fmt: skip

    def count(self, counting: str) -> int:
        """Return how many stories, articles or mentions."""
        return {"story": len(self.stories), "article": len(self.articles)}.get(counting, self.mentions)


@dataclass
class ArticleTally:
    """One article and how much of it is in the export."""

    article: dict[str, Any]
    mentions: int = 0
    places: set[str] = field(default_factory=set)

    def row(self) -> dict[str, Any]:
        """Return the article's columns and its counts."""
        return self.article | {"mentions": self.mentions, "places": len(self.places)}


class Tally:
    """Counts parts of a table as they go by."""

    def __init__(self) -> None:
        self.mentions = 0
        self.not_placed = 0
        """Names of places that were not resolved."""
        self.not_places = 0
        """Names with another role than place."""
        self._places: dict[str, PlaceTally] = {}
        self._articles: dict[str, ArticleTally] = {}

    def add(self, part: pa.Table) -> pa.Table:
        """Count a part and return it."""
        names = [*PLACE, *ARTICLE, *_OTHERS]
        for row in part.select(names).to_pylist():
            self._add(row)
        return part

    def places(self, counting: str = "mention") -> list[PlaceTally]:
        """Return the places that mentions were resolved to, most counted first."""
        return sorted(self._places.values(), key=lambda p: (-p.count(counting), p.place["place"], p.place["place_id"]))

    @property
    def stories(self) -> int:
        """Return how many stories the articles tell."""
        return len({a.article["story_id"] or a.article["article_id"] for a in self._articles.values()})

    def articles(self) -> list[ArticleTally]:
        """Return the articles, in the order in which they were met."""
        return list(self._articles.values())

    def _add(self, row: dict[str, Any]) -> None:
        self.mentions += 1
        article = self._articles.get(row["article_id"])
        if article is None:
            article = self._articles[row["article_id"]] = ArticleTally({name: row[name] for name in ARTICLE})
        article.mentions += 1
        if row["role"] != "place":
            self.not_places += 1
            return
        if row["status"] != "resolved":
            self.not_placed += 1
            return
        id_ = row["place_id"]
        article.places.add(id_)
        place = self._places.get(id_)
        if place is None:
            place = self._places[id_] = PlaceTally({name: row[name] for name in PLACE})
        elif (row["where_prec"] or 9) < (place.place["where_prec"] or 9):
            place.place |= {name: row[name] for name in ("where_prec", POINT_IS, "lat", "lon")}
        place.mentions += 1
        place.exact += row["where_prec"] == 1
        place.reported += row["context"] in {"reported", ""}
        place.articles.add(row["article_id"])
        place.stories.add(row["story_id"] or row["article_id"])
        start, end = row["date_start"], row["date_end"]
        if start is not None:
            place.first = start if place.first is None else min(place.first, start)
            place.last = end if place.last is None else max(place.last, end)
