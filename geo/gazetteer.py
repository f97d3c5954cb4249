"""The gazetteer: the list of places that names in articles are resolved to, read from one CSV file.

An analyst may lay a file of the same columns over it, the layer (`geo.layers`), whose rows are added or replace those
of the same id; the shipped file stays as it is.

An analyst may open either file in a spreadsheet and edit it, so reading is forgiving about form (a byte order
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
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from geo.exc import GazetteerError
from geo.paths import ROOT
from geo.textfiles import CsvRows, read_text
from geo.wkt import parse_wkt

DEFAULT: Final = ROOT / "gazetteer.csv"
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
    "id", "title", "title_ar", "variants", "types", "ccodes", "governorate", "district", "adm1_pcode", "pcode", "lat",
    "lon", "extent_km", "uncertainty_km", "geowkt", "population", "disputed", "sensitive", "source",
)  # fmt: skip
"""Columns of the file, in its order."""

OPTIONAL: Final = frozenset({"pcode"})
"""Columns that a file may lack: their cells are then empty."""

NEAR_KM: Final = 5.0
"""A point that may be farther off than this is near the place, not at it: `where_prec` 2 at best."""

WAS: Final = "; was "
"""In `source`, what stands before the point and the source that an import has replaced."""

SYRIA: Final = (32.0, 37.6, 35.5, 42.6)
"""South, north, west, east of Syria, degrees: a row that says SY and lies outside has its coordinates wrong."""

WIDE: Final = frozenset({"country", "region", "mountain", "road", "river", "lake", "sea"})
"""Types that may span governorates, so that theirs may be empty."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PCODE = re.compile(r"[A-Za-z0-9]{2,20}")
_CCODE = re.compile(r"[A-Z]{2}")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_FLAGS: Final = {"": False, "0": False, "1": True}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    `adm1_pcode` is the p-code of the governorate, `pcode` the place's own (OCHA's C1007, SY0203). `lat` and `lon` are
    degrees WGS 84, `extent_km` is how large the thing is (rough diameter, km) and
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
    pcode: str
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
    def estimated(self) -> bool:
        """Tell whether nobody has looked the point up, or it may be more than 5 km off: a better one is welcome."""
        looked_up = not self.source.partition(WAS)[0].startswith("estimated")
        return not looked_up or (self.uncertainty_km is not None and self.uncertainty_km > NEAR_KM)

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the place: title, Arabic title, variants, and كفر زيتا as كفرزيتا too."""
        names = tuple(name for name in (self.title, self.title_ar, *self.variants) if name)
        if not self.title_ar.startswith("كفر "):
            return names
        joined = ("كفر" + name[4:] for name in names if name.startswith("كفر ") and name.count(" ") == 1)
        return tuple(dict.fromkeys((*names, *joined)))

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


class Layered(NamedTuple):
    """What an analyst's layer did to a gazetteer: its file, how many places it added and replaced, their sources."""

    path: Path
    added: int
    replaced: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """All places, in the order of the file and then of the layer, with the SHA-256 of what was read."""

    places: tuple[Place, ...]
    by_id: dict[str, Place]
    sha256: str
    layer: Layered | None = None

    @classmethod
    def load(cls, path: Path = DEFAULT, layer: Path | None = None) -> Gazetteer:
        """Read and check a gazetteer file: UTF-8 CSV, cells separated by comma, semicolon or tab.

        In a file separated by semicolons, as a spreadsheet in most of Europe writes it, numbers may have a
        decimal comma.

        Parameters
        ----------
        path
            The gazetteer.
        layer
            A second file of the same columns: a row whose id the gazetteer has replaces that row whole, in its place
            in the order; any other is added at the end. `sha256` is then that of both files.

        Raises
        ------
        GazetteerError
            If a file cannot be read or one row cannot be right; the message names the file.
        """
        by_id, digest = _read(Path(path))
        if layer is None:
            return cls(tuple(by_id.values()), by_id, digest.hexdigest())
        own, own_digest = _read(Path(layer))
        replaced = len(own.keys() & by_id.keys())
        digest.update(own_digest.digest())
        by_id |= own
        sources = tuple(place.source for place in own.values())
        layered = Layered(Path(layer), len(own) - replaced, replaced, sources)
        return cls(tuple(by_id.values()), by_id, digest.hexdigest(), layered)


def read_rows(path: Path) -> dict[str, Place]:
    """Return the rows of one file by id, in its order.

    Raises
    ------
    GazetteerError
        If the file cannot be read or one row cannot be right.
    """
    return _read(path)[0]


def _read(path: Path) -> tuple[dict[str, Place], hashlib._Hash]:
    text, data = read_text(path, GazetteerError, "a gazetteer (CSV)")
    return parse_rows(path, text), hashlib.sha256(data)


def parse_rows(path: Path, text: str) -> dict[str, Place]:
    """Return the rows of a file's text by id, in its order; the file itself is not read.

    Raises
    ------
    GazetteerError
        If one row cannot be right.
    """
    reader = _Reader(path, text)
    by_id: dict[str, Place] = {}
    lines: dict[str, int] = {}
    for place in reader:
        if place.id in by_id:
            raise reader.error("id", place.id, f"an id of its own (line {lines[place.id]} has this one)")
        by_id[place.id] = place
        lines[place.id] = reader.line
    return by_id


def _split(variants: str) -> tuple[str, ...]:
    return tuple([name for v in variants.split("|") if (name := v.strip())])


class _Reader:
    """Turns the rows of one file into places and knows the line that it is at, for its errors."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._rows = CsvRows(path, text, GazetteerError)
        names = [name.lower() for name in self._rows.header]
        missing = [name for name in COLUMNS if name not in names and name not in OPTIONAL]
        if missing:
            found = ", ".join(filter(None, names)) or "nothing"
            raise GazetteerError(
                f"{path}, line {self.line}: column {missing[0]} is missing; found the columns {found}; "
                f"expected {', '.join(COLUMNS)}"
            )
        for name in COLUMNS:
            if names.count(name) > 1:
                raise GazetteerError(f"{path}, line {self.line}: column {name} stands twice; expected it once")
        # A column that is not there is read from an empty cell behind the last.
        self._where = operator.itemgetter(*(names.index(n) if n in names else len(names) for n in COLUMNS))
        self._as_it_stands = names == list(COLUMNS)
        self._comma = self._rows.delimiter == ";"
        # What has been found right need not be checked again: most rows share these.
        self._sound: set[tuple[str, str, str, str]] = set()
        self._kms: dict[str, float | None] = {"": None}

    @property
    def line(self) -> int:
        return self._rows.line

    def error(self, column: str, found: str, expected: str) -> GazetteerError:
        return GazetteerError(f"{self.path}, line {self.line}, column {column}: found {found!r}; expected {expected}")

    def __iter__(self) -> Iterator[Place]:
        for row in self._rows:
            cells = map(str.strip, self._rows.fitted(row))
            yield self._place(*(cells if self._as_it_stands else self._where([*cells, ""])))

    def _place(
        self, id_: str, title: str, title_ar: str, variants: str, type_: str, ccode: str, governorate: str,
        district: str, adm1_pcode: str, pcode: str, lat: str, lon: str, extent: str, uncertainty: str, geowkt: str,
        population: str, disputed: str, sensitive: str, source: str,
    ) -> Place:  # fmt: skip
        if not _ID.fullmatch(id_):
            raise self.error("id", id_, "letters, digits, '.', '_' or '-', such as gn-170063")
        if not title:
            raise self.error("title", title, "the place's name")
        if (type_, ccode, governorate, adm1_pcode) not in self._sound:
            self._check_kind(type_, ccode, governorate, adm1_pcode)
        if pcode and not _PCODE.fullmatch(pcode):
            raise self.error("pcode", pcode, "letters and digits, such as C1007 or SY0203, or nothing")
        y, x = self._degrees("lat", lat, 90), self._degrees("lon", lon, 180)
        if ccode == "SY":
            south, north, west, east = SYRIA
            if not south <= y <= north:
                raise self.error("lat", lat, f"a latitude in Syria, {south} to {north} (are lat and lon swapped?)")
            if not west <= x <= east:
                raise self.error("lon", lon, f"a longitude in Syria, {west} to {east} (are lat and lon swapped?)")
        if geowkt:
            try:
                parse_wkt(geowkt)
            except ValueError as error:
                raise self.error("geowkt", geowkt[:60], f"a WKT LINESTRING or POLYGON in degrees: {error}") from error
        if population and not (population.isascii() and population.isdigit() and len(population) <= 10):
            raise self.error("population", population, "a whole number, or nothing")
        if disputed not in _FLAGS:
            raise self.error("disputed", disputed, "0 or 1")
        if sensitive not in _FLAGS:
            raise self.error("sensitive", sensitive, "0 or 1")
        return Place(
            id_, title, title_ar, _split(variants) if variants else (), type_, ccode, governorate, district,
            adm1_pcode, pcode, y, x,
            self._kms[extent] if extent in self._kms else self._km("extent_km", extent),
            self._kms[uncertainty] if uncertainty in self._kms else self._km("uncertainty_km", uncertainty),
            geowkt, int(population) if population else None, _FLAGS[disputed], _FLAGS[sensitive], source,
        )  # fmt: skip

    def _check_kind(self, type_: str, ccode: str, governorate: str, adm1_pcode: str) -> None:
        """Refuse cells that contradict each other; what agrees is remembered, since most rows have the same four."""
        if type_ not in TYPES:
            raise self.error("types", type_, "one of " + ", ".join(TYPES))
        if not _CCODE.fullmatch(ccode) and (ccode or type_ not in WIDE):
            raise self.error("ccodes", ccode, "a country's two letters (ISO 3166-1), such as SY")
        if governorate and ccode != "SY":
            raise self.error("governorate", governorate, f"nothing for a place in {ccode or 'no country'}")
        if governorate not in GOVERNORATES and (governorate or (ccode == "SY" and type_ not in WIDE)):
            raise self.error("governorate", governorate, "one of " + ", ".join(GOVERNORATES))
        if adm1_pcode != GOVERNORATES.get(governorate, ""):
            expected = GOVERNORATES.get(governorate) or "nothing without a governorate"
            raise self.error("adm1_pcode", adm1_pcode, expected)
        self._sound.add((type_, ccode, governorate, adm1_pcode))

    def _number(self, text: str) -> float:
        """Return the number, or NaN for what is none; a decimal comma counts where cells are split by `;`."""
        if self._comma and _DECIMAL_COMMA.fullmatch(text):
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

    def _km(self, column: str, text: str) -> float:
        value = self._number(text)
        if not 0 <= value < 20_000:
            raise self.error(column, text, "kilometres, 0 or more, or nothing")
        self._kms[text] = value
        return value
