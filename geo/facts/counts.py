"""Counting by number: how many mentions, articles or stories stand behind each value.

Numbers are small, so an article or story that a value has met already is a bit set in a table of values by units
where that is small enough, and a neighbour in sorted order where it is not.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.facts.coding import Ints

_CELLS_A_ROW: Final = 16
"""A table of values by units with more cells than this for each row is dearer than sorting the rows."""
_MOST_CELLS: Final = 64_000_000
"""Largest such table, in bytes."""


def counted(values: Ints, size: int, units: Ints | None, unit_count: int) -> Ints:
    """Return for each value (0 to `size` - 1) how many different units it stands in; negative values are left out.

    Parameters
    ----------
    values
        Number of the value, a row.
    size
        How many values there are.
    units
        Number of the unit (story, article), a row; None counts rows.
    unit_count
        How many units there are.
    """
    if units is None:
        there = values if not len(values) or values.min() >= 0 else values[values >= 0]
        return np.bincount(there, minlength=size)
    cells = size * unit_count
    if cells <= _MOST_CELLS and cells <= _CELLS_A_ROW * len(values) + 4096:
        met = np.zeros(cells, dtype=bool)
        key = values.astype(np.int64) * unit_count + units
        met[key[key >= 0] if len(key) and key.min() < 0 else key] = True
        found: Ints = np.count_nonzero(met.reshape(size, unit_count), axis=1)
        return found
    if cells < 2**31:
        key = values.astype(np.int32) * np.int32(unit_count) + units.astype(np.int32)
    else:
        key = values.astype(np.int64) * unit_count + units
    if len(key) and values.min() < 0:
        key = key[values >= 0]
    return np.bincount(unique(key) // max(1, unit_count), minlength=size)


def unique(keys: Ints) -> Ints:
    """Return the different keys, sorted."""
    ordered = np.sort(keys)
    if len(ordered):
        ordered = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return ordered


def different(units: Ints | None, unit_count: int, rows: int) -> int:
    """Return how many different units there are among rows; rows are counted where units are None."""
    if units is None:
        return rows
    if len(units) < unit_count // 8:
        return len(unique(units))
    met = np.zeros(unit_count, dtype=bool)
    met[units] = True
    return int(np.count_nonzero(met))
