"""Guards against what looks like the name of an actor and is none, or another's.

"ALEPPO IS BURNING" names no Islamic State, النظام الصحي (the health system) no regime, "gunmen of Ahrar al-Sham" are
not unknown. A nationality stands for its state, but not that of a border, a lira or a journalist (الحدود التركية);
"Syrian" stands for the government only with a noun that makes it so ("Syrian officials"): most that is Syrian is not.
"""

from __future__ import annotations

from typing import Final

from geo.actor_cues import (
    ARABIC_BARE,
    ARABIC_NO_AGENT,
    ARABIC_SYRIAN_AGENT,
    SYRIAN_AGENT,
    WHAT_GUNMEN,
    WHOSE_GUNMEN,
)
from geo.actor_cues import NO_AGENT as NO_AGENT_EITHER
from geo.cues import NO_AGENT
from geo.lexicon import Entry
from geo.matcher import Word
from geo.names import word_set

_NO_AGENT: Final = NO_AGENT | NO_AGENT_EITHER
_NO_ADJECTIVES: Final = word_set("المسؤولية السوري السورية")
"""Arabic words after a name that have the form of an adjective and say nothing else of it: حمل النظام المسؤولية."""
_SHOUTED: Final = frozenset({"is", "who", "tip", "jim"})
"""Names in capitals alone that are English words."""


def names_actor(words: list[Word], first: int, last: int, entry: Entry, text: str) -> bool:
    """Tell whether a phrase found among the names of actors names one where it stands.

    Parameters
    ----------
    words
        The words of the sentence.
    first, last
        The first word of the phrase and the one after it.
    entry
        What bears the name; at least one actor.
    text
        The text that the words are of.
    """
    word = words[first]
    surface = word.text if last - first == 1 else text[word.start : words[last - 1].end]
    if not entry.fitting(surface):
        return False
    if last - first == 1 and _is_shouted(words, first):
        return False
    following = words[last] if last < len(words) and words[last].joined else None
    arabic = not word.ascii
    if not entry.adjective:
        if word.folded == "gunmen":
            told = following is not None and following.folded in WHOSE_GUNMEN
            beside = words[max(0, first - 1) : first]
            return not told and not any(word.upper or word.folded in WHAT_GUNMEN for word in beside)
        if following is None or not arabic or last - first > 1:
            return True
        return not _is_described(word, following)
    if arabic:
        before = words[max(0, first - 3) : first]
        if entry.syrian:
            return any(word.folded in ARABIC_SYRIAN_AGENT for word in before)
        return not before or before[-1].folded not in ARABIC_NO_AGENT
    noun = following.folded if following is not None else ""
    if entry.syrian:
        second = words[last + 2 : last + 3] if noun in ("and", "or") else []
        return noun in SYRIAN_AGENT or any(word.folded in SYRIAN_AGENT for word in second)
    return noun not in _NO_AGENT


def _is_described(word: Word, following: Word) -> bool:
    """Tell an Arabic word whose adjective makes it something else: النظام الصحي is no government."""
    noun = next((noun for noun in (word.folded, word.folded[1:]) if noun in ARABIC_BARE), "")
    adjective = following.folded
    if adjective in _NO_ADJECTIVES:
        return False
    return noun != "" and len(adjective) > 4 and adjective.startswith("ال") and adjective.endswith(("ي", "يه"))


def _is_shouted(words: list[Word], i: int) -> bool:
    """Tell an English word in a headline in capitals from the name that it looks like: "ALEPPO IS BURNING"."""
    if words[i].folded not in _SHOUTED or not words[i].text.isupper():
        return False
    beside = [w.text for w in words[max(0, i - 1) : i + 2] if w is not words[i] and w.text.isalpha()]
    return bool(beside) and all(text.isupper() and len(text) > 1 for text in beside)
