"""Workspaces for tests: articles of a few words, and a quick extractor that knows a handful of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from geo.articles import Article
from geo.mention import SCHEMA
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB, LATAKIA, mention, table

KNOWN = {"Idlib": IDLIB, "Latakia": LATAKIA}
NAMES = re.compile("Idlib|Latakia|Zahraa|Zahra|Bosra|Basra|الزهراء")


def article(name: str, text: str = "Shells fell on Idlib.", **more: Any) -> Article:
    """Return an article by its id; a story of its own unless a text is told."""
    return Article(name, more.pop("title", f"Title of {name}"), text, more.pop("published", date(2018, 9, 5)), **more)


def extract(articles: Sequence[Article], known: dict[str, Any] = KNOWN) -> pa.Table:
    """Return the mentions of the names above; those that are not known stay unresolved."""
    rows = [
        mention(
            known.get(found[0]),
            article_id=one.article_id, article_title=one.title, published=one.published, source=one.source, url=one.url,
            language=one.language, surface=found[0], start=found.start(), sentence=one.text, date_start=one.published,
            date_source="published", date_expression="", actors=["Russia"], article_actors=["Russia"],
        )
        for one in articles
        for found in NAMES.finditer(one.text)
    ]  # fmt: skip
    return table(*rows) if rows else SCHEMA.empty_table()


def rows_of(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return the mentions of a workspace by id."""
    return {row["mention_id"]: row for row in workspace.mentions().to_pylist()}


def row(workspace: Workspace, article_id: str, surface: str = "Idlib") -> dict[str, Any]:
    """Return the one mention of a name in an article."""
    [found] = [r for r in rows_of(workspace).values() if (r["article_id"], r["surface"]) == (article_id, surface)]
    return found


def names(workspace: Workspace, column: str = "place") -> dict[str, Any]:
    """Return a column by article and name."""
    return {f"{r['article_id']}/{r['surface']}": r[column] for r in rows_of(workspace).values()}
