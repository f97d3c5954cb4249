"""Merge records of a foreign gazetteer into the analyst's layer.

A record is a place that we have if the source's own id or the p-code says so, or if it has a name of ours (one key in
`geo.keys`, and the guard agrees), lies near (5 km, or as far as our own point may be off) and is of the same kind.
Then its point confirms ours, replaces it where ours was estimated, or differs, and its p-code and spellings are added.
What matches several places is left alone, what matches none becomes a row of the layer. A point that somebody has
looked up is not replaced by one that differs unless the analyst says so.

Merging is repeated until nothing changes, so that importing the same file again changes nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from geo.exc import GazetteerError
from geo.gazetteer import GOVERNORATES, WAS, Gazetteer, Place
from geo.gazetteer_fit import Fitter, decisions
from geo.gazetteer_record import Record, kilometres, slug
from geo.geonames import DATASET as GEONAMES
from geo.keys import EXACT, agreement, consonants
from geo.keys import key as _key
from geo.names import fold as _fold

MOVED_KM: Final = 3.0
"""A point that is farther from ours has moved, or is of another place: it is listed."""
NEAR_KM: Final = 5.0
ESTIMATED_NEAR_KM: Final = 10.0
FARTHEST_KM: Final = 25.0
"""How near a place of one name has to be: km at least, where ours is estimated and does not say how well, at most."""
AREA_NEAR_KM: Final = 60.0
"""The same for governorates, districts, rivers and the like, whose middle or seat may be anywhere in them."""

_SAME_KM: Final = 0.02
_ALSO: Final = "; also "
_PASSES: Final = 12
_CONSONANTS: Final = 3

_KINDS: Final = {
    type_: kind[0]
    for kind in (
        ("city", "town", "village", "neighbourhood", "locality"),
        ("air base", "airport", "military site"),
        ("region", "mountain"),
        ("oil field", "gas field"),
    )
    for type_ in kind
}
_AREAS: Final = frozenset({"country", "governorate", "district", "subdistrict", "river", "road", "lake", "sea"})
_SENSITIVE: Final = frozenset({"hospital", "school", "camp"})

key = lru_cache(maxsize=1 << 17)(_key)
fold = lru_cache(maxsize=1 << 17)(_fold)
"""Each pass asks again for the keys of the same names."""

What = Literal["new", "moved", "corrected", "confirmed", "differs", "ambiguous"]
_CHANGES: Final = ("new", "moved", "corrected")

REPORT: Final = ("what", "id", "title", "km", "lat", "lon", "import_lat", "import_lon", "import_title", "at", "note")
"""Columns of a report."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: the place of ours that it is, if it is one, and how far apart the points are (km)."""

    what: What
    record: Record
    place: Place | None = None
    km: float | None = None
    note: str = ""

    def cells(self) -> list[str]:
        """Return the row of a report, columns as in `REPORT`."""
        p, r = self.place, self.record
        ours = [p.id, p.title] if p is not None else ["", ""]
        points = [p.lat, p.lon] if p is not None else [None, None]
        numbers = [f"{v:.5f}" if v is not None else "" for v in (*points, r.lat, r.lon)]
        km = "" if self.km is None else f"{self.km:.2f}"
        return [self.what, *ours, km, *numbers, r.title, r.at, self.note]


@dataclass
class Import:
    """What an import makes of the layer, and of each record."""

    layer: dict[str, Place]
    outcomes: list[Outcome]
    refused: list[GazetteerError]
    changed: bool = False
    spellings: int = 0
    pcodes: int = 0

    @property
    def counts(self) -> Counter[What]:
        """Return how many records had which outcome."""
        return Counter(outcome.what for outcome in self.outcomes)


def kind_of(type_: str) -> str:
    """Return the kind of thing that a type is: settlements are one, so are airfields and bases."""
    return _KINDS.get(type_, type_)


@dataclass
class Importer:
    """Merges records into a layer.

    Parameters
    ----------
    gazetteer
        The places without the layer.
    layer
        The layer as it is; it is not altered.
    prefer_import
        Whether a point that differs by more than 3 km replaces one that was looked up.
    """

    gazetteer: Gazetteer
    layer: Mapping[str, Place]
    prefer_import: bool = False
    _places: dict[str, Place] = field(init=False)
    _own: dict[str, Place] = field(init=False)

    def run(self, records: Iterable[Record]) -> Import:
        """Return the layer with the records merged into it."""
        self._places = {**self.gazetteer.by_id, **self.layer}
        self._own = dict(self.layer)
        self._absorbed, self._words = decisions()
        fitter = Fitter(self._places.values())
        refused: list[GazetteerError] = []
        kept: list[Record] = []
        for record in records:
            try:
                kept.append(fitter.fitted(record))
            except GazetteerError as problem:
                refused.append(problem)
        titles: dict[str, set[str]] = defaultdict(set)
        for name, owner in ((n, p.id) for p in self._places.values() for n in (p.title, p.title_ar)):
            titles[fold(name)].add(owner)
        for record in kept:
            for name in filter(None, (record.title, record.title_ar)):
                titles[fold(name)].add(record.at)
        self._titles = titles
        result = Import(self._own, [], refused)
        first: list[Outcome] = []
        for turn in range(_PASSES):
            before = dict(self._own)
            outcomes = self._pass(kept, result)
            first = outcomes if turn == 0 else [_lasting(a, b) for a, b in zip(first, outcomes, strict=True)]
            if self._own == before:
                break
        result.outcomes = first
        result.changed = self._own != dict(self.layer)
        return result

    def _pass(self, records: list[Record], result: Import) -> list[Outcome]:
        """Match all records with the places as they are, then merge."""
        index = _Index(self._places.values())
        matches = [self._match(record, index) for record in records]
        claims: dict[str, list[Record]] = defaultdict(list)
        for record, match in zip(records, matches, strict=True):
            if len(match) == 1:
                claims[match[0].id].append(record)
        added = _Index(())
        outcomes = []
        for record, match in zip(records, matches, strict=True):
            found = match or self._match(record, added)
            if len(found) > 1:
                some = ", ".join(p.id for p in found[:6])
                outcomes.append(Outcome("ambiguous", record, note=f"may be {some}"))
            elif found:
                place = self._places[found[0].id]
                if not match:
                    claims[place.id].append(record)
                outcomes.append(self._merge(record, place, claims[place.id], result))
                if not match:
                    added.add(self._places[place.id])
            elif record.lat is None or record.lon is None:
                outcomes.append(Outcome("ambiguous", record, note="no point, and no place of ours is it"))
            else:
                place = self._new(record, record.lat, record.lon)
                self._keep(place)
                added.add(place)
                claims[place.id].append(record)
                outcomes.append(Outcome("new", record, place))
        return outcomes

    def _match(self, record: Record, index: _Index) -> list[Place]:
        """Return the places that a record may be: one if it is clear."""
        id_ = self._absorbed.get(record.id, record.id)
        if record.identifies and (place := index.by_id.get(id_)) is not None:
            return [place]
        kind = kind_of(record.type)
        if record.type == "governorate" and record.governorate:
            place = index.by_id.get(GOVERNORATES[record.governorate])
            return [place] if place is not None else []
        if record.pcode and (coded := [p for p in index.by_pcode.get(record.pcode, ()) if kind_of(p.type) == kind]):
            return coded
        near = [
            place for place in index.of(kind, record.names)
            if place.country == record.country and not _other_code(place.pcode, record.pcode) and _near(place, record)
        ]  # fmt: skip
        titled = [p for p in near if _share((record.title, record.title_ar), (p.title, p.title_ar))]
        return titled or [p for p in near if _share(record.names, p.names)]

    def _merge(self, record: Record, place: Place, claims: list[Record], result: Import) -> Outcome:
        """Take into a place what a record says, and tell what it did to the point."""
        km = None
        what: What = "confirmed"
        changes: dict[str, object] = {}
        note = ""
        if record.lat is not None and record.lon is not None and not _is_area(place):
            km = kilometres(place.lat, place.lon, record.lat, record.lon)
            what, note = self._verdict(record, place, claims, km)
            if what == "ambiguous":
                return Outcome(what, record, place, km, note)
            if what in ("moved", "corrected"):
                was = f"{WAS}{place.lat:g},{place.lon:g} ({place.source})"
                changes = {
                    "lat": record.lat, "lon": record.lon, "uncertainty_km": record.uncertainty_km,
                    "source": record.source + was,
                }  # fmt: skip
        if record.pcode and not place.pcode:
            changes["pcode"] = record.pcode
            result.pcodes += 1
        if what != "differs":
            for column in ("title_ar", "district", "population"):
                if getattr(record, column) and not getattr(place, column):
                    changes[column] = getattr(record, column)
            if names := self._spellings(record, place, str(changes.get("title_ar", ""))):
                changes["variants"] = (*place.variants, *names)
                result.spellings += len(names)
        if changes:
            if "source" not in changes and record.source not in place.source:
                before, mark, after = place.source.partition(WAS)
                changes["source"] = f"{before}{_ALSO}{record.source}{mark}{after}"
            self._keep(replace(place, **changes))  # type: ignore[arg-type]
        return Outcome(what, record, place, km, note)

    def _verdict(self, record: Record, place: Place, claims: list[Record], km: float) -> tuple[What, str]:
        """Return what the record's point says of the place's."""
        far = km > MOVED_KM
        change: What = "moved" if far else "corrected"
        if km <= _SAME_KM:
            return "confirmed", ""
        apart = [r for r in claims if _apart(r, record) > MOVED_KM]
        ours, theirs = place.uncertainty_km, record.uncertainty_km
        if place.id in self._own and len(claims) == 1 and _point_source(place) == record.source:
            return change, "the source has corrected its point"
        if place.estimated and (ours is None or theirs is None or theirs < ours):
            if apart:
                return "ambiguous", f"{len(apart) + 1} places of the file may be this one, far apart"
            return (change, "") if claims[0] is record else ("confirmed" if not far else "differs", "")
        if not far:
            return "confirmed", ""
        from_here = _point_source(place).startswith(record.dataset)
        if self.prefer_import and not from_here and not apart and claims[0] is record:
            return "moved", ""
        return "differs", "our point was looked up and is kept"

    def _spellings(self, record: Record, place: Place, title_ar: str) -> list[str]:
        """Return the names that a place lacks; none that is a word or another place's title, none that we left out."""
        chosen = record.id in self._absorbed or (record.id == place.id and place.id in self.gazetteer.by_id)
        if chosen and record.dataset == GEONAMES:
            return []  # the shipped list has chosen among them
        known = {fold(name) for name in (*place.names, title_ar)}
        names = []
        for name in record.names:
            folded = fold(name)
            elsewhere = self._titles.get(folded, set()) - {place.id, record.at}
            own = name in (record.title, record.title_ar)  # else the name would point to the other place only
            if folded and folded not in known and (own or not (elsewhere or folded in self._words)):
                known.add(folded)
                names.append(name)
        return names

    def _new(self, record: Record, lat: float, lon: float) -> Place:
        wanted = record.id or f"own-{slug(record.title) or hashlib.sha256(fold(record.title).encode()).hexdigest()[:8]}"
        id_, n = wanted, 1
        while id_ in self._places:
            n += 1
            id_ = f"{wanted}-{n}"
        place = Place(
            id=id_, title=record.title, title_ar=record.title_ar, variants=(), type=record.type,
            country=record.country, governorate=record.governorate, district=record.district,
            adm1_pcode=GOVERNORATES.get(record.governorate, ""), pcode=record.pcode, lat=lat, lon=lon,
            extent_km=record.extent_km, uncertainty_km=record.uncertainty_km, geowkt="", population=record.population,
            disputed=False, sensitive=record.type in _SENSITIVE, source=record.source,
        )  # fmt: skip
        return replace(place, variants=tuple(self._spellings(record, place, "")))

    def _keep(self, place: Place) -> None:
        self._places[place.id] = self._own[place.id] = place


class _Index:
    """Places by id, p-code, and kind and key of each name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_id: dict[str, Place] = {}
        self.by_pcode: dict[str, list[Place]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        if place.pcode and all(p.id != place.id for p in self.by_pcode[place.pcode]):
            self.by_pcode[place.pcode].append(place)
        self.by_id[place.id] = place
        for name in place.names:
            self._by_name[kind_of(place.type), key(name)][place.id] = None

    def of(self, kind: str, names: Iterable[str]) -> list[Place]:
        """Return the places of a kind that share the key of a name."""
        ids = dict.fromkeys(i for name in names if (k := key(name)) for i in self._by_name.get((kind, k), ()))
        return [self.by_id[i] for i in ids]


def report_csv(result: Import) -> str:
    """Return a row for each record and for each row that was refused, columns as in `REPORT`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(REPORT)
    writer.writerows(outcome.cells() for outcome in result.outcomes)
    writer.writerows(["refused", *[""] * (len(REPORT) - 2), str(problem)] for problem in result.refused)
    return out.getvalue()


def _lasting(first: Outcome, later: Outcome) -> Outcome:
    """Return what a record did over all passes: its first outcome, or the first that changed a point."""
    return later if later.what in _CHANGES and first.what not in _CHANGES else first


def _point_source(place: Place) -> str:
    """Return where a place's point comes from: the beginning of its source."""
    return place.source.partition(WAS)[0].partition(_ALSO)[0]


def _apart(one: Record, other: Record) -> float:
    """Return how far apart two records' points are, km; 0 where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _is_area(place: Place) -> bool:
    """Tell whether a place's point is but the middle of something, or its seat."""
    return place.type in _AREAS or bool(place.geowkt)


def _other_code(ours: str, theirs: str) -> bool:
    """Tell whether two p-codes of one kind differ: then the places do."""
    return bool(ours and theirs) and ours != theirs and (ours[0], len(ours)) == (theirs[0], len(theirs))


def _near(place: Place, record: Record) -> bool:
    """Tell whether a place and a record may be one by where they are."""
    same = place.governorate == record.governorate or not (place.governorate and record.governorate)
    if record.lat is None or record.lon is None:
        return _is_area(place) and same
    if _is_area(place):
        return same and kilometres(place.lat, place.lon, record.lat, record.lon) <= AREA_NEAR_KM
    km = max(NEAR_KM, (place.extent_km or 0) / 2)
    if record.identifies and (ours := _point_source(place)) != record.source and ours.startswith(record.dataset):
        km = MOVED_KM  # the source itself tells the two apart: one place twice, at most
    if place.estimated:
        km = max(km, place.uncertainty_km or ESTIMATED_NEAR_KM)
    if abs(place.lat - record.lat) > FARTHEST_KM / 100:
        return False
    return kilometres(place.lat, place.lon, record.lat, record.lon) <= min(km, FARTHEST_KM)


def _share(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether one of some names can be one of others."""
    keys = [(name, key(name)) for name in others if name]
    return any(_same_name(name, other, k) for name in names if name and (k := key(name)) for other, m in keys if m == k)


def _same_name(name: str, other: str, shared: str) -> bool:
    """Tell whether two names of one key agree: in full where the key says little."""
    if fold(name) == fold(other):
        return True
    agree = agreement(name, other)
    return agree == EXACT or (agree > 0 and consonants(shared) >= _CONSONANTS)
