"""Where new mentions go among those that are there, so that a table with changes is in order without being sorted.

A mention that only says something else now keeps its place; one that is new, or whose date or offset changed, is put
where a search in the sorted rows finds its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.facts.coding import Ints, one_chunk
from geo.facts.columns import Columns
from geo.facts.rows import Rows


def found(rows: Rows, ids: Collection[str]) -> dict[str, int]:
    """Return the number of the row of each mention id that is there."""
    if not ids:
        return {}
    asked = pa.array(list(ids), pa.string())
    first, later = (
        np.flatnonzero(pc.is_in(part, value_set=asked).to_numpy(zero_copy_only=False)) for part in rows.ids()
    )
    stored = np.concatenate([first, later + rows.first.num_rows])
    if rows.at is None:
        numbers = stored
    else:
        number_of = np.full(rows.first.num_rows + rows.later.num_rows, -1, dtype=np.int64)
        number_of[rows.at] = np.arange(len(rows.at))
        numbers = number_of[stored]
        numbers = numbers[numbers >= 0]
    names = rows.take(numbers, ["mention_id"]).column(0).to_pylist()
    return dict(zip(names, numbers.tolist(), strict=True))


class Order(NamedTuple):
    """Where rows go.

    Attributes
    ----------
    rows
        The order of all: numbers of old rows as they are, then of new ones; None where each new row just takes the
        place of an old one.
    instead
        The numbers of those old rows, for each new one.
    """

    rows: Ints | None
    instead: Ints


def order(old: Columns, new: Columns, was: dict[str, int], ids: list[str], removed: Collection[str]) -> Order:
    """Return the order of rows.

    Parameters
    ----------
    old
        The mentions before, in order.
    new
        The new ones (`Columns.coded`).
    was
        Numbers of the old rows whose id is among `ids` or `removed`.
    ids
        Mention ids of the new rows; what has one of them already is replaced.
    removed
        Mention ids that go.
    """
    size = len(old)
    before = np.array([was.get(id_, -1) for id_ in ids], dtype=np.int64)
    same = before >= 0
    codes = new.lines["article"].attributes["article"].codes
    rows = before[same]
    stays = codes[new.numbers["article"][same]] == codes[old.numbers["article"][rows]]
    for name, column in old.order.items():
        stays &= new.order[name][same] == column[rows]
    same[same] = stays
    leaving = [was[id_] for id_ in removed if id_ in was]
    if same.all() and not leaving:
        return Order(None, before)
    place = np.arange(size, dtype=np.int64)
    gone = np.zeros(size, dtype=bool)
    gone[leaving] = True
    gone[rows] = True
    place[before[same]] = size + np.flatnonzero(same)
    gone[before[same]] = False
    kept = place[~gone]
    strangers = size + np.flatnonzero(~same)
    return Order(_merged(kept, strangers, old, new) if len(strangers) else kept, before)


def _merged(kept: Ints, strangers: Ints, old: Columns, new: Columns) -> Ints:
    articles = (
        new.lines["article"]
        .attributes["article"]
        .codes[np.concatenate([old.numbers["article"], new.numbers["article"]])]
    )
    names = new.lines["article"].attributes["article"].ids
    published, field, start = (
        np.concatenate([old.order[name], new.order[name]]) for name in ("published", "field", "start")
    )

    def key(row: int) -> tuple[bytes, int, int]:
        # Bytes of UTF-8 sort as Arrow sorts texts.
        return names[articles[row]].encode(), int(field[row]), int(start[row])

    strangers = np.array(sorted(strangers.tolist(), key=lambda row: (int(published[row]), key(row))), dtype=np.int64)
    days = published[kept]
    lows = np.searchsorted(days, published[strangers], "left").tolist()
    highs = np.searchsorted(days, published[strangers], "right").tolist()
    at = [
        bisect_right(kept, key(row), low, high, key=key)
        for row, low, high in zip(strangers.tolist(), lows, highs, strict=True)
    ]
    merged: Ints = np.insert(kept, at, strangers)
    return merged


def sorting(columns: Columns, table: pa.Table) -> Ints:
    """Return the order of the rows of a table that `columns` numbers."""
    articles = one_chunk(table.column("article_id"))
    ranks = _rank(articles)
    order = columns.order
    return np.lexsort((order["start"], order["field"], ranks, order["published"]))


def _rank(texts: pa.Array) -> Ints:
    coded = texts if pa.types.is_dictionary(texts.type) else texts.dictionary_encode()
    by_value = pc.sort_indices(coded.dictionary).to_numpy()
    rank = np.empty(len(by_value), dtype=np.int64)
    rank[by_value] = np.arange(len(by_value))
    return rank[coded.indices.to_numpy()] if len(rank) else np.zeros(len(texts), np.int64)
