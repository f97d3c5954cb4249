"""Mentions as rows of numbers, which point into small tables (`geo.facts.lines`) and lists (`geo.facts.sets`).

Rows are numbered in one order (published, no date last, then article_id, field, start): that of every table.

A change makes numbers of its own rows only (`coded`) and shares the columns in which nothing differs, so that one
changed mention among a million costs a few copies of numbers and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.facts.coding import Bools, Ints, one_chunk, plain
from geo.facts.lines import DIMENSIONS, NEVER, STANDINGS, Lines, Standing, ordinals
from geo.facts.sets import Sets
from geo.mention import SCHEMA
from geo.overview import Counting

__all__ = ["NEVER", "ORDER", "SETS", "STANDINGS", "Columns", "Standing"]

SETS: Final = ("actors", "said_by", "article_actors", "topics", "tags")
ORDER: Final = ("published", "article_id", "field", "start")
"""Columns that rows are sorted by."""


@dataclass(frozen=True)
class Columns:
    """Mentions as numbers.

    Attributes
    ----------
    numbers
        For each table and each column of lists: the line of each mention.
    order
        For each of `ORDER` but article_id: its value as a number for each mention.
    lines, sets
        What the numbers point into.
    """

    numbers: Mapping[str, Ints]
    order: Mapping[str, Ints]
    lines: Mapping[str, Lines]
    sets: Mapping[str, Sets]

    @classmethod
    def empty(cls, parents: Mapping[str, str]) -> Columns:
        """Return no mentions."""
        lines = {name: Lines.empty(name) for name in DIMENSIONS}
        sets = {name: Sets.empty({} if name in {"topics", "tags"} else parents) for name in SETS}
        numbers = {name: np.zeros(0, np.int32) for name in (*DIMENSIONS, *SETS)}
        return cls(numbers, _sorted_by(SCHEMA.empty_table()), lines, sets)

    def __len__(self) -> int:
        return len(self.numbers["spot"])

    def coded(self, more: pa.Table) -> Columns:
        """Return other mentions alone, their numbers pointing into these tables with what is new of theirs added.

        Parameters
        ----------
        more
            A table of SCHEMA, plain or as codes.
        """
        numbers: dict[str, Ints] = {}
        lines: dict[str, Lines] = {}
        sets: dict[str, Sets] = {}
        for name, of in DIMENSIONS.items():
            columns = [one_chunk(more.column(column)) for column in of]
            lines[name], numbers[name] = self.lines[name].extended(columns)
        for name in SETS:
            sets[name], numbers[name] = self.sets[name].extended(one_chunk(more.column(name)))
        return Columns(numbers, _sorted_by(more), lines, sets)

    def taken(self, rows: Ints) -> Columns:
        """Return some mentions, in another order."""
        numbers = {name: column[rows] for name, column in self.numbers.items()}
        return Columns(numbers, {n: c[rows] for n, c in self.order.items()}, self.lines, self.sets)

    def merged(self, new: Columns, order: Ints) -> Columns:
        """Return these mentions and `coded` ones in an order: numbers of these as they are, then of the new ones."""
        numbers = {name: np.concatenate([column, new.numbers[name]])[order] for name, column in self.numbers.items()}
        sorted_by = {name: np.concatenate([column, new.order[name]])[order] for name, column in self.order.items()}
        return Columns(numbers, sorted_by, new.lines, new.sets)

    def replaced(self, new: Columns, rows: Ints) -> Columns:
        """Return these mentions with `coded` ones in the place of some that stand at the same place in the order."""
        numbers = {name: _replaced(column, rows, new.numbers[name]) for name, column in self.numbers.items()}
        return Columns(numbers, self.order, new.lines, new.sets)

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The small tables, and a line for each value of each list: what filters are asked of."""
        return {name: lines.table for name, lines in self.lines.items()} | {n: s.table for n, s in self.sets.items()}

    def codes(self, table: str, attribute: str, rows: Ints | None) -> Ints:
        """Return the number of one attribute's value for each of some mentions (all of them for None)."""
        lines = self.numbers[table]
        found: Ints = self.lines[table].attributes[attribute].codes[lines if rows is None else lines[rows]]
        return found

    @cached_property
    def units(self) -> dict[Counting, tuple[Ints, int]]:
        """Return for stories and articles: the number of each mention's, and how many numbers there are."""
        named: dict[Counting, str] = {"story": "story", "article": "article"}
        return {
            counting: (self.codes("article", name, None), len(self.lines["article"].attributes[name].values))
            for counting, name in named.items()
        }

    @property
    def standing(self) -> Ints:
        """For each line of `spot` the place in `STANDINGS`."""
        return self.lines["spot"].standing

    @property
    def days(self) -> tuple[Ints, Ints, Ints]:
        """For each line of `moment` its first and last day, and its kind of date (`Lines.days`)."""
        return self.lines["moment"].days

    def flag(self, table: str, column: str, value: Any) -> Bools:
        """Return for each line of a table whether a column has a value."""
        return self.lines[table].flag(column, value)


def _replaced(column: Ints, rows: Ints, new: Ints) -> Ints:
    """Return a column with other numbers in some rows; itself where they are what they were."""
    if np.array_equal(column[rows], new):
        return column
    changed = column.copy()
    changed[rows] = new
    return changed


def _sorted_by(table: pa.Table) -> dict[str, Ints]:
    fields = one_chunk(table.column("field"))
    return {
        "published": ordinals(table.column("published")),
        # "text" < "title", as in the order of the words.
        "field": _numpy(pc.equal(plain(fields), "title")).astype(np.int8),
        "start": _numpy(table.column("start")).astype(np.int64),
    }


def _numpy(column: Any) -> Any:
    return one_chunk(column).to_numpy(zero_copy_only=False)
