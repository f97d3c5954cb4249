"""What a person reviews: the names that the program could not place, and the decisions that were taken.

Names whose spellings a decision "everywhere" takes for one (`geo.workspace.matching.same_name`) stand in the queue as
one, the most told first; ambiguous and unresolved ones stand apart, since a person is asked another thing of them.

>>> from geo.store import Store
>>> from geo.gazetteer import Gazetteer
>>> from geo.mention import SCHEMA
>>> queue(Store(SCHEMA.empty_table(), Gazetteer.load()), Filter())
[]
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from geo.keys import key
from geo.mention import LIST_SEPARATOR
from geo.names import is_arabic
from geo.overview import NotPlaced
from geo.query import Filter
from geo.store import Store
from geo.workspace.decisions import Decision
from geo.workspace.matching import same_name
from geo.workspace.standing import Standing, State

OPEN: Final = ("ambiguous", "unresolved")
"""Statuses of a name that waits for a person."""
COLUMNS: Final = (
    "when", "who", "kind", "scope", "name", "before", "after", "why", "mentions", "state", "reason", "article_id",
    "mention_id", "decision_id", "undoes",
)  # fmt: skip
"""Columns of the list of decisions as a file."""
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


class Name(NamedTuple):
    """A name that waits to be placed."""

    surfaces: tuple[str, ...]
    """How it is written, the most frequent first."""
    status: str
    mentions: int
    mention_id: str
    """Of its first mention."""
    article_id: str
    candidates: tuple[str, ...]
    """Ids of the gazetteer rows that it may mean, best first."""


class Listed(NamedTuple):
    """A decision as a line of the list; `before` and `after` in the data's own words."""

    decision: Decision
    state: State
    mentions: int
    reason: str
    before: str
    after: str


def open_names(wanted: Filter) -> Filter:
    """Return the filter that leaves of `wanted` the names that wait to be placed."""
    return replace(wanted, statuses=OPEN, roles=("place",))


def queue(store: Store, wanted: Filter) -> list[Name]:
    """Return the names that wait to be placed under a filter, those with most mentions first."""
    heads: dict[tuple[str, bool, str], list[list[NotPlaced]]] = {}
    for found in store.not_placed(open_names(wanted), counting="mention"):
        alike = heads.setdefault((found.status, is_arabic(found.surface), key(found.surface)), [])
        group = next((group for group in alike if same_name(group[0].surface, found.surface)), None)
        if group is None:
            alike.append([found])
        else:
            group.append(found)
    names = [_name(group) for alike in heads.values() for group in alike]
    return sorted(names, key=lambda name: (-name.mentions, name.surfaces))


def _name(group: Sequence[NotPlaced]) -> Name:
    first = group[0]
    candidates = dict.fromkeys(place_id for found in group for place_id in found.candidates)
    return Name(
        tuple(found.surface for found in group), first.status, sum(found.mentions for found in group),
        first.mention_id, first.article_id, tuple(candidates),
    )  # fmt: skip


class Told(NamedTuple):
    """Where a name stands: how often, and the first sentences, one a story."""

    mentions: int
    articles: int
    stories: int
    rows: list[dict[str, Any]]


def sentences(store: Store, wanted: Filter, name: Name, limit: int = 3) -> Told:
    """Return where a name of the queue stands: counts, and one mention of each of its first stories."""
    asked = replace(open_names(wanted), statuses=(name.status,))
    lines = store.grouped(asked, ["surface", "story_id", "article_id"], "mention")
    lines = lines.filter(pc.is_in(lines.column("surface"), pa.array(name.surfaces, pa.string())))
    first: dict[str, int] = {}
    for line in lines.sort_by("first").to_pylist():
        first.setdefault(line["story_id"], line["first"])
    return Told(
        pc.sum(lines.column("mentions")).as_py() or 0, pc.count_distinct(lines.column("article_id")).as_py(),
        len(first), store.at(list(first.values())[:limit]).to_pylist(),
    )  # fmt: skip


def listed(standings: Iterable[Standing]) -> list[Listed]:
    """Return decisions as lines, the newest first."""
    lines = [Listed(s.decision, s.state, s.mentions, s.reason, *change(s.decision)) for s in standings]
    return lines[::-1]


def change(decision: Decision) -> tuple[str, str]:
    """Return what a decision found and what it says, in the data's own words.

    >>> from geo.workspace.choices import set_context
    >>> row = {"mention_id": "m", "article_id": "a", "surface": "Idlib"}
    >>> change(set_context(row, "negated", "Rima"))
    ('', 'negated')
    """
    before, after = decision.before, decision.after
    match decision.kind:
        case "place":
            was = before.get("place") or before.get("status") or ""
            return str(was), f"{after['place']} ({after['lat']:.4f}, {after['lon']:.4f})"
        case "actor" | "tag":
            column = after.get("column", "tags")
            signed = [f"+{name}" for name in after.get("add", ())] + [f"−{name}" for name in after.get("remove", ())]
            words = LIST_SEPARATOR.join(signed)
            return _joined(before.get(column)), f"{column}: {words}" if decision.kind == "actor" else words
        case "date":
            return _interval(before), _interval(after)
        case "name":
            row = after.get("row") or {}
            return "", " = ".join(filter(None, (after.get("spelling", ""), row.get("title", after["place_id"]))))
        case "article":
            return _fields(before, after), _fields(after, after)
        case "undo":
            return "", decision.undoes
        case _:
            (column,) = list(after)[:1] or [""]
            return _joined(before.get(column)), _joined(after.get(column))


def _joined(value: object) -> str:
    if isinstance(value, list):
        return LIST_SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)


def _interval(dates: Mapping[str, Any]) -> str:
    first, last = dates.get("date_start"), dates.get("date_end")
    return f"{first}" if first == last and first else f"{first} – {last}" if first else ""


def _fields(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return LIST_SEPARATOR.join(f"{name}: {_joined(values.get(name))}" for name in names)


def undoing(decision: Decision, decisions: Iterable[Decision]) -> Decision | None:
    """Return the undo that holds a decision down: to take that one back is to let the decision hold again."""
    every = list(decisions)
    gone: set[str] = set()
    for other in sorted(every, key=lambda d: -d.number):
        if other.kind == "undo" and other.id not in gone:
            gone.add(other.undoes)
            if other.undoes == decision.id:
                return other
    return None


def to_csv(lines: Iterable[Listed]) -> bytes:
    """Return the list for a spreadsheet: UTF-8 with a byte order mark, nothing that it would run as a formula."""
    out = io.StringIO()
    # RFC 4180; with LF alone a cell with a lone CR would go unquoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        d = line.decision
        cells = (
            _time(d.at), d.who, d.kind, d.scope, d.name, line.before, line.after, d.why, line.mentions, line.state,
            line.reason, d.article_id, d.mention_id, d.id, d.undoes,
        )  # fmt: skip
        writer.writerow([_guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
