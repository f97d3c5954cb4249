"""A small table that is not one of mentions (days, a comparison) as CSV or XLSX that says where it comes from.

As in `geo.exports` no text of an article becomes a formula, and every file carries its `About`: in CSV in the first
row of a last column, in XLSX in a sheet of its own.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from typing import Any, Final

import pyarrow as pa
import xlsxwriter

from geo.exc import ExportError
from geo.exports.about import About
from geo.exports.cells import cell_text
from geo.mention import LIST_SEPARATOR

ROWS: Final = 1_048_575
"""Rows that a sheet can have below its header."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def to_csv(table: pa.Table, about: About) -> bytes:
    """Return CSV for spreadsheets: UTF-8 with a byte order mark, no text that a spreadsheet runs as a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*table.column_names, "about"])
    note = about.sentence()
    for row in table.to_pylist():
        cells = [_joined(value) for value in row.values()]
        writer.writerow([*("'" + c if isinstance(c, str) and c.startswith(_FORMULA) else c for c in cells), note])
        note = ""
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def to_xlsx(table: pa.Table, about: About, name: str) -> bytes:
    """Return a workbook with a sheet of this name (dates and numbers typed, header frozen) and the sheet `about`.

    Raises
    ------
    ExportError
        If there are more rows than a sheet can have.
    """
    if table.num_rows > ROWS:
        raise ExportError(
            f"XLSX: found {table.num_rows:,} rows; expected at most {ROWS:,}, all that a sheet can hold below its "
            "header. Narrow the filter, or take CSV."
        )
    stream = io.BytesIO()
    notes: Counter[str] = Counter()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.column_names, bold)
        for number, row in enumerate(table.to_pylist(), 1):
            for column, value in enumerate(map(_joined, row.values())):
                if isinstance(value, str):
                    sheet.write_string(number, column, cell_text(value, notes))
                elif isinstance(value, date):
                    _write_day(sheet, number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value)
        lines = about.lines() | {"rows": f"{table.num_rows:,}"} | {what: f"in {n:,} cells" for what, n in notes.items()}
        told = book.add_worksheet("about")
        for number, (what, text) in enumerate(lines.items()):
            told.write_string(number, 0, what, bold)
            told.write_string(number, 1, cell_text(text, notes))
    return stream.getvalue()


def _write_day(sheet: Any, row: int, column: int, value: date, form: Any) -> None:
    # A workbook knows no day before 1900.
    if value.year < 1900:
        sheet.write_string(row, column, value.isoformat())
    else:
        sheet.write_datetime(row, column, value, form)


def _joined(value: Any) -> Any:
    return LIST_SEPARATOR.join(value) if isinstance(value, list) else value
