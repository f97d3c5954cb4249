"""Fetching a page: what is asked of the web, and all that must not be."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.exc import FetchError
from geo.intake import web
from geo.intake.documents import read_html
from geo.intake.limits import Limits

PAGE = """<html lang="en"><head><title>Shelling near Saraqib</title>
<meta property="og:site_name" content="A wire"><meta property="article:published_time" content="2018-09-04">
</head><body><nav>Home About</nav><article><h1>Shelling near Saraqib</h1>
<p>Shells fell on the eastern edge of Saraqib on Tuesday, residents and two aid workers said by telephone.</p>
<p>Nobody was hurt, but a bakery that feeds some four thousand people had to close for the rest of the day.</p>
</article><script>alert(1)</script></body></html>"""

ARABIC_PATH = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"


class Server(BaseHTTPRequestHandler):
    """Pages that behave and pages that do not."""

    def do_GET(self) -> None:
        plain = {"/page": PAGE.encode(), "/big": b"x" * 3_000_000, "/": b"home", ARABIC_PATH: b"home"}
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/host":
            self._answer(self.headers["Host"].encode())
        elif self.path in {"/arabic", "/broken"}:
            self.send_response(302)
            to = "http://[" if self.path == "/broken" else "/أخبار"
            self.send_header("Location", to.encode().decode("latin-1"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/bomb":
            self._answer(gzip.compress(b"0" * 50_000_000), encoding="gzip")
        elif self.path == "/packed":
            self._answer(gzip.compress(PAGE.encode()), encoding="gzip")
        elif self.path == "/image":
            self._answer(b"PNG", kind="image/png")
        elif self.path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        elif self.path == "/headers":
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.1)
        elif self.path in plain:
            self._answer(plain[self.path])
        else:
            self.send_error(404)

    def _answer(self, body: bytes, kind: str = "text/html; charset=utf-8", encoding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # readers that leave are expected
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def fetch(port: int, path: str, **limits: int) -> web.Page:
    """Fetch from the local server as if it were a public host, by the name `example.org`."""
    return web.fetch(
        f"http://example.org:{port}{path}",
        Limits(**limits),
        resolve=lambda _host, _port: [ipaddress.ip_address("127.0.0.1")],
        allowed=lambda address: address.is_loopback,
        ports=frozenset({port, 80, 443}),
    )


@pytest.mark.parametrize("path", ["/page", "/packed", "/to//page"])
def test_a_page_becomes_an_article_with_what_its_metadata_say(port: int, path: str) -> None:
    page = fetch(port, path)
    article = read_html(page.file, page.url)
    assert "eastern edge of Saraqib" in article.text
    assert "alert" not in article.text
    assert "About" not in article.text
    assert (article.title, str(article.published), article.published_source) == (
        "Shelling near Saraqib", "2018-09-04", "page",
    )  # fmt: skip
    assert (article.source, article.url) == ("A wire", page.url)
    assert page.retrieved.tzinfo is not None


def test_hosts_and_redirects_in_arabic_letters_are_followed(port: int) -> None:
    def here(url: str) -> web.Page:
        return web.fetch(
            url,
            Limits(),
            resolve=lambda _host, _port: [ipaddress.ip_address("127.0.0.1")],
            allowed=lambda address: address.is_loopback,
            ports=frozenset({port}),
        )

    assert here(f"http://موقع.example:{port}/host").file.data == f"xn--4gbrim.example:{port}".encode()
    assert here(f"http://example.org:{port}/arabic").file.data == b"home"
    with pytest.raises(FetchError, match="expected"):
        here(f"http://{'ع' * 70}.example:{port}/")
    with pytest.raises(FetchError, match="redirect"):
        here(f"http://example.org:{port}/broken")


@pytest.mark.parametrize("address", ["::127.0.0.1", "::a00:1", "fec0::1", "4000::1"])
def test_addresses_that_no_public_host_has_are_none(address: str) -> None:
    assert not web.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("path", "limits", "told"),
    [
        ("/big", {"max_fetch_mb": 2}, "SYRIA_MAP_MAX_FETCH_MB"),
        ("/bomb", {"max_fetch_mb": 2}, "SYRIA_MAP_MAX_FETCH_MB"),
        ("/drip", {"max_fetch_seconds": 1}, "SYRIA_MAP_MAX_FETCH_SECONDS"),
        ("/headers", {"max_fetch_seconds": 1}, "SYRIA_MAP_MAX_FETCH_SECONDS"),
        ("/loop", {}, "SYRIA_MAP_MAX_REDIRECTS"),
        ("/image", {}, "image/png"),
        ("/gone", {}, "404"),
    ],
)
def test_what_is_too_large_too_slow_or_no_page_is_refused(
    port: int, path: str, limits: dict[str, int], told: str
) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match="expected") as error:
        fetch(port, path, **limits)
    assert told in str(error.value)
    assert time.monotonic() - began < 9, "the page drips for ten seconds"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/", "javascript:alert(1)", "//example.org/a",
        "example.org", "http://", "http://user:secret@93.184.216.34/", "http://93.184.216.34:22/", "http://[::1",
        "http://93.184.216.34:99999/", "",
    ],
)  # fmt: skip
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(FetchError, match="expected"):
        web.fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104
        "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "198.18.0.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "localhost",
        "2130706433", "0x7f.1", "0177.0.0.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(FetchError, match=r"not on the public internet|no such host"):
        web.fetch(f"http://{host}/")


def test_one_private_answer_among_public_ones_is_enough_to_refuse() -> None:
    answers = [ipaddress.ip_address("93.184.216.34"), ipaddress.ip_address("10.0.0.1")]
    with pytest.raises(FetchError, match="not on the public internet"):
        web.fetch("http://example.org/", resolve=lambda _host, _port: answers)


def test_a_redirect_to_a_private_address_is_refused(port: int) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[web.Address]:
        asked.append(host)
        return [ipaddress.ip_address("127.0.0.1" if host == "example.org" else "10.0.0.1")]

    with pytest.raises(FetchError, match="not on the public internet"):
        web.fetch(
            f"http://example.org:{port}/to/http://inside.example/secret",
            resolve=resolve, allowed=lambda address: address.is_loopback, ports=frozenset({port, 80}),
        )  # fmt: skip
    assert asked == ["example.org", "inside.example"]


def test_the_connection_is_made_to_the_address_that_was_checked(port: int) -> None:
    """A name server that answers otherwise the second time is never asked a second time."""
    answers = iter([[ipaddress.ip_address("127.0.0.1")]])
    page = web.fetch(
        f"http://rebinding.example:{port}/page", resolve=lambda _host, _port: next(answers),
        allowed=lambda address: address.is_loopback, ports=frozenset({port}),
    )  # fmt: skip
    assert b"Saraqib" in page.file.data


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_no_more_public_inside_an_ipv6_one(number: int) -> None:
    inner = ipaddress.IPv4Address(number)
    mapped = ipaddress.IPv6Address(f"::ffff:{inner}")
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (number << 80))
    assert web.is_public(mapped) == web.is_public(inner)
    if not web.is_public(inner):
        assert not web.is_public(sixtofour)
