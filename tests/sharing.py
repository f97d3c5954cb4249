"""One index of the shipped lists for all tests of a process.

Most of what a test of the command line or of a workspace would wait for is the index of seven thousand places, made
anew from lists that are always the same. An index serves any number of texts and threads and never changes: tests
that read with equal lists share it. Tests of the index itself make their own.
"""

from __future__ import annotations

import geo.cli_resolve
import geo.extraction
import geo.lookup
from geo.actors import Actors
from geo.gazetteer import Gazetteer
from geo.recognition import Recogniser

_LARGE = 1000
"""Places from which on an index is worth keeping."""
_KEPT: list[tuple[Gazetteer, Actors, Recogniser]] = []


def _recogniser(gazetteer: Gazetteer, actors: Actors) -> Recogniser:
    if len(gazetteer.places) < _LARGE:
        return Recogniser(gazetteer, actors)
    for places, names, made in _KEPT:
        if places.places == gazetteer.places and dict(names.index.items()) == dict(actors.index.items()):
            return made
    _KEPT.insert(0, (gazetteer, actors, Recogniser(gazetteer, actors)))
    del _KEPT[2:]
    return _KEPT[0][2]


def share_indexes() -> None:
    """Let whatever reads articles, resolves names or looks them up share indexes of equal lists."""
    for module in (geo.extraction, geo.lookup, geo.cli_resolve):
        module.Recogniser = _recogniser  # type: ignore[attr-defined]
