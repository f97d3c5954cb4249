"""Read articles from files: plain text, Markdown with front matter, CSV, JSON Lines, or a folder of them.

The text is kept exactly as it stands, since mentions count their offsets in it: the whole file for `.txt` and
`.md`, the cell for tables; a byte order mark is not text. An article that cannot be read is reported with file
and line, and the others are read all the same.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml

from geo.dates import find_dates
from geo.exc import ArticleError
from geo.mention import content_hash
from geo.names import is_arabic
from geo.textfiles import CsvRows, read_text

FIELDS: Final = ("id", "title", "text", "date", "source", "url", "language")
"""What a table of articles may say of each; `text` it must."""

ENDINGS: Final = (".txt", ".md", ".csv", ".jsonl")

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPEN_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n\w+:\s")
_NAMED_VALUE: Final = re.compile(r"(\w+):\s+(.*)")
_DATELINE_LENGTH: Final = 200
"""A dateline stands in the first code points of a text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as read, and what is known of it.

    `body_start` is the code point where the text proper begins (after front matter). `published_source` says
    where the publication date comes from: column, front matter, option or dateline; empty if there is none.
    """

    article_id: str
    title: str
    text: str
    published: date | None = None
    published_source: str = ""
    source: str = ""
    url: str = ""
    language: str = "en"
    body_start: int = 0
    title_is_cell: bool = False
    """True where the title is a table's cell, with offsets of its own, and not part of the text."""


def make_article(text: str, *, title: str = "", article_id: str = "", published: date | None = None) -> Article:
    """Make an article of a text at hand; without an id it gets a hash of its content."""
    return Article(
        article_id=article_id or content_hash(title, text),
        title=title,
        text=text,
        published=published,
        published_source="option" if published else "",
        language="ar" if is_arabic(text) else "en",
        title_is_cell=bool(title),
    )


def parse_date(text: str) -> date | None:
    """Return the one day that a text names in full (ISO 8601, "22 February 2015", "Feb. 22, 2015"), or None.

    Raises
    ------
    ValueError
        If the text is not empty and names no single day, or one that does not exist.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        found = find_dates(text, None)
        if len(found) == 1 and found[0].first is not None and found[0].first == found[0].last:
            return found[0].first
    raise ValueError(f"found {text[:40]!r}; expected a date such as 2018-09-04")


def read_articles(
    paths: Iterable[Path],
    *,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
    report: Callable[[ArticleError], None],
) -> Iterator[Article]:
    """Yield the articles of files and folders, in order; ids are made unique, never merged.

    Parameters
    ----------
    paths
        Files ending in `ENDINGS`, or folders of them (searched below, by name; a README is left out).
    columns
        Which column of a table holds which of `FIELDS`, where its name is another.
    default_date
        Publication date of articles that state none; before the dateline.
    report
        Is given each article or file that could not be read, and each id that was met twice.
    """
    seen: dict[str, int] = {}
    for path in _files(paths, report):
        try:
            articles = _READERS[path.suffix.lower()](path, columns or {}, report)
            for article in articles:
                yield _unique(_dated(article, default_date), seen, path, report)
        except ArticleError as error:
            report(error)


class DuplicateIdError(ArticleError):
    """Reported, never raised, when an article's id was met before: the article is read under another id."""


def _files(paths: Iterable[Path], report: Callable[[ArticleError], None]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.stem.upper() != "README")
            if not inside:
                report(ArticleError(f"{path}: found no article; expected files ending in {', '.join(ENDINGS)}"))
            yield from inside
        elif path.suffix.lower() in ENDINGS:
            yield path
        else:
            report(
                ArticleError(
                    f"{path}: found the ending {path.suffix or '(none)'!r}; expected {', '.join(ENDINGS)} or a folder"
                )
            )


def _unique(article: Article, seen: dict[str, int], path: Path, report: Callable[[ArticleError], None]) -> Article:
    name = article.article_id
    if name not in seen:
        seen[name] = 1
        return article
    while (new := f"{name}-{seen[name] + 1}") in seen:
        seen[name] += 1
    seen[name] += 1
    seen[new] = 1
    report(DuplicateIdError(f"{path}: found the id {name!r} again; this article is kept as {new!r}"))
    return replace(article, article_id=new)


def _dated(article: Article, default: date | None) -> Article:
    if article.published is not None:
        return article
    if default is not None:
        return replace(article, published=default, published_source="option")
    head = find_dates(article.text, None, article.body_start, article.body_start + _DATELINE_LENGTH)
    stated = next(
        (
            d.first
            for d in head
            if d.rule.startswith(("full date", "iso")) and d.first is not None and d.first == d.last
        ),
        None,
    )
    if stated is None:
        return article
    return replace(article, published=stated, published_source="dateline")


def _first_line(text: str, start: int) -> str:
    """Return the headline: the first line, unless it is a paragraph."""
    line = text[start:].lstrip().partition("\n")[0].strip().lstrip("#").strip()
    return line if len(line) <= 200 else ""


def _read_txt(path: Path, _columns: Mapping[str, str], _report: Callable[[ArticleError], None]) -> Iterator[Article]:
    text, _ = read_text(path, ArticleError, "an article")
    yield Article(_stem(path), _first_line(text, 0), text, language="ar" if is_arabic(text) else "en")


def _read_md(path: Path, _columns: Mapping[str, str], _report: Callable[[ArticleError], None]) -> Iterator[Article]:
    text, _ = read_text(path, ArticleError, "an article")
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    if not front and _OPEN_FRONT_MATTER.match(text):
        raise ArticleError(f"{path}, line 1: found front matter that does not end; expected a line '---' after it")
    facts = _front_matter(path, front[1]) if front else {}
    yield _article(
        path,
        "front matter",
        facts,
        text,
        start,
        _stem(path),
        facts.get("title") or _first_line(text, start),
        False,
    )


def _front_matter(path: Path, text: str) -> dict[str, str]:
    """Return the names and values of front matter; a value with a colon in it need not be quoted."""
    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError) as error:
        lines = [_NAMED_VALUE.fullmatch(line.rstrip()) for line in text.splitlines() if line.strip()]
        if "mapping values are not allowed" not in str(error) or not all(lines):
            line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
            raise ArticleError(
                f"{path}, line {line}: found front matter that is not YAML; expected lines such as 'title: ...'"
            ) from error
        loaded = {line[1]: line[2] for line in lines if line}
    if not isinstance(loaded, dict):
        raise ArticleError(f"{path}, line 2: found front matter without names; expected lines such as 'title: ...'")
    facts = {str(name).lower(): value for name, value in loaded.items()}
    for name in FIELDS:
        if not isinstance(facts.get(name, ""), str):
            raise ArticleError(f"{path}, {name}: found a list; expected one value")
    return {name: value.strip() for name, value in facts.items() if isinstance(value, str)}


def _article(
    where: object,
    date_from: str,
    facts: Mapping[str, str],
    text: str,
    start: int,
    article_id: str,
    title: str,
    title_is_cell: bool,
) -> Article:
    try:
        published = parse_date(facts.get("date", ""))
    except ValueError as error:
        raise ArticleError(f"{where}, date: {error}") from error
    return Article(
        article_id=article_id,
        title=title,
        text=text,
        published=published,
        published_source=date_from if published else "",
        source=facts.get("source", ""),
        url=facts.get("url", ""),
        language=_language(facts.get("language", ""), text[start:]),
        body_start=start,
        title_is_cell=title_is_cell,
    )


def _language(stated: str, text: str) -> str:
    """Return ISO 639-1's code of a language that is stated ("ar-SY", "Arabic"), else what the letters say."""
    code = re.split(r"[-_]", stated.strip().casefold())[0]
    return {"arabic": "ar", "english": "en"}.get(code, code) or ("ar" if is_arabic(text) else "en")


def _is_unicode(text: str) -> bool:
    """Tell whether a text can be written as UTF-8: JSON may hold halves of surrogate pairs."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _stem(path: Path) -> str:
    """Return a file's stem; bytes that are not UTF-8, as in names from old archives, become question marks."""
    return os.fsencode(path.stem).decode("utf-8", "replace")


def _from_row(path: Path, line: int, number: int, row: Mapping[str, str]) -> Article:
    """Make the article of a table's row; `number` counts rows from 1."""
    for field, value in row.items():
        if not _is_unicode(value):
            raise ArticleError(f"{path}, line {line}, {field}: found half of a surrogate pair; expected Unicode text")
    if not row.get("text", "").strip() and not row.get("title", "").strip():
        raise ArticleError(f"{path}, line {line}: found neither a text nor a title; expected one")
    article_id = row.get("id", "").strip() or f"{_stem(path)}:{number}"
    return _article(
        f"{path}, line {line}", "column", row, row.get("text", ""), 0, article_id, row.get("title", ""), True
    )


def _read_csv(path: Path, columns: Mapping[str, str], report: Callable[[ArticleError], None]) -> Iterator[Article]:
    text, _ = read_text(path, ArticleError, "a table of articles (CSV)")
    rows = CsvRows(path, text, ArticleError)
    where = _columns(path, rows.header, columns)
    for number, row in enumerate(rows.each(report), start=1):
        try:
            cells = rows.fitted(row)
            yield _from_row(path, rows.line, number, {field: cells[i] for field, i in where.items()})
        except ArticleError as error:
            report(error)


def _columns(path: Path, names: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    for field, name in columns.items():
        if name not in names:
            raise ArticleError(
                f"{path}, line 1: found no column {name!r} for {field}; the columns are {', '.join(names)}"
            )
    lower = [name.lower() for name in names]
    twice = next((f for f in FIELDS if f not in columns and lower.count(f) > 1), None)
    if twice:
        raise ArticleError(f"{path}, line 1: column {twice} stands twice; expected it once, or --column {twice}=NAME")
    where = {
        f: names.index(columns[f]) if f in columns else lower.index(f) for f in FIELDS if f in columns or f in lower
    }
    if "text" not in where:
        raise ArticleError(
            f"{path}, line 1: found no column 'text', only {', '.join(names)}; expected one, or --column text=NAME"
        )
    return where


def _read_jsonl(path: Path, columns: Mapping[str, str], report: Callable[[ArticleError], None]) -> Iterator[Article]:
    text, _ = read_text(path, ArticleError, "a table of articles (JSON Lines)")
    number = 0
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        number += 1
        try:
            row: Any = json.loads(raw)
            if not isinstance(row, dict):
                raise ArticleError(f"{path}, line {line}: found {type(row).__name__}; expected an object with a text")
            lower = {str(name).lower(): value for name, value in row.items()}
            named = {f: row.get(columns[f]) if f in columns else lower.get(f) for f in FIELDS}
            for field, name in columns.items():
                if name not in row:
                    raise ArticleError(f"{path}, line {line}: found no {name!r} for {field}, only {', '.join(row)}")
            if not isinstance(named["text"], str):
                wanted = columns.get("text", "text")
                found = f"only {', '.join(row)}" if named["text"] is None else f"but {str(named['text'])[:30]}"
                raise ArticleError(f"{path}, line {line}: found no text under {wanted!r}, {found}; expected a string")
            yield _from_row(path, line, number, {f: str(v) for f, v in named.items() if v is not None})
        except ArticleError as error:
            report(error)
        except (ValueError, RecursionError) as error:
            found = f"found {raw[:30]!r}, which is not JSON ({error})"
            report(ArticleError(f"{path}, line {line}: {found}; expected one object a line"))


_READERS: Final = {".txt": _read_txt, ".md": _read_md, ".csv": _read_csv, ".jsonl": _read_jsonl}
