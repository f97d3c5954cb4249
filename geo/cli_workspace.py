"""The command line of workspaces: `workspace add` brings articles in, the other commands look after the folder."""

from __future__ import annotations

import csv
import getpass
import io
import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from geo.articles import FIELDS
from geo.cli_articles import ColumnOption, DateOption
from geo.cli_columns import mapping
from geo.console import SOME_UNREAD, Problems, check_folder, count, say, stop, told
from geo.exc import GeoError
from geo.intake.limits import Limits
from geo.intake.reading import files_at
from geo.tables import ENDINGS, write_mentions
from geo.workspace.archive import export_zip, import_zip
from geo.workspace.folder import VARIABLE, folder_for, workspace_in_use, workspaces
from geo.workspace.importing import Source, import_files
from geo.workspace.kinds import KINDS
from geo.workspace.repair import repair as repair_folder
from geo.workspace.shelf import Added
from geo.workspace.workspace import Workspace

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Your own articles, corrections and places, in one folder: what you bring and decide is there tomorrow.",
)

WORKSPACE: Final = typer.Option(
    "--workspace",
    metavar="DIR",
    help=f"The workspace's folder. Without it: {VARIABLE}, else `default` in your data folder.",
    show_default=False,
)
_Workspace = Annotated[Path | None, WORKSPACE]
_Name = Annotated[str, typer.Option("--name", metavar="NAME", help="What to call it.", show_default=False)]


def _open(named: Path | None, *, read_only: bool = False) -> Workspace:
    return Workspace.open(workspace_in_use(named), read_only=read_only)


@app.command("list")
def list_(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="Where to look; your data folder unless told.", show_default=False),
    ] = None,
) -> None:
    """List the workspaces of your data folder, or of another.

    **Examples**

    `python -m geo workspace list`
    """
    found = workspaces(folder)
    for place in found:
        print(f"{place.name}\t{place.folder}")
    if not found:
        say("no workspace yet: `python -m geo workspace create NAME` makes one")


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.", show_default=False)],
    workspace: _Workspace = None,
) -> None:
    """Make a workspace.

    **Examples**

    `python -m geo workspace create "Idlib 2019"`

    `python -m geo workspace create "Idlib 2019" --workspace /media/case-7`
    """
    try:
        made = Workspace.create(workspace or folder_for(name), name)
    except GeoError as error:
        stop(error)
    say(f"{made.name}: made in {made.folder}")


@app.command()
def info(workspace: _Workspace = None) -> None:
    """Tell what is in a workspace, and what is wrong with it.

    **Examples**

    `python -m geo workspace info --workspace /media/case-7`
    """
    try:
        opened = _open(workspace, read_only=True)
        facts = opened.info()
        wrong = opened.check()
    except GeoError as error:
        stop(error)
    for name, value in facts._asdict().items():
        print(f"{name}\t{value if value is not None else ''}")
    for problem in wrong:
        told.print(f"error: {problem}", style="red", markup=False, soft_wrap=True)
    if wrong:
        raise typer.Exit(SOME_UNREAD)


@app.command()
def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it from now on.", show_default=False)],
    workspace: _Workspace = None,
) -> None:
    """Give a workspace another name; its folder stays.

    **Examples**

    `python -m geo workspace rename "Idlib, all years"`
    """
    try:
        _open(workspace).rename(name)
    except GeoError as error:
        stop(error)
    say(f"called {name.strip()} now")


@app.command()
def add(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Articles, tables of articles or of mentions, or folders of them.",
            show_default=False,
        ),
    ],
    workspace: _Workspace = None,
    date: DateOption = None,
    column: ColumnOption = None,
) -> None:
    """Bring articles into a workspace, made if it is not there yet; articles that it has are told, not added again.

    **Examples**

    `python -m geo workspace add articles/ --workspace /media/case-7`

    `python -m geo workspace add corpus.csv --column text=body --date 2018-09-06`
    """
    columns, problems = mapping(column, FIELDS), Problems()
    try:
        home = workspace_in_use(workspace)
        opened = Workspace.open(home) if home.exists() else Workspace.create(home)
        limits = Limits.from_environment()
        day = date.date() if date else None
        done = _add(opened, Source(files_at(inputs, limits, problems), columns, day, limits), problems)
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename}: cannot be used ({error.strerror})")
    for one in done:
        if one.what in ("same", "copy", "near"):
            say(f"{one.article_id}: {_TOLD[one.what]} {one.of}")
    new = sum(one.what != "same" for one in done)
    if not done and problems.lost:
        stop("no article could be read; nothing was added")
    say(f"{count(new, 'article')} added, {len(done) - new:,} there already")
    if problems.lost:
        raise typer.Exit(SOME_UNREAD)


_TOLD: Final = {
    "same": "not added, it is there already as",
    "copy": "added; it has the very text of",
    "near": "added; it tells the same story as",
}


def _add(opened: Workspace, source: Source, problems: Problems) -> list[Added]:
    """Read with all cores, and tell how far it is."""
    look = (SpinnerColumn(), TextColumn("adding"), MofNCompleteColumn(), TextColumn("articles"), TimeElapsedColumn())
    with Progress(*look, console=told, transient=True, disable=not told.is_terminal) as progress:
        task = progress.add_task("articles", total=None)
        return import_files(
            opened, source, report=problems, progress=lambda done, _: progress.update(task, completed=done)
        )


@app.command()
def mentions(
    out: Annotated[
        Path,
        typer.Argument(metavar="OUT", help="Where they go: .csv, .jsonl, .parquet or .geojson.", show_default=False),
    ],
    workspace: _Workspace = None,
) -> None:
    """Write the mentions of a workspace as a table, decisions applied.

    **Examples**

    `python -m geo workspace mentions mentions.parquet`
    """
    if out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(f"found the ending {out.suffix or '(none)'!r}; expected one of {', '.join(ENDINGS)}")
    check_folder(out)
    try:
        opened = _open(workspace, read_only=True)
        table = opened.mentions()
        write_mentions(table, out, opened.gazetteer())
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    say(f"{count(table.num_rows, 'mention')}, written to {out}")
    _tell_damage(opened)


@app.command()
def reextract(
    workspace: _Workspace = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read all articles anew, not only those that wait for it.")
    ] = False,
) -> None:
    """Read articles anew: after a correction, a new name, or with a better gazetteer. Every decision stays.

    Decisions that no longer apply are told; they are kept, and apply again should their mention come back.

    **Examples**

    `python -m geo workspace reextract --all`
    """
    try:
        opened = _open(workspace)
        ids = [one.article_id for one in opened.articles()] if everything else None
        done = opened.reextract(opened.extractor().table, ids)
        left = [one for one in opened.standing() if one.state in ("idle", "changed")]
    except GeoError as error:
        stop(error)
    for one in left:
        say(f"decision {one.decision.id} ({one.decision.kind}): {one.state}: {one.reason}")
    say(f"{count(done, 'article')} read anew")
    _tell_damage(opened)


@app.command()
def decisions(
    workspace: _Workspace = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"Only those: {', '.join(KINDS)}.", show_default=False)
    ] = "",
    who: Annotated[str, typer.Option("--who", metavar="WHO", help="Only those of a person.", show_default=False)] = "",
    undo: Annotated[
        str, typer.Option("--undo", metavar="ID", help="Take this one back; it stays in the list.", show_default=False)
    ] = "",
) -> None:
    """List the decisions as CSV, the latest first, each with how it stands; or take one back.

    **Examples**

    `python -m geo workspace decisions --kind place`

    `python -m geo workspace decisions --undo 3f1c9a0b77d2e654`
    """
    if kind and kind not in KINDS:
        raise typer.BadParameter(f"found {kind!r}; expected one of {', '.join(KINDS)}", param_hint="--kind")
    try:
        if undo:
            done = _open(workspace).undo(undo, who or getpass.getuser())
            say(f"{undo}: undone by decision {done.id}")
            return
        standing = _open(workspace, read_only=True).standing()
    except GeoError as error:
        stop(error)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in reversed(standing):
        d = one.decision
        if (kind and d.kind != kind) or (who and d.who != who):
            continue
        before, after = (json.dumps(dict(v), ensure_ascii=False, default=str) for v in (d.before, d.after))
        writer.writerow([
            d.id, d.at.isoformat(timespec="seconds") if d.at else "", d.who, d.kind, d.scope, d.article_id,
            d.mention_id, d.name, before, after, d.why, d.undoes, one.state, one.mentions, one.reason,
        ])  # fmt: skip
    sys.stdout.buffer.write(out.getvalue().encode())


COLUMNS: Final = (
    "id", "at", "who", "kind", "scope", "article_id", "mention_id", "name", "before", "after", "why", "undoes",
    "state", "mentions", "reason",
)  # fmt: skip
"""Columns of the list of decisions."""


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT.zip", help="Where it goes.", show_default=False)],
    workspace: _Workspace = None,
) -> None:
    """Write a workspace as one ZIP file.

    **Examples**

    `python -m geo workspace export case-7.zip`
    """
    if out.suffix.lower() != ".zip":
        raise typer.BadParameter(f"found the ending {out.suffix or '(none)'!r}; expected .zip")
    check_folder(out)
    try:
        export_zip(_open(workspace), out)
    except GeoError as error:
        stop(error)
    say(f"written to {out}")


@app.command("import")
def import_(
    source: Annotated[
        Path, typer.Argument(metavar="FILE.zip", help="What `workspace export` wrote.", show_default=False)
    ],
    workspace: _Workspace = None,
    name: _Name = "",
) -> None:
    """Make a workspace of a ZIP file; none that is there is touched.

    **Examples**

    `python -m geo workspace import case-7.zip --name "Case 7, from Rima"`
    """
    try:
        made = import_zip(source, workspace or folder_for(name or source.stem), name=name)
    except GeoError as error:
        stop(error)
    say(f"{made.name}: made in {made.folder}")


@app.command()
def repair(workspace: _Workspace = None) -> None:
    """Bring a damaged workspace back with all that is readable; what was there is set aside, not deleted.

    **Examples**

    `python -m geo workspace repair --workspace /media/case-7`
    """
    try:
        done = repair_folder(workspace_in_use(workspace))
    except GeoError as error:
        stop(error)
    for line in done.did:
        say(line)
    for line in done.lost:
        told.print(f"lost: {line}", style="yellow", markup=False, soft_wrap=True)
    say(f"the damaged files are in {done.aside}" if done.aside else "nothing had to be set aside")
    if done.lost:
        raise typer.Exit(SOME_UNREAD)


def _tell_damage(opened: Workspace) -> None:
    for line in opened.damage():
        told.print(f"error: {line}", style="red", markup=False, soft_wrap=True)
    if opened.damage():
        raise typer.Exit(SOME_UNREAD)
