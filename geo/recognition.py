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
from typing import Final

from mypy_extensions import mypyc_attr

from geo.actor_guards import names_actor
from geo.actors import ActorName, Actors
from geo.arabic_words import HEADED
from geo.cues import BARE, EVENTS, KIND_OF, MORE_KINDS, NOT_NAMES, ONE_KIND, QUARTERS, english_words
from geo.gazetteer import Gazetteer, Place
from geo.keys import KeyIndex
from geo.kind_words import PROCLITICS, is_dual_kind, is_plural_kind, kind_beside, name_after, name_before
from geo.lexicon import NOTHING, Entry, Start, grow, hits
from geo.matcher import Run, Word
from geo.name_index import index_places
from geo.names import ARTICLES, fold_word, is_article
from geo.resolution import SETTLEMENTS, distance_km
from geo.toponym_guards import PLACING, is_person, is_toponym

_ARABIC_START: Final = re.compile(r"[\u0600-\u06ff]")
_TOWNS: Final = frozenset({"towns", "villages", "المدن", "البلدات"})
_LISTED_KM: Final = 60.0
"""How far from the town before it in a list a word may be a town too."""
_NUMBERS: Final = frozenset({"two", "three", "four", "five", "الثلاث", "الاربع", "الاربعه", "الخمس"})


@mypyc_attr(acyclic=True)
class Name(Run):
    """A name found in a sentence: words `first` to `last` (exclusive), code points `start` to `end` of the field.

    `places` are the gazetteer's rows that bear the name, `actors` the actors; both may be filled ("Russia").
    `kind` is what a word beside it says it is ("" if none); `by_key` is true where only the transliteration
    key met. A name with a kind and without rows is one that the gazetteer lacks.
    """

    __slots__ = ("actors", "by_key", "end", "kind", "places", "start")

    def __init__(
        self,
        first: int,
        last: int,
        start: int,
        end: int,
        places: tuple[Place, ...],
        actors: tuple[ActorName, ...],
        kind: str = "",
        by_key: bool = False,
    ) -> None:
        super().__init__(first, last)
        self.start = start
        self.end = end
        self.places = places
        self.actors = actors
        self.kind = kind
        self.by_key = by_key

    def meaning(self, actors: tuple[ActorName, ...]) -> Name:
        """Return this name with other actors that it may mean."""
        return Name(self.first, self.last, self.start, self.end, self.places, actors, self.kind, self.by_key)


_REMEMBERED: Final = 1 << 16
"""Words that are remembered as judged; a text of nonsense shall not fill the memory."""


class Recogniser:
    """The two lists, indexed; one instance serves any number of texts and threads."""

    def __init__(self, gazetteer: Gazetteer, actors: Actors) -> None:
        self.places = index_places(gazetteer)
        self.keys: KeyIndex[Place] = KeyIndex()
        self._common = english_words()
        for place in gazetteer.places:
            if place.country == "SY" and place.type != "country":  # "Syrien" has the key of "Syrian"
                for name in place.names:
                    self.keys.add(name, place)
        self._entries = grow(self.places, actors.index)
        self._openers = ARTICLES | MORE_KINDS | QUARTERS | actors.index.openers
        self._starts: dict[str, Start] = {}

    def names(
        self, words: list[Word], text: str, *, keys: bool = True, starts: list[Start] | None = None
    ) -> list[Name]:
        """Return the names among a sentence's words, in order, none overlapping.

        `keys` says whether spellings that only the transliteration key knows are read: they are weak evidence,
        fit for a text that speaks of Syria. `starts` is what may begin at each word (`start`), where that is at hand.
        """
        found: list[Name] = []
        floor = 0
        for i, start in enumerate([self.start(word.text) for word in words] if starts is None else starts):
            if start is NOTHING or i < floor:
                continue
            name = None
            if start.heads:
                name = self._known(words, i, text, start) or self._listed(words, i, text, start, found)
            if keys and start.key:
                name = self._by_key(words, i, text, start, name) or name  # "Darat Izza" is not Daraa
            if name is None:
                if not start.kind or not (name := self._unlisted(words, i, text, start.kind, floor, keys)):
                    continue
                found.append(name)
            else:
                if name.places and not name.kind and found:
                    name.kind = _kind_of_list(words, name, found)
                found.append(name)
                office = self._office(words, i, name, text) if name.places and name.actors else None
                if office is not None:
                    found.append(office)
            floor = found[-1].last
        return found

    def start(self, text: str) -> Start:
        """Return what may begin at a word, which is judged once."""
        start = self._starts.get(text)
        if start is None:
            if len(self._starts) >= _REMEMBERED:
                self._starts.clear()
            start = self._starts[text] = self._judged(text)
        return start

    def _judged(self, text: str) -> Start:
        """Judge a word by itself."""
        folded, upper, ascii_ = fold_word(text), text[0].isupper(), text.isascii()
        if not upper and folded not in self._openers and ascii_ and not folded[0].isdigit():
            return NOTHING  # lower case in Latin script, and first word of nothing known
        heads = tuple(
            (offset, entry, head is not None and ascii_ and not offset)
            for offset, head in _heads(text, folded, upper)
            if (entry := self._entries.get(folded if head is None else head)) is not None
        )
        capital, article = upper and ascii_, folded in ARTICLES
        lone = self.keys.find(text) if capital and not article and not self._is_word(folded) else ()
        kind = folded if ascii_ else folded.removeprefix("ب")
        kind = kind if kind in MORE_KINDS or folded in _TOWNS else ""
        if not (heads or capital or article or kind):
            return NOTHING
        opens_key = article or self.keys.opens(text)
        return Start(heads, capital, article, opens_key, lone, kind, folded in HEADED)

    def _office(self, words: list[Word], i: int, state: Name, text: str) -> Name | None:
        """Return the office that follows the state whose it is: "president" in "US president", "Syria's president"."""
        entry = self._entries.get(words[i].folded)
        for found in hits(entry, words, i) if entry is not None else ():
            if not found.actors:
                continue
            last = i + found.size
            if last <= state.last:
                return None
            if found.actors[0].office and names_actor(words, i, last, found, text):
                start, end = words[state.last].start, words[last - 1].end
                return Name(state.last, last, start, end, (), found.actors)
        return None

    def _listed(self, words: list[Word], i: int, text: str, start: Start, found: list[Name]) -> Name | None:
        """Return what is a name at a word because it stands in a list of towns."""
        if not (start.headed or (found and (found[-1].last == i or words[i - 1].folded == "and"))):
            return None
        beside = found[-1].places if found and self._goes_on(words, i, found) else self._list_behind(words, i, text)
        return self._known(words, i, text, start, beside) if beside else None

    @staticmethod
    def _goes_on(words: list[Word], i: int, found: list[Name]) -> bool:
        """Tell whether word i goes on a list of towns: there a word too is a name (معرية وعابدين, "and Rami").

        Two must have gone before it, or one that a preposition or a kind word makes a place. Behind a kind word of two
        things it may be any word: حيي الجورة والقصور.
        """
        before = found[-1]
        if before.last < i - 1 or not any(p.type in SETTLEMENTS and p.country == "SY" for p in before.places):
            return False
        if words[i].ascii:
            joined = before.last == i - 1 and words[i - 1].folded == "and" and words[i].upper
            return joined and len(found) > 1 and found[-2].last == before.first and bool(found[-2].places)
        if before.last != i or words[i].folded[:1] != "و" or not words[i].joined:
            return False
        opener = words[before.first]
        if opener.joined and is_dual_kind(words[before.first - 1]):
            return True
        if words[i].folded not in HEADED:
            return False
        if before.start > opener.start or (len(found) > 1 and found[-2].last == before.first):
            return True
        return before.kind != "" or (before.first > 0 and words[before.first - 1].folded in PLACING)

    def _list_behind(self, words: list[Word], i: int, text: str) -> tuple[Place, ...]:
        """Return the town that follows an Arabic word which opens a list behind a preposition: من ملح وعرمان."""
        if words[i].folded not in HEADED or not i or words[i - 1].folded not in PLACING or i + 1 >= len(words):
            return ()
        start = self.start(words[i + 1].text)
        if start is NOTHING or words[i + 1].folded[:1] != "و" or not words[i + 1].joined:
            return ()
        name = self._known(words, i + 1, text, start)
        return name.places if name is not None else ()

    def _known(self, words: list[Word], i: int, text: str, start: Start, beside: tuple[Place, ...] = ()) -> Name | None:
        """Return the name that begins at a word; `beside` are the towns of a list that it goes on."""
        word = words[i]
        for offset, entry, shorn in start.heads:
            if shorn and word.possessive:
                continue
            found = hits(entry, words, i)
            if not found:
                continue
            last = 0
            rows: tuple[Place, ...] = ()
            for one in found:
                if not one.places:
                    continue
                end = i + one.size
                listed = beside and any(_is_near(p, q) for p in one.places for q in beside)
                if listed or is_toponym(words, i, end, one, self._common):
                    rows, last = one.places, end
                    break
            who = self._acting(words, i, text, found, last)
            if who is not None:
                end = i + who.size
                if end > last:
                    rows, last = (), end
                alone = end == i + 1 and not offset
                actors = who.fitting(word.text if alone else text[word.start + offset : words[end - 1].end])
            elif last:
                actors = ()
            else:
                continue
            kind, stop = kind_beside(words, i, last) if rows else ("", last)
            return Name(i, stop, word.start + offset, words[stop - 1].end, rows, actors, kind)
        return None

    def _acting(self, words: list[Word], i: int, text: str, found: list[Entry], last: int) -> Entry | None:
        """Return the longest phrase at a word that names an actor, and no shorter one than the place.

        `last` is where the name of that ends, or 0.
        """
        shorter = False
        for entry in found:
            end = i + entry.size
            if end < last:
                return None
            if (shorter and end > last) or not entry.actors or not names_actor(words, i, end, entry, text):
                continue
            if last and end > last and entry.actors[0].office:
                shorter = True  # the office follows: see `_office`
                continue
            if is_person(words, i):
                person = self._entries.get(words[i].folded)
                if person is not None and person.places:
                    return None  # "Mr Jordan Smith"
            return entry
        return None

    def _by_key(self, words: list[Word], i: int, text: str, start: Start, known: Name | None) -> Name | None:
        """Return the name at a word that the transliteration key finds; it is longer than the one that is known."""
        word = words[i]
        first = i
        if start.article and i + 1 < len(words) and words[i + 1].joined:
            following = words[i + 1]
            if is_article(word.folded) or following.hyphen:
                if not following.upper or not following.ascii:
                    return None
                first = i + 1
        if first == i and not start.capital:
            return None
        n = 1
        if start.opens_key:
            while n < 4 and i + n < len(words):
                following = words[i + n]
                if not following.joined or not (following.upper or following.folded in ARTICLES):
                    break
                n += 1
        least = first + 1 - i
        if known is not None:
            least = max(least, known.last - i + bool(known.places))  # that place with its kind word is no longer one
        if n < least or (n == 1 and not start.lone) or is_person(words, i):
            return None
        while n >= least:
            if n == 1:
                places = start.lone
            elif words[i + n - 1].folded in ARTICLES:
                places = ()
            else:
                places = self.keys.find(text[word.start : words[i + n - 1].end])
            if places:
                kind, stop = kind_beside(words, i, i + n)
                if known is not None and stop <= known.last:
                    return None
                return Name(i, stop, word.start, words[stop - 1].end, places, (), kind, by_key=True)
            n -= 1
        return None

    def _is_word(self, folded: str) -> bool:
        """Tell whether a folded name is an English word, a given name or a nationality: too little for a key."""
        return folded in BARE or folded in NOT_NAMES or folded in self._common

    @staticmethod
    def _agreement(words: list[Word], i: int) -> Name | None:
        """Return the name of an agreement that is called after towns, none of them named: "the Four Towns deal"."""
        if words[i].folded not in _TOWNS:
            return None
        number, event = (i - 1, i + 1) if words[i].ascii else (i + 1, i - 1)
        if min(number, event) < 0 or max(number, event) >= len(words) or words[number].folded not in _NUMBERS:
            return None
        if words[event].folded.removeprefix("ل") not in EVENTS:
            return None
        first, last = min(number, i), max(number, i) + 1
        return Name(first, last, words[first].start, words[last - 1].end, (), (), "event")

    def _unlisted(self, words: list[Word], i: int, text: str, kind_word: str, floor: int, keys: bool) -> Name | None:
        """Return a name that only its kind word at i shows: "the village of X", "X village", قرية X.

        `floor` is the first word that belongs to no name yet; without `keys` fewer kind words count.
        """
        if event := self._agreement(words, i):
            return event
        if kind_word not in (MORE_KINDS if keys else ONE_KIND):
            return None
        for first, last in (name_after(words, i), name_before(words, i, floor)):
            stop = first + 1 if last - first == 2 and not words[i].ascii else last  # قرية بيت زغير is no زغير
            if first < last and not any(self._is_name(words, at, text) for at in range(max(first, i), stop)):
                return Name(first, last, words[first].start, words[last - 1].end, (), (), KIND_OF[kind_word])
        return None

    def _is_name(self, words: list[Word], i: int, text: str) -> bool:
        """Tell whether a name that is known begins at a word."""
        start = self.start(words[i].text)
        if start is NOTHING:
            return False
        return self._known(words, i, text, start) is not None or self._by_key(words, i, text, start, None) is not None


def _is_near(one: Place, other: Place) -> bool:
    return distance_km((one.lat, one.lon), (other.lat, other.lon)) <= _LISTED_KM


def _kind_of_list(words: list[Word], name: Name, found: list[Name]) -> str:
    """Return the kind that an Arabic list of names opens with, محافظتي الرقة ودير الزور; empty if it has none."""
    after = name
    for before in reversed(found):
        if before.last != after.first or words[after.first].folded[:1] != "و" or not words[after.first].joined:
            return ""
        opener = words[before.first - 1] if before.first and words[before.first].joined else None
        if opener is not None and before.kind and is_plural_kind(opener):
            return before.kind
        after = before
    return ""


def _heads(text: str, folded: str, upper: bool) -> list[tuple[int, str | None]]:
    """Return the readings of a word that may begin a name: as it stands, then without an Arabic proclitic."""
    heads: list[tuple[int, str | None]] = [(0, None)]
    if len(text) == len(folded) and _ARABIC_START.match(folded):
        if folded.startswith("لل") and len(folded) > 4:
            heads += [(1, "ا" + folded[1:]), (2, folded[2:])]
        for proclitic in PROCLITICS:
            rest = len(folded) - len(proclitic)
            if folded.startswith(proclitic) and (rest >= 3 or (rest == 2 and folded.endswith("تل"))):  # وتل أبيض
                heads.append((len(proclitic), folded[len(proclitic) :]))
        if folded.startswith(("ولل", "فلل")) and len(folded) > 5:
            heads.append((2, "ا" + folded[2:]))
    elif len(folded) > 5 and folded.endswith("s") and upper:
        heads.append((0, folded[:-1]))  # "Syrias war": wires that lost their apostrophes
    return heads
