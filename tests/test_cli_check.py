"""`gazetteer check` and `gazetteer stats` as programs: what they print, write and return."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from geo.cli import app
from geo.findings import COLUMNS
from geo.gazetteer_stats import COLUMNS as COUNTS
from tests.test_gazetteer_check import PLANTED, clean, row, write


def run(command: str, *args: object) -> Result:
    return CliRunner().invoke(app, ["gazetteer", command, *map(str, args)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "places.csv"


def test_a_clean_file_passes(file: Path) -> None:
    result = run("check", "--gazetteer", write(file, clean()))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors, 0 warnings" in result.stderr


def test_an_error_fails_and_is_told_with_its_line(file: Path) -> None:
    result = run("check", "--gazetteer", write(file, PLANTED["titles"]))
    assert result.exit_code == 1
    assert "titles: Arabic and Latin names do not meet (1)" in result.stdout
    assert f"error: {file}, line 8, column title_ar: nahlaya (Nahlaya): found معربليت" in result.stdout
    assert "1 error, 0 warnings" in result.stderr


def test_a_warning_passes(file: Path) -> None:
    result = run("check", "--gazetteer", write(file, PLANTED["arabic"]))
    assert result.exit_code == 0
    assert "warning: " in result.stdout
    assert "0 errors, 1 warning" in result.stderr


def test_many_findings_are_cut_on_the_screen_and_whole_in_the_table(file: Path, tmp_path: Path) -> None:
    rows = [row(f"x{n}", f"Deir {'abcdfghijklmnopqrstvwxyz'[n]}osh", "", 35.81, 36.61 + n / 5000) for n in range(24)]
    table = tmp_path / "findings.csv"
    result = run("check", "--gazetteer", write(file, [*clean(), *rows]), "--csv", table)
    assert "and 4 more (--csv FILE has them all)" in result.stdout
    with table.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert list(found[0]) == list(COLUMNS)
    assert len([f for f in found if f["check"] == "arabic"]) == 24
    assert f"written to {table}" in result.stderr


def test_a_layer_is_checked_when_named(file: Path, tmp_path: Path) -> None:
    layer = write(tmp_path / "layer.csv", [row("new", "Nowhere", "نوير", 33.5, 36.6, district="")])
    result = run("check", "--gazetteer", write(file, clean()), "--layer", layer)
    assert result.exit_code == 1
    assert f"{layer}, line 2, column governorate: new (Nowhere)" in result.stdout


@pytest.mark.parametrize("command", ["check", "stats"])
def test_what_cannot_be_used_is_told_and_nothing_written(command: str, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    assert run(command, "--gazetteer", file, "--csv", table).exit_code == 1
    rows = clean()
    rows[0]["types"] = "hamlet"
    result = run(command, "--gazetteer", write(file, rows), "--csv", table)
    assert result.exit_code == 1
    assert f"{file}, line 2, column types: found 'hamlet'" in result.stderr
    assert not table.exists()
    result = run(command, "--gazetteer", write(file, clean()), "--layer", tmp_path / "none.csv")
    assert result.exit_code == 1
    assert "found no such file" in result.stderr
    result = run(command, "--gazetteer", file, "--csv", tmp_path / "none" / "out.csv")
    assert result.exit_code == 1
    assert "found no folder" in result.stderr


def test_stats_show_governorates_and_totals(file: Path, tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    layer = write(tmp_path / "layer.csv", [row("new", "Nahla", "نحلة", 35.77, 36.6)])
    result = run("stats", "--gazetteer", write(file, clean()), "--layer", layer, "--csv", table)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Daraa", "1", "1", "2"] in lines
    assert ["all", "1", "1", "8", "1", "4", "15"] in lines
    assert ["all", "14", "1", "100%", "1", "1"] in lines
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == list(COUNTS)
    assert rows[-1]["places"] == "15"


@pytest.mark.parametrize("command", ["check", "stats"])
def test_help_teaches(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Examples" in result.stdout
