"""What a sentence is about, by the trigger phrases of `data/topics.csv`: air strike, shelling, displacement ...

The table is an analyst's to edit. A row gives a topic and, in `triggers`, phrases that tell of it; it counts where a
word of `with` stands in the sentence too (if the row has any) and none of `without`. A row without a topic holds
phrases that mean none of the topics although words of them do ("hunger strike"): of the phrases that begin at a word
the longest is taken, and its words are used up. A row whose topic begins with `@` is a list of words that others name.

Inside a phrase `/` parts forms of one word, `...` stands for up to six words, and `<Name>` for a word with a capital.
Arabic words are found behind the conjunctions, prepositions and the article that are written with them (و ف ب ل ك ال).

>>> from geo.matcher import words_of
>>> topics = Topics.load()
>>> topics.topics_of(words_of("Warplanes bombed Saraqib and thousands fled."))
('air strike', 'displacement')
>>> topics.topics_of(words_of("Teachers went on hunger strike."))
()
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from geo.exc import TopicsError
from geo.matcher import Word
from geo.names import ARTICLES, TOKEN, fold_word
from geo.textfiles import CsvRows, read_text

DEFAULT: Final = Path(__file__).resolve().parent.parent / "data" / "topics.csv"
"""The table of topics that the project ships."""

COLUMNS: Final = ("topic", "language", "triggers", "with", "without", "note")
LANGUAGES: Final = ("en", "ar")

_GAP: Final = 6
"""Most words that `...` stands for."""
_NAME: Final = "<Name>"
_PROCLITICS: Final = tuple(
    (joint + preposition + article).replace("لال", "لل")
    for joint, preposition, article in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))
)

_LIGHT: Final = frozenset(
    {
        "a", "an", "the", "in", "on", "of", "to", "from", "by", "with", "and", "at", "as", "into", "had", "has",
        "have", "was", "were", "been", "not",
    }
)  # fmt: skip
"""Words that say too little to look a phrase up by."""

_Slot = frozenset[str] | None
"""The forms of one word of a trigger; None for any word with a capital."""


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A phrase: runs of words with gaps between them, the topic that it tells of ("" for none), and its conditions."""

    topic: str
    runs: tuple[tuple[_Slot, ...], ...]
    anchor: int
    """Which word of the first run it is looked up by."""
    needs: frozenset[str]
    bars: frozenset[str]
    one_word: bool = field(init=False)
    """True where it is one word, which is found by being looked up."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "one_word", len(self.runs) == 1 and len(self.runs[0]) == 1)

    @property
    def rank(self) -> tuple[int, int, bool]:
        """Where it is tried among those with one anchor: longest first, one that tells of nothing before others."""
        return -len(self.runs[0]), -sum(map(len, self.runs)), self.topic != ""


class _Head(NamedTuple):
    """The triggers that have one word as their anchor."""

    triggers: tuple[_Trigger, ...]
    """All of them, in the order in which they are tried."""
    others: tuple[_Trigger, ...]
    """Those that ask for no certain word behind it: all that need be tried where none of `followers` stands there."""
    followers: frozenset[str] | None
    """What stands behind it in those that do; None where it may be any word with a capital."""


class Topics:
    """The triggers of all topics, each by the word that tells most of it.

    Attributes
    ----------
    names
        The topics in the order of the table.
    """

    def __init__(self, triggers: Sequence[_Trigger]) -> None:
        self.names = tuple(dict.fromkeys(t.topic for t in triggers if t.topic))
        self._order = {name: at for at, name in enumerate(self.names)}
        ranked = sorted(triggers, key=lambda t: t.rank)
        begins: dict[str, list[int]] = {}
        for number, trigger in enumerate(ranked):
            for form in trigger.runs[0][trigger.anchor] or ():
                begins.setdefault(form, []).append(number)
        made: dict[tuple[int, ...], _Head] = {}
        self._heads: dict[str, _Head] = {}
        for form, numbers in begins.items():
            key = tuple(numbers)
            if key not in made:
                made[key] = _head([ranked[number] for number in key])
            self._heads[form] = made[key]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Topics:
        """Read and check a table of topics.

        Raises
        ------
        TopicsError
            If the file or a row of it cannot be used; the message names file, line, what was found and expected.
        """
        path = Path(path)
        text, _ = read_text(path, TopicsError, "a table of topics (CSV)")
        rows = CsvRows(path, text, TopicsError)
        missing = [name for name in COLUMNS if name not in rows.header]
        if missing:
            raise TopicsError(
                f"{path}, line {rows.line}: column {missing[0]} is missing; expected {', '.join(COLUMNS)}"
            )
        lists: dict[str, frozenset[str]] = {}
        triggers: list[_Trigger] = []
        for row in rows:
            where = f"{path}, line {rows.line}"
            cells = dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True))
            triggers += _row(where, cells, lists)
        if not any(t.topic for t in triggers):
            raise TopicsError(f"{path}: found no topic; expected at least one row with topic and triggers")
        return cls(triggers)

    def topics_of(self, words: Sequence[Word], folded: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return the topics of a sentence by its words, in the order of the table; empty if it has none.

        `folded` are the folded forms of the words, where they are at hand.
        """
        heads = self._heads
        folded = [word.folded for word in words] if folded is None else folded
        hits = [at for at, word in enumerate(folded) if word in heads]
        if not hits:
            return ()
        present: frozenset[str] | None = None
        found: set[str] = set()
        used = 0
        for at in hits:
            if at < used:
                continue
            triggers, others, followers = heads[folded[at]]
            if followers is not None and (at + 1 == len(folded) or folded[at + 1] not in followers):
                triggers = others
            end = used
            for trigger in triggers:
                start = at - trigger.anchor
                stop = start + len(trigger.runs[0])
                if stop < end:
                    break
                if start < used:
                    continue
                if trigger.needs or trigger.bars:
                    if present is None:
                        present = frozenset(folded)
                    if (trigger.needs and trigger.needs.isdisjoint(present)) or not trigger.bars.isdisjoint(present):
                        continue
                if trigger.one_word or _match(trigger, words, start):
                    end = stop
                    if not trigger.topic:
                        break
                    found.add(trigger.topic)
            used = end
        return tuple(found) if len(found) < 2 else tuple(sorted(found, key=self._order.__getitem__))


def _head(triggers: list[_Trigger]) -> _Head:
    behind = [t.runs[0][1] for t in triggers if t.anchor == 0 and len(t.runs[0]) > 1]
    others = tuple(t for t in triggers if t.anchor or len(t.runs[0]) == 1)
    return _Head(tuple(triggers), others, None if None in behind else frozenset().union(*filter(None, behind)))


def _match(trigger: _Trigger, words: Sequence[Word], at: int) -> bool:
    """Tell whether a trigger's first run stands at a word, and its other runs behind it in turn."""
    first = trigger.runs[0]
    end = at + 1 if len(first) == 1 else _run(first, words, at)
    for run in trigger.runs[1:]:
        if not end:
            return False
        end = next(filter(None, (_run(run, words, start) for start in range(end, end + _GAP + 1))), 0)
    return end > 0


def _run(run: tuple[_Slot, ...], words: Sequence[Word], at: int) -> int:
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


def _is_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word has a capital, or is the article of one that has: "al-Bab"."""
    if words[at].upper or at + 1 == len(words):
        return words[at].upper
    return words[at].folded in ARTICLES and words[at + 1].hyphen and words[at + 1].upper


def _row(where: str, cells: dict[str, str], lists: dict[str, frozenset[str]]) -> Iterator[_Trigger]:
    topic, language = cells["topic"], cells["language"]
    if language not in LANGUAGES:
        raise TopicsError(f"{where}, language: found {language!r}; expected one of {', '.join(LANGUAGES)}")
    if ";" in topic or "|" in topic:
        raise TopicsError(f"{where}, topic: found {topic!r}; expected a name without ';' or '|'")
    if not _parts(cells["triggers"]):
        raise TopicsError(f"{where}, triggers: found none; expected phrases separated by '|'")
    if topic.startswith("@"):
        if topic in lists:
            raise TopicsError(f"{where}, topic: found {topic!r} again; expected it once")
        lists[topic] = _words(where, "triggers", cells["triggers"], language, lists)
        return
    needs, bars = (_words(where, name, cells[name], language, lists) for name in ("with", "without"))
    for phrase in _parts(cells["triggers"]):
        pieces = phrase.replace("…", "...").split("...")
        runs = tuple(tuple(_slot(where, word, language) for word in piece.split()) for piece in pieces)
        if not all(runs):
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected words on both sides of '...'")
        if runs[0][0] is None:
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected a word before {_NAME}")
        telling = (n for n, slot in enumerate(runs[0]) if slot and slot.isdisjoint(_LIGHT))
        yield _Trigger(topic, runs, next(telling, 0), needs, bars)


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _slot(where: str, word: str, language: str) -> _Slot:
    return None if word == _NAME else _forms(where, "triggers", word, language)


def _words(where: str, column: str, cell: str, language: str, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the forms of the words of a cell, those of the lists that it names included."""
    words: frozenset[str] = frozenset()
    for part in _parts(cell):
        if not part.startswith("@"):
            words |= _forms(where, column, part, language)
        elif part in lists:
            words |= lists[part]
        else:
            raise TopicsError(f"{where}, {column}: found {part!r}; expected the name of a list in a row above")
    return words


def _forms(where: str, column: str, word: str, language: str) -> frozenset[str]:
    """Return the folded forms of one word written `form/form`; with proclitics if it is Arabic."""
    if not all(TOKEN.fullmatch(form) for form in word.split("/")):
        raise TopicsError(f"{where}, {column}: found {word!r}; expected single words, their forms separated by '/'")
    forms = [fold_word(form) for form in word.split("/")]
    if language == "ar":
        return frozenset(proclitic + form for form in forms for proclitic in _PROCLITICS)
    return frozenset(forms)
