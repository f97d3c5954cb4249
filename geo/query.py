"""The one filter: what a reader of the map asks for, whether by widget, link, export or command line.

A `Filter` is checked when it is made, says itself in words (`describe`), travels in a URL as ids
(`to_params`, `from_params`) and compiles to SQL with parameters (`conditions`), never with values in it.

A mention matches when it meets every filter that is set; within one filter any of its values will do.
An actor asks for all that is part of it too: Russia for its army and its president (`parent` in `data/actors.csv`).
Places and governorates ask for mentions that *are* places ("Moscow said" is not a mention at Moscow), places
for those that were resolved; so a place's number on the map is the number of rows that choosing it leaves.
A date range asks for overlap: "in July 2015" matches every day of that month, and an undated mention none.

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Final, Literal, TypeVar, get_args

from geo.exc import FilterError
from geo.gazetteer import GOVERNORATES

ActorScope = Literal["sentence", "article"]
FilterName = Literal["actors", "places", "governorates", "dates", "articles", "text"]

FILTERS: Final[tuple[FilterName, ...]] = get_args(FilterName)
"""Names of the six filters: `dates` is both ends of the range, `actors` has its scope with it."""

PARAMS: Final[Mapping[str, str]] = {
    "actors": "actor",
    "actor_scope": "scope",
    "places": "place",
    "governorates": "governorate",
    "date_from": "from",
    "date_to": "to",
    "articles": "article",
    "text": "q",
}
"""Field of `Filter` -> its name in a URL; a page's other parameters (the map's view) have other names."""

GOVERNORATE_BITS: Final[Mapping[str, int]] = {name: 1 << i for i, name in enumerate(GOVERNORATES)}
"""Governorate -> its bit, so that several are found in one comparison."""

_SAID: Final[Mapping[str, str]] = {**PARAMS, "actor_scope": "actor named in", "text": "text"}
"""Field of `Filter` -> what readers know it as."""

_T = TypeVar("_T")
_SCOPES: Final[Mapping[str, ActorScope]] = {"sentence": "sentence", "article": "article"}
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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
    places
        Ids of gazetteer rows.
    governorates
        Titles of governorates.
    date_from, date_to
        First and last day asked for, both included; either may be open (None).
    articles
        Ids of articles.
    text
        Part of the sentence or of the name as it stands, compared as `fold` says.

    Raises
    ------
    FilterError
        When a value can match nothing: an unknown governorate or scope, a range that ends before it begins,
        an empty id, text that is no valid Unicode.
    """

    actors: tuple[str, ...] = ()
    actor_scope: ActorScope = "sentence"
    places: tuple[str, ...] = ()
    governorates: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    articles: tuple[str, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        for name in ("actors", "places", "governorates", "articles"):
            given: object = getattr(self, name)
            if isinstance(given, str) or not isinstance(given, Iterable):
                raise FilterError(f"{_SAID[name]}: found {given!r}; expected several values, such as a tuple")
            object.__setattr__(self, name, tuple(sorted({_value(name, value) for value in given})))
        for governorate in self.governorates:
            _governorate(governorate)
        for name in ("date_from", "date_to"):
            day: object = getattr(self, name)
            if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
                raise FilterError(f"{_SAID[name]}: found {day!r}; expected a date (a day, without a time) or None")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise FilterError(
                f"dates: found a range from {self.date_from} to {self.date_to}; "
                "expected one that does not end before it begins"
            )
        if not isinstance(self.text, str):
            raise FilterError(f"text: found {self.text!r}; expected text")
        text = self.text.strip()
        object.__setattr__(self, "text", _value("text", text) if text else "")
        _scope(self.actor_scope)

    def active(self) -> tuple[FilterName, ...]:
        """Return the names of the filters that are set."""
        values = {"dates": self.date_from or self.date_to}
        return tuple(name for name in FILTERS if (values[name] if name == "dates" else getattr(self, name)))

    def without(self, name: FilterName) -> Filter:
        """Return this filter with one of its six filters dropped."""
        if name == "dates":
            return replace(self, date_from=None, date_to=None)
        if name == "text":
            return replace(self, text="")
        if name == "actors":
            return replace(self, actors=())
        if name == "places":
            return replace(self, places=())
        if name == "governorates":
            return replace(self, governorates=())
        return replace(self, articles=())

    def to_params(self) -> dict[str, list[str]]:
        """Return the filter as URL parameters: ids only, what is not set left out."""
        params: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                values = value if isinstance(value, tuple) else (value,)
                params[PARAMS[field.name]] = [str(v) for v in values]
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str] | str]) -> tuple[Filter, list[str]]:
        """Read URL parameters: return the filter, and one message for each value that had to be left out.

        A link from elsewhere never fails: what can be used is used. Parameters that are not the filter's are
        left alone, without a message.
        """
        told: list[str] = []
        taken: dict[str, list[str]] = {}
        for param in PARAMS.values():
            raw = params.get(param, ())
            taken[param] = [raw] if isinstance(raw, str) else list(raw)

        def several(name: str, check: Callable[[str], str] = str) -> tuple[str, ...]:
            return tuple(_kept(taken[PARAMS[name]], lambda v: check(_value(name, v)), told))

        def one(name: str, values: list[str]) -> None:
            if len(values) > 1:
                told.append(f"{PARAMS[name]}: found {len(values)} values; only the first is used")

        days: dict[str, date | None] = {}
        for name in ("date_from", "date_to"):
            kept_days = _kept(taken[PARAMS[name]], lambda v, n=name: _day(n, v), told)  # type: ignore[misc]
            one(name, taken[PARAMS[name]])
            days[name] = kept_days[0] if kept_days else None
        if days["date_from"] and days["date_to"] and days["date_from"] > days["date_to"]:
            told.append(f"to: left out {days['date_to']}, which is before {days['date_from']}")
            days["date_to"] = None
        scopes = _kept(taken["scope"], _scope, told)
        texts = _kept(taken["q"], lambda v: _value("text", v) if v.strip() else "", told)
        for name in ("actor_scope", "text"):
            one(name, taken[PARAMS[name]])
        return cls(
            actors=several("actors"),
            actor_scope=scopes[0] if scopes else "sentence",
            places=several("places"),
            governorates=several("governorates", _governorate),
            date_from=days["date_from"],
            date_to=days["date_to"],
            articles=several("articles"),
            text=texts[0] if texts else "",
        ), told

    def describe(self, labels: Mapping[str, str] | None = None) -> str:
        """Return the filter in words, for exports and for the empty view.

        Parameters
        ----------
        labels
            Titles of place and article ids, to be named with them: "Idlib (gn-169389)".
        """

        def named(values: tuple[str, ...]) -> str:
            titles = labels or {}
            return " or ".join(f"{titles[v]} ({v})" if titles.get(v, v) != v else v for v in values)

        words = {
            "actors": f"actor: {named(self.actors)} (named in the {self.actor_scope})",
            "places": f"place: {named(self.places)}",
            "governorates": f"governorate: {named(self.governorates)}",
            "dates": "date: " + " ".join(
                f"{word} {day}" for word, day in (("from", self.date_from), ("to", self.date_to)) if day
            ),
            "articles": f"article: {named(self.articles)}",
            "text": f'text: "{self.text}"',
        }  # fmt: skip
        return "; ".join(words[name] for name in self.active()) or "none: all mentions"

    def conditions(self) -> dict[FilterName, str]:
        """Return the SQL condition of each filter that is set, over the tables of `geo.store`.

        Values are never in it: they are the named parameters of `parameters`.
        """
        actor_sets = "actors_no" if self.actor_scope == "sentence" else "article_actors_no"
        ends = ["date_start <= $date_to"] * bool(self.date_to) + ["date_end >= $date_from"] * bool(self.date_from)
        every: dict[FilterName, str] = {
            "actors": f"{actor_sets} IN (SELECT set_no FROM actor_set JOIN actor USING (actor_no)"  # noqa: S608
            " WHERE name IN (SELECT unnest($actors)))",
            "places": "placed AND place_no IN (SELECT place_no FROM place WHERE place_id IN (SELECT unnest($places)))",
            "governorates": "is_place AND governorate_bit & $governorates <> 0",
            "dates": " AND ".join(ends),
            "articles": "article_no IN (SELECT article_no FROM article WHERE article_id IN (SELECT unnest($articles)))",
            "text": "(sentence_no IN (SELECT sentence_no FROM sentence WHERE contains(folded, $text))"
            " OR surface_no IN (SELECT surface_no FROM surface WHERE contains(folded, $text)))",
        }
        return {name: every[name] for name in self.active()}

    def parameters(self) -> dict[str, object]:
        """Return the values of the parameters that `conditions` names."""
        values: dict[str, object] = {
            "actors": list(self.actors),
            "places": list(self.places),
            "governorates": sum(GOVERNORATE_BITS[name] for name in self.governorates),
            "date_from": self.date_from,
            "date_to": self.date_to,
            "articles": list(self.articles),
            "text": fold(self.text),
        }
        active = self.active()
        return {name: value for name, value in values.items() if name in active or isinstance(value, date)}

    def where(self) -> str:
        """Return one SQL WHERE condition for the whole filter (`TRUE` where nothing is set)."""
        return " AND ".join(self.conditions().values()) or "TRUE"


def _kept(values: list[str], check: Callable[[str], _T], told: list[str]) -> list[_T]:
    kept = []
    for value in values:
        try:
            kept.append(check(value))
        except FilterError as error:
            told.append(f"left out: {error}")
    return kept


def _value(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise FilterError(f"{_SAID[name]}: found {value!r}; expected text")
    if not value:
        raise FilterError(f"{_SAID[name]}: found an empty value; expected {'text' if name == 'text' else 'an id'}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise FilterError(f"{_SAID[name]}: found {value!r}; expected valid Unicode") from None
    return value


def _governorate(value: str) -> str:
    if value not in GOVERNORATES:
        raise FilterError(f"governorate: found {value!r}; expected one of {', '.join(GOVERNORATES)}")
    return value


def _scope(value: str) -> ActorScope:
    if value in _SCOPES:
        return _SCOPES[value]
    raise FilterError(f"actor named in: found {value!r}; expected sentence or article")


def _day(name: str, value: str) -> date:
    try:
        if _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise FilterError(f"{_SAID[name]}: found {value!r}; expected a day as YYYY-MM-DD, such as 2018-09-04")
