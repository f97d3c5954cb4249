"""The table of actors as an analyst may edit it: shape, parents, dates, and no form that names two actors."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "data" / "actors.csv"
COLUMNS = ["name", "name_ar", "kind", "parent", "aliases", "adjectives", "valid_from", "valid_to"]
KINDS = {"state", "government", "armed group", "organisation", "person"}
SINGLE_LOWER_CASE_WORDS = {"rebel", "rebels", "peshmerga", "shabiha"}
"""The only aliases that are one word without a capital: each names a group and nothing else."""

with TABLE.open(encoding="utf-8", newline="") as handle:
    ROWS = list(csv.DictReader(handle))


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def forms(row: dict[str, str]) -> list[str]:
    return [row["name"], row["name_ar"], *split(row["aliases"]), *split(row["adjectives"])]


def owners(*columns: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for form in [f for c in columns for f in split(row[c])]:
            found[form.casefold()].add(row["name"])
    return found


def test_columns_stand_in_their_order() -> None:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        assert next(csv.reader(handle)) == COLUMNS
    assert all(set(row) == set(COLUMNS) and None not in row.values() for row in ROWS)


def test_there_are_at_least_150_of_every_kind() -> None:
    assert len(ROWS) >= 150
    assert {row["kind"] for row in ROWS} == KINDS


def test_names_are_unique_and_given_in_both_scripts() -> None:
    names = [row["name"] for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(row["name"].strip() and row["name_ar"].strip() for row in ROWS)


def test_no_form_names_two_actors() -> None:
    shared = {
        form: names for form, names in owners("name", "name_ar", "aliases", "adjectives").items() if len(names) > 1
    }
    assert shared == {}


def test_forms_are_clean() -> None:
    for row in ROWS:
        for form in forms(row):
            assert form == " ".join(form.split()) != "", (row["name"], form)
            assert not set(form) & set(";\n\t"), (row["name"], form)
        aliases = split(row["aliases"])
        assert len(set(aliases)) == len(aliases), row["name"]
        assert row["name"] not in aliases, row["name"]


def test_an_alias_without_a_capital_is_a_group_phrase() -> None:
    single = {
        alias
        for row in ROWS
        for alias in split(row["aliases"])
        if alias.isascii() and alias == alias.lower() and " " not in alias and "-" not in alias
    }
    assert single <= SINGLE_LOWER_CASE_WORDS


def test_first_names_and_common_words_stand_for_no_one() -> None:
    taken = owners("aliases", "name")
    for word in (
        "May",
        "Bush",
        "Hassan",
        "Ban",
        "Hunt",
        "Power",
        "Rice",
        "Johnson",
        "militants",
        "insurgents",
        "opposition",
    ):
        assert word.casefold() not in taken, word


def test_only_states_and_governments_have_adjectives() -> None:
    assert {row["kind"] for row in ROWS if row["adjectives"]} <= {"state", "government"}
    assert all(row["adjectives"] for row in ROWS if row["kind"] == "state" and row["name"] != "Holy See")


def test_parents_exist_and_make_no_cycle() -> None:
    parent = {row["name"]: row["parent"] for row in ROWS}
    for name in parent:
        seen, here = [name], parent[name]
        while here:
            assert here in parent, f"{seen[-1]}: no row named {here!r}"
            assert here not in seen, f"{name}: cycle over {here!r}"
            seen.append(here)
            here = parent[here]


def test_dates_are_iso_and_in_order() -> None:
    for row in ROWS:
        start, end = (date.fromisoformat(row[c]) if row[c] else None for c in ("valid_from", "valid_to"))
        assert not (start and end) or start <= end, row["name"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("the Observatory", "Syrian Observatory for Human Rights"),
        ("Assad's regime", "Syrian government"),
        ("government forces", "Syrian government"),
        ("Isis", "Islamic State"),
        ("داعش", "Islamic State"),
        ("opposition fighters", "Syrian opposition"),
        ("rebels", "Syrian opposition"),
        ("Moscow", "Russia"),
        ("Russian", "Russia"),
        ("الروسية", "Russia"),
        ("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights"),
        ("Jabhat al-Nusra", "al-Nusra Front"),
        ("Assad", "Bashar al-Assad"),
    ],
)
def test_the_forms_that_wires_use(form: str, name: str) -> None:
    assert owners("name", "name_ar", "aliases", "adjectives")[form.casefold()] == {name}
