"""Recognise the names in a sentence: toponyms of the gazetteer, names of actors, and names that the list lacks.

Both lists are looked up in one pass over the words, longest name first, so that "Deir ez-Zor Military Council" is
an actor and no place, and "Islamic State of Iraq and Syria" names no country. What a name means is left to
`geo.resolution` and `geo.roles`; here stand only the guards against what is no toponym at all:

- in Latin script a toponym is capitalised ("idlib" alone is not read), after an article too ("al-Bab");
- a name that is also an English word or a given name needs an article or a kind word beside it;
- after a title or given name ("Sheikh Omar", "General Salem") stands a person;
- in Arabic script one of the proclitics w, f, b, l, k is split off only where the rest is a known name of three
  letters or more, and the span starts after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo.actor_guards import names_actor
from geo.actors import ActorName, Actors
from geo.cues import (
    ABBREVIATIONS,
    ARABIC_KIND_BEHIND,
    BARE,
    GIVEN_NAMES,
    KIND_OF,
    MORE_KINDS,
    NOT_NAMES,
    ONE_KIND,
    PLURAL_KINDS,
    QUARTERS,
    SIDES,
    TITLES,
    english_words,
)
from geo.gazetteer import Gazetteer, Place
from geo.keys import KeyIndex
from geo.matcher import Found, PhraseIndex, Word, words_of
from geo.names import ARTICLES, is_article

_TWO_WORD_KINDS: Final = {
    ("air", "base"): "air base",
    ("military", "airport"): "air base",
    ("oil", "field"): "oil field",
    ("border", "crossing"): "crossing",
}
_SPANNED: Final = ("governorate", "district", "city")
"""Kinds whose word after the name belongs to the surface form: "Latakia province"."""


_PROCLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
_ARABIC_START: Final = re.compile(r"[\u0600-\u06ff]")
_LIST: Final = 12
"""Words that a list may go on for before its kind word."""

_SIDES: Final = QUARTERS | SIDES

_LARGE: Final = ("country", "governorate", "city")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a sentence: words `first` to `last` (exclusive), code points `start` to `end` of the field.

    `places` are the gazetteer's rows that bear the name, `actors` the actors; both may be filled ("Russia").
    `kind` is what a word beside it says it is ("" if none); `by_key` is true where only the transliteration
    key met. A name with a kind and without rows is one that the gazetteer lacks.
    """

    first: int
    last: int
    start: int
    end: int
    places: tuple[Place, ...]
    actors: tuple[ActorName, ...]
    kind: str = ""
    by_key: bool = False


class Recogniser:
    """The two lists, indexed; one instance serves any number of texts and threads."""

    def __init__(self, gazetteer: Gazetteer, actors: Actors) -> None:
        self._actors = actors.index
        self.places: PhraseIndex[Place] = PhraseIndex()
        self._common = english_words()
        self._openers = ARTICLES | MORE_KINDS | QUARTERS | actors.index.openers
        self.keys: KeyIndex[Place] = KeyIndex()
        seats = {(p.title, p.governorate): p for p in gazetteer.places if p.type == "city" and p.country == "SY"}
        for place in gazetteer.places:
            seat = seats.get((place.title, place.governorate)) if place.type == "governorate" else None
            for name in place.names:
                self.places.add(name, place)
            for name in seat.names if seat else ():  # "Hasaka province" as well as "Hasaka", and no "Hasaka city"
                if not any(KIND_OF.get(w.folded) for w in words_of(name)):
                    self.places.add(name, place)
            if place.country == "SY" and place.type != "country":  # "Syrien" has the key of "Syrian"
                for name in place.names:
                    self.keys.add(name, place)

    def names(self, words: list[Word], text: str, *, keys: bool = True) -> list[Name]:
        """Return the names among a sentence's words, in order, none overlapping.

        `keys` says whether spellings that only the transliteration key knows are read: they are weak evidence,
        fit for a text that speaks of Syria.
        """
        found: list[Name] = []
        i = 0
        while i < len(words):
            if self._is_plain(words[i]):
                i += 1
                continue
            name = self._known(words, i, text)
            longer = self._by_key(words, i, text) if keys else None
            if longer is not None and (name is None or longer.last > name.last):
                name = longer  # "Darat Izza" is not Daraa
            name = name or self._unlisted(
                words, i, text, found[-1].last if found else 0, MORE_KINDS if keys else ONE_KIND
            )
            if name is None:
                i += 1
                continue
            found.append(name)
            office = self._office(words, i, name, text) if name.places and name.actors else None
            if office is not None:
                found.append(office)
            i = max(found[-1].last, i + 1)
        return found

    def _office(self, words: list[Word], i: int, state: Name, text: str) -> Name | None:
        """Return the office that follows the state whose it is: "president" in "US president", "Syria's president"."""
        for found in self._actors.at(words, i):
            if found.last <= state.last:
                return None
            if found.values[0].office and state.last < found.last and names_actor(words, found, text):
                start, end = words[state.last].start, words[found.last - 1].end
                return Name(state.last, found.last, start, end, (), found.values)
        return None

    def _is_plain(self, word: Word) -> bool:
        """Tell quickly that no name begins at a word: lower case in Latin script, and first word of nothing known."""
        folded = word.folded
        return not word.upper and folded not in self._openers and word.text.isascii() and not folded[0].isdigit()

    def _known(self, words: list[Word], i: int, text: str) -> Name | None:
        for offset, head in _heads(words[i]):
            opener = words[i].folded if head is None else head
            if opener not in ARTICLES and not (self.places.begins(opener) or self._actors.begins(opener)):
                continue
            places = next((f for f in self.places.at(words, i, head) if self._is_toponym(words, f)), None)
            named = (f for f in self._actors.at(words, i, head) if names_actor(words, f, text))
            actors = next(named, None)
            if places is not None and actors is not None and actors.last > places.last and actors.values[0].office:
                actors = next((f for f in named if f.last <= places.last), None)  # the office follows: see `_office`
            if actors is not None and _is_person(words, i) and self.places.get(words[i].folded):
                actors = None  # "Mr Jordan Smith"
            if places is None and actors is None:
                continue
            last = max(f.last for f in (places, actors) if f is not None)
            rows = places.values if places is not None and places.last == last else ()
            surface = text[words[i].start + offset : words[last - 1].end]
            who = actors.values if actors is not None and actors.last == last else ()
            who = tuple(name for name in who if name.fits(surface))
            kind, stop = _kind_beside(words, i, last) if rows else ("", last)
            return Name(i, stop, words[i].start + offset, words[stop - 1].end, rows, who, kind)
        return None

    def _is_toponym(self, words: list[Word], found: Found[Place]) -> bool:
        run = words[found.first : found.last]
        head = next((w for w in run if not is_article(w.folded) and w.folded not in QUARTERS), run[-1])
        if head.text[0].isascii() and not (head.upper or head.text[0].isdigit()):
            return False
        if _is_person(words, found.first):
            return False
        if len(run) > 1:
            return True
        word = run[0].folded
        if word in ABBREVIATIONS and not run[0].text.isupper():
            return False
        if _is_acronym(words, found.first) and all(p.type not in _LARGE for p in found.values):
            return False
        follower = words[found.last] if found.last < len(words) else None
        if word in GIVEN_NAMES and follower is not None and follower.joined and follower.upper:
            return _kind_beside(words, found.first, found.last)[0] != ""
        doubtful = word in BARE or (word in self._common and all(p.type != "country" for p in found.values))
        return not doubtful or _kind_beside(words, found.first, found.last)[0] != ""

    def _by_key(self, words: list[Word], i: int, text: str) -> Name | None:
        word = words[i]
        first = i + 1 if is_article(word.folded) and i + 1 < len(words) and words[i + 1].joined else i
        if not words[first].upper or not words[first].text.isascii() or _is_person(words, i):
            return None
        run = [word.folded]
        for following in words[i + 1 : i + 4]:
            if not following.joined or not (following.upper or following.folded in ARTICLES):
                break
            run.append(following.folded)
        for n in range(len(run), first - i, -1):
            if words[i + n - 1].folded in ARTICLES or (
                n == 1 and (word.folded in BARE or word.folded in NOT_NAMES or word.folded in self._common)
            ):
                continue
            places = self.keys.find(text[word.start : words[i + n - 1].end])
            if places:
                kind, stop = _kind_beside(words, i, i + n)
                return Name(i, stop, word.start, words[stop - 1].end, places, (), kind, by_key=True)
        return None

    def _is_word(self, folded: str) -> bool:
        """Tell whether a folded name is an English word, a given name or a nationality: too little for a key."""
        return folded in BARE or folded in NOT_NAMES or folded in self._common

    def _unlisted(self, words: list[Word], i: int, text: str, floor: int, kinds: frozenset[str]) -> Name | None:
        """Return a name that only its kind word at i shows: "the village of X", "X village", قرية X.

        `floor` is the first word that belongs to no name yet, `kinds` the kind words that count.
        """
        kind_word = words[i].folded if words[i].text.isascii() else words[i].folded.removeprefix("ب")
        if kind_word not in kinds:
            return None
        for first, last in (_name_after(words, i), _name_before(words, i, floor)):
            known = any(
                self._known(words, at, text) or self._by_key(words, at, text) for at in range(max(first, i), last)
            )
            if first < last and not known:
                return Name(first, last, words[first].start, words[last - 1].end, (), (), KIND_OF[kind_word])
        return None


def _heads(word: Word) -> Iterator[tuple[int, str | None]]:
    """Yield the readings of a word that may begin a name: as it stands, then without an Arabic proclitic."""
    yield 0, None
    folded = word.folded
    if len(word.text) == len(folded) and _ARABIC_START.match(folded):
        if folded.startswith("لل") and len(folded) > 4:
            yield 1, "ا" + folded[1:]
            yield 2, folded[2:]
        for proclitic in _PROCLITICS:
            if folded.startswith(proclitic) and len(folded) - len(proclitic) >= 3:
                yield len(proclitic), folded[len(proclitic) :]
        if folded.startswith(("ولل", "فلل")) and len(folded) > 5:
            yield 2, "ا" + folded[2:]
    elif len(folded) > 5 and folded.endswith("s") and word.upper and not word.possessive:
        yield 0, folded[:-1]  # "Syrias war": wires that lost their apostrophes


def _is_acronym(words: list[Word], i: int) -> bool:
    """Tell a short word in capitals among words that are not: ALMA the telescope."""
    word = words[i].text
    if len(word) > 5 or not (word.isascii() and word.isalpha() and word.isupper()):
        return False
    beside = [w.text for w in words[max(0, i - 2) : i + 3] if w is not words[i]]
    return any(not text.isupper() for text in beside)


def _is_person(words: list[Word], i: int) -> bool:
    """Tell whether a title or a given name stands right before word i, so that it begins a person's name."""
    return (
        i > 0
        and words[i].joined
        and words[i - 1].folded in TITLES
        and (words[i - 1].upper or not words[i - 1].text.isascii())
    )


def _kind_beside(words: list[Word], first: int, last: int) -> tuple[str, int]:
    """Return what the words beside a name say it is, and where its surface form ends (kind word included or not)."""
    following = words[last : last + 3]
    if following and words[last - 1].possessive:
        return ("countryside" if "countryside" in {w.folded for w in following} else _kind_before(words, first)), last
    if following and following[0].joined:
        kind = _TWO_WORD_KINDS.get((following[0].folded, following[1].folded if len(following) > 1 else ""))
        if kind:
            return kind, last
        if following[0].folded in _SIDES and len(following) > 1 and KIND_OF.get(following[1].folded) == "countryside":
            return "countryside", last  # "Hama northern countryside"
        own = following[0].folded if following[0].text.isascii() else ARABIC_KIND_BEHIND.get(following[0].folded, "")
        kind = KIND_OF.get(own)
        if kind:
            return kind, last + 1 if kind in _SPANNED else last
    return _kind_of_list(words, last) or _kind_before(words, first), last


def _kind_of_list(words: list[Word], last: int) -> str:
    """Return the kind that closes a list: "Hama, Homs and Idlib provinces"; empty if the name stands in none."""
    for word in words[last : last + _LIST]:
        if not word.listed:
            break
        if word.folded in PLURAL_KINDS:
            return KIND_OF[word.folded]
        if not (word.upper or word.folded == "and" or word.folded in ARTICLES):
            break
    return ""


def _kind_before(words: list[Word], first: int) -> str:
    """Return the kind said before a name: "the village of X", "rural X", قرية X; empty if there is none."""
    before = first - 1
    if before < 0:
        return ""
    if words[before].text.isascii():
        if words[before].folded == "rural":
            return "countryside"
        if words[before].folded != "of":
            return ""
        before -= 1
    return (_kind_word(words[before]) if before >= 0 else None) or ""


def _kind_word(word: Word) -> str | None:
    """Return the kind that a word names; in Arabic with or without a proclitic."""
    kind = KIND_OF.get(word.folded)
    if kind is None and word.folded[:1] in _PROCLITICS and not word.text.isascii():
        kind = KIND_OF.get(word.folded[1:])
    return kind


def _name_after(words: list[Word], i: int) -> tuple[int, int]:
    """Return the words of a name after a kind word: those after "of" in Latin script, the next one in Arabic."""
    first = i + 1
    if not words[i].text.isascii():
        one = first < len(words) and words[first].joined and len(words[first].folded) > 3
        return (first, first + 1) if one and words[first].folded not in BARE else (i, i)
    if first >= len(words) or words[first].folded != "of":
        return i, i
    first = last = first + 1
    while last < min(len(words), first + 4) and words[last].joined and _is_capitalised(words, last):
        last += 1
    return first, last


def _name_before(words: list[Word], i: int, floor: int) -> tuple[int, int]:
    """Return the capitalised words before a kind word in Latin script, none of them before `floor`."""
    first = i
    while words[i].text.isascii() and first > max(floor, i - 4):
        if not (words[first].joined and _is_capitalised(words, first - 1)):
            break
        first -= 1
    return first, i


def _is_capitalised(words: list[Word], i: int) -> bool:
    word = words[i]
    if word.folded in NOT_NAMES:
        return False
    return word.upper or (word.folded in ARTICLES and i + 1 < len(words) and words[i + 1].upper and words[i + 1].joined)
