"""Downloads: the mentions that a filter leaves, in every format, and small tables; built when clicked and not before.

A file of a million rows is built in another process (`geo.exports.worker`), so that no other reader waits for it. What
a format cannot hold is told on its button, which cannot be clicked then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import pyarrow as pa
import streamlit as st

from geo.exports.about import About, layer_in_words
from geo.exports.asked import held_back, in_words
from geo.exports.formats import FORMATS, Export, Format, too_many
from geo.exports.positions import sensitive_among
from geo.exports.rows import Rows
from geo.exports.worker import to_bytes
from geo.gazetteer import Gazetteer
from geo.overview import Counting, Overview
from geo.plain_export import ROWS, to_csv, to_xlsx
from geo.query import Filter
from geo.store import Store
from views import address, filter_words
from views.language import language, t

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE: Final = "syria-mentions"
"""Name of a download, before its ending."""

_DRAWN: Final = frozenset({".html", ".png"})
"""Formats that speak the page's language, and name the filter in it."""


def show(store: Store, wanted: Filter, view: Overview, gazetteer: Gazetteer) -> None:
    """Draw a button for each format, and what is to be chosen for them."""
    sensitive = sensitive_among(((count.place_id, count.type) for count in view.places), gazetteer)
    # The choice is for these rows: another filter asks for it again.
    key = f"download-exact-{abs(hash(wanted))}"
    exact, texts = (bool(st.session_state.get(name)) for name in (key, "download-texts"))
    words = "" if language() == "en" else spoken(wanted, view, gazetteer, exact=exact)
    built = partial(
        _built, store=store, wanted=wanted, gazetteer=gazetteer, counting=address.counting(), texts=texts,
        speaks=language(), spoken=words, sensitive=sensitive, exact=exact,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="downloads"):
        for kind in FORMATS:
            _button(kind, view.figures.mentions, partial(built, kind.ending), texts)
        st.checkbox(t("downloads.texts"), key="download-texts", help=t("downloads.texts_help"), width="content")
        if sensitive:
            words = t("downloads.exact", n=sensitive)
            st.checkbox(words, key=key, help=t("downloads.exact_help"), width="content")


def _button(kind: Format, rows: int, built: Callable[[], bytes], texts: bool) -> None:
    name = kind.ending[1:]
    refused = too_many(kind.ending, rows, texts=texts)
    told = t(f"downloads.help.{name}")
    if refused and kind.limit is not None:
        told = t("downloads.too_many", n=kind.limit, why=t(f"downloads.why.{name}"))
    st.download_button(
        t("downloads.button", format=kind.name, rows=t("count.rows", n=rows)), built, f"{FILE}{kind.ending}",
        kind.media_type, key=f"download-{name}", on_click="ignore", icon=":material/download:",
        disabled=bool(refused) or not rows, help=told,
    )  # fmt: skip


def _built(
    ending: str, *, store: Store, wanted: Filter, gazetteer: Gazetteer, counting: Counting, texts: bool, speaks: str,
    spoken: str, sensitive: int, exact: bool,
) -> bytes:  # fmt: skip
    """Write exactly the rows that match; called in a thread without a page, when a download is clicked."""
    told = replace(about(store, wanted, gazetteer, exact=exact), sensitive=sensitive, exact=exact)
    if spoken and ending in _DRAWN:
        told = replace(told, filter=spoken)
    return to_bytes(ending, Export(Rows.matching(store, wanted), told, gazetteer, counting, texts, speaks))


def buttons(name: str, rows: int, table: Callable[[], pa.Table], about: Callable[[], About]) -> None:
    """Draw the two downloads of a table that is not one of mentions.

    Parameters
    ----------
    name
        Of the file and of the sheet, and of the buttons' keys.
    rows
        How many rows the table will have.
    table, about
        Called when a download is clicked.
    """
    words = t("count.rows", n=rows)
    st.download_button(
        t("downloads.button", format="CSV", rows=words), lambda: to_csv(table(), about()), f"syria-{name}.csv",
        "text/csv", key=f"{name}-csv",
        on_click="ignore", icon=":material/download:", disabled=not rows,
    )  # fmt: skip
    st.download_button(
        t("downloads.button", format="XLSX", rows=words), lambda: to_xlsx(table(), about(), name),
        f"syria-{name}.xlsx", XLSX, key=f"{name}-xlsx",
        on_click="ignore", icon=":material/download:", disabled=not rows or rows > ROWS,
    )  # fmt: skip


def exactly(name: str, sensitive: int) -> bool:
    """Ask, where a table names sensitive places, whether it shall: otherwise it names their towns.

    `name` is that of what was asked for, which makes another filter ask again.
    """
    words = t("downloads.exact", n=sensitive)
    return bool(sensitive) and st.checkbox(words, key=f"exact-{name}", help=t("downloads.exact_help"), width="content")


def about(store: Store, wanted: Filter, gazetteer: Gazetteer, *, exact: bool = True) -> About:
    """Return what an export of a filter's rows says of itself; `exact` as in `geo.exports.asked.in_words`."""
    today = date.today()  # noqa: DTZ011 (the reader's own today)
    words = in_words(store, wanted, gazetteer, exact=exact)
    return About(words, today, gazetteer.sha256, layer_in_words(gazetteer))


def spoken(wanted: Filter, view: Overview, gazetteer: Gazetteer, *, exact: bool) -> str:
    """Return the filter in the page's language, as `geo.exports.asked.in_words` does in English."""
    told, less = (wanted, False) if exact else held_back(wanted, gazetteer)
    words = [pill.words for pill in filter_words.pills(told, view, gazetteer)]
    return "; ".join([*words, t("downloads.held_back")] if less else words)
