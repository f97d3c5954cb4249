"""Processes that read articles for an import: started as programs of their own, spoken to by their pipes.

Not `multiprocessing`, which would run the program that asks a second time in each of them, and that program may be a
page of the app. `python -m geo.workspace.readers` is one reader: it takes pickled questions on its standard input,
layers first and then batches, and answers each on its standard output.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Generic, TypeVar

from geo.exc import WorkspaceError
from geo.paths import ROOT

_T = TypeVar("_T")


class Readers(Generic[_T]):
    """Reads batches in several processes; a context manager, which ends them.

    Parameters
    ----------
    layers
        Files of the analyst's own places and actors, each or None.
    count
        Processes.
    work
        What is done with a batch: a function of a module, of the batch and the extractor.
    """

    def __init__(self, layers: tuple[Path | None, Path | None], count: int, work: Callable[..., _T]) -> None:
        self._hello = (layers, work)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reader")
        self._own = threading.local()
        self._children: list[subprocess.Popen[bytes]] = []

    def submit(self, *batch: object) -> Future[_T]:
        """Have a batch read; the result is what `work` makes of it.

        Its error is a WorkspaceError where the process ended.
        """
        return self._threads.submit(self._ask, batch)

    def __enter__(self) -> Readers[_T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        for child in self._children:
            child.communicate()
        self._threads.shutdown()

    def _ask(self, batch: Sequence[object]) -> _T:
        child = self._child()
        assert child.stdin is not None  # noqa: S101 (a pipe was asked for)
        assert child.stdout is not None  # noqa: S101 (a pipe was asked for)
        try:
            pickle.dump(batch, child.stdin)
            child.stdin.flush()
            answer: Any = pickle.load(child.stdout)  # noqa: S301 (our own process)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise WorkspaceError("a process that reads articles ended: is there memory enough?") from error
        if isinstance(answer, BaseException):
            raise answer
        found: _T = answer
        return found

    def _child(self) -> subprocess.Popen[bytes]:
        """Return the process of this thread."""
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            command = [sys.executable, "-m", "geo.workspace.readers"]
            child = self._own.child = subprocess.Popen(  # noqa: S603 (ours)
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._children.append(child)
            assert child.stdin is not None  # noqa: S101 (a pipe was asked for)
            pickle.dump(self._hello, child.stdin)
        return child


def main() -> None:
    """Be a reader until the pipe is closed."""
    from geo.actors import Actors
    from geo.extraction import Extractor
    from geo.gazetteer import Gazetteer
    from geo.workspace.layers import load_actors, load_gazetteer

    os.nice(5)  # the pages of the program that asked come first
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    (places, actors), work = pickle.load(asked)  # noqa: S301 (our own program)
    extractor = Extractor(
        load_gazetteer(places) if places else Gazetteer.load(), load_actors(actors) if actors else Actors.load()
    )
    while True:
        try:
            batch = pickle.load(asked)  # noqa: S301 (our own program)
        except EOFError:
            return
        try:
            answer: object = work(*batch, extractor.table)
        except Exception as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
