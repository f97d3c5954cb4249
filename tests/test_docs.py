"""The documents name everything that a user can see: a column, an option or a parameter that they lack fails here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo import actors, compiled, gazetteer
from geo.articles import FIELDS
from geo.cli import app
from geo.intake.limits import Limits, setting
from geo.intake.reading import ENDINGS
from geo.lists import RESULT_COLUMNS
from geo.mention import SCHEMA
from geo.query import PARAMS

ROOT = Path(__file__).resolve().parent.parent
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", list(SCHEMA), ids=lambda f: f.name)
def test_each_column_of_a_mention_is_described_as_the_schema_does(field):
    row = next(line for line in DATA.splitlines() if line.startswith(f"| `{field.name}` |"))
    assert row.endswith(f"| {field.metadata[b'description'].decode()} |")


@pytest.mark.parametrize(
    "name", [*gazetteer.COLUMNS, *actors.COLUMNS, *RESULT_COLUMNS, *FIELDS, *ENDINGS, *PARAMS.values()]
)
def test_the_document_names(name):
    assert f"`{name}`" in DATA


@pytest.mark.parametrize("field", fields(Limits), ids=lambda f: f.name)
def test_each_limit_is_described_with_its_default(field):
    assert f"| `{setting(field.name)}` | {field.default:,} |" in DATA


def test_the_setting_for_compiled_modules_is_described():
    assert f"`{compiled.VARIABLE}=0`" in DATA


@pytest.mark.parametrize("command", ["extract", "resolve"])
def test_each_command_stands_in_the_readme_and_teaches_by_examples(command):
    assert "Examples" in CliRunner().invoke(app, [command, "--help"]).output
    assert f"-m geo {command}" in README


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_readme_gives_the_two_commands(target):
    assert f"    make {target} " in README
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_links_and_pictures_of_the_documents_exist():
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
