"""Place a list of names: each bare name of a table, with the governorate or district that the table says it is in.

A name in a list is read like one in a text (`geo.recognition`), but alone: nothing tells where it lies but the words in
the cell ("Zahraa (Aleppo)", "Atmeh camp") and the column `within`. That column is strong evidence, not a filter: a name
that lies elsewhere only is still answered where it is a town that no other shares its name with, and `note` tells of
the contradiction; a smaller place in the wrong governorate is likelier another of that name, so it stays ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from geo.cues import KIND_OF
from geo.gazetteer import Gazetteer, Place
from geo.matcher import words_of
from geo.mention import LIST_SEPARATOR
from geo.names import ARTICLES, fold
from geo.recognition import Recogniser
from geo.resolution import UNRESOLVED, Evidence, Resolution, distance_km, fits, resolve

RESULT_COLUMNS: Final = (
    "place_id", "place", "types", "governorate", "district", "adm1_pcode", "country", "lat", "lon", "where_prec",
    "uncertainty_km", "status", "confidence", "candidates", "note",
)  # fmt: skip
"""Columns that placing a list adds to it, in this order."""

_TAIL: Final = re.compile(r"^(.+?)\s*(?:[(\[]([^)\]]+)[)\]]|[,،]\s*([^,،]+))\s*$")
"""What a cell says of where the name lies: "Zahraa (Aleppo)", "Kafr Nabl, Idlib"."""
_INVERTED: Final = re.compile(r"^(.+),\s*(al|el|ar|as|ash|ad|an|az|at)-?\s*$", re.IGNORECASE)
"""As lists sort names: "Bab, al-"."""
_BORDER_KM: Final = 15.0
"""A governorate is said of places that lie this close to one of its own: borders are drawn in several ways."""
_DOUBT: Final = 0.5
_WELL_KNOWN: Final = ("city", "governorate", "district", "region", "road", "river")
"""Types of which a name alone is evidence enough against the table."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The answer for one name of a list: its resolution, and a note on what does not fit (empty if all does)."""

    resolution: Resolution
    note: str = ""

    def cells(self) -> dict[str, object]:
        """Return the values of `RESULT_COLUMNS`; empty strings where there is nothing, `candidates` joined by "; "."""
        known = self.resolution.columns()
        known |= {"candidates": LIST_SEPARATOR.join(known["candidates"]), "note": self.note}
        return {name: "" if known[name] is None else known[name] for name in RESULT_COLUMNS}


class Placer:
    """Places bare names; one instance serves a whole list."""

    def __init__(self, gazetteer: Gazetteer, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._inside: dict[str, list[Place]] = {}
        for place in gazetteer.places:
            if place.governorate:
                self._inside.setdefault(place.governorate, []).append(place)

    def place(self, name: str, within: str = "") -> Placed:
        """Place one name.

        Parameters
        ----------
        name
            The name in any spelling or script.
        within
            A governorate or district in any spelling; may be empty.
        """
        if not name.strip():
            return Placed(UNRESOLVED, "the name is empty")
        match = _TAIL.match(name)
        head, tail = (match[1], match[2] or match[3]) if match else ("", "")
        area = self.area(within)
        note = ""
        if within.strip() and not area.governorates:
            note = f"{within.strip()!r} is no governorate or district that the gazetteer knows"
        if tail and not area.governorates:
            area = self.area(tail)
        governorates = area.governorates
        inverted = _INVERTED.match(name)
        candidates, kind, by_key = self._candidates(f"{inverted[2]} {inverted[1]}" if inverted else name)
        if not candidates and head:
            candidates, kind, by_key = self._candidates(head)
        answer = resolve(candidates, replace(area, kind=kind, in_list=True, by_key=by_key))
        if answer.status == "ambiguous":
            note = note or "may be any of " + ", ".join(
                f"{p.title} ({p.type}, {p.governorate or p.country})" for p in answer.candidates[:5]
            )
        if answer.status == "unresolved":
            note = note or "the gazetteer has no place of this name"
        elif answer.place is not None and not fits(answer.place, kind):
            note = note or f"a {answer.place.type}: the gazetteer has no {kind} of this name"
        if answer.place is None or not governorates or self._lies_in(answer.place, governorates):
            return Placed(answer, note)
        return self._contradiction(answer, within or tail, by_key=by_key)

    def area(self, within: str) -> Evidence:
        """Return what a cell says of where a name lies: governorates and districts; "Damascus" includes Rif Dimashq."""
        bare = " ".join(w.folded for w in words_of(within) if w.folded not in KIND_OF and w.folded != "of")
        named = self._named(fold(within)) or self._named(bare)
        named = tuple(p for p in named if p.governorate)
        governorates = {p.governorate for p in named if p.type == "governorate"}
        if governorates:
            return Evidence(governorates=governorates | ({"Rif Dimashq"} if "Damascus" in governorates else set()))
        named = tuple(p for p in named if p.type == "district") or tuple(p for p in named if p.type in ("city", "town"))
        return Evidence(
            governorates=frozenset(p.governorate for p in named),
            districts=frozenset(p.district for p in named if p.district),
        )

    def _named(self, folded: str) -> tuple[Place, ...]:
        return self._recogniser.places.get(folded) or self._recogniser.keys.find(folded)

    def _candidates(self, name: str) -> tuple[tuple[Place, ...], str, bool]:
        """Return the rows that bear a name, the kind word in it, and whether only the key met."""
        words = [w.folded for w in words_of(name)]
        kinds = [k for w in words if (k := KIND_OF.get(w))]
        tries = [words]
        bare = [w for w in words if w not in KIND_OF and w not in ("of", "the")]
        if bare and bare != words:
            tries.append(bare)
        for names, by_key in ((self._recogniser.places.get, False), (self._recogniser.keys.find, True)):
            for run in tries:
                text = " ".join(run)
                for form in self._forms(text, by_key):
                    rows = names(form) or ()
                    if rows:
                        return tuple(rows), "" if run is words or not kinds else kinds[0], by_key
        return (), kinds[0] if kinds else "", False

    def _forms(self, text: str, by_key: bool) -> Iterable[str]:
        if by_key:
            return (text,)
        folded = fold(text)
        first, _, rest = folded.partition(" ")
        other = rest if first in ARTICLES and rest else f"al {folded}"
        return folded, other

    def _lies_in(self, place: Place, governorates: Collection[str]) -> bool:
        if place.governorate in governorates or (
            place.type in ("governorate", "district") and place.title in governorates
        ):
            return True
        if place.country != "SY":
            return False
        point = (place.lat, place.lon)
        return any(
            abs(p.lat - place.lat) < 0.2 and distance_km(point, (p.lat, p.lon)) <= _BORDER_KM
            for g in governorates
            for p in self._inside.get(g, ())
            if p.where_prec <= 2
        )

    def _contradiction(self, answer: Resolution, within: str, *, by_key: bool) -> Placed:
        place = answer.place
        assert place is not None  # noqa: S101  the caller has a place
        lies = f"lies in {place.governorate or place.country}, not in {within.strip()!r} as given"
        if not by_key and place.country == "SY" and place.type in _WELL_KNOWN:
            return Placed(replace(answer, confidence=round(answer.confidence * _DOUBT, 3)), lies)
        doubtful = Resolution(None, "ambiguous", 0.0, answer.candidates, by=answer.by)
        only = "the only " if len(answer.candidates) == 1 else ""
        return Placed(doubtful, f"{only}{place.title} that the gazetteer knows {lies}")
