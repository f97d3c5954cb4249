"""What an article says about where its names lie, and the answers that follow: first the certain ones, then the rest.

A governorate or country named in a sentence speaks for the names beside it ("Zahraa in Homs province"); places of the
article that are certain speak for all others, by distance.
"""

from __future__ import annotations

from typing import Final

from geo.answers import UNRESOLVED, Evidence, Resolution
from geo.cues import ARABIC_SIDES
from geo.gazetteer import Place
from geo.names import fold_word
from geo.narration import Flag
from geo.nearness import inside_of, nearness
from geo.read import Read
from geo.resolution import Answers, distance_km, resolve

_CITY_KM: Final = 12.0
"""A place that lies farther from the middle of a city than this is no part of it."""

_DISTRICT: Final = 3
_VAGUE_KM: Final = 15.0
"""What says where others lie is a district at most (`where_prec`), or a region known to so many km: the Ghab says which
Huwayz is meant, a governorate or the desert do not."""

_NISBA: Final = {
    fold_word(of): title
    for title, adjectives in {
        "Damascus": "الدمشقي الدمشقية", "Aleppo": "الحلبي الحلبية", "Homs": "الحمصي الحمصية",
        "Hama": "الحموي الحموية", "Idlib": "الإدلبي الإدلبية",
    }.items()
    for of in adjectives.split()
}  # fmt: skip
"""Arabic adjectives behind the name of a place -> the governorate that it lies in."""

_CERTAIN: Final = ("only", "kind", "district", "governorate")
"""Ways of choosing that need no more than the sentence."""

_CHOSEN: Final = ("type", "seat")
"""Ways that come before the one by distance: what else is certain changes nothing."""

_ANSWERS: Final = Answers()


class _Areas:
    """The governorates and countries among rows of one name, each answer kept: names recur."""

    MOST: Final = 20_000

    def __init__(self) -> None:
        self._known: dict[int, tuple[tuple[Place, ...], frozenset[str], frozenset[str]]] = {}

    def of(self, places: tuple[Place, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the titles of the governorates and the codes of the countries among rows."""
        known = self._known.get(id(places))
        if known is None or known[0] is not places:
            if len(self._known) >= self.MOST:
                self._known.clear()
            governorates = frozenset(p.title for p in places if p.type == "governorate")
            countries = frozenset(p.country for p in places if p.type == "country")
            known = self._known[id(places)] = (places, governorates, countries)
        return known[1], known[2]


_AREAS: Final = _Areas()
_NONE: Final[frozenset[str]] = frozenset()


def resolve_all(read: list[Read]) -> list[list[Resolution]]:
    """Resolve every name of an article: first those that need no more than their sentence, then the rest beside them.

    Parameters
    ----------
    read
        The sentences that hold names.

    Returns
    -------
    list of list of Resolution
        For each sentence the answer to each of its names; a name without rows is unresolved.
    """
    certain: dict[tuple[float, float], None] = {}
    answers: list[list[Resolution]] = []
    open_: list[tuple[list[Resolution], int, tuple[Place, ...], Evidence]] = []
    for r in read:
        near = _named_near(r)
        ways = bool(r.mask & Flag.WAY)
        row: list[Resolution] = []
        for at, name in enumerate(r.names):
            if not name.places:
                row.append(UNRESOLVED)
                continue
            evidence = _evidence(r, at, near, ways=ways)
            answer = _ANSWERS.of(name.places, evidence)
            row.append(answer)
            place = answer.place
            if place is None or answer.traits[0] not in _CERTAIN:
                if place is None or answer.traits[0] not in _CHOSEN:
                    open_.append((row, at, name.places, evidence))
            elif r.roles[at] == "place" and place.country == "SY" and _is_somewhere(place):
                certain[place.lat, place.lon] = None
        answers.append(row)
    if certain:
        beside = tuple(certain)
        for row, at, places, evidence in open_:
            row[at] = resolve(places, evidence.beside(beside))
    return answers


def _is_somewhere(place: Place) -> bool:
    if place.where_prec <= _DISTRICT:
        return True
    return place.type in ("region", "mountain") and (place.uncertainty_km or _VAGUE_KM + 1) <= _VAGUE_KM


def _named_near(r: Read) -> tuple[frozenset[str], frozenset[str]]:
    """Return the governorates that a sentence names as places, and the countries that it names at all."""
    governorates = countries = _NONE
    for at, name in enumerate(r.names):
        if name.places and r.roles[at] in ("place", "actor"):
            own, abroad = _AREAS.of(name.places)
            if own and r.roles[at] == "place":
                governorates |= own
            if abroad:
                countries |= abroad
    return governorates, countries


def _evidence(r: Read, at: int, near: tuple[frozenset[str], frozenset[str]], *, ways: bool) -> Evidence:
    governorates, countries = near
    name = r.names[at]
    own = _AREAS.of(name.places)[0]
    return Evidence(
        kind=name.kind,
        nearness="near" if name.kind == "countryside" else nearness(r.words, r.names, at, ways=ways),
        governorates=governorates - own if own else governorates,
        countries=countries,
        holds=bool(own) and len(name.places) > 1 and _holds(r, at),
        within=_said_to_lie_in(r, at),
        by_key=name.by_key,
        one_word=name.last - name.first == 1,
    )


def _said_to_lie_in(r: Read, at: int) -> frozenset[str]:
    """Return the governorates that a sentence says a name lies in: "Saida in Hama province", حي الميدان الدمشقي."""
    behind = r.names[at].last
    if behind < len(r.folded) and r.folded[behind] in _NISBA:
        return frozenset({_NISBA[r.folded[behind]]})
    if at + 1 >= len(r.names):
        return _NONE
    titles = _AREAS.of(r.names[at + 1].places)[0]
    return titles if titles and at in inside_of(r.words, r.names, at + 1) else _NONE


def _holds(r: Read, at: int) -> bool:
    """Tell whether a sentence says that a place lies in this one which lies outside the city of its name."""
    cities = [(p.lat, p.lon) for p in r.names[at].places if p.type == "city"]
    governorates = {p.governorate for p in r.names[at].places if p.type == "governorate"}
    return any(
        p.governorate in governorates
        and p.type not in ("governorate", "district", "city")
        and all(distance_km((p.lat, p.lon), city) > _CITY_KM for city in cities)
        for inside in (*inside_of(r.words, r.names, at), *_beside_in_arabic(r, at))
        for p in r.names[inside].places
    )


def _beside_in_arabic(r: Read, at: int) -> list[int]:
    """Return the name that lies in a side of name number `at`: بزاعة شرق حلب is in the east of the governorate."""
    first = r.names[at].first
    side = first
    while side and r.folded[side - 1] in ARABIC_SIDES:
        side -= 1
    return [at - 1] if side < first and at and r.names[at - 1].last == side else []
