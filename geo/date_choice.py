"""Choose which of a sentence's dates governs a name in it: the nearest that does not merely date the saying.

The edge of a clause between a name and a date counts as distance. A date told in a clause of what came earlier ("after
seizing Bosra last week", "who had left Bosra in May") is that clause's own: names outside it do not take it, whatever
the distance.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from geo.date_words import flat
from geo.dates import DateSpan

_CLAUSE: Final = re.compile(r";|, (?:but|while|after|before|and|who|which|where)\b|\b(?:but|while|after|before)\b|، ")
_CLAUSE_PENALTY: Final = 60
"""What a clause's edge between a name and a date counts, in code points of distance."""

_EARLIER: Final = re.compile(
    r"\b(?:after|before|since|having|by)\s+(?!morning|evening|according|including|during)(?:having\s+)?(?:\w+ly\s+)?\w{2,}ing\b"
    r"|\bhaving\s+\w+(?:ed|en|t)\b|\b(?:who|which)\s+(?:had|has|have|was|were|left|went|came|\w{3,}ed|fled)\b"
    r"|(?<!\w)(?:بعد|قبل|عقب|اثر)\s+(?:ان\s|\w{3,}(?:ها|هم|هما)(?!\w))|(?<!\w)(?:بعدما|قبلما)(?!\w)"
)
"""What opens a clause of another time than the sentence's, in flat text (`geo.date_words.flat`)."""
_CUES: Final = ("after", "before", "since", "having", "by", "who", "which", "بعد", "قبل", "عقب", "اثر")
"""What such an opening begins with."""
_ENDS: Final = re.compile(r"[,،;]")
_ANTECEDENT: Final = 2
"""A name that ends so many code points before "which" is what the clause is about."""


@lru_cache(maxsize=256)
def _openings(sentence: str) -> tuple[tuple[int, bool], ...]:
    """Return where clauses of another time begin in a sentence, and whether each tells of the name right before it."""
    low = flat(sentence)
    spots: list[int] = []
    for cue in _CUES:
        at = low.find(cue)
        while at >= 0:
            spots.append(at)
            at = low.find(cue, at + 1)
    found: list[tuple[int, bool]] = []
    last = 0
    for at in sorted(spots):
        opening = _EARLIER.match(low, at) if at >= last else None
        if opening is not None:
            found.append((at, opening[0].startswith("wh")))
            last = opening.end()
    return tuple(found)


def governing(text: str, sentence: tuple[int, int], dates: list[DateSpan], name: tuple[int, int]) -> DateSpan | None:
    """Return the date expression that governs a name; None if there is none.

    Parameters
    ----------
    text
        The text that all offsets count in, code points.
    sentence, name
        Where the sentence and the name in it begin and end.
    dates
        The date expressions of the sentence.
    """
    told = [d for d in dates if not d.reporting] or list(dates)
    if not told:
        return None
    openings = _openings(text[sentence[0] : sentence[1]])
    if openings:
        told = [d for d in told if not _apart(text, sentence, openings, d, name)]
    if len(told) < 2:
        return told[0] if told else None
    nearest, least = told[0], _distance(text, told[0], name)
    for other in told[1:]:
        if _gap(other, name) < least and (distance := _distance(text, other, name)) < least:
            nearest, least = other, distance
    return nearest


def _apart(
    text: str, sentence: tuple[int, int], openings: tuple[tuple[int, bool], ...], d: DateSpan, name: tuple[int, int]
) -> bool:
    """Tell whether a date stands in a clause of another time that the name does not stand in."""
    for at, relative in openings:
        begin = sentence[0] + at
        if d.start < begin:
            continue
        closed = _ENDS.search(text, d.end, sentence[1])
        end = closed.start() if closed else sentence[1]
        between = _ENDS.search(text, begin, d.start)
        if between and relative:
            continue  # "which was quiet, ... on Monday": the clause ended before the date
        about = relative and 0 <= begin - name[1] <= _ANTECEDENT
        if not (begin <= name[0] < end) and not about:
            return True
    return False


def _gap(d: DateSpan, name: tuple[int, int]) -> int:
    """Return how many code points stand between a date and a name."""
    return max(0, name[0] - d.end if d.start < name[0] else d.start - name[1])


def _distance(text: str, d: DateSpan, name: tuple[int, int]) -> int:
    first, last = (d.end, name[0]) if d.start < name[0] else (name[1], d.start)
    edges = len(_CLAUSE.findall(text, max(0, first), max(first, last)))
    return _gap(d, name) + _CLAUSE_PENALTY * edges
