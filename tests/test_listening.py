"""The server listens on loopback alone unless told so in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from views.listening import REFUSED, VARIABLE, WORDS, refusal

ROOT = Path(__file__).resolve().parent.parent
ANY = "0.0.0.0"  # noqa: S104  what must be refused
OPEN = f"""
from streamlit import config
from streamlit.testing.v1 import AppTest
config.get_option("server.address")
config.set_option("server.address", "{ANY}")
AppTest.from_file("app.py", default_timeout=60).run()
print("shown")
"""


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "unix:///tmp/s"])
def test_loopback_needs_no_words(address: str) -> None:
    assert not refusal(address, "")


@pytest.mark.parametrize("address", [None, "", ANY, "::", "192.168.1.5", "example.org", "localhost.example.org"])
def test_any_other_address_needs_exactly_these_words(address: str | None) -> None:
    assert not refusal(address, WORDS)
    for told in ("", "yes", WORDS.lower(), f"{WORDS}."):
        assert WORDS in refusal(address, told)


def ran(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    cleared = {k: v for k, v in os.environ.items() if not k.startswith(("SYRIA_MAP_", "STREAMLIT_"))}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=cleared | environment, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


def test_the_app_ends_with_a_message_and_shows_nothing() -> None:
    refused = ran("-c", OPEN)
    assert refused.returncode == REFUSED
    assert VARIABLE in refused.stderr
    assert "shown" not in refused.stdout


def test_make_run_asks_before_the_server_starts() -> None:
    assert "python -m views.listening\n\t$(BIN)/streamlit run" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert ran("-m", "views.listening").returncode == 0
    assert ran("-m", "views.listening", STREAMLIT_SERVER_ADDRESS=ANY).returncode == REFUSED
    assert ran("-m", "views.listening", STREAMLIT_SERVER_ADDRESS=ANY, **{VARIABLE: WORDS}).returncode == 0
