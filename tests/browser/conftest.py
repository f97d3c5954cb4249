"""One browser and one server a run; a server more for the tests that bring their own files.

A test that fails leaves a picture of its page in `test-artifacts/`.
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

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from geo.actors import Actors
from geo.extraction import extract_paths
from geo.gazetteer import Gazetteer
from geo.store import Store
from geo.tables import read_mentions, write_mentions
from tests.browser.page import MapPage

ROOT = Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "test-artifacts"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
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
def sample_url(sample_files: dict[str, str]) -> Iterator[str]:
    with serving(**sample_files) as url:
        yield url


@pytest.fixture(scope="session")
def contexts() -> dict[tuple[int, int], BrowserContext]:
    """Return the browser's profiles by size of the window: tests share them, so that scripts are loaded once."""
    return {}


@pytest.fixture
def open_tab(
    browser: Browser, contexts: dict[tuple[int, int], BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Callable[..., MapPage]]:
    """Return a function that opens a tab on a server; pictures of all tabs are kept when the test fails."""
    tabs: list[MapPage] = []

    def opened(url: str, width: int = 1280, height: int = 800) -> MapPage:
        size = (width, height)
        if size not in contexts:
            contexts[size] = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
            contexts[size].set_default_timeout(45_000)
        tabs.append(MapPage(contexts[size].new_page(), url))
        return tabs[-1]

    yield opened
    failed = getattr(request.node, "failed", False)
    for i, page in enumerate(tabs):
        if failed:
            ARTIFACTS.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name)
            page.tab.screenshot(path=ARTIFACTS / f"{name}-{i}.png", full_page=True)
        page.tab.close()


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
