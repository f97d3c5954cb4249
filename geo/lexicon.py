"""Both lists of names, the gazetteer's and the actors', as one tree of folded words: read in step with a text.

Each edge is a word; it holds the rows and the actors whose name ends there, and the words that may go on from it. What
may begin at a word (`Start`) is asked once a form and kept with it (`geo.vocabulary`), so that a word of a text that
opens no name costs nothing, and one that does a look-up for each further word.
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.actors import ActorName
from geo.gazetteer import Place
from geo.matcher import PhraseIndex, Word
from geo.names import ARTICLES

_LARGE: Final = ("country", "governorate", "city")
_SYRIAN: Final = "Syrian government"
_SURFACES: Final = 64
"""Ways to write one name that are remembered."""


@mypyc_attr(acyclic=True)
class Entry:
    """What may end at a word, and what may go on from it.

    Attributes
    ----------
    places, actors
        The values filed under the phrase that ends here.
    size
        Words of that phrase.
    following
        The words that may follow, with their entries; None if no longer phrase begins so.
    named
        Whether a phrase ends here at all.
    large, state
        Whether a country, governorate or city is among the places, and whether a country is.
    adjective, syrian
        Whether all that the actors' names are is nationalities, and whether one of them is that of the Syrian
        government, which says little: not all that is Syrian acts for it.
    """

    __slots__ = ("_fitting", "actors", "adjective", "following", "large", "named", "places", "size", "state", "syrian")

    def __init__(
        self, places: tuple[Place, ...], actors: tuple[ActorName, ...], size: int, following: dict[str, Entry] | None
    ) -> None:
        self.places = places
        self.actors = actors
        self.size = size
        self.following = following
        self.named = bool(places or actors)
        types = {p.type for p in places}
        self.large = not types.isdisjoint(_LARGE)
        self.state = "country" in types
        self.adjective = all(name.adjective for name in actors)
        self.syrian = any(name.actor == _SYRIAN for name in actors)
        self._fitting: dict[str, tuple[ActorName, ...]] = {}

    def fitting(self, surface: str) -> tuple[ActorName, ...]:
        """Return those of the actors whose capitals fit a surface form."""
        fitting = self._fitting.get(surface)
        if fitting is None:
            if len(self._fitting) >= _SURFACES:
                self._fitting.clear()
            fitting = self._fitting[surface] = tuple(name for name in self.actors if name.fits(surface))
        return fitting


@mypyc_attr(acyclic=True)
class Start:
    """What may begin at a word, whatever stands beside it.

    `heads` are its readings that open a name: how many code points of proclitics stand before it, the entry, and
    whether it is one without its last s; `capital` and `article` say what a key may be asked of, `opens_key` whether
    a longer name may have one, and `lone` are the rows whose key it meets alone: without all of these `key` is false;
    `kind` is the kind word that it is ("" if none), and `headed` is true for an Arabic word that may open a list.
    """

    __slots__ = ("article", "capital", "headed", "heads", "key", "kind", "lone", "opens_key")

    def __init__(
        self,
        heads: tuple[tuple[int, Entry, bool], ...],
        capital: bool,
        article: bool,
        opens_key: bool,
        lone: tuple[Place, ...],
        kind: str,
        headed: bool,
    ) -> None:
        self.heads = heads
        self.headed = headed
        self.capital = capital
        self.article = article
        self.opens_key = opens_key
        self.lone = lone
        self.kind = kind
        self.key = article or (capital and (opens_key or bool(lone)))


NOTHING: Final = Start((), False, False, False, (), "", False)
"""Of a word at which no name begins."""


class _Node:
    """An entry that still grows."""

    __slots__ = ("actors", "following", "places")

    def __init__(self) -> None:
        self.places: tuple[Place, ...] = ()
        self.actors: tuple[ActorName, ...] = ()
        self.following: dict[str, _Node] = {}

    def reach(self, phrase: str) -> _Node:
        """Return the node of a folded phrase, made if need be."""
        node = self
        for word in phrase.split(" "):
            known = node.following.get(word)
            if known is None:
                known = node.following[word] = _Node()
            node = known
        return node

    def finished(self, size: int) -> dict[str, Entry] | None:
        """Return the entries that follow, of so many words; one behind an article follows every form of the article."""
        if not self.following:
            return None
        entries = {
            word: Entry(node.places, node.actors, size, node.finished(size + 1))
            for word, node in self.following.items()
        }
        behind = entries["al"].following if "al" in entries else None
        if behind is not None:
            bare = Entry((), (), size, behind)
            for article in ARTICLES:
                own = entries.get(article)
                entries[article] = Entry(own.places, own.actors, size, behind) if own else bare
        return entries


def grow(places: PhraseIndex[Place], actors: PhraseIndex[ActorName]) -> dict[str, Entry]:
    """Return the first words of all names, folded, each with its entry."""
    root = _Node()
    for phrase, rows in places.items():
        root.reach(phrase).places = rows
    for phrase, names in actors.items():
        root.reach(phrase).actors = names
    return root.finished(1) or {}


def hits(entry: Entry, words: list[Word], first: int) -> list[Entry]:
    """Return the names that begin at word `first` of a text, whose entry this is: longest first."""
    found = [entry] if entry.named else []
    following = entry.following
    last = first + 1
    while following is not None and last < len(words):
        word = words[last]
        longer = following.get(word.folded) if word.joined else None
        if longer is None:
            break
        if longer.named:
            found.append(longer)
        following = longer.following
        last += 1
    if len(found) > 1:
        found.reverse()
    return found
