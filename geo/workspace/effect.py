"""What decisions make of the mentions that the program read: applied in order, column by column.

No row is touched twice: each decision notes, for the columns that it sets, that its value is the last one for its
rows, and every column is then written once. Columns that hold lists (actors, tags) are worked on as codes into their
distinct lists: to take an actor out of 100,000 mentions is to take it out of a few hundred lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.mention import SCHEMA
from geo.workspace.decisions import Decision, undone
from geo.workspace.kinds import NEAR, PRIVATE
from geo.workspace.matching import Numbers, Rows

_JOINT: Final = "\x1f"
"""Joins the values of a list while it is a text; no name holds it."""
_DATES: Final = frozenset({"date_start", "date_end", "published"})


def holding(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that hold and set something: no undo, none that an undo took back, no new name."""
    gone = undone(decisions)
    return [d for d in decisions if d.kind not in ("undo", "name") and d.id not in gone]


def needed(decisions: Sequence[Decision], every: Sequence[Decision]) -> list[Decision]:
    """Return the decisions whose rows may change when `decisions` are added to or taken from `every`.

    An actor that is changed everywhere is changed, too, in mentions to which other decisions added it; where those
    put it in another's place everywhere, in mentions to which that one was added, and so on.
    """
    found = {d.id: d for d in decisions}
    new = list(decisions)
    while changed := {n for d in new if d.kind == "actor" and d.scope == "everywhere" for n in d.after["remove"]}:
        new = [d for d in every if d.kind == "actor" and d.id not in found and changed & set(d.after["add"])]
        found |= {d.id: d for d in new}
    return list(found.values())


def adds_actor(decision: Decision) -> bool:
    """Tell whether a decision names an actor in a mention, so that it is one of those of the article."""
    return decision.kind == "actor" and decision.after["column"] == "actors" and bool(decision.after["add"])


def apply(table: pa.Table, decisions: Sequence[Decision]) -> pa.Table:
    """Return the table as the decisions leave it, rows in the same order.

    Parameters
    ----------
    table
        Mentions as the program read them, columns of SCHEMA; an article in which a decision `adds_actor` is whole.
    decisions
        Those that hold (`holding`), in the order in which they were taken.
    """
    asked = Rows(table)
    made = _Making(asked)
    for decision, rows in zip(decisions, asked.matches(decisions), strict=True):
        if decision.kind == "actor" and decision.scope == "everywhere":
            # An earlier decision may have added the actor to any of them.
            rows = np.arange(table.num_rows, dtype=np.int64)
        if len(rows):
            made.decide(decision, rows)
    return made.table()


def columns_of(decision: Decision) -> dict[str, Any]:
    """Return the columns of a mention that a decision sets, with their values; lists are changed, not set."""
    after = decision.after
    if decision.kind == "place":
        known = {name: after.get(name, "") for name in _PLACE}
        numbers = {name: after.get(name) for name in ("lat", "lon", "where_prec", "uncertainty_km")}
        return known | numbers | {"status": "resolved", "confidence": 1.0, "role": "place"}
    if decision.kind == "date":
        dated = after["date_start"] is not None
        return dict(after) | {"date_expression": "", "date_source": "sentence" if dated else "none"}
    if decision.kind == "context":
        return {"context": after["context"], "context_cue": ""}
    if decision.kind == "article":
        told = {("article_title" if name == "title" else name): value for name, value in after.items()}
        if "published" in told:
            told["published_source"] = "person" if told["published"] else ""
        return told
    return dict(after) if decision.kind in ("not_a_place", "mark", "note") else {}


_PLACE: Final = (
    "place_id", "place", "place_ar", "types", "governorate", "district", "adm1_pcode", "country",
)  # fmt: skip


class _Making:
    """The columns as they are being made."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._table = rows, rows.table
        self._last: dict[str, np.ndarray[Any, np.dtype[np.int32]]] = {}
        self._values: dict[str, list[Any]] = {}
        self._lists: dict[str, _Lists] = {}

    def decide(self, decision: Decision, rows: Numbers) -> None:
        changed = rows
        if decision.kind in ("actor", "tag"):
            column = decision.after.get("column", "tags")
            one = decision.scope == "mention"
            touched = self._change(column, decision.after, rows, swap=not one and bool(decision.after["remove"]))
            if column == "actors":
                self._follow(decision, touched)
            changed = rows if one else touched
        else:
            for name, value in columns_of(decision).items():
                self._set(name, value, self._spots(decision, name, rows))
        if decision.kind not in PRIVATE and len(changed):
            self._set("decided_by", decision.who, changed)

    def _spots(self, decision: Decision, column: str, rows: Numbers) -> Numbers:
        """Return the rows whose precision a place sets: what was read as "near X" stays near another X."""
        if column not in ("where_prec", "uncertainty_km") or decision.scope == "mention":
            return rows
        if (decision.after["where_prec"] or NEAR) >= NEAR:
            return rows
        near = pc.fill_null(pc.equal(self._table.column("where_prec"), NEAR), False).to_numpy()
        kept: Numbers = rows[~near[rows]]
        return kept

    def _set(self, column: str, value: Any, rows: Numbers) -> None:
        if column not in self._last:
            self._last[column] = np.full(self._table.num_rows, -1, np.int32)
            self._values[column] = []
        if column in _DATES and value is not None:
            value = date.fromisoformat(value)
        values = self._values[column]
        if not values or values[-1] != value:
            values.append(value)
        self._last[column][rows] = len(values) - 1

    def _change(self, column: str, after: Mapping[str, Any], rows: Numbers, *, swap: bool = False) -> Numbers:
        if column not in self._lists:
            self._lists[column] = _Lists(self._table.column(column))
        return self._lists[column].change(rows, after["add"], after["remove"], swap=swap)

    def _follow(self, decision: Decision, rows: Numbers) -> None:
        """Keep what holds of every mention: its actors are among those of its article, the accused among its actors."""
        after = decision.after
        if adds_actor(decision) and len(rows):
            self._change("article_actors", {"add": after["add"], "remove": []}, self._rows.of_articles(rows))
        if after["remove"] and len(rows):
            self._change("alleged", {"add": [], "remove": after["remove"]}, rows)

    def table(self) -> pa.Table:
        table = self._table
        for name, last in self._last.items():
            field = SCHEMA.field(name)
            decided = pa.array(self._values[name], field.type).take(pa.array(last, mask=last < 0))
            column = pc.if_else(pa.array(last >= 0), decided, table.column(name).combine_chunks())
            table = table.set_column(table.column_names.index(name), field, column)
        for name, lists in self._lists.items():
            at = table.column_names.index(name)
            table = table.set_column(at, SCHEMA.field(name), lists.column())
        return table


class _Lists:
    """A column of lists as codes into its distinct lists."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        encoded = pc.binary_join(column.combine_chunks(), _JOINT).dictionary_encode()
        self._codes = encoded.indices.to_numpy().astype(np.int32)
        texts = encoded.dictionary.to_pylist()
        self._known: list[tuple[str, ...]] = [tuple(text.split(_JOINT)) if text else () for text in texts]
        self._code = {values: code for code, values in enumerate(self._known)}

    def change(self, rows: Numbers, add: Sequence[str], remove: Sequence[str], *, swap: bool) -> Numbers:
        """Add and remove values in rows, with `swap` only where one to remove is; return the rows that changed."""
        codes = self._codes[rows]
        found, of = np.unique(codes, return_inverse=True)
        after = np.array([self._changed(int(code), add, remove, swap=swap) for code in found], np.int32)[of]
        self._codes[rows] = after
        changed: Numbers = rows[after != codes]
        return changed

    def _changed(self, code: int, add: Sequence[str], remove: Sequence[str], *, swap: bool) -> int:
        values = self._known[code]
        gone = set(remove)
        if swap and not gone.intersection(values):
            return code
        left = tuple(dict.fromkeys([*(v for v in values if v not in gone), *add]))
        if left not in self._code:
            self._code[left] = len(self._known)
            self._known.append(left)
        return self._code[left]

    def column(self) -> pa.Array:
        return pa.array(self._known, pa.list_(pa.string())).take(pa.array(self._codes))
