"""What numbers are called: places as the gazetteer has them, the titles of articles and stories, values of facets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from geo.facts.coding import Bools, Floats, Ints
from geo.facts.columns import Columns
from geo.facts.rows import Rows
from geo.gazetteer import Gazetteer
from geo.overview import FacetName, PlaceCount

IN_TABLES: Final[Mapping[str, tuple[str, str]]] = {
    "places": ("spot", "place"), "governorates": ("spot", "governorate"), "where_precs": ("spot", "where_prec"),
    "roles": ("spot", "role"), "statuses": ("spot", "status"), "date_precs": ("moment", "date_prec"),
    "dated_by": ("moment", "dated_by"), "articles": ("article", "article"), "stories": ("article", "story"),
    "sources": ("article", "source"), "languages": ("article", "language"), "contexts": ("kind", "context"),
}  # fmt: skip
"""Facet of one value a mention -> its table and attribute; the others are columns of lists."""


class Named(NamedTuple):
    """The values of a facet, by number."""

    ids: list[str]
    labels: list[str]
    rank: Ints
    """The place of each among all, sorted by label and id."""


class Catalogue:
    """Names for the numbers of some mentions; each kind is read when it is first needed."""

    def __init__(self, columns: Columns, rows: Rows, gazetteer: Gazetteer) -> None:
        self._columns = columns
        self._rows = rows
        self._gazetteer = gazetteer
        self._named: dict[str, Named] = {}

    def of(self, facet: FacetName, scope: str = "sentence") -> Named:
        """Return the values of a facet."""
        key = "article_actors" if facet == "actors" and scope == "article" else facet
        if key not in self._named:
            self._named[key] = self._read(key)
        return self._named[key]

    def _read(self, key: str) -> Named:
        if key in IN_TABLES:
            table, attribute = IN_TABLES[key]
            ids = self._columns.lines[table].attributes[attribute].ids
        else:
            ids = list(self._columns.sets[key].names)
        labels = ids
        if key == "places":
            labels = [place.title for place in self.places]
        elif key in {"articles", "stories"}:
            labels = self._titles(IN_TABLES[key][1], ids)
        rank = np.empty(len(ids), dtype=np.int64)
        rank[sorted(range(len(ids)), key=lambda i: (labels[i], ids[i]))] = np.arange(len(ids))
        return Named(ids, labels, rank)

    def present(self, key: str) -> frozenset[str]:
        """Return the values of a facet (or of article_actors) that a mention has."""
        named = self.of("actors", "article") if key == "article_actors" else self.of(key)  # type: ignore[arg-type]
        met = np.zeros(len(named.ids) + 1, dtype=bool)
        if key in IN_TABLES:
            met[self._columns.codes(*IN_TABLES[key], None)] = True
        else:
            sets = self._columns.sets[key]
            used = np.flatnonzero(np.bincount(self._columns.numbers[key], minlength=len(sets)))
            met[sets.spread(used)[1]] = True
        return frozenset(named.ids[i] for i in np.flatnonzero(met[:-1]))

    def label(self, facet: FacetName, value: str) -> str:
        """Return what a value is called; the value itself where nothing else is known."""
        place = self._gazetteer.by_id.get(value) if facet == "places" else None
        return self._labels(facet).get(value, place.title if place else value)

    def _labels(self, facet: FacetName) -> dict[str, str]:
        named = self.of(facet)
        return dict(zip(named.ids, named.labels, strict=True))

    @cached_property
    def places(self) -> list[PlaceCount]:
        """Return the places by number, without counts: the gazetteer's row, else what the first mention says."""
        found = []
        ids = self._columns.lines["spot"].attributes["place"].ids
        # All at once: pins, and places of another gazetteer, may be many.
        own = [number for number, id_ in enumerate(ids) if id_ not in self._gazetteer.by_id]
        firsts = dict(zip(own, self._first("spot", "place")[own].tolist() if own else (), strict=True))
        read = [first for first in firsts.values() if first >= 0]
        said = dict(zip(read, self._rows.take(read).to_pylist() if read else (), strict=True))
        for number, id_ in enumerate(ids):
            if place := self._gazetteer.by_id.get(id_):
                found.append(PlaceCount(
                    id_, place.title, place.title_ar, place.type, place.governorate, place.country,
                    place.lat, place.lon, place.where_prec, place.uncertainty_km, 0, 0,
                ))  # fmt: skip
            elif (first := firsts[number]) < 0:
                found.append(PlaceCount(id_, id_, "", "", "", "", float("nan"), float("nan"), 7, None, 0, 0))
            else:
                told = said[first]
                found.append(PlaceCount(
                    id_, told["place"], told["place_ar"], told["types"], told["governorate"], told["country"],
                    told["lat"], told["lon"], told["where_prec"], told["uncertainty_km"], 0, 0,
                ))  # fmt: skip
        return found

    def places_where(self, fits: Callable[[Floats, Floats], Bools]) -> list[str]:
        """Return ids of the places that are drawn as points and whose latitudes and longitudes fit."""
        points = [place for place in self.places if place.where_prec <= 2]
        if not points:
            return []
        lats, lons = (np.array(column) for column in zip(*((p.lat, p.lon) for p in points), strict=True))
        return [points[i].place_id for i in np.flatnonzero(fits(lats, lons))]

    def _titles(self, attribute: str, ids: list[str]) -> list[str]:
        first = self._first("article", attribute)
        met = np.flatnonzero(first >= 0)
        titles = list(ids)
        for i, title in zip(met, self._rows.take(first[met], ["article_title"]).column(0).to_pylist(), strict=True):
            titles[i] = title or ids[i]
        return titles

    def _first(self, table: str, attribute: str) -> Ints:
        """Return the first mention that has each value, -1 for none."""
        codes = self._columns.codes(table, attribute, None)
        first = np.full(len(self._columns.lines[table].attributes[attribute].ids) + 1, -1, dtype=np.int64)
        # The last assignment of an index stands, so backwards the first mention does; -1 (no value) is cut off.
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        return first[:-1]
