"""Texts as a file format can hold them: without the characters that XML and C strings do not have, and not too long."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

XLSX_CELL: Final = 32_767
"""Characters (UTF-16 code units) that a cell of a spreadsheet can hold."""
REPLACED: Final = "control characters, replaced by \ufffd"
CUT: Final = f"long texts, cut to {XLSX_CELL:,} characters"
"""Notes of an export on what it had to change."""

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str, notes: Counter[str] | None = None) -> str:
    """Return text with U+FFFD for each character that XML 1.0 does not have, lines ending in LF alone.

    `notes[REPLACED]` counts the texts that had such characters.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _NOT_XML.sub("\ufffd", text)
    if notes is not None and clean != text:
        notes[REPLACED] += 1
    return clean


def cell_text(text: str, notes: Counter[str]) -> str:
    """Return text as a cell of a workbook can hold it; `notes[CUT]` counts those that were cut."""
    text = xml_text(text, notes)
    if len(text) > XLSX_CELL // 2:  # a code point is two UTF-16 units at most
        units = text.encode("utf-16-le")
        if len(units) > 2 * XLSX_CELL:
            notes[CUT] += 1
            return units[: 2 * XLSX_CELL].decode("utf-16-le", "ignore")
    return text
