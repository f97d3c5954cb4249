"""The command line that keeps the gazetteer: `gazetteer check` finds its mistakes, `gazetteer stats` counts it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from geo import console
from geo.cli_gazetteer import LAYER
from geo.exc import GeoError
from geo.findings import CHECKS, EXCEPTIONS, Allowed, Finding, findings_csv, read_exceptions, split
from geo.gazetteer import DEFAULT, GOVERNORATES, Gazetteer, read_rows
from geo.gazetteer_check import check as check_rows
from geo.gazetteer_stats import ALL, SEVERAL, Count, counts_csv
from geo.gazetteer_stats import count as count_places
from geo.layers import layer_in_use
from geo.tables import atomic_writer

_LISTED: Final = 20
_COLOURS: Final = {"error": "red", "warning": "yellow"}
_GROUPS: Final = {
    "city": ("city",),
    "town": ("town",),
    "village": ("village", "locality"),
    "quarter": ("neighbourhood",),
    "camp": ("camp",),
    "base": ("air base", "airport", "military site"),
    "field": ("oil field", "gas field"),
    "site": ("prison", "crossing", "dam", "hospital", "school", "site"),
    "wide": ("country", "governorate", "district", "subdistrict", "region", "mountain", "road", "river", "lake", "sea"),
}
"""Columns of the table on the screen -> the types that each counts."""

_Layer = Annotated[Path | None, LAYER]
_Gazetteer = Annotated[
    Path,
    typer.Option("--gazetteer", metavar="FILE", help="The gazetteer. Without it: the shipped one.", show_default=False),
]
_Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the whole table here (.csv).", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to those of the gazetteer."""
    app.command("check")(check)
    app.command("stats")(stats)


def check(gazetteer: _Gazetteer = DEFAULT, layer: _Layer = None, csv: _Csv = None) -> None:
    """Check the gazetteer: points, districts, names that stand twice, Arabic beside Latin titles.

    Errors make answers wrong, warnings only poorer. What a person has found right as it is stands in
    data/exceptions.csv. The exit code is 1 if there is an error. Your own layer is checked with --layer.

    **Examples**

    `python -m geo gazetteer check`

    `python -m geo gazetteer check --gazetteer mine.csv --csv findings.csv`
    """
    console.check_folder(csv)
    try:
        findings, unused = split(check_rows(gazetteer, layer_in_use(layer) if layer else None), read_exceptions())
        _write(csv, findings_csv(findings))
    except GeoError as error:
        console.stop(error)
    out = Console(highlight=False)
    for name, (_, meaning) in CHECKS.items():
        _list(out, name, meaning, [f for f in findings if f.check == name])
    if gazetteer == DEFAULT and layer is None:
        _list_unused(out, unused)
    graves = Counter(f.severity for f in findings)
    total = ", ".join(console.count(graves[grave], grave) for grave in ("error", "warning"))
    console.say(f"{total}{f', written to {csv}' if csv else ''}")
    if graves["error"]:
        raise typer.Exit(console.NOTHING_WRITTEN)


def _list(out: Console, name: str, meaning: str, findings: list[Finding]) -> None:
    if not findings:
        return
    out.print(f"{name}: {meaning} ({len(findings):,})", style="bold", markup=False, soft_wrap=True)
    for finding in findings[:_LISTED]:
        out.print(f"  {finding.severity}: {finding}", style=_COLOURS[finding.severity], markup=False, soft_wrap=True)
    if len(findings) > _LISTED:
        out.print(f"  and {len(findings) - _LISTED:,} more (--csv FILE has them all)")


def _list_unused(out: Console, unused: list[Allowed]) -> None:
    for one in unused:
        rows = " and ".join(filter(None, (one.id, one.other)))
        out.print(
            f"warning: {EXCEPTIONS}, line {one.line}: found an exception ({one.check}, {rows}) from nothing; "
            "expected one that is still needed",
            style="yellow", markup=False, soft_wrap=True,
        )  # fmt: skip


def stats(gazetteer: _Gazetteer = DEFAULT, layer: _Layer = None, csv: _Csv = None) -> None:
    """Count the Syrian places by governorate and type, and how well their points are known.

    Your own layer is counted with --layer. The table of --csv has every type.

    **Examples**

    `python -m geo gazetteer stats`

    `python -m geo gazetteer stats --csv counts.csv`
    """
    console.check_folder(csv)
    try:
        named = layer_in_use(layer) if layer else None
        counts = count_places(Gazetteer.load(gazetteer, named), read_rows(named).keys() if named else ())
        _write(csv, counts_csv(counts))
    except GeoError as error:
        console.stop(error)
    by_cell = {(c.governorate, c.type): c for c in counts}
    out = Console(highlight=False)
    names = [name for name in (*GOVERNORATES, SEVERAL, ALL) if (name, ALL) in by_cell]
    kinds = Table(title="Places", title_justify="left", box=None, pad_edge=False)
    known = Table(
        title="Where points come from; how far off, km, half and 9/10 of them may be at most",
        title_justify="left", box=None, pad_edge=False,
    )  # fmt: skip
    for heading in ("", *_GROUPS, ALL):
        kinds.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    headings = ("looked up", "packages", "estimated", "by hand", "layer", "Arabic", "half", "9/10")
    for heading in ("", *headings):
        known.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for name in names:
        style = "bold" if name == ALL else None
        cells = [sum(by_cell[name, t].places for t in types if (name, t) in by_cell) for types in _GROUPS.values()]
        kinds.add_row(name, *(f"{n:,}" if n else "" for n in (*cells, by_cell[name, ALL].places)), style=style)
        known.add_row(name, *_known(by_cell[name, ALL]), style=style)
    out.print(kinds)
    out.print()
    out.print(known)
    if csv:
        console.say(f"written to {csv}")


def _known(c: Count) -> tuple[str, ...]:
    origins = (c.looked_up, c.packages, c.estimated, c.by_hand, c.layer)
    off = (c.uncertainty_median_km, c.uncertainty_p90_km)
    return (
        *(f"{n:,}" if n else "" for n in origins),
        f"{c.arabic / c.places:.0%}",
        *("" if km is None else f"{km:g}" for km in off),
    )


def _write(path: Path | None, text: str) -> None:
    """Write a table, whole or not at all."""
    if path is None:
        return
    try:
        with atomic_writer(path) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        console.stop(f"{error.filename or path}: cannot be used ({error.strerror})")
