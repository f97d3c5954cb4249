"""Distinct values and their numbers: columns of Arrow become one number a row, and a table of what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_MOST = 2**62


def one_chunk(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column as one array; text as codes into its distinct values stays so."""
    if isinstance(column, pa.ChunkedArray):
        if column.num_chunks == 1:
            return column.chunk(0)
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        column = column.combine_chunks()
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def plain(column: pa.Array) -> pa.Array:
    """Return an array with the values themselves where it holds codes."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def distinct(columns: Sequence[pa.Array]) -> tuple[Ints, Ints]:
    """Give numbers to the distinct rows of some columns, in the order in which they are met; null is a value.

    Returns
    -------
    numbers, first
        The number of each row (int32), and the row in which each number is met first.
    """
    key: Ints | None = None
    size = 1
    for column in columns:
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode(null_encoding="encode")
        codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64, copy=False)
        count = len(coded.dictionary) + 1
        if key is None:
            key, size = codes, count
            continue
        if size * count >= _MOST:
            folded = pa.array(key).dictionary_encode()
            key, size = folded.indices.to_numpy().astype(np.int64), len(folded.dictionary) + 1
        key, size = key * count + codes, size * count
    assert key is not None  # noqa: S101 -- no call is without columns
    coded = pa.array(key).dictionary_encode()
    numbers = coded.indices.to_numpy(zero_copy_only=False)
    first = np.empty(len(coded.dictionary), dtype=np.int64)
    # The last assignment of an index stands, so backwards the first row of each number does.
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return numbers, first


def places_in(values: pa.Array, known: pa.Array) -> Ints:
    """Return where each value stands in `known`, -1 where it does not."""
    found: Ints = pc.index_in(values, value_set=known).fill_null(-1).to_numpy(zero_copy_only=False)
    return found
