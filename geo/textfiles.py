"""Read text files that people make: UTF-8 or a word on what was found instead, and CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from geo.exc import GeoError

_DELIMITERS: Final = (",", ";", "\t")
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # an article is a cell, and may be long


def read_text(path: Path, error: type[GeoError], wanted: str) -> tuple[str, bytes]:
    """Return a UTF-8 file's text as it stands (no byte order mark, line ends kept) and its bytes.

    Raises
    ------
    GeoError
        Of the class `error`, naming file and line, if the file cannot be read, is empty or is not UTF-8 text.
        `wanted` says what the file should have been, such as "an article".
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise error(f"{path}: cannot be read ({problem.strerror}); expected {wanted}") from problem
    return decode(path, data, error, wanted), data


def decode(path: Path, data: bytes, error: type[GeoError], wanted: str) -> str:
    """Return the text that the bytes of a file are, as `read_text` does.

    Raises
    ------
    GeoError
        Of the class `error`, naming file and line, if the bytes are no UTF-8 text.
    """
    if not data.strip():
        raise error(f"{path}: the file is empty; expected {wanted}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            found = "UTF-16 text"
        elif b"\0" in data[:4096]:
            found = "a binary file"
        else:
            found = f"byte 0x{data[problem.start]:02x}, as in Latin-1 or Windows encodings"
        raise error(f"{path}, line {line}: found {found}; expected {wanted} in UTF-8 (save it as UTF-8)") from problem
    if not text.strip():
        raise error(f"{path}: the file is empty; expected {wanted}")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise error(f"{path}, line {line}: found a NUL character, as in a binary file; expected {wanted} in UTF-8")
    return text


class CsvRows:
    """The rows of a CSV text that are not blank: iterate for lists of cells, the header first.

    The cells are separated by whichever of comma, semicolon and tab the header has most of; a first line `sep=;`, as
    spreadsheets write, is passed over.

    Parameters
    ----------
    path
        The file that the text is of, for messages.
    text
        The text.
    error
        What is raised, with file and line, where quotes are not closed or a row has not as many cells as the header.

    Attributes
    ----------
    line
        The line on which the last row began, from 1.
    header
        The first row that is not blank, its cells stripped; empty if there is none.
    delimiter
        What separates the cells.
    """

    def __init__(self, path: Path, text: str, error: type[GeoError]) -> None:
        self._path, self._error, self._skipped = path, error, 0
        first, _, rest = text.partition("\n")
        if first.lower().startswith("sep=") and len(first.strip()) <= len("sep=;"):
            text, self._skipped = rest, 1
        header = text.lstrip("\r\n").partition("\n")[0]
        self.delimiter = max(_DELIMITERS, key=header.count)
        self._rows = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        self.line = 1
        self.header: list[str] = []
        self.header = [cell.strip() for cell in next(self, [])]

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        while True:
            self.line = self._rows.line_num + 1 + self._skipped
            try:
                row = next(self._rows)
            except csv.Error as problem:
                raise self._error(
                    f"{self._path}, line {self.line}: found cells that cannot be told apart ({problem}); expected CSV "
                    'with text in double quotes where it holds a separator, and quotes inside it doubled ("")'
                ) from problem
            if row and (row[0].strip() or any(cell.strip() for cell in row)):
                return row

    def each(self, report: Callable[[Any], None]) -> Iterator[list[str]]:
        """Yield the rows that can be read, and give `report` an error for each that cannot."""
        while True:
            try:
                row = next(self)
            except StopIteration:
                return
            except self._error as problem:
                report(problem)
            else:
                yield row

    def fitted(self, row: list[str]) -> list[str]:
        """Return a row with as many cells as the header; empty cells beyond it, as spreadsheets leave, fall away.

        Raises
        ------
        GeoError
            Of the class `error`, if the row is shorter, or has text beyond the header.
        """
        width = len(self.header)
        if len(row) == width:
            return row
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            raise self._error(
                f"{self._path}, line {self.line}: found {len(row)} cells; expected {width}, as in the header"
            )
        return row[:width]
