"""The actors of the war and the names that wires use for them, read from `data/actors.csv` and `data/offices.csv`.

Each row is one actor: a state, a government, an armed group, an organisation, an office or a person, with the names
that mean it. An alias with a capital letter is matched with that capital, one in capitals alone ("US", "IS")
exactly as it stands, one in lower case ("rebels") in any case.

A name may mean several actors, one after the other: "Nusra" was the al-Nusra Front until 28 July 2016. Such a name
stands in the row of each, the rows are valid at different times, and the date of the event says which is meant
(`meant`). An office ("Russian foreign minister") means whoever held it then, as `data/offices.csv` tells, and
stands for itself where no date or no holder is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from geo.exc import ActorsError
from geo.matcher import PhraseIndex
from geo.names import ARTICLES, fold
from geo.paths import DATA
from geo.textfiles import CsvRows, read_text

DEFAULT: Final = DATA / "actors.csv"
"""The table of actors that the project ships."""

OFFICES: Final = DEFAULT.with_name("offices.csv")
"""Who held which office when, as the project ships it."""

COLUMNS: Final = ("name", "name_ar", "kind", "parent", "aliases", "adjectives", "valid_from", "valid_to")
OFFICE_COLUMNS: Final = ("office", "holder", "valid_from", "valid_to")
KINDS: Final = ("state", "government", "armed group", "organisation", "office", "person", "unidentified")

_BLANK: Final = re.compile(r"[\s\-‐‑–]+")
_SMALL: Final = ARTICLES | {"the"}
"""Words that a name may begin with in lower case whatever it is: "al-Nusra", "the Observatory"."""

_LONG: Final = 31
"""Days: over a longer time than a month an office that changed hands is no one's."""
_LAST: Final = date.max.toordinal()


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


def _bare(name: str) -> str:
    """Return a name without the words that it may begin with in lower case whatever it is: articles, "4th"."""
    return "".join(word for word in _BLANK.split(name) if word.casefold() not in _SMALL and not word[:1].isdigit())


class ActorName:
    """A way to write an actor: whose it is, how it is written, if as a nationality adjective, and when it holds.

    `office` is the office that the name is of: then `actor` is that office itself, or one who held it, which `holder`
    tells. `canonical` is true for the name itself of a row, in English or Arabic. `timed` tells whether it has a
    validity; `begins` and `ends` are its first and last day as ordinals (`date.toordinal`), 0 and that of `date.max`
    where there is none.
    """

    __slots__ = (
        "actor", "adjective", "begins", "canonical", "ends", "holder", "office", "timed", "valid_from", "valid_to",
        "written",
    )  # fmt: skip

    def __init__(
        self,
        actor: str,
        written: str,
        adjective: bool = False,
        valid_from: date | None = None,
        valid_to: date | None = None,
        office: str = "",
        canonical: bool = False,
    ) -> None:
        self.actor = actor
        self.written = written
        self.adjective = adjective
        self.valid_from = valid_from
        self.valid_to = valid_to
        self.office = office
        self.canonical = canonical
        self.timed = valid_from is not None or valid_to is not None
        self.begins: int = valid_from.toordinal() if valid_from else 0
        self.ends: int = valid_to.toordinal() if valid_to else _LAST
        self.holder = office not in ("", actor)

    def _values(self) -> tuple[object, ...]:
        return (
            self.actor, self.written, self.adjective, self.valid_from, self.valid_to, self.office, self.canonical,
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ActorName) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def of(self, actor: str) -> ActorName:
        """Return this name as that of another actor."""
        return ActorName(
            actor, self.written, self.adjective, self.valid_from, self.valid_to, self.office, self.canonical
        )

    def fits(self, surface: str) -> bool:
        """Tell whether the capitals of a surface form are those that this name needs."""
        if self.written.islower() or not self.written.isascii():
            return True
        if self.written.isupper():
            return surface.isupper()
        if next(filter(str.isalpha, _bare(self.written)), "A").islower():
            return not surface.islower()  # "gunmen loyal to Assad"
        return any(c.isalpha() for c in surface) and next(filter(str.isalpha, _bare(surface)), "A").isupper()

    def days(self, first: int, last: int) -> int:
        """Return on how many days from `first` to `last`, ordinals, the name holds."""
        return max(0, min(last, self.ends) - max(first, self.begins) + 1)

    def gap(self, first: int, last: int) -> int:
        """Return how many days lie between the time when the name holds and the days from `first` to `last`."""
        return max(0, self.begins - last, first - self.ends)


class _Term(NamedTuple):
    """Who held an office, and when."""

    holder: str
    valid_from: date | None
    valid_to: date | None


def meant(names: tuple[ActorName, ...], first: date | None, last: date | None) -> ActorName:
    """Return which of the actors that bear one name is meant in an event of these days.

    The one that is valid on most of the days is, on the day of a change the later one. Without a date it is the row
    without validity, else the first. Where none is valid then, it is the row that the name is the name of, else the
    nearest in time: a name alone is never lost. An office means its holder only where one is known for those days.

    Parameters
    ----------
    names
        The names filed under one phrase, in the order of the table; at least one.
    first, last
        First and last day of the event, or None.
    """
    if len(names) == 1:
        return names[0]
    itself = [name for name in names if not name.holder]
    if first is None or last is None:
        return _standing(itself, canonical=False)
    begins, ends = first.toordinal(), last.toordinal()
    valid = [name for name in names if name.timed and name.days(begins, ends)]
    if valid:
        if not valid[0].office or ends - begins < _LONG or not _of_several(valid):
            return _longest(valid, begins, ends)
    elif len(itself) > 1 and not any(name.canonical for name in itself):
        return _nearest(itself, begins, ends)
    return _standing(itself, canonical=True)


def _standing(names: list[ActorName], *, canonical: bool) -> ActorName:
    """Return the first name without validity, or that is `canonical` if such count too; else the first."""
    for name in names:
        if not name.timed or (canonical and name.canonical):
            return name
    return names[0]


def _of_several(names: list[ActorName]) -> bool:
    """Tell whether names are of more than one actor."""
    return any(name.actor != names[0].actor for name in names)


def _longest(names: list[ActorName], first: int, last: int) -> ActorName:
    """Return the name that holds on most of the days from `first` to `last`, ordinals; of two the one of later."""
    longest = names[0]
    most = longest.days(first, last)
    for name in names:
        days = name.days(first, last)
        if days > most or (days == most and name.begins > longest.begins):
            longest, most = name, days
    return longest


def _nearest(names: list[ActorName], first: int, last: int) -> ActorName:
    """Return the name that holds nearest in time to the days from `first` to `last`, ordinals."""
    nearest = names[0]
    for name in names:
        if name.gap(first, last) < nearest.gap(first, last):
            nearest = name
    return nearest


def wholes(name: str, parents: Mapping[str, str]) -> list[str]:
    """Return what an actor is part of, the nearest first: its parent, the parent of that, and so on.

    >>> wholes("Tiger Forces", {"Tiger Forces": "Syrian Armed Forces", "Syrian Armed Forces": "Syrian government"})
    ['Syrian Armed Forces', 'Syrian government']
    """
    found: list[str] = []
    whole = parents.get(name, "")
    while whole and whole != name and whole not in found:
        found.append(whole)
        whole = parents.get(whole, "")
    return found


@cache
def shipped_parents() -> Mapping[str, str]:
    """Return the parents of the actors that the project ships."""
    return Actors.load().parents


@dataclass(frozen=True)
class Actors:
    """All actors by name, and the index of their names."""

    by_name: dict[str, Actor]
    index: PhraseIndex[ActorName]

    @property
    def parents(self) -> Mapping[str, str]:
        """Actor -> the actor that it is part of, for those that are part of one."""
        return {actor.name: actor.parent for actor in self.by_name.values() if actor.parent}

    @classmethod
    def load(cls, path: Path = DEFAULT, offices: Path | None = None) -> Actors:
        """Read and check a table of actors.

        Parameters
        ----------
        path
            The table of actors.
        offices
            The table of who held which office when; by default the one that the project ships with its own actors,
            and none with another table.

        Raises
        ------
        ActorsError
            If a file or a row of it cannot be used; the message names file, line, what was found and expected.
        """
        by_name: dict[str, Actor] = {}
        lines: dict[str, int] = {}
        for line, cells in _rows(Path(path), COLUMNS, "a table of actors (CSV)"):
            actor = _actor(f"{path}, line {line}", cells)
            if actor.name in by_name:
                raise ActorsError(
                    f"{path}, line {line}: found {actor.name!r} again (line {lines[actor.name]}); expected it once"
                )
            by_name[actor.name], lines[actor.name] = actor, line
        parents = {actor.name: actor.parent for actor in by_name.values() if actor.parent}
        for name, parent in parents.items():
            where = f"{path}, line {lines[name]}, parent"
            if parent not in by_name:
                raise ActorsError(f"{where}: found {parent!r}; expected the name of another row")
            if parent == name or name in wholes(parent, parents):
                raise ActorsError(f"{where}: found {parent!r}, which is part of {name!r}; expected no circle")
        offices = OFFICES if offices is None and Path(path) == DEFAULT else offices
        names = _names(by_name, _holders(offices, by_name) if offices else {})
        _check_times(names, Path(path), lines)
        index: PhraseIndex[ActorName] = PhraseIndex()
        for one in names:
            index.add(one.written, one)
        return cls(by_name, index)


def _rows(path: Path, columns: tuple[str, ...], what: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each row of a CSV file that has these columns."""
    text, _ = read_text(path, ActorsError, what)
    rows = CsvRows(path, text, ActorsError)
    missing = [name for name in columns if name not in rows.header]
    if missing:
        raise ActorsError(f"{path}, line {rows.line}: column {missing[0]} is missing; expected {', '.join(columns)}")
    for row in rows:
        yield rows.line, dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True))


def _actor(where: str, cells: dict[str, str]) -> Actor:
    if not cells["name"] or ";" in cells["name"] or "|" in cells["name"]:
        raise ActorsError(f"{where}, name: found {cells['name']!r}; expected a name without ';' or '|'")
    if cells["kind"] not in KINDS:
        raise ActorsError(f"{where}, kind: found {cells['kind']!r}; expected one of {', '.join(KINDS)}")
    begins, ends = _validity(where, cells)
    aliases, adjectives = (tuple(filter(None, map(str.strip, cells[c].split("|")))) for c in ("aliases", "adjectives"))
    return Actor(cells["name"], cells["name_ar"], cells["kind"], cells["parent"], aliases, adjectives, begins, ends)


def _validity(where: str, cells: dict[str, str]) -> tuple[date | None, date | None]:
    dates: list[date | None] = []
    for column in ("valid_from", "valid_to"):
        try:
            dates.append(date.fromisoformat(cells[column]) if cells[column] else None)
        except ValueError as error:
            raise ActorsError(
                f"{where}, {column}: found {cells[column]!r}; expected a date such as 2017-01-28"
            ) from error
    begins, ends = dates
    if begins and ends and begins > ends:
        raise ActorsError(f"{where}, valid_to: found {ends}, before valid_from ({begins}); expected it after")
    return begins, ends


def _holders(path: Path, by_name: dict[str, Actor]) -> dict[str, list[_Term]]:
    """Read who held which office when: office -> holders with their times."""
    holders: dict[str, list[_Term]] = {}
    for line, cells in _rows(path, OFFICE_COLUMNS, "a table of offices (CSV)"):
        where = f"{path}, line {line}"
        for column, kind in (("office", "office"), ("holder", "person")):
            actor = by_name.get(cells[column])
            if actor is None or actor.kind != kind:
                raise ActorsError(
                    f"{where}, {column}: found {cells[column]!r}; expected the name of an actor of kind {kind}"
                )
        begins, ends = _validity(where, cells)
        before = holders.setdefault(cells["office"], [])
        for term in before:
            if _at_one_time((begins, ends), term[1:]):
                raise ActorsError(
                    f"{where}: found {cells['holder']!r} as {cells['office']} at the time of {term.holder!r}; "
                    "expected one holder at a time"
                )
        before.append(_Term(cells["holder"], begins, ends))
    return holders


def _names(by_name: dict[str, Actor], holders: Mapping[str, list[_Term]]) -> list[ActorName]:
    names = []
    for actor in by_name.values():
        begins, ends = actor.valid_from, actor.valid_to
        office = actor.name if actor.kind == "office" else ""
        for at, written in enumerate((actor.name, actor.name_ar, *actor.aliases)):
            names.append(ActorName(actor.name, written, False, begins, ends, office, at < 2))
            names += [
                ActorName(term.holder, written, False, term.valid_from, term.valid_to, office)
                for term in holders.get(actor.name, ())
            ]
        names += [ActorName(actor.name, written, True, begins, ends) for written in actor.adjectives]
    return names


def _check_times(names: list[ActorName], path: Path, lines: Mapping[str, int]) -> None:
    """Raise ActorsError if one form names two actors at one time."""
    known: dict[str, list[ActorName]] = {}
    for name in names:
        if name.holder:
            continue
        others = known.setdefault(fold(name.written), [])
        for other in others:
            times = (name.valid_from, name.valid_to), (other.valid_from, other.valid_to)
            if other.actor != name.actor and _at_one_time(*times) and any(times[0]) == any(times[1]):
                raise ActorsError(
                    f"{path}, line {lines[name.actor]}: found {name.written!r}, which {other.actor!r} is called too "
                    f"(line {lines[other.actor]}); expected it once, or valid_from and valid_to that do not overlap"
                )
        others.append(name)


def _at_one_time(one: tuple[date | None, date | None], two: tuple[date | None, date | None]) -> bool:
    """Tell whether two times have more in common than the day of a change."""
    begins, ends = max(one[0] or date.min, two[0] or date.min), min(one[1] or date.max, two[1] or date.max)
    return begins < ends
