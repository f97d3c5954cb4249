"""Two real articles with gold: every place, role, actor and date comes out as a person marked it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geo.articles import Article
from geo.dates import find_dates
from geo.extraction import Extractor
from geo.intake.reading import read_articles
from geo.resolution import distance_km
from tests.shared.conftest import SHARED

SEEDS = SHARED / "seeds"
PUBLISHED = {"000": date(2018, 9, 6), "002": date(2018, 9, 5)}
ABROAD = {
    "Turkey": "TR", "Ankara": "TR", "Astana": "KZ", "Washington": "US", "United States": "US", "Tehran": "IR",
    "Iraq": "IQ", "Brussels": "BE",
}  # fmt: skip
NEAR_KM = {"town": 5, "city": 8, "region": 12, "governorate": 60, "governorate or city": 60}
FILES = sorted(path.name for path in SEEDS.glob("0*.txt"))
Gold = dict[str, str]
Mention = dict[str, Any]


def gold(table: str, file: str) -> list[Gold]:
    with (SEEDS / table).open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["file"] == file]


def refuse(error: Exception) -> None:
    raise error


@cache
def article(file: str) -> Article:
    (only,) = read_articles([Path(SEEDS / file)], default_date=PUBLISHED[file[:3]], report=refuse)
    return only


@cache
def extractor() -> Extractor:
    return Extractor.load()


@cache
def mentions(file: str) -> list[Mention]:
    return extractor().mentions(article(file))


def drawn(file: str) -> list[Mention]:
    return [m for m in mentions(file) if m["status"] == "resolved" and m["role"] == "place"]


def over(rows: list[Mention], mark: Gold) -> list[Mention]:
    return [m for m in rows if m["start"] < int(mark["end"]) and m["end"] > int(mark["start"])]


def marked(**wanted: str) -> list[Any]:
    return [
        pytest.param(file, row, id=f"{file[:3]}-{row['surface']}-{row['start']}")
        for file in FILES
        for row in gold("gold_places.csv", file)
        if all(row[column] == value for column, value in wanted.items())
    ]


def test_the_seeds_are_there() -> None:
    assert len(FILES) == 2


@pytest.mark.parametrize(("file", "mark"), marked(role="place", on_map="1", repeat="0"))
def test_every_place_of_the_map_is_found_and_right(file: str, mark: Gold) -> None:
    rows = over(drawn(file), mark)
    assert len(rows) == 1
    (row,) = rows
    assert row["country"] == "SY"
    if mark["kind"] == "road":
        assert "M5" in row["place"]
        assert row["where_prec"] == 5
    elif mark["kind"] == "country":
        assert row["place"] == "Syria"
    else:
        assert distance_km((row["lat"], row["lon"]), (float(mark["lat"]), float(mark["lon"]))) <= NEAR_KM[mark["kind"]]


@pytest.mark.parametrize(("file", "mark"), [m for m in marked(role="place", repeat="0") if m.values[1]["context"]])
def test_what_is_told_and_what_is_background_or_feared(file: str, mark: Gold) -> None:
    assert {m["context"] for m in over(drawn(file), mark)} == {mark["context"]}


@pytest.mark.parametrize("file", FILES)
def test_no_other_place_gets_onto_the_map(file: str) -> None:
    known = [row for row in gold("gold_places.csv", file) if row["on_map"] == "1"]
    extra = [m for m in drawn(file) if m["country"] == "SY" and not any(over([m], mark) for mark in known)]
    assert [(m["surface"], m["start"]) for m in extra] == []


@pytest.mark.parametrize("file", FILES)
def test_repeated_headlines_are_skipped(file: str) -> None:
    repeated = [row for row in gold("gold_places.csv", file) if row["repeat"] == "1"]
    assert [row["surface"] for row in repeated if over(mentions(file), row)] == []


@pytest.mark.parametrize(("file", "mark"), marked(role="place", on_map="0"))
def test_places_abroad_lie_abroad(file: str, mark: Gold) -> None:
    assert ABROAD[mark["place"]] in {m["country"] for m in over(drawn(file), mark)}


@pytest.mark.parametrize("file", FILES)
def test_governments_stay_off_the_map(file: str) -> None:
    actors = [row for row in gold("gold_places.csv", file) if row["role"] == "actor" and row["repeat"] == "0"]
    on_map = [(row["surface"], row["start"]) for row in actors if over(drawn(file), row)]
    assert len(on_map) <= 1, on_map


@pytest.mark.parametrize(("file", "mark"), marked(role="event"))
def test_a_process_is_an_event(file: str, mark: Gold) -> None:
    assert [m["role"] for m in over(mentions(file), mark)] == ["event"]


@pytest.mark.parametrize(("file", "mark"), [p for p in marked(role="place", repeat="0") if p.values[1]["date_start"]])
def test_mentions_have_the_date_that_governs_them(file: str, mark: Gold) -> None:
    assert [(str(m["date_start"]), str(m["date_end"])) for m in over(drawn(file), mark)] == [
        (mark["date_start"], mark["date_end"])
    ]


@pytest.mark.parametrize("file", FILES)
def test_every_actor_that_is_asked_for_is_found(file: str) -> None:
    named = {name for m in mentions(file) for name in [*m["actors"], *m["article_actors"]]}
    assert {row["actor"] for row in gold("gold_actors.csv", file) if row["need"] == "1"} - named == set()


def test_hardly_an_actor_is_found_that_is_not_there() -> None:
    odd = [
        (file[:3], name)
        for file in FILES
        for name in {name for m in mentions(file) for name in [*m["actors"], *m["article_actors"]]}
        - {row["actor"] for row in gold("gold_actors.csv", file)}
    ]
    assert len(odd) <= 3, odd


@pytest.mark.parametrize("file", FILES)
def test_every_date_expression_is_read_as_marked_and_no_other(file: str) -> None:
    marks = gold("gold_dates.csv", file)
    published = PUBLISHED[file[:3]]
    found = {(d.start, d.end): d for d in find_dates(article(file).text, published)}
    spans = {(int(mark["start"]), int(mark["end"])): mark for mark in marks}
    assert set(spans) - set(found) == set()
    for span, mark in spans.items():
        d = found[span]
        assert d.expression == mark["expression"]
        if mark["date_start"]:
            told = str(d.first), str(d.last), str(d.prec)
            assert told == (mark["date_start"], mark["date_end"], mark["date_prec"]), d.expression
        else:
            assert d.first is not None
            assert d.last is not None
            assert published - timedelta(days=8) <= d.first <= d.last <= published
            assert str(d.prec) == mark["date_prec"]
    # An expression that the gold does not hold is one that stands there again, with the same meaning.
    known = {(mark["expression"].casefold(), mark["date_start"]) for mark in marks}
    extra = [d for span, d in found.items() if span not in spans]
    assert [d.expression for d in extra if (d.expression.casefold(), str(d.first)) not in known] == []
