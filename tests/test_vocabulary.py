"""Words cut by a vocabulary are those of `words_of`, each with what the lists know of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.matcher import Word, words_of
from geo.topics import Topics
from geo.vocabulary import Vocabulary, heads_of, starts_of
from tests.small_world import extractor

PIECES = (
    "Idlib",
    "Idlib,",
    "idlib's",
    "al-Bab",
    "the",
    "struck",
    "air",
    "US-led",
    "(",
    "—",
    "وإدلب",
    "قصف",
    "2018",
    " ",
)

RECOGNISER = extractor().recogniser
TOPICS = Topics.load()
VOCABULARY = Vocabulary(RECOGNISER, TOPICS)


def cut(words: list[Word]) -> list[tuple[int, int, str, str, str, bool]]:
    return [(w.start, w.end, w.text, w.folded, w.gap, w.joined) for w in words]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map(" ".join))
def test_a_vocabulary_cuts_as_any_cutter_and_knows_each_form(text: str) -> None:
    words = VOCABULARY.words(text)
    assert cut(words) == cut(words_of(text))
    assert starts_of(words) == [RECOGNISER.start(w.text) for w in words]
    assert heads_of(words) == [TOPICS.head(w.folded) for w in words]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join), st.booleans())
def test_names_and_topics_are_the_same_with_what_is_at_hand_and_without(text: str, keys: bool) -> None:
    words = VOCABULARY.words(text)
    assert TOPICS.topics_of(words, heads_of(words)) == TOPICS.topics_of(words_of(text))
    found, again = (
        [(n.start, n.end, n.places, n.kind) for n in RECOGNISER.names(w, text, keys=keys, starts=starts)]
        for w, starts in ((words, starts_of(words)), (words_of(text), None))
    )
    assert found == again
