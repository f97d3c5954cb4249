"""The option `--column FIELD=NAME` of the commands that read tables: which column of a table holds what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import typer


def column_option(fields: Collection[str]) -> Any:
    """Return the option for a table with these fields."""
    return typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help=f"The table's column NAME holds FIELD ({', '.join(fields)}). May be given several times.",
        show_default=False,
    )


def mapping(pairs: Sequence[str] | None, fields: Collection[str]) -> dict[str, str]:
    """Return field -> column from `--column` as it was given.

    Raises
    ------
    typer.BadParameter
        If one is not FIELD=NAME of a field that there is.
    """
    columns = {}
    for pair in pairs or ():
        field, _, name = pair.partition("=")
        if field not in fields or not name:
            raise typer.BadParameter(f"found {pair!r}; expected FIELD=NAME with FIELD one of {', '.join(fields)}")
        columns[field] = name
    return columns
