"""Articles: the workspace that is shown, the ways to bring articles in, and the list of those that are there."""

from __future__ import annotations

import streamlit as st

from geo.exc import GeoError
from views import article_list, bring, import_progress, workspaces
from views.frame import page_frame
from views.language import number, t
from views.safe_text import element, markdown


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    workspace = loaded.workspace
    with st.container(key="articles-page"):
        st.html(element("h2", t("articles.title"), css="page"))
        workspaces.bar(loaded)
        if workspace is None or workspace.read_only:
            workspaces.offer()
            return
        try:
            info = workspace.info()
            articles = article_list.listed(workspace, workspace.folder, info.version)
        except GeoError as error:
            st.error(markdown(str(error)), icon=":material/error:")
            return
        cells = {"articles": info.articles, "mentions": info.mentions, "decisions": info.decisions}
        figures = "".join(
            f'<div data-figure="{name}"><dd>{number(value)}</dd><dt>{t(f"articles.figures.{name}")}</dt></div>'
            for name, value in cells.items()
        )
        st.html(f'<dl class="figures">{figures}</dl>')
        for problem in workspace.damage()[:5]:
            st.warning(markdown(problem), icon=":material/warning:")
        import_progress.show(workspace, {one.article_id: one.title for one in articles})
        bring.show(workspace, {one.sha256: one.title for one in articles})
        article_list.show(workspace, articles, workspaces.last_visit(workspace))
