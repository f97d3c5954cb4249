"""The small tables that the numbers of mentions point into: one line for each combination of values that was met.

`spot` says where (place, governorate, role, status, precision), `moment` when, `article` which article, story, source
and language, `kind` what context and whether marked; `sentence` and `surface` are texts. A line may stand for no
mention any more after an update; none is there twice.

A table is never changed: `extended` returns another one, or the same where nothing is new, so that what is known of it
is known of the next store's too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.facts.coding import Bools, Ints, distinct, one_chunk, plain
from geo.mention import SCHEMA
from geo.query import BROAD_DAYS, BROAD_PREC, fold

DIMENSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "spot": ("place_id", "governorate", "role", "status", "where_prec", "country"),
    "moment": ("date_start", "date_end", "date_prec", "date_source"),
    "article": ("article_id", "story_id", "source", "language", "added_at"),
    "kind": ("context", "marked"),
    "sentence": ("sentence",),
    "surface": ("surface",),
}
"""Table -> the columns whose distinct rows it holds."""
NEVER: Final = 2**31 - 1
"""Stands for no date: after every date."""

Standing = Literal["placed", "ambiguous", "unresolved", "not_place"]
STANDINGS: Final[tuple[Standing, ...]] = ("placed", "ambiguous", "unresolved", "not_place")


@dataclass(frozen=True)
class Attribute:
    """One thing that lines of a table say, as numbers.

    Attributes
    ----------
    values
        The values, each once.
    codes
        Number of the value of each line; -1 where it says nothing.
    """

    values: pa.Array
    codes: Ints

    @cached_property
    def ids(self) -> list[str]:
        """Return the values as texts."""
        return [str(value) for value in self.values.to_pylist()]


@dataclass(frozen=True)
class Lines:
    """One small table, and what its lines say.

    Attributes
    ----------
    name
        Which of `DIMENSIONS` it holds.
    table
        Their columns, the number of each line (`no`), and what follows from them.
    """

    name: str
    table: pa.Table

    @classmethod
    def empty(cls, name: str) -> Lines:
        """Return a table without lines."""
        return cls(name, _told(name, SCHEMA.empty_table().select(list(DIMENSIONS[name])), 0))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def extended(self, columns: Sequence[pa.Array]) -> tuple[Lines, Ints]:
        """Return these lines with those of some rows added, and the line of each row (int32).

        Only the rows' own values are made into numbers; the lines that are there are asked for these values.
        """
        of = list(DIMENSIONS[self.name])
        codes, first = distinct(columns)
        rows = [plain(column.take(pa.array(first))) for column in columns]
        found = self._found(rows)
        new = np.flatnonzero(found < 0)
        if not len(new):
            return self, found[codes].astype(np.int32)
        found[new] = len(self) + np.arange(len(new))
        added = _told(self.name, pa.table([row.take(pa.array(new)) for row in rows], names=of), len(self))
        table = pa.concat_tables([self.table, added]).combine_chunks() if len(self) else added
        return Lines(self.name, table), found[codes].astype(np.int32)

    def _found(self, rows: Sequence[pa.Array]) -> Ints:
        """Return the line of each of some distinct rows, -1 where there is none."""
        near: Ints | None = None
        if not len(self):
            return np.full(len(rows[0]), -1, dtype=np.int64)
        for name, values in zip(DIMENSIONS[self.name], rows, strict=True):
            stored = self.table.column(name)
            if near is not None:
                stored = stored.take(pa.array(near))
            fits = np.flatnonzero(_numpy(pc.is_in(stored, value_set=values.unique())))
            near = fits if near is None else near[fits]
        assert near is not None  # noqa: S101 -- every table has a column
        known = self.table.take(pa.array(near))
        both = [
            pa.concat_arrays([one_chunk(known.column(name)), values])
            for name, values in zip(DIMENSIONS[self.name], rows, strict=True)
        ]
        # Lines differ, so those that are near have the first numbers, in their order.
        at = distinct(both)[0][len(near) :]
        return np.where(at < len(near), np.append(near, -1)[np.minimum(at, len(near))], -1)

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """Return what the lines say, by attribute."""
        told = self.table.column
        if self.name == "spot":
            is_place = pc.equal(told("role"), "place")
            placed = pc.and_(is_place, pc.equal(told("status"), "resolved"))
            found = {name: _attribute(told(name)) for name in ("where_prec", "role", "status")}
            return found | {
                "place": _attribute(told("place_id"), placed),
                "country": _attribute(told("country"), placed),
                "governorate": _attribute(told("governorate"), is_place),
            }
        return {name: _attribute(told(column)) for name, column in _ATTRIBUTES.get(self.name, {}).items()}

    @cached_property
    def standing(self) -> Ints:
        """Return for each line of `spot` the place in `STANDINGS`."""
        status = pc.index_in(self.table.column("status"), value_set=pa.array(["resolved", "ambiguous", "unresolved"]))
        told = pc.if_else(pc.equal(self.table.column("role"), "place"), status, len(STANDINGS) - 1)
        found: Ints = _numpy(told).astype(np.int8)
        return found

    @cached_property
    def days(self) -> tuple[Ints, Ints, Ints]:
        """Return for each line of `moment` its first and last day (ordinals; `NEVER` for none), and its kind of date.

        Kinds: 0 stated in the sentence, 1 the publication date, 2 broad.
        """
        start, end = (ordinals(self.table.column(name)) for name in ("date_start", "date_end"))
        published = _numpy(pc.equal(self.table.column("date_source"), "published"))
        return start, end, np.where(_numpy(self.table.column("broad")), 2, published).astype(np.int8)

    def flag(self, column: str, value: Any) -> Bools:
        """Return for each line whether a column has a value."""
        found: Bools = _numpy(pc.fill_null(pc.equal(self.table.column(column), value), False)).astype(bool)
        return found


_ATTRIBUTES: Final[Mapping[str, Mapping[str, str]]] = {
    "moment": {"date_prec": "date_prec", "dated_by": "date_source"},
    "article": {"article": "article_id", "story": "story", "source": "source", "language": "language"},
    "kind": {"context": "context"},
    "surface": {"surface": "surface"},
}
"""Table -> attribute -> its column; those of `spot` hold for some lines only."""


def ordinals(column: pa.ChunkedArray) -> Ints:
    """Return days since 1970 (int32), `NEVER` for null."""
    found: Ints = _numpy(one_chunk(column).cast(pa.int32()).fill_null(NEVER)).astype(np.int32)
    return found


def _told(name: str, lines: pa.Table, start: int) -> pa.Table:
    """Return lines of a table with their numbers and what follows from them."""
    lines = lines.append_column("no", pa.array(np.arange(start, start + lines.num_rows, dtype=np.int32)))
    if name == "article":
        # An article without a story is a story of its own.
        stories = lines.column("story_id")
        lines = lines.append_column("story", pc.if_else(pc.equal(stories, ""), lines.column("article_id"), stories))
    elif name == "moment":
        start_day, end_day = (ordinals(lines.column(column)) for column in ("date_start", "date_end"))
        coarse = _numpy(pc.fill_null(pc.greater_equal(lines.column("date_prec"), BROAD_PREC), False))
        broad = (start_day != NEVER) & (coarse | (end_day.astype(np.int64) - start_day >= BROAD_DAYS))
        lines = lines.append_column("broad", pa.array(broad))
    elif name in {"sentence", "surface"}:
        folded = [fold(text) for text in lines.column(name).to_pylist()]
        lines = lines.append_column("folded", pa.array(folded, pa.string()))
    return lines.combine_chunks()


def _attribute(column: pa.ChunkedArray, there: pa.ChunkedArray | None = None) -> Attribute:
    """Return a column as values and codes; what is empty, null or not `there` says nothing."""
    one = one_chunk(column)
    said = pc.is_valid(one)
    if pa.types.is_string(one.type):
        said = pc.and_(said, pc.not_equal(one, ""))
    if there is not None:
        said = pc.and_(said, one_chunk(there))
    coded = pc.if_else(said, one, pa.scalar(None, one.type)).dictionary_encode()
    return Attribute(coded.dictionary, _numpy(coded.indices.fill_null(-1)).astype(np.int32))


def _numpy(column: Any) -> Any:
    return one_chunk(column).to_numpy(zero_copy_only=False)
