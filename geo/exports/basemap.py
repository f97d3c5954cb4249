"""The basemap's outlines, read from the file that the browser draws: every map of ours has the same lines."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from geo.paths import STATIC

Point = tuple[float, float]
"""Latitude and longitude, degrees WGS 84."""


@cache
def basemap() -> dict[str, Any]:
    """Return governorates, land, lakes, the Golan Heights and labels, as `scripts/bake_basemap.py` wrote them."""
    return _object("basemap.js")


@cache
def waters() -> list[dict[str, Any]]:
    """Return rivers and lakes of the gazetteer: `shape` line or area, `points` (lat, lon)."""
    found: list[dict[str, Any]] = _object("gazetteer.js")["water"]
    return found


@cache
def governorate_rings() -> dict[str, list[list[list[Point]]]]:
    """Return the polygons of each governorate by its id: an outer ring and holes, each a list of (lat, lon)."""
    return {row["id"]: row["rings"] for row in basemap()["governorates"]}


def _object(name: str) -> dict[str, Any]:
    text = (STATIC / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return found
