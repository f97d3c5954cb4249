"""The actors of the war and the names that wires use for them, read from `data/actors.csv`.

Each row is one actor: a state, a government, an armed group, an organisation or a person, with the names that mean
it and none else. An alias with a capital letter is matched with that capital, one in capitals alone ("US", "IS")
exactly as it stands, one in lower case ("rebels") in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from geo.exc import ActorsError
from geo.matcher import PhraseIndex
from geo.textfiles import CsvRows, read_text

DEFAULT: Final = Path(__file__).resolve().parent.parent / "data" / "actors.csv"
"""The table of actors that the project ships."""

COLUMNS: Final = ("name", "name_ar", "kind", "parent", "aliases", "adjectives", "valid_from", "valid_to")
KINDS: Final = ("state", "government", "armed group", "organisation", "person")


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: canonical name, Arabic name, kind, the actor it is part of, and when it existed or held office."""

    name: str
    name_ar: str
    kind: str
    parent: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


class ActorName(NamedTuple):
    """A way to write an actor: whose it is, how it is written, and whether it is a nationality adjective."""

    actor: str
    written: str
    adjective: bool

    def fits(self, surface: str) -> bool:
        """Tell whether the capitals of a surface form are those that this name needs."""
        if self.written.islower() or not self.written.isascii():
            return True
        if self.written.isupper():
            return surface.isupper()
        letters = [c for c in surface.removeprefix("the ").removeprefix("The ") if c.isalpha()]
        return bool(letters) and letters[0].isupper()


@dataclass(frozen=True)
class Actors:
    """All actors by name, and the index of their names."""

    by_name: dict[str, Actor]
    index: PhraseIndex[ActorName]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Actors:
        """Read and check a table of actors.

        Raises
        ------
        ActorsError
            If the file or a row of it cannot be used; the message names file, line, what was found and expected.
        """
        text, _ = read_text(Path(path), ActorsError, "a table of actors (CSV)")
        by_name: dict[str, Actor] = {}
        lines: dict[str, int] = {}
        rows = CsvRows(Path(path), text, ActorsError)
        missing = [name for name in COLUMNS if name not in rows.header]
        if missing:
            raise ActorsError(
                f"{path}, line {rows.line}: column {missing[0]} is missing; expected {', '.join(COLUMNS)}"
            )
        for row in rows:
            where = f"{path}, line {rows.line}"
            actor = _actor(where, dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True)))
            if actor.name in by_name:
                raise ActorsError(f"{where}: found {actor.name!r} again (line {lines[actor.name]}); expected it once")
            by_name[actor.name], lines[actor.name] = actor, rows.line
        for actor in by_name.values():
            if actor.parent and actor.parent not in by_name:
                where = f"{path}, line {lines[actor.name]}, parent"
                raise ActorsError(f"{where}: found {actor.parent!r}; expected the name of another row")
        return cls(by_name, _index(by_name))


def _actor(where: str, cells: dict[str, str]) -> Actor:
    if not cells["name"] or ";" in cells["name"] or "|" in cells["name"]:
        raise ActorsError(f"{where}, name: found {cells['name']!r}; expected a name without ';' or '|'")
    if cells["kind"] not in KINDS:
        raise ActorsError(f"{where}, kind: found {cells['kind']!r}; expected one of {', '.join(KINDS)}")
    dates: list[date | None] = []
    for column in ("valid_from", "valid_to"):
        try:
            dates.append(date.fromisoformat(cells[column]) if cells[column] else None)
        except ValueError as error:
            raise ActorsError(
                f"{where}, {column}: found {cells[column]!r}; expected a date such as 2017-01-28"
            ) from error
    aliases, adjectives = (tuple(filter(None, map(str.strip, cells[c].split("|")))) for c in ("aliases", "adjectives"))
    return Actor(
        cells["name"],
        cells["name_ar"],
        cells["kind"],
        cells["parent"],
        aliases,
        adjectives,
        dates[0],
        dates[1],
    )


def _index(by_name: dict[str, Actor]) -> PhraseIndex[ActorName]:
    index: PhraseIndex[ActorName] = PhraseIndex()
    for actor in by_name.values():
        for name in (actor.name, actor.name_ar, *actor.aliases):
            index.add(name, ActorName(actor.name, name, False))
        for adjective in actor.adjectives:
            index.add(adjective, ActorName(actor.name, adjective, True))
    return index
