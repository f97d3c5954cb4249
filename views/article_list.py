"""The articles of a workspace: a list to search, and one of them with its text, to read and to correct.

Titles, sources and texts are hostile: they go into cells, or through `views.safe_text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.exc import GeoError
from geo.query import Filter
from geo.workspace.choices import correct_article
from geo.workspace.shelf import Listed, Stored
from geo.workspace.workspace import Workspace
from views import address, import_progress, kept, ways
from views.language import LANGUAGES, NAMES, day, said, t
from views.safe_text import element, link, markdown

OPEN: Final = "doc"
"""Parameter: the article that is open on this page."""
MOST: Final = 1_000
"""Articles that the list shows at once; a search finds among all."""
_LONGEST: Final = 100_000
"""Code points of a text that are shown; the map's reader has all of them."""
_ROW: Final = 36
_HEIGHT: Final = 430
"""Pixels."""


@st.cache_resource(max_entries=4, show_spinner=False)
def listed(_workspace: Workspace, folder: Path | None, version: int) -> list[Listed]:  # noqa: ARG001 (what it is of)
    """Return the articles as of a version."""
    return _workspace.articles()


def show(workspace: Workspace, articles: Sequence[Listed], last_visit: datetime | None) -> None:
    """Draw the list, and the article that is open."""
    new = [one for one in articles if last_visit is not None and one.added_at >= last_visit]
    with st.container(horizontal=True, vertical_alignment="bottom", key="articles-head"):
        st.html(element("h3", t("articles.list.title", articles=t("count.articles", n=len(articles)))), width="content")
        asked = st.text_input(
            t("articles.list.search"), key="articles-search", max_chars=200, placeholder=t("articles.list.search"),
            label_visibility="collapsed", width=300, icon=":material/search:",
        ).strip()  # fmt: skip
        if new and last_visit is not None:
            only_new = st.toggle(t("articles.list.new", n=len(new)), key="articles-new")
            params = Filter(added_since=last_visit).to_params() | _ways()
            st.page_link(ways.page(""), label=t("articles.list.new_on_map"), icon=":material/map:", query_params=params)
            articles = new if only_new else articles
    _stale(workspace, sum(one.stale for one in articles))
    found = _matching(articles, asked)
    if not found:
        st.html(element("p", t("articles.list.nothing" if asked or articles else "articles.list.empty"), css="hint"))
    wide = next(iter(address.got(OPEN)), "")
    if not wide:
        if found:
            _grid(found, asked)
        return
    left, right = st.columns([55, 45], gap="medium")
    with left:
        if found:
            _grid(found, asked)
    with right:
        _article(workspace, wide)


def _ways() -> dict[str, list[str]]:
    return {k: v for k, v in address.carried().items() if k not in Filter().to_params() and k in {"ws", "lang"}}


def _matching(articles: Sequence[Listed], asked: str) -> list[Listed]:
    words = asked.casefold().split()
    found = [
        one
        for one in articles
        if all(word in f"{one.title} {one.source} {one.url} {one.article_id}".casefold() for word in words)
    ]
    return found[::-1]


def _grid(found: list[Listed], asked: str) -> None:
    """Draw the articles, the last that came in first; a click on a row opens it."""
    stories = Counter(one.story_id for one in found)
    shown = found[:MOST]
    rows: dict[str, list[Any]] = {
        "title": [one.title or t("articles.untitled") for one in shown],
        "date": [one.published for one in shown],
        "source": [one.source for one in shown],
        "language": [one.language for one in shown],
        "mentions": [one.mentions for one in shown],
        "added": [one.added_at for one in shown],
        "story": [stories[one.story_id] for one in shown],
        "state": [_state(one) for one in shown],
    }
    key = f"articles-grid-{asked}-{len(found)}"

    def opened() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        address.put(OPEN, [shown[picked[0]].article_id] if picked else ())

    st.dataframe(
        rows, key=key, hide_index=True, on_select=opened, selection_mode="single-row",
        height=min(_HEIGHT, _ROW * (len(shown) + 1) + 4),
        column_config={
            "title": st.column_config.TextColumn(t("articles.field.title"), width="large"),
            "date": st.column_config.DateColumn(t("articles.field.date"), width=95, format="YYYY-MM-DD"),
            "source": st.column_config.TextColumn(t("articles.field.source"), width=120),
            "language": st.column_config.TextColumn(t("articles.field.language"), width=60),
            "mentions": st.column_config.NumberColumn(t("articles.list.mentions"), width=70),
            "added": st.column_config.DatetimeColumn(
                t("articles.list.added"), width=130, format="YYYY-MM-DD HH:mm", timezone="UTC"
            ),
            "story": st.column_config.NumberColumn(
                t("articles.list.story"), width=70, help=t("articles.list.story_help")
            ),
            "state": st.column_config.TextColumn(t("articles.list.state"), width=110),
        },
    )  # fmt: skip
    more = t("articles.list.first", n=MOST) if len(found) > MOST else ""
    st.html(element("p", f"{t('articles.list.open')} {more}".strip(), css="quiet"))


def _state(one: Listed) -> str:
    states = {"stale": one.stale, "corrected": one.corrected, "mentions_only": not one.sha256}
    return ", ".join(t(f"articles.state.{name}") for name, holds in states.items() if holds)


def _stale(workspace: Workspace, count: int) -> None:
    if not count:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="articles-stale"):
        st.html(element("p", t("articles.stale", n=count), css="hint"), width="content")
        st.button(
            t("articles.read_again"), key="articles-read-again", icon=":material/refresh:",
            on_click=import_progress.read_again, args=(workspace,), disabled=import_progress.busy(workspace),
        )  # fmt: skip


# --- one article ------------------------------------------------------------------------------------------------------


def _article(workspace: Workspace, article_id: str) -> None:
    try:
        stored = workspace.article(article_id)
    except GeoError as error:
        st.error(markdown(str(error)), icon=":material/error:")
        stored = None
    with st.container(key="article-open", border=True):
        with st.container(horizontal=True, vertical_alignment="top"):
            title = stored.listed.title if stored else t("articles.gone")
            st.html(element("h3", title or t("articles.untitled")), width="stretch")
            st.button(
                t("articles.close"), key="article-close", icon=":material/close:", type="tertiary",
                on_click=address.put, args=(OPEN, ()),
            )  # fmt: skip
        if stored is None:
            return
        one = stored.listed
        st.html(f'<p class="quiet">{_facts(one)}</p>')
        with st.container(horizontal=True):
            ways.link(t("articles.on_map", n=one.mentions), "map", "article", article_id)
        shown = stored.article.text[:_LONGEST]
        if stored.has_text:
            st.html(f'<div class="article-text" tabindex="0">{element("div", shown)}</div>')
        else:
            st.html(element("p", t("articles.without_text"), css="hint"))
        if len(stored.article.text) > _LONGEST:
            st.html(element("p", t("articles.cut", n=_LONGEST), css="quiet"))
        with st.expander(t("articles.correct.title"), icon=":material/edit:"):
            _correct(workspace, stored)


def _facts(one: Listed) -> str:
    by = said("articles.dated", one.published_source.replace(" ", "_")) if one.published_source else ""
    when = t("articles.bring.dated", day=day(one.published), by=by) if one.published else t("articles.bring.undated")
    facts = [
        one.source, when, NAMES["ar" if one.language == "ar" else "en"],
        t("articles.added_on", day=day(one.added_at.date())),
    ]  # fmt: skip
    spans = [element("span", fact) for fact in facts if fact]
    if one.url:
        spans.append(link(one.url[:80], one.url))
    return " · ".join(spans)


def _correct(workspace: Workspace, stored: Stored) -> None:
    one = stored.listed
    key = f"article-{one.article_id}-{stored.version}-{one.title}-{one.published}-{one.source}-{one.language}"
    with st.form(f"correct-{key}", border=False):
        title = st.text_input(t("articles.field.title"), value=one.title, key=f"{key}-title", max_chars=1000)
        first, second = st.columns(2)
        with first:
            published = st.date_input(
                t("articles.field.date"), value=one.published, key=f"{key}-date", min_value=date(1900, 1, 1)
            )
            spoken = st.selectbox(
                t("articles.field.language"), LANGUAGES, key=f"{key}-language",
                index=1 if one.language == "ar" else 0, format_func=lambda name: NAMES[name],
            )  # fmt: skip
        with second:
            source = st.text_input(t("articles.field.source"), value=one.source, key=f"{key}-source", max_chars=200)
            url = st.text_input(t("articles.field.url"), value=one.url, key=f"{key}-url", max_chars=2000)
        who = kept.ask_who(f"{key}-who")
        why = st.text_input(t("articles.correct.why"), key=f"{key}-why", max_chars=500).strip()
        st.html(element("p", t("articles.correct.help"), css="quiet"))
        pressed = st.form_submit_button(t("articles.correct.keep"), type="primary")
    if not pressed:
        return
    now = {
        "title": title.strip(), "published": published if isinstance(published, date) else None,
        "source": source.strip(), "url": url.strip(), "language": spoken or one.language,
    }  # fmt: skip
    changed = {name: value for name, value in now.items() if value != getattr(one, name)}
    if not changed:
        st.info(t("articles.correct.nothing"))
    elif not who:
        st.warning(t("articles.correct.who"))
    elif kept.keep(workspace, [correct_article(one.article_id, who, why=why, **changed)], t("articles.correct.kept")):
        if stored.has_text and {"published", "language"} & set(changed):
            import_progress.read_again(workspace)
        st.rerun()
