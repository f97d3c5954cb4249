"""Downloads: the rows that a filter leaves, exactly, as bytes of a file that says where it comes from.

Each export carries an `About`: the attribution that the data's licences ask for, this program's version, the
gazetteer's hash, the filter in words and the day. CSV has it in the first row of a last column `about`, XLSX in a
sheet, GeoJSON in a member, so that every reader of these formats still reads the rows.

A spreadsheet takes a cell that begins with `=` for a formula, and news text comes from anywhere: in CSV such text
gets a leading `'`, in XLSX every text is stored as text. Numbers and ids stay as they are.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from geo import __version__
from geo.exc import ExportError
from geo.gazetteer import ATTRIBUTION, Gazetteer
from geo.geojson import write_geojson
from geo.mention import LIST_SEPARATOR, SCHEMA
from geo.tables import write_csv

XLSX_ROWS: Final = 1_048_576
"""Rows that a sheet of a spreadsheet can have, its header included."""
XLSX_FIRST_YEAR: Final = 1900
"""A workbook knows no earlier date: one that is earlier is written as text."""
XLSX_CELL: Final = 32_767
"""Characters (UTF-16 code units) that a cell of a spreadsheet can hold."""

_IDS: Final = frozenset({"mention_id", "article_id", "story_id", "place_id", "adm1_pcode", "candidates"})
_FORMULA: Final = "^[=+\\-@\t\r\n＝＋－＠]"
_FORMULA_ID: Final = _FORMULA + r"[\s\S]*[(|!]"
"""An id stays what it is, so that it can be joined, unless it could call a function or another program."""
_NOT_XML: Final = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]"
_BATCH: Final = 5_000

_MIDDLES: Final = {
    "coordinates": "lat and lon of a row with where_prec 3 or more are the middle of an area, a line or a country, not "
    "a point where something happened"
}
"""What the formats that keep these numbers in every row have to say of them."""

REPLACED: Final = "control characters, replaced by \ufffd"
CUT: Final = f"long texts, cut to {XLSX_CELL:,} characters"
"""Notes in the sheet `about`."""


@dataclass(frozen=True)
class About:
    """What an export says of itself.

    Attributes
    ----------
    filter
        The filter in words (`Store.describe`).
    made
        The day of the export.
    gazetteer_sha256
        Which gazetteer placed the names.
    """

    filter: str
    made: date
    gazetteer_sha256: str

    def lines(self) -> dict[str, str]:
        """Return what it says, by name."""
        return {
            "attribution": ATTRIBUTION,
            "made by": f"Syria mention map {__version__}",
            "made on": self.made.isoformat(),
            "gazetteer": f"sha256 {self.gazetteer_sha256}",
            "filter": self.filter,
        }

    def sentence(self) -> str:
        """Return what it says, in one cell of CSV."""
        return " | ".join(f"{name}: {text}" for name, text in (self.lines() | _MIDDLES).items())


def to_csv(rows: pa.Table, about: About) -> bytes:
    """Return CSV for spreadsheets: UTF-8 with a byte order mark, no text that a spreadsheet runs as a formula.

    Columns are those of SCHEMA, then `about`. `geo.tables.write_mentions` writes CSV for programs, as it is.
    """
    stream = io.BytesIO()
    stream.write(b"\xef\xbb\xbf")
    write_csv(rows.select(SCHEMA.names), stream, about.sentence(), _guarded)
    return stream.getvalue()


def to_geojson(rows: pa.Table, about: About, gazetteer: Gazetteer) -> bytes:
    """Return GeoJSON as `geo.geojson` tells, with the member `about`."""
    stream = io.BytesIO()
    write_geojson(rows, stream, gazetteer, about.lines())
    return stream.getvalue()


def to_xlsx(rows: pa.Table, about: About) -> bytes:
    """Return a workbook with the sheets `mentions` (dates and numbers typed, header frozen) and `about`.

    A line ends in LF alone, characters that a workbook cannot hold (NUL, control characters) become U+FFFD, and a
    text longer than a cell holds is cut; the sheet `about` says in how many cells the last two are so.

    Raises
    ------
    ExportError
        If there are more rows than a sheet can have.
    """
    if rows.num_rows >= XLSX_ROWS:
        raise ExportError(
            f"XLSX: found {rows.num_rows:,} rows; expected at most {XLSX_ROWS - 1:,}, all that a sheet can hold "
            "below its header. Narrow the filter, or take CSV."
        )
    stream = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    notes: Counter[str] = Counter()
    with xlsxwriter.Workbook(stream, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet = book.add_worksheet("mentions")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(SCHEMA.names):
            sheet.write_string(0, column, name, bold)
        for offset in range(0, rows.num_rows, _BATCH):
            part = rows.slice(offset, _BATCH)
            columns = [_values(part.column(name), notes) for name in SCHEMA.names]
            for number, row in enumerate(zip(*columns, strict=True), offset + 1):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif isinstance(value, bool):
                        sheet.write_boolean(number, column, value)
                    elif isinstance(value, date) and value.year < XLSX_FIRST_YEAR:
                        sheet.write_string(number, column, value.isoformat())
                    elif isinstance(value, datetime):
                        sheet.write_datetime(number, column, value.replace(tzinfo=None), time)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif value is not None:
                        sheet.write_number(number, column, value)
        lines = about.lines() | _MIDDLES | {"rows": f"{rows.num_rows:,}"}
        lines |= {what: f"in {cells:,} cells; CSV has them as they are" for what, cells in notes.items() if cells}
        _about_sheet(book.add_worksheet("about"), lines, bold)
    return stream.getvalue()


def _guarded(name: str, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return cells of CSV with `'` before what a spreadsheet would take for a formula."""
    risky = pc.match_substring_regex(cells, _FORMULA_ID if name in _IDS else _FORMULA)
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)


def _values(column: pa.ChunkedArray, notes: Counter[str]) -> list[Any]:
    """Return the values of a column as a workbook can hold them, None for empty; count what had to change."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, LIST_SEPARATOR)
    if not pa.types.is_string(column.type):
        return list(column.to_pylist())
    notes[REPLACED] += pc.sum(pc.match_substring_regex(column, _NOT_XML)).as_py() or 0
    column = pc.replace_substring_regex(column, "\r\n?", "\n")
    values = pc.replace_substring_regex(column, _NOT_XML, "\ufffd").to_pylist()
    # A code point is two UTF-16 units at most.
    for i in np.flatnonzero(pc.greater(pc.utf8_length(column), XLSX_CELL // 2).to_numpy()):
        units = values[i].encode("utf-16-le")
        if len(units) > 2 * XLSX_CELL:
            values[i] = units[: 2 * XLSX_CELL].decode("utf-16-le", "ignore")
            notes[CUT] += 1
    return [value or None for value in values]


def _about_sheet(sheet: Any, lines: dict[str, str], bold: Any) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 120)
    for row, (name, text) in enumerate(lines.items()):
        sheet.write_string(row, 0, name, bold)
        for value in _values(pa.chunked_array([[text]], pa.string()), Counter()):
            sheet.write_string(row, 1, value or "")
