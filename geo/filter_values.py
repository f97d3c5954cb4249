"""The values that a `Filter` takes: how each is checked, written into a URL and read from one.

Every check raises `FilterError`, which names the field as readers know it, what was found and what was expected.
Coordinates are rounded to 4 decimals (11 m), so that a filter is the same before and after its URL.

>>> ring_text(read_ring("35.9,36.5;36.1,36.5;36.1,36.8"))
'35.9,36.5;36.1,36.5;36.1,36.8'
>>> read_circle("35.93,36.63,10")
(35.93, 36.63, 10.0)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, get_args

from geo.exc import FilterError
from geo.gazetteer import GOVERNORATES
from geo.mention import Context, DateSource, Role, Status

Ring = tuple[tuple[float, float], ...]
"""A closed line of points (lat, lon), degrees WGS 84; the first is not repeated at the end."""
Circle = tuple[float, float, float]
"""Centre (lat, lon), degrees WGS 84, and radius, km."""

MAX_VERTICES: Final = 1000
"""Most corners of all rings of a shape together: about 16 kB of URL, under what servers take as one address."""
MAX_KM: Final = 20_040.0
"""Longest radius of a circle, km: half way round the Earth."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "governorates": tuple(GOVERNORATES),
    "dated_by": get_args(DateSource),
    "contexts": get_args(Context),
    "roles": get_args(Role),
    "statuses": get_args(Status),
    "actor_scope": ("sentence", "article"),
}
"""Fields that take only certain words, with these."""

PRECISIONS: Final[Mapping[str, tuple[int, int]]] = {"where_precs": (1, 7), "date_precs": (1, 6)}
"""Fields that take steps of a scale, with its ends."""

SAID: Final[Mapping[str, str]] = {
    "actors": "actor", "actor_scope": "actor named in", "said_by": "said by", "places": "place",
    "governorates": "governorate", "date_from": "from", "date_to": "to", "broad": "broad", "undated": "undated",
    "date_precs": "precision of the date", "dated_by": "dated by", "articles": "article", "sources": "source",
    "stories": "story", "topics": "topic", "contexts": "context", "text": "text", "shape": "shape",
    "within": "within", "where_precs": "precision of the place", "roles": "role", "languages": "language",
    "statuses": "status", "tags": "tag", "marked": "marked", "added_since": "added since",
}  # fmt: skip
"""Field of `Filter` -> what readers know it as."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,15})?", re.ASCII)


def word(name: str, value: object) -> str:
    """Return a text that is an id, a name or words to look for; where the field takes certain words, one of them."""
    if not isinstance(value, str):
        raise FilterError(f"{SAID[name]}: found {value!r}; expected text")
    if not value:
        raise FilterError(f"{SAID[name]}: found an empty value; expected {'text' if name == 'text' else 'an id'}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected valid Unicode") from None
    if name in CHOICES and value not in CHOICES[name]:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected {_either(CHOICES[name])}")
    return value


def words(name: str, given: object) -> tuple[str, ...]:
    """Return several words, each once, sorted."""
    return tuple(sorted({word(name, value) for value in _several(name, given)}))


def precision(name: str, value: object) -> int:
    """Return a step of a scale, given as a number or as its digits."""
    low, high = PRECISIONS[name]
    if isinstance(value, str) and re.fullmatch(r"\d", value, re.ASCII):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected a whole number from {low} to {high}")
    return value


def precisions(name: str, given: object) -> tuple[int, ...]:
    """Return several steps of a scale, each once, sorted."""
    return tuple(sorted({precision(name, value) for value in _several(name, given)}))


def day(name: str, value: object) -> date | None:
    """Return a day, or None for an open end."""
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise FilterError(f"{SAID[name]}: found {value!r}; expected a date (a day, without a time) or None")
    return value


def read_day(name: str, text: str) -> date:
    """Read a day from a URL."""
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise FilterError(f"{SAID[name]}: found {text!r}; expected a day as YYYY-MM-DD, such as 2018-09-04")


def flag(name: str, value: object) -> bool:
    """Return yes or no."""
    if not isinstance(value, bool):
        raise FilterError(f"{SAID[name]}: found {value!r}; expected True or False")
    return value


def read_flag(name: str, text: str) -> bool:
    """Read yes or no from a URL."""
    if text not in {"0", "1"}:
        raise FilterError(f"{SAID[name]}: found {text!r}; expected 1 or 0")
    return text == "1"


def moment(name: str, value: object) -> datetime | None:
    """Return a moment in UTC, or None."""
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected a moment with its time zone, or None")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected a moment between the years 1 and 9999") from None


def read_moment(name: str, text: str) -> datetime:
    """Read a moment from a URL: ISO 8601 with its time zone, `Z` for UTC."""
    try:
        found = moment(name, datetime.fromisoformat(text))
    except (ValueError, FilterError):
        found = None
    if found is None:
        raise FilterError(f"{SAID[name]}: found {text!r}; expected ISO 8601, such as 2026-01-31T08:00:00Z")
    return found


def moment_text(value: datetime) -> str:
    """Write a moment of UTC for a URL."""
    return value.replace(tzinfo=None).isoformat() + "Z"


def shape(given: object) -> tuple[Ring, ...]:
    """Return rings of three corners or more, at most `MAX_VERTICES` corners in all."""
    rings = tuple(_ring(ring) for ring in _several("shape", given))
    corners = sum(map(len, rings))
    if corners > MAX_VERTICES:
        raise FilterError(
            f"shape: found {corners:,} corners; expected at most {MAX_VERTICES:,}: draw it more simply, or simplify it"
        )
    return rings


def read_ring(text: str) -> Ring:
    """Read one ring from a URL: lat,lon of each corner, `;` between them."""
    return _ring([_floats("shape", corner, "lat,lon") for corner in text.split(";")])


def ring_text(ring: Ring) -> str:
    """Write one ring for a URL."""
    return ";".join(f"{_short(lat)},{_short(lon)}" for lat, lon in ring)


def circle(given: object) -> Circle | None:
    """Return a circle with its centre rounded to 4 decimals and its radius to metres, or None."""
    if given is None:
        return None
    values = list(_several("within", given))
    if len(values) != 3:
        raise FilterError(f"within: found {given!r}; expected latitude, longitude and km")
    lat, lon = _point("within", values[:2])
    km = _float("within", values[2], MAX_KM)
    if round(km, 3) <= 0:
        raise FilterError(f"within: found {values[2]!r} km; expected a distance of a metre or more")
    return (lat, lon, round(km, 3))


def read_circle(text: str) -> Circle:
    """Read a circle from a URL: lat,lon,km."""
    found = circle(_floats("within", text, "lat,lon,km"))
    assert found is not None  # noqa: S101 -- None is what only None gives
    return found


def circle_text(value: Circle) -> str:
    """Write a circle for a URL."""
    return ",".join(map(_short, value))


def _ring(given: object) -> Ring:
    corners = [_point("shape", corner) for corner in _several("shape", given)]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(set(corners)) < 3:
        raise FilterError(f"shape: found a ring of {len(set(corners))} corners; expected three or more")
    return tuple(corners)


def _point(name: str, given: object) -> tuple[float, float]:
    values = list(_several(name, given))
    if len(values) != 2:
        raise FilterError(f"{SAID[name]}: found {given!r}; expected latitude and longitude")
    # Adding 0 makes the two zeros one.
    return round(_float(name, values[0], 90), 4) + 0.0, round(_float(name, values[1], 180), 4) + 0.0


def _float(name: str, value: Any, most: float) -> float:
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if not good or abs(value) > most:
        raise FilterError(f"{SAID[name]}: found {value!r}; expected a number of at most {most:,g}")
    return float(value)


def _floats(name: str, text: str, form: str) -> list[float]:
    parts = text.split(",")
    if len(parts) != form.count(",") + 1 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise FilterError(f"{SAID[name]}: found {text!r}; expected {form}")
    return [float(part) for part in parts]


def _short(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _several(name: str, given: object) -> Iterable[object]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise FilterError(f"{SAID[name]}: found {given!r}; expected several values, such as a tuple")
    return given


def _either(values: Sequence[str]) -> str:
    return " or ".join(values) if len(values) == 2 else f"one of {', '.join(values)}"
