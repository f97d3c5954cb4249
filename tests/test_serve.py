"""The server is ready before a browser comes, and refuses at once to listen where it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.exc import GeoError
from geo.tables import write_mentions
from tests.factories import mention, place, table
from tests.files import write_gazetteer
from tests.test_listening import ANY, ran
from views import data
from views.listening import REFUSED, VARIABLE


def test_a_wrong_address_ends_the_server_before_it_listens() -> None:
    refused = ran("-m", "streamlit", "run", "serve.py", "--server.address", ANY)
    assert refused.returncode == REFUSED
    assert VARIABLE in refused.stderr


def test_what_is_read_before_the_first_visitor_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mentions(table(mention(), mention()), tmp_path / "mentions.parquet")
    monkeypatch.delenv("SYRIA_MAP_WORKSPACE", raising=False)
    monkeypatch.setenv("SYRIA_MAP_MENTIONS", str(tmp_path / "mentions.parquet"))
    monkeypatch.setenv("SYRIA_MAP_GAZETTEER", str(write_gazetteer(tmp_path / "gazetteer.csv", [place()])))
    data.warm()
    monkeypatch.setattr(data, "read_mentions", None)
    assert len(data.load().store) == 2


def test_what_cannot_be_read_is_left_for_the_visitor_to_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SYRIA_MAP_WORKSPACE", raising=False)
    monkeypatch.setenv("SYRIA_MAP_MENTIONS", str(tmp_path / "none.parquet"))
    data.warm()
    with pytest.raises(GeoError):
        data.load()
