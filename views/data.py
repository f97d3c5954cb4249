"""What the pages show: the table of mentions and the gazetteer, read once and shared by all visitors.

`SYRIA_MAP_MENTIONS` names a table that `extract` wrote; without it the sample articles are read at the start.
`SYRIA_MAP_GAZETTEER` names another gazetteer than the one that the project ships. The analyst's own layer of it
(`geo.layers`) lies over either.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from geo.actors import Actors
from geo.articles import Article
from geo.extraction import extract_paths
from geo.gazetteer import DEFAULT, Gazetteer
from geo.layers import describe, layer_in_use
from geo.query import Filter
from geo.store import Store
from geo.tables import read_mentions

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "data" / "articles"


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


def load() -> Loaded:
    """Return the mentions to show; read again only when a file has changed.

    Raises
    ------
    GeoError
        If the table, the gazetteer or an article cannot be used.
    """
    mentions = os.environ.get("SYRIA_MAP_MENTIONS", "")
    gazetteer = Path(os.environ.get("SYRIA_MAP_GAZETTEER") or DEFAULT)
    layer = layer_in_use()
    states = [_state(path) for path in (Path(mentions) if mentions else SAMPLE, gazetteer, layer) if path is not None]
    return _load(mentions, gazetteer, layer, *states)


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(mentions: str, gazetteer_path: Path, layer: Path | None, *_states: tuple[int, int]) -> Loaded:
    gazetteer = Gazetteer.load(gazetteer_path, layer)
    if line := describe(gazetteer):
        print(line, file=sys.stderr)
    if mentions:
        path = Path(mentions)
        store = Store(read_mentions(path), gazetteer)
        return Loaded(store, gazetteer, path.name, span=_span(store))
    articles: dict[str, Article] = {}

    def kept(read: Iterator[Article]) -> Iterator[Article]:
        for article in read:
            articles[article.article_id] = article
            yield article

    store = Store(extract_paths([SAMPLE], gazetteer, Actors.load(), progress=kept), gazetteer)
    return Loaded(store, gazetteer, "", articles.get, _span(store))


def _span(store: Store) -> tuple[date, date] | None:
    bars = store.days(Filter()).bars
    return (bars[0].start, bars[-1].end) if bars else None


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file (or a folder's list of files) does."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
