"""Tell a name that only says where another is: "X, near Y", "X in Y province", "the highway linking X and Y".

Words of nearness do so right before the name ("opposite Y", "across the river from Y", المتاخمة لـ; but not "from the
east of Y", من شرقي حلب), "between" behind a place ("the base between Y and Z"). None of them do in "in and around Y",
nor what moves there ("withdrew outside Y"), nor in a count ("405 in X, 151 in Y").

The brackets of news are full of such names; drawn alike, they would look like places where something happened.
"""

from __future__ import annotations

from typing import Final

from geo.cues import ARABIC_SIDES
from geo.matcher import COMMAS, Word
from geo.mention import Role
from geo.names import word_set
from geo.narration import Flag
from geo.nearness import nearness
from geo.recognition import Name
from geo.ways import DISTANCES, DISTANT, LINKS, NEAR, ROADS, SETTLED

_FAR: Final = 10
"""Words that may stand between the two at most."""
_SIGNS: Final = frozenset(",،(-.")
"""All the signs that may."""
_SPATIAL: Final = word_set(
    """
    in near outside close north south east west northeast northwest southeast southwest inside within around on
    nearby outskirts suburb countryside adjacent opposite facing across beside alongside overlooking bordering
    adjoining off في ب ريف بريف بمحافظه محافظه بناحيه ناحيه بمنطقه بمدينه شمال شمالي جنوب
    جنوبي شرق شرقي غرب غربي قرب بالقرب التابعه بشمال بجنوب بشرق بغرب محيط وسط اطراف مقابل قباله بجوار جوار
    المجاوره المجاور المتاخمه المتاخم القريبه القريب المحاذيه المحاذي المطله المطل مشارف تخوم ضواحي بمحاذاه
    """
)
"""One of them must."""
_UNITS: Final = word_set(
    "km kilometres kilometers miles mile metres meters m كم كيلومترا كيلومتر كيلومترات متر مترا أمتار ميلا أميال"
)
"""A number without one of them counts what happened: "151 in Idlib"."""
_WITHIN: Final = word_set("in on near through و في")
"""Before "and around" and the like they make what is around a part of what happened: "in and around Afrin"."""
_MOVES: Final = word_set(
    """
    redeployed redeploy redeploying withdrew withdrawn retreated regrouped encircled repositioned massed deployed
    drew line ring
    """
)
"""Before "outside" and "around" they tell of the place: "redeployed outside Hama", "a ring around Idlib"."""
_SITED: Final = word_set("lies lying situated located halfway midway الواقعة الواقع which يقع تقع")
_BORDERS: Final = word_set("border borders bordering")


def cut(words: list[Word], text: str, first: int, last: int) -> str:
    """Return the text from word `first` to word `last` (exclusive), as it stands."""
    return text[words[first].start : words[last - 1].end]


def locator(words: list[Word], text: str, names: list[Name], roles: list[Role], at: int, *, ways: bool) -> str | None:
    """Return the words that make a name a locator; None if it is none. `ways`: whether it has a `Flag.WAY`."""
    if roles[at] != "place":
        return None
    name = names[at]
    after = words[name.last] if name.last < len(words) else None
    if after is not None and after.folded in ("based", "born") and after.hyphen:
        return after.text
    before = name.first - 1
    locating = before >= 0 and words[before].flags & Flag.LOCATING
    if locating:
        if before and words[before].folded == "with" and words[before - 1].folded in _BORDERS:
            return cut(words, text, before - 1, before + 1)
        if words[before].folded == "bordering":
            return words[before].text
    if ways:
        way = _road(words, names, at) or _between_two(words, text, names, roles, at)
        if way is not None:
            return way
    near = _near(words, text, before) if locating else None
    return near if near is not None else _beside_another(words, text, names, roles, at)


def names_a_spot(words: list[Word], names: list[Name], roles: list[Role], at: int) -> bool:
    """Tell whether a name says where an unnamed spot is ("a camp near Y"), not where the place named before it is."""
    if _near(words, "", names[at].first - 1) is None:
        return False
    if not at or roles[at - 1] != "place":
        return True
    return any(not word.flags & Flag.AMID for word in words[names[at - 1].last : names[at].first])


def _rank(name: Name) -> int:
    """Return how large a place a name may mean: country 3, governorate 2, region 1, else 0."""
    types = {p.type for p in name.places}
    if name.kind in ("governorate", "countryside") or types == {"governorate"}:
        return 2
    return 3 if "country" in types else 2 if "governorate" in types else 1 if "region" in types else 0


def _near(words: list[Word], text: str, before: int) -> str | None:
    """Return the words right before a name that say "beside it": near, outside, north of, قرب, حول."""
    step = before
    while step > 0 and words[step].folded in SETTLED:
        step -= 1
    i = before
    while i >= 0:
        folded, earlier = words[i].folded, words[i - 1].folded if i else ""
        if folded in NEAR:
            if earlier == "من" and folded in ARABIC_SIDES:
                return None  # "left from the east of Aleppo": from within it
            if i > 1 and earlier in ("and", "or", "و") and words[i - 2].folded in _WITHIN:
                return None
            return None if folded in ("outside", "around") and _moves(words, i) else words[i].text
        if i > 2 and words[i - 2].folded == "the" and words[i - 3].folded == "in" and earlier in DISTANCES:
            break  # "in the west of the city" is in it
        if folded in DISTANT and earlier in DISTANT[folded]:
            return cut(words, text, i - 1, i + 1)
        if folded == "from":
            far = earlier == "away" and i > 1 and words[i - 2].folded in _UNITS
            over = next((j for j in range(i - 2, max(0, i - 5), -1) if words[j].folded == "across"), None)
            if far or (over is not None and (words[over - 1].upper or words[over].signs)):
                return cut(words, text, i - 1 if far else over or 0, i + 1)  # "X, across the border from Y"
        if i == step:
            break
        i = step
    return None


def _moves(words: list[Word], i: int) -> bool:
    """Tell whether forces move to what "outside", "around" at i opens: then it happened there."""
    return any(w.folded in _MOVES for w in words[max(0, i - 4) : i])


def _between_two(words: list[Word], text: str, names: list[Name], roles: list[Role], at: int) -> str | None:
    """Return "between" if it says where the place named before it lies: "the base between X and Y"."""
    first = at
    if at and words[names[at].first - 1].folded in ("and", "و"):
        first = at - 1  # the second of the two
    elif at and names[at].first == names[at - 1].last and words[names[at].first].folded[:1] == "و":
        first = at - 1
    i = names[first].first - 1
    if first < 1 or i < 1 or words[i].folded not in ("between", "بين"):
        return None
    if first == at and at + 1 < len(names) and words[names[at].last].folded[:1] not in ("a", "و"):
        return None
    step = i
    while step > 0 and words[step - 1].folded in _SITED:
        step -= 1
    sited = step < i or not words[i].gap.strip(" ,،")
    if roles[first - 1] != "place" or names[first - 1].last != step or not sited:
        return None
    return cut(words, text, step, i + 1)


def _road(words: list[Word], names: list[Name], at: int) -> str | None:
    """Return the words that make a name one end of a road."""
    name = names[at]
    for i in range(name.first - 1, max(-1, name.first - 8), -1):
        if words[i].folded in LINKS:
            if any(w.folded in ROADS for w in words[max(0, i - 4) : i]) or (
                words[i].folded != "between" and words[i].ascii
            ):
                return words[i].text
            return None
        if words[i + 1].signs or (
            words[i].folded not in ("and", "to", "with", "the", "city", "of", "cities", "و")
            and not any(n.first <= i < n.last for n in names[max(0, at - 2) : at])
        ):
            break
    behind = range(name.last, min(len(words), name.last + 4))
    road = next((i for i in behind if words[i].folded in ROADS), -1)
    return words[road].text if road >= 0 and nearness(words, names, at) == "along" else None


def _beside_another(words: list[Word], text: str, names: list[Name], roles: list[Role], at: int) -> str | None:
    """Return what stands between a name and the place before it if that makes it a locator: "X, near Y", "X, Y"."""
    if not at or roles[at - 1] != "place" or not (names[at - 1].places or names[at - 1].kind):
        return None
    one, two = names[at - 1], names[at]
    first, stop = one.last, two.first
    if stop - first > _FAR or (words[stop].start != two.start and words[stop].folded[0] == "و"):
        return None
    counts = False
    for i in range(first, stop + 1):
        if i < stop and not words[i].flags & Flag.AMID:
            counts = True
            if not words[i].folded.isdigit():
                return None
        if words[i].signs and not _SIGNS.issuperset(words[i].signs):
            return None
    bare = [words[i].folded for i in range(first, stop)]
    if counts and _UNITS.isdisjoint(bare):
        return None
    clitic = text[words[stop].start : two.start]
    inside = (bool(bare) and bare[0] in ("in", "في", "inside", "within", "بريف", "بمحافظه")) or clitic == "ب"
    comma = words[first].signs in COMMAS
    larger = comma and _rank(two) > _rank(one)
    if inside:  # what happened in X in Y happened in Y; behind a comma Y only explains
        return cut(words, text, first, stop) if larger and bare else None
    if not _SPATIAL.isdisjoint(bare):
        return cut(words, text, first, stop)
    listed = two.last < len(words) and (
        words[two.last].folded in ("and", "or") or words[two.last].folded.startswith("و")
    )
    if larger and not listed and len(bare) <= 3:
        return text[words[first - 1].end : words[first].start].strip()
    return None
