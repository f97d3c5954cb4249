"""What a reading of who says what starts from: the words of a sentence, their flags, and the actors among them."""

from __future__ import annotations

from typing import Final

from geo.matcher import COMMAS, Run, Word

REACH: Final = 14
"""Words that a subject or an object may go on for."""


class Who(Run):
    """An actor named in a sentence: words `first` to `last` (exclusive), name and kind (`geo.actors.KINDS`)."""

    __slots__ = ("actor", "kind")

    def __init__(self, first: int, last: int, actor: str, kind: str = "") -> None:
        super().__init__(first, last)
        self.actor = actor
        self.kind = kind


class Reading:
    """One sentence while it is read: sayers, those who act too, alleged and hearers, as indices of `who`."""

    def __init__(self, words: list[Word], flags: list[int], who: list[Who]) -> None:
        self.words, self.flags, self.who = words, flags, who
        self.said: set[int] = set()
        self.acts: set[int] = set()
        self.alleged: set[int] = set()
        self.heard: set[int] = set()
        self.inside = {i: k for k, w in enumerate(who) for i in range(w.first, w.last)}

    def alleged_after(self, start: int, reach: int) -> None:
        """Note the first actor within `reach` words from `start` as alleged; a comma ends the search."""
        for j in range(start, min(len(self.words), start + reach)):
            if self.words[j].signs in COMMAS:
                return
            if j in self.inside:
                self.alleged.add(self.inside[j])
                return
