"""What a `Filter` asks of the store's tables, as SQL with named parameters: values are never in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo.gazetteer import GOVERNORATES
from geo.query import Filter, FilterName, fold

GOVERNORATE_BITS: Final[Mapping[str, int]] = {name: 1 << i for i, name in enumerate(GOVERNORATES)}
"""Governorate -> its bit, so that several are found in one comparison."""


def conditions(f: Filter) -> dict[FilterName, str]:
    """Return the SQL condition of each filter that is set, over the tables of `geo.store`."""
    actor_sets = "actors_no" if f.actor_scope == "sentence" else "article_actors_no"
    ends = ["date_start <= $date_to"] * bool(f.date_to) + ["date_end >= $date_from"] * bool(f.date_from)
    every: dict[FilterName, str] = {
        "actors": f"{actor_sets} IN (SELECT set_no FROM actor_set JOIN actor USING (actor_no)"  # noqa: S608
        " WHERE name IN (SELECT unnest($actors)))",
        "places": "placed AND place_no IN (SELECT place_no FROM place WHERE place_id IN (SELECT unnest($places)))",
        "governorates": "is_place AND governorate_bit & $governorates <> 0",
        "dates": " AND ".join(ends),
        "articles": "article_no IN (SELECT article_no FROM article WHERE article_id IN (SELECT unnest($articles)))",
        "text": "(sentence_no IN (SELECT sentence_no FROM sentence WHERE contains(folded, $text))"
        " OR surface_no IN (SELECT surface_no FROM surface WHERE contains(folded, $text)))",
    }
    return {name: every[name] for name in f.active() if name in every}


def parameters(f: Filter) -> dict[str, object]:
    """Return the values of the parameters that `conditions` names."""
    values: dict[str, object] = {
        "actors": list(f.actors),
        "places": list(f.places),
        "governorates": sum(GOVERNORATE_BITS[name] for name in f.governorates),
        "date_from": f.date_from,
        "date_to": f.date_to,
        "articles": list(f.articles),
        "text": fold(f.text),
    }
    active = f.active()
    return {name: value for name, value in values.items() if name in active or (value and name.startswith("date_"))}


def where(f: Filter) -> str:
    """Return one SQL WHERE condition for the whole filter (`TRUE` where nothing is set)."""
    return " AND ".join(conditions(f).values()) or "TRUE"
