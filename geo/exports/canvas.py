"""A piece of Syria to draw on: Mercator, smooth edges, and the shapes that Pillow does not have (dashes, hatching).

Pillow draws without smoothing, so shapes are drawn at twice the size of the picture and scaled down; texts are drawn
afterwards, at its size. Lengths are given in points: pixels of the map on a screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw

SMOOTH: Final = 2
"""How many times larger than the picture shapes are drawn."""

Pixel = tuple[float, float]
Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """Return a colour given as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


class Canvas:
    """A map of a size in pixels that shows a frame of degrees whole, in its middle.

    Parameters
    ----------
    size
        Width and height of the picture, pixels.
    frame
        South-west and north-east corner, (lat, lon).
    scale
        Pixels of the picture to a point.
    ground
        Colour where nothing is drawn.
    """

    def __init__(self, size: tuple[int, int], frame: tuple[Pixel, Pixel], scale: float, ground: str) -> None:
        self.size, self.scale = size, scale
        self.image = Image.new("RGB", (size[0] * SMOOTH, size[1] * SMOOTH), ground)
        self._pen = ImageDraw.Draw(self.image, "RGBA")
        (south, west), (north, east) = frame
        high, wide = _mercator(north) - _mercator(south), east - west
        self._per_degree = min(size[0] / wide, size[1] / high)
        self._west = (west + east) / 2 - size[0] / 2 / self._per_degree
        self._top = (_mercator(south) + _mercator(north)) / 2 + size[1] / 2 / self._per_degree

    def at(self, lat: float, lon: float) -> Pixel:
        """Return where a point lies in the picture, pixels."""
        return (lon - self._west) * self._per_degree, (self._top - _mercator(lat)) * self._per_degree

    def degrees(self, x: float, y: float) -> Pixel:
        """Return the latitude and longitude of a pixel."""
        north = self._top - y / self._per_degree
        lat = math.degrees(2 * math.atan(math.exp(math.radians(north))) - math.pi / 2)
        return lat, x / self._per_degree + self._west

    def finished(self) -> Image.Image:
        """Return the picture at its size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)

    def polygon(self, rings: Sequence[Iterable[Pixel]], fill: str, alpha: float = 1) -> None:
        """Fill an outer ring; holes are left as they are."""
        outer, *holes = ([self._big(*self.at(lat, lon)) for lat, lon in ring] for ring in rings)
        if len(outer) < 3:
            return
        if not holes:
            self._pen.polygon(outer, fill=(*rgb(fill), round(255 * alpha)))
            return
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        pen.polygon(outer, fill=round(255 * alpha))
        for hole in holes:
            pen.polygon(hole, fill=0)
        self.image.paste(rgb(fill), mask=mask)

    def line(
        self, points: Iterable[Pixel], colour: str, width: float, alpha: float = 1,
        dash: tuple[float, float] | None = None, *, closed: bool = False,
    ) -> None:  # fmt: skip
        """Draw a line through points (lat, lon), round at its bends."""
        path = [self._big(*self.at(lat, lon)) for lat, lon in points]
        if closed and path:
            path.append(path[0])
        self._stroke(path, colour, width, alpha, dash)

    def circle(
        self, at: Pixel, radius: float, fill: str | None, alpha: float, edge: str, width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        """Draw a circle at a place of the picture; its radius is in points."""
        x, y = self._big(*at)
        r = radius * self._unit
        if fill is not None:
            self._pen.ellipse((x - r, y - r, x + r, y + r), fill=(*rgb(fill), round(255 * alpha)))
        w = max(1, round(width * self._unit))
        box = (x - r - w / 2, y - r - w / 2, x + r + w / 2, y + r + w / 2)
        if dash is None:
            self._pen.ellipse(box, outline=rgb(edge), width=w)
            return
        steps = max(6, round(2 * math.pi * radius / sum(dash)))
        turn, drawn = 360 / steps, 360 / steps * dash[0] / sum(dash)
        for i in range(steps):
            self._pen.arc(box, i * turn, i * turn + drawn, fill=rgb(edge), width=w)

    def hatch(self, ring: Iterable[Pixel], colour: str, gap: float, width: float, ground: float, lines: float) -> None:
        """Fill a ring (lat, lon) with slanting lines over a tint; `ground` and `lines` are opacities."""
        path = [self._big(*self.at(lat, lon)) for lat, lon in ring]
        x0, y0, x1, y1 = self._box(path)
        if x1 <= x0 or y1 <= y0:
            return
        inside = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(inside).polygon([(x - x0, y - y0) for x, y in path], fill=255)
        strokes = Image.new("L", inside.size, round(255 * ground))
        pen = ImageDraw.Draw(strokes)
        step, wide, high = gap * self._unit * math.sqrt(2), *inside.size
        offset = (x0 + y0) % step
        along = -offset
        while along < wide + high:
            pen.line(((along, 0), (along - high, high)), fill=round(255 * lines), width=round(width * self._unit))
            along += step
        mask = Image.new("L", inside.size, 0)
        mask.paste(strokes, mask=inside)
        self.image.paste(rgb(colour), (x0, y0), mask)

    @property
    def _unit(self) -> float:
        return self.scale * SMOOTH

    def _big(self, x: float, y: float) -> Pixel:
        return x * SMOOTH, y * SMOOTH

    def _stroke(
        self, path: list[Pixel], colour: str, width: float, alpha: float, dash: tuple[float, float] | None
    ) -> None:
        w = max(1, round(width * self._unit))
        pieces = [path] if dash is None else _dashes(path, dash[0] * self._unit, dash[1] * self._unit)
        if alpha == 1:
            for piece in pieces:
                self._pen.line(piece, fill=rgb(colour), width=w, joint="curve")
            return
        # The parts of a line overlap at its bends, where they would show through each other: drawn on a mask first.
        x0, y0, x1, y1 = self._box(path, w)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        pen = ImageDraw.Draw(mask)
        for piece in pieces:
            pen.line([(x - x0, y - y0) for x, y in piece], fill=round(255 * alpha), width=w, joint="curve")
        self.image.paste(rgb(colour), (x0, y0), mask)

    def _box(self, path: list[Pixel], margin: int = 0) -> tuple[int, int, int, int]:
        """Return the part of the picture that a path lies in: left, top, right, bottom."""
        xs, ys = [x for x, _ in path], [y for _, y in path]
        return (
            max(0, math.floor(min(xs)) - margin), max(0, math.floor(min(ys)) - margin),
            min(self.image.width, math.ceil(max(xs)) + margin), min(self.image.height, math.ceil(max(ys)) + margin),
        )  # fmt: skip


def _dashes(path: list[Pixel], on: float, off: float) -> list[list[Pixel]]:
    """Return the pieces of a line that a dash pattern leaves."""
    pieces: list[list[Pixel]] = []
    drawing, left = True, on
    piece = path[:1]
    for (x0, y0), (x1, y1) in pairwise(path):
        length, done = math.hypot(x1 - x0, y1 - y0), 0.0
        while length - done > left:
            done += left
            cut = (x0 + (x1 - x0) * done / length, y0 + (y1 - y0) * done / length)
            if drawing:
                pieces.append([*piece, cut])
            drawing = not drawing
            piece, left = [cut], on if drawing else off
        left -= length - done
        piece.append((x1, y1))
    if drawing and len(piece) > 1:
        pieces.append(piece)
    return pieces
