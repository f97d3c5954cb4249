"""Bringing articles in: files, a pasted text, a web address; first a preview, then, on a click, the import.

Nothing is kept before that click, and nothing is fetched but on one. File names, titles and messages are hostile: they
go through `views.safe_text`, or into cells.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from geo.articles import Article, dated
from geo.exc import ArticleError, GeoError
from geo.intake.documents import read_html
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.reading import ENDINGS, articles_of
from geo.intake.web import fetch
from geo.mention import content_hash
from geo.workspace.importing import Source
from geo.workspace.workspace import Workspace
from views import bring_preview, import_progress
from views.language import LANGUAGES, NAMES, day, t
from views.safe_text import element, markdown

_LONGEST_PASTE: Final = 2_000_000
"""Code points."""


def show(workspace: Workspace, known: dict[str, str]) -> None:
    """Draw the ways in.

    Parameters
    ----------
    workspace
        Where articles go.
    known
        SHA-256 of a text -> title of the article that has it.
    """
    with st.container(key="bring", border=True):
        st.html(element("h3", t("articles.bring.title")))
        files, paste, web = st.tabs([t("articles.bring.files"), t("articles.bring.paste"), t("articles.bring.web")])
        with files:
            _files(workspace, known)
        with paste:
            _paste()
            _one(workspace, known, "paste")
        with web:
            _web()
            _one(workspace, known, "web")


# --- files ------------------------------------------------------------------------------------------------------------


def _files(workspace: Workspace, known: dict[str, str]) -> None:
    turn = st.session_state.get("bring-turn", 0)
    uploads = st.file_uploader(
        t("articles.bring.upload"), type=[ending[1:] for ending in ENDINGS], accept_multiple_files=True,
        key=f"bring-files-{turn}",
    )  # fmt: skip
    if not uploads:
        return
    default = st.date_input(
        t("articles.bring.default_date"), value=None, key=f"bring-date-{turn}", min_value=date(1900, 1, 1),
        help=t("articles.bring.default_date_help"), width=260,
    )  # fmt: skip
    files = [File(upload.name, upload.getvalue()) for upload in uploads]
    told = bring_preview.show(
        files, tuple(upload.file_id for upload in uploads), default if isinstance(default, date) else None, known
    )
    if told is None:
        return
    source = Source(files, default_date=told.default_date, limits=told.limits, columns_of=told.columns_of)
    _button(workspace, source, f"bring-start-{turn}", "bring-turn")


def _button(workspace: Workspace, source: Source, key: str, turn: str) -> None:
    # No callback: it would have the source of the run before, and what was chosen in the same moment would be lost.
    busy = import_progress.busy(workspace)
    pressed = st.button(
        t("articles.bring.start"), key=key, type="primary", icon=":material/download_done:", disabled=busy,
        help=t("articles.bring.busy") if busy else None,
    )  # fmt: skip
    if pressed and import_progress.bring(workspace, source):
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
        st.rerun()


# --- one article ------------------------------------------------------------------------------------------------------


def _paste() -> None:
    turn = st.session_state.get("bring-paste-turn", 0)
    with st.form(f"bring-paste-{turn}", border=False):
        text = st.text_area(
            t("articles.bring.paste_label"), key=f"bring-paste-text-{turn}", height=160, max_chars=_LONGEST_PASTE
        )
        asked = st.form_submit_button(t("articles.bring.preview"))
    if asked:
        _keep(
            "paste",
            lambda limits: _article(File("pasted.txt", text.encode("utf-8", "replace")), limits),
            t("articles.bring.reading"),
        )


def _web() -> None:
    turn = st.session_state.get("bring-web-turn", 0)
    with st.form(f"bring-web-{turn}", border=False):
        url = st.text_input(
            t("articles.bring.url"), key=f"bring-url-{turn}", max_chars=2000, placeholder="https://"
        ).strip()
        st.html(element("p", t("articles.bring.asks"), css="quiet"))
        asked = st.form_submit_button(t("articles.bring.fetch"), icon=":material/public:")
    if asked:
        fetched: list[str] = []

        def article(limits: Limits) -> Article:
            page = fetch(url, limits)
            host = urlsplit(page.url).hostname or page.url
            fetched.append(t("articles.bring.fetched", host=host, day=day(page.retrieved.date())))
            if page.file.ending == ".html":
                found = read_html(page.file, page.url)
                return replace(found, article_id=content_hash(page.url))
            return replace(_article(page.file, limits), url=page.url)

        _keep("web", article, t("articles.bring.fetching"))
        st.session_state["bring-web-note"] = fetched[0] if fetched else ""


def _article(file: File, limits: Limits) -> Article:
    """Return the one article of a text.

    Raises
    ------
    ArticleError
        If it cannot be read.
    """
    problems: list[ArticleError] = []
    found = next(articles_of(file, {}, limits, problems.append), None)
    if found is None:
        raise problems[0] if problems else ArticleError(f"{file.name}: found nothing; expected a text")
    return replace(found, article_id=f"{file.stem}-{content_hash(found.text)}")


def _keep(way: str, make: bring_preview.Making, waiting: str) -> None:
    """Keep an article that was read for its preview, or draw why it cannot be."""
    st.session_state.pop(f"bring-{way}-article", None)
    told = ""
    with st.spinner(waiting):
        try:
            st.session_state[f"bring-{way}-article"] = dated(make(Limits.from_environment()), None)
        except GeoError as error:
            told = str(error)
    if told:
        st.error(markdown(told), icon=":material/error:")


def _one(workspace: Workspace, known: dict[str, str], way: str) -> None:
    """Draw the article that was pasted or fetched, with what is known of it to be corrected before it is kept."""
    article: Article | None = st.session_state.get(f"bring-{way}-article")
    if article is None:
        return
    if note := st.session_state.get(f"bring-{way}-note", ""):
        st.html(element("p", note, css="quiet"))
    bring_preview.already(article, known)
    key = f"bring-{way}-{content_hash(article.text, article.url)}"
    with st.container(key=f"one-{way}"):
        title = st.text_input(t("articles.field.title"), value=article.title, key=f"{key}-title", max_chars=1000)
        first, second, third = st.columns([1, 2, 1])
        with first:
            published = st.date_input(
                t("articles.field.date"), value=article.published, key=f"{key}-date", min_value=date(1900, 1, 1)
            )
        with second:
            source = st.text_input(t("articles.field.source"), value=article.source, key=f"{key}-source", max_chars=200)
        with third:
            spoken = st.selectbox(
                t("articles.field.language"), LANGUAGES, key=f"{key}-language",
                index=1 if article.language == "ar" else 0, format_func=lambda name: NAMES[name],
            )  # fmt: skip
        st.html(bring_preview.beginning(article))
    told = replace(
        article, title=title.strip(), source=source.strip(), language=spoken or article.language,
        title_is_cell=article.title_is_cell or title.strip() != article.title,
    )  # fmt: skip
    if published != article.published:
        known_day = published if isinstance(published, date) else None
        told = replace(told, published=known_day, published_source="person" if known_day else "")
    busy = import_progress.busy(workspace)
    with st.container(horizontal=True):
        pressed = st.button(
            t("articles.bring.start_one"), key=f"{key}-start", type="primary", icon=":material/download_done:",
            disabled=busy, help=t("articles.bring.busy") if busy else None,
        )  # fmt: skip
        st.button(t("articles.bring.discard"), key=f"{key}-discard", type="tertiary", on_click=_forget, args=(way,))
    if pressed and import_progress.bring(workspace, Source(articles=[told])):
        _forget(way)
        st.rerun()


def _forget(way: str) -> None:
    st.session_state.pop(f"bring-{way}-article", None)
    st.session_state[f"bring-{way}-turn"] = st.session_state.get(f"bring-{way}-turn", 0) + 1
