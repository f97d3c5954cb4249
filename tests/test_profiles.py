"""Tallies, comparisons and profiles: what is counted of mentions, checked against plain counts."""

from __future__ import annotations

from typing import Any

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.compare import compare
from geo.overview import Counting, PlaceCount
from geo.profiles import NEAREST, actor_profile, nearest, place_profile
from geo.query import Filter
from geo.store import Store
from geo.tallies import tally, total
from tests.factories import GHOUTA, IDLIB, KHAN_SHEIKHOUN, LATAKIA, PLACES, gazetteer, mention, table

PARENTS = {"Army": "State", "Brigade": "Army"}

some = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.sampled_from([IDLIB, KHAN_SHEIKHOUN, None]),
            "actors": st.lists(st.sampled_from(["State", "Army", "Brigade", "Other"]), max_size=3),
            "topics": st.lists(st.sampled_from(["aid", "shelling"]), max_size=2),
            "story_id": st.sampled_from(["s1", "s2", "s3"]),
            "article_id": st.sampled_from(["a1", "a2"]),
        }
    ),
    max_size=15,
)


def made(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [mention(one["at"], **{name: v for name, v in one.items() if name != "at"}) for one in told]


def widened(names: list[str]) -> set[str]:
    found = set(names)
    for name in names:
        while name := PARENTS.get(name, ""):
            found.add(name)
    return found


@settings(max_examples=60, deadline=None)
@given(some)
def test_a_tally_counts_each_value_with_all_that_it_is_part_of(told: list[dict[str, Any]]) -> None:
    rows = made(told)
    found = {t.value: t for t in tally(table(*rows), "actors", PARENTS)}
    for name in ("State", "Army", "Brigade", "Other"):
        own = [row for row in rows if name in widened(row["actors"])]
        if not own:
            assert name not in found
            continue
        counted = (len({r["story_id"] for r in own}), len({r["article_id"] for r in own}), len(own))
        assert found[name][1:] == counted
    everything = total(table(*rows))
    assert everything.mentions == len(rows)


@settings(max_examples=40, deadline=None)
@given(some, some, st.sampled_from(["story", "article", "mention"]))
def test_a_comparison_has_both_counts_of_every_value(
    a: list[dict[str, Any]], b: list[dict[str, Any]], counting: Counting
) -> None:
    keys = {"story": "story_id", "article": "article_id", "mention": "mention_id"}
    sides = [[row | {"source": name} for row in made(one)] for name, one in (("A", a), ("B", b))]
    store = Store(table(*sides[0], *sides[1]), gazetteer(), PARENTS)
    found = compare(store, Filter(sources=("A",)), Filter(sources=("B",)), counting)
    plain = []
    for side in sides:
        rows = table(*side).to_pylist()
        values: dict[str, set[str]] = {}
        for row in rows:
            for topic in row["topics"]:
                values.setdefault(topic, set()).add(row[keys[counting]])
        plain.append(({topic: len(of) for topic, of in values.items()}, len({row[keys[counting]] for row in rows})))
    assert (found.a, found.b) == (plain[0][1], plain[1][1])
    assert {c.id for c in found.changes["topic"]} == plain[0][0].keys() | plain[1][0].keys()
    for change in found.changes["topic"]:
        assert (change.a, change.b) == (plain[0][0].get(change.id, 0), plain[1][0].get(change.id, 0))
        assert change.difference == change.b - change.a
        assert change.rate_a == pytest.approx(100 * change.a / found.a if found.a else 0)
    sizes = [abs(change.rate_difference) for change in found.changes["actor"]]
    assert sizes == sorted(sizes, reverse=True)


def test_only_mentions_on_the_map_count_as_places() -> None:
    store = Store(table(mention(IDLIB), mention(IDLIB, role="actor"), mention(None)), gazetteer())
    found = compare(store, Filter(), Filter(text="nowhere told"), "mention")
    assert [(c.id, c.a, c.b) for c in found.changes["place"]] == [("t-idlib", 1, 0)]


def test_a_place_tells_its_spellings_and_which_the_gazetteer_has() -> None:
    rows = table(
        mention(IDLIB, surface="Idlib", actors=["Russia"], context="reported", topics=["aid"]),
        mention(IDLIB, surface="IDLIB", context="negated"),
        mention(IDLIB, surface="Edleb", said_by=["Iran"]),
    )
    profile = place_profile(rows, IDLIB.names)
    assert {one.surface: one.known for one in profile.spellings} == {"Idlib": True, "IDLIB": True, "Edleb": False}
    assert profile.reported == 1
    assert [one.value for one in profile.actors + profile.said_by + profile.topics] == ["Russia", "Iran", "aid"]
    assert {one.value: one.mentions for one in profile.contexts} == {"reported": 1, "negated": 1}


def test_an_actor_acts_is_accused_and_speaks() -> None:
    rows = table(
        mention(IDLIB, actors=["Army", "Other"]),
        mention(IDLIB, actors=["State"], alleged=["State"]),
        mention(LATAKIA, said_by=["Brigade"]),
        mention(None, actors=["Brigade", "Other"], said_by=["Brigade"]),
    )
    profile = actor_profile(rows, "State", PARENTS)
    assert (profile.doing, profile.alleged, profile.said) == (2, 1, 2)
    assert {one.value: one.mentions for one in profile.named_with} == {"Other": 2}
    assert {one.value for one in profile.parts} == {"Army", "Brigade"}
    assert {one.value: one.mentions for one in profile.places} == {"t-idlib": 2}
    army = actor_profile(rows, "Army", PARENTS)
    assert "State" not in {one.value for one in army.named_with}


def test_the_nearest_places_are_the_nearest_on_the_ellipsoid() -> None:
    places = Store(table(*(mention(p) for p in PLACES)), gazetteer()).on_map(Filter())
    found = nearest((IDLIB.lat, IDLIB.lon), places, IDLIB.id)
    assert [place.title for place, _ in found] == ["Khan Sheikhoun", "Latakia"]
    assert found[0][1] == pytest.approx(geodesic((35.93, 36.63), (35.44, 36.65)).km)
    assert GHOUTA.id not in {place.place_id for place, _ in found}
    assert nearest((35.0, 36.0), (), "x") == []


def test_no_more_than_a_handful_are_near() -> None:
    base = Store(table(mention(IDLIB)), gazetteer()).on_map(Filter())[0]
    many: list[PlaceCount] = [base._replace(place_id=f"p{i}", lat=35 + i / 100) for i in range(100)]
    found = nearest((35.0, base.lon), many, "p0")
    assert [place.place_id for place, _ in found] == [f"p{i}" for i in range(1, NEAREST + 1)]


def test_an_article_without_a_story_is_a_story_of_its_own() -> None:
    rows = table(*(mention(IDLIB, article_id=name, story_id="") for name in "ab"))
    assert (total(rows).stories, tally(rows, "place_id")[0].stories) == (2, 2)
    assert Store(rows, gazetteer(*PLACES)).count(Filter()).stories == 2
