"""How often each value of a column stands in some mentions: by story, article and mention, in one pass.

A facet of `geo.store` counts under all filters but its own, for a reader who may choose another value. A page on one
place, or a comparison of two filters, asks what is in exactly these rows: that is a tally.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.actors import wholes

if TYPE_CHECKING:
    from geo.overview import Counting


class Tally(NamedTuple):
    """One value, and what it stands in."""

    value: str
    stories: int
    articles: int
    mentions: int

    def by(self, counting: Counting) -> int:
        """Return the number of what is counted."""
        return {"story": self.stories, "article": self.articles, "mention": self.mentions}[counting]


def tally(rows: pa.Table, column: str, parents: Mapping[str, str] | None = None) -> tuple[Tally, ...]:
    """Count the values of a column of text or of lists, empty ones left out; most stories first.

    Parameters
    ----------
    rows
        Mentions; `column`, `story_id` and `article_id` are read.
    column
        Of text or lists. A value that a list has twice counts once.
    parents
        Actor -> the actor that it is part of: with a value all that it is part of is counted, as the filter of actors
        does.
    """
    values, at = _flat(rows.column(column))
    if parents:
        values, at = _with_wholes(values, at, parents)
    told = pa.table(
        {
            "value": values,
            "row": at,
            "story": _stories(rows).take(at),
            "article": rows.column("article_id").take(at),
        }
    ).filter(pc.not_equal(values, ""))
    counted = told.group_by("value").aggregate([(name, "count_distinct") for name in ("story", "article", "row")])
    found = (
        Tally(row["value"], row["story_count_distinct"], row["article_count_distinct"], row["row_count_distinct"])
        for row in counted.to_pylist()
    )
    return tuple(sorted(found, key=lambda t: (-t.stories, -t.mentions, t.value)))


def total(rows: pa.Table) -> Tally:
    """Return how many stories, articles and mentions there are in all."""
    stories, articles = (pc.count_distinct(column).as_py() for column in (_stories(rows), rows.column("article_id")))
    return Tally("", stories, articles, rows.num_rows)


def _stories(rows: pa.Table) -> pa.ChunkedArray:
    """Return the story of each row; an article without one is a story of its own."""
    stories = rows.column("story_id")
    return pc.if_else(pc.equal(stories, ""), rows.column("article_id"), stories)


def _flat(column: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Return the values of a column and the row of each."""
    one = column.combine_chunks()
    if pa.types.is_list(one.type):
        return pc.list_flatten(one), pc.list_parent_indices(one)
    return one, pa.array(np.arange(len(one)))


def _with_wholes(values: pa.Array, at: pa.Array, parents: Mapping[str, str]) -> tuple[pa.Array, pa.Array]:
    coded = values.dictionary_encode()
    every = pa.array(
        [[name, *wholes(name, parents)] for name in coded.dictionary.to_pylist()], pa.list_(pa.string())
    ).take(coded.indices)
    return pc.list_flatten(every), at.take(pc.list_parent_indices(every))
