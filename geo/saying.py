"""Words by which somebody says something, English and Arabic; `geo.narration` gives them their flags.

English verbs stand in the forms that are used. Arabic verbs are written as past and present stem ("نفى/نفي") and
spelt out by `arabic_forms`: he, she, they, the two; past and present; and for verbs whose object may hang on them,
with that pronoun ("نفته", "أكدها"). What is a verb of saying only in a phrase ("put the blame on", "holds the army
responsible", "a count by the Observatory") is listed in `PHRASES` and read by `geo.sayers_phrases`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.names import fold_word

SAY: Final = """
    counted tallied logged concluded concludes determined assessed contended contends countered counters replied
    replies retorted recounted remarked lamented laments deplored deplores decried decries lauded lauds applauded
    welcomed welcomes communicated cautioned cautions alerted emphasised emphasized emphasises underlined underlines
    underscored highlighted hinted hints indicated indicates informed informs briefed conceded concedes disclosed
    divulged proclaimed pronounced voiced expressed vowed vows pledged pledges promised swore complained complains
    objected opined reaffirmed reaffirms affirmed affirms assured assures scoffed boasted apologised apologized
    criticise termed dubbed labelled labeled reveal published publishes broadcast aired tweets explains clarified
    clarifies specified speculated congratulated saluted notified testifies
    """
"""Verbs of saying, besides those that `geo.narration` lists itself."""

DENIED: Final = "refuted refutes rebutted disputed disputes contested disavowed disowned"
"""Verbs that deny what somebody else says."""

URGE: Final = "appealed appeals pleaded implored implores demanding warn urge exhorted"
"""Verbs of saying what shall be."""

BARE: Final = """
    confirm warn urge conclude allege insist assert acknowledge reject condemn denounce describe complain reveal
    dismiss declare announce deny admit verify predict
    """
"""Forms that stand for a plural ("activists warn"), and after "to", "could" or "not" for nobody who says it."""

BESIDE: Final = """
    count counts estimate claim conclude allege vow pledge list lists hint note stress argue hints welcome praise
    suggest suggests indicate verifies documents document believes believe tells tallies
    """
"""Verbs of saying right behind an actor, and else mostly nouns."""

LIKELY: Final = "presumably possibly probably seemingly ostensibly purportedly purported putative"
"""Say that the actor that follows is not sure."""

PHRASES: Final = """
    put puts putting pin pins pinned pinning hold holds held holding lay lays laid point points pointed pointing
    attribute attributes attributed attributing ascribe ascribes ascribed gives gave found finds heard saw felt
    suspects suspect suspected spoke speaks speaking talked ruled took threatened threatens claimed faulted faults
    estimates estimate count counts tally toll figures data records statistics statement statements report reports
    communique findings assessment survey reckoning footage account accounts testimony testimonies
    saying reporting claiming insisting adding alleging asserting noting stressing announcing confirming declaring
    vowing pledging condemning rejecting accusing blaming denying describing charging
    قول تعبير لسان ذمة بيان بيانا تقرير تقريرا إحصائية تصريح تصريحات تأكيد إعلان إقرار أصابع تقديرات تقدير حصيلة مزاعم
    رواية شهادات شهادة اعتراف أرقام توثيق معطيات إحصاءات
    """
"""Words that say something only in a phrase or a form: `geo.sayers_phrases`."""

ARABIC_SAY: Final = """
    قال/قول أفاد/فيد ذكر/ذكر أعلن/علن أكد/ؤكد أوضح/وضح أشار/شير أضاف/ضيف صرح/صرح كشف/كشف لفت/لفت وثق/وثق زعم/زعم
    ادعى/دعي شدد/شدد اعتبر/عتبر ندد/ندد أدان/دين نوه/نوه اعترف/عترف تبنى/تبنى رجح/رجح قدر/قدر رصد/رصد أورد/ورد
    سجل/سجل أحصى/حصي رحب/رحب تحدث/تحدث أقر/قر عزا/عزو نسب/نسب خلص/خلص استنتج/ستنتج أثبت/ثبت أعرب/عرب أبدى/بدي
    تعهد/تعهد لوح/لوح جزم/جزم أصر/صر استنكر/ستنكر شجب/شجب انتقد/نتقد استهجن/ستهجن استبعد/ستبعد نبه/نبه شكا/شكو
    اشتكى/شتكي روى/روي وصف/صف أردف/ردف استدرك/ستدرك استطرد/ستطرد أجاب/جيب غرد/غرد كتب/كتب ألمح/لمح تساءل/تساءل
    برر/برر كرر/كرر تداول/تداول تناقل/تناقل أذاع/ذيع عمم/عمم أخبر/خبر تكلم/تكلم شكك/شكك  نشر/نشر بث/بث نقل/نقل
    """
"""Arabic verbs of saying, past and present stem."""
ARABIC_SAY_PAST: Final = "أبلغ أرجع أظهر وعد أشاد أثنى هنأ طمأن أطلع شرح فسر"
"""Those of which the present means something else as well."""
ARABIC_DENY: Final = "نفى/نفي أنكر/نكر فند/فند دحض/دحض كذب/كذب تبرأ/تبرأ تنصل/تنصل"
ARABIC_URGE: Final = "حذر/حذر دعا/دعو طالب/طالب ناشد/ناشد حث/حث"
ARABIC_ACCUSE: Final = "اتهم/تهم حمل/حمل"
ARABIC_SAY_ONLY: Final = "رأت ترى يرون"
"""Of a verb whose other forms are nouns."""
_WITH_OBJECT: Final = """
    نفى أنكر أكد أعلن ذكر وثق رصد أورد اعتبر أدان كشف فند دحض زعم ادعى أذاع تبنى تداول تناقل أحصى أثبت استنكر شجب
    انتقد أوضح روى
    """
"""Verbs on which their object may hang as a pronoun: "the attack, which SANA confirmed" (أكدته سانا)."""
_OTHER_WORDS: Final = frozenset(map(fold_word, ("يرد", "ترد", "يرجع", "ترجع", "وعدا")))


def arabic_forms(stems: str) -> Iterator[str]:
    """Yield the folded forms of Arabic verbs, each given as past and present stem or as the past alone.

    >>> list(arabic_forms("نبه"))
    ['نبه', 'نبهت', 'نبهوا', 'نبهتا']
    """
    for stem in stems.split():
        past, _, present = stem.partition("/")
        weak = past[-1] in "ىا"
        root = past[:-1] if weak else past
        forms = [past, root + "ت", root + "وا", root + "تا"]
        if past in _WITH_OBJECT.split():
            forms += [verb + end for verb in (root + "ا" if weak else past, root + "ت") for end in ("ه", "ها")]
        if len(past) > 3 and not weak and past != "طالب":
            forms.append(root + "ا")
        if present:
            short = present[:-1] if weak else present
            forms += ["ي" + present, "ت" + present, "ي" + short + "ون", "ي" + short + "ان", "ت" + short + "ان"]
        yield from (folded for form in forms if (folded := fold_word(form)) not in _OTHER_WORDS)
