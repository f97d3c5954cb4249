"""Read text files that people make: UTF-8 or a word on what was found instead, and CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise error(f"{path}, line {line}: found a NUL character, as in a binary file; expected {wanted} in UTF-8")
    return text, data


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a CSV text that is not blank, with the line that it begins on (from 1).

    The cells are separated by whichever of comma, semicolon and tab the header has most of; a first line `sep=;`,
    as spreadsheets write, is passed over.

    Raises
    ------
    csv.Error
        If quotes are not closed.
    """
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        text, skipped = rest, 1
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=header.count), strict=True)
    while True:
        line = rows.line_num + 1 + skipped
        try:
            row = next(rows)
        except StopIteration:
            return
        if any(cell.strip() for cell in row):
            yield line, row
