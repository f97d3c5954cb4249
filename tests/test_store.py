from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import synthetic
from geo import store as store_module
from geo.exc import MentionsError
from geo.mention import SCHEMA
from geo.overview import Bar, Emptied, FacetName, timeline
from geo.query import Filter, fold
from geo.store import Store
from tests.factories import (
    GHOUTA,
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

ORDER = ["published", "article_id", "field", "start"]
NAMES = ("Russia", "Iran", "Syrian government", "أحرار الشام")
PARENTS = {"Iran": "Russia", "Russia": "Everyone", "أحرار الشام": "Everyone", "Everyone": "Nobody"}
"""Actor -> what it is part of: of three steps, of an actor that no mention names, and of none."""
TEXTS = ("IDLIB", "إدلب", "ادلب", "struck", "Café", "cafe", "\0", "'; DROP TABLE mention; --", "%", "x\ny")
EVERY_VALUE: dict[FacetName, tuple[str, ...]] = {
    "actors": (*NAMES, "Everyone", "Nobody"),
    "places": ("t-idlib", "SY07", "t-khan", "t-latakia", "t-ghouta", "t-m5", "RU", "gone"),
    "governorates": ("Idlib", "Latakia", "Rif Dimashq", "Homs"),
    "articles": ("a1", "a2", "007", "a9"),
}
DAYS = st.dates(date(2018, 8, 1), date(2018, 10, 31))


def build(*rows: dict[str, Any]) -> Store:
    return Store(table(*rows), gazetteer())


@st.composite
def mentions(draw: st.DrawFn) -> dict[str, Any]:
    at = draw(st.sampled_from([None, IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, LATAKIA, GHOUTA, M5, RUSSIA]))
    days = draw(st.none() | st.tuples(DAYS, DAYS))
    columns: dict[str, Any] = {
        "article_id": draw(st.sampled_from(["a1", "a2", "007"])),
        "field": draw(st.sampled_from(["text", "title"])),
        "start": draw(st.integers(0, 3)),
        "published": draw(st.none() | DAYS),
        "actors": draw(st.lists(st.sampled_from(NAMES), max_size=3)),
        "article_actors": draw(st.lists(st.sampled_from(NAMES), max_size=3)),
        "role": draw(st.sampled_from(["place", "place", "place", "actor"])),
        "sentence": " ".join(draw(st.lists(st.sampled_from(TEXTS), max_size=3))),
        "date_start": min(days) if days else None,
        "date_end": max(days) if days else None,
    }
    if at is None:
        columns |= {
            "surface": draw(st.sampled_from(["Nowhere", "Idlib"])),
            "status": draw(st.sampled_from(["ambiguous", "unresolved"])),
            "governorate": draw(st.sampled_from(["", "Idlib"])),
        }
    return mention(at, **columns)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    return Filter(
        actors=tuple(draw(st.sets(st.sampled_from((*NAMES, "Everyone", "Nobody")), max_size=2))),
        actor_scope=draw(st.sampled_from(["sentence", "article"])),
        places=tuple(draw(st.sets(st.sampled_from(["t-idlib", "SY07", "t-m5", "RU", "gone"]), max_size=2))),
        governorates=tuple(draw(st.sets(st.sampled_from(["Idlib", "Latakia", "Homs"]), max_size=2))),
        date_from=draw(st.sampled_from([None, days[0]])),
        date_to=draw(st.sampled_from([None, days[1]])),
        articles=tuple(draw(st.sets(st.sampled_from(["a1", "007", "a9"]), max_size=2))),
        text=draw(st.sampled_from(["", *TEXTS, "ـ", "idlib struck"])),
    )


def part_of(actor: str, whole: str) -> bool:
    """Tell whether an actor is another one or part of it, one step after the other."""
    return actor == whole or (actor in PARENTS and part_of(PARENTS[actor], whole))


class Plain:
    """The store's answers, slowly: one row after the other."""

    def __init__(self, rows: pa.Table) -> None:
        self.frame = pd.DataFrame(rows.to_pylist(), columns=SCHEMA.names)
        self.frame = self.frame.sort_values(ORDER, na_position="last", kind="stable")
        self.list = list(self.frame.itertuples())

    def matches(self, row: Any, f: Filter) -> bool:
        actors = row.actors if f.actor_scope == "sentence" else row.article_actors
        dated = row.date_start is not None
        is_place = row.role == "place"
        return (
            (not f.actors or any(part_of(actor, asked) for actor in actors for asked in f.actors))
            and (not f.places or (is_place and row.status == "resolved" and row.place_id in f.places))
            and (not f.governorates or (is_place and row.governorate in f.governorates))
            and (not f.date_from or (dated and row.date_end >= f.date_from))
            and (not f.date_to or (dated and row.date_start <= f.date_to))
            and (not f.articles or row.article_id in f.articles)
            and (not f.text or fold(f.text) in fold(row.sentence) or fold(f.text) in fold(row.surface))
        )

    def count(self, f: Filter) -> int:
        return sum(self.matches(row, f) for row in self.list)

    def rows(self, f: Filter) -> pd.DataFrame:
        return self.frame[np.array([self.matches(row, f) for row in self.list], dtype=bool)]


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(mentions(), max_size=12), asked=st.lists(filters(), min_size=1, max_size=4))
def test_it_answers_like_a_plain_reading_of_the_rows(rows: list[dict[str, Any]], asked: list[Filter]) -> None:
    made = table(*rows)
    store, plain = Store(made, gazetteer(), PARENTS), Plain(made)
    for i, f in enumerate(asked):
        if i % 2:
            # What is remembered of a filter with less is made use of, and must not show.
            for name in f.active():
                store.overview(f.without(name))
        compare(store, plain, f)


def compare(store: Store, plain: Plain, f: Filter) -> None:
    found = plain.rows(f)
    placed = found[(found["role"] == "place") & (found["status"] == "resolved")]
    lost = found[(found["role"] == "place") & (found["status"] != "resolved")]

    assert store.rows(f).column("mention_id").to_pylist() == list(found["mention_id"])
    assert store.page(f, 1, 3).column("mention_id").to_pylist() == list(found["mention_id"])[1:4]
    figures = store.count(f)
    assert figures.mentions == len(found)
    assert (figures.placed, figures.not_placed) == (len(placed), len(lost))
    assert figures.not_places == len(found) - len(placed) - len(lost)
    assert figures.articles == found["article_id"].nunique()
    assert figures.places == placed["place_id"].nunique()
    undated = plain.rows(f.without("dates"))
    assert figures.undated == sum(day is None for day in undated["date_start"])

    assert {(p.place_id, p.mentions, p.articles) for p in store.on_map(f)} == {
        (id_, len(group), group["article_id"].nunique()) for id_, group in placed.groupby("place_id")
    }
    for p in store.on_map(f):
        assert len(store.evidence(f, p.place_id)) == p.mentions
    assert sorted((n.surface, n.status, n.mentions, n.articles, n.sentence) for n in store.not_placed(f)) == sorted(
        (*key, len(group), group["article_id"].nunique(), group["sentence"].iloc[0])
        for key, group in lost.groupby(["surface", "status"])
    )
    for name, values in EVERY_VALUE.items():
        expected = {}
        for value in values:
            alone = Filter(**{**vars(f), name: (value,), "actor_scope": f.actor_scope})
            mentions = plain.count(alone)
            if mentions or value in getattr(f, name):
                expected[value] = mentions
        assert {v.id: v.mentions for v in store.facet(f, name)} == expected
    for bar in store.days(f).bars:
        chosen = Filter(**{**vars(f), "date_from": bar.start, "date_to": bar.end})
        assert bar.mentions == plain.count(chosen)
    emptied = {} if len(found) else {name: plain.count(f.without(name)) for name in f.active()}
    assert {e.name: e.mentions for e in store.which_filter_emptied(f)} == {k: n for k, n in emptied.items() if n}


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
    assert store.overview(Filter()).countries == {"SY": 3}


def test_a_place_that_the_gazetteer_lacks_is_shown_as_its_mention_says() -> None:
    store = build(mention(place("old-1", "Old Town", lat=35.0)))
    assert [(p.title, p.lat) for p in store.on_map(Filter())] == [("Old Town", 35.0)]
    assert store.missing_places == ("old-1",)


def test_a_government_is_not_on_the_map() -> None:
    store = build(mention(RUSSIA, role="actor"), mention(LATAKIA))
    assert [p.place_id for p in store.on_map(Filter())] == ["t-latakia"]
    assert store.count(Filter()).not_places == 1
    assert store.count(Filter(places=("RU",))).mentions == 0


def test_an_undated_mention_is_counted_where_a_date_filter_leaves_it_out() -> None:
    store = build(mention(), mention(date_start=None, start=50), mention(LATAKIA, date_start=None))
    assert store.count(Filter()).undated == 2
    asked = Filter(date_from=date(2018, 1, 1), governorates=("Idlib",))
    assert store.count(asked)[:2] == (1, 1)
    assert store.count(asked).undated == 1


def test_what_a_filter_asks_for_is_always_in_its_facet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "FACET_LIMIT", 1)
    store = build(mention(article_id="a1"), mention(article_id="a1", start=50), mention(article_id="a2"))
    found = store.facet(Filter(articles=("a2", "gone")), "articles")
    assert [(c.id, c.label, c.mentions) for c in found] == [
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
    assert store.which_filter_emptied(asked) == [Emptied("actors", 2), Emptied("governorates", 1)]
    assert store.which_filter_emptied(Filter()) == []


def test_it_describes_a_filter_with_titles() -> None:
    store = build(mention())
    asked = Filter(places=("t-idlib",), articles=("a1",), text="struck")
    assert store.describe(asked) == ('place: Idlib (t-idlib); article: Strikes in the north (a1); text: "struck"')


def test_a_month_overlaps_each_of_its_days() -> None:
    store = build(mention(date_start=date(2018, 9, 1), date_end=date(2018, 9, 30)), mention(start=50))
    assert store.count(Filter(date_from=date(2018, 9, 30), date_to=date(2018, 9, 30))).mentions == 1
    assert store.days(Filter()).unit == "day"
    assert store.days(Filter()).bars[3] == Bar(date(2018, 9, 4), date(2018, 9, 4), 2, 1)


def test_a_long_span_is_shown_by_month_or_year() -> None:
    years = timeline([(date(2011, 3, 15), date(2013, 1, 1), 2)], "year", 0)
    assert [(b.start.year, b.mentions, b.within) for b in years.bars] == [(2011, 2, 0), (2012, 2, 0), (2013, 2, 0)]
    months = timeline([(date(2011, 12, 1), date(2012, 2, 1), 1), (date(2012, 2, 3), date(2012, 2, 4), 1)], "month", 0)
    assert [b[1:] for b in months.bars] == [
        (date(2011, 12, 31), 1, 0),
        (date(2012, 1, 31), 1, 0),
        (date(2012, 2, 29), 2, 1),
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

    def answer(f: Filter) -> tuple[Any, ...]:
        return store.overview(f), store.page(f, 5, 20).to_pylist(), store.not_placed(f)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(answer, asked))
    alone = Store(synthetic.mentions(2000, places, actors=20), places)
    assert found == [(alone.overview(f), alone.page(f, 5, 20).to_pylist(), alone.not_placed(f)) for f in asked]


def test_the_database_reads_no_files() -> None:
    store = build(mention())
    with pytest.raises(duckdb.Error):
        store._index.cursor().execute("SELECT * FROM read_csv('/etc/hostname')")


def test_a_place_counts_its_exact_mentions_whichever_way_it_is_asked_for() -> None:
    rows = [mention(IDLIB), mention(IDLIB, where_prec=2, uncertainty_km=10.0, start=50), mention(LATAKIA, where_prec=2)]
    rows += [mention(IDLIB_GOVERNORATE, start=90), mention(IDLIB, status="ambiguous", start=120)]
    for wanted in (Filter(), Filter(governorates=("Idlib",)), Filter(text="aircraft")):
        places = Store(table(*rows), gazetteer()).on_map(wanted)
        assert places == Store(table(*rows), gazetteer()).overview(wanted).places
        counted = {place.place_id: (place.mentions, place.exact) for place in places}
        assert counted["t-idlib"] == (2, 1)
        assert counted["SY07"] == (1, 0)
        assert counted.get("t-latakia", (1, 0)) == (1, 0)
