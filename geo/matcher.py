"""Cut running text into words, and file known phrases by their folded words.

The words carry their offsets, and each is folded and judged once and remembered. No folded copy of the text is made,
so the offsets of a name are those of its first and last word. The time is linear in the length of the text. How phrases
are found among the words is told in `geo.lexicon`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Final, Generic, TypeVar

from mypy_extensions import mypyc_attr

from geo.names import TOKEN, fold_word, folded_words, join_folded
from geo.narration import FLAGS

T = TypeVar("T")

_GAP: Final = re.compile(r"[ \t\u00a0\u202f]*[-‐‑–_]?[ \t\u00a0\u202f]*\r?\n?[ \t]*")
"""What may stand between two words of one name: blanks, a hyphen, the underscore of a hashtag, one line break."""
_LONGEST_GAP: Final = 8
"""Code points between two words that may be of one name."""
COMMAS: Final = frozenset(",،")
DASHES: Final = frozenset({" - ", " – ", " — ", " -- "})
"""Gaps that are a dash between blanks, as in "Idlib - shells fell"."""
_HYPHENS: Final = ("-", "‐", "‑", "–")
_LISTING: Final = frozenset({"", ",", "،", *_HYPHENS})
_LONG: Final = 60
"""Code points of a run without a blank that are worth remembering."""
_POSSESSIVES: Final = ("'s", "’s", "ʼs", "`s", "'S", "’S", "ʼS", "`S")


@mypyc_attr(acyclic=True)
class Form:
    """How a word is written between two blanks: all that can be told of it whatever stands beside it.

    Attributes
    ----------
    at, end, after
        Where it begins and ends there, a possessive 's left out of it, and where it ends with that.
    text, folded
        The word as written and folded.
    flags
        What it may be (`geo.narration.Flag`).
    upper, ascii, possessive
        Whether it begins with a capital, whether it is ASCII, and whether a possessive 's was written to it.
    """

    __slots__ = ("after", "ascii", "at", "end", "flags", "folded", "possessive", "text", "upper")

    def __init__(self, at: int, after: int, text: str, folded: str, possessive: bool) -> None:
        self.at = at
        self.end = at + len(text)
        self.after = after
        self.text = sys.intern(text)
        self.folded = sys.intern(folded)  # one object for each form: it is found without a look at its letters
        self.flags = FLAGS[folded]
        self.upper = text[0].isupper()
        self.ascii = text.isascii()
        self.possessive = possessive


@mypyc_attr(acyclic=True)
class Word:
    """A word of a text: code points `start` to `end` (a possessive 's left out), its form, and what stands before it.

    Attributes
    ----------
    form
        How it is written; `text`, `folded`, `flags`, `upper`, `ascii` and `possessive` are those of the form.
    joined
        True where nothing but a blank, a hyphen or one line break stands between this word and the one before.
    gap, signs
        What stands between this word and the one before (a possessive 's included); the same without outer blanks.
    """

    __slots__ = (
        "ascii", "end", "flags", "folded", "form", "gap", "joined", "possessive", "signs", "start", "text", "upper",
    )  # fmt: skip

    def __init__(self, form: Form, base: int, joined: bool, gap: str) -> None:
        self.form = form
        self.start = base + form.at
        self.end = base + form.end
        self.text = form.text
        self.folded = form.folded
        self.flags = form.flags
        self.upper = form.upper
        self.ascii = form.ascii
        self.possessive = form.possessive
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


_REMEMBERED: Final = 1 << 16
"""Stretches between blanks that are remembered as cut; a text of nonsense shall not fill the memory."""


_joining: Final[dict[str, bool]] = {}
"""What stands between two words -> whether it joins them; emptied when it is full."""


def _joins(gap: str) -> bool:
    if len(gap) > _LONGEST_GAP:
        return False
    joins = _joining.get(gap)
    if joins is None:
        if len(_joining) >= _REMEMBERED:
            _joining.clear()
        joins = _joining[gap] = _GAP.fullmatch(gap) is not None
    return joins


class Cutter:
    """Cuts texts into words; each form is judged once and remembered. Safe to share between threads."""

    def __init__(self) -> None:
        self._cut: dict[str, tuple[Form, ...]] = {}

    def form(self, at: int, after: int, text: str, folded: str, possessive: bool) -> Form:
        """Return what is to be remembered of a form."""
        return Form(at, after, text, folded, possessive)

    def words(self, text: str, start: int = 0, end: int | None = None) -> list[Word]:
        """Cut code points `start` to `end` of a text into words; the offsets count from the text's beginning."""
        words: list[Word] = []
        cut = self._cut
        base = last = start
        for chunk in text[start:end].split(" "):
            if chunk:
                forms = cut.get(chunk)
                for form in self._forms(chunk) if forms is None else forms:
                    if last == base - 1 and not form.at:
                        words.append(Word(form, base, True, " "))
                    else:
                        gap = text[last : base + form.at]
                        words.append(Word(form, base, bool(words) and _joins(gap), gap))
                    last = base + form.after
                base += len(chunk)
            base += 1
        return words

    def _forms(self, chunk: str) -> tuple[Form, ...]:
        """Cut what stands between two blanks into words."""
        found = []
        for match in TOKEN.finditer(chunk):
            at, after = match.span()
            raw = match[0]
            possessive = raw[-2:] in _POSSESSIVES and len(raw) > 2
            if possessive:
                raw = raw[:-2]
            if folded := fold_word(raw):
                found.append(self.form(at, after, raw, folded, possessive))
        forms = tuple(found)
        if len(chunk) <= _LONG:
            if len(self._cut) >= _REMEMBERED:
                self._cut.clear()
            self._cut[chunk] = forms
        return forms


_CUTTER: Final = Cutter()


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut code points `start` to `end` of a text into words, as `Cutter.words` does."""
    return _CUTTER.words(text, start, end)


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
