"""The command line: `extract` makes a table of mentions from articles, `resolve` places a list of names.

Exit codes: 0 all was read (whatever stays unresolved); 3 some rows could not be read, each reported with file and line,
and the rest was written; 1 nothing was written; 2 the command was not understood.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from geo import cli_check, cli_export, cli_gazetteer, cli_resolve, cli_workspace
from geo.actors import Actors
from geo.articles import FIELDS, Article
from geo.cli_articles import ColumnOption, DateOption
from geo.cli_columns import mapping
from geo.cli_gazetteer import load_gazetteer
from geo.console import SOME_UNREAD, Problems, check_folder, count, say, stop, told
from geo.exc import GeoError
from geo.extraction import Extractor
from geo.intake.reading import ENDINGS as READABLE
from geo.intake.reading import read_articles
from geo.spool import spooled
from geo.stories import Stories
from geo.tables import ENDINGS, write_csv, write_parts

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=__doc__,
)
app.add_typer(cli_gazetteer.app, name="gazetteer")
app.add_typer(cli_workspace.app, name="workspace")
cli_check.add_to(cli_gazetteer.app)
app.command("resolve")(cli_resolve.resolve)
app.command("export")(cli_export.export)

_Layer = Annotated[Path | None, cli_gazetteer.LAYER]


def _shown(articles: Iterator[Article]) -> Iterable[Article]:
    """Pass articles on and show their count where a person watches."""
    look = (
        SpinnerColumn(),
        TextColumn("reading"),
        MofNCompleteColumn(),
        TextColumn("articles"),
        TimeElapsedColumn(),
    )
    with Progress(*look, console=told, transient=True, disable=not told.is_terminal) as progress:
        task = progress.add_task("articles", total=None)
        for article in articles:
            yield article
            progress.advance(task)


def _folder(out: Path | None) -> Path | None:
    """Return where mentions may lie while they are read: beside the file that they go to, if it is one."""
    return out.resolve().parent if out is not None and (out.is_file() or not out.exists()) else None


@app.command()
def extract(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help=f"Articles ({', '.join(READABLE)}), or a folder of them.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Where the mentions go: .csv, .jsonl, .parquet or .geojson. Without it: CSV to standard output.",
            show_default=False,
        ),
    ] = None,
    date: DateOption = None,
    column: ColumnOption = None,
    layer: _Layer = None,
) -> None:
    """Find the place names in articles, place them, and write one row a mention.

    A table of articles has the columns id, title, text, date, source, url (text at least; --column maps others).
    Front matter of a .md file has title, date, source, url, language. The columns
    of the result are described in docs/data.md.

    **Examples**

    `python -m geo extract data/articles -o mentions.parquet`

    `python -m geo extract report.txt --date 2018-09-06`

    `python -m geo extract corpus.csv --column id=unit_id --column text=body -o mentions.csv`
    """
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(
            f"found the ending {out.suffix or '(none)'!r}; expected one of {', '.join(ENDINGS)}",
            param_hint="--out",
        )
    columns = mapping(column, FIELDS)
    check_folder(out)
    problems, read = Problems(), 0

    def counted(articles: Iterator[Article]) -> Iterator[Article]:
        nonlocal read
        for article in _shown(articles):
            read += 1
            yield article

    try:
        gazetteer = load_gazetteer(layer)
        default = date.date() if date else None
        articles = counted(read_articles(inputs, columns=columns, default_date=default, report=problems))
        stories = Stories()
        batches = Extractor(gazetteer, Actors.load()).batches(articles, stories)
        with spooled(batches, stories.joined, _folder(out)) as spool:
            if not read and problems.lost:
                stop("no article could be read; nothing was written")
            if out is None:
                sys.stdout.flush()
                write_csv(spool.tables(), sys.stdout.buffer)
            else:
                write_parts(spool.tables(), out, gazetteer)
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    say(f"{count(spool.num_rows, 'mention')} in {count(read, 'article')}" + (f", written to {out}" if out else ""))
    if problems.lost:
        raise typer.Exit(SOME_UNREAD)
