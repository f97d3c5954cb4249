"""The formats of an export, their limits, and the one way to write any of them.

>>> [kind.ending for kind in FORMATS if kind.limit is None]
['.csv', '.geojson', '.gpkg', '.png']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from geo.exc import ExportError
from geo.exports import geojson, geopackage, html_map, kml, picture, spreadsheet_csv, xlsx
from geo.exports.about import About
from geo.exports.positions import Positions
from geo.exports.rows import Rows
from geo.gazetteer import Gazetteer
from geo.overview import Counting
from geo.tables import atomic_writer


@dataclass(frozen=True)
class Export:
    """Rows on their way to a file.

    Attributes
    ----------
    rows
        Columns of SCHEMA, as they stand in the store; they are positioned on their way.
    about
        What the file says of itself. `about.exact` decides whether sensitive places stay where they are.
    gazetteer
        Where lines, areas and towns come from.
    counting
        What the circles of a map count.
    texts
        Whether the HTML map holds the sentences.
    language
        en or ar: of the words and names on maps.
    """

    rows: Rows
    about: About
    gazetteer: Gazetteer
    counting: Counting = "story"
    texts: bool = False
    language: str = "en"

    def positioned(self) -> Rows:
        """Return the rows as they may leave the house, with `point_is`."""
        return self.rows.changed(Positions(self.gazetteer, exact=self.about.exact))


class Format(NamedTuple):
    """One kind of file."""

    name: str
    ending: str
    media_type: str
    limit: int | None
    """Rows that it can have; None for any number."""
    why: str
    """Why it cannot have more."""
    write: Callable[[Export, BinaryIO], None]


FORMATS: Final = (
    Format(
        "CSV", ".csv", "text/csv", None, "",
        lambda e, stream: spreadsheet_csv.write_csv(e.positioned(), e.about, stream),
    ),
    Format(
        "XLSX", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.SHEET_ROWS - 1,
        "a sheet can hold no more below its header",
        lambda e, stream: xlsx.write_xlsx(e.positioned(), e.about, stream),
    ),
    Format(
        "GeoJSON", ".geojson", "application/geo+json", None, "",
        lambda e, stream: geojson.write_geojson(
            e.positioned(), stream, e.gazetteer.by_id, e.about.lines() | {"rows": f"{e.rows.count:,}"}
        ),
    ),
    Format(
        "KML", ".kmz", "application/vnd.google-earth.kmz", kml.LIMIT, "Google Earth becomes slow with more",
        lambda e, stream: kml.write_kmz(e.positioned(), e.about, stream, e.gazetteer.by_id),
    ),
    Format(
        "GeoPackage", ".gpkg", "application/geopackage+sqlite3", None, "",
        lambda e, stream: geopackage.write_geopackage(e.positioned(), e.about, stream, e.gazetteer.by_id),
    ),
    Format(
        "HTML", ".html", "text/html", html_map.LIMIT, "a browser becomes slow with more sentences",
        lambda e, stream: html_map.write_html(
            e.positioned(), e.about, stream, e.gazetteer.by_id, counting=e.counting, texts=e.texts, language=e.language
        ),
    ),
    Format(
        "PNG", ".png", "image/png", None, "",
        lambda e, stream: picture.write_png(
            e.positioned(), e.about, stream, e.gazetteer.by_id, counting=e.counting, language=e.language
        ),
    ),
)  # fmt: skip
"""In the order in which they are offered."""

BY_ENDING: Final = {kind.ending: kind for kind in FORMATS}


def write(ending: str, export: Export, stream: BinaryIO) -> None:
    """Write an export as the kind of file that an ending names.

    Raises
    ------
    ExportError
        If there is no such kind, or it cannot hold that many rows.
    """
    if ending not in BY_ENDING:
        raise ExportError(f"export: found the ending {ending!r}; expected one of {', '.join(BY_ENDING)}")
    refused = too_many(ending, export.rows.count, texts=export.texts)
    if refused:
        raise ExportError(refused)
    BY_ENDING[ending].write(export, stream)


def too_many(ending: str, count: int, *, texts: bool = False) -> str:
    """Return why a kind of file cannot hold that many rows; empty where it can."""
    kind = BY_ENDING[ending]
    limit = None if ending == ".html" and not texts else kind.limit
    if limit is None or count <= limit:
        return ""
    return (
        f"{kind.name}: found {count:,} rows; expected at most {limit:,}, since {kind.why}. "
        "Narrow the filter, or take CSV."
    )


def save(path: Path, export: Export) -> None:
    """Write a file whole or not at all, of the kind that its ending names.

    Raises
    ------
    ExportError
        As `write` does.
    OSError
        If the file cannot be written.
    """
    with atomic_writer(path) as stream:
        write(path.suffix.lower(), export, stream)
