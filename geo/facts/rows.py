"""The rows themselves, as Arrow holds them: the table as it was read, and those that came later.

The first table is large and kept as codes into its distinct texts; what an update brings is kept plain beside it, and
`at` tells where each row stands in the one followed by the other. So an update copies no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.facts.coding import Ints, one_chunk, plain
from geo.mention import LISTS, SCHEMA

_UNIQUE = frozenset({"mention_id"})
"""Columns of text that are not worth a dictionary."""

_MANY = 20_000
"""Rows from which on it is sooner to join the two tables, as codes, than to put plain rows in order."""


@dataclass(frozen=True)
class Rows:
    """All rows, by number."""

    first: pa.Table
    later: pa.Table
    at: Ints | None
    """Where each row stands in `first` followed by `later`; None where it is just `first`."""

    @classmethod
    def of(cls, table: pa.Table, order: Any) -> Rows:
        """Keep a table of SCHEMA, its rows in an order."""
        coded = pa.table({name: _coded(name, table.column(name)) for name in table.column_names})
        return cls(coded.take(order).combine_chunks(), SCHEMA.empty_table(), None)

    def __len__(self) -> int:
        return self.first.num_rows if self.at is None else len(self.at)

    def take(self, numbers: Sequence[int] | Ints | None, columns: Sequence[str] | None = None) -> pa.Table:
        """Return rows by number (all of them for None), with the columns of SCHEMA or some of them."""
        names = list(columns or SCHEMA.names)
        schema = pa.schema([SCHEMA.field(name) for name in names])
        at: Ints | None = None if numbers is None else np.asarray(numbers, dtype=np.int64)
        if self.at is not None:
            at = self.at if at is None else self.at[at]
        if at is None:
            return _plain(self.first.select(names), schema)
        later = at >= self.first.num_rows
        if not later.any():
            return _plain(self.first.select(names).take(pa.array(at)), schema)
        if len(at) > _MANY:
            joined = {name: _joined(self.first.column(name), self.later.column(name)) for name in names}
            return _plain(pa.table(joined).take(pa.array(at)), schema)
        parts = [
            _plain(self.first.select(names).take(pa.array(at[~later])), schema),
            self.later.select(names).take(pa.array(at[later] - self.first.num_rows)),
        ]
        back = np.empty(len(at), dtype=np.int64)
        back[np.concatenate([np.flatnonzero(~later), np.flatnonzero(later)])] = np.arange(len(at))
        return pa.concat_tables(parts).combine_chunks().take(pa.array(back)).combine_chunks()

    def ids(self) -> tuple[pa.Array, pa.Array]:
        """Return the mention ids of `first` and of `later`, as they stand there."""
        return one_chunk(self.first.column("mention_id")), one_chunk(self.later.column("mention_id"))

    def merged(self, order: Ints, new: pa.Table) -> Rows:
        """Return these rows and new ones in an order: numbers of rows as they are, then of the new ones."""
        base = self.first.num_rows
        old = np.arange(len(self), dtype=np.int32) if self.at is None else self.at
        fresh = np.arange(len(new), dtype=np.int32) + base + self.later.num_rows
        return self._with(new, np.concatenate([old, fresh])[order])

    def replaced(self, rows: Ints, new: pa.Table) -> Rows:
        """Return these rows with new ones in the place of some, given by number."""
        at = np.arange(len(self), dtype=np.int32) if self.at is None else self.at.astype(np.int32, copy=True)
        at[rows] = np.arange(len(new), dtype=np.int32) + self.first.num_rows + self.later.num_rows
        return self._with(new, at)

    def _with(self, new: pa.Table, at: Ints) -> Rows:
        """Keep new rows; those of `later` that are no longer asked for go, so that many small updates stay small."""
        base = self.first.num_rows
        came = np.flatnonzero(at >= base)
        kept, moved = np.unique(at[came], return_inverse=True)
        later = pa.concat_tables([self.later, new]).combine_chunks().take(pa.array(kept - base)).combine_chunks()
        at = at.astype(np.int32, copy=False)
        at[came] = base + moved
        return Rows(self.first, later, at)


def _coded(name: str, column: pa.ChunkedArray) -> pa.Array:
    if name in LISTS:
        one = one_chunk(column)
        return pa.ListArray.from_arrays(pc.subtract(one.offsets, one.offsets[0]), one.flatten().dictionary_encode())
    if pa.types.is_string(column.type) and name not in _UNIQUE:
        return one_chunk(column.dictionary_encode())
    return one_chunk(column)


def _joined(first: pa.ChunkedArray, later: pa.ChunkedArray) -> pa.Array:
    """Return a column of the first table, as codes, followed by the plain one of the later rows."""
    one, more = one_chunk(first), one_chunk(later)
    if pa.types.is_list(one.type):
        flat, new = _one_dictionary(one.flatten(), more.flatten())
        one = pa.ListArray.from_arrays(pc.subtract(one.offsets, one.offsets[0]), flat)
        more = pa.ListArray.from_arrays(pc.subtract(more.offsets, more.offsets[0]), new)
    elif pa.types.is_dictionary(one.type):
        one, more = _one_dictionary(one, more)
    return pa.concat_arrays([one, more])


def _one_dictionary(coded: pa.DictionaryArray, texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return codes and texts as codes into one dictionary."""
    values = pa.concat_arrays([coded.dictionary, texts])
    numbers = pa.array(np.arange(len(texts), dtype=np.int32) + np.int32(len(coded.dictionary)))
    return pa.DictionaryArray.from_arrays(coded.indices, values), pa.DictionaryArray.from_arrays(numbers, values)


def _plain(table: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = []
    for column in table.columns:
        one = one_chunk(column)
        if pa.types.is_list(one.type):
            offsets = pc.subtract(one.offsets, one.offsets[0])
            columns.append(pa.ListArray.from_arrays(offsets, plain(one.flatten())))
        else:
            columns.append(plain(one))
    return pa.table(columns, schema=schema)
