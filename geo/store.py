"""The store: a table of mentions held in memory so that one `Filter` is answered in a moment.

Rows are kept once, sorted and dictionary-encoded, as an Arrow table; beside them DuckDB holds a narrow table
of numbers for each mention (which article, place, set of actors, sentence ...) and the lists that those numbers
point into. DuckDB answers which rows match and counts them, Arrow hands the rows out.

`overview` answers everything that a page shows of a filter from one pass, so that figures, map, facets and
timeline agree by construction: it notes for each mention which filters it misses; those that miss none are the
view, those that miss only one are what dropping that filter would bring back, hence the facet of that filter.

A `Store` never changes once built, and may be used by many threads at once: each call has its own cursor.
Speed is measured by `bench/query.py`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from geo.actors import shipped_parents
from geo.conditions import conditions, parameters, where
from geo.gazetteer import Gazetteer
from geo.index import Index
from geo.overview import (
    Emptied,
    FacetCount,
    FacetName,
    Figures,
    NotPlaced,
    Overview,
    PlaceCount,
    Timeline,
    timeline,
    unit_for,
)
from geo.query import Filter, FilterName

FACET_LIMIT: Final = 2000
"""Most values that a facet lists (the frequent ones first; values that the filter asks for always)."""

_REMEMBERED: Final = 16
"""Filters whose answer is kept, for all sessions together: at a million mentions up to 5 MB each."""

_CHEAP_FIRST: Final[tuple[FilterName, ...]] = ("dates", "articles", "places", "governorates", "actors", "text")


class _Answer(NamedTuple):
    overview: Overview
    rows: np.ndarray[Any, Any] | None
    """Numbers of the matching rows in order; None for all rows."""


class Store:
    """Mentions in memory, answering one `Filter`.

    Parameters
    ----------
    mentions
        Columns of `geo.mention.SCHEMA`; other columns are left aside.
    gazetteer
        Where titles and points on the map come from. A place that it does not have (a table written with another
        gazetteer) is shown as its first mention says.
    parents
        Actor -> the actor that it is part of (`geo.actors.Actors.parents`): who asks for an actor gets its parts with
        it. By default those of `data/actors.csv`.

    Raises
    ------
    MentionsError
        If the table is not one of mentions.
    """

    def __init__(self, mentions: pa.Table, gazetteer: Gazetteer, parents: Mapping[str, str] | None = None) -> None:
        self._index = Index(mentions, gazetteer, shipped_parents() if parents is None else parents)
        self._known: OrderedDict[Filter, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._index)

    @property
    def missing_places(self) -> tuple[str, ...]:
        """Ids of places that mentions point to and the gazetteer does not have."""
        return self._index.missing_places

    def overview(self, f: Filter) -> Overview:
        """Return figures, map, facets and timeline of one filter; the last few are remembered."""
        return self._answer(f).overview

    def count(self, f: Filter) -> Figures:
        """Return the figures of the matching mentions."""
        return self.overview(f).figures

    def on_map(self, f: Filter) -> tuple[PlaceCount, ...]:
        """Return the places of the matching mentions with role place and status resolved, most mentions first.

        What `overview` has as `places`, a good deal sooner: a page can draw its map before it asks for the rest.
        """
        with self._lock:
            known = self._known.get(f)
        if known:
            return known.overview.places
        found = self._query(
            "SELECT place_no, count(*), count(DISTINCT article_no), count(*) FILTER (exact) FROM mention"  # noqa: S608
            f" WHERE {where(f)} AND placed GROUP BY place_no",
            parameters(f),
        ).fetchall()
        return self._drawn(found)

    def facet(self, f: Filter, column: FacetName) -> tuple[FacetCount, ...]:
        """Return the values of a filter (actors, places, governorates, articles), counted without that filter.

        At most `FACET_LIMIT`, most mentions first; what the filter asks for is always among them, if with 0.
        """
        return self.overview(f).facets[column]

    def days(self, f: Filter) -> Timeline:
        """Return how the mentions lie in time, counted without the date filter."""
        return self.overview(f).timeline

    def which_filter_emptied(self, f: Filter) -> list[Emptied]:
        """Return the filters any of which can be dropped to see mentions again, the most fruitful first.

        Nothing while the view is not empty, and nothing where no single filter is to blame.
        """
        view = self.overview(f)
        if view.figures.mentions:
            return []
        found = [Emptied(name, mentions) for name, mentions in view.dropping.items() if mentions]
        return sorted(found, key=lambda e: -e.mentions)

    def unknown(self, f: Filter) -> dict[FilterName, tuple[str, ...]]:
        """Return the actors, places and articles that the filter asks for and no mention has (a stale link)."""
        asked: dict[FilterName, tuple[str, ...]] = {
            "actors": f.actors,
            "places": f.places,
            "articles": f.articles,
        }
        found = {name: tuple(v for v in values if not self._index.has(name, v)) for name, values in asked.items()}
        return {name: values for name, values in found.items() if values}

    def describe(self, f: Filter) -> str:
        """Return the filter in words, places and articles named by title."""
        asked = (("places", f.places), ("articles", f.articles))
        return f.describe({value: self._index.label(name, value) for name, values in asked for value in values})

    def page(self, f: Filter, offset: int = 0, limit: int = 100) -> pa.Table:
        """Return one page of the matching rows, columns of SCHEMA.

        Always in one order: published (no date last), article_id, field, start.
        """
        numbers = self._answer(f).rows
        return self._index.rows(range(len(self))[offset:][:limit] if numbers is None else numbers[offset:][:limit])

    def evidence(self, f: Filter, place_id: str, offset: int = 0, limit: int = 100) -> pa.Table:
        """Return the matching mentions that stand on the map at one place, columns of SCHEMA, in page's order."""
        found = self._query(
            f"SELECT row_no FROM mention WHERE {where(f)}"  # noqa: S608
            " AND placed AND place_no = (SELECT place_no FROM place WHERE place_id = $at)"
            " ORDER BY row_no LIMIT $limit OFFSET $offset",
            {**parameters(f), "at": place_id, "limit": limit, "offset": offset},
        ).fetchnumpy()
        return self._index.rows(np.asarray(found["row_no"]))

    def rows(self, f: Filter) -> pa.Table:
        """Return all matching rows, for export: columns of SCHEMA, in page's order."""
        return self._index.rows(self._answer(f).rows)

    def not_placed(self, f: Filter, limit: int | None = None) -> list[NotPlaced]:
        """Return the names of places that were not resolved, one row a surface form and status, frequent first."""
        found = self._query(
            "SELECT s.surface, c.status::VARCHAR, c.mentions, c.articles, c.example FROM ("  # noqa: S608
            " SELECT surface_no, status, count(*) AS mentions, count(DISTINCT article_no) AS articles,"
            " min(row_no) AS example FROM mention"
            f" WHERE {where(f)} AND is_place AND NOT placed GROUP BY surface_no, status) c"
            " JOIN surface s USING (surface_no) ORDER BY c.mentions DESC, s.surface, c.status LIMIT $limit",
            {**parameters(f), "limit": len(self) if limit is None else limit},
        ).fetchall()
        columns = ["sentence", "article_id", "article_title", "candidates"]
        examples = self._index.rows([row[4] for row in found], columns).to_pylist()
        return [
            NotPlaced(
                surface, status, mentions, articles, e["sentence"], e["article_id"], e["article_title"],
                tuple(e["candidates"]),
            )
            for (surface, status, mentions, articles, _), e in zip(found, examples, strict=True)
        ]  # fmt: skip

    def _query(self, sql: str, parameters: dict[str, object]) -> duckdb.DuckDBPyConnection:
        return self._index.cursor().execute(sql, parameters)

    def _answer(self, f: Filter) -> _Answer:
        with self._lock:
            if f in self._known:
                self._known.move_to_end(f)
                return self._known[f]
        answer = self._ask(f)
        with self._lock:
            self._known[f] = answer
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return answer

    def _ask(self, f: Filter) -> _Answer:
        asked = conditions(f)
        others = self._others(f)
        # A filter whose own counts are already known need not keep the mentions that it alone leaves out.
        bits: dict[FilterName, int] = {name: 1 << i for i, name in enumerate(asked)}
        settled = sum(bit for name, bit in bits.items() if name in others)
        near_enough = f"bit_count(missed) <= 1 AND missed & {settled} = 0"
        cursor = self._index.cursor()
        actors_no = "actors_no" if f.actor_scope == "sentence" else "article_actors_no"
        try:
            if not asked:
                cursor.execute(f"CREATE TEMP VIEW base AS SELECT *, {actors_no} AS set_no, 0 AS missed FROM mention")  # noqa: S608
                return _Answer(self._from_base(cursor, f, bits, others), None)
            # Each step drops the mentions that miss a second filter, so that the dear filters see few of them.
            steps = "SELECT *, 0 AS missed FROM mention"
            for name in filter(asked.__contains__, _CHEAP_FIRST):
                steps = (
                    f"SELECT * REPLACE (missed + CASE WHEN {asked[name]} THEN 0 ELSE {bits[name]} END AS missed)"  # noqa: S608
                    f" FROM ({steps}) WHERE {near_enough}"
                )
            near = cursor.execute(
                f"SELECT row_no, missed FROM ({steps}) WHERE {near_enough}",  # noqa: S608
                parameters(f),
            ).fetchnumpy()
            numbers, missed = np.asarray(near["row_no"]), np.asarray(near["missed"])
            # Arrow fetches the other columns of these few rows sooner than DuckDB carries them through the steps.
            facts = self._index.facts.take(pa.array(numbers)).append_column("missed", pa.array(missed))
            cursor.register("base", facts.append_column("set_no", facts.column(actors_no)))
            return _Answer(self._from_base(cursor, f, bits, others), np.sort(numbers[missed == 0]))
        finally:
            cursor.close()

    def _others(self, f: Filter) -> dict[FilterName, Overview]:
        """Return what is remembered of this filter with one of its filters dropped, by the one dropped.

        Where one filter alone is set, that is the overview of all mentions, which is worth asking for once.
        """
        active = f.active()
        others: dict[FilterName, Overview] = {}
        for name in active:
            if len(active) == 1:
                answer: _Answer | None = self._answer(f.without(name))
            else:
                with self._lock:
                    answer = self._known.get(f.without(name))
            # A facet that was cut may lack what is asked for.
            if answer and (len(answer.overview.facets.get(name, ())) < FACET_LIMIT):  # type: ignore[arg-type]
                others[name] = answer.overview
        return others

    def _from_base(
        self,
        cursor: duckdb.DuckDBPyConnection,
        f: Filter,
        bits: dict[FilterName, int],
        others: dict[FilterName, Overview],
    ) -> Overview:
        def rows(sql: str, but: FilterName, **values: object) -> list[tuple[Any, ...]]:
            """Ask of the mentions that miss no filter but one, which may be off."""
            seen = f"base WHERE missed IN (0, {bits.get(but, 0)})"
            return cursor.execute(sql.replace("{seen}", seen), values).fetchall()

        (figures,) = rows(
            "SELECT count(*) FILTER (missed = 0), count(*) FILTER (missed = 0 AND placed),"
            " count(*) FILTER (missed = 0 AND is_place AND status = 'ambiguous'),"
            " count(*) FILTER (missed = 0 AND is_place AND status = 'unresolved'),"
            " count(*) FILTER (missed = 0 AND NOT is_place),"
            " count(DISTINCT article_no) FILTER (missed = 0),"
            " count(DISTINCT place_no) FILTER (missed = 0 AND placed),"
            " count(*) FILTER (date_start IS NULL) FROM {seen}",
            "dates",
        )
        undated = others["dates"].figures.undated if "dates" in others else figures[-1]
        places = rows(
            "SELECT place_no, count(*) FILTER (missed = 0), count(DISTINCT article_no) FILTER (missed = 0),"
            " count(*) FILTER (missed = 0 AND exact), count(*) FROM {seen} AND placed GROUP BY place_no",
            "places",
        )
        known = self._index.places
        ask: dict[FacetName, Callable[[], list[tuple[Any, ...]]]] = {
            "actors": lambda: rows(
                "SELECT name, name, sum(n)::BIGINT FROM (SELECT set_no, count(*) AS n FROM {seen} GROUP BY set_no)"
                " JOIN actor_set USING (set_no) JOIN actor USING (actor_no) GROUP BY name",
                "actors",
            ),
            "places": lambda: [(known[no].place_id, known[no].title, n) for no, *_, n in places],
            "governorates": lambda: rows(
                "SELECT name, name, n FROM (SELECT governorate_bit, count(*) AS n FROM {seen} AND is_place"
                " GROUP BY governorate_bit) JOIN governorate USING (governorate_bit)",
                "governorates",
            ),
            "articles": lambda: rows(
                "SELECT article_id, label, n FROM (SELECT article_no, count(*) AS n FROM {seen} GROUP BY article_no)"
                " JOIN article USING (article_no) QUALIFY article_id IN (SELECT unnest($asked))"
                " OR row_number() OVER (ORDER BY n DESC, label, article_id) <= $limit",
                "articles",
                asked=list(f.articles),
                limit=FACET_LIMIT,
            ),
        }
        facets = {
            name: self._listed(others[name].facets[name] if name in others else counted(), name, getattr(f, name))
            for name, counted in ask.items()
        }
        by_missed = dict(cursor.execute("SELECT missed, count(*) FROM base GROUP BY missed").fetchall())
        dropping = {
            name: others[name].figures.mentions if name in others else by_missed.get(0, 0) + by_missed.get(bit, 0)
            for name, bit in bits.items()
        }
        return Overview(
            Figures(*figures)._replace(undated=undated),
            self._drawn(row[:-1] for row in places),
            facets,
            others["dates"].timeline if "dates" in others else self._timeline(rows, undated),
            dropping,
        )

    def _drawn(self, rows: Iterable[tuple[int, ...]]) -> tuple[PlaceCount, ...]:
        """Return places from rows of number, mentions, articles and exact mentions, most mentions first."""
        known = self._index.places
        counted = (
            known[no]._replace(mentions=n, articles=articles, exact=exact) for no, n, articles, exact in rows if n
        )
        return tuple(sorted(counted, key=lambda place: (-place.mentions, place.title, place.place_id)))

    @staticmethod
    def _timeline(rows: Callable[[str, FilterName], list[tuple[Any, ...]]], undated: int) -> Timeline:
        ((first, last),) = rows("SELECT min(date_start), max(date_end) FROM {seen}", "dates")
        unit = unit_for(first, last) if first else "day"
        intervals = rows(
            f"SELECT date_trunc('{unit}', date_start)::DATE, date_trunc('{unit}', date_end)::DATE, count(*)"  # noqa: S608
            " FROM {seen} AND date_start IS NOT NULL GROUP BY ALL",
            "dates",
        )
        return timeline(intervals, unit, undated)

    def _listed(
        self, values: Iterable[tuple[Any, ...]], name: FacetName, asked: tuple[str, ...]
    ) -> tuple[FacetCount, ...]:
        """Return the most frequent values of a facet, then those asked for that are not among them."""
        counts = sorted(map(FacetCount._make, values), key=lambda c: (-c.mentions, c.label, c.id))
        seen = {count.id: count for count in counts}
        listed = counts[:FACET_LIMIT]
        rest = sorted(set(asked) - {count.id for count in listed})
        return (*listed, *(seen.get(v, FacetCount(v, self._index.label(name, v), 0)) for v in rest))
