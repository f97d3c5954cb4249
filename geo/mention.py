"""The mention: one row for each place name that stands in an article, defined here once.

A mention says where the name stands (`field`, `start`, `end`, in code points of the text as parsed), what it
was resolved to and how exactly (`where_prec`, after UCDP GED: 1 exact place, 2 near a place, 3 district,
4 governorate, 5 line or fuzzy area, 6 country, 7 water or air), who and when (`date_prec`, after UCDP GED:
1 day, 2 two to six days, 3 week, 4 month, 5 year; 6, ours, longer than a year), and how it knows.

`SCHEMA` is that definition: readers, the store, exports and the documentation take columns, types and order from it.
"""

from __future__ import annotations

import hashlib
from typing import Final, Literal

import pyarrow as pa

Status = Literal["resolved", "ambiguous", "unresolved"]
Role = Literal["place", "actor", "event", "other"]
DateSource = Literal["sentence", "published", "none"]
Context = Literal["reported", "negated", "planned_or_feared", "background", "locator", "unclear"]

_TEXT, _DATE, _NUMBER, _LIST = pa.string(), pa.date32(), pa.float64(), pa.list_(pa.string())


def _column(name: str, kind: pa.DataType, description: str) -> pa.Field:
    return pa.field(name, kind, metadata={"description": description})


SCHEMA: Final = pa.schema(
    [
        _column("mention_id", _TEXT, "content hash of article, field, offsets and surface: the same on every machine"),
        _column("article_id", _TEXT, "the article's own id, kept as the string it is; else file stem (and row)"),
        _column("story_id", _TEXT, "near-duplicate articles read together share one; else a hash of its words"),
        _column("article_title", _TEXT, "the article's title as read"),
        _column("published", _DATE, "publication date"),
        _column(
            "published_source",
            _TEXT,
            "where that date comes from: column, front matter, page, option, dateline, person; empty if there is none",
        ),
        _column("source", _TEXT, "who published the article"),
        _column("url", _TEXT, "the article's address"),
        _column("language", _TEXT, "en or ar, as given or by its letters"),
        _column("field", _TEXT, "text or title: which cell the offsets count in"),
        _column("section", _TEXT, "headline, dateline, caption or body"),
        _column("surface", _TEXT, "the name as it stands in the text"),
        _column("start", pa.int64(), "first code point of the name in the field"),
        _column("end", pa.int64(), "code point after the name"),
        _column("sentence", _TEXT, "the sentence, as it stands"),
        _column("sentence_start", pa.int64(), "first code point of the sentence in the field"),
        _column("place_id", _TEXT, "row of the gazetteer"),
        _column("place", _TEXT, "its title"),
        _column("place_ar", _TEXT, "its Arabic title"),
        _column("types", _TEXT, "its type: town, governorate, road ..."),
        _column("governorate", _TEXT, "its governorate; of an ambiguous name, the one that all candidates share"),
        _column("district", _TEXT, "its district"),
        _column("adm1_pcode", _TEXT, "the governorate's p-code"),
        _column("country", _TEXT, "ISO 3166-1 alpha-2"),
        _column("lat", _NUMBER, "degrees WGS 84"),
        _column("lon", _NUMBER, "degrees WGS 84"),
        _column("where_prec", pa.int8(), "UCDP's scale, 1-7: how exactly the name says where"),
        _column("uncertainty_km", _NUMBER, "how far off the point may be, km"),
        _column("status", _TEXT, "resolved, ambiguous (no point) or unresolved"),
        _column("confidence", _NUMBER, "0-1: how sure the resolution is"),
        _column("candidates", _LIST, "ids of the gazetteer rows that the name may mean, best first"),
        _column(
            "role",
            _TEXT,
            "place, actor (a government: 'Moscow said'), event ('the Astana talks') or other; only place is drawn",
        ),
        _column("actors", _LIST, "actors named in the sentence, but for those that only say what it tells"),
        _column("said_by", _LIST, "actors who said it: subjects of said, reported, according to, قال, بحسب ..."),
        _column("alleged", _LIST, "those of actors that are only accused or suspected"),
        _column("article_actors", _LIST, "actors named anywhere in the article"),
        _column("date_start", _DATE, "first day of the interval"),
        _column("date_end", _DATE, "last day of the interval"),
        _column("date_prec", pa.int8(), "UCDP's scale, 1-5; 6 = longer than a year"),
        _column("date_expression", _TEXT, "the words that give the date"),
        _column("date_source", _TEXT, "sentence, published or none"),
        _column(
            "context",
            _TEXT,
            "reported, negated, planned_or_feared, background, locator (only says where another place is) or unclear",
        ),
        _column("context_cue", _TEXT, "the words of the sentence that say so"),
        _column("topics", _LIST, "what the sentence is about: topics of data/topics.csv"),
        _column("decided_by", _TEXT, "the person who decided this row; empty: the program"),
        _column("marked", pa.bool_(), "a person marked this row, to come back to it"),
        _column("tags", _LIST, "labels that a person gave it"),
        _column("note", _TEXT, "what a person wrote about it"),
        _column("added_at", pa.timestamp("s", "UTC"), "when its article came into the workspace; null outside of one"),
    ]
)
"""Columns, types and order of the table of mentions, each with its description."""

COLUMNS: Final[tuple[str, ...]] = tuple(SCHEMA.names)
LISTS: Final[tuple[str, ...]] = tuple(f.name for f in SCHEMA if pa.types.is_list(f.type))
PERSONAL: Final = ("marked", "tags", "note", "added_at")
"""Columns that a workspace fills; a table without them is read as one where nobody marked or wrote anything."""
LIST_SEPARATOR: Final = "; "
"""Joins the values of a list column where a format has no lists (CSV, XLSX)."""

_NOTHING: Final = hashlib.sha256()
"""A copy of the hash of nothing is there sooner than a new one."""


def content_hash(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on the parts alone: the same on every machine and run."""
    return text_hash("\x1f".join(map(str, parts)))


def text_hash(text: str) -> str:
    """Return the `content_hash` of one text, or of parts that it joins with the control character U+001F."""
    told = _NOTHING.copy()
    told.update(text.encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:16]
