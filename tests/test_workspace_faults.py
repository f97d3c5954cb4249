from __future__ import annotations

import errno
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo.exc import DecisionError, WorkspaceDamagedError, WorkspaceError
from geo.workspace import choices, keeping, pending, schema
from geo.workspace.copies import copies
from geo.workspace.database import FILE
from geo.workspace.keeping import Keeper
from geo.workspace.layers import save
from geo.workspace.leaves import leaf_rows
from geo.workspace.repair import repair
from geo.workspace.workspace import Workspace
from tests.workspaces import article, extract, names, row, rows_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = 4096


def full(home: Path, articles: int = 30) -> Workspace:
    made = Workspace.create(home, "Case")
    made.add_articles(
        [article(f"n{i}", f"Idlib and Zahraa {i}. " + f"word{i} " * 900) for i in range(articles)], extract, batch=10
    )
    for i in range(0, articles, 3):
        made.decide(choices.tag(row(made, f"n{i}"), "Rima", add=[f"t{i}"]))
    return made


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("original") / "case"
    full(home).close()
    return home


@pytest.fixture
def home(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "case")
    return tmp_path / "case"


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def overwrite(path: Path, at: int, length: int, seed: int = 0) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(random.Random(seed).randbytes(length))  # noqa: S311


def test_killed_200_times_nothing_acknowledged_is_missing_and_nothing_is_doubled() -> None:
    # In memory where there is such a folder: what a kill can break does not depend on the disk, the time does.
    shared = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        home = Path(folder) / "w"
        Workspace.create(home).close()
        command = [sys.executable, "-m", "tests.killing", str(home), "200", "1"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout
    told = json.loads(done.stdout)
    assert told["kills"] == 200
    assert told["batch"] > 50
    assert told["tag"] > 20


def test_a_full_disk_is_told_and_the_workspace_works_on(home: Path) -> None:
    workspace = Workspace.open(home)
    before, version = rows_of(workspace), workspace.version
    big = [article("big", "Idlib " + os.urandom(400_000).hex())]
    with (
        no_file_over((home / FILE).stat().st_size + 100_000),
        pytest.raises(WorkspaceError, match="Nothing was written") as told,
    ):
        workspace.add_articles(big, extract)
    assert str(home / FILE) in str(told.value)
    assert rows_of(workspace) == before
    assert workspace.version == version
    workspace.add_articles(big, extract)
    assert workspace.check() == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_layer_that_cannot_be_written_takes_its_decision_back(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    workspace = Workspace.open(home)
    decisions = workspace.decisions()

    def refuse(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("geo.workspace.layers.write_layer", refuse)
    with pytest.raises(WorkspaceError, match=f"gazetteer-layer.csv: cannot be written .{os.strerror(number)}"):
        workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    assert workspace.decisions() == decisions
    assert workspace.stale() == []
    monkeypatch.undo()
    workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))


@pytest.mark.parametrize("before", [None, "Another"])
def test_a_layer_that_outran_its_decision_is_put_back_when_the_workspace_is_opened(
    home: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    layer = home / "gazetteer-layer.csv"
    workspace = Workspace.open(home)
    if before:
        workspace.decide(choices.new_name("Rima", place_id="SY07", spelling=before))
    was = layer.read_bytes() if before else None
    name = choices.new_name("Rima", place_id="SY07", spelling="Idlebb")

    # As if the process were gone before the commit.
    monkeypatch.setattr(keeping, "settle", lambda *_: None)
    real = Keeper.write_layer

    def written_then_killed(self: Keeper) -> None:
        real(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(Keeper, "write_layer", written_then_killed)
    with pytest.raises(KeyboardInterrupt):
        workspace.decide(name)
    assert "Idlebb" in layer.read_text()
    monkeypatch.undo()
    again = Workspace.open(home)
    assert (layer.read_bytes() if layer.exists() else None) == was
    again.decide(name)
    assert "Idlebb" in again.gazetteer().by_id["SY07"].variants
    assert not list(home.glob(".gazetteer-layer*")), "nothing is pending"
    again.undo(name.id, "Rima")
    assert (layer.read_bytes() if before else None) == was


def test_a_layer_that_was_edited_since_is_left_as_it_is(home: Path) -> None:
    layer = home / "gazetteer-layer.csv"
    workspace = Workspace.open(home)
    workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    text = layer.read_text()
    pending.begin(layer, ["lost"])
    pending.written(layer)
    layer.write_text(text.replace("Idlebb", "Edlib"))
    Workspace.open(home)
    assert "Edlib" in layer.read_text()
    pending.note_of(layer).write_text("{")
    Workspace.open(home)
    assert "Edlib" in layer.read_text()
    assert not pending.note_of(layer).exists()


def test_a_name_whose_decision_was_lost_can_be_decided_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(home)
    name = choices.new_name("Rima", place_id="SY07", spelling="Idlebb")
    with pytest.raises(DecisionError):
        workspace.decide_all([name, choices.new_name("Rima", place_id="nowhere", spelling="X")])
    assert not (home / "gazetteer-layer.csv").exists(), "the layer is written last"

    def killed(self: Keeper) -> None:
        save(home / "gazetteer-layer.csv", self._rows.values())  # type: ignore[union-attr]
        raise KeyboardInterrupt

    monkeypatch.setattr(Keeper, "write_layer", killed)
    with pytest.raises(KeyboardInterrupt):
        workspace.decide(name)
    monkeypatch.undo()
    again = Workspace.open(home)
    kept = again.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    assert again.gazetteer().by_id["SY07"].variants.count("Idlebb") == 1
    again.undo(kept.id, "Rima")
    assert "Idlebb" not in again.gazetteer().by_id["SY07"].variants


def test_a_copy_that_cannot_be_made_keeps_nobody_from_working(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(home / "copies", ignore_errors=True)
    (home / "copies").write_text("in the way")
    Workspace.open(home).decide(choices.mark(row(Workspace.open(home), "n1"), "Rima"))
    assert "today's copy could not be made" in capsys.readouterr().err


def test_a_folder_without_any_right_to_write_can_be_read(original: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "case"
        shutil.copytree(original, home)
        Path(folder).chmod(0o755)
        for path in (*home.rglob("*"), home):
            path.chmod(0o555 if path.is_dir() else 0o444)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                if os.getuid() == 0:  # root may write anywhere
                    os.setgid(65534)
                    os.setuid(65534)
                reader = Workspace.open(home, read_only=True)
                assert reader.info().articles == 30
                assert len(rows_of(reader)) == 60
                for attempt in (lambda: Workspace.open(home).visit(), reader.visit):
                    with pytest.raises(WorkspaceError, match=r"read-only|expected a folder you may write to"):
                        attempt()
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_corrupt_article_is_told_and_the_rest_works(home: Path) -> None:
    workspace = Workspace.open(home)
    with workspace._database.writing() as connection:
        connection.exec_driver_sql("UPDATE article SET text = replace(text, 'word3', 'xxxxx') WHERE article_id = 'n3'")
    with pytest.raises(WorkspaceDamagedError, match=r"article 'n3': found a text of SHA-256"):
        workspace.article("n3")
    assert workspace.article("n4") is not None
    assert len(rows_of(workspace)) == 60
    assert workspace.reextract(extract, ["n3", "n4"]) == 1
    assert "'n3'" in workspace.damage()[0]


def test_lost_mentions_are_made_anew(home: Path) -> None:
    tags = names(Workspace.open(home), "tags")
    workspace = Workspace.open(home)
    with workspace._database.writing() as connection:
        connection.exec_driver_sql("UPDATE segment SET data = zeroblob(100) WHERE number = 2")
    fresh = Workspace.open(home)
    assert len(rows_of(fresh)) == 40, "the rest works"
    assert "segment 2: found SHA-256" in fresh.damage()[0]
    assert len(fresh.stale()) == 10
    fresh.reextract(extract)
    assert fresh.damage() == []
    assert names(fresh, "tags") == tags


def test_without_its_header_the_database_is_told_and_repaired_whole(home: Path) -> None:
    before = rows_of(Workspace.open(home))
    shutil.rmtree(home / "copies")
    overwrite(home / FILE, 0, PAGE)
    with pytest.raises(WorkspaceDamagedError, match=r"workspace.sqlite: found a damaged database .* workspace repair"):
        Workspace.open(home)
    done = repair(home)
    assert (done.articles, done.decisions) == (30, 10)
    assert done.aside is not None
    assert (done.aside / FILE).is_file(), "nothing is deleted"
    assert rows_of(Workspace.open(home)) == before


def test_any_page_may_be_overwritten_and_repair_keeps_the_rest(original: Path, tmp_path: Path) -> None:
    rng, size = random.Random(7), (original / FILE).stat().st_size  # noqa: S311
    told = 0
    for trial in range(12):
        home = tmp_path / f"trial-{trial}"
        shutil.copytree(original, home, ignore=shutil.ignore_patterns("copies"))
        page = rng.randrange(1, size // PAGE)
        overwrite(home / FILE, page * PAGE, PAGE, trial)
        done = repair(home)
        told += bool(done.did)
        workspace = Workspace.open(home, keep=0)
        assert workspace.check() == []
        # A page holds a part of one long text, or several decisions.
        assert len(workspace.articles()) >= 28
        assert len(workspace.decisions()) >= 0
        workspace.reextract(extract)
        assert len(rows_of(workspace)) == 2 * len(workspace.articles())
        kept = {decision.id for decision in workspace.decisions()}
        assert sum(bool(tags) for tags in names(workspace, "tags").values()) <= len(kept)
    assert told > 6


def test_repair_takes_from_the_copies_what_the_database_lost(home: Path) -> None:
    shutil.rmtree(home / "copies", ignore_errors=True)
    assert Workspace.open(home).info().decisions == 10  # makes today's copy
    assert len(copies(home)) == 1
    before = rows_of(Workspace.open(home))
    Workspace.open(home).close()
    (home / FILE).write_bytes(b"all of it is gone")
    done = repair(home)
    assert (done.articles, done.decisions) == (30, 10)
    assert rows_of(Workspace.open(home)) == before
    (home / FILE).unlink()
    with pytest.raises(WorkspaceError, match="is missing"):
        Workspace.open(home)
    assert repair(home).articles == 30


def test_repair_leaves_what_is_whole_and_mends_the_small_files(home: Path) -> None:
    assert repair(home).did == []
    (home / "workspace.json").write_text("{")
    (home / "gazetteer-layer.csv").write_text("no,layer\n1,2\n")
    done = repair(home)
    assert [line.split(":")[0] for line in done.did] == ["workspace.json", "gazetteer-layer.csv"]
    assert Workspace.open(home).name == "case"
    with pytest.raises(WorkspaceError, match="found neither"):
        repair(home / "copies")


def test_leaves_are_read_as_sqlite_reads_them(original: Path) -> None:
    texts = {values[-1] for _, values in leaf_rows(original / FILE) if len(values) == len(schema.article.c)}
    opened = Workspace.open(original, read_only=True)
    assert texts == {opened.article(one.article_id).article.text for one in opened.articles()}  # type: ignore[union-attr]
