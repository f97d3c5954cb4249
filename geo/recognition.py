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
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.actor_guards import names_actor
from geo.actors import ActorName, Actors
from geo.cues import (
    BARE,
    EVENTS,
    KIND_OF,
    MORE_KINDS,
    NOT_NAMES,
    ONE_KIND,
    QUARTERS,
    english_words,
)
from geo.gazetteer import Gazetteer, Place
from geo.keys import KeyIndex
from geo.kind_words import PROCLITICS, kind_beside, name_after, name_before
from geo.matcher import PhraseIndex, Word, words_of
from geo.names import ARTICLES, is_article
from geo.toponym_guards import is_person, is_toponym

_ARABIC_START: Final = re.compile(r"[\u0600-\u06ff]")


_TOWNS: Final = frozenset({"towns", "villages", "المدن", "البلدات"})
_NUMBERS: Final = frozenset({"two", "three", "four", "five", "الثلاث", "الاربع", "الاربعه", "الخمس"})


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
            for name in (*place.names, place.pcode) if place.pcode else place.names:
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
        word = words[i]
        for offset, head in _heads(word.text, word.folded, word.upper, word.possessive):
            opener = words[i].folded if head is None else head
            if opener not in ARTICLES and not (self.places.begins(opener) or self._actors.begins(opener)):
                continue
            places = next((f for f in self.places.at(words, i, head) if is_toponym(words, f, self._common)), None)
            named = (f for f in self._actors.at(words, i, head) if names_actor(words, f, text))
            actors = next(named, None)
            if places is not None and actors is not None and actors.last > places.last and actors.values[0].office:
                actors = next((f for f in named if f.last <= places.last), None)  # the office follows: see `_office`
            if actors is not None and is_person(words, i) and self.places.get(words[i].folded):
                actors = None  # "Mr Jordan Smith"
            if places is None and actors is None:
                continue
            last = max(f.last for f in (places, actors) if f is not None)
            rows = places.values if places is not None and places.last == last else ()
            surface = text[words[i].start + offset : words[last - 1].end]
            who = actors.values if actors is not None and actors.last == last else ()
            who = tuple(name for name in who if name.fits(surface))
            kind, stop = kind_beside(words, i, last) if rows else ("", last)
            return Name(i, stop, words[i].start + offset, words[stop - 1].end, rows, who, kind)
        return None

    def _by_key(self, words: list[Word], i: int, text: str) -> Name | None:
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else None
        opens = (
            following is not None
            and following.joined
            and (is_article(word.folded) or (word.folded in ARTICLES and following.hyphen))
        )
        first = i + 1 if opens and following is not None and following.joined else i
        if not words[first].upper or not words[first].text.isascii() or is_person(words, i):
            return None
        run = [word.folded]
        for following in words[i + 1 : i + 4]:
            if not following.joined or not (following.upper or following.folded in ARTICLES):
                break
            run.append(following.folded)
        for n in range(len(run), first - i, -1):
            if words[i + n - 1].folded in ARTICLES or (n == 1 and self._is_word(word.folded)):
                continue
            places = self.keys.find(text[word.start : words[i + n - 1].end])
            if places:
                kind, stop = kind_beside(words, i, i + n)
                return Name(i, stop, word.start, words[stop - 1].end, places, (), kind, by_key=True)
        return None

    def _is_word(self, folded: str) -> bool:
        """Tell whether a folded name is an English word, a given name or a nationality: too little for a key."""
        return folded in BARE or folded in NOT_NAMES or folded in self._common

    @staticmethod
    def _agreement(words: list[Word], i: int) -> Name | None:
        """Return the name of an agreement that is called after towns, none of them named: "the Four Towns deal"."""
        if words[i].folded not in _TOWNS:
            return None
        number, event = (i - 1, i + 1) if words[i].text.isascii() else (i + 1, i - 1)
        if min(number, event) < 0 or max(number, event) >= len(words) or words[number].folded not in _NUMBERS:
            return None
        if words[event].folded.removeprefix("ل") not in EVENTS:
            return None
        first, last = min(number, i), max(number, i) + 1
        return Name(first, last, words[first].start, words[last - 1].end, (), (), "event")

    def _unlisted(self, words: list[Word], i: int, text: str, floor: int, kinds: frozenset[str]) -> Name | None:
        """Return a name that only its kind word at i shows: "the village of X", "X village", قرية X.

        `floor` is the first word that belongs to no name yet, `kinds` the kind words that count.
        """
        if event := self._agreement(words, i):
            return event
        kind_word = words[i].folded if words[i].text.isascii() else words[i].folded.removeprefix("ب")
        if kind_word not in kinds:
            return None
        for first, last in (name_after(words, i), name_before(words, i, floor)):
            stop = first + 1 if last - first == 2 and not words[i].text.isascii() else last  # قرية بيت زغير is no زغير
            known = any(
                self._known(words, at, text) or self._by_key(words, at, text) for at in range(max(first, i), stop)
            )
            if first < last and not known:
                return Name(first, last, words[first].start, words[last - 1].end, (), (), KIND_OF[kind_word])
        return None


@lru_cache(maxsize=1 << 16)
def _heads(text: str, folded: str, upper: bool, possessive: bool) -> tuple[tuple[int, str | None], ...]:
    """Return the readings of a word that may begin a name: as it stands, then without an Arabic proclitic."""
    heads: list[tuple[int, str | None]] = [(0, None)]
    if len(text) == len(folded) and _ARABIC_START.match(folded):
        if folded.startswith("لل") and len(folded) > 4:
            heads += [(1, "ا" + folded[1:]), (2, folded[2:])]
        for proclitic in PROCLITICS:
            if folded.startswith(proclitic) and len(folded) - len(proclitic) >= 3:
                heads.append((len(proclitic), folded[len(proclitic) :]))
        if folded.startswith(("ولل", "فلل")) and len(folded) > 5:
            heads.append((2, "ا" + folded[2:]))
    elif len(folded) > 5 and folded.endswith("s") and upper and not possessive:
        heads.append((0, folded[:-1]))  # "Syrias war": wires that lost their apostrophes
    return tuple(heads)
