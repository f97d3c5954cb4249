"""Tables of mentions as files: what `extract` writes, the app and other programs read.

Empty is empty: in a table of mentions a text is never null but "", a list never null but empty; a number or a
date that is not known is null. That is so in memory, in Parquet and (as an empty cell) in CSV.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from geo.exc import MentionsError
from geo.mention import LIST_SEPARATOR, LISTS, SCHEMA


def conform(table: pa.Table, name: str = "table of mentions") -> pa.Table:
    """Return the table with exactly the columns of SCHEMA, its types, and no null in text and lists.

    Raises
    ------
    MentionsError
        If a column is missing or cannot be of its type.
    """
    missing = [column for column in SCHEMA.names if column not in table.column_names]
    if missing:
        raise MentionsError(
            f"{name}: column {missing[0]} is missing; found the columns {', '.join(table.column_names)}; "
            f"expected {', '.join(SCHEMA.names)}"
        )
    return pa.table([_conformed(table.column(field.name), field, name) for field in SCHEMA], schema=SCHEMA)


def _conformed(column: pa.ChunkedArray, field: pa.Field, name: str) -> pa.ChunkedArray:
    try:
        cast = column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise MentionsError(
            f"{name}, column {field.name}: found {column.type}; expected {field.type} ({error})"
        ) from error
    if pa.types.is_string(field.type):
        return cast.fill_null("")
    return cast
