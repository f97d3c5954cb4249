"""What the pages show: a store of mentions and the gazetteer, read once and shared by all visitors.

The address may name a workspace (`ws`); else it is what the app was started on: the workspace that
`SYRIA_MAP_WORKSPACE` names, the table that `SYRIA_MAP_MENTIONS` names, or the sample articles. `SYRIA_MAP_GAZETTEER`
names another gazetteer for tables and sample than the one that the project ships; the analyst's own layer of it
(`geo.layers`) lies over either. A workspace has layers of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from geo.actors import Actors
from geo.articles import Article
from geo.exc import GeoError, WorkspaceError
from geo.extraction import extract_paths
from geo.gazetteer import DEFAULT, Gazetteer
from geo.layers import describe, layer_in_use
from geo.overview import COUNTINGS
from geo.query import Filter
from geo.store import Store
from geo.tables import read_mentions
from geo.workspace.desk import Desk
from geo.workspace.folder import VARIABLE, workspaces
from geo.workspace.folder import home as home_of_workspaces
from geo.workspace.workspace import Workspace
from views import address

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "data" / "articles"
SAMPLE_NAME: Final = "sample"
"""What `ws` in the address says for the sample articles."""


class Loaded(NamedTuple):
    """One table of mentions, ready to be asked, with the gazetteer that it is shown with."""

    store: Store
    gazetteer: Gazetteer
    name: str
    """The file's name; empty for the sample articles."""
    article_text: Callable[[str], Article | None] = lambda _: None
    """Returns an article by its id; None where only the sentences of its mentions are known."""
    span: tuple[date, date] | None = None
    """First and last day that any mention has."""
    workspace: Workspace | None = None
    """Where corrections go; None where nothing can be kept: the sample, or a table."""


def load() -> Loaded:
    """Return the mentions to show; read again only when a file has changed.

    Raises
    ------
    GeoError
        If the workspace, the table, the gazetteer or an article cannot be used.
    """
    return _loaded(workspace_folder(address.workspace()))


def warm() -> None:
    """Read what a visitor without a link is shown, before there is one; what cannot be read she is told herself."""
    with suppress(GeoError):
        shown = _loaded(workspace_folder(""))
        shown.store.overview(Filter(), COUNTINGS[0])


def _loaded(home: Path | None) -> Loaded:
    if home is not None:
        desk = desk_of(home)
        now = desk.now()
        return Loaded(
            now.store, now.gazetteer, desk.workspace.name, _texts(desk.workspace), span(now.store), desk.workspace
        )
    mentions = os.environ.get("SYRIA_MAP_MENTIONS", "")
    gazetteer = Path(os.environ.get("SYRIA_MAP_GAZETTEER") or DEFAULT)
    layer = layer_in_use()
    states = [_state(path) for path in (Path(mentions) if mentions else SAMPLE, gazetteer, layer) if path is not None]
    return _load(mentions, gazetteer, layer, *states)


def workspace_folder(name: str) -> Path | None:
    """Return the folder of the workspace of a name; without a name, of the one that the app was started on, if any.

    Raises
    ------
    WorkspaceError
        If there is no workspace of that name.
    """
    if name == SAMPLE_NAME:
        return None
    if not name:
        told = os.environ.get(VARIABLE, "")
        return Path(told) if told else None
    found = next((place.folder for place in workspaces() if place.folder.name == name), None)
    if found is None:
        raise WorkspaceError(f"{home_of_workspaces()}: found no workspace {name!r}; expected one that is there")
    return found


@st.cache_resource(max_entries=4, show_spinner=False)
def desk_of(home: Path) -> Desk:
    """Return the workspace of a folder as all sessions share it; made where `SYRIA_MAP_WORKSPACE` names a new folder.

    Raises
    ------
    WorkspaceError
        If it cannot be opened.
    """
    if str(home) == os.environ.get(VARIABLE, "") and not home.exists():
        return Desk(Workspace.create(home))
    return Desk(Workspace.open(home))


def _texts(workspace: Workspace) -> Callable[[str], Article | None]:
    def text(article_id: str) -> Article | None:
        stored = workspace.article(article_id)
        return stored.article if stored and stored.has_text else None

    return text


def span(store: Store) -> tuple[date, date] | None:
    """Return the first and the last day that any mention has."""
    bars = store.days(Filter()).bars
    return (bars[0].start, bars[-1].end) if bars else None


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(mentions: str, gazetteer_path: Path, layer: Path | None, *_states: tuple[int, int]) -> Loaded:
    gazetteer = Gazetteer.load(gazetteer_path, layer)
    if line := describe(gazetteer):
        print(line, file=sys.stderr)
    if mentions:
        path = Path(mentions)
        store = Store(read_mentions(path), gazetteer)
        return Loaded(store, gazetteer, path.name, span=span(store))
    articles: dict[str, Article] = {}

    def kept(read: Iterator[Article]) -> Iterator[Article]:
        for article in read:
            articles[article.article_id] = article
            yield article

    store = Store(extract_paths([SAMPLE], gazetteer, Actors.load(), progress=kept), gazetteer)
    return Loaded(store, gazetteer, "", articles.get, span(store))


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file (or a folder's list of files) does."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
