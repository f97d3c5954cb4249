"""Daily copies of a workspace's database, made when it is opened, and no more of them than the setting says."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from geo.exc import WorkspaceError
from geo.workspace.database import Database
from geo.workspace.folder import COPIES

VARIABLE: Final = "SYRIA_MAP_COPIES"
"""Environment variable: how many daily copies are kept; 0 for none."""
KEPT: Final = 7

_OLD: Final = 3600
_NAME: Final = re.compile(r"workspace-\d{4}-\d\d-\d\d\.sqlite")


def copies(home: Path) -> list[Path]:
    """Return the daily copies of a workspace, the latest first."""
    there = (home / COPIES).iterdir() if (home / COPIES).is_dir() else ()
    return sorted((path for path in there if _NAME.fullmatch(path.name)), reverse=True)


def kept(told: int | None) -> int:
    """Return how many copies are kept.

    Raises
    ------
    WorkspaceError
        If the setting is no whole number.
    """
    if told is not None:
        return told
    text = os.environ.get(VARIABLE, "").strip()
    if text and not (text.isascii() and text.isdigit()):
        raise WorkspaceError(f"{VARIABLE}: found {text!r}; expected a whole number, 0 for no copies")
    return int(text) if text else KEPT


def copy_if_due(database: Database, home: Path, version: int, keep: int | None = None) -> Path | None:
    """Make today's copy (UTC) unless there is one or nothing to copy; let the oldest go. Return the copy, if made.

    A copy that cannot be made keeps nobody from working: it is told on standard error.
    """
    most = kept(keep)
    path = home / COPIES / f"workspace-{datetime.now(UTC):%Y-%m-%d}.sqlite"
    if not most or not version or path.exists():
        return None
    temporary = path.with_name(f".{os.getpid()}-{path.name}.tmp")
    try:
        path.parent.mkdir(exist_ok=True)
        for left in path.parent.glob(".*.tmp"):
            # Of a program that was killed; a younger one may be another's that is at it.
            if time.time() - left.stat().st_mtime > _OLD:
                left.unlink(missing_ok=True)
        database.copy(temporary)
        temporary.replace(path)
        for old in copies(home)[most:]:
            old.unlink(missing_ok=True)
    except (OSError, WorkspaceError) as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        print(f"warning: {path}: today's copy could not be made ({error})", file=sys.stderr)
        return None
    return path
