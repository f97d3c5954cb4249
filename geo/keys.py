"""One key under which the spellings of a Syrian toponym meet, in Latin and in Arabic script, and a guard for it.

Wires, maps and monitors spell one name in a hundred ways, since Arabic writes few vowels and no system of
romanisation is followed for long. `key` keeps what all of them share: the consonants, in classes, and how the name
ends. It is a coarse net: Bosra and Basra have one key. `agreement` is its guard and compares the vowels that both
spellings show. A key proposes, an agreement admits, and where it admits two places the answer stays open.

The rules of `key`, word by word, the words then joined:

1.  Case, diacritics, apostrophes, ayn and hamza fall away, as in `geo.names.fold`; Kurdish and Turkish ş is sh
    (and the š of DIN 31635), ğ is gh.
2.  The article falls away, unless nothing else is left: al-, el-, ul-, ال, its forms before sun letters (BGN/PCGN ash-,
    as-, ad-, an-, az-, ar-, at-; French ech-, es-, ed-, en-, ez-, er-, et-), the one inside a word (Deir Ezzor).
3.  Ta marbuta in construct falls away: -at, -et (Ma'arrat, Maaret), ات in Arabic, on a word that is not the last.
4.  sh = ch = sch ش; kh = x = h خ ح ه; gh = g غ (rh too where it begins a word); dh = z = d د ض ذ ظ ز; th = t ت ط ث;
    dj = dg = j ج; ph = v = f ف; q = c = k ق ك; p = b ب; s س ص. News spelling has no letter for the emphatics; ظ is z
    to BGN/PCGN and dh to wires.
5.  Double letters are one: shadda is not written. The classes of rule 4 are written b t j x z r s š g f k l m n.
6.  Vowels fall away, long ones too; y and w stay only where they begin the name (as does the French ou before a vowel).
7.  A name that ends in a vowel keeps a mark of it: -ya, -wa, or any other; at its end h, ه, ح and ع count as vowels.

Sources: BGN/PCGN 1956 system for Arabic; United Nations resolutions II/8 (1972) and XI/3 (2017); the French usage
of the maps of the Levant (ch, dj, ou, rh).

>>> key("Jisr al-Shughour") == key("Jisr ech-Choughour") == key("جسر الشغور")
True
>>> agreement("Bosra", "Basra"), agreement("Kafr Nbouda", "Kafr Nabudah"), agreement("درعا", "Darayya")
(0, 1, 0)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Generic, TypeVar

from geo.names import ARTICLES, fold_word, folded_words

T = TypeVar("T")

LOOSE: Final = 1
"""Agreement of spellings whose vowels can be those of one name: a short one dropped, a and i exchanged."""
EXACT: Final = 2
"""Agreement of spellings that differ in the way of writing only (ou for u, ay for ei)."""

_SPECIAL: Final = str.maketrans({"ş": "sh", "Ş": "sh", "š": "sh", "Š": "sh", "ğ": "gh", "Ğ": "gh"})
_OPENERS: Final = {
    form: to
    for to, forms in {
        "kafr": "kafar kafer kefr kfar kfr kafir",
        "tal": "tall tell tel til",
        "dir": "deir dayr deyr der dair",
        "jabal": "jebel djebel gebel cebel",
        "khirba": "khirbat khirbet kherbet kharbet khirbeh hirbet xirbet",
        "jisr": "gisr cisr",
        "abu": "abou abo aboo ebu",
        "um": "umm oum om",
        "ain": "ayn ein ayin eyn",
        "bait": "bayt beit beyt bet",
        "shikh": "sheikh shaykh cheikh sheik shekh cheik seyh",
        "ras": "raas",
    }.items()
    for form in forms.split()
}
"""Words that open many names, in spellings that no rule leads back."""

_SPELLED: Final = re.compile(r"sch|[sck]h|^rh|[gdtp]h|d[jg]")
_SOUND: Final = {
    "sch": "š", "sh": "š", "ch": "š", "kh": "x", "gh": "g", "rh": "g", "dh": "d", "th": "t", "ph": "f", "dj": "j",
    "dg": "j",
}  # fmt: skip
_DOUBLE: Final = re.compile(r"([^\W\d_])\1+")
_CLASSES: Final = str.maketrans("hdpvqc", "xzbfkk", "aeiouyw")
_GLIDE_Y: Final = re.compile(r"[yi][aeo]")
_GLIDE_W: Final = re.compile(r"(?:w|ou|u)[aeiy]")
_OPENING_W: Final = re.compile(r"w|ou(?=[aei])")

_ARABIC: Final = str.maketrans({
    "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "ح": "x", "خ": "x", "د": "z", "ذ": "z", "ض": "z", "ظ": "z",
    "ز": "z", "ر": "r", "س": "s", "ص": "s", "ش": "š", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "x", "و": None, "ي": None, "ا": None, "ع": None,
})  # fmt: skip


def _words(name: str) -> list[str]:
    """Return the folded words of a name without its articles, unless they are all of it."""
    if name.isascii():
        words = folded_words(name)
        return [w for w in words if w not in ARTICLES] or words
    words = folded_words(name.translate(_SPECIAL))
    kept = [w for w in words if w not in ARTICLES] or words
    return [w[2:] if w.startswith("ال") and len(w) > 3 else w for w in kept]


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


@lru_cache(maxsize=1 << 17)
def _key_of_word(word: str, last: bool, first: bool) -> str:
    if _is_arabic(word):
        return _key_of_arabic(word, last, first)
    word = _OPENERS.get(word, word)
    if not last and len(word) > 3 and word.endswith(("at", "et")):
        word = word[:-1]
    if "h" in word or "j" in word or "g" in word:
        word = _SPELLED.sub(lambda m: _SOUND[m[0]], word)
    word = _DOUBLE.sub(r"\1", word)
    if word[-1:] == "h" and word[-2:-1] in _VOWELS:
        word = word[:-1]
    start = "" if not first else "y" if word[:1] == "y" else "w" if _OPENING_W.match(word) else ""
    end = ""
    if last and (vowels := word[len(word.rstrip("aeiouyw")) :]):
        end = "ya" if _GLIDE_Y.search(vowels) else "wa" if _GLIDE_W.search(vowels) else "a"
    return start + word.translate(_CLASSES) + end


def _key_of_arabic(word: str, last: bool, first: bool) -> str:
    end = ""
    if not last and word.endswith("ات") and len(word) > 3:
        word = word[:-1]
    sounded = word.rstrip("حع") if len(word) > 2 else word
    if last and sounded[-1:] in _VOWEL_LETTERS:
        end = {"ي": "ya", "و": "wa"}.get(sounded[:-1].replace("ع", "")[-1:], "a")
    elif last and sounded != word:
        end = "a"
    if word[-1] in "هح" and len(word) > 1:
        word = word[:-1]
    start = {"ي": "y", "و": "w"}.get(word[0], "") if first else ""
    return start + word.translate(_ARABIC) + end


_VOWELS: Final = frozenset("aeiouyw")
_VOWEL_LETTERS: Final = ("ا", "ي", "و", "ه")


def key(name: str) -> str:
    """Return the key of a name in Latin or Arabic script (see the module); empty for a name without a letter."""
    words = _words(name)
    last = len(words) - 1
    return _DOUBLE.sub(r"\1", "".join([_key_of_word(word, i == last, i == 0) for i, word in enumerate(words)]))


def consonants(name_key: str) -> int:
    """Return the number of consonants of a key: how much it says."""
    return sum(c.isalpha() and c not in "ayw" for c in name_key)


# --- the guard --------------------------------------------------------------------------------------------------------

_VOICES: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"qu(?=[ei])", "k"),  # French
        (r"[qc]", "k"),
        (r"p", "b"),
        (r"v", "f"),
        (r"[ae]?[iy]+(?=[aeou])", "y"),  # Darayya, Dariya: a consonant between vowels
        (r"(?:ou|oo|uw|u|o)(?=[aei]|y(?![aeou]))", "w"),  # Soueida, Suwayda
        (r"oo|au|aw|ow", "U"),
        (r"ou|o", "u"),
        (r"[ae][iy]|ee|ie", "I"),
        (r"y(?![aeou])", "i"),
        (r"e", "a"),
        (r"Uw", "w"),
        (r"Iy", "y"),
        (r"(?<=[aiuIU])h$", ""),
        (r"x", "h"),
        (r"(.)\1+", r"\1"),
    )
)
_MERGED_ARTICLE: Final = re.compile(r"^[aeu](?=([szrntdl])\1)")
"""The article written into its sun letter: Deir Ezzor."""


@lru_cache(maxsize=1 << 16)
def _voice_of_word(word: str, first: bool, last: bool) -> str:
    word = _OPENERS.get(word, word)
    if not last and len(word) > 3 and word.endswith(("at", "et")):
        word = word[:-2] + "a"
    if not first:
        word = _MERGED_ARTICLE.sub("", word)
    word = _SPELLED.sub(lambda m: _SOUND[m[0]], word)
    for pattern, to in _VOICES:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=1 << 15)
def _voice(name: str) -> str:
    """Return a name in Latin script with its vowels in classes: a, i, u, the glides y and w, and I and U where long."""
    words = _words(name)
    return "".join(_voice_of_word(w, i == 0, i == len(words) - 1) for i, w in enumerate(words))


_LETTERS: Final = str.maketrans({
    "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "h", "د": "d", "ذ": "ð", "ض": "d", "ظ": "ð",
    "ز": "z", "ر": "r", "س": "s", "ص": "s", "ش": "š", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "U", "ي": "I", "ا": "A", "ع": "O",
})  # fmt: skip


@lru_cache(maxsize=1 << 15)
def _letters(name: str) -> str:
    """Return a name in Arabic script as its consonants and written vowels.

    A, I, U are alef, ya, waw; E a ya or alef maqsura that ends a word; V the vowel that begins one; O an ayn.
    """
    parts = []
    for word in _words(name):
        start = "V" if word[0] in "اع" else ""
        body = word[1:] if start else word
        if body[-1:] in ("ه", "ح"):
            body = body[:-1]
        end = "E" if body[-1:] == "ي" else ""
        parts.append(start + (body[:-1] if end else body).translate(_LETTERS) + end)
    return "".join(parts)


_CONSONANT: Final = re.compile(r"([^aiuywAIUEVO])")
_WRITTEN: Final = {"A": "a", "I": "iIy", "U": "uUw", "E": "aiIy", "V": "aiuIU", "O": "w"}
"""Vowel letter of Arabic -> what it can be in Latin script."""


def agreement(one: str, other: str) -> int:
    """Tell how far two spellings can be one name: 0 not, `LOOSE` or `EXACT`.

    In one script, `EXACT` says that they differ only in the way of writing. Across the scripts vowels are missing on
    one side, so that they agree loosely at best.
    """
    first, second = _script(one), _script(other)
    if first != second:
        latin, arabic = (one, other) if second == "Arab" else (other, one)
        return LOOSE if _spells(_CONSONANT.split(_voice(latin)), _CONSONANT.split(_letters(arabic))) else 0
    voice = _letters if first == "Arab" else _voice
    v, w = voice(one), voice(other)
    if _DOUBLE.sub(r"\1", v.lower()) == _DOUBLE.sub(r"\1", w.lower()):
        return EXACT
    a, b = _CONSONANT.split(v), _CONSONANT.split(w)
    same = a[1::2] == b[1::2] and all(
        _alike(x, y, inner=0 < i < len(a) // 2) for i, (x, y) in enumerate(zip(a[::2], b[::2], strict=True))
    )
    return LOOSE if same else 0


def _spells(latin: list[str], arabic: list[str]) -> bool:
    """Tell whether vowels and consonants, by turns, in Latin script can be those of Arabic."""
    return (
        len(latin) == len(arabic)
        and (latin[0] == "") == (arabic[0] == "")
        and all(x == y or (y == "ð" and x in "dz") for x, y in zip(latin[1::2], arabic[1::2], strict=True))
        and all(_shows(x, y) for x, y in zip(latin[::2], arabic[::2], strict=True))
    )


def _script(name: str) -> str:
    return "Arab" if any("\u0600" <= c <= "\u06ff" for c in name) else "Latn"


def _alike(a: str, b: str, *, inner: bool) -> bool:
    """Tell whether two runs of vowels can be one; inside a name a short one may be missing."""
    if a.lower() == b.lower() or {a, b} == {"a", "i"}:
        return True
    return inner and "" in (a, b) and (a + b) in ("a", "i", "u")


def _shows(latin: str, arabic: str) -> bool:
    """Tell whether a run of Latin vowels has those that Arabic writes, in order, and else short ones only."""
    if not arabic:
        return len(latin) <= 2 and all(c in "aiu" for c in latin)
    silent = arabic[0] in "VO" or (arabic[0] == "A" and arabic[1:2] in ("I", "U"))  # "aya" is written ya as well
    if silent and _shows(latin, arabic[1:]):
        return True
    if not latin:
        return False
    return (latin[0] in _WRITTEN[arabic[0]] and _shows(latin[1:], arabic[1:])) or (
        latin[0] in "aiu" and _shows(latin[1:], arabic)
    )


_FOREIGN: Final = frozenset("öüıəñ")
"""Letters that no way of writing Arabic in Latin script uses: a name with one is a Turkish town, not one of ours."""
_REMEMBERED: Final = 1 << 16
"""Names whose answer is kept: in running text the same few hundred are asked for again and again."""
_LETTERS_NEEDED: Final = 5
"""Letters of a name, vowels included, below which a key says too little."""
_CONSONANTS_NEEDED: Final = 4
"""Consonants below which only an exact agreement counts: three fit too many names."""
_LONGEST: Final = 120
"""Code points of a name above which nothing is looked up; the guard's time grows with more than the length."""


class KeyIndex(Generic[T]):
    """Names by their key, each with a value; what is found has passed the guard."""

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, T]]] = {}
        self._asked: dict[str, tuple[T, ...]] = {}
        self._openings: set[str] = set()

    def add(self, name: str, value: T) -> None:
        """File `value` under a name's key; a name without a letter is left out."""
        if name_key := key(name):
            self._values.setdefault(name_key, []).append((name, value))
            self._openings.update(name_key[:n] for n in range(len(name_key) + 1))
            self._asked.clear()

    def opens(self, word: str) -> bool:
        """Tell whether a name that goes on after a word, which is no article, may have a key that is filed."""
        return _DOUBLE.sub(r"\1", _key_of_word(fold_word(word), False, True)) in self._openings

    def find(self, name: str) -> tuple[T, ...]:
        """Return the values whose names agree with a spelling best: all that agree exactly, or else loosely.

        None for what is longer than a name.
        """
        if len(name) > _LONGEST:
            return ()
        found = self._asked.get(name)
        if found is None:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            found = self._asked[name] = self._find(name)
        return found

    def _find(self, name: str) -> tuple[T, ...]:
        name_key = key(name)
        known = self._values.get(name_key)
        if (
            known is None
            or _FOREIGN & set(name.casefold())
            or len(_letters(name) if _script(name) == "Arab" else _voice(name)) < _LETTERS_NEEDED
        ):
            return ()
        agreeing = [(agreement(name, other), value) for other, value in known]
        best = max(a for a, _ in agreeing)
        if best == 0 or (best == LOOSE and consonants(name_key) < _CONSONANTS_NEEDED):
            return ()
        return tuple(dict.fromkeys(value for a, value in agreeing if a == best))
