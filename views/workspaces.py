"""Which workspace is shown: its name in the header, another one on a click, and the ways to make, rename and hand on.

A name comes from whoever made the workspace, perhaps from a ZIP file of a stranger: it is text like any other.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from geo.exc import GeoError
from geo.query import Filter
from geo.workspace.archive import export_zip, import_zip
from geo.workspace.folder import VARIABLE, folder_for, read_about, workspaces
from geo.workspace.workspace import Workspace
from views import address, ways
from views.data import SAMPLE_NAME, Loaded, workspace_folder
from views.language import t
from views.safe_text import element, markdown

_AWAY: Final = 3600.0
"""Seconds without a page after which the next one is another visit."""
_NOTED: Final = 300.0
"""Seconds after which a visit is noted again, so that it ends when she leaves."""


class Shown(NamedTuple):
    """What the pages show."""

    name: str
    read_only: bool


def shown() -> Shown:
    """Return the name of what is shown; quick, for the header."""
    try:
        home = workspace_folder(address.workspace())
        if home is not None:
            return Shown(read_about(home)["name"] if home.exists() else home.name, read_only=False)
    except GeoError:
        return Shown(address.workspace(), read_only=False)
    table = Path(os.environ.get("SYRIA_MAP_MENTIONS", "")).name
    return Shown(t("page.sample") if address.workspace() == SAMPLE_NAME or not table else table, read_only=True)


def header() -> None:
    """Draw the name of what is shown, as the way to its articles."""
    name, read_only = shown()
    label = markdown(name) + (f" · {t('articles.ws.read_only')}" if read_only else "")
    with st.container(key="workspace-name", width="content"):
        st.page_link(
            ways.page("articles"), label=label, icon=":material/folder:", query_params=address.carried(),
            help=t("articles.ws.help"),
        )  # fmt: skip


def bar(loaded: Loaded) -> None:
    """Draw the choice of workspaces, and what can be done with the one that is shown."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="workspace-bar"):
        choices = _choices()
        st.session_state["ws-choice"] = address.workspace() if address.workspace() in choices else ""
        st.selectbox(
            t("articles.ws.label"), list(choices), key="ws-choice", format_func=lambda param: choices[param],
            on_change=lambda: go(st.session_state["ws-choice"]), width=320,
        )  # fmt: skip
        turn = st.session_state.get("ws-turn", 0)
        with st.popover(t("articles.ws.new"), icon=":material/create_new_folder:", key=f"ws-new-{turn}"):
            st.text_input(t("articles.ws.name"), key="ws-new-name", max_chars=200, placeholder=t("articles.ws.first"))
            st.button(t("articles.ws.create"), key="ws-create", type="primary", on_click=_create)
        if loaded.workspace is not None and not loaded.workspace.read_only:
            with st.popover(t("articles.ws.rename"), icon=":material/edit:", key=f"ws-rename-{turn}"):
                st.text_input(t("articles.ws.name"), key="ws-name", max_chars=200, value=loaded.workspace.name)
                st.button(t("articles.ws.rename"), key="ws-do-rename", on_click=_rename, args=(loaded.workspace,))
            st.download_button(
                t("articles.ws.zip"), partial(_zipped, loaded.workspace),
                f"{loaded.workspace.folder.name if loaded.workspace.folder else 'workspace'}.zip", "application/zip",
                key="ws-zip", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
        with st.popover(t("articles.ws.unzip"), icon=":material/unarchive:", key=f"ws-unzip-{turn}"):
            st.file_uploader(t("articles.ws.unzip_file"), type=["zip"], key=f"ws-archive-{turn}")
            st.html(element("p", t("articles.ws.unzip_help"), css="quiet"))
            st.button(t("articles.ws.unzip"), key="ws-do-unzip", type="primary", on_click=_unzip)
    if error := st.session_state.pop("ws-error", ""):
        st.error(markdown(error), icon=":material/error:")


def offer() -> None:
    """Say that what is shown is read-only, and make a workspace on one click."""
    with st.container(key="workspace-offer", border=True):
        st.html(element("p", t("articles.ws.offer")))
        st.button(
            t("articles.ws.make"), key="ws-make", type="primary", icon=":material/create_new_folder:", on_click=_create
        )


def go(param: str) -> None:
    """Show another workspace; in a callback. What was asked of the one before is dropped."""
    st.session_state["workspace"] = param
    st.session_state["filter"] = Filter()
    st.session_state["shown"] = None
    st.session_state["own"] = {}
    st.session_state.pop("filter-dates", None)
    st.session_state["ws-turn"] = st.session_state.get("ws-turn", 0) + 1


def last_visit(workspace: Workspace) -> datetime | None:
    """Return when the analyst was here before, UTC, and note that she is here now; None the first time."""
    if workspace.folder is None or workspace.read_only:
        return None
    seen = _visits()
    with _LOCK:
        now = time.monotonic()
        known = seen.get(workspace.folder)
        try:
            if known is None or now - known.at > _AWAY:
                known = _Visit(workspace.visit(), now, now)
            elif now - known.noted > _NOTED:
                workspace.visit()
                known = known._replace(noted=now)
        except GeoError:
            return known.before if known else None
        seen[workspace.folder] = known._replace(at=now)
        return known.before


class _Visit(NamedTuple):
    before: datetime | None
    at: float
    """Monotonic seconds of the last page."""
    noted: float


_LOCK: Final = threading.Lock()


@st.cache_resource(show_spinner=False)
def _visits() -> dict[Path, _Visit]:
    return {}


def _choices() -> dict[str, str]:
    """Return the value of `ws` in the address -> name, what the app was started on first."""
    told = os.environ.get(VARIABLE, "")
    table = Path(os.environ.get("SYRIA_MAP_MENTIONS", "")).name
    sample = f"{t('page.sample')} · {t('articles.ws.read_only')}"
    found: dict[str, str] = {}
    if told:
        home = Path(told)
        try:
            found[""] = read_about(home)["name"]
        except GeoError:
            found[""] = home.name
        found[SAMPLE_NAME] = sample
    elif table:
        found[""] = f"{table} · {t('articles.ws.read_only')}"
    else:
        found[""] = sample
    for place in workspaces():
        if str(place.folder) != told and place.folder.name != SAMPLE_NAME:
            found[place.folder.name] = place.name
    return found


def _free_folder(name: str) -> Path:
    folder = folder_for(name)
    return folder_for(f"{name}-2") if folder.name == SAMPLE_NAME else folder


def _create() -> None:
    name = str(st.session_state.get("ws-new-name") or "").strip() or t("articles.ws.first")
    folder = _free_folder(name)
    try:
        Workspace.create(folder, name).close()
    except GeoError as error:
        st.session_state["ws-error"] = str(error)
        return
    go(folder.name)


def _rename(workspace: Workspace) -> None:
    try:
        workspace.rename(str(st.session_state["ws-name"]))
    except GeoError as error:
        st.session_state["ws-error"] = str(error)
    st.session_state["ws-turn"] = st.session_state.get("ws-turn", 0) + 1


def _zipped(workspace: Workspace) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "workspace.zip"
        export_zip(workspace, target)
        return target.read_bytes()


def _unzip() -> None:
    upload = st.session_state.get(f"ws-archive-{st.session_state.get('ws-turn', 0)}")
    if upload is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "upload.zip"
        packed.write_bytes(upload.getvalue())
        home = _free_folder(Path(upload.name).stem)
        try:
            import_zip(packed, home).close()
        except GeoError as error:
            st.session_state["ws-error"] = str(error).replace(str(packed), upload.name)
            return
    go(home.name)
