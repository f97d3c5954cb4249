"""The gold is sound, and what is measured on it does not fall below what stands (`tests/gold/floors.csv`)."""

from __future__ import annotations

import copy
import csv
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from bench import gold
from bench.accuracy import PARTS, SPLITS, blind_cards, select
from bench.systems import Find, ours
from geo.actors import Actors
from geo.dates import precision
from geo.gazetteer import Gazetteer
from geo.mention import Role, Status

FOLDER = Path(__file__).parent / "gold"
ITEMS = gold.load()
BLIND = gold.load(gold.BLIND)
CONTEXTS = {"reported", "negated", "planned_or_feared", "background", "locator", "unclear"}
TOPICS = {
    "air strike", "shelling", "ground fighting", "chemical", "IED and mines", "detention", "displacement", "aid",
    "talks and ceasefire", "change of control", "protest",
}  # fmt: skip
with (FOLDER / "floors.csv").open(encoding="utf-8") as stream:
    FLOORS = [(row["part"], row["measure"], float(row["floor"])) for row in csv.DictReader(stream)]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@cache
def actors() -> set[str]:
    return set(Actors.load().by_name)


@cache
def answers() -> list[list[Find]]:
    return ours([gold.article(item) for item in ITEMS])


@cache
def card(part: str) -> gold.Card:
    if part in SPLITS:
        return blind()[part]
    at = select(ITEMS, part)
    return gold.score([ITEMS[n] for n in at], [answers()[n] for n in at], gazetteer())


@cache
def blind() -> dict[str, gold.Card]:
    return blind_cards(gazetteer())


def finds_of(item: gold.Item) -> list[Find]:
    """Return the finds of a reader that answers as the gold does."""
    finds = []
    for m in item["mentions"]:
        sentence = next(
            s for s in item["sentences"] if s["field"] == m["field"] and s["start"] <= m["start"] < s["end"]
        )
        when = (m.get("dates") or [{"date_start": "", "date_end": ""}])[0]
        start, end = when.get("holds") or (when["date_start"], when["date_end"])
        row: dict[str, Any] = {"date_start": start, "date_end": end, "context": (m.get("context") or [""])[0]}
        row |= {measure: [names[0] for names in sentence[measure]] for measure in gold.SETS}
        place = gazetteer().by_id[m["place_ids"][0]] if m["place_ids"] else None
        where = (place.lat, place.lon, place.country, place.governorate, place.id) if place else ()
        finds.append(Find(m["field"], m["start"], m["end"], *where, role=m["role"], row=row))
    return finds


@pytest.mark.parametrize("item", ITEMS + BLIND, ids=lambda item: item["id"])
def test_each_item_is_sound(item):
    assert item["language"] in ("en", "ar")
    assert item["split"] in (SPLITS if item in BLIND else ("dev", "test"))
    assert item["cases"]
    assert not item["published"] or date.fromisoformat(item["published"])
    for sentence in item["sentences"]:
        assert item[sentence["field"]][sentence["start"] : sentence["end"]].strip()
        topics = {*sentence["topics_optional"]}.union(*sentence["topics"])
        assert topics <= TOPICS
        assert {name for m in ("actors", "said_by", "alleged") for names in sentence[m] for name in names} <= actors()
        assert all(any(names == given for given in sentence["actors"]) for names in sentence["alleged"])
    for m in item["mentions"]:
        assert item[m["field"]][m["start"] : m["end"]] == m["surface"]
        assert m["role"] in get_args(Role)
        assert m["status"] in get_args(Status)
        places = [gazetteer().by_id[i] for i in m["place_ids"]]
        assert bool(places) == (m["status"] == "resolved")
        assert not places or m["governorate"] == places[0].governorate
        if m["role"] == "place":
            assert set(m["context"]) <= CONTEXTS
            for interval in m["dates"] or []:
                assert is_interval(interval)


def is_interval(interval: dict[str, Any]) -> bool:
    if "holds" in interval:
        (held, last_held), (first, last) = interval["holds"], interval["within"]
        return (
            date.fromisoformat(first)
            <= date.fromisoformat(held)
            <= date.fromisoformat(last_held)
            <= date.fromisoformat(last)
        )
    start, end = interval["date_start"], interval["date_end"]
    if not start:
        return not end and interval["date_prec"] is None
    return interval["date_prec"] == precision(date.fromisoformat(start), date.fromisoformat(end))


def test_the_gold_is_large_and_balanced():
    assert len({item["id"] for item in ITEMS}) == len({item["text"] for item in ITEMS}) == len(ITEMS) >= 170
    languages = Counter(item["language"] for item in ITEMS)
    splits = Counter((item["language"], item["split"]) for item in ITEMS)
    assert min(languages.values()) > 0.45 * len(ITEMS)
    assert min(splits.values()) > 0.2 * len(ITEMS)


def test_a_reader_that_answers_as_the_gold_is_perfect_but_for_names_without_a_place():
    perfect = gold.score(ITEMS + BLIND, [finds_of(item) for item in ITEMS + BLIND], gazetteer())
    assert perfect.misses == []
    assert {round(score.value) for score in perfect.scores.values()} == {100}


def test_a_reader_that_finds_nothing_scores_nothing():
    empty = gold.score(ITEMS, [[] for _ in ITEMS], gazetteer())
    for measure in ("recognition exact", "recognition overlap", "resolution 5 km", "actors", "said_by", "topics"):
        assert empty.scores[measure].value == 0


def test_a_kind_word_may_stand_in_the_span_and_no_other_word():
    item = copy.deepcopy(next(i for i in ITEMS if i["mentions"][0]["start"] > 5))
    m = item["mentions"][0] | {"dates": None, "context": []}
    item |= {"mentions": [m], "sentences": []}
    kind = "village "
    item[m["field"]] = f"{kind}{m['surface']} fell"
    m |= {"start": len(kind), "end": len(kind) + len(m["surface"])}
    for end, right in ((m["end"], 1), (m["end"] + 5, 0)):
        found = gold.score([item], [[Find(m["field"], 0, end)]], gazetteer())
        assert found.scores["recognition exact"].right == right
        assert found.scores["recognition overlap"].right == 1


@pytest.mark.parametrize(("part", "measure", "floor"), FLOORS)
def test_nothing_falls_below_what_stands(part, measure, floor):
    assert part in (*PARTS, *SPLITS)
    value = card(part).scores[measure].value
    wrong = [miss for miss in card(part).misses if measure.split()[0] in miss]
    assert value >= floor, f"{measure} of {part}: {value:.1f}, floor {floor}\n" + "\n".join(wrong)
