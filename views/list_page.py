"""Place my list: a table of names comes in, every row goes out with its place; what is doubtful is mended here.

The table lives in the reader's session and nowhere else. What she decides is in the downloads (`decided_by`, `note`).
All its text is hostile like that of an article: it goes into cells, or through `views.safe_text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, repeat
from pathlib import PurePosixPath
from typing import Any, Final

import streamlit as st
from streamlit_folium import st_folium

from geo.exc import ArticleError, GeoError
from geo.gazetteer import Gazetteer, Place
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.name_lists import ENDINGS, NameList, PlacedList, PlacedRow, about, to_csv, to_xlsx
from geo.query import Filter
from views import said, selection
from views.data import Loaded
from views.evidence import ROW
from views.frame import page_frame
from views.language import number, t
from views.language import said as word
from views.list_marks import marks_of
from views.mention_map import Look, MentionMap, layer, off_map
from views.safe_text import element, markdown

SURE: Final = 0.85
"""Confidence from which a place is worth no second look."""
_GRID_ROWS: Final = 1_000
"""Rows that the grid shows at once; the downloads have all."""
_HEIGHT: Final = 560
"""Pixels, of the map."""
_PROGRESS: Final = 2_000
"""Rows from which placing shows how far it is."""
_TYPES: Final = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    found: PlacedList | None = st.session_state.get("list-placed")
    if found is None:
        _bring(loaded.gazetteer)
        return
    _columns(found, loaded.gazetteer)
    found = st.session_state["list-placed"]
    _result(found, loaded)


# --- bringing a list --------------------------------------------------------------------------------------------------


def _bring(gazetteer: Gazetteer) -> None:
    st.html(element("h2", t("list.title"), css="page"))
    st.html(element("p", t("list.teach"), css="hint"))
    with st.form("list-bring", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            upload = st.file_uploader(t("list.upload"), type=[ending[1:] for ending in ENDINGS], key="list-upload")
        with right:
            pasted = st.text_area(t("list.paste"), key="list-paste", height=150, placeholder=t("list.paste_hint"))
        asked = st.form_submit_button(t("list.read"), type="primary")
    if not asked:
        return
    told: list[ArticleError] = []
    try:
        limits = Limits.from_environment()
        if upload is not None:
            names = NameList.from_file(File(upload.name, upload.getvalue()), limits, told.append)
            st.session_state["list-name"] = PurePosixPath(upload.name).stem
        else:
            names = NameList.from_text(pasted, told.append)
            st.session_state["list-name"] = "list"
    except GeoError as error:
        st.error(markdown(str(error)), icon=":material/error:")
        return
    st.session_state["list-told"] = [str(error) for error in told]
    _place(names, names.name_column(), names.within_columns(), gazetteer)
    st.rerun()


def _place(names: NameList, name: str, within: Sequence[str], gazetteer: Gazetteer) -> None:
    """Place all rows, with progress where it takes long; keep the result in the session."""
    placer = selection.lookup(gazetteer).placer
    whole = len(names.rows)
    bar = st.progress(0.0) if whole >= _PROGRESS else None

    def progress(done: int) -> None:
        if bar:
            bar.progress(done / whole, t("list.placing", n=done, all=whole))

    st.session_state["list-placed"] = PlacedList(names, placer, name, within, progress)
    st.session_state["list-columns"] = (name, tuple(within))
    st.session_state["list-at"] = 0
    if bar:
        bar.empty()


def _columns(found: PlacedList, gazetteer: Gazetteer) -> None:
    """Draw the choice of columns; another choice places all rows anew."""
    header = found.names.header
    name, within = st.session_state["list-columns"]
    with st.container(horizontal=True, vertical_alignment="bottom", key="list-columns-row"):
        picked = st.selectbox(t("list.name"), header, index=header.index(name), width=260)
        inside = st.multiselect(
            t("list.within"), [column for column in header if column != picked], placeholder=t("list.none"),
            default=[column for column in within if column != picked], width=420,
        )  # fmt: skip
        st.space("stretch")
        _downloads(found, gazetteer)
        st.button(t("list.new"), key="list-new", icon=":material/close:", type="tertiary", on_click=_forget)
    _sensitive(found)
    for line in st.session_state.get("list-told", [])[:5]:
        st.warning(markdown(line), icon=":material/warning:")
    if (picked, tuple(inside)) != (name, within):
        _place(found.names, picked, inside, gazetteer)
        st.rerun()


def _forget() -> None:
    for key in ("list-placed", "list-columns", "list-told", "list-at", "list-upload", "list-paste"):
        st.session_state.pop(key, None)


# --- the result -------------------------------------------------------------------------------------------------------


@st.fragment
def _result(found: PlacedList, loaded: Loaded) -> None:
    st.html(_figures(found))
    left, right = st.columns([60, 40], gap="medium")
    with left:
        _grid(found)
        _mend(found, loaded.gazetteer)
    with right:
        _map(found, loaded)


def _figures(found: PlacedList) -> str:
    counts = Counter(_state(row) for row in found.rows)
    cells = "".join(
        f"<div><dd>{number(counts[state])}</dd><dt>{t(f'list.figures.{state}')}</dt></div>"
        for state in ("placed", "doubtful", "ambiguous", "unresolved", "decided")
        if counts[state] or state != "decided"
    )
    return f'<dl class="figures" aria-live="polite">{cells}</dl>'


def _state(row: PlacedRow) -> str:
    if row.decided_by:
        return "decided"
    answer = row.placed.resolution
    if answer.place is None:
        return answer.status
    return "placed" if answer.confidence >= SURE and not row.placed.note else "doubtful"


def _grid(found: PlacedList) -> None:
    """Draw the rows; a name or an area that is changed here places its row anew."""
    wanted = st.segmented_control(
        t("list.show.label"), ["all", "open", "doubt"], default="all", key="list-show", required=True,
        format_func=lambda name: t(f"list.show.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    kept = {"open": {"ambiguous", "unresolved"}, "doubt": {"doubtful"}}.get(str(wanted))
    numbers = [i for i, row in enumerate(found.rows) if kept is None or _state(row) in kept][:_GRID_ROWS]
    if not numbers:
        st.html(element("p", t("list.grid.empty"), css="hint"))
        return

    def changed() -> None:
        for at, cells in st.session_state[key]["edited_rows"].items():
            row = found.rows[numbers[int(at)]]
            found.ask(
                numbers[int(at)],
                str(cells.get("asked", row.name) or ""),
                str(cells.get("within", row.within) or ""),
            )
        st.session_state["list-edits"] = st.session_state.get("list-edits", 0) + 1

    # Another key after each change: the widget must not apply its old edits to the rows that they made.
    key = f"list-grid-{st.session_state.get('list-edits', 0)}-{wanted}"
    columns = {
        "row": st.column_config.NumberColumn(t("list.grid.row"), width=48, disabled=True),
        "asked": st.column_config.TextColumn(t("list.grid.asked"), width=150),
        "within": st.column_config.TextColumn(t("list.grid.within"), width=90),
        "place": st.column_config.TextColumn(t("list.grid.place"), width=130, disabled=True),
        "governorate": st.column_config.TextColumn(t("list.grid.governorate"), width=90, disabled=True),
        "status": st.column_config.TextColumn(t("list.grid.status"), width=80, disabled=True),
        "note": st.column_config.TextColumn(t("list.grid.note"), width=190, disabled=True),
        "confidence": st.column_config.NumberColumn(t("list.grid.confidence"), format="%.2f", width=85, disabled=True),
        "type": st.column_config.TextColumn(t("list.grid.type"), disabled=True),
        "where_prec": st.column_config.NumberColumn(t("list.grid.precision"), width=60, disabled=True),
        "km": st.column_config.NumberColumn(t("list.grid.km"), format="%g", width=60, disabled=True),
        "lat": st.column_config.NumberColumn(t("list.grid.lat"), format="%.4f", disabled=True),
        "lon": st.column_config.NumberColumn(t("list.grid.lon"), format="%.4f", disabled=True),
        "pcode": st.column_config.TextColumn(t("list.grid.pcode"), disabled=True),
        "decided": st.column_config.TextColumn(t("list.grid.decided"), disabled=True),
    }
    rows = [_cells(number, found.rows[number]) for number in numbers]
    st.data_editor(
        {name: [row[name] for row in rows] for name in columns}, key=key, on_change=changed, hide_index=True,
        column_config=columns, height=min(480, ROW * (len(rows) + 1) + 4), placeholder="",
    )  # fmt: skip
    st.html(element("p", t("list.grid.help"), css="quiet"))


def _cells(number: int, row: PlacedRow) -> dict[str, Any]:
    answer = row.placed.resolution
    place = answer.place
    return {
        "row": number + 1, "asked": row.name, "within": row.within,
        "place": selection.title(place) if place else "",
        "governorate": said.governorate(place.governorate) if place else "",
        "status": word("list.status", answer.status), "confidence": answer.confidence if place else None,
        "note": row.placed.note, "type": said.kind(place.type) if place else "",
        "where_prec": answer.where_prec, "km": answer.uncertainty_km, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "pcode": place.pcode or place.adm1_pcode if place else "",
        "decided": row.decided_by,
    }  # fmt: skip


def _mend(found: PlacedList, gazetteer: Gazetteer) -> None:
    """Draw one open or doubtful row with the places that it may be, and the ways to the next."""
    todo = [i for i, row in enumerate(found.rows) if _state(row) in {"ambiguous", "unresolved", "doubtful"}]
    with st.container(key="list-mend", border=True):
        if not todo:
            st.html(element("p", t("list.mend.done"), css="hint"))
            return
        at = min(st.session_state.get("list-at", 0), len(todo) - 1)
        row_number = todo[at]
        row = found.rows[row_number]

        def step(by: int) -> None:
            st.session_state["list-at"] = (at + by) % len(todo)

        def decide(place: Place) -> None:
            found.decide(row_number, place, t("list.mend.you"))

        def leave() -> None:
            found.leave_open(row_number, t("list.mend.you"))

        def search() -> None:
            asked = st.session_state["list-search"].strip()
            st.session_state["list-search"] = ""
            if asked:
                found.ask(row_number, asked, row.within)

        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(element("h3", t("list.mend.title")), width="stretch")
            words = t("list.mend.row", n=row_number + 1, all=len(found.rows))
            st.html(element("span", words, css="quiet"), width="content")
            st.button(t("list.mend.before"), key="list-before", on_click=step, args=(-1,), type="tertiary")
            st.button(t("list.mend.after"), key="list-after", on_click=step, args=(1,), type="tertiary")
        asked = "list.mend.asked_in" if row.within else "list.mend.asked"
        st.html(element("p", t(asked, name=row.name, within=row.within), css="asked"))
        if row.placed.note:
            st.html(element("p", row.placed.note, css="quiet"))
        offers = found.offers(row_number, selection.lookup(gazetteer).suggester, gazetteer)
        st.html(element("p", t("list.mend.offers") if offers else t("list.mend.no_offers"), css="quiet"))
        with st.container(horizontal=True, key="list-offers"):
            for place in offers[:8]:
                st.button(
                    markdown(selection.named(place)), key=f"list-offer-{place.id}",
                    on_click=decide, args=(place,),
                )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(t("list.mend.search"), key="list-search", max_chars=120, on_change=search)
            st.button(t("list.mend.leave"), key="list-leave", on_click=leave, type="tertiary")


def _map(found: PlacedList, loaded: Loaded) -> None:
    marks = marks_of(row.placed.resolution for row in found.rows)
    mentioned = loaded.store.on_map(Filter())
    st.html(element("p", t("list.map.title"), css="quiet"))
    with st.container(key="list-map"):
        st_folium(
            MentionMap(), key="list-map-frame", height=_HEIGHT, use_container_width=True, returned_objects=[],
            feature_group_to_add=layer(
                marks, loaded.gazetteer.by_id, None, Look(unit="mention", receding=mentioned)
            ),
        )  # fmt: skip
    drawn = sum(mark.count for mark in marks) - sum(mark.count for mark in off_map(marks, loaded.gazetteer.by_id))
    off = len(found.rows) - drawn
    if off:
        st.html(element("p", t("list.map.off", rows=t("count.rows", n=off)), css="quiet"))


def _downloads(found: PlacedList, gazetteer: Gazetteer) -> None:
    rows = t("count.rows", n=len(found.rows))
    name = f"{st.session_state.get('list-name', 'list')}-placed"
    for ending in ENDINGS:
        st.download_button(
            t("downloads.button", format=ending[1:].upper(), rows=rows), partial(_written, found, ending, gazetteer),
            f"{name}{ending}", _TYPES[ending], key=f"list-download-{ending}", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip


def _sensitive(found: PlacedList) -> None:
    """Say how many rows of the files give the exact position of a hospital, a school or a camp."""
    places = (row.placed.resolution.place for row in found.rows)
    count = sum(place is not None and place.sensitive for place in places)
    if count:
        st.html(element("p", t("list.sensitive", rows=t("count.rows", n=count)), css="quiet"))


def _written(found: PlacedList, ending: str, gazetteer: Gazetteer) -> bytes:
    """Return the file; in CSV a text that a spreadsheet would run as a formula gets a leading `'`.

    CSV says where the answers come from in the first row of a last column, a workbook in a sheet.
    """
    if ending == ".xlsx":
        return to_xlsx(found.header(), found.cells(), about(gazetteer))
    told = chain([" | ".join(f"{what}: {words}" for what, words in about(gazetteer).items())], repeat(""))
    rows = ([*cells, note] for cells, note in zip(found.cells(), told, strict=False))
    header, *guarded = _guarded(chain([[*found.header(), "about"]], rows))
    return to_csv([str(name) for name in header], iter(guarded)).encode("utf-8-sig")


def _guarded(rows: Iterator[list[object]]) -> Iterator[list[object]]:
    for cells in rows:
        yield [f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell for cell in cells]


_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
