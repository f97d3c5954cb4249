"""Tell whether the words around a name mean the place itself, beside it, or the way from it to another.

"In Harem" is Harem; "near Harem", "north of Harem", "Harem's outskirts", قرب حارم are beside it; "between Harem and
Salqin", "the Harem–Salqin road", طريق حارم - سلقين are along the way, which UCDP GED counts as `where_prec` 5.
"""

from __future__ import annotations

from typing import Final, Literal, TypeVar

from geo.cues import DIRECTIONS, KIND_OF, NEAR, WITHIN_A_TOWN
from geo.matcher import COMMAS, DASHES, Run, Word
from geo.ways import BETWEEN, ROADS_AHEAD, ROADS_BEHIND

Nearness = Literal["at", "near", "along"]
Name = TypeVar("Name", bound=Run)

BESIDE: Final = frozenset({"شمالي", "جنوبي", "شرقي", "غربي", "بمحيط", "لمحيط", "باطراف"})
"""Arabic words before a name that say "beside it", folded, besides those of `geo.cues.NEAR`."""
_NEAR: Final = NEAR | BESIDE
_NEAR_PAIRS: Final = frozenset({("close", "to"), ("edge", "of"), ("edges", "of"), ("بالقرب", "من")})
_BEFORE: Final = _NEAR | {"of", "from", *(second for _, second in _NEAR_PAIRS)}
"""Words of which one stands before a name that something is said to be near."""
_SETTLED: Final = frozenset({"the", "city", "town", "village", "مدينه", "بلده", "قريه", "مدينتي", "بلدتي", "قريتي"})
_BEHIND: Final = frozenset({"outskirts", "suburbs", "vicinity", "surroundings", "environs"})


_IN: Final = frozenset({"in", "في"})
_OF_A_TOWN: Final = frozenset({*_IN, *WITHIN_A_TOWN, *KIND_OF, "the", "of"})
_HEADS: Final = frozenset({":", "|", "||", ":-", "/"})


def nearness(words: list[Word], names: list[Name], at: int, *, ways: bool = True) -> Nearness:
    """Tell what the words of a sentence say of name number `at` of its names.

    Parameters
    ----------
    words
        The words of the sentence.
    names
        Its names in order, as runs of words.
    at
        Which of them is asked for.
    ways
        Whether the sentence has a word that is flagged as one (`geo.narration.Flag.WAY`).
    """
    name = names[at]
    before = _stepped_back(words, name.first - 1)
    if ways and _is_along(words, names, at, before):
        return "along"
    if before >= 0:
        folded = words[before].folded
        if folded in _BEFORE:
            if folded in _NEAR:
                return "near"
            earlier = _folded(words, before - 1)
            if (earlier, folded) in _NEAR_PAIRS or (folded in ("of", "from") and earlier in DIRECTIONS):
                return "near"
    return "near" if name.last < len(words) and words[name.last].folded in _BEHIND else "at"


def inside_of(words: list[Word], names: list[Name], at: int) -> list[int]:
    """Return the numbers of the names that a sentence says lie in name number `at`: "X in Aleppo", "Aleppo: X".

    A name lies in the one behind it where only "in", a comma or words for things of a town stand between ("X mosque
    in Aleppo"); a name between bars or colons, or one that opens the sentence with such, heads all that follow.
    """
    name = names[at]
    inside: list[int] = []
    gap = words[name.first].signs if name.first < len(words) else ""
    if at > 0:
        first = names[at - 1].last
        between = name.first - first
        if between <= 4 and (between or gap in COMMAS) and _leads_in(words, first, name.first):
            inside.append(at - 1)
    if name.first <= 2 or gap in _HEADS:
        after = words[name.last].gap if name.last < len(words) else ""
        if after in DASHES or after.strip() in _HEADS:
            inside += range(at + 1, len(names))
    return inside


def _leads_in(words: list[Word], first: int, last: int) -> bool:
    """Tell whether words `first` to `last` (exclusive) are none, or "in" with words for things of a town."""
    said = first == last
    for n in range(first, last):
        folded = words[n].folded
        if folded not in _OF_A_TOWN:
            return False
        said = said or folded in _IN
    return said


def _is_along(words: list[Word], names: list[Name], at: int, before: int) -> bool:
    """Tell whether a name is one end of a way: both ends follow "between", or a word for a road stands by them."""
    name = names[at]
    if _folded(words, before) in BETWEEN:
        return True
    if at > 0 and _joins(words, names[at - 1], name, ("and", "و")):
        first = _stepped_back(words, names[at - 1].first - 1)
        if _folded(words, first) in BETWEEN:
            return True
    for one, other in ((at, at + 1), (at - 1, at)):
        if one < 0 or other >= len(names) or not _joins(words, names[one], names[other], ("to", "-", "–", "—")):
            continue
        start = _stepped_back(words, names[one].first - 1)
        end = names[other].last + (_folded(words, names[other].last) == "international")
        if _folded(words, end) in ROADS_BEHIND or _folded(words, start) in ROADS_AHEAD:
            return True
    return False


def _joins(words: list[Word], one: Run, other: Run, joints: tuple[str, ...]) -> bool:
    """Tell whether one of the joints is all that stands between two names: a word, a sign or an Arabic proclitic."""
    between = _stepped_back(words, other.first - 1)
    if between == one.last:
        return words[between].folded in joints
    if between == one.last - 1 and other.first < len(words):
        gap = words[one.last].signs if one.last < len(words) else ""
        return gap in joints or ("و" in joints and words[one.last].folded.startswith("و"))
    return False


def _stepped_back(words: list[Word], i: int) -> int:
    """Step back from word i over "the city of" and the like."""
    while i >= 0:
        folded = words[i].folded
        if folded in _SETTLED or (folded == "of" and i and words[i - 1].folded in ("city", "town", "village")):
            i -= 1
        else:
            break
    return i


def _folded(words: list[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""
