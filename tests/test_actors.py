"""Actors: the capitals that a name needs, nationalities, and the table that an analyst edits."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.actors import COLUMNS, OFFICE_COLUMNS, ActorName, Actors, meant, wholes
from geo.exc import ActorsError
from tests.small_world import read

HEADER = ",".join(COLUMNS)
ROW = "Front,جبهة,armed group,,the Front|FRT|front fighters,,2012-01-23,2017-01-28"


def named(text: str) -> list[str]:
    """Return the actors of the sentence, whatever they do in it, told beside a place that is no actor."""
    rows = read(f"{text} in Saraqib.")
    assert rows
    return list(dict.fromkeys([*rows[-1]["actors"], *rows[-1]["said_by"]]))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The US sent trucks to people", ["United States"]),
        ("They gave us trucks", []),
        ("Give Us bread, the song goes,", []),
        ("IS fell", ["Islamic State"]),
        ("There is bread", []),
        ("Is there bread", []),
        ("ISIS and Isis fell", ["Islamic State"]),
        ("The rebels left", ["Syrian opposition"]),
        ("Rebels left", ["Syrian opposition"]),
        ("REBELS LEFT", ["Syrian opposition"]),
        ("Turkish and Russian patrols met", ["Turkey", "Russia"]),
        ("They crossed the Turkish border and stayed", []),
        ("Syrian refugees and Iraqi civilians stayed", []),
        ("He paid in Turkish lira", []),
        ("Russian envoys met", ["Russia"]),
        ("The Observatory counted nine dead", ["Syrian Observatory for Human Rights"]),
        ("An observatory stood", []),
        ("Government forces shelled a market", ["Syrian government"]),
        ("Assad spoke", ["Bashar al-Assad"]),
        ("The Islamic State of Iraq and Syria held a school", ["Islamic State"]),
        ("Fighters of the Deir ez-Zor Military Council met", ["Deir ez-Zor Military Council"]),
        ("The Kremlin spoke", ["Russia"]),
        ("Moscow's envoy left a base", ["Russia"]),
        ("A man from Moscow lived", []),
    ],
)
def test_actors_of_a_sentence(text: str, actors: list[str]) -> None:
    assert named(text) == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("زار الوفد الروسي مدينة سراقب", "Russia"),
        ("سيطرت داعش على منبج", "Islamic State"),
        ("قال المرصد السوري لحقوق الإنسان إن سراقب قصفت", "Syrian Observatory for Human Rights"),
        ("قالت روسيا إن سراقب قصفت", "Russia"),
    ],
)
def test_actors_of_an_arabic_sentence(text: str, actor: str) -> None:
    row = read(text)[-1]
    assert actor in [*row["actors"], *row["said_by"]]


def test_each_actor_is_told_once_and_the_article_s_apart() -> None:
    rows = read("Russia said Russian envoys saw Saraqib. Hezbollah left Homs.")
    assert [r["actors"] for r in rows] == [["Russia"], ["Russia"], ["Hezbollah"]]
    assert all(r["article_actors"] == ["Russia", "Hezbollah"] for r in rows)


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "actors.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_a_table_is_read_in_whatever_form_a_spreadsheet_writes(tmp_path: Path) -> None:
    expected = Actors.load(write(tmp_path, f"{HEADER}\n{ROW}\n")).by_name
    assert list(expected) == ["Front"]
    assert expected["Front"].aliases == ("the Front", "FRT", "front fighters")
    for text in (f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n", f"sep=;\n{HEADER}\n{ROW}\n".replace(",", ";")):
        assert Actors.load(write(tmp_path, text)).by_name == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["empty"]),
        (f"{HEADER}\n{ROW}\n\n{ROW}\n", ["line 4", "'Front'", "again", "line 2"]),
        (f"{HEADER}\n{ROW},more\n", ["line 2", "9 cells", "expected 8"]),
        (f"{HEADER}\n{ROW.replace('armed group', 'band')}\n", ["line 2", "kind", "'band'", "expected", "armed group"]),
        (f"{HEADER}\n{ROW.replace('2017-01-28', '28/1/17')}\n", ["line 2", "valid_to", "'28/1/17'", "expected"]),
        (f"{HEADER}\n{ROW.replace('group,,', 'group,Nobody,')}\n", ["line 2", "parent", "'Nobody'", "expected"]),
        (f"{HEADER}\n{ROW.replace('Front,جبهة', 'Front;x,جبهة')}\n", ["line 2", "name"]),
        (f"{HEADER}\n{ROW.replace('Front,جبهة', ',جبهة')}\n", ["line 2", "name", "expected"]),
        (f"{HEADER.replace('kind', 'sort')}\n{ROW}\n", ["line 1", "kind", "missing"]),
        (f'{HEADER}\n"{ROW}\n', ["cannot be told apart"]),
        (b"\xff\xfe" + HEADER.encode("utf-16-le"), ["UTF-16"]),
        (f"{HEADER}\nÉlan".encode("latin-1"), ["line 2", "Latin-1", "UTF-8"]),
    ],
)
def test_a_bad_table_is_refused_by_line(tmp_path: Path, text: str | bytes, told: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ActorsError) as error:
        Actors.load(path)
    assert all(part in str(error.value) for part in [str(path), *told]), str(error.value)


OFFICES_HEADER = ",".join(OFFICE_COLUMNS)
HELD = f"""{HEADER}
Office,منصب,office,,the office,,,
One,واحد,person,,,,,
Two,اثنان,person,,,,,
"""


def test_offices_tell_who_held_them_when(tmp_path: Path) -> None:
    offices = tmp_path / "offices.csv"
    offices.write_text(
        f"{OFFICES_HEADER}\nOffice,One,2012-01-01,2014-01-01\nOffice,Two,2014-01-01,\n", encoding="utf-8"
    )
    names = Actors.load(write(tmp_path, HELD), offices).index.get("the office")
    days = [date(2011, 1, 1), date(2012, 1, 1), date(2013, 12, 31), date(2014, 1, 1), date(2030, 1, 1)]
    assert [meant(names, day, day).actor for day in days] == ["Office", "One", "One", "Two", "Two"]
    assert meant(names, date(2013, 1, 1), date(2013, 12, 31)).actor == "One"
    assert meant(names, date(2013, 1, 1), date(2014, 12, 31)).actor == "Office"
    assert meant(names, None, None).actor == "Office"
    alone = Actors.load(write(tmp_path, HELD)).index.get("the office")
    assert [name.actor for name in alone] == ["Office"]


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ("Office,Nobody,2012-01-01,", ["line 2", "holder", "'Nobody'", "person"]),
        ("One,One,2012-01-01,", ["line 2", "office", "'One'", "expected"]),
        ("Office,One,2012,", ["line 2", "valid_from", "'2012'", "expected"]),
        ("Office,One,2014-01-01,2012-01-01", ["line 2", "valid_to", "before"]),
        ("Office,One,2012-01-01,2014-01-01\nOffice,Two,2013-12-31,", ["line 3", "'Two'", "at the time of 'One'"]),
    ],
)
def test_a_bad_table_of_offices_is_refused_by_line(tmp_path: Path, terms: str, told: list[str]) -> None:
    offices = tmp_path / "offices.csv"
    offices.write_text(f"{OFFICES_HEADER}\n{terms}\n", encoding="utf-8")
    with pytest.raises(ActorsError) as error:
        Actors.load(write(tmp_path, HELD), offices)
    assert all(part in str(error.value) for part in [str(offices), *told]), str(error.value)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["A,ا,armed group,,Name,,,2014-01-01", "B,ب,armed group,,Name,,2014-01-01,"], []),
        (["A,ا,armed group,,Name,,,", "B,ب,armed group,,Name,,2014-01-01,"], []),
        (["A,ا,armed group,,Name,,,", "B,ب,armed group,,the name,,,"], []),
        (["A,ا,armed group,,Name,,,", "B,ب,armed group,,NAME,,,"], ["line 3", "'NAME'", "'A'", "line 2"]),
        (["A,ا,armed group,,Name,,,2014-01-02", "B,ب,armed group,,Name,,2014-01-01,"], ["line 3", "'Name'", "line 2"]),
        (["A,ا,armed group,B,,,,", "B,ب,armed group,A,,,,"], ["line 2", "parent", "'B'", "circle"]),
        (["A,ا,armed group,A,,,,"], ["line 2", "parent", "'A'", "circle"]),
    ],
)
def test_names_and_parents_are_told_apart(tmp_path: Path, rows: list[str], told: list[str]) -> None:
    path = write(tmp_path, "\n".join([HEADER, *rows]))
    if not told:
        assert len(Actors.load(path).by_name) == len(rows)
        return
    with pytest.raises(ActorsError) as error:
        Actors.load(path)
    assert all(part in str(error.value) for part in told), str(error.value)


DAYS = st.dates(date(2011, 1, 1), date(2026, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=4), DAYS, st.integers(0, 800))
def test_the_actor_meant_holds_on_most_days_of_the_event(spans: list[list[date]], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    names = tuple(ActorName(str(no), "Name", False, *span) for no, span in enumerate(spans))
    chosen = meant(names, first, last)
    assert chosen in names
    days = {
        name.actor: sum(
            1
            for day in range(length + 1)
            if name.valid_from <= first + timedelta(days=day) <= name.valid_to  # type: ignore[operator]
        )
        for name in names
    }
    assert len(names) == 1 or days[chosen.actor] == max(days.values())


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6), st.sampled_from("abcdef"))
def test_wholes_end_whatever_the_parents_say(parents: dict[str, str], name: str) -> None:
    found = wholes(name, parents)
    assert len(set(found)) == len(found)
    assert all(parents[one] == two for one, two in itertools.pairwise([name, *found]))


@pytest.mark.parametrize(
    "text",
    ["Assad's regime held Saraqib.", "Assad’s regime held Saraqib.", "Syria's military held it in Saraqib"],
)
def test_an_alias_may_hold_a_possessive(text):
    assert read(text)[-1]["actors"] in (["Syrian government"], ["Syrian Armed Forces"])
