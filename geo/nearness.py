"""Tell whether the words around a name mean the place itself, beside it, or the way from it to another.

"In Harem" is Harem; "near Harem", "north of Harem", "Harem's outskirts", قرب حارم are beside it; "between Harem and
Salqin", "the Harem–Salqin road", طريق حارم - سلقين are somewhere along the way, which UCDP GED counts as `where_prec` 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, Protocol

from geo.cues import DIRECTIONS, NEAR
from geo.matcher import Word

Nearness = Literal["at", "near", "along"]

_SETTLED: Final = frozenset({"the", "city", "town", "village", "مدينه", "بلده", "قريه", "مدينتي", "بلدتي", "قريتي"})
_BEHIND: Final = frozenset({"outskirts", "suburbs", "vicinity", "surroundings", "environs"})
_ROADS: Final = frozenset({"road", "highway", "motorway", "axis", "roads"})
_ARABIC_ROADS: Final = frozenset(
    {"طريق", "الطريق", "اوتوستراد", "الاوتوستراد", "اوتستراد", "الاوتستراد", "محور", "بطريق"}
)
_BETWEEN: Final = frozenset({"between", "بين", "الواصل", "الواصله"})


class Run(Protocol):
    """Words `first` to `last` (exclusive) of a sentence."""

    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def last(self) -> int: ...  # noqa: D102


def nearness(words: Sequence[Word], names: Sequence[Run], at: int) -> Nearness:
    """Tell what the words of a sentence say of name number `at` of its names.

    Parameters
    ----------
    words
        The words of the sentence.
    names
        Its names in order, as runs of words.
    at
        Which of them is asked for.
    """
    name = names[at]
    before = _stepped_back(words, name.first - 1)
    if _is_along(words, names, at, before):
        return "along"
    if before >= 0 and (
        words[before].folded in NEAR
        or (words[before].folded in ("of", "from") and before > 0 and words[before - 1].folded in DIRECTIONS)
    ):
        return "near"
    return "near" if _folded(words, name.last) in _BEHIND else "at"


def _is_along(words: Sequence[Word], names: Sequence[Run], at: int, before: int) -> bool:
    """Tell whether a name is one end of a way: both ends follow "between", or a word for a road stands by them."""
    name = names[at]
    if _folded(words, before) in _BETWEEN:
        return True
    if at > 0 and _joins(words, names[at - 1], name, ("and", "و")):
        first = _stepped_back(words, names[at - 1].first - 1)
        if _folded(words, first) in _BETWEEN:
            return True
    for one, other in ((at, at + 1), (at - 1, at)):
        if one < 0 or other >= len(names) or not _joins(words, names[one], names[other], ("to", "-", "–", "—")):
            continue
        start = _stepped_back(words, names[one].first - 1)
        end = names[other].last + (_folded(words, names[other].last) == "international")
        if _folded(words, end) in _ROADS or _folded(words, start) in _ARABIC_ROADS:
            return True
    return False


def _joins(words: Sequence[Word], one: Run, other: Run, joints: tuple[str, ...]) -> bool:
    """Tell whether one of the joints is all that stands between two names: a word, a sign or an Arabic proclitic."""
    between = _stepped_back(words, other.first - 1)
    if between == one.last:
        return words[between].folded in joints
    if between == one.last - 1 and other.first < len(words):
        gap = words[one.last].gap.strip() if one.last < len(words) else ""
        return gap in joints or ("و" in joints and words[one.last].folded.startswith("و"))
    return False


def _stepped_back(words: Sequence[Word], i: int) -> int:
    """Step back from word i over "the city of" and the like."""
    while i >= 0:
        if words[i].folded in _SETTLED or (
            words[i].folded == "of" and i > 0 and words[i - 1].folded in ("city", "town", "village")
        ):
            i -= 1
        else:
            break
    return i


def _folded(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""
