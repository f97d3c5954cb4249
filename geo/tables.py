"""Tables of mentions as files: what `extract` writes, the app and other programs read.

Empty is empty: in a table of mentions a text is never null but "", a list never null but empty, a flag never
null but false; a number, a date or a time that is not known is null. In CSV all of these but false are an empty
cell, and the values of a list are joined by "; ". What is written is read back as it was, from `.csv`, `.jsonl`
and `.parquet`; `.geojson` is for maps.

Every file carries the attribution that the data asks for: CSV in the first row of a last column `about`, JSON
Lines in the first line's key of that name, Parquet in the metadata key `about`, GeoJSON in a member `about`.
A file without rows holds no data to attribute, and has its header.

A file is written whole or not at all (`atomic_writer`).
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from geo import __version__
from geo.checks import RowName, check, conform
from geo.exc import MentionsError
from geo.exports.geojson import write_geojson
from geo.exports.positions import Positions
from geo.exports.rows import Rows
from geo.gazetteer import ATTRIBUTION, Gazetteer
from geo.mention import COLUMNS, LIST_SEPARATOR, LISTS, PERSONAL, SCHEMA

ENDINGS: Final = (".csv", ".jsonl", ".parquet", ".geojson")
"""Endings that `write_mentions` knows; it reads all but the last."""

ABOUT: Final = "about"
"""Name of what carries the attribution: a column after those of SCHEMA, a key, a member."""

_BATCH: Final = 10_000
_BLOCK: Final = 1 << 26
"""Bytes that the CSV reader takes at once: no row may be longer."""


@contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `path` only when the block ends without an error.

    The bytes go to a temporary file in the same folder, which is then renamed. Permissions are those of the file
    that is replaced, else the usual ones of a new file. A link stays a link: what it points to is replaced. What
    is no regular file (`/dev/stdout`) is written to as it is.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    # Not tempfile, whose files only their owner may read: 0o666 leaves permissions to the umask.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_mentions(table: pa.Table, path: Path, gazetteer: Gazetteer | None = None) -> None:
    """Write a table of mentions, in the format that the ending of `path` names (`ENDINGS`).

    Parameters
    ----------
    table
        Columns of SCHEMA.
    path
        Where to; an existing file is replaced once the new one is complete.
    gazetteer
        For `.geojson`: where the lines of roads and the areas of regions come from. Without it they are features
        without geometry.

    Raises
    ------
    MentionsError
        If the ending is none of these, or the table is not one of mentions.
    OSError
        If the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() in ENDINGS:
        table = conform(table, str(path))
    write_parts([table], path, gazetteer)


def write_parts(parts: Iterable[pa.Table], path: Path, gazetteer: Gazetteer | None = None) -> None:
    """Write mentions as they come, as `write_mentions` does; only for `.geojson` they are held in memory all at once.

    Parameters
    ----------
    parts
        Tables with just the columns of SCHEMA.
    path, gazetteer
        As for `write_mentions`.

    Raises
    ------
    MentionsError
        If the ending is none of `ENDINGS`.
    OSError
        If the file cannot be written.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise MentionsError(f"{path}: found the ending {ending!r}; expected one of {', '.join(ENDINGS)}")
    about = _about()
    with atomic_writer(path) as stream:
        if ending == ".csv":
            write_csv(parts, stream, about)
        elif ending == ".jsonl":
            _write_jsonl(parts, stream, about)
        elif ending == ".parquet":
            schema = SCHEMA.with_metadata({ABOUT: about})
            with pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
                for part in parts:
                    writer.write_table(part.replace_schema_metadata({ABOUT: about}))
        else:
            places = gazetteer or Gazetteer((), {}, "")
            rows = Rows.of(pa.concat_tables(parts)).changed(Positions(places, exact=True))
            write_geojson(rows, stream, places.by_id, {"attribution": about})


def _about() -> str:
    return f"{ATTRIBUTION} Written by Syria mention map {__version__}."


def write_csv(parts: Iterable[pa.Table], stream: BinaryIO, about: str = "") -> None:
    """Write columns of SCHEMA as UTF-8 CSV: text quoted, numbers and dates not, an empty cell for what is empty.

    The last column is `about`, filled in the first row only; by default it holds the attribution.

    Raises
    ------
    MentionsError
        If a value of a list holds "; ", which separates them here.
    """
    about = about or _about()
    stream.write((",".join([*COLUMNS, ABOUT]) + "\n").encode())
    for part in _cut(parts):
        write_csv_part(part, stream, about)
        about = ""


def _cut(parts: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield the rows of tables in tables of some thousand rows, none of them empty."""
    for part in parts:
        for offset in range(0, part.num_rows, _BATCH):
            yield part.slice(offset, _BATCH)


def write_csv_part(
    part: pa.Table,
    stream: BinaryIO,
    about: str,
    guard: Callable[[str, pa.ChunkedArray], pa.ChunkedArray] | None = None,
) -> None:
    """Write rows without a header, `about` in the first of them.

    `guard` is called with the name and the cells of each column of text and returns the cells to write.

    Raises
    ------
    MentionsError
        If a value of a list holds "; ", which separates them here.
    """
    if not part.num_rows:
        return
    columns = [_cells(name, part.column(name)) for name in part.column_names]
    if guard:
        columns = [
            guard(name, cells) if pa.types.is_string(cells.type) else cells
            for name, cells in zip(part.column_names, columns, strict=True)
        ]
    notes = pa.array([about or None, *[None] * (part.num_rows - 1)], pa.string())
    options = pyarrow.csv.WriteOptions(include_header=False)
    pyarrow.csv.write_csv(pa.table([*columns, notes], [*part.column_names, ABOUT]), stream, options)


def _cells(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as CSV has it: lists joined, empty text null, which is written as nothing at all."""
    if name in LISTS:
        values = pc.list_flatten(column)
        bad = values.filter(pc.match_substring(values, LIST_SEPARATOR))
        if len(bad):
            raise MentionsError(
                f"column {name}: found {bad[0].as_py()!r}; expected values without {LIST_SEPARATOR!r}, "
                "which separates them in CSV"
            )
        column = pc.binary_join(column, LIST_SEPARATOR)
    if pa.types.is_string(column.type):
        return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    return column


def _write_jsonl(parts: Iterable[pa.Table], stream: BinaryIO, about: str) -> None:
    for part in _cut(parts):
        for row in part.to_pylist():
            if about:
                row[ABOUT], about = about, ""
            stream.write(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")


def read_mentions(path: Path) -> pa.Table:
    """Read a table of mentions from `.csv`, `.jsonl` or `.parquet`, and check every row of it.

    Columns after those of SCHEMA are left aside; their order does not matter.

    Raises
    ------
    MentionsError
        If the file cannot be read or is not a table of mentions; the message names the file and the row (as a
        spreadsheet numbers it in CSV, the line in JSON Lines), what was found and what was expected.
    """
    path = Path(path)
    readers = {".csv": _read_csv, ".jsonl": _read_jsonl, ".parquet": _read_parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise MentionsError(f"{path}: found the ending {path.suffix!r}; expected one of {', '.join(readers)}")
    try:
        table, rows = reader(path)
    except OSError as error:
        raise MentionsError(
            f"{path}: cannot be read ({error.strerror or error}); expected a table of mentions"
        ) from error
    table = conform(table, str(path), rows)
    check(table, str(path), rows)
    return table


def _read_csv(path: Path) -> tuple[pa.Table, RowName]:
    data = path.read_bytes()
    wrong: list[pyarrow.csv.InvalidRow] = []

    def row(i: int) -> int:
        return i + 2

    def parsed(threads: bool) -> pa.Table:
        def refuse(found: pyarrow.csv.InvalidRow) -> str:
            wrong.append(found)
            return "error"

        return pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(use_threads=threads, block_size=_BLOCK),
            pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys([*COLUMNS, ABOUT], pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )

    try:
        table = parsed(threads=True)
        lists = set(LISTS) & set(table.column_names)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        if wrong:
            # Only one thread knows the numbers of rows.
            wrong.clear()
            with suppress(pa.ArrowInvalid):
                parsed(threads=False)
            raise MentionsError(
                f"{path}, row {wrong[0].number}: found {wrong[0].actual_columns} cells; "
                f"expected {wrong[0].expected_columns}, as in the header"
            ) from error
        raise MentionsError(f"{path}: found {_what(data, error)}; expected a table of mentions") from error
    for name in lists:
        i = table.column_names.index(name)
        table = table.set_column(i, name, pc.split_pattern(table.column(i), LIST_SEPARATOR))
    return table, row


def _what(data: bytes, error: Exception) -> str:
    """Say what a file is that the CSV reader could not read."""
    if not data.strip():
        return "an empty file"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        return f"byte 0x{data[wrong.start]:02x} in line {line}, which is no UTF-8 text"
    return f"no CSV ({error})"


def _read_jsonl(path: Path) -> tuple[pa.Table, RowName]:
    lines: list[int] = []
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                raise MentionsError(f"{path}, row {number}: found no JSON ({error}); expected an object") from error
            if not isinstance(row, dict):
                raise MentionsError(f"{path}, row {number}: found {line[:60]!r}; expected a JSON object")
            for name, values in columns.items():
                if name not in row and name not in PERSONAL:
                    raise MentionsError(f"{path}, row {number}: column {name} is missing; expected it in every row")
                values.append(row.get(name))
            lines.append(number)
    if not path.stat().st_size:
        return SCHEMA.empty_table(), lines.__getitem__
    arrays = [_typed(columns[field.name], field, path, lines) for field in SCHEMA]
    return pa.table(arrays, schema=SCHEMA), lines.__getitem__


def _typed(values: list[Any], field: pa.Field, path: Path, lines: list[int]) -> pa.Array:
    """Return a column of JSON values; dates come as text."""
    is_list, is_date = pa.types.is_list(field.type), pa.types.is_temporal(field.type)
    kind = pa.string() if is_date else field.type
    wrong = (pa.ArrowException, OverflowError, UnicodeError, TypeError)

    def typed(some: list[Any]) -> pa.Array:
        # Arrow would take a text for the list of its letters.
        if is_list and any(isinstance(value, str) for value in some):
            raise TypeError
        return pa.array(some, kind).cast(field.type)

    try:
        return typed(values)
    except wrong:
        day = "a day as YYYY-MM-DD" if pa.types.is_date(field.type) else "a time as YYYY-MM-DD HH:MM:SSZ"
        expected = day if is_date else f"a value of type {field.type}"
        for value, line in zip(values, lines, strict=True):
            try:
                typed([value])
            except wrong as error:
                raise MentionsError(
                    f"{path}, row {line}, column {field.name}: found {value!a:.200}; expected {expected}"
                ) from error
        raise


def _read_parquet(path: Path) -> tuple[pa.Table, RowName]:
    try:
        table = pyarrow.parquet.read_table(path)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise MentionsError(f"{path}: found no Parquet file ({error}); expected a table of mentions") from error
    return table, lambda i: i + 1
