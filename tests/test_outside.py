"""Looking a name up outside, against a server of our own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.exc import OutsideError
from geo.outside import Outside, Settings

NOMINATIM = [
    {"lat": "35.61", "lon": "36.55", "name": "Kafr Test", "display_name": "Kafr Test, Idlib, Syria",
     "class": "place", "type": "village", "osm_type": "node", "osm_id": 7},
    {"lat": "35.6", "lon": "36.5", "name": "", "display_name": ""},
]  # fmt: skip
PHOTON = {"features": [{
    "geometry": {"type": "Point", "coordinates": [36.55, 35.61]},
    "properties": {"name": "Kafr Test", "osm_key": "place", "osm_value": "village", "osm_type": "N", "osm_id": 7,
                   "country": "Syria"},
}]}  # fmt: skip


class Service(BaseHTTPRequestHandler):
    """A geocoder that notes who asks for what, and when."""

    asked: ClassVar[list[tuple[float, str, dict[str, list[str]], str]]] = []

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        self.asked.append((time.monotonic(), parts.path, query, self.headers["User-Agent"]))
        name = query["q"][0]
        status = {"busy": 429, "broken": 500}.get(name, 200)
        body = json.dumps([] if name == "nothing" else PHOTON if parts.path == "/api" else NOMINATIM).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Service.asked.clear()
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{service.server_address[1]}"
    service.shutdown()


def outside(server: str, tmp_path: Path, seconds: float = 0.2, **settings: str) -> Outside:
    given = {"SYRIA_MAP_LOOKUP_SERVER": server, "SYRIA_MAP_LOOKUP_CONTACT": "desk@example.org"} | settings
    return Outside(Settings.from_environment(given), tmp_path / "answers.sqlite", seconds=seconds)


@pytest.mark.parametrize(("service", "path"), [("nominatim", "/search"), ("photon", "/api")])
def test_a_name_is_asked_once_and_kept(server: str, tmp_path: Path, service: str, path: str) -> None:
    first = outside(server, tmp_path, SYRIA_MAP_LOOKUP=service)
    found = first.ask("  كفر \n تست ")
    assert [(o.title, o.lat, o.lon, o.kind) for o in found] == [("Kafr Test", 35.61, 36.55, "place village")]
    assert "OpenStreetMap N7" in found[0].source
    assert "ODbL" in found[0].source
    assert first.ask("كفر تست") == found
    assert outside(server, tmp_path, SYRIA_MAP_LOOKUP=service).ask("كفر تست") == found
    ((_, asked, query, agent),) = Service.asked
    assert asked == path
    assert query["q"] == ["كفر تست"]
    assert agent.startswith("SyriaMentionMap/")
    assert "desk@example.org" in agent


def test_that_nothing_is_known_is_kept_too(server: str, tmp_path: Path) -> None:
    desk = outside(server, tmp_path)
    assert desk.ask("nothing") == desk.ask("nothing") == []
    assert len(Service.asked) == 1


def test_requests_keep_their_distance_whoever_asks(server: str, tmp_path: Path) -> None:
    desk = outside(server, tmp_path, seconds=0.6)
    readers = [
        threading.Thread(target=desk.ask, args=(f"name {i}", f"reader{i % 2}@example.org")) for i in range(4)
    ]  # fmt: skip
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    times = [at for at, *_ in Service.asked]
    assert len(times) == 4
    assert all(later - earlier > 0.2 for earlier, later in pairwise(times))  # a busy machine hears one later, not less


def test_without_leave_or_contact_nothing_is_asked(server: str, tmp_path: Path) -> None:
    for desk, contact, told in (
        (outside(server, tmp_path, SYRIA_MAP_LOOKUP="off"), "", "SYRIA_MAP_LOOKUP=off"),
        (outside(server, tmp_path, SYRIA_MAP_LOOKUP_CONTACT=""), "", "contact"),
        (outside(server, tmp_path), "a@b.c\r\nX-Evil: 1", "contact"),
        (outside(server, tmp_path), "nobody", "contact"),
    ):
        with pytest.raises(OutsideError, match="expected") as error:
            desk.ask("Kafr Test", contact)
        assert told in str(error.value)
    for name in ("", " ", "x", "x" * 121):
        with pytest.raises(OutsideError, match="characters"):
            outside(server, tmp_path).ask(name)
    assert Service.asked == []


@pytest.mark.parametrize("name", ["busy", "broken"])
def test_what_the_service_refuses_is_told_and_not_kept(server: str, tmp_path: Path, name: str) -> None:
    desk = outside(server, tmp_path)
    for _ in range(2):
        with pytest.raises(OutsideError, match="Nominatim"):
            desk.ask(name)
    assert len(Service.asked) == 2


def test_no_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="is there a network"):
        outside("http://127.0.0.1:9", tmp_path).ask("Kafr Test")


def test_a_damaged_file_of_answers_is_told(server: str, tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(OutsideError, match=r"answers\.sqlite"):
        outside(server, tmp_path).ask("Kafr Test")


@pytest.mark.parametrize(("name", "value"), [("SYRIA_MAP_LOOKUP", "google"), ("SYRIA_MAP_LOOKUP_SERVER", "x y")])
def test_a_setting_that_is_none_is_told(name: str, value: str) -> None:
    with pytest.raises(OutsideError, match=name):
        Settings.from_environment({name: value})
