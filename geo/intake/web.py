"""One page from the web, when a person asks for it: the only way out of the machine that reading has.

An address may come from an article or from anyone, so it must not become a way into the network that the app stands
in (server-side request forgery). Only http and https are spoken, on the web's usual ports; every address that a name
resolves to must be a public one, and the connection is made to the very address that was checked, so that a second
answer of the name server changes nothing; each redirect is checked in the same way. Time and size are bounded, no
cookie is kept, no proxy asked.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

from geo import __version__
from geo.exc import FetchError
from geo.intake.files import File
from geo.intake.limits import MB, Limits

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""Ports that are asked: others belong to mail, databases and the like."""

_ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
"""Media types that are read, and the ending that their file has."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BLOCK: Final = 1 << 16
_EMBEDDED: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
"""Addresses of IPv6 that stand for one of IPv4 (RFC 6052, RFC 8215)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched.

    Attributes
    ----------
    file
        Its bytes, with an ending that tells what it is.
    url
        The address that it came from, after redirects.
    retrieved
        When, UTC.
    """

    file: File
    url: str
    retrieved: datetime


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the public internet, whatever IPv4 address an IPv6 one may hold."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.teredo or any(address in network for network in _EMBEDDED):
            return False
        if address.is_site_local or address.is_reserved:
            return False
    return address.is_global and not address.is_multicast


def resolved(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, as this machine resolves it.

    Raises
    ------
    FetchError
        If it has none.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: found no such host; is there a network? ({error})") from error
    return list(dict.fromkeys(ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))


def fetch(
    url: str,
    limits: Limits | None = None,
    *,
    resolve: Callable[[str, int], Iterable[Address]] = resolved,
    allowed: Callable[[Address], bool] = is_public,
    ports: frozenset[int] = PORTS,
) -> Page:
    """Fetch one page.

    Parameters
    ----------
    url
        Its address, http or https.
    limits
        Bounds on size, time and redirects; by default what the environment sets.
    resolve, allowed, ports
        How names become addresses, and what may be asked. The tests put a server of their own here.

    Raises
    ------
    FetchError
        If the page must not or cannot be fetched, or is none that is read.
    """
    bounds = limits or Limits.from_environment()
    # In a thread, since a server that sends its headers a byte at a time can be left, but not hurried.
    worker = ThreadPoolExecutor(1, thread_name_prefix="fetch")
    try:
        return worker.submit(_fetched, url, bounds, resolve, allowed, ports).result(bounds.max_fetch_seconds + 1)
    except TimeoutError as error:
        raise _too_slow(url, bounds) from error
    finally:
        worker.shutdown(wait=False)


def _fetched(
    url: str,
    bounds: Limits,
    resolve: Callable[[str, int], Iterable[Address]],
    allowed: Callable[[Address], bool],
    ports: frozenset[int],
) -> Page:
    deadline = time.monotonic() + bounds.max_fetch_seconds
    for _ in range(bounds.max_redirects + 1):
        parts = _checked(url, ports)
        address = _public_address(parts, resolve, allowed)
        with _connection(parts, address, deadline, bounds) as pool:
            answer = _asked(pool, parts, url, deadline, bounds)
            try:
                if answer.status in _REDIRECTS and answer.headers.get("location"):
                    url = _redirected(url, answer.headers["location"])
                    continue
                if answer.status != 200:
                    raise FetchError(f"{url}: the server answered {answer.status}; expected a page (200)")
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                if kind not in _ENDINGS:
                    raise FetchError(f"{url}: found {kind or 'no media type'}; expected {', '.join(_ENDINGS)}")
                body = _body(answer, url, deadline, bounds)
            finally:
                answer.close()
        name = f"{parts.hostname}{_ENDINGS[kind]}"
        return Page(File(name, body), url, datetime.now(UTC).replace(microsecond=0))
    raise FetchError(f"{url}: found another redirect; {bounds.expected('max_redirects', 'redirects')}")


def _checked(url: str, ports: frozenset[int]) -> SplitResult:
    """Return the parts of an address that may be asked."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(f"{url[:200]}: found no web address ({error}); expected https://...") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url[:200]}: found no web address; expected one that begins with https:// or http://")
    if parts.username or parts.password:
        raise FetchError(f"{parts.hostname}: found a name and password in the address; expected one without")
    if port not in ports:
        raise FetchError(f"{parts.hostname}: found port {port}; expected one of {', '.join(map(str, sorted(ports)))}")
    if parts.hostname.isascii():
        return parts
    try:  # a name in Arabic letters travels in ASCII: in DNS, in the header Host, in the certificate
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{parts.hostname}: found no name of a host ({error}); expected https://...") from error
    return parts._replace(netloc=host + (f":{parts.port}" if parts.port else ""))


def _redirected(url: str, location: str) -> str:
    """Return where a redirect leads; letters of it that are not ASCII come as bytes of UTF-8, one a character."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"{url}: found a redirect to {location[:200]!r}; expected a web address") from error


def _public_address(
    parts: SplitResult, resolve: Callable[[str, int], Iterable[Address]], allowed: Callable[[Address], bool]
) -> Address:
    host = parts.hostname or ""
    addresses = list(resolve(host, parts.port or 80))
    private = next((address for address in addresses if not allowed(address)), None)
    if private is not None:
        raise FetchError(
            f"{host}: found the address {private}, which is not on the public internet; expected a public one "
            "(pages of your own network: save them and add the file)"
        )
    if not addresses:
        raise FetchError(f"{host}: found no address; expected a host of the web")
    return addresses[0]


def _connection(parts: SplitResult, address: Address, deadline: float, bounds: Limits) -> urllib3.HTTPConnectionPool:
    """Return a connection to the address that was checked; the certificate must be the host's."""
    timeout = urllib3.Timeout(total=_left(parts.hostname or "", deadline, bounds))
    if parts.scheme == "https":
        return urllib3.HTTPSConnectionPool(
            str(address), parts.port or 443, timeout=timeout, retries=False, cert_reqs="CERT_REQUIRED",
            server_hostname=parts.hostname, assert_hostname=parts.hostname,
        )  # fmt: skip
    return urllib3.HTTPConnectionPool(str(address), parts.port or 80, timeout=timeout, retries=False)


def _asked(
    pool: urllib3.HTTPConnectionPool, parts: SplitResult, url: str, deadline: float, bounds: Limits
) -> urllib3.BaseHTTPResponse:
    host = parts.netloc.rpartition("@")[2]
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    headers = {
        "Host": host,
        "User-Agent": f"SyriaMentionMap/{__version__} (one page, asked for by a reader)",
        "Accept": ", ".join(_ENDINGS),
        "Accept-Encoding": "gzip, deflate",
    }
    try:
        _left(url, deadline, bounds)
        return pool.request("GET", target, headers=headers, redirect=False, preload_content=False)
    except urllib3.exceptions.TimeoutError as error:
        raise _too_slow(url, bounds) from error
    except urllib3.exceptions.HTTPError as error:
        raise FetchError(f"{url}: the page cannot be fetched ({error}); is there a network?") from error


def _body(answer: urllib3.BaseHTTPResponse, url: str, deadline: float, bounds: Limits) -> bytes:
    """Return the page's bytes, unpacked, no more of them and no later than allowed."""
    parts: list[bytes] = []
    size = 0
    try:
        # read1 returns what is there: a server that sends a byte a second is found out.
        while block := answer.read1(_BLOCK, decode_content=True):
            size += len(block)
            if size > bounds.max_fetch_mb * MB:
                raise FetchError(f"{url}: found over {bounds.max_fetch_mb} MB; {bounds.expected('max_fetch_mb', 'MB')}")
            _left(url, deadline, bounds)
            parts.append(block)
    except urllib3.exceptions.TimeoutError as error:
        raise _too_slow(url, bounds) from error
    except urllib3.exceptions.HTTPError as error:
        raise FetchError(f"{url}: the page broke off ({error}); expected all of it") from error
    return b"".join(parts)


def _left(what: str, deadline: float, bounds: Limits) -> float:
    """Return the seconds that are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(what, bounds)
    return left


def _too_slow(what: str, bounds: Limits) -> FetchError:
    return FetchError(f"{what}: took too long; {bounds.expected('max_fetch_seconds', 'seconds')}")
