"""Open a foreign gazetteer, whatever it is, and read its records: the format is told by content, not by name.

Known are GeoNames country dumps (text or ZIP, with a file of alternate names), Linked Places TSV, OCHA's populated
places and tables of p-codes (CSV, XLSX, GeoJSON), and any CSV, XLSX or GeoJSON with columns for name, lat and lon.
Files come from outside: their size, and what they would unpack to, is bounded.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import openpyxl

from geo import geonames
from geo.exc import GazetteerError
from geo.gazetteer_record import Reading, Record
from geo.gazetteer_tables import Row, headings, records, ring_centre
from geo.textfiles import CsvRows, decode

MAX_BYTES: Final = 200 * 2**20
"""Size of a file, and of what it unpacks to."""
MAX_RATIO: Final = 100
"""How many times its size a packed file may unpack to."""
MAX_ROWS: Final = 500_000

WANTED: Final = (
    "GeoNames dump (SY.txt, SY.zip), Linked Places TSV, OCHA's places or p-codes, or a table with columns for name, "
    "lat and lon (--column name=HEADING tells others)"
)
_KM_PER_DEGREE: Final = 111.2


def read_files(paths: Sequence[Path], columns: Mapping[str, str], label: str, reading: Reading) -> Iterator[Record]:
    """Yield the places of some files.

    Parameters
    ----------
    paths
        The files. Alternate names of GeoNames among them, or beside a dump in `alternatenames/` or as
        `alternateNamesV2.txt`, belong to all dumps.
    columns
        Field -> heading of tables whose headings are not known.
    label
        What to name the source of rows that do not; empty: the file's name.
    reading
        Where rows that are wrong, and kinds that are left out, are noted.

    Raises
    ------
    GazetteerError
        If a file cannot be read, or is none of the formats.
    """
    opened = [(path, *_texts_of(path)) for path in paths]
    names = [text for _, text, _ in opened if text is not None and geonames.is_alternate_names(_first_line(text))]
    for path, text, data in opened:
        if text is None:
            tables = _workbook(path, data)
        elif geonames.is_alternate_names(_first_line(text)):
            continue
        elif geonames.is_dump(_first_line(text)):
            yield from geonames.read_dump(str(path), text, names or _beside(path), reading)
            continue
        elif text.lstrip()[:1] in ("{", "["):
            tables = iter([_features(path, text)])
        else:
            tables = iter([_csv(path, text, reading)])
        yield from _records(path, tables, columns, label, reading)
    if paths and len(names) == len(paths):
        raise GazetteerError(f"{paths[0]}: found alternate names of GeoNames only; expected the dump with them")


def _records(
    path: Path,
    tables: Iterable[tuple[list[str], Iterable[Row]]],
    columns: Mapping[str, str],
    label: str,
    reading: Reading,
) -> Iterator[Record]:
    """Yield the records of those of a file's tables that are tables of places."""
    seen = []
    known = False
    for header, rows in tables:
        for field, name in columns.items():
            if name not in header:
                raise GazetteerError(
                    f"{path}: found no column {name!r} for {field}; the columns are {', '.join(header)}"
                )
        found = headings(header, columns)
        seen.append(", ".join(header[:20]))
        if found is None:
            continue
        known = True
        yield from records(_bounded(path, rows), found, label or f"import: {path.name}", reading)
    if not known:
        raise GazetteerError(f"{path}: found the columns {' / '.join(seen)[:300] or 'nothing'}; expected a {WANTED}")


def _bounded(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise GazetteerError(f"{path}: found more than {MAX_ROWS:,} rows; expected a gazetteer of one country")
        yield row


def _first_line(text: str) -> str:
    return text[:200_000].lstrip("\n\r").partition("\n")[0]


def _beside(path: Path) -> Iterator[str]:
    """Yield the texts of files of alternate names that lie beside a dump."""
    for other in (
        path.parent / "alternatenames" / f"{path.stem}.zip",
        path.parent / "alternatenames" / f"{path.stem}.txt",
        path.parent / "alternateNamesV2.zip",
        path.parent / "alternateNamesV2.txt",
    ):
        if other.is_file():
            text, _ = _texts_of(other)
            if text is not None and geonames.is_alternate_names(_first_line(text)):
                yield text
                return


def _texts_of(path: Path) -> tuple[str | None, bytes]:
    """Return a file's text (None for a workbook) and its bytes; of a ZIP, those of the dump in it."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise GazetteerError(f"{path}: found {size:,} bytes; expected at most {MAX_BYTES:,}")
        data = path.read_bytes()
    except OSError as problem:
        raise GazetteerError(f"{path}: cannot be read ({problem.strerror}); expected a {WANTED}") from problem
    if data[:4] == b"PK\x03\x04":
        return _unpacked(path, data)
    return decode(path, data, GazetteerError, f"a {WANTED}"), data


def _unpacked(path: Path, data: bytes) -> tuple[str | None, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            total = sum(m.file_size for m in members)
            if total > MAX_BYTES or (total > 2**20 and total > MAX_RATIO * len(data)):
                raise GazetteerError(
                    f"{path}: found a ZIP that unpacks to {total:,} bytes; expected at most {MAX_BYTES:,}, and "
                    f"{MAX_RATIO} times its size"
                )
            if any(m.filename == "[Content_Types].xml" for m in members):
                return None, data
            wanted = f"{path.stem}.txt"
            texts = [m for m in members if m.filename.lower().endswith(".txt") and m.filename.lower() != "readme.txt"]
            member = next((m for m in texts if m.filename == wanted), texts[0] if len(texts) == 1 else None)
            if member is None:
                found = ", ".join(m.filename for m in members[:8]) or "nothing"
                raise GazetteerError(f"{path}: found {found[:200]} in the ZIP; expected {wanted}")
            with packed.open(member) as stream:
                inside = stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as problem:
        raise GazetteerError(f"{path}: found a ZIP that cannot be unpacked ({problem}); expected it whole") from problem
    if len(inside) > MAX_BYTES:
        raise GazetteerError(f"{path}: found a ZIP that unpacks to more than {MAX_BYTES:,} bytes")
    return decode(Path(f"{path}/{member.filename}"), inside, GazetteerError, f"a {WANTED}"), inside


def _csv(path: Path, text: str, reading: Reading) -> tuple[list[str], Iterator[Row]]:
    rows = CsvRows(path, text, GazetteerError)

    def each() -> Iterator[Row]:
        for row in rows.each(reading.problems.append):
            try:
                cells = rows.fitted(row)
            except GazetteerError as problem:
                reading.problems.append(problem)
            else:
                yield f"{path}, line {rows.line}", dict(zip(rows.header, cells, strict=True))

    return rows.header, each()


def _workbook(path: Path, data: bytes) -> Iterator[tuple[list[str], Iterable[Row]]]:
    """Yield header and rows of each sheet of a workbook (XLSX)."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a file may claim any
            rows = [list(row) for row in islice(sheet.iter_rows(values_only=True), MAX_ROWS + 2)]
            header = [_cell(value) for value in rows[0]] if rows else []
            yield header, _sheet_rows(f"{path}, sheet {sheet.title}", header, rows[1:])
    except (
        zipfile.BadZipFile,
        SyntaxError,  # of XML: the root of the errors of both parsers that openpyxl may use
        OSError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as e:
        raise GazetteerError(f"{path}: found a workbook that cannot be read ({e}); expected XLSX") from e


def _sheet_rows(where: str, header: list[str], rows: Iterable[list[Any]]) -> Iterator[Row]:
    for number, row in enumerate(rows, 2):
        cells = [_cell(value) for value in row]
        if any(cells):
            yield f"{where}, line {number}", dict(zip(header, cells, strict=False))


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _features(path: Path, text: str) -> tuple[list[str], Iterator[Row]]:
    """Return the properties of a GeoJSON file's features as a table, with `lat`, `lon` (and `extent_km` of an area)."""
    try:
        data = json.loads(text)
        features = data["features"]
        tables = [dict(f["properties"] or {}) for f in features]
        shapes = [f["geometry"] for f in features]
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise GazetteerError(
            f"{path}: found JSON that is not GeoJSON ({problem}); expected a FeatureCollection"
        ) from problem
    header = list(dict.fromkeys(str(name) for table in tables for name in table))
    own = ("lat", "lon", "extent_km")

    def each() -> Iterator[Row]:
        for number, (table, shape) in enumerate(zip(tables, shapes, strict=True), 1):
            row = {str(name): _cell(value) for name, value in table.items()}
            yield f"{path}, feature {number}", row | dict(zip(own, _middle(shape), strict=True))

    return [*(name for name in header if name not in own), *own], each()


def _middle(shape: Any) -> tuple[str, str, str]:
    """Return lat and lon of a point; of an area the middle of its largest ring and a diameter."""
    try:
        kind, at = shape["type"], shape["coordinates"]
        if kind == "Point":
            return str(float(at[1])), str(float(at[0])), ""
        rings = [at[0]] if kind == "Polygon" else [part[0] for part in at] if kind == "MultiPolygon" else []
        middles = [ring_centre([(float(p[0]), float(p[1])) for p in ring]) for ring in rings]
        lat, lon, area = max(middles, key=lambda found: found[2])
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise ValueError("not on Earth")
        km2 = area * _KM_PER_DEGREE**2 * math.cos(math.radians(lat))
        return f"{lat:.5f}", f"{lon:.5f}", f"{2 * math.sqrt(km2 / math.pi):.1f}"
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        return "", "", ""
