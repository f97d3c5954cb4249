"""What was read of files before they are kept: the columns of tables to confirm or change, the first articles.

Titles, names and texts are hostile: they go through `views.safe_text`, or into cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

import streamlit as st

from geo.articles import FIELDS, Article
from geo.exc import GeoError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.preview import Previews, Seen, previews
from geo.workspace.shelf import digest
from views.language import NAMES, day, t
from views.safe_text import element, markdown

Making = Callable[[Limits], Article]
"""Reads an article."""

_BEGINNING: Final = 400
"""Code points of a text that are shown."""
_SHOWN: Final = 6
"""Documents that are shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the files are to be read."""

    limits: Limits
    default_date: date | None
    columns_of: Mapping[str, Mapping[str, str]]


def show(
    files: Sequence[File], ids: tuple[str, ...], default_date: date | None, known: Mapping[str, str]
) -> Told | None:
    """Draw what files hold; return how to read them, or None where nothing of them can be.

    Parameters
    ----------
    files
        As they were uploaded.
    ids
        Streamlit's ids of them: the same ones are not read again.
    default_date
        Publication date of articles that state none.
    known
        SHA-256 of a text -> title of the article that has it.
    """
    try:
        limits = Limits.from_environment()
        told = _columns_told(ids)
        found = _looked(files, ids, limits, told, default_date)
    except GeoError as error:
        st.error(markdown(str(error)), icon=":material/error:")
        return None
    tables: dict[tuple[str, ...], list[Seen]] = {}
    for seen in found.seen:
        if seen.kind == "table":
            tables.setdefault(seen.header, []).append(seen)
    for problem in [*found.problems, *(p for seen in found.seen if seen.kind == "unread" for p in seen.problems)]:
        st.warning(markdown(problem), icon=":material/warning:")
    of_mentions = [seen for seen in found.seen if seen.kind == "mentions"]
    for number, seen in enumerate(of_mentions):
        _mentions(number, seen)
    drawn = [_table(number, some, told, known) for number, some in enumerate(tables.values())]
    documents = [seen for seen in found.seen if seen.kind == "document"]
    if documents:
        count = len(documents) + found.others
        st.html(element("h4", t("articles.bring.documents", n=count)))
        for seen in documents[:_SHOWN]:
            _document(seen.articles[0], PurePosixPath(seen.name).name, known)
        if count > _SHOWN:
            st.html(element("p", t("articles.bring.more", n=count - min(_SHOWN, len(documents))), css="quiet"))
    if not all(drawn) or not (documents or tables or of_mentions):
        return None
    return Told(limits, default_date, {seen.name: told[seen.name] for some in tables.values() for seen in some})


def already(article: Article, known: Mapping[str, str]) -> None:
    """Say so where an article of this text is in the workspace."""
    title = known.get(digest(article.text if article.text.strip() else article.title))
    if title is not None:
        st.html(element("p", t("articles.bring.already", title=title), css="already"))


def beginning(article: Article) -> str:
    """Return the first lines of an article as HTML."""
    text = article.text[article.body_start :].strip()
    cut = text[:_BEGINNING] + ("…" if len(text) > _BEGINNING else "")
    return element("div", cut, css="beginning")


def _columns_told(ids: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the columns that were told for these files; those of other files are forgotten."""
    if st.session_state.get("bring-ids") != ids:
        st.session_state["bring-ids"] = ids
        st.session_state["bring-columns"] = {}
    told: dict[str, dict[str, str]] = st.session_state["bring-columns"]
    return told


def _looked(
    files: Sequence[File],
    ids: tuple[str, ...],
    limits: Limits,
    told: Mapping[str, Mapping[str, str]],
    default_date: date | None,
) -> Previews:
    asked = (ids, default_date, repr(told))
    kept = st.session_state.get("bring-looked")
    if kept is None or kept[0] != asked:
        with st.spinner(t("articles.bring.reading")):
            kept = (asked, previews(files, limits, columns_of=told, default_date=default_date))
        st.session_state["bring-looked"] = kept
    found: Previews = kept[1]
    return found


def _table(number: int, some: Sequence[Seen], told: dict[str, dict[str, str]], known: Mapping[str, str]) -> bool:
    """Draw the tables of one header with the choice of their columns; return whether they can be read."""
    first = some[0]
    names = ", ".join(PurePosixPath(seen.name).name for seen in some[:5]) + (" …" if len(some) > 5 else "")
    header = list(first.header)
    chosen: dict[str, str] = {}
    with st.container(key=f"bring-table-{number}"):
        st.html(element("h4", t("articles.bring.table", names=names)))
        cells = {name: [row[i] if i < len(row) else "" for row in first.rows] for i, name in enumerate(header)}
        st.dataframe({n: [c[:200] for c in column] for n, column in cells.items()}, hide_index=True, height="content")
        st.html(element("p", t("articles.bring.columns"), css="quiet"))
        with st.container(horizontal=True, key=f"bring-columns-{number}"):
            for field in FIELDS:
                guess = first.columns.get(field)
                picked = st.selectbox(
                    t(f"articles.field.{field}"), header, index=header.index(guess) if guess in header else None,
                    key=f"bring-column-{st.session_state.get('bring-turn', 0)}-{number}-{field}", width=150,
                    placeholder=t("articles.bring.no_column"),
                )  # fmt: skip
                if picked:
                    chosen[field] = picked
        changed = any(told.get(seen.name) != chosen for seen in some)
        for seen in some:
            told[seen.name] = chosen
        st.session_state["bring-columns"] = told
        if "text" not in chosen:
            st.warning(t("articles.bring.no_text"), icon=":material/warning:")
            return False
        if changed and chosen != dict(first.columns):
            st.rerun()
        st.html(element("p", t("articles.bring.first_rows"), css="quiet"))
        for article in first.articles:
            _document(article, "", known)
        for problem in first.problems[:3]:
            st.warning(markdown(problem), icon=":material/warning:")
    return True


def _mentions(number: int, seen: Seen) -> None:
    """Draw the first rows of a table of mentions, which comes in as it is."""
    rows = [dict(zip(seen.header, row, strict=False)) for row in seen.rows]
    with st.container(key=f"bring-mentions-{number}"):
        st.html(element("h4", t("articles.bring.mentions_title", name=PurePosixPath(seen.name).name)))
        st.html(element("p", t("articles.bring.mentions"), css="quiet"))
        shown = {
            t("articles.field.title"): "article_title", t("articles.bring.sentence"): "sentence",
            t("articles.bring.name"): "surface", t("articles.bring.place"): "place",
            t("articles.bring.when"): "date_start",
        }  # fmt: skip
        cells = {title: [row.get(column, "")[:200] for row in rows] for title, column in shown.items()}
        st.dataframe(cells, hide_index=True, height="content")


def _document(article: Article, name: str, known: Mapping[str, str]) -> None:
    facts = [
        name, article.source, _dated(article),
        str(NAMES.get(article.language, article.language)),  # type: ignore[call-overload]
    ]  # fmt: skip
    # Each fact in a direction of its own: an Arabic outlet does not turn an English line about.
    told = " · ".join(element("span", fact) for fact in facts if fact)
    st.html(
        f'<div class="seen">{element("b", article.title or t("articles.untitled"))}'
        f'<p class="quiet">{told}</p>{beginning(article)}</div>'
    )
    already(article, known)


def _dated(article: Article) -> str:
    if article.published is None:
        return t("articles.bring.undated")
    return t("articles.bring.dated", day=day(article.published), by=t(f"articles.dated.{_by(article)}"))


def _by(article: Article) -> str:
    return article.published_source.replace(" ", "_") or "column"
