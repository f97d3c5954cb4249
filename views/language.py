"""The words of the interface in English and Arabic, from one catalogue, with their plurals, numbers and dates.

The catalogue is `views/words/<view>.toml`: `close = { en = "Close", ar = "إغلاق" }` in `evidence.toml` is
`t("evidence.close")`; a table in the file is one more step of the key. Where a word follows its number, a language
gives a form for each of its CLDR plural categories, `en = { one = "{n} place", other = "{n} places" }`, and `n`
chooses. Babel knows the categories, and writes numbers and dates: Arabic as in Syria (نيسان, not أبريل), with the
digits 0-9 in both languages, since tables, the map and the addresses of articles have those.

`lang` in the address says which language; English otherwise, and wherever no page is being drawn.

>>> t("count.mentions", n=1234)
'1,234 mentions'
>>> day(date(2018, 9, 4))
'4 Sep 2018'
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

import streamlit as st
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from streamlit.runtime.scriptrunner import get_script_run_ctx

Language = Literal["en", "ar"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
NAMES: Final[Mapping[Language, str]] = {"en": "English", "ar": "العربية"}
"""Each language as it calls itself."""

PARAM: Final = "lang"
"""Parameter of the address."""
WORDS: Final = Path(__file__).parent / "words"
_DAY: Final[Mapping[Language, str]] = {"en": "d MMM y", "ar": "d MMMM y"}
_LOCALES: Final[Mapping[Language, Locale]] = {"en": Locale.parse("en"), "ar": Locale.parse("ar_SY")}


def language() -> Language:
    """Return the language of the page that is being drawn."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "en"
    asked = st.session_state.get("language")
    return "ar" if asked == "ar" else "en"


def rtl() -> bool:
    """Return whether the page runs from right to left."""
    return language() == "ar"


def t(key: str, /, *, into: Language | None = None, **values: object) -> str:
    """Return the words of a key in the page's language.

    Parameters
    ----------
    key
        File, then the steps into it: `evidence.close`.
    into
        Another language than the page's: for text that is copied or printed in a language of its own.
    values
        What the placeholders stand for; numbers and dates are written as the language writes them, and `n`
        chooses the plural form.

    Raises
    ------
    KeyError
        If there is no such key, or a placeholder has no value: a mistake of the program.
    """
    wanted = into or language()
    words = catalogue()[key][wanted]
    if not isinstance(words, str):
        n = values["n"]
        if not isinstance(n, int | float):
            raise KeyError(f"{key}: n is {n!r}; expected a number, which chooses the plural form")
        words = words[_LOCALES[wanted].plural_form(n)]
    return words.format_map({name: _said(value, wanted) for name, value in values.items()}) if values else words


def said(prefix: str, value: str) -> str:
    """Return the word for one of the data's own values (a status, a type of place); itself where it has none."""
    key = f"{prefix}.{value}"
    return t(key) if key in catalogue() else value


def number(value: float, into: Language | None = None) -> str:
    """Return a number with its groups of thousands."""
    return _number(value, into or language())


@lru_cache(maxsize=8192)  # a list of 3,000 places has as many numbers, at every click
def _number(value: float, into: Language) -> str:
    return str(format_decimal(value, locale=_LOCALES[into]))


def day(value: date, into: Language | None = None) -> str:
    """Return a day as 4 Sep 2018."""
    wanted = into or language()
    return str(format_date(value, _DAY[wanted], locale=_LOCALES[wanted]))


def month(value: date, into: Language | None = None) -> str:
    """Return a day's month as September 2018."""
    return str(format_date(value, "MMMM y", locale=_LOCALES[into or language()]))


def short_month(value: date, into: Language | None = None) -> str:
    """Return the name of a day's month, as short as the language has it: Sep, أيلول."""
    return str(format_date(value, "MMM", locale=_LOCALES[into or language()]))


def country(code: str, into: Language | None = None) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) as CLDR has it; the code itself where it has none.

    >>> country("TR"), country("TR", "ar")
    ('Türkiye', 'تركيا')
    """
    return str(_LOCALES[into or language()].territories.get(code, code))


def either(values: Iterable[str], into: Language | None = None) -> str:
    """Return a list whose parts are joined by "or"."""
    return str(format_list(list(values), style="or", locale=_LOCALES[into or language()]))


@cache
def catalogue() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    """Return every key with its words in each language."""
    found: dict[str, Mapping[str, str | Mapping[str, str]]] = {}

    def read(prefix: str, table: Mapping[str, Any]) -> None:
        for name, entry in table.items():
            key = f"{prefix}.{name}"
            if set(entry) == set(LANGUAGES):
                found[key] = entry
            else:
                read(key, entry)

    for path in sorted(WORDS.glob("*.toml")):
        read(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def _said(value: object, into: Language) -> str:
    if isinstance(value, date):
        return day(value, into)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, into)
    return str(value)
