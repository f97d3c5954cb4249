"""Words by which somebody says something, English and Arabic; `geo.narration` gives them their flags.

English verbs stand in the forms that are used. Arabic verbs are written as past and present stem ("نفى/نفي") and
spelt out by `arabic_forms`: he, she, they, the two; past and present; and for verbs whose object may hang on them,
with that pronoun ("نفته", "أكدها"). What is a verb of saying only in a phrase ("put the blame on", "holds the army
responsible", "a count by the Observatory") is listed in `PHRASES` and read by `geo.sayers_phrases`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.names import fold_word, word_set

SAY: Final = """
    counted tallied logged concluded concludes determined assessed contended contends countered counters replied
    replies retorted recounted remarked lamented laments deplored deplores decried decries lauded lauds applauded
    welcomed welcomes communicated cautioned cautions alerted emphasised emphasized emphasises underlined underlines
    underscored highlighted hinted hints indicated indicates informed informs briefed conceded concedes disclosed
    divulged proclaimed pronounced voiced expressed vowed vows pledged pledges promised swore complained complains
    objected opined reaffirmed reaffirms affirmed affirms assured assures scoffed boasted apologised apologized
    criticise termed dubbed labelled labeled reveal published publishes broadcast aired tweets explains clarified
    clarifies specified speculated congratulated saluted notified testifies clarify apologises apologizes reassured
    reassures confided confides confessed confesses averred avers avowed attested attests reckoned reckons recounts
    retold narrated narrates recollected reminisced remarks opines posits posited postulated surmised theorised
    prophesied prophesies foretold predicts speculates hypothesised inferred deduced bragged brags gloated crowed
    exulted quipped joked scoffs sneered jeered grumbled grumbles moaned griped groused bemoaned bemoans bewailed
    lambasted lambasts lambast castigated excoriated rebuked rebukes chided berated censured upbraided reprimanded
    derided derides ridiculed belittled downplayed downplays discounted discounts rebuffed rebuffs deplore lament
    decry criticizes criticises praises lauded extolled commended commends applauds touted touts trumpeted heralded
    thanked thanks congratulates muttered murmured whispered exclaimed blurted stammered uttered mused muses marvelled
    marveled wondered sighed sobbed fumed fumes ranted railed thundered brayed growled bellowed yelled hissed
    enthused gushed interjected riposted rejoined elaborated elaborates recapped summarised intimated intimates
    insinuated insinuates implied implies hinting corroborated corroborates substantiated authenticated geolocated
    certified certifies ascertained calculated calculates chronicled chronicles catalogued enumerated narrated
    relayed relays announces proclaims decreed professed professes pretended pretends swears emailed texted typed
    blogged cabled phoned penned reiterates restated reasserted emphasize emphasizes emphasise accentuated
    broadcasts airs publishes counselled counseled recommended recommends deemed deems pronounces opposes queried
    confides divulges discloses concurs concurred dissented quibbled countering bristled regretted regrets vouched
    """
"""Verbs of saying, besides those that `geo.narration` lists itself."""

DENIED: Final = "refuted refutes rebutted rebuts disputed disputes contested disavowed disowned repudiated repudiates"
"""Verbs that deny what somebody else says."""

URGE: Final = """
    appealed appeals pleaded pleads implored implores demanding warn urge exhorted exhorts beseeched besought entreated
    petitioned cautions forewarned begged begs
    """
"""Verbs of saying what shall be."""

BARE: Final = """
    confirm warn urge conclude allege insist assert acknowledge reject condemn denounce describe complain reveal
    dismiss declare announce deny admit verify predict
    """
"""Forms that stand for a plural ("activists warn"), and after "to", "could" or "not" for nobody who says it."""

BESIDE: Final = """
    count counts estimate claim conclude allege vow pledge list lists hint note stress argue hints welcome praise
    suggest suggests indicate verifies documents document believes believe tells tallies boasts charges details
    laments remarks retorts recounts
    """
"""Verbs of saying right behind an actor, and else mostly nouns."""

ONLY_CLAUSE: Final = """
    feels thinks thought supposes supposed gathered established establishes continues continued read reads
    understands understood sees views learned learnt learns hears boast promise swear admit remember remembers
    relates calculate observed observes observe reflected laughed cried cries roared barked shouted shout
    groaned snapped proposed proposes adamant convinced guessed guesses responded responds volunteered
    """
"""Verbs that say only before a clause or a quotation, or as a comment."""
JUDGING: Final = """
    branded brands graded grades rated rates classified classifies ranked judged judges judge considers
    considered regards regarded views depicted depicts portrayed portrays characterised characterized
    characterises characterizes styles styled christened
    """
"""Verbs of judging: they say also before "as", "it", "them" and deeds ("judged the raid unlawful")."""
PARTICLES: Final = (
    ("waved waves brushed brushes", "away aside off"),
    ("shrugged shrugs laughed", "off"),
    ("lashed lashes spelled spelt", "out"),
    ("played plays", "down"),
    ("fires fired", "back"),
    ("cast casts", "doubt doubts"),
    ("poured pours", "scorn water"),
    ("broke breaks", "news story"),
    ("draws drew", "attention"),
    ("made makes", "clear plain public known"),
    ("set outlined outlines", "out"),
    ("raised raises sounded sounds", "alarm alarms concern concerns doubts questions objections"),
    ("speak talk", "of about"),
    ("cites cited", "as"),
)
"""Verbs, and the words behind them that make them verbs of saying: "waved the report away"."""
MOVED: Final = "outraged appalled alarmed dismayed horrified saddened shocked disturbed"
"""What a body is that says so: "MSF outraged at the raid"."""
SEVERAL: Final = """
    maintained maintains maintain flagged flags flag charged charge judge advised advises advise recalled
    recalls recall challenged challenges questioned questions contradicted contradicts doubted doubts answered
    answers repeated repeats detailed detail exposed exposes leaked leaks floated slammed slams blasted blasts
    mocked mocks broached underlining puzzled protests
    """
"""Further verbs that say before what one can only speak of: "slammed the report"."""
SENSES: Final = " ".join(
    (ONLY_CLAUSE, JUDGING, *(verbs for verbs, _ in PARTICLES), MOVED, SEVERAL, "watched witnessed")
)
"""Words that say something in one of their senses only, what a reporter does among them: see `geo.sayers_senses`."""

UNNAMED: Final = {
    "Sources (unnamed)": "source sources insider insiders مصدر مصادر المصدر المصادر مصادرنا مصدران مصدرين",
    "Activists (unnamed)": """
        activist activists campaigner campaigners ناشط ناشطة ناشطون ناشطين ناشطان نشطاء الناشط الناشطون الناشطين
        النشطاء ناشطات الناشطة ناشطي
    """,
    "Residents (unnamed)": """
        resident residents locals villager villagers inhabitants townspeople سكان السكان سكانها أهالي الأهالي
        أهاليها أهال أهالٍ أهاليهم قاطنون قاطنين قاطنو قرويون قرويين مواطنون مقيمون القاطنون
    """,
    "Witnesses (unnamed)": """
        witness witnesses eyewitness eyewitnesses survivor survivors شهود شاهد شاهدان شاهدة الشهود ناجون ناجين ناج
        ناجية ناجيات الناجون الناجين
    """,
    "Medics (unnamed)": """
        medic medics doctor doctors paramedic paramedics rescuer rescuers nurse nurses surgeon surgeons أطباء طبيب
        طبيبة طبيبان الأطباء الطبيب مسعف مسعفون مسعفين مسعفان المسعفون ممرض ممرضة ممرضون منقذون
    """,
    "Officials (unnamed)": """
        official officials diplomat diplomats authorities police مسؤول مسؤولة مسؤولان مسؤولون مسؤولين المسؤول
        المسؤولون المسؤولين دبلوماسي دبلوماسيون دبلوماسيين
    """,
    "Monitors (unnamed)": "monitor monitors watchdog مراقبون مراقبين راصد راصدون المراصد مراصد",
    "Media (unnamed)": """
        media tv television radio broadcaster newspaper newspapers إعلام إعلامية إعلامي التلفزيون الإذاعة صحف
    """,
}
"""Name in the table of actors -> the words for such speakers."""
CREWS: Final = "workers crews teams staff personnel volunteers كوادر فرق طواقم عمال"
"""Beside a word of rescue, they are medics."""

_CLAIMED: Final = """
    الاتهام الاتهامات اتهامات اتهام المزاعم مزاعم الادعاءات ادعاءات الرواية رواية التقارير تقارير التصريحات تصريحات
    البيان الاستنتاجات استنتاجات الحديث القرار قرار الدعوات دعوات المقترح مقترح المطالب مطالب الانتقادات انتقادات
    """
ARABIC_SENSES: Final = (
    ("رد ردت ردوا", "بأن بأنه بأنها بالقول قائلا قائلة بالنفي"),
    ("وجد وجدت وجدوا", "أن أنه أسبابا أدلة دليلا"),
    ("رفض رفضت يرفض ترفض", _CLAIMED),
    ("رفضته رفضتها ترفضه ترفضها يرفضه يرفضها", ""),
    ("أمل أملت يأمل تأمل", "أن بأن في"),
    ("عبرت تعبر يعبر", "عن"),
)
"""Arabic verbs, and the words of which one must follow for them to say something."""

LIKELY: Final = "presumably possibly probably seemingly ostensibly purportedly purported putative وقوف ضلوع"
"""Say that the actor that follows is not sure."""

PHRASES: Final = """
    put puts putting pin pins pinned pinning hold holds held holding lay lays laid point points pointed pointing
    attribute attributes attributed attributing ascribe ascribes ascribed gives gave found finds heard saw felt
    suspects suspect suspected spoke speaks speaking talked ruled took threatened threatens claimed faulted faults
    estimates estimate count counts tally toll figures data records statistics statement statements report reports
    communique findings assessment survey reckoning footage account accounts testimony testimonies words view opinion
    telling estimation verdict version bulletin dispatch interview interviews eyes
    saying reporting claiming insisting adding alleging asserting noting stressing announcing confirming declaring
    vowing pledging condemning rejecting accusing blaming denying describing charging
    قول تعبير لسان ذمة بيان بيانا تقرير تقريرا إحصائية تصريح تصريحات تأكيد إعلان إقرار أصابع تقديرات تقدير حصيلة مزاعم
    رواية شهادات شهادة اعتراف أرقام توثيق معطيات إحصاءات نشرة منشور تغريدة تدوينة بلاغ بلاغا خبر
    """
"""Words that say something only in a phrase or a form: `geo.sayers_phrases`."""

ARABIC_SAY: Final = """
    قال/قول أفاد/فيد ذكر/ذكر أعلن/علن أكد/ؤكد أوضح/وضح أشار/شير أضاف/ضيف صرح/صرح كشف/كشف لفت/لفت وثق/وثق زعم/زعم
    ادعى/دعي شدد/شدد اعتبر/عتبر ندد/ندد أدان/دين نوه/نوه اعترف/عترف تبنى/تبنى رجح/رجح قدر/قدر رصد/رصد أورد/ورد
    سجل/سجل أحصى/حصي رحب/رحب تحدث/تحدث أقر/قر عزا/عزو نسب/نسب خلص/خلص استنتج/ستنتج أثبت/ثبت أعرب/عرب أبدى/بدي
    تعهد/تعهد لوح/لوح جزم/جزم أصر/صر استنكر/ستنكر شجب/شجب انتقد/نتقد استهجن/ستهجن استبعد/ستبعد نبه/نبه شكا/شكو
    اشتكى/شتكي روى/روي وصف/صف أردف/ردف استدرك/ستدرك استطرد/ستطرد أجاب/جيب غرد/غرد كتب/كتب ألمح/لمح تساءل/تساءل
    برر/برر كرر/كرر تداول/تداول تناقل/تناقل أذاع/ذيع عمم/عمم أخبر/خبر تكلم/تكلم شكك/شكك  نشر/نشر بث/بث نقل/نقل
    تمسك/تمسك بشر/بشر حكى/حكي سرد/سرد باح/بوح أفصح/فصح جاهر/جاهر تباهى/تباهي تفاخر/تفاخر تبجح/تبجح تحقق/تحقق أسف/أسف
    تأسف/تأسف سخر/سخر استغرب/ستغرب تهكم/تهكم تذمر/تذمر اعترض/عترض تكهن/تكهن تنبأ/تنبأ خمن/خمن نصح/نصح أوصى/وصي
    تمنى/تمنى توقع/توقع عاهد/عاهد خاطب/خاطب لمح/لمح
"""
"""Arabic verbs of saying, past and present stem."""
ARABIC_SAY_PAST: Final = "أبلغ أرجع أظهر وعد أشاد أثنى هنأ طمأن أطلع شرح فسر"
"""Those of which the present means something else as well."""
ARABIC_DENY: Final = "نفى/نفي أنكر/نكر فند/فند دحض/دحض كذب/كذب تبرأ/تبرأ تنصل/تنصل"
ARABIC_URGE: Final = "حذر/حذر دعا/دعو طالب/طالب ناشد/ناشد حث/حث"
ARABIC_ACCUSE: Final = "اتهم/تهم حمل/حمل"
ARABIC_SAY_ONLY: Final = "رأت ترى يرون بينت ثمنت يثمن تثمن شكرت يشكر تشكر"
"""Of verbs whose other forms are nouns or prepositions."""
_WITH_OBJECT: Final = """
    نفى أنكر أكد أعلن ذكر وثق رصد أورد اعتبر أدان كشف فند دحض زعم ادعى أذاع تبنى تداول تناقل أحصى أثبت استنكر شجب
    انتقد أوضح روى نسب عزا
    """
"""Verbs on which their object may hang as a pronoun: "the attack, which SANA confirmed" (أكدته سانا)."""
_OTHER_WORDS: Final = word_set("يرد ترد يرجع ترجع وعدا")


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


def unnamed_speakers() -> Iterator[tuple[str, str]]:
    """Yield the folded words for speakers without a name, in Arabic behind w-, f- or l- too, each with its sort."""
    for name, words in UNNAMED.items():
        for word in words.split():
            folded = fold_word(word)
            yield from ((proclitic + folded, name) for proclitic in (("",) if word.isascii() else ("", "و", "ف", "ل")))
