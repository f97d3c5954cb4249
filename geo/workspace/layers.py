"""The analyst's own places and actors, in files of the workspace that lie over the shipped ones.

Shipped files are never altered: a layer is a file of the same columns, in which a row with the id of a place (or the
name of an actor) replaces that row whole, and any other is added. She may open it in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from geo.actors import COLUMNS, DEFAULT, OFFICES, Actors
from geo.exc import ActorsError, DecisionError, GazetteerError, WorkspaceError
from geo.gazetteer import DEFAULT as SHIPPED
from geo.gazetteer import Gazetteer, Place, read_rows
from geo.layers import write_layer
from geo.tables import atomic_writer
from geo.textfiles import CsvRows, read_text
from geo.workspace.decisions import Decision

_OWN: Final = "own-"


def load_gazetteer(layer: Path, shipped: Path = SHIPPED) -> Gazetteer:
    """Return the gazetteer under the layer, if there is one."""
    return Gazetteer.load(shipped, layer if layer.is_file() else None)


def load_actors(layer: Path, shipped: Path = DEFAULT) -> Actors:
    """Return the actors under the layer, if there is one.

    Raises
    ------
    ActorsError
        If the layer, or both together, cannot be used: one name for two actors at a time, a parent that is no actor.
    """
    if not layer.is_file():
        return Actors.load(shipped)
    rows = {name: cells for path in (shipped, layer) for name, cells in _actor_rows(path).items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / DEFAULT.name
        path.write_text(_csv(list(rows.values())), "utf-8")
        try:
            return Actors.load(path, OFFICES if shipped == DEFAULT else None)
        except ActorsError as error:
            raise ActorsError(f"{layer}, over {shipped.name}: {str(error).removeprefix(str(path))}") from error


def write_actors(layer: Path, rows: list[dict[str, str]], shipped: Path = DEFAULT) -> None:
    """Write rows (columns of data/actors.csv) as the layer of actors, if they can be read over the shipped ones.

    Raises
    ------
    ActorsError
        If they cannot; nothing is written.
    WorkspaceError
        If the file cannot be written.
    """
    text = _csv([[row.get(name, "") for name in COLUMNS] for row in rows])
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / layer.name
        trial.write_text(text, "utf-8")
        load_actors(trial, shipped)
    try:
        with atomic_writer(layer) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        raise WorkspaceError(f"{layer}: cannot be written ({error.strerror})") from error


def read_actors(layer: Path) -> list[dict[str, str]]:
    """Return the rows of the layer of actors; none where there is no layer."""
    rows = _actor_rows(layer) if layer.is_file() else {}
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in rows.values()]


def with_name(layer: Path, gazetteer: Gazetteer, decision: Decision) -> tuple[Place, ...]:
    """Return the rows of the layer with what a decision of kind `name` adds; write them with `save`.

    Raises
    ------
    DecisionError
        If the place is none of the gazetteer's, or has the spelling already.
    """
    rows = read_rows(layer) if layer.is_file() else {}
    after = decision.after
    if after.get("row"):
        row = after["row"]
        try:
            rows[row["id"]] = Place(**row | {"variants": tuple(row.get("variants", ()))})
        except TypeError as error:
            raise DecisionError(f"name, row: found {sorted(row)}; expected a whole row of the gazetteer") from error
        return tuple(rows.values())
    place = rows.get(after["place_id"]) or gazetteer.by_id.get(after["place_id"])
    if place is None:
        raise DecisionError(f"name, place_id: found {after['place_id']!r}; expected the id of a place")
    if after["spelling"] in (place.title, place.title_ar, *place.variants):
        raise DecisionError(f"name, spelling: {place.title} has {after['spelling']!r} already")
    rows[place.id] = replace(place, variants=(*place.variants, after["spelling"]))
    return tuple(rows.values())


def without_name(layer: Path, decision: Decision) -> tuple[Place, ...]:
    """Return the rows of the layer without what a decision of kind `name` added."""
    rows = read_rows(layer) if layer.is_file() else {}
    after = decision.after
    place = rows.get(after["place_id"])
    if place is not None and after.get("row"):
        del rows[place.id]
    elif place is not None:
        rows[place.id] = replace(place, variants=tuple(v for v in place.variants if v != after["spelling"]))
    return tuple(rows.values())


def save(layer: Path, rows: tuple[Place, ...]) -> None:
    """Write the layer of the gazetteer, whole or not at all.

    Raises
    ------
    WorkspaceError
        If a row cannot be right, or the file cannot be written.
    """
    try:
        write_layer(layer, rows)
    except GazetteerError as error:
        raise DecisionError(f"name: {error}") from error
    except OSError as error:
        raise WorkspaceError(f"{layer}: cannot be written ({error.strerror})") from error


def _actor_rows(path: Path) -> dict[str, list[str]]:
    text, _ = read_text(path, ActorsError, "a table of actors (CSV)")
    rows = CsvRows(path, text, ActorsError)
    missing = [name for name in COLUMNS if name not in rows.header]
    if missing:
        raise ActorsError(f"{path}, line 1: column {missing[0]} is missing; expected {', '.join(COLUMNS)}")
    where = [rows.header.index(name) for name in COLUMNS]
    found = ([rows.fitted(row)[i].strip() for i in where] for row in rows)
    return {cells[0]: cells for cells in found}


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()
