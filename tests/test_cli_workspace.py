from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.cli import app
from geo.cli_workspace import COLUMNS
from geo.tables import read_mentions
from geo.workspace import choices, importing
from geo.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text("Shells fell on Saraqib.\n")
    (folder / "b.csv").write_text("id,text,date\nb1,Calm in Khan Sheikhoun.,2019-05-06\nb2,Nothing,someday\n")
    done = run("add", str(folder), "--workspace", str(folder / "case"))
    assert done.exit_code == 3, "one row has no date"
    assert "2 articles added, 0 there already" in done.stderr
    return folder / "case"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["workspace", *words])


def test_articles_are_added_once_and_written_as_a_table(case: Path, tmp_path: Path) -> None:
    again = run("add", str(case.parent / "a.txt"), "--workspace", str(case))
    assert again.exit_code == 0
    assert "a: not added, it is there already as a" in again.stderr
    done = run("mentions", str(tmp_path / "m.csv"), "--workspace", str(case))
    assert done.exit_code == 0
    table = read_mentions(tmp_path / "m.csv")
    assert sorted(table["place"].to_pylist()) == ["Khan Sheikhoun", "Saraqib"]
    assert table["added_at"].null_count == 0


def test_several_processes_add_many_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    readers = importing._readers
    monkeypatch.setattr(importing, "_readers", lambda w, count: asked.append(count) or readers(w, count))
    rows = [f"{n % 50},Shells fell on Saraqib on day {n} of the year {n + 1000}." for n in range(60)]
    (tmp_path / "many.csv").write_text("\n".join(["id,text", *rows]))
    done = run("add", str(tmp_path / "many.csv"), "--workspace", str(tmp_path / "w"))
    assert (done.exit_code, asked) == (0, [os.cpu_count()])
    assert "60 articles added, 0 there already" in done.stderr
    assert "found the id '9' again, with another text; this article is kept as '9-2'" in done.stderr
    assert Workspace.open(tmp_path / "w", read_only=True).info().mentions == 60


def test_it_is_made_listed_renamed_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.workspace.folder.home", lambda: tmp_path)
    monkeypatch.setenv("SYRIA_MAP_WORKSPACE", str(tmp_path / "Case-7"))
    assert "create NAME" in run("list").stderr
    assert run("create", "Case 7").exit_code == 0
    assert run("rename", "قضية").exit_code == 0
    assert run("list").stdout == f"قضية\t{tmp_path / 'Case-7'}\n"
    told = run("info")
    assert told.exit_code == 0
    assert "articles\t0\n" in told.stdout
    assert run("create", "x", "--workspace", str(tmp_path)).exit_code == 1
    assert "found no workspace" in run("info", "--workspace", str(tmp_path / "none")).stderr


def test_decisions_are_listed_undone_and_kept_when_all_is_read_anew(case: Path) -> None:
    workspace = Workspace.open(case)
    row = workspace.mentions().to_pylist()[0]
    kept = workspace.decide(choices.tag(row, "Rima", add=["إدلب"], why="=check"))
    listed = list(csv.DictReader(io.StringIO(run("decisions", "--workspace", str(case)).stdout)))
    assert tuple(listed[0]) == COLUMNS
    assert (listed[0]["id"], listed[0]["who"], listed[0]["state"]) == (kept.id, "Rima", "holds")
    done = run("reextract", "--all", "--workspace", str(case))
    assert "2 articles read anew" in done.stderr
    assert Workspace.open(case).mentions()["tags"].to_pylist()[0] == ["إدلب"]
    assert run("decisions", "--undo", kept.id, "--who", "Omar", "--workspace", str(case)).exit_code == 0
    assert Workspace.open(case).mentions()["tags"].to_pylist()[0] == []
    assert run("decisions", "--undo", "none", "--workspace", str(case)).exit_code == 1
    assert run("decisions", "--kind", "vote", "--workspace", str(case)).exit_code == 2


def test_it_goes_out_comes_in_and_is_repaired(case: Path, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "x.zip"), "--workspace", str(case)).exit_code == 0
    assert run("import", str(tmp_path / "x.zip"), "--workspace", str(tmp_path / "in"), "--name", "In").exit_code == 0
    assert Workspace.open(tmp_path / "in").name == "In"
    with (tmp_path / "in" / "workspace.sqlite").open("r+b") as stream:
        stream.write(b"x" * 4096)
    told = run("info", "--workspace", str(tmp_path / "in"))
    assert told.exit_code == 1
    assert "damaged database" in told.stderr
    done = run("repair", "--workspace", str(tmp_path / "in"))
    assert "made anew with 2 articles" in done.stderr
    assert run("info", "--workspace", str(tmp_path / "in")).exit_code == 0


@pytest.mark.parametrize(
    "command",
    ["list", "create", "info", "rename", "add", "mentions", "reextract", "decisions", "export", "import", "repair"],
)
def test_each_command_teaches_by_examples_and_is_documented(command: str) -> None:
    assert "Examples" in run(command, "--help").output
    document = (Path(__file__).resolve().parent.parent / "docs" / "workspace.md").read_text("utf-8")
    assert f"`workspace {command}`" in document
