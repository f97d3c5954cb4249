"""A decision: what a person said of a mention, of an article or of a name everywhere, and why.

Decisions are never changed and never deleted. To take one back is a decision too (`undo`), which can itself be undone.
They lie over what the program read: applied in the order in which they were taken, they give the rows that the map
shows (`geo.workspace.effect`), and reading the articles anew leaves all of them standing.

`geo.workspace.kinds` tells what a decision may say, `geo.workspace.choices` makes one of each kind.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from geo.workspace.checking import check
from geo.workspace.kinds import Kind, Scope


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; the functions below make one of each kind.

    `id` is made with it: a decision that is handed in twice, since nobody knew whether the first time came through,
    is kept once. `at`, `version`, `read` and `before` are filled when it is kept: when that was (UTC), which write of
    the workspace it was, what the program had read, and what the mention said before, in the columns that it sets.
    """

    kind: Kind
    who: str
    scope: Scope = "mention"
    mention_id: str = ""
    article_id: str = ""
    name: str = ""
    """The name as it stands in the chosen mention; of an actor everywhere, nothing."""
    after: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    undoes: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    at: datetime | None = None
    version: int = 0
    number: int = 0
    read: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check(self)

    def row(self) -> dict[str, Any]:
        """Return it as a row of the table `decision`, its number left out."""
        row = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "number"}
        row |= {name: _json(row[name]) for name in ("read", "before", "after")}
        return row | {"at": self.at.isoformat(timespec="milliseconds") if self.at else ""}

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Decision:
        """Return the decision of a row of the table `decision`."""
        told = {f.name: row[f.name] for f in fields(cls)}
        told |= {name: json.loads(told[name]) for name in ("read", "before", "after")}
        return cls(**told | {"at": datetime.fromisoformat(told["at"]) if told["at"] else None})

    def kept(self, version: int, read: Mapping[str, Any], before: Mapping[str, Any]) -> Decision:
        """Return it as it is kept, at this moment."""
        return replace(self, at=datetime.now(UTC), version=version, read=read, before=before)


def undone(decisions: Sequence[Decision]) -> set[str]:
    """Return the ids of decisions that an undo took back which holds itself; `decisions` in their order."""
    gone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in gone:
            gone.add(decision.undoes)
    return gone


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda v: v.isoformat() if isinstance(v, date) else list(v))
