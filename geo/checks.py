"""What makes a table a table of mentions: its columns, their types, and what each value may be.

`conform` gives a table the form of SCHEMA, `check` refuses what cannot be. Both name the row: rows are counted
from 1 unless the reader of a file says how its rows are numbered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.exc import MentionsError
from geo.gazetteer import GOVERNORATES
from geo.mention import PERSONAL, SCHEMA, Context, DateSource, Role, Status

RowName = Callable[[int], int]
"""Tells the number of a row, as its file counts them, from its place in the table (0 ...)."""

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "status": get_args(Status),
    "role": get_args(Role),
    "date_source": get_args(DateSource),
    "context": ("", *get_args(Context)),
    "field": ("text", "title"),
    "governorate": ("", *GOVERNORATES),
}
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "lat": (-90, 90),
    "lon": (-180, 180),
    "where_prec": (1, 7),
    "uncertainty_km": (0, 20_100),
    "confidence": (0, 1),
    "date_prec": (1, 6),
    "start": (0, 2**53),
    "end": (0, 2**53),
    "sentence_start": (0, 2**53),
}
_NEEDED: Final = ("mention_id", "article_id", "surface", "start", "end")


def conform(table: pa.Table, name: str = "table of mentions", row: RowName = lambda i: i + 1) -> pa.Table:
    """Return the table with exactly the columns of SCHEMA, of its types, and no null in text, lists and flags.

    Parameters
    ----------
    table
        Any table with these columns, in any order, of types that can become those of SCHEMA without loss; those of
        `PERSONAL` may be missing.
    name
        What an error calls the table: the file it comes from.
    row
        How an error numbers its rows.

    Raises
    ------
    MentionsError
        If a column is missing, or a value cannot be of its type.
    """
    missing = [column for column in SCHEMA.names if column not in table.column_names]
    for column in [c for c in missing if c in PERSONAL]:
        missing.remove(column)
        table = table.append_column(SCHEMA.field(column), pa.nulls(table.num_rows, SCHEMA.field(column).type))
    if missing:
        raise MentionsError(
            f"{name}: column {missing[0]} is missing; found the columns {', '.join(table.column_names)}; "
            f"expected {', '.join(SCHEMA.names)}"
        )
    twice = [column for column in SCHEMA.names if table.column_names.count(column) > 1]
    if twice:
        raise MentionsError(f"{name}: column {twice[0]} stands twice; expected it once")
    return pa.table([_cast(table.column(f.name), f, name, row) for f in SCHEMA], schema=SCHEMA)


def check(table: pa.Table, name: str = "table of mentions", row: RowName = lambda i: i + 1) -> None:
    """Refuse a table in SCHEMA's form with a row that cannot be: a latitude of 95, an unknown status.

    Raises
    ------
    MentionsError
        For the first such row of the first such column; the message says what was found and what was expected.
    """

    def expect(column: str, good: Any, expected: str) -> None:
        bad = pc.fill_null(pc.invert(good), False)
        if pc.any(bad).as_py():
            at = pc.index(bad, True).as_py()
            raise _error(name, row(at), column, table.column(column)[at].as_py(), expected)

    for column in _NEEDED:
        values = table.column(column)
        there = pc.not_equal(values, "") if pa.types.is_string(values.type) else pc.is_valid(values)
        expect(column, there, "a value in every row")
    ids = table.column("mention_id")
    if pc.count_distinct(ids).as_py() != len(ids):
        first = np.zeros(len(ids), dtype=bool)
        first[np.unique(ids.combine_chunks().dictionary_encode().indices.to_numpy(), return_index=True)[1]] = True
        expect("mention_id", pa.array(first), "an id of its own (a row above has this one)")
    for column, choices in _CHOICES.items():
        good = pc.is_in(table.column(column), pa.array(choices, pa.string()))
        expect(column, good, "one of " + ", ".join(filter(None, choices)))
    for column, (low, high) in _RANGES.items():
        values = table.column(column)
        good = pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))
        expect(column, good, f"a number from {low} to {high}")
    expect("end", pc.greater(table.column("end"), table.column("start")), "more than start")
    for first_of, second in (("lat", "lon"), ("date_start", "date_end")):
        both = pc.equal(pc.is_valid(table.column(first_of)), pc.is_valid(table.column(second)))
        expect(second, both, f"a value where {first_of} has one, and none where it has none")
    ordered = pc.less_equal(table.column("date_start"), table.column("date_end"))
    expect("date_end", ordered, "a day that is not before date_start")
    drawn = pc.and_(pc.equal(table.column("role"), "place"), pc.equal(table.column("status"), "resolved"))
    for column, there in (
        ("place_id", pc.not_equal(table.column("place_id"), "")),
        ("lat", pc.is_valid(table.column("lat"))),
        ("where_prec", pc.is_valid(table.column("where_prec"))),
    ):
        expect(column, pc.or_(pc.invert(drawn), there), "a value, since the mention is a place and resolved")


def _error(name: str, row: int, column: str, found: object, expected: str) -> MentionsError:
    text = repr(found) if found is None or isinstance(found, (str, list)) else str(found)
    return MentionsError(f"{name}, row {row}, column {column}: found {text[:200]}; expected {expected}")


def _cast(column: pa.ChunkedArray, field: pa.Field, name: str, row: RowName) -> pa.ChunkedArray:
    expected = {
        pa.date32(): "a day as YYYY-MM-DD",
        pa.string(): "text",
        pa.int64(): "a whole number",
        pa.int8(): "a whole number",
        pa.float64(): "a number",
        pa.bool_(): "true or false",
        pa.timestamp("s", "UTC"): "a time as YYYY-MM-DD HH:MM:SSZ",
    }.get(field.type, "a list of texts")
    try:
        cast = column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        at = _first_that_fails(column, field.type)
        if at is None:
            raise MentionsError(f"{name}, column {field.name}: found {column.type}; expected {expected}") from error
        raise _error(name, row(at), field.name, column[at].as_py(), expected) from error
    if pa.types.is_list(field.type):
        return _filled(cast, field.name, name, row)
    if pa.types.is_boolean(field.type):
        return cast.fill_null(False)
    return cast.fill_null("") if pa.types.is_string(field.type) else cast


def _first_that_fails(column: pa.ChunkedArray, kind: pa.DataType) -> int | None:
    for i, value in enumerate(column):
        try:
            pa.array([value.as_py()], column.type).cast(kind)
        except pa.ArrowNotImplementedError:
            return None
        except pa.ArrowInvalid:
            return i
    return None


def _filled(lists: pa.ChunkedArray, column: str, name: str, row: RowName) -> pa.ListArray:
    """Return lists with an empty one for null; refuse a null or an empty text inside a list."""
    one = lists.combine_chunks()
    values = one.flatten()
    bad = pc.or_kleene(pc.is_null(values), pc.equal(values, ""))
    if pc.any(bad).as_py():
        at = pc.list_parent_indices(one)[pc.index(bad, True).as_py()].as_py()
        raise _error(name, row(at), column, one[at].as_py(), "a list of texts, none of them empty")
    lengths = pc.fill_null(pc.list_value_length(one), 0)
    offsets = np.concatenate([[0], np.cumsum(lengths.to_numpy(zero_copy_only=False))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)
