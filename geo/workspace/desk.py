"""A workspace as the pages ask it: one store that follows every write, whoever wrote.

A decision changes some rows of a store of perhaps a million: only these are made anew (`Store.updated`). What an
import brings is added in the same way, until it is a good part of the whole; then the store is built afresh.

>>> from geo.articles import make_article
>>> workspace = Workspace.in_memory()
>>> desk = Desk(workspace)
>>> len(desk.now().store)
0
>>> _ = workspace.add_articles([make_article("Shells fell on Idlib.")], workspace.extractor().table)
>>> len(desk.now().store)
1
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final, NamedTuple

from geo.gazetteer import Gazetteer
from geo.store import Store
from geo.workspace.workspace import Workspace

_CHANGED: Final = 0.3
"""Share of a store's rows that may have come by changes before it is built afresh."""
_FEW: Final = 5_000
"""Changed rows up to which that is not worth a thought."""


class Now(NamedTuple):
    """The workspace as it was when it was asked."""

    store: Store
    gazetteer: Gazetteer
    version: int


class Desk:
    """The store of a workspace, shared by all sessions; threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        self._changed = 0
        self._layer, self._actors = _state(workspace.layer_path), _state(workspace.actors_path)
        self._now = self._built()

    def now(self) -> Now:
        """Return the store as of the last write, and the gazetteer under the analyst's layer.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be read any more.
        """
        with self._lock:
            version, actors = self.workspace.version, _state(self.workspace.actors_path)
            layer = _state(self.workspace.layer_path)
            # What was seen is noted once it is followed: after an error it is tried again.
            if actors != self._actors:
                self._now, self._changed = self._built(), 0
            elif version != self._now.version or layer != self._layer:
                self._follow(self.workspace.gazetteer() if layer != self._layer else None)
            self._layer, self._actors = layer, actors
            return self._now

    def _follow(self, gazetteer: Gazetteer | None) -> None:
        changes = self.workspace.changes_since(self._now.version)
        self._changed += changes.rows.num_rows + len(changes.removed)
        if self._changed > max(_FEW, _CHANGED * len(self._now.store)):
            self._changed = 0
            self._now = self._built()
            return
        store = self._now.store
        if changes.rows.num_rows or changes.removed or gazetteer is not None:
            store = store.updated(changes.rows, changes.removed, gazetteer)
        self._now = Now(store, gazetteer or self._now.gazetteer, changes.version)

    def _built(self) -> Now:
        gazetteer = self.workspace.gazetteer()
        table, version = self.workspace.snapshot()
        # Her own actors are part of others too.
        return Now(Store(table, gazetteer, self.workspace.actors().parents), gazetteer, version)


def _state(path: Path | None) -> tuple[int, int]:
    """Return what changes when a file of the analyst's layers does."""
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_size) if found else (0, 0)
