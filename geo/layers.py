"""The analyst's own layer of the gazetteer: a second CSV file of the same columns, laid over the shipped one.

`python -m geo gazetteer import` writes it, whoever reads the gazetteer for an analyst (the command line, the app) lays
it over. It is in the user's data folder unless `SYRIA_MAP_LAYER` names a file; where that variable is set and empty,
there is no layer. The shipped file is never altered: without the layer, all is as it was.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from geo.exc import GazetteerError
from geo.gazetteer import COLUMNS, Gazetteer, Place, parse_rows
from geo.tables import atomic_writer

VARIABLE: Final = "SYRIA_MAP_LAYER"
"""Environment variable: the layer's file; empty for no layer."""

_APP: Final = "syria-mention-map"
_FILE: Final = "gazetteer-layer.csv"


def place_of_layer() -> Path | None:
    """Return the file in which the layer is, or would be; None where the analyst wants none."""
    named = os.environ.get(VARIABLE)
    if named is None:
        return user_data_path(_APP, appauthor=False) / _FILE
    return Path(named) if named else None


def layer_in_use(named: Path | None = None) -> Path | None:
    """Return the layer to lay over the gazetteer, if there is one.

    Parameters
    ----------
    named
        The file that a command was given; it has to exist. None: `place_of_layer`, if it exists.

    Raises
    ------
    GazetteerError
        If the file that was named does not exist.
    """
    if named is not None:
        if not named.is_file():
            raise GazetteerError(f"{named}: found no such file; expected a layer of the gazetteer (CSV)")
        return named
    usual = place_of_layer()
    return usual if usual is not None and usual.is_file() else None


def describe(gazetteer: Gazetteer) -> str:
    """Return what a layer did to the gazetteer, in one line; empty if there is none."""
    if gazetteer.layer is None:
        return ""
    path, added, replaced, _ = gazetteer.layer
    return f"layer: {added:,} place{'' if added == 1 else 's'} added, {replaced:,} replaced ({path})"


def write_layer(path: Path, places: Iterable[Place]) -> None:
    """Write places as a layer, whole or not at all; the folder is made where it is missing.

    Raises
    ------
    GazetteerError
        If a place is none that could be read again; nothing is written.
    OSError
        If the file cannot be written.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(cells, places))
    parse_rows(path, out.getvalue())
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_writer(path) as stream:
        stream.write(out.getvalue().encode("utf-8"))


def cells(place: Place) -> list[str]:
    """Return a place as the cells of a row, in the order of `COLUMNS`; read again, they give the same place."""
    return [
        place.id, place.title, place.title_ar, "|".join(place.variants), place.type, place.country, place.governorate,
        place.district, place.adm1_pcode, place.pcode, _number(place.lat), _number(place.lon),
        _number(place.extent_km), _number(place.uncertainty_km), place.geowkt,
        "" if place.population is None else str(place.population), str(int(place.disputed)), str(int(place.sensitive)),
        place.source,
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value)).removesuffix(".0")
