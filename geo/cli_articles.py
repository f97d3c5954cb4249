"""Options of the commands that read articles: which column of a table holds what, and a date for those without one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from geo.articles import FIELDS
from geo.cli_columns import column_option

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
ColumnOption = Annotated[list[str] | None, column_option(FIELDS)]
