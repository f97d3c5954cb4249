"""The store's index: mentions as numbers in DuckDB, and as rows in Arrow, built once from a table of mentions.

DuckDB holds one narrow row a mention in `mention` (numbers, dates, flags), and what the numbers stand for in
`article`, `place`, `governorate`, `sentence`, `surface`, `actor` and `actor_set`. An actor set is the set of
actors of a sentence or an article: few differ, so `actor_set`, the link from sets to actors, stays small. With an
actor a set holds all that the actor is part of (`geo.actors.wholes`), so that who asks for Russia finds its army too,
and the facet counts what the filter finds. Rows are numbered in one order (published, article_id, field, start),
which is thereby the order of every table.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.actors import wholes
from geo.checks import check, conform
from geo.conditions import GOVERNORATE_BITS
from geo.gazetteer import Gazetteer
from geo.mention import LISTS, SCHEMA
from geo.overview import PlaceCount
from geo.query import fold

_ORDER: Final = [
    ("published", "ascending"),
    ("article_id", "ascending"),
    ("field", "ascending"),
    ("start", "ascending"),
]
_UNIQUE: Final = frozenset({"mention_id"})
"""Columns of text that are not worth a dictionary."""
_CODED: Final = ("article_id", "place_id", "governorate", "sentence", "surface")


class Index:
    """Mentions, numbered, sorted and encoded; `cursor` asks DuckDB and `rows` returns rows by number."""

    places: list[PlaceCount]
    """By place number, without counts."""
    missing_places: tuple[str, ...]
    facts: pa.Table
    """The table `mention` as it was loaded."""

    def __init__(self, mentions: pa.Table, gazetteer: Gazetteer, parents: Mapping[str, str]) -> None:
        table = conform(mentions)
        check(table)
        self._table = _encode(table).take(pc.sort_indices(table, sort_keys=_ORDER)).combine_chunks()
        self._lock = threading.Lock()
        self._connection = duckdb.connect(":memory:", config={"temp_directory": "", "autoload_known_extensions": False})
        self._build(gazetteer, parents)
        # Nothing after this may read a file, load an extension or undo these settings.
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the caller's own; making one is the only step that threads must take in turn."""
        with self._lock:
            return self._connection.cursor()

    def rows(
        self, numbers: Sequence[int] | np.ndarray[Any, Any] | None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Return rows by number (all of them for None), with the columns of SCHEMA or some of them."""
        table = self._table.select(list(columns or SCHEMA.names))
        if numbers is not None:
            table = table.take(pa.array(numbers, pa.int64()))
        return pa.table(
            [_decode(column) for column in table.columns],
            schema=pa.schema([SCHEMA.field(n) for n in table.column_names]),
        )

    def has(self, kind: str, value: str) -> bool:
        """Return whether a mention has this actor, place or article."""
        return value in self._labels[kind]

    def label(self, kind: str, value: str) -> str:
        """Return the title of a place or article id; the value itself for anything else."""
        return self._labels.get(kind, {}).get(value, value)

    def _build(self, gazetteer: Gazetteer, parents: Mapping[str, str]) -> None:
        coded = {name: self._table.column(name).chunk(0) for name in _CODED}
        is_place = pc.equal(self._table.column("role"), "place")
        placed = pc.and_(is_place, pc.equal(self._table.column("status"), "resolved"))
        actors, sets, (of_sentence, of_article) = _sets(
            [self._table.column(name).chunk(0) for name in ("actors", "article_actors")]
        )
        actors, parts = _parts(actors.to_pylist(), parents)
        self.places, self.missing_places = self._places(coded["place_id"], gazetteer)
        titles = self._first(coded["article_id"], "article_title")
        ids = coded["article_id"].dictionary.to_pylist()
        labels = [title or id_ for id_, title in zip(ids, titles, strict=True)]
        self._labels: dict[str, dict[str, str]] = {
            "actors": {name: name for name in actors},
            "places": {place.place_id: place.title for place in self.places if place.place_id},
            "articles": dict(zip(ids, labels, strict=True)),
        }
        self.facts = self._load(
            "mention",
            row_no=_numbers(len(self)),
            article_no=coded["article_id"].indices,
            place_no=coded["place_id"].indices,
            governorate_bit=_governorate_bits(coded["governorate"]),
            sentence_no=coded["sentence"].indices,
            surface_no=coded["surface"].indices,
            actors_no=of_sentence,
            article_actors_no=of_article,
            status=self._table.column("status"),
            is_place=is_place,
            placed=placed,
            exact=pc.fill_null(pc.equal(self._table.column("where_prec"), 1), fill_value=False),
            date_start=self._table.column("date_start"),
            date_end=self._table.column("date_end"),
        )
        self._load("article", article_no=_numbers(len(ids)), article_id=ids, label=labels)
        self._load("actor", actor_no=_numbers(len(actors)), name=actors)
        self._load("actor_part", **parts)
        # A list may name one actor twice, and two parts of one whole; sorted, the sets of one actor lie together.
        self._load(
            "actor_set",
            "SELECT DISTINCT set_no, whole_no AS actor_no FROM loading JOIN actor_part USING (actor_no)"
            " ORDER BY actor_no, set_no",
            **sets,
        )
        ids, sentences, surfaces = (coded[name].dictionary for name in ("place_id", "sentence", "surface"))
        self._load("place", place_no=_numbers(len(ids)), place_id=ids)
        self._load("governorate", governorate_bit=list(GOVERNORATE_BITS.values()), name=list(GOVERNORATE_BITS))
        self._load("sentence", sentence_no=_numbers(len(sentences)), folded=_folded(sentences))
        self._load("surface", surface_no=_numbers(len(surfaces)), surface=surfaces, folded=_folded(surfaces))

    def _load(self, table: str, query: str = "FROM loading", **columns: Any) -> pa.Table:
        loading = pa.table(columns)
        self._connection.register("loading", loading)
        self._connection.execute(f"CREATE TABLE {table} AS {query}")
        self._connection.unregister("loading")
        return loading

    def _first(self, codes: pa.DictionaryArray, column: str) -> list[Any]:
        """Return a column's value in the first row of each code."""
        _, rows = np.unique(codes.indices.to_numpy(), return_index=True)
        return list(self.rows(rows, [column]).column(0).to_pylist())

    def _places(self, codes: pa.DictionaryArray, gazetteer: Gazetteer) -> tuple[list[PlaceCount], tuple[str, ...]]:
        """Return the places that mentions point to, by number: the gazetteer's row, else the first mention's word."""
        _, rows = np.unique(codes.indices.to_numpy(), return_index=True)
        places, missing = [], []
        for told in self.rows(rows).to_pylist():
            id_ = told["place_id"]
            if place := gazetteer.by_id.get(id_):
                places.append(PlaceCount(
                    id_, place.title, place.title_ar, place.type, place.governorate, place.country,
                    place.lat, place.lon, place.where_prec, place.uncertainty_km, 0, 0,
                ))  # fmt: skip
                continue
            if id_:
                missing.append(id_)
            places.append(PlaceCount(
                id_, told["place"], told["place_ar"], told["types"], told["governorate"], told["country"],
                told["lat"], told["lon"], told["where_prec"], told["uncertainty_km"], 0, 0,
            ))  # fmt: skip
        return places, tuple(missing)


def _numbers(size: int) -> pa.Array:
    return pa.array(np.arange(size, dtype=np.int32))


def _governorate_bits(names: pa.DictionaryArray) -> pa.Array:
    bits = pa.array([GOVERNORATE_BITS.get(name, 0) for name in names.dictionary.to_pylist()], pa.int32())
    return bits.take(names.indices)


def _folded(texts: pa.Array) -> pa.Array:
    return pa.array([fold(text) for text in texts.to_pylist()], pa.string())


def _encode(table: pa.Table) -> pa.Table:
    """Return the table in one chunk, text as codes into its distinct values."""

    def encoded(name: str, column: pa.ChunkedArray) -> pa.Array:
        if name in LISTS:
            one = column.combine_chunks()
            return pa.ListArray.from_arrays(_offsets(one), one.flatten().dictionary_encode())
        if pa.types.is_string(column.type) and name not in _UNIQUE:
            return column.dictionary_encode().unify_dictionaries().combine_chunks()
        return column.combine_chunks()

    return pa.table({name: encoded(name, table.column(name)) for name in table.column_names})


def _offsets(lists: pa.ListArray) -> pa.Array:
    """Return where each list begins in `lists.flatten()`, also for a slice of a longer array."""
    return pc.subtract(lists.offsets, lists.offsets[0])


def _decode(column: pa.ChunkedArray) -> pa.Array:
    """Undo `_encode` for one column."""
    one = column.combine_chunks()
    if pa.types.is_list(one.type):
        return pa.ListArray.from_arrays(_offsets(one), one.flatten().dictionary_decode())
    return one.dictionary_decode() if pa.types.is_dictionary(one.type) else one


def _parts(names: list[str], parents: Mapping[str, str]) -> tuple[list[str], dict[str, pa.Array]]:
    """Return the actors with all that they are part of, and a row for each actor and each such whole, itself too."""
    number = {name: no for no, name in enumerate(names)}
    pairs = [
        (no, number.setdefault(whole, len(number)))
        for no, name in enumerate(names)
        for whole in (name, *wholes(name, parents))
    ]
    actor_no, whole_no = (pa.array(column, pa.int32()) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    return list(number), {"actor_no": actor_no, "whole_no": whole_no}


def _sets(columns: list[pa.ListArray]) -> tuple[pa.Array, dict[str, pa.Array], list[pa.Array]]:
    """Give numbers to the distinct values of columns of lists, and to the distinct lists.

    Returns
    -------
    values, link, numbers
        The distinct values; `set_no` and `actor_no` of each value in each list; the list's number by row, for
        each of the columns.
    """
    known = pa.concat_arrays([column.values.dictionary for column in columns]).dictionary_encode()
    keys, taken = [], 0
    for column in columns:
        of_column = known.indices.slice(taken, len(column.values.dictionary))
        taken += len(of_column)
        codes = of_column.take(column.values.indices).cast(pa.string())
        # Numbers joined by commas tell lists apart whatever their values hold.
        keys.append(pc.binary_join(pa.ListArray.from_arrays(column.offsets, codes), ","))
    every = pa.concat_arrays(keys).dictionary_encode()
    lists = pc.split_pattern(every.dictionary, ",")
    members = lists.flatten()
    named = pc.not_equal(members, "")
    link = {
        "set_no": pc.list_parent_indices(lists).filter(named).cast(pa.int32()),
        "actor_no": members.filter(named).cast(pa.int32()),
    }
    starts = np.cumsum([0, *map(len, keys)])
    numbers = [every.indices.slice(start, len(key)) for start, key in zip(starts, keys, strict=False)]
    return known.dictionary, link, numbers
