"""Check the gazetteer beyond what a row must be to load: whether it is true, as far as it can tell by itself.

A point is held against the outline of its governorate, a district against its neighbours, a title against the Arabic
title, and a row against the rows near it. `geo.findings` names what can be found and keeps the findings that a person
has looked into and found right.

Rows of an analyst's layer come from somebody else's list: what only the person who writes a row can settle, such as
titles that do not meet, is a warning there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from geo.exc import GazetteerError
from geo.findings import CHECKS, Finding
from geo.gazetteer import DEFAULT, SYRIA, TYPES, WIDE, Gazetteer, Place
from geo.keys import agreement, key
from geo.name_pairs import any_meet, brackets, is_arabic, kind_words, share_a_word, without
from geo.names import fold
from geo.outlines import depth_km, governorate_at, inside, outside_km
from geo.textfiles import CsvRows, read_text

BORDER_KM: Final = 5.0
"""How far outside the outline of its governorate a point may lie; inner borders too."""
NEAR_KM: Final = 5.0
"""Rows of one name and kind nearer than this to each other are one place, or there is a reason."""
SAME_POINT_KM: Final = 0.05
"""Rows of one kind nearer than this to each other have one point."""
NEIGHBOURS: Final = 5
"""Nearest settlements that are asked for their district; all but one have to agree."""
NEIGHBOUR_KM: Final = 10.0
"""As far as this neighbours are asked, and a place of one's own district is wanted: of districts swapped at random
nearly half are found so, and one true one of 3,000 is doubted."""

KINDS: Final = {
    **dict.fromkeys(("city", "town", "village", "locality", "neighbourhood"), "settlement"),
    **dict.fromkeys(("air base", "airport", "military site"), "base"),
    **dict.fromkeys(("oil field", "gas field"), "field"),
    **dict.fromkeys(("mountain", "region"), "area"),
}
"""Type -> the kind within which names are compared; any other type is a kind of its own."""

_BY_HAND: Final = frozenset({"district", "namesakes", "titles", "source", "sensitive"})
"""Errors that are warnings in a layer."""
_SENSITIVE: Final = frozenset({"hospital", "school", "camp"})
_DESCRIBED: Final = frozenset(TYPES) - KINDS.keys() - {"country", "governorate", "district", "subdistrict", "camp"} | {
    "air base",
    "airport",
    "military site",
}
"""Types whose names say what they are in their own language: a word in common is enough."""
_KM: Final = 111.195
_CELL: Final = 0.1
"""Degrees: the side of a cell in which near rows are looked for."""


def check(path: Path = DEFAULT, layer: Path | None = None) -> list[Finding]:
    """Check a gazetteer, with a layer over it if there is one, and return what was found, in the order of its rows.

    Raises
    ------
    GazetteerError
        If a file cannot be read or a row cannot be right, as in `Gazetteer.load`.
    """
    gazetteer = Gazetteer.load(path, layer)
    return _Check(gazetteer, _lines(path), path, _lines(layer) if layer else {}, layer or path).run()


def _lines(path: Path) -> dict[str, int]:
    """Return the line of each id of a file."""
    text, _ = read_text(path, GazetteerError, "a gazetteer (CSV)")
    rows = CsvRows(path, text, GazetteerError)
    at = [name.lower() for name in rows.header].index("id")
    return {row[at].strip(): rows.line for row in rows}


def _km(a: Place, b: Place) -> float:
    """Return a distance that is exact to 1 % as far as anything is compared here."""
    return _KM * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


class _Near:
    """Places by cells, for looking round a point."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            self._cells[self._cell(place)].append(place)

    @staticmethod
    def _cell(place: Place) -> tuple[int, int]:
        return math.floor(place.lat / _CELL), math.floor(place.lon / _CELL)

    def within(self, place: Place, km: float) -> list[tuple[float, Place]]:
        """Return the other places as near as that, nearest first, with their distances in km."""
        y, x = self._cell(place)
        up = math.ceil(km / (_KM * _CELL))
        side = math.ceil(km / (_KM * _CELL * math.cos(math.radians(place.lat))))
        found = [
            (away, other)
            for row in range(y - up, y + up + 1)
            for column in range(x - side, x + side + 1)
            for other in self._cells.get((row, column), ())
            if other.id != place.id and (away := _km(place, other)) <= km
        ]
        return sorted(found, key=lambda pair: (pair[0], pair[1].id))


class _Check:
    def __init__(
        self, gazetteer: Gazetteer, lines: dict[str, int], path: Path, layer_lines: dict[str, int], layer: Path
    ) -> None:
        self._places = gazetteer.places
        self._lines, self._path, self._layer_lines, self._layer = lines, path, layer_lines, layer
        self._syrian = [p for p in gazetteer.places if p.country == "SY"]
        self._districts: dict[str, set[str]] = defaultdict(set)
        for place in self._syrian:
            if place.type == "district":
                self._districts[place.governorate].add(place.title.removesuffix(" District"))

    def run(self) -> list[Finding]:
        found = [f for place in self._places for f in self._of_a_row(place)]
        found += self._neighbours()
        found += self._namesakes()
        found += self._variants()
        order = {place.id: n for n, place in enumerate(self._places)}
        return sorted(found, key=lambda f: (order[f.id], list(CHECKS).index(f.check)))

    def _finding(
        self, check: str, place: Place, column: str, found: str, expected: str, other: str = ""
    ) -> Finding:  # fmt: skip
        severity, _ = CHECKS[check]
        own = place.id in self._layer_lines
        if own and check in _BY_HAND:
            severity = "warning"
        path, line = (self._layer, self._layer_lines[place.id]) if own else (self._path, self._lines[place.id])
        return Finding(severity, check, path, line, place.id, place.title, column, other, found, expected)

    def _of_a_row(self, place: Place) -> Iterator[Finding]:
        if not place.source:
            yield self._finding("source", place, "source", "nothing", "where the point comes from")
        if place.estimated and place.uncertainty_km is None and place.type not in WIDE:
            yield self._finding("estimate", place, "uncertainty_km", "nothing", "how far off the estimate may be, km")
        if is_arabic(place.title):
            yield self._finding("script", place, "title", repr(place.title), "the name in Latin letters")
        if place.title_ar and not is_arabic(place.title_ar):
            yield self._finding("script", place, "title_ar", repr(place.title_ar), "the name in Arabic letters")
        if place.country == "SY":
            yield from self._of_a_syrian_row(place)
        elif place.type not in WIDE and (deep := _depth(place)) > BORDER_KM:
            yield self._finding(
                "country", place, "ccodes", f"{place.country}, and a point {deep:.1f} km inside "
                f"{governorate_at(place.lat, place.lon)}", "a point abroad, or SY",
            )  # fmt: skip

    def _of_a_syrian_row(self, place: Place) -> Iterator[Finding]:
        if place.type not in WIDE:
            yield from self._where(place)
            if place.uncertainty_km is None and not place.estimated and TYPES[place.type] == 1:
                yield self._finding("uncertainty", place, "uncertainty_km", "nothing", "how far off it may be, km")
        if place.shape == "area" and not inside(place.lat, place.lon, (place.outline,)):
            yield self._finding(
                "outline", place, "geowkt", f"an outline without the point {place.lat:g}, {place.lon:g}",
                "one that goes round it (longitude stands first in WKT)",
            )  # fmt: skip
        if place.type in _SENSITIVE and not place.sensitive:
            yield self._finding("sensitive", place, "sensitive", "0", f"1 for a {place.type}")
        if not place.title_ar:
            yield self._finding("arabic", place, "title_ar", "nothing", "the name in Arabic")
        latin = [name for name in place.names if not is_arabic(name)]
        arabic = [name for name in place.names if is_arabic(name)]
        meets = any_meet(latin, arabic) or (place.type in _DESCRIBED and share_a_word(latin, arabic))
        if latin and arabic and not meets:
            yield self._finding(
                "titles", place, "title_ar", f"{place.title_ar or arabic[0]!s}, which does not spell {place.title}",
                "one name in both scripts, or a line in data/exceptions.csv if the English name is another",
            )  # fmt: skip

    def _where(self, place: Place) -> Iterator[Finding]:
        off = outside_km(place.lat, place.lon, place.governorate)
        if off > BORDER_KM:
            there = governorate_at(place.lat, place.lon) or "no governorate"
            yield self._finding(
                "governorate", place, "governorate",
                f"{place.governorate}, and the point {place.lat:g}, {place.lon:g} {off:.1f} km outside it in {there}",
                f"a point in it, {BORDER_KM:g} km outside at most",
            )  # fmt: skip
        if place.district and not self._known(place):
            districts = ", ".join(sorted(self._districts.get(place.governorate) or [place.governorate]))
            yield self._finding("district", place, "district", repr(place.district), f"one of {districts}")

    def _known(self, place: Place) -> bool:
        """Tell whether a place has a district of its governorate; any will do if there are no rows of districts."""
        districts = self._districts.get(place.governorate) or {place.governorate}  # Damascus has none but itself
        named = place.district.removesuffix(" District")
        return named in districts if self._districts else bool(named)

    def _neighbours(self) -> Iterator[Finding]:
        """Yield places amid another district, none of their own within reach."""
        near = _Near(p for p in self._syrian if KINDS.get(p.type) == "settlement" and p.district)
        for place in self._syrian:
            if place.type in WIDE or place.type in ("district", "governorate") or not self._known(place):
                continue
            around = near.within(place, NEIGHBOUR_KM)
            if len(around) < NEIGHBOURS or any(p.district == place.district for _, p in around):
                continue
            district, votes = Counter(p.district for _, p in around[:NEIGHBOURS]).most_common(1)[0]
            if votes >= NEIGHBOURS - 1:
                yield self._finding(
                    "neighbours", place, "district",
                    f"{place.district}, with none of it but {votes} of {district} among the nearest places",
                    f"{district}, or a place of {place.district} within {NEIGHBOUR_KM:g} km",
                )  # fmt: skip

    def _namesakes(self) -> Iterator[Finding]:
        """Yield rows that may be one place listed twice, and rows that have one point."""
        kinds: dict[str, list[Place]] = defaultdict(list)
        for place in self._syrian:
            if place.type not in WIDE - {"region", "mountain"}:
                kinds[KINDS.get(place.type, place.type)].append(place)
        for places in kinds.values():
            near = _Near(places)
            order = {place.id: n for n, place in enumerate(places)}
            keys = {place.id: _keys(place) for place in places}
            seen: dict[tuple[bool, str], list[Place]] = defaultdict(list)
            for place in places:
                of_a_key = {p.id: p for k in keys[place.id] for p in seen[k] if _km(place, p) <= NEAR_KM}
                named = [(p, n) for p in of_a_key.values() if (n := _shared(place, keys[place.id], p, keys[p.id]))]
                for other, (name, theirs) in named:
                    yield self._finding(
                        "namesakes", place, "title",
                        f"{name}, {_km(place, other):.1f} km from {theirs} of {other.id} (line {self._line(other)})",
                        "one row for one place, or names that tell the two apart, or a line in data/exceptions.csv",
                        other.id,
                    )  # fmt: skip
                on_it = [p for _, p in near.within(place, SAME_POINT_KM) if order[p.id] < order[place.id]]
                if on_it and not named:
                    yield self._finding(
                        "point", place, "lat",
                        f"the point of {on_it[0].id} ({on_it[0].title}, line {self._line(on_it[0])})",
                        "a point of its own", on_it[0].id,
                    )  # fmt: skip
                for k in keys[place.id]:
                    seen[k].append(place)

    def _line(self, place: Place) -> int:
        return self._layer_lines.get(place.id) or self._lines[place.id]

    def _variants(self) -> Iterator[Finding]:
        """Yield variants that lead to a row of another title too, where kind and governorate cannot tell them apart."""
        titles: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for place in self._syrian:
            for title in filter(None, (place.title, place.title_ar)):
                titles[fold(title), KINDS.get(place.type, place.type), place.governorate].append(place)
        for place in self._syrian:
            for variant in place.variants:
                for other in titles.get((fold(variant), KINDS.get(place.type, place.type), place.governorate), ()):
                    if other.id != place.id:
                        yield self._finding(
                            "variant", place, "variants", f"{variant}, title of {other.id} (line {self._line(other)})",
                            "a name of this place alone", other.id,
                        )  # fmt: skip


def _depth(place: Place) -> float:
    """Return how deep in Syria a point lies, km."""
    south, north, west, east = SYRIA
    return depth_km(place.lat, place.lon) if south < place.lat < north and west < place.lon < east else 0.0


@cache
def _words_of(kind: str) -> frozenset[str]:
    return kind_words({type_ for type_ in TYPES if KINDS.get(type_, type_) == kind})


_Keys = dict[tuple[bool, str], list[tuple[str, str]]]


def _keys(place: Place) -> _Keys:
    """Return the names of a place, without words for its own kind, by script and key; each with the name in full."""
    keys: _Keys = defaultdict(list)
    for name in place.names:
        bare = without(name, _words_of(KINDS.get(place.type, place.type)))
        if name_key := key(bare):
            keys[is_arabic(bare), name_key].append((bare, name))
    return keys


def _shared(place: Place, keys: _Keys, other: Place, other_keys: _Keys) -> tuple[str, str] | None:
    """Return a name of each of two rows that can be one name, unless brackets tell their titles apart; else None."""
    one, two = brackets(place.title), brackets(other.title)
    if one and two and one != two:
        return None
    for shared in keys.keys() & other_keys.keys():
        for bare, name in keys[shared]:
            for their_bare, their_name in other_keys[shared]:
                if agreement(bare, their_bare):
                    return name, their_name
    return None
