"""No test sees the analyst's own layer of the gazetteer, and none waits for a browser that is not there.

Indexes of the shipped lists are made once (`tests.sharing`).
"""

from __future__ import annotations

import os
import sys

import pytest

from tests.sharing import share_indexes

os.environ["SYRIA_MAP_LAYER"] = ""
share_indexes()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest test, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: "killed_200_times" not in item.name)


@pytest.fixture(autouse=True)
def no_wait_for_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page of the map go on at once: without a browser nobody paints what it holds the rest back for."""
    if page := sys.modules.get("views.map_page"):
        monkeypatch.setattr(page, "_FRAME", 0.0)
        monkeypatch.setattr(page, "_FIRST_FRAME", 0.0)
