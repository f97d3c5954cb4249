"""`gazetteer import` as a program, and the layer as `extract` and `resolve` use it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from geo.cli import app
from geo.gazetteer import read_rows
from geo.gazetteer_import import REPORT
from geo.layers import VARIABLE

MINE = "name,name_ar,lat,lon,type,governorate\nZalqoum al-Janubi,زلقوم الجنوبي,35.7,36.7,village,Idlib\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    return tmp_path / "data" / "layer.csv"


def test_help_teaches() -> None:
    for command, options in (("import", ["--layer", "--column", "--dry-run", "--report", "--prefer-import", "FILE"]),
                             ("update", ["--layer", "--url", "--dry-run"])):  # fmt: skip
        plain = re.sub(r"\x1b\[[0-9;]*m", "", run("gazetteer", command, "--help").stdout)
        assert "Examples" in plain
        assert all(wanted in plain for wanted in options)


def test_an_import_is_used_from_then_on(
    mine: Path, layer: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "unresolved" in run("resolve", "Zalqoum al-Janubi").stdout
    monkeypatch.setenv(VARIABLE, str(layer))
    result = run("gazetteer", "import", mine)
    assert result.exit_code == 0, result.stderr
    assert "1 new places" in result.stderr
    article = tmp_path / "a.txt"
    article.write_text("Shells fell on Zalqoum al-Janubi in Idlib.\n", encoding="utf-8")
    used = [run("resolve", "Zalqoum al-Janubi")]
    monkeypatch.setenv(VARIABLE, "")
    used.append(run("extract", article, "--layer", layer))
    for result in used:
        assert "own-zalqoum-al-janubi" in result.stdout
        assert f"layer: 1 place added, 0 replaced ({layer})" in result.stderr


def test_importing_twice_leaves_the_bytes(mine: Path, layer: Path) -> None:
    run("gazetteer", "import", mine, "--layer", layer)
    before = layer.read_bytes()
    result = run("gazetteer", "import", mine, "--layer", layer)
    assert result.exit_code == 0
    assert "stays a layer of 1 place" in result.stderr
    assert layer.read_bytes() == before


def test_a_dry_run_writes_a_report_and_no_layer(mine: Path, layer: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    result = run("gazetteer", "import", mine, "--layer", layer, "--dry-run", "--report", report)
    assert result.exit_code == 0
    assert not layer.exists()
    (row,) = csv.DictReader(report.read_text(encoding="utf-8").splitlines())
    assert tuple(row) == REPORT
    assert (row["what"], row["at"]) == ("new", f"{mine}, line 2")


def test_bad_rows_are_told_and_the_rest_is_imported(mine: Path, layer: Path) -> None:
    mine.write_text(MINE + "Bad,,95,36.7,village,Idlib\nShort\nWrong,,35.7,36.7,village,Atlantis\n", encoding="utf-8")
    result = run("gazetteer", "import", mine, "--layer", layer)
    assert result.exit_code == 3
    assert all(f"{mine}, line {n}" in result.stderr for n in (3, 4, 5))
    assert list(read_rows(layer)) == ["own-zalqoum-al-janubi"]


@pytest.mark.parametrize("content", ["", "colour\nred\n", "name,lat,lon\nBad,95,36\n"])
def test_if_nothing_could_be_read_nothing_is_written(mine: Path, layer: Path, content: str) -> None:
    mine.write_text(content, encoding="utf-8")
    result = run("gazetteer", "import", mine, "--layer", layer)
    assert result.exit_code == 1
    assert str(mine) in result.stderr
    assert "Traceback" not in result.stderr
    assert not layer.exists()


def test_a_layer_that_cannot_be_used_stops_all(mine: Path, layer: Path, tmp_path: Path) -> None:
    run("gazetteer", "import", mine, "--layer", layer)
    layer.write_text(layer.read_text(encoding="utf-8").replace("35.7", "95"), encoding="utf-8")
    broken = layer.read_bytes()
    for command in (["gazetteer", "import", mine], ["resolve", "Idlib"], ["extract", tmp_path]):
        result = run(*command, "--layer", layer)
        assert result.exit_code == 1
        assert f"{layer}, line 2, column lat: found '95'" in result.stderr
    assert layer.read_bytes() == broken
    assert run("resolve", "Idlib", "--layer", tmp_path / "gone.csv").exit_code == 1


def test_without_a_place_for_a_layer_one_has_to_be_named(mine: Path) -> None:
    result = run("gazetteer", "import", mine)
    assert result.exit_code == 1
    assert "--layer FILE" in result.stderr


@pytest.mark.parametrize("options", [["--column", "colour=x"], ["--column", "name"], ["--report", "gone/r.csv"]])
def test_a_wrong_option_is_refused(mine: Path, layer: Path, options: list[str]) -> None:
    assert run("gazetteer", "import", mine, "--layer", layer, *options).exit_code in (1, 2)
    assert not layer.exists()
