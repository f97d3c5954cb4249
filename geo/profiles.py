"""All that is told of one place, or of one actor: what its page shows.

A profile is counted from the mentions that a filter leaves at the place, or that name the actor, so that it says
the same as the map under that filter. Beside it stands what the gazetteer or `data/actors.csv` say: how sure the point
is and where it comes from, when an actor existed and what it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from geopy.distance import geodesic

from geo.actors import Actor, wholes
from geo.overview import PlaceCount
from geo.tallies import Tally, tally, total

NEAREST: Final = 8
"""Places that are listed as nearest."""
_CANDIDATES: Final = 40
"""Places that a rough distance chooses before the exact one is asked for."""


class Spelling(NamedTuple):
    """One way in which a place is written in the articles."""

    surface: str
    stories: int
    mentions: int
    known: bool
    """Whether the gazetteer has it as a name of the place, letter for letter but for case."""


class PlaceProfile(NamedTuple):
    """What the mentions at one place say."""

    all: Tally
    reported: int
    spellings: tuple[Spelling, ...]
    actors: tuple[Tally, ...]
    said_by: tuple[Tally, ...]
    topics: tuple[Tally, ...]
    contexts: tuple[Tally, ...]
    outlets: tuple[Tally, ...]


class ActorProfile(NamedTuple):
    """What the mentions say in whose sentence an actor, or a part of it, is named or quoted."""

    all: Tally
    doing: int
    """Mentions whose sentence names it, and does not only accuse it."""
    alleged: int
    """Mentions whose sentence only accuses it."""
    said: int
    """Mentions whose sentence tells what it said."""
    places: tuple[Tally, ...]
    """By place id; those that stand at a place."""
    named_with: tuple[Tally, ...]
    parts: tuple[Tally, ...]
    """The parts of it that are named."""
    topics: tuple[Tally, ...]
    contexts: tuple[Tally, ...]


def place_profile(rows: pa.Table, names: Iterable[str]) -> PlaceProfile:
    """Return what the mentions at one place say.

    Parameters
    ----------
    rows
        The mentions, columns of `geo.mention.SCHEMA`.
    names
        Every name that the gazetteer has of the place.
    """
    known = {name.casefold() for name in names}
    return PlaceProfile(
        total(rows),
        _count(rows, "context", "reported"),
        tuple(Spelling(t.value, t.stories, t.mentions, t.value.casefold() in known) for t in tally(rows, "surface")),
        tally(rows, "actors"),
        tally(rows, "said_by"),
        tally(rows, "topics"),
        tally(rows, "context"),
        tally(rows, "source"),
    )


def actor_profile(rows: pa.Table, name: str, parents: Mapping[str, str]) -> ActorProfile:
    """Return what the mentions say of one actor.

    Parameters
    ----------
    rows
        Mentions whose sentence names it, one of its parts, or tells what one of these said; each once.
    name
        The actor.
    parents
        Actor -> the actor that it is part of.
    """
    own = {name} | {part for part in parents if name in wholes(part, parents)}
    whole = set(wholes(name, parents))
    named, accused, said = (_names(rows, column, own) for column in ("actors", "alleged", "said_by"))
    with_it = rows.filter(named)
    placed = rows.filter(
        pc.and_(named, pc.and_(pc.equal(rows.column("role"), "place"), pc.equal(rows.column("status"), "resolved")))
    )
    actors = tally(with_it, "actors")
    return ActorProfile(
        total(rows),
        pc.sum(pc.and_not(named, accused)).as_py() or 0,
        pc.sum(accused).as_py() or 0,
        pc.sum(said).as_py() or 0,
        tally(placed, "place_id"),
        tuple(t for t in actors if t.value not in own | whole),
        tuple(t for t in actors if t.value in own - {name}),
        tally(with_it, "topics"),
        tally(with_it, "context"),
    )


def nearest(of: tuple[float, float], places: Iterable[PlaceCount], but: str) -> list[tuple[PlaceCount, float]]:
    """Return the places nearest to a point (lat, lon, degrees WGS 84) with their distance on the ellipsoid, km.

    Only places that are points are asked for (`where_prec` 1 and 2); `but` is the id of the place itself.
    """
    others = [place for place in places if place.place_id != but and place.where_prec <= 2]
    if not others:
        return []
    at = np.radians([(place.lat, place.lon) for place in others])
    lat, lon = np.radians(of)
    rough = np.hypot(at[:, 0] - lat, (at[:, 1] - lon) * np.cos(lat))
    chosen = [others[i] for i in np.argsort(rough, kind="stable")[:_CANDIDATES]]
    found = [(place, float(geodesic(of, (place.lat, place.lon)).km)) for place in chosen]
    return sorted(found, key=lambda pair: (pair[1], pair[0].place_id))[:NEAREST]


def parts_of(name: str, actors: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Return the actors that are directly part of one."""
    return tuple(actor for actor in actors.values() if actor.parent == name)


def _count(rows: pa.Table, column: str, value: str) -> int:
    return int(pc.sum(pc.equal(rows.column(column), value)).as_py() or 0)


def _names(rows: pa.Table, column: str, wanted: set[str]) -> pa.Array:
    """Return for each row whether its list has one of these values."""
    lists = rows.column(column).combine_chunks()
    found = np.zeros(len(lists), dtype=bool)
    hits = pc.is_in(pc.list_flatten(lists), value_set=pa.array(sorted(wanted), pa.string()))
    found[pc.list_parent_indices(lists).filter(hits).to_numpy()] = True
    return pa.array(found)
