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

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from geo.exc import TopicsError
from geo.matcher import Word
from geo.names import ARTICLES, TOKEN, fold_word
from geo.paths import DATA
from geo.textfiles import CsvRows, read_text

DEFAULT: Final = DATA / "topics.csv"
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

_FUTURE: Final = tuple(joint + "س" for joint in ("", "و", "ف"))
_IMPERFECT: Final = ("ي", "ت", "ن")
_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "نا")

_LIGHT: Final = frozenset(
    {
        "a", "an", "the", "in", "on", "of", "to", "from", "by", "with", "and", "at", "as", "into", "had", "has",
        "have", "was", "were", "been", "not", "is", "are", "being", "for", "out", "up", "off", "over", "under", "after",
        "against", "near", "around", "through", "across", "between", "its", "their", "his", "all", "two", "three",
        "several", "also", "now", "still", "back", "more", "most", "last", "first", "made", "people", "government",
        "syrian", "russian", "turkish", "army", "forces", "rebels", "fighters", "military", "security", "state",
        "town", "day", "friday", "border", "began", "called", "led", "civilians", "assad",
        "من", "في", "الى", "عن", "علي", "دمشق", "يوم", "الجيش", "مدينه",
    }
)  # fmt: skip
"""Words that say too little to look a phrase up by."""

_Slot = frozenset[str] | None
"""The forms of one word of a trigger; None for any word with a capital."""


class _Lists:
    """Lists of words that sentences are asked for a word of; each has a bit, so that a sentence is one number."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}

    def bit(self, words: frozenset[str]) -> int:
        """Return the bit of a list; 0 for an empty one."""
        return self._bits.setdefault(words, 1 << len(self._bits)) if words else 0

    def of_words(self) -> dict[str, int]:
        """Return for each word the bits of the lists that hold it."""
        bits: dict[str, int] = {}
        for words, bit in self._bits.items():
            for word in words:
                bits[word] = bits.get(word, 0) | bit
        return bits


class _Trigger:
    """A phrase: runs of words with gaps between them, the topic that it tells of ("" for none), and its conditions.

    Attributes
    ----------
    anchor
        Which word of the first run it is looked up by.
    size
        Words of the first run.
    one_word
        True where it is one word, which is found by being looked up.
    later
        The runs behind the first.
    asks
        Lists of which a sentence with the phrase has a word each: those of `needs`, and how a later run may begin.
    needs, bars
        Lists of which the sentence must have a word each, and the one of which it must have none (0: nothing is asked).
    rank
        Where it is tried among those with one anchor: longest first, one that tells of nothing before others.
    """

    __slots__ = ("anchor", "asks", "bars", "later", "needs", "one_word", "rank", "run", "size", "topic")

    def __init__(self, topic: str, runs: tuple[tuple[_Slot, ...], ...], needs: int, bars: int, lists: _Lists) -> None:
        self.topic = topic
        self.run = runs[0]
        self.later = runs[1:]
        telling = (n for n, slot in enumerate(self.run) if slot and slot.isdisjoint(_LIGHT))
        self.anchor = next(telling, 0)
        self.needs = self.asks = needs
        for run in self.later:
            self.asks |= lists.bit(run[0] or frozenset())
        self.bars = bars
        self.size = len(self.run)
        self.one_word = len(runs) == 1 and self.size == 1
        self.rank = -self.size, -sum(map(len, runs)), topic != ""


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

    def __init__(self, triggers: Sequence[_Trigger], lists: int) -> None:
        self.lists = lists
        self._triggers = [(trigger, *_neighbour(trigger)) for trigger in triggers]
        self._before, self._behind = (
            frozenset().union(*(slot for _, where, slot in self._triggers if where == side and slot))
            for side in (-1, 1)
        )
        self._fitting: dict[tuple[str, str], tuple[_Trigger, ...]] = {}
        self._lone = self._between("", "")
        self.opens = len(triggers) > 0
        self.blanks = tuple(t for t in triggers if not (t.topic or t.needs or t.bars))

    def fitting(self, before: str, behind: str) -> tuple[_Trigger, ...]:
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

    def _between(self, before: str, behind: str) -> tuple[_Trigger, ...]:
        beside = before, behind
        return tuple(trigger for trigger, where, slot in self._triggers if slot is None or beside[where > 0] in slot)


def _neighbour(trigger: _Trigger) -> tuple[int, _Slot]:
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

    def __init__(self, triggers: Sequence[_Trigger], lists: _Lists) -> None:
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
        path = Path(path)
        text, _ = read_text(path, TopicsError, "a table of topics (CSV)")
        rows = CsvRows(path, text, TopicsError)
        missing = [name for name in COLUMNS if name not in rows.header]
        if missing:
            raise TopicsError(
                f"{path}, line {rows.line}: column {missing[0]} is missing; expected {', '.join(COLUMNS)}"
            )
        named: dict[str, frozenset[str]] = {}
        lists = _Lists()
        triggers: list[_Trigger] = []
        for row in rows:
            where = f"{path}, line {rows.line}"
            cells = dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True))
            triggers += _row(where, cells, named, lists)
        if not any(t.topic for t in triggers):
            raise TopicsError(f"{path}: found no topic; expected at least one row with topic and triggers")
        return cls(triggers, lists)

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


def _match(trigger: _Trigger, words: list[Word], at: int) -> bool:
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


def _run(run: tuple[_Slot, ...], words: list[Word], at: int) -> int:
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


def _row(where: str, cells: dict[str, str], named: dict[str, frozenset[str]], lists: _Lists) -> Iterator[_Trigger]:
    topic, language = cells["topic"], cells["language"]
    if language not in LANGUAGES:
        raise TopicsError(f"{where}, language: found {language!r}; expected one of {', '.join(LANGUAGES)}")
    if ";" in topic or "|" in topic:
        raise TopicsError(f"{where}, topic: found {topic!r}; expected a name without ';' or '|'")
    if not _parts(cells["triggers"]):
        raise TopicsError(f"{where}, triggers: found none; expected phrases separated by '|'")
    if topic.startswith("@"):
        if topic in named:
            raise TopicsError(f"{where}, topic: found {topic!r} again; expected it once")
        named[topic] = _words(where, "triggers", cells["triggers"], language, named)
        return
    bars = lists.bit(_words(where, "without", cells["without"], language, named))
    needs = 0
    for cell in cells["with"].split("&"):
        needs |= lists.bit(_words(where, "with", cell, language, named))
    for phrase in _parts(cells["triggers"]):
        pieces = phrase.replace("…", "...").split("...")
        runs = tuple(tuple(_slot(where, word, language) for word in piece.split()) for piece in pieces)
        if not all(runs):
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected words on both sides of '...'")
        if runs[0][0] is None:
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected a word before {_NAME}")
        yield _Trigger(topic, runs, needs, bars, lists)


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _slot(where: str, word: str, language: str) -> _Slot:
    return None if word == _NAME else _forms(where, "triggers", word, language)


def _words(where: str, column: str, cell: str, language: str, named: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the forms of the words of a cell, those of the lists that it names included."""
    words: frozenset[str] = frozenset()
    for part in _parts(cell):
        if not part.startswith("@"):
            words |= _forms(where, column, part, language)
        elif part in named:
            words |= named[part]
        else:
            raise TopicsError(f"{where}, {column}: found {part!r}; expected the name of a list in a row above")
    return words


def _forms(where: str, column: str, word: str, language: str) -> frozenset[str]:
    """Return the folded forms of one word written `form/form`; if it is Arabic, with what is written to it."""
    forms = frozenset().union(*(_written(form, language) for form in word.split("/")))
    if "" in forms:
        raise TopicsError(f"{where}, {column}: found {word!r}; expected single words, their forms separated by '/'")
    return forms


@cache
def _written(form: str, language: str) -> frozenset[str]:
    """Return what a form may be written as, folded, "" among it if it is no word.

    An Arabic one has proclitics before it, and behind it pronouns if `+` asks for them: a noun's ة is ت before them.
    """
    bare = form.removesuffix("+") if language == "ar" else form
    if not TOKEN.fullmatch(bare):
        return frozenset({""})
    folded = fold_word(bare)
    if language == "en":
        return frozenset({folded})
    stem = fold_word(bare[:-1] + "ت") if bare.endswith("ة") else folded
    forms = [folded, *(stem + pronoun for pronoun in _PRONOUNS if form != bare)]
    later = [prefix + each for each in forms if each.startswith(_IMPERFECT) for prefix in _FUTURE]
    return frozenset([proclitic + each for each in forms for proclitic in _PROCLITICS] + later)
