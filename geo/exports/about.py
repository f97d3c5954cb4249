"""What every export says of itself: who made it, when, from which gazetteer and filter, what it must not be read as.

A file outlives the page that it was made on: whoever opens it a year later, without the app, has to see which rows it
holds, what the boundaries on it claim, and that a mention is not an event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo import __version__
from geo.gazetteer import ATTRIBUTION, WAS, Gazetteer

DISCLAIMER: Final = (
    "A mention is a name in an article, not a verified event: it may be denied, feared or recalled, and several "
    "articles may tell one event. Boundaries are Natural Earth's de facto lines, simplified; boundaries and names "
    "shown do not imply endorsement or acceptance."
)
"""What no map and no export goes without."""

COORDINATES: Final = (
    "lat and lon are a point only where point_is says so; elsewhere they are the middle of an area, a line or a "
    "country, not a spot where something happened"
)
"""What the formats that keep these numbers in every row have to say of them."""

EXACT: Final = "at their exact positions, as whoever made this file chose"
ROUNDED: Final = (
    "hospitals, schools, camps and the like stand at the nearest town, under its name and id; the text of the "
    "articles is as published"
)
"""What is said of sensitive places, where there are any."""

_NAMED_SOURCES: Final = 6
_MARK: Final = re.compile(r"[\s:#]+[^\s:]*\d[^\s:]*$")
"""The id of one place at the end of its source: "GeoNames 169389"."""
_ALSO: Final = "; "


@dataclass(frozen=True)
class About:
    """What an export says of itself.

    Attributes
    ----------
    filter
        The filter in words (`Store.describe`).
    made
        The day of the export.
    gazetteer_sha256
        Which gazetteer placed the names.
    layer
        What the analyst's own layer of the gazetteer holds and where it was imported from (`layer_in_words`); empty
        without one.
    sensitive
        How many places of the rows are marked as sensitive.
    exact
        Whether these are given as they are; otherwise they are rounded to a town.
    """

    filter: str
    made: date
    gazetteer_sha256: str
    layer: str = ""
    sensitive: int = 0
    exact: bool = False

    def lines(self) -> dict[str, str]:
        """Return what it says, by name."""
        lines = {
            "attribution": ATTRIBUTION,
            "made by": f"Syria mention map {__version__}",
            "made on": self.made.isoformat(),
            "gazetteer": f"sha256 {self.gazetteer_sha256}",
        }
        if self.layer:
            lines["layer"] = self.layer
        lines |= {"filter": self.filter, "disclaimer": DISCLAIMER}
        if self.sensitive:
            lines["sensitive places"] = f"{self.sensitive:,}, {EXACT if self.exact else ROUNDED}"
        return lines

    def sentence(self) -> str:
        """Return what it says, in one cell of CSV."""
        return " | ".join(f"{name}: {text}" for name, text in (self.lines() | {"coordinates": COORDINATES}).items())


def layer_in_words(gazetteer: Gazetteer) -> str:
    """Return what an analyst's layer added to the gazetteer and from which sources; empty if there is none.

    The layer's file is not named: its path is that of somebody's computer.
    """
    if gazetteer.layer is None:
        return ""
    layer = gazetteer.layer
    names = source_names(layer.sources)
    sources = ", ".join(names[:_NAMED_SOURCES]) or "no source named"
    more = f" and {len(names) - _NAMED_SOURCES:,} more" if len(names) > _NAMED_SOURCES else ""
    return f"{layer.added:,} places added and {layer.replaced:,} replaced, imported from {sources}{more}"


def source_names(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the data sets that sources of places name, most frequent first, without the ids of single places.

    >>> source_names(["GeoNames 169389", "GeoNames 170063", "OCHA: C1007; was 36.1,37.2 (estimated)"])
    ('GeoNames', 'OCHA')
    """
    named = Counter(_MARK.sub("", source.partition(WAS)[0].partition(_ALSO)[0]).strip() for source in sources)
    del named[""]
    return tuple(name for name, _ in sorted(named.items(), key=lambda item: (-item[1], item[0])))
