"""The filter in the reader's words: what each of its values is called, and the whole as pills and print say it.

Every word comes from the catalogue, names from the gazetteer, the table of actors and the mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from geo.gazetteer import Gazetteer
from geo.gloss import actor_name
from geo.overview import Overview
from geo.query import Filter, FilterName
from views import said
from views.language import NAMES, day, language, t
from views.language import said as word

PILLS: Final = 8
"""Values of one filter that have a pill of their own; one more pill stands for the rest."""


class Pill(NamedTuple):
    """One value of the filter, and the filter without it."""

    key: str
    words: str
    without: Filter


def pills(wanted: Filter, view: Overview, gazetteer: Gazetteer) -> list[Pill]:
    """Return all that is set, value by value."""
    return [pill for name in wanted.active() for pill in _pills(wanted, name, view, gazetteer)]


def sentence(wanted: Filter, view: Overview, gazetteer: Gazetteer) -> str:
    """Return the filter in one line: for print, and for who cannot see the pills."""
    if not wanted.active():
        return t("filter.none")
    return t("filter.shown", what="; ".join(pill.words for pill in pills(wanted, view, gazetteer)))


def value(name: FilterName, found: str, gazetteer: Gazetteer, label: str = "") -> str:
    """Return what one value of a list is called; `label` is what the mentions call it."""
    if name in {"actors", "said_by"}:
        return actor_name(found, language())
    if name == "governorates":
        return said.governorate(found)
    if name == "places":
        return place_label(found, gazetteer, label)
    if name == "languages":
        return next((own for code, own in NAMES.items() if code == found), found)
    if name == "where_precs":
        return said.precision(int(found), None)
    if name == "topics":
        return said.topic(found)
    if name == "contexts":
        return said.context(found)
    if name == "statuses":
        return said.status(found)
    if name == "roles":
        return word("evidence.role", found)
    if name == "date_precs":
        return word("filter.date_prec", found)
    if name == "dated_by":
        return word("filter.dated", found)
    return label or found


def place_label(place_id: str, gazetteer: Gazetteer, otherwise: str = "") -> str:
    """Return what a place is called in a list: its title, with the type where a town has the same."""
    place = gazetteer.by_id.get(place_id)
    if place is None:
        return otherwise or place_id
    return titled((place.title_ar if language() == "ar" else "") or place.title, place.type)


def titled(title: str, kind: str) -> str:
    """Return a place's title, with its type where a town has the same title."""
    return f"{title} ({said.kind(kind)})" if kind in {"governorate", "district", "subdistrict"} else title


def dates(wanted: Filter) -> str:
    """Return the range of dates in words."""
    if wanted.date_from and wanted.date_to:
        one = wanted.date_from == wanted.date_to
        return day(wanted.date_from) if one else t("filter.between", first=wanted.date_from, last=wanted.date_to)
    if wanted.date_from:
        return t("filter.from", day=wanted.date_from)
    return t("filter.to", day=wanted.date_to) if wanted.date_to else ""


def _pills(wanted: Filter, name: FilterName, view: Overview, gazetteer: Gazetteer) -> Iterator[Pill]:
    asked = wanted.value(name)
    if isinstance(asked, tuple) and name not in {"dates", "shape", "within"}:
        yield from _of_list(wanted, name, asked, view, gazetteer)
        return
    only = {
        "dates": dates(wanted),
        "text": f"“{wanted.text}”",
        "shape": t("filter.shape"),
        "within": _within(wanted, gazetteer),
        "added_since": t("filter.added", day=wanted.added_since.date()) if wanted.added_since else "",
    }
    words = t("filter.marked_only") if name == "marked" else _said(name, only[name])
    yield Pill(name, words, wanted.without(name))
    if name == "dates":
        for also in ("broad", "undated"):
            if getattr(wanted, also):
                changes: dict[str, Any] = {also: False}
                yield Pill(f"dates-{also}", t(f"filter.{also}_too"), replace(wanted, **changes))


def _of_list(
    wanted: Filter, name: FilterName, asked: tuple[Any, ...], view: Overview, gazetteer: Gazetteer
) -> Iterator[Pill]:
    # Only these are called otherwise than their values; to look up a facet is to count it.
    named = {f.id: f.label for f in view.facets[name]} if name in {"articles", "stories"} else {}
    for i, one in enumerate(asked[:PILLS]):
        words = value(name, str(one), gazetteer, named.get(str(one), ""))
        if name == "actors" and wanted.actor_scope == "article":
            words += f" ({t('filter.named_in.article')})"
        rest: dict[str, Any] = {name: (*asked[:i], *asked[i + 1 :])}
        yield Pill(f"{name}-{one}", _said(name, words), replace(wanted, **rest))
    if len(asked) > PILLS:
        first: dict[str, Any] = {name: asked[:PILLS]}
        words = t("filter.pill_more", field=t(f"filter.field.{name}"), n=len(asked) - PILLS)
        yield Pill(f"{name}-rest", words, replace(wanted, **first))


def _said(name: FilterName, words: str) -> str:
    return t("filter.pill", field=t(f"filter.field.{name}"), value=words)


def _within(wanted: Filter, gazetteer: Gazetteer) -> str:
    if wanted.within is None:
        return ""
    lat, lon, km = wanted.within
    return t("filter.within", km=km, at=near(lat, lon, gazetteer) or f"{lat:.3f}, {lon:.3f}")


def near(lat: float, lon: float, gazetteer: Gazetteer) -> str:
    """Return the name of the place that stands at a point, if one does."""
    for place in gazetteer.by_id.values():
        if abs((place.lat or 0) - lat) < 0.0001 and abs((place.lon or 0) - lon) < 0.0001:
            return place_label(place.id, gazetteer)
    return ""
