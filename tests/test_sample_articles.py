"""The sample articles: how many, how long, dated, in two languages, and each says what it is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / "data" / "articles"
ARTICLES = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")
NOTICE = {"en": "Sample text written for this project.", "ar": "نص نموذجي كُتب لهذا المشروع."}
MISSION = ("Idlib", "Jisr al-Shughour", "Khan Sheikhoun", "Latakia", "Eastern Ghouta")


def parts(path: Path) -> tuple[dict[str, object], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def test_there_are_enough_in_both_languages() -> None:
    languages = [parts(path)[0]["language"] for path in ARTICLES]
    assert len(ARTICLES) >= 16
    assert languages.count("ar") >= 3
    assert set(languages) == {"en", "ar"}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_each_has_front_matter_a_fit_length_and_the_notice(path: Path) -> None:
    front, body = parts(path)
    assert set(front) == {"title", "date", "source", "language"}
    assert front["source"] == "Sample text written for this project"
    assert isinstance(front["title"], str)
    assert front["title"].strip()
    published = front["date"]
    assert isinstance(published, date)
    assert date(2011, 3, 1) <= published <= date(2024, 12, 31)
    assert path.stem.startswith(published.isoformat())
    text, _, notice = body.rpartition("\n\n")
    assert notice == NOTICE[str(front["language"])]
    assert 120 <= len(text.split()) <= 300


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_letters_are_those_of_the_language(path: Path) -> None:
    front, body = parts(path)
    arabic, latin = len(re.findall(r"[ء-ي]", body)), len(re.findall(r"[A-Za-z]", body))
    assert (arabic > latin) == (front["language"] == "ar")


def test_the_five_places_of_the_mission_are_named() -> None:
    everything = " ".join(parts(path)[1] for path in ARTICLES)
    assert [place for place in MISSION if place not in everything] == []


def test_the_events_of_september_2018_are_told() -> None:
    september = [path for path in ARTICLES if path.stem.startswith("2018-09")]
    assert len(september) == 2
    assert any("22 days" in parts(path)[1] for path in september)


def test_the_readme_lists_every_article() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in ARTICLES if f"| {path.stem} |" not in readme] == []
