"""Two filters side by side: which places, actors and topics one has more of than the other.

Two sets of articles differ in size before they differ in anything else, so each count stands beside its rate: of 100
stories (or articles, or mentions, as they are counted) of that filter, in how many the value stands. The list is
ordered by what changed most, up or down, in rate; a value that only one of them has is in it with 0 for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

import pyarrow as pa
import pyarrow.compute as pc

from geo.tallies import Tally, tally, total

if TYPE_CHECKING:
    from geo.overview import Counting

Kind = Literal["place", "actor", "topic"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_COLUMNS: Final[Mapping[Kind, str]] = {"place": "place_id", "actor": "actors", "topic": "topics"}
NEEDED: Final = ("story_id", "article_id", "place_id", "role", "status", "actors", "topics")
"""Columns of a mention that are read."""


class Change(NamedTuple):
    """One value in both filters. Rates are in 100 of what is counted."""

    id: str
    a: int
    b: int
    rate_a: float
    rate_b: float

    @property
    def difference(self) -> int:
        """Return how many more B has."""
        return self.b - self.a

    @property
    def rate_difference(self) -> float:
        """Return how many more of 100 B has."""
        return self.rate_b - self.rate_a


class Comparison(NamedTuple):
    """What two filters have of each kind of value, what changed most in rate first."""

    a: int
    """What is counted of A in all."""
    b: int
    changes: dict[Kind, tuple[Change, ...]]


def compare(a: pa.Table, b: pa.Table, counting: Counting, parents: Mapping[str, str]) -> Comparison:
    """Compare the mentions of two filters.

    Parameters
    ----------
    a, b
        Mentions, at least the columns `NEEDED`.
    counting
        What a number counts.
    parents
        Actor -> the actor that it is part of: who counts an actor counts its parts with it.
    """
    of_a, of_b = total(a).by(counting), total(b).by(counting)
    changes: dict[Kind, tuple[Change, ...]] = {}
    for kind, column in _COLUMNS.items():
        counts_a, counts_b = (_counts(_of_kind(rows, kind), column, counting, parents) for rows in (a, b))
        found = [
            Change(
                value, counts_a.get(value, 0), counts_b.get(value, 0),
                _rate(counts_a.get(value, 0), of_a), _rate(counts_b.get(value, 0), of_b),
            )
            for value in counts_a.keys() | counts_b.keys()
        ]  # fmt: skip
        changes[kind] = tuple(sorted(found, key=lambda c: (-abs(c.rate_difference), -(c.a + c.b), c.id)))
    return Comparison(of_a, of_b, changes)


def _of_kind(rows: pa.Table, kind: Kind) -> pa.Table:
    """Return the rows that count for a kind: for places those that stand at one."""
    if kind != "place":
        return rows
    return rows.filter(pc.and_(pc.equal(rows.column("role"), "place"), pc.equal(rows.column("status"), "resolved")))


def _counts(rows: pa.Table, column: str, counting: Counting, parents: Mapping[str, str]) -> dict[str, int]:
    counted: tuple[Tally, ...] = tally(rows, column, parents if column == "actors" else None)
    return {one.value: one.by(counting) for one in counted}


def _rate(count: int, of: int) -> float:
    return 100 * count / of if of else 0.0
