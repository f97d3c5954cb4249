"""The store: a table of mentions held in memory so that one `Filter` is answered in a moment.

Rows are kept once, sorted and dictionary-encoded, as an Arrow table; beside them stand numbers that point into small
tables of distinct values (`geo.facts`). A filter compiles to SQL over those small tables, DuckDB says which of their
lines fit, one look-up a mention tells which mentions do, and everything that a page shows is counted from numbers.

`overview` counts by story unless told otherwise: five reprints count once. Figures, map, facets and timeline agree by
construction, since all count one selection (`geo.facts.selection`).

A `Store` never changes once built, and may be used by many threads at once; `updated` returns another one that shares
all that did not change. Speed is measured by `bench/query.py`.
"""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.actors import shipped_parents
from geo.checks import check, conform
from geo.facts import areas, update
from geo.facts.catalogue import Catalogue
from geo.facts.coding import Ints
from geo.facts.columns import Columns
from geo.facts.counts import counted
from geo.facts.daily import Daily
from geo.facts.grouped import Key, grouped
from geo.facts.rows import Rows
from geo.facts.selection import Asker, Selection
from geo.facts.view import View
from geo.filter_values import Circle
from geo.gazetteer import Gazetteer
from geo.overview import (
    COUNTINGS,
    Counting,
    Emptied,
    FacetCount,
    FacetName,
    Figures,
    NotPlaced,
    Overview,
    PlaceCount,
    Story,
    Telling,
    Timeline,
)
from geo.query import Filter, FilterName

_REMEMBERED: Final = 16
"""Filters whose answer is kept, for all sessions together: at a million mentions up to 6 MB each."""

_SERIALS: Final = itertools.count(1)

_Answer = tuple[Selection, dict[Counting, tuple[View, Overview]]]


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
        table = conform(mentions)
        check(table)
        columns = Columns.empty(shipped_parents() if parents is None else parents).coded(table)
        order = update.sorting(columns, table)
        self._hold(columns.taken(order), Rows.of(table, order), gazetteer, None)

    def _hold(self, columns: Columns, rows: Rows, gazetteer: Gazetteer, before: Store | None) -> None:
        self._columns = columns
        self._rows = rows
        self._gazetteer = gazetteer
        self._catalogue = Catalogue(columns, rows, gazetteer)
        self._asker: Asker = Asker(columns, before._asker if before else None)
        self._known: OrderedDict[Filter, _Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.serial = next(_SERIALS)
        """Tells this store from every other of the program: `id` may be that of one that is gone."""

    def __len__(self) -> int:
        return len(self._columns)

    def updated(self, rows: pa.Table, removed: Collection[str] = (), gazetteer: Gazetteer | None = None) -> Store:
        """Return a store in which some mentions are others; this one stays as it is.

        What did not change is shared, so that some thousand changed rows of a million take a fraction of a second.
        Each row that was ever changed is kept plain, so a store that takes up a good part of its mentions this way
        (an import) is better built afresh, from `rows(Filter())` and what came.

        Parameters
        ----------
        rows
            Mentions that are new, or that take the place of those with their `mention_id`: columns of SCHEMA.
        removed
            Ids of mentions that go. Those that are not there, or among `rows`, are passed over.
        gazetteer
            Where titles and points come from now, if that has changed too.

        Raises
        ------
        MentionsError
            If the table is not one of mentions.
        """
        new = conform(rows)
        check(new)
        ids = new.column("mention_id").to_pylist()
        gone = set(removed) - set(ids)
        was = update.found(self._rows, {*ids, *gone})
        coded = self._columns.coded(new)
        order, instead = update.order(self._columns, coded, was, ids, gone)
        if order is None:
            columns, rows_now = self._columns.replaced(coded, instead), self._rows.replaced(instead, new)
        else:
            columns, rows_now = self._columns.merged(coded, order), self._rows.merged(order, new)
        store = object.__new__(Store)
        store._hold(columns, rows_now, gazetteer or self._gazetteer, self)
        return store

    def overview(self, f: Filter, counting: Counting = "story") -> Overview:
        """Return figures, map, facets and timeline of one filter, each counted when it is first looked at.

        The last few are remembered.
        """
        return self._view(f, counting)[1]

    def count(self, f: Filter, counting: Counting = "story") -> Figures:
        """Return the figures of the matching mentions."""
        return self.overview(f, counting).figures

    def on_map(self, f: Filter, counting: Counting = "story") -> tuple[PlaceCount, ...]:
        """Return the places of the matching mentions with role place and status resolved, highest count first."""
        return self.overview(f, counting).places

    def facet(self, f: Filter, name: FacetName, counting: Counting = "story") -> tuple[FacetCount, ...]:
        """Return the values of a filter, each with what choosing it alone would leave, counted without that filter.

        At most `geo.facts.view.FACET_LIMIT`, highest count first; what the filter asks for is always among them, if
        with 0.
        """
        return self.overview(f, counting).facets[name]

    def days(self, f: Filter, counting: Counting = "story") -> Timeline:
        """Return how the mentions lie in time, counted without the date filter."""
        return self.overview(f, counting).timeline

    def which_filter_emptied(self, f: Filter, counting: Counting = "story") -> list[Emptied]:
        """Return the filters any of which can be dropped to see mentions again, the most fruitful first.

        Nothing while the view is not empty, and nothing where no single filter is to blame.
        """
        view = self.overview(f, counting)
        if view.figures.mentions:
            return []
        found = [Emptied(name, count) for name, count in view.dropping.items() if count]
        return sorted(found, key=lambda e: -e.count)

    def unknown(self, f: Filter) -> dict[FilterName, tuple[str, ...]]:
        """Return the actors, places, articles ... that the filter asks for and no mention has (a stale link)."""
        named: tuple[FilterName, ...] = (
            "actors", "said_by", "places", "articles", "sources", "stories", "topics", "languages", "tags",
        )  # fmt: skip
        found: dict[FilterName, tuple[str, ...]] = {}
        for name in named:
            asked = cast("tuple[str, ...]", f.value(name))
            if not asked:
                continue
            present = self._catalogue.present(name)
            if name == "actors":
                present |= self._catalogue.present("article_actors")
            if lost := tuple(value for value in asked if value not in present):
                found[name] = lost
        return found

    def describe(self, f: Filter) -> str:
        """Return the filter in words, places, articles and stories named by title."""
        asked: tuple[tuple[FacetName, tuple[str, ...]], ...] = (
            ("places", f.places), ("articles", f.articles), ("stories", f.stories),
        )  # fmt: skip
        return f.describe({value: self._catalogue.label(name, value) for name, values in asked for value in values})

    def page(self, f: Filter, offset: int = 0, limit: int = 100) -> pa.Table:
        """Return one page of the matching rows, columns of SCHEMA.

        Always in one order: published (no date last), article_id, field, start.
        """
        numbers = self._numbers(f)
        return self._rows.take(range(len(self))[offset:][:limit] if numbers is None else numbers[offset:][:limit])

    def rows(self, f: Filter, columns: Sequence[str] | None = None) -> pa.Table:
        """Return all matching rows, for export: columns of SCHEMA (or some of them), in page's order."""
        return self._rows.take(self._numbers(f), columns)

    def position(self, f: Filter, mention_id: str) -> int | None:
        """Return which of the matching rows a mention is, from 0, in page's order; None where it does not match."""
        number = update.found(self._rows, [mention_id]).get(mention_id)
        numbers = self._numbers(f)
        if number is None or numbers is None:
            return number
        at = int(np.searchsorted(numbers, number))
        return at if at < len(numbers) and numbers[at] == number else None

    def mention(self, mention_id: str) -> dict[str, Any] | None:
        """Return one mention, columns of SCHEMA, or None."""
        found = update.found(self._rows, [mention_id])
        return self._rows.take(list(found.values())).to_pylist()[0] if found else None

    def evidence(self, f: Filter, place_id: str, offset: int = 0, limit: int = 100) -> pa.Table:
        """Return the matching mentions that stand on the map at one place, columns of SCHEMA, in page's order."""
        return self._rows.take(self._having("spot", "place", place_id, self._numbers(f))[offset:][:limit])

    def article_mentions(self, article_id: str) -> pa.Table:
        """Return all mentions of an article in the order in which it is read: its title's, then its text's."""
        rows = self._rows.take(self._having("article", "article", article_id, None))
        return rows.sort_by([("field", "descending"), ("start", "ascending")])

    def story(self, story_id: str) -> Story:
        """Return the articles of a story, those without a mention left out; of an article's own id, that article."""
        return self.stories([story_id])[story_id]

    def stories(self, story_ids: Iterable[str]) -> dict[str, Story]:
        """Return several stories by their id, as `story` does; of one that is not there, no article."""
        wanted = tuple(dict.fromkeys(story_ids))
        if not wanted:
            return {}
        found = self.grouped(Filter(stories=wanted), ["story_id", "article_id"]).sort_by("first")
        columns = ["article_id", "article_title", "source", "published", "url"]
        rows = self._rows.take(found.column("first").to_pylist(), columns).to_pylist()
        told: dict[str, list[Telling]] = {story_id: [] for story_id in wanted}
        for line, row in zip(found.select(["story_id", "mentions"]).to_pylist(), rows, strict=True):
            told[line["story_id"]].append(Telling(**row, mentions=line["mentions"]))
        return {story_id: Story(story_id, tuple(articles)) for story_id, articles in told.items()}

    def grouped(self, f: Filter, by: Sequence[Key], counting: Counting = "story") -> pa.Table:
        """Return how often each combination of values stands in the matching mentions.

        Parameters
        ----------
        f
            The filter.
        by
            Columns of a mention, one line a combination of their values. `actor`, `said_by`, `topic` and `tag` are
            single values of lists: a mention with two topics counts in two lines, and an actor's mentions count for
            what it is part of too. `day` and `month` are those that the whole interval lies in. A value is null where
            there is none; places, countries and governorates are those of mentions that are places (and resolved).
        counting
            What the lines are sorted by, highest first, then by their first mention.

        Returns
        -------
        pa.Table
            The columns of `by`, then mentions, articles, stories, sources (how many outlets) and first (the number of
            the first mention: `at([first])` returns its row).
        """
        return grouped(self._columns, self._asker, self._numbers(f), by, counting)

    def daily(self, f: Filter) -> Daily:
        """Return the matching mentions gathered by place, day and topic (`geo.days` says what each gathering tells)."""
        return Daily(self._columns, self._catalogue, self._numbers(f))

    def tallied(self, f: Filter, name: FacetName, counting: Counting = "story") -> dict[str, int]:
        """Return how often each value stands in the matching mentions, wholes of actors with their parts.

        Unlike `facet` under all filters, its own included, and without a limit.
        """
        return self._view(f, counting)[0].tallied(name)

    def at(self, numbers: Sequence[int], columns: Sequence[str] | None = None) -> pa.Table:
        """Return rows by their number among all mentions, as `grouped` tells it."""
        return self._rows.take(numbers, columns)

    def not_placed(self, f: Filter, limit: int | None = None, counting: Counting = "story") -> list[NotPlaced]:
        """Return the names of places that were not resolved, one row a surface form and status, frequent first."""
        all_numbers = self._numbers(f)
        columns = self._columns
        spots = columns.numbers["spot"] if all_numbers is None else columns.numbers["spot"][all_numbers]
        standing = columns.standing[spots]
        lost = (standing == 1) | (standing == 2)
        numbers = np.flatnonzero(lost) if all_numbers is None else all_numbers[lost]
        surfaces = columns.numbers["surface"][numbers].astype(np.int64) * 2 + (standing[lost] - 1)
        size = 2 * len(columns.lines["surface"])
        mentions = counted(surfaces, size, None, 0)
        articles, stories = (counted(surfaces, size, units[numbers], n) for units, n in
                             (columns.units["article"], columns.units["story"]))  # fmt: skip
        first = np.zeros(size, dtype=np.int64)
        first[surfaces[::-1]] = numbers[::-1]
        words = columns.lines["surface"].table.column("surface")
        count = {"mention": mentions, "article": articles, "story": stories}[counting]
        names = [(words[i // 2].as_py(), ("ambiguous", "unresolved")[i % 2], i) for i in np.flatnonzero(mentions)]
        names.sort(key=lambda name: (-count[name[2]], -mentions[name[2]], name[:2]))
        names = names[:limit]
        wanted = ["sentence", "article_id", "article_title", "mention_id", "candidates"]
        examples = self._rows.take(first[[i for *_, i in names]], wanted).to_pylist()
        return [
            NotPlaced(
                surface, status, int(mentions[i]), int(articles[i]), int(stories[i]), e["sentence"], e["article_id"],
                e["article_title"], e["mention_id"], tuple(e["candidates"]),
            )
            for (surface, status, i), e in zip(names, examples, strict=True)
        ]  # fmt: skip

    def _numbers(self, f: Filter) -> Ints | None:
        return self._selected(f)[0].view()

    def _having(self, table: str, attribute: str, value: str, rows: Ints | None) -> Ints:
        """Return those of some mentions (all for None) that have a value."""
        told = self._columns.lines[table].attributes[attribute]
        code = pc.index(told.values, pa.scalar(value, pa.string())).as_py()
        lines = self._columns.numbers[table]
        if code < 0:
            return np.zeros(0, dtype=np.int64)
        good = (told.codes == code)[lines if rows is None else lines[rows]]
        return np.flatnonzero(good) if rows is None else rows[good]

    def _view(self, f: Filter, counting: Counting) -> tuple[View, Overview]:
        if counting not in COUNTINGS:
            raise ValueError(f"counting: found {counting!r}; expected one of {', '.join(COUNTINGS)}")
        selection, views = self._selected(f)
        if counting not in views:
            whole = Filter(actor_scope=f.actor_scope)
            view = View(self._columns, self._catalogue, selection, f, counting, lambda: self._view(whole, counting)[0])
            views[counting] = (view, Overview(view, counting))
        return views[counting]

    def _selected(self, f: Filter) -> _Answer:
        with self._lock:
            if f in self._known:
                self._known.move_to_end(f)
                return self._known[f]
        answer: _Answer = (self._asker.select(f, lambda name: self._places_in(f, name)), {})
        with self._lock:
            kept = self._known.setdefault(f, answer)
            # The answer for all mentions is what single filters draw on: it is not the one to be forgotten.
            while len(self._known) > _REMEMBERED:
                oldest = next(known for known in self._known if known.active())
                del self._known[oldest]
        return kept

    def _places_in(self, f: Filter, name: FilterName) -> list[str]:
        if name == "shape":
            return self._catalogue.places_where(lambda lats, lons: areas.in_shape(f.shape, lats, lons))
        circle = cast(Circle, f.within)
        return self._catalogue.places_where(lambda lats, lons: areas.in_circle(circle, lats, lons))
