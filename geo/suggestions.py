"""Suggest places whose names look like one that could not be placed.

A likeness of letters is no evidence. Used to resolve names it takes one village for another far oftener than it finds
the right one, so nothing here is ever an answer: a person asks for suggestions, and a person chooses.

>>> from geo.gazetteer import Gazetteer
>>> [place.title for place in Suggester(Gazetteer.load()).suggest("Sarakeb city", limit=1)]
['Saraqib']
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from rapidfuzz import fuzz, process

from geo.cues import KIND_OF
from geo.gazetteer import Gazetteer, Place
from geo.matcher import words_of
from geo.names import ARTICLES, is_arabic

_ALIKE: Final = 75.0
"""Least likeness, per cent of letters in common (Indel distance), that is worth a look."""
_INSIDE: Final = 10.0
"""What lying in the governorate that was given is worth, in per cent of likeness."""


class Suggester:
    """Finds the names of Syrian places that look like a given one; one instance serves a whole list."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._names: dict[bool, dict[tuple[str, str], str]] = {True: {}, False: {}}
        self._places = {p.id: p for p in gazetteer.places if p.country == "SY"}
        for place in self._places.values():
            for name in place.names:
                if bare := _bare(name):
                    self._names[is_arabic(name)][place.id, bare] = bare

    def suggest(self, name: str, governorates: Collection[str] = (), limit: int = 3) -> list[Place]:
        """Return the places whose names look most like `name`, the likest first; those in `governorates` come sooner.

        Parameters
        ----------
        name
            A name in Latin or Arabic script.
        governorates
            Titles of governorates that it may lie in; may be empty.
        limit
            At most so many places.
        """
        bare = _bare(name)
        if not bare:
            return []
        likeness: dict[str, float] = {}
        found = process.extract(
            bare, self._names[is_arabic(name)], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=10 * limit
        )
        for _, score, (place_id, _) in found:
            bonus = _INSIDE if self._places[place_id].governorate in governorates else 0.0
            likeness[place_id] = max(likeness.get(place_id, 0.0), score + bonus)
        best = sorted(likeness, key=lambda place_id: (-likeness[place_id], place_id))
        return [self._places[place_id] for place_id in best[:limit]]


def _bare(name: str) -> str:
    """Return the letters that a likeness is measured on: folded, without articles and kind words, joined."""
    words = [w.folded for w in words_of(name)]
    kept = [w for w in words if w not in ARTICLES and w not in KIND_OF] or words
    return "".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in kept)
