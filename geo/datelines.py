"""Tell where the dateline ends that opens a report: "MOSCOW (Reuters) - ", "Aleppo, SANA – ", دمشق-سانا.

It says where the reporter wrote, not what happened there or who did it: "MOSCOW - Shells hit Aleppo" tells nothing of
Russia. A city in capitals, or with an agency or a day behind it, heads a dateline before a dash or a colon whatever the
city. As other names open headings too ("Idlib - two dead"), without these only a seat of government or a city abroad
does, before a dash between blanks, where no road or talks are named by two ends ("Damascus – Homs highway").
"""

from __future__ import annotations

import re
from typing import Final

from geo.cues import EVENTS
from geo.matcher import Word
from geo.recognition import Name

_REACH: Final = 14
"""Words that are looked at for the end of a dateline."""
_AGENCY: Final = (
    r"(?:SANA|Reuters|REUTERS|AFP|AP|dpa|DPA|TASS|RIA|Sputnik|Xinhua|XINHUA|Anadolu|AA|Interfax|UPI|Petra|IRNA|UN News"
    r"|سانا|رويترز|الأناضول|فرانس برس|أ\s?ف\s?ب|د\s?ب\s?أ|عنب بلدي|وكالات|الوكالات|سبوتنيك|شينخوا|تاس|نوفوستي|قنا|بترا)"
)
_IS_AGENCY: Final = re.compile(_AGENCY)
_HEAD: Final = re.compile(
    rf"(?:\s?[,،/]\s?(?!{_AGENCY}\b)(?!(?:[JFMASOND][a-z]{{2,8}})\.?\s\d)[^\W\d_][\w.'’]*(?:\s[A-Z][\w.'’]*)?){{0,2}}"
    r"(?P<day>,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]{3,9})(?:,?\s\d{4})?)?"
    rf"(?:\s?(?P<bracket>\([^)]{{2,40}}\))|\s?[-–/,،]\s?(?P<agency>{_AGENCY})(?=\W))?"
    r"(?P<end>\s?(?:-{1,2}|–|—|:|/)\s*|(?<=\w)\s(?=[^\W\d_a-zA-Z]))"
)
"""What may stand between the city and the report's first word."""
_ENDS: Final = frozenset("-:/")
_SPACED: Final = re.compile(r"\s(?:-{1,2}|–|—)\s")
_ENDS_OF_A_WAY: Final = EVENTS | {
    "road",
    "highway",
    "motorway",
    "axis",
    "route",
    "border",
    "relations",
    "international",
}


def is_agency(words: list[Word]) -> bool:
    """Tell whether words are the name of a news agency."""
    return _IS_AGENCY.fullmatch(" ".join([word.text for word in words])) is not None


def words_of_dateline(words: list[Word], names: list[Name]) -> int:
    """Return how many words of a sentence are its dateline; 0 if it opens with none.

    Parameters
    ----------
    words
        The words of the sentence.
    names
        The names found in it, in order.
    """
    city = names[0] if names else None
    if city is None or city.first or not city.places or city.last >= len(words) or words[city.last].gap == " ":
        return 0
    if words[city.last - 1].possessive or not _may_end(words, city.last):
        return 0
    starts = [0]
    rest = ""
    for word in words[city.last : city.last + _REACH]:
        rest += word.gap
        starts.append(len(rest))
        rest += word.text
    found = _HEAD.match(rest)
    if not found:
        return 0
    at = next((k for k, start in enumerate(starts[1:]) if start >= found.end()), -1)
    if at < 0:
        return 0
    shouted = words[0].ascii and all(w.text.isupper() and len(w.text) > 1 for w in words[: city.last])
    told = found["day"] or found["bracket"] or found["agency"]
    end = found["end"].strip()
    ends = found["agency"] if not end else end != "/" or found["agency"]
    if not ends or (end == ":" and not (shouted or told)):
        return 0
    stop = city.last + at
    if words[stop].ascii and words[stop].text[0].islower():
        return 0  # "Damascus – the capital – was hit", "US- and Turkish-backed"
    return stop if shouted or told or _is_seat(words, names, stop, found["end"], rest[found.end() :]) else 0


def _may_end(words: list[Word], start: int) -> bool:
    """Tell whether a word from `start` on has before it what ends a dateline, or is in no Latin script."""
    for i in range(start, min(len(words), start + _REACH)):
        signs = words[i].signs
        if not words[i].ascii or (signs and signs != "," and not (signs.isascii() and _ENDS.isdisjoint(signs))):
            return True
    return False


def _is_seat(words: list[Word], names: list[Name], stop: int, end: str, rest: str) -> bool:
    """Tell the dateline of a seat of government or a city abroad, without agency and day, from another heading."""
    city = names[0]
    if not _SPACED.fullmatch(end) or not (city.actors or city.places[0].country != "SY"):
        return False
    if _SPACED.search(rest):
        return False  # "Damascus – Syria's capital – was hit"
    other = next((name for name in names if name.first == stop), None)
    behind = words[other.last].folded if other is not None and other.last < len(words) else ""
    return behind not in _ENDS_OF_A_WAY
