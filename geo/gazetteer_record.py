"""What a foreign gazetteer says of one place, in our terms, before it is compared with ours.

The readers (`geo.geonames`, `geo.gazetteer_tables`) make records, `geo.gazetteer_import` matches and merges them. Text
is cleaned on the way in: what comes from outside may hold control characters, directions of writing and formulas.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from geo.exc import GazetteerError

MAX_NAME: Final = 200
"""Characters of a name; longer ones are no names."""
MAX_VARIANTS: Final = 60
"""Spellings of one place."""

_FORMULA: Final = ("=", "+", "-", "@")
_SLUG = re.compile(r"[^a-z0-9]+")
_DECIMAL = re.compile(r"[-+]?\d{1,3}[.,]\d+|[-+]?\d{1,3}")


@dataclass(frozen=True, slots=True)
class Record:
    """One place of a foreign source.

    Attributes
    ----------
    at
        File and line, for messages.
    id
        Id that a new row gets; empty: one is made of the title.
    identifies
        Whether `id` is the source's own identity of the place, so that a row of this id is this place.
    dataset
        Name of the source as a whole, `source` begins with it.
    governorate, adm1_pcode
        As the source says, not yet ours; either may be empty.
    lat, lon
        Degrees WGS 84; None where the source has no point (a table of p-codes).
    """

    at: str
    id: str
    identifies: bool
    dataset: str
    source: str
    title: str
    type: str
    title_ar: str = ""
    variants: tuple[str, ...] = ()
    country: str = ""
    governorate: str = ""
    district: str = ""
    adm1_pcode: str = ""
    pcode: str = ""
    lat: float | None = None
    lon: float | None = None
    extent_km: float | None = None
    uncertainty_km: float | None = None
    population: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name: title, Arabic title, variants."""
        return tuple(name for name in (self.title, self.title_ar, *self.variants) if name)


@dataclass
class Reading:
    """What a reader could not take: rows that are wrong, and kinds of things that our gazetteer has no type for."""

    problems: list[GazetteerError] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def refuse(self, at: str, column: str, found: object, expected: str) -> None:
        """Note a row that cannot be used."""
        text = str(found)
        text = text if len(text) <= 60 else text[:60] + "…"
        self.problems.append(GazetteerError(f"{at}, column {column}: found {text!r}; expected {expected}"))


def clean(text: object) -> str:
    """Return text from outside on one line: composed, no control or formatting characters, no space to spare."""
    if text is None:
        return ""
    composed = unicodedata.normalize("NFC", str(text))
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in composed
                   if unicodedata.category(c) not in ("Cf", "Co", "Cn", "Cs"))  # fmt: skip
    return " ".join(kept.split())


def clean_source(text: object) -> str:
    """Return where a row comes from, on one line, never to be run as a formula by a spreadsheet."""
    kept = clean(text)[:MAX_NAME]
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


def clean_name(text: object) -> str:
    """Return a name, or nothing for what is none: no letter, too long, or the beginning of a formula."""
    name = clean("" if text is None else str(text).replace("|", " "))
    if not name or len(name) > MAX_NAME or name.startswith(_FORMULA) or not any(map(str.isalpha, name)):
        return ""
    return name


def clean_names(texts: Iterable[object]) -> tuple[str, ...]:
    """Return the names among some texts, each once."""
    return tuple(dict.fromkeys(filter(None, map(clean_name, texts))))[:MAX_VARIANTS]


def slug(text: str) -> str:
    """Return the ASCII letters and digits of a text, in lower case, with `-` between words.

    >>> slug("Ma'arrat an-Nu'mān")
    'ma-arrat-an-nu-man'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return _SLUG.sub("-", plain).strip("-")[:60].strip("-")


def degrees(text: str, limit: int) -> float | None:
    """Return degrees written with a point or a comma; None for what is no number of degrees up to `limit`.

    >>> degrees("35,43", 90), degrees("35.43 N", 90)
    (35.43, None)
    """
    if not _DECIMAL.fullmatch(text) or not text.isascii():
        return None
    value = float(text.replace(",", "."))
    return value if abs(value) <= limit else None


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in degrees, km (haversine, sphere of 6,371 km)."""
    a, b, d = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(d / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, half)))
