"""A workspace as one ZIP file, to keep or to hand on; and from one, which may come from anywhere.

An archive that comes in is bounded (files, bytes, ratio: `geo.intake.limits`), holds only the files that a workspace
has, by their plain names, and becomes a workspace only when its database has passed every check.
"""

from __future__ import annotations

import secrets
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Final

from geo.exc import GeoError, WorkspaceError
from geo.intake.limits import MB, Limits
from geo.tables import atomic_writer
from geo.workspace.database import FILE
from geo.workspace.folder import ABOUT, LAYERS, read_about, write_about
from geo.workspace.salvage import salvage
from geo.workspace.workspace import Workspace

_MEMBERS: Final = (ABOUT, FILE, *LAYERS)
_BLOCK: Final = 1 << 20
_HARMLESS: Final = 64 * MB
"""Bytes that may unpack from however little: a database holds much that repeats."""


def export_zip(workspace: Workspace, target: Path) -> None:
    """Write a workspace as a ZIP file, whole or not at all; others may write to it meanwhile.

    Raises
    ------
    WorkspaceError
        If it has no folder, or the file cannot be written.
    """
    home = workspace.folder
    if home is None:
        raise WorkspaceError(f"{workspace.name}: has no folder; expected a workspace of your own")
    copied = home / f".export-{secrets.token_hex(6)}.tmp"
    try:
        workspace.copy(copied)
        with (
            atomic_writer(target) as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as zipped,
        ):
            zipped.write(home / ABOUT, ABOUT)
            zipped.write(copied, FILE)
            for name in LAYERS:
                if (home / name).is_file():
                    zipped.write(home / name, name)
    except OSError as error:
        raise WorkspaceError(f"{error.filename or target}: cannot be written ({error.strerror or error})") from error
    finally:
        copied.unlink(missing_ok=True)


def import_zip(source: Path, home: Path, *, name: str = "", limits: Limits | None = None) -> Workspace:
    """Make a workspace of a ZIP file that `export_zip` wrote, in a folder that is not there yet.

    Parameters
    ----------
    source
        The ZIP file.
    home
        The folder to make.
    name
        What to call the workspace; by default what it was called.
    limits
        How large it may be; by default what the environment sets.

    Raises
    ------
    WorkspaceError
        If it is no such file, larger than `limits` allow, or its database is broken; no folder is made then.
    """
    if home.exists():
        raise WorkspaceError(f"{home}: is there already; expected a folder to make")
    making = home.with_name(f".{home.name}-{secrets.token_hex(6)}.tmp")
    try:
        making.mkdir(parents=True)
        _unpack(source, making, limits or Limits.from_environment())
        told = read_about(making)
        # Its rows go into a database of our own making: nothing else that it may hold comes along.
        foreign = making / "foreign.sqlite"
        (making / FILE).replace(foreign)
        found = salvage([foreign], making / FILE)
        foreign.unlink()
        if found.lost:
            raise WorkspaceError(f"{source}: found a damaged workspace ({found.lost[0]})")
        opened = Workspace.open(making, keep=0)
        problems = opened.check()
        opened.close()
        if problems:
            raise WorkspaceError(f"{source}: found a damaged workspace ({problems[0]})")
        opened.gazetteer(), opened.actors()
        write_about(making, name or told["name"])
        making.replace(home)
    except GeoError as error:
        raise WorkspaceError(str(error).replace(str(making), str(source))) from error
    except OSError as error:
        raise WorkspaceError(f"{error.filename or source}: cannot be used ({error.strerror or error})") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Workspace.open(home)


def _unpack(source: Path, making: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(source) as zipped:
            inside = zipped.infolist()
            names = [info.filename for info in inside]
            wrong = [name for name in names if name not in _MEMBERS]
            if wrong or len(set(names)) != len(names) or not {ABOUT, FILE} <= set(names):
                raise WorkspaceError(f"{source}: found {', '.join(names)[:200]!a}; expected {', '.join(_MEMBERS)}")
            packed, whole = source.stat().st_size, 0
            for info in inside:
                if info.flag_bits & 1:
                    raise WorkspaceError(f"{source}: found an encrypted archive; expected one without a password")
                # The name is one of ours by now: no path leads out of the folder.
                with zipped.open(info) as stream, (making / info.filename).open("xb") as out:
                    while block := stream.read(_BLOCK):
                        whole += len(block)
                        _bounded(source, whole, packed, limits)
                        out.write(block)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise WorkspaceError(f"{source}: found no archive that can be read ({error}); expected a ZIP file") from error


def _bounded(source: Path, whole: int, packed: int, limits: Limits) -> None:
    if whole > limits.max_zip_mb * MB:
        raise WorkspaceError(f"{source}: unpacks to over {whole / MB:,.0f} MB; {limits.expected('max_zip_mb', 'MB')}")
    if whole > max(_HARMLESS, limits.max_zip_ratio * packed):
        raise WorkspaceError(
            f"{source}: unpacks to over {limits.max_zip_ratio:,} times its size, as an archive does that is made to "
            f"harm; {limits.expected('max_zip_ratio', 'times')}"
        )
