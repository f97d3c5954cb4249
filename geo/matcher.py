"""Cut running text into words, and file known phrases by their folded words.

The words carry their offsets, and each is folded and judged once and remembered. No folded copy of the text is made,
so the offsets of a name are those of its first and last word. The time is linear in the length of the text. How phrases
are found among the words is told in `geo.lexicon`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Generic, TypeVar

from mypy_extensions import mypyc_attr

from geo.names import TOKEN, fold_word, folded_words, join_folded
from geo.narration import FLAGS

T = TypeVar("T")

_GAP: Final = re.compile(r"[ \t\u00a0\u202f]*[-‐‑–_]?[ \t\u00a0\u202f]*\r?\n?[ \t]*")
"""What may stand between two words of one name: blanks, a hyphen, the underscore of a hashtag, one line break."""
COMMAS: Final = frozenset(",،")
DASHES: Final = frozenset({" - ", " – ", " — ", " -- "})
"""Gaps that are a dash between blanks, as in "Idlib - shells fell"."""
_HYPHENS: Final = ("-", "‐", "‑", "–")
_LISTING: Final = frozenset({"", ",", "،", *_HYPHENS})
_LONG: Final = 60
"""Code points of a run without a blank that are worth remembering."""
_POSSESSIVES: Final = ("'s", "’s", "ʼs", "`s", "'S", "’S", "ʼS", "`S")


@mypyc_attr(acyclic=True)
class Word:
    """A word of a text: code points `start` to `end` (a possessive 's left out) and its folded form.

    Attributes
    ----------
    flags
        What the word may be (`geo.narration.Flag`).
    joined
        True where nothing but a blank, a hyphen or one line break stands between this word and the one before.
    gap, signs
        What stands between this word and the one before (a possessive 's included); the same without outer blanks.
    """

    __slots__ = ("end", "flags", "folded", "gap", "joined", "possessive", "signs", "start", "text", "upper")

    def __init__(self, piece: _Piece, base: int, joined: bool, gap: str) -> None:
        self.start = base + piece.start
        self.end = base + piece.end
        self.text = piece.text
        self.folded = piece.folded
        self.flags = piece.flags
        self.upper = piece.upper
        self.possessive = piece.possessive
        self.joined = joined
        self.gap = gap
        self.signs = "" if gap == " " else gap.strip()

    @property
    def hyphen(self) -> bool:
        """True where a hyphen joins this word to the one before."""
        return self.gap in _HYPHENS

    @property
    def listed(self) -> bool:
        """True where at most a comma or a hyphen stands between this word and the one before."""
        return self.signs in _LISTING


@mypyc_attr(acyclic=True)
class Run:
    """Words `first` to `last` (exclusive) of a sentence."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last


@mypyc_attr(acyclic=True)
class _Piece:
    """A word as it stands between two blanks: the offsets there (`after`: behind a possessive), its forms and flags."""

    __slots__ = ("after", "end", "flags", "folded", "possessive", "start", "text", "upper")

    def __init__(self, start: int, after: int, text: str, folded: str, possessive: bool) -> None:
        self.start = start
        self.end = start + len(text)
        self.after = after
        self.text = sys.intern(text)
        self.folded = sys.intern(folded)  # one object for each form: it is found without a look at its letters
        self.flags = FLAGS[folded]
        self.upper = text[0].isupper()
        self.possessive = possessive


_REMEMBERED: Final = 1 << 16
_pieces: Final[dict[str, tuple[_Piece, ...]]] = {}
"""What was cut before; emptied when it is full, so that no text fills the memory."""


def _cut(chunk: str) -> tuple[_Piece, ...]:
    """Cut what stands between two blanks into words."""
    cut = []
    for match in TOKEN.finditer(chunk):
        at, stop = match.span()
        raw = match[0]
        possessive = raw[-2:] in _POSSESSIVES and len(raw) > 2
        if possessive:
            raw = raw[:-2]
        if folded := fold_word(raw):
            cut.append(_Piece(at, stop, raw, folded, possessive))
    pieces = tuple(cut)
    if len(chunk) <= _LONG:
        if len(_pieces) >= _REMEMBERED:
            _pieces.clear()
        _pieces[chunk] = pieces
    return pieces


@lru_cache(maxsize=1 << 12)
def _joins(gap: str) -> bool:
    return len(gap) <= 8 and _GAP.fullmatch(gap) is not None


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut code points `start` to `end` of a text into words; the offsets count from the text's beginning."""
    words: list[Word] = []
    base = last = start
    for chunk in text[start:end].split(" "):
        if chunk:
            pieces = _pieces.get(chunk)
            for piece in _cut(chunk) if pieces is None else pieces:
                if last == base - 1 and not piece.start:
                    words.append(Word(piece, base, True, " "))
                else:
                    gap = text[last : base + piece.start]
                    words.append(Word(piece, base, bool(words) and _joins(gap), gap))
                last = base + piece.after
            base += len(chunk)
        base += 1
    return words


def mask_of(words: list[Word]) -> int:
    """Return what any of the words may be: their flags together."""
    mask = 0
    for word in words:
        mask |= word.flags
    return mask


class PhraseIndex(Generic[T]):
    """Phrases by their folded words, each with the values filed under it."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[T, ...]] = {}

    def add(self, phrase: str, value: T) -> None:
        """File `value` under a phrase; a phrase without a letter or digit is left out, a repeated value too."""
        folded = folded_words(phrase)
        if not folded:
            return
        name = join_folded(folded)
        known = self._values.get(name, ())
        if value not in known:
            self._values[name] = (*known, value)

    def get(self, folded: str) -> tuple[T, ...]:
        """Return the values filed under a folded phrase; empty if there are none."""
        return self._values.get(folded, ())

    def items(self) -> Iterable[tuple[str, tuple[T, ...]]]:
        """Return the folded phrases with the values filed under them."""
        return self._values.items()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def openers(self) -> frozenset[str]:
        """The folded words that a phrase begins with."""
        return frozenset(name.split(" ", 1)[0] for name in self._values)
