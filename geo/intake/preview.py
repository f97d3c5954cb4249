"""What files hold, before anything of them is kept: a few of their articles, and of tables the columns.

A preview reads little: the first rows of a table, the first documents of many. What it shows is what an import makes.

>>> [seen] = previews([File("report.txt", b"Shells fell on Idlib.")], Limits()).seen
>>> seen.kind, seen.articles[0].title
('document', 'Shells fell on Idlib.')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final, Literal

from geo.articles import Article, dated
from geo.exc import ArticleError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.reading import TABLES, articles_of, opened
from geo.intake.tables import first_rows, guessed_columns, header_of, kind_of

ROWS: Final = 3
"""Rows of a table that are shown."""
MOST: Final = 12
"""Files that are looked into; the others are counted."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file holds.

    Attributes
    ----------
    name
        The file's; of a file in an archive `archive.zip/inside.txt`.
    kind
        document, table, mentions (as `extract` writes them), or unread.
    header, rows, columns
        Of a table: its columns, its first rows as they stand, and field -> column as far as it can be guessed.
    articles
        The first that an import would make; of tables, with the columns that were guessed or told.
    problems
        What could not be read, in words.
    """

    name: str
    kind: Literal["document", "table", "mentions", "unread"]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[Article, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Previews:
    """What was looked into, and how many files were not."""

    seen: list[Seen]
    others: int
    problems: list[str]
    """Of archives and files that cannot be opened."""


def previews(
    files: Iterable[File],
    limits: Limits,
    *,
    columns_of: Mapping[str, Mapping[str, str]] | None = None,
    default_date: date | None = None,
) -> Previews:
    """Look into files: every table, since its columns have to be told, and the first documents.

    Parameters
    ----------
    files
        As they came in; archives are opened.
    limits
        How large what comes in may be.
    columns_of
        Name of a table -> field -> column, where a reader has told it.
    default_date
        Publication date of articles that state none.
    """
    told = columns_of or {}
    seen: list[Seen] = []
    problems: list[str] = []
    others = 0
    for file in files:
        for inside in opened(file, limits, lambda error: problems.append(str(error))):
            if len(seen) >= MOST and inside.ending not in TABLES:
                others += 1
            else:
                seen.append(_seen(inside, limits, told.get(inside.name), default_date))
    return Previews(seen, others, problems)


def _seen(file: File, limits: Limits, told: Mapping[str, str] | None, default_date: date | None) -> Seen:
    problems: list[str] = []

    def report(error: ArticleError) -> None:
        problems.append(str(error))

    if file.ending not in TABLES:
        articles = tuple(dated(one, default_date) for one in articles_of(file, {}, limits, report))
        return Seen(file.name, "document" if articles else "unread", articles=articles, problems=tuple(problems))
    try:
        header = header_of(file, limits)
        rows = tuple(tuple(row) for row in first_rows(file, limits, ROWS))
    except ArticleError as error:
        return Seen(file.name, "unread", problems=(str(error),))
    if kind_of(header) == "mentions":
        if file.ending == ".xlsx":
            told_so = f"{file.name}: found a table of mentions; expected it as .csv, .jsonl or .parquet"
            return Seen(file.name, "unread", problems=(told_so,))
        return Seen(file.name, "mentions", tuple(header), rows)
    columns = guessed_columns(header) if told is None else told
    articles = ()
    if "text" in columns:
        articles = tuple(dated(a, default_date) for a in islice(articles_of(file, columns, limits, report), ROWS))
    return Seen(file.name, "table", tuple(header), rows, columns, articles, tuple(problems))
