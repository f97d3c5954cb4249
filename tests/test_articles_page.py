"""The page of articles without a browser: workspaces are made and named, articles come in after a preview, are told
when they are there already, are listed and corrected; what is hostile stays text.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.articles import make_article
from geo.exc import FetchError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.preview import previews
from geo.intake.web import Page
from geo.query import Filter
from geo.workspace.importing import Source
from geo.workspace.jobs import ImportJob
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB, mention, table
from tests.small_world import extractor
from tests.test_app import APP
from tests.test_views import HOSTILE
from views import articles_page, bring, import_progress
from views.data import desk_of

BAD = "<img src=x onerror=alert(1)> *bold* {{7*7}}"
PAGE = b"""<html><head><title>Strikes on Saraqib</title><meta name="date" content="2018-09-04">
<meta property="og:site_name" content="Example Daily"></head><body><article><h1>Strikes on Saraqib</h1>
<p>Aircraft struck Saraqib on Tuesday, residents said, and shells fell on Idlib in the evening of that day.</p>
<p>Nobody was hurt, and the road to Idlib stayed open, residents and two local monitors said on Wednesday.</p>
</article></body></html>"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the page in the app's frame, its jobs done at once by a quick extractor."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("SYRIA_MAP_WORKSPACE", "SYRIA_MAP_MENTIONS", "SYRIA_MAP_GAZETTEER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("views.map_page.show", articles_page.show)
    monkeypatch.setattr(Workspace, "extractor", lambda _self: extractor())
    monkeypatch.setattr(ImportJob, "start", ImportJob.run)
    monkeypatch.setattr(import_progress.RereadJob, "start", import_progress.RereadJob.run)
    st.cache_resource.clear()
    return AppTest.from_file(APP, default_timeout=60)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "syria-mention-map" / "workspaces"


def words(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def mine(app: AppTest, home: Path) -> AppTest:
    """Return the page on a workspace without articles."""
    Workspace.create(home / "mine", "Mine").close()
    app.query_params["ws"] = "mine"
    return ran(app)


def opened(home: Path) -> Workspace:
    return desk_of(home / "mine").workspace


def test_the_sample_is_read_only_and_one_click_makes_a_workspace(app: AppTest, home: Path) -> None:
    ran(app)
    assert "read-only" in words(app)
    assert not app.text_area
    app.button(key="ws-make").click().run()
    assert not app.exception
    assert app.query_params["ws"] == "My-workspace"
    assert Workspace.open(home / "My-workspace", read_only=True).name == "My workspace"
    assert "No article yet" in words(app)


def test_a_workspace_is_renamed_switched_and_handed_on(mine: AppTest, home: Path) -> None:
    mine.text_input(key="ws-name").set_value(BAD).run()
    mine.button(key="ws-do-rename").click().run()
    assert not mine.exception
    assert BAD in mine.selectbox(key="ws-choice").options
    assert "<img" not in words(mine)
    mine.text_input(key="ws-name").set_value("  ").run()
    mine.button(key="ws-do-rename").click().run()
    assert "expected one line" in mine.error[0].value
    mine.selectbox(key="ws-choice").set_value("").run()
    assert "ws" not in mine.query_params
    packed = Path(home.parent / "w.zip")
    from views.workspaces import _zipped

    packed.write_bytes(_zipped(Workspace.open(home / "mine")))
    with zipfile.ZipFile(packed) as inside:
        assert "workspace.sqlite" in inside.namelist()


def test_a_pasted_article_is_previewed_then_kept_and_told_when_it_comes_again(mine: AppTest, home: Path) -> None:
    text = f"{BAD}\nSept. 4, 2018 - Shells fell on Saraqib."

    def paste() -> None:
        mine.text_area[0].set_value(text)
        next(b for b in mine.button if b.label == "Preview").click().run()
        assert not mine.exception

    paste()
    assert opened(home).info().articles == 0
    assert next(i for i in mine.text_input if i.label == "Title").value == BAD
    assert next(d for d in mine.date_input if d.label == "Date").value == date(2018, 9, 4)
    next(i for i in mine.text_input if i.label == "Source").set_value("Paper")
    next(b for b in mine.button if b.label == "Bring in this article").click().run()
    assert not mine.exception
    [row] = opened(home).articles()
    assert (row.source, row.published, row.mentions) == ("Paper", date(2018, 9, 4), 1)
    assert "<img" not in words(mine)
    paste()
    assert "is there already" in words(mine)
    next(i for i in mine.text_input if i.label == "Source").set_value("Paper")
    next(b for b in mine.button if b.label == "Bring in this article").click().run()
    assert "was there already as" in words(mine)
    assert opened(home).info().articles == 1


def test_a_page_is_fetched_on_a_click_alone_and_errors_are_told(
    mine: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(url: str, _limits: Limits) -> Page:
        asked.append(url)
        if "bad" in url:
            raise FetchError(f"{BAD}: found the address 127.0.0.1; expected a public one")
        return Page(File("example.org.html", PAGE), url, make_moment())

    monkeypatch.setattr(bring, "fetch", fetch)
    box = next(i for i in mine.text_input if i.label == "Address of a page")
    assert not asked
    box.set_value("https://bad.example")
    next(b for b in mine.button if b.label == "Fetch the page").click().run()
    assert "expected a public one" in mine.error[0].value
    assert "<img" not in mine.error[0].value.replace("\\<img", "")
    next(i for i in mine.text_input if i.label == "Address of a page").set_value("https://example.org/a")
    next(b for b in mine.button if b.label == "Fetch the page").click().run()
    assert not mine.exception
    assert "Fetched from example.org on 5 Sep 2018." in words(mine)
    next(b for b in mine.button if b.label == "Bring in this article").click().run()
    [row] = opened(home).articles()
    assert (row.title, row.source, row.published) == ("Strikes on Saraqib", "Example Daily", date(2018, 9, 4))
    assert row.url == "https://example.org/a"


def make_moment() -> Any:
    from datetime import UTC, datetime

    return datetime(2018, 9, 5, 12, tzinfo=UTC)


def test_an_import_tells_what_became_of_every_article(mine: AppTest, home: Path) -> None:
    workspace = opened(home)
    files = [
        File("a.txt", b"Shells fell on Saraqib."), File("b.pdf", b"no"), File(f"{BAD}.odt", b"x"),
        File("c.csv", b"headline,body\nTitle,Idlib fell.\n"),
    ]  # fmt: skip
    assert import_progress.bring(workspace, Source(files, columns_of={"c.csv": {"title": "headline", "text": "body"}}))
    ran(mine)
    told = words(mine)
    assert 'data-figure="added"><dd>2<' in told
    assert 'data-figure="lost"><dd>2<' in told
    assert "b.pdf: found no PDF" in told
    assert "<img" not in told
    mine.button(key="import-dismiss").click().run()
    assert import_progress.job_of(workspace) is None


def test_one_import_at_a_time_which_can_be_stopped_while_the_page_works(
    mine: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent.parent))
    monkeypatch.setattr("views.map_page.show", articles_page.show)
    workspace = opened(home)
    slow = extractor().table

    def extract(articles: Any) -> Any:
        time.sleep(0.4)
        return slow(articles)

    one = make_article("Shells fell on Saraqib.")
    assert import_progress.start(workspace, ImportJob(workspace, Source(articles=[one]), extract))
    assert not import_progress.bring(workspace, Source())
    ran(mine)
    assert "Reading: " in words(mine)
    mine.button(key="import-stop").click().run()
    job = import_progress.job_of(workspace)
    assert job is not None
    for _ in range(1200):
        if job.finished:
            break
        time.sleep(0.05)
    ran(mine)
    assert "Ended early" in words(mine)


def test_an_article_is_read_and_its_date_corrected(mine: AppTest, home: Path) -> None:
    workspace = opened(home)
    text = f"Shells fell on Saraqib on Tuesday. {BAD}"
    workspace.add_articles([make_article(text, title="One", article_id="a")], extractor().table)
    mine.query_params["doc"] = "a"
    ran(mine)
    assert "&lt;img src=x" in words(mine)
    assert "<img" not in words(mine)
    [box] = [d for d in mine.date_input if str(d.key).startswith("article-a")]
    box.set_value(date(2018, 9, 6))
    keep = next(b for b in mine.button if b.label == "Keep the correction")
    keep.click().run()
    assert "Tell your name" in mine.warning[0].value
    [box] = [d for d in mine.date_input if str(d.key).startswith("article-a")]
    box.set_value(date(2018, 9, 6))
    next(i for i in mine.text_input if str(i.key).endswith("-who")).set_value("Rima")
    next(b for b in mine.button if b.label == "Keep the correction").click().run()
    assert not mine.exception
    [decision] = workspace.decisions()
    assert (decision.who, decision.after) == ("Rima", {"published": "2018-09-06"})
    assert not workspace.stale()
    assert workspace.mentions()["date_start"].to_pylist() == [date(2018, 9, 4)]


def test_an_article_of_which_only_mentions_came_in_says_so(mine: AppTest, home: Path) -> None:
    opened(home).add_mentions(table(mention(IDLIB, article_id="t1", article_title="Told")), lambda _: None)
    mine.query_params["doc"] = "t1"
    ran(mine)
    assert "Only mentions of this article came in" in words(mine)
    assert 'class="article-text"' not in words(mine)
    assert mine.dataframe[0].value["state"].to_list() == ["mentions only"]
    assert desk_of(home / "mine").now().store.count(Filter()).placed == 1


def test_what_came_since_the_last_visit_is_counted(mine: AppTest, home: Path) -> None:
    workspace = opened(home)
    workspace.visit()
    st.cache_resource.clear()
    workspace = opened(home)
    workspace.add_articles([make_article("Shells fell on Saraqib.", article_id="a")], extractor().table)
    ran(mine)
    ran(mine)
    assert mine.toggle(key="articles-new").label == "1 is new since your last visit"


def test_the_list_is_searched(mine: AppTest, home: Path) -> None:
    some = [make_article(f"Shells fell on Saraqib {n}.", title=f"Title {n}", article_id=str(n)) for n in range(3)]
    opened(home).add_articles(some, extractor().table)
    ran(mine)
    assert [len(found.value) for found in mine.dataframe] == [3]
    mine.text_input(key="articles-search").set_value("title 2").run()
    assert mine.dataframe[0].value["title"].to_list() == ["Title 2"]
    mine.text_input(key="articles-search").set_value("nothing").run()
    assert "No article is like that" in words(mine)
    assert not mine.dataframe


def test_hostile_names_and_titles_stay_text(mine: AppTest, home: Path) -> None:
    whole = " ".join(HOSTILE)
    before = words(mine).count("<script")
    opened(home).add_articles([make_article(f"{whole} Saraqib", title=whole, article_id="a")], extractor().table)
    mine.query_params["doc"] = "a"
    ran(mine)
    assert "&lt;/script&gt;" in words(mine)
    assert "<img" not in words(mine)
    assert words(mine).count("<script") == before


# --- what files hold, before they are kept ----------------------------------------------------------------------------


def zipped(**files: bytes) -> File:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return File("some.zip", stream.getvalue())


def test_a_preview_guesses_columns_and_reads_the_first_rows() -> None:
    table = File("t.csv", b"Headline,Body,pubdate\nOne,Idlib fell.,2018-09-04\nTwo,Homs fell.,\n")
    [seen] = previews([table], Limits(), default_date=date(2018, 9, 6)).seen
    assert seen.columns == {"title": "Headline", "text": "Body", "date": "pubdate"}
    assert [a.published for a in seen.articles] == [date(2018, 9, 4), date(2018, 9, 6)]
    [told] = previews([table], Limits(), columns_of={"t.csv": {"text": "Headline"}}).seen
    assert [a.text for a in told.articles] == ["One", "Two"]


def test_a_preview_tells_kinds_apart_and_counts_what_it_leaves() -> None:
    found = previews(
        [zipped(a_txt=b"Idlib fell.", b_jsonl=b'{"text": "Homs fell."}'), File("m.csv", MENTIONS), File("x.odt", b"")],
        Limits(),
    )
    assert [(seen.name, seen.kind) for seen in found.seen] == [
        ("some.zip/a.txt", "document"), ("some.zip/b.jsonl", "table"), ("m.csv", "mentions"), ("x.odt", "unread"),
    ]  # fmt: skip
    many = previews([File(f"{n}.txt", b"Idlib fell.") for n in range(30)], Limits())
    assert len(many.seen) + many.others == 30
    assert many.others


MENTIONS = b"mention_id,surface,sentence,place_id\n1,Idlib,Idlib fell.,x\n"


@pytest.mark.parametrize("write", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_first_rows_of_every_kind_of_table_are_shown(write: str, tmp_path: Path) -> None:
    import openpyxl
    import pyarrow as pa
    import pyarrow.parquet

    rows = [["One", "Idlib fell."], ["Two", "Homs fell."], ["Three", "x"], ["Four", "y"]]
    path = tmp_path / f"t.{write}"
    writers: dict[str, Callable[[], object]] = {
        "csv": lambda: path.write_text("\n".join(",".join(row) for row in [["title", "text"], *rows])),
        "jsonl": lambda: path.write_text("\n".join(f'{{"title": "{a}", "text": "{b}"}}' for a, b in rows)),
        "parquet": lambda: pa.parquet.write_table(
            pa.table({"title": [r[0] for r in rows], "text": [r[1] for r in rows]}), path
        ),
    }
    if write == "xlsx":
        book = openpyxl.Workbook()
        for row in [["title", "text"], *rows]:
            book.active.append(row)
        book.save(path)
    else:
        writers[write]()
    [seen] = previews([File.from_path(path, Limits())], Limits()).seen
    assert seen.header == ("title", "text")
    assert seen.rows == tuple(tuple(row) for row in rows[:3])
    assert [a.title for a in seen.articles] == ["One", "Two", "Three"]
