"""Names found among words by one tree: just those that a look-up of every run of words would find."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.actors import ActorName
from geo.gazetteer import Gazetteer, Place
from geo.lexicon import Entry, grow, hits
from geo.matcher import PhraseIndex, words_of
from geo.names import fold, join_folded

NAMES = ("Bab", "al-Bab", "al-Bab al-Hawa", "Deir ez-Zor", "Deir", "Deir ez-Zor Council", "al", "Tel Abyad", "US")
PIECES = (*NAMES, "as", "An", "el-Bab", "Zor", "Council", "al-", "Abyad", "-", ", ", "\n", "\n\n", " ", "’s ", "tel ")


@cache
def indexed() -> tuple[PhraseIndex[Place], PhraseIndex[ActorName], dict[str, Entry]]:
    places: PhraseIndex[Place] = PhraseIndex()
    actors: PhraseIndex[ActorName] = PhraseIndex()
    place = Gazetteer.load().places[0]
    for at, name in enumerate(NAMES):
        if at % 3:
            actors.add(name, ActorName(name, name))
        if at % 2:
            places.add(name, place)
    return places, actors, grow(places, actors)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join))
@settings(max_examples=100, deadline=None)
def test_the_tree_finds_what_a_look_up_of_every_run_finds(text: str) -> None:
    places, actors, entries = indexed()
    words = words_of(text)
    for i, word in enumerate(words):
        run, expected = [word.folded], []
        for last in range(i + 1, len(words) + 1):
            name = join_folded(run)
            if places.get(name) or actors.get(name):
                expected.append((last, places.get(name), actors.get(name)))
            if last == len(words) or not words[last].joined:
                break
            run.append(words[last].folded)
        entry = entries.get(word.folded)
        found = hits(entry, words, i) if entry else []
        assert [(i + e.size, e.places, e.actors) for e in found] == expected[::-1]


def test_an_entry_tells_which_of_its_names_fit_the_capitals() -> None:
    _, _, entries = indexed()
    abbreviation = entries[fold("US")]
    assert [name.written for name in abbreviation.fitting("US")] == ["US"]
    assert abbreviation.fitting("us") == ()
    for n in range(1000):
        abbreviation.fitting(f"us{n}")
    assert abbreviation.fitting("us") == ()
    assert [name.written for name in abbreviation.fitting("US")] == ["US"]
