"""The one filter: what a reader of the map asks for, whether by widget, link, export or command line.

A `Filter` is checked when it is made (`geo.filter_values`), says itself in words (`describe`), travels in a URL as
ids (`to_params`, `from_params`) and compiles to SQL with parameters (`geo.conditions`), never with values in it.

A mention matches when it meets every filter that is set; within one filter any of its values will do.
An actor asks for all that is part of it too: Russia for its army and its president (`parent` in `data/actors.csv`).
Places and governorates ask for mentions that *are* places ("Moscow said" is not a mention at Moscow), places
for those that were resolved; so a place's number on the map is the number of rows that choosing it leaves.
A date range asks for overlap: "in July 2015" matches every day of that month. What is dated more broadly than by a
month ("in 2015") matches a range only with `broad`, what is not dated only with `undated`.

>>> wanted = Filter(governorates=("Idlib",), date_from=date(2018, 9, 4))
>>> wanted.to_params()
{'governorate': ['Idlib'], 'from': ['2018-09-04']}
>>> Filter.from_params(wanted.to_params()) == (wanted, [])
True
>>> print(wanted.describe())
governorate: Idlib; date: from 2018-09-04
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final, Literal, TypeVar, cast, get_args

from geo import filter_values as values
from geo.exc import FilterError
from geo.filter_values import PRECISIONS, SAID, Circle, Ring

ActorScope = Literal["sentence", "article"]
FilterName = Literal[
    "actors", "said_by", "places", "governorates", "dates", "date_precs", "dated_by", "articles", "sources", "stories",
    "topics", "contexts", "text", "shape", "within", "where_precs", "roles", "languages", "statuses", "tags", "marked",
    "added_since",
]  # fmt: skip

FILTERS: Final[tuple[FilterName, ...]] = get_args(FilterName)
"""Names of the filters: `dates` is the range with `broad` and `undated`, `actors` has its scope with it."""

PARAMS: Final[Mapping[str, str]] = {
    "actors": "actor", "actor_scope": "scope", "said_by": "said_by", "places": "place", "governorates": "governorate",
    "date_from": "from", "date_to": "to", "broad": "broad", "undated": "undated", "date_precs": "date_prec",
    "dated_by": "dated_by", "articles": "article", "sources": "source", "stories": "story", "topics": "topic",
    "contexts": "context", "text": "q", "shape": "shape", "within": "within", "where_precs": "where_prec",
    "roles": "role", "languages": "language", "statuses": "status", "tags": "tag", "marked": "marked",
    "added_since": "added_since",
}  # fmt: skip
"""Field of `Filter` -> its name in a URL; a page's other parameters (the map's view) have other names."""

BROAD_DAYS: Final = 31
"""An interval longer than this, in days, is broad, and so is one of `BROAD_PREC` or more."""
BROAD_PREC: Final = 5

_DATES: Final = ("date_from", "date_to", "broad", "undated")
_LISTS: Final[tuple[str, ...]] = (
    "actors", "said_by", "places", "governorates", "dated_by", "articles", "sources", "stories", "topics", "contexts",
    "roles", "languages", "statuses", "tags",
)  # fmt: skip
"""Fields of several words."""
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
_T = TypeVar("_T")


def fold(text: str) -> str:
    """Return the form in which text is searched: case, accents, harakat, tatweel, hamza seats do not count.

    Compatibility decomposition (NFKD) without its combining marks, case-folded, words one space apart: so
    "idlib" finds "IDLIB", and "ادلب" finds "إدلب".
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Filter:
    """Which mentions are asked for; empty fields ask for nothing. Equal questions make equal filters.

    Attributes
    ----------
    actors
        Names of actors (as in `data/actors.csv`), any of which is named, or any part of it ...
    actor_scope
        ... in the mention's sentence, or anywhere in its article. Without `actors` it only tells how the facet of
        actors counts.
    said_by
        Names of actors who said it, or any part of whom did.
    places
        Ids of gazetteer rows.
    governorates
        Titles of governorates.
    date_from, date_to
        First and last day asked for, both included; either may be open (None).
    broad
        With a range: also mentions dated more broadly than by a month (`date_prec` of 5 or 6, or over 31 days).
    undated
        With a range: also mentions without a date.
    date_precs
        Steps of the scale of `date_prec`.
    dated_by
        Where the date comes from: `date_source`.
    articles, sources, stories
        Ids of articles; who published them; stories, by their id (of an article without one: its own id).
    topics, contexts, roles, languages, statuses, tags
        Values of these columns.
    text
        Part of the sentence or of the name as it stands, compared as `fold` says.
    shape
        Rings round an area (lat, lon, degrees WGS 84): mentions on the map whose place is drawn as a point in it
        (`where_prec` 1 or 2 of the place: a governorate or a road is in no shape). Several rings are one area
        together; a ring that lies inside others is a hole in them.
    within
        Centre (lat, lon) and km: the same of places no farther off than this, on the ellipsoid (geopy's geodesic).
    where_precs
        Steps of the scale of `where_prec`.
    marked
        Only mentions that someone has marked.
    added_since
        Only mentions of articles that came into the workspace at this moment or later.

    Raises
    ------
    FilterError
        When a value can match nothing: an unknown governorate or scope, a range that ends before it begins,
        an empty id, text that is no valid Unicode, a shape without corners or with too many.
    """

    actors: tuple[str, ...] = ()
    actor_scope: ActorScope = "sentence"
    said_by: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    governorates: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    broad: bool = False
    undated: bool = False
    date_precs: tuple[int, ...] = ()
    dated_by: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    text: str = ""
    shape: tuple[Ring, ...] = ()
    within: Circle | None = None
    where_precs: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    marked: bool = False
    added_since: datetime | None = None

    def __post_init__(self) -> None:
        checked: dict[str, object] = {name: values.words(name, getattr(self, name)) for name in _LISTS}
        checked |= {name: values.precisions(name, getattr(self, name)) for name in PRECISIONS}
        checked |= {name: values.day(name, getattr(self, name)) for name in ("date_from", "date_to")}
        checked |= {name: values.flag(name, getattr(self, name)) for name in ("broad", "undated", "marked")}
        checked["shape"] = values.shape(self.shape)
        checked["within"] = values.circle(self.within)
        checked["added_since"] = values.moment("added_since", self.added_since)
        values.word("actor_scope", self.actor_scope)
        if not isinstance(self.text, str):
            raise FilterError(f"text: found {self.text!r}; expected text")
        text = self.text.strip()
        checked["text"] = values.word("text", text) if text else ""
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise FilterError(
                f"dates: found a range from {self.date_from} to {self.date_to}; "
                "expected one that does not end before it begins"
            )
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    def active(self) -> tuple[FilterName, ...]:
        """Return the names of the filters that are set."""
        return tuple(name for name in FILTERS if self.value(name))

    def value(self, name: FilterName) -> object:
        """Return what is asked of one filter; of `dates` both ends, or nothing."""
        if name == "dates":
            return (self.date_from, self.date_to) if self.date_from or self.date_to else None
        return getattr(self, name)

    def without(self, name: FilterName) -> Filter:
        """Return this filter with one of its filters dropped: of `dates` all four fields, of `actors` not the scope."""
        dropped = _DATES if name == "dates" else (name,)
        defaults: dict[str, Any] = {field.name: field.default for field in fields(self) if field.name in dropped}
        return replace(self, **defaults)

    def to_params(self) -> dict[str, list[str]]:
        """Return the filter as URL parameters: ids only, what is not set left out."""
        params: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            if field.name == "shape":
                texts = [values.ring_text(ring) for ring in value]
            elif field.name == "within":
                texts = [values.circle_text(value)]
            elif isinstance(value, datetime):
                texts = [values.moment_text(value)]
            elif isinstance(value, tuple):
                texts = [str(v) for v in value]
            else:
                texts = ["1" if value is True else str(value)]
            params[PARAMS[field.name]] = texts
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str] | str]) -> tuple[Filter, list[str]]:
        """Read URL parameters: return the filter, and one message for each value that had to be left out.

        A link from elsewhere never fails: what can be used is used. Parameters that are not the filter's are
        left alone, without a message.
        """
        told: list[str] = []
        found: dict[str, Any] = {}

        def taken(name: str) -> list[str]:
            raw = params.get(PARAMS[name], ())
            return [raw] if isinstance(raw, str) else list(raw)

        def several(name: str, read: Callable[[str, str], object]) -> None:
            found[name] = tuple(_kept(taken(name), lambda text: read(name, text), told))

        def one(name: str, read: Callable[[str, str], object]) -> None:
            given = taken(name)
            if len(given) > 1:
                told.append(f"{PARAMS[name]}: found {len(given)} values; only the first is used")
            if kept := _kept(given, lambda text: read(name, text), told):
                found[name] = kept[0]

        for name in _LISTS:
            several(name, values.word)
        for name in PRECISIONS:
            several(name, values.precision)
        for name in ("date_from", "date_to"):
            one(name, values.read_day)
        for name in ("broad", "undated", "marked"):
            one(name, values.read_flag)
        one("actor_scope", values.word)
        one("text", lambda name, text: values.word(name, text) if text.strip() else "")
        one("within", lambda _, text: values.read_circle(text))
        one("added_since", values.read_moment)
        several("shape", lambda _, text: values.read_ring(text))
        first, last = found.get("date_from"), found.get("date_to")
        if first and last and first > last:
            told.append(f"to: left out {last}, which is before {first}")
            del found["date_to"]
        try:
            values.shape(found["shape"])
        except FilterError as error:
            told.append(f"left out: {error}")
            del found["shape"]
        return cls(**found), told

    def describe(self, labels: Mapping[str, str] | None = None) -> str:
        """Return the filter in words, for exports and for the empty view.

        Parameters
        ----------
        labels
            Titles of place, article and story ids, to be named with them: "Idlib (gn-169389)".
        """
        return "; ".join(self.words(labels).values()) or "none: all mentions"

    def words(self, labels: Mapping[str, str] | None = None) -> dict[FilterName, str]:
        """Return each filter that is set in words, as `describe` joins them."""
        return {name: self._said(name, labels or {}) for name in self.active()}

    def _said(self, name: FilterName, titles: Mapping[str, str]) -> str:
        if name == "dates":
            ends = " ".join(f"{word} {day}" for word, day in (("from", self.date_from), ("to", self.date_to)) if day)
            more = ", also broader than a month" * self.broad + ", also without a date" * self.undated
            return f"date: {ends}{more}"
        if name == "text":
            return f'text: "{self.text}"'
        if name == "shape":
            lats, lons = zip(*(corner for ring in self.shape for corner in ring), strict=True)
            return f"in a shape of {len(lats)} corners: {min(lats)} to {max(lats)} N, {min(lons)} to {max(lons)} E"
        if name == "within" and self.within:
            lat, lon, km = self.within
            return f"within {km:g} km of {lat}, {lon}"
        if name == "marked":
            return "marked"
        if name == "added_since":
            return f"{SAID[name]}: {self.added_since:%Y-%m-%d %H:%M} UTC"
        asked = cast("tuple[str | int, ...]", self.value(name))
        named = " or ".join(f"{titles[v]} ({v})" if titles.get(v := str(a), v) != v else v for a in asked)
        return f"{SAID[name]}: {named}" + (f" (named in the {self.actor_scope})" if name == "actors" else "")


def _kept(given: list[str], read: Callable[[str], _T], told: list[str]) -> list[_T]:
    kept = []
    for text in given:
        try:
            kept.append(read(text))
        except FilterError as error:
            told.append(f"left out: {error}")
    return kept
