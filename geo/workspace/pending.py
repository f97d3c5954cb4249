"""The layer and the decisions that it follows from stay of one mind, whenever the program ends.

A layer is a file, decisions are rows of a database, and no write reaches both at once. So the layer as it was is kept
beside it first, with the ids of the decisions; then the layer is written, then the decisions are. Whoever finds that
note later and not the decisions puts the layer back: what was not decided is not in it. A layer that somebody has
edited since is left as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from geo.exc import WorkspaceError
from geo.tables import atomic_writer


def note_of(layer: Path) -> Path:
    """Return the file that says what a layer was; it is there only while decisions are being written."""
    return layer.with_name(f".{layer.stem}-before.json")


def begin(layer: Path, ids: Sequence[str]) -> None:
    """Note the layer as it is, before it follows decisions that are not yet on disk.

    Raises
    ------
    WorkspaceError
        If the note cannot be written.
    """
    try:
        before = layer.read_text("utf-8") if layer.is_file() else None
        _write(note_of(layer), {"decisions": list(ids), "before": before, "after": ""})
    except OSError as error:
        told = WorkspaceError(f"{layer}: cannot be written ({error.strerror})")
        raise told.worded("unwritable", name=layer, why=error.strerror) from error


def written(layer: Path) -> None:
    """Note what the layer is now, so that a later edit is told apart."""
    told = json.loads(note_of(layer).read_text("utf-8"))
    _write(note_of(layer), told | {"after": _digest(layer)})


def settle(layer: Path, kept: Callable[[Sequence[str]], bool]) -> None:
    """Put the layer back where the decisions that it follows from were not kept; nothing where nothing is pending.

    Parameters
    ----------
    layer
        Its file.
    kept
        Tells whether decisions are on disk; while nobody writes.
    """
    note = note_of(layer)
    if not note.is_file():
        return
    with suppress(OSError, ValueError, KeyError):  # a note that cannot be read was not finished: the layer is as it was
        told = json.loads(note.read_text("utf-8"))
        # Killed between the two, the layer is either as it was or as it was to be, and nobody edited it meanwhile.
        ours = not told["after"] or told["after"] == _digest(layer)
        if ours and not kept(told["decisions"]):
            if told["before"] is None:
                layer.unlink(missing_ok=True)
            else:
                with atomic_writer(layer) as stream:
                    stream.write(told["before"].encode("utf-8"))
    with suppress(OSError):
        note.unlink(missing_ok=True)


def _write(path: Path, told: dict[str, object]) -> None:
    with atomic_writer(path) as stream:
        stream.write(json.dumps(told, ensure_ascii=False).encode("utf-8"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
