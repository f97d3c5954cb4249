"""The words of exported maps in English and Arabic: of our own table, and of the map that the app shows.

The map's scripts are the same in the app and in an exported page, so their words are too: they are read, as data, from
the app's catalogue (`views/words`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale

from geo.exports.basemap import basemap
from geo.gloss import actor_name

LANGUAGES: Final = ("en", "ar")
_HERE: Final = Path(__file__).resolve().parent
_CATALOGUE: Final = _HERE.parent.parent / "views" / "words"
_LOCALES: Final = {"en": "en", "ar": "ar_SY"}


class Words:
    """The words of one language.

    Parameters
    ----------
    language
        en or ar.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.comma, self.semicolon = ("، ", "؛ ") if language == "ar" else (", ", "; ")
        self._table = _read(_HERE / "words.toml")
        self._counts = _read(_CATALOGUE / "count.toml")

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, filled in; numbers get their groups of thousands."""
        text: str = self._table[key][self.language]
        return _filled(text, values)

    def count(self, unit: str, n: int) -> str:
        """Return a number with its word: "1 story", "12 stories"."""
        forms = (self._table if unit in self._table else self._counts)[unit][self.language]
        chosen = forms[_locale(self.language).plural_form(n)] if isinstance(forms, dict) else forms
        return _filled(chosen, {"n": n})

    def type(self, type_: str) -> str:
        """Return the word for a type of place."""
        types = _read(_CATALOGUE / "evidence.toml")["type"]
        return str(types[type_][self.language]) if type_ in types else type_

    def actors(self, names: Iterable[str]) -> str:
        """Return actors by their names in the language."""
        return self.comma.join(actor_name(name, "ar" if self.language == "ar" else "en") for name in names)

    def context(self, context: str) -> str:
        """Return the word for a context."""
        contexts = _read(_CATALOGUE / "evidence.toml")["context"]
        return str(contexts[context][self.language]) if context in contexts else context

    def point_is(self, says: str, where_prec: int | None) -> str:
        """Return what a point is, as `geo.exports.positions` says it; in Arabic what the name says instead.

        Why there is no point, and at which town a sensitive place stands, is told in English alone.
        """
        if self.language == "en" or says.startswith("none") or ":" in says:
            return says
        return str(_read(_CATALOGUE / "evidence.toml")["prec"][str(where_prec)][self.language])

    def governorate(self, title: str) -> str:
        """Return a governorate's name."""
        arabic = {row["name"]: row["ar"] for row in basemap()["governorates"]}
        return str(arabic.get(title, title)) if self.language == "ar" else title

    def page(self) -> dict[str, str]:
        """Return the words that an exported page's script shows."""
        return {key: entry[self.language] for key, entry in self._table["page"].items()}

    def map(self) -> dict[str, Any]:
        """Return the words of the map's own scripts: texts, or forms by plural category."""
        frame = _read(_CATALOGUE / "map.toml")["frame"]
        units = {"story": "stories", "article": "articles", "mention": "mentions"}
        return {key: entry[self.language] for key, entry in frame.items()} | {
            f"unit_{unit}": self._counts[many][self.language] for unit, many in units.items()
        }


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format_map({k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()})


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES[language])
