"""Decisions: each changes what it is about and nothing else, can be taken back, and is never lost."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.checks import check
from geo.exc import DecisionError, WorkspaceError
from geo.workspace import choices
from geo.workspace.decisions import Decision
from geo.workspace.effect import apply, holding
from geo.workspace.matching import same_name
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB, LATAKIA, RUSSIA, mention, place, table
from tests.workspaces import article, extract, names, row, rows_of

ZAHRAA = place("t-zahraa", "Zahraa", "village", governorate="Aleppo", lat=36.36, lon=36.98)


@pytest.fixture
def workspace() -> Workspace:
    made = Workspace.in_memory()
    texts = {"a": "Zahraa and Idlib.", "b": "Near Zahraa, Zahra and Idlib.", "c": "الزهراء Bosra Basra"}
    made.add_articles([article(name, text) for name, text in texts.items()], extract)
    return made


def test_a_place_is_chosen_for_one_mention(workspace: Workspace) -> None:
    before = row(workspace, "a", "Zahraa")
    kept = workspace.decide(choices.choose_place(before, ZAHRAA, "Rima", why="the one by Nubl"))
    now = row(workspace, "a", "Zahraa")
    assert (now["place_id"], now["lat"], now["governorate"], now["adm1_pcode"]) == ("t-zahraa", 36.36, "Aleppo", "SY02")
    assert (now["status"], now["confidence"], now["role"], now["decided_by"]) == ("resolved", 1.0, "place", "Rima")
    assert names(workspace)["b/Zahraa"] == ""
    assert kept.before["status"] == "unresolved"
    assert kept.read["place_id"] == ""
    assert kept.at is not None
    [listed] = workspace.decisions(mention_id=before["mention_id"])
    assert listed == kept
    check(workspace.mentions())


@pytest.mark.parametrize(
    ("scope", "placed"),
    [
        ("mention", {"b/Zahraa"}),
        ("article", {"b/Zahraa", "b/Zahra"}),
        ("everywhere", {"a/Zahraa", "b/Zahraa", "b/Zahra"}),
    ],
)
def test_a_place_for_a_name_here_in_the_article_or_everywhere(
    workspace: Workspace, scope: Any, placed: set[str]
) -> None:
    decision = choices.choose_place(row(workspace, "b", "Zahraa"), ZAHRAA, "Rima", scope=scope)
    assert workspace.preview(decision) == (len(placed), len({name[0] for name in placed}), 0)
    workspace.decide(decision)
    found = {name for name, id_ in names(workspace, "place_id").items() if id_ == "t-zahraa"}
    assert found == placed, "another script is another spelling: الزهراء stays as it is"
    assert workspace.preview(decision).decided == len(placed)


def test_a_preview_of_several_decisions_counts_each_mention_once(workspace: Workspace) -> None:
    here = choices.choose_place(row(workspace, "b", "Zahraa"), ZAHRAA, "Rima", scope="article")
    also = choices.mark(row(workspace, "a", "Zahraa"), "Rima", scope="everywhere")
    other = choices.note(row(workspace, "a", "Idlib"), "why?", "Rima")
    name = choices.new_name("Rima", place_id="t-zahraa", spelling="Zahra")
    assert workspace.preview(here, also, other, name) == (4, 2, 0)
    workspace.decide(here)
    assert workspace.preview(also, other) == (4, 2, 2)
    assert workspace.preview(name) == workspace.preview() == (0, 0, 0)


def test_an_actor_that_is_added_to_a_mention_is_one_of_its_article_everywhere_in_it(workspace: Workspace) -> None:
    version, shown = workspace.version, rows_of(workspace)
    kept = workspace.decide(choices.change_actors(row(workspace, "b", "Idlib"), "Rima", add=["Iran"]))
    assert set(names(workspace, "article_actors")) == {f"{r['article_id']}/{r['surface']}" for r in shown.values()}
    for name, actors in names(workspace, "article_actors").items():
        assert actors == (["Russia", "Iran"] if name.startswith("b/") else ["Russia"]), name
    assert names(workspace, "actors")["b/Zahraa"] == ["Russia"]
    assert [name for name, who in names(workspace, "decided_by").items() if who] == ["b/Idlib"]
    now = shown | {r["mention_id"]: r for r in workspace.changes_since(version).rows.to_pylist()}
    assert now == rows_of(workspace)
    [other] = workspace.decisions()
    note = workspace.decide(choices.note(row(workspace, "b", "Zahraa"), "?", "Rima"))
    [changed] = workspace.changes_since(note.version - 1).rows.to_pylist()
    assert changed["article_actors"] == ["Russia", "Iran"], "the rows that are told alone know of the whole article"
    version = workspace.version
    workspace.undo(kept.id, "Rima")
    assert set(map(tuple, names(workspace, "article_actors").values())) == {("Russia",)}
    now = rows_of(workspace)
    assert {r["mention_id"]: r for r in workspace.changes_since(version).rows.to_pylist()}.items() <= now.items()
    assert len(workspace.changes_since(version).rows) == 3
    assert other == kept


def test_a_coarse_key_is_guarded() -> None:
    assert same_name("Jisr al-Shughour", "Jisr ech-Choughour")
    assert not same_name("Bosra", "Basra")
    assert not same_name("درعا", "Daraa")


def test_a_pin_is_a_place_of_its_own(workspace: Workspace) -> None:
    before = row(workspace, "a", "Zahraa")
    pin = choices.drop_pin(before, 36.2, 37.1, "Zahraa farm", "Rima", where_prec=2, uncertainty_km=3.0)
    workspace.decide(pin)
    now = row(workspace, "a", "Zahraa")
    assert (now["place"], now["lat"], now["lon"], now["where_prec"]) == ("Zahraa farm", 36.2, 37.1, 2)
    assert (now["governorate"], now["country"], now["types"], now["uncertainty_km"]) == (
        "Aleppo",
        "SY",
        "locality",
        3.0,
    )
    assert now["place_id"].startswith("pin-")
    check(workspace.mentions())
    for lat, lon, title in ((91, 0, "x"), (0, 181, "x"), (36, 37, " ")):
        with pytest.raises(DecisionError, match="place"):
            choices.drop_pin(before, lat, lon, title, "Rima")


def test_what_is_near_a_place_stays_near_another() -> None:
    near = mention(IDLIB, where_prec=2, uncertainty_km=5.0)
    assert choices.choose_place(near, LATAKIA, "Rima").after["where_prec"] == 2
    exact = mention(IDLIB, start=90)
    decision = choices.choose_place(exact, LATAKIA, "Rima", scope="everywhere")
    found = apply(table(near, exact), [decision]).to_pylist()
    assert [(r["place"], r["where_prec"], r["uncertainty_km"]) for r in found] == [
        ("Latakia", 2, 5.0), ("Latakia", 1, None),
    ]  # fmt: skip


def test_a_government_is_not_moved_with_the_city_of_its_name() -> None:
    rows = [mention(RUSSIA), mention(RUSSIA, role="actor", start=60)]
    decision = choices.not_a_place(rows[0], "Rima", scope="everywhere").kept(1, {"role": "place"}, {})
    assert apply(table(*rows), [decision])["role"].to_pylist() == ["other", "actor"]


def test_not_a_place_date_context_mark_tag_note(workspace: Workspace) -> None:
    one = row(workspace, "a", "Zahraa")
    workspace.decide_all([
        choices.not_a_place(one, "Rima", role="event"),
        choices.set_date(one, date(2018, 9, 1), date(2018, 9, 4), "Rima"),
        choices.set_context(one, "background", "Rima"),
        choices.mark(one, "Omar"),
        choices.tag(one, "Omar", add=["check", "إدلب"]),
        choices.tag(one, "Omar", remove=["check"]),
        choices.note(one, "=1+1 <script>", "Omar"),
    ])  # fmt: skip
    now = row(workspace, "a", "Zahraa")
    assert (now["role"], now["context"], now["date_start"], now["date_prec"]) == (
        "event",
        "background",
        date(2018, 9, 1),
        2,
    )
    assert (now["date_source"], now["marked"], now["tags"]) == ("sentence", True, ["إدلب"])
    assert (now["note"], now["decided_by"]) == ("=1+1 <script>", "Rima"), "a mark decides nothing"
    workspace.decide(choices.set_date(one, None, None, "Omar", scope="article"))
    assert [(r["date_start"], r["date_source"]) for r in rows_of(workspace).values() if r["article_id"] == "a"] == [
        (None, "none")
    ] * 2
    check(workspace.mentions())


def test_actors_are_added_removed_and_changed() -> None:
    rows = [
        mention(actors=["Russia"], alleged=["Russia"], article_actors=["Russia"]),
        mention(start=50, actors=["Iran", "Russia"], article_actors=["Iran", "Russia"]),
        mention(start=90, actors=["Iran"], article_actors=["Iran", "Russia"]),
    ]
    whole = table(*rows)
    added = choices.change_actors(rows[2], "Rima", add=["Hezbollah"])
    changed = choices.change_actors(rows[0], "Omar", add=["Syria"], remove=["Russia"], scope="everywhere")
    after = apply(whole, [added, changed]).to_pylist()
    assert [r["actors"] for r in after] == [["Syria"], ["Iran", "Syria"], ["Iran", "Hezbollah"]]
    assert after[0]["alleged"] == []
    assert [r["decided_by"] for r in after] == ["Omar", "Omar", "Rima"]
    assert all(set(r["actors"]) <= set(r["article_actors"]) for r in after)
    # What an earlier decision added is changed everywhere, too.
    late = choices.change_actors(rows[0], "Omar", add=["Party of God"], remove=["Hezbollah"], scope="everywhere")
    assert apply(whole, [added, late])["actors"].to_pylist()[2] == ["Iran", "Party of God"]
    said = choices.change_actors(rows[0], "Rima", add=["SANA"], column="said_by")
    assert apply(whole, [said])["said_by"].to_pylist() == [["SANA"], [], []]


def test_changes_of_an_actor_reach_what_a_decision_added(workspace: Workspace) -> None:
    one = row(workspace, "a", "Idlib")
    workspace.decide(choices.change_actors(one, "Rima", add=["Hezbollah"]))
    version = workspace.version
    workspace.decide(choices.change_actors(one, "Rima", add=["X"], remove=["Hezbollah"], scope="everywhere"))
    changed, other = sorted(workspace.changes_since(version).rows.to_pylist(), key=lambda r: r["surface"])
    assert (other["surface"], "X" in other["article_actors"], "X" in other["actors"]) == ("Zahraa", True, False)
    assert changed["actors"] == ["Russia", "X"]


def test_undo_restores_and_can_be_undone(workspace: Workspace) -> None:
    before = rows_of(workspace)
    kept = workspace.decide(choices.choose_place(row(workspace, "b", "Zahraa"), ZAHRAA, "Rima", scope="everywhere"))
    decided = rows_of(workspace)
    version = workspace.version
    undo = workspace.undo(kept.id, "Omar", "wrong village")
    assert rows_of(workspace) == before
    assert {r["mention_id"] for r in workspace.changes_since(version).rows.to_pylist()} == {
        name for name, r in decided.items() if r != before[name]
    }
    with pytest.raises(DecisionError, match="was undone before"):
        workspace.undo(kept.id, "Omar")
    with pytest.raises(DecisionError, match="found no decision"):
        workspace.undo("nonsense", "Omar")
    workspace.undo(undo.id, "Omar")
    assert rows_of(workspace) == decided
    assert [d.kind for d in workspace.decisions()] == ["undo", "undo", "place"]
    assert [one.state for one in workspace.standing()] == ["holds", "undone", "holds"]
    assert [d.who for d in workspace.decisions(kind="undo", newest_first=False)] == ["Omar", "Omar"]


def test_a_decision_that_is_handed_in_twice_is_kept_once(workspace: Workspace) -> None:
    decision = choices.tag(row(workspace, "a"), "Rima", add=["x"])
    first = workspace.decide(decision)
    version = workspace.version
    assert workspace.decide(decision) == first
    assert workspace.version == version
    other = Decision(
        "mark", "Rima", mention_id=decision.mention_id, article_id="a", after={"marked": True}, id=first.id
    )
    with pytest.raises(DecisionError, match="another decision of this id"):
        workspace.decide(other)


def test_several_are_kept_all_or_none(workspace: Workspace) -> None:
    good = choices.mark(row(workspace, "a"), "Rima")
    bad = Decision("mark", "Rima", mention_id="gone", article_id="a", after={"marked": True})
    with pytest.raises(DecisionError, match="found no mention 'gone'"):
        workspace.decide_all([good, bad])
    assert workspace.decisions() == []
    assert names(workspace, "marked")["a/Idlib"] is False


def test_a_better_reading_keeps_every_decision_and_lists_what_no_longer_applies(workspace: Workspace) -> None:
    kept = workspace.decide(choices.choose_place(row(workspace, "a", "Zahraa"), ZAHRAA, "Rima"))
    lost = workspace.decide(choices.mark(row(workspace, "c", "Bosra"), "Rima"))
    gone = workspace.decide(choices.not_a_place(row(workspace, "c", "Bosra"), "Rima", scope="everywhere"))
    better = {"Idlib": IDLIB, "Zahraa": LATAKIA}

    def extract_better(articles: Any) -> pa.Table:
        found = extract(articles, better)
        return found.filter(pa.compute.not_equal(found["surface"], "Bosra"))

    workspace.reextract(extract_better, ["a", "b", "c"])
    assert names(workspace, "place")["a/Zahraa"] == "Zahraa", "she decided"
    assert names(workspace, "place")["b/Zahraa"] == "Latakia", "the program reads better"
    found = {one.decision.id: one for one in workspace.standing()}
    assert found[kept.id].state == "changed"
    assert "the program read '' then" in found[kept.id].reason
    assert (found[lost.id].state, found[lost.id].mentions) == ("idle", 0)
    assert "not found" in found[lost.id].reason
    assert "no mention has this name" in found[gone.id].reason
    workspace.reextract(extract, ["c"])
    assert names(workspace, "marked")["c/Bosra"] is True, "it is back, and so is the decision"
    assert len(workspace.decisions()) == 3


def test_decisions_cannot_be_changed_or_deleted_in_the_database(workspace: Workspace) -> None:
    workspace.decide(choices.mark(row(workspace, "a"), "Rima"))
    for statement in ("DELETE FROM decision", "UPDATE decision SET who = 'x'"):
        with pytest.raises(WorkspaceError, match="append-only"), workspace._database.writing() as connection:
            connection.exec_driver_sql(statement)
    assert [d.who for d in workspace.decisions()] == ["Rima"]


MENTION = mention()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: choices.mark(MENTION, " "), "who: found nothing"),
        (lambda: choices.set_context(MENTION, "maybe", "R"), "context: found 'maybe'; expected one of reported"),
        (lambda: choices.not_a_place(MENTION, "R", role="place"), "expected other, actor or event"),
        (lambda: choices.tag(MENTION, "R", add=["a; b"]), "names without '; '"),
        (lambda: choices.tag(MENTION, "R"), "something to add"),
        (lambda: choices.change_actors(MENTION, "R", add=["x"], column="place"), "one of actors"),
        (lambda: choices.change_actors(MENTION, "R", add=["x"], scope="everywhere"), "one actor to remove"),
        (lambda: choices.set_date(MENTION, date(2020, 1, 2), date(2020, 1, 1), "R"), "not before date_start"),
        (lambda: choices.set_date(MENTION, date(2020, 1, 2), None, "R"), "a day where date_start has one"),
        (lambda: choices.set_date(MENTION, None, None, "R", scope="everywhere"), "found scope 'everywhere'"),
        (lambda: choices.note(MENTION, "x" * 10_001, "R"), "10,000 characters"),
        (lambda: choices.correct_article("a", "R", language="fr"), "en or ar"),
        (lambda: choices.correct_article("a", "R", text="x"), "expected title, published"),
        (lambda: choices.correct_article("a", "R", published="yesterday"), "YYYY-MM-DD"),
        (lambda: choices.correct_article("a", "R"), "found nothing"),
        (lambda: Decision("vote", "R"), "kind: found 'vote'"),  # type: ignore[arg-type]
    ],
)
def test_what_no_mention_can_be_is_refused(make: Any, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        make()


PLACES = [IDLIB, LATAKIA, ZAHRAA]
SURFACES = ["Idlib", "Zahraa", "Zahra"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[Decision]]:
    rows = [
        mention(None, article_id=f"a{draw(st.integers(0, 2))}", surface=draw(st.sampled_from(SURFACES)), start=40 * i)
        for i in range(draw(st.integers(1, 6)))
    ]
    decisions: list[Decision] = []
    for _ in range(draw(st.integers(0, 8))):
        one, scope = draw(st.sampled_from(rows)), draw(st.sampled_from(["mention", "article", "everywhere"]))
        what = draw(st.integers(0, 4))
        if what == 0:
            made = choices.choose_place(one, draw(st.sampled_from(PLACES)), "R", scope=scope)
        elif what == 1:
            made = choices.tag(one, "R", add=[draw(st.sampled_from("xy"))], scope=scope)
        elif what == 2:
            made = choices.tag(one, "R", remove=[draw(st.sampled_from("xy"))], scope=scope)
        elif what == 3 and decisions:
            made = choices.undo(draw(st.sampled_from(decisions)), "R")
        else:
            made = choices.mark(one, "R", marked=draw(st.booleans()), scope=scope)
        decisions.append(made.kept(len(decisions) + 1, {"role": one["role"]}, {}))
    return rows, decisions


@settings(max_examples=60, deadline=None)
@given(histories())
def test_applied_at_once_is_applied_one_by_one(history: tuple[list[dict[str, Any]], list[Decision]]) -> None:
    rows, decisions = history
    gone: set[str] = set()
    for d in reversed(decisions):
        if d.kind == "undo" and d.id not in gone:
            gone.add(d.undoes)
    slow = [dict(r) for r in rows]
    for d in decisions:
        if d.id in gone or d.kind == "undo":
            continue
        for r in slow:
            alike = same_name(d.name, r["surface"]) and r["role"] == "place"
            local = r["article_id"] == d.article_id
            about = {
                "mention": r["mention_id"] == d.mention_id,
                "article": local and (alike or d.kind != "place"),
                "everywhere": alike,
            }[d.scope]
            if not about:
                continue
            if d.kind == "place":
                r |= dict(d.after) | {"status": "resolved", "confidence": 1.0, "decided_by": "R"}
            elif d.kind == "mark":
                r["marked"] = d.after["marked"]
            elif not (d.after["remove"] and d.scope != "mention" and not set(d.after["remove"]) & set(r["tags"])):
                left = [tag for tag in r["tags"] if tag not in d.after["remove"]]
                r["tags"] = list(dict.fromkeys([*left, *d.after["add"]]))
    assert apply(table(*rows), holding(decisions)).equals(table(*slow))


def test_what_changed_follows_actors_through_several_changes_everywhere() -> None:
    workspace = Workspace.in_memory()
    workspace.add_articles([article("a"), article("b")], extract)
    one = row(workspace, "a")
    workspace.decide(choices.change_actors(row(workspace, "b"), "Rima", add=["C"], remove=["Russia"]))
    for before, after in (("Russia", "A"), ("A", "B")):
        workspace.decide(choices.change_actors(one, "Rima", add=[after], remove=[before], scope="everywhere"))
    version, shown = workspace.version, rows_of(workspace)
    last = choices.change_actors(one, "Rima", add=["C"], remove=["B"], scope="everywhere")
    assert workspace.preview(last).mentions == 1
    workspace.decide(last)
    shown |= {r["mention_id"]: r for r in workspace.changes_since(version).rows.to_pylist()}
    assert shown == rows_of(workspace)
    assert row(workspace, "a")["actors"] == ["C"]


def test_a_decision_everywhere_over_many_mentions_is_quick() -> None:
    count = 100_000
    half = [mention(None, surface="Zahraa"), mention(None, surface="Idlib")]
    small = table(*half)
    whole = pa.concat_tables([small] * (count // 2)).combine_chunks()
    ids = pa.array([f"{i:016x}" for i in range(count)])
    whole = whole.set_column(0, whole.schema.field(0), ids)
    decision = choices.choose_place(half[0], ZAHRAA, "Rima", scope="everywhere")
    start = time.process_time()
    found = apply(whole, [decision])
    # A million takes well under a second (bench/workspace.py); a loop over rows takes ten times as long.
    assert time.process_time() - start < 1.0
    assert found["place"].to_pylist().count("Zahraa") == count // 2
