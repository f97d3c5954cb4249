"""Fetching the dumps, from a server of our own: what is kept, what is refused, that a failure loses nothing."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from geo import gazetteer_update
from geo.cli import app
from geo.exc import GazetteerError
from geo.gazetteer import read_rows
from geo.gazetteer_update import DUMP, fetch
from tests.test_gazetteer_formats import alternate, geonames

Answer = tuple[int, dict[str, str], bytes]


def packed(*lines: str, name: str = "SY.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, "\n".join(lines) + "\n")
    return out.getvalue()


PLACES = [
    geonames(i, f"Kafr {chr(65 + i % 26)}{chr(97 + i // 26)}ban", lat=f"{35.6 + i / 4000:.4f}") for i in range(1000)
]
WHOLE = packed(*PLACES)
NAMES = packed(*(alternate(i, "en", f"Kefr {i}") for i in range(1000)))


class Server:
    """Answers by path, one answer after another (the last again and again), and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers)))
                left = outer.answers.get(self.path, [(404, {}, b"")])
                status, headers, body = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/dump/"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(gazetteer_update, "BACKOFF", 0.001)
    started = Server()
    yield started
    started.http.shutdown()
    started.http.server_close()


@pytest.fixture
def get(server: Server, tmp_path: Path) -> Callable[..., gazetteer_update.Fetched]:
    def call(*answers: Answer) -> gazetteer_update.Fetched:
        if answers:
            server.answers["/dump/SY.zip"] = list(answers)
        return fetch(server.url, DUMP, tmp_path / "geonames", lambda _done, _total: None)

    return call


def test_a_file_is_kept_with_its_digest_and_date(get: Any, tmp_path: Path) -> None:
    fetched = get((200, {"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 02:00:00 GMT"}, WHOLE))
    assert fetched.changed
    assert fetched.path.read_bytes() == WHOLE
    note = json.loads((tmp_path / "geonames" / "SY.zip.json").read_text(encoding="utf-8"))
    assert note["sha256"] == fetched.sha256 == hashlib.sha256(WHOLE).hexdigest()
    assert note["date"] == fetched.date
    assert note["etag"] == '"1"'
    assert len(list((tmp_path / "geonames").iterdir())) == 2


@pytest.mark.parametrize("status", [503, 429, 500])
def test_a_server_that_is_busy_is_asked_again(get: Any, server: Server, status: int) -> None:
    assert get((status, {}, b""), (status, {}, b""), (200, {}, WHOLE)).changed
    assert len(server.asked) == 3


def test_a_file_that_has_not_changed_is_not_fetched_again(get: Any, server: Server) -> None:
    first = get((200, {"ETag": '"1"'}, WHOLE))
    again = get((304, {}, b""))
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    assert not again.changed
    assert (again.sha256, again.date, again.size) == (first.sha256, first.date, len(WHOLE))


def test_a_file_that_was_altered_here_is_fetched_again(get: Any, server: Server) -> None:
    get((200, {"ETag": '"1"'}, WHOLE)).path.write_bytes(b"altered")
    assert get().changed
    assert "If-None-Match" not in server.asked[-1][1]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((404, {}, b""), "found answer 404; expected 200"),
        ((302, {"Location": "http://evil.example/SY.zip"}, b""), "302, on to http://evil.example"),
        ((200, {}, WHOLE[: len(WHOLE) // 2]), "cannot be unpacked"),
        ((200, {"Content-Length": str(len(WHOLE) + 9)}, WHOLE), "cannot be fetched|broke off"),
        ((200, {}, WHOLE[:2000] + b"\0\0\0\0" + WHOLE[2004:]), "cannot be unpacked"),
        ((200, {}, b"<html>not found</html>"), "cannot be unpacked"),
        ((200, {}, packed(*PLACES, name="TR.txt")), r"found TR\.txt in the ZIP; expected SY\.txt"),
        ((200, {}, packed(*PLACES[:10])), "found 10 rows of 10"),
        ((200, {}, packed(*PLACES, *["spam"] * 900)), "hardly any others"),
        ((200, {"Content-Length": str(10**9)}, b""), "found 1,000,000,000 bytes"),
        ((503, {}, b""), "found answer 503|cannot be fetched"),
    ],
)
def test_what_is_not_the_file_is_refused_and_the_old_one_kept(
    get: Any, tmp_path: Path, answer: Answer, message: str
) -> None:
    get((200, {"ETag": '"1"'}, WHOLE))
    before = {p.name: p.read_bytes() for p in (tmp_path / "geonames").iterdir()}
    with pytest.raises(GazetteerError, match=message):
        get(answer)
    assert {p.name: p.read_bytes() for p in (tmp_path / "geonames").iterdir()} == before


def test_a_body_without_an_end_is_cut_off(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_update, "MAX_BYTES", 1000)
    with pytest.raises(GazetteerError, match="expected at most 1,000"):
        get((200, {}, WHOLE))


@pytest.mark.parametrize("url", ["http://download.geonames.org/export/dump/", "ftp://127.0.0.1/", "file:///etc/"])
def test_only_https_is_used_beyond_this_machine(tmp_path: Path, url: str) -> None:
    with pytest.raises(GazetteerError, match="expected one"):
        fetch(url, DUMP, tmp_path, lambda _done, _total: None)


def test_a_server_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_update, "BACKOFF", 0.001)
    with pytest.raises(GazetteerError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/", DUMP, tmp_path, lambda _done, _total: None)
    assert list(tmp_path.iterdir()) == []


def update(server: Server, layer: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["gazetteer", "update", "--url", server.url, "--layer", str(layer), *more])


def test_the_command_fetches_and_imports(server: Server, tmp_path: Path) -> None:
    server.answers = {
        "/dump/SY.zip": [(200, {"ETag": "1"}, WHOLE), (304, {}, b"")],
        "/dump/alternatenames/SY.zip": [(200, {"ETag": "2"}, NAMES), (304, {}, b"")],
    }
    layer = tmp_path / "layer.csv"
    result = update(server, layer)
    assert result.exit_code == 0, result.stderr
    assert hashlib.sha256(WHOLE).hexdigest() in result.stderr
    assert "1,000 places read" in result.stderr
    before = layer.read_bytes()
    assert any("Kefr 7" in p.names for p in read_rows(layer).values())
    result = update(server, layer)
    assert result.exit_code == 0
    assert "not changed since" in result.stderr
    assert layer.read_bytes() == before


def test_a_failure_changes_nothing(server: Server, tmp_path: Path) -> None:
    server.answers = {"/dump/SY.zip": [(200, {}, WHOLE)]}
    result = update(server, tmp_path / "layer.csv")
    assert result.exit_code == 1
    assert "alternatenames/SY.zip: found answer 404" in result.stderr
    assert not (tmp_path / "layer.csv").exists()
