"""Words by which a text denies, doubts, plans or tells an event, English and Arabic; `geo.narration` gives the flags.

Of an Arabic verb the past and the present stem stand here ("قصف/قصف"). From them `events` spells out what happened
(قصف, قصفت, يقصف, تقصف ...) and `futures` what is to come (سيقصف, ستقصف, سنقصف).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.names import fold_word
from geo.saying import arabic_forms

REJECTED: Final = """
    nothing dismissed dismisses dismissing rejected rejects rejecting refuting disputing debunked debunks
    discounted contradicted rubbished ruled failed fails failing refused refuses yet unable groundless unaware
    incorrect inaccurate fabricated fabrication fabrications fake hoax invention invented
    concocted staged nonsense propaganda laughed brushed shrugged waved scoffed bogus fictitious hearsay
    عارية عار كاذبة كاذب مفبركة مفبرك ملفقة ملفق صحيحة صحيح تعذر يتعذر عجز عجزت أخفق أخفقت استبعد استبعدت يستبعد تستبعد
    ما وما فما باطلة باطل مضللة مغلوطة مختلقة مزورة زائفة افتراء افتراءات فبركة فبركات تلفيق اختلاق محض
    شكك شككت يشكك تشكك سخر سخرت تهكم تهكمت استهزأ استخف استخفت
    """
"""Deny under the conditions of `geo.denials`."""

HARMLESS: Final = """
    say saying named identify identified elaborate specify disclose give pay mention drawn sleep stop stopped
    stopping commented comments cease ceased abate abated subside subsided relent relented claimed hurt harm harmed
    warning trial charge charges precedent provocation explanation
    confirmation responsibility responsible regard distinction discrimination doubt doubts hesitate
    يمض تمض يتوقف تتوقف توقف يهدأ تهدأ ينقطع تنقطع تنته ينته تنتهي ينتهي يسفر تسفر تتبن يتبن تتبنى يتبنى
    مسؤوليتها مسؤوليته مسؤولية يعرف تعرف تعليق تكتف يكتف يكف تكف إنذار يخل يعد تعد يبق تبق يتبق
    يبقى تبقى جرحى أذى ضحية تمييز يتورع
    يستثن تستثن تقتصر يقتصر تنج ينج تسلم يسلم هوادة انقطاع توقف
    يكد تكد يمنع تمنع يحل تحل يثن تثن يردع تردع يوقف توقف يصمد تصمد يدم تدم يطل تطل يتأخر تتأخر يلبث تلبث تمر يمر
    يخف تخف يهدأ تهدأ يرحم ترحم ينس تنس يتردد تتردد يتوان تتوان يعلق تعلق يحدد تحدد يكشف تكشف يوضح توضح يذكر تذكر
    يتغير تتغير يغب تغب يفارق تفارق يشفع تشفع يعلن تعلن يجد تجد يشبع مواربة استئذان رحمة رادع
    """
"""What may be denied without denying an event."""

UNSURE: Final = """
    uncorroborated unsubstantiated differed differ varied vary impossible difficult hard unknown contested
    تتضارب يتضارب متضاربة متضارب متناقضة تناقضت
    مؤكد مؤكدة المؤكدة موثقة غامض غامضة تضارب تضاربت المتضاربة
    """
"""The text is not sure, under the conditions of `geo.denials`."""

PLANNED: Final = """
    due set about bound going agree agrees agreed agreeing offer offers offered order ordered orders waiting deal
    agreement accord pact promise promises promised promising aiming attempting bent verge brink
    inevitable inevitably scheduled slated determined mull mulled eyeing eyed brace braces braced bracing await awaits
    awaiting awaited loom looms loomed ultimatum proposal proposals propose hoping intending contemplating
    contemplates pondering dread dreads dreaded worry worries worried alarm spectre specter pretext resolved
    deterring forestall likely unlikely appeal appeals appealed appealing plea pleas pleaded urge
    anticipates anticipate anticipating foresees foresee envisages envisage envisaged envisioned hopeful pre-empt
    preempt
    dreaded apprehension apprehensions foreboding nervous fearful wary beg begged begging implore implored
    وعد وعدت وعدوا تخوفا تحسبا المنتظر منتظر منتظرة يفترض المفترض يسعى تسعى ساعية سعي مساعي مساع تعهد تعهدت يتعهد تتعهد
    لوح لوحت يلوح تلوح
    التلويح تلويح يقضي تقضي ينص تنص يخشون تخشون قلق القلق خوفا ترقب يترقب تترقب مهلة عشية وشك إمكانية نيتها نيته
    عزمها عزمه عزم العزم يعتزمون ينوون يريدون يستعدون المرجو يأمل تأمل يأملون آمال وعيد الوعيد مهددا مهددة
    استعدادها استعداده لإقامة لإنشاء يدرس تدرس اقترح اقترحت مقترح اقتراح تأهبا متأهبة يتأهب تتأهب للسيطرة
    اتفق اتفقت اتفقوا اتفقا اتفاق الاتفاق اتفاقا لاقتحام لاستعادة لمهاجمة لإجلاء لإخلاء يبحث
    أوشك أوشكت أوشكوا يوشك توشك تتحضر يتحضر يتجهز تتجهز يترقبون يستعدون يتوقعون يتخوفون يهددون ينوون يخططون
    متوقعين متوقعون متوقعات متخوفين متخوفون متوعدا متوعدين متوعدة ملوحا ملوحة ملوحين مهددين محذرا محذرة محذرين
    توقعات التوقعات توقع توقعت نتوقع نخشى نأمل نتمنى نطالب نخاف يخافون يخاف تخاف نتخوف آمل أمل أملت أملوا تمنى تمنت
    المتوقعين هاجس هواجس شبح نذر ترقبا تخوفات ينتظر تنتظر شأن شأنه شأنها شأنهما
    دعوات الدعوات دعوة مطالبات المطالبات مطالب مطالبة مناشدات المناشدات مناشدة نداءات نداء
    طالبوا يطالبون دعوا يدعون ناشدوا يناشدون مطالبين داعين داعيا داعية مناشدين
    وافق وافقت وافقوا يوافق موافقة الموافقة تفاهم التفاهم بانتظار انتظار المبكر المرجح لإخراج لإدخال لطرد لانتزاع لفك
    لكسر
    مقترحات اقتراحات سيناريو سيناريوهات عازم عازمة عازمون
    """
"""Plan, want or fear what follows."""

OPENING: Final = "fearing threatening hoping vowing intending demanding bracing awaiting anticipating dreading worried"
"""Those that open a clause behind a comma."""

MODAL: Final = "ربما لعل يمكن قد شريطة بشرط لو حال ريثما"
"""Say of their clause that it may be; قد only before the imperfect."""

EVENTS: Final = """
    hoisted blew broken slipped streaming streamed poured storms storm strikes shelled shells pounds rocks clash
    retakes recaptures advances bulldozed strafed torched mortared barrelled raped lynched hanged flattened razed
    flooded reeled swept rolled rolls slammed slams smashed erupted erupts flare flared rages raged engulfed
    """
"""Finite verbs of events besides those in `geo.narration`."""

NOUNS: Final = """
    slaughter bloodshed carnage onslaught bombardments blockade encirclement counteroffensive counterattack
    landmine landmines shootout firefight crackdown roundup abduction abductions kidnappings disappearance
    disappearances expulsion expulsions looting torture earthquakes floods wildfire wildfires blaze famine
    قتيل قتيلا القتيل قتلى جريح جريحا جرحى شهداء شهيد شهيدا شهداء مصاب مصابا مصابين مصابون ضحايا وفاة حالات قتلا
    اختناق مفخخة تفخيخ هجمة رصاص نيران إطلاق طيران غازات تسلل كمين كمائن استنفار تحليق نزوحا قنابل قنبلة مسيرة
    إخراج إدخال إيصال إسقاط إغلاق افتتاح العثور عثور انتشال تشييع دفن استشهاد مصرع اندلاع تجدد استيلاء تحرير إفراج
    الإفراج
    انتشار تسليم استلام تدمير تفكيك إبطال مصادرة إحباط إفشال اختفاء احتجاز هبوط تحطم استسلام هروب فرار إضراب وقفة
    اعتصام مسيرات دوي مواجهات مداهمات ملاحقة تمشيط إنزال استعصاء شلل انقطاع تفشي مجاعة غرق حرق نهب سرقة سلب هدم تجريف
    اختراق خرق خروقات خروق انتهاك انتهاكات ترحيل نفوق مذبحة مجازر صعق طعن شجار اقتتال نزاع تبادل إعدامات تعذيب
    تعزيزات رتل أرتال فيضان زلزال انهيار احتراق اختطاف خطف تصفية جثث جثة دوريات
    """

_ARABIC: Final = """
    قصف/قصف ضرب/ضرب استهدف/ستهدف هاجم/هاجم اقتحم/قتحم دخل/دخل خرج/خرج غادر/غادر انسحب/نسحب وصل/صل عاد/عود نزح/نزح
    فر/فر هرب/هرب قتل/قتل أصيب/صاب اعتقل/عتقل خطف/خطف شن/شن نفذ/نفذ أطلق/طلق دمر استعاد/ستعيد سيطر/سيطر تقدم/تقدم
    توغل/توغل داهم/داهم فجر/فجر انفجر/نفجر سقط/سقط اندلع/ندلع تجدد/تجدد تعرض/تعرض شهد/شهد حاصر/حاصر فتح/فتح أغلق/غلق
    قطع/قطع وزع/وزع أجلى/جلي نقل/نقل أفرج/فرج سلم/سلم تسلم/تسلم نشر/نشر انتشر/نتشر زار/زور عقد/عقد اجتمع/جتمع التقى/لتقي
    تظاهر/تظاهر احتج/حتج أضرب/ضرب اغتال/غتال أعدم/عدم أحرق/حرق احترق/حترق انهار/نهار غرق/غرق حلق/حلق ألقى/لقي
    أسقط/سقط اشتبك/شتبك تصدى/تصدى أحبط/حبط أفشل/فشل صد/صد احتل/حتل حرر/حرر استولى/ستولي تراجع/تراجع انطلق/نطلق
    توجه/توجه تحرك/تحرك عبر/عبر هجر/هجر أخلى/خلي استقبل/ستقبل واصل/واصل استأنف/ستأنف بدأ/بدأ انتهى/نتهي عثر/عثر
    انتشل/نتشل دفن/دفن شيع/شيع لقي/لقى سرق/سرق نهب/نهب صادر/صادر جرف/جرف هدم/هدم قنص/قنص استشهد/ستشهد توفي/توفى
    أودى/ودي أسفر/سفر تسبب/تسبب أمطر/مطر أردى/ردي مات/موت عانى/عاني انهمر/نهمر تساقط/تساقط خرق/خرق انتهك/نتهك
    أعاد/عيد افتتح/فتتح فكك/فكك ضبط/ضبط احتجز/حتجز اختطف/ختطف ذبح/ذبح لجأ/لجأ افترش/فترش توافد/توافد تجمع/تجمع
    احتشد/حتشد
    هتف/هتف توصل/توصل تعطل/تعطل انقطع/نقطع تضرر/تضرر ارتقى/رتقي اعترض/عترض لاحق/لاحق تمركز/تمركز اغتنم/غتنم اجتاح/جتاح
    أوقع طوق/طوق رشق/رشق اختفى/ختفي انتفض/نتفض أخمد/خمد شب/شب فخخ/فخخ زرع/زرع تهاوى/تهاوى
    فقد/فقد نجا/نجو استقدم/ستقدم عزز/عزز حشد/حشد كثف/كثف جدد/جدد باغت/باغت تسلل/تسلل رفع/رفع أنزل/نزل سير/سير
    """
_FUTURE: Final = """
    كون تم قوم ؤدي بقى رد جري ستمر توقف تخذ فرض حدث حصل سمح منع حاول تولى عمل شمل بحث ناقش زود رسل صدر وقع حضر
    شارك نظم طالب لتحق شكل خضع تحول
    """
"""Stems of the present of which the future alone says something."""
_OTHER_WORDS: Final = frozenset({"تدمر", "سير", "سيرا", "سلمت", "عبرت", "فتح", "نقل", "سلم", "حرر", "عبر"})
"""Forms that are also names, nouns or prepositions, or that others have listed."""


def events() -> Iterator[str]:
    """Yield the folded forms in which Arabic verbs tell what happened or happens."""
    yield from (form for form in arabic_forms(_ARABIC) if form not in _OTHER_WORDS and len(form) > 2)


def futures() -> Iterator[str]:
    """Yield the folded forms in which Arabic verbs tell what is to come: سيقصف, ستنسحب."""
    stems = {present for stem in _ARABIC.split() if (present := stem.partition("/")[2])}
    for stem in sorted({*stems, *_FUTURE.split()}):
        yield from (fold_word(person + stem) for person in ("سي", "ست", "سن"))
        yield fold_word(f"سي{stem}ون")
