"""An import as it runs: one at a time for a workspace, shared by all sessions, with what became of every article.

The work is done by `geo.workspace.jobs` in threads and processes of their own; here it is only looked at, once a
second, so that the page stays usable meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from geo.query import Filter
from geo.workspace.importing import Source
from geo.workspace.jobs import ImportJob, RereadJob, State
from geo.workspace.workspace import Workspace
from views import address, language, ways
from views.language import number, t
from views.safe_text import element, markdown

Job = ImportJob | RereadJob

_SHOWN: Final = 100
"""Problems and known articles that are listed; the file has those that are kept in words."""
_LOCK: Final = threading.Lock()


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[Path, Job]:
    return {}


def job_of(workspace: Workspace) -> Job | None:
    """Return the last job of a workspace, running or ended, until it is dismissed."""
    return _jobs().get(workspace.folder) if workspace.folder else None


def busy(workspace: Workspace) -> bool:
    """Return whether a job is under way."""
    job = job_of(workspace)
    return job is not None and not job.finished


def start(workspace: Workspace, job: Job) -> bool:
    """Start a job unless one is under way; return whether it was started."""
    assert workspace.folder is not None  # noqa: S101  what has no folder is read-only
    with _LOCK:
        if busy(workspace):
            return False
        _jobs()[workspace.folder] = job
    job.start()
    return True


def bring(workspace: Workspace, source: Source) -> bool:
    """Start an import unless a job is under way."""
    return start(workspace, ImportJob(workspace, source))


def read_again(workspace: Workspace) -> None:
    """Start to read anew what is stale, unless a job is under way."""
    start(workspace, RereadJob(workspace))


def show(workspace: Workspace, titles: Mapping[str, str]) -> None:
    """Draw the last job: while it runs, anew each second.

    Parameters
    ----------
    workspace
        Whose job.
    titles
        Article -> its title, for those that were known.
    """
    job = job_of(workspace)
    if job is None:
        return
    if job.finished:
        with st.container(key="import-done", border=True):
            _told(workspace, job, titles)
    else:
        _watched(workspace, job)


@st.fragment(run_every=1.0)
def _watched(workspace: Workspace, job: Job) -> None:
    if job.finished:
        st.rerun()
    with st.container(key="import-running", border=True):
        _told(workspace, job, {})


def _told(workspace: Workspace, job: Job, titles: Mapping[str, str]) -> None:
    if isinstance(job, RereadJob):
        _reread(workspace, job)
        return
    state = job.state()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(element("h3", _headline(state)), width="stretch")
        if state.finished:
            st.button(t("articles.job.dismiss"), key="import-dismiss", on_click=_dismiss, args=(workspace,))
        elif state.stopped:
            st.html(element("span", t("articles.job.stopping"), css="quiet"), width="content")
        else:
            st.button(t("articles.job.stop"), key="import-stop", icon=":material/stop_circle:", on_click=job.stop)
    st.html(_figures(state))
    if state.error:
        st.error(markdown(state.error), icon=":material/error:")
    if state.finished:
        _ways(state)
        _problems(state)
        _known(state, titles)


def _headline(state: State) -> str:
    seconds = max(round(state.seconds), 1)
    if not state.finished:
        return t("articles.job.running", articles=t("count.articles", n=state.done), seconds=number(seconds))
    if state.error or state.stopped:
        return t("articles.job.ended", articles=t("count.articles", n=state.done))
    return t("articles.job.done", articles=t("count.articles", n=state.done), seconds=number(seconds))


def _figures(state: State) -> str:
    values = {
        "done": state.done, "added": state.added, "near": state.near, "copies": state.copies, "same": state.same,
        "lost": state.lost,
    }  # fmt: skip
    cells = "".join(
        f'<div data-figure="{name}"><dd>{number(value)}</dd><dt>{t(f"articles.figure.{name}")}</dt></div>'
        for name, value in values.items()
        if value or name in {"done", "added", "same", "lost"}
    )
    live = "off" if not state.finished else "polite"
    return f'<dl class="figures" aria-live="{live}">{cells}</dl>'


def _ways(state: State) -> None:
    kept = {k: v for k, v in address.carried().items() if k in {address.WORKSPACE, language.PARAM}}
    with st.container(horizontal=True, key="import-ways"):
        st.page_link(ways.page(""), label=t("articles.job.on_map"), icon=":material/map:", query_params=kept)
        if state.added:
            new = Filter(added_since=state.began).to_params()
            st.page_link(
                ways.page(""), label=t("articles.job.new_on_map"), icon=":material/fiber_new:",
                query_params=kept | new,
            )  # fmt: skip


def _problems(state: State) -> None:
    if state.problems:
        with st.expander(t("articles.job.problems", n=state.lost), icon=":material/error:"):
            st.html(_lines(state.problems))
            st.download_button(
                t("articles.job.problems_file"), "\n".join(state.problems).encode(), "could-not-be-read.txt",
                "text/plain", key="import-problems", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
    if state.notices:
        with st.expander(t("articles.job.notices", n=len(state.notices)), icon=":material/info:"):
            st.html(_lines(state.notices))


def _known(state: State, titles: Mapping[str, str]) -> None:
    if not state.known:
        return
    with st.expander(t("articles.job.known", n=state.near + state.copies + state.same), icon=":material/content_copy:"):
        st.html(
            _lines([
                t(f"articles.known.{one.what}", title=titles.get(one.article_id) or one.article_id,
                  of=titles.get(one.of) or one.of)
                for one in state.known
            ])
        )  # fmt: skip


def _lines(lines: list[str] | tuple[str, ...]) -> str:
    shown = "".join(element("li", line) for line in lines[:_SHOWN])
    more = element("p", t("articles.job.more", n=len(lines) - _SHOWN), css="quiet") if len(lines) > _SHOWN else ""
    return f'<ul class="told">{shown}</ul>{more}'


def _reread(workspace: Workspace, job: RereadJob) -> None:
    state = job.state()
    with st.container(horizontal=True, vertical_alignment="center"):
        key = "articles.job.reread" if state.finished else "articles.job.rereading"
        st.html(element("h3", t(key, n=state.done, of=number(state.of))), width="stretch")
        if state.finished:
            st.button(t("articles.job.dismiss"), key="import-dismiss", on_click=_dismiss, args=(workspace,))
    if state.error:
        st.error(markdown(state.error), icon=":material/error:")


def _dismiss(workspace: Workspace) -> None:
    if workspace.folder is not None and not busy(workspace):
        _jobs().pop(workspace.folder, None)
