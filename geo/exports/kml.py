"""KML for Google Earth, packed with its icons (KMZ), so that it opens styled and asks no other host for anything.

Folders by governorate and place, a placemark for each mention with its sentence and its span of days. Symbols are the
map's: a full circle for the place itself, a dashed ring for "near" it, hollow where the sentence does not report
(denied, feared, recalled); a road is a line, a region an area, a governorate its polygon. These shapes are drawn once,
and their mentions are placemarks without a geometry, in the list only. What has no shape (a name that was not placed, a
country, a district) is left out, and the description of the document says how many rows that is.

The file is made of text from outside, in a program that renders HTML: every text is escaped for HTML, then for XML.
`simplekml` is told not to escape: it would let pass what stands between CDATA marks, which an article can contain.
"""

from __future__ import annotations

import html
import threading
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, BinaryIO, Final

import simplekml
from PIL import Image, ImageDraw

from geo.exports.about import About
from geo.exports.basemap import governorate_rings
from geo.exports.cells import xml_text
from geo.exports.geometry import Shape, shape_of
from geo.exports.positions import POINT_IS, SPOT
from geo.exports.rows import Rows
from geo.gazetteer import Place
from geo.mention import LIST_SEPARATOR

LIMIT: Final = 10_000
"""Rows that Google Earth still shows at ease."""

ABROAD: Final = "Outside Syria, or across governorates"
_INK: Final = (43, 38, 34, 255)
_MARK: Final = (181, 67, 42)
_LINE: Final = "cc2a43b5"  # aabbggrr
_FILL: Final = "402a43b5"
_ICON: Final = 64
_LEFT_OUT: Final = (
    ("none: the name may", "may mean several places"),
    ("none: the gazetteer", "are not in the gazetteer"),
    ("none: the name is no place", "are no places here (a government, an event)"),
    ("none: the name says a country", "say only a country"),
    ("none: the name says a district", "say only a district"),
    ("", "have no shape that could be drawn"),
)
_ONE_AT_A_TIME: Final = threading.Lock()
"""simplekml keeps the document that it writes in a class, which all threads share."""


def write_kmz(rows: Rows, about: About, stream: BinaryIO, places: Mapping[str, Place]) -> None:
    """Write the document and its icons as a ZIP archive.

    Parameters
    ----------
    rows
        Columns of SCHEMA and `point_is`; at most `LIMIT` of them.
    about
        What the document says of itself.
    stream
        Where to.
    places
        Where lines and areas come from, by id.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", document(rows, about, places))
        for name, picture in _icons().items():
            archive.writestr(f"files/{name}.png", picture)


def document(rows: Rows, about: About, places: Mapping[str, Place]) -> str:
    """Return the KML."""
    folders: dict[str, dict[str, list[tuple[dict[str, Any], Shape]]]] = {}
    left_out: Counter[str] = Counter()
    drawn = 0
    for part in rows:
        for row in part.to_pylist():
            shape = shape_of(row, places)
            if row[POINT_IS].startswith("none") or not (shape.kind or row["place_id"] in governorate_rings()):
                left_out[next(words for begins, words in _LEFT_OUT if shape.says.startswith(begins))] += 1
                continue
            drawn += 1
            area = row["governorate"] if row["country"] == "SY" and row["governorate"] else ABROAD
            folders.setdefault(area, {}).setdefault(row["place_id"], []).append((row, shape))
    with _ONE_AT_A_TIME:
        kml = simplekml.Kml(name="Syria mention map", open=1)
        kml.parsetext(parse=False)
        kml.document.description = _outer(_told(about, drawn, left_out))
        kml.document.lookat = simplekml.LookAt(
            latitude=35.0, longitude=38.6, range=900_000, tilt=0, altitudemode=simplekml.AltitudeMode.relativetoground
        )
        styles = _styles()
        for style in styles.values():  # Google Earth finds shared styles in the document only, not in a folder
            (kml.document.styles if isinstance(style, simplekml.Style) else kml.document.stylemaps).append(style)
        for area in sorted(folders, key=lambda name: (name == ABROAD, name)):
            count = sum(map(len, folders[area].values()))
            folder = kml.newfolder(name=_outer(f"{area} ({count:,})"), open=0)
            for id_, found in sorted(folders[area].items(), key=lambda item: -len(item[1])):
                _place(folder, id_, found, styles)
        text: str = kml.kml(format=False)
    return text


def _place(folder: Any, id_: str, found: list[tuple[dict[str, Any], Shape]], styles: dict[str, Any]) -> None:
    """Add a folder with a place's mentions and, where it is no spot, its shape."""
    row, _ = found[0]
    inner = folder.newfolder(name=_outer(f"{row['place']} ({len(found):,})"), open=0)
    shapes = {shape.kind: shape for _, shape in found}
    whole = f"{row['place']}: the whole {row['types']} ({len(found):,})"
    if "LineString" in shapes:
        line = inner.newlinestring(name=_outer(whole), coords=shapes["LineString"].points)
        line.style = styles["line"]
    elif "Polygon" in shapes:
        area = inner.newpolygon(name=_outer(whole), outerboundaryis=shapes["Polygon"].points)
        area.style = styles["area"]
    elif id_ in governorate_rings():
        several = inner.newmultigeometry(name=_outer(whole))
        for outer, *holes in governorate_rings()[id_]:
            several.newpolygon(outerboundaryis=_lonlat(outer), innerboundaryis=[_lonlat(hole) for hole in holes])
        several.style = styles["governorate"]
    for row, shape in found:
        mark = inner.newpoint(name=_outer(f"{row['surface']} · {_days(row)}"))
        if shape.kind == "Point":
            mark.coords = shape.points
            near = "near" if row["where_prec"] == SPOT else "exact"
            mark.stylemap = styles[near if row["context"] in {"reported", ""} else f"{near}-hollow"]
        else:
            mark.placemark.geometry = None
        mark.description = _outer(_balloon(row, shape))
        if row["date_start"] is not None:
            mark.timespan.begin = row["date_start"].isoformat()
            mark.timespan.end = row["date_end"].isoformat()
        for name, value in row.items():
            if name in {"lat", "lon"} and shape.kind != "Point":
                continue  # a middle, which a program would take for a point
            if value is not None and value != "" and value != []:
                text = LIST_SEPARATOR.join(value) if isinstance(value, list) else str(value)
                mark.extendeddata.newdata(name=name, value=_outer(text))


def _balloon(row: Mapping[str, Any], shape: Shape) -> str:
    """Return what opens at a click, as HTML: the sentence first, then who, when, where, how sure."""
    where = shape.says if shape.kind else f"the whole {row['types']}, not a spot"
    facts = (
        ("where", f"{row['place']} ({where})"), ("when", _days(row)), ("named", ", ".join(row["actors"])),
        ("said by", ", ".join(row["said_by"])), ("context", row["context"].replace("_", " ")),
        ("article", " · ".join(filter(None, (row["article_title"] or row["article_id"], row["source"])))),
        ("address", row["url"]),
    )  # fmt: skip
    told = "".join(f'<br/><b>{name}:</b> <span dir="auto">{_inner(text)}</span>' for name, text in facts if text)
    return f'<p dir="auto">{_inner(row["sentence"])}</p><p>{told[5:]}</p>'


def _told(about: About, drawn: int, left_out: Counter[str]) -> str:
    lines = {"rows": f"{drawn:,} in this file"}
    if left_out:
        reasons = "; ".join(f"{rows:,} {words}" for words, rows in left_out.most_common())
        lines["left out"] = f"{left_out.total():,} rows of the filter: {reasons}"
    lines["shapes"] = (
        "A governorate, a road or an area is drawn once, without a date; its mentions stand in the list below it, "
        "without a point."
    )
    return "".join(f"<p><b>{name}:</b> {_inner(text)}</p>" for name, text in (lines | about.lines()).items())


def _days(row: Mapping[str, Any]) -> str:
    if row["date_start"] is None:
        return "no date"
    ends = dict.fromkeys((row["date_start"].isoformat(), row["date_end"].isoformat()))
    return " to ".join(ends)


def _inner(text: str) -> str:
    """Return text for HTML; `$[` would name a field of the placemark to Google Earth."""
    return html.escape(xml_text(text)).replace("$[", "&#36;[")


def _outer(text: str) -> str:
    """Return text, or HTML, for XML."""
    return html.escape(xml_text(text))


def _lonlat(ring: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    points = [(lon, lat) for lat, lon in ring]
    return [*points, points[0]]


def _styles() -> dict[str, Any]:
    """Return the styles by name; a placemark's name shows only where the pointer is."""
    styles: dict[str, Any] = {}
    for name in _icons():
        pair = simplekml.StyleMap()
        for style, size in ((pair.normalstyle, 0), (pair.highlightstyle, 0.9)):
            style.iconstyle.icon.href = f"files/{name}.png"
            style.iconstyle.scale = 0.9 if size else 0.7
            style.labelstyle.scale = size
        styles[name] = pair
    for name, width, fill in (("line", 4, None), ("area", 2, _FILL), ("governorate", 2, _FILL)):
        style = simplekml.Style()
        style.linestyle.color, style.linestyle.width = _LINE, width
        if fill:
            style.polystyle.color = fill
        styles[name] = style
    return styles


def _icons() -> dict[str, bytes]:
    """Return the symbols as PNG, by name."""
    return {
        "exact": _icon(fill=(*_MARK, 215)), "exact-hollow": _icon(fill=(255, 255, 255, 120), edge=(*_MARK, 255)),
        "near": _icon(fill=(*_MARK, 70), edge=(*_MARK, 255), dashed=True),
        "near-hollow": _icon(fill=(255, 255, 255, 60), edge=(*_MARK, 255), dashed=True),
    }  # fmt: skip


def _icon(fill: tuple[int, ...], edge: tuple[int, ...] = _INK, *, dashed: bool = False) -> bytes:
    size, rim = 4 * _ICON, 24
    picture = Image.new("RGBA", (size, size), (*edge[:3], 0))
    pen = ImageDraw.Draw(picture)
    box = (rim, rim, size - rim, size - rim)
    pen.ellipse(box, fill=fill)
    for start in range(0, 360, 45):
        pen.arc(box, start, start + (28 if dashed else 46), fill=edge, width=20 if dashed or edge != _INK else 10)
    out = BytesIO()
    picture.resize((_ICON, _ICON), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
