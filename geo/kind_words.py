"""Read the kind words beside a name: "Latakia province", "the village of X", X camp, بلدة X.

A kind word says what a name is. It chooses among places of one name (`geo.resolution`), lets a name pass that is a word
too, and shows a name which the gazetteer lacks.
"""

from __future__ import annotations

from typing import Final

from geo.cues import ARABIC_KIND_BEHIND, BARE, KIND_OF, NOT_NAMES, PLURAL_KINDS, QUARTERS, SIDES, TWO_WORD_KINDS
from geo.matcher import COMMAS, Word
from geo.names import ARTICLES, word_set
from geo.narration import Flag

PROCLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
"""What Arabic writes onto the beginning of a word: and, so, in, for, as, and their pairs."""
_SPANNED: Final = ("governorate", "district", "city")
"""Kinds whose word after the name belongs to the surface form: "Latakia province"."""
_SIDES: Final = QUARTERS | SIDES
_LIST: Final = 12
"""Words that a list may go on for before its kind word."""
_DUALS: Final = word_set("محافظتي محافظتا مدينتي مدينتا بلدتي بلدتا قريتي قريتا حيي مخيمي")
_PLURALS: Final = _DUALS | word_set("محافظات مدن بلدات قرى أحياء مخيمات")
_TELLING: Final = frozenset({"a", "an", "the", "وهي", "وهو"})
_APPOSED: Final = 5
"""Words behind the comma within which the kind is told."""
_SETTLED: Final = ("city", "town", "village", "neighbourhood", "camp")
_OPENERS: Final = word_set(
    "تل كفر خان دير عين بيت أم أبو خربة جب رسم بير شيخ الشيخ راس باب وادي حوش مزرعة نبع جسر قصر جبل ضهر قبر نهر"
)
"""Arabic words that open the names of villages and are no names alone."""


def kind_beside(words: list[Word], first: int, last: int) -> tuple[str, int]:
    """Return what the words beside a name say it is, and where its surface form ends (kind word included or not)."""
    if last < len(words):
        word = words[last]
        if words[last - 1].possessive:
            countryside = any(w.folded == "countryside" for w in words[last : last + 3])
            return ("countryside" if countryside else _kind_before(words, first)), last
        if word.joined and word.flags & Flag.KIND:
            behind = words[last + 1].folded if last + 1 < len(words) else ""
            two = TWO_WORD_KINDS.get(word.folded)
            if two is not None and behind in two:
                return two[behind], last
            if word.folded in _SIDES and KIND_OF.get(behind) == "countryside":
                return "countryside", last  # "Hama northern countryside"
            kind = KIND_OF.get(word.folded if word.ascii else ARABIC_KIND_BEHIND.get(word.folded, ""))
            if kind:
                return kind, last + 1 if kind in _SPANNED else last
    return _kind_of_list(words, last) or _kind_before(words, first) or _kind_apposed(words, last), last


def _kind_of_list(words: list[Word], last: int) -> str:
    """Return the kind that closes a list: "Hama, Homs and Idlib provinces"; empty if the name stands in none."""
    for i in range(last, min(last + _LIST, len(words))):
        word = words[i]
        if not word.listed:
            break
        if word.flags & Flag.KIND and word.folded in PLURAL_KINDS:
            return KIND_OF[word.folded]
        if not (word.upper or word.folded == "and" or word.folded in ARTICLES):
            break
    return ""


def _kind_apposed(words: list[Word], last: int) -> str:
    """Return the kind that is told behind a name: "Baida, a Sunni village", سلوك، وهي بلدة; empty if there is none."""
    if last >= len(words) or words[last].signs not in COMMAS or words[last].folded not in _TELLING:
        return ""
    for word in words[last + 1 : last + _APPOSED]:
        if not word.joined:
            break
        kind = KIND_OF.get(word.folded.removeprefix("ال"))
        if kind in _SETTLED:
            return kind
    return ""


def _kind_before(words: list[Word], first: int) -> str:
    """Return the kind said before a name: "the village of X", "rural X", قرية X; empty if there is none."""
    before = first - 1
    if before < 0:
        return ""
    if words[before].ascii:
        if words[before].folded == "rural":
            return "countryside"
        if words[before].folded != "of":
            return ""
        before -= 1
    return (kind_word(words[before]) if before >= 0 else None) or ""


def kind_word(word: Word) -> str | None:
    """Return the kind that a word names; in Arabic with or without a proclitic."""
    kind = KIND_OF.get(word.folded)
    if kind is None and word.folded[:1] in PROCLITICS and not word.ascii:
        kind = KIND_OF.get(word.folded[1:])
    return kind


def is_plural_kind(word: Word) -> bool:
    """Tell an Arabic kind word in the dual or plural, with or without a proclitic: محافظتي, وقرى."""
    return _is_of(word, _PLURALS)


def is_dual_kind(word: Word) -> bool:
    """Tell an Arabic kind word of two things, with or without a proclitic: two names follow it, حيي الجورة والقصور."""
    return _is_of(word, _DUALS)


def _is_of(word: Word, kinds: frozenset[str]) -> bool:
    return word.folded in kinds or (word.folded[:1] in PROCLITICS and word.folded[1:] in kinds)


def name_after(words: list[Word], i: int) -> tuple[int, int]:
    """Return the words of a name after a kind word: those after "of" in Latin script, the next one in Arabic."""
    first = i + 1
    if not words[i].ascii:
        if first >= len(words) or not words[first].joined:
            return i, i
        if words[first].folded in _OPENERS and first + 1 < len(words) and words[first + 1].joined:
            return first, first + 2
        word = words[first].folded
        return (first, first + 1) if len(word) > 3 and word not in BARE else (i, i)
    if first >= len(words) or words[first].folded != "of":
        return i, i
    first = last = first + 1
    while last < min(len(words), first + 4) and words[last].joined and _is_capitalised(words, last):
        last += 1
    return first, last


def name_before(words: list[Word], i: int, floor: int) -> tuple[int, int]:
    """Return the capitalised words before a kind word in Latin script, none of them before `floor`."""
    first = i
    while words[i].ascii and first > max(floor, i - 4):
        if not (words[first].joined and _is_capitalised(words, first - 1)):
            break
        first -= 1
    return first, i


def _is_capitalised(words: list[Word], i: int) -> bool:
    word = words[i]
    if word.folded in NOT_NAMES:
        return False
    return word.upper or (word.folded in ARTICLES and i + 1 < len(words) and words[i + 1].upper and words[i + 1].joined)
