"""Plain text, and Markdown with front matter: the text is the whole file, as it stands."""

from __future__ import annotations

import re
from typing import Final

import yaml

from geo.articles import FIELDS, Article, article_from, headline
from geo.exc import ArticleError
from geo.intake.files import File, text_of
from geo.names import is_arabic

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPEN_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n\w+:\s")
_NAMED_VALUE: Final = re.compile(r"(\w+):\s+(.*)")


def read_txt(file: File) -> Article:
    """Return the article that a text file is.

    Raises
    ------
    ArticleError
        If it is no text.
    """
    text = text_of(file, "an article")
    return Article(file.stem, headline(text, 0), text, language="ar" if is_arabic(text) else "en")


def read_md(file: File) -> Article:
    """Return the article that a Markdown file is; `FIELDS` may stand in front matter, lines between two `---`.

    Raises
    ------
    ArticleError
        If it is no text, or its front matter cannot be read.
    """
    text = text_of(file, "an article")
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    if not front and _OPEN_FRONT_MATTER.match(text):
        raise ArticleError(f"{file.name}, line 1: found front matter that does not end; expected a line '---' after it")
    facts = _front_matter(file.name, front[1]) if front else {}
    title = facts.get("title") or headline(text, start)
    return article_from(file.name, "front matter", facts, text, start, file.stem, title)


def _front_matter(name: str, text: str) -> dict[str, str]:
    """Return the names and values of front matter; a value with a colon in it need not be quoted."""
    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError) as error:
        lines = [_NAMED_VALUE.fullmatch(line.rstrip()) for line in text.splitlines() if line.strip()]
        if "mapping values are not allowed" not in str(error) or not all(lines):
            line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
            raise ArticleError(
                f"{name}, line {line}: found front matter that is not YAML; expected lines such as 'title: ...'"
            ) from error
        loaded = {line[1]: line[2] for line in lines if line}
    if not isinstance(loaded, dict):
        raise ArticleError(f"{name}, line 2: found front matter without names; expected lines such as 'title: ...'")
    facts = {str(key).lower(): value for key, value in loaded.items()}
    for field in FIELDS:
        if not isinstance(facts.get(field, ""), str):
            raise ArticleError(f"{name}, {field}: found a list; expected one value")
    return {key: value.strip() for key, value in facts.items() if isinstance(value, str)}
