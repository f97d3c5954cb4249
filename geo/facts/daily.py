"""Mentions gathered by place, day and topic: which lines there are, in what order, and which mentions each has.

Only keys and counts of all lines are made, as numbers; what a line says is read for those that are looked at.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

import numpy as np

from geo.facts.catalogue import Catalogue
from geo.facts.coding import Ints
from geo.facts.columns import NEVER, Columns
from geo.facts.counts import unique

Order = Literal["day", "stories"]

_EPOCH: Final = date(1970, 1, 1)


class Line(NamedTuple):
    """One place, day and topic (empty: none), and the numbers of its mentions."""

    day: date
    place_id: str
    topic: str
    numbers: list[int]


class Daily:
    """The lines of some mentions (None: all of them).

    A mention at a place and on one day is in a line for each of its topics, or in that of "".

    Attributes
    ----------
    total
        How many lines there are.
    mentions, broader, undated
        Mentions at a place that are in a line; that are dated less exactly than a day; that have no date.
    """

    def __init__(self, columns: Columns, catalogue: Catalogue, rows: Ints | None) -> None:
        places = columns.codes("spot", "place", rows)
        good = places >= 0
        numbers = np.flatnonzero(good) if rows is None else rows[good]
        places = places[good]
        starts, ends, _ = columns.days
        moments = columns.numbers["moment"][numbers]
        first = starts[moments]
        exact = (first == ends[moments]) & (first != NEVER)
        self.mentions = int(np.count_nonzero(exact))
        self.undated = int(np.count_nonzero(first == NEVER))
        self.broader = len(numbers) - self.mentions - self.undated
        self._place_ids = catalogue.of("places").ids
        self._place_at = np.argsort(catalogue.of("places").rank)
        self._topics = ["", *sorted(columns.sets["topics"].names)]
        self._orders: dict[Order, Ints] = {}
        numbers, days = numbers[exact], first[exact].astype(np.int64)
        at, topics = _topics_of(columns, numbers)
        self._last = int(days.max()) if len(days) else 0
        # In the order of lines: the latest day first, then places by title, then topics by name.
        place = catalogue.of("places").rank[places[exact]]
        of_mention = (self._last - days) * len(self._place_ids) + place
        keys = of_mention[at] * len(self._topics) + topics
        order = np.argsort(keys, kind="stable")
        keys, self._numbers = keys[order], numbers[at[order]]
        begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, int)
        self._keys, self._bounds = keys[begins], np.append(begins, len(keys))
        self.total = len(begins)
        units, unit_count = columns.units["story"]
        line = np.repeat(np.arange(self.total), np.diff(self._bounds))
        pairs = unique(line * unit_count + units[self._numbers])
        self._stories = np.bincount(pairs // max(1, unit_count), minlength=self.total)

    def page(self, offset: int, limit: int, order: Order) -> list[Line]:
        """Return some lines: the latest day first, or the most stories first."""
        found = []
        for line in self._ordered(order)[offset:][:limit].tolist():
            rest, topic = divmod(int(self._keys[line]), len(self._topics))
            ago, place = divmod(rest, len(self._place_ids))
            numbers = self._numbers[self._bounds[line] : self._bounds[line + 1]].tolist()
            day = _EPOCH + timedelta(days=self._last - ago)
            found.append(Line(day, self._place_ids[self._place_at[place]], self._topics[topic], numbers))
        return found

    def _ordered(self, order: Order) -> Ints:
        """Return the lines in an order; those that are alike in it stay by place and topic."""
        if order not in self._orders:
            ago = self._keys // (len(self._place_ids) * len(self._topics)) if self.total else self._keys
            fewer = (self._stories.max() if self.total else 0) - self._stories
            outer, inner = (ago, fewer) if order == "day" else (fewer, ago)
            self._orders[order] = np.argsort(outer * (inner.max(initial=0) + 1) + inner, kind="stable")
        return self._orders[order]


def _topics_of(columns: Columns, numbers: Ints) -> tuple[Ints, Ints]:
    """Return for each topic of each mention the mention's place in `numbers` and the topic, from 1; 0 for none."""
    sets = columns.sets["topics"]
    lists = columns.numbers["topics"][numbers]
    rank = np.empty(len(sets.names), dtype=np.int64)
    rank[sorted(range(len(sets.names)), key=list(sets.names).__getitem__)] = np.arange(1, len(sets.names) + 1)
    at, members = sets.spread(lists)
    bare = np.flatnonzero(np.diff(sets.offsets)[lists] == 0)
    return np.concatenate([at, bare]), np.concatenate([rank[members], np.zeros(len(bare), np.int64)])
