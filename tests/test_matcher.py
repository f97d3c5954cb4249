"""Words with offsets, and phrases found among them: the text that a find points to is the phrase itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.actors import ActorName
from geo.lexicon import Entry, grow, hits
from geo.matcher import PhraseIndex, Word, words_of
from geo.names import fold

PHRASES = [
    "Deir ez-Zor",
    "Deir ez-Zor Military Council",
    "Khan Sheikhoun",
    "Khan",
    "Homs",
    "Ma'arrat al-Nu'man",
    "إدلب",
]
PIECES = (
    *PHRASES, "Homs's", "Homs’s", "DEIR EZ-ZOR", "deir", "the", "(", ")", ", ", " ", "\n", "\r\n", "\n\n", "-", "—",
    "'", "’", ".", "…", "5", "T4", "U.S.", "é", "e\u0301", "İ", "ß", "\u200f", "\u200d", "\ufeff", "😀",
    "\u2028", "ﷺ", "ﻻ", "بإدلب",
)  # fmt: skip
fragments = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
texts = fragments | st.text(max_size=60)


def lexicon() -> dict[str, Entry]:
    phrases: PhraseIndex[ActorName] = PhraseIndex()
    for phrase in PHRASES:
        phrases.add(phrase, ActorName(phrase, phrase))
    return grow(PhraseIndex(), phrases)


def beginning(entries: dict[str, Entry], words: list[Word], i: int) -> list[tuple[int, str]]:
    """Return the phrases that begin at a word: the word after it, and the phrase."""
    entry = entries.get(words[i].folded)
    return [(i + found.size, found.actors[0].actor) for found in hits(entry, words, i)] if entry else []


def finds(text: str) -> list[tuple[str, str]]:
    """Return (surface, phrase) of the longest phrase at each word."""
    words, entries, found, i = words_of(text), lexicon(), [], 0
    while i < len(words):
        last, phrase = next(iter(beginning(entries, words, i)), (i + 1, ""))
        if phrase:
            found.append((text[words[i].start : words[last - 1].end], phrase))
        i = last
    return found


@given(texts)
def test_words_slice_back_to_their_text_in_order(text: str) -> None:
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        assert text[word.start : word.end].strip() == word.text
        assert word.folded
        assert word.upper == word.text[0].isupper()
        last = word.end


@given(texts)
def test_every_find_is_its_phrase_in_the_text(text: str) -> None:
    for surface, phrase in finds(text):
        assert fold(surface) == fold(phrase)


@given(fragments, fragments, fragments)
def test_a_stretch_of_a_text_is_read_with_the_offsets_of_the_whole(before: str, middle: str, after: str) -> None:
    text = f"{before} {middle} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(middle)
    alone = [(w.start + start, w.end + start, w.folded) for w in words_of(middle)]
    assert [(w.start, w.end, w.folded) for w in words_of(text, start, end)] == alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Deir ez-Zor Military Council said", [("Deir ez-Zor Military Council", "Deir ez-Zor Military Council")]),
        ("the Deir ez-Zor military said", [("Deir ez-Zor", "Deir ez-Zor")]),
        ("DEIR EZ ZOR and deir el-zor", [("DEIR EZ ZOR", "Deir ez-Zor"), ("deir el-zor", "Deir ez-Zor")]),
        ("Khan Sheikhoun, Khan", [("Khan Sheikhoun", "Khan Sheikhoun"), ("Khan", "Khan")]),
        ("Khan, Sheikhoun", [("Khan", "Khan")]),
        ("Khan. Sheikhoun", [("Khan", "Khan")]),
        ("Homs's and Homs’s", [("Homs", "Homs"), ("Homs", "Homs")]),
        ("Khan\nSheikhoun", [("Khan\nSheikhoun", "Khan Sheikhoun")]),
        ("Khan\r\nSheikhoun", [("Khan\r\nSheikhoun", "Khan Sheikhoun")]),
        ("Khan\n\nSheikhoun", [("Khan", "Khan")]),
        ("Khan \u00a0Sheikhoun", [("Khan \u00a0Sheikhoun", "Khan Sheikhoun")]),
        ("Homsians, xHoms, Homs2", []),
        ("(Homs)", [("Homs", "Homs")]),
        ("“Homs”", [("Homs", "Homs")]),
        ("'Homs'", [("Homs", "Homs")]),
        ("Homs-based", [("Homs", "Homs")]),
        ("Ma’arrat an-Nu`man", [("Ma’arrat an-Nu`man", "Ma'arrat al-Nu'man")]),
        ("في إِدْلِب", [("إِدْلِب", "إدلب")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert finds(text) == expected


def test_phrases_at_a_word_come_longest_first() -> None:
    words = words_of("Deir ez-Zor Military Council")
    assert beginning(lexicon(), words, 0) == [(5, "Deir ez-Zor Military Council"), (3, "Deir ez-Zor")]


def test_one_phrase_may_bear_several_values_each_once() -> None:
    phrases: PhraseIndex[int] = PhraseIndex()
    for value in (1, 2, 1):
        phrases.add("Zahraa", value)
    phrases.add("zahra'a", 3)
    assert phrases.get(fold("Zahraa")) == (1, 2, 3)
    assert len(phrases) == 1


def test_a_phrase_without_letters_is_not_filed() -> None:
    phrases: PhraseIndex[int] = PhraseIndex()
    for phrase in ("", " ", "—", "..."):
        phrases.add(phrase, 1)
    assert len(phrases) == 0


def test_hyphens_and_possessives_are_told() -> None:
    words = words_of("Ankara-based; Syria's war - Homs")
    assert [w.hyphen for w in words] == [False, True, False, False, False]
    assert [w.possessive for w in words] == [False, False, True, False, False]


@pytest.mark.parametrize("unit", ["Khan ", "al-", "Deir ez-Zor ", "a'", "U.S.", "\n", "\u064e", "' ", "Deir "])
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    def seconds(n: int) -> float:
        text = (unit * n)[:n]
        began = time.process_time()
        finds(text)
        return time.process_time() - began

    seconds(1_000)
    assert min(seconds(80_000) for _ in range(3)) < 40 * max(min(seconds(10_000) for _ in range(3)), 0.02)
