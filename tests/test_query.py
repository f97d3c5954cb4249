from __future__ import annotations

import doctest
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import query
from geo.exc import FilterError
from geo.gazetteer import GOVERNORATES
from geo.query import FILTERS, PARAMS, Filter, fold

IDS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.sampled_from(["007", "أحرار الشام", "a&b=c", "x;y", " ", "+", "%2F", "{{7*7}}", "\u2028", "\0", "#"]),
)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    return Filter(
        actors=tuple(draw(st.lists(IDS, max_size=3))),
        actor_scope=draw(st.sampled_from(["sentence", "article"])),
        places=tuple(draw(st.lists(IDS, max_size=3))),
        governorates=tuple(draw(st.lists(st.sampled_from(list(GOVERNORATES)), max_size=3))),
        date_from=draw(st.sampled_from([None, first])),
        date_to=draw(st.sampled_from([None, last])),
        articles=tuple(draw(st.lists(IDS, max_size=3))),
        text=draw(st.just("") | IDS),
    )


@given(f=filters())
def test_a_filter_survives_its_url(f: Filter) -> None:
    url = urlencode(f.to_params(), doseq=True)
    assert Filter.from_params(parse_qs(url, keep_blank_values=True)) == (f, [])


@given(f=filters())
def test_what_is_not_set_is_not_in_the_url(f: Filter) -> None:
    assert set(f.to_params()) <= set(PARAMS.values())
    assert bool(f.to_params()) == bool(f.active() or f.actor_scope != "sentence")
    assert all(values and all(isinstance(v, str) for v in values) for values in f.to_params().values())


@given(f=filters())
def test_dropping_every_filter_leaves_none(f: Filter) -> None:
    for name in FILTERS:
        assert name not in f.without(name).active()
        f = f.without(name)
    assert f == Filter(actor_scope=f.actor_scope)


@given(f=filters())
def test_conditions_hold_no_values_and_name_their_parameters(f: Filter) -> None:
    plain = Filter(
        actors=("x",) if f.actors else (),
        actor_scope=f.actor_scope,
        places=("x",) if f.places else (),
        governorates=("Homs",) if f.governorates else (),
        date_from=f.date_from and date(2000, 1, 1),
        date_to=f.date_to and date(2001, 1, 1),
        articles=("x",) if f.articles else (),
        text="x" if f.text else "",
    )
    assert f.where() == plain.where()
    assert set(f.parameters()) == set(plain.parameters())
    assert all(f"${name}" in f.where() for name in f.parameters())
    assert f.where().count("$") - f.where().count("$text") == len(f.parameters()) - bool(f.text)


def test_equal_questions_are_equal_filters() -> None:
    assert Filter(actors=("b", "a", "b")) == Filter(actors=["a", "b"])  # type: ignore[arg-type]
    assert Filter(text="  idlib ") == Filter(text="idlib")
    assert len({Filter(places=("a", "b")), Filter(places=("b", "a"))}) == 1


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
        }
    )
    assert f == Filter(actors=("Russia",), governorates=("Idlib",), date_to=date(2018, 9, 5), text="a")
    assert len(told) == 7
    for part in ("empty", "'page'", "'Atlantis'", "'2018-02-31'", "'2018-9-4'", "to: found 3 values", "q: found 2"):
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
    assert doctest.testmod(query).failed == 0
