"""The article: one text, and what is known of it. `geo.intake` reads articles from files and from the web."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from geo.dates import find_dates
from geo.exc import ArticleError
from geo.mention import content_hash
from geo.names import is_arabic

FIELDS: Final = ("id", "title", "text", "date", "source", "url", "language")
"""What a table of articles may say of each; `text` it must."""

_DATELINE_LENGTH: Final = 200
"""A dateline stands in the first code points of a text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as read, and what is known of it.

    `body_start` is the code point where the text proper begins (after front matter). `published_source` says
    where the publication date comes from: column, front matter, page, option or dateline; empty if there is none.
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


class Notice(ArticleError):  # noqa: N818  (no error: the article is read)
    """Reported, never raised: something that a reader should know of an article that is read all the same."""


class DuplicateIdError(Notice):
    """Reported when an article's id was met before: the article is read under another id."""


class EncodingNotice(Notice):
    """Reported when a text is not UTF-8 and its encoding was told by its letters, which may be wrong."""


def dated(article: Article, default: date | None) -> Article:
    """Return the article with a publication date if it states none: the default, else that of its dateline."""
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


def headline(text: str, start: int) -> str:
    """Return the first line that is not empty, from a code point on, unless it is a paragraph."""
    line = text[start:].lstrip().partition("\n")[0].strip().lstrip("#").strip()
    return line if len(line) <= 200 else ""


def article_from(
    where: str,
    date_from: str,
    facts: Mapping[str, str],
    text: str,
    start: int,
    article_id: str,
    title: str,
    *,
    cell: bool = False,
) -> Article:
    """Make an article of a text and of what is stated of it.

    Parameters
    ----------
    where
        File and line, for messages.
    date_from
        What `facts` come from, for `published_source`.
    facts
        Of `FIELDS`, those that are known.
    text, start
        The text, and the code point where it begins after front matter.
    cell
        True where the title is no part of the text.

    Raises
    ------
    ArticleError
        If the date is none.
    """
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
        title_is_cell=cell,
    )


def _language(stated: str, text: str) -> str:
    """Return ISO 639-1's code of a language that is stated ("ar-SY", "Arabic"), else what the letters say."""
    code = re.split(r"[-_]", stated.strip().casefold())[0]
    return {"arabic": "ar", "english": "en"}.get(code, code) or ("ar" if is_arabic(text) else "en")
