"""Two filters side by side: which places, actors and topics one has more of than the other.

Two sets of articles differ in size before they differ in anything else, so each count stands beside its rate: of 100
stories (or articles, or mentions, as they are counted) of that filter, in how many the value stands. The list is
ordered by what changed most, up or down, in rate; a value that only one of them has is in it with 0 for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from geo.overview import Counting, FacetName
from geo.query import Filter

if TYPE_CHECKING:
    from geo.store import Store

Kind = Literal["place", "actor", "topic"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_VALUES: Final[Mapping[Kind, FacetName]] = {"place": "places", "actor": "actors", "topic": "topics"}


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


def compare(store: Store, a: Filter, b: Filter, counting: Counting) -> Comparison:
    """Compare the mentions of two filters; who counts an actor counts its parts with it."""
    of_a, of_b = (_all(store, f, counting) for f in (a, b))
    changes: dict[Kind, tuple[Change, ...]] = {}
    for kind, name in _VALUES.items():
        counts_a, counts_b = (store.tallied(f, name, counting) for f in (a, b))
        found = [
            Change(
                value, counts_a.get(value, 0), counts_b.get(value, 0),
                _rate(counts_a.get(value, 0), of_a), _rate(counts_b.get(value, 0), of_b),
            )
            for value in counts_a.keys() | counts_b.keys()
        ]  # fmt: skip
        changes[kind] = tuple(sorted(found, key=lambda c: (-abs(c.rate_difference), -(c.a + c.b), c.id)))
    return Comparison(of_a, of_b, changes)


def _all(store: Store, f: Filter, counting: Counting) -> int:
    figures = store.count(f, counting)
    return {"story": figures.stories, "article": figures.articles, "mention": figures.mentions}[counting]


def _rate(count: int, of: int) -> float:
    return 100 * count / of if of else 0.0
