"""What the coordinates of a row are, and those of sensitive places rounded to a town.

Every row of a mention that was resolved has `lat` and `lon`, those of a governorate and a country too: their middle. A
program that knows only coordinates would draw them as dots in fields where nothing happened. So an export gives each
row one more column, `point_is`, which says in words what they are.

Hospitals, clinics, schools, camps and shelters (`sensitive` in the gazetteer) have been targets. Unless whoever exports
chooses otherwise, such a row is put at the nearest city or town of its governorate, under that town's id, title and
type, `where_prec` 2, with the distance as its uncertainty, rounded up to 5 km; the ids of such places leave
`candidates`. The name as it stands in the article (`surface`, `sentence`) remains: it is published, and it is the
evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from geo.gazetteer import Gazetteer, Place

if TYPE_CHECKING:
    from geo.overview import PlaceCount

POINT_IS: Final = "point_is"
"""Name of the column."""

SPOT: Final = 2
"""Highest `where_prec` that is a point."""

SENSITIVE_TYPES: Final = frozenset({"hospital", "school", "camp"})
"""Types that are sensitive where the gazetteer does not have the place."""

_TOWNS: Final = frozenset({"city", "town"})
_STEP_KM: Final = 5.0
_KM: Final = 111.2
"""Kilometres to a degree of latitude."""
_MIDDLES: Final = {3: "district", 4: "governorate", 6: "country"}
_CHANGED: Final = (
    "place_id", "place", "place_ar", "types", "district", "adm1_pcode", "governorate", "country", "lat", "lon",
    "where_prec", "uncertainty_km",
)  # fmt: skip


def is_sensitive(place_id: str, type_: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is one whose exact position is not given without being asked for."""
    place = gazetteer.by_id.get(place_id)
    return place.sensitive if place else type_ in SENSITIVE_TYPES


class Positions:
    """Adds `point_is` to parts of a table, and rounds what is sensitive.

    Parameters
    ----------
    gazetteer
        Tells which places are sensitive, and where towns are.
    exact
        Leave sensitive places where they are.
    """

    def __init__(self, gazetteer: Gazetteer, *, exact: bool = False) -> None:
        self._gazetteer = gazetteer
        self._exact = exact
        self._hidden = frozenset(place.id for place in gazetteer.places if place.sensitive)
        self._towns = [place for place in gazetteer.places if place.type in _TOWNS and not place.sensitive]
        self._town_of: dict[tuple[str, float, float], Place | None] = {}

    def __call__(self, part: pa.Table) -> pa.Table:
        """Return rows with the columns of SCHEMA as they may leave the house, and `point_is` behind them."""
        columns = [
            part.column(name).to_pylist() for name in ("role", "status", "where_prec", "types", "place_id", "lat")
        ]
        says = [self.point_is(*row) for row in zip(*columns, strict=True)]
        if not self._exact:
            part = self._without_candidates(part)
            sensitive = [
                i for i, (id_, type_) in enumerate(zip(columns[4], columns[3], strict=True))
                if is_sensitive(id_, type_, self._gazetteer)
            ]  # fmt: skip
            if sensitive:
                part, rounded = self._rounded(part, sensitive)
                for i, town in rounded.items():
                    if town is None:
                        says[i] = f"none: a {columns[3][i]}, and the gazetteer has no town to put it at"
                    elif not says[i].startswith("none"):
                        says[i] = f"near the place: a {columns[3][i]}, put at {town}"
        return part.append_column(POINT_IS, pa.array(says, pa.string()))

    def point_is(self, role: str, status: str, where_prec: int | None, type_: str, _id: str, lat: float | None) -> str:
        """Return what the coordinates of a row are; it begins with "none" where it has none that mean something."""
        if role != "place":
            return f"none: the name is no place here (role {role})"
        if status == "ambiguous":
            return "none: the name may mean any of its candidates"
        if status != "resolved" or lat is None or where_prec is None:
            return "none: the gazetteer does not tell what the name means"
        if where_prec <= SPOT:
            return "near the place" if where_prec == SPOT else "the place"
        return f"middle of the {_MIDDLES.get(where_prec, type_)}"

    def _rounded(self, part: pa.Table, sensitive: list[int]) -> tuple[pa.Table, dict[int, str | None]]:
        """Return rows of which these are at their town, and the town's title by row."""
        rows = part.take(sensitive).select(["place_id", "lat", "lon", "governorate", "types", "status"]).to_pylist()
        new: dict[str, list[Any]] = {name: part.column(name).to_pylist() for name in _CHANGED}
        candidates = part.column("candidates").to_pylist()
        titles: dict[int, str | None] = {}
        for i, row in zip(sensitive, rows, strict=True):
            town = self._town(row["governorate"], row["lat"], row["lon"])
            told = _as_row(town, row)
            for name, value in told.items():
                new[name][i] = value
            if row["status"] == "resolved":
                candidates[i] = [town.id] if town else []
            titles[i] = town.title if town else None
        new["candidates"] = candidates
        for name, values in new.items():
            at = part.column_names.index(name)
            part = part.set_column(at, part.schema.field(at), pa.array(values, part.schema.field(at).type))
        return part, titles

    def _without_candidates(self, part: pa.Table) -> pa.Table:
        """Return rows whose candidates are without sensitive places."""
        if not self._hidden or not pc.any(pc.is_in(pc.list_flatten(part.column("candidates")), self._ids())).as_py():
            return part
        kept = [[id_ for id_ in ids if id_ not in self._hidden] for ids in part.column("candidates").to_pylist()]
        at = part.column_names.index("candidates")
        return part.set_column(at, part.schema.field(at), pa.array(kept, part.schema.field(at).type))

    def towns(self, counts: Iterable[PlaceCount]) -> dict[str, Place | None]:
        """Return for each sensitive place the town that an export names in its stead, if there is one."""
        return {
            count.place_id: self._town(count.governorate, count.lat, count.lon)
            for count in counts
            if is_sensitive(count.place_id, count.type, self._gazetteer)
        }

    def _ids(self) -> pa.Array:
        return pa.array(sorted(self._hidden), pa.string())

    def _town(self, governorate: str, lat: float | None, lon: float | None) -> Place | None:
        """Return the nearest city or town, of the same governorate where it has any."""
        if lat is None or lon is None:
            return None
        key = (governorate, lat, lon)
        if key not in self._town_of:
            own = [town for town in self._towns if town.governorate == governorate]
            self._town_of[key] = min(own or self._towns, key=lambda town: _km(town, lat, lon), default=None)
        return self._town_of[key]


def _as_row(town: Place | None, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says of its place once it stands at a town; without one, nothing but its governorate."""
    if town is None:
        nothing = {name: None if name in {"lat", "lon", "where_prec", "uncertainty_km"} else "" for name in _CHANGED}
        return nothing | {"place": f"a {row['types']}", "types": row["types"], "governorate": row["governorate"]}
    off = math.ceil(_km(town, row["lat"], row["lon"]) / _STEP_KM) * _STEP_KM
    return {
        "place_id": town.id, "place": town.title, "place_ar": town.title_ar, "types": town.type,
        "district": town.district, "adm1_pcode": town.adm1_pcode, "governorate": town.governorate,
        "country": town.country, "lat": town.lat, "lon": town.lon, "where_prec": SPOT,
        "uncertainty_km": max(off, _STEP_KM),
    }  # fmt: skip


def _km(town: Place, lat: float, lon: float) -> float:
    return math.hypot((town.lat - lat) * _KM, (town.lon - lon) * _KM * math.cos(math.radians(lat)))


def sensitive_among(places: Iterable[tuple[str, str]], gazetteer: Gazetteer) -> int:
    """Return how many of these places (id, type) are sensitive."""
    return sum(is_sensitive(id_, type_, gazetteer) for id_, type_ in places)
