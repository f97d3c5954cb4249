"""What a sentence is about, by the trigger phrases of `data/topics.csv`: air strike, shelling, displacement ...

The table is an analyst's to edit. A row gives a topic and, in `triggers`, phrases that tell of it; it counts where a
word of `with` stands in the sentence too (if the row has any; of each list, where `&` parts several) and none of
`without`. A row without a topic holds phrases that mean none of the topics although words of them do ("hunger strike"):
of the phrases that begin at a word the longest is taken, and its words are used up; those of a row without a topic
do not count for `with` and `without` either ("National Coalition" has no aircraft). A row whose topic begins with `@`
is a list of words that others name.

Inside a phrase `/` parts forms of one word, `...` stands for up to six words, and `<Name>` for a word with a capital.
Arabic words are found behind the conjunctions, prepositions and the article that are written with them (و ف ب ل ك ال),
those with the prefix of the imperfect behind the س of the future too; `+` behind a form asks for the pronouns that are
written to its end as well (قصف+: قصفه, قصفها ...).

>>> from geo.matcher import words_of
>>> topics = Topics.load()
>>> topics.topics_of(words_of("Warplanes bombed Saraqib and thousands fled."))
('air strike', 'displacement')
>>> topics.topics_of(words_of("Teachers went on hunger strike."))
()
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from geo.matcher import Word
from geo.names import ARTICLES
from geo.paths import DATA
from geo.topic_triggers import Lists, Slot, Trigger, read_triggers

DEFAULT: Final = DATA / "topics.csv"
"""The table of topics that the project ships."""

_GAP: Final = 6
"""Most words that `...` stands for."""


class _Head:
    """What a word says: the lists that hold it, and the triggers that have it as anchor, in the order of trial.

    Attributes
    ----------
    opens
        Whether there are triggers.
    blanks
        Those that tell of nothing, whatever else the sentence holds.
    """

    __slots__ = ("_before", "_behind", "_fitting", "_lone", "_triggers", "blanks", "lists", "opens")

    def __init__(self, triggers: Sequence[Trigger], lists: int) -> None:
        self.lists = lists
        self._triggers = [(trigger, *_neighbour(trigger)) for trigger in triggers]
        self._before, self._behind = (
            frozenset().union(*(slot for _, where, slot in self._triggers if where == side and slot))
            for side in (-1, 1)
        )
        self._fitting: dict[tuple[str, str], tuple[Trigger, ...]] = {}
        self._lone = self._between("", "")
        self.opens = len(triggers) > 0
        self.blanks = tuple(t for t in triggers if not (t.topic or t.needs or t.bars))

    def fitting(self, before: str, behind: str) -> tuple[Trigger, ...]:
        """Return those that need be tried between two words ("" for none); they are remembered by what matters."""
        if before not in self._before:
            before = ""
        if behind not in self._behind:
            behind = ""
        if not (before or behind):
            return self._lone
        found = self._fitting.get((before, behind))
        if found is None:
            found = self._fitting[before, behind] = self._between(before, behind)
        return found

    def _between(self, before: str, behind: str) -> tuple[Trigger, ...]:
        beside = before, behind
        return tuple(trigger for trigger, where, slot in self._triggers if slot is None or beside[where > 0] in slot)


def _neighbour(trigger: Trigger) -> tuple[int, Slot]:
    """Return on which side of its anchor a trigger asks for a word (0 for neither), and for which."""
    run, at = trigger.run, trigger.anchor
    if at + 1 < len(run):
        return 1, run[at + 1]
    return (-1, run[at - 1]) if at else (0, None)


class Topics:
    """The triggers of all topics, each by the word that tells most of it.

    Attributes
    ----------
    names
        The topics in the order of the table.
    """

    def __init__(self, triggers: Sequence[Trigger], lists: Lists) -> None:
        self.names = tuple(dict.fromkeys(t.topic for t in triggers if t.topic))
        ranked = sorted(triggers, key=lambda t: t.rank)
        begins: dict[str, list[int]] = {}
        for number, trigger in enumerate(ranked):
            for form in trigger.run[trigger.anchor] or ():
                begins.setdefault(form, []).append(number)
        bits = lists.of_words()
        made: dict[tuple[int, ...], _Head] = {}
        self._heads: dict[str, _Head] = {}
        for form in begins.keys() | bits.keys():
            numbers = begins.get(form, [])
            key = (bits.get(form, 0), *numbers)
            if key not in made:
                made[key] = _Head([ranked[number] for number in numbers], key[0])
            self._heads[form] = made[key]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Topics:
        """Read and check a table of topics.

        Raises
        ------
        TopicsError
            If the file or a row of it cannot be used; the message names file, line, what was found and expected.
        """
        return cls(*read_triggers(Path(path)))

    def topics_of(self, words: list[Word], folded: list[str] | None = None) -> tuple[str, ...]:
        """Return the topics of a sentence by its words, in the order of the table; empty if it has none.

        `folded` are the folded forms of the words, where they are at hand.
        """
        heads = self._heads
        folded = [word.folded for word in words] if folded is None else folded
        opening: list[_Head] = []
        places: list[int] = []
        said = 0
        for at, form in enumerate(folded):
            head = heads.get(form)
            if head is not None:
                if head.lists:
                    said |= head.lists
                if head.opens:
                    opening.append(head)
                    places.append(at)
        if not places:
            return ()
        told = said
        judged = False
        found: list[str] = []
        used = 0
        for n in range(len(places)):
            at = places[n]
            if at < used:
                continue
            end, longest = used, 0
            behind = folded[at + 1] if at + 1 < len(folded) else ""
            for trigger in opening[n].fitting(folded[at - 1] if at else "", behind):
                if trigger.size < longest:
                    break
                start = at - trigger.anchor
                if start < used:
                    continue
                if trigger.asks and said & trigger.asks != trigger.asks:
                    continue
                if not (trigger.one_word or _match(trigger, words, start)):
                    continue
                if trigger.needs or (trigger.bars and said & trigger.bars):
                    if not judged:
                        judged = True
                        silent = _silent(words, opening, places)
                        told = self._told(folded, silent) if silent else said
                    if told & trigger.bars or told & trigger.needs != trigger.needs:
                        continue
                longest = trigger.size
                end = start + longest
                if not trigger.topic:
                    break
                if trigger.topic not in found:
                    found.append(trigger.topic)
            used = end
        return tuple(found) if len(found) < 2 else tuple([name for name in self.names if name in found])

    def _told(self, folded: list[str], silent: list[int]) -> int:
        """Return the lists that a sentence has words of, but for the words that tell of nothing."""
        told = 0
        for at, form in enumerate(folded):
            head = self._heads.get(form)
            if head is not None and at not in silent:
                told |= head.lists
        return told


def _silent(words: list[Word], opening: list[_Head], places: list[int]) -> list[int]:
    """Return the numbers of the words of a sentence that are of phrases that tell of nothing."""
    silent: list[int] = []
    for n in range(len(places)):
        for trigger in opening[n].blanks:
            start = places[n] - trigger.anchor
            if start >= 0 and _match(trigger, words, start):
                silent += range(start, start + trigger.size)
    return silent


def _match(trigger: Trigger, words: list[Word], at: int) -> bool:
    """Tell whether a trigger's first run stands at a word, and its other runs behind it in turn."""
    end = at + 1 if trigger.size == 1 else _run(trigger.run, words, at)
    for run in trigger.later:
        if not end:
            return False
        start, last = end, end + _GAP
        end = 0
        while not end and start <= last:
            end = _run(run, words, start)
            start += 1
    return end > 0


def _run(run: tuple[Slot, ...], words: list[Word], at: int) -> int:
    """Return the end of a run that stands at a word, nothing but blanks or a hyphen between its words; else 0."""
    end = at + len(run)
    if end > len(words):
        return 0
    n = at
    for slot in run:
        word = words[n]
        if slot is None:
            if not _is_name(words, n):
                return 0
        elif word.folded not in slot:
            return 0
        if n > at and not word.joined:
            return 0
        n += 1
    return end


def _is_name(words: list[Word], at: int) -> bool:
    """Tell whether a word has a capital, or is the article of one that has: "al-Bab"."""
    if words[at].upper or at + 1 == len(words):
        return words[at].upper
    return words[at].folded in ARTICLES and words[at + 1].hyphen and words[at + 1].upper
