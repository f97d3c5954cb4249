"""Fold the spellings of a toponym together, in Latin and in Arabic script.

Two foldings, used in this order by the resolver:

`fold` keeps the spelling and takes away what never tells two names apart: case, diacritics, apostrophes and
the signs for ayn and hamza; in Arabic script the short vowels, tatweel, the seats of hamza and the Persian and
Kurdish forms of kaf and yeh. Inside a name every form of the article (al-, el-, and the sun-letter forms that
BGN/PCGN writes: ash-, as-, ad-, an- ...) becomes "al".

`key` also folds the transliteration systems: English wires, BGN/PCGN 1956 and the French usage of Syrian maps
(ch = sh, dj = j, ou = u). It keeps the vowel classes a/e, i/ee/y and o/u apart, since a skeleton of consonants
alone takes Daraa for Darayya. A key is a weaker witness than a folded name: see `geo.recognition` for its guards.

>>> fold("Ma‘arrat an-Nu‘mān") == fold("Maarrat al-Numan")
True
>>> key("Khan Sheikhoun") == key("Khān Shaykhūn") == key("Khan Cheikhoun")
True
>>> fold("إدلب") == fold("ادلب")
True
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

_POSSESSIVE: Final = re.compile(r"['’ʼ`´][sS]$")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼʿʾ`´'.\u02bb\u02bd\u0640\u0621"))
_ARABIC: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
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
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """Fold one word (see `fold`); the empty string where nothing is left of it."""
    word = word.translate(_APOSTROPHES)
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.translate(_ARABIC))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.casefold().translate(_LATIN).translate(_ARABIC).translate(_APOSTROPHES)


def join_folded(words: list[str]) -> str:
    """Join folded words into a folded name: each article becomes "al", but for the last word, which is none."""
    if len(words) == 1:
        return words[0]
    return " ".join([*("al" if w in ARTICLES else w for w in words[:-1]), words[-1]])


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, hyphens, Arabic vowel signs and letter forms, and the article's forms."""
    words = [f for w in TOKEN.findall(name) if (f := fold_word(without_possessive(w)))]
    return join_folded(words) if words else ""


# Words that open many names and are written with and without their vowel.
_WORDS: Final = {
    form: to
    for to, forms in {
        "kafr": "kafr kafar kafer kefr kfar kfr kafir",
        "tal": "tal tall tell tel til",
        "dir": "deir dayr deyr der dair dayr dir",
        "jabal": "jabal jebel djebel gebel jabel cebel",
        "hirba": "khirbat khirbet kherbet kharbet khirbeh khirba hirbet xirbet",
        "abu": "abu abou abo aboo ebu",
        "um": "umm um om oum",
        "ain": "ain ayn ein ayin eyn",
        "bait": "bait bayt beit beyt bet",
        "shih": "sheikh shaykh sheikh cheikh sheik shekh cheik seyh",
        "ras": "ras raas",
    }.items()
    for form in forms.split()
}
_STEPS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"sch|sh|ch", "$"),  # French ch, German sch
        (r"qu(?=[ei])", "k"),  # French
        (r"dj|dg", "j"),
        (
            r"kh|gh|dh|th|rh|ph",
            lambda m: {"kh": "h", "gh": "g", "dh": "d", "th": "t", "rh": "g", "ph": "f"}[m[0]],
        ),
        (r"[qck]", "k"),
        (r"x", "h"),
        (r"p", "b"),
        (r"v", "f"),
        (r"[ae]?[iy]+(?=[aeou])", "y"),  # Darayya, Dariya: a consonant between vowels
        (r"(?:ou|oo|uw|u|o)(?=[aeiy])", "w"),  # Soueida, Suwayda
        (r"ou|oo|au|aw|ow|o", "u"),
        (r"[ae][iy]|ee|ie|y$|[iy](?![aeou])", "i"),
        (r"e", "a"),
        (r"(?<=[aiu])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)

_MERGED_ARTICLE: Final = re.compile(r"^[aeu](?=([szrntdl])\1)")
"""The article written into its sun letter: Deir Ezzor."""


@lru_cache(maxsize=1 << 16)
def _key_word(word: str, first: bool, last: bool) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if not last and len(word) > 3 and word.endswith(("at", "et")):
        word = word[:-2] + "a"  # ta marbuta in construct: Ma'arrat, Maaret
    if not first:
        word = _MERGED_ARTICLE.sub("", word)
    for pattern, to in _STEPS:
        word = pattern.sub(to, word)
    return word


def key_of_words(words: list[str]) -> str:
    """Return the key of folded words; articles drop out unless nothing else is left."""
    kept = [w for w in words if w not in ARTICLES] or words
    return "".join(_key_word(w, i == 0, i == len(kept) - 1) for i, w in enumerate(kept))


def key(name: str) -> str:
    """Return the transliteration key of a name in Latin script (see the module), words joined."""
    return key_of_words([f for w in TOKEN.findall(name) if (f := fold_word(without_possessive(w)))])


def is_article(folded: str) -> bool:
    """Tell whether a folded word is al, el or ul: an article wherever it stands."""
    return folded in _CLEAR_ARTICLES


def is_arabic(text: str) -> bool:
    """Tell whether more letters of the text are Arabic than Latin."""
    arabic = sum("\u0600" <= c <= "\u06ff" for c in text)
    return arabic > sum("a" <= c <= "z" or "A" <= c <= "Z" for c in text)
