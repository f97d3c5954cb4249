"""Fetch GeoNames' dump of Syria when an analyst asks for it: nothing else in this project goes to the network.

A file is taken only over HTTPS (plain HTTP is for this machine itself), up to a bound, with retries, and kept only if
it is what it should be: a whole ZIP that holds the expected table with enough rows. Beside it a note keeps the date,
the SHA-256 and what the server says of its version, so that it is not fetched again before it changes.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from geo import __version__
from geo.exc import GazetteerError
from geo.tables import atomic_writer

BASE: Final = "https://download.geonames.org/export/dump/"
"""Where GeoNames has its dumps."""

MAX_BYTES: Final = 50 * 2**20
MAX_UNPACKED: Final = 200 * 2**20
MAX_SECONDS: Final = 900.0
BACKOFF: Final = 1.0
"""Seconds before the second retry; each waits twice as long as the one before."""

_RETRIES: Final = 4
_TIMEOUT: Final = (10.0, 60.0)
_CHUNK: Final = 1 << 16
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Wanted(NamedTuple):
    """A file of GeoNames: where it is below the base, its name here, columns of its table, rows at least."""

    path: str
    name: str
    columns: tuple[int, int]
    rows: int


DUMP: Final = Wanted("SY.zip", "SY.zip", (19, 19), 1000)
ALTERNATE_NAMES: Final = Wanted("alternatenames/SY.zip", "alternatenames/SY.zip", (4, 10), 1000)
_MEMBER: Final = "SY.txt"

Progress = Callable[[int, int | None], None]
"""Is told how many bytes have come and how many there will be, if that is known."""


@dataclass(frozen=True)
class Fetched:
    """A file that was fetched, now or before: `date` is the day, UTC, ISO 8601."""

    path: Path
    sha256: str
    size: int
    date: str
    changed: bool


@dataclass(frozen=True)
class _Note:
    url: str
    sha256: str
    date: str
    etag: str = ""
    last_modified: str = ""


def fetch(base: str, wanted: Wanted, folder: Path, progress: Progress) -> Fetched:
    """Fetch a file if it has changed, check it, and keep it in a folder, whole or not at all.

    Raises
    ------
    GazetteerError
        If it cannot be had, or is not what it should be; what was there before is kept.
    OSError
        If it cannot be written.
    """
    url = urljoin(base if base.endswith("/") else base + "/", wanted.path)
    host = urlsplit(url).hostname or ""
    local = host in _LOOPBACK
    if urlsplit(url).scheme != "https" and not (local and urlsplit(url).scheme == "http"):
        raise GazetteerError(f"{url}: found no https address; expected one (http is for this machine only)")
    target = folder / wanted.name
    note = _read_note(target, url)
    headers = {"User-Agent": f"syria-mention-map/{__version__}", "Accept-Encoding": "identity"}
    if note is not None and note.etag:
        headers["If-None-Match"] = note.etag
    if note is not None and note.last_modified:
        headers["If-Modified-Since"] = note.last_modified
    try:
        with (
            _session(local=local) as session,
            session.get(url, headers=headers, timeout=_TIMEOUT, stream=True, allow_redirects=False) as answer,
        ):
            if answer.status_code == 304 and note is not None:
                return Fetched(target, note.sha256, target.stat().st_size, note.date, changed=False)
            if answer.status_code != 200:
                to = f", on to {answer.headers['Location']}" if "Location" in answer.headers else ""
                raise GazetteerError(f"{url}: found answer {answer.status_code}{to}; expected 200")
            data = _body(url, answer, progress)
            etag, last_modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    except requests.RequestException as problem:
        raise GazetteerError(f"{url}: cannot be fetched ({_reason(problem)}); nothing was changed") from problem
    _check(url, data, wanted)
    digest, today = hashlib.sha256(data).hexdigest(), datetime.now(UTC).date().isoformat()
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic_writer(target) as stream:
        stream.write(data)
    with atomic_writer(_note_of(target)) as stream:
        stream.write(json.dumps(asdict(_Note(url, digest, today, etag, last_modified)), indent=1).encode())
    return Fetched(target, digest, len(data), today, changed=True)


def _session(*, local: bool) -> requests.Session:
    session = requests.Session()
    session.trust_env = not local  # no proxy to this machine itself
    retry = Retry(
        total=_RETRIES, backoff_factor=BACKOFF, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=("GET",),
        raise_on_status=False, redirect=0,
    )  # fmt: skip
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.mount("http://", HTTPAdapter(max_retries=retry))
    return session


def _body(url: str, answer: requests.Response, progress: Progress) -> bytes:
    """Return what an answer holds, within bounds of size and time, as long as it says that it is."""
    said = answer.headers.get("Content-Length", "")
    total = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None
    if total is not None and total > MAX_BYTES:
        raise GazetteerError(f"{url}: found {total:,} bytes; expected at most {MAX_BYTES:,}")
    data, start = bytearray(), time.monotonic()
    for chunk in answer.iter_content(_CHUNK):
        data += chunk
        if len(data) > MAX_BYTES:
            raise GazetteerError(f"{url}: found more than {MAX_BYTES:,} bytes; expected at most that")
        if time.monotonic() - start > MAX_SECONDS:
            raise GazetteerError(f"{url}: found {len(data):,} bytes in {MAX_SECONDS:.0f} s; expected the whole file")
        progress(len(data), total)
    if total is not None and len(data) != total:
        raise GazetteerError(f"{url}: found {len(data):,} bytes; expected {total:,}: the connection broke off")
    return bytes(data)


def _check(url: str, data: bytes, wanted: Wanted) -> None:
    """Refuse what is not a whole ZIP with the expected table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if _MEMBER not in packed.namelist():
                found = ", ".join(packed.namelist()[:5]) or "nothing"
                raise GazetteerError(f"{url}: found {found[:200]} in the ZIP; expected {_MEMBER}")
            with packed.open(_MEMBER) as stream:
                text = stream.read(MAX_UNPACKED + 1)  # to the end: checks the CRC
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as problem:
        raise GazetteerError(f"{url}: found a ZIP that cannot be unpacked ({problem}); expected it whole") from problem
    if len(text) > MAX_UNPACKED:
        raise GazetteerError(f"{url}: found a ZIP that unpacks to more than {MAX_UNPACKED:,} bytes")
    low, high = wanted.columns
    lines = text.splitlines()
    rows = sum(low <= line.count(b"\t") + 1 <= high for line in lines)
    if rows < wanted.rows or rows < 0.9 * len(lines):
        raise GazetteerError(
            f"{url}: found {rows:,} rows of {len(lines):,} with {low} to {high} columns; expected {wanted.rows:,} or "
            "more, and hardly any others"
        )


def _reason(problem: requests.RequestException) -> str:
    """Return what went wrong, in a few words."""
    cause = problem.args[0] if problem.args else problem
    return str(getattr(cause, "reason", cause))[:200]


def _note_of(target: Path) -> Path:
    return target.with_name(target.name + ".json")


def _read_note(target: Path, url: str) -> _Note | None:
    """Return what is known of the file that was fetched before; nothing if it is gone, altered, or from elsewhere."""
    try:
        note = _Note(**json.loads(_note_of(target).read_text(encoding="utf-8")))
        same = note.url == url and hashlib.sha256(target.read_bytes()).hexdigest() == note.sha256
    except (OSError, ValueError, TypeError):
        return None
    return note if same else None
