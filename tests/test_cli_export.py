from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.cli import app
from geo.tables import write_mentions
from tests.factories import IDLIB, LATAKIA, mention, table

RUN = CliRunner()


@pytest.fixture
def mentions(tmp_path: Path) -> Path:
    path = tmp_path / "mentions.parquet"
    write_mentions(table(mention(IDLIB), mention(LATAKIA, start=50)), path)
    return path


def test_export_writes_the_rows_of_an_address(mentions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYRIA_MAP_LAYER", "")
    out = tmp_path / "idlib.csv"
    done = RUN.invoke(
        app,
        [
            "export",
            str(mentions),
            "-o",
            str(out),
            "--filter",
            "http://127.0.0.1:8501/?governorate=Idlib&from=2018-01-01",
        ],
    )
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline=""))
    assert row["place"] == "Idlib"
    assert "governorate: Idlib" in row["about"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["-o", "x.doc"], "'.doc'"), (["-o", "x.csv", "--filter", "governorate=Atlantis"], "'Atlantis'"),
        (["-o", "x.png", "--lang", "fr"], "'fr'"),
    ],
)  # fmt: skip
def test_export_refuses_what_it_cannot_do(more: list[str], told: str, mentions: Path, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["export", str(mentions), *more], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert told in done.output
    assert list(tmp_path.iterdir()) == [mentions]
