"""Say which actor a name means where it stands: at the date of the event, in the company of the words beside it.

`geo.recognition` finds the names and all the actors that bear them. Here

- the date of the event chooses among actors that bore one name one after the other (`geo.actors.meant`);
- an office means its holder at that date, unless the text names the person itself ("Foreign Minister Sergei
  Lavrov") or says that another is meant ("former", "deputy");
- "the coalition" is the one led by the United States or that of the Syrian opposition, by the words of the sentence,
  then of the text; where both or neither show it stays an actor of its own, "the Coalition (not said which)";
- "the army" without more is the Syrian one, unless the text names another army; so are "the government" and
  "security forces", and التنظيم is the Islamic State, unless the text names another (`_HOME`);
- who backs a party is no actor of its deeds: "Turkish-backed rebels" are the rebels (`backs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from geo.actor_cues import (
    ARABIC_BACKED,
    ARABIC_FORMER,
    BACKED,
    BACKED_BY,
    DEALS,
    NO_GROUP,
    NOT_NOW,
    NOT_THE_COALITION,
    STRIKES,
    TALKS,
)
from geo.actors import ActorName, Actors, meant
from geo.cues import english_words
from geo.matcher import Word
from geo.names import fold
from geo.recognition import Name

Days = Callable[[Name], tuple[date | None, date | None]]
"""First and last day of the event that a name stands in; None where they are not known."""

UNSAID: Final = "the Coalition (not said which)"
_COALITIONS: Final = {True: "US-led Coalition", False: "Syrian National Coalition"}
_FIRST_SEEN: Final = {True: date(2014, 8, 8), False: date(2012, 11, 11)}
"""When each came to be: no event before that is its own. The first US air strikes; the founding in Doha."""

_OF_THE_US: Final = re.compile(r"\b(?:US|U\.S\.|American|international|global|anti-IS\w*)[- ](?:led )?coalition", re.I)
_OF_EXILES: Final = re.compile(
    r"\b(?:Syrian|National|opposition)(?: National| Opposition)? coalition"
    r"|coalition of (?:the )?(?:Syrian )?opposition",
    re.I,
)
_ALLIED: Final = "Pro-Iranian militias"
_SIDES: Final = {"Syrian opposition": "opposition", "Syrian National Army": "opposition", _ALLIED: _ALLIED}
_ALLIES: Final = frozenset({"Iran", "Russia", "Syrian government", "Hezbollah"})
_ARMY: Final = frozenset({"the army", "الجيش"})
_OTHER_ARMY: Final = re.compile(
    r"\b(?:Turkish|Russian|Iraqi|Lebanese|Israeli|Jordanian|Iranian|US|U\.S\.|American|Free|National|Egyptian)\b"
    r"(?: (?:Syrian|National|state))? (?:army|military)|\barmy of \w|"
    r"(?:ال)?جيش (?:التركي|الروسي|العراقي|اللبناني|الإسرائيلي|الأردني|الأمريكي|الأميركي|الحر|الوطني|الإيراني)",
    re.I,
)
"""Armies beside which "the army" alone may be another than the Syrian one."""
_ARMIES: Final = ("army", "military", "جيش")
_SEATS: Final = ("Ankara", "Beirut", "Baghdad", "Amman", "Moscow", "Tehran", "London", "Paris")
_HOME: Final = {
    "the government": (
        re.compile(
            r"\b(?!Syrian|Assad|The)[A-Z]\w+(?: [Rr]egional)? [Gg]overnment\b|\b[Gg]overnment of (?!Syria)"
            r"|\b(?!Syria)[A-Z]\w+['’]s (?:\w+ )?government\b|\bKRG\b"
            rf"|\bin (?:{'|'.join(_SEATS)})\b",
        ),
        ("government", "krg", *(f"in {seat.lower()}" for seat in _SEATS)),
    ),
    "security forces": (
        re.compile(
            r"\b(?:Turkish|Iraqi|Lebanese|Kurdish|Jordanian|Israeli|Iranian|Egyptian|internal|Palestinian|Iraq['’]s"
            r"|Lebanon['’]s|Turkey['’]s) (?:internal )?security forces|\bsecurity forces of\b"
            r"|\b(?:SDF|Asayish|HTS|Kurdish|Autonomous Administration|Salvation Government)\b",
            re.I,
        ),
        ("security forces", "sdf", "asayish", "hts", "kurdish", "autonomous administration", "salvation government"),
    ),
    **dict.fromkeys(
        ("قوات الأمن", "عناصر الأمن", "رجال الأمن", "الأجهزة الأمنية", "قوى الأمن"),
        (
            re.compile(
                r"(?:الأمن|الأمنية) (?:العراقي|التركي|اللبناني|الأردني|الداخلي|الكردي|الإسرائيلي|الفلسطيني|المصري"
                r"|الإيراني)"
                r"|قسد|الأسايش|أسايش|الإدارة الذاتية|تحرير الشام|حكومة الإنقاذ"
            ),
            ("الأمن", "قسد", "أسايش", "الإدارة الذاتية", "تحرير الشام", "حكومة الإنقاذ"),
        ),
    ),
    "التنظيم": (
        re.compile(
            r"^(?!.*(?:داعش|تنظيم الدولة|الدولة الإسلامية)).*(?:القاعدة|حراس الدين|النصرة|تحرير الشام|جند الأقصى"
            r"|بي كي كي|بي كا كا|العمال الكردستاني|الإخوان|أنصار الإسلام|الحزب)",
            re.S,
        ),
        (),
    ),
}
"""Names that mean what is Syrian, or the Islamic State, but in a text in which this is found.

With each pattern stand the words, in lower case, of which all that it finds has one; none: it looks at the whole text.
"""
_AROUND: Final = 48
"""Code points beside such a word within which all stands that the pattern looks at."""

_CHANNELS: Final = frozenset(
    [
        "state television",
        "state TV",
        "state-run television",
        "state broadcaster",
        "التلفزيون الرسمي",
        "تلفزيون الدولة",
        "جهة مجهولة",
    ]
)
"""Names that mean nobody behind a word of `_CARRY`: "told state television", إلى جهة مجهولة."""
_CARRY: Final = frozenset({"on", "telling", "told", "to", "through", "via", "for", "على", "عبر", "شاشة", "الي", "نحو"})
_DOUBTFUL: Final = frozenset((*_CHANNELS, *_ARMY, *_HOME))

_LINKS: Final = frozenset({"and", "or", "the", "both"})


class Namer:
    """Chooses for each name of a sentence the actor that it means; one instance serves any number of texts."""

    def __init__(self, actors: Actors) -> None:
        self._kinds = {actor.name: actor.kind for actor in actors.by_name.values()}

    def named(self, words: list[Word], names: list[Name], text: str, days: Days) -> list[Name]:
        """Return the names, each with the one actor that it means; those that then name nothing are left out.

        Parameters
        ----------
        words, names
            The words of a sentence and the names among them, in order.
        text
            The text that the offsets count in, for what stands in other sentences.
        days
            Tells when the event was that a name stands in; asked only where it matters.
        """
        if not any(name.actors for name in names):
            return names
        kept: list[Name] = []
        for at, name in enumerate(names):
            if not name.actors:
                kept.append(name)
                continue
            following = names[at + 1] if at + 1 < len(names) else None
            actor = self._meant(words, name, following, text, days)
            if actor is not None:
                same = len(name.actors) == 1 and name.actors[0] is actor
                kept.append(name if same else name.meaning((actor,)))
            elif name.places:
                kept.append(name.meaning(()))
        return kept

    def kind(self, actor: str) -> str:
        """Return the kind of an actor (`geo.actors.KINDS`); empty if it is not in the table."""
        return self._kinds.get(actor, "")

    def state(self, actor: str) -> bool:
        """Tell whether an actor is a state."""
        return self._kinds.get(actor) == "state"

    def _meant(self, words: list[Word], name: Name, following: Name | None, text: str, days: Days) -> ActorName | None:
        first = name.actors[0]
        if first.office and self._is_another(words, name, following):
            return None
        actor = first
        if len(name.actors) > 1:
            begins, ends = days(name)
            actor = meant(name.actors, begins, ends)
        if actor.actor == UNSAID:
            return self._coalition(words, name, text, days)
        if following is not None and _of_other_side(actor, following, words):
            return None
        if actor.written in _DOUBTFUL and _is_none_here(words, name, actor.written, text):
            return None
        return actor

    def _is_another(self, words: list[Word], name: Name, following: Name | None) -> bool:
        """Tell whether beside an office stands that somebody else is meant, or who it is."""
        before = words[name.first - 1] if name.first and (words[name.first].listed) else None
        if before is not None and before.folded in NOT_NOW:
            return True
        if name.last >= len(words) or not words[name.last].joined or words[name.last - 1].possessive:
            return False
        after = words[name.last]
        person = following is not None and following.first == name.last and bool(following.actors)
        if person and following is not None and self._kinds.get(following.actors[0].actor) == "person":
            return True
        if not after.ascii:
            return after.folded in ARABIC_FORMER
        return after.upper and not after.text.isupper() and after.folded not in english_words()

    def _coalition(self, words: list[Word], name: Name, text: str, days: Days) -> ActorName | None:
        after = words[name.last] if name.last < len(words) else None
        if after is not None and after.joined and after.folded in NOT_THE_COALITION:
            return None
        _, last = days(name)
        said = {word.folded for word in words}
        for shows in ((not said.isdisjoint(STRIKES), not said.isdisjoint(TALKS)), _coalitions_of(text)):
            sides = [s for s, shown in zip((True, False), shows, strict=True) if shown and _lived(s, last)]
            if len(sides) == 1:
                return name.actors[0].of(_COALITIONS[sides[0]])
        sides = [side for side in (True, False) if _lived(side, last)]
        return name.actors[0].of(_COALITIONS[sides[0]]) if len(sides) == 1 else name.actors[0]


def _is_none_here(words: list[Word], name: Name, written: str, text: str) -> bool:
    """Tell whether one of the names of `_DOUBTFUL` means nobody, or somebody else than usual."""
    if written in _CHANNELS:
        return _is_medium(words, name)
    return _army_of_another(words, name, text) if written in _ARMY else _of_another(words, name, written, text)


def _of_other_side(actor: ActorName, following: Name, words: list[Word]) -> bool:
    """Tell "factions backed" (فصائل مدعومة) by another side than theirs."""
    side = _SIDES.get(actor.actor)
    if side is None or not following.actors or not backs(words, following):
        return False
    if fold(actor.written).rsplit(" ", 1)[-1] not in ARABIC_BACKED:
        return False
    return (following.actors[0].actor in _ALLIES) != (side == _ALLIED)


def _lived(side: bool, last: date | None) -> bool:
    return last is None or last >= _FIRST_SEEN[side]


@lru_cache(maxsize=64)
def _coalitions_of(text: str) -> tuple[bool, bool]:
    """Return whether a text names the coalition led by the United States, and that of the opposition."""
    return bool(_OF_THE_US.search(text)), bool(_OF_EXILES.search(text))


@lru_cache(maxsize=64)
def _names_another_army(text: str) -> bool:
    return _shows(_OTHER_ARMY, _ARMIES, text)


def _army_of_another(words: list[Word], name: Name, text: str) -> bool:
    """Tell whether "the army" may be another than the Syrian one: "the army of", or an army named in the text."""
    after = words[name.last] if name.last < len(words) and words[name.last].joined else None
    if after is not None and (after.folded == "of" or (not after.ascii and after.folded.startswith("ال"))):
        return True
    return _names_another_army(text)


@lru_cache(maxsize=64)
def _names_another(written: str, text: str) -> bool:
    return _shows(*_HOME[written], text)


def _shows(pattern: re.Pattern[str], words: tuple[str, ...], text: str) -> bool:
    """Tell whether a pattern is met in a text; tried around its words alone: they are found a hundred times faster."""
    low = text.lower()
    if not words or len(low) != len(text):
        return pattern.search(text) is not None
    for word in words:
        at = low.find(word)
        while at >= 0:
            if pattern.search(text, max(0, at - _AROUND), at + _AROUND) is not None:
                return True
            at = low.find(word, at + 1)
    return False


def _is_medium(words: list[Word], name: Name) -> bool:
    """Tell "told state television", "on state TV", للتلفزيون الرسمي: it carries what others say."""
    if not words[name.first].ascii and words[name.first].start != name.start:
        return words[name.first].folded[0] == "ل"
    before = words[name.first - 1] if name.first else None
    return before is not None and (before.folded in _CARRY or (before.upper and words[name.first].gap == " "))


def _of_another(words: list[Word], name: Name, written: str, text: str) -> bool:
    """Tell whether "the government" or التنظيم may be another than the one that is usually meant."""
    before = words[name.first - 1].folded if name.first else ""
    after = words[name.last] if name.last < len(words) else None
    if before in NO_GROUP or (after is not None and (after.hyphen or after.folded == "of")):
        return True
    return _names_another(written, text)


def backs(words: list[Word], name: Name) -> bool:
    """Tell whether a state only backs the party that acts: "Turkish-backed", "backed by Iran", المدعومة من تركيا.

    A state's forces that back another ("backed by Russian warplanes") take part in the deed and are not meant.
    """
    if name.last < len(words):
        after = words[name.last]
        if after.joined and after.folded in BACKED and (after.hyphen or name.actors[0].adjective):
            return True
        if after.gap == "- " and after.folded in ("and", "or") and name.last + 2 < len(words):
            return words[name.last + 2].folded in BACKED and words[name.last + 2].hyphen  # "US- and Turkish-backed"
    if name.actors[0].adjective or name.first < 1:
        return False
    before = words[name.first - 1]
    if not words[name.first].ascii:
        direct = words[name.first].start != name.start or before.folded in ("من", "ل")
        one, two = before.folded, words[name.first - 2].folded if name.first > 1 else ""
        return direct and (one in ARABIC_BACKED or two in ARABIC_BACKED)
    at = name.first - 1
    while at > max(0, name.first - 6) and words[at + 1].listed and (words[at].upper or words[at].folded in _LINKS):
        at -= 1  # "backed by Russia and Iran"
    if at < 1 or words[at].folded not in BACKED_BY or words[at - 1].folded not in BACKED:
        return False
    return at < 2 or words[at - 2].folded not in DEALS  # a swap backed by Iran is its deed
