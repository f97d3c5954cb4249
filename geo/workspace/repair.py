"""Repair: a workspace of which files are damaged or missing becomes one that opens, with all that is readable.

What was there is set aside in a folder `damaged-…`, never deleted. Nothing is made up: what was lost is told.
"""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from geo.exc import ActorsError, GazetteerError, WorkspaceError
from geo.workspace.copies import copies
from geo.workspace.database import FILE, Database
from geo.workspace.folder import ABOUT, ACTORS_LAYER, GAZETTEER_LAYER, read_about, write_about
from geo.workspace.layers import load_actors, load_gazetteer
from geo.workspace.salvage import salvage
from geo.workspace.workspace import Workspace

_WITH: Final = ("", "-wal", "-shm")
"""The files of a database that is in use."""


class Repaired(NamedTuple):
    """What a repair left and did: figures, what it did, what was lost, and where the damaged files are now, if any."""

    articles: int
    decisions: int
    did: list[str]
    lost: list[str]
    aside: Path | None


def repair(home: Path) -> Repaired:
    """Repair the workspace of a folder; one that is whole is left as it is.

    Raises
    ------
    WorkspaceError
        If there is nothing to repair from, or the folder cannot be written. No other program may use the workspace
        meanwhile.
    """
    home = Path(home)
    path = home / FILE
    sources = [path] if path.is_file() else []
    sources += copies(home)
    if not sources:
        raise WorkspaceError(f"{home}: found neither {FILE} nor a copy of it; expected a workspace")
    aside = home / f"damaged-{datetime.now(UTC):%Y-%m-%dT%H%M%S}-{secrets.token_hex(2)}"
    did: list[str] = []
    lost: list[str] = []
    articles = decisions = 0
    try:
        if not path.is_file() or _problems(path):
            made = home / f".repaired-{secrets.token_hex(6)}.tmp"
            try:
                found = salvage(sources, made)
                if not found.articles and not found.decisions and len(sources) > 1:
                    raise WorkspaceError(f"{home}: found nothing that is readable")
                _aside(path, aside)
                made.replace(path)
            finally:
                for end in _WITH:
                    made.with_name(made.name + end).unlink(missing_ok=True)
            articles, decisions, lost = found.articles, found.decisions, found.lost
            did.append(f"{FILE}: made anew with {articles:,} articles and {decisions:,} decisions")
        _repair_about(home, aside, did)
        _repair_layers(home, aside, did)
    except OSError as error:
        raise WorkspaceError(f"{error.filename or home}: cannot be written ({error.strerror or error})") from error
    return Repaired(articles, decisions, did, lost, aside if aside.is_dir() else None)


def _problems(path: Path) -> list[str]:
    """Return what is wrong with a database, its texts and segments included."""
    try:
        database = Database(path)
        database.check_format()
        workspace = Workspace(database, path.parent, "")
        try:
            return workspace.check()
        finally:
            workspace.close()
    except WorkspaceError as error:
        return [str(error)]


def _aside(path: Path, aside: Path) -> None:
    for end in _WITH:
        old = path.with_name(path.name + end)
        if old.exists():
            aside.mkdir(exist_ok=True)
            shutil.move(old, aside / old.name)


def _repair_about(home: Path, aside: Path, did: list[str]) -> None:
    try:
        read_about(home)
    except WorkspaceError:
        _aside(home / ABOUT, aside)
        write_about(home, home.name)
        did.append(f"{ABOUT}: made anew; the workspace is called {home.name!r} now")


def _repair_layers(home: Path, aside: Path, did: list[str]) -> None:
    for name, load in ((GAZETTEER_LAYER, load_gazetteer), (ACTORS_LAYER, load_actors)):
        try:
            load(home / name)
        except (GazetteerError, ActorsError) as error:
            _aside(home / name, aside)
            did.append(f"{name}: set aside, since it cannot be used ({error})")
