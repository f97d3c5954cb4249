"""The catalogue of words: whole in both languages, every key used, plurals, numbers and dates as each has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

from views import language
from views.language import LANGUAGES, catalogue, day, either, month, number, t

VIEWS = Path(language.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (*VIEWS.rglob("*.py"), VIEWS.parent / "app.py"))
USED = set(re.findall(r"[\"'`]([a-z_]+(?:\.[\w-]+)+)[\"'`]", SOURCE))
PREFIXES = set(re.findall(r"f[\"']([a-z_]+\.[\w.-]*)\{", SOURCE)) | {
    f"{prefix}." for prefix in re.findall(r"(?:said|word)\(\s*\"([\w.-]+)\"", SOURCE)
}
ARABIC = re.compile("[\u0600-\u06ff]")


def forms(words: str | Mapping[str, str]) -> Iterator[str]:
    yield from [words] if isinstance(words, str) else words.values()


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_an_entry_is_whole_in_both_languages(key: str) -> None:
    entry = catalogue()[key]
    everything = {name for words in entry.values() for form in forms(words) for name in placeholders(form)}
    assert "" not in everything
    for lang in LANGUAGES:
        words = entry[lang]
        for form in forms(words):
            assert form.strip()
            # A number may hide in its word: "one place", إشارتان.
            missing = everything - placeholders(form)
            assert not missing or (not isinstance(words, str) and missing == {"n"})
        if not isinstance(words, str):
            categories = {*Locale.parse(lang).plural_form.tags, "other"}
            assert set(words) == categories
    if any(len(re.sub(r"\{\w+\}", "", form)) > 12 for form in forms(entry["en"])):
        assert any(ARABIC.search(form) for form in forms(entry["ar"]))


def test_every_key_is_used_and_every_key_that_is_used_is_there() -> None:
    unused = {key for key in catalogue() if key not in USED and not any(map(key.startswith, PREFIXES))}
    assert not unused
    unknown = {key for key in re.findall(r"\bt\(\s*\"([^\"]+)\"", SOURCE) if key not in catalogue()}
    assert not unknown


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "لا إشارات"), (1, "إشارة واحدة"), (2, "إشارتان"), (3, "3 إشارات"), (11, "11 إشارة"), (1000, "1,000 إشارة")],
)
def test_arabic_has_six_plurals(n: int, words: str) -> None:
    assert t("count.mentions", into="ar", n=n) == words


def test_english_has_two() -> None:
    assert [t("count.stories", n=n) for n in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]


def test_dates_and_numbers_are_written_as_each_language_writes_them() -> None:
    the_day = date(2017, 4, 4)
    assert [day(the_day, lang) for lang in LANGUAGES] == ["4 Apr 2017", "4 نيسان 2017"]
    assert [month(the_day, lang) for lang in LANGUAGES] == ["April 2017", "نيسان 2017"]
    assert number(1234567) == "1,234,567"
    assert either(["Idlib", "Hama", "Homs"]) == "Idlib, Hama, or Homs"


def test_a_key_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        t("count.nothing")
    with pytest.raises(KeyError):
        t("count.mentions")
