"""How often each combination of some columns stands in some mentions: one line a place, day and topic, say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

import numpy as np
import pyarrow as pa

from geo.facts.coding import Ints
from geo.facts.columns import NEVER, Columns
from geo.facts.selection import Asker
from geo.overview import Counting

Key = Literal[
    "place_id", "country", "governorate", "where_prec", "role", "status", "article_id", "story_id", "source",
    "language", "context", "surface", "day", "month", "dated_by", "actor", "said_by", "topic", "tag",
]  # fmt: skip
KEYS: Final[tuple[Key, ...]] = get_args(Key)

_ATTRIBUTES: Final[dict[str, tuple[str, str]]] = {
    "place_id": ("spot", "place"), "country": ("spot", "country"), "governorate": ("spot", "governorate"),
    "where_prec": ("spot", "where_prec"), "role": ("spot", "role"), "status": ("spot", "status"),
    "article_id": ("article", "article"), "story_id": ("article", "story"), "source": ("article", "source"),
    "language": ("article", "language"), "context": ("kind", "context"), "surface": ("surface", "surface"),
    "dated_by": ("moment", "dated_by"),
}  # fmt: skip
_NO_DAY: Final = -(10**9)
_LISTS: Final[dict[str, str]] = {"actor": "actors", "said_by": "said_by", "topic": "topics", "tag": "tags"}


def grouped(columns: Columns, asker: Asker, rows: Ints | None, by: Sequence[Key], counting: Counting) -> pa.Table:
    """Return one line for each combination; see `geo.store.Store.grouped`."""
    if not by or len(set(by)) < len(by) or any(key not in KEYS for key in by):
        raise ValueError(f"by: found {', '.join(by) or 'nothing'}; expected some of {', '.join(KEYS)}, each once")
    numbers: Ints = np.arange(len(columns), dtype=np.int32) if rows is None else rows
    spread = np.arange(len(numbers))
    told: dict[str, Ints] = {}
    for key in by:
        if key in _LISTS:
            lists = columns.numbers[_LISTS[key]][numbers[spread]]
            at, members = columns.sets[_LISTS[key]].spread(lists)
            members = _ranks(list(columns.sets[_LISTS[key]].names))[members]
            # What has an empty list stays, in a line without a value.
            bare = np.flatnonzero(np.bincount(at, minlength=len(lists)) == 0)
            at, members = np.concatenate([at, bare]), np.concatenate([members, np.full(len(bare), -1)])
            told = {name: column[at] for name, column in told.items()}
            spread, told[key] = spread[at], members
        elif key in _ATTRIBUTES:
            told[key] = columns.codes(*_ATTRIBUTES[key], numbers[spread])
        else:
            told[key] = _day(columns, numbers[spread], by_month=key == "month")
    at = numbers[spread]
    facts: dict[str, Ints] = {f"key{i}": told[key] for i, key in enumerate(by)}
    facts |= {"row_no": at, "source": columns.codes("article", "source", at)}
    for name, (units, _) in columns.units.items():
        facts[name] = units[at]
    table = pa.table(facts)
    keys = ", ".join(f"key{i}" for i in range(len(by)))
    most = {"story": "stories", "article": "articles", "mention": "mentions"}[counting]
    found = asker.ask(
        f"SELECT {keys}, count(*) AS mentions, count(DISTINCT article) AS articles,"  # noqa: S608
        " count(DISTINCT story) AS stories, count(DISTINCT source) FILTER (source >= 0) AS sources,"
        f" min(row_no) AS first FROM told GROUP BY {keys} ORDER BY {most} DESC, first, {keys}",
        table,
        {},
    )
    named: dict[str, pa.Array] = {key: _named(columns, key, np.asarray(found[f"key{i}"])) for i, key in enumerate(by)}
    for count in ("mentions", "articles", "stories", "sources", "first"):
        named[count] = pa.array(np.asarray(found[count]))
    return pa.table(named)


def _ranks(names: list[str]) -> Ints:
    """Return the place of each name in their sorted order: lines of one mention stand in that of their values."""
    rank = np.empty(len(names), dtype=np.int32)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return rank


def _day(columns: Columns, rows: Ints, *, by_month: bool) -> Ints:
    """Return the day (since 1970) or the first day of the month that the whole interval lies in; `_NO_DAY` for none."""
    starts, ends, _ = columns.days
    moments = columns.numbers["moment"][rows]
    first, last = starts[moments], ends[moments]
    if by_month:
        first, last = (_month(day) for day in (first, last))
    return np.where((first == last) & (starts[moments] != NEVER), first, _NO_DAY)


def _month(days: Ints) -> Ints:
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64)


def _named(columns: Columns, key: Key, codes: Ints) -> pa.Array:
    if key in {"day", "month"}:
        return pa.array(codes.astype(np.int32), mask=codes == _NO_DAY).cast(pa.date32())
    values: pa.Array
    if key in _LISTS:
        values = pa.array(sorted(columns.sets[_LISTS[key]].names), pa.string())
    else:
        values = columns.lines[_ATTRIBUTES[key][0]].attributes[_ATTRIBUTES[key][1]].values
    return values.take(pa.array(codes, mask=codes < 0))
