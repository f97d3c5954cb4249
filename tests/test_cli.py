"""The command line as a program: exit codes, outputs by ending, and nothing half-written."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from geo.cli import app
from geo.lists import RESULT_COLUMNS
from geo.mention import COLUMNS
from geo.tables import read_mentions

TEXT = "Shells fell on Khan Sheikhoun and Idlib on Tuesday, Moscow said.\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "007.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ([], ["extract", "resolve"]),
        (["extract"], ["--out", "INPUT", "--date", "--column"]),
        (["resolve"], ["--out", "NAMES", "--name", "--within"]),
    ],
)
def test_help_teaches(command: list[str], options: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
    assert all(wanted in plain for wanted in options)


def test_mentions_go_to_standard_output_as_csv(article: Path) -> None:
    result = run("extract", article, "--date", "2018-09-06")
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert list(found[0])[: len(COLUMNS)] == list(COLUMNS)
    assert {r["article_id"] for r in found} == {"007"}
    assert [r["surface"] for r in found] == ["Khan Sheikhoun", "Idlib", "Moscow"]
    assert {r["date_start"] for r in found} == {"2018-09-04"}
    assert not {"None", "nan", "[]", "null"} & {value for r in found for value in r.values()}
    assert "3 mentions in 1 article" in result.stderr


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_the_ending_says_the_format(article: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    assert run("extract", article, "-o", out).exit_code == 0
    assert read_mentions(out).column("surface").to_pylist() == ["Khan Sheikhoun", "Idlib", "Moscow"]


def test_geojson_is_written(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    assert run("extract", article, "-o", out).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["type"] == "FeatureCollection"


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet", ".geojson", ""])
def test_a_result_without_rows_is_written_with_its_header(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nothing here.", encoding="utf-8")
    out = tmp_path / f"out{ending}"
    result = run("extract", path, *(["-o", out] if ending else []))
    assert result.exit_code == 0
    if ending in ("", ".csv"):
        text = out.read_text(encoding="utf-8") if ending else result.stdout
        assert text.splitlines()[0].split(",")[: len(COLUMNS)] == list(COLUMNS)
        assert len(text.splitlines()) == 1
    elif ending != ".geojson":
        assert read_mentions(out).num_rows == 0


def test_some_unread_rows_give_exit_3_and_the_rest(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("id,text\n1,Shells fell on Saraqib.\n2\n", encoding="utf-8")
    result = run("extract", bad, article)
    assert result.exit_code == 3
    assert {r["article_id"] for r in rows(result.stdout)} == {"1", "007"}
    assert f"{bad}, line 3" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_duplicate_id_is_a_warning_only(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id,text\n1,Saraqib fell.\n1,Saraqib fell.\n", encoding="utf-8")
    result = run("extract", table)
    assert result.exit_code == 0
    assert [r["article_id"] for r in rows(result.stdout)] == ["1", "1-2"]
    assert "warning" in result.stderr


@pytest.mark.parametrize("content", [b"", b"\x00\xff"])
def test_if_nothing_could_be_read_nothing_is_written(tmp_path: Path, content: bytes) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out.csv"
    path.write_bytes(content)
    out.write_text("old", encoding="utf-8")
    result = run("extract", path, "-o", out)
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.csv"]


@pytest.mark.parametrize("command", ["extract", "resolve"])
def test_a_missing_target_folder_is_told(article: Path, tmp_path: Path, command: str) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name\nHoms\n", encoding="utf-8")
    before = sorted(p.name for p in tmp_path.iterdir())
    result = run(command, article if command == "extract" else table, "-o", tmp_path / "gone" / "out.csv")
    assert result.exit_code == 1
    assert "gone" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "options",
    [["-o", "out.xls"], ["-o", "out"], ["--column", "id"], ["--column", "colour=x"], ["--date", "31/02/2018"],
     ["--date", "2018-02-31"], ["--no"]],
)  # fmt: skip
def test_a_wrong_option_is_refused(article: Path, options: list[str]) -> None:
    result = run("extract", article, *options)
    assert result.exit_code not in (0, 3)
    assert result.stdout == ""


def test_columns_are_mapped(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("unit_id,body\n007,Saraqib fell.\n", encoding="utf-8")
    result = run("extract", table, "--column", "id=unit_id", "--column", "text=body")
    assert [r["article_id"] for r in rows(result.stdout)] == ["007"]


def test_resolve_keeps_every_row_in_order(tmp_path: Path) -> None:
    table, out = tmp_path / "names.csv", tmp_path / "out.csv"
    text = "status;n;name;in\nold;1;Saraqib;Idlib\n;2;;\n;3;Nowhereville;Homs\n;4;Khan Shaykhun;\n"
    table.write_text(text, encoding="utf-8")
    assert run("resolve", table, "--within", "in", "-o", out).exit_code == 0
    found = rows(out.read_text(encoding="utf-8"))
    assert list(found[0]) == ["input_status", "n", "name", "in", *RESULT_COLUMNS]
    assert [r["n"] for r in found] == ["1", "2", "3", "4"]
    assert [r["status"] for r in found] == ["resolved", "unresolved", "unresolved", "resolved"]
    assert found[0]["input_status"] == "old"
    assert found[0]["governorate"] == "Idlib"
    assert found[2]["lat"] == ""


def test_resolve_tells_rows_that_it_cannot_read_and_keeps_them(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,n\nSaraqib,1\nHoms\nHama,3\n", encoding="utf-8")
    result = run("resolve", table)
    assert result.exit_code == 3
    assert f"{table}, line 3" in result.stderr
    assert [r["name"] for r in rows(result.stdout)] == ["Saraqib", "Homs", "Hama"]


def test_resolve_of_an_empty_table_has_its_header(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name\n", encoding="utf-8")
    result = run("resolve", table)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [",".join(["name", *RESULT_COLUMNS])]


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (b"", [], "empty"),
        (b"town\nHoms\n", [], "'name'"),
        (b"name\nHoms\n", ["--within", "in"], "'in'"),
        (b'name\n"Homs\n', [], "expected CSV"),
    ],
)
def test_resolve_refuses_a_table_that_it_cannot_read(
    tmp_path: Path, content: bytes, options: list[str], told: str
) -> None:
    table, out = tmp_path / "names.csv", tmp_path / "out.csv"
    table.write_bytes(content)
    result = run("resolve", table, *options, "-o", out)
    assert result.exit_code == 1
    assert told in result.stderr
    assert str(table) in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Khan Sheikhoun", ["Khan Sheikhoun", "Idlib", "where_prec 1"]),
        ("Qazzazville", ["unresolved"]),
        ("[red]x[/red]", ["[red]x[/red]"]),
    ],
)
def test_resolve_of_one_name_is_readable(name: str, parts: list[str]) -> None:
    result = run("resolve", name)
    assert result.exit_code == 0
    assert all(part in result.stdout for part in parts)


def test_one_name_is_not_written_to_a_file(tmp_path: Path) -> None:
    assert run("resolve", "Idlib", "-o", tmp_path / "x.csv").exit_code == 2


def test_a_file_that_is_no_table_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Idlib", encoding="utf-8")
    result = run("resolve", tmp_path / "names.txt")
    assert result.exit_code == 1
    assert "expected .csv" in result.stderr
