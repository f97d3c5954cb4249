"""The table of actors as an analyst may edit it: shape, parents, dates, and no form that names two actors."""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "data" / "actors.csv"
COLUMNS = ["name", "name_ar", "kind", "parent", "aliases", "adjectives", "valid_from", "valid_to"]
KINDS = {"state", "government", "armed group", "organisation", "office", "person", "unidentified"}
SINGLE_LOWER_CASE_WORDS = {"rebel", "rebels", "peshmerga", "shabiha", "gunmen", "mukhabarat"}
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


def test_there_are_hundreds_of_every_kind() -> None:
    assert len(ROWS) >= 700
    assert {row["kind"] for row in ROWS} == KINDS


def test_names_are_unique_and_given_in_both_scripts() -> None:
    names = [row["name"] for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(row["name"].strip() and row["name_ar"].strip() for row in ROWS)


def test_no_form_names_two_actors_at_one_time() -> None:
    times = {row["name"]: (row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31") for row in ROWS}
    shared = owners("name", "name_ar", "aliases", "adjectives")
    for form, names in shared.items():
        dated = sorted(times[name] for name in names if times[name] != ("0001-01-01", "9999-12-31"))
        assert len(names) - len(dated) <= 1, form
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(dated)), form


def test_offices_are_held_by_people_one_at_a_time() -> None:
    with (TABLE.parent / "offices.csv").open(encoding="utf-8", newline="") as handle:
        terms = list(csv.DictReader(handle))
    kinds = {row["name"]: row["kind"] for row in ROWS}
    assert {kinds[term["office"]] for term in terms} == {"office"}
    assert {kinds[term["holder"]] for term in terms} == {"person"}
    assert {term["office"] for term in terms} == {name for name, kind in kinds.items() if kind == "office"}
    for _, held in itertools.groupby(terms, key=lambda term: term["office"]):
        spans = [(date.fromisoformat(t["valid_from"]), t["valid_to"]) for t in held]
        assert all(to and date.fromisoformat(to) <= begins for (_, to), (begins, _) in itertools.pairwise(spans))


def test_what_matters_has_arabic_names() -> None:
    arabic = re.compile("[\u0600-\u06ff]")
    assert all(arabic.search(row["name_ar"]) for row in ROWS)
    forces = [row for row in ROWS if row["kind"] in ("state", "government")]
    assert sum(any(arabic.search(a) for a in split(row["aliases"] + "|" + row["adjectives"])) for row in forces) >= 50


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
        ("Assad regime", "Syrian government"),
        ("Isis", "Islamic State"),
        ("داعش", "Islamic State"),
        ("opposition fighters", "Syrian opposition"),
        ("rebels", "Syrian opposition"),
        ("Moscow", "Russia"),
        ("Russian", "Russia"),
        ("الروسية", "Russia"),
        ("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights"),
        ("Assad", "Bashar al-Assad"),
    ],
)
def test_the_forms_that_wires_use(form: str, name: str) -> None:
    assert owners("name", "name_ar", "aliases", "adjectives")[form.casefold()] == {name}
