from __future__ import annotations

import doctest
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import filter_values, query
from geo.exc import FilterError
from geo.filter_values import SAID
from geo.gazetteer import GOVERNORATES
from geo.query import FILTERS, PARAMS, Filter, fold

IDS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.sampled_from(["007", "أحرار الشام", "a&b=c", "x;y", " ", "+", "%2F", "{{7*7}}", "\u2028", "\0", "#"]),
)


CORNERS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
RINGS = st.lists(CORNERS, min_size=4, max_size=6, unique_by=lambda c: (round(c[0], 4) + 0.0, round(c[1], 4) + 0.0))


def several(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    ids = {
        name: tuple(draw(st.lists(IDS, max_size=3)))
        for name in ("actors", "said_by", "places", "articles", "sources", "stories", "topics", "languages", "tags")
    }
    return Filter(
        **ids,
        actor_scope=draw(st.sampled_from(["sentence", "article"])),
        governorates=draw(several(*GOVERNORATES)),
        date_from=draw(st.sampled_from([None, first])),
        date_to=draw(st.sampled_from([None, last])),
        broad=draw(st.booleans()),
        undated=draw(st.booleans()),
        date_precs=draw(several(1, 5, 6)),
        dated_by=draw(several("sentence", "published", "none")),
        contexts=draw(several("reported", "planned_or_feared")),
        text=draw(st.just("") | IDS),
        shape=tuple(draw(st.lists(RINGS, max_size=2))),
        within=draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.001, 20_000))),
        where_precs=draw(several(1, 2, 7)),
        roles=draw(several("place", "actor")),
        statuses=draw(several("resolved", "ambiguous")),
        marked=draw(st.booleans()),
        added_since=draw(st.none() | st.datetimes(timezones=st.just(UTC))),
    )


@given(f=filters())
def test_a_filter_survives_its_url(f: Filter) -> None:
    url = urlencode(f.to_params(), doseq=True)
    assert Filter.from_params(parse_qs(url, keep_blank_values=True)) == (f, [])


@given(f=filters())
def test_what_is_not_set_is_not_in_the_url(f: Filter) -> None:
    assert set(f.to_params()) <= set(PARAMS.values())
    assert bool(f.to_params()) == (f != Filter())
    assert all(values and all(isinstance(v, str) for v in values) for values in f.to_params().values())


@given(f=filters())
def test_dropping_every_filter_leaves_none(f: Filter) -> None:
    assert tuple(f.words()) == f.active()
    for name in FILTERS:
        assert name not in f.without(name).active()
        f = f.without(name)
    assert f == Filter(actor_scope=f.actor_scope)


def test_each_field_has_a_parameter_of_its_own() -> None:
    assert list(PARAMS) == [field.name for field in fields(Filter)] == list(SAID)
    assert len(set(PARAMS.values())) == len(PARAMS)


def test_equal_questions_are_equal_filters() -> None:
    assert Filter(actors=("b", "a", "b")) == Filter(actors=["a", "b"])  # type: ignore[arg-type]
    assert Filter(text="  idlib ") == Filter(text="idlib")
    assert len({Filter(places=("a", "b")), Filter(places=("b", "a"))}) == 1
    assert Filter(where_precs=(2, 1, 2)) == Filter(where_precs=(1, 2))
    square = ((35.00001, 36.0), (36.0, 36.0), (36.0, 37.0))
    assert Filter(shape=((*square, square[0]),)) == Filter(shape=(((35.0, 36.0), *square[1:]),))
    moment = datetime(2026, 1, 31, 10, tzinfo=timezone(timedelta(hours=2)))
    assert Filter(added_since=moment).to_params() == {"added_since": ["2026-01-31T08:00:00Z"]}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"governorates": ("Idleb",)}, "found 'Idleb'; expected one of Damascus"),
        ({"actor_scope": "page"}, "expected sentence or article"),
        ({"date_from": date(2018, 9, 5), "date_to": date(2018, 9, 4)}, "from 2018-09-05 to 2018-09-04"),
        ({"date_from": "2018-09-05"}, "expected a date"),
        ({"date_to": datetime(2018, 9, 5)}, "expected a date"),  # noqa: DTZ001 -- what must be refused
        ({"actors": "Russia"}, "expected several values"),
        ({"actors": ("",)}, "found an empty value"),
        ({"articles": (7,)}, "expected text"),
        ({"places": ("\ud800",)}, "valid Unicode"),
        ({"text": "\ud800"}, "valid Unicode"),
        ({"text": None}, "expected text"),
        ({"contexts": ("told",)}, "found 'told'; expected one of reported"),
        ({"statuses": ("",)}, "empty value"),
        ({"where_precs": (8,)}, "found 8; expected a whole number from 1 to 7"),
        ({"date_precs": (True,)}, "found True; expected a whole number from 1 to 6"),
        ({"broad": 1}, "expected True or False"),
        ({"added_since": datetime(2026, 1, 1)}, "time zone"),  # noqa: DTZ001 -- what must be refused
        ({"shape": (((35, 36), (36, 37)),)}, "ring of 2 corners; expected three"),
        ({"shape": (((35, 36), (36, 37), (91, 36)),)}, "found 91; expected a number of at most 90"),
        (
            {"shape": (tuple((i / 100, j) for i in range(600) for j in (0, 1)),)},
            "1,200 corners; expected at most 1,000",
        ),
        ({"within": (35, 36)}, "expected latitude, longitude and km"),
        ({"within": (35, 36, 0)}, "a metre or more"),
        ({"within": (35, float("nan"), 1)}, "found nan"),
    ],
)
def test_what_can_match_nothing_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(FilterError) as error:
        Filter(**values)
    assert told in str(error.value)


def test_bad_values_of_a_url_are_left_out_and_told() -> None:
    f, told = Filter.from_params(
        {
            "actor": ["Russia", ""],
            "scope": "page",
            "governorate": ["Idlib", "Atlantis"],
            "from": "2018-02-31",
            "to": ["2018-9-4", "2018-09-05", "2019-01-01"],
            "q": ["a", "b"],
            "zoom": "7",
            "where_prec": ["2", "x"],
            "within": "1,2",
            "shape": ["1,2;3,4;5,7", "1,2;3"],
            "marked": "yes",
            "added_since": "2026-01-31",
        }
    )
    assert f == Filter(
        actors=("Russia",), governorates=("Idlib",), date_to=date(2018, 9, 5), text="a", where_precs=(2,),
        shape=(((1, 2), (3, 4), (5, 7)),),
    )  # fmt: skip
    assert len(told) == 12
    for part in (
        "empty", "'page'", "'Atlantis'", "'2018-02-31'", "'2018-9-4'", "to: found 3 values", "q: found 2", "'x'",
        "'1,2'; expected lat,lon,km", "'3'", "'yes'; expected 1 or 0", "'2026-01-31'; expected ISO 8601",
    ):  # fmt: skip
        assert sum(part in message for message in told) == 1


def test_a_range_that_ends_before_it_begins_keeps_its_beginning() -> None:
    f, told = Filter.from_params({"from": "2018-09-05", "to": "2018-09-04"})
    assert f == Filter(date_from=date(2018, 9, 5))
    assert told == ["to: left out 2018-09-04, which is before 2018-09-05"]


@given(params=st.dictionaries(st.sampled_from([*PARAMS.values(), "x"]), st.lists(st.text()) | st.text()))
def test_no_url_fails(params: dict[str, Any]) -> None:
    f, _ = Filter.from_params(params)
    assert Filter.from_params(f.to_params()) == (f, [])


def test_it_says_itself_in_words() -> None:
    f = Filter(
        actors=("Russia", "Iran"), actor_scope="article", places=("gn-1",), governorates=("Idlib",),
        date_from=date(2018, 9, 1), date_to=date(2018, 9, 30), articles=("007",), text="قصف",
    )  # fmt: skip
    assert f.describe({"gn-1": "Idlib"}) == (
        "actor: Iran or Russia (named in the article); place: Idlib (gn-1); governorate: Idlib; "
        'date: from 2018-09-01 to 2018-09-30; article: 007; text: "قصف"'
    )
    assert Filter().describe() == "none: all mentions"
    rest = Filter(
        said_by=("Iran",), date_to=date(2018, 9, 30), broad=True, undated=True, where_precs=(1, 2),
        within=(35, 36.5, 10), shape=(((35, 36), (36, 36), (36, 37)),), marked=True,
        added_since=datetime(2026, 1, 31, 8, tzinfo=UTC),
    )  # fmt: skip
    assert rest.describe() == (
        "said by: Iran; date: to 2018-09-30, also broader than a month, also without a date; in a shape of 3 corners: "
        "35.0 to 36.0 N, 36.0 to 37.0 E; within 10 km of 35.0, 36.5; precision of the place: 1 or 2; marked; "
        "added since: 2026-01-31 08:00 UTC"
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("IDLIB", "idlib"), ("إدلب", "ادلب"), ("حَلَب", "حلب"), ("حلـــب", "حلب"), ("Café", "cafe"), ("a\n b", "a b"),
        ("ß", "SS"), ("İdlib", "idlib"),
    ],
)  # fmt: skip
def test_text_is_compared_without_case_and_marks(asked: str, text: str) -> None:
    assert fold(asked) == fold(text)


def test_examples_in_the_documentation_run() -> None:
    assert doctest.testmod(query).failed == doctest.testmod(filter_values).failed == 0
