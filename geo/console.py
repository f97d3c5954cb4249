"""What the commands share: where they tell things, how they end, and how problems are told and counted.

Exit codes: 0 all was read; 3 some rows could not be read, each told with file and line, and the rest was written;
1 nothing was written; 2 the command was not understood. Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, NoReturn

import typer
from rich.console import Console

from geo.articles import Notice
from geo.exc import GeoError

told: Final = Console(stderr=True, highlight=False)

SOME_UNREAD: Final = 3
NOTHING_WRITTEN: Final = 1


def stop(error: object) -> NoReturn:
    """Tell an error and end: nothing was written."""
    told.print(f"error: {error}", style="red", markup=False, soft_wrap=True)
    raise typer.Exit(NOTHING_WRITTEN)


def say(text: str) -> None:
    """Tell one line, as it stands."""
    told.print(text, markup=False, soft_wrap=True)


def count(number: int, thing: str) -> str:
    """Return a number and what it counts.

    >>> count(1, "row"), count(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def print_csv(text: str) -> None:
    """Write a table to standard output: UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))


def check_folder(out: Path | None) -> None:
    """Stop before the work where its result could not be written."""
    if out is not None and not out.parent.is_dir():
        stop(f"{out}: found no folder {out.parent}; expected one that exists")


class Problems:
    """Tells each problem as it comes and counts those that lost an article or a row."""

    lost = 0

    def __call__(self, error: GeoError) -> None:
        """Tell one problem."""
        harmless = isinstance(error, Notice)
        self.lost += not harmless
        told.print(
            f"{'warning' if harmless else 'error'}: {error}",
            style="yellow" if harmless else "red",
            markup=False,
            soft_wrap=True,
        )
