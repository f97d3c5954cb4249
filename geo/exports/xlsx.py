"""A workbook: mentions, who is named in them, places, articles, and what the file says of itself.

Every text is stored as text, so that none becomes a formula or a link; dates, numbers and flags are typed. A line ends
in LF alone, characters that a workbook cannot hold become U+FFFD, and a text longer than a cell holds is cut; the sheet
`about` says in how many cells the last two are so. The rows go by once and are written as they go, so that a workbook
of a million rows needs no more memory than its places and articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO, Final

import pyarrow as pa
import xlsxwriter

from geo.exc import ExportError
from geo.exports.about import COORDINATES, About
from geo.exports.cells import cell_text
from geo.exports.positions import POINT_IS
from geo.exports.rows import Rows
from geo.exports.spreadsheet_csv import COLUMNS
from geo.exports.tally import ARTICLE, COUNTS, DATES, PLACE, Tally
from geo.mention import LIST_SEPARATOR, SCHEMA

SHEET_ROWS: Final = 1_048_576
"""Rows that a sheet of a spreadsheet can have, its header included."""
FIRST_YEAR: Final = 1900
"""A workbook knows no earlier date: one that is earlier is written as text."""

ACTOR_COLUMNS: Final = ("mention_id", "part", "actor")
"""Sheet `mention_actors`: one row for each mention and actor; `part` is actor, alleged or said_by."""
_WIDTHS: Final = {
    "sentence": 80, "article_title": 40, "note": 40, POINT_IS: 32, "place": 22, "place_ar": 22, "surface": 22,
    "actor": 32, "actors": 32, "said_by": 26, "alleged": 26, "article_actors": 32, "url": 32, "source": 22,
    "date_expression": 20, "context_cue": 20, "mention_id": 19, "article_id": 19, "story_id": 19, "candidates": 24,
    "added_at": 19, "topics": 22, "tags": 22,
}  # fmt: skip
_WIDTH: Final = 13
_OPTIONS: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write_xlsx(rows: Rows, about: About, stream: BinaryIO) -> None:
    """Write the workbook.

    Raises
    ------
    ExportError
        If there are more rows than a sheet can have.
    """
    if rows.count >= SHEET_ROWS:
        raise ExportError(
            f"XLSX: found {rows.count:,} rows; expected at most {SHEET_ROWS - 1:,}, all that a sheet can hold "
            "below its header. Narrow the filter, or take CSV."
        )
    notes: Counter[str] = Counter()
    tally = Tally()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        formats = {
            bool: None, str: None, int: None, float: None,
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }  # fmt: skip
        bold = book.add_format({"bold": True, "bottom": 1})
        mentions = _Sheet(book, "mentions", COLUMNS, bold, formats, notes)
        actors = _Sheet(book, "mention_actors", ACTOR_COLUMNS, bold, formats, notes)
        for part in rows:
            tally.add(part)
            for row in zip(*(_values(part.column(name)) for name in COLUMNS), strict=True):
                mentions.write(row)
            for actor in mention_actors(part):
                actors.write(actor)
        places = _Sheet(book, "places", (*PLACE, *COUNTS, *DATES), bold, formats, notes)
        for place in tally.places():
            places.write(tuple(place.row().values()))
        articles = _Sheet(book, "articles", (*ARTICLE, "mentions", "places"), bold, formats, notes)
        for article in tally.articles():
            articles.write(tuple(article.row().values()))
        for sheet in (mentions, actors, places, articles):
            sheet.finish()
        lines = about.lines() | {"coordinates": COORDINATES, "rows": f"{rows.count:,}"}
        lines |= {what: f"in {cells:,} cells; CSV has them as they are" for what, cells in notes.items() if cells}
        lines |= {f"column {f.name}": f.metadata[b"description"].decode() for f in SCHEMA}
        _about_sheet(book.add_worksheet("about"), lines, bold)


def mention_actors(part: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Return one row for each mention and actor, with its part: actor, alleged, or said_by."""
    columns = [part.column(name).to_pylist() for name in ("mention_id", "actors", "alleged", "said_by")]
    for id_, actors, alleged, said_by in zip(*columns, strict=True):
        for actor in actors:
            yield id_, "alleged" if actor in alleged else "actor", actor
        for actor in said_by:
            yield id_, "said_by", actor


class _Sheet:
    """A sheet with a frozen, filterable header, continued on another one when it is full."""

    def __init__(
        self, book: Any, name: str, columns: tuple[str, ...], bold: Any, formats: Mapping[type, Any],
        notes: Counter[str],
    ) -> None:  # fmt: skip
        self._book, self._name, self._columns, self._bold = book, name, columns, bold
        self._formats, self._notes = formats, notes
        self._sheets = 0
        self._begin()

    def write(self, row: tuple[Any, ...]) -> None:
        if self._at == SHEET_ROWS:
            self.finish()
            self._begin()
        sheet, at = self._sheet, self._at
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(at, column, cell_text(value, self._notes))
            elif isinstance(value, bool):
                sheet.write_boolean(at, column, value)
            elif isinstance(value, date) and value.year < FIRST_YEAR:
                sheet.write_string(at, column, value.isoformat())
            elif isinstance(value, datetime):
                sheet.write_datetime(at, column, value.replace(tzinfo=None), self._formats[datetime])
            elif isinstance(value, date):
                sheet.write_datetime(at, column, value, self._formats[date])
            else:
                sheet.write_number(at, column, value)
        self._at += 1

    def finish(self) -> None:
        """Let the header filter the rows that stand below it."""
        self._sheet.autofilter(0, 0, max(1, self._at - 1), len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet(self._name if self._sheets == 1 else f"{self._name}_{self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for column, name in enumerate(self._columns):
            self._sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            self._sheet.write_string(0, column, name, self._bold)
        self._at = 1


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Return the values of a column, lists joined."""
    values: list[Any] = column.to_pylist()
    if pa.types.is_list(column.type):
        return [LIST_SEPARATOR.join(value) for value in values]
    return values


def _about_sheet(sheet: Any, lines: dict[str, str], bold: Any) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 120)
    for row, (name, text) in enumerate(lines.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, cell_text(text, Counter()))
