"""Arabic words of every day that are spelt as places of the gazetteer are: عنه, صور, مقتله, زيارة, وزارة.

Arabic has no capitals, so such a word alone is no evidence. Those of `WORDS` need a kind word beside them (قرية زيارة);
those of `NAMES_TOO`, which are as often names, pass behind a preposition of place too (في القائم). What has one of the
proclitics w-, f-, b-, l-, k- before it is judged alike, and so is what only looks so: فاطمة is not Atmeh.
"""

from __future__ import annotations

from typing import Final

from geo.cues import BARE
from geo.kind_words import PROCLITICS
from geo.names import fold_word

_WORDS: Final = """
    قنوات حضر كوكب الحول عريقة ملح حمام
    وزارة وزارات عنه عنها لعنة صور صورة الصور الصورة زيارة الزيارة عالية عاليا فعالية فعاليات الإشارة إشارة
    اشارة علماء علما المتوسط خطاب الخطاب الشريعة الصناعة زراعة الزراعة فاطمة حصة نداء ندا كسبه الخريطة السكري
    الفحم البسيط ملوك بارزة بصدد القصور السكك الوحشية الكريمة الكريم جروح جنيه جنية الفضائية المصرية الرومانية
    العائد بشرى بشري المفكر حواء أغير اغير الصياد مقتله موظفين الموظفين لموظفين لقاح سجنه سجنها مهينة بصير
    جمة نافعة بيعة المجيء كشفه كلى شقاء منين الإذاعة إذاعة لإذاعة لزراعة لصناعة لعبادة لتضامن لصور لصورة
    لإشارة لزيارة الصفاء اللعنة العشيرة عشيرة البادئ أراك اراك باراك لمعان بعيدين أثرياء اثرياء الحاجب الرامي
    الريادة المقامات الصباحي الطريف كوكبة سينا جيهان الليلية العثمانية الوردية النوبة التوسعية الأربعين أربعين
    النهضة تضامن التضامن لسلوك سلوك ريان بريان كرين غير ذاك
"""
_NAMES_TOO: Final = """
    القائم الحاضر البيضاء السوداء الحمراء الخضراء الميدان كسب كلي البرج الحارة الحمام المزرعة الهامة الطيبة
    الشجرة الكفر الحصن القاع الجلاء البيرة العجمي مهين الغريبة المنصورة الراعي الرطبة الروضة الفردوس الريحان
    دمر عياش حيان ربيعة هريرة الصالحين القبو البراق الأنصاري المالكي العزيزية صدد براد عابدين معان التبني
    الإنشاءات الميسر الملاح عقارب الحصين العبادة السلطانية الأصيلة سحاب
"""


def _forms(text: str) -> frozenset[str]:
    """Return the folded words of a text, each with every proclitic too."""
    words = {fold_word(word) for word in text.split()}
    with_l = {"ل" + word[1:] for word in words if word.startswith("ال")}
    joined = {proclitic + word for word in words for proclitic in PROCLITICS}
    return frozenset(words | with_l | {"و" + word for word in with_l} | joined)


_HEADED: Final = "الضمير قنوات حضر عريقة ملح سلوك عقرب عطشان القدم الحول الكرامة تدمر حارم دانا نصيب التل"

HEADED: Final = _forms(_NAMES_TOO + _HEADED)
"""Folded words that name a place where they head a title, stand in a list of towns, or the text says where they lie."""

BARE_FORMS: Final = _forms(" ".join(word for word in BARE if not word.isascii()))
"""The Arabic words of `geo.cues.BARE`, with every proclitic: للثورة is no al-Thawrah."""

WORDS: Final = _forms(_WORDS)
"""Folded words that need a kind word beside them to be a place."""
NAMES_TOO: Final = _forms(_NAMES_TOO) - WORDS
"""Folded words that need a kind word, or a preposition of place before them."""
