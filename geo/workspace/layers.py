"""The analyst's own places and actors, in files of the workspace that lie over the shipped ones.

Shipped files are never altered: a layer is a file of the same columns, in which a row with the id of a place (or the
name of an actor) replaces that row whole, and any other is added. She may open it in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from geo.actors import COLUMNS, DEFAULT, OFFICES, Actors
from geo.exc import ActorsError, DecisionError, GazetteerError, WorkspaceError
from geo.gazetteer import DEFAULT as SHIPPED
from geo.gazetteer import Gazetteer, Place
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
        told = WorkspaceError(f"{layer}: cannot be written ({error.strerror})")
        raise told.worded("unwritable", name=layer, why=error.strerror) from error


def read_actors(layer: Path) -> list[dict[str, str]]:
    """Return the rows of the layer of actors; none where there is no layer."""
    rows = _actor_rows(layer) if layer.is_file() else {}
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in rows.values()]


def said(shipped: Place | None, names: Sequence[Decision]) -> Place | None:
    """Return the row that decisions of kind `name` about one place make of the shipped one, if there is one.

    The last row that they tell is the place; every spelling that they tell is a spelling of it.

    Raises
    ------
    DecisionError
        If a row is not one of the gazetteer.
    """
    place = shipped
    for row in (decision.after["row"] for decision in names if decision.after.get("row")):
        try:
            place = Place(**row | {"variants": tuple(row.get("variants", ()))})
        except TypeError as error:
            raise DecisionError(f"name, row: found {sorted(row)}; expected a whole row of the gazetteer") from error
    if place is None:
        return None
    return _spelled(place, [d.after["spelling"] for d in names if d.after.get("spelling") and not d.after.get("row")])


def unsaid(place: Place, names: Sequence[Decision]) -> Place:
    """Return a row that stands in the file alone, without the spellings that decisions gave it."""
    told = {decision.after["spelling"] for decision in names}
    return replace(place, variants=tuple(v for v in place.variants if v not in told))


def with_names(
    rows: dict[str, Place], shipped: Place | None, before: Place | None, after: Place | None, place_id: str
) -> None:
    """Give the rows of a layer what decisions now say of a place; write them with `save`.

    Parameters
    ----------
    rows
        The layer by id; is altered.
    shipped, before, after
        The place as it ships, as decisions (`said`) made it so far, and as they make it now.
    place_id
        Its id.
    """
    now = rows.get(place_id)
    same_row = before is not None and after is not None and replace(before, variants=()) == replace(after, variants=())
    if same_row and before and after and now not in (None, before, after, shipped):
        # She edited the row in the file: what decisions do not speak of stays as she wrote it.
        gone = set(before.variants) - set(after.variants)
        new = [v for v in after.variants if v not in before.variants]
        after = _spelled(replace(now, variants=tuple(v for v in now.variants if v not in gone)), new)
    if after is None or after == shipped:
        rows.pop(place_id, None)
    else:
        rows[place_id] = after


def _spelled(place: Place, spellings: Iterable[str]) -> Place:
    """Return a place with these spellings, each once."""
    known = (place.title, place.title_ar, *place.variants)
    return replace(place, variants=(*place.variants, *(s for s in dict.fromkeys(spellings) if s not in known)))


def save(layer: Path, rows: Iterable[Place]) -> None:
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
        told = WorkspaceError(f"{layer}: cannot be written ({error.strerror})")
        raise told.worded("unwritable", name=layer, why=error.strerror) from error


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
