"""The words by which a sentence tells who says, accuses or fears something, and whether it happened.

Every word of a sentence gets a set of flags from one look-up (`FLAGS`); `geo.attribution` and `geo.context` go by the
flags alone, so that each further rule costs nothing on a sentence without its words. All words are folded
(`geo.names.fold_word`): "didnt" is didn't. An Arabic word is tried without the proclitics w-, f-, b-, l-, k- and
the article too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo import saying, telling
from geo.cues import ARABIC_KIND_BEHIND, EVENTS, KIND_OF, KUNYA, OTHER, QUARTERS, SIDES, TITLES, TWO_WORD_KINDS
from geo.date_triggers import TRIGGERS
from geo.names import fold_word, word_set
from geo.role_cues import IN_A_TOWN, PAPERS, PROCESSES
from geo.ways import AMID, LOCATING, WAYS


class Flag:
    """What a word may be, as bits of a plain int (an IntFlag costs a microsecond a test): "warned" says and fears."""

    SAY: Final = 1
    """A verb of saying: its subject is the one who says."""
    SAY_BESIDE: Final = 2
    """The same where it stands right after an actor ("Observatory reports"), else a noun."""
    SOURCE: Final = 4
    """What follows names the one who says: "according", "citing", بحسب."""
    ACCUSE: Final = 8
    """A verb of accusing: the subject says, the object is alleged."""
    ALLEGED: Final = 16
    """Makes the actor that follows an alleged one: "suspected"."""
    BELIEVED: Final = 32
    """After a form of "be", makes its subject an alleged one: "is believed to have"."""
    NEGATES: Final = 64
    MODAL: Final = 128
    """Says of its whole clause that it is planned, feared or wanted: "will", "must"."""
    PLANS: Final = 256
    """Says so of what follows it, or of what it follows where that is no event: "fears of", "ahead of"."""
    FORMER: Final = 512
    """Tells history: "former"."""
    STANDING: Final = 1024
    """Tells a standing state; weaker than any event: "stronghold"."""
    EVENT: Final = 2048
    """An event: "strike", "killed"."""
    VERB: Final = 4096
    """A finite verb, or what looks like one."""
    BREAK: Final = 8192
    """Opens another clause: "while", "which"."""
    BE: Final = 16384
    THAT: Final = 262144
    """Opens another clause behind a verb of saying."""
    UNSURE: Final = 65536
    """The text itself is not sure: "unconfirmed", غير مؤكدة."""
    ABSENT: Final = 131072
    """Negates a noun, so only an event's absence counts: "no", دون."""
    DATED: Final = 1 << 19
    """May stand in a date: "Tuesday", "2015" (`geo.date_triggers`)."""
    WAY: Final = 1 << 20
    """Tells of a way (`geo.ways`): only where one stands may a name be along it."""
    SPEAKER: Final = 1 << 21
    """May be a speaker without a name: "activists" (`geo.unnamed`)."""
    LOCATING: Final = 1 << 22
    """Right before a name it may make that say only where another place is: "near" (`geo.locators`)."""
    AMID: Final = 1 << 23
    """May stand between a place and another that says where it is: "in" (`geo.locators`)."""
    THING: Final = 1 << 24
    """Behind a name it may make that an event or a thing: "talks" (`geo.roles`)."""
    HAD: Final = 1 << 25
    """Before a participle it tells what was before: "had"."""
    KIND: Final = 1 << 26
    """Beside a name it may say what that is: "province", "eastern" (`geo.kind_words`)."""
    PERSON: Final = 1 << 27
    """May begin the name of a person, or stand before it: "Sheikh", "Abu" (`geo.toponym_guards`)."""
    HARMLESS: Final = 32768
    """What may be absent without negating an event: "no casualties", دون وقوع إصابات."""
    PHRASE: Final = 1 << 28
    """Says or accuses in a phrase or a form only: "put the blame on", "the UN's count", "saying"."""


_WORDS: Final[tuple[tuple[int, str], ...]] = (
    (
        Flag.SAY | Flag.VERB,
        """
        said says say told tells announced announces confirmed confirms stated added adds noted insisted insists
        acknowledged acknowledges admitted admits stressed stresses explained revealed revealed wrote writes
        documented documents recorded estimated argued argues asserted asserts commented tweeted testified
        predicted concluded verified verifies signalled signaled quoted quotes declared declares condemned
        condemns criticised criticized praised hailed rejected rejects dismissed denounced denounces reported
        claimed claims posted monitored reiterated described
        """,
    ),
    (Flag.SAY | Flag.VERB | Flag.NEGATES, "denied denies deny denying"),
    (
        Flag.SAY | Flag.VERB | Flag.PLANS,
        "warned warns urged urges demanded demands urging called calls",
    ),
    (Flag.SAY_BESIDE, "report reports notes states alleges alleged statement suggested showed records"),
    (Flag.SOURCE, "according citing quoting"),
    (Flag.ACCUSE | Flag.VERB, "accused accuses accuse accusing blamed blames blame blaming"),
    (Flag.ALLEGED, "suspected alleged allegedly presumed apparent apparently probable suspects likely"),
    (Flag.BELIEVED, "believed thought suspected alleged presumed rumoured rumored"),
    (
        Flag.NEGATES,
        """
        no not never without neither nor cannot didnt doesnt dont wasnt werent hasnt havent hadnt isnt arent
        wont wouldnt cant couldnt none unfounded untrue false baseless
        """,
    ),
    (
        Flag.HARMLESS,
        "casualties casualty injuries deaths victims damage fatalities one claim comment immediate details",
    ),
    (Flag.HARMLESS, "information doubt longer only civilians people losses independent word wounded injured dead"),
    (
        Flag.UNSURE,
        """
        unconfirmed unverified unclear uncertain conflicting contradictory rumours rumors rumoured rumored يتضح
        واضحا متضاربه شائعات اشاعات يتسن
        """,
    ),
    (Flag.ABSENT, "no without lacking لا ولا فلا دون بدون عدم ليس ليست"),
    (Flag.HARMLESS, "far least less sign signs surprise toll fewer more"),
    (Flag.HARMLESS, "اصابات خسائر ضحايا قتلي معلومات اضرار تفاصيل سيما تزال يزال زال زالت تزالون حصيله سوي فقط"),
    (
        Flag.MODAL,
        "will would could may might must should shall wouldnt wont couldnt cannot cant if unless lest whether",
    ),
    (
        Flag.PLANS,
        """
        fear fears feared fearing threat threats threaten threatens threatened threatening vow vows vowed
        pledged pledges plan plans planned planning prepare prepares prepared preparing preparations preparation
        gear gears gearing poised intends intend intended ahead expected expects looming imminent impending
        upcoming forthcoming anticipated possible potential potentially risk risks risking concern concerns
        wants want wanted seeks seek seeking aims aim hopes hope hoped proposed proposes considering considers
        weighing readying ready mulls eyes prevent avoid avoided avert averted needed needs trying try tries
        prospect likelihood mobilising mobilizing massing warning warnings urging deter discuss discussed
        discussing goal demand demands demanded plea call calls called
        """,
    ),
    (Flag.FORMER, "former formerly previously once historic historically erstwhile"),
    (
        Flag.STANDING,
        """
        stronghold strongholds bastion bastions holdout holdouts heartland home hometown birthplace
             populated inhabited  lies lie sits straddles situated famous known
          majority
        """,
    ),
    (Flag.BE, "is are was were be been being am gets got isnt arent wasnt werent"),
    (
        Flag.BREAK,
        """
        but while whereas although though after because when who whose which where amid despite before until as
        whom following
        """,
    ),
    (
        Flag.VERB,
        """
        is are was were has have had took came went left fled fell began broke drove held led made met put ran
        saw sent set shot sought spent stood struck threw won hit kept brought built gave got lost rose withdrew
        found become became flew dug burned say
        """,
    ),
    (
        Flag.EVENT | Flag.VERB,
        """
        left taken advancing fleeing
        entering withdrawing blew kidnap loot fled struck hit bombed shelled killed wounded injured attacked captured
        seized recaptured retook stormed clashed fought fled displaced evacuated arrested detained kidnapped
        abducted executed beheaded exploded detonated blasted targeted fired fell died destroyed damaged raided
        besieged advanced entered withdrew arrived visited met delivered distributed protested demonstrated
        demolished looted burned burnt collapsed landed crashed intercepted downed ambushed assassinated
        liberated surrendered reopened closed resumed launched started began deployed moved took overran
        repelled pushed pounded dropped hosted attended drove lost opened returned released freed crossed
        reached injuring killing wounding rocked shook targeting hitting striking bombing shelling rises rose
        attends attend kills hits wounds injures targets attacks seizes captures shells shot dies kill bombs
        enters withdraws ends gathers gather inspect inspects carries carry walks walk burns search rescue
        rescued pulled buried mourn treated
        """,
    ),
    (
        Flag.EVENT,
        """
        strike strikes airstrike airstrikes raid raids attack attacks bombing bombings bombardment shelling
        shellfire assault offensive operation operations clashes clash fighting battle battles explosion
        explosions blast blasts killing killings massacre massacres siege ambush incursion shooting sniper
        rocket rockets missile missiles mortar mortars artillery shell shells barrel bomb bombs ied mine mines
        evacuation displacement exodus arrest arrests detention kidnapping execution executions talks summit
        meeting ceasefire truce convoy convoys aid delivery deliveries protest protests demonstration
        demonstrations withdrawal capture advance takeover fire gunfire crash fall death deaths assassination
        violence drone drones visit outbreak flood earthquake burial funeral election elections resumes smoke
        gunbattle gunmen exchange swap release return arrival arrivals casualties dead wounded wave escalation
        airdrop airdrops gassing poisoning infighting skirmish skirmishes sortie sorties
        """,
    ),
    (Flag.THAT, "that"),
    # Arabic
    (
        Flag.SAY | Flag.VERB,
        """
        قال قالت قالوا يقول تقول افاد افادت يفيد تفيد ذكر ذكرت يذكر تذكر اعلن اعلنت اعلنوا يعلن تعلن اكد اكدت
        اكدوا يوكد توكد اوضح اوضحت يوضح توضح اشار اشارت يشير تشير اضاف اضافت صرح صرحت يصرح كشف كشفت يكشف تكشف
        لفت لفتت وثق وثقت يوثق زعم زعمت يزعم تزعم ادعي ادعت يدعي تدعي شدد شددت اعتبر اعتبرت يعتبر ندد نددت ادان
        ادانت تدين يدين نشر نشرت بث بثت نقل نقلت تنقل رصد رصدت ابلغ ابلغت نوه نوهت اعترف اعترفت تبني تبنت يتبني
        تتبني رجح رجحت قدر
        """,
    ),
    (Flag.SAY | Flag.VERB | Flag.NEGATES, "نفي نفت ينفي تنفي نفوا"),
    (Flag.SAY | Flag.VERB | Flag.PLANS, "حذر حذرت يحذر تحذر دعا دعت يدعو تدعو طالب طالبت يطالب تطالب"),
    (Flag.SOURCE, "بحسب حسب وفق وفقا نقلا حسبما"),
    (Flag.ACCUSE | Flag.VERB, "اتهم اتهمت يتهم تتهم اتهموا حمل حملت يحمل تحمل متهما متهمه متهمين"),
    (Flag.ACCUSE, "باللوم اللوم باللائمة اللائمة"),
    (Flag.ALLEGED, "يشتبه يشتبهان يعتقد يرجح المرجح مشتبه المشتبه يظن مزعوم مزعومه المزعوم المزعومه اتهامات"),
    (Flag.NEGATES, "لم لن ولم ولن فلم فلن ولا فلا ليس ليست لا دون بدون عدم نفي"),
    (
        Flag.MODAL,
        """
        سوف ستبدا سيبدا سنبدا ستشن سيشن سنشن ستنفذ سينفذ ستطلق سيطلق ستقوم سيقوم سيتم ستتم ستكون سيكون ستواصل
        سيواصل سنواصل ستستهدف سيستهدف ستستمر سيستمر ستدخل سيدخل ستنسحب سينسحب ستعقد سيعقد ستجري سيجري ستهاجم
        سيهاجم ستتوجه سيتوجه ستصل سيصل ستزور سيزور ستؤدي ستودي سيودي ستنتشر سينتشر ستستانف سيستانف اذا ينبغي يجب
        """,
    ),
    (
        Flag.PLANS,
        """
        المقرر مقرر المزمع مزمع يخشي تخشي نخشي مخاوف خشيه تخوف تخوفات يتخوف تتخوف تستعد يستعد استعداد استعدادا
        استعدادات يهدد تهدد هدد هددت تهديد تهديدات تهديده تهديداتها تحضيرات تحضيرا تعتزم يعتزم تخطط يخطط خطه خطط
        يتوقع متوقع متوقعه متوقعا المتوقع المتوقعه مرتقب مرتقبه المرتقب المرتقبه محتمل محتمله محتملا المحتمل
        المحتمله وشيك وشيكه الوشيك الوشيكه قبيل تمهيدا تحذير تحذيرات تنوي ينوي نيه توعد توعدت يتوعد تتوعد خطر
        احتمال احتمالات تريد يريد التخطيط التحضير الاستعداد بهدف لمنع لشن
        """,
    ),
    (Flag.FORMER, "سابقا السابق السابقه سبق وكان وكانت وكانوا"),
    (
        Flag.STANDING,
        "معقل معاقل المعقل معقلا معقلها معقله مسقط يقطن تقطن يسكن تضم تقع يقع الخاضعه الخاضع تخضع المحاصره المحاصر",
    ),
    (
        Flag.BREAK,
        "لكن لكنه لكنها بينما فيما حيث بعد قبل عندما التي الذي الذين رغم بعدما قبيل وسط عقب اثر منذما حين كما",
    ),
    (Flag.VERB, "كان كانت كانوا يكون تكون اصبح اصبحت تم بدا بدات"),
    (
        Flag.EVENT | Flag.VERB,
        """
        اغار اغارت يقصفوا خسر خسرت صد صدت حوصر حوصرت رفع رفعت يستولي استولي استولت قصف قصفت قصفوا يقصف تقصف
        استهدف استهدفت يستهدف تستهدف قتل قتلت قتلوا يقتل اصيب اصيبت جرح جرحت هاجم هاجمت سيطر سيطرت انفجر انفجرت
        سقط سقطت نزح نزحت اعتقل اعتقلت خطف خطفت دخل دخلت وصل وصلت انسحب انسحبت تظاهر خرج خرجت زار زارت التقي شهد
        شهدت شن شنت نفذ نفذت اطلق اطلقت دمر دمرت استعاد استعادت تقدم تقدمت اقتحم اقتحمت القي القت اغتال اغتيل
        توفي توفيت لقي فجر فجرت احرق احرقت ضرب ضربت طال طالت ادي ادت اندلع اندلعت وقع وقعت وقعوا استشهد اسقط
        اسقطت هز هزت عاد عادت غادر غادرت فر فرت وزع وزعت اجلي اجلت تعرض تعرضت تجدد تجددت توغل توغلت داهم داهمت
        """,
    ),
    (
        Flag.EVENT,
        """
        قصف غاره غارات ضربه ضربات مقتل اصابه اشتباكات اشتباك معارك معركه هجوم هجمات تفجير تفجيرات انفجار
        انفجارات عبوه عبوات سقوط نزوح اعتقال اعتقالات خطف مظاهره مظاهرات تظاهره محادثات مفاوضات اجتماع لقاء
        زياره هدنه اجلاء مجزره حصار سيطره قذيفه قذائف صاروخ صواريخ براميل برميل استهداف تقدم انسحاب دخول خروج
        وصول قافله توزيع مساعدات حريق حرائق اغتيال عمليه عمليات احتجاجات احتجاج اقتحام قنص لغم الغام تصعيد توغل
        عوده هجوما غارتين غارتان استعاده وقف اتفاق حمله مداهمه اعدام تهجير
        """,
    ),
)

_NO_EVENT: Final = word_set(
    """
        based backed controlled held led located populated aged divided need indeed united armed wanted allied
        aligned hundred hatred sacred speed feed red bed shed said used named called so-called described dubbed
        supposed related concerned limited affected contested disputed unidentified unnamed masked red-cross
        situated inhabited backed designated considered believed required interested involved estimated
        dominated besieged tired remained continued
        """
)
"""Words in -ed that tell no event."""

_NO_VERB: Final = word_set(
    """
    يوما يومي يومين يوميا يومية يومها يمين يمنى يسار يسرى يناير يونيو يوليو ينابيع يهود يهودي يهودية يدوي يدوية يدويا
    يقين يتيم
    ياسمين يابان ياباني يمني يمنية يورو يسوع يوسف يعقوب يزيد ياسر ياسين يحيى يرموك يعرب بنت بيروت انترنت وقت صوت بيت زيت
    كوت فقط بصمت
    """
)
"""Arabic nouns that look like verbs."""

_PROCLITICS: Final = ("وال", "فال", "بال", "كال", "ال", "لل", "و", "ف", "ب", "ل", "ك")


_OF_VERBS: Final = Flag.VERB | Flag.SAY | Flag.ACCUSE | Flag.SOURCE | Flag.BREAK | Flag.NEGATES


def _is_verb(folded: str) -> bool:
    """Tell an Arabic verb by its form: شوهدت, يتجول; nouns that look alike ("house", "day") are too short or known."""
    if len(folded) < 4 or folded.startswith("ال"):
        return False
    if folded[-1] == "ت":
        return folded[-2] not in "اوي" and folded not in _NO_VERB
    return folded[0] == "ي" and folded not in _NO_VERB


class _Flags(dict[str, int]):
    """Folded word -> flags; a word that is not listed is judged once, by its form, and remembered."""

    MOST: Final = 200_000
    """Words that are remembered; a text of nonsense shall not fill the memory."""

    def __missing__(self, folded: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
            self.update(_KEPT)
        flags = 0
        if folded.isascii():
            if len(folded) > 4 and folded.endswith("ed") and folded not in _NO_EVENT:
                flags = Flag.EVENT | Flag.VERB
        else:
            for proclitic in _PROCLITICS:
                if folded.startswith(proclitic) and len(folded) - len(proclitic) > 2:
                    flags = _LISTED.get(folded[len(proclitic) :], 0)
                    if flags:
                        if proclitic not in ("و", "ف"):  # bi-, li-, ka- and the article stand before nouns
                            flags &= ~_OF_VERBS
                        break
            if not flags and _is_verb(folded):
                flags = Flag.VERB
        self[folded] = flags
        return flags


_SAYING: Final = (
    (Flag.SAY | Flag.VERB, f"{saying.SAY} {saying.BARE} {saying.ARABIC_SAY_ONLY}"),
    (Flag.SAY | Flag.VERB | Flag.NEGATES, saying.DENIED),
    (Flag.SAY | Flag.VERB | Flag.PLANS, saying.URGE),
    (Flag.SAY_BESIDE, saying.BESIDE),
    (Flag.ALLEGED, saying.LIKELY),
    (Flag.PHRASE, saying.PHRASES),
    (Flag.PHRASE, " ".join(verbs for verbs, _ in saying.ARABIC_SENSES)),
    (Flag.PHRASE, saying.SENSES),
    (Flag.EVENT | Flag.VERB, " ".join(word for word in saying.SENSES.split() if word.endswith("ed"))),
    (Flag.VERB, "pinned pointed attributed ascribed talked ruled faulted spoke heard felt laid put"),
    (Flag.SAY | Flag.VERB, " ".join(saying.arabic_forms(f"{saying.ARABIC_SAY} {saying.ARABIC_SAY_PAST}"))),
    (Flag.SAY | Flag.VERB | Flag.NEGATES, " ".join(saying.arabic_forms(saying.ARABIC_DENY))),
    (Flag.SAY | Flag.VERB | Flag.PLANS, " ".join(saying.arabic_forms(saying.ARABIC_URGE))),
    (Flag.ACCUSE | Flag.VERB, " ".join(saying.arabic_forms(saying.ARABIC_ACCUSE))),
)

_TELLING: Final = (
    (Flag.NEGATES, telling.REJECTED),
    (Flag.HARMLESS, telling.HARMLESS),
    (Flag.UNSURE, telling.UNSURE),
    (Flag.PLANS, f"{telling.PLANNED} {telling.OPENING}"),
    (Flag.BREAK, telling.OPENING),
    (Flag.MODAL, " ".join((telling.MODAL, *telling.futures()))),
    (Flag.EVENT | Flag.VERB, " ".join((telling.EVENTS, *telling.events()))),
    (Flag.EVENT, telling.NOUNS),
    (Flag.THAT, "أن إن"),
    (0, "بشأن"),  # "about", unlike من شأن
)


def _listed() -> dict[str, int]:
    flags: dict[str, int] = {}
    for flag, words in (*_WORDS, *_SAYING, *_TELLING):
        for word in words.split():
            folded = fold_word(word)
            flags[folded] = flags.get(folded, 0) | flag
    return flags


def _marked() -> _Flags:
    """Return the flags of listed words; a mark is added to what a word is by its form."""
    flags = _Flags(_LISTED)
    speakers = (*dict(saying.unnamed_speakers()), *word_set(saying.CREWS))
    marked: tuple[tuple[int, Iterable[str]], ...] = (
        (Flag.WAY, WAYS),
        (Flag.DATED, TRIGGERS),
        (Flag.SPEAKER, speakers),
        (Flag.LOCATING, LOCATING),
        (Flag.AMID, AMID),
        (Flag.HAD, ("had",)),
        (Flag.KIND, KIND_OF.keys() | ARABIC_KIND_BEHIND.keys() | TWO_WORD_KINDS.keys() | QUARTERS | SIDES),
        (Flag.PERSON, TITLES | KUNYA),
        (Flag.THING, EVENTS | OTHER | IN_A_TOWN | PAPERS | PROCESSES),
    )
    for mark, words in marked:
        for word in words:
            flags[word] |= mark
    return flags


_LISTED: Final = _listed()
FLAGS: Final = _marked()
"""Folded word -> its flags (0: none); any word may be asked for."""
_KEPT: Final = dict(FLAGS)
"""What is not forgotten."""
