"""Who speaks without a name: "activists said", "residents told", مصادر محلية; each sort has one name in `said_by`.

A sentence that rests on an unnamed source is not one that rests on nobody: an analyst must be able to filter by it. The
names stand in `data/actors.csv` (kind unidentified); they are read only as those who say something, never as actors:
that "residents fled" tells of people, not of a speaker. A source within a named body ("a source in the army",
"Russian officials") is that body's.
"""

from __future__ import annotations

from typing import Final

from geo import saying
from geo.matcher import COMMAS, Word
from geo.names import word_set
from geo.narration import Flag
from geo.sayers import Who, has, numbers

_SPEAKERS: Final = dict(saying.unnamed_speakers())
"""Folded word -> the name under which such a speaker is filed."""
_CREWS: Final = word_set(saying.CREWS)
_OF_RESCUE: Final = word_set("rescue medical health emergency ambulance hospital طبية إسعاف إنقاذ الإسعاف الإنقاذ")
"""Beside one of the words before, they make it medics: "rescue workers", فرق الإسعاف."""

UNNAMED: Final = frozenset(saying.UNNAMED)

_LINKS: Final = frozenset({"and", "or", "و", "عن"})
_ATTRIBUTING: Final = Flag.SAY | Flag.SAY_BESIDE | Flag.SOURCE | Flag.ACCUSE


def with_speakers(words: list[Word], who: list[Who]) -> list[Who]:
    """Return the actors of a sentence and the unnamed speakers among its words, in order.

    Left out are those who are named ("Omar, a resident of Homs"), and words that are part of a name ("Media Centre").
    """
    merged: list[Who] = []
    at = 0
    for i in range(len(words)):
        if not words[i].flags & Flag.SPEAKER:
            continue
        while at < len(who) and who[at].first <= i:
            merged.append(who[at])
            at += 1
        if at and i < who[at - 1].last:
            continue
        name = _SPEAKERS.get(words[i].folded) or _crew(words, i)
        named = words[i].upper and (i or (len(words) > 1 and words[1].upper))
        if name and not named and not _is_apposed(words, i):
            merged.append(Who(i, _end(words, i), name))
    return merged + who[at:]


def _end(words: list[Word], i: int) -> int:
    """Return the word after a speaker, and after the adjectives that stand between it and a colon: شهود عيان:."""
    if not words[i].ascii:
        for j in range(i + 1, min(len(words), i + 4)):
            if words[j].gap != " ":
                return j if words[j].signs.startswith(":") else i + 1
    return i + 1


def _crew(words: list[Word], i: int) -> str | None:
    """Return the speaker of two words: rescue workers, طواقم طبية."""
    if words[i].folded not in _CREWS:
        return None
    beside = words[i - 1 : i] if words[i].ascii else words[i + 1 : i + 2]
    return "Medics (unnamed)" if any(word.folded in _OF_RESCUE for word in beside) else None


def _is_apposed(words: list[Word], i: int) -> bool:
    """Tell a speaker that only explains a name: "the Observatory, a war monitor, said", "Omar, a resident of Homs,"."""
    for j in range(i, max(0, i - _APPOSED), -1):
        if has(words[j], COMMAS):
            if words[j].folded not in ("a", "an") or not words[j - 1].upper:
                return False
            break
        if words[j].folded in _LINKS:
            return False
    else:
        return False
    for j in range(i + 1, min(len(words), i + 2 * _APPOSED)):
        if has(words[j], COMMAS):
            return True
        if words[j].flags & _ATTRIBUTING:
            return False
    return False


_APPOSED: Final = 6
"""Words that an apposition may go on for before its noun; behind it, twice as many."""


def kept(said: int, who: list[Who], words: list[Word]) -> int:
    """Return the sayers without those whose body is named: "Russian officials", "a source in the army"."""
    if not said & (said - 1):
        return said  # one sayer or none
    sayers = numbers(said)
    unnamed = [k for k in sayers if who[k].actor in UNNAMED]
    if not unnamed:
        return said
    named = [n for n in sayers if n not in unnamed and not (n - 1 in unnamed and _where(who[n - 1], who[n], words))]
    return sum(1 << n for n in named) + sum(
        1 << k for k in unnamed if all(_apart(who[k], who[n], words) for n in named)
    )


def _where(one: Who, other: Who, words: list[Word]) -> bool:
    """Tell "diplomats at the Security Council": they are of states, and only meet there."""
    at = [word.folded for word in words[one.last : other.first]]
    return words[one.first].folded.startswith("diplomat") and at[:1] in (["at"], ["in"])


def _apart(one: Who, other: Who, words: list[Word]) -> bool:
    """Tell whether "and" or another verb of saying stands between two sayers."""
    first, last = (one.last, other.first + 1) if one.first < other.first else (other.last, one.first + 1)
    between = range(first, min(last, len(words)))
    return any(
        words[i].flags & _ATTRIBUTING or words[i].folded in _LINKS or words[i].folded[:1] == "و" for i in between
    )
