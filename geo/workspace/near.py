"""Near duplicates among the articles of a workspace, as they come in one after the other.

`geo.stories` groups articles that are read together. In a workspace they come over months: each keeps its signature,
and a new one is compared with those that share a band with it. The measure and its limits are those of `geo.stories`.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geo.names import folded_words
from geo.stories import FEWEST, SAME, SAME_SHORT, SHORT, signature, story_of

_BAND: Final = 3
_SLOTS: Final = 256
_MOST: Final = 32
"""Articles of one band that a new one is compared with, the latest of them."""

_Slots = np.ndarray[Any, np.dtype[np.uint16]]


def fingerprint(text: str) -> tuple[str, bytes]:
    """Return the id of the story that a text would be alone, and its signature; empty for one that is too short."""
    words = folded_words(text)
    alone = story_of(words)
    if len(words) < FEWEST:
        return alone, b""
    return alone, signature(" ".join(words), words).tobytes() + (b"s" if len(words) < SHORT else b"l")


class Near:
    """Signatures by the bands that they share; add all that are known, then ask for each that is new."""

    def __init__(self) -> None:
        self.known = 0
        """Highest number of an article that was added."""
        self._bands: dict[bytes, list[int]] = {}
        self._slots: dict[int, tuple[_Slots, float]] = {}

    def add(self, number: int, signed: bytes) -> None:
        """Add an article by its number."""
        self.known = max(self.known, number)
        if not signed:
            return
        self._slots[number] = _read(signed)
        for band in _bands(signed):
            self._bands.setdefault(band, []).append(number)

    def alike(self, signed: bytes) -> list[int]:
        """Return the numbers of the articles that are reprints of one, in ascending order."""
        if not signed:
            return []
        slots, least = _read(signed)
        numbers = {number for band in _bands(signed) for number in self._bands.get(band, ())[-_MOST:]}
        found = []
        for number in sorted(numbers):
            other, other_least = self._slots[number]
            if (slots == other).mean() >= max(least, other_least):
                found.append(number)
        return found


def _read(signed: bytes) -> tuple[_Slots, float]:
    return np.frombuffer(signed, np.uint16, _SLOTS), SAME_SHORT if signed.endswith(b"s") else SAME


def _bands(signed: bytes) -> list[bytes]:
    step = 2 * _BAND
    return [bytes((at,)) + signed[at * step : (at + 1) * step] for at in range(_SLOTS // _BAND)]
