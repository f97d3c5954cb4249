"""The triggers of topics, as a table of topics writes them (`geo.topics`): phrases with what they ask of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from geo.exc import TopicsError
from geo.names import TOKEN, fold_word
from geo.textfiles import CsvRows, read_text

COLUMNS: Final = ("topic", "language", "triggers", "with", "without", "note")
LANGUAGES: Final = ("en", "ar")
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

Slot = frozenset[str] | None
"""The forms of one word of a trigger; None for any word with a capital."""


class Trigger:
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
    reach
        The words by which the second run may begin, where the first is one word and no name may open the second; else
        empty.
    needs, bars
        Lists of which the sentence must have a word each, and the words of which it must have none.
    rank
        Where it is tried among those with one anchor: longest first, one that tells of nothing before others.
    """

    __slots__ = ("anchor", "bars", "later", "needs", "one_word", "rank", "reach", "run", "size", "topic")

    def __init__(
        self, topic: str, runs: tuple[tuple[Slot, ...], ...], needs: tuple[frozenset[str], ...], bars: frozenset[str]
    ) -> None:
        self.topic = topic
        self.run = runs[0]
        self.later = runs[1:]
        telling = (n for n, slot in enumerate(self.run) if slot and slot.isdisjoint(_LIGHT))
        self.anchor = next(telling, 0)
        self.needs = needs
        self.bars = bars
        self.size = len(self.run)
        self.one_word = len(runs) == 1 and self.size == 1
        self.reach = (self.later[0][0] if self.later and self.size == 1 else None) or frozenset()
        self.rank = -self.size, -sum(map(len, runs)), topic != ""


def read_triggers(path: Path) -> list[Trigger]:
    """Return the triggers of a table of topics, in its order.

    Raises
    ------
    TopicsError
        If the file or a row of it cannot be used; the message names file, line, what was found and expected.
    """
    text, _ = read_text(path, TopicsError, "a table of topics (CSV)")
    rows = CsvRows(path, text, TopicsError)
    missing = [name for name in COLUMNS if name not in rows.header]
    if missing:
        raise TopicsError(f"{path}, line {rows.line}: column {missing[0]} is missing; expected {', '.join(COLUMNS)}")
    named: dict[str, frozenset[str]] = {}
    triggers: list[Trigger] = []
    for row in rows:
        where = f"{path}, line {rows.line}"
        cells = dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True))
        triggers += _row(where, cells, named)
    if not any(t.topic for t in triggers):
        raise TopicsError(f"{path}: found no topic; expected at least one row with topic and triggers")
    return triggers


def _row(where: str, cells: dict[str, str], named: dict[str, frozenset[str]]) -> Iterator[Trigger]:
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
    bars = _words(where, "without", cells["without"], language, named)
    asked = (_words(where, "with", cell, language, named) for cell in cells["with"].split("&"))
    needs = tuple(words for words in asked if words)
    for phrase in _parts(cells["triggers"]):
        pieces = phrase.replace("…", "...").split("...")
        runs = tuple(tuple(_slot(where, word, language) for word in piece.split()) for piece in pieces)
        if not all(runs):
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected words on both sides of '...'")
        if runs[0][0] is None:
            raise TopicsError(f"{where}, triggers: found {phrase!r}; expected a word before {_NAME}")
        yield Trigger(topic, runs, needs, bars)


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _slot(where: str, word: str, language: str) -> Slot:
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
