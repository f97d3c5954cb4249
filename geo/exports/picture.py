"""The map as a picture (PNG): title, filter in words, map, legend and what a map of mentions must not be read as.

It is drawn on the server with Pillow, without a browser: the same basemap, colours and symbols as in the app, at twice
the size of a screen, for a report or a slide. A picture outlives its page and loses its caption; so all that is needed
to read it stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import BinaryIO, Final, NamedTuple

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from geo.exports.about import About
from geo.exports.canvas import Canvas
from geo.exports.cells import xml_text
from geo.exports.lettering import Lettering, is_rtl
from geo.exports.marks import EXACT, NEAR, PARTLY_NEAR, Marks, marks
from geo.exports.picture_map import COLOURS, LARGEST, Box, draw_circle, draw_map, most_counted, radius
from geo.exports.rows import Rows
from geo.exports.tally import Tally
from geo.exports.words import Words
from geo.gazetteer import Place

SCALE: Final = 2
"""Pixels of the picture to a point."""
WIDTH: Final = 1400
MAP_HEIGHT: Final = 1010
"""Of the picture and of the map in it, points."""
MARGIN: Final = 28
_FILTER_LINES: Final = 3
_LISTED: Final = 6


def write_png(
    rows: Rows, about: About, stream: BinaryIO, places: Mapping[str, Place], *, counting: str = "story",
    language: str = "en",
) -> None:  # fmt: skip
    """Write the picture; what it says also stands in the file's own text fields.

    Parameters
    ----------
    rows
        Columns of SCHEMA and `point_is`.
    about
        What the picture says of itself.
    stream
        Where to.
    places
        Where lines and areas come from, by id.
    counting
        What the circles count: story, article or mention.
    language
        en or ar: of the names on the map.
    """
    tally = Tally()
    for part in rows:
        tally.add(part)
    found = marks(tally.places(counting), places, counting)
    picture = _sheet(found, tally, about, counting, Words(language))
    info = PngInfo()
    for name, text in about.lines().items():
        info.add_itxt(name.title(), xml_text(text))
    picture.save(stream, "PNG", pnginfo=info, dpi=(72 * SCALE, 72 * SCALE), compress_level=6)


def _sheet(found: Marks, tally: Tally, about: About, counting: str, words: Words) -> Image.Image:
    """Return the whole picture; its height depends on how long the filter and the notes are."""
    wide = (WIDTH - 2 * MARGIN) * SCALE
    measure = Lettering(ImageDraw.Draw(Image.new("RGB", (1, 1))))
    filter_lines = measure.lines(words("filter", what=about.filter), _px(15), wide, _FILTER_LINES)
    notes = [
        (line, is_rtl(note))
        for note in _notes(found, tally, about, words)
        for line in measure.lines(note, _px(11.5), wide, 4)
    ]
    top = (84 + 21 * len(filter_lines) + 8) * SCALE
    map_high = MAP_HEIGHT * SCALE
    foot = (16 + 17 * len(notes) + 14) * SCALE
    sheet = Image.new("RGB", (WIDTH * SCALE, top + map_high + foot), COLOURS["paper"])
    text = Lettering(ImageDraw.Draw(sheet))

    arabic = words.language == "ar"

    def write(y: float, line: str, points: float, colour: str, *, bold: bool = False, rtl: bool = arabic) -> None:
        edge = MARGIN * SCALE
        if arabic:
            edge = WIDTH * SCALE - edge - round(text.width(line, _px(points), bold=bold))
        text.draw(edge, y, line, _px(points), colour, bold=bold, rtl=rtl)

    write(34 * SCALE, words("title"), 27, COLOURS["ink"], bold=True)
    write(66 * SCALE, figures(tally, words, counting), 15, COLOURS["quiet"])
    for i, line in enumerate(filter_lines):
        write((90 + 21 * i) * SCALE, line, 15, COLOURS["ink"])
    legend = _legend(found, counting, words)
    at = (WIDTH * SCALE - legend.width - 18 * SCALE, map_high - legend.height - 18 * SCALE)
    box: Box = (at[0] - 6 * SCALE, at[1] - 6 * SCALE, at[0] + legend.width, at[1] + legend.height)
    drawn = draw_map((WIDTH * SCALE, map_high), SCALE, found, words.language, [box])
    if found.points or found.governorates or found.lines or found.areas:
        drawn.paste(legend, at)
    sheet.paste(drawn, (0, top))
    pen = ImageDraw.Draw(sheet)
    for y in (top, top + map_high):
        pen.line(((0, y), (WIDTH * SCALE, y)), fill=COLOURS["edge"], width=SCALE)
    for i, (line, rtl) in enumerate(notes):
        write(top + map_high + (24 + 17 * i) * SCALE, line, 11.5, COLOURS["quiet"], rtl=rtl)
    return sheet


def figures(tally: Tally, words: Words, counting: str) -> str:
    """Return what stands above an exported map: how much it shows, and what its circles count."""
    numbers = (
        ("stories", tally.stories), ("articles", len(tally.articles())), ("mentions", tally.mentions),
        ("places", len(tally.places())),
    )  # fmt: skip
    return " · ".join(words.count(unit, n) for unit, n in numbers) + ". " + words(f"by_{counting}")


def _notes(found: Marks, tally: Tally, about: About, words: Words) -> list[str]:
    missing = []
    if tally.not_placed:
        missing.append(words("not_placed", n=tally.not_placed))
    if found.none:
        titles = [f"{mark.title(words.language)} {mark.tally.mentions:,}" for mark in found.none[:_LISTED]]
        if len(found.none) > _LISTED:
            titles.append(words("and_more", n=len(found.none) - _LISTED))
        count = sum(mark.tally.mentions for mark in found.none)
        missing.append(words("no_mark", n=count, which=words.comma.join(titles)))
    lines = about.lines()
    notes = [words("disclaimer")]
    if missing:
        notes.append(words("missing", what=words.semicolon.join(missing)))
    if about.sensitive:
        notes.append(words("exact" if about.exact else "rounded", n=about.sensitive))
    if about.layer:
        notes.append(words("layer", what=about.layer))
    made = words("made", by=lines["made by"], on=lines["made on"], hash=about.gazetteer_sha256[:12])
    notes += [made, lines["attribution"]]
    return notes


class _Row(NamedTuple):
    """A line of the legend: its words, and what draws its sample round a point of the canvas."""

    words: str
    draw: Callable[[Canvas, float, float], None]


def _legend(found: Marks, counting: str, words: Words) -> Image.Image:
    """Return the legend: three circles, and the symbols that this map has."""
    rows = _rows(found, words.map())
    most = most_counted(found)
    steps = sorted({most, max(1, round(most * 0.3)), max(1, round(most * 0.07))}, reverse=True)
    circles_high = 2 * LARGEST + 34 if found.points else 0
    high = circles_high + 22 * len(rows) + 16
    measure = Lettering(ImageDraw.Draw(Image.new("RGB", (1, 1))))
    title = words.map()[f"legend_{counting}"]
    wide = max(
        [
            150,
            measure.width(title, _px(12), bold=True) / SCALE + 28,
            *(measure.width(row.words, _px(12)) / SCALE + 54 for row in rows),
        ]
    )
    canvas = Canvas((round(wide * SCALE), round(high * SCALE)), ((0, 0), (1, 1)), SCALE, COLOURS["paper"])
    if found.points:
        for step in steps:
            r = radius(step, most)
            canvas.circle(
                ((16 + LARGEST) * SCALE, (circles_high - r) * SCALE), r, COLOURS["mark"], 0.2, COLOURS["ink"], 0.8
            )
    for i, row in enumerate(rows):
        row.draw(canvas, 24 * SCALE, (circles_high + 8 + 22 * i + 11) * SCALE)
    picture = canvas.finished()
    pen = ImageDraw.Draw(picture)
    text = Lettering(pen)
    if found.points:
        text.draw(14 * SCALE, 16 * SCALE, title, _px(12), COLOURS["ink"], bold=True)
        middle, bend, x = (at * SCALE for at in (16 + LARGEST, 16 + 2 * LARGEST + 4, 16 + 2 * LARGEST + 18))
        for i, step in enumerate(steps):
            y = (circles_high - 2 * radius(step, most)) * SCALE
            written = max(y, (circles_high - 2 * LARGEST + 16 * i) * SCALE)  # numbers keep apart where circles do not
            pen.line(((middle, y), (bend, y), (x - 4 * SCALE, written)), fill=COLOURS["quiet"], width=SCALE // 2)
            text.draw(x, written, f"{step:,}", _px(12), COLOURS["quiet"])
    for i, row in enumerate(rows):
        text.draw(44 * SCALE, (circles_high + 8 + 22 * i + 11) * SCALE, row.words, _px(12), COLOURS["ink"])
    pen.rectangle((0, 0, picture.width - 1, picture.height - 1), outline=COLOURS["edge"], width=SCALE)
    return picture


def _rows(found: Marks, said: Mapping[str, str]) -> list[_Row]:
    def circle(near: int, r: float, **look: bool) -> Callable[[Canvas, float, float], None]:
        return lambda canvas, x, y: draw_circle(canvas, (x, y), r, near, **look)

    points, c = found.points, COLOURS
    rows = []
    if any(mark.near == PARTLY_NEAR for mark in points):
        rows.append(_Row(said["legend_partly_near"], circle(PARTLY_NEAR, 3.6)))
    if any(mark.near == NEAR for mark in points):
        rows.append(_Row(said["legend_near"], circle(NEAR, 6)))
    if any(mark.hollow for mark in points):
        rows.append(_Row(said["legend_hollow"], circle(EXACT, 6, hollow=True)))
    if any(mark.abroad for mark in points):
        rows.append(_Row(said["legend_abroad"], circle(EXACT, 6, abroad=True)))

    def swatch(draw: Callable[[Canvas, list[tuple[float, float]]], None]) -> Callable[[Canvas, float, float], None]:
        return lambda canvas, x, y: draw(
            canvas, [canvas.degrees(x + dx * SCALE, y + dy * SCALE) for dx, dy in _CORNERS]
        )

    if found.governorates:
        rows.append(_Row(said["legend_governorate"], swatch(_tinted)))
    if found.areas:
        rows.append(_Row(said["legend_area"], swatch(_hatched)))
    for river, words in ((False, said["legend_road"]), (True, said["legend_river"])):
        if any((mark.tally.place["types"] == "river") == river for mark in found.lines):
            colour = c["river" if river else "mark"]
            rows.append(_Row(words, swatch(partial(_stroke, colour=colour))))
    return rows


_CORNERS: Final = ((-10, -6), (10, -6), (10, 6), (-10, 6))


def _tinted(canvas: Canvas, box: list[tuple[float, float]]) -> None:
    canvas.polygon([box], COLOURS["tint"], 0.28)
    canvas.line(box, COLOURS["tint"], 0.8, closed=True)


def _hatched(canvas: Canvas, box: list[tuple[float, float]]) -> None:
    canvas.hatch(box, COLOURS["mark"], 5, 1.3, 0.12, 0.5)
    canvas.line(box, COLOURS["mark"], 1.2, dash=(2, 3), closed=True)


def _stroke(canvas: Canvas, box: list[tuple[float, float]], colour: str) -> None:
    (north, west), (_, east), (south, _), _ = box
    canvas.line([((north + south) / 2, west), ((north + south) / 2, east)], colour, 4, 0.75)


def _px(points: float) -> int:
    return round(points * SCALE)
