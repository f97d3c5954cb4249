from __future__ import annotations

import json
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.checks import check
from geo.exc import ArticleError, WorkspaceBusyError, WorkspaceError
from geo.intake.limits import Limits
from geo.mention import SCHEMA
from geo.workspace import choices, folder
from geo.workspace.archive import export_zip, import_zip
from geo.workspace.copies import copies
from geo.workspace.shelf import Added, incoming
from geo.workspace.workspace import Workspace
from tests.factories import LATAKIA
from tests.workspaces import article, extract, names, row, rows_of

WORDS = "Aircraft struck the market at dawn and the hospital beside it while people were queueing for bread "
LONG = " ".join(f"{WORDS} number {i}." for i in range(8))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "case", "Case 7")
    made.add_articles([article("a"), article("b", "Calm in Latakia and Idlib.")], extract)
    return made


def test_what_was_brought_in_is_there_when_it_is_opened_again(workspace: Workspace) -> None:
    assert workspace.folder is not None
    workspace.close()
    again = Workspace.open(workspace.folder)
    assert again.name == "Case 7"
    assert [(one.article_id, one.mentions) for one in again.articles()] == [("a", 1), ("b", 2)]
    assert again.mentions().equals(workspace.mentions())
    stored = again.article("b")
    assert stored is not None
    assert stored.article == article("b", "Calm in Latakia and Idlib.")
    assert again.article("c") is None
    table = again.mentions()
    assert table.schema.equals(SCHEMA)
    check(table)
    added = table["added_at"].to_pylist()
    assert all(abs(datetime.now(UTC) - moment) < timedelta(minutes=1) for moment in added)
    info = again.info()
    assert (info.articles, info.mentions, info.decisions, info.stale) == (2, 3, 0, 0)


def test_a_folder_with_files_is_no_place_for_a_new_workspace_and_one_without_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="not empty"):
        Workspace.create(tmp_path)
    with pytest.raises(WorkspaceError, match=r"found no workspace; expected a folder with workspace\.json"):
        Workspace.open(tmp_path)
    (tmp_path / "workspace.json").write_text('{"format": 99, "name": "later"}')
    with pytest.raises(WorkspaceError, match="found format 99"):
        Workspace.open(tmp_path)


def test_it_is_renamed_and_listed(workspace: Workspace, tmp_path: Path) -> None:
    workspace.rename("  Idlib, إدلب ")
    assert folder.workspaces(tmp_path) == [(tmp_path / "case", "Idlib, إدلب")]
    for bad in ("", "a\nb", "x" * 300):
        with pytest.raises(WorkspaceError, match="name: found"):
            workspace.rename(bad)
    assert json.loads((tmp_path / "case" / "workspace.json").read_text())["name"] == "Idlib, إدلب"


def test_the_folder_in_use_is_named_else_set_else_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(folder.VARIABLE, raising=False)
    assert folder.workspace_in_use() == folder.home() / "default"
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path))
    assert folder.workspace_in_use() == tmp_path
    assert folder.workspace_in_use(tmp_path / "x") == tmp_path / "x"
    monkeypatch.setattr(folder, "home", lambda: tmp_path)
    assert folder.folder_for("../../etc: قضية") == tmp_path / "etc-قضية"


def test_the_same_article_twice_is_told_and_a_reprint_too() -> None:
    workspace = Workspace.in_memory()
    first = article("a", LONG, source="One")
    assert workspace.add_articles([first], extract) == [Added("a", "added")]
    again = [first, replace(first, source="", published=None), replace(first, title="Another", source="Two")]
    assert workspace.add_articles(again, extract) == [
        Added("a-2", "copy", "a"),
        Added("a", "same", "a"),
        Added("a", "same", "a"),
    ]
    reprint = article("c", "BEIRUT (Wire) " + LONG[:-60], source="Three")
    other = article("d", " ".join(f"Quite different words {i * 7} about a convoy that left {i}." for i in range(30)))
    assert [one.what for one in workspace.add_articles([reprint, other], extract)] == ["near", "added"]
    stories = {one.article_id: one.story_id for one in workspace.articles()}
    assert stories["a"] == stories["a-2"] == stories["c"] != stories["d"]


def test_stories_of_mentions_follow_a_reprint_that_comes_later() -> None:
    workspace = Workspace.in_memory()
    # Whichever of the two ids is the least, the mentions of both have it.
    for number, text in enumerate(("Idlib. " + LONG, "Latakia Idlib. " + LONG)):
        version = workspace.version
        workspace.add_articles([article(f"n{number}", text)], extract)
    [story] = {r["story_id"] for r in rows_of(workspace).values()}
    changed = workspace.changes_since(version).rows.to_pylist()
    assert {r["story_id"] for r in changed} == {story}


def test_an_id_that_another_text_has_gets_a_number() -> None:
    workspace = Workspace.in_memory()
    some = [article("report", f"Idlib, part {i}.") for i in range(3)]
    done = workspace.add_articles(some[:2], extract) + workspace.add_articles(some[2:], extract)
    assert [one.article_id for one in done] == ["report", "report-2", "report-3"]
    assert {r["article_id"] for r in rows_of(workspace).values()} == {"report", "report-2", "report-3"}


def test_an_article_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(ArticleError, match="text: found half of a surrogate pair"):
        incoming(article("a", "x\ud800"))


def test_each_batch_is_told_when_it_is_on_disk(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    seen: list[tuple[int, int]] = []

    def progress(done: int, _added: list[Added]) -> None:
        seen.append((done, Workspace.open(tmp_path / "w", read_only=True).info().articles))

    workspace.add_articles((article(f"n{i}", f"Idlib {i}") for i in range(5)), extract, batch=2, progress=progress)
    assert seen == [(2, 2), (4, 4), (5, 5)]


def test_a_batch_that_fails_leaves_nothing(workspace: Workspace) -> None:
    def broken(_articles: object) -> pa.Table:
        raise RuntimeError("no")

    before = workspace.snapshot()
    with pytest.raises(RuntimeError):
        workspace.add_articles([article("c")], broken)
    table, version = workspace.snapshot()
    assert version == before[1]
    assert table.equals(before[0])


def test_mentions_made_elsewhere_are_refused_where_an_id_is_taken(workspace: Workspace) -> None:
    batch = [incoming(article("a", "Quite another text of Latakia."))]
    assert workspace.add_extracted(batch, extract([batch[0].article])) is None
    batch = [incoming(article("c", "Quite another text of Latakia."))]
    assert workspace.add_extracted(batch, extract([batch[0].article])) == [Added("c", "added")]
    assert row(workspace, "c", "Latakia")["status"] == "resolved"


def test_new_since_the_last_visit(workspace: Workspace) -> None:
    assert workspace.visit() is None
    before = workspace.visit()
    assert before is not None
    assert workspace.info().last_visit is not None
    assert abs(before - datetime.now(UTC)) < timedelta(minutes=1)


def test_an_article_is_corrected_and_what_follows_is_computed_anew(workspace: Workspace) -> None:
    ids = set(rows_of(workspace))
    version = workspace.version
    workspace.decide(choices.correct_article("b", "Rima", published=date(2020, 1, 2), source="Agency", why="typo"))
    assert workspace.stale() == ["b"]
    assert workspace.reextract(extract) == 1
    assert workspace.stale() == []
    changed = workspace.changes_since(version)
    assert changed.removed == []
    assert {r["article_id"] for r in changed.rows.to_pylist()} == {"b"}
    found = row(workspace, "b")
    assert (found["date_start"], found["published"]) == (date(2020, 1, 2), date(2020, 1, 2))
    assert (found["source"], found["published_source"], found["decided_by"]) == ("Agency", "person", "Rima")
    assert set(rows_of(workspace)) == ids, "ids are stable"
    [decision] = workspace.decisions()
    assert dict(decision.before) == {"published": "2018-09-05", "source": ""}
    workspace.undo(decision.id, "Rima")
    workspace.reextract(extract)
    assert row(workspace, "b")["date_start"] == date(2018, 9, 5)


def test_reading_anew_tells_what_is_gone(workspace: Workspace) -> None:
    version = workspace.version
    gone = row(workspace, "b", "Latakia")["mention_id"]

    def fewer(articles: object) -> pa.Table:
        table = extract(articles)  # type: ignore[arg-type]
        return table.filter(pa.compute.not_equal(table["surface"], "Latakia"))

    assert workspace.reextract(fewer, ["a", "b"]) == 2
    assert workspace.changes_since(version).removed == [gone]
    assert gone not in rows_of(workspace)
    workspace.reextract(extract, ["b"])
    assert workspace.changes_since(version).removed == [], "it is back"


def test_an_article_corrected_while_it_is_read_is_read_again(workspace: Workspace) -> None:
    calls = []

    def slow(articles: object) -> pa.Table:
        calls.append(1)
        if len(calls) == 1:
            workspace.decide(choices.correct_article("a", "Rima", published=date(2011, 3, 15)))
        return extract(articles)  # type: ignore[arg-type]

    assert workspace.reextract(slow, ["a"]) == 1
    assert len(calls) == 2
    assert row(workspace, "a")["date_start"] == date(2011, 3, 15)


def test_many_small_segments_are_put_together_and_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.workspace.adding._MANY", 3)
    workspace = Workspace.in_memory()
    for i in range(6):
        workspace.add_articles([article(f"n{i}", f"Idlib {i} and Zahraa")], extract)
    workspace.decide(choices.mark(row(workspace, "n2"), "Rima"))
    before, version = rows_of(workspace), workspace.version
    workspace.reextract(extract, ["n1"])
    assert rows_of(workspace) == before
    assert {r["article_id"] for r in workspace.changes_since(version).rows.to_pylist()} == {"n1"}
    fresh = Workspace(workspace._database, None, "again")
    assert rows_of(fresh) == before


def test_the_sample_is_read_only() -> None:
    sample = Workspace.sample([article("a")], extract)
    assert sample.read_only
    for write in (
        lambda: sample.decide(choices.mark(row(sample, "a"), "Rima")),
        lambda: sample.add_articles([article("b")], extract),
        lambda: sample.rename("mine"),
        sample.visit,
    ):
        with pytest.raises(WorkspaceError, match="read-only"):
            write()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["Idlib", "Zahraa", "Latakia"]), max_size=6), st.integers(0, 5))
def test_changes_bring_a_table_to_what_the_workspace_says(texts: list[str], marked: int) -> None:
    workspace = Workspace.in_memory()
    held = {r["mention_id"]: r for r in workspace.mentions().to_pylist()}
    version = workspace.version
    for i, text in enumerate(texts):
        workspace.add_articles([article(f"n{i}", f"{text} {i}")], extract)
        if i == marked:
            place = choices.choose_place(row(workspace, f"n{i}", text), LATAKIA, "Rima", scope="everywhere")
            workspace.decide(place)
        if i == marked + 1:
            workspace.undo(workspace.decisions()[0].id, "Omar")
        if i % 2:
            changes = workspace.changes_since(version)
            held |= {r["mention_id"]: r for r in changes.rows.to_pylist()}
            held = {name: r for name, r in held.items() if name not in set(changes.removed)}
            version = changes.version
    changes = workspace.changes_since(version)
    held |= {r["mention_id"]: r for r in changes.rows.to_pylist()}
    assert held == rows_of(workspace)


def test_sessions_and_another_program_lose_no_write(workspace: Workspace) -> None:
    assert workspace.folder is not None
    errors: list[BaseException] = []

    def session(number: int) -> None:
        # Some share an object, as the sessions of one server do; others are programs of their own.
        mine = workspace if number % 2 else Workspace.open(workspace.folder)  # type: ignore[arg-type]
        try:
            for i in range(3):
                mine.add_articles([article(f"s{number}-{i}", f"Idlib {number} {i}")], extract)
                mine.decide(choices.tag(row(mine, f"s{number}-{i}"), f"person {number}", add=[f"t{i}"]))
                mine.mentions()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=session, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    found = names(workspace, "tags")
    assert {f"s{n}-{i}/Idlib": [f"t{i}"] for n in range(5) for i in range(3)}.items() <= found.items()
    assert len(workspace.decisions()) == 15
    assert workspace.check() == []


def test_who_waits_too_long_is_told_and_nothing_is_written(workspace: Workspace) -> None:
    other = Workspace.open(workspace.folder, timeout=0.05)  # type: ignore[arg-type]
    version = workspace.version
    with workspace._database.writing(), pytest.raises(WorkspaceBusyError, match="another program has been writing"):
        other.decide(choices.mark(row(other, "a"), "Rima"))
    assert workspace.version == version
    other.decide(choices.mark(row(other, "a"), "Rima"))


def test_it_goes_out_and_in_as_one_zip(workspace: Workspace, tmp_path: Path) -> None:
    workspace.decide(choices.note(row(workspace, "a"), "see <b>this</b>", "Rima"))
    workspace.decide(choices.new_name("Rima", place_id="SY07", spelling="Idlebb"))
    export_zip(workspace, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as zipped:
        assert sorted(zipped.namelist()) == ["gazetteer-layer.csv", "workspace.json", "workspace.sqlite"]
    there = import_zip(tmp_path / "case.zip", tmp_path / "other", name="Copy")
    assert there.name == "Copy"
    assert rows_of(there) == rows_of(workspace)
    assert [d.id for d in there.decisions()] == [d.id for d in workspace.decisions()]
    assert "Idlebb" in there.gazetteer().by_id["SY07"].variants
    assert not list(tmp_path.glob("**/*.tmp"))
    with pytest.raises(WorkspaceError, match="is there already"):
        import_zip(tmp_path / "case.zip", tmp_path / "other")


@pytest.mark.parametrize(
    ("member", "content", "told"),
    [
        ("../evil.txt", b"x", "expected workspace.json"),
        ("/etc/passwd", b"x", "expected workspace.json"),
        ("sub/workspace.sqlite", b"x", "expected workspace.json"),
        ("workspace.sqlite", b"no database", "damaged workspace"),
        ("workspace.sqlite", b"\0" * 65_000_000, "times its size"),
        ("workspace.json", b"{", "JSON"),
        ("gazetteer-layer.csv", b"a,b\n1,2\n", "column"),
    ],
)
def test_a_hostile_zip_makes_no_workspace(
    workspace: Workspace, tmp_path: Path, member: str, content: bytes, told: str
) -> None:
    export_zip(workspace, tmp_path / "good.zip")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(tmp_path / "good.zip") as good, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in good.namelist():
            if name != member:
                zipped.writestr(name, good.read(name))
        zipped.writestr(member, content)
    with pytest.raises(WorkspaceError, match=told):
        import_zip(bad, tmp_path / "in" / "made")
    assert not list((tmp_path / "in").iterdir()), "nothing is left"
    assert not (tmp_path / "evil.txt").exists()


def test_a_zip_is_bounded_and_a_text_file_is_none(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    with pytest.raises(WorkspaceError, match="found no archive"):
        import_zip(tmp_path / "x.zip", tmp_path / "made")
    for i in range(12):
        workspace.add_articles([article(f"n{i}", f"Idlib {i} " * 12_000)], lambda _: SCHEMA.empty_table())
    export_zip(workspace, tmp_path / "case.zip")
    with pytest.raises(WorkspaceError, match="setting SYRIA_MAP_MAX_ZIP_MB"):
        import_zip(tmp_path / "case.zip", tmp_path / "made", limits=Limits(max_zip_mb=1))


def test_copies_are_made_daily_and_bounded(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    home = workspace.folder
    assert home is not None
    days = iter(datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 6))

    class Clock(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> datetime:  # type: ignore[override]
            return next(days)

    monkeypatch.setattr("geo.workspace.copies.datetime", Clock)
    for _ in range(5):
        Workspace.open(home, keep=3)
    assert [path.name for path in copies(home)] == [f"workspace-2026-01-0{day}.sqlite" for day in (5, 4, 3)]
    monkeypatch.setenv("SYRIA_MAP_COPIES", "many")
    with pytest.raises(WorkspaceError, match="SYRIA_MAP_COPIES: found 'many'"):
        Workspace.open(home)
