"""The command `resolve`: a table of names, or one name, with a place for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from geo.actors import Actors
from geo.cli_gazetteer import LAYER, load_gazetteer
from geo.console import SOME_UNREAD, Problems, check_folder, print_csv, stop
from geo.exc import ArticleError, GeoError
from geo.gazetteer import Gazetteer
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.lists import Placed, Placer
from geo.name_lists import ENDINGS, NameList, PlacedList, about, to_csv, to_xlsx
from geo.recognition import Recogniser
from geo.suggestions import Suggester
from geo.tables import atomic_writer

_Layer = Annotated[Path | None, LAYER]

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


def resolve(
    names: Annotated[
        str, typer.Argument(metavar="NAMES", help="A table of names (.csv, .xlsx), or one name.", show_default=False)
    ],
    name: Annotated[str, typer.Option("--name", metavar="COL", help="The column that holds the names.")] = "name",
    within: Annotated[
        list[str] | None,
        typer.Option(
            "--within",
            metavar="COL",
            help="The column that says in which governorate or district; cells may be empty. May be given several "
            "times, the finest first. For one name: the governorate itself.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Where the table goes (.csv, .xlsx). Without it: CSV to standard output.",
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

    `python -m geo resolve hospitals.csv --name town --within district --within governorate -o placed.xlsx`

    `python -m geo resolve "Khan Sheikhoun"`
    """
    if out is not None and out.suffix.lower() not in ENDINGS:
        expected = " or ".join(ENDINGS)
        raise typer.BadParameter(
            f"found the ending {out.suffix or '(none)'!r}; expected {expected}", param_hint="--out"
        )
    check_folder(out)
    problems = Problems()
    try:
        gazetteer = load_gazetteer(layer)
        placer = Placer(Recogniser(gazetteer, Actors.load()))
        suggester = Suggester(gazetteer) if suggest else None
        path = Path(names)
        if path.suffix.lower() not in ENDINGS:
            if path.is_file():
                stop(f"{path}: found the ending {path.suffix or '(none)'!r}; expected {' or '.join(ENDINGS)}")
            if out is not None:
                raise typer.BadParameter(
                    f"one name is printed, not written; expected a table ({', '.join(ENDINGS)})", param_hint="--out"
                )
            area = ", ".join(within or [])
            placed = placer.place(names, area)
            _print_answer(names, placed, _alike(names, area, placed, placer, suggester))
            return
        _place_table(path, name, within or [], out, placer, gazetteer, suggester, problems)
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    if problems.lost:
        raise typer.Exit(SOME_UNREAD)


def _place_table(
    path: Path,
    name: str,
    within: list[str],
    out: Path | None,
    placer: Placer,
    gazetteer: Gazetteer,
    suggester: Suggester | None,
    problems: Problems,
) -> None:
    """Place the names of a table and write it, rows that cannot be read as they are."""
    limits = Limits.from_environment()
    table = NameList.from_file(File.from_path(path, limits), limits, problems)
    for column in (name, *within):
        if column not in table.header:
            raise ArticleError(f"{path}, line 1: found no column {column!r}; the columns are {', '.join(table.header)}")
    if not table.rows and problems.lost:
        stop("no row could be read; nothing was written")
    found = PlacedList(table, placer, name, within)
    alike = [" | ".join(_alike(r.name, r.within, r.placed, placer, suggester)) for r in found.rows] if suggester else []
    header = found.header(*["suggestions"] * bool(suggester))
    rows = ([*cells, alike[i]] if suggester else cells for i, cells in enumerate(found.cells()))
    if out is None:
        print_csv(to_csv(header, rows))
        return
    data = (
        to_xlsx(header, rows, about(gazetteer))
        if out.suffix.lower() == ".xlsx"
        else to_csv(header, rows).encode("utf-8")
    )
    with atomic_writer(out) as stream:
        stream.write(data)


def _alike(name: str, within: str, placed: Placed, placer: Placer, suggester: Suggester | None) -> list[str]:
    """Return the places whose names look like one that has none, for a person to choose from."""
    if suggester is None or placed.resolution.status != "unresolved":
        return []
    return [
        f"{p.title} ({p.type}, {p.governorate}; {p.id})"
        for p in suggester.suggest(name, placer.area(within).governorates)
    ]


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
