"""The rows of an export, handed over in parts: a million mentions are never a million Python objects at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow as pa

if TYPE_CHECKING:
    from geo.query import Filter
    from geo.store import Store

PART: Final = 5_000
"""Rows of one part."""


@dataclass(frozen=True)
class Rows:
    """How many rows there are, and how to get them; they can be gone through more than once.

    Attributes
    ----------
    count
        How many there are.
    parts
        Called to go through them: tables of at most `PART` rows with the columns of SCHEMA, in order.
    """

    count: int
    parts: Callable[[], Iterator[pa.Table]]

    def __iter__(self) -> Iterator[pa.Table]:
        return self.parts()

    @classmethod
    def of(cls, table: pa.Table) -> Rows:
        """Return the rows of a table."""
        return cls(table.num_rows, lambda: (table.slice(at, PART) for at in range(0, table.num_rows, PART)))

    @classmethod
    def matching(cls, store: Store, wanted: Filter) -> Rows:
        """Return the rows of a store that match a filter, in the store's order."""
        count = store.count(wanted).mentions
        return cls(count, lambda: (store.page(wanted, at, PART) for at in range(0, count, PART)))

    def changed(self, change: Callable[[pa.Table], pa.Table]) -> Rows:
        """Return these rows, each part changed on its way; `change` neither adds nor drops rows."""
        return Rows(self.count, lambda: map(change, self.parts()))
