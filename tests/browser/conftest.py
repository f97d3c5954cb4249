"""One browser and one server a run; a server more for a table of hostile texts.

The server shows the sample articles, and by `ws` in the address the workspaces that tests make in a folder of the run.
Tests that change nothing on a page but where the map looks share one tab (`look_at`). A test that fails leaves a
picture of its page in `test-artifacts/`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from geo.actors import Actors
from geo.extraction import extract_paths
from geo.gazetteer import Gazetteer
from geo.store import Store
from geo.tables import read_mentions, write_mentions
from tests.browser.page import MapPage

ROOT = Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "test-artifacts"
PATIENCE = 45_000
"""Milliseconds until what a test waits for is said not to come; a busy machine may take its time."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Debian's Chromium asks for a graphics card, and where there is none imitates it: three times as slow as drawing.
    "--disable-gpu-rasterization", "--disable-gpu-compositing", "--disable-software-rasterizer",
]  # fmt: skip


@contextmanager
def serving(app: str | Path = "app.py", **environment: str) -> Iterator[str]:
    """Run the app (or another) in a session of its own on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cleared = {k: v for k, v in os.environ.items() if not k.startswith(("SYRIA_MAP_", "STREAMLIT_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)],
        cwd=ROOT, env=cleared | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=10)


def _wait(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.communicate()[0]}")
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 (our own server)
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the sample articles as the environment of a server: the table that `extract` writes of them."""
    folder = tmp_path_factory.mktemp("sample")
    places = Path(shutil.copy(ROOT / "gazetteer.csv", folder))
    mentions = folder / "mentions.parquet"
    write_mentions(extract_paths([ROOT / "data" / "articles"], Gazetteer.load(places), Actors.load()), mentions)
    return {"SYRIA_MAP_MENTIONS": str(mentions), "SYRIA_MAP_GAZETTEER": str(places)}


@pytest.fixture(scope="session")
def sample(sample_files: dict[str, str]) -> Store:
    """Return what the app should show of the sample articles."""
    gazetteer = Gazetteer.load(Path(sample_files["SYRIA_MAP_GAZETTEER"]))
    return Store(read_mentions(Path(sample_files["SYRIA_MAP_MENTIONS"])), gazetteer)


@pytest.fixture(scope="session")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the server has its workspaces."""
    return tmp_path_factory.mktemp("data") / "syria-mention-map" / "workspaces"


@pytest.fixture(scope="session")
def sample_url(sample_files: dict[str, str], workspaces: Path) -> Iterator[str]:
    with serving(XDG_DATA_HOME=str(workspaces.parent.parent), **sample_files) as url:
        yield url


@pytest.fixture(scope="session")
def contexts() -> dict[tuple[int, int], BrowserContext]:
    """Return the browser's profiles by size of the window: tests share them, so that scripts are loaded once."""
    return {}


@pytest.fixture(scope="session")
def new_tab(browser: Browser, contexts: dict[tuple[int, int], BrowserContext]) -> Callable[..., MapPage]:
    """Return a function that opens a tab on a server."""

    def opened(url: str, width: int = 1280, height: int = 800) -> MapPage:
        size = (width, height)
        if size not in contexts:
            contexts[size] = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
            contexts[size].set_default_timeout(PATIENCE)
        return MapPage(contexts[size].new_page(), url)

    return opened


@pytest.fixture(scope="module")
def shared() -> Iterator[dict[str, MapPage]]:
    """Return the tabs that the tests of a file share, by the parameters of the address."""
    tabs: dict[str, MapPage] = {}
    yield tabs
    for page in tabs.values():
        page.tab.close()


@pytest.fixture
def tabs(shared: dict[str, MapPage], request: pytest.FixtureRequest) -> Iterator[list[MapPage]]:
    """Return the list of the test's tabs; where it fails, pictures of all are kept and none is used again."""
    used: list[MapPage] = []
    yield used
    failed = getattr(request.node, "failed", False)
    for i, page in enumerate(used):
        if failed:
            ARTIFACTS.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name)
            page.tab.screenshot(path=ARTIFACTS / f"{name}-{i}.png", full_page=True)
        if failed or page not in shared.values():
            page.tab.close()
    if failed:
        shared.clear()


@pytest.fixture
def open_tab(new_tab: Callable[..., MapPage], tabs: list[MapPage]) -> Callable[..., MapPage]:
    """Return a function that opens a tab on a server, for this test alone."""

    def opened(url: str, width: int = 1280, height: int = 800) -> MapPage:
        tabs.append(new_tab(url, width, height))
        return tabs[-1]

    return opened


@pytest.fixture
def look_at(
    new_tab: Callable[..., MapPage], shared: dict[str, MapPage], tabs: list[MapPage], sample_url: str
) -> Callable[..., MapPage]:
    """Return a function that gives an open tab by the parameters of its address, for tests that only look at it."""

    def opened(**params: str) -> MapPage:
        asked = urlencode(params)
        if asked not in shared:
            shared[asked] = new_tab(sample_url).open(**params)
        tabs.append(shared[asked])
        return shared[asked]

    return opened


@pytest.fixture
def page(open_tab: Callable[..., MapPage], sample_url: str) -> MapPage:
    """Return a fresh tab for the app with the sample articles, not yet opened."""
    return open_tab(sample_url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # noqa: ARG001 (pytest's signature)
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True
    return report
