"""Choose the place that a name means, among the rows of the gazetteer that bear it, and say how sure that is.

The governorate that the text says it lies in decides first ("Saida in Daraa"), then a kind word beside the name
("Latakia province", "Idlib city"); then a governorate named near it, then the places of the article that are certain,
by distance, and last the population. What stays a tie is `ambiguous`: it gets no point, its candidates are listed. A
name that is a governorate's and a city's is the city, but for those of `AS_GOVERNORATE`, which war reporting uses for
the governorate.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Final

from geo.answers import UNRESOLVED, Evidence, Resolution
from geo.gazetteer import Place
from geo.outlines import lies_within
from geo.paths import DATA

AS_GOVERNORATE: Final = frozenset({"Idlib", "Quneitra"})
"""Bare names that mean the governorate in running text: Idlib was fought over as a whole, Quneitra is in ruins."""

_FITTED: Final = DATA / "confidence.csv"

NEAR_UNCERTAINTY_KM: Final = 10.0
"""How far from the place something "near" it may be; UCDP GED's `where_prec` 2 means a limited area around it."""

BORDER_KM: Final = 15.0
"""A governorate is said of places that lie this far outside it: borders are drawn in several ways."""

_EARTH_KM: Final = 6371.0088
"""The mean radius of the Earth (IUGG R1)."""
_RADIAN: Final = math.pi / 180
"""A degree in radians."""
_CLOSE_KM: Final = 60.0
_FARTHER: Final = 3.0
_BESIDE_KM: Final = 10.0
"""A place this near to one that is certain is the one meant, though another of its name lies in the same region; not
if that other has a place of its own that is certain beside it."""
_LARGER: Final = 10
_SAME_KM: Final = 3.0
_PEOPLE: Final = {"city": 50_000, "town": 10_000, "neighbourhood": 8_000, "village": 1_500}
"""How many people a place has of which nobody has said it: so that not knowing does not decide."""

_FITTING: Final[dict[str, frozenset[str]]] = {
    "governorate": frozenset({"governorate"}),
    "district": frozenset({"district", "neighbourhood"}),
    "countryside": frozenset({"governorate", "district"}),
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town"}),
    "neighbourhood": frozenset({"neighbourhood", "town", "village"}),
    "air base": frozenset({"air base", "airport", "military site"}),
    "camp": frozenset({"camp"}),
    "crossing": frozenset({"crossing"}),
    "dam": frozenset({"dam"}),
    "river": frozenset({"river"}),
    "mountain": frozenset({"mountain", "region"}),
    "oil field": frozenset({"oil field"}),
    "prison": frozenset({"prison"}),
    "locality": frozenset({"locality", "village", "neighbourhood", "site"}),
}
"""Kind word -> the types that it fits; a kind that is not here says nothing."""

_RANK: Final = {"country": 0, "city": 1, "town": 1, "village": 1, "neighbourhood": 1, "governorate": 2, "region": 3}
"""Which type a bare name means, the likelier first; types that are not here come after.

Settlements are one type here, so that two towns stay two.
"""


SETTLEMENTS: Final = frozenset({"city", "town", "village", "neighbourhood", "locality", "camp"})
"""Types of places where people live."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance between two points (lat, lon in degrees WGS 84), km, by the haversine formula.

    It is the one of `geopy.distance.great_circle`, without an object for each of a hundred thousand distances.
    """
    north = math.sin((b[0] - a[0]) * _RADIAN / 2)
    east = math.sin((b[1] - a[1]) * _RADIAN / 2)
    half = north * north + math.cos(a[0] * _RADIAN) * math.cos(b[0] * _RADIAN) * east * east
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def resolve(candidates: Sequence[Place], evidence: Evidence) -> Resolution:
    """Choose among the rows that bear a name.

    Parameters
    ----------
    candidates
        Rows that bear the name; none gives `UNRESOLVED`.
    evidence
        What the text says about where it lies.
    """
    if not candidates:
        return UNRESOLVED
    if len(candidates) == 1:
        only = candidates[0]
        if _unlikely(only, evidence):
            return Resolution(None, "ambiguous", 0.0, (only,))
        return _answer(only, candidates, "only", evidence)
    left, by = list(candidates), ""
    for way, keep in (
        ("governorate", _within),
        ("kind", _fitting),
        ("district", _in_district),
        ("governorate", _in_governorate),
        ("type", _likeliest),
        ("distance", _closest),
        ("population", _largest),
    ):
        kept = keep(left, evidence)
        if kept and len(kept) < len(left):
            by = "seat" if way == "type" and _is_seat(left) else way
            left = kept
        if len(left) == 1:
            return _answer(left[0], candidates, by, evidence)
    return Resolution(None, "ambiguous", 0.0, tuple(left))


def fits(place: Place, kind: str) -> bool:
    """Tell whether a place is what a kind word says; a kind that says nothing fits all."""
    types = _FITTING.get(kind)
    return types is None or place.type in types


def _is_seat(places: Sequence[Place]) -> bool:
    """Tell whether all that a name may be is a city and what is called after it: its district, its governorate."""
    return len({p.governorate for p in places}) == 1 and all(
        p.type in ("city", "governorate", "district") for p in places
    )


def _unlikely(place: Place, evidence: Evidence) -> bool:
    """Tell whether the only row that bears a name is likely another place than the one meant.

    So it is where the text says that it lies in another governorate, where only the key of a single word met and
    nothing in the text lies near, and for a neighbourhood where the sentence names another governorate and the name has
    the article: every city has a Hamidiyah, one has a Barzeh.
    """
    if _contradicts(place, evidence.within):
        return True
    elsewhere = bool(evidence.governorates) and place.governorate not in evidence.governorates
    if evidence.kind == "neighbourhood" or place.type == "neighbourhood":
        return elsewhere and place.country == "SY" and place.title_ar.removeprefix("حي ").startswith("ال")
    if not evidence.by_key or not evidence.one_word or place.type in ("city", "governorate") or evidence.in_list:
        return False
    here = (place.lat, place.lon)
    return place.governorate not in evidence.governorates and all(
        distance_km(here, c) > _CLOSE_KM for c in evidence.certain
    )


def _contradicts(place: Place, within: Collection[str]) -> bool:
    """Tell whether a town or smaller place lies in none of the governorates that it is said to lie in, nor close."""
    return (
        bool(within)
        and place.country == "SY"
        and place.type in SETTLEMENTS - {"city"}
        and place.governorate not in within
        and not any(lies_within(place.lat, place.lon, governorate, BORDER_KM) for governorate in within)
    )


def _within(places: list[Place], evidence: Evidence) -> list[Place]:
    """Keep those in the governorate that the text says they lie in: it knows better than the kind word."""
    return [p for p in places if p.governorate in evidence.within and p.type != "governorate"]


def _fitting(places: list[Place], evidence: Evidence) -> list[Place]:
    """Keep what is just that kind, or else what the kind word may be said of."""
    types = _FITTING.get(evidence.kind)
    exactly = [p for p in places if p.type == evidence.kind]
    return exactly or ([p for p in places if p.type in types] if types else [])


def _in_district(places: list[Place], evidence: Evidence) -> list[Place]:
    return [p for p in places if p.district and p.district in evidence.districts]


def _in_governorate(places: list[Place], evidence: Evidence) -> list[Place]:
    """Keep those in a governorate or country named near; the governorate itself is kept among them."""
    if evidence.governorates:
        inside = [p for p in places if p.governorate in evidence.governorates]
        if inside:
            return inside
    abroad = [p for p in places if p.country in evidence.countries and p.country != "SY"]
    return abroad if abroad and "SY" not in evidence.countries else []


def _likeliest(places: list[Place], evidence: Evidence) -> list[Place]:
    """Keep the type that a bare name means."""
    syrian = [p for p in places if p.country == "SY"]
    if syrian and len(syrian) < len(places) and not _famous_abroad(places):
        places = syrian
    governorate = [p for p in places if p.type == "governorate"]
    if governorate and not evidence.in_list and (evidence.holds or governorate[0].title in AS_GOVERNORATE):
        return governorate
    ranks = [_RANK.get(p.type, len(_RANK)) for p in places]
    best = min(ranks)
    kept = [places[at] for at in range(len(places)) if ranks[at] == best]
    if len(kept) > 1 and all(distance_km((kept[0].lat, kept[0].lon), (p.lat, p.lon)) <= _SAME_KM for p in kept[1:]):
        return kept[:1]  # one place, listed twice
    return kept


def _famous_abroad(places: list[Place]) -> bool:
    """Tell whether one of the places abroad is a country or far larger than any in Syria."""
    home = max((p.population or 0 for p in places if p.country == "SY"), default=0)
    return any(
        p.country != "SY" and (p.type == "country" or (p.population or 0) > _LARGER * max(home, 5_000)) for p in places
    )


def _closest(places: list[Place], evidence: Evidence) -> list[Place]:
    """Keep the one that lies near the places that are certain, if the others are clearly farther: "Nubl and Zahraa"."""
    if not evidence.certain:
        return []
    far = sorted([(*_beside(p, evidence.certain), n) for n, p in enumerate(places)])
    (nearest, beside, n), (second, other, _) = far[0], far[1]
    reach = _BESIDE_KM if nearest <= _BESIDE_KM and beside == other else _CLOSE_KM
    return [places[n]] if nearest <= _CLOSE_KM and second > max(reach, _FARTHER * nearest) else []


def _beside(place: Place, points: Sequence[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Return how far the nearest of some points is from a place (km), and that point."""
    here = place.lat, place.lon
    nearest = points[0]
    least = distance_km(here, nearest)
    for point in points:
        away = distance_km(here, point)
        if away < least or (away == least and point < nearest):
            nearest, least = point, away
    return least, nearest


def _largest(places: list[Place], evidence: Evidence) -> list[Place]:  # noqa: ARG001  every way has one shape
    people = {p.id: _PEOPLE.get(p.type, 0) if p.population is None else p.population for p in places}
    ordered = sorted(places, key=lambda p: -people[p.id])
    top, next_ = people[ordered[0].id], people[ordered[1].id]
    known = ordered[0].population is not None
    return ordered[:1] if known and top >= 10_000 and top >= _LARGER * next_ else []


def _answer(place: Place, candidates: Sequence[Place], by: str, evidence: Evidence) -> Resolution:
    where_prec, uncertainty = place.where_prec, place.uncertainty_km
    if evidence.nearness != "at" and where_prec <= 2:
        where_prec = 2 if evidence.nearness == "near" else 5
        uncertainty = max(uncertainty or 0.0, NEAR_UNCERTAINTY_KM)
    others = tuple([p for p in candidates if p is not place])
    known = traits(place, by, evidence)
    return Resolution(place, "resolved", _confidence(known), (place, *others), where_prec, uncertainty, known)


def traits(place: Place, by: str, evidence: Evidence) -> tuple[str, ...]:
    """Return what tells how sure an answer is: how it was chosen, what it is, and whether the text says where."""
    known = [by]
    if evidence.by_key:
        known.append("key")
    if place.type in ("village", "locality", "neighbourhood"):
        known.append(place.type if place.type == "neighbourhood" else "village")
    if evidence.governorates and place.country == "SY":
        known.append("confirmed" if place.governorate in evidence.governorates else "contradicted")
    if not evidence.in_list:
        known.append("text")
        if by == "seat":
            known.append("bare city")  # in a text it may mean the governorate
    return tuple(known)


@cache
def _weights() -> dict[str, float]:
    """Return the log odds that each trait is worth, as `bench/confidence.py` fitted them."""
    with _FITTED.open(encoding="utf-8", newline="") as file:
        return {row["trait"]: float(row["log_odds"]) for row in csv.DictReader(file)}


def confidence(known: Collection[str]) -> float:
    """Return the probability that an answer with these traits is the place meant: a logistic model, fitted."""
    weights = _weights()
    odds = weights["any"] + sum(weights.get(trait, 0.0) for trait in known)
    return round(1 / (1 + math.exp(-odds)), 2)


@lru_cache(maxsize=1 << 10)
def _confidence(known: tuple[str, ...]) -> float:
    return confidence(known)
