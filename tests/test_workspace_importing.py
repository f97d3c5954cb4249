"""Bringing many files in: all that can be read is there once, what cannot is told, a stop leaves whole batches."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geo.exc import ArticleError
from geo.intake.files import File
from geo.workspace import importing
from geo.workspace.importing import Source, import_files
from geo.workspace.shelf import Added
from geo.workspace.workspace import Workspace
from tests.small_world import extractor

TEXT = "Shells fell on Saraqib on Tuesday, residents said. Nobody was hurt, and the road to Idlib stayed open. No. {}"


def csv_of(count: int, start: int = 0) -> File:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", "text"])
    rows.writerows(
        [f"a{i}", TEXT.format(" ".join(f"w{i}x{n}" for n in range(40)))] for i in range(start, start + count)
    )
    return File("table.csv", out.getvalue().encode())


def brought(workspace: Workspace, *files: File, **options: object) -> tuple[Counter[str], list[str], list[int]]:
    told: list[ArticleError] = []
    steps: list[int] = []
    added = import_files(
        workspace, Source(files, **options), report=told.append, extract=extractor().table,  # type: ignore[arg-type]
        progress=lambda done, _: steps.append(done),
    )  # fmt: skip
    return Counter(one.what for one in added), [str(error) for error in told], steps


def test_a_few_files_of_all_kinds_come_in_once(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w", "mine")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("one.txt", "Homs fell.")
        archive.writestr("sub/one.txt", "Hama fell.")
        archive.writestr("bad.pdf", "no")
    files = (csv_of(3), File("a.zip", stream.getvalue()), File("b.txt", b"Idlib fell."), File("c.odt", b"x"))
    outcome, told, _ = brought(workspace, *files, default_date=date(2018, 9, 6))
    assert outcome == {"added": 6}
    assert len(told) == 3
    assert "bad.pdf" in "".join(told)
    assert told[-1] == "found the id 'one' again, with another text; this article is kept as 'one-2'"
    assert {row.published for row in workspace.articles()} == {date(2018, 9, 6)}
    assert len({row.article_id for row in workspace.articles()}) == 6
    again, _, _ = brought(workspace, *files, default_date=date(2018, 9, 6))
    assert again == {"same": 6}
    assert workspace.info().articles == 6


def test_several_processes_read_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 20)
    workspace = Workspace.create(tmp_path / "w", "mine")
    told: list[ArticleError] = []
    steps: list[int] = []
    documents = [File(f"d{i}.txt", f"Aleppo fell on day {i} of the year {2000 + i}.".encode()) for i in range(5)]
    added = import_files(
        workspace, Source((csv_of(50), *documents)), report=told.append,
        progress=lambda done, _: steps.append(done), workers=2,
    )  # fmt: skip
    assert told == []
    assert len(added) == 55
    assert steps == [20, 40, 50, 55]
    one = Workspace.in_memory()
    import_files(one, Source((csv_of(50), *documents)), report=told.append, workers=1)
    columns = ["article_id", "surface", "place_id", "start", "sentence"]
    assert sorted(map(str, workspace.mentions().select(columns).to_pylist())) == sorted(
        map(str, one.mentions().select(columns).to_pylist())
    )


def test_an_import_that_is_stopped_leaves_whole_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)
    monkeypatch.setattr(importing, "_readers", _Here)
    workspace = Workspace.create(tmp_path / "w", "mine")
    done: list[Added] = []
    import_files(
        workspace, Source((csv_of(100),)), report=pytest.fail, workers=1,
        progress=lambda _n, added: done.extend(added), stopped=lambda: len(done) >= 20,
    )  # fmt: skip
    assert workspace.info().articles == len(done) == 20
    import_files(workspace, Source((csv_of(100),)), report=pytest.fail, workers=1)
    assert workspace.info().articles == 100


class _Here:
    """Readers that work in this process, at once."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, *batch: object) -> object:
        future: importing.Future[object] = importing.Future()
        future.set_result(importing._read(*batch, extractor().table))  # type: ignore[arg-type]
        return future
