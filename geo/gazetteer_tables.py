"""Make records of tables with named columns: Linked Places TSV, OCHA's places and p-codes, or an analyst's own.

What a table is, its columns tell (`kind_of`); names of columns are compared by their letters and digits alone, so
that `admin1Name_en`, `ADM1_EN` and `adm1_name` are one. Linked Places TSV is described at
https://github.com/LinkedPasts/linked-places-format, OCHA's columns by its common operational datasets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from geo.gazetteer import COLUMNS, OPTIONAL, SYRIA, TYPES
from geo.gazetteer_record import Reading, Record, clean, clean_name, clean_names, clean_source, degrees, slug
from geo.names import is_arabic

Kind = Literal["gazetteer", "linked places", "ocha", "own"]

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("title", "name", "nameen", "titleen", "placename", "toponym", "place", "locationname", "village", "town"),
    "name_ar": ("titlear", "namear", "arabicname", "namearabic", "arabic"),
    "lat": ("lat", "latitude", "latitudey", "y", "pointy", "ycoord", "latdd", "latwgs84", "centerlat", "latituded"),
    "lon": ("lon", "long", "lng", "longitude", "longitudex", "x", "pointx", "xcoord", "londd", "longdd", "lonwgs84",
            "centerlon", "longituded"),
    "type": ("types", "type", "kind", "placetype", "featuretype"),
    "governorate": ("governorate", "gov", "mohafaza", "province", "admin1", "adm1", "admin1nameen", "admin1name",
                    "adm1en", "adm1nameen", "adm1name"),
    "district": ("district", "admin2", "adm2", "admin2nameen", "admin2name", "adm2en", "adm2nameen", "adm2name"),
    "adm1_pcode": ("adm1pcode", "admin1pcode", "governoratepcode"),
    "pcode": ("pcode", "placepcode", "locationpcode", "communitypcode"),
    "variants": ("variants", "alternatenames", "alternativenames", "altnames", "othernames", "aliases"),
    "country": ("ccodes", "ccode", "country", "countrycode", "iso2"),
    "id": ("id",),
    "extent_km": ("extentkm",),
    "uncertainty_km": ("uncertaintykm",),
    "population": ("population", "pop"),
    "source": ("source",),
}  # fmt: skip
"""What a column may hold -> the names, letters and digits alone, by which it is known. `name`, `lat` and `lon` are
needed; another heading is told by `--column FIELD=NAME`."""

_LEVEL_TYPE: Final = {1: "governorate", 2: "district", 3: "subdistrict", 4: "village", 5: "neighbourhood"}
_LEVEL = re.compile(r"(?:admin|adm)([1-5])pcode")
_SYNONYMS: Final = {
    "settlement": "locality", "populated place": "locality", "inhabited place": "locality", "hamlet": "village",
    "community": "village", "neighborhood": "neighbourhood", "quarter": "neighbourhood", "suburb": "neighbourhood",
    "province": "governorate", "sub-district": "subdistrict", "nahiya": "subdistrict", "airbase": "air base",
    "airfield": "airport", "military base": "military site", "refugee camp": "camp", "border crossing": "crossing",
    "oilfield": "oil field", "gasfield": "gas field", "mountains": "mountain", "hill": "mountain", "stream": "river",
    "highway": "road",
}  # fmt: skip
_SENSIBLE_KM: Final = 20_000


def letters(name: str) -> str:
    """Return the letters and digits of a heading, in lower case."""
    return "".join(c for c in name.casefold() if c.isalnum())


@dataclass(frozen=True)
class Headings:
    """What a table's columns hold: field -> heading as it stands in the table."""

    kind: Kind
    columns: Mapping[str, str]
    level: int = 0
    """Of a table of OCHA's: 1 governorates ... 4 populated places, 0 if its rows are not of one level."""
    arabic: str = ""
    """Of a table of OCHA's: a second column of names, in Arabic."""


def headings(header: list[str], mapping: Mapping[str, str]) -> Headings | None:
    """Return what the columns of a table hold; None if they are not those of a table of places.

    Parameters
    ----------
    header
        The headings.
    mapping
        Field -> heading, where a heading is none of those in `FIELDS`.
    """
    by_letters = {letters(name): name for name in reversed(header)}
    columns = {
        field: by_letters[known]
        for field, names in FIELDS.items()
        if (known := next((n for n in names if n in by_letters), None)) is not None
    } | dict(mapping)
    if {c for c in COLUMNS if c not in OPTIONAL} <= set(header):
        return Headings("gazetteer", columns)
    if {"title", "titlesource"} <= by_letters.keys():
        columns |= {"variants": by_letters["variants"]} if "variants" in by_letters else {}
        return Headings("linked places", columns) if "name" in columns else None
    levels = sorted(int(match[1]) for name in by_letters if (match := _LEVEL.fullmatch(name)))
    if levels and "name" not in columns:
        return _ocha(levels[-1], by_letters, columns)
    if not {"name", "lat", "lon"} <= columns.keys():
        return None
    return Headings("ocha" if "pcode" in columns and levels else "own", columns)


def _ocha(level: int, by_letters: Mapping[str, str], columns: dict[str, str]) -> Headings | None:
    """Return the headings of a table whose rows are of the deepest level that has a column of p-codes."""

    def first(*names: str) -> str:
        return next((by_letters[n] for n in names if n in by_letters), "")

    def of(prefixes: tuple[str, ...], *ends: str) -> str:
        return first(*(f"{prefix}{end}" for end in ends for prefix in prefixes))

    prefixes = (f"admin{level}", f"adm{level}")
    name = of(prefixes, "nameen", "name", "en", "refname", "ref", "")
    if not name:
        return None
    arabic = of(prefixes, "namear", "ar", "name1", "altname", "alt1en")
    columns |= {"name": name, "pcode": of(prefixes, "pcode")}
    if level < 2:
        columns.pop("district", None)
    return Headings("ocha", columns, level, arabic)


Row = tuple[str, Mapping[str, str]]
"""Where a row stands (file and line), and heading -> cell."""


def records(rows: Iterator[Row], found: Headings, label: str, reading: Reading) -> Iterator[Record]:
    """Yield the places of a table.

    Parameters
    ----------
    rows
        The table's rows.
    found
        What its columns hold.
    label
        What to name the source where a row does not say it.
    reading
        Where rows that are wrong are noted.
    """
    for at, cells in rows:
        record = _record(at, cells, found, label, reading)
        if record is not None:
            yield record


def _record(at: str, cells: Mapping[str, str], found: Headings, label: str, reading: Reading) -> Record | None:
    def cell(field: str) -> str:
        return clean(cells.get(found.columns.get(field, ""), ""))

    def heading(field: str) -> str:
        return found.columns.get(field, field)

    title, arabic = _titles(found, cells)
    if not title:
        reading.refuse(at, heading("name"), cell("name"), "the place's name")
        return None
    type_ = _type(cell("type"), found)
    if not type_:
        reading.refuse(at, heading("type"), cell("type"), "one of " + ", ".join(TYPES))
        return None
    pcode = cell("pcode").upper()
    if pcode and not (pcode.isascii() and pcode.isalnum() and 2 <= len(pcode) <= 20):
        reading.refuse(at, heading("pcode"), pcode, "letters and digits, such as C1007 or SY0203")
        return None
    point = _point(at, cells, found, reading, needed=not pcode or found.kind != "ocha")
    if point is None:
        return None
    lat, lon = point
    numbers: dict[str, float | None] = {}
    for field in ("extent_km", "uncertainty_km", "population"):
        text = cell(field).replace(",", "." if field != "population" else "")
        numbers[field] = _number(text)
        limit = _SENSIBLE_KM if field != "population" else 10**10
        if text and (numbers[field] is None or not 0 <= (numbers[field] or 0) < limit):
            reading.refuse(at, heading(field), cell(field), "a number, 0 or more, or nothing")
            return None
    country = cell("country").upper()
    if country in ("SYR", "SYRIA", "SYRIAN ARAB REPUBLIC") or (found.kind == "ocha" and not country):
        country = "SY"
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        reading.refuse(at, heading("country"), country, "a country's two letters (ISO 3166-1), such as SY")
        return None
    south, north, west, east = SYRIA
    outside = lat is not None and lon is not None and not (south <= lat <= north and west <= lon <= east)
    if country in ("", "SY") and outside:
        reading.refuse(at, heading("lat"), f"{lat}, {lon}", "a point in Syria (are lat and lon swapped?)")
        return None
    id_, identifies, dataset, source = _identity(found, cell("id"), pcode, cell("source"), label, cells)
    population = numbers["population"]
    uncertainty = numbers["uncertainty_km"]
    if found.kind == "ocha" and TYPES[type_] == 1 and uncertainty is None:
        uncertainty = 1.0
    return Record(
        at=at, id=id_, identifies=identifies, dataset=dataset, source=source, title=title, type=type_,
        title_ar=arabic, variants=clean_names(re.split(r"[;|]", cells.get(found.columns.get("variants", ""), ""))),
        country=country, governorate=cell("governorate"), district="" if type_ == "governorate" else cell("district"),
        adm1_pcode=cell("adm1_pcode").upper(), pcode=pcode, lat=lat, lon=lon, extent_km=numbers["extent_km"],
        uncertainty_km=uncertainty, population=None if population is None else int(population),
    )  # fmt: skip


def _titles(found: Headings, cells: Mapping[str, str]) -> tuple[str, str]:
    """Return a place's title, and its Arabic title; a place that has an Arabic name only has it as both."""
    title = clean_name(cells.get(found.columns.get("name", ""), ""))
    arabic = clean_name(cells.get(found.arabic or found.columns.get("name_ar", ""), ""))
    if not is_arabic(arabic):
        arabic = ""
    if not title or is_arabic(title):
        arabic = arabic or title
        title = title or arabic
    return title, arabic


def _type(text: str, found: Headings) -> str:
    """Return our type, of the row's own word or the table's level; empty for a word that we do not know."""
    if found.level:
        return _LEVEL_TYPE[found.level]
    for word in filter(None, (w.strip().casefold() for w in re.split(r"[;|]", text))):
        if word in TYPES:
            return str(word)
        if known := _SYNONYMS.get(word) or _SYNONYMS.get(word.removesuffix("s")):
            return known
    if text.strip() and found.kind != "ocha":
        return ""
    return "village" if found.kind == "ocha" else "locality"


def _point(
    at: str, cells: Mapping[str, str], found: Headings, reading: Reading, *, needed: bool
) -> tuple[float | None, float | None] | None:
    """Return lat and lon; both None where there is no point and none is needed; None if there is no telling."""
    raw = [clean(cells.get(found.columns.get(field, ""), "")) for field in ("lat", "lon")]
    wkt = cells.get("geowkt", "") or ""
    point = re.fullmatch(r"\s*POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", wkt, re.IGNORECASE)
    if raw == ["", ""] and found.kind == "linked places" and point is not None:
        raw = [point[2], point[1]]
    if raw == ["", ""] and not needed:
        return None, None
    lat, lon = degrees(raw[0], 90), degrees(raw[1], 180)
    if lat is None or lon is None:
        wrong = "lat" if lat is None else "lon"
        bad = raw[0] if lat is None else raw[1]
        reading.refuse(at, found.columns.get(wrong, wrong), bad, "a number of degrees, such as 36.2")
        return None
    return lat, lon


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,12}(?:\.\d+)?", text) and text.isascii() else None


def _identity(
    found: Headings, id_: str, pcode: str, source: str, label: str, cells: Mapping[str, str]
) -> tuple[str, bool, str, str]:
    """Return id, whether it identifies the place, dataset and source."""
    if found.kind == "gazetteer" and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", id_):
        return id_, True, clean_source(source or label), clean_source(source or label)
    if found.kind == "ocha" and pcode:
        return f"ocha-{pcode}", True, "OCHA", f"OCHA {pcode}"
    if found.kind == "linked places":
        dataset = clean_source(cells.get("title_source", "")) or label
        mark = clean(cells.get("title_uri", "")) or id_
        kept = f"lp-{slug(id_)}" if slug(id_) else ""
        return kept, bool(kept), dataset, clean_source(f"{dataset}: {mark}" if mark else dataset)
    kept = f"own-{slug(id_)}" if slug(id_) else ""
    return kept, bool(kept), clean_source(source or label), clean_source(source or label)


def ring_centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the centroid (lat, lon, degrees) of a ring of (lon, lat) and its area, square degrees."""
    area = x = y = 0.0
    x0, y0 = ring[0]
    for (a, b), (c, d) in pairwise(ring):
        cross = (a - x0) * (d - y0) - (c - x0) * (b - y0)
        area += cross
        x += (a + c - 2 * x0) * cross
        y += (b + d - 2 * y0) * cross
    if abs(area) < 1e-12:
        return y0, x0, 0.0
    return y0 + y / (3 * area), x0 + x / (3 * area), abs(area) / 2
