"""The command line of the gazetteer: `gazetteer import` and `gazetteer update` fill the analyst's own layer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from geo.cli_columns import column_option, mapping
from geo.console import NOTHING_WRITTEN, SOME_UNREAD, check_folder, count, say, stop, told
from geo.exc import GeoError
from geo.gazetteer import Gazetteer, read_rows
from geo.gazetteer_formats import read_files
from geo.gazetteer_import import Import, Importer, Outcome, What, report_csv
from geo.gazetteer_record import Reading
from geo.gazetteer_tables import FIELDS
from geo.gazetteer_update import ALTERNATE_NAMES, BASE, DUMP, Fetched, fetch
from geo.layers import VARIABLE, describe, layer_in_use, place_of_layer, write_layer
from geo.tables import atomic_writer

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="The list of places: add to it from other gazetteers, in a layer of your own.",
)

LAYER: Final = typer.Option(
    "--layer",
    metavar="FILE",
    help=f"Your own layer of the gazetteer (CSV). Without it: {VARIABLE}, else the one in your data folder.",
    show_default=False,
)
_LISTED: Final = 20
_TOLD: Final[dict[What, str]] = {
    "new": "new places",
    "corrected": "points corrected by 3 km at most",
    "moved": "points moved by more than 3 km",
    "confirmed": "points confirmed",
    "differs": "points that differ by more than 3 km, kept as they were",
    "ambiguous": "may be several places, or one without a point: left out",
}

_Layer = Annotated[Path | None, LAYER]
_Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="What became of each row (.csv).", show_default=False),
]
_Prefer = Annotated[
    bool, typer.Option("--prefer-import", help="Replace points that were looked up where the import's differ.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, and write no layer.")]


def load_gazetteer(layer: Path | None) -> Gazetteer:
    """Return the shipped gazetteer under the layer that was named, else the analyst's own, and tell of the layer.

    Raises
    ------
    GazetteerError
        If one of the two cannot be used.
    """
    gazetteer = Gazetteer.load(layer=layer_in_use(layer))
    if line := describe(gazetteer):
        say(line)
    return gazetteer


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="GeoNames dump (SY.txt, SY.zip; its alternate names as a second file), Linked Places TSV, OCHA's "
            "places or p-codes (.csv, .xlsx, .geojson), or a table with columns for name, lat and lon.",
            show_default=False,
        ),
    ],
    layer: _Layer = None,
    column: Annotated[list[str] | None, column_option(FIELDS)] = None,
    source: Annotated[
        str,
        typer.Option(
            "--source", metavar="TEXT", help="Where rows come from that do not say it. Else: the file's name."
        ),
    ] = "",
    report: _Report = None,
    prefer_import: _Prefer = False,
    dry_run: _DryRun = False,
) -> None:
    """Add the places of another gazetteer to your own layer; the shipped gazetteer stays as it is.

    A place that is there already (same name, near, same kind) gets its point confirmed, or corrected where ours was
    estimated, and its p-code and spellings added. Importing a file again changes nothing.

    **Examples**

    `python -m geo gazetteer import SY.zip alternatenames/SY.zip`

    `python -m geo gazetteer import syr_pplp_adm4.xlsx --report report.csv`

    `python -m geo gazetteer import mine.csv --column name=town --column lat=Y --column lon=X --dry-run`
    """
    columns = mapping(column, FIELDS)
    check_folder(report)
    _import(files, _target(layer), columns, source, report, prefer_import=prefer_import, dry_run=dry_run)


@app.command()
def update(
    layer: _Layer = None,
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Where the dumps are (https).")] = BASE,
    report: _Report = None,
    prefer_import: _Prefer = False,
    dry_run: _DryRun = False,
) -> None:
    """Fetch GeoNames' dump of Syria and its alternate names, and import them.

    This is the only command that uses the network.

    The files are kept beside the layer, with date and SHA-256, and fetched again only when they have changed.

    **Examples**

    `python -m geo gazetteer update --dry-run --report report.csv`
    """
    check_folder(report)
    target = _target(layer)
    folder = target.parent / "geonames"
    look = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    fetched: list[Fetched] = []
    try:
        with Progress(*look, console=told, transient=True, disable=not told.is_terminal) as progress:
            for wanted in (DUMP, ALTERNATE_NAMES):
                task = progress.add_task(wanted.path, total=None)

                def show(done: int, total: int | None, task: TaskID = task) -> None:
                    progress.update(task, completed=done, total=total)

                fetched.append(fetch(url, wanted, folder, show))
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or folder}: cannot be used ({error.strerror})")
    for one in fetched:
        how = "fetched" if one.changed else "not changed since"
        say(f"{one.path}: {how} {one.date}, {one.size:,} bytes, SHA-256 {one.sha256}")
    _import([one.path for one in fetched], target, {}, "", report, prefer_import=prefer_import, dry_run=dry_run)


def _target(layer: Path | None) -> Path:
    target = layer or place_of_layer()
    if target is None:
        stop(f"found no file for the layer ({VARIABLE} is empty); expected --layer FILE")
    return target


def _import(
    files: Sequence[Path], target: Path, columns: dict[str, str], source: str, report: Path | None,
    *, prefer_import: bool, dry_run: bool,
) -> None:  # fmt: skip
    """Import files into a layer and tell what was done."""
    reading, start = Reading(), time.monotonic()
    try:
        gazetteer = Gazetteer.load()
        before = read_rows(target) if target.exists() else {}
        records = list(read_files(files, columns, source, reading))
        result = Importer(gazetteer, before, prefer_import).run(records)
        result.refused[:0] = reading.problems
        if records and result.changed and not dry_run:
            write_layer(target, result.layer.values())
        if report is not None:
            with atomic_writer(report) as stream:
                stream.write(report_csv(result).encode("utf-8"))
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or target}: cannot be used ({error.strerror})")
    _tell(result, reading, len(records))
    if not records:
        say("no place could be read; nothing was written")
        raise typer.Exit(NOTHING_WRITTEN)
    done = "would be" if dry_run else "is" if result.changed else "stays"
    say(f"{target}: {done} a layer of {count(len(result.layer), 'place')} ({time.monotonic() - start:.1f} s)")
    if result.refused:
        raise typer.Exit(SOME_UNREAD)


def _tell(result: Import, reading: Reading, records: int) -> None:
    for problem in result.refused[:_LISTED]:
        told.print(f"error: {problem}", style="red", markup=False, soft_wrap=True)
    if len(result.refused) > _LISTED:
        say(f"and {count(len(result.refused) - _LISTED, 'row')} more that could not be used (--report lists them)")
    say(f"{count(records, 'place')} read")
    for what, text in _TOLD.items():
        outcomes = [outcome for outcome in result.outcomes if outcome.what == what]
        say(f"  {len(outcomes):7,} {text}")
        if what in ("moved", "differs", "ambiguous"):
            _list(outcomes)
    say(f"  {result.spellings:7,} spellings and {result.pcodes:,} p-codes added")
    if reading.skipped:
        kinds = ", ".join(f"{code} {n:,}" for code, n in reading.skipped.most_common(12))
        say(f"  {reading.skipped.total():7,} of kinds that the gazetteer has no type for: {kinds}")


def _list(outcomes: list[Outcome]) -> None:
    for outcome in outcomes[:_LISTED]:
        ours = f"{outcome.place.id} {outcome.place.title}" if outcome.place is not None else outcome.record.title
        km = f", {outcome.km:.1f} km" if outcome.km is not None else ""
        say(f"            {ours}{km} ({outcome.record.source}){': ' + outcome.note if outcome.note else ''}")
    if len(outcomes) > _LISTED:
        say(f"            and {len(outcomes) - _LISTED:,} more (--report lists them)")
