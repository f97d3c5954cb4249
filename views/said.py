"""What a mention says, in the words of the page's language: its date, precision, context, actors, topics.

The evidence panel, the reader, the days and the profiles all say these the same way.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from geo.gloss import Gloss, actor_name, gloss, needs_gloss, place_name
from views.language import day, language, month, number, said, t
from views.safe_text import element

SURE: Final = 0.85
"""Confidence below which a resolution is doubtful."""


def when(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return a mention's date in words, and where the date comes from."""
    start, end = row["date_start"], row["date_end"]
    if start is None or end is None:
        return t("evidence.no_date"), ""
    if row["date_source"] == "sentence":
        words = row["date_expression"]
        return interval(start, end), t("evidence.date_from", words=words) if words else t("evidence.date_stated")
    return interval(start, end), t("evidence.date_published") if row["date_source"] == "published" else ""


def interval(start: date, end: date) -> str:
    """Return an interval in words: a year, a month, a day, or its two ends."""
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end.day == monthrange(end.year, end.month)[1]
    ):
        return month(start)
    return day(start) if start == end else f"{day(start)} – {day(end)}"


def precision(where_prec: int | None, uncertainty_km: float | None) -> str:
    """Return in words how exactly a mention says where."""
    if where_prec is None:
        return ""
    words = said("evidence.prec", str(where_prec))
    return t("evidence.within", what=words, km=uncertainty_km) if uncertainty_km else words


def topic(value: str) -> str:
    """Return a topic in words."""
    return said("evidence.topic", value) if value else t("evidence.no_topic")


def context(value: str) -> str:
    """Return a context in words."""
    return said("evidence.context", value)


def status(value: str) -> str:
    """Return a status in words."""
    return said("evidence.status", value)


def kind(value: str) -> str:
    """Return a type of place in words."""
    return said("evidence.type", value)


def governorate(value: str) -> str:
    """Return a governorate's name."""
    return said("evidence.governorate", value)


def actors(names: Iterable[str]) -> str:
    """Return actors in the page's language, in one line."""
    return t("evidence.comma").join(actor_name(name, language()) for name in names)


def title(row: Mapping[str, Any]) -> str:
    """Return a mention's place in the page's language."""
    return place_name(row, language())


def doubt(row: Mapping[str, Any]) -> str:
    """Return what a reader should know of a resolution that is not sure; nothing of one that is."""
    if row["status"] == "resolved" and (row["confidence"] is None or row["confidence"] >= SURE):
        return ""
    if row["confidence"] is None:
        return status(row["status"])
    return t("evidence.doubt", status=status(row["status"]), confidence=f"{row['confidence']:.2f}")


def notes(row: Mapping[str, Any], candidates: Iterable[str]) -> list[tuple[str, str]]:
    """Return all that was recognised of a mention, named, in the order in which it is read.

    Parameters
    ----------
    row
        The mention.
    candidates
        Titles of the places that it may mean.
    """
    is_place = row["role"] == "place"
    date_words, whence = when(row)
    titles = [title(row), kind(row["types"]), governorate(row["governorate"]) if row["types"] != "governorate" else ""]
    where = " · ".join(filter(None, titles)) if row["status"] == "resolved" else status(row["status"])
    sure = f"{row['confidence']:.2f}" if row["confidence"] is not None else ""
    cue = f"{context(row['context'])} “{row['context_cue']}”" if row["context_cue"] else context(row["context"])
    lines = [
        (t("evidence.place"), where),
        (t("evidence.may_mean"), t("evidence.comma").join(candidates) if row["status"] != "resolved" else ""),
        (t("evidence.role_label"), "" if is_place else said("evidence.role", row["role"])),
        (t("evidence.precision"), precision(row["where_prec"], row["uncertainty_km"]) if is_place else ""),
        (t("evidence.date"), " ".join(filter(None, (date_words, f"({whence})" if whence else "")))),
        (t("evidence.actor"), actors(name for name in row["actors"] if name not in row["alleged"])),
        (t("evidence.alleged"), actors(row["alleged"])),
        (t("evidence.said_by"), actors(row["said_by"])),
        (t("evidence.context_label"), cue if row["context"] else ""),
        (t("evidence.topics"), t("evidence.comma").join(map(topic, row["topics"]))),
        (t("evidence.confidence"), sure if row["status"] == "resolved" else ""),
        (t("evidence.decided_by"), row["decided_by"]),
        (t("evidence.tags"), t("evidence.comma").join(row.get("tags") or ())),
        (t("evidence.note"), row.get("note") or ""),
    ]
    return [(name, text) for name, text in lines if text]


def gloss_line(rows: list[dict[str, Any]]) -> str:
    """Return the line below a sentence in another language than the page's, as HTML; nothing for one in the same."""
    if not needs_gloss(rows[0], language()):
        return ""
    found: Gloss = gloss(rows, language())
    dated = {name: getattr(found, name) for name in ("date_start", "date_end", "date_source")} | {"date_expression": ""}
    date_words, whence = when(dated) if found.date_start else ("", "")
    parts = [
        t("evidence.comma").join(found.places),
        t("evidence.gloss_not_placed", names=t("evidence.comma").join(found.not_placed)) if found.not_placed else "",
        t("evidence.comma").join(found.actors),
        t("evidence.gloss_alleged", names=t("evidence.comma").join(found.alleged)) if found.alleged else "",
        t("evidence.gloss_said_by", names=t("evidence.comma").join(found.said_by)) if found.said_by else "",
        " ".join(filter(None, (date_words, f"({whence})" if whence else ""))),
        t("evidence.comma").join(map(topic, found.topics)),
        t("evidence.comma").join(map(context, found.contexts)),
    ]
    return element("p", t("evidence.gloss", what=" · ".join(filter(None, parts))), css="gloss")


def share(count: int, of: int) -> str:
    """Return "3 of 12"."""
    return t("evidence.of", n=number(count), all=number(of))
