r"""A table of names with a place for each row: what an analyst uploads or pastes, placed row by row, mended by hand.

Every row comes back, in its order, with the columns of `geo.lists.RESULT_COLUMNS` added. A row may be asked again under
another name or in another governorate, or be given a place by a person; `decided_by` says who, and `asked` what was
asked in place of the cell.

>>> found = NameList.from_text("Saraqib\nKafr Nabl\n")
>>> found.header, found.rows
(['name'], [['Saraqib'], ['Kafr Nabl']])
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from geo import __version__
from geo.answers import Resolution
from geo.exc import ArticleError
from geo.exports.cells import cell_text
from geo.gazetteer import ATTRIBUTION, Gazetteer, Place
from geo.intake.files import File, text_of
from geo.intake.limits import Limits
from geo.intake.tables import sheet_rows
from geo.lists import RESULT_COLUMNS, Placed, Placer
from geo.suggestions import Suggester
from geo.textfiles import CsvRows

ENDINGS: Final = (".csv", ".xlsx")
"""Tables of names that are read and written."""

NAME_COLUMNS: Final = (
    "name", "place", "town", "village", "location", "settlement",
    "الاسم", "اسم", "المكان", "البلدة", "الموقع",
)  # fmt: skip
"""What a column of names is usually called; a guess that the reader sees."""
WITHIN_COLUMNS: Final = (
    "subdistrict", "adm3", "admin3", "district", "adm2", "admin2", "governorate", "province", "adm1", "admin1",
    "الناحية", "المنطقة", "المحافظة",
)  # fmt: skip
"""What columns that say where a name lies are usually called, the finest first."""

_FIRST_LINE_IS_HEADER: Final = frozenset({*NAME_COLUMNS, *WITHIN_COLUMNS, "id"})


@dataclass
class NameList:
    """The rows of a table of names, cells as they stand.

    Attributes
    ----------
    header
        Names of the columns.
    rows
        The cells of each row, as many as the header has.
    lines
        The line (in a workbook, the row) that each row stands on.
    """

    header: list[str]
    rows: list[list[str]]
    lines: list[int] = field(default_factory=list)

    @classmethod
    def from_file(cls, file: File, limits: Limits, report: Callable[[ArticleError], None]) -> NameList:
        """Read a table of names; a row with too few or too many cells is reported and kept, filled up or cut.

        Raises
        ------
        ArticleError
            If the file is no such table, or has too many rows.
        """
        if file.ending == ".xlsx":
            header, rows, lines = _from_sheet(file.name, sheet_rows(file, limits))
        elif file.ending == ".csv":
            header, rows, lines = _from_csv(file.name, text_of(file, "a table of names (CSV)"), report)
        else:
            found = file.ending or "(none)"
            raise ArticleError(f"{file.name}: found the ending {found!r}; expected {' or '.join(ENDINGS)}")
        if len(rows) > limits.max_rows:
            raise ArticleError(f"{file.name}: found {len(rows):,} rows; {limits.expected('max_rows', 'rows')}")
        return cls(header, rows, lines)

    @classmethod
    def from_text(cls, text: str, report: Callable[[ArticleError], None] | None = None) -> NameList:
        """Read what was pasted: a table copied from a spreadsheet or CSV, or one name a line.

        Raises
        ------
        ArticleError
            If nothing was pasted.
        """
        lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
        if not lines:
            raise ArticleError("the pasted text is empty; expected a name in each line, or a table")
        cells = [cell.strip().casefold() for cell in lines[0].replace(";", ",").replace("\t", ",").split(",")]
        if "\t" in lines[0] or not _FIRST_LINE_IS_HEADER.isdisjoint(cells):
            named = text if not _FIRST_LINE_IS_HEADER.isdisjoint(cells) else _numbered(lines[0]) + text
            return cls(*_from_csv("pasted text", named, report or _refuse))
        # A comma in one name a line is part of it: "Saraqib, Idlib".
        return cls(["name"], [[line.strip()] for line in lines], list(range(1, len(lines) + 1)))

    def name_column(self) -> str:
        """Return the column that seems to hold the names: one that is called so, else the first."""
        return _called(self.header, NAME_COLUMNS) or self.header[0]

    def within_columns(self) -> list[str]:
        """Return the columns that seem to say where a name lies, the finest first."""
        lower = {name.strip().casefold(): name for name in reversed(self.header)}
        return [lower[name] for name in WITHIN_COLUMNS if name in lower]

    def column(self, name: str) -> int:
        """Return the number of a column.

        Raises
        ------
        ArticleError
            If there is none of this name.
        """
        if name not in self.header:
            raise ArticleError(f"line 1: found no column {name!r}; the columns are {', '.join(self.header)}")
        return self.header.index(name)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One row with its answer.

    Attributes
    ----------
    name, within
        What was asked: the row's cells, or what a person put in their place.
    placed
        The answer.
    asked
        True where a person changed what was asked.
    decided_by
        Who gave the place; empty: the program.
    """

    name: str
    within: str
    placed: Placed
    asked: bool = False
    decided_by: str = ""


class PlacedList:
    """A list of names being placed and mended.

    Parameters
    ----------
    names
        The table.
    placer
        What places them.
    name
        The column with the names.
    within
        Columns that say where they lie, the finest first; the first whose cell the gazetteer knows is used.
    progress
        Called with the number of rows placed so far.

    Raises
    ------
    ArticleError
        If there is no such column.
    """

    def __init__(
        self,
        names: NameList,
        placer: Placer,
        name: str,
        within: Sequence[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.names = names
        self._placer = placer
        at, inside = names.column(name), [names.column(column) for column in within]
        self.rows: list[PlacedRow] = []
        for number, cells in enumerate(names.rows, 1):
            self.rows.append(self._asked(cells[at], self._area([cells[i] for i in inside])))
            if progress and number % 500 == 0:
                progress(number)

    def ask(self, number: int, name: str, within: str) -> PlacedRow:
        """Place a row anew under another name or in another area; return the answer, which is kept."""
        self.rows[number] = replace(self._asked(name, within), asked=True)
        return self.rows[number]

    def decide(self, number: int, place: Place, who: str) -> PlacedRow:
        """Give a row a place of the gazetteer, as a person decided."""
        row = self.rows[number]
        answer = Resolution(place, "resolved", 1.0, (place,), place.where_prec, place.uncertainty_km)
        self.rows[number] = replace(row, placed=Placed(answer, f"decided by {who}"), decided_by=who)
        return self.rows[number]

    def leave_open(self, number: int, who: str) -> PlacedRow:
        """Say that a row has no place, as a person decided; what it may have been stays as candidates."""
        row = self.rows[number]
        answer = Resolution(None, "unresolved", 0.0, row.placed.resolution.candidates)
        self.rows[number] = replace(row, placed=Placed(answer, f"left open by {who}"), decided_by=who)
        return self.rows[number]

    def offers(self, number: int, suggester: Suggester, gazetteer: Gazetteer) -> list[Place]:
        """Return the places that a person may choose for a row: its candidates, then what looks alike."""
        row = self.rows[number]
        alike = suggester.suggest(row.name, self._placer.area(row.within).governorates, limit=5)
        known = [place for place in row.placed.resolution.candidates if place.id in gazetteer.by_id]
        return list(dict.fromkeys((*known, *alike)))

    @property
    def decided(self) -> bool:
        """Tell whether a person decided any row: only then has the result a column that says who."""
        return any(row.decided_by for row in self.rows)

    def header(self, *added: str) -> list[str]:
        """Return the columns of the result: the table's own, then the answer's, and `added`."""
        new = (*RESULT_COLUMNS, *["decided_by"] * self.decided, *added)
        return [f"input_{name}" if name in new else name for name in self.names.header] + list(new)

    def cells(self) -> Iterator[list[object]]:
        """Yield each row as the result has it; what is empty is an empty string."""
        for own, row in zip(self.names.rows, self.rows, strict=True):
            asked = [f"asked as {row.name!r}" + (f" in {row.within!r}" if row.within else "")] * row.asked
            answer = row.placed.cells()
            answer["note"] = "; ".join(filter(None, (*asked, str(answer["note"]))))
            yield [*own, *answer.values(), *[row.decided_by] * self.decided]

    def _asked(self, name: str, within: str) -> PlacedRow:
        return PlacedRow(name, within, self._placer.place(name, within))

    def _area(self, cells: Sequence[str]) -> str:
        """Return the first cell that the gazetteer knows as an area; the first that is not empty otherwise."""
        filled = [cell for cell in cells if cell.strip()]
        for cell in filled:
            area = self._placer.area(cell)
            if area.governorates or area.countries:
                return cell
        return filled[0] if filled else ""


def to_csv(header: Sequence[str], rows: Iterator[list[object]]) -> str:
    """Return a table as CSV, cells as they are: for programs."""
    out = io.StringIO()
    # RFC 4180; with LF alone a cell with a lone CR would go unquoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def to_xlsx(header: Sequence[str], rows: Iterator[list[object]], about: Mapping[str, str] | None = None) -> bytes:
    """Return a table as a workbook: header frozen, numbers as numbers, every text as text (never a formula).

    `about` says where the answers come from, in a sheet of that name, with what had to be cut or replaced.
    """
    stream = io.BytesIO()
    notes: Counter[str] = Counter()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet("places"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.write_string(0, column, cell_text(name, notes), bold)
        for line, cells in enumerate(rows, 1):
            for column, value in enumerate(cells):
                if isinstance(value, int | float):
                    sheet.write_number(line, column, value)
                elif value != "":
                    sheet.write_string(line, column, cell_text(str(value), notes))
        told = book.add_worksheet("about")
        lines = {**(about or {}), **{what: f"in {count:,} cells" for what, count in notes.items()}}
        for line, (what, words) in enumerate(lines.items()):
            told.write_string(line, 0, what, bold)
            told.write_string(line, 1, words)
    return stream.getvalue()


def about(gazetteer: Gazetteer) -> dict[str, str]:
    """Return what a placed list says of itself: attribution, program, gazetteer, what its coordinates are."""
    return {
        "attribution": ATTRIBUTION,
        "made by": f"Syria mention map {__version__}",
        "gazetteer": f"sha256 {gazetteer.sha256}",
        "coordinates": "the middle of what the name means, as exact as where_prec and uncertainty_km say",
    }


def _from_csv(
    name: str, text: str, report: Callable[[ArticleError], None]
) -> tuple[list[str], list[list[str]], list[int]]:
    table = CsvRows(Path(name), text, ArticleError)
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in table.each(report):
        try:
            cells = table.fitted(row)
        except ArticleError as error:
            report(error)
            cells = (row + [""] * len(table.header))[: len(table.header)]
        rows.append(cells)
        lines.append(table.line)
    return table.header, rows, lines


def _from_sheet(name: str, sheet: Iterator[tuple[int, list[str]]]) -> tuple[list[str], list[list[str]], list[int]]:
    header = [cell.strip() for cell in next(sheet, (0, []))[1]]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise ArticleError(f"{name}, row 1: found an empty sheet; expected the names of the columns")
    rows, lines = [], []
    for line, cells in sheet:
        rows.append((cells + [""] * len(header))[: len(header)])
        lines.append(line)
    return header, rows, lines


def _called(header: Sequence[str], names: Sequence[str]) -> str:
    lower = {name.strip().casefold(): name for name in reversed(header)}
    return next((lower[name] for name in names if name in lower), "")


def _numbered(line: str) -> str:
    """Return a header for a table that was pasted without one."""
    count = line.count("\t") + 1
    return "\t".join(["name", *(f"column {i}" for i in range(2, count + 1))]) + "\n"


def _refuse(error: ArticleError) -> Any:
    raise error
