"""Reports by place, day and topic, checked against a slow and plain count of the same rows."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date
from typing import Any

import openpyxl
import pyarrow.csv as pc_csv
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.days import EXPORT_SCHEMA, Days
from geo.exports.about import About
from geo.plain_export import to_csv, to_xlsx
from geo.query import Filter
from geo.store import Store
from tests.factories import IDLIB, KHAN_SHEIKHOUN, LATAKIA, RUSSIA, gazetteer, mention, table

ABOUT = About("none", date(2026, 11, 22), "0" * 64)
DAY = date(2017, 4, 4)

rows_of = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.sampled_from([IDLIB, KHAN_SHEIKHOUN, LATAKIA, None]),
            "date_start": st.sampled_from([DAY, date(2017, 4, 5), None]),
            "long": st.booleans(),
            "topics": st.lists(st.sampled_from(["aid", "shelling", "aid"]), max_size=3),
            "story_id": st.sampled_from(["s1", "s2", "s3"]),
            "article_id": st.sampled_from(["a1", "a2", "a3"]),
            "source": st.sampled_from(["Wire", "Paper", ""]),
            "context": st.sampled_from(["reported", "negated"]),
            "role": st.sampled_from(["place", "place", "actor"]),
        }
    ),
    max_size=25,
)


def days_of(*rows: dict[str, Any]) -> Days:
    return Days(Store(table(*rows), gazetteer()), Filter())


def made(told: dict[str, Any]) -> dict[str, Any]:
    more = {name: value for name, value in told.items() if name not in {"at", "long"}}
    if told["long"] and told["date_start"]:
        more["date_end"] = date(2017, 12, 31)
    return mention(told["at"], **more)


@settings(max_examples=60, deadline=None)
@given(rows_of)
def test_rows_are_what_a_plain_count_finds(told: list[dict[str, Any]]) -> None:
    rows = [made(one) for one in told]
    placed = [r for r in rows if r["role"] == "place" and r["status"] == "resolved"]
    expected: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in placed:
        if row["date_start"] and row["date_start"] == row["date_end"]:
            for topic in set(row["topics"]) or {""}:
                expected[row["date_start"], row["place_id"], topic].append(row)
    days = days_of(*rows)
    reports = days.page(0, 1000)
    assert {(r.day, r.place_id, r.topic) for r in reports} == set(expected)
    assert days.total == len(reports)
    assert days.undated == sum(r["date_start"] is None for r in placed)
    assert days.mentions + days.broader + days.undated == len(placed)
    for report in reports:
        own = expected[report.day, report.place_id, report.topic]
        assert report.stories == len({r["story_id"] for r in own})
        assert report.articles == len({r["article_id"] for r in own}) == len(report.links)
        assert report.mentions == len(own)
        assert report.reported == sum(r["context"] == "reported" for r in own)
        assert report.outlets == tuple(sorted({r["source"] for r in own} - {""}))
    assert [r.day for r in reports] == sorted((r.day for r in reports), reverse=True)
    paged = [r for start in range(0, days.total, 3) for r in days.page(start, 3, "stories")]
    assert [r.stories for r in paged] == sorted((r.stories for r in paged), reverse=True)
    assert len(paged) == days.total


def test_the_best_sentence_reports_states_its_day_and_is_sure() -> None:
    rows = [
        mention(sentence="denied", context="negated", confidence=1.0),
        mention(sentence="article's day", context="reported", date_source="published", confidence=1.0),
        mention(sentence="less sure", context="reported", confidence=0.7),
        mention(sentence="best", context="reported", confidence=0.9),
        mention(sentence="as good, later", context="reported", confidence=0.9),
    ]
    (report,) = days_of(*rows).page()
    assert report.best["sentence"] == "best"
    assert (report.reported, report.stated) == (4, 4)


def test_who_is_named_is_listed_by_how_often() -> None:
    rows = [
        mention(actors=["Turkey", "Russia"], alleged=["Turkey"], said_by=["Iran"]), mention(actors=["Russia"]),
    ]  # fmt: skip
    (report,) = days_of(*rows).page()
    assert (report.actors, report.alleged, report.said_by) == (("Russia", "Turkey"), ("Turkey",), ("Iran",))


def test_no_rows_make_no_days() -> None:
    days = days_of()
    assert (days.total, days.mentions, days.page()) == (0, 0, [])
    assert days.table().schema == EXPORT_SCHEMA


def test_an_export_reads_back_and_runs_no_formula() -> None:
    rows = [mention(RUSSIA, sentence="=cmd()", source="@wire", topics=["aid", "shelling"], actors=["Russia", "Iran"])]
    exported = days_of(*rows).table()
    back = pc_csv.read_csv(io.BytesIO(to_csv(exported, ABOUT))).to_pylist()
    assert [row["topic"] for row in back] == ["aid", "shelling"]
    assert back[0]["sentence"] == "'=cmd()"
    assert back[0]["actors"] == "Iran; Russia"
    assert "sha256" in back[0]["about"]
    assert not back[1]["about"]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(exported, ABOUT, "days")))
    cells = [[cell.value for cell in row] for row in book["days"].iter_rows()]
    assert cells[0] == EXPORT_SCHEMA.names
    assert cells[1][0].date() == date(2018, 9, 4)
    assert book["days"].cell(2, EXPORT_SCHEMA.names.index("sentence") + 1).data_type == "s"
    assert "attribution" in {row[0].value for row in book["about"].iter_rows()}


@pytest.mark.parametrize("day", [date(1860, 7, 9)])
def test_a_day_that_no_workbook_knows_is_written_as_text(day: date) -> None:
    exported = days_of(mention(date_start=day)).table()
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(exported, ABOUT, "days")))
    assert book["days"]["A2"].value == "1860-07-09"
