"""The documents name what the commands of the gazetteer read and write."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import typer

from geo.cli_gazetteer import app
from geo.gazetteer_import import REPORT, What
from geo.gazetteer_tables import FIELDS
from geo.layers import VARIABLE

ROOT = Path(__file__).resolve().parent.parent
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
OPTIONS = sorted(
    {
        option
        for name, command in typer.main.get_command(app).commands.items()  # type: ignore[attr-defined]
        if name in ("import", "update")
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
)


@pytest.mark.parametrize("name", [*FIELDS, *REPORT, *get_args(What), "refused", VARIABLE, *OPTIONS])
def test_the_document_names(name: str) -> None:
    assert f"`{name}" in DATA


@pytest.mark.parametrize("command", ["import", "update"])
def test_each_command_is_described(command: str) -> None:
    assert f"python -m geo gazetteer {command}" in DATA
