"""Fold what never tells two names apart, in Latin and in Arabic script.

`fold` keeps the spelling and takes away what never tells two names apart: case, diacritics, apostrophes and
the signs for ayn and hamza; in Arabic script the short vowels, tatweel, the seats of hamza, the Persian and Kurdish
forms of kaf and yeh, and the forms of digits. Inside a name every form of the article (al-, el-, and the sun-letter
forms that BGN/PCGN writes: ash-, as-, ad-, an- ...) becomes "al". What else two spellings of one name may differ in is
the matter of `geo.keys`.

>>> fold("Ma‘arrat an-Nu‘mān") == fold("Maarrat al-Numan")
True
>>> fold("إدلب") == fold("ادلب"), fold("اللواء ١٣٧") == fold("اللواء 137")
(True, True)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MARKS: Final = "\u0300-\u036f\u064b-\u065f\u0670"
TOKEN: Final = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’‘ʼʿʾ`´][^\W_](?:[^\W_]|[{_MARKS}])*)*"
)
"""One word: letters, digits and marks, apostrophes inside it included; or an abbreviation with its points."""

_ARABIC_RUN: Final = re.compile("[\u0600-\u06ff]+")
_LATIN_RUN: Final = re.compile("[a-zA-Z]+")
_POSSESSIVE: Final = re.compile(r"['’ʼ`´][sS]$")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼʿʾ`´'.\u02bb\u02bd\u0640\u0621"))
_ARABIC: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
    **dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True)),
    "ک": "ك", "ی": "ي", "ې": "ي", "ێ": "ي", "ۆ": "و", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ڕ": "ر", "ڵ": "ل",
})  # fmt: skip
_LATIN: Final = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

ARTICLES: Final = frozenset(
    {
        "al",
        "el",
        "ul",
        "il",
        "ash",
        "as",
        "ad",
        "adh",
        "an",
        "az",
        "ar",
        "at",
        "ath",
        "es",
        "esh",
        "ech",
        "ed",
        "er",
        "en",
        "et",
        "ez",
    }
)
"""Latin forms of the Arabic article, folded; several are English words, so only inside a name are they articles."""

_CLEAR_ARTICLES: Final = frozenset({"al", "el", "ul"})


def without_possessive(word: str) -> str:
    """Return `word` without a closing 's in any apostrophe.

    >>> without_possessive("Syria’s")
    'Syria'
    """
    return _POSSESSIVE.sub("", word) if word[-1:] in "sS" else word


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """Fold one word (see `fold`); the empty string where nothing is left of it."""
    word = word.translate(_APOSTROPHES)
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.translate(_ARABIC))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.casefold().translate(_LATIN).translate(_ARABIC).translate(_APOSTROPHES)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that blanks part, folded."""
    return frozenset(map(fold_word, text.split()))


def join_folded(words: list[str]) -> str:
    """Join folded words into a folded name: each article becomes "al", but for the last word, which is none."""
    if len(words) == 1:
        return words[0]
    return " ".join([*("al" if w in ARTICLES else w for w in words[:-1]), words[-1]])


def folded_words(name: str) -> list[str]:
    """Return the folded words of a name, without those of which nothing is left."""
    return [f for w in TOKEN.findall(name) if (f := fold_word(without_possessive(w)))]


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, hyphens, Arabic vowel signs and letter forms, and the article's forms."""
    words = folded_words(name)
    return join_folded(words) if words else ""


def is_article(folded: str) -> bool:
    """Tell whether a folded word is al, el or ul: an article wherever it stands."""
    return folded in _CLEAR_ARTICLES


def is_arabic(text: str) -> bool:
    """Tell whether more letters of the text are Arabic than Latin."""
    if text.isascii():
        return False
    arabic = sum(map(len, _ARABIC_RUN.findall(text)))
    return arabic > 0 and arabic > sum(map(len, _LATIN_RUN.findall(text)))
