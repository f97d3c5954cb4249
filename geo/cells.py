"""Read a cell of a list of places: the name in it, and what the words around the name say.

People write more than a name into a cell: "Zahraa (Aleppo)", "Raqqa: Badou neighbourhood", "camp north of Harem",
"between Tafas and Dael", "the Aleppo–Damascus road", ريف حلب الشمالي. A cell is cut at brackets, colons and commas
into parts, the smallest place first; a part gives the names to look up, the longest first, each with the kind word
and the words of nearness that were left out of it. What the names mean is the matter of `geo.lists`.

>>> [part.text for part in parts_of("Raqqa: Badou neighbourhood")]
['Badou neighbourhood', 'Raqqa']
>>> [(form.name, form.kind, form.near) for form in parts_of("villages north of Harem")[0].forms][-1]
('Harem', 'village', True)
>>> pair_of("between Tafas and Dael")
Pair(first='Tafas', second='Dael', link='between')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from geo.cues import DIRECTIONS, KIND_OF, NEAR, QUARTERS, SIDES, WITHIN_A_TOWN
from geo.matcher import words_of
from geo.nearness import BESIDE

_CUT: Final = re.compile(
    r"\s*[,،;؛()\[\]/\n]\s*|\s+[-–—]\s+|\s+(?:in|في)\s+|\s+ب(?=(?:ريف|مدينة|محافظة|منطقة|ناحية|قضاء|جبل|سهل)\s)"
    r"|\s+(?=(?:شمال|جنوب|شرق|غرب)ي?\s)"
    r"|(?:(?<=\w neighbourhood)|(?<=\w neighborhood)|(?<=\w quarter)|(?<=\w suburb)|(?<=\w district))\s+of\s+",
    re.IGNORECASE,
)
_COLON: Final = re.compile(r"^([^:]{2,60}):\s*(\S.*)$", re.DOTALL)
_INVERTED: Final = re.compile(r"^(.+),\s*(al|el|ar|as|ash|ad|an|az|at)-?\s*$", re.IGNORECASE)
"""As lists sort names: "Bab, al-"."""

_LINKING: Final = frozenset(
    [
        "the",
        "of",
        "in",
        "at",
        "for",
        "from",
        "to",
        "side",
        "km",
        "kilometres",
        "kilometers",
        "idps",
        "displaced",
        "persons",
        "people",
        "من",
    ]
)
_BESIDE: Final = (
    BESIDE
    | frozenset({"close", "nearby", "northern", "southern", "eastern", "western"})
    | {"n", "s", "e", "w", "ne", "nw", "se", "sw"}
    | {"edge", "edges", "بالقرب"}
)
"""Words of a cell that say "beside it", or a side of it that may lie far from its point: "northern Idlib"."""
_BEFORE: Final = _LINKING | NEAR | DIRECTIONS | QUARTERS | SIDES | _BESIDE | KIND_OF.keys()
_BEHIND: Final = _LINKING | DIRECTIONS | SIDES | KIND_OF.keys() | {"للنازحين", "للاجئين", "النازحين"}
_NEAR: Final = (NEAR | DIRECTIONS | _BESIDE) - {"km"}
_AROUND: Final = 10
"""Words that may be left out before a name, and behind it."""

_PAIRS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), link)
    for pattern, link in (
        (r"(?:.*\b)?between (?P<one>.+?) and (?P<two>.+)", "between"),
        (r"(?:.*\s)?(?:ال)?بين (?P<one>.+?)\s+و\s?(?P<two>.+)", "between"),
        (
            r"(?:the )?(?P<one>[^-–—]+?)\s*(?:[-–—]| to )\s*(?P<two>[^-–—]+?) "
            r"(?:international )?(?:road|highway|motorway)",
            "road",
        ),
        (r"(?:ال)?(?:طريق|[اأ]وتوستراد|[اأ]وتستراد) (?P<one>.+?)\s*[-–—]\s*(?P<two>.+)", "road"),
        (r"(?P<one>[^,،]+?) (?:and|&) (?P<two>[^,،]+)", "and"),
    )
)
_SEVERAL: Final = re.compile(
    r"\s*(?:[,،;؛/&+]|\s(?:and|or)\s|(?<=\w)\s+و\s?(?=\w))\s*(?:and\s+|or\s+|و\s?(?=\w))?", re.IGNORECASE
)
"""What stands between the names of a list in one cell."""
_LISTS: Final = re.compile(r"[;؛/&+]|\s(?:and|or)\s|(?<=\w)[\s،]+و\s?(?=\w)", re.IGNORECASE)
"""One of these must stand in a cell that lists places: commas alone lead from a place to what it lies in."""


class Pair(NamedTuple):
    """Two names of one cell and what joins them: between the two, the road from one to the other, or both."""

    first: str
    second: str
    link: Literal["between", "road", "and"]


class Form(NamedTuple):
    """A name to look up, and what the words left out around it say: a kind word, and whether it is only near."""

    name: str
    kind: str
    near: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell: its text, the names to look up, and whether it is a thing inside a town (a street ...)."""

    text: str
    forms: tuple[Form, ...]
    within_a_town: bool


def pair_of(cell: str) -> Pair | None:
    """Return the two names of a cell that names two; None for a cell that names one."""
    for pattern, link in _PAIRS:
        if match := pattern.fullmatch(cell.strip()):
            return Pair(match["one"].strip(), match["two"].strip(), link)  # type: ignore[arg-type]
    return None


_MOST: Final = 12
"""Names that a cell may list."""


def items_of(cell: str) -> list[str]:
    """Return the names of a cell that may list several: "Homs, Hama and Idlib", "Saraqib / Binnish", سراقب وبنش.

    None where commas alone stand between them. Whether each is a place, and no part of another, the gazetteer says.
    """
    if not _LISTS.search(cell):
        return []
    items = [item.strip() for item in _SEVERAL.split(cell.strip()) if item and item.strip()]
    return items if 1 < len(items) <= _MOST else []


def parts_of(cell: str) -> list[Part]:
    """Return the parts of a cell, the one that should be the smallest place first; none for a blank cell."""
    if inverted := _INVERTED.match(cell.strip()):
        cell = f"{inverted[2]} {inverted[1]}"
    elif colon := _COLON.match(cell.strip()):
        cell = f"{colon[2]}, {colon[1]}"
    return [part for text in _CUT.split(cell) if text.strip() and (part := _part(text.strip())).forms]


def whole(cell: str) -> Part:
    """Return a cell as one part, whatever it holds."""
    return _part(cell.strip())


def _part(text: str) -> Part:
    words = words_of(text)
    folded = [w.folded for w in words]
    first = 0
    while first < min(len(words), _AROUND) and (folded[first] in _BEFORE or folded[first].isdigit()):
        first += 1
    last = len(words)
    while last > max(0, len(words) - _AROUND) and folded[last - 1] in _BEHIND:
        last -= 1
    within_a_town = not WITHIN_A_TOWN.isdisjoint(folded)
    if first == 0 and last == len(words) and words:
        return Part(text, (Form(text[words[0].start : words[-1].end], "", near=False),), within_a_town)
    runs = {(i, j) for i in range(first + 1) for j in range(last, len(words) + 1) if i < j}
    forms = []
    for i, j in sorted(runs, key=lambda run: (run[0] - run[1], run)):
        around = folded[:i] + folded[j:]
        kinds = [KIND_OF[w] for w in around if w in KIND_OF]
        near = "countryside" in kinds or any(w in _NEAR for w in around)
        forms.append(Form(text[words[i].start : words[j - 1].end], kinds[0] if kinds else "", near))
    return Part(text, tuple(forms), within_a_town)
