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
from geo.topic_triggers import Slot, Trigger, read_triggers

DEFAULT: Final = DATA / "topics.csv"
"""The table of topics that the project ships."""

_GAP: Final = 6
"""Most words that `...` stands for."""


class Head:
    """What a word says: the triggers that have it as anchor, in the order of trial.

    Attributes
    ----------
    blanks
        Those that tell of nothing, whatever else the sentence holds.
    """

    __slots__ = ("_before", "_behind", "_fitting", "_lone", "_reach", "_triggers", "blanks")

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._triggers = [(trigger, *_neighbour(trigger)) for trigger in triggers]
        self._before, self._behind = (
            frozenset().union(*(slot for _, where, slot in self._triggers if where == side and slot))
            for side in (-1, 1)
        )
        self._reach: frozenset[str] = frozenset().union(*(trigger.reach for trigger in triggers))
        self._fitting: dict[tuple[str, str, bool], tuple[Trigger, ...]] = {}
        self._lone = self._among("", "", False)
        self.blanks = tuple(t for t in triggers if not (t.topic or t.needs or t.bars))

    def fitting(self, words: list[Word], at: int) -> tuple[Trigger, ...]:
        """Return those that need be tried at a word; they are remembered by what matters of the words beside it."""
        before = words[at - 1].folded if at else ""
        if before not in self._before:
            before = ""
        behind = words[at + 1].folded if at + 1 < len(words) else ""
        if behind not in self._behind:
            behind = ""
        reached = False
        if self._reach:
            for n in range(at + 1, min(at + 2 + _GAP, len(words))):
                if words[n].folded in self._reach:
                    reached = True
                    break
        if not (before or behind or reached):
            return self._lone
        key = before, behind, reached
        found = self._fitting.get(key)
        if found is None:
            found = self._fitting[key] = self._among(before, behind, reached)
        return found

    def _among(self, before: str, behind: str, reached: bool) -> tuple[Trigger, ...]:
        beside = before, behind
        return tuple(
            trigger
            for trigger, where, slot in self._triggers
            if (slot is None or beside[where > 0] in slot) and (reached or not trigger.reach)
        )


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

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self.names = tuple(dict.fromkeys(t.topic for t in triggers if t.topic))
        ranked = sorted(triggers, key=lambda t: t.rank)
        begins: dict[str, list[int]] = {}
        for number, trigger in enumerate(ranked):
            for form in trigger.run[trigger.anchor] or ():
                begins.setdefault(form, []).append(number)
        made: dict[tuple[int, ...], Head] = {}
        self._heads: dict[str, Head] = {}
        for form, numbers in begins.items():
            key = tuple(numbers)
            if key not in made:
                made[key] = Head([ranked[number] for number in numbers])
            self._heads[form] = made[key]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Topics:
        """Read and check a table of topics.

        Raises
        ------
        TopicsError
            If the file or a row of it cannot be used; the message names file, line, what was found and expected.
        """
        return cls(read_triggers(Path(path)))

    def head(self, folded: str) -> Head | None:
        """Return what a word says by itself; None if it is the anchor of no trigger."""
        return self._heads.get(folded)

    def topics_of(self, words: list[Word], heads: list[Head | None] | None = None) -> tuple[str, ...]:
        """Return the topics of a sentence by its words, in the order of the table; empty if it has none.

        `heads` are what the words say each (`head`), where that is at hand.
        """
        if heads is None:
            heads = [self._heads.get(word.folded) for word in words]
        said: _Said | None = None
        told: _Said | None = None
        found: list[str] = []
        used = 0
        for at, head in enumerate(heads):
            if head is None or at < used:
                continue
            end, longest = used, 0
            for trigger in head.fitting(words, at):
                if trigger.size < longest:
                    break
                start = at - trigger.anchor
                if start < used or not (trigger.one_word or _match(trigger, words, start)):
                    continue
                if trigger.needs or trigger.bars:
                    if said is None:
                        said = _Said(words, set())
                    if not said.all_of(trigger.needs):
                        continue
                    if trigger.needs or said.one_of(trigger.bars):
                        if told is None:
                            told = said.without(_silent(words, heads))
                        if told.one_of(trigger.bars) or not told.all_of(trigger.needs):
                            continue
                longest = trigger.size
                end = start + longest
                if not trigger.topic:
                    break
                if trigger.topic not in found:
                    found.append(trigger.topic)
            used = end
        return tuple(found) if len(found) < 2 else tuple([name for name in self.names if name in found])


class _Said:
    """The words of a sentence but for some (`silent`, by number), asked whether one of a list is among them."""

    __slots__ = ("_has", "_silent", "_words")

    def __init__(self, words: list[Word], silent: set[int]) -> None:
        self._words = words
        self._silent = silent
        self._has: dict[frozenset[str], bool] = {}

    def without(self, silent: set[int]) -> _Said:
        """Return the same words but for silent ones."""
        return _Said(self._words, silent) if silent else self

    def one_of(self, forms: frozenset[str]) -> bool:
        """Tell whether a word of a list is said; each list is looked for once."""
        if not forms:
            return False
        has = self._has.get(forms)
        if has is None:
            has = any(word.folded in forms and at not in self._silent for at, word in enumerate(self._words))
            self._has[forms] = has
        return has

    def all_of(self, lists: tuple[frozenset[str], ...]) -> bool:
        """Tell whether a word of each of some lists is said."""
        return all(self.one_of(forms) for forms in lists)


def _silent(words: list[Word], heads: list[Head | None]) -> set[int]:
    """Return the numbers of the words of a sentence that are of phrases that tell of nothing."""
    silent: set[int] = set()
    for at, head in enumerate(heads):
        for trigger in head.blanks if head is not None else ():
            start = at - trigger.anchor
            if start >= 0 and _match(trigger, words, start):
                silent.update(range(start, start + trigger.size))
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
