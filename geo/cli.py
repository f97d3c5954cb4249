"""The command line: `extract` makes a table of mentions from articles, `resolve` places a list of names.

Exit codes: 0 all was read (whatever stays unresolved); 3 some rows could not be read, each reported with file and line,
and the rest was written; 1 nothing was written; 2 the command was not understood.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from geo import cli_check, cli_gazetteer
from geo.actors import Actors
from geo.articles import FIELDS, Article
from geo.cli_gazetteer import load_gazetteer
from geo.console import SOME_UNREAD, Problems, check_folder, count, print_csv, say, stop, told
from geo.exc import ArticleError, GeoError
from geo.extraction import extract_paths
from geo.intake.reading import ENDINGS as READABLE
from geo.lists import RESULT_COLUMNS, Placed, Placer
from geo.recognition import Recogniser
from geo.suggestions import Suggester
from geo.tables import ENDINGS, atomic_writer, mentions_csv, write_mentions
from geo.textfiles import CsvRows, read_text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=__doc__,
)
app.add_typer(cli_gazetteer.app, name="gazetteer")
cli_check.add_to(cli_gazetteer.app)

_Layer = Annotated[Path | None, cli_gazetteer.LAYER]

_CHOSEN_BY: Final = {
    "only": "no other place has this name",
    "kind": "the kind word beside the name",
    "district": "the district named with it",
    "governorate": "the governorate named with it",
    "type": "what a bare name usually means",
    "seat": "the city or what is called after it",
    "distance": "the places named with it",
    "population": "by far the largest of its name",
}


def _mapping(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, _, name = pair.partition("=")
        if field not in FIELDS or not name:
            raise typer.BadParameter(f"found {pair!r}; expected FIELD=NAME with FIELD one of {', '.join(FIELDS)}")
        columns[field] = name
    return columns


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
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Publication date of articles that state none, such as 2018-09-06.",
            show_default=False,
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=NAME",
            help=f"The table's column NAME holds FIELD ({', '.join(FIELDS)}). May be given several times.",
            show_default=False,
        ),
    ] = None,
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
    columns = _mapping(column or [])
    check_folder(out)
    problems, read = Problems(), 0

    def counted(articles: Iterator[Article]) -> Iterator[Article]:
        nonlocal read
        for article in _shown(articles):
            read += 1
            yield article

    try:
        gazetteer = load_gazetteer(layer)
        table = extract_paths(
            inputs, gazetteer, Actors.load(), columns=columns, default_date=date.date() if date else None,
            report=problems, progress=counted,
        )  # fmt: skip
        if not read and problems.lost:
            stop("no article could be read; nothing was written")
        if out is None:
            print_csv(mentions_csv(table))
        else:
            write_mentions(table, out, gazetteer)
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    say(f"{count(table.num_rows, 'mention')} in {count(read, 'article')}" + (f", written to {out}" if out else ""))
    if problems.lost:
        raise typer.Exit(SOME_UNREAD)


@app.command()
def resolve(
    names: Annotated[
        str, typer.Argument(metavar="NAMES", help="A table of names (.csv), or one name.", show_default=False)
    ],
    name: Annotated[str, typer.Option("--name", metavar="COL", help="The column that holds the names.")] = "name",
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="COL",
            help="The column that says in which governorate or district; cells may be empty. "
            "For one name: the governorate itself.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Where the table goes (.csv). Without it: standard output.",
            show_default=False,
        ),
    ] = None,
    suggest: Annotated[
        bool,
        typer.Option(
            "--suggest",
            help="For names that have no place, add a column `suggestions`: places whose names look alike. "
            "They are no answers.",
        ),
    ] = False,
    layer: _Layer = None,
) -> None:
    """Place a list of names, or one name.

    Every row is kept, in order, with its place, coordinates, precision, confidence and doubts added.

    **Examples**

    `python -m geo resolve hospitals.csv --name town --within governorate -o placed.csv`

    `python -m geo resolve "Khan Sheikhoun"`
    """
    if out is not None and out.suffix.lower() != ".csv":
        raise typer.BadParameter(f"found the ending {out.suffix or '(none)'!r}; expected .csv", param_hint="--out")
    check_folder(out)
    try:
        gazetteer = load_gazetteer(layer)
        placer = Placer(Recogniser(gazetteer, Actors.load()))
        suggester = Suggester(gazetteer) if suggest else None
        path = Path(names)
        if path.suffix.lower() != ".csv":
            if path.is_file():
                stop(f"{path}: found the ending {path.suffix or '(none)'!r}; expected .csv")
            if out is not None:
                raise typer.BadParameter(
                    "one name is printed, not written; expected a table (.csv)", param_hint="--out"
                )
            placed = placer.place(names, within or "")
            _print_answer(names, placed, _alike(names, within or "", placed, placer, suggester))
            return
        problems = Problems()
        text = _resolved(path, name, within, placer, suggester, problems)
        if out is None:
            print_csv(text)
        else:
            with atomic_writer(out) as stream:
                stream.write(text.encode("utf-8"))
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    if problems.lost:
        raise typer.Exit(SOME_UNREAD)


def _alike(name: str, within: str, placed: Placed, placer: Placer, suggester: Suggester | None) -> list[str]:
    """Return the places whose names look like one that has none, for a person to choose from."""
    if suggester is None or placed.resolution.status != "unresolved":
        return []
    return [
        f"{p.title} ({p.type}, {p.governorate}; {p.id})"
        for p in suggester.suggest(name, placer.area(within).governorates)
    ]


def _resolved(
    path: Path, name: str, within: str | None, placer: Placer, suggester: Suggester | None, problems: Problems
) -> str:
    """Return the table at `path` as CSV with `RESULT_COLUMNS` added; rows that cannot be read are reported."""
    text, _ = read_text(path, ArticleError, "a table of names (CSV)")
    rows = CsvRows(path, text, ArticleError)
    for wanted in (name, within):
        if wanted is not None and wanted not in rows.header:
            raise ArticleError(f"{path}, line 1: found no column {wanted!r}; the columns are {', '.join(rows.header)}")
    at, inside = rows.header.index(name), rows.header.index(within) if within is not None else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    added = (*RESULT_COLUMNS, *(["suggestions"] if suggester else []))
    writer.writerow([f"input_{c}" if c in added else c for c in rows.header] + list(added))
    placed_rows = 0
    for row in rows.each(problems):
        try:
            cells = rows.fitted(row)
        except ArticleError as error:
            problems(error)
            cells = (row + [""] * len(rows.header))[: len(rows.header)]
        area = cells[inside] if inside is not None else ""
        placed = placer.place(cells[at], area)
        alike = [" | ".join(_alike(cells[at], area, placed, placer, suggester))] if suggester else []
        writer.writerow([*cells, *placed.cells().values(), *alike])
        placed_rows += 1
    if not placed_rows and problems.lost:
        stop("no row could be read; nothing was written")
    return out.getvalue()


def _print_answer(name: str, placed: Placed, alike: list[str]) -> None:
    r, place = placed.resolution, placed.resolution.place
    console = Console(highlight=False)
    table = Table.grid(padding=(0, 2))
    if place is None:
        table.add_row("status", r.status)
        if not r.candidates:
            table.add_row("", "the gazetteer has no place of this name")
    else:
        where = ", ".join(filter(None, (place.district, place.governorate, place.country)))
        table.add_row("place", " · ".join(filter(None, (place.title, place.title_ar))))
        table.add_row("kind", f"{place.type} in {where}" if where != place.country else place.type)
        table.add_row("point", f"{place.lat:.4f}, {place.lon:.4f}")
        off = f", up to {r.uncertainty_km:g} km off" if r.uncertainty_km else ""
        table.add_row("precision", f"where_prec {r.where_prec}{off}")
        table.add_row("sure", f"{r.confidence:.0%}: {_CHOSEN_BY[r.by]}")
        table.add_row("id, source", f"{place.id}, {place.source}")
    others = [p for p in r.candidates if p is not place]
    if others:
        table.add_row(
            "may also be" if place else "may be",
            "\n".join(f"{p.title} ({p.type}, {p.governorate or p.country}; {p.id})" for p in others[:8]),
        )
    if placed.note:
        table.add_row("note", placed.note)
    if alike:
        table.add_row("looks like", "\n".join(alike))
    console.print(name, style="bold", markup=False)
    console.print(table, markup=False)
