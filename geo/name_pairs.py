"""Whether two names can be those of one place once the words for what it is are off: "Hassia oil field", حقل حسيا.

Titles say what a thing is in their own language, and in their own place: "Nayrab camp" is مخيم النيرب, "Eastern Ghouta"
الغوطة الشرقية. So names are compared without kind words and brackets; words that tell namesakes apart (eastern, upper,
new ...) have to be the same in both languages, and where a name goes on to say in which town it is, in Afrin, بعفرين,
that is off too. The rest meets by `geo.keys`: one key, and vowels that can agree. What is no settlement, such as a
bridge or a hospital, is described rather than named: there, one word that both share is enough (`share_a_word`).

>>> meet("Nayrab camp", "مخيم النيرب"), meet("Eastern Ghouta", "الغوطة الشرقية"), meet("Homs", "حماة")
(True, True, False)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from geo.cues import KIND_OF
from geo.keys import agreement, consonants, key
from geo.names import TOKEN, fold_word, word_set

_BRACKET: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")


_OTHER_KINDS: Final = word_set(
    """
    air base airbase airport airfield heliport military international border field oil gas mount lake highway road
    valley basin hospital school university college academy station plant power thermal refinery factory factories
    silos square roundabout barracks brigade regiment battalion division branch observatory project apartment zone
    port castle citadel checkpoint junction mosque ruins park centre center research scientific industrial
    tomb national street market housing farm farms bridge quarter security arms weapons depot depots defence defense
    of in the
    عسكري عسكرية دولي دولية حدودي حقل نفط غاز نفطي بحيرة طريق وادي حوض مشفى مستشفى مدرسة جامعة كلية محطة معمل معامل
    حرارية مصفاة صوامع ساحة دوار ثكنة لواء فوج كتيبة فرقة فرع مرصد مشروع شقة ميناء مرفأ قلعة حاجز مفرق جامع مسجد
    معسكر ضريح آثار حديقة مركز بحوث علمية صناعية وطني مستودعات دفاع شارع سوق مساكن مزرعة مزارع جسر مربع أمني تلة في
    """
)
"""Folded words that say what a place is, in one language or the other; some are part of other names."""
_KINDS: Final = frozenset(KIND_OF) - word_set("تل hill suburb ضاحية مزرعة مزارع farm farms")
"""Those that are hardly ever part of a name; تل and مزرعة are, and a suburb is not its town."""

_TELLING: Final = {
    fold_word(word): meaning
    for meaning, words in {
        "north": "north northern شمالي شمالية",
        "south": "south southern جنوبي جنوبية",
        "east": "east eastern شرقي شرقية",
        "west": "west western غربي غربية",
        "upper": "upper فوقاني فوقانية فوقا",
        "lower": "lower تحتاني تحتانية تحتا",
        "middle": "middle central وسطاني وسطى مركزي",
        "great": "big great greater كبير كبيرة كبرى",
        "little": "little small lesser صغير صغيرة صغرى",
        "new": "new جديد جديدة",
        "old": "old قديم قديمة",
        "suburb": "suburb ضاحية dahiyat dahiya",
    }.items()
    for word in words.split()
}
"""Folded word that tells namesakes apart -> what it means, the same in both languages."""

_EXONYMS: Final = {
    "aleppo": "halab",
    "damascus": "dimashq",
    "damascene": "dimashq",
    "latakia": "ladhiqiyah",
    "palmyra": "tadmur",
    "euphrates": "furat",
    "tigris": "dijlah",
    "lebanon": "lubnan",
    "syria": "suriya",
    "syrian": "suriyah",
}
"""English names of old use, as words of longer names too -> the Arabic name in Latin letters."""

_IN: Final = re.compile(r"\s+(?:in|at|near|of|في|قرب)\s.*|\s+ب(?:ال)?[^\W\d_]{3,}(?:\s\S+)?$")
"""Where a name goes on to say in which town it is."""
_CONSONANTS_SHARED: Final = 2
"""Consonants of a word that is enough to be shared."""


def is_arabic(name: str) -> bool:
    """Tell whether a name is in Arabic script.

    >>> is_arabic("حلب"), is_arabic("Aleppo")
    (True, False)
    """
    return any("\u0600" <= c <= "\u06ff" for c in name)


def brackets(name: str) -> frozenset[str]:
    """Return what stands in brackets in a name.

    >>> sorted(brackets("al-Zahraa (Homs)"))
    ['Homs']
    """
    return frozenset(_BRACKET.findall(name))


def _bare(word: str) -> str:
    folded = fold_word(word)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def kind_words(kinds: Collection[str]) -> frozenset[str]:
    """Return the folded words that say that a place is of one of some kinds (`geo.cues.KIND_OF`)."""
    return frozenset(word for word, kind in KIND_OF.items() if kind in kinds) & _KINDS


def without(name: str, words: frozenset[str]) -> str:
    """Return a name without brackets and some folded words; what is nothing but these stays.

    >>> without("al-Hol camp (Hasakah)", kind_words({"camp"})), without("Camp", kind_words({"camp"}))
    ('al Hol', 'Camp')
    """
    plain = _BRACKET.sub("", name).strip()
    return " ".join(_left(plain, words)) or plain


def _left(name: str, words: frozenset[str]) -> list[str]:
    return [word for word in TOKEN.findall(name) if _bare(word) not in words]


def _one_off(name: str) -> Iterator[str]:
    """Yield a name without a kind word that opens or ends it: the others may be part of it, as in مخيم الجبل."""
    words = TOKEN.findall(name)
    if len(words) > 1 and _bare(words[0]) in _KINDS | _OTHER_KINDS:
        yield " ".join(words[1:])
    if len(words) > 1 and _bare(words[-1]) in _KINDS | _OTHER_KINDS:
        yield " ".join(words[:-1])


@lru_cache(maxsize=1 << 16)
def _forms(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the forms in which a name may meet another, each with what the telling words taken from it mean."""
    plain = _BRACKET.sub("", name).strip()
    forms: list[tuple[str, frozenset[str]]] = [(plain, frozenset())]
    for whole in (plain, _IN.sub("", plain)):
        bare = without(whole, _KINDS)
        forms += ((part, frozenset()) for part in (bare, *_one_off(whole)))
        for words in (_left(bare, frozenset()), _left(bare, _OTHER_KINDS)):
            told = frozenset(_TELLING[_bare(w)] for w in words if _bare(w) in _TELLING)
            said = [_EXONYMS.get(fold_word(w), w) for w in words]
            forms.append((" ".join(said), frozenset()))
            forms.append((" ".join(w for w in said if _bare(w) not in _TELLING), told))
    return tuple(dict.fromkeys(form for form in forms if form[0]))


def same(one: str, other: str) -> bool:
    """Tell whether two spellings, as they stand, have one key and vowels that can agree."""
    name_key = key(one)
    return bool(name_key) and name_key == key(other) and agreement(one, other) > 0


def meet(one: str, other: str) -> bool:
    """Tell whether two names, in any script, can be those of one place once kind words are off."""
    return any(a_told == b_told and same(a, b) for a, a_told in _forms(one) for b, b_told in _forms(other))


def any_meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether any of `some` meets any of `others`."""
    some, others = tuple(some), tuple(others)
    return any(same(a, b) for a in some for b in others) or any(meet(a, b) for a in some for b in others)


def share_a_word(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether a word of `some` that is no kind of thing is one of `others`.

    >>> share_a_word(["Raqqa sugar factory"], ["معمل السكر في الرقة"]), share_a_word(["Homs museum"], ["متحف حماة"])
    (True, False)
    """
    theirs = [form for name in others for word in _named(name) for form in (word, word.removeprefix("ب"))]
    return any(same(word, other) for name in some for word in _named(name) for other in theirs)


def _named(name: str) -> list[str]:
    """Return the words of a name that have enough consonants to tell something, but for kind words."""
    words = [_EXONYMS.get(fold_word(w), w) for w in _left(name, _KINDS | _OTHER_KINDS)]
    return [w for w in words if consonants(key(w)) >= _CONSONANTS_SHARED or w.isdigit()]
