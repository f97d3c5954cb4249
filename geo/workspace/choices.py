"""Decisions as a page takes them: one function a kind, from the row of the mention that the person looks at.

>>> row = {"mention_id": "m1", "article_id": "a1", "surface": "Zahraa"}
>>> drop_pin(row, 36.2, 37.1, "Zahraa", "Rima").after["governorate"]
'Aleppo'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from geo.gazetteer import GOVERNORATES, Place
from geo.mention import content_hash
from geo.outlines import governorate_at
from geo.workspace.decisions import Decision
from geo.workspace.kinds import NEAR, Kind


def choose_place(mention: Mapping[str, Any], place: Place, who: str, **more: Any) -> Decision:
    """Decide that a mention (a row of the table) means a place of the gazetteer.

    `more` are `scope`, `why`, and `where_prec` where the name says less than the place itself; it stays 2 where the
    program read "near X".
    """
    after = place_columns(place)
    near = mention.get("where_prec") == NEAR and place.where_prec < NEAR
    after["where_prec"] = more.pop("where_prec", NEAR if near else place.where_prec)
    return _of(mention, "place", who, after, **more)


def drop_pin(
    mention: Mapping[str, Any], lat: float, lon: float, title: str, who: str, *,
    where_prec: int = 1, uncertainty_km: float | None = None, **more: Any,
) -> Decision:  # fmt: skip
    """Decide that a mention means a point of the map (degrees WGS 84) that no row of the gazetteer has."""
    return _of(mention, "place", who, pin_columns(lat, lon, title, where_prec, uncertainty_km), **more)


def not_a_place(mention: Mapping[str, Any], who: str, *, role: str = "other", **more: Any) -> Decision:
    """Decide that a name is none of a place: a thing (other), a government (actor) or an event."""
    return _of(mention, "not_a_place", who, {"role": role}, **more)


def change_actors(
    mention: Mapping[str, Any], who: str, *,
    add: Sequence[str] = (), remove: Sequence[str] = (), column: str = "actors", **more: Any,
) -> Decision:  # fmt: skip
    """Decide who is named: adds and removes names in `actors`, `said_by` or `alleged`. One of each is a change."""
    after = {"column": column, "add": list(add), "remove": list(remove)}
    return _of(mention, "actor", who, after, **more)


def set_date(mention: Mapping[str, Any], first: date | None, last: date | None, who: str, **more: Any) -> Decision:
    """Decide from which day to which it was, both included; None for "not known"."""
    after = {
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        "date_prec": date_prec(first, last) if first and last else None,
    }
    return _of(mention, "date", who, after, **more)


def set_context(mention: Mapping[str, Any], context: str, who: str, **more: Any) -> Decision:
    """Decide whether the sentence reports, denies, fears ...: one of `geo.mention.Context`."""
    return _of(mention, "context", who, {"context": context}, **more)


def mark(mention: Mapping[str, Any], who: str, *, marked: bool = True, **more: Any) -> Decision:
    """Mark a mention, or take the mark away."""
    return _of(mention, "mark", who, {"marked": marked}, **more)


def tag(
    mention: Mapping[str, Any], who: str, *, add: Sequence[str] = (), remove: Sequence[str] = (), **more: Any
) -> Decision:
    """Give tags to a mention, or take them away."""
    return _of(mention, "tag", who, {"add": list(add), "remove": list(remove)}, **more)


def note(mention: Mapping[str, Any], text: str, who: str, **more: Any) -> Decision:
    """Write a note about a mention; an empty one takes it away."""
    return _of(mention, "note", who, {"note": text}, **more)


def correct_article(article_id: str, who: str, *, why: str = "", **fields_: Any) -> Decision:
    """Correct title, published (a date, or None), source, url or language of an article."""
    after = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields_.items()}
    return Decision("article", who, "article", article_id=article_id, after=after, why=why)


def new_name(who: str, *, place_id: str = "", spelling: str = "", row: Place | None = None, why: str = "") -> Decision:
    """Decide that a place has another spelling, or that there is a place which the gazetteer lacks (`row`)."""
    after: dict[str, Any] = {"place_id": place_id, "spelling": spelling.strip()}
    if row is not None:
        after |= {"place_id": row.id, "row": {f.name: getattr(row, f.name) for f in fields(row)}}
    return Decision("name", who, "everywhere", name=spelling or (row.title if row else ""), after=after, why=why)


def place_columns(place: Place) -> dict[str, Any]:
    """Return the columns of a mention that means a place."""
    return {
        "place_id": place.id, "place": place.title, "place_ar": place.title_ar, "types": place.type,
        "governorate": place.governorate, "district": place.district, "adm1_pcode": place.adm1_pcode,
        "country": place.country, "lat": place.lat, "lon": place.lon, "where_prec": place.where_prec,
        "uncertainty_km": place.uncertainty_km,
    }  # fmt: skip


def pin_columns(lat: float, lon: float, title: str, where_prec: int, uncertainty_km: float | None) -> dict[str, Any]:
    """Return the columns of a mention that means a point; pins on one point with one title are one place."""
    governorate = governorate_at(lat, lon)
    return {
        "place_id": f"pin-{content_hash(round(lat, 5), round(lon, 5), title)}", "place": title.strip(), "place_ar": "",
        "types": "locality", "governorate": governorate, "district": "",
        "adm1_pcode": GOVERNORATES.get(governorate, ""), "country": "SY" if governorate else "",
        "lat": round(lat, 6), "lon": round(lon, 6), "where_prec": where_prec, "uncertainty_km": uncertainty_km,
    }  # fmt: skip


def date_prec(first: date, last: date) -> int:
    """Return UCDP's precision of an interval, first and last day included; 6, ours, is longer than a year."""
    days = (last - first).days + 1
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most), 6)


def undo(decision: Decision, who: str, why: str = "") -> Decision:
    """Decide that a decision no longer holds; undo that one to let it hold again."""
    return Decision(
        "undo",
        who,
        decision.scope,
        decision.mention_id,
        decision.article_id,
        decision.name,
        why=why,
        undoes=decision.id,
    )


def _of(mention: Mapping[str, Any], kind: Kind, who: str, after: Mapping[str, Any], **more: Any) -> Decision:
    known = {"mention_id": mention["mention_id"], "article_id": mention["article_id"], "name": mention["surface"]}
    return Decision(kind, who, after=after, **known | more)
