"""What a reading of who says what starts from: the words of a sentence, and the actors among them."""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.matcher import COMMAS, Run, Word

REACH: Final = 14
"""Words that a subject or an object may go on for."""
FAR: Final = 60
"""Words that may stand between an actor and what stands for it, or between a subject and its second verb."""


@mypyc_attr(acyclic=True)
class Who(Run):
    """An actor named in a sentence: words `first` to `last` (exclusive), name and kind (`geo.actors.KINDS`)."""

    __slots__ = ("actor", "kind")

    def __init__(self, first: int, last: int, actor: str, kind: str = "") -> None:
        super().__init__(first, last)
        self.actor = actor
        self.kind = kind


def has(word: Word, signs: frozenset[str]) -> bool:
    """Tell whether one of some signs stands before a word."""
    return bool(word.signs) and not signs.isdisjoint(word.signs)


def numbers(found: int) -> list[int]:
    """Return the numbers of actors of which a set is the bits, in order.

    >>> numbers(0b1101)
    [0, 2, 3]
    """
    listed = []
    while found:
        listed.append((found & -found).bit_length() - 1)
        found &= found - 1
    return listed


@mypyc_attr(acyclic=True)
class Reading:
    """One sentence while it is read: sayers, those who act too, alleged and hearers.

    Each of these sets of actors is an int, in which bit k stands for `who[k]`: most rules find none or one, and no set
    need be made for that. `inside` has for each word the number of the actor that it is of, -1 if of none; so too for
    the word behind the last, which is also the one before the first.
    """

    def __init__(self, words: list[Word], who: list[Who]) -> None:
        self.words, self.who = words, who
        self.said = self.acts = self.alleged = self.heard = 0
        self.inside: list[int] = [-1] * (len(words) + 1)
        for k, w in enumerate(who):
            for i in range(w.first, w.last):
                self.inside[i] = k

    def alleged_after(self, start: int, reach: int) -> None:
        """Note the first actor within `reach` words from `start` as alleged; a comma ends the search."""
        for j in range(start, min(len(self.words), start + reach)):
            if self.words[j].signs in COMMAS:
                return
            if self.inside[j] >= 0:
                self.alleged |= 1 << self.inside[j]
                return

    def first_of(self, found: int) -> int:
        """Return the first word of a set of actors; 0 of none."""
        return self.who[numbers(found)[0]].first if found else 0

    def last_of(self, found: int) -> int:
        """Return the word behind a set of actors; 0 of none."""
        return self.who[numbers(found)[-1]].last if found else 0
