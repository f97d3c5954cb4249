"""Count the places of the gazetteer by governorate and type, and how well each point is known."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Final, Literal

from geo.gazetteer import GOVERNORATES, TYPES, WAS, Gazetteer, Place

ALL: Final = "all"
"""Stands for every governorate, or every type."""
SEVERAL: Final = "several"
"""Stands for the governorate of a thing that has none of its own: the country, a road, a river."""

Origin = Literal["looked_up", "estimated", "packages", "by_hand", "layer"]

_BY_HAND: Final = ("by hand", "seat", "middle", "its course", "line", "outline")
_PACKAGES: Final = ("GeoNames", "OurAirports")


@dataclass(frozen=True, slots=True)
class Count:
    """How many places there are of one type in one governorate, and where their points come from.

    Attributes
    ----------
    looked_up, estimated, packages, by_hand, layer
        Points read on a page; reckoned from what is known of the place; of GeoNames or OurAirports as the packages
        have them; drawn by hand (lines, areas, seats of districts); of the analyst's own layer.
    arabic
        Places that have an Arabic title.
    uncertainty_median_km, uncertainty_p90_km
        Half and nine tenths of those points that say how far off they may be say this or less, km; None without any.
    """

    governorate: str
    type: str
    places: int
    looked_up: int
    estimated: int
    packages: int
    by_hand: int
    layer: int
    arabic: int
    uncertainty_median_km: float | None
    uncertainty_p90_km: float | None


COLUMNS: Final = tuple(field.name for field in fields(Count))
"""Columns of a table of counts."""


def origin(place: Place, layer: Collection[str] = ()) -> Origin:
    """Return where a place's point comes from; `layer` has the ids of the analyst's own rows."""
    if place.id in layer:
        return "layer"
    said = place.source.partition(WAS)[0]
    if said.startswith("estimated"):
        return "estimated"
    if said.startswith(_PACKAGES):
        return "packages"
    return "by_hand" if said.startswith(_BY_HAND) else "looked_up"


def count(gazetteer: Gazetteer, layer: Collection[str] = ()) -> list[Count]:
    """Count the Syrian places: each type in each governorate, types and governorates in all, and all.

    Parameters
    ----------
    gazetteer
        The gazetteer.
    layer
        Ids of the rows that an analyst's layer has put there.
    """
    return list(_counts([p for p in gazetteer.places if p.country == "SY" or p.governorate], layer))


def _counts(places: list[Place], layer: Collection[str]) -> Iterator[Count]:
    for governorate in (*GOVERNORATES, SEVERAL, ALL):
        here = [p for p in places if governorate in (ALL, p.governorate or SEVERAL)]
        for type_ in (*TYPES, ALL):
            rows = [p for p in here if type_ in (ALL, p.type)]
            if rows:
                yield _count(governorate, type_, rows, layer)


def _count(governorate: str, type_: str, places: list[Place], layer: Collection[str]) -> Count:
    origins = [origin(place, layer) for place in places]
    uncertain = sorted(p.uncertainty_km for p in places if p.uncertainty_km is not None)
    arabic = sum(bool(place.title_ar) for place in places)
    return Count(
        governorate, type_, len(places), origins.count("looked_up"), origins.count("estimated"),
        origins.count("packages"), origins.count("by_hand"), origins.count("layer"), arabic,
        statistics.median(uncertain) if uncertain else None,
        uncertain[-(-9 * len(uncertain) // 10) - 1] if uncertain else None,
    )  # fmt: skip


def counts_csv(counts: Iterable[Count]) -> str:
    """Return counts as CSV with the columns `COLUMNS`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(c) for c in counts)
    return out.getvalue()
