"""Stories: which articles are reprints of one another, whatever their headline, dateline, agency line or date.

Wires are reprinted by the hundred, shortened, lightly edited and under other headlines; a map that counts each print
counts one report many times. Articles whose runs of three words largely coincide are one story.

The measure is the resemblance of Broder (1997): the share of three-word runs that two texts have in common, of all
that either has (Jaccard). It is estimated by MinHash (PyPI rensa), of which 16 bits a slot are kept (b-bit MinHash,
Li and König 2010): 512 bytes an article. Candidates share a band of three slots (locality-sensitive hashing); a pair
is linked only if its whole signatures say so, and a story is what hangs together by links. Nothing depends on the order
of the articles, and no pair is asked for that shares no band.

`bench/stories.py` measures what `SAME` and `FEWEST` cost and catch.

>>> stories = Stories()
>>> for text in ("shells fell on the town", "a convoy left the city", "shells fell on the town"):
...     _ = stories.add(text.split())
>>> first, second, third = stories.ids()
>>> first == third, first == second
(True, False)
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from struct import Struct
from tempfile import SpooledTemporaryFile
from typing import Any, Final

import numpy as np
from rensa import RMinHash

from geo.mention import text_hash

SAME: Final = 0.37
"""Estimated resemblance from which two articles are one story: a reprint that keeps 45 % of its text has about 0.45;
articles of one publisher on different events, with its standing paragraphs, reach 0.28."""

SHORT: Final = 100
SAME_SHORT: Final = 0.6
"""Where one of the two has fewer words than `SHORT`: two reports by one pattern on different events reach 0.4."""

FEWEST: Final = 40
"""Words below which only the same words are the same story: short reports are written by pattern."""

_SLOTS: Final = 256
_BAND: Final = 3
"""Slots in a band: two articles at 0.4 share one of the 85 bands in 99 of 100 cases, at 0.05 in 1 of 100."""
_PLACES: Final = np.array([1 << 32, 1 << 16, 1], dtype=np.int64)
"""What makes one number of the slots of a band."""
_WINDOW: Final = 8
"""How many articles behind it, in a band where many coincide, each is compared with."""
_SEED: Final = 1
_CHUNK: Final = 10_000
"""Pairs that are compared at once."""

_IN_MEMORY: Final = 1 << 22
"""Bytes of signatures above which they wait on disk."""
_SIGNED: Final = np.dtype([("alone", np.uint64), ("short", np.bool_), ("slots", np.uint16, (_SLOTS,))])
_HEAD: Final = Struct("=Q?")
"""What stands before the slots in `_SIGNED`."""

_Signatures = np.ndarray[Any, np.dtype[np.uint16]]
_Shares = np.ndarray[Any, np.dtype[np.float64]]
_Numbers = np.ndarray[Any, np.dtype[np.int64]]


def story_of(words: list[str]) -> str:
    """Return the id of the story of an article that is read alone: a hash of its folded words."""
    return text_hash(" ".join(words))


class Stories:
    """Articles by what they say; `ids` groups them when all were added.

    Their signatures wait in a temporary file: of each article eight bytes stay in memory.

    Parameters
    ----------
    same
        Estimated resemblance, 0-1, from which two articles are one story; short ones need `SAME_SHORT`.
    """

    def __init__(self, same: float = SAME) -> None:
        self._same = same
        self._alone = array("Q")
        self._waiting = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  lives as long as this object

    def add(self, words: list[str]) -> str:
        """Add an article by the folded words of its body, headline left out; return its id if it were alone."""
        text = " ".join(words)
        alone = text_hash(text)
        number = int(alone, 16)
        self._alone.append(number)
        if len(words) >= FEWEST:
            self._waiting.write(_HEAD.pack(number, len(words) < SHORT) + signature(text, words).tobytes())
        return alone

    def ids(self) -> list[str]:
        """Return the story id of each article in the order in which they were added.

        A story's id is the least of the ids that its articles have alone: the same on every machine and for every
        order of the same articles. An article more may give it another one.
        """
        joined = self.joined()
        return [joined.get(alone, alone) for alone in map(_hex, self._alone)]

    def joined(self) -> dict[str, str]:
        """Return those ids of articles alone that are of a story with another id, and that id."""
        self._waiting.seek(0)
        signed = np.frombuffer(self._waiting.read(), dtype=_SIGNED)
        numbers, first = np.unique(signed["alone"], return_index=True)
        names = list(map(_hex, numbers.tolist()))
        least = np.where(signed["short"][first], max(self._same, SAME_SHORT), self._same)
        story = _stories(signed["slots"][first], least)
        return {name: names[at] for name, at in zip(names, story, strict=True) if name != names[at]}


def _hex(number: int) -> str:
    """Return the id of an article alone as `geo.mention.text_hash` writes it."""
    return f"{number:016x}"


def signature(text: str, words: list[str]) -> _Signatures:
    """Return the 256 slots by which an article is compared: the share that two have in common is their resemblance.

    `text` are its words joined by blanks.
    """
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(_shingles(text, words))
    return np.frombuffer(array("I", sketch.digest()), dtype=np.uintc).astype(np.uint16)


def _shingles(text: str, words: list[str]) -> list[bytes]:
    """Return each run of three of the words that a text consists of, joined by blanks, in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    plain = len(data) == len(text)
    shingles = [data] * max(len(words) - 2, 0)
    first = second = 0
    last = -1
    for number, word in enumerate(words):
        size = len(word) if plain else len(word.encode("utf-8", "surrogatepass"))
        last += size + 1
        if number > 1:
            shingles[number - 2] = data[first:last]
        first, second = second, last - size
    return shingles


def _stories(signatures: _Signatures, least: _Shares) -> list[int]:
    """Return for each signature the number of the first one of its story: union-find over the pairs that are alike.

    `least` is what each asks of the resemblance to another; the greater of the two counts.
    """
    root = list(range(len(signatures)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    story = np.arange(len(root))
    for order, key in _bands(signatures):
        if not ((key[:-1] == key[1:]) & (story[order[:-1]] != story[order[1:]])).any():
            continue  # whatever shares a key is one story already
        for left, right in _pairs(order, key):
            apart = story[left] != story[right]
            left, right = left[apart], right[apart]
            same = (signatures[left] == signatures[right]).mean(axis=1) >= np.maximum(least[left], least[right])
            for a, b in zip(left[same].tolist(), right[same].tolist(), strict=True):
                a, b = sorted((find(a), find(b)))
                root[b] = a
        story = np.array([find(number) for number in root], dtype=np.int64)
    return story.tolist()


def _bands(signatures: _Signatures) -> Iterator[tuple[_Numbers, _Numbers]]:
    """Yield for each band the numbers of the signatures in the order of what they have there, and that as a key."""
    for at in range(0, _SLOTS - _BAND + 1, _BAND):
        key = signatures[:, at : at + _BAND] @ _PLACES
        order = np.argsort(key, kind="stable")
        yield order, key[order]


def _pairs(order: _Numbers, key: _Numbers) -> Iterator[tuple[_Numbers, _Numbers]]:
    """Yield pairs of one key: first those next to each other in the order of keys, then those one further apart."""
    for step in range(1, min(_WINDOW, len(key) - 1) + 1):
        (equal,) = np.nonzero(key[:-step] == key[step:])
        if not len(equal):
            return
        for part in np.array_split(equal, len(equal) // _CHUNK + 1):
            yield order[part], order[part + step]
