"""Read articles from files of every kind that `ENDINGS` names, from folders and archives of them.

The text is kept exactly as it stands, since mentions count their offsets in it: the whole file for `.txt` and
`.md`, the cell for tables; a byte order mark is not text. An article that cannot be read is reported with file
and line, and the others are read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from geo.articles import Article, DuplicateIdError, EncodingNotice, dated
from geo.exc import ArticleError
from geo.intake.archive import files_in
from geo.intake.documents import read_docx, read_html, read_pdf
from geo.intake.files import File, encoding_of, too_large
from geo.intake.limits import MB, Limits
from geo.intake.plain import read_md, read_txt
from geo.intake.tables import Report, read_csv, read_jsonl, read_parquet, read_xlsx

_Reader = Callable[[File, Mapping[str, str], Limits, Report], Iterator[Article]]

TABLES: Final[Mapping[str, _Reader]] = {
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
}
"""Endings of tables of articles, each with its reader."""

DOCUMENTS: Final[Mapping[str, Callable[[File, Limits], Article]]] = {
    ".txt": lambda file, _: read_txt(file),
    ".md": lambda file, _: read_md(file),
    ".html": lambda file, _: read_html(file),
    ".htm": lambda file, _: read_html(file),
    ".docx": read_docx,
    ".pdf": read_pdf,
}
"""Endings of files that hold one article."""

_TEXTS: Final = frozenset({".txt", ".md", ".csv", ".jsonl"})
ZIP: Final = ".zip"
ENDINGS: Final = (*DOCUMENTS, *TABLES, ZIP)
"""What can be read."""


def read_articles(
    paths: Iterable[Path],
    *,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
    limits: Limits | None = None,
    report: Report,
) -> Iterator[Article]:
    """Yield the articles of files and folders, in order; ids are made unique, never merged.

    Parameters
    ----------
    paths
        Files ending in `ENDINGS`, or folders of them (searched below, by name; a README is left out).
    columns
        Which column of a table holds which of `geo.articles.FIELDS`, where its name is another.
    default_date
        Publication date of articles that state none; before the dateline.
    limits
        How large what comes in may be; by default what the environment sets.
    report
        Is given each article or file that could not be read, and each id that was met twice.
    """
    bounds = limits or Limits.from_environment()
    files = files_at(paths, bounds, report)
    yield from read_files(files, columns=columns, default_date=default_date, limits=bounds, report=report)


def files_at(paths: Iterable[Path], limits: Limits, report: Report) -> Iterator[File]:
    """Yield files, and those in folders, one after the other: none is held longer than the caller does."""
    for path in _paths(paths, report):
        try:
            yield File.from_path(path, limits)
        except ArticleError as error:
            report(error)


def read_files(
    files: Iterable[File],
    *,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
    limits: Limits | None = None,
    report: Report,
) -> Iterator[Article]:
    """Yield the articles of files at hand, such as uploads; parameters as for `read_articles`."""
    bounds = limits or Limits.from_environment()
    seen: dict[str, int] = {}
    for file in files:
        for inside in opened(file, bounds, report):
            for article in articles_of(inside, columns or {}, bounds, report):
                yield _unique(dated(article, default_date), seen, inside.name, report)


def articles_of(file: File, columns: Mapping[str, str], limits: Limits, report: Report) -> Iterator[Article]:
    """Yield the articles of one file that is no archive; what cannot be read is reported."""
    try:
        if file.ending in TABLES:
            found: Iterable[Article] = TABLES[file.ending](file, columns, limits, report)
        elif file.ending in DOCUMENTS:
            found = (DOCUMENTS[file.ending](file, limits),)
        else:
            raise ArticleError(
                f"{file.name}: found the ending {file.ending or '(none)'!r}; expected {', '.join(ENDINGS)}"
            )
        for article in found:
            if len(article.text) > limits.max_article_chars:
                report(
                    ArticleError(
                        f"{file.name}: found {len(article.text):,} characters in the article {article.article_id!r}; "
                        + limits.expected("max_article_chars", "characters")
                    )
                )
            else:
                yield article
    except ArticleError as error:
        report(error)
        return
    encoding = encoding_of(file) if file.ending in _TEXTS else "utf-8"
    if encoding != "utf-8":
        report(EncodingNotice(f"{file.name}: read as {encoding}, which its letters suggest; expected UTF-8"))


def opened(file: File, limits: Limits, report: Report) -> Iterator[File]:
    """Yield the file, or what an archive holds; an archive within an archive is refused."""
    if len(file.data) > limits.max_file_mb * MB:
        report(too_large(file.name, len(file.data), limits))
    elif file.ending != ZIP:
        yield file
    else:
        try:
            for inside in files_in(file, limits):
                if inside.ending == ZIP:
                    report(ArticleError(f"{inside.name}: found an archive within an archive; expected articles"))
                else:
                    yield inside
        except ArticleError as error:
            report(error)


def _paths(paths: Iterable[Path], report: Report) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.stem.upper() != "README")
        if not inside:
            report(ArticleError(f"{path}: found no article; expected files ending in {', '.join(ENDINGS)}"))
        yield from inside


def _unique(article: Article, seen: dict[str, int], name: str, report: Report) -> Article:
    article_id = article.article_id
    if article_id not in seen:
        seen[article_id] = 1
        return article
    while (new := f"{article_id}-{seen[article_id] + 1}") in seen:
        seen[article_id] += 1
    seen[article_id] += 1
    seen[new] = 1
    report(DuplicateIdError(f"{name}: found the id {article_id!r} again; this article is kept as {new!r}"))
    return replace(article, article_id=new)
