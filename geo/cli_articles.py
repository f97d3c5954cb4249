"""Options of the commands that read articles: which column of a table holds what, and a date for those without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from geo.articles import FIELDS

DateOption = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Publication date of articles that state none, such as 2018-09-06.",
        show_default=False,
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help=f"The table's column NAME holds FIELD ({', '.join(FIELDS)}). May be given several times.",
        show_default=False,
    ),
]


def mapping(pairs: Sequence[str] | None) -> dict[str, str]:
    """Return field -> column from `--column` as it was given.

    Raises
    ------
    typer.BadParameter
        If one is not FIELD=NAME of a field that there is.
    """
    columns = {}
    for pair in pairs or ():
        field, _, name = pair.partition("=")
        if field not in FIELDS or not name:
            raise typer.BadParameter(f"found {pair!r}; expected FIELD=NAME with FIELD one of {', '.join(FIELDS)}")
        columns[field] = name
    return columns
