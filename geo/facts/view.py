"""Counts what a page shows of one filter: the parts of a `geo.overview.Overview`, from the numbers of `geo.facts`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np

from geo.facts.bars import timeline
from geo.facts.catalogue import IN_TABLES, Catalogue
from geo.facts.coding import Bools, Ints
from geo.facts.columns import NEVER, STANDINGS, Columns
from geo.facts.counts import counted, different, unique
from geo.facts.selection import Selection
from geo.overview import Counting, FacetCount, FacetName, Figures, PlaceCount, Timeline
from geo.query import Filter, FilterName

FACET_LIMIT: Final = 2000
"""Most values that a facet lists (the frequent ones first; values that the filter asks for always)."""

_EPOCH: Final = date(1970, 1, 1)
_PLACED, _NOT_PLACE = STANDINGS.index("placed"), STANDINGS.index("not_place")


class View:
    """One filter's mentions, ready to be counted.

    Parameters
    ----------
    columns, catalogue
        The mentions and what their numbers are called.
    selection
        Which of them the filter leaves.
    f
        The filter.
    counting
        Whether to count stories, articles or mentions.
    whole
        Returns the view of all mentions, counted alike: where one filter alone is set, that knows its facet.
    """

    def __init__(
        self,
        columns: Columns,
        catalogue: Catalogue,
        selection: Selection,
        f: Filter,
        counting: Counting,
        whole: Callable[[], View],
    ) -> None:
        self._columns = columns
        self._catalogue = catalogue
        self._selection = selection
        self._filter = f
        self._counting: Counting = counting
        self._whole = whole
        self._rows = selection.view()
        self._counts: dict[str, Ints] = {}

    def figures(self) -> Figures:
        """Return what stands above the map."""
        rows, columns = self._rows, self._columns
        size = len(columns) if rows is None else len(rows)
        spots = columns.numbers["spot"] if rows is None else columns.numbers["spot"][rows]
        standing = columns.standing[spots]
        units, unit_count = self._units(rows)
        by_standing = counted(standing, len(STANDINGS), units, unit_count).tolist()

        def some(good: Bools) -> int:
            return different(None if units is None else units[good], unit_count, int(np.count_nonzero(good)))

        places = columns.lines["spot"].attributes["place"].codes[spots]
        met = np.bincount(places[places >= 0], minlength=1)
        syria = columns.flag("spot", "country", "SY") & columns.flag("spot", "where_prec", 6)
        undated, broad = self._left_out()
        return Figures(
            mentions=size,
            stories=self._different("story", rows, size),
            articles=self._different("article", rows, size),
            places=int(np.count_nonzero(met)),
            **dict(zip(("placed", "ambiguous", "unresolved", "not_places"), by_standing, strict=True)),
            not_placed=some((standing > _PLACED) & (standing < _NOT_PLACE)),
            undated=undated,
            broad=broad,
            only_country=some((syria & (columns.standing == _PLACED))[spots]),
        )

    def places(self) -> tuple[PlaceCount, ...]:
        """Return the placed mentions by place."""
        return self._drawn(self._rows)

    def receding(self) -> tuple[PlaceCount, ...]:
        """Return the same without the filter of actors; nothing where it is not set."""
        if "actors" not in self._selection.names:
            return ()
        return self._drawn(self._selection.without("actors"))

    def governorates(self) -> dict[str, int]:
        """Return the mentions of places by governorate."""
        return self._by("spot", "governorate")

    def countries(self) -> dict[str, int]:
        """Return the placed mentions by country."""
        return self._by("spot", "country")

    def facet(self, name: FacetName) -> tuple[FacetCount, ...]:
        """Return the values of a filter, counted without it: the most frequent, and those that are asked for."""
        counts = self.facet_counts(name)
        named = self._catalogue.of(name, self._filter.actor_scope)
        found = np.flatnonzero(counts)
        listed = found[np.lexsort((named.rank[found], -counts[found]))][:FACET_LIMIT].tolist()
        asked = {str(value) for value in getattr(self._filter, name)} - {named.ids[i] for i in listed}
        numbers = {id_: i for i, id_ in enumerate(named.ids) if id_ in asked} if asked else {}
        return (
            *(FacetCount(named.ids[i], named.labels[i], int(counts[i])) for i in listed),
            *(
                FacetCount(id_, named.labels[numbers[id_]], int(counts[numbers[id_]]))
                if id_ in numbers
                else FacetCount(id_, self._catalogue.label(name, id_), 0)
                for id_ in sorted(asked)
            ),
        )

    def facet_counts(self, name: FacetName) -> Ints:
        """Return how much choosing each value of a filter would leave, by the value's number."""
        if self._selection.names == (name,):
            return self._whole().facet_counts(name)
        if name not in self._counts:
            rows = self._selection.without(name)
            by_article = name == "actors" and self._filter.actor_scope == "article"
            self._counts[name] = (
                self._of_table(name, rows)
                if name in IN_TABLES
                else self._of_lists("article_actors" if by_article else name, rows)
            )
        return self._counts[name]

    def tallied(self, name: FacetName) -> dict[str, int]:
        """Return how often each value of a filter stands in the view itself."""
        counts = self._of_table(name, self._rows) if name in IN_TABLES else self._of_lists(name, self._rows)
        ids = self._catalogue.of(name).ids
        return {ids[i]: int(counts[i]) for i in np.flatnonzero(counts)}

    def timeline(self) -> Timeline:
        """Return how the mentions lie in time, whatever days the filter asks for."""
        if self._selection.names == ("dates",):
            return self._whole().timeline()
        rows = self._selection.without("dates")
        moments = self._columns.numbers["moment"]
        return timeline(
            moments if rows is None else moments[rows], *self._units(rows), self._columns.days, self._left_out()[0]
        )

    def dropping(self) -> dict[FilterName, int]:
        """Return what matches once each of the filters is dropped."""
        found: dict[FilterName, int] = {}
        for name in self._filter.active():
            rows = self._selection.without(name)
            units, unit_count = self._units(rows)
            found[name] = different(units, unit_count, len(self._columns) if rows is None else len(rows))
        return found

    def _units(self, rows: Ints | None, counting: Counting | None = None) -> tuple[Ints | None, int]:
        """Return the story or article of each of some mentions, and how many there are; None where mentions count."""
        counting = counting or self._counting
        if counting == "mention":
            return None, 0
        units, unit_count = self._columns.units[counting]
        return (units if rows is None else units[rows]), unit_count

    def _different(self, counting: Counting, rows: Ints | None, size: int) -> int:
        return different(*self._units(rows, counting), size)

    def _left_out(self) -> tuple[int, int]:
        """Return how much is undated, and broadly dated in the range, under all filters but the dates."""
        rows = self._selection.without("dates")
        moments = self._columns.numbers["moment"] if rows is None else self._columns.numbers["moment"][rows]
        starts, ends, kinds = self._columns.days
        f = self._filter
        broad = kinds == 2
        if f.date_to:
            broad &= starts <= (f.date_to - _EPOCH).days
        if f.date_from:
            broad &= ends >= (f.date_from - _EPOCH).days
        units, unit_count = self._units(rows)
        found = []
        for lines in (starts == NEVER, broad):
            good = lines[moments]
            found.append(different(None if units is None else units[good], unit_count, int(np.count_nonzero(good))))
        return found[0], found[1]

    def _drawn(self, rows: Ints | None) -> tuple[PlaceCount, ...]:
        places = self._columns.codes("spot", "place", rows)
        good = places >= 0
        places = places[good]
        rows = np.flatnonzero(good) if rows is None else rows[good]
        known = self._catalogue.places
        size = len(known)
        mentions = counted(places, size, None, 0)
        articles, stories = (counted(places, size, *self._units(rows, unit)) for unit in ("article", "story"))
        exact = places[self._columns.flag("spot", "where_prec", 1)[self._columns.numbers["spot"][rows]]]
        # A table that knows no contexts says nothing against its mentions.
        as_reported = self._columns.flag("kind", "context", "reported") | self._columns.flag("kind", "context", "")
        told = as_reported[self._columns.numbers["kind"][rows]]
        units, unit_count = self._units(rows)
        reported = counted(places[told], size, None if units is None else units[told], unit_count)
        count = {"mention": mentions, "article": articles, "story": stories}[self._counting]
        found = np.flatnonzero(mentions)
        rank = self._catalogue.of("places").rank
        found = found[np.lexsort((rank[found], -mentions[found], -count[found]))]
        columns = (mentions, articles, counted(exact, size, None, 0), stories, count, reported)
        return tuple(
            PlaceCount(*known[i][:10], *told)
            for i, *told in zip(found.tolist(), *(column[found].tolist() for column in columns), strict=True)
        )

    def _by(self, table: str, attribute: str) -> dict[str, int]:
        """Return the mentions by one attribute, most first, then by name."""
        ids = self._columns.lines[table].attributes[attribute].ids
        codes = self._columns.codes(table, attribute, self._rows)
        counts = counted(codes, len(ids), *self._units(self._rows)).tolist()
        return dict(sorted(((id_, n) for id_, n in zip(ids, counts, strict=True) if n), key=lambda v: (-v[1], v[0])))

    def _of_table(self, name: FacetName, rows: Ints | None) -> Ints:
        table, attribute = IN_TABLES[name]
        size = len(self._columns.lines[table].attributes[attribute].values)
        return counted(self._columns.codes(table, attribute, rows), size, *self._units(rows))

    def _of_lists(self, column: str, rows: Ints | None) -> Ints:
        sets = self._columns.sets[column]
        lists = self._columns.numbers[column] if rows is None else self._columns.numbers[column][rows]
        units, unit_count = self._units(rows)
        if units is None:
            times = np.bincount(lists, minlength=len(sets))
            used = np.flatnonzero(times)
            at, members = sets.spread(used)
            found: Ints = np.rint(np.bincount(members, times[used][at], len(sets.names))).astype(np.int64)
            return found
        pairs = unique(lists.astype(np.int64) * unit_count + units)
        at, members = sets.spread(pairs // max(1, unit_count))
        return counted(members, len(sets.names), (pairs % max(1, unit_count))[at], unit_count)
