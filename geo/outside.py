"""Look a name up outside: OpenStreetMap's Nominatim, or Photon, asked through geopy when a person clicks.

The gazetteer's answers never come from here. What the service says is an offer to a person who decides, with its
source and licence beside it. Its rules are kept (https://operations.osmfoundation.org/policies/nominatim/): at most
one request a second from this program whoever asks, answers kept on disk and not asked for again, the reader's own
contact in the user agent. `SYRIA_MAP_LOOKUP=off` forbids all of it.

The name leaves the machine, and nothing else: no sentence, no article.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from geopy.exc import GeocoderRateLimited, GeocoderServiceError, GeocoderTimedOut, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from platformdirs import user_cache_path

from geo import __version__
from geo.exc import OutsideError

Service = Literal["nominatim", "photon", "off"]

SETTINGS: Final[Mapping[str, str]] = {
    "SYRIA_MAP_LOOKUP": "nominatim (default), photon or off",
    "SYRIA_MAP_LOOKUP_SERVER": "another server of the same kind, such as https://nominatim.example.org",
    "SYRIA_MAP_LOOKUP_CONTACT": "your e-mail address or page, which the service's rules ask for",
}
"""Environment variable -> what it may be."""

ATTRIBUTION: Final = "© OpenStreetMap contributors, ODbL 1.0"
"""What the licence of the answers asks for, of Photon's too."""

AT_MOST: Final = 5
"""Answers that are offered."""

_SERVICES: Final[Mapping[str, Service]] = {"nominatim": "nominatim", "photon": "photon", "off": "off"}
_HOSTS: Final[Mapping[str, str]] = {
    "nominatim": "nominatim.openstreetmap.org",
    "photon": "photon.komoot.io",
    "off": "nobody",
}
_SECONDS: Final = 1.0
"""Between two requests."""
_TIMEOUT: Final = 10.0
"""Seconds that an answer may take."""
_SYRIA: Final = ((32.2, 35.5), (37.5, 42.5))
"""South-west and north-east corner of the box in which answers are preferred, degrees."""
_CONTACT: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+\.\S+")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_LONGEST: Final = 120
"""Characters of a name that are asked for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer of the service; degrees WGS 84."""

    title: str
    lat: float
    lon: float
    kind: str
    """What the service calls it: place village, amenity hospital ..."""
    address: str
    """The whole line that the service gives."""
    source: str
    """The service and the id of its object."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which service is asked, and who asks.

    Raises
    ------
    OutsideError
        If the service is none of these, or the server no web address.
    """

    service: Service = "nominatim"
    server: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        if self.server and not re.fullmatch(r"https?://[^\s/]+", self.server):
            raise OutsideError(
                f"SYRIA_MAP_LOOKUP_SERVER: found {self.server!r}; expected {SETTINGS['SYRIA_MAP_LOOKUP_SERVER']}"
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return what the environment sets.

        Raises
        ------
        OutsideError
            If a setting is none.
        """
        given = os.environ if environment is None else environment
        name = given.get("SYRIA_MAP_LOOKUP", "").strip().lower() or "nominatim"
        if name not in _SERVICES:
            raise OutsideError(f"SYRIA_MAP_LOOKUP: found {name!r}; expected {SETTINGS['SYRIA_MAP_LOOKUP']}")
        return cls(
            _SERVICES[name],
            given.get("SYRIA_MAP_LOOKUP_SERVER", "").strip().rstrip("/"),
            given.get("SYRIA_MAP_LOOKUP_CONTACT", "").strip(),
        )


class Outside:
    """Asks the service, one request a second; answers are kept in a file that all sessions share.

    Parameters
    ----------
    settings
        By default those of the environment.
    cache
        The file of answers; by default in the user's cache folder.
    seconds
        Between two requests.
    """

    def __init__(self, settings: Settings | None = None, cache: Path | None = None, seconds: float = _SECONDS) -> None:
        self.settings = settings or Settings.from_environment()
        self._cache = cache or user_cache_path("syria-mention-map", ensure_exists=True) / "outside.sqlite"
        self._lock = threading.Lock()
        self._limited = RateLimiter(self._request, min_delay_seconds=seconds, max_retries=0, swallow_exceptions=False)

    @property
    def allowed(self) -> bool:
        """Tell whether the configuration lets anything be asked."""
        return self.settings.service != "off"

    def describe(self) -> str:
        """Return who would be asked: the service and its host."""
        host = self.settings.server.partition("//")[2] or _HOSTS[self.settings.service]
        return f"{self.settings.service.capitalize()} ({host})"

    def ask(self, name: str, contact: str = "") -> list[Offer]:
        """Return what the service knows by a name, in Syria first; from the file of answers if it is there.

        Parameters
        ----------
        name
            The name alone, in either script.
        contact
            Who asks, an e-mail address or a page; by default that of the settings.

        Raises
        ------
        OutsideError
            If look-ups are off, no contact is given, or the service does not answer.
        """
        if not self.allowed:
            raise OutsideError("found SYRIA_MAP_LOOKUP=off; expected nominatim or photon to look a name up outside")
        wanted = " ".join(_CONTROLS.sub(" ", name).split())
        if not 2 <= len(wanted) <= _LONGEST:
            raise OutsideError(f"found a name of {len(wanted)} characters; expected 2 to {_LONGEST}")
        key = json.dumps([self.settings.service, self.settings.server, wanted], ensure_ascii=False)
        with self._lock:
            kept = self._kept(key)
            if kept is None:
                kept = self._asked(wanted, self._contact(contact))
                self._keep(key, kept)
        return kept

    def _contact(self, given: str) -> str:
        contact = given.strip() or self.settings.contact
        if not _CONTACT.fullmatch(contact) or not contact.isascii() or not contact.isprintable():
            raise OutsideError(
                f"contact: found {contact!r}; expected your e-mail address or page, which the service's rules ask for"
            )
        return contact

    def _asked(self, name: str, contact: str) -> list[Offer]:
        options: dict[str, Any] = {"exactly_one": False, "limit": AT_MOST}
        if self.settings.service == "nominatim":
            options |= {
                "viewbox": _SYRIA,
                "bounded": False,
                "language": "en",
                "country_codes": ["sy", "tr", "lb", "iq", "jo"],
            }
        else:
            options |= {"location_bias": (35.0, 38.5), "language": "en"}
        try:
            answers = self._limited(contact, name, options) or []
        except GeocoderRateLimited as error:
            raise OutsideError(f"{self.describe()} asks for patience; expected to be asked again later") from error
        except GeocoderTimedOut as error:
            raise OutsideError(f"{self.describe()}: found no answer in {_TIMEOUT:.0f} seconds; expected one") from error
        except (GeocoderServiceError, GeopyError, ValueError) as error:
            raise OutsideError(f"{self.describe()} cannot be asked ({error}); is there a network?") from error
        return [offer for answer in answers if (offer := _offer(self.settings.service, answer)) is not None]

    def _request(self, contact: str, name: str, options: dict[str, Any]) -> Any:
        scheme, _, host = self.settings.server.rpartition("://")
        service = (Nominatim if self.settings.service == "nominatim" else Photon)(
            user_agent=f"SyriaMentionMap/{__version__} ({contact})",
            timeout=_TIMEOUT,
            scheme=scheme or "https",
            domain=host or _HOSTS[self.settings.service],
        )
        return service.geocode(name, **options)

    def _kept(self, key: str) -> list[Offer] | None:
        with closing(self._open()) as file:
            row = file.execute("SELECT offers FROM answer WHERE asked = ?", (key,)).fetchone()
        return None if row is None else [Offer(**offer) for offer in json.loads(row[0])]

    def _keep(self, key: str, offers: list[Offer]) -> None:
        text = json.dumps([asdict(offer) for offer in offers], ensure_ascii=False)
        # An answer that cannot be kept is an answer all the same; it will be asked for again.
        with suppress(sqlite3.Error), closing(self._open()) as file, file:
            file.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, text))

    def _open(self) -> sqlite3.Connection:
        try:
            file = sqlite3.connect(self._cache, timeout=10)
            file.execute("CREATE TABLE IF NOT EXISTS answer (asked TEXT PRIMARY KEY, offers TEXT NOT NULL)")
        except sqlite3.Error as error:
            raise OutsideError(
                f"{self._cache}: cannot be used ({error}); expected a file of answers (delete it to begin anew)"
            ) from error
        return file


def _offer(service: Service, answer: Any) -> Offer | None:
    """Return an answer of geopy as an offer; None for one without a name."""
    raw: Mapping[str, Any] = answer.raw if isinstance(answer.raw, dict) else {}
    facts: Mapping[str, Any] = raw.get("properties", {}) if service == "photon" else raw
    title = str(facts.get("name") or answer.address.partition(",")[0]).strip()
    if not title:
        return None
    kind = " ".join(str(facts[key]) for key in ("class", "osm_key", "type", "osm_value") if facts.get(key))
    number = f"{str(facts.get('osm_type', ''))[:1].upper()}{facts.get('osm_id', '')}"
    return Offer(
        title, answer.latitude, answer.longitude, kind, str(answer.address),
        f"{service.capitalize()} (OpenStreetMap {number}), ODbL",
    )  # fmt: skip
