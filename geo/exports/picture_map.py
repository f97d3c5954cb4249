"""The map of the picture: the basemap and the marks of the app's map, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

from PIL import Image, ImageDraw

from geo.exports.basemap import basemap, governorate_rings, waters
from geo.exports.canvas import Canvas, Pixel
from geo.exports.lettering import Lettering
from geo.exports.marks import NEAR, PARTLY_NEAR, Mark, Marks

Box = tuple[float, float, float, float]

SYRIA: Final = ((32.15, 35.25), (37.5, 42.75))
"""What the map shows whole: south-west and north-east corner, lat and lon."""
COLOURS: Final = {
    "sea": "#dde5ea", "land": "#ecebe6", "syria": "#fbfaf7", "line": "#c9c6bd", "border": "#8d897f",
    "water": "#b9cbd6", "mark": "#b5432a", "tint": "#c65a3f", "ink": "#2b2622", "away": "#77726a", "river": "#2f6f9f",
    "tinted": "#d98f7c", "quiet": "#6f6a61", "paper": "#ffffff", "edge": "#cfcbc2", "seaword": "#6c8494",
}  # fmt: skip
"""Of `static/map/state.js`, its light theme."""
LARGEST: Final = 24
SMALLEST: Final = 3.5
"""Radius of the most counted place, and the least that is drawn, in points."""
_NAMED: Final = 70
_BEYOND: Final = 90
"""Points beyond the map's edge where a country's name still stands for what is seen of it."""


def radius(count: int, most: int) -> float:
    """Return a circle's radius in points: its area is proportional to the count."""
    return max(SMALLEST, LARGEST * math.sqrt(count / most))


def most_counted(found: Marks) -> int:
    """Return the count whose circle is the largest."""
    return max([10, *(mark.count for mark in found.points)])


def draw_map(size: tuple[int, int], scale: float, found: Marks, language: str, taken: list[Box]) -> Image.Image:
    """Return the map as a picture.

    Parameters
    ----------
    size
        Width and height, pixels.
    scale
        Pixels to a point.
    found
        What is drawn.
    language
        en or ar: of the names.
    taken
        Boxes that no label may touch (the legend), pixels.
    """
    canvas = Canvas(size, SYRIA, scale, COLOURS["sea"])
    _land(canvas)
    _tints(canvas, found)
    _waters(canvas)
    _areas_and_lines(canvas, found)
    most = most_counted(found)
    for mark in found.points:
        draw_circle(canvas, canvas.at(*mark.at), radius(mark.count, most), mark.near, mark.abroad, mark.hollow)
    picture = canvas.finished()
    _Labels(picture, canvas, found, most, language, taken).draw()
    return picture


def draw_circle(canvas: Canvas, at: Pixel, r: float, near: int, abroad: bool = False, hollow: bool = False) -> None:
    """Draw the circle of a place, as its mentions ask for; the legend draws its samples with it."""
    c, colour = COLOURS, COLOURS["away" if abroad else "mark"]
    dash = (3.0, 2.4) if near == NEAR else None
    alpha = 0.55 if hollow else 0.16 if near == NEAR else 0.72
    outlined = hollow or near == NEAR
    canvas.circle(
        at, r, c["syria"] if hollow else colour, alpha, colour if outlined else c["ink"], 1.7 if outlined else 0.9, dash
    )
    if near == PARTLY_NEAR:
        canvas.circle(at, r + 3.2, None, 0, colour, 1.2, (3.0, 2.4))


def _land(canvas: Canvas) -> None:
    c, base = COLOURS, basemap()
    for polygon in (polygon for country in base["land"] for polygon in country):
        canvas.polygon(polygon, c["land"])
        for ring in polygon:
            canvas.line(ring, c["line"], 0.8, closed=True)
    for polygons in governorate_rings().values():
        for polygon in polygons:
            canvas.line(polygon[0], c["border"], 2.6, closed=True)
    for polygon in base["golan"]:
        canvas.polygon(polygon, c["syria"], 0.55)
        canvas.hatch(polygon[0], c["border"], 3.4, 0.7, 0, 0.7)
        canvas.line(polygon[0], c["border"], 1.2, dash=(3, 3), closed=True)
    for polygons in governorate_rings().values():
        for polygon in polygons:
            canvas.polygon(polygon, c["syria"])
    for polygons in governorate_rings().values():
        for polygon in polygons:
            canvas.line(polygon[0], c["line"], 0.8, closed=True)


def _waters(canvas: Canvas) -> None:
    c = COLOURS
    for ring in basemap()["lakes"]:
        canvas.polygon([ring], c["water"])
    for water in waters():
        if water["shape"] == "line":
            canvas.line(water["points"], c["water"], 1.5)
        else:
            canvas.polygon([water["points"]], c["water"])


def _tints(canvas: Canvas, found: Marks) -> None:
    c = COLOURS
    most = max([1, *(mark.count for mark in found.governorates)])
    for mark in found.governorates:
        for polygon in governorate_rings()[mark.id]:
            canvas.polygon(polygon, c["tint"], 0.02 if mark.hollow else 0.1 + 0.3 * math.sqrt(mark.count / most))
            canvas.line(polygon[0], c["tint" if mark.hollow else "tinted"], 1.4 if mark.hollow else 0.8, closed=True)


def _areas_and_lines(canvas: Canvas, found: Marks) -> None:
    c = COLOURS
    for mark in found.areas:
        if not mark.hollow:
            canvas.hatch(mark.outline, c["mark"], 5, 1.3, 0.12, 0.5)
        canvas.line(mark.outline, c["mark"], 1.3, dash=(2, 3.5), closed=True)
    for mark in found.lines:
        width = min(8, 1.8 + 0.7 * math.sqrt(mark.count))
        colour = c["river" if mark.tally.place["types"] == "river" else "mark"]
        canvas.line(mark.outline, colour if mark.hollow else c["syria"], width + 2.5, 0.95)
        canvas.line(mark.outline, c["syria"] if mark.hollow else colour, width, 1 if mark.hollow else 0.75)


class _Labels:
    """Names on the map, the important ones first, each only where it is free."""

    def __init__(
        self, picture: Image.Image, canvas: Canvas, found: Marks, most: int, language: str, taken: list[Box]
    ) -> None:
        self._pen = ImageDraw.Draw(picture)
        self._text = Lettering(self._pen)
        self._canvas, self._found, self._language = canvas, found, language
        self._scale = canvas.scale
        self._taken = list(taken)
        self._circles = [
            (canvas.at(*m.at), (radius(m.count, most) + (4 if m.near == PARTLY_NEAR else 0)) * self._scale)
            for m in found.points
        ]

    def draw(self) -> None:
        counted = {mark.id: mark for mark in self._found.governorates}
        for row in sorted(
            basemap()["governorates"], key=lambda g: -(counted[g["id"]].count if g["id"] in counted else 0)
        ):
            if row["id"] in counted:
                self._governorate(row, counted[row["id"]])
        places = list(zip(self._found.points, self._circles, strict=True))[:_NAMED]
        for i, (mark, (at, r)) in enumerate(places):
            self._place(mark, at, r, 12.5 if i < 12 else 11.5)
        for row in basemap()["governorates"]:
            if row["id"] not in counted:
                self._governorate(row, None)
        for row in basemap()["labels"]:
            if row["zoom"] == 0:
                self._country(row)

    def _governorate(self, row: dict[str, Any], mark: Mark | None) -> None:
        """Write a governorate's name; where it was named itself, with the number in a pill below."""
        name = row["ar"] if self._language == "ar" else row["name"].upper()
        small, spaced = self._px(10.5), 0.9 * self._scale
        wide = self._text.width(name, small) + (spaced * len(name) if self._language != "ar" else 0)
        number = f"{mark.count:,}" if mark else ""
        pill = self._text.width(number, self._px(11.5), bold=True) + 11 * self._scale if mark else 0
        high = (15 + (18 if mark else 0)) * self._scale
        box_wide = max(wide, pill)
        x, y = self._canvas.at(*row["at"])
        for left, top in self._around(x, y, box_wide, high, 120 if mark else 48):
            box = (left, top, left + box_wide, top + high)
            if self._free(box):
                break
        else:
            if mark is None:
                return
            left, top = x - box_wide / 2, y - high / 2
            box = (left, top, left + box_wide, top + high)
        self._take(box)
        self._text.draw(
            left + (box_wide - wide) / 2, top + 7.5 * self._scale, name, small, COLOURS["ink" if mark else "quiet"],
            halo=COLOURS["syria"], spaced=spaced,
        )  # fmt: skip
        if mark:
            middle, middle_y = left + box_wide / 2, top + 24 * self._scale
            edge = (middle - pill / 2, middle_y - 8 * self._scale, middle + pill / 2, middle_y + 8 * self._scale)
            self._pen.rounded_rectangle(edge, 8 * self._scale, COLOURS["paper"], COLOURS["mark"], round(self._scale))
            self._text.draw(
                middle - pill / 2 + 5.5 * self._scale, middle_y, number, self._px(11.5), COLOURS["mark"], bold=True
            )

    def _place(self, mark: Mark, at: Pixel, r: float, points: float) -> None:
        size = self._px(points)
        name = mark.title(self._language)
        wide, high = self._text.width(name, size, bold=True), 1.3 * size
        gap = r + 3 * self._scale
        for left, top in _beside(at, gap, wide, high):
            box = (left, top, left + wide, top + high)
            if self._free(box, own=at):
                self._take(box)
                self._text.draw(left, top + high / 2, name, size, COLOURS["ink"], bold=True, halo=COLOURS["syria"])
                return

    def _country(self, row: dict[str, Any]) -> None:
        name = row["ar"] if self._language == "ar" else row["name"]
        size, spaced = self._px(12), 0 if self._language == "ar" else 2 * self._scale
        wide, high = self._text.width(name, size) + spaced * len(name), 1.3 * size
        x, y = self._canvas.at(*row["at"])
        if not -_BEYOND * self._scale < y < self._canvas.size[1] + _BEYOND * self._scale:
            return
        y = min(max(y, 16 * self._scale), self._canvas.size[1] - 16 * self._scale)  # a country begins within the map
        for left, top in self._around(x, y, wide, high, 40):
            box = (left, top, left + wide, top + high)
            if self._free(box):
                self._take(box)
                halo = COLOURS["sea" if row["sea"] else "land"]
                colour = COLOURS["seaword" if row["sea"] else "quiet"]
                self._text.draw(left, top + high / 2, name, size, colour, halo=halo, spaced=spaced)
                return

    def _free(self, box: Box, own: Pixel | None = None) -> bool:
        margin = 4 * self._scale
        wide, high = self._canvas.size
        if box[0] < margin or box[1] < margin or box[2] > wide - margin or box[3] > high - margin:
            return False
        if any(box[0] < t[2] and box[2] > t[0] and box[1] < t[3] and box[3] > t[1] for t in self._taken):
            return False
        for (x, y), r in self._circles:
            if (x, y) == own:
                continue
            dx, dy = max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])
            if dx * dx + dy * dy < r * r:
                return False
        return True

    def _take(self, box: Box) -> None:
        edge = 2 * self._scale
        self._taken.append((box[0] - edge, box[1] - edge / 2, box[2] + edge, box[3] + edge / 2))

    def _around(self, x: float, y: float, wide: float, high: float, reach: float) -> Iterator[Pixel]:
        """Return left upper corners for a box round a point, nearest first."""
        yield x - wide / 2, y - high / 2
        step = 10 * self._scale
        for i in range(1, round(reach * self._scale / step) + 1):
            for turn in range(12):
                angle = turn * math.pi / 6
                yield x - wide / 2 + i * step * math.cos(angle), y - high / 2 + i * step * math.sin(angle)

    def _px(self, points: float) -> int:
        return round(points * self._scale)


def _beside(at: Pixel, gap: float, wide: float, high: float) -> Iterable[Pixel]:
    x, y = at
    mid = y - high / 2
    slant = gap * 0.7
    return (
        (x + gap, mid), (x - gap - wide, mid), (x - wide / 2, y - gap - high), (x - wide / 2, y + gap),
        (x + slant, y - slant - high), (x + slant, y + slant), (x - slant - wide, y - slant - high),
        (x - slant - wide, y + slant),
    )  # fmt: skip
