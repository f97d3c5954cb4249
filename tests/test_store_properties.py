"""The store against a plain reading of the rows, one after the other: rows, map, facets, timeline in all countings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.mention import SCHEMA
from geo.overview import COUNTINGS, Counting, FacetName
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
)  # fmt: skip

SYRIA = place("SY", "Syria", "country", governorate="", lat=35.0, lon=38.5)
WORLD = gazetteer(IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, LATAKIA, GHOUTA, M5, RUSSIA, SYRIA)
ORDER = ["published", "article_id", "field", "start"]
NAMES = ("Russia", "Iran", "Syrian government", "أحرار الشام")
PARENTS = {"Iran": "Russia", "Russia": "Everyone", "أحرار الشام": "Everyone", "Everyone": "Nobody"}
"""Actor -> what it is part of: of three steps, of an actor that no mention names, and of none."""
WHO = (*NAMES, "Everyone", "Nobody")
TEXTS = ("IDLIB", "إدلب", "ادلب", "struck", "Café", "cafe", "\0", "'; DROP TABLE mention; --", "%", "x\ny")
DAYS = st.dates(date(2018, 8, 1), date(2018, 10, 31))
MOMENTS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
VALUES: dict[FacetName, tuple[Any, ...]] = {
    "actors": WHO,
    "said_by": WHO,
    "places": ("t-idlib", "SY07", "t-khan", "t-latakia", "t-ghouta", "t-m5", "RU", "SY", "gone"),
    "governorates": ("Idlib", "Latakia", "Rif Dimashq", "Homs"),
    "articles": ("a1", "a2", "007", "a9"),
    "sources": ("Wire", "Paper"),
    "stories": ("s1", "a1", "a2", "007"),
    "topics": ("air strike", "aid"),
    "contexts": ("reported", "negated"),
    "where_precs": (1, 2, 4, 5, 6),
    "date_precs": (1, 3, 5),
    "dated_by": ("sentence", "published", "none"),
    "roles": ("place", "actor"),
    "languages": ("en", "ar"),
    "statuses": ("resolved", "ambiguous", "unresolved"),
    "tags": ("check", "why"),
}
"""Every value that the tables below have, for each filter that has a facet."""
SHAPE = (((35.4, 36.0), (36.0, 36.0), (36.0, 37.0), (35.4, 37.0)),)
"""A box round Idlib and Khan Sheikhoun."""


def some(values: Iterable[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(list(values)), max_size=most)


@st.composite
def mentions(draw: st.DrawFn) -> dict[str, Any]:
    at = draw(st.sampled_from([None, IDLIB, IDLIB_GOVERNORATE, KHAN_SHEIKHOUN, LATAKIA, GHOUTA, M5, RUSSIA, SYRIA]))
    start = draw(st.none() | DAYS)
    columns: dict[str, Any] = {
        "article_id": draw(st.sampled_from(["a1", "a2", "007"])),
        "story_id": draw(st.sampled_from(["", "s1"])),
        "source": draw(st.sampled_from(["", "Wire", "Paper"])),
        "language": draw(st.sampled_from(["en", "ar"])),
        "field": draw(st.sampled_from(["text", "title"])),
        "start": draw(st.integers(0, 3)),
        "published": draw(st.none() | DAYS),
        "actors": draw(some(NAMES, 3)),
        "article_actors": draw(some(NAMES, 3)),
        "said_by": draw(some(NAMES)),
        "topics": draw(some(("air strike", "aid"))),
        "tags": draw(some(("check", "why"))),
        "marked": draw(st.sampled_from([True, False, False])),
        "added_at": draw(st.sampled_from([None, *MOMENTS])),
        "context": draw(st.sampled_from(["", "reported", "negated"])),
        "role": draw(st.sampled_from(["place", "place", "place", "actor"])),
        "sentence": " ".join(draw(some(TEXTS, 3))),
        "date_start": start,
        "date_end": start and start + timedelta(days=draw(st.sampled_from([0, 6, 30, 31]))),
        "date_prec": draw(st.sampled_from([1, 3, 5])),
        "date_source": draw(st.sampled_from(["sentence", "published"])),
    }
    if at is None:
        columns |= {
            "surface": draw(st.sampled_from(["Nowhere", "Idlib"])),
            "status": draw(st.sampled_from(["ambiguous", "unresolved"])),
            "governorate": draw(st.sampled_from(["", "Idlib"])),
        }
    elif at.where_prec == 1:
        columns["where_prec"] = draw(st.sampled_from([1, 2]))
    return mention(at, **columns)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    # Most filters ask for little, so that something is left to be counted.
    asked = draw(
        st.sets(st.sampled_from([*VALUES, "dates", "text", "shape", "within", "marked", "added_since"]), max_size=4)
    )
    every: dict[str, Any] = {
        name: tuple(draw(some([*values, *(() if isinstance(values[0], int) else ("Idlib",))][:6], 3)))
        for name, values in VALUES.items()
        if name in asked
    }
    every = {name: tuple(v for v in values if v in VALUES[name]) for name, values in every.items()}  # type: ignore[index]
    if "dates" in asked:
        every |= {
            "date_from": draw(st.sampled_from([None, days[0]])),
            "date_to": draw(st.sampled_from([None, days[1]])),
        }
        every |= {"broad": draw(st.booleans()), "undated": draw(st.booleans())}
    if "text" in asked:
        every["text"] = draw(st.sampled_from(["", *TEXTS, "ـ", "idlib struck"]))
    if "shape" in asked:
        every["shape"] = SHAPE
    if "within" in asked:
        every["within"] = (35.93, 36.63, draw(st.sampled_from([1.0, 55.0, 200.0])))
    every["marked"] = "marked" in asked
    if "added_since" in asked:
        every["added_since"] = MOMENTS[1]
    return Filter(**every, actor_scope=draw(st.sampled_from(["sentence", "article"])))


def part_of(actor: str, whole: str) -> bool:
    """Tell whether an actor is another one or part of it, one step after the other."""
    return actor == whole or (actor in PARENTS and part_of(PARENTS[actor], whole))


def named(actors: list[str], asked: tuple[str, ...]) -> bool:
    return any(part_of(actor, one) for actor in actors for one in asked)


class Plain:
    """The store's answers, slowly: one row after the other."""

    def __init__(self, rows: pa.Table) -> None:
        frame = pd.DataFrame(rows.to_pylist(), columns=SCHEMA.names, dtype=object)
        stories = [s or a for s, a in zip(frame["story_id"], frame["article_id"], strict=True)]
        frame["story"] = pd.Series(stories, dtype=object)
        self.frame = frame.sort_values(ORDER, na_position="last", kind="stable")
        self.list = list(self.frame.itertuples())

    @staticmethod
    def is_broad(row: Any) -> bool:
        return bool(row.date_prec >= 5 or (row.date_end - row.date_start).days + 1 > 31)

    def in_range(self, row: Any, f: Filter) -> bool:
        if row.date_start is None:
            return f.undated
        return (
            (f.broad or not self.is_broad(row))
            and (not f.date_from or row.date_end >= f.date_from)
            and (not f.date_to or row.date_start <= f.date_to)
        )

    def on_point(self, row: Any, fits: Callable[[Any], bool]) -> bool:
        placed = row.role == "place" and row.status == "resolved"
        return placed and WORLD.by_id[row.place_id].where_prec <= 2 and fits(WORLD.by_id[row.place_id])

    def matches(self, row: Any, f: Filter) -> bool:
        is_place = row.role == "place"
        (lat, west), (_, _), (north, east), _ = SHAPE[0]
        return (
            (not f.actors or named(row.actors if f.actor_scope == "sentence" else row.article_actors, f.actors))
            and (not f.said_by or named(row.said_by, f.said_by))
            and (not f.places or (is_place and row.status == "resolved" and row.place_id in f.places))
            and (not f.governorates or (is_place and row.governorate in f.governorates))
            and (not (f.date_from or f.date_to) or self.in_range(row, f))
            and (not f.date_precs or row.date_prec in f.date_precs)
            and (not f.dated_by or row.date_source in f.dated_by)
            and (not f.articles or row.article_id in f.articles)
            and (not f.sources or row.source in f.sources)
            and (not f.stories or row.story in f.stories)
            and (not f.topics or bool(set(row.topics) & set(f.topics)))
            and (not f.tags or bool(set(row.tags) & set(f.tags)))
            and (not f.contexts or row.context in f.contexts)
            and (not f.text or fold(f.text) in fold(row.sentence) or fold(f.text) in fold(row.surface))
            and (not f.shape or self.on_point(row, lambda p: lat <= p.lat <= north and west <= p.lon <= east))
            and (not f.within or self.on_point(
                row, lambda p: geodesic(f.within[:2], (p.lat, p.lon)).km <= f.within[2]  # type: ignore[index]
            ))
            and (not f.where_precs or row.where_prec in f.where_precs)
            and (not f.roles or row.role in f.roles)
            and (not f.languages or row.language in f.languages)
            and (not f.statuses or row.status in f.statuses)
            and (not f.marked or row.marked)
            and (not f.added_since or (pd.notna(row.added_at) and row.added_at >= f.added_since))
        )  # fmt: skip

    def rows(self, f: Filter) -> pd.DataFrame:
        return self.frame[np.array([self.matches(row, f) for row in self.list], dtype=bool)]

    def units(self, f: Filter, counting: Counting) -> int:
        found = [row for row in self.list if self.matches(row, f)]
        if counting == "mention":
            return len(found)
        return len({row.story if counting == "story" else row.article_id for row in found})


def units(rows: pd.DataFrame, counting: Counting) -> int:
    if counting == "mention":
        return len(rows)
    return int(rows["story" if counting == "story" else "article_id"].nunique())


def chosen(f: Filter, **values: Any) -> Filter:
    return Filter(**{**vars(f), **values})


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(mentions(), max_size=9), f=filters(), counting=st.sampled_from(COUNTINGS))
def test_it_answers_like_a_plain_reading_of_the_rows(rows: list[dict[str, Any]], f: Filter, counting: Counting) -> None:
    made = table(*rows)
    store, plain = Store(made, WORLD, PARENTS), Plain(made)
    compare_rows(store, plain, f)
    compare(store, plain, f, counting)


def compare_rows(store: Store, plain: Plain, f: Filter) -> None:
    found = plain.rows(f)
    ids = list(found["mention_id"])
    assert store.rows(f).column("mention_id").to_pylist() == ids
    assert store.page(f, 1, 3).column("mention_id").to_pylist() == ids[1:4]
    for mention_id in plain.frame["mention_id"]:
        expected = ids.index(mention_id) if mention_id in ids else None
        assert store.position(f, mention_id) == expected
    for by in (("place_id", "topic"), ("actor", "month"), ("surface", "source", "day")):
        grouped = store.grouped(f, by)  # type: ignore[arg-type]
        lines = {tuple(row[key] for key in by): tuple(row.values())[len(by) :] for row in grouped.to_pylist()}
        assert len(lines) == grouped.num_rows
        assert lines == plain_groups(found, by, list(plain.frame["mention_id"]))


def plain_groups(rows: pd.DataFrame, by: tuple[str, ...], every: list[str]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows.itertuples():
        placed = row.role == "place" and row.status == "resolved"
        whole = {whole for whole in WHO for actor in row.actors if part_of(actor, whole)}
        months = {day.replace(day=1) for day in (row.date_start, row.date_end) if day}
        values: dict[str, set[Any]] = {
            "place_id": {row.place_id} if placed else set(), "topic": set(row.topics), "actor": whole,
            "surface": {row.surface}, "source": {row.source} - {""}, "month": months if len(months) == 1 else set(),
            "day": {row.date_start} if row.date_start == row.date_end else set(),
        }  # fmt: skip
        keys: list[tuple[Any, ...]] = [()]
        for key in by:
            keys = [(*k, value) for k in keys for value in (values[key] or {None})]
        for k in keys:
            groups.setdefault(k, []).append(row)
    return {
        key: (
            len(told), len({r.article_id for r in told}), len({r.story for r in told}),
            len({r.source for r in told} - {""}), min(every.index(r.mention_id) for r in told),
        )
        for key, told in groups.items()
    }  # fmt: skip


def compare(store: Store, plain: Plain, f: Filter, counting: Counting) -> None:
    found = plain.rows(f)
    is_place = found["role"] == "place"
    placed = found[is_place & (found["status"] == "resolved")]
    lost = found[is_place & (found["status"] != "resolved")]
    view = store.overview(f, counting)

    def count(rows: pd.DataFrame) -> int:
        return units(rows, counting)

    figures = view.figures
    assert (figures.mentions, figures.stories, figures.articles) == tuple(
        units(found, unit) for unit in ("mention", "story", "article")
    )
    assert figures.places == placed["place_id"].nunique()
    assert (figures.placed, figures.not_placed, figures.not_places) == (
        count(placed),
        count(lost),
        count(found[~is_place]),
    )
    for status in ("ambiguous", "unresolved"):
        assert getattr(figures, status) == count(lost[lost["status"] == status])
    assert figures.only_country == count(placed[placed["place_id"] == "SY"])
    undated = plain.rows(f.without("dates"))
    dated = undated["date_start"].notna()
    assert figures.undated == count(undated[~dated])
    asked = chosen(f, broad=True, undated=False)
    broad = [
        bool(d) and plain.is_broad(r) and plain.in_range(r, asked)
        for d, r in zip(dated, undated.itertuples(), strict=True)
    ]
    assert figures.broad == count(undated[np.array(broad, dtype=bool)])

    assert {(p.place_id, p.mentions, p.articles, p.stories, p.count, p.exact, p.reported) for p in view.places} == {
        (
            id_, len(group), group["article_id"].nunique(), group["story"].nunique(), count(group),
            int((group["where_prec"] == 1).sum()), count(group[group["context"].isin(["", "reported"])]),
        )
        for id_, group in placed.groupby("place_id")
    }  # fmt: skip
    assert [p.count for p in view.places] == sorted((p.count for p in view.places), reverse=True)
    for p in view.places:
        assert len(store.evidence(f, p.place_id)) == p.mentions
    behind = plain.rows(f.without("actors")) if f.actors else found[:0]
    behind = behind[(behind["role"] == "place") & (behind["status"] == "resolved")]
    assert {p.place_id: p.count for p in view.receding} == {id_: count(g) for id_, g in behind.groupby("place_id")}
    for column, rows, counts in (
        ("governorate", found[is_place], view.governorates),
        ("country", placed, view.countries),
    ):
        assert counts == {value: count(group) for value, group in rows.groupby(column) if value}
    assert sorted(
        (n.surface, n.status, n.mentions, n.articles, n.stories, n.sentence) for n in store.not_placed(f)
    ) == sorted(
        (*key, len(g), g["article_id"].nunique(), g["story"].nunique(), g["sentence"].iloc[0])
        for key, g in lost.groupby(["surface", "status"])
    )
    for name, values in VALUES.items():
        expected = {}
        for value in values:
            left = plain.units(chosen(f, **{name: (value,)}), counting)
            if left or value in getattr(f, name):
                expected[str(value)] = left
        assert {v.id: v.count for v in view.facets[name]} == expected, name
    for bar in (*view.timeline.bars[:3], *view.timeline.bars[3::20]):
        day = {"date_from": bar.start, "date_to": bar.end, "undated": False}
        assert bar.sure == plain.units(chosen(f, **day, broad=False), counting)
        assert bar.count == plain.units(chosen(f, **day, broad=True), counting)
        stated = plain.rows(chosen(f, **day, broad=False))
        assert bar.stated == count(stated[stated["date_source"] != "published"])
    assert view.timeline.undated == figures.undated
    assert view.dropping == {name: plain.units(f.without(name), counting) for name in f.active()}
    emptied = {name: n for name, n in view.dropping.items() if n and not len(found)}
    assert {e.name: e.count for e in store.which_filter_emptied(f, counting)} == emptied


@settings(max_examples=10, deadline=None)
@given(
    rows=st.lists(mentions(), max_size=10),
    changes=st.lists(
        st.tuples(st.lists(mentions(), max_size=4), st.lists(st.integers(0, 12), max_size=4)), min_size=1, max_size=3
    ),
    asked=filters(),
)
def test_a_store_with_changes_answers_like_one_built_afresh(
    rows: list[dict[str, Any]], changes: list[tuple[list[dict[str, Any]], list[int]]], asked: Filter
) -> None:
    made = table(*rows).to_pylist()
    for i, row in enumerate(made):
        row["start"] = i
        row["end"] = i + 4
    store = Store(pa.Table.from_pylist(made, SCHEMA), WORLD, PARENTS)
    store.overview(asked)
    before = store.rows(Filter())
    now = {row["mention_id"]: row for row in made}
    updated = store
    for step, (news, gone) in enumerate(changes):
        ids = [*now]
        removed = {ids[i] for i in gone if i < len(ids)}
        for mention_id in removed:
            del now[mention_id]
        fresh = {}
        for i, row in enumerate(news):
            there = now.get(ids[i]) if i % 2 and i < len(ids) else None
            row["mention_id"] = there["mention_id"] if there else f"new-{step}-{i}"
            # Every start is another: the order of rows leaves nothing undecided.
            row["start"] = there["start"] if there else 100 * (step + 1) + i
            row["end"] = row["start"] + 4
            fresh[row["mention_id"]] = row
        now |= fresh
        updated = updated.updated(pa.Table.from_pylist(list(fresh.values()), SCHEMA), removed)
    table_now = pa.Table.from_pylist(list(now.values()), SCHEMA)
    anew = Store(table_now, WORLD, PARENTS)
    for f in (Filter(), asked):
        assert updated.rows(f).equals(anew.rows(f))
        assert updated.not_placed(f) == anew.not_placed(f)
        assert updated.grouped(f, ("place_id", "topic")).equals(anew.grouped(f, ("place_id", "topic")))
        for part in ("figures", "places", "receding", "governorates", "countries", "timeline", "dropping", "facets"):
            was, fresh_part = (getattr(s.overview(f), part) for s in (updated, anew))
            assert was == fresh_part or dict(was) == dict(fresh_part), part
    assert store.rows(Filter()).equals(before)
