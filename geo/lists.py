"""Place a list of names: each bare name of a table, with the governorate or district that the table says it is in.

A name in a list is read like one in a text (`geo.recognition`), but alone: nothing tells where it lies but the words
in the cell (`geo.cells`) and the column `within`. That column is strong evidence, not a filter: a name that lies
elsewhere only is still answered where it is a town that no other shares its name with, and `note` tells of the
contradiction; a smaller place in the wrong governorate is likelier another of that name, so it stays ambiguous.

A cell that names more than a place is answered as coarsely as it says: "north of X" is near X, a street of X is
somewhere in X, "between X and Y" the stretch from one to the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Final

from geopy.distance import geodesic

from geo.answers import UNRESOLVED, Evidence, Resolution
from geo.cells import Form, Pair, Part, items_of, pair_of, parts_of, whole
from geo.cues import KIND_OF
from geo.gazetteer import Place
from geo.matcher import words_of
from geo.mention import LIST_SEPARATOR
from geo.names import ARTICLES, fold
from geo.outlines import lies_within
from geo.recognition import Recogniser
from geo.resolution import BORDER_KM, SETTLEMENTS, fits, resolve
from geo.rows import OF_ANSWER, answer_row

RESULT_COLUMNS: Final = (
    "place_id", "place", "types", "governorate", "district", "adm1_pcode", "country", "lat", "lon", "where_prec",
    "uncertainty_km", "status", "confidence", "candidates", "note",
)  # fmt: skip
"""Columns that placing a list adds to it, in this order."""

_WELL_KNOWN: Final = ("city", "governorate", "district", "region", "road", "river")
"""Types of which a name alone is evidence enough against the table."""
_AREAS: Final = ("governorate", "district", "city")
"""Types that a list names to say where something smaller lies."""
_AREAS_KEPT: Final = 4_096
"""Cells of the column `within` whose meaning is kept: a list names the same few again and again."""
_IN_TOWN_KM: Final = 3.0
"""How far from a town's point a street or a mosque of that town may be; most Syrian towns are smaller."""
_GUARDED: Final = re.compile(
    r"(?:قريه|بلده|مدينه|حي) (?P<behind>.+)|(?P<before>.+) (?:village|town|neighbourhood|neighborhood)"
)
"""A name that is a word or a person's too stands in the gazetteer with a kind word only; a list may leave that out."""
_LONGEST: Final = 300
"""Code points of a cell above which it is no name of a place, whatever stands around the name."""
_INVISIBLE: Final = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]  # writing direction, byte order
)
_BESIDE_KM: Final = 10.0
"""Two places that are named as one may lie this far apart."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The answer for one name of a list: its resolution, and a note on what does not fit (empty if all does)."""

    resolution: Resolution
    note: str = ""

    def cells(self) -> dict[str, object]:
        """Return the values of `RESULT_COLUMNS`; empty strings where there is nothing, `candidates` joined by "; "."""
        known = dict(zip(OF_ANSWER, answer_row(self.resolution), strict=True))
        known |= {"candidates": LIST_SEPARATOR.join(known["candidates"]), "note": self.note}
        return {name: "" if known[name] is None else known[name] for name in RESULT_COLUMNS}


_NO_FORM: Final = Form("", "", near=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the gazetteer has for one part of a cell: the rows, by which form of the name, and whether by its key."""

    part: Part
    rows: tuple[Place, ...] = ()
    form: Form = _NO_FORM
    by_key: bool = False


class Placer:
    """Places bare names; one instance serves a whole list."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._guarded: dict[str, list[Place]] = {}
        for name, places in recogniser.places.items():
            if match := _GUARDED.fullmatch(name):
                ours = [p for p in places if p.country == "SY"]  # "road" is not Road Town
                self._guarded.setdefault(match["behind"] or match["before"], []).extend(ours)
        self._areas: dict[str, Evidence] = {}

    def place(self, name: str, within: str = "") -> Placed:
        """Place one name.

        Parameters
        ----------
        name
            The name in any spelling or script, with what people write around it.
        within
            A governorate or district in any spelling; may be empty.
        """
        name = name.translate(_INVISIBLE).strip()
        if not name:
            return Placed(UNRESOLVED, "the name is empty")
        if len(name) > _LONGEST:
            return Placed(UNRESOLVED, f"has {len(name):,} characters: no name of a place has more than {_LONGEST}")
        area = self.area(within)
        if within.strip() and not area.governorates and not area.countries:
            note = f"{within.strip()!r} is no governorate or district that the gazetteer knows"
            return self._noted(self._place(name, area, ""), note)
        return self._place(name, area, within)

    def area(self, within: str) -> Evidence:
        """Return what a cell says of where a name lies: governorates, districts or a country abroad.

        "Damascus" includes Rif Dimashq, as most lists mean it.
        """
        known = self._areas.get(within)
        if known is None:
            bare = " ".join(w.folded for w in words_of(within) if w.folded not in KIND_OF and w.folded != "of")
            known = _area_of(self._named(fold(within)) or self._named(bare))
            if len(self._areas) < _AREAS_KEPT:
                self._areas[within] = known
        return known

    def _named(self, folded: str) -> tuple[Place, ...]:
        return self._recogniser.places.get(folded) or self._recogniser.keys.find(folded)

    def _place(self, name: str, area: Evidence, within: str) -> Placed:
        entire, pair = self._read(whole(name)), pair_of(name)
        if pair and entire.rows and pair.link != "and" and all(p.type == "road" for p in entire.rows):
            stretch = self._pair(pair, area, within)  # "the Damascus–Daraa road" is a part of the M5
            if stretch.resolution.place is not None:
                return stretch
        if entire.rows:
            return self._answer(entire, [], area, within)
        if pair:
            return self._pair(pair, area, within)
        several = self._several(name, area, within)
        if several is not None:
            return several
        readings = [self._read(part) for part in parts_of(name)]
        if not readings:
            return Placed(UNRESOLVED, "the gazetteer has no place of this name")
        main = _main(readings)
        others = [r for r in readings if r is not main]
        if main.rows:
            return self._answer(main, others, area, within)
        return self._around(main, others, area, within)

    def _several(self, name: str, area: Evidence, within: str) -> Placed | None:
        """Answer a cell that lists places; None if it lists none, or one place and what it is part of or also called.

        Two are answered as a pair; more that lie side by side by their middle, else they stay ambiguous: `note` names
        them.
        """
        items = items_of(name)
        readings = [self._read(whole(item)) for item in items]
        if not items or any(not r.rows or r.by_key for r in readings):
            return None
        loose = "/" in name or ";" in name
        for at, one in enumerate(readings):
            for other in readings[at + 1 :]:
                if not set(one.rows).isdisjoint(other.rows) or any(
                    _holds(a, b, districts=loose) for a, b in ((one, other), (other, one))
                ):
                    return None
        if len(items) == 2:
            return self._pair(Pair(items[0], items[1], "and"), area, within)
        answers = [self._answer(r, [], area, within).resolution for r in readings]
        named = [r.rows[0] if a.place is None else a.place for r, a in zip(readings, answers, strict=True)]
        titles = ", ".join(place.title for place in named)
        note = f"names {len(named)} places: {titles}"
        apart = max(_km(a, b) for a, b in combinations(named, 2))
        if apart > _BESIDE_KM or any(answer.place is None for answer in answers):
            return Placed(Resolution(None, "ambiguous", 0.0, tuple(named)), note)
        middle, sure = _stretch(named, titles, "region"), min(answer.confidence for answer in answers)
        off = round(apart / 2 + max(answer.uncertainty_km or 0.0 for answer in answers), 1)
        resolution = Resolution(middle, "resolved", sure, tuple(named), 2, off, answers[0].traits)
        return Placed(resolution, f"{note}, at most {apart:.0f} km apart: this is the middle")

    def _read(self, part: Part) -> _Reading:
        """Look a part of a cell up: each of its forms as it is spelled, then each by its key."""
        places = self._recogniser.places
        for form in part.forms:
            folded = fold(form.name)
            first, _, rest = folded.partition(" ")
            other = rest if first in ARTICLES and rest else f"al {folded}"
            rows = (*places.get(folded), *places.get(other))
            guarded = self._guarded.get(folded, ())
            if rows or guarded:
                return _Reading(part, tuple(dict.fromkeys((*rows, *guarded))), form)
        for form in part.forms:
            if rows := self._recogniser.keys.find(form.name):
                return _Reading(part, rows, form, by_key=True)
        return _Reading(part)

    def _answer(self, main: _Reading, others: list[_Reading], area: Evidence, within: str) -> Placed:
        said = ""
        for other in others:
            found = _area_of(other.rows)
            if (found.governorates or found.countries) and not area.governorates and not area.countries:
                area, said = found, other.part.text
            if found.certain:
                area = area.beside((*area.certain, *found.certain))
        evidence = Evidence(
            kind=main.form.kind,
            nearness="near" if main.form.near or self._is_wider(main) else "at",
            governorates=area.governorates,
            districts=area.districts,
            countries=area.countries,
            certain=area.certain,
            in_list=True,
            by_key=main.by_key,
        )
        answer = resolve(main.rows, evidence)
        note = ""
        if answer.status == "ambiguous":
            note = "may be any of " + ", ".join(
                f"{p.title} ({p.type}, {p.governorate or p.country})" for p in answer.candidates[:5]
            )
        elif answer.place is not None and main.form.kind != "countryside" and not fits(answer.place, main.form.kind):
            note = f"a {answer.place.type}: the gazetteer has no {main.form.kind} of this name"
        if answer.place is not None and area.countries and answer.place.country not in area.countries:
            return self._contradiction(answer, within or said, by_key=main.by_key)
        if answer.place is None or not area.governorates or _lies_in(answer.place, frozenset(area.governorates)):
            return Placed(answer, note)
        return self._contradiction(answer, within or said, by_key=main.by_key)

    @staticmethod
    def _is_wider(main: _Reading) -> bool:
        """Tell whether the cell names a district of which only the seat is known: "Saraqib subdistrict"."""
        return main.form.kind == "district" and all(p.type in SETTLEMENTS for p in main.rows)

    def _around(self, main: _Reading, others: list[_Reading], area: Evidence, within: str) -> Placed:
        """Answer a name that the gazetteer lacks by the settlement that the cell says it lies in or by."""
        towns = [r for r in others if any(p.type in SETTLEMENTS for p in r.rows)]
        if not towns:
            return Placed(UNRESOLVED, "the gazetteer has no place of this name")
        placed = self._answer(towns[0], [r for r in others if r is not towns[0]], area, within)
        place = placed.resolution.place
        if place is None:
            return placed
        inside = main.part.within_a_town or any(form.kind == "neighbourhood" for form in main.part.forms)
        off = max(_IN_TOWN_KM, (place.extent_km or 0.0) / 2) if inside else _BESIDE_KM
        coarse = replace(
            placed.resolution,
            where_prec=max(2, placed.resolution.where_prec or 2),
            uncertainty_km=max(off, placed.resolution.uncertainty_km or 0.0),
        )
        return Placed(coarse, f"{main.part.text!r} is not in the gazetteer: this is {place.title}, named with it")

    def _pair(self, pair: Pair, area: Evidence, within: str) -> Placed:
        """Answer two names of one cell: the stretch between them, or both if they lie side by side."""
        first, second = (self._place(name, area, within) for name in (pair.first, pair.second))
        a, b = first.resolution.place, second.resolution.place
        if a is None or b is None:
            missing, lost = (pair.first, first) if a is None else (pair.second, second)
            return Placed(lost.resolution, f"names two places, and {missing!r} has no certain place")
        ends = (*_ends(first.resolution, a), *_ends(second.resolution, b))
        apart = _km(a, b)
        if pair.link == "and" and apart > _BESIDE_KM:
            two = Resolution(None, "ambiguous", 0.0, ends)
            return Placed(two, f"names two places, {apart:.0f} km apart: {a.title} and {b.title}")
        title = {"and": "{} and {}", "between": "between {} and {}", "road": "road from {} to {}"}[pair.link]
        stretch = _stretch([a, b], title.format(a.title, b.title), "road" if pair.link == "road" else "region")
        sure = min(first.resolution.confidence, second.resolution.confidence)
        off = apart / 2 + max(first.resolution.uncertainty_km or 0.0, second.resolution.uncertainty_km or 0.0)
        prec = 2 if pair.link == "and" else 5
        answer = Resolution(stretch, "resolved", sure, ends, prec, round(off, 1), first.resolution.traits)
        return Placed(answer, f"the middle between {a.title} and {b.title}, {apart:.0f} km apart")

    def _noted(self, placed: Placed, note: str) -> Placed:
        return replace(placed, note="; ".join(filter(None, (note, placed.note))))

    def _contradiction(self, answer: Resolution, within: str, *, by_key: bool) -> Placed:
        place = answer.place
        assert place is not None  # noqa: S101  the caller has a place
        lies = f"lies in {place.governorate or place.country}, not in {within.strip()!r} as given"
        if not by_key and place.country == "SY" and place.type in _WELL_KNOWN:
            return Placed(answer, lies)
        doubtful = Resolution(None, "ambiguous", 0.0, answer.candidates, traits=answer.traits)
        only = "the only " if len(answer.candidates) == 1 else ""
        return Placed(doubtful, f"{only}{place.title} that the gazetteer knows {lies}")


def _holds(area: _Reading, inner: _Reading, *, districts: bool) -> bool:
    """Tell whether one part of a cell may only say where the other lies: "Saraqib / Idlib", "Baba Amr and Homs"."""
    for a in area.rows:
        if a.type == "governorate" and any(p.governorate == a.title and p.type != "governorate" for p in inner.rows):
            return True
        if a.type == "city" and any(p.governorate == a.governorate and p.type not in SETTLEMENTS for p in inner.rows):
            return True
        if districts and a.type == "district" and any(p.district == a.title for p in inner.rows):
            return True
    return False


def _stretch(places: list[Place], title: str, kind: str) -> Place:
    """Return the middle of places as a place of its own, with the governorate and district that they share."""
    first, n = places[0], len(places)
    one_governorate = len({p.governorate for p in places}) == 1
    return replace(
        first,
        id="",
        title=title,
        title_ar="",
        variants=(),
        type=kind,
        governorate=first.governorate if one_governorate else "",
        adm1_pcode=first.adm1_pcode if one_governorate else "",
        district=first.district if len({p.district for p in places}) == 1 else "",
        lat=round(sum(p.lat for p in places) / n, 5),
        lon=round(sum(p.lon for p in places) / n, 5),
        geowkt="",
    )


def _km(one: Place, other: Place) -> float:
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)


def _ends(answer: Resolution, place: Place) -> tuple[Place, ...]:
    """Return the rows that an answer of a pair stands for: its place, or the two ends of a stretch."""
    return (place,) if place.id else answer.candidates


def _area_of(named: tuple[Place, ...]) -> Evidence:
    """Return the rows of an area's name as evidence: a governorate first, then districts, then towns."""
    countries = {p.country for p in named if p.type == "country"}
    if countries:
        return Evidence(countries=countries)
    named = tuple(p for p in named if p.governorate)
    governorates = {p.governorate for p in named if p.type == "governorate"}
    if governorates:
        return Evidence(
            governorates=frozenset(governorates | ({"Rif Dimashq"} if "Damascus" in governorates else set()))
        )
    towns = tuple(p for p in named if p.type in SETTLEMENTS)
    inside = tuple(p for p in named if p.type == "district") or towns
    return Evidence(
        governorates=frozenset(p.governorate for p in inside),
        districts=frozenset(p.district for p in inside if p.district),
        certain=tuple((p.lat, p.lon) for p in towns) if len(towns) == 1 else (),
    )


def _lies_in(place: Place, governorates: frozenset[str]) -> bool:
    """Tell whether a place lies in one of the governorates, or so close to it that a list may say so."""
    if place.governorate in governorates or (place.type in ("governorate", "district") and place.title in governorates):
        return True
    return place.country == "SY" and any(_close_to(place.lat, place.lon, governorate) for governorate in governorates)


@lru_cache(maxsize=1 << 14)
def _close_to(lat: float, lon: float, governorate: str) -> bool:
    return lies_within(lat, lon, governorate, BORDER_KM)


def _main(readings: list[_Reading]) -> _Reading:
    """Return the part that is the place; the others say where it lies.

    That is the first, unless it names an area and a later one something smaller: "Deir ez-Zor, al-Hamidiyah".
    """
    first = readings[0]
    if first.rows and all(p.type in _AREAS for p in first.rows):
        areas = {p.governorate for p in first.rows if p.governorate}  # abroad there are none: "Baghdad, Iraq"
        for later in readings[1:]:
            if any(p.governorate in areas and p.type not in _AREAS for p in later.rows):
                return later
    return first
