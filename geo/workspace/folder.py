"""The folder of a workspace: where workspaces are, what each is called, and what lies in one.

| file | what |
|---|---|
| `workspace.json` | format and name |
| `workspace.sqlite` | articles, mentions, decisions; `-wal` and `-shm` beside it while it is open |
| `gazetteer-layer.csv`, `actors-layer.csv` | the analyst's own places and actors, if any |
| `copies/` | one copy of the database a day |
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any, Final, NamedTuple

from platformdirs import user_data_path

from geo.exc import WorkspaceError
from geo.tables import atomic_writer
from geo.workspace.database import FILE
from geo.workspace.schema import FORMAT

VARIABLE: Final = "SYRIA_MAP_WORKSPACE"
"""Environment variable: the folder of the workspace to use."""

ABOUT: Final = "workspace.json"
GAZETTEER_LAYER: Final = "gazetteer-layer.csv"
ACTORS_LAYER: Final = "actors-layer.csv"
COPIES: Final = "copies"
LAYERS: Final = (GAZETTEER_LAYER, ACTORS_LAYER)

_LONGEST_NAME: Final = 200
_APP: Final = "syria-mention-map"


class Place(NamedTuple):
    """A folder with a workspace in it."""

    folder: Path
    name: str


def home() -> Path:
    """Return the folder in which workspaces are made unless another is named."""
    return user_data_path(_APP, appauthor=False) / "workspaces"


def workspace_in_use(named: Path | None = None) -> Path:
    """Return the folder of the workspace to use: the one that was named, else SYRIA_MAP_WORKSPACE, else `default`."""
    if named is not None:
        return named
    told = os.environ.get(VARIABLE, "")
    return Path(told) if told else home() / "default"


def check_name(name: str) -> str:
    """Return the name of a workspace as it is kept.

    Raises
    ------
    WorkspaceError
        If it is empty, too long or not one line.
    """
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or any(unicodedata.category(c) == "Cc" for c in name):
        raise WorkspaceError(f"name: found {name[:60]!r}; expected one line of 1 to {_LONGEST_NAME} characters")
    return name


def folder_for(name: str) -> Path:
    """Return a folder of that name below `home` that is not there yet."""
    stem = re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFC", name)).strip("-_")[:60] or "workspace"
    number, folder = 1, home() / stem
    while folder.exists():
        number += 1
        folder = home() / f"{stem}-{number}"
    return folder


def make(folder: Path) -> None:
    """Make the folder of a new workspace, or take one that is empty.

    Raises
    ------
    WorkspaceError
        If it holds something, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise WorkspaceError(f"{folder}: is not empty; expected a new folder, or one without files")
    except OSError as error:
        raise WorkspaceError(f"{folder}: cannot be made or read ({error.strerror})") from error


def database_in(folder: Path) -> Path:
    """Return the database of a workspace's folder.

    Raises
    ------
    WorkspaceError
        If it is missing.
    """
    path = folder / FILE
    if not path.is_file():
        raise WorkspaceError(f"{path}: is missing; `python -m geo workspace repair` brings back the last copy")
    return path


def write_about(folder: Path, name: str) -> None:
    """Write workspace.json, whole or not at all.

    Raises
    ------
    WorkspaceError
        If it cannot be written.
    """
    told = {"format": FORMAT, "name": check_name(name)}
    try:
        with atomic_writer(folder / ABOUT) as stream:
            stream.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
    except OSError as error:
        raise WorkspaceError(f"{folder / ABOUT}: cannot be written ({error.strerror})") from error


def read_about(folder: Path) -> dict[str, Any]:
    """Return what workspace.json says.

    Raises
    ------
    WorkspaceError
        If there is no workspace in the folder, or one of a later format.
    """
    path = folder / ABOUT
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        if (folder / FILE).is_file():
            raise WorkspaceError(
                f"{path}: found no such file; `python -m geo workspace repair` makes it anew"
            ) from error
        raise WorkspaceError(f"{folder}: found no workspace; expected a folder with {ABOUT} and {FILE}") from error
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise WorkspaceError(
            f"{path}: found no JSON ({error}); `python -m geo workspace repair` makes it anew"
        ) from error
    if not isinstance(told, dict) or not isinstance(told.get("name"), str) or not isinstance(told.get("format"), int):
        raise WorkspaceError(f"{path}: found {str(told)[:80]}; expected format and name")
    if not 1 <= told["format"] <= FORMAT:
        raise WorkspaceError(f"{path}: found format {told['format']}; expected 1 to {FORMAT}: a newer program?")
    return told


def workspaces(below: Path | None = None) -> list[Place]:
    """Return the workspaces below a folder (`home` unless told), by name; one that cannot be read says so."""
    found = []
    for path in sorted((below or home()).glob(f"*/{ABOUT}")):
        try:
            found.append(Place(path.parent, read_about(path.parent)["name"]))
        except WorkspaceError:
            found.append(Place(path.parent, f"{path.parent.name} (cannot be read)"))
    return sorted(found, key=lambda p: p.name.casefold())
