"""Mentions for tests: real rows in every column, each told by what matters to the test that asks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from geo.gazetteer import GOVERNORATES, Gazetteer, Place
from geo.mention import SCHEMA, content_hash


def place(id_: str = "t-idlib", title: str = "Idlib", type_: str = "city", **more: Any) -> Place:
    """Return a row of a gazetteer; what is not told is that of a town in Idlib governorate."""
    row: dict[str, Any] = {
        "title_ar": "", "variants": (), "country": "SY", "governorate": "Idlib", "district": "", "pcode": "",
        "lat": 35.93, "lon": 36.63, "extent_km": None, "uncertainty_km": None, "geowkt": "", "population": None,
        "disputed": False, "sensitive": False, "source": "test",
    } | more  # fmt: skip
    return Place(
        id=id_, title=title, type=type_, adm1_pcode=GOVERNORATES.get(row["governorate"], ""), **row
    )  # fmt: skip


IDLIB = place(title_ar="إدلب")
IDLIB_GOVERNORATE = place("SY07", "Idlib", "governorate", lat=35.8, lon=36.7)
KHAN_SHEIKHOUN = place("t-khan", "Khan Sheikhoun", "town", lat=35.44, lon=36.65, title_ar="خان شيخون")
LATAKIA = place("t-latakia", "Latakia", "city", governorate="Latakia", lat=35.52, lon=35.79)
GHOUTA = place(
    "t-ghouta", "Eastern Ghouta", "region", governorate="Rif Dimashq", lat=33.53, lon=36.45,
    geowkt="POLYGON ((36.3 33.4, 36.3 33.6, 36.6 33.6, 36.6 33.4, 36.3 33.4))",
)  # fmt: skip
M5 = place("t-m5", "M5", "road", governorate="", lat=34.7, lon=36.7, geowkt="LINESTRING (36.3 33.5, 36.7 34.7)")
RUSSIA = place("RU", "Russia", "country", country="RU", governorate="", lat=60.0, lon=100.0)
PLACES = (IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, LATAKIA, GHOUTA, M5, RUSSIA)


def gazetteer(*places: Place) -> Gazetteer:
    """Return a gazetteer of these places, or of the handful above."""
    rows = places or PLACES
    return Gazetteer(rows, {row.id: row for row in rows}, "0" * 64)


def mention(at: Place | None = IDLIB, **columns: Any) -> dict[str, Any]:
    """Return one row: a resolved mention of a place, or for None a name that was not resolved.

    Columns told by name win; the date is one day unless `date_end` is told.
    """
    row: dict[str, Any] = {field.name: [] if pa.types.is_list(field.type) else "" for field in SCHEMA}
    row |= {field.name: None for field in SCHEMA if not pa.types.is_string(field.type) and row[field.name] == ""}
    row |= {
        "marked": False,
        "article_id": "a1", "article_title": "Strikes in the north", "published": date(2018, 9, 5),
        "published_source": "column", "source": "Test wire", "url": "https://example.org/a1", "language": "en",
        "field": "text", "section": "body", "surface": "Somewhere", "start": 10, "sentence_start": 0,
        "status": "unresolved", "confidence": 0.0, "role": "place",
        "date_start": date(2018, 9, 4), "date_prec": 1, "date_expression": "Tuesday", "date_source": "sentence",
    }  # fmt: skip
    if at is not None:
        row |= {
            "surface": at.title, "place_id": at.id, "place": at.title, "place_ar": at.title_ar, "types": at.type,
            "governorate": at.governorate, "adm1_pcode": at.adm1_pcode, "country": at.country, "lat": at.lat,
            "lon": at.lon, "where_prec": at.where_prec, "status": "resolved", "confidence": 0.9,
            "candidates": [at.id],
        }  # fmt: skip
    row |= columns
    if "date_end" not in columns:
        row["date_end"] = row["date_start"]
    if row["date_start"] is None:
        row |= {"date_prec": None, "date_expression": "", "date_source": "none"}
    row["end"] = columns.get("end", row["start"] + len(row["surface"]))
    row["sentence"] = columns.get("sentence", f"Aircraft struck {row['surface']} on Tuesday.")
    row["mention_id"] = columns.get("mention_id") or content_hash(
        row["article_id"], row["field"], row["start"], row["end"], row["surface"]
    )
    return row


def table(*rows: dict[str, Any]) -> pa.Table:
    """Return rows as a table of mentions; rows that would share an id get offsets of their own."""
    seen: set[str] = set()
    for i, row in enumerate(rows):
        if row["mention_id"] in seen:
            row["mention_id"] = content_hash(row["mention_id"], i)
        seen.add(row["mention_id"])
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)
