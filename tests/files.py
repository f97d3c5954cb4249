"""Files for tests: a gazetteer and mentions as CSV, made from rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from geo.gazetteer import COLUMNS, Place
from geo.tables import conform, write_csv


def write_gazetteer(path: Path, places: Iterable[Place]) -> Path:
    """Write places as a gazetteer file and return its path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for p in places:
            numbers = ("" if n is None else n for n in (p.extent_km, p.uncertainty_km))
            writer.writerow([
                p.id, p.title, p.title_ar, "|".join(p.variants), p.type, p.country, p.governorate, p.district,
                p.adm1_pcode, p.pcode, p.lat, p.lon, *numbers, p.geowkt, "" if p.population is None else p.population,
                int(p.disputed), int(p.sensitive), p.source,
            ])  # fmt: skip
    return path


def mentions_csv(table: pa.Table) -> str:
    """Return the text of a CSV file of mentions."""
    stream = io.BytesIO()
    write_csv([conform(table)], stream)
    return stream.getvalue().decode("utf-8")
