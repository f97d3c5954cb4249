"""Errors of decisions are told in the page's language, each of them; others as they tell themselves."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from geo.exc import DecisionError, GeoError
from geo.workspace import choices
from geo.workspace.workspace import Workspace
from tests.factories import IDLIB
from tests.workspaces import article, extract, row
from views import faults, language

ROOT = Path(__file__).resolve().parent.parent


def test_every_key_that_an_error_has_has_words() -> None:
    found = set()
    for path in (ROOT / "geo").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "worded":
                found |= {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
    known = {key.removeprefix("faults.") for key in language.catalogue() if key.startswith("faults.")}
    columns = {"", "date_end", "add", "remove"}  # of which column the key is chosen by
    assert found - columns == known - {"other"}


@pytest.mark.parametrize(
    ("make", "english", "arabic"),
    [
        (lambda r: choices.mark(r | {"mention_id": "x"}, "Rima"), "“Idlib” is not there", "«Idlib» غير موجودة"),
        (lambda _: choices.new_name("Rima", place_id="x", spelling="y"), "no folder", "التفاصيل بالإنجليزية"),
        (lambda r: choices.choose_place(r, IDLIB, " "), "Tell who", "اكتب اسم"),
        (lambda r: choices.note(r, "n", "Rima", why="x" * 10_001), "at most 10,000", "10,000"),
        (lambda r: choices.tag(r, "Rima", add=["a; b"]), "at least one name", "اسمًا واحدًا"),
        (lambda r: choices.drop_pin(r, 36, 37, "", "Rima"), "needs a title", "عنوان ونقطة"),
    ],
)
def test_it_is_told_in_both_languages(make: Any, english: str, arabic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.in_memory()
    workspace.add_articles([article("a")], extract)
    with pytest.raises(DecisionError) as met:
        workspace.decide(make(row(workspace, "a")))
    monkeypatch.setattr(language, "language", lambda: "en")
    assert english in faults.words(met.value)
    monkeypatch.setattr(language, "language", lambda: "ar")
    assert arabic in faults.words(met.value)


def test_an_error_without_words_tells_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "language", lambda: "ar")
    assert "x.csv: found {nothing}" in faults.words(GeoError("x.csv: found {nothing}"))
