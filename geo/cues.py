"""The words that the rules go by: cues for what a name is, in English and, folded, in Arabic.

Each set holds folded words (`geo.names.fold_word`). What a set is used for stands with it; the rules are in
`geo.recognition`, `geo.roles` and `geo.extraction`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from geo.names import fold_word, word_set
from geo.paths import DATA

BARE: Final = word_set(
    """
    khan tal tell bab sham omar salem mare harem harim dana abu ain ras deir jisr kafr kafer kfar jabal said
    hassan hussein hasan ali ahmad mohammed musa issa khaled nasr sultan amer mansour ibrahim yasin yusuf younes
    hamza saad amal hana noor nour sara rami samir jamal kamal may sun van man ana safa marina victoria madina
    medina al the central north south east west martin mary martyrs martyr market square bridge castle
    university stadium mosque church hospital school house green red black white saint تل خان باب شام عمر سالم
    دانا علي احمد حسن حسين خالد نصر سلطان محمد ابراهيم يوسف حول بين تحت فوق جديد جديده النصر العرب الشهداء
    الحريه نصيب جمله قاره حضر قنوات عريقه زراعه سلوك ملح حمام عقرب عطشان كوكب شين الضمير القدم المشهد الشعار
    الموظفين الكرامه الجزيره الثوره korean korea mexican burmese quran koran sharia shariah haram sarin sahara
    presse palais intel cyber nobel hummus sherpa sharpe baroness bethany pallet cornish airman airmen centro
    avatars kevin marie michelle michele michaela maureen marian mariah martyn maxine maddie erica erika tanya
    tania sabine selma alia janine janie jennie jeannie josie josiah karin lillie doreen sybil corrie carmine
    brigitte gunther gunter jemima brice bryce byrne bourne barnes becker cahill curran currie curie doyle
    cummins krebs perrin pryce reston shipley crocker capone castillo connie neymar arjun prakash hussain rashid
    karim kareem malek mehdi mahdi najib ansari hussaini rashidi
    """
)
"""Folded names that are words or given names too: no toponyms without an article or a kind word."""

ABBREVIATIONS: Final = word_set("us uk usa uae un eu")
"""Folded names that are written in capitals: "Contact Us" names no country."""

TITLES: Final = word_set(
    """
    mr mrs ms dr sheikh shaykh sheik imam mullah ayatollah general gen colonel col major maj captain capt lieutenant
    lt brigadier brig sergeant president minister ambassador king prince princess queen emir senator sen congressman
    judge professor prof doctor commander leader abu abou umm bin ibn bint abd abdul abdel sayyid haji mohammed
    mohammad muhammad ahmed ahmad mahmoud ali hassan hasan hussein hussain omar khaled khalid ibrahim yousef yusuf
    mustafa abdullah michael john david james robert peter paul george thomas charles joseph anna maria الشيخ العميد
    العقيد اللواء الرئيس السيد الدكتور ابو ام عبد
    """
)
"""Titles and given names: what follows is a person."""

KUNYA: Final = word_set("abu abou umm um oum ابو ام ابا ابي")
"""Before a given name: a person named after a child."""

TWO_WORD_KINDS: Final = {
    "air": {"base": "air base"},
    "military": {"airport": "air base"},
    "oil": {"field": "oil field"},
    "border": {"crossing": "crossing"},
}
"""First word of a kind -> second word -> the kind."""

ARABIC_KIND_BEHIND: Final = {"المدينه": "city", "المحافظه": "province"}
"""Arabic words that say behind a name what it is ("Idlib the city") -> a kind word."""

PLURAL_KINDS: Final = word_set(
    "provinces governorates districts cities towns villages neighbourhoods neighborhoods quarters camps"
)
"""Kind words that close a list of names."""

QUARTERS: Final = word_set("eastern western northern southern central east west north south")
"""May open a name in lower case: "eastern Ghouta"."""

GIVEN_NAMES: Final = word_set(
    "salma rabia jasim hala zara abdin saliba khattab akrama ayyash ajami malki samad dama zahira"
)
"""Folded names of places that are given names too: a person where another capitalised word follows."""

NO_AGENT: Final = word_set(
    """
    border borders frontier side territory territories soil coast capital town city village province made language
    speaking born lira refugees refugee civilians civilian people nationals national citizens citizen flag pilgrims
    families
    """
)
"""Nouns after a nationality that make it no actor: "the Turkish border"."""

NOT_NAMES: Final = word_set(
    """
    both suburb suburbs village villages town towns syrian damascan damascene kurdish kurd arab christian sunni
    shiite shia alawite druze turkmen turkish russian iranian iraqi lebanese israeli american besieged strategic
    small another one two three several many nearby northern southern eastern western the a an this that these those
    its his her their our in on at of and or but is was
    """
)
"""Capitalised at times, and never part of a village's name."""

ONE_KIND: Final = word_set("town village hamlet neighbourhood neighborhood quarter camp قريه بلده حي مخيم")
"""Kind words that show a name which the gazetteer lacks, in any text."""

MORE_KINDS: Final = ONE_KIND | word_set(
    """
    towns villages neighbourhoods neighborhoods quarters district districts suburb hill mountain mountains dam
    crossing قري بلدات قريتي بلدتي
    """
)
"""Kind words that show it in a text that speaks of Syria."""

EVENTS: Final = word_set(
    """
    talks shield process agreement agreements accord accords summit conference deal format memorandum communique
    declaration negotiations محادثات مفاوضات اتفاق اتفاقيه قمه مؤتمر موتمر مسار
    """
)
"""After a name, these make it an event: "the Astana talks"."""

OTHER: Final = word_set(
    """
    rifle rifles carbine pepper soap steel rose press agency news network channel tv radio media times post
    newspaper magazine gate court documentation award prize council brigade brigades battalion battalions regiment
    directorate committee
    """
)
"""After a name, these make it a thing: "Aleppo soap", "Shahba Press", "Manbij Military Council"."""

AGENTS: Final = word_set(
    """
    raid raids strike drone missile missiles military army government governments regime president minister ministry
    forces force troops navy foreign defense defence leader leaders leadership parliament ambassador envoy
    intervention support backing role diplomatic allies ally proxies proxy stance position threat demand refusal
    veto warplanes jets aircraft soldiers policy campaign authorities officials official administration spokesman
    spokeswoman delegation intelligence air joint prime deputy chief command secretary state senior special
    representative mission embassy permanent airstrikes raids aid involvement participation approval help decision
    warning pressure efforts plan plans objectives interests influence
    """
)
"""Nouns that a state owns or that act for it: "Moscow's military"."""

SUBJECT_WORDS: Final = word_set(
    """
    has have had will would could should may might must can cannot did does do said says say told left began gave
    took sent made held led won met sought struck hit shot fought let withdrew came went kept saw fell knew meant
    found brought built spent broke chose drove flew ran rose spoke threw wants want agree agrees back backs support
    supports back oppose opposes gear gears resume resumes is was are were also never itself themselves hopes hope
    plans plan fears fear
    """
)
"""Verbs of which a name right before them is the subject."""

NO_VERBS: Final = word_set(
    """
    based backed led bordered as its this thus plus across besides towards backwards afterwards always perhaps is
    was
    """
)
"""Words in -ed or -s that are no such verbs."""

OBJECT_OF: Final = word_set(
    """
    accused accuse accuses accusing urged urge urges urging asked ask asks asking blamed blame blames blaming warned
    warn warns warning told pressed pressing pressured pressuring persuaded persuade convinced convince criticised
    criticized condemned condemn called calls allowed ally allies leaders leader backer backers partner partners
    sponsor sponsors guarantor guarantors power powers rival rivals foe foes ensuring ensure enabling helping help
    helped thanked supporting support supports backing opposing versus vs sanction sanctioned wants want by with
    between against
    """
)
"""Words right before a state that make it an actor: "accused Israel"."""

PREPOSITIONS: Final = word_set(
    """
    in into inside across from to over near at throughout within around toward towards outside through via northern
    southern eastern western northeastern northwestern southeastern southwestern central neighbouring neighboring of
    off on onto beyond along leave leaving enter entering left entered visit visited visiting reach reached
    neighbour
    """
)
"""Words right before a name that make it a place."""

RELATIONS: Final = word_set(
    """
    relations ties talks cooperation coordination agreement deal alliance meeting war conflict tensions negotiations
    sanctions negotiate coordinate allied cooperate together meet met support approval pressure permission orders
    help backing aid president leaders leader government governments army military ally allies ambassador
    ambassadors ministers minister presidents representatives officials part
    """
)
"""Nouns whose "with", "from", "of" or "to" leads to an actor: "ties with Russia"."""

ADVERBS: Final = word_set(
    """
    also on yesterday today later earlier repeatedly reportedly again now then recently still never not already
    publicly itself
    """
)
"""May stand between a subject and its verb."""

SPEECH: Final = word_set(
    """
    said says accused accuses denied denies rejected rejects condemned condemns urged urges warned warns agreed
    agrees announced announces vowed vows blamed blames insisted insists declared declares pledged pledges claimed
    claims handed signed demanded demands asked called
    """
)
"""Verbs that only a government can be the subject of."""

SYRIA_OBJECT: Final = word_set(
    """
    accused accuse accuses accusing urged urge urges urging asked ask warned warn blamed blame blames blaming
    condemned told pressed
    """
)
"""Verbs right before "Syria" that make it an actor."""

ARABIC_SPEECH: Final = word_set(
    """
    قالت قال اعلن اكد نفي اتهم دعا طالب حذر اعتبر رفض شدد اعلنت اكدت نفت اتهمت دعت طالبت حذرت اعتبرت رفضت شددت تقول
    تدعم ترفض تتهم وقالت واكدت واعلنت واتهمت
    """
)
"""Arabic verbs, feminine as states are, whose subject or object a state is."""

ARABIC_DEEDS: Final = word_set(
    """
    استخدام دعم انسحاب تدخل اعلان رفض موقف دور سعي محاولة محاولات قرار سحب شن اتهام اتهامات مطالبة اصرار تأييد
    تهديد تهديدات مواصلة نية رغبة مشاركة سياسة ضغوط وساطة التزام ارسال تزويد تمسك امتناع قبول موافقة اعتراف نفي تأكيد
    دعوة تصريحات مزاعم ادعاءات استمرار توسط تورط انخراط هيمنة نفوذ اطماع مصالح فيتو
    """
)
"""Nouns of deeds right before a state that does them: استخدام روسيا القنابل."""

BLAME: Final = word_set("blamed blame blames blaming pinned sanctions")
"""Some words before "on" and a state, these make it an actor: "blamed the attack on Russia"."""

ARABIC_BLAME: Final = word_set("باللوم اللوم باللائمة اللائمة بالمسؤولية المسؤولية عقوبات العقوبات")
"""The same before على."""

NEAR: Final = word_set(
    """
    near outside around outskirts suburbs vicinity surrounding حول قرب محيط اطراف شمال جنوب شرق غرب ضواحي
    """
)
"""Words before a name that say "beside it"."""

DIRECTIONS: Final = word_set(
    """
    north south east west northeast northwest southeast southwest outskirts suburbs countryside vicinity km
    kilometres
    """
)
"""Before "of" and a name: beside it."""


SIDES: Final = word_set(
    """
    northeastern northwestern southeastern southwestern upper lower شمالي جنوبي شرقي غربي الشمالي الجنوبي الشرقي
    الغربي الشماليه الجنوبيه الشرقيه الغربيه الاوسط
    """
)
"""Adjectives that name a side of what they stand beside."""

ARABIC_SIDES: Final = word_set("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي")
"""Words before a name that say on which side of it something lies, or in which part."""

WITHIN_A_TOWN: Final = word_set(
    """
    street mosque school hospital clinic square roundabout market souk bridge bakery park stadium building university
    church station شارع جامع مسجد مدرسه مشفي مستشفي سوق دوار ساحه جسر فرن حديقه ملعب مخفر مبني جامعه
    """
)
"""Words for things that lie inside a town: where the town is known, so is nearly where they are."""


@cache
def english_words() -> frozenset[str]:
    """Return common English words, lower case (`data/english_words.txt`): a capital alone makes no toponym of them."""
    return frozenset((DATA / "english_words.txt").read_text(encoding="ascii").split())


KINDS: Final[dict[str, tuple[str, ...]]] = {
    "governorate": (
        "province",
        "governorate",
        "provinces",
        "governorates",
        "muhafazah",
        "محافظه",
        "محافظات",
        "محافظتي",
        "محافظتا",
    ),
    "district": ("district", "districts", "subdistrict", "منطقه", "ناحيه", "قضاء"),
    "city": ("city", "cities", "مدينه", "مدن", "مدينتي", "مدينتا"),
    "town": ("town", "towns", "township", "بلده", "بلدات", "بلدتي", "بلدتا"),
    "village": ("village", "villages", "hamlet", "قريه", "قري", "قريتي", "قريتا"),
    "neighbourhood": (
        "neighbourhood",
        "neighborhood",
        "neighbourhoods",
        "neighborhoods",
        "quarters",
        "quarter",
        "suburb",
        "حي",
        "احياء",
        "حيي",
        "ضاحيه",
    ),
    "camp": ("camp", "camps", "مخيم", "مخيمات"),
    "air base": ("airbase", "airport", "airfield", "مطار", "قاعده"),
    "crossing": ("crossing", "معبر"),
    "dam": ("dam", "سد"),
    "river": ("river", "نهر"),
    "mountain": ("mountain", "mountains", "جبل", "جبال", "hill", "تل"),
    "countryside": ("countryside", "rural", "ريف"),
    "region": ("region", "area", "plain", "pocket", "enclave", "سهل"),
    "oil field": ("oilfield",),
    "prison": ("prison", "سجن"),
    "locality": ("farm", "farms", "مزرعه", "مزارع"),
}
"""Kind of place -> the folded words that say so, beside a name ("Latakia province", "village of X", بلدة)."""
KIND_OF: Final = {fold_word(word): kind for kind, words in KINDS.items() for word in words}

LOCATIVES: Final = word_set(
    """
    in into inside across near at throughout within around outside through from toward towards onto via to
    neighbouring neighboring northern southern eastern western northeastern northwestern southeastern southwestern
    في داخل قرب الي من عبر نحو شمال جنوب شرق غرب
    """
)
"""Words right before a name that make it a place whatever follows: "officials in Turkey said"."""

BORDERS: Final = word_set("border borders frontier boundary crossing")
"""Before "with" and a state, these make it a place."""

LOYAL: Final = word_set(
    """
    according loyal thanks appeal appeals appealed linked tied belonging belongs message letter pledged close closer
    sold handed offered proposal relations ties tie links ambassador envoy attributed response answer warning
    opposed said told replied
    """
)
"""Before "to" and a state, these make it an actor."""

SUPPORT: Final = word_set(
    "support approval pressure permission orders backing help money weapons threats calls word promise denial denials"
    " criticism condemnation veto reply"
)
"""Before "from" and a state, these make it an actor."""

ACTING: Final = word_set("backed led allied sponsored supported brokered affiliated aligned")
"""After a name and a hyphen: "Turkey-backed"."""

BACKS: Final = word_set("has have had backs supports backed supported")
"""After a name and "which": "Turkey, which backs"."""
