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
from geo.nearness import Nearness, inside_of, nearness
from geo.read import Read
from geo.resolution import distance_km, resolve

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

_NONE: Final[frozenset[str]] = frozenset()


class _Answer:
    """An answer that was given, and what it means for the other names of an article.

    Attributes
    ----------
    resolution, evidence
        The answer, and to what.
    settled
        Whether other places of the article cannot change it.
    point
        Where the place lies if it speaks for others (lat, lon in degrees WGS 84), else None.
    """

    __slots__ = ("evidence", "point", "resolution", "settled")

    def __init__(self, places: tuple[Place, ...], evidence: Evidence) -> None:
        self.evidence = evidence
        self.resolution = resolve(places, evidence)
        self.settled = self.resolution.by in _CERTAIN or self.resolution.by in _CHOSEN
        self.point: tuple[float, float] | None = None
        place = self.resolution.place
        if place is not None and self.resolution.by in _CERTAIN and place.country == "SY" and _is_somewhere(place):
            self.point = place.lat, place.lon


class _Bearers:
    """The rows that bear one name: the governorates and countries among them, and the answers given.

    Attributes
    ----------
    governorates, countries
        The titles of governorates and the codes of countries.
    """

    __slots__ = ("_answers", "_bare", "countries", "governorates", "places")

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.governorates = frozenset(p.title for p in places if p.type == "governorate")
        self.countries = frozenset(p.country for p in places if p.type == "country")
        self._bare: _Answer | None = None
        self._answers: dict[tuple[object, ...], _Answer] = {}

    def answer(
        self,
        kind: str,
        near: Nearness,
        governorates: frozenset[str],
        countries: frozenset[str],
        holds: bool,
        within: frozenset[str],
        by_key: bool,
        one_word: bool,
    ) -> _Answer:
        """Return the answer to the `Evidence` of which these are the parts."""
        if not (kind or near != "at" or governorates or countries or holds or within or by_key):
            if self._bare is None:
                self._bare = _Answer(self.places, Evidence())
            return self._bare
        said = kind, near, governorates, countries, holds, within, by_key, one_word
        known = self._answers.get(said)
        if known is None:
            _BEARERS.make_room()
            evidence = Evidence(
                kind, near, governorates, countries=countries, holds=holds, within=within, by_key=by_key,
                one_word=one_word,
            )  # fmt: skip
            known = self._answers[said] = _Answer(self.places, evidence)
        return known


class _AllBearers:
    """The names that were asked for, to be asked for again: a war's places recur."""

    MOST: Final = 20_000
    """Answers that are kept; a text of nonsense shall not fill the memory."""

    def __init__(self) -> None:
        self._known: dict[int, _Bearers] = {}
        self._answers = 0

    def of(self, places: tuple[Place, ...]) -> _Bearers:
        """Return what is known of the rows that bear a name."""
        known = self._known.get(id(places))
        if known is None or known.places is not places:
            self.make_room()
            known = self._known[id(places)] = _Bearers(places)  # kept alive: an id is good for as long
        return known

    def make_room(self) -> None:
        """Forget all if no answer more may be kept."""
        self._answers += 1
        if self._answers > self.MOST:
            self._answers = 0
            self._known.clear()


_BEARERS: Final = _AllBearers()


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
    resolved: list[list[Resolution]] = []
    unsettled: list[tuple[list[Resolution], int, tuple[Place, ...], Evidence]] = []
    for r in read:
        row = [UNRESOLVED] * len(r.names)
        resolved.append(row)
        answers = _answers(r)
        for at in range(len(answers)):
            answer = answers[at]
            if answer is None:
                continue
            row[at] = answer.resolution
            if not answer.settled:
                unsettled.append((row, at, r.names[at].places, answer.evidence))
            elif answer.point is not None and r.roles[at] == "place":
                certain[answer.point] = None
    if certain:
        beside = tuple(certain)
        for row, at, places, evidence in unsettled:
            row[at] = resolve(places, evidence.beside(beside))
    return resolved


def _is_somewhere(place: Place) -> bool:
    if place.where_prec <= _DISTRICT:
        return True
    return place.type in ("region", "mountain") and (place.uncertainty_km or _VAGUE_KM + 1) <= _VAGUE_KM


def _answers(r: Read) -> list[_Answer | None]:
    """Return the answer to each name of a sentence, by what the sentence says; None where no row bears it."""
    names, roles = r.names, r.roles
    found: list[_Bearers | None] = []
    named = countries = _NONE
    for at in range(len(names)):
        places = names[at].places
        if not places:
            found.append(None)
            continue
        own = _BEARERS.of(places)
        found.append(own)
        if own.governorates and roles[at] == "place":
            named = named | own.governorates if named else own.governorates
        if own.countries and (roles[at] == "place" or roles[at] == "actor"):
            countries = countries | own.countries if countries else own.countries
    ways = bool(r.mask & Flag.WAY)
    answers: list[_Answer | None] = []
    for at in range(len(names)):
        bearers = found[at]
        if bearers is None:
            answers.append(None)
            continue
        name = names[at]
        several = len(name.places) > 1
        behind = found[at + 1] if at + 1 < len(found) else None
        answers.append(
            bearers.answer(
                name.kind,
                "near" if name.kind == "countryside" else nearness(r.words, names, at, ways=ways),
                _without(named, bearers.governorates),
                countries if several else _NONE,  # they choose, and tell nothing of what there is but one of
                several and len(bearers.governorates) > 0 and _holds(r, at),
                _said_to_lie_in(r, at, behind),
                name.by_key,
                name.by_key and name.last - name.first == 1,
            )
        )
    return answers


def _without(named: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Return the governorates that a sentence names, without those that a name may be itself."""
    if named is own:
        return _NONE
    return named - own if named and own else named


def _said_to_lie_in(r: Read, at: int, behind: _Bearers | None) -> frozenset[str]:
    """Return the governorates that a sentence says a name lies in: "Saida in Hama province", حي الميدان الدمشقي.

    `behind` are the rows of the name behind it.
    """
    last = r.names[at].last
    of = _NISBA.get(r.folded[last]) if last < len(r.folded) else None
    if of is not None:
        return frozenset({of})
    if behind is None or not behind.governorates or at not in inside_of(r.words, r.names, at + 1):
        return _NONE
    return behind.governorates


def _holds(r: Read, at: int) -> bool:
    """Tell whether a sentence says that a place lies in this one which lies outside the city of its name."""
    inside = inside_of(r.words, r.names, at) + _beside_in_arabic(r, at)
    if not inside:
        return False
    cities = [(p.lat, p.lon) for p in r.names[at].places if p.type == "city"]
    governorates = {p.governorate for p in r.names[at].places if p.type == "governorate"}
    return any(
        p.governorate in governorates
        and p.type not in ("governorate", "district", "city")
        and all(distance_km((p.lat, p.lon), city) > _CITY_KM for city in cities)
        for other in inside
        for p in r.names[other].places
    )


def _beside_in_arabic(r: Read, at: int) -> list[int]:
    """Return the name that lies in a side of name number `at`: بزاعة شرق حلب is in the east of the governorate."""
    first = r.names[at].first
    side = first
    while side and r.folded[side - 1] in ARABIC_SIDES:
        side -= 1
    return [at - 1] if side < first and at and r.names[at - 1].last == side else []
