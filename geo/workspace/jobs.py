"""Imports that run while the pages stay usable: one at a time for a workspace, watched by whoever looks.

>>> from geo.intake.files import File
>>> from geo.workspace.importing import Source
>>> job = ImportJob(Workspace.in_memory(), Source([File("a.txt", b"Shells fell on Idlib.")]))
>>> job.run()
>>> job.state().done, job.state().added, job.state().finished
(1, 1, True)
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from geo.articles import Notice
from geo.exc import ArticleError, GeoError
from geo.workspace.adding import Extract
from geo.workspace.importing import Source, import_files
from geo.workspace.shelf import Added
from geo.workspace.workspace import Workspace

TOLD: Final = 1_000
"""Problems, copies and reprints that are kept in words; the others are counted."""
_REREAD: Final = 50
"""Articles that are read anew in one transaction: progress is told as often."""


class State(NamedTuple):
    """How far an import is."""

    done: int
    """Articles read and written."""
    added: int
    near: int
    """Of the new ones, reprints of others."""
    copies: int
    """New ones with the very text of another."""
    same: int
    """Those that were there already."""
    lost: int
    """Articles or files that could not be read."""
    problems: tuple[str, ...]
    """What could not be read, in words; the first of them."""
    notices: tuple[str, ...]
    """What should be known of articles that were read all the same; the first of them."""
    known: tuple[Added, ...]
    """What was there already or is a copy or a reprint; the first of them."""
    began: datetime
    """UTC, to the second: what came in has this `added_at` or a later one."""
    seconds: float
    finished: bool
    stopped: bool
    error: str
    """What ended it early, in words."""


class ImportJob:
    """One import; `start` runs it in a thread, `state` may be asked at any time.

    Parameters
    ----------
    workspace, source, extract
        As for `geo.workspace.importing.import_files`.
    """

    def __init__(self, workspace: Workspace, source: Source, extract: Extract | None = None) -> None:
        self._workspace, self._source, self._extract = workspace, source, extract
        self._lock = threading.Lock()
        self._outcomes: Counter[str] = Counter()
        self._problems: list[str] = []
        self._notices: list[str] = []
        self._known: list[Added] = []
        self._lost = 0
        self._error = ""
        self._began_at = datetime.now(UTC).replace(microsecond=0)
        self._began = time.monotonic()
        self._ended: float | None = None
        self._stop = threading.Event()

    @property
    def finished(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._ended is not None

    def start(self) -> None:
        """Begin in a thread of its own."""
        threading.Thread(target=self.run, name="import", daemon=True).start()

    def run(self) -> None:
        """Do the import here and now; what ends it early is in the state."""
        try:
            import_files(
                self._workspace, self._source, report=self._report, progress=self._progress,
                stopped=self._stop.is_set, extract=self._extract,
            )  # fmt: skip
        except GeoError as error:
            self._error = str(error)
        except Exception as error:  # whatever ends a thread has to be told to the one who waits for it
            self._error = f"{type(error).__name__}: {error}"
            raise
        finally:
            self._ended = time.monotonic()

    def stop(self) -> None:
        """End it after the batches that are being read; what is written stays."""
        self._stop.set()

    def state(self) -> State:
        """Return how far it is."""
        with self._lock:
            o = self._outcomes
            return State(
                done=o.total(), added=o.total() - o["same"], near=o["near"], copies=o["copy"], same=o["same"],
                lost=self._lost, problems=tuple(self._problems), notices=tuple(self._notices),
                known=tuple(self._known), began=self._began_at,
                seconds=(self._ended or time.monotonic()) - self._began, finished=self._ended is not None,
                stopped=self._stop.is_set(), error=self._error,
            )  # fmt: skip

    def _report(self, error: ArticleError) -> None:
        with self._lock:
            told = self._notices if isinstance(error, Notice) else self._problems
            self._lost += told is self._problems
            if len(told) < TOLD:
                told.append(str(error))

    def _progress(self, _done: int, added: list[Added]) -> None:
        with self._lock:
            self._outcomes.update(one.what for one in added)
            room = TOLD - len(self._known)
            self._known += [one for one in added if one.what != "added"][: max(0, room)]


class Rereading(NamedTuple):
    """How far a reading anew is."""

    done: int
    of: int
    finished: bool
    error: str


class RereadJob:
    """Articles that are read anew, with what was corrected and the layers as they are; `start` runs it in a thread.

    Parameters
    ----------
    workspace
        Whose articles.
    ids
        Which; by default those that are stale.
    extract
        Makes the mentions; by default the workspace's own extractor.
    """

    def __init__(self, workspace: Workspace, ids: Sequence[str] | None = None, extract: Extract | None = None) -> None:
        self._workspace, self._extract = workspace, extract
        self._ids = workspace.stale() if ids is None else list(ids)
        self._done, self._error, self._ended = 0, "", False

    @property
    def finished(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._ended

    def start(self) -> None:
        """Begin in a thread of its own."""
        threading.Thread(target=self.run, name="read anew", daemon=True).start()

    def run(self) -> None:
        """Read here and now; what ends it early is in the state."""

        def progress(done: int) -> None:
            self._done = done

        try:
            self._workspace.reextract(
                self._extract or self._workspace.extractor().table, self._ids, batch=_REREAD, progress=progress
            )
        except GeoError as error:
            self._error = str(error)
        except Exception as error:  # whatever ends a thread has to be told to the one who waits for it
            self._error = f"{type(error).__name__}: {error}"
            raise
        finally:
            self._ended = True

    def state(self) -> Rereading:
        """Return how far it is."""
        return Rereading(self._done, len(self._ids), self._ended, self._error)
