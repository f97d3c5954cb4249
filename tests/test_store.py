from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from geopy.distance import geodesic

from bench import synthetic
from geo.exc import MentionsError
from geo.facts import view as view_module
from geo.facts.bars import timeline
from geo.mention import SCHEMA
from geo.overview import Bar, Emptied, Telling
from geo.query import Filter
from geo.store import Store
from tests.factories import (
    IDLIB,
    IDLIB_GOVERNORATE,
    KHAN_SHEIKHOUN,
    LATAKIA,
    M5,
    RUSSIA,
    gazetteer,
    mention,
    place,
    table,
)


def build(*rows: dict[str, Any]) -> Store:
    return Store(table(*rows), gazetteer())


def test_rows_come_back_as_they_were_put_in() -> None:
    made = table(mention(actors=["Russia"], candidates=["x", "y"]), mention(None, published=None, start=3))
    assert build(*made.to_pylist()).rows(Filter()).equals(made)
    sliced = pa.concat_tables([made, made]).slice(1, 2)
    assert Store(sliced, gazetteer()).rows(Filter()).equals(made)


def test_who_asks_for_an_actor_gets_its_parts() -> None:
    store = build(mention(actors=["Tiger Forces"]), mention(actors=["Russia"], start=70))
    army, government = Filter(actors=("Syrian Armed Forces",)), Filter(actors=("Syrian government",))
    assert store.count(army).mentions == store.count(government).mentions == 1
    assert store.unknown(government) == {}
    assert store.unknown(Filter(actors=("Iran",))) == {"actors": ("Iran",)}
    assert store.rows(government).column("actors").to_pylist() == [["Tiger Forces"]]


def test_no_rows_are_an_answer() -> None:
    store = Store(SCHEMA.empty_table(), gazetteer())
    assert store.count(Filter()).mentions == 0
    assert store.on_map(Filter()) == ()
    assert store.days(Filter()).bars == ()
    assert store.page(Filter()).schema.equals(SCHEMA)
    assert store.not_placed(Filter(text="x")) == []


def test_a_place_is_one_row_and_as_the_gazetteer_has_it() -> None:
    store = build(mention(M5, where_prec=5), mention(M5, article_id="a2"), mention(LATAKIA, start=70))
    assert [(p.place_id, p.type, p.mentions, p.articles) for p in store.on_map(Filter())] == [
        ("t-m5", "road", 2, 2),
        ("t-latakia", "city", 1, 1),
    ]
    assert store.overview(Filter(), "mention").countries == {"SY": 3}


def test_a_place_that_the_gazetteer_lacks_is_shown_as_its_mention_says() -> None:
    store = build(mention(place("old-1", "Old Town", lat=35.0)))
    assert [(p.title, p.lat) for p in store.on_map(Filter())] == [("Old Town", 35.0)]


def test_a_government_is_not_on_the_map() -> None:
    store = build(mention(RUSSIA, role="actor"), mention(LATAKIA))
    assert [p.place_id for p in store.on_map(Filter())] == ["t-latakia"]
    assert store.count(Filter()).not_places == 1
    assert store.count(Filter(places=("RU",))).mentions == 0


def test_an_undated_mention_is_counted_where_a_date_filter_leaves_it_out() -> None:
    store = build(mention(), mention(date_start=None, start=50), mention(LATAKIA, date_start=None))
    assert store.count(Filter(), "mention").undated == 2
    asked = Filter(date_from=date(2018, 1, 1), governorates=("Idlib",))
    assert (store.count(asked).mentions, store.count(asked).placed) == (1, 1)
    assert store.count(asked).undated == 1
    kept = replace(asked, undated=True)
    assert (store.count(kept).mentions, store.count(kept, "mention").undated) == (2, 1)


def test_what_a_filter_asks_for_is_always_in_its_facet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "FACET_LIMIT", 1)
    store = build(mention(article_id="a1"), mention(article_id="a1", start=50), mention(article_id="a2"))
    found = store.facet(Filter(articles=("a2", "gone")), "articles", "mention")
    assert [(c.id, c.label, c.count) for c in found] == [
        ("a1", "Strikes in the north", 2),
        ("a2", "Strikes in the north", 1),
        ("gone", "gone", 0),
    ]
    assert store.unknown(Filter(articles=("a2", "gone"), actors=("Nobody",))) == {
        "actors": ("Nobody",),
        "articles": ("gone",),
    }


def test_it_tells_which_filter_emptied_the_view() -> None:
    store = build(mention(), mention(start=50), mention(LATAKIA, actors=["Russia"]))
    asked = Filter(actors=("Russia",), governorates=("Idlib",))
    assert store.which_filter_emptied(asked, "mention") == [Emptied("actors", 2), Emptied("governorates", 1)]
    assert store.which_filter_emptied(Filter()) == []


def test_it_describes_a_filter_with_titles() -> None:
    store = build(mention())
    asked = Filter(places=("t-idlib",), articles=("a1",), text="struck")
    assert store.describe(asked) == ('place: Idlib (t-idlib); article: Strikes in the north (a1); text: "struck"')


def test_a_month_overlaps_each_of_its_days() -> None:
    store = build(mention(date_start=date(2018, 9, 1), date_end=date(2018, 9, 30)), mention(start=50))
    assert store.count(Filter(date_from=date(2018, 9, 30), date_to=date(2018, 9, 30))).mentions == 1
    assert store.days(Filter()).unit == "day"
    assert store.days(Filter(), "mention").bars[3] == Bar(date(2018, 9, 4), date(2018, 9, 4), 2, 2, 0, 0)


def test_a_long_span_is_shown_by_month_or_year() -> None:
    def bars(*spans: tuple[date, date]) -> list[tuple[date, int]]:
        days = tuple(np.array([(day - date(1970, 1, 1)).days for day in ends]) for ends in zip(*spans, strict=True))
        moments, kinds = np.arange(len(spans)), np.zeros(len(spans), np.int8)
        told = [timeline(moments, units, len(spans), (*days, kinds), 0).bars for units in (None, moments)]
        assert told[0] == told[1]
        return [(bar.start, bar.end, bar.count) for bar in told[0]]

    years = bars((date(1911, 3, 15), date(2013, 1, 1)), (date(2012, 1, 1), date(2012, 1, 1)))
    assert years[0] == (date(1911, 1, 1), date(1911, 12, 31), 1)
    assert [count for *_, count in years[-3:]] == [1, 2, 1]
    assert bars((date(2011, 12, 1), date(2012, 2, 1)), (date(2012, 2, 3), date(2012, 5, 4)))[:3] == [
        (date(2011, 12, 1), date(2011, 12, 31), 1),
        (date(2012, 1, 1), date(2012, 1, 31), 1),
        (date(2012, 2, 1), date(2012, 2, 29), 2),
    ]
    assert build(mention(date_end=date(2021, 1, 1))).days(Filter()).unit == "month"
    last = build(mention(date_start=date(1900, 1, 1), date_end=date(9999, 12, 31))).days(Filter())
    assert last.bars[-1].end == date(9999, 12, 31)


def test_a_table_that_is_none_of_mentions_is_refused() -> None:
    with pytest.raises(MentionsError, match="column mention_id is missing"):
        Store(pa.table({"a": [1]}), gazetteer())
    with pytest.raises(MentionsError, match="row 1, column lat: found 95"):
        build(mention(lat=95.0))


def test_many_threads_get_the_same_answers() -> None:
    places = synthetic.gazetteer(60)
    store = Store(synthetic.mentions(2000, places, actors=20), places)
    asked = [Filter(actors=(f"Actor {i % 20}",), text="shelling" if i % 3 else "") for i in range(30)]

    def answer(f: Filter, of: Store) -> tuple[Any, ...]:
        view = of.overview(f)
        shown = (view.figures, view.places, dict(view.facets), view.timeline)
        return *shown, of.page(f, 5, 20).to_pylist(), of.not_placed(f), of.grouped(f, ("place_id", "actor")).to_pylist()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda f: answer(f, store), asked))
    alone = Store(synthetic.mentions(2000, places, actors=20), places)
    assert found == [answer(f, alone) for f in asked]


def test_the_database_reads_no_files() -> None:
    store = build(mention())
    with pytest.raises(duckdb.Error):
        store._asker.cursor().execute("SELECT * FROM read_csv('/etc/hostname')")


def test_five_reprints_count_once() -> None:
    reprints = [
        mention(article_id=f"r{i}", story_id="s", source=f"Outlet {i % 2}", published=date(2018, 9, 6 - i))
        for i in range(5)
    ]
    store = build(*reprints, mention(article_id="alone", story_id=""))
    place_count = store.on_map(Filter())[0]
    assert (place_count.count, place_count.stories, place_count.articles, place_count.mentions) == (2, 2, 6, 6)
    assert store.on_map(Filter(), "article")[0].count == 6
    assert [(c.id, c.count) for c in store.facet(Filter(), "sources")] == [
        ("Outlet 0", 1), ("Outlet 1", 1), ("Test wire", 1),
    ]  # fmt: skip
    story = store.story("s")
    assert story.outlets == ("Outlet 0", "Outlet 1")
    assert story.articles[0] == Telling(
        "r4", "Strikes in the north", "Outlet 0", date(2018, 9, 2), "https://example.org/a1", 1
    )
    assert [article.article_id for article in store.story("alone").articles] == ["alone"]
    assert store.story("gone").articles == ()
    with pytest.raises(ValueError, match="found 'stories'; expected one of story, article, mention"):
        store.overview(Filter(), "stories")  # type: ignore[arg-type]


def test_an_article_is_read_from_its_title_on() -> None:
    store = build(
        mention(start=9), mention(LATAKIA, start=2), mention(LATAKIA, field="title", start=5), mention(article_id="a2")
    )
    rows = store.article_mentions("a1").to_pylist()
    assert [(row["field"], row["start"]) for row in rows] == [("title", 5), ("text", 2), ("text", 9)]
    assert store.article_mentions("gone").num_rows == 0
    assert store.mention(rows[1]["mention_id"]) == rows[1]
    assert store.mention("gone") is None
    assert store.position(Filter(places=("t-latakia",)), rows[1]["mention_id"]) == 0
    assert store.position(Filter(places=("t-idlib",)), rows[1]["mention_id"]) is None


def test_it_groups_by_several_columns() -> None:
    store = build(
        mention(topics=["aid", "shelling"]), mention(topics=["aid"], article_id="a2", source="Paper"), mention(LATAKIA)
    )
    found = store.grouped(Filter(), ("place_id", "day", "topic"), "mention").to_pylist()
    day = date(2018, 9, 4)
    assert [tuple(row.values()) for row in found] == [
        ("t-idlib", day, "aid", 2, 2, 2, 2, 0),
        ("t-idlib", day, "shelling", 1, 1, 1, 1, 0),
        ("t-latakia", day, None, 1, 1, 1, 1, 1),
    ]
    assert store.at([row["first"] for row in found], ["place_id"]).column(0).to_pylist() == [
        "t-idlib", "t-idlib", "t-latakia",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="found place; expected some of place_id"):
        store.grouped(Filter(), ("place",))  # type: ignore[arg-type]


def test_a_shape_and_a_circle_hold_points_only() -> None:
    store = build(mention(IDLIB), mention(IDLIB_GOVERNORATE), mention(KHAN_SHEIKHOUN), mention(RUSSIA, role="actor"))
    round_idlib = ((35.9, 36.6), (36.0, 36.6), (36.0, 36.7), (35.9, 36.7))
    assert [p.place_id for p in store.on_map(Filter(shape=(round_idlib,)))] == ["t-idlib"]
    whole = ((35.0, 36.0), (36.5, 36.0), (36.5, 37.0), (35.0, 37.0))
    assert [p.place_id for p in store.on_map(Filter(shape=(whole,)))] == ["t-idlib", "t-khan"]
    assert [p.place_id for p in store.on_map(Filter(shape=(whole, round_idlib)))] == ["t-khan"]
    km = geodesic((35.93, 36.63), (35.44, 36.65)).km
    for radius, found in ((km - 0.001, 1), (km + 0.001, 2)):
        assert len(store.on_map(Filter(within=(35.93, 36.63, radius)))) == found


def test_memory_holds_the_last_answers_only() -> None:
    store = build(mention())
    store.overview(Filter())
    for i in range(200):
        store.overview(Filter(text=f"word {i}"))
    assert len(store._known) <= 17
    assert len(store._asker._known) <= 64
    assert Filter() in store._known


def test_an_update_leaves_the_store_as_it_was() -> None:
    store = build(mention(), mention(LATAKIA, start=70))
    first = store.rows(Filter()).slice(0, 1)
    moved = first.set_column(first.column_names.index("place_id"), "place_id", [["t-khan"]])
    updated = store.updated(moved, [store.rows(Filter()).column("mention_id")[1].as_py(), "gone"])
    assert [p.title for p in updated.on_map(Filter())] == ["Khan Sheikhoun"]
    assert len(store) == 2
    assert [p.title for p in store.on_map(Filter())] == ["Idlib", "Latakia"]
    again = updated.updated(store.rows(Filter()), gazetteer=gazetteer(IDLIB))
    assert again.rows(Filter()).equals(store.rows(Filter()))
    with pytest.raises(MentionsError, match="found 95"):
        store.updated(table(mention(lat=95.0)))


def test_a_place_counts_its_exact_mentions_whichever_way_it_is_asked_for() -> None:
    rows = [mention(IDLIB), mention(IDLIB, where_prec=2, uncertainty_km=10.0, start=50), mention(LATAKIA, where_prec=2)]
    rows += [mention(IDLIB_GOVERNORATE, start=90), mention(IDLIB, status="ambiguous", start=120)]
    for wanted in (Filter(), Filter(governorates=("Idlib",)), Filter(text="aircraft")):
        places = Store(table(*rows), gazetteer()).on_map(wanted)
        counted = {place.place_id: (place.mentions, place.exact) for place in places}
        assert counted["t-idlib"] == (2, 1)
        assert counted["SY07"] == (1, 0)
        assert counted.get("t-latakia", (1, 0)) == (1, 0)
