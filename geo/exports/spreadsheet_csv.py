"""CSV for spreadsheets: UTF-8 with a byte order mark, and no text that a spreadsheet runs as a formula.

A spreadsheet takes a cell that begins with `=` for a formula, and news text comes from anywhere: such text gets a
leading `'`. Numbers and ids stay as they are. `geo.tables.write_mentions` writes CSV for programs, as it is.
"""

from __future__ import annotations

from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

from geo.exports.about import About
from geo.exports.positions import POINT_IS
from geo.exports.rows import Rows
from geo.mention import SCHEMA
from geo.tables import ABOUT, write_csv_part

COLUMNS: Final = (*SCHEMA.names, POINT_IS)
"""Columns of a row of an export."""

_IDS: Final = frozenset({"mention_id", "article_id", "story_id", "place_id", "adm1_pcode", "candidates"})
_FORMULA: Final = "^[=+\\-@\t\r\n＝＋－＠]"
_FORMULA_ID: Final = _FORMULA + r"[\s\S]*[(|!]"
"""An id stays what it is, so that it can be joined, unless it could call a function or another program."""


def write_csv(rows: Rows, about: About, stream: BinaryIO) -> None:
    """Write the columns of SCHEMA, `point_is`, and `about` in the first row."""
    stream.write(b"\xef\xbb\xbf" + (",".join([*COLUMNS, ABOUT]) + "\n").encode())
    note = about.sentence()
    for part in rows:
        write_csv_part(part.select(list(COLUMNS)), stream, note, _guarded)
        note = ""


def _guarded(name: str, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return cells with `'` before what a spreadsheet would take for a formula."""
    risky = pc.match_substring_regex(cells, _FORMULA_ID if name in _IDS else _FORMULA)
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)
