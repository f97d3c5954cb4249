"""Choose which of a sentence's dates governs a name in it: the nearest that does not merely date the saying.

The edge of a clause between a name and a date counts as distance. A date told in a clause of what came earlier ("after
seizing Bosra last week", "who had left Bosra in May") is that clause's own: names outside it do not take it, whatever
the distance.
"""

from __future__ import annotations

import re
from typing import Final

from mypy_extensions import mypyc_attr

from geo.date_words import flat
from geo.dates import DateSpan
from geo.matcher import Word

_EDGES: Final = frozenset({"but", "while", "after", "before"})
"""Words that open a clause, as written."""
_BEHIND_A_COMMA: Final = frozenset({"and", "who", "which", "where"})
"""Words that open one behind a comma."""
_CLAUSE_PENALTY: Final = 60
"""What a clause's edge between a name and a date counts, in code points of distance."""

_EARLIER: Final = re.compile(
    r"\b(?:after|before|since|having|by)\s+(?!morning|evening|according|including|during)(?:having\s+)?(?:\w+ly\s+)?\w{2,}ing\b"
    r"|\bhaving\s+\w+(?:ed|en|t)\b|\b(?:who|which)\s+(?:had|has|have|was|were|left|went|came|\w{3,}ed|fled)\b"
    r"|(?<!\w)(?:بعد|قبل|عقب|اثر)\s+(?:ان\s|\w{3,}(?:ها|هم|هما)(?!\w))|(?<!\w)(?:بعدما|قبلما)(?!\w)"
)
"""What opens a clause of another time than the sentence's, in flat text (`geo.date_words.flat`)."""
_CUES: Final = frozenset(
    ("after", "before", "since", "having", "by", "who", "which", "بعد", "قبل", "عقب", "اثر", "بعدما", "قبلما")
)
"""The words that such an opening begins with, folded."""
_RELATIVE: Final = frozenset({"who", "which"})
_WENT: Final = frozenset({"had", "has", "have", "was", "were", "left", "went", "came"})
_WORDS_TO_ING: Final = 3
"""Within how many words behind "after" and its like the form in -ing stands: "after having quietly left"."""
_ENDS: Final = re.compile(r"[,،;]")
_ANTECEDENT: Final = 2
"""A name that ends so many code points before "which" is what the clause is about."""


def _openings(text: str, start: int, end: int, words: list[Word]) -> list[tuple[int, bool]]:
    """Return where in a text the clauses of another time begin that a sentence has, code points `start` to `end`.

    Each with whether it tells of the name right before it. `words` are those of the sentence.
    """
    found: list[tuple[int, bool]] = []
    low = ""
    last = start
    for at, word in enumerate(words):
        if word.folded in _CUES and word.start >= last and _may_open(words, at):
            low = low or flat(text[start:end])
            opening = _EARLIER.match(low, word.start - start)
            if opening is not None:
                found.append((word.start, opening[0].startswith("wh")))
                last = start + opening.end()
    return found


def _may_open(words: list[Word], at: int) -> bool:
    """Tell cheaply whether what stands behind the English cue at `at` can make it one of `_EARLIER`."""
    cue, behind = words[at].folded, at + 1
    if cue in _RELATIVE:
        return behind < len(words) and (words[behind].folded in _WENT or words[behind].folded.endswith("ed"))
    if cue == "having" or not cue.isascii():
        return True
    for number in range(behind, min(behind + _WORDS_TO_ING, len(words))):
        if words[number].folded.endswith("ing"):
            return True
    return False


@mypyc_attr(acyclic=True)
class Choice:
    """The date expressions of a sentence, to be asked which of them governs a name.

    Parameters
    ----------
    text
        The text that all offsets count in, code points.
    start, end
        Where the sentence begins and ends.
    words, dates
        Its words and its date expressions.
    """

    __slots__ = ("end", "openings", "text", "told", "words")

    def __init__(self, text: str, start: int, end: int, words: list[Word], dates: list[DateSpan]) -> None:
        self.text = text
        self.end = end
        self.words = words
        self.told: list[DateSpan] = [d for d in dates if not d.reporting] or dates
        self.openings: list[tuple[int, bool]] = _openings(text, start, end, words) if dates else []

    def governing(self, start: int, end: int) -> DateSpan | None:
        """Return the date expression that governs the name at `start` to `end`; None if there is none."""
        told = self.told
        if self.openings:
            told = [d for d in told if not _apart(self.text, self.end, self.openings, d, start, end)]
        if len(told) < 2:
            return told[0] if told else None
        nearest, least = told[0], _distance(self.words, told[0], start, end)
        for other in told[1:]:
            if _gap(other, start, end) < least and (distance := _distance(self.words, other, start, end)) < least:
                nearest, least = other, distance
        return nearest


def _apart(text: str, stop: int, openings: list[tuple[int, bool]], d: DateSpan, start: int, end: int) -> bool:
    """Tell whether a date stands in a clause of another time that the name at `start` to `end` does not stand in.

    `stop` is the end of the sentence.
    """
    for begin, relative in openings:
        if d.start < begin:
            continue
        closed = _ENDS.search(text, d.end, stop)
        between = _ENDS.search(text, begin, d.start) if relative else None
        if between:
            continue  # "which was quiet, ... on Monday": the clause ended before the date
        about = relative and 0 <= begin - end <= _ANTECEDENT
        if not (begin <= start < (closed.start() if closed else stop)) and not about:
            return True
    return False


def _gap(d: DateSpan, start: int, end: int) -> int:
    """Return how many code points stand between a date and the name at `start` to `end`."""
    return max(0, start - d.end if d.start < start else d.start - end)


def _distance(words: list[Word], d: DateSpan, start: int, end: int) -> int:
    between = _edges(words, d.end, start) if d.start < start else _edges(words, end, d.start)
    return _gap(d, start, end) + _CLAUSE_PENALTY * between


def _edges(words: list[Word], start: int, end: int) -> int:
    """Return how many edges of clauses stand between two code points, at each of which a word begins or ends."""
    edges = 0
    for word in words:
        if word.start > end:
            break
        if word.start >= start:
            if word.signs:
                edges += word.gap.count(";") + word.gap.count("، ")
            if word.end <= end:
                comma = word.text in _BEHIND_A_COMMA and word.gap.endswith(", ")
                edges += 1 if comma or word.text in _EDGES else 0
    return edges
