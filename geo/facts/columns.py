"""Mentions as rows of numbers, and the small tables that the numbers point into.

`spot` says where (place, governorate, role, status, precision), `moment` when, `article` which article, story, source
and language, `kind` what context and whether marked; `sentence` and `surface` are texts, `SETS` columns of lists. A
line of such a table may stand for no mention any more after an update; none is needed twice.

Rows are numbered in one order (published, no date last, then article_id, field, start): that of every table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.facts.coding import Bools, Ints, distinct, one_chunk, plain
from geo.facts.sets import Sets
from geo.mention import SCHEMA
from geo.overview import Counting
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
SETS: Final = ("actors", "said_by", "article_actors", "topics", "tags")
ORDER: Final = ("published", "article_id", "field", "start")
"""Columns that rows are sorted by."""
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
class Columns:
    """All mentions as numbers.

    Attributes
    ----------
    numbers
        For each table and each column of lists: the line of each mention.
    order
        For each of `ORDER` but article_id: its value as a number for each mention.
    tables, sets
        What the numbers point into.
    """

    numbers: Mapping[str, Ints]
    order: Mapping[str, Ints]
    tables: Mapping[str, pa.Table]
    sets: Mapping[str, Sets]

    @classmethod
    def empty(cls, parents: Mapping[str, str]) -> Columns:
        """Return no mentions."""
        none = SCHEMA.empty_table()
        tables = {name: _line_table(name, none.select(list(of))) for name, of in DIMENSIONS.items()}
        sets = {name: Sets.empty({} if name in {"topics", "tags"} else parents) for name in SETS}
        numbers = {name: np.zeros(0, np.int32) for name in (*DIMENSIONS, *SETS)}
        return cls(numbers, _sorted_by(none), tables, sets)

    def __len__(self) -> int:
        return len(self.numbers["spot"])

    def extended(self, more: pa.Table) -> Columns:
        """Return these mentions followed by others, a table of SCHEMA, plain or as codes."""
        numbers: dict[str, Ints] = {}
        tables: dict[str, pa.Table] = {}
        sets: dict[str, Sets] = {}
        for name, of in DIMENSIONS.items():
            known, size = self.tables[name], self.tables[name].num_rows
            columns = [one_chunk(more.column(column)) for column in of]
            if size:
                columns = [
                    pa.concat_arrays([one_chunk(known.column(column)), plain(new)])
                    for column, new in zip(of, columns, strict=True)
                ]
            codes, first = distinct(columns)
            added = pa.array(first[size:])
            lines = pa.table([plain(column.take(added)) for column in columns], names=list(of))
            new_lines = _line_table(name, lines, size)
            tables[name] = pa.concat_tables([known, new_lines]).combine_chunks() if size else new_lines
            numbers[name] = np.concatenate([self.numbers[name], codes[size:].astype(np.int32, copy=False)])
        for name in SETS:
            sets[name], codes = self.sets[name].extended(one_chunk(more.column(name)))
            numbers[name] = np.concatenate([self.numbers[name], codes])
        new_order = _sorted_by(more)
        order = {name: np.concatenate([self.order[name], new_order[name]]) for name in self.order}
        return Columns(numbers, order, tables, sets)

    def taken(self, rows: Ints) -> Columns:
        """Return some mentions, in another order."""
        numbers = {name: column[rows] for name, column in self.numbers.items()}
        return Columns(numbers, {n: c[rows] for n, c in self.order.items()}, self.tables, self.sets)

    @cached_property
    def attributes(self) -> dict[str, dict[str, Attribute]]:
        """Return what the lines of each table say, by table and attribute."""
        spot, moment, article = self.tables["spot"], self.tables["moment"], self.tables["article"]
        is_place = pc.equal(spot.column("role"), "place")
        placed = pc.and_(is_place, pc.equal(spot.column("status"), "resolved"))
        return {
            "spot": {
                "place": _attribute(spot.column("place_id"), placed),
                "country": _attribute(spot.column("country"), placed),
                "governorate": _attribute(spot.column("governorate"), is_place),
                "where_prec": _attribute(spot.column("where_prec")),
                "role": _attribute(spot.column("role")),
                "status": _attribute(spot.column("status")),
            },
            "moment": {
                "date_prec": _attribute(moment.column("date_prec")),
                "dated_by": _attribute(moment.column("date_source")),
            },
            "article": {
                "article": _attribute(article.column("article_id")),
                "story": _attribute(article.column("story")),
                "source": _attribute(article.column("source")),
                "language": _attribute(article.column("language")),
            },
            "kind": {"context": _attribute(self.tables["kind"].column("context"))},
            "surface": {"surface": _attribute(self.tables["surface"].column("surface"))},
        }

    def codes(self, table: str, attribute: str, rows: Ints | None) -> Ints:
        """Return the number of one attribute's value for each of some mentions (all of them for None)."""
        lines = self.numbers[table]
        found: Ints = self.attributes[table][attribute].codes[lines if rows is None else lines[rows]]
        return found

    @cached_property
    def units(self) -> dict[Counting, tuple[Ints, int]]:
        """Return for stories and articles: the number of each mention's, and how many numbers there are."""
        named: dict[Counting, str] = {"story": "story", "article": "article"}
        return {
            counting: (self.codes("article", name, None), len(self.attributes["article"][name].values))
            for counting, name in named.items()
        }

    @cached_property
    def standing(self) -> Ints:
        """Return for each line of `spot` the place in `STANDINGS`."""
        spot = self.tables["spot"]
        status = pc.index_in(spot.column("status"), value_set=pa.array(["resolved", "ambiguous", "unresolved"]))
        told = pc.if_else(pc.equal(spot.column("role"), "place"), status, len(STANDINGS) - 1)
        found: Ints = _numpy(told).astype(np.int8)
        return found

    @cached_property
    def days(self) -> tuple[Ints, Ints, Ints]:
        """Return for each line of `moment` its first and last day (ordinals; `NEVER` for none), and its kind of date.

        Kinds: 0 stated in the sentence, 1 the publication date, 2 broad.
        """
        moment = self.tables["moment"]
        start, end = (_days(moment.column(name)) for name in ("date_start", "date_end"))
        published = _numpy(pc.equal(moment.column("date_source"), "published"))
        return start, end, np.where(_numpy(moment.column("broad")), 2, published).astype(np.int8)

    def flag(self, table: str, column: str, value: Any) -> Bools:
        """Return for each line of a table whether a column has a value."""
        found: Bools = _numpy(pc.fill_null(pc.equal(self.tables[table].column(column), value), False)).astype(bool)
        return found


def _line_table(name: str, lines: pa.Table, start: int = 0) -> pa.Table:
    """Return lines of a table with their numbers and what follows from them."""
    lines = lines.append_column("no", pa.array(np.arange(start, start + lines.num_rows, dtype=np.int32)))
    if name == "article":
        # An article without a story is a story of its own.
        stories = lines.column("story_id")
        lines = lines.append_column("story", pc.if_else(pc.equal(stories, ""), lines.column("article_id"), stories))
    elif name == "moment":
        start_day, end_day = (_days(lines.column(column)) for column in ("date_start", "date_end"))
        coarse = _numpy(pc.fill_null(pc.greater_equal(lines.column("date_prec"), BROAD_PREC), False))
        broad = (start_day != NEVER) & (coarse | (end_day.astype(np.int64) - start_day >= BROAD_DAYS))
        lines = lines.append_column("broad", pa.array(broad))
    elif name in {"sentence", "surface"}:
        folded = [fold(text) for text in lines.column(name).to_pylist()]
        lines = lines.append_column("folded", pa.array(folded, pa.string()))
    return lines.combine_chunks()


def _sorted_by(table: pa.Table) -> dict[str, Ints]:
    fields = one_chunk(table.column("field"))
    return {
        "published": _days(table.column("published")),
        # "text" < "title", as in the order of the words.
        "field": _numpy(pc.equal(plain(fields), "title")).astype(np.int8),
        "start": _numpy(table.column("start")).astype(np.int64),
    }


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


def _days(column: pa.ChunkedArray) -> Ints:
    found: Ints = _numpy(one_chunk(column).cast(pa.int32()).fill_null(NEVER)).astype(np.int32)
    return found


def _numpy(column: Any) -> Any:
    return one_chunk(column).to_numpy(zero_copy_only=False)
