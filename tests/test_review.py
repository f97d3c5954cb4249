"""The queue of names to place and the list of decisions, computed; both pages of them without a browser."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from datetime import date
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import review
from geo.query import Filter
from geo.store import Store
from geo.workspace import choices
from geo.workspace.decisions import Decision
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB, LATAKIA, gazetteer, mention, table
from tests.test_outside import Service
from tests.test_views import HOSTILE
from tests.workspaces import article, extract, names, row
from views import data

APP = str(Path(__file__).resolve().parent.parent / "app.py")
HOSTILE_TEXT = "<img src=x onerror=alert(1)>"


def lost(surface: str, name: str, status: str = "unresolved", **more: Any) -> dict[str, Any]:
    return mention(None, surface=surface, article_id=name, story_id=name, status=status, **more)


ROWS = [
    lost("Kafr Qwaynes", "a1"), lost("Kafr Qwaynes", "a2"), lost("Zahraa", "a2"), lost("Zahraa", "a3"),
    lost("Zahra", "a4"), lost("الزهراء", "a5"), mention(IDLIB, article_id="a5"), mention(LATAKIA, article_id="a6"),
    lost("Nobody said", "a6", role="other"), lost("Bosra", "a7", "ambiguous", candidates=["t-idlib", "t-latakia"]),
]  # fmt: skip


def test_the_queue_has_what_waits_most_told_first_and_spellings_of_one_name_as_one() -> None:
    store = Store(table(*ROWS), gazetteer())
    found = review.queue(store, Filter())
    assert [(name.surfaces, name.status, name.mentions) for name in found] == [
        (("Zahraa", "Zahra"), "unresolved", 3), (("Kafr Qwaynes",), "unresolved", 2),
        (("Bosra",), "ambiguous", 1), (("الزهراء",), "unresolved", 1),
    ]  # fmt: skip
    assert found[2].candidates == ("t-idlib", "t-latakia")
    assert [name.surfaces for name in review.queue(store, Filter(articles=("a4",)))] == [("Zahra",)]
    told = review.sentences(store, Filter(), found[0], limit=2)
    assert (told.mentions, told.articles, told.stories, len(told.rows)) == (3, 3, 3, 2)
    assert {one["surface"] for one in told.rows} <= {"Zahraa", "Zahra"}


def test_what_decides_everywhere_is_what_stands_in_the_queue_as_one() -> None:
    workspace = Workspace.in_memory()
    texts = ("Zahraa burns.", "Zahra burns.", "الزهراء burns.")
    workspace.add_articles([article(f"a{i}", text) for i, text in enumerate(texts)], extract)
    queue = review.queue(Store(workspace.mentions(), gazetteer()), Filter())
    decision = choices.choose_place(row(workspace, "a0", "Zahraa"), IDLIB, "Rima", scope="everywhere")
    (name,) = [name for name in queue if "Zahraa" in name.surfaces]
    assert workspace.preview(decision).mentions == name.mentions == 2
    workspace.decide(decision)
    left = review.queue(Store(workspace.mentions(), gazetteer()), Filter())
    assert [name.surfaces for name in left] == [("الزهراء",)]


@pytest.fixture
def case() -> tuple[Workspace, list[Decision]]:
    """Return a workspace in which something of each kind was decided, and one of them taken back."""
    workspace = Workspace.in_memory()
    workspace.add_articles([article("a1"), article("a2", "Bosra burns.")], extract)
    one = row(workspace, "a1")
    kept = workspace.decide_all([
        choices.choose_place(one, LATAKIA, "Rima", why="=cmd()"),
        choices.change_actors(one, "Rima", add=["Turkey"], remove=["Russia"]),
        choices.set_date(one, date(2018, 9, 1), date(2018, 9, 3), "Omar"),
        choices.set_context(one, "negated", "Omar"),
        choices.not_a_place(row(workspace, "a2", "Bosra"), "Omar"),
        choices.tag(one, "Omar", add=["to check"]),
        choices.correct_article("a2", "Rima", title="Another title"),
    ])  # fmt: skip
    workspace.undo(kept[3].id, "Rima")
    return workspace, kept


def test_every_decision_is_told_with_what_it_found_and_what_it_says(case: tuple[Workspace, list[Decision]]) -> None:
    workspace, kept = case
    lines = {line.decision.id: line for line in review.listed(workspace.standing())}
    told = [(lines[d.id].before, lines[d.id].after, lines[d.id].state) for d in kept]
    assert told == [
        ("Idlib", "Latakia (35.5200, 35.7900)", "holds"),
        ("Russia", "actors: +Turkey; −Russia", "holds"),
        ("2018-09-05", "2018-09-01 – 2018-09-03", "holds"),
        ("", "negated", "undone"),
        ("place", "other", "holds"),
        ("", "+to check", "holds"),
        ("title: Title of a2", "title: Another title", "holds"),
    ]
    first = next(iter(lines.values()))
    assert first.decision.kind == "undo"  # the newest first
    grid = AppTest.from_function(_listed, args=(workspace,)).run(timeout=30).dataframe[0].value
    assert grid.iloc[0]["After"] == "context: denied", "what was taken back, not its id"


def _listed(workspace) -> None:  # type: ignore[no-untyped-def]  # run alone, without the names above
    from views import decisions_list

    decisions_list.show(workspace)


def test_a_decision_taken_back_is_let_hold_again_by_its_undo(case: tuple[Workspace, list[Decision]]) -> None:
    workspace, kept = case
    found = review.undoing(kept[3], workspace.decisions())
    assert found is not None
    assert found.undoes == kept[3].id
    workspace.undo(found.id, "Rima")
    assert review.undoing(kept[3], workspace.decisions()) is None
    assert names(workspace, "context")["a1/Idlib"] == "negated"


def test_the_file_of_decisions_holds_no_formula(case: tuple[Workspace, list[Decision]]) -> None:
    workspace, _ = case
    text = review.to_csv(review.listed(workspace.standing())).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 8
    assert tuple(rows[0]) == review.COLUMNS
    assert {one["why"] for one in rows} == {"", "'=cmd()"}
    assert not any(cell.startswith(("=", "+", "@")) for one in rows for cell in one.values())


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def service() -> Iterator[str]:
    Service.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: str) -> Path:
    """Return the folder of a workspace that the app is started on, with a service of our own outside."""
    folder = tmp_path / "case"
    workspace = Workspace.create(folder)
    texts = {"a1": f"Shells fell on Bosra, {HOSTILE_TEXT} said.", "a2": "Bosra burns.", "a3": "Zahraa burns."}
    workspace.add_articles([article(name, text, source=HOSTILE[0]) for name, text in texts.items()], extract)
    workspace.close()
    monkeypatch.setenv("SYRIA_MAP_WORKSPACE", str(folder))
    monkeypatch.setenv("SYRIA_MAP_LOOKUP_SERVER", service)
    monkeypatch.setattr("geo.outside.user_cache_path", lambda *_args, **_more: tmp_path)
    st.cache_resource.clear()
    return folder


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:  # noqa: ARG001 (the folder has to be there)
    from views import review_page

    monkeypatch.setattr("views.map_page.show", review_page.show)
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(found.proto.body for found in app.get("html"))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_a_name_of_the_queue_is_placed_and_taken_back(opened: AppTest, home: Path) -> None:
    assert "Name 1 of 2" in words(opened)
    assert ">Bosra<" in words(opened)
    offered = [found for found in opened.button if (found.key or "").startswith("review-place-")]
    assert offered
    assert all(found.disabled for found in offered)  # until someone says who decides
    opened.text_input(key="review-who").set_value("Rima").run()
    press(opened, next(f.key for f in opened.button if (f.key or "").startswith("review-place-")))
    workspace = Workspace.open(home, keep=0)
    (decision,) = workspace.decisions()
    assert (decision.who, decision.scope, decision.name) == ("Rima", "everywhere", "Bosra")
    assert names(workspace, "status") == {"a1/Bosra": "resolved", "a2/Bosra": "resolved", "a3/Zahraa": "unresolved"}
    assert "Name 1 of 1" in words(opened)
    assert "Concerns 2 mentions in 2 articles." in words(opened)
    press(opened, "kept-undo")
    assert "Name 1 of 2" in words(opened)
    press(opened, "kept-undo")
    assert "It holds again" in words(opened)
    assert "Name 1 of 1" in words(opened)
    workspace.close()


def test_a_name_is_skipped_and_another_is_none_of_a_place(opened: AppTest, home: Path) -> None:
    press(opened, "review-skip")
    assert ">Zahraa<" in words(opened)
    opened.text_input(key="review-who").set_value("Rima").run()
    press(opened, "review-nothing")
    workspace = Workspace.open(home, keep=0)
    assert names(workspace, "role")["a3/Zahraa"] == "other"
    workspace.close()


def test_a_name_is_asked_for_outside_only_on_a_click(opened: AppTest, home: Path) -> None:
    assert "leave this machine" in words(opened)
    opened.text_input(key="review-who").set_value("Rima").run()
    opened.text_input(key="outside-contact").set_value("rima@example.org").run()
    assert Service.asked == []
    press(opened, "outside-ask")
    assert [query["q"] for _, _, query, _ in Service.asked] == [["Bosra"]]
    assert "rima@example.org" in Service.asked[0][3]
    assert "OpenStreetMap contributors" in words(opened)
    press(opened, "outside-use-0")
    workspace = Workspace.open(home, keep=0)
    (decision,) = workspace.decisions()
    assert (decision.after["lat"], decision.after["lon"], decision.after["place"]) == (35.61, 36.55, "Kafr Test")
    assert "ODbL" in decision.why
    workspace.close()


def test_looking_outside_can_be_forbidden(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from views import review_page

    assert home.is_dir()
    monkeypatch.setenv("SYRIA_MAP_LOOKUP", "off")
    monkeypatch.setattr("views.map_page.show", review_page.show)
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert "leave this machine" not in words(app)
    assert not [found for found in app.button if found.key == "outside-ask"]


@pytest.mark.parametrize(
    ("kind", "act", "expected"),
    [
        ("not_a_place", {}, ("role", "other")),
        ("context", {"context": "negated"}, ("context", "negated")),
        ("date", {"undated": True}, ("date_start", None)),
        ("actor", {"actors": []}, ("actors", [])),
        ("mine", {"marked": True}, ("marked", True)),
        ("place", {"place": "pin", "lat": 35.5, "lon": 36.5}, ("lat", 35.5)),
    ],
)
def test_each_part_of_a_mention_can_be_corrected(
    opened: AppTest, home: Path, kind: str, act: dict[str, Any], expected: tuple[str, Any]
) -> None:
    workspace = Workspace.open(home, keep=0)
    at = row(workspace, "a2", "Bosra")["mention_id"]
    opened.session_state["correcting"] = ("review-cards", at)
    opened.session_state["who"] = "Rima"
    opened.session_state[f"correct-kind-{at}"] = kind
    opened.run()
    assert not opened.exception
    for name, value in act.items():
        opened.session_state[f"correct-{name}-{at}"] = value
        opened.run()
    assert not opened.exception
    press(opened, f"correct-keep-{at}")
    column, value = expected
    assert names(workspace, column)["a2/Bosra"] == value
    assert names(workspace, "decided_by")["a2/Bosra"] == ("" if kind == "mine" else "Rima")
    assert not names(workspace, "decided_by")["a1/Bosra"]
    assert HOSTILE_TEXT not in words(opened)
    workspace.close()


def test_a_new_spelling_goes_into_the_layer(opened: AppTest, home: Path) -> None:
    workspace = Workspace.open(home, keep=0)
    at = row(workspace, "a3", "Zahraa")["mention_id"]
    opened.session_state["correcting"] = ("review-cards", at)
    opened.session_state["who"] = "Rima"
    opened.run()
    opened.session_state[f"correct-search-{at}"] = "Saraqib"
    opened.run()
    opened.session_state[f"correct-place-{at}"] = "gn-164816"
    opened.run()
    opened.checkbox(key=f"correct-remember-{at}").check().run()
    press(opened, f"correct-keep-{at}")
    assert "Zahraa" in workspace.gazetteer().by_id["gn-164816"].variants
    assert sorted(d.kind for d in workspace.decisions()) == ["name", "place"]
    press(opened, "kept-undo")
    assert "Zahraa" not in workspace.gazetteer().by_id["gn-164816"].variants
    workspace.close()


def test_in_the_sample_the_page_says_how_to_keep_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    from views import review_page

    monkeypatch.delenv("SYRIA_MAP_WORKSPACE", raising=False)
    monkeypatch.setattr("views.map_page.show", review_page.show)
    empty = data.Loaded(Store(table(), gazetteer()), gazetteer(), "")
    monkeypatch.setattr("views.frame.load", lambda: empty)
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert "sample articles cannot be corrected" in words(app)
