"""Below the map: the table of mentions, the names that were not placed, and the downloads of exactly these rows."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from geo.export import XLSX_ROWS, About, to_csv, to_geojson, to_xlsx
from geo.gazetteer import Gazetteer
from geo.overview import Figures
from geo.query import Filter
from geo.store import Store
from views.evidence import ROW
from views.filters import place_label

PAGE: Final = 100
"""Rows of the table that are sent to the browser at once."""

COLUMNS: Final = {
    "date_start": "From", "date_end": "To", "surface": "Name in the text", "place": "Place", "types": "What",
    "governorate": "Governorate", "status": "Status", "role": "Role", "sentence": "Sentence", "actors": "Actors",
    "article_title": "Article", "source": "Source", "published": "Published", "where_prec": "where_prec",
    "confidence": "Confidence", "mention_id": "mention_id",
}  # fmt: skip
"""Columns of a mention that the table shows, with their headings."""

FORMATS: Final = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "geojson": ("GeoJSON", "application/geo+json"),
}
"""Ending of a download -> its label and media type."""


@st.fragment
def show(store: Store, wanted: Filter, figures: Figures, gazetteer: Gazetteer) -> None:
    """Draw the tabs and the downloads."""
    table, not_placed = st.tabs([f"Table · {figures.mentions:,}", f"Not placed · {figures.not_placed:,}"])
    with table:
        _mentions(store, wanted, figures, gazetteer)
    with not_placed:
        _not_placed(store, wanted, figures, gazetteer)


def _mentions(store: Store, wanted: Filter, figures: Figures, gazetteer: Gazetteer) -> None:
    pages = max(1, -(-figures.mentions // PAGE))
    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        rows = f"{figures.mentions:,} {'row' if figures.mentions == 1 else 'rows'}"
        for ending, (label, media_type) in FORMATS.items():
            too_many = ending == "xlsx" and figures.mentions >= XLSX_ROWS
            st.download_button(
                f"{label} · {rows}", partial(_export, ending, store, wanted, gazetteer), f"syria-mentions.{ending}",
                media_type, key=f"download-{ending}", on_click="ignore", icon=":material/download:",
                disabled=too_many or not figures.mentions,
                help=f"A sheet holds {XLSX_ROWS - 1:,} rows: narrow the filter, or take CSV." if too_many else None,
            )  # fmt: skip
        number = 1
        if pages > 1:
            st.space("stretch")
            number = st.pagination(pages, key=f"page-{pages}-{abs(hash(wanted))}")
    page = store.page(wanted, (number - 1) * PAGE, PAGE).select(list(COLUMNS))
    st.container(key="table").dataframe(
        page.rename_columns(list(COLUMNS.values())), hide_index=True, key="mentions",
        height=min(460, ROW * (page.num_rows + 1) + 4),
        column_config={
            "Sentence": st.column_config.TextColumn(width="large"),
            "Article": st.column_config.TextColumn(width="medium"),
            "From": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "To": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Published": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Confidence": st.column_config.NumberColumn(format="%.2f"),
        },
    )  # fmt: skip


def _not_placed(store: Store, wanted: Filter, figures: Figures, gazetteer: Gazetteer) -> None:
    if not figures.not_placed:
        st.caption("Every name of a place in these mentions was placed.")
        return
    st.caption(
        "These names stay off the map: an ambiguous one may mean any of its candidates, an unresolved one is not in "
        "the gazetteer."
    )
    names = store.not_placed(wanted, 500)
    st.dataframe(
        {
            "Name in the text": [name.surface for name in names],
            "Status": [name.status for name in names],
            "Mentions": [name.mentions for name in names],
            "Articles": [name.articles for name in names],
            "It may mean": [[place_label(p, gazetteer) for p in name.candidates] for name in names],
            "First sentence": [name.sentence for name in names],
            "Article": [name.article_title or name.article_id for name in names],
        },
        hide_index=True, key="not-placed",
        height=min(460, ROW * (len(names) + 1) + 4),
        column_config={"First sentence": st.column_config.TextColumn(width="large")},
    )  # fmt: skip


def _export(ending: str, store: Store, wanted: Filter, gazetteer: Gazetteer) -> bytes:
    """Write exactly the rows that match; called when a download is clicked, not before."""
    rows = store.rows(wanted)
    about = About(store.describe(wanted), date.today(), gazetteer.sha256)  # noqa: DTZ011 (the reader's own today)
    if ending == "geojson":
        return to_geojson(rows, about, gazetteer)
    return to_xlsx(rows, about) if ending == "xlsx" else to_csv(rows, about)
