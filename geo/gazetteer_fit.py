"""Put a record of a foreign gazetteer in our terms: whose country and governorate it is in, what we have left out.

A place of unknown governorate is where its p-code says, else where its three nearest neighbours in our list are, if
they agree; else there is no telling, and it is refused.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from geo.exc import GazetteerError
from geo.gazetteer import DEFAULT, GOVERNORATES, TYPES, WIDE, Place
from geo.gazetteer_record import Record, kilometres
from geo.keys import agreement, key
from geo.names import fold
from geo.outlines import outside_km
from geo.resolution import BORDER_KM

NEIGHBOURS: Final = 3
FAR_KM: Final = 40.0
"""A neighbour farther off than this says nothing."""

_TITLE_OF: Final = {pcode: title for title, pcode in GOVERNORATES.items()}
_PCODE = re.compile(r"(SY\d\d)\d*")
_KIND = re.compile(r"^(?:governorate of|province of|محافظة)\s+|\s+(?:governorate|province|muhafazat?)$", re.IGNORECASE)


class Fitter:
    """Finds country and governorate of records by the places that we have."""

    def __init__(self, places: Iterable[Place]) -> None:
        rows = list(places)
        self._by_fold = {fold(n): p.governorate for p in rows if p.type == "governorate" for n in p.names}
        self._by_fold |= {fold(title): title for title in GOVERNORATES}
        self._by_key: dict[str, dict[str, str]] = {}
        for p in rows:
            if p.type == "governorate":
                for name in p.names:
                    self._by_key.setdefault(key(name), {})[name] = p.governorate
        near = [p for p in rows if TYPES[p.type] == 1]
        self._near = near
        self._at = np.radians(np.array([(p.lat, p.lon) for p in near], dtype=float).reshape(-1, 2))
        self._syrian = np.array([p.country == "SY" for p in near], dtype=bool)

    def governorate(self, name: str) -> str:
        """Return the governorate of a name, as we write it; empty if it is none."""
        name = _KIND.sub("", name.strip())
        if name in GOVERNORATES:
            return name
        if name.upper() in _TITLE_OF:
            return _TITLE_OF[name.upper()]
        if found := self._by_fold.get(fold(name)):
            return found
        alike = {g for other, g in self._by_key.get(key(name), {}).items() if agreement(name, other)}
        return alike.pop() if len(alike) == 1 else ""

    def fitted(self, record: Record) -> Record:
        """Return the record with our country and governorate.

        Raises
        ------
        GazetteerError
            If the source names a governorate that is none of Syria's, contradicts itself, or there is no telling.
        """
        if record.country not in ("", "SY"):
            return replace(record, governorate="", adm1_pcode="", district="")
        by_code = {
            _TITLE_OF.get(m[1], "") for code in (record.adm1_pcode, record.pcode) if (m := _PCODE.fullmatch(code))
        }
        by_code.discard("")
        named = self.governorate(record.governorate) if record.governorate else ""
        said = by_code | ({named} if named else set())
        if len(said) > 1 or (record.governorate and not said):
            expected = (
                "one of " + ", ".join(GOVERNORATES)
                if not said
                else f"one governorate, not {' and '.join(sorted(said))}"
            )
            raise GazetteerError(f"{record.at}, governorate: found {record.governorate!r}; expected {expected}")
        if said:
            (governorate,) = said
            if record.lat is not None and record.lon is not None and record.type not in WIDE:
                off = outside_km(record.lat, record.lon, governorate)
                if off > BORDER_KM:
                    raise GazetteerError(
                        f"{record.at}: found {record.lat:g}, {record.lon:g}, {off:.0f} km outside {governorate}; "
                        "expected a point in it (are lat and lon swapped, or is it another governorate?)"
                    )
            return replace(record, country="SY", governorate=governorate)
        if record.type in WIDE and record.country == "SY":
            return record
        return replace(record, country="SY", governorate=self._by_neighbours(record))

    def _by_neighbours(self, record: Record) -> str:
        if record.lat is None or record.lon is None or not len(self._near):
            raise GazetteerError(f"{record.at}: found no governorate; expected one, or its p-code, or a point")
        lat, lon = np.radians((record.lat, record.lon))
        flat = np.hypot(self._at[:, 0] - lat, (self._at[:, 1] - lon) * np.cos(lat))
        order = np.argsort(flat)[: NEIGHBOURS * 10]
        nearest = self._near[int(order[0])]
        syrian = [self._near[int(i)] for i in order if self._syrian[i]][:NEIGHBOURS]
        votes = Counter(p.governorate for p in syrian)
        where = f"{record.lat:g}, {record.lon:g}"
        if not record.country and nearest.country != "SY":
            raise GazetteerError(
                f"{record.at}: found a place at {where} near {nearest.title} ({nearest.country}); expected its country "
                "(a column ccodes) or its governorate"
            )
        agree = len(syrian) == NEIGHBOURS and len(votes) == 1
        if not agree or kilometres(record.lat, record.lon, syrian[-1].lat, syrian[-1].lon) > FAR_KM:
            raise GazetteerError(
                f"{record.at}: found a place at {where} whose neighbours do not tell the governorate "
                f"({', '.join(sorted(votes)) or 'none'}); expected its name or p-code"
            )
        return syrian[0].governorate


def decisions(folder: Path = DEFAULT.parent / "data") -> tuple[dict[str, str], frozenset[str]]:
    """Return what the makers of the shipped gazetteer have decided on names and rows of its sources.

    Returns
    -------
    tuple
        Id of a source's row -> id of our row that it is part of; and the folded names that are no names of a place
        when they stand alone (words, names of persons, other places).
    """
    absorbed: dict[str, str] = {}
    for name in ("supplement.csv", "abroad.csv"):
        for row in _rows(folder / name):
            absorbed |= dict.fromkeys(filter(None, (row.get("absorbs") or "").split("|")), row["id"])
    words = {fold(row["name"]) for row in _rows(folder / "left_out.csv") if row["kind"] == "variant"}
    return absorbed, frozenset(words)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
