"""The gazetteer: the list of places that names in articles are resolved to, read from one CSV file.

An analyst may open that file in a spreadsheet and edit it, so reading is forgiving about form (a byte order
mark, `;` or tab between cells, a `sep=` line, quoting, empty rows) and strict about content: a row that
cannot be right ends the loading with a `GazetteerError` that names file, line and column, what was found
and what was expected. Columns follow Linked Places TSV where it has one; `where_prec` follows UCDP GED.

>>> gazetteer = Gazetteer.load()
>>> gazetteer.by_id["SY07"].title
'Idlib'
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from geo.exc import GazetteerError
from geo.textfiles import CsvRows, read_text

DEFAULT: Final = Path(__file__).resolve().parent.parent / "gazetteer.csv"
"""The gazetteer that the project ships."""

ATTRIBUTION: Final = (
    "Places: gazetteer of the Syria mention map, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), "
    "with data from GeoNames (https://www.geonames.org/, CC BY 4.0; selected, renamed, corrected) "
    "and OurAirports (https://ourairports.com/, public domain)."
)
"""The line that every export carries: the licence of `gazetteer.csv` asks for it."""

TYPES: Final[MappingProxyType[str, int]] = MappingProxyType(
    {
        "country": 6,
        "governorate": 4,
        "district": 3,
        "subdistrict": 3,
        "city": 1,
        "town": 1,
        "village": 1,
        "neighbourhood": 1,
        "locality": 1,
        "camp": 1,
        "air base": 1,
        "airport": 1,
        "military site": 1,
        "prison": 1,
        "crossing": 1,
        "dam": 1,
        "oil field": 1,
        "gas field": 1,
        "hospital": 1,
        "school": 1,
        "site": 1,
        "region": 5,
        "mountain": 5,
        "road": 5,
        "river": 5,
        "lake": 7,
        "sea": 7,
    }
)
"""Type of a place -> `where_prec` of its name (UCDP GED: 1 exact, 3 district, 4 governorate, 5 line or fuzzy
area, 6 country, 7 water). `region` is an area without official bounds; `site` a ruin, plant, square and the like."""

GOVERNORATES: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "Damascus": "SY01",
        "Aleppo": "SY02",
        "Rif Dimashq": "SY03",
        "Homs": "SY04",
        "Hama": "SY05",
        "Latakia": "SY06",
        "Idlib": "SY07",
        "Hasakah": "SY08",
        "Deir ez-Zor": "SY09",
        "Tartus": "SY10",
        "Raqqa": "SY11",
        "Daraa": "SY12",
        "Suwayda": "SY13",
        "Quneitra": "SY14",
    }
)
"""Governorate of Syria -> its p-code, which is also its id in the gazetteer."""

COLUMNS: Final[tuple[str, ...]] = (
    "id", "title", "title_ar", "variants", "types", "ccodes", "governorate", "district", "adm1_pcode", "lat", "lon",
    "extent_km", "uncertainty_km", "geowkt", "population", "disputed", "sensitive", "source",
)  # fmt: skip
"""Columns of the file, in its order."""

NEAR_KM: Final = 5.0
"""A point that may be farther off than this is near the place, not at it: `where_prec` 2 at best."""

_SYRIA: Final = (32.0, 37.6, 35.5, 42.6)
"""South, north, west, east of Syria, degrees: a row that says SY and lies outside has its coordinates wrong."""

_WIDE: Final = frozenset({"country", "region", "mountain", "road", "river", "lake", "sea"})
"""Types that may span governorates, so that theirs may be empty."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CCODE = re.compile(r"[A-Z]{2}")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_WKT = re.compile(r"(LINESTRING|POLYGON)\s*\(+([-+0-9eE., ]+)\)+", re.IGNORECASE)
_FLAGS: Final = {"": False, "0": False, "1": True}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    `lat` and `lon` are degrees WGS 84, `extent_km` is how large the thing is (rough diameter, km) and
    `uncertainty_km` how far off the point may be (km); both are None where nobody has said.
    """

    id: str
    title: str
    title_ar: str
    variants: tuple[str, ...]
    type: str
    country: str
    governorate: str
    district: str
    adm1_pcode: str
    lat: float
    lon: float
    extent_km: float | None
    uncertainty_km: float | None
    geowkt: str
    population: int | None
    disputed: bool
    sensitive: bool
    source: str

    @property
    def where_prec(self) -> int:
        """Return how exactly the name says where, on UCDP's scale; 2 at best where the point may be 5 km off."""
        scale = TYPES[self.type]
        if self.uncertainty_km is not None and self.uncertainty_km > NEAR_KM:
            return max(scale, 2)
        return scale

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the place: title, Arabic title, variants."""
        return tuple(name for name in (self.title, self.title_ar, *self.variants) if name)

    @property
    def shape(self) -> Literal["line", "area", ""]:
        """Return what `geowkt` draws: a line (road, river), an area (region), or nothing."""
        if not self.geowkt:
            return ""
        return "line" if self.geowkt[:4].upper() == "LINE" else "area"

    @property
    def outline(self) -> tuple[tuple[float, float], ...]:
        """Return the points of `geowkt` as (lat, lon), degrees; empty where the place is drawn as a point."""
        return parse_wkt(self.geowkt) if self.geowkt else ()


def parse_wkt(text: str) -> tuple[tuple[float, float], ...]:
    """Return the points of a WKT `LINESTRING` or one-ring `POLYGON` as (lat, lon), degrees.

    Raises
    ------
    ValueError
        If the text is neither, a coordinate is no number on Earth, a line has fewer than two points, or a ring
        is not closed.
    """
    match = _WKT.fullmatch(text.strip())
    if match is None or text.count("(") != text.count(")"):
        raise ValueError("not a WKT LINESTRING or POLYGON with one ring")
    kind = match[1].upper()
    if text.count("(") != (1 if kind == "LINESTRING" else 2):
        raise ValueError(f"wrong parentheses for a {kind}")
    points = []
    for pair in match[2].split(","):
        cells = pair.split()
        if len(cells) != 2:
            raise ValueError(f"{pair.strip()!r} is not a longitude and a latitude")
        lon, lat = float(cells[0]), float(cells[1])
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise ValueError(f"{pair.strip()!r} is not on Earth (longitude first, then latitude)")
        points.append((lat, lon))
    if kind == "LINESTRING" and len(points) < 2:
        raise ValueError("a line needs two points or more")
    if kind == "POLYGON" and (len(points) < 4 or points[0] != points[-1]):
        raise ValueError("a ring needs four points or more, the last equal to the first")
    return tuple(points)


@dataclass(frozen=True)
class Gazetteer:
    """All places, in the file's order, with the file's SHA-256."""

    places: tuple[Place, ...]
    by_id: dict[str, Place]
    sha256: str

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Gazetteer:
        """Read and check a gazetteer file: UTF-8 CSV, cells separated by comma, semicolon or tab.

        In a file separated by semicolons, as a spreadsheet in most of Europe writes it, numbers may have a
        decimal comma.

        Raises
        ------
        GazetteerError
            If the file cannot be read or one row cannot be right.
        """
        path = Path(path)
        text, data = read_text(path, GazetteerError, "a gazetteer (CSV)")
        reader = _Reader(path, text)
        places: list[Place] = []
        by_id: dict[str, Place] = {}
        lines: dict[str, int] = {}
        for place in reader:
            if place.id in by_id:
                raise reader.error("id", place.id, f"an id of its own (line {lines[place.id]} has this one)")
            by_id[place.id] = place
            lines[place.id] = reader.line
            places.append(place)
        return cls(tuple(places), by_id, hashlib.sha256(data).hexdigest())


class _Reader:
    """Turns the rows of one file into places and knows the line that it is at, for its errors."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._rows = CsvRows(path, text, GazetteerError)
        names = [name.lower() for name in self._rows.header]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            found = ", ".join(filter(None, names)) or "nothing"
            raise GazetteerError(
                f"{path}, line {self.line}: column {missing[0]} is missing; found the columns {found}; "
                f"expected {', '.join(COLUMNS)}"
            )
        for name in COLUMNS:
            if names.count(name) > 1:
                raise GazetteerError(f"{path}, line {self.line}: column {name} stands twice; expected it once")
        self._where = [names.index(name) for name in COLUMNS]

    @property
    def line(self) -> int:
        return self._rows.line

    def error(self, column: str, found: str, expected: str) -> GazetteerError:
        return GazetteerError(f"{self.path}, line {self.line}, column {column}: found {found!r}; expected {expected}")

    def __iter__(self) -> Iterator[Place]:
        for row in self._rows:
            cells = self._rows.fitted(row)
            yield self._place(*(cells[i].strip() for i in self._where))

    def _place(
        self, id_: str, title: str, title_ar: str, variants: str, type_: str, ccode: str, governorate: str,
        district: str, pcode: str, lat: str, lon: str, extent: str, uncertainty: str, geowkt: str,
        population: str, disputed: str, sensitive: str, source: str,
    ) -> Place:  # fmt: skip
        if not _ID.fullmatch(id_):
            raise self.error("id", id_, "letters, digits, '.', '_' or '-', such as gn-170063")
        if not title:
            raise self.error("title", title, "the place's name")
        if type_ not in TYPES:
            raise self.error("types", type_, "one of " + ", ".join(TYPES))
        if not _CCODE.fullmatch(ccode) and (ccode or type_ not in _WIDE):
            raise self.error("ccodes", ccode, "a country's two letters (ISO 3166-1), such as SY")
        if governorate and ccode != "SY":
            raise self.error("governorate", governorate, f"nothing for a place in {ccode or 'no country'}")
        if governorate not in GOVERNORATES and (governorate or (ccode == "SY" and type_ not in _WIDE)):
            raise self.error("governorate", governorate, "one of " + ", ".join(GOVERNORATES))
        if pcode != GOVERNORATES.get(governorate, ""):
            raise self.error("adm1_pcode", pcode, GOVERNORATES.get(governorate) or "nothing without a governorate")
        y, x = self._degrees("lat", lat, 90), self._degrees("lon", lon, 180)
        south, north, west, east = _SYRIA
        if ccode == "SY" and not south <= y <= north:
            raise self.error("lat", lat, f"a latitude in Syria, {south} to {north} (are lat and lon swapped?)")
        if ccode == "SY" and not west <= x <= east:
            raise self.error("lon", lon, f"a longitude in Syria, {west} to {east} (are lat and lon swapped?)")
        if geowkt:
            try:
                parse_wkt(geowkt)
            except ValueError as error:
                raise self.error("geowkt", geowkt[:60], f"a WKT LINESTRING or POLYGON in degrees: {error}") from error
        if population and not (population.isascii() and population.isdigit() and len(population) <= 10):
            raise self.error("population", population, "a whole number, or nothing")
        for column, flag in (("disputed", disputed), ("sensitive", sensitive)):
            if flag not in _FLAGS:
                raise self.error(column, flag, "0 or 1")
        return Place(
            id_, title, title_ar, tuple(filter(None, map(str.strip, variants.split("|")))), type_, ccode, governorate,
            district, pcode, y, x, self._km("extent_km", extent), self._km("uncertainty_km", uncertainty), geowkt,
            int(population) if population else None, _FLAGS[disputed], _FLAGS[sensitive], source,
        )  # fmt: skip

    def _number(self, text: str) -> float:
        """Return the number, or NaN for what is none; a decimal comma counts where cells are split by `;`."""
        if self._rows.delimiter == ";" and _DECIMAL_COMMA.fullmatch(text):
            text = text.replace(",", ".")
        try:
            return float(text)
        except ValueError:
            return math.nan

    def _degrees(self, column: str, text: str, limit: int) -> float:
        value = self._number(text)
        if not -limit <= value <= limit:
            raise self.error(column, text, f"a number of degrees from -{limit} to {limit}, such as 36.2")
        return value

    def _km(self, column: str, text: str) -> float | None:
        if not text:
            return None
        value = self._number(text)
        if not 0 <= value < 20_000:
            raise self.error(column, text, "kilometres, 0 or more, or nothing")
        return value
