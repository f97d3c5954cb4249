"""Sentences as they stand in a text, and what of a page is not read: repeated headlines, furniture, related news."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import Article, make_article
from geo.sentences import _COMMA_YEAR, _LINE, _PHOTO, _SCENE, _is_caption, _Lines, _lines, _same, sentences_of

HEADLINE = "Shells hit two towns near Hama"
LONG = "The convoy left the old quarter at dawn and crossed the river by the northern bridge before noon"


def read(text: str, title: str = "") -> list[str]:
    article = make_article(text, title=title)
    return [(title if s.field == "title" else text)[s.start : s.end] for s in sentences_of(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell. Nine died.", ["Shells fell.", "Nine died."]),
        ("Why Homs? Nobody knows! It burns.", ["Why Homs?", "Nobody knows!", "It burns."]),
        ("The U.S. Army left. It was late.", ["The U.S. Army left.", "It was late."]),
        ("Gen. Hasan spoke. He left.", ["Gen. Hasan spoke.", "He left."]),
        ("Dr. Amal and Mr. Nabil fled.", ["Dr. Amal and Mr. Nabil fled."]),
        ("Checkpoint No. 5 fell. It reopened.", ["Checkpoint No. 5 fell.", "It reopened."]),
        ("It grew by 3.5 per cent. Prices rose.", ["It grew by 3.5 per cent.", "Prices rose."]),
        ("He left on Sept. 3 with ten men.", ["He left on Sept. 3 with ten men."]),
        ("The U.S. and Russia met.", ["The U.S. and Russia met."]),
        ('"We stay." He left.', ['"We stay."', "He left."]),
        ("  Shells fell.  \n\n  Nine died.  ", ["Shells fell.", "Nine died."]),
        ("Shells fell.\r\n\r\nNine died.\r\n", ["Shells fell.", "Nine died."]),
        ("Shells fell.\rNine died.", ["Shells fell.", "Nine died."]),
        ("سقطت قذائف على حمص. قتل تسعة أشخاص.", ["سقطت قذائف على حمص.", "قتل تسعة أشخاص."]),
        ("هل سقطت حلب؟ لا أحد يعلم.", ["هل سقطت حلب؟", "لا أحد يعلم."]),
        ("No full stop", ["No full stop"]),
        ("", []),
        (" \n\r\n\t ", []),
        ("…", ["…"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_was_wrapped_goes_on_in_the_next(newline: str) -> None:
    text = f"{LONG}{newline}when the shelling stopped. It was quiet."
    assert read(text) == [f"{LONG}{newline}when the shelling stopped.", "It was quiet."]


def test_a_headline_without_a_full_stop_is_not_joined_to_the_text() -> None:
    assert read(f"{HEADLINE}\n\nNine people died.") == [HEADLINE, "Nine people died."]
    assert read(f"{HEADLINE}\nNine people died.") == [HEADLINE, "Nine people died."]


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n"])
def test_a_repeated_headline_is_read_once(times: int, gap: str) -> None:
    text = gap.join([HEADLINE] * times + ["Nine people died."])
    assert read(text) == [HEADLINE, "Nine people died."]


def test_a_headline_repeated_in_other_dress_is_read_once() -> None:
    text = f"{HEADLINE}\n\n{HEADLINE.upper()}\n\n{HEADLINE}.\n\nNine people died."
    assert read(text) == [HEADLINE, "Nine people died."]


def test_the_title_cell_again_in_the_text_is_read_once_as_the_title() -> None:
    article = make_article(f"{HEADLINE}\n\nNine people died.", title=HEADLINE)
    assert [(s.field, s.section, s.start) for s in sentences_of(article)] == [
        ("title", "headline", 0),
        ("text", "body", len(HEADLINE) + 2),
    ]


def test_the_sections_are_told() -> None:
    text = f"{HEADLINE}\n\nNine people died.\n\nPhoto: A street in Hama, June 2016.\n\nThey fled."
    assert [s.section for s in sentences_of(make_article(text))] == ["headline", "body", "caption", "body"]


def test_a_wire_caption_is_a_caption() -> None:
    text = (
        "Nine died.\n\nThe minister speaks to reporters at the airport in Hama, Syria, June 3, 2016. "
        "Wire/A. Name\n\nThey fled."
    )
    sections = [s.section for s in sentences_of(make_article(text))]
    assert sections[0] == sections[-1] == "body"
    assert "caption" in sections[1:-1]


@pytest.mark.parametrize(
    "furniture",
    ["Related news", "RELATED STORIES:", "Read more: Hama burns", "Share this article", "Follow us on Twitter",
     "Advertisement", "Most read", "See also: Homs", "Sign up for our letter", "مواضيع ذات صلة", "اقرأ أيضا: حمص"],
)  # fmt: skip
def test_page_furniture_is_not_read(furniture: str) -> None:
    assert read(f"Shells fell.\n\n{furniture}") == ["Shells fell."]


def test_the_headlines_under_related_news_are_not_read() -> None:
    assert read("Shells fell.\n\nRelated news\n\nTalks in Geneva fail\n\nHoms is quiet\n") == ["Shells fell."]


def test_the_text_that_goes_on_after_related_news_is_read() -> None:
    body = f"{LONG}, and nine families who had waited for weeks on the other bank were let through at last."
    assert read(f"Shells fell.\n\nRelated news\n\nTalks fail\n\n{body}") == ["Shells fell.", body]


@pytest.mark.parametrize(
    "text",
    [
        "More on the ground than in the air, fighters of three groups met in a village west of the river on Monday.",
        "Related attacks were reported from four other towns, and the governor closed the road until further notice.",
        "Recommended by nobody and read by few, the report says that eleven wells were poisoned in two valleys.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_read(text: str) -> None:
    assert read(f"Shells fell.\n\n{text}") == ["Shells fell.", text]


def test_front_matter_is_not_read() -> None:
    text = "---\ntitle: Homs\n---\nShells fell."
    article = Article("1", "Homs", text, body_start=text.index("Shells"))
    (sentence,) = sentences_of(article)
    assert text[sentence.start : sentence.end] == "Shells fell."


PIECES = [
    HEADLINE, LONG, "Nine died.", "Related news", "Photo: Homs.", "U.S.", "No. 5", "Gen.", "e.g.",
    "...", "?!", '"', "”", "(", ")",
    "سقطت قذائف.", "؟", "،", " ", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c", "\x85", "\u00a0", "\ufeff",
    "\u200f", "😀", "e\u0301", "لا", "x", "İ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80)


@settings(deadline=None)
@given(texts, texts, st.sampled_from(["en", "ar", "", "xx", "EN"]), st.integers(0, 10))
def test_sentences_stand_in_the_text_in_order_and_never_overlap(
    text: str, title: str, language: str, skip: int
) -> None:
    article = Article("1", title, text, language=language, body_start=min(skip, len(text)), title_is_cell=True)
    last = {"title": 0, "text": article.body_start}
    for s in sentences_of(article):
        whole = {"title": title, "text": text}[s.field]
        assert last[s.field] <= s.start < s.end <= len(whole)
        assert whole[s.start : s.end].strip() == whole[s.start : s.end] != ""
        assert s.section in ("headline", "caption", "body")
        last[s.field] = s.end


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 999), min_size=1, max_size=12, unique=True), st.sampled_from(["\n", "\n\n", "\r\n", " "])
)
def test_no_sentence_of_plain_text_is_lost(numbers: list[int], gap: str) -> None:
    told = [f"Some {n} people left the town." for n in numbers]
    assert read(gap.join(told)) == told


HOSTILE = [
    "a", "A. ", "\n", " ", '"', "Photo: ", ", 2015 ", "speaks ", "jan 1, 2015 ", "e.g. ", "Related news\n", "x\n", "؟ ",
    "(", "...", "\u2028", f"{LONG}\n", "\r",
]  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3))
def test_any_text_is_cut_in_time_linear_in_its_length(unit: list[str]) -> None:
    article = make_article(("".join(unit) * 50_000)[:50_000])
    began = time.process_time()
    sentences_of(article)
    assert time.process_time() - began < 2.0


@given(st.text("ab \n\r", max_size=30), st.integers(0, 5))
def test_lines_are_the_runs_without_a_line_break(text: str, start: int) -> None:
    assert _lines(text, start) == [line.span() for line in _LINE.finditer(text, start)]


@given(st.lists(st.text("abAB. \t", min_size=1, max_size=8).filter(str.strip) | st.just("b " * 200)))
def test_a_line_was_met_if_one_of_the_same_words_was(lines: list[str]) -> None:
    kept = _Lines()
    for at, line in enumerate(lines):
        assert kept.met(line) == (_same(line) in map(_same, lines[:at]))


SCENE = [
    "The mayor speaks in Homs", "It fell on", " Jan 1", " jan 1", ",", " ", ".", "2016", "٢٠١٦", "²", "Wire/A. Name",
    "/", "\n", "!",
]  # fmt: skip
DAY = ["The mayor speaks in Homs jan 1, 2016", "They look on. Jan 31, ٢٠١٦"]


@given(st.lists(st.sampled_from(SCENE + DAY), max_size=8).map("".join).map(str.strip).filter(bool))
def test_a_scene_is_a_caption_if_it_ends_in_a_day(text: str) -> None:
    told = _PHOTO.match(text) or (_COMMA_YEAR.search(text) and _SCENE.search(text))
    assert _is_caption(text) == bool(told)


@given(st.sampled_from(["", " ", "«", "“"]), st.sampled_from(["photo", "İmage", "fıle photo", "x"]), st.booleans())
def test_a_caption_that_says_so_is_one_however_it_is_written(opening: str, word: str, upper: bool) -> None:
    text = f"{opening}{word.upper() if upper else word}: Homs"
    assert _is_caption(text) == (_PHOTO.match(text) is not None)
