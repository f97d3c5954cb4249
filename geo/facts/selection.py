"""Which mentions a filter leaves, and which it would leave without one of its parts.

For each mention it is noted how many of the parts it misses: those that miss none are the view, those that miss only
one are what dropping that part would bring back, hence the facet of that part. So figures, map, facets and timeline
agree by construction.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from geo.facts.coding import Bools, Ints
from geo.facts.columns import Columns
from geo.facts.conditions import Condition, conditions
from geo.query import Filter, FilterName

_CHEAP_FIRST: Final[tuple[FilterName, ...]] = (
    "places", "shape", "within", "governorates", "where_precs", "roles", "statuses", "contexts", "marked", "dates",
    "date_precs", "dated_by", "articles", "sources", "stories", "languages", "added_since", "topics", "tags", "said_by",
    "actors", "text",
)  # fmt: skip
_REMEMBERED: Final = 64
"""Answers of DuckDB that are kept: one byte a line of a table each."""
_FEW: Final = 0.3
"""Once no more than this share of the mentions can still count, the rest is left behind."""


@dataclass(frozen=True)
class Selection:
    """What a filter leaves.

    Attributes
    ----------
    rows
        The mentions that miss at most one part of the filter, in order; None for all.
    missed
        For each of them 0, or the place in `names` (from 1) of the part that it misses; None where nothing is asked.
    names
        The parts of the filter that are set.
    """

    rows: Ints | None
    missed: Ints | None
    names: tuple[FilterName, ...]

    def view(self) -> Ints | None:
        """Return the mentions that match; None for all."""
        return self.rows if self.missed is None else self._where(self.missed == 0)

    def without(self, name: FilterName) -> Ints | None:
        """Return the mentions that match without one part of the filter; None for all."""
        if self.missed is None or name not in self.names:
            return self.view()
        if len(self.names) == 1:
            return None
        return self._where((self.missed == 0) | (self.missed == self.names.index(name) + 1))

    def _where(self, good: Bools) -> Ints:
        return np.flatnonzero(good) if self.rows is None else self.rows[good]


class Asker:
    """Asks DuckDB which lines of the small tables fit, and remembers the last answers. For many threads at once.

    Parameters
    ----------
    columns
        The mentions and the small tables.
    before
        One whose database it shares.
    """

    def __init__(self, columns: Columns, before: Asker | None = None) -> None:
        self._columns = columns
        self._connection: duckdb.DuckDBPyConnection = before._connection if before else _database()
        self._lock: threading.Lock = before._lock if before else threading.Lock()
        self._tables = columns.tables
        self._known: OrderedDict[str, tuple[str, Bools]] = OrderedDict()
        if before:
            # What was asked of a table that is the same is known of it.
            with self._lock:
                shared = {name for name, table in self._tables.items() if before._tables[name] is table}
                self._known.update({key: known for key, known in before._known.items() if known[0] in shared})

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the caller's own; making one is the only step that threads must take in turn."""
        with self._lock:
            return self._connection.cursor()

    def select(self, f: Filter, places_in: Callable[[FilterName], list[str]]) -> Selection:
        """Return what a filter leaves; `places_in` finds the places of its shape and circle."""
        names = tuple(name for name in _CHEAP_FIRST if f.value(name))
        rows: Ints | None = None
        missed: Any = None
        for i, name in enumerate(names, start=1):
            ids = places_in(name) if name in {"shape", "within"} else None
            bad = ~self._fits(conditions(f, name, ids), rows)
            if missed is None:
                missed = bad.view(np.uint8)
                continue
            # 255: misses two or more.
            missed = np.where(bad, np.where(missed == 0, np.uint8(i), np.uint8(255)), missed)
            near = missed != 255
            if np.count_nonzero(near) <= _FEW * len(near):
                rows = np.flatnonzero(near) if rows is None else rows[near]
                missed = missed[near]
        if missed is not None and len(names) > 1:
            near = missed != 255
            rows = np.flatnonzero(near) if rows is None else rows[near]
            missed = missed[near]
        return Selection(rows if rows is None else rows.astype(np.int32), missed, names)

    def _fits(self, asked: tuple[Condition, ...], rows: Ints | None) -> Bools:
        found: Bools | None = None
        for condition in asked:
            lines = self._columns.numbers[condition.table]
            fits = self.lines(condition)[lines if rows is None else lines[rows]]
            found = fits if found is None else found | fits
        assert found is not None  # noqa: S101 -- every filter has a condition
        return found

    def lines(self, asked: Condition) -> Bools:
        """Return for each line of a table whether it fits."""
        key = repr(asked)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key][1]
        numbers = self.ask(f"SELECT no FROM told WHERE {asked.sql}", asked.table, asked.parameters)  # noqa: S608
        sets = self._columns.sets
        size = len(sets[asked.table]) if asked.table in sets else self._tables[asked.table].num_rows
        fits = np.zeros(size, dtype=bool)
        fits[numbers["no"]] = True
        with self._lock:
            self._known[key] = (asked.table, fits)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return fits

    def ask(self, sql: str, table: str | pa.Table, parameters: Mapping[str, object]) -> dict[str, Any]:
        """Answer SQL over one table, named `told` in it: arrays by column."""
        cursor = self.cursor()
        try:
            cursor.register("told", self._tables[table] if isinstance(table, str) else table)
            return dict(cursor.execute(sql, dict(parameters)).fetchnumpy())
        finally:
            cursor.close()


def _database() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"temp_directory": "", "autoload_known_extensions": False})
    # Nothing after this may read a file, load an extension or undo these settings.
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
