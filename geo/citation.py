"""One mention as a line to cite: outlet, title, date, address, when it was retrieved, and which mention it is.

A claim that rests on a sentence must lead back to it. The mention's id is a content hash, the same on every machine
that reads the same article, so a colleague with the same text finds the same row.

>>> row = {
...     "source": "Test wire", "article_title": "Strikes in the north", "article_id": "a1",
...     "published": date(2018, 9, 5), "url": "https://example.org/a1", "added_at": None, "mention_id": "09fe",
... }
>>> print(citation(row, date(2026, 11, 22)))
Test wire, “Strikes in the north”, 5 September 2018, https://example.org/a1 (copied 22 November 2026). Mention 09fe, \
Syria mention map 0.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from babel.dates import format_date

from geo import __version__

_UNKNOWN_DAY: Final = "n.d."
"""What citations write for a date that nobody gave."""


def citation(row: Mapping[str, Any], today: date) -> str:
    """Return the citation of a mention, in English and in one line.

    Parameters
    ----------
    row
        A mention, columns of `geo.mention.SCHEMA`.
    today
        The day on which it is copied: it is told where nobody knows when the article was retrieved.
    """
    title = f"“{row['article_title'] or row['article_id']}”"
    published = _day(row["published"]) if row["published"] else _UNKNOWN_DAY
    parts = [row["source"], title, published, row["url"]]
    added = row.get("added_at")
    when = f"retrieved {_day(added)}" if added else f"copied {_day(today)}"
    told = ", ".join(" ".join(part.split()) for part in parts if part)
    return f"{told} ({when}). Mention {row['mention_id']}, Syria mention map {__version__}."


def quotation(row: Mapping[str, Any], today: date) -> str:
    """Return the sentence in quotation marks, then its citation."""
    return f"“{' '.join(row['sentence'].split())}” {citation(row, today)}"


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", locale="en"))
