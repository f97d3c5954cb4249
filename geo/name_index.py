"""Under which phrases a gazetteer's rows are looked for in a text: their names, and how else those are written.

- An Arabic name that opens with كفر, دير, معر ... is written in one word or in two: معر شورين and معرشورين.
- A governorate is also called by the names of its city ("Hasaka province" as well as "Hasaka").
- حي الروضة بدمشق, with the town of the row written out, is looked for as حي الروضة: the town is a name of its own.
- What is listed of one quarter with its kind word (حي الحميدية) may be every quarter of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from geo.cues import KIND_OF
from geo.gazetteer import Gazetteer, Place
from geo.matcher import PhraseIndex, words_of
from geo.names import fold

_SHARED: Final = ("town", "village", "neighbourhood")
"""Kinds of which many places bear one name."""
_OPENING: Final = ("كفر", "دير", "تل", "تير", "معر", "معره", "جسر", "خان", "عين", "بيت", "راس")
"""Arabic words that open the names of towns and are written apart from what follows or together with it."""
_PART: Final = 3
"""Letters that the rest of such a name has at least."""
_IN: Final = (" ب", " في ", " بريف ", " في ريف ", " ")


def index_places(gazetteer: Gazetteer) -> PhraseIndex[Place]:
    """Return the rows of a gazetteer by the folded phrases under which a text may name them."""
    index: PhraseIndex[Place] = PhraseIndex()
    seats = {(p.title, p.governorate): p for p in gazetteer.places if p.type == "city" and p.country == "SY"}
    towns: dict[str, list[str]] = defaultdict(list)
    for place in gazetteer.places:
        if place.country == "SY" and place.type in ("city", "governorate"):
            towns[place.governorate] += [name for name in map(fold, place.names) if not name.isascii()]
    for place in gazetteer.places:
        seat = seats.get((place.title, place.governorate)) if place.type == "governorate" else None
        for name in (*place.names, place.pcode) if place.pcode else place.names:
            if place.country == "SY" and not name.isascii():
                folded = fold(name)
                name = _without_town(folded, place, towns[place.governorate]) or name
                for spacing in _spacings(folded):
                    index.add(spacing, place)
            index.add(name, place)
        for name in seat.names if seat else ():  # and no "Hasaka city"
            if not any(KIND_OF.get(w.folded) for w in words_of(name)):
                index.add(name, place)
    _share_kinds(index)
    return index


def _spacings(name: str) -> list[str]:
    """Return how else a folded Arabic name is spaced."""
    first, _, rest = name.partition(" ")
    if not rest:
        return [f"{opener} {name.removeprefix(opener)}" for opener in _OPENING
                if name.startswith(opener) and len(name) - len(opener) >= _PART]  # fmt: skip
    return [first + rest] if first in _OPENING and len(rest.partition(" ")[0]) >= _PART else []


def _without_town(name: str, place: Place, towns: Iterable[str]) -> str:
    """Return a folded name with its kind word, less the town that it ends in; empty if it ends in none."""
    kind, _, rest = name.partition(" ")
    if KIND_OF.get(kind) != place.type or place.type not in _SHARED:
        return ""
    for town in towns:
        for joint in _IN:
            if rest.endswith(joint + town):
                return f"{kind} {rest.removesuffix(joint + town)}"
    return ""


def _share_kinds(index: PhraseIndex[Place]) -> None:
    """File under a name with its kind word every Syrian row of that name and kind."""
    for phrase, rows in list(index.items()):
        first, _, rest = phrase.partition(" ")
        kind = KIND_OF.get(first)
        if rest and kind in _SHARED and not first.isascii():
            for row in index.get(rest):
                if row.type == kind and row.country == "SY" and row not in rows:
                    index.add(phrase, row)
