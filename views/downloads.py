"""Downloads of a small table that is not one of mentions, built when they are clicked and not before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import streamlit as st

from geo.exports.about import About, layer_in_words
from geo.gazetteer import Gazetteer
from geo.plain_export import ROWS, to_csv, to_xlsx
from geo.query import Filter
from geo.store import Store
from views.language import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(name: str, rows: int, table: Callable[[], pa.Table], about: Callable[[], About]) -> None:
    """Draw the two downloads of a table.

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
        f"CSV · {words}", lambda: to_csv(table(), about()), f"syria-{name}.csv", "text/csv", key=f"{name}-csv",
        on_click="ignore", icon=":material/download:", disabled=not rows,
    )  # fmt: skip
    st.download_button(
        f"XLSX · {words}", lambda: to_xlsx(table(), about(), name), f"syria-{name}.xlsx", XLSX, key=f"{name}-xlsx",
        on_click="ignore", icon=":material/download:", disabled=not rows or rows > ROWS,
    )  # fmt: skip


def about(store: Store, wanted: Filter, gazetteer: Gazetteer) -> About:
    """Return what an export of a filter's rows says of itself."""
    return About(store.describe(wanted), date.today(), gazetteer.sha256, layer_in_words(gazetteer))  # noqa: DTZ011 (the reader's own today)
