"""Text in a picture: Noto Sans in Latin and Arabic letters, shaped and in the right direction, in lines that fit.

The fonts are those that the app serves to the browser, split by script into files, so a text is drawn in runs, one a
font. Letters within an Arabic run are joined and ordered by raqm, which Pillow's wheels bring; the order of the runs is
decided here, as the Unicode bidirectional algorithm (UAX 9) does, without its finer points. Marks that would turn the
direction by force are dropped: texts come from outside.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Final, Literal

from PIL import ImageDraw, ImageFont

from geo.paths import STATIC

Script = Literal["latin", "latin-ext", "arabic"]
Colour = str | tuple[int, ...]

_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile("[\u0021-\u024f\u02bb-\u02dc\u1e00-\u1eff\u2010-\u2044\u20ac\u2122]")
_EXTENDED: Final = re.compile("[\u0100-\u0130\u0132-\u0151\u0154-\u024f\u1e00-\u1eff]")
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FILES: Final = {
    "latin": "noto-sans-latin-{weight}-normal.woff2",
    "latin-ext": "noto-sans-latin-ext-{weight}-normal.woff2",
    "arabic": "noto-sans-arabic-arabic-{weight}-normal.woff2",
}
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
UNKNOWN: Final = "?"
"""Stands for a letter that none of the fonts has."""


def inert(text: str) -> str:
    """Return text in one line, without controls and marks of direction."""
    text = _TURNS.sub("", text)
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text).split())


def is_rtl(text: str) -> bool:
    """Tell whether a text runs from right to left: so does its first letter."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


class Lettering:
    """Measures and draws texts; sizes are in pixels of the picture.

    Parameters
    ----------
    pen
        Where to draw.
    """

    def __init__(self, pen: ImageDraw.ImageDraw) -> None:
        self._pen = pen

    def width(self, text: str, size: int, *, bold: bool = False) -> float:
        """Return how wide a text is."""
        return sum(_font(script, size, bold).getlength(run) for script, run in runs(inert(text)))

    def draw(
        self, x: float, y: float, text: str, size: int, colour: Colour, *, bold: bool = False,
        halo: Colour | None = None, spaced: float = 0, rtl: bool | None = None,
    ) -> float:  # fmt: skip
        """Draw a text whose first line's middle is at `y`, from its left edge `x`; return its right edge.

        `halo` is the colour of an edge that keeps it legible on lines; `spaced` goes between Latin letters, pixels;
        `rtl` is the direction of the paragraph that this is a line of, where it is one.
        """
        placed = []
        for script, run in runs(inert(text), rtl=rtl):
            font = _font(script, size, bold)
            for piece in run if spaced and script != "arabic" else [run]:
                placed.append((x, piece, font))
                x += font.getlength(piece) + (spaced if script != "arabic" else 0)
        base = y + 0.36 * size
        if halo is not None:
            for at, piece, font in placed:
                self._pen.text(
                    (at, base), piece, colour, font, "ls", stroke_width=max(2, round(size / 7)), stroke_fill=halo
                )
        for at, piece, font in placed:
            self._pen.text((at, base), piece, colour, font, "ls")
        return x

    def lines(self, text: str, size: int, wide: float, most: int) -> list[str]:
        """Return a text broken into lines of a width; what does not fit into the last of them ends in an ellipsis."""
        lines = [""]
        words = inert(text).split(" ")
        for i, word in enumerate(words):
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size) <= wide:
                lines[-1] = longer
            elif len(lines) < most and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = self.cut(" ".join([lines[-1], *words[i:]]).strip(), size, wide)
                return lines
        return lines

    def cut(self, text: str, size: int, wide: float) -> str:
        """Return the beginning of a text that fits, with an ellipsis if that is not all."""
        if self.width(text, size) <= wide:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(text[:middle] + "…", size) <= wide else (low, middle - 1)
        return text[:low].rstrip() + "…"


def runs(text: str, *, rtl: bool | None = None) -> list[tuple[Script, str]]:
    """Return a text in runs of one font, from left to right as they are seen.

    `rtl` is the direction of the paragraph that it is a line of; its own first letter decides where none is given.

    >>> [run for _, run in runs("Idlib, إدلب, Syria")], [run for _, run in runs("إدلب Idlib 2018")]
    (['Idlib, ', 'إدلب', ', Syria'], ['Idlib 2018 ', 'إدلب'])
    """
    base = int(is_rtl(text) if rtl is None else rtl)
    levels = _levels(text, base)
    pieces: list[tuple[int, Script, str]] = []
    for (level, script), group in groupby(range(len(text)), key=lambda i: (levels[i], _script(text[i]))):
        run = "".join(text[i] for i in group)
        if script != "arabic" and level % 2:
            run = run[::-1].translate(_MIRRORED)
        pieces.append((level, script, run if script == "arabic" else _known(run)))
    for level in range(max(levels, default=0), 0, -1):  # rule L2: turn what lies as deep as this, or deeper
        turned: list[tuple[int, Script, str]] = []
        for deep, lying in groupby(pieces, key=lambda piece: piece[0] >= level):
            some = list(lying)
            turned += some[::-1] if deep else some
        pieces = turned
    joined: list[tuple[Script, str]] = []
    for _, script, run in pieces:
        if joined and script == joined[-1][0] != "arabic":
            joined[-1] = (script, joined[-1][1] + run)
        else:
            joined.append((script, run))
    return joined


def _levels(text: str, base: int) -> list[int]:
    """Return how deep each character lies in turns of direction: even runs to the right, odd to the left.

    Simpler than UAX 9: what stands between the digits of one number belongs to it whichever letters came before, so
    that 2015-09-30 stays as it is in Arabic too; brackets are not paired.
    """
    kinds = []
    strong = "R" if base else "L"
    for i, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            strong = "L" if kind == "L" else "R"
            kinds.append(strong)
        elif kind == "NSM" and kinds:
            kinds.append(kinds[-1])
        elif kind in {"EN", "AN"} or (
            kind in {"CS", "ES", "ET"} and 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()
        ):
            kinds.append("L" if strong == "L" else "N")
        else:
            kinds.append(" ")
    known = ["R" if base else "L", *kinds, "R" if base else "L"]
    levels = []
    for i, kind in enumerate(kinds, 1):
        if kind == " ":
            before = next(k for k in reversed(known[:i]) if k != " ")
            after = next(k for k in known[i + 1 :] if k != " ")
            same = (before == "L") == (after == "L")
            kind = ("L" if before == "L" else "R") if same else known[0]
        levels.append({"L": 2 * base, "R": 1, "N": 2}[kind])
    return levels


def _script(character: str) -> Script:
    if _ARABIC.match(character):
        return "arabic"
    return "latin-ext" if _EXTENDED.match(character) else "latin"


def _known(run: str) -> str:
    return "".join(c if c == " " or _LATIN.match(c) else UNKNOWN for c in run)


@cache
def _font(script: Script, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    name = _FILES[script].format(weight=600 if bold else 400)
    return ImageFont.truetype(STATIC / "fonts" / name, size, layout_engine=ImageFont.Layout.RAQM)
