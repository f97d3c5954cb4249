"""The words that the rules about actors go by, in English and, folded, in Arabic; the rules are in `geo.naming`.

As in `geo.cues`, each set holds folded words (`geo.names.fold_word`), and what it is used for stands with it.
"""

from __future__ import annotations

from typing import Final

from geo.names import word_set

BACKED: Final = word_set("backed supported sponsored allied aligned affiliated funded financed armed trained linked")
"""After a state and a hyphen, or before "by", "with" and a state: it backs the actor of the deed ("Turkish-backed")."""

BACKED_BY: Final = word_set("by with to")
"""Between one of those and the state: "backed by Turkey", "allied with Iran"."""

ARABIC_BACKED: Final = word_set(
    "المدعومه المدعوم المدعومين المدعومون مدعومه مدعوم المموله الممول المواليه الموالي الموالين الموالون مواليه"
)
"""Before a state, with من or ل: المدعومة من تركيا."""

NOT_NOW: Final = word_set(
    "former ex then late deputy vice assistant acting future next onetime نائب مساعد مستشار معاون"
)
"""Before an office: who is meant does not hold it ("former", "deputy")."""

ARABIC_FORMER: Final = word_set("السابق الاسبق المنتخب الراحل السابقه")
"""After an office: as those."""

NO_AGENT: Final = word_set(
    """
    journalist journalists reporter reporters woman women man men child children girl boy teenager activist activists
    newspaper newspapers daily broadcaster channel film hospital hospitals market markets currency exiles exile
    company companies businessman businessmen student students doctors doctor embassy consulate occupied airport
    airspace hinterland interior community communities returnees migrants workers worker driver drivers restaurant
    engineer engineers teacher teachers nurse nurses surgeon surgeons farmer farmers shepherd shepherds preacher
    preachers cleric clerics priest trader traders merchant merchants student shopkeeper lawyer lawyers writer poet
    artist singer footballer actor actress photographer photographers cameraman photojournalist volunteer volunteers
    father mother brother sister husband wife boys girls youth youths family detainee detainees prisoner prisoners
    widow orphan orphans Kurd Kurds Arab Arabs Turkmen language-speaking villages towns cities provinces controlled
    camp camps
    """
)
"""Nouns after a nationality that make it no actor, besides those of `geo.cues`: "a Turkish journalist"."""

ARABIC_SYRIAN_AGENT: Final = word_set(
    """
    القوات قوات الحكومه الجيش جيش النظام الطائرات طائرات الطيران طيران السلطات الدفاعات المضادات المدفعيه الاجهزه
    اجهزه وزاره وزير الرئيس المروحيات مروحيات المقاتلات المسوولين مسوول مسوولون الجنود جنود الضباط ضباط المخابرات
    الغارات غارات القياده
    """
)
"""Nouns before السورية that make it the government."""

ARABIC_BARE: Final = word_set("التحالف الائتلاف الجيش النظام الثوار المعارضه المرصد الفصائل التنظيم")
"""Arabic names that are words too: another thing where an adjective follows (النظام الصحي)."""

SYRIAN_AGENT: Final = word_set(
    """
    government regime army military forces force troops soldiers soldier air aircraft warplane warplanes jet jets
    plane planes helicopter helicopters artillery rocket rockets missile missiles tanks raid raids strike strikes
    airstrike airstrikes bombardment shelling offensive authorities authority officials official state minister
    ministry foreign defence defense interior information health delegation envoy ambassador president presidential
    leader leaders leadership commander commanders general officer officers intelligence security police navy
    parliament side allies command customs prosecutors judiciary cabinet premier prime spokesman spokeswoman
    """
)
"""Nouns that make "Syrian" the government: all else that is Syrian (people, towns, the war) is no actor."""

ARABIC_NO_AGENT: Final = word_set(
    """
    الحدود حدود الاراضي اراضي الليره ليره المدن مدينه المدينه الشعب اللاجئين اللاجئون لاجئين المدنيين المدنيون
    الاسواق السوق العاصمه المواطنين المواطنون مواطنين اللغه الجنسيه بلده ولايه المشافي المستشفيات مستشفي الداخل
    الاجواء المجال الشريط البلدات القري الاطفال العمال الشاب الصحفي الصحفيين الشمال الجنوب الساحل الباديه
    الاهالي العائلات الثوره الازمه الحرب الصراع الملف الشان النازحين النازحون المخيمات الشارع
    """
)
"""Nouns before a nationality that make it no actor: الحدود التركية."""

DEALS: Final = word_set(
    "deal swap truce ceasefire agreement plan proposal initiative resolution talks negotiations exchange accord"
)
"""Before "backed by": who backs a deal acts, who backs a party does not."""

NO_GROUP: Final = word_set("سوء حسن إعادة قانون مديرية لجنة مخطط قلة دقة عالية")
"""Before التنظيم: planning or order, and no group."""

WHOSE_GUNMEN: Final = word_set("from of loyal belonging affiliated linked with allied aligned who")
"""After "gunmen": the text tells whose they are."""

WHAT_GUNMEN: Final = word_set(
    "rebel opposition government regime islamist jihadist militia tribal druze kurdish alawite sunni shiite shia arab"
    " backed hezbollah palestinian militant extremist bedouin"
)
"""Before "gunmen": as those."""

NOT_THE_COALITION: Final = word_set("government partner partners of between agreement talks cabinet")
"""After "the coalition": another sort of coalition."""

STRIKES: Final = word_set(
    """
    strike strikes airstrike airstrikes raid raids warplane warplanes jet jets aircraft planes drone drones bombed
    bombing bombardment pentagon centcom american us washington isis isil daesh sdf mosul raqqa baghouz tabqa ypg
    """
)
"""In the sentence of "the coalition": it is the one that the United States lead."""

TALKS: Final = word_set(
    """
    opposition geneva istanbul exile exiled delegation talks negotiations delegates recognised recognized
    recognition jarba khatib khoja hijab riyadh sabra legitimate representative dissidents
    """
)
"""In the sentence of "the coalition": it is that of the opposition in exile."""
