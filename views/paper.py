"""What stands on paper in place of a grid, which is a picture of the rows in view: a table of the rows that were sent.

The rows travel in one attribute, and `frame.js` makes the table of them when the page is printed: as elements of the
page they would cost every filter the time of a hundred rows that nobody sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from views.language import t
from views.safe_text import attributes, element

MOST: Final = 200
"""Rows of a table that are printed; the downloads have all."""


def table(columns: Mapping[str, Sequence[Any]], all_: int) -> None:
    """Draw the table, on paper alone.

    Parameters
    ----------
    columns
        Words at the head of a column -> its cells.
    all_
        How many rows there are, also those that were not sent.
    """
    rows = [[_told(value) for value in row] for row in zip(*columns.values(), strict=True)][:MOST]
    told = json.dumps([list(columns), rows], ensure_ascii=False, separators=(",", ":"))
    words = t("tables.paper", shown=len(rows), rows=t("count.rows", n=all_)) if len(rows) < all_ else ""
    st.html(f'<div class="paper"{attributes(data_rows=told)}>{element("p", words, css="quiet")}</div>')


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    return t("evidence.comma").join(value) if isinstance(value, list) else str(value)
