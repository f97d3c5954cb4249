"""Tables of mentions in a workspace: rows without their articles, which stay, are corrected, and come in once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from geo.exc import ArticleError
from geo.intake.files import File
from geo.mention import SCHEMA
from geo.tables import write_mentions
from geo.workspace import choices
from geo.workspace.importing import Source, import_files
from geo.workspace.repair import repair
from geo.workspace.shelf import Added
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB, LATAKIA, mention, table
from tests.workspaces import article, extract, row, rows_of

ROWS = table(
    mention(IDLIB, article_id="t1", article_title="First", source="Wire", published=date(2018, 9, 4), story_id="s1"),
    mention(None, article_id="t1", article_title="First", source="Wire", published=date(2018, 9, 4), story_id="s1",
            surface="Zahraa", start=60, sentence="Zahraa too."),
    mention(LATAKIA, article_id="t2", article_title="", published=None, date_start=None, date_end=None, date_prec=None),
    mention(IDLIB, article_id="t3", article_title="", published=None, date_start=None, date_end=None, date_prec=None),
)  # fmt: skip


def file_of(rows: pa.Table, folder: Path, name: str = "mentions.csv") -> File:
    write_mentions(rows, folder / name)
    return File(name, (folder / name).read_bytes())


def brought(workspace: Workspace, *files: File) -> tuple[list[Added], list[str]]:
    told: list[ArticleError] = []
    return import_files(workspace, Source(files), report=told.append, extract=extract), [str(one) for one in told]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w", "mine")


@pytest.mark.parametrize("name", ["m.csv", "m.jsonl", "m.parquet"])
def test_a_table_that_extract_wrote_comes_in_once(workspace: Workspace, tmp_path: Path, name: str) -> None:
    file = file_of(ROWS, tmp_path, name)
    added, told = brought(workspace, file)
    assert (added, told) == ([Added(f"t{i}", "added") for i in (1, 2, 3)], [])
    columns = [c for c in SCHEMA.names if c != "added_at"]
    assert workspace.mentions().select(columns).sort_by("mention_id") == ROWS.select(columns).sort_by("mention_id")
    assert [(a.article_id, a.title, a.source, a.published, a.mentions, a.sha256) for a in workspace.articles()] == [
        ("t1", "First", "Wire", date(2018, 9, 4), 2, ""), ("t2", "", ROWS["source"][2].as_py(), None, 1, ""),
        ("t3", "", ROWS["source"][3].as_py(), None, 1, ""),
    ]  # fmt: skip
    version = workspace.version
    assert brought(workspace, file)[0] == [Added(f"t{i}", "same", f"t{i}") for i in (1, 2, 3)]
    assert workspace.version == version


def test_more_rows_of_an_article_join_those_that_are_there(workspace: Workspace, tmp_path: Path) -> None:
    brought(workspace, file_of(ROWS.slice(0, 1), tmp_path))
    version = workspace.version
    better = ROWS.slice(0, 1).set_column(
        SCHEMA.get_field_index("confidence"), SCHEMA.field("confidence"), pa.array([0.5])
    )
    added, _ = brought(workspace, file_of(pa.concat_tables([better, ROWS.slice(1, 1)]), tmp_path))
    assert added == [Added("t1", "added")]
    assert sorted(r["confidence"] for r in rows_of(workspace).values() if r["surface"] != "Zahraa") == [0.5]
    assert workspace.info()[4:6] == (1, 2)
    assert workspace.changes_since(version).rows.num_rows == 2


def test_reading_anew_loses_none_of_them_and_decisions_stay(workspace: Workspace, tmp_path: Path) -> None:
    brought(workspace, file_of(ROWS, tmp_path), File("own.txt", b"Shells fell on Zahraa."))
    decided = workspace.decide(choices.choose_place(row(workspace, "t1", "Zahraa"), IDLIB, "Rima", scope="everywhere"))
    corrected = choices.correct_article("t1", "Rima", title="Another", published=date(2018, 9, 5), language="ar")
    workspace.decide(corrected)
    workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Another"))
    assert workspace.stale() == []
    assert workspace.reextract(extract, [one.article_id for one in workspace.articles()]) == 1
    assert {r["decided_by"] for r in rows_of(workspace).values() if r["surface"] == "Zahraa"} == {"Rima"}
    now = row(workspace, "t1", "Zahraa")
    assert (now["article_title"], now["published"], now["place"]) == ("Another", date(2018, 9, 5), "Idlib")
    assert [s.state for s in workspace.standing()] == ["holds"] * 3
    assert decided.read["status"] == "unresolved"
    stored = workspace.article("t1")
    assert stored is not None
    assert (stored.has_text, stored.article.text, stored.listed.title) == (False, "", "Another")


def test_an_article_whose_text_is_there_keeps_its_own_mentions(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_articles([article("t1")], extract)
    before = rows_of(workspace)
    added, told = brought(workspace, file_of(ROWS.slice(0, 2), tmp_path))
    assert added == [Added("t1", "same", "t1")]
    assert len(told) == 1
    assert "'t1'" in told[0]
    assert "2 mentions" in told[0]
    assert rows_of(workspace) == before


def test_a_table_that_is_damaged_is_told_and_nothing_of_it_kept(workspace: Workspace, tmp_path: Path) -> None:
    file = file_of(ROWS, tmp_path)
    added, told = brought(workspace, File("m.csv", file.data.replace(b"resolved", b"solved")), File("b.txt", b"Idlib."))
    assert [one.article_id for one in added] == ["b"]
    assert len(told) == 1
    assert told[0].startswith("m.csv, row 2, column status")


def test_repair_keeps_them(workspace: Workspace, tmp_path: Path) -> None:
    brought(workspace, file_of(ROWS, tmp_path))
    before = rows_of(workspace)
    workspace.close()
    home = workspace.folder
    assert home is not None
    data = bytearray((home / "workspace.sqlite").read_bytes())
    data[:100] = bytes(100)
    (home / "workspace.sqlite").write_bytes(data)
    repair(home)
    again = Workspace.open(home, keep=0)
    assert rows_of(again) == before
    assert again.check() == []
