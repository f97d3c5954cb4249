"""Tables of articles, one a row: CSV, JSON Lines, XLSX and Parquet.

A column is found by its name (`geo.articles.FIELDS`, in any case) or by what the reader says it is called. A row that
cannot be read is reported with its line, and the others are read all the same.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from geo.articles import FIELDS, Article, article_from
from geo.exc import ArticleError
from geo.intake.archive import check_archive
from geo.intake.files import File, text_of
from geo.intake.limits import Limits
from geo.mention import SCHEMA
from geo.textfiles import CsvRows

Report = Callable[[ArticleError], None]
Kind = Literal["articles", "mentions"]

_MENTION: Final = frozenset({"mention_id", "surface", "sentence", "place_id"})
"""Columns that only a table of mentions has."""

_GUESSES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("article_id", "unit_id", "guid"),
    "title": ("headline", "article_title", "subject", "العنوان"),
    "text": ("body", "content", "article_content", "article_text", "full_text", "description", "summary", "النص"),
    "date": ("published", "publication_date", "published_at", "pubdate", "date_published", "التاريخ"),
    "source": ("publisher", "outlet", "site", "sitename", "feed", "المصدر"),
    "url": ("link", "address", "permalink", "href", "الرابط"),
    "language": ("lang", "اللغة"),
}
"""What tables at large call the fields; only guesses, shown to the reader before they are used."""


def read_csv(file: File, columns: Mapping[str, str], limits: Limits, report: Report) -> Iterator[Article]:
    """Yield the articles of a CSV file.

    Raises
    ------
    ArticleError
        If it has no header with a text.
    """
    rows = CsvRows(Path(file.name), text_of(file, "a table of articles (CSV)"), ArticleError)
    where = placed_columns(file.name, rows.header, columns)
    for number, row in enumerate(rows.each(report), start=1):
        _check_rows(file.name, number, limits)
        try:
            cells = rows.fitted(row)
            yield _from_row(file, rows.line, number, {field: cells[i] for field, i in where.items()})
        except ArticleError as error:
            report(error)


def read_jsonl(file: File, columns: Mapping[str, str], limits: Limits, report: Report) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file, an object a line."""
    number = 0
    for line, raw in enumerate(text_of(file, "a table of articles (JSON Lines)").split("\n"), start=1):
        if not raw.strip():
            continue
        number += 1
        _check_rows(file.name, number, limits)
        try:
            yield _from_row(file, line, number, _json_row(f"{file.name}, line {line}", raw, columns))
        except ArticleError as error:
            report(error)


def read_xlsx(file: File, columns: Mapping[str, str], limits: Limits, report: Report) -> Iterator[Article]:
    """Yield the articles of a workbook's first sheet that has rows, its first row the header; values, not formulas.

    Raises
    ------
    ArticleError
        If it is no workbook, unpacks too large, or has no header with a text.
    """
    header: list[str] = []
    where: dict[str, int] = {}
    number = 0
    for line, cells in sheet_rows(file, limits):
        if not header:
            header = cells
            where = placed_columns(file.name, header, columns)
            continue
        number += 1
        _check_rows(file.name, number, limits)
        try:
            row = {field: cells[i] if i < len(cells) else "" for field, i in where.items()}
            yield _from_row(file, line, number, row)
        except ArticleError as error:
            report(error)


def read_parquet(file: File, columns: Mapping[str, str], limits: Limits, report: Report) -> Iterator[Article]:
    """Yield the articles of a Parquet file.

    Raises
    ------
    ArticleError
        If it is no Parquet file, or has no column with a text.
    """
    table = _parquet(file)
    _check_rows(file.name, table.metadata.num_rows, limits)
    where = placed_columns(file.name, table.schema_arrow.names, columns)
    names = table.schema_arrow.names
    number = 0
    for batch in table.iter_batches(columns=[names[i] for i in where.values()], batch_size=1_000):
        for row in batch.to_pylist():
            number += 1
            try:
                cells = {field: _cell(row[names[i]]) for field, i in where.items()}
                yield _from_row(file, number, number, cells)
            except ArticleError as error:
                report(error)


def header_of(file: File, limits: Limits) -> list[str]:
    """Return the names of a table's columns (of JSON Lines, the first object's), for choosing which holds what.

    Raises
    ------
    ArticleError
        If the file is no such table.
    """
    if file.ending == ".csv":
        return CsvRows(Path(file.name), text_of(file, "a table of articles (CSV)"), ArticleError).header
    if file.ending == ".jsonl":
        lines = text_of(file, "a table of articles (JSON Lines)").split("\n")
        line, raw = next((i, raw) for i, raw in enumerate(lines, 1) if raw.strip())
        return [str(name) for name in _object(f"{file.name}, line {line}", raw)]
    if file.ending == ".parquet":
        return list(_parquet(file).schema_arrow.names)
    return next((cells for _, cells in sheet_rows(file, limits)), [])


def first_rows(file: File, limits: Limits, most: int) -> list[list[str]]:
    """Return the first rows of a table as they stand, under its header (`header_of`), for a reader to look at.

    Raises
    ------
    ArticleError
        If the file is no such table.
    """
    if file.ending == ".csv":
        rows: Iterator[list[str]] = CsvRows(Path(file.name), text_of(file, "a table (CSV)"), ArticleError)
        return list(islice(rows, most))
    if file.ending == ".jsonl":
        lines = [(i, raw) for i, raw in enumerate(text_of(file, "a table").split("\n"), 1) if raw.strip()]
        objects = [_object(f"{file.name}, line {line}", raw) for line, raw in lines[:most]]
        return [[_cell(row.get(name)) for name in header_of(file, limits)] for row in objects]
    if file.ending == ".parquet":
        batch = next(_parquet(file).iter_batches(batch_size=most), None)
        return [[_cell(value) for value in row.values()] for row in batch.to_pylist()] if batch else []
    return [cells for _, cells in islice(sheet_rows(file, limits), 1, most + 1)]


def kind_of(header: list[str]) -> Kind:
    """Tell a table of articles from one of mentions, as `extract` writes them."""
    return "mentions" if _MENTION <= set(header) <= {*SCHEMA.names, *header} else "articles"


def guessed_columns(header: list[str]) -> dict[str, str]:
    """Return field -> name of the column that seems to hold it, for a reader to confirm."""
    lower = {name.strip().lower(): name for name in reversed(header)}
    found = {
        field: next((lower[name] for name in (field, *_GUESSES[field]) if name in lower), None) for field in FIELDS
    }
    return {field: name for field, name in found.items() if name is not None}


def placed_columns(name: str, header: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Return field -> number of its column.

    Raises
    ------
    ArticleError
        If a named column is not there, a field's name stands twice, or there is no text.
    """
    if kind_of(header) == "mentions":
        raise ArticleError(
            f"{name}: found a table of mentions, as extract writes them; expected a table of articles "
            "(a workspace takes tables of mentions too, as .csv, .jsonl or .parquet)"
        )
    for field, column in columns.items():
        if column not in header:
            raise ArticleError(
                f"{name}, line 1: found no column {column!r} for {field}; the columns are {', '.join(header)}"
            )
    lower = [column.lower() for column in header]
    twice = next((f for f in FIELDS if f not in columns and lower.count(f) > 1), None)
    if twice:
        raise ArticleError(f"{name}, line 1: column {twice} stands twice; expected it once, or --column {twice}=NAME")
    where = {
        f: header.index(columns[f]) if f in columns else lower.index(f) for f in FIELDS if f in columns or f in lower
    }
    if "text" not in where:
        raise ArticleError(
            f"{name}, line 1: found no column 'text', only {', '.join(header)}; expected one, or --column text=NAME"
        )
    return where


def _json_row(where: str, raw: str, columns: Mapping[str, str]) -> dict[str, str]:
    row = _object(where, raw)
    lower = {str(name).lower(): value for name, value in row.items()}
    named = {f: row.get(columns[f]) if f in columns else lower.get(f) for f in FIELDS}
    for field, name in columns.items():
        if name not in row:
            raise ArticleError(f"{where}: found no {name!r} for {field}, only {', '.join(row)}")
    if not isinstance(named["text"], str):
        wanted = columns.get("text", "text")
        found = f"only {', '.join(row)}" if named["text"] is None else f"but {str(named['text'])[:30]}"
        raise ArticleError(f"{where}: found no text under {wanted!r}, {found}; expected a string")
    return {f: str(v) for f, v in named.items() if v is not None}


def _object(where: str, raw: str) -> dict[str, Any]:
    try:
        row: Any = json.loads(raw)
    except (ValueError, RecursionError) as error:
        found = f"found {raw[:30]!r}, which is not JSON ({error})"
        raise ArticleError(f"{where}: {found}; expected one object a line") from error
    if not isinstance(row, dict):
        raise ArticleError(f"{where}: found {type(row).__name__}; expected an object with a text")
    return row


def sheet_rows(file: File, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a workbook's first sheet that has any, as text, each with its number.

    Raises
    ------
    ArticleError
        If it is no workbook, or unpacks too large.
    """
    check_archive(file, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a file may claim any
            found = False
            for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = [_cell(value) for value in row]
                if any(cell.strip() for cell in cells):
                    found = True
                    yield line, cells
            if found:
                return
    except ArticleError:
        raise
    except Exception as error:  # a damaged workbook fails in whatever part of openpyxl meets it
        raise ArticleError(f"{file.name}: found no workbook that can be read ({error}); expected .xlsx") from error


def _parquet(file: File) -> pa.parquet.ParquetFile:
    try:
        return pa.parquet.ParquetFile(io.BytesIO(file.data))
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"{file.name}: found no Parquet file ({error}); expected a table of articles") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _check_rows(name: str, number: int, limits: Limits) -> None:
    if number > limits.max_rows:
        raise ArticleError(f"{name}: found more than {limits.max_rows:,} rows; {limits.expected('max_rows', 'rows')}")


def _from_row(file: File, line: int, number: int, row: Mapping[str, str]) -> Article:
    """Make the article of a table's row; `number` counts rows from 1."""
    where = f"{file.name}, line {line}"
    for field, value in row.items():
        if not _is_unicode(value):
            raise ArticleError(f"{where}, {field}: found half of a surrogate pair; expected Unicode text")
    if not row.get("text", "").strip() and not row.get("title", "").strip():
        raise ArticleError(f"{where}: found neither a text nor a title; expected one")
    article_id = row.get("id", "").strip() or f"{file.stem}:{number}"
    return article_from(where, "column", row, row.get("text", ""), 0, article_id, row.get("title", ""), cell=True)


def _is_unicode(text: str) -> bool:
    """Tell whether a text can be written as UTF-8: JSON may hold halves of surrogate pairs."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
