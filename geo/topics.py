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
    rank
        Where it is tried among those with one anchor: longest first, one that tells of nothing before others.
    """

    __slots__ = ("anchor", "bars", "needs", "one_word", "rank", "runs", "size", "topic")

    def __init__(
        self,
        topic: str,
        runs: tuple[tuple[_Slot, ...], ...],
        anchor: int,
        needs: tuple[frozenset[str], ...],
        bars: frozenset[str],
    ) -> None:
        self.topic = topic
        self.runs = runs
        self.anchor = anchor
        self.needs = needs
        self.bars = bars
        self.size = len(runs[0])
        self.one_word = len(runs) == 1 and self.size == 1
        self.rank = -self.size, -sum(map(len, runs)), topic != ""

    def needed(self, present: frozenset[str]) -> bool:
        """Tell whether a sentence has a word of each condition."""
        for words in self.needs:  # noqa: SIM110  a loop that compiles
            if present.isdisjoint(words):
                return False
        return True


class _Head:
    """The triggers that have one word as their anchor, in the order in which they are tried.

    Attributes
    ----------
    blanks
        Those that tell of nothing, whatever else the sentence holds.
    """

    __slots__ = ("_before", "_behind", "_fitting", "_triggers", "blanks")

    def __init__(self, triggers: Sequence[_Trigger]) -> None:
        self._triggers = [(trigger, *_neighbour(trigger)) for trigger in triggers]
        self._before, self._behind = (
            frozenset().union(*(slot for _, where, slot in self._triggers if where == side and slot))
            for side in (-1, 1)
        )
        self._fitting: dict[tuple[str, str], tuple[_Trigger, ...]] = {}
        self.blanks = tuple(t for t in triggers if not (t.topic or t.needs or t.bars))

    def fitting(self, before: str, behind: str) -> tuple[_Trigger, ...]:
        """Return those that need be tried between two words ("" for none); they are remembered by what matters."""
        key = (before if before in self._before else "", behind if behind in self._behind else "")
        found = self._fitting.get(key)
        if found is None:
            found = tuple(trigger for trigger, where, slot in self._triggers if slot is None or key[where > 0] in slot)
            self._fitting[key] = found
        return found


def _neighbour(trigger: _Trigger) -> tuple[int, _Slot]:
    """Return on which side of its anchor a trigger asks for a word (0 for neither), and for which."""
    first, at = trigger.runs[0], trigger.anchor
    if at + 1 < len(first):
        return 1, first[at + 1]
    return (-1, first[at - 1]) if at else (0, None)


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
                made[key] = _Head([ranked[number] for number in key])
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

    def topics_of(self, words: list[Word], folded: list[str] | None = None) -> tuple[str, ...]:
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
            end, longest = used, 0
            behind = folded[at + 1] if at + 1 < len(folded) else ""
            for trigger in heads[folded[at]].fitting(folded[at - 1] if at else "", behind):
                if trigger.size < longest:
                    break
                start = at - trigger.anchor
                if start < used:
                    continue
                if not (trigger.one_word or _match(trigger, words, folded, start)):
                    continue
                if trigger.needs or trigger.bars:
                    if present is None:
                        present = self._telling(words, folded, hits)
                    if not trigger.bars.isdisjoint(present) or not trigger.needed(present):
                        continue
                longest = trigger.size
                end = start + longest
                if not trigger.topic:
                    break
                found.add(trigger.topic)
            used = end
        return tuple(found) if len(found) < 2 else tuple(sorted(found, key=self._order.__getitem__))

    def _telling(self, words: list[Word], folded: list[str], hits: list[int]) -> frozenset[str]:
        """Return the words of a sentence that conditions look at: all but those of phrases that tell of nothing."""
        silent: set[int] = set()
        for at in hits:
            for trigger in self._heads[folded[at]].blanks:
                start = at - trigger.anchor
                if start >= 0 and _match(trigger, words, folded, start):
                    silent.update(range(start, start + trigger.size))
        return frozenset(word for n, word in enumerate(folded) if n not in silent) if silent else frozenset(folded)


def _match(trigger: _Trigger, words: list[Word], folded: list[str], at: int) -> bool:
    """Tell whether a trigger's first run stands at a word, and its other runs behind it in turn."""
    end = at + 1 if trigger.size == 1 else _run(trigger.runs[0], words, at)
    if len(trigger.runs) == 1:
        return end > 0
    for run in trigger.runs[1:]:
        if not end or (run[0] is not None and run[0].isdisjoint(folded[end : end + _GAP + 1])):
            return False
        end = next(filter(None, (_run(run, words, start) for start in range(end, end + _GAP + 1))), 0)
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
    bars = _words(where, "without", cells["without"], language, lists)
    needs = tuple(_words(where, "with", cell, language, lists) for cell in cells["with"].split("&") if cell.strip())
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
