"""Where a clause ends: what one denies is not said of the names of the next."""

from __future__ import annotations

import pytest

from geo.clauses import Clauses
from geo.matcher import words_of
from geo.recognition import Name


def clauses(text: str, *names: str) -> list[str]:
    words = words_of(text)
    found = [Name(i, i + 1, w.start, w.end, (), ()) for i, w in enumerate(words) if w.text in names]
    cut = Clauses(words, found)
    numbers = [cut.of(i) for i in range(len(words))]
    return [" ".join(w.text for w, k in zip(words, numbers, strict=True) if k == n) for n in range(len(cut.all))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("they slept; shells fell", ["they slept", "shells fell"]),
        ("Hama, which fell, was calm", ["Hama was calm", "which fell"]),
        ("He said that shells fell", ["He said", "that shells fell"]),
        ("He denied that shells fell", ["He denied that shells fell"]),
        ("They refuted claims that Hama fell", ["They refuted claims that Hama fell"]),
        ("قال الجيش إن القصف توقف", ["قال الجيش", "إن القصف توقف"]),
        ("عاد الناس، سقطت قذيفة", ["عاد الناس", "سقطت قذيفة"]),
        ("none came, as 60,000 people fled", ["none came", "as 60 000 people fled"]),
        ("Fearing arrest, hundreds fled", ["hundreds fled", "Fearing arrest"]),
        ("men fled, fearing arrest", ["men fled", "fearing arrest"]),
        ("men fearing arrest fled", ["men fearing arrest fled"]),
    ],
)
def test_clauses(text: str, cut: list[str]) -> None:
    found = clauses(text)
    assert [c for c in found if c] == [c for c in cut if c]


def test_a_comma_in_a_list_of_names_ends_no_clause() -> None:
    text = "it is shut, as shells fall on Hama, Homs and Idlib"
    assert clauses(text, "Hama", "Homs", "Idlib") == ["it is shut", "as shells fall on Hama Homs and Idlib"]
