"""Find one place that a person types, in any spelling or script: it, or those that it may be, or what looks alike.

A person at a map reads the answer at once, so this is asked more freely than a text is read: where the resolver
(`geo.lists`) does not tell, the places that bear the name are offered to choose among, and where none does, the places
whose names look alike (`geo.suggestions`). Only an answer of the resolver is ever taken without asking.

>>> from geo.gazetteer import Gazetteer
>>> found = Lookup(Gazetteer.load()).find("Salamiya")
>>> found.how, found.place.title
('spelling', 'Salamiyah')
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from geo.actors import Actors
from geo.gazetteer import Gazetteer, Place
from geo.lists import Placer
from geo.names import fold
from geo.recognition import Recogniser
from geo.suggestions import Suggester

How = Literal["name", "spelling", "several", "alike", "nothing"]
OFFERED: Final = 6
"""Places to choose among, at most."""


class Found(NamedTuple):
    """The answer: one place by its name or another spelling of it, or places to choose among."""

    how: How
    place: Place | None
    others: tuple[Place, ...]
    """For `several` those that bear the name, for `alike` those that look like it; else the next best."""


class Lookup:
    """Finds places by what a person types; one instance serves all pages.

    Attributes
    ----------
    placer
        What places a name of a list.
    suggester
        What finds the names that look alike.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.placer = Placer(Recogniser(gazetteer, Actors.load()))
        self.suggester = Suggester(gazetteer)

    def find(self, text: str) -> Found:
        """Return what a text names.

        Parameters
        ----------
        text
            A name in Latin or Arabic script, a p-code, or a name with its governorate behind a comma.
        """
        found = self.placer.place(text).resolution
        if found.place is not None:
            own = {fold(name) for name in (*found.place.names, found.place.pcode) if name}
            how: How = "name" if fold(text) in own else "spelling"
            return Found(how, found.place, found.candidates[1 : OFFERED + 1])
        if found.candidates:
            return Found("several", None, found.candidates[:OFFERED])
        alike = tuple(self.suggester.suggest(text, limit=OFFERED))
        return Found("alike" if alike else "nothing", None, alike)
