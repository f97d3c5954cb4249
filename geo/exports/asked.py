"""The filter of an export in words, which must not tell what the rows do not: where a sensitive place stands.

An export puts a hospital at its town. Were its filter told as it is, the id of the hospital, or the centre of a circle
drawn round it, would say what was held back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.gazetteer import Gazetteer
from geo.query import Filter
from geo.store import Store

SENSITIVE: Final = "sensitive places, not named here"
"""Stands for the parts of a filter that are held back."""
_BESIDE: Final = 0.002
"""Degrees from a sensitive place within which the centre of a circle tells where it is."""


def held_back(wanted: Filter, gazetteer: Gazetteer) -> tuple[Filter, bool]:
    """Return the filter without what tells where a sensitive place stands, and whether anything was held back."""
    hidden = {place.id for place in gazetteer.places if place.sensitive}
    told = replace(wanted, places=tuple(id_ for id_ in wanted.places if id_ not in hidden))
    if told.within is not None:
        lat, lon, _ = told.within
        here = (gazetteer.by_id[id_] for id_ in hidden)
        if any(abs(place.lat - lat) < _BESIDE and abs(place.lon - lon) < _BESIDE for place in here):
            told = replace(told, within=None)
    return told, told != wanted


def in_words(store: Store, wanted: Filter, gazetteer: Gazetteer, *, exact: bool) -> str:
    """Return the filter in words; unless places are given exactly, no sensitive one is named in it."""
    told, less = (wanted, False) if exact else held_back(wanted, gazetteer)
    if not less:
        return store.describe(told)
    return "; ".join([store.describe(told)] * bool(told.active()) + [SENSITIVE])
