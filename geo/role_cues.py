"""More words that tell a government from a place, besides those of `geo.cues`; the rules are in `geo.roles`."""

from __future__ import annotations

from typing import Final

from geo import saying
from geo.names import word_set

STATE_SPEECH: Final = word_set(f"{saying.SAY} {saying.DENIED} {saying.URGE}") | word_set(
    """
    deny accuse reject condemn urge warn announce vow blame insist declare pledge demand suspects suspected pins
    pinned welcomed welcomes disputes disputed voiced expressed threatens threatened admits admitted acknowledges
    acknowledged confirmed confirms refuses refused maintains maintained contends contended counters countered
    protested appealed appeals signalled signaled conceded concedes hailed praised denounced denounces dismissed
    dismisses stressed stresses criticised criticized criticises concluded promised promises replied retorted
    notified informed objected alleges alleged deplored decried complained complains thanked believes hopes wants
    seeks intends refuse say calls branded brands maintain swear swore sworn foresees foresaw spurned scorned shrugged
    waved brushed mocked mocks derided ridiculed challenged questioned contradicted doubted doubts judged judges deemed
    deems charged charges answered retorts flatly furiously lashed played cast poured ruled faulted faults spoke speaks
    told tells wrote writes made ascribed ascribes attributed attributes
    """
)
"""Verbs that only a government can be the subject of, besides `geo.cues.SPEECH`."""

STATE_DEEDS: Final = word_set(
    """
    restricts restricted bars barred bans banned permits permitted forbids imposes imposed signed signs ratified
    submitted joined voted recalled expelled summoned severed handed denied violated violates released ordered
    mobilised mobilized deployed negotiated refuses agreed accepted
    """
)
"""The same of what only a government does: "because Syria restricts access"."""

GRIP: Final = word_set("grip control rule ruler rulers version claim claims denial silence consent orders ally hold")
"""What Syria or its capital owns as a government, besides agents: "Damascus's grip"."""

CAUSING: Final = word_set(
    """
    prompting prompted forcing forced pushing pushed compelling compelled letting leading led allowing enabling obliging
    inviting invited begging begged imploring implored reminding reminded expecting requiring required instructed
    advised
    """
)
"""Before a state that "to" follows: it is made to do something ("prompting Amman to close the gate")."""

CALLING: Final = word_set("called call calls calling pressure urging prevail prevailed relied rely relies counting")
"""Before "on" and a state: "called on Ankara to stop"."""

VOICE: Final = word_set(
    "view words eyes telling account opinion estimation reckoning version narrative assessment insistence assertion"
)
"""What a government owns as one that speaks: "in Ankara's view"."""

PATRONS: Final = word_set(
    """
    patron patrons backer backers master masters paymaster paymasters sponsor sponsors protector protectors ally allies
    minder minders handler handlers friend friends boss bosses overlord overlords benefactor benefactors
    """
)
"""Before "in" and a capital, these mean its government: "their patrons in Tehran"."""

ADDRESSED: Final = word_set(
    """
    invitation invitations ultimatum ultimatums rebuke rebukes plea pleas demarche gift gifts concession concessions
    ascribed ascribes attributed attributes
    """
)
"""Before "to" and a state, these are for its government: "the invitation to Tehran"."""

PROCESSES: Final = frozenset({"peace", "ceasefire", "reconciliation"})
"""Between a name and one of `geo.cues.EVENTS`: "the Astana peace talks"."""

IN_A_TOWN: Final = word_set("square street roundabout avenue ساحة شارع دوار")
"""Beside a name, these make it that of a square or street, which may be in any town."""

PAPERS: Final = word_set("today now live voice tv plus")
"""Behind a name and with a capital: a paper or a channel, if it says or is cited."""

ASIDES: Final = (["as", "a", "rule"], ["for", "its", "part"], ["in", "turn"], ["for", "now"], ["at", "first"])
"""Words that may stand between a subject and its verb."""

ASIDE_OPENERS: Final = word_set(
    "which who whose for in meanwhile however too though by like having speaking along together unlike stung snubbed"
)
"""Behind a name and a comma they open what stands between it and its verb: "Turkey, which hosts millions, will"."""

ARABIC_ATTRIBUTES: Final = word_set(
    "أصابع نسبتها نسبته عزته عزتها نسبها نسبه عزت عزا تعزو يعزو عزوا نسبت نسب تنسب ينسب ارجعت ارجع"
)
"""Some words before إلى and a state: what they attribute to it."""

_MINDS: Final = word_set(
    """
    تخشى تريد تسعى تعتزم تنوي ترى تعتقد تتمسك تواصل تدرس تبحث تستعد تهدد تعارض تؤيد تنتظر تأمل تتطلع ترغب تحاول تستضيف
    تلتزم توافق ترسل تسحب تغلق توعدت تتوعد هددت تتجاهل تتحفظ تتهيأ تعرض تقترح تشترط تتجه تستبعد تتخوف ترد ردت توسطت
    رفضته رفضتها ترفضه ترفضها تنفيه تنفيها تؤكده تؤكدها تعتبره تعتبرها تصفه تصفها وصفته وصفتها
    اعتبرته اعتبرتها أيدته أيدتها تؤيده تؤيدها تعارضه تعارضها عارضته تدينه
    """
)
ARABIC_STATE_VERBS: Final = (
    frozenset(
        form
        for form in saying.arabic_forms(
            " ".join((saying.ARABIC_SAY, saying.ARABIC_SAY_PAST, saying.ARABIC_DENY, saying.ARABIC_URGE, "اتهم/تهم"))
        )
        if form.startswith("ت") or form.endswith(("ت", "ته", "تها"))
    )
    | _MINDS
)
"""Arabic verbs in the feminine, as states take them, that only a government can be the subject of."""

ARABIC_BLAMED: Final = word_set("وقوف ضلوع تورط مسؤولية تورّط اتهام")
"""Right before a state that is said to be behind something: ضلوع إسرائيل."""

ARABIC_MASCULINE: Final = word_set("أبقى أغلق منع سمح استقبل أرسل سحب وافق رفض طرد رحل استدعى علق أدان استنكر رحب نفى")
"""The same in the masculine, right before a state (الأردن, لبنان and العراق take it)."""

ARABIC_OF_PLACES: Final = word_set(
    "شهدت عاشت دخلت وصلت غادرت زارت هزت سادت عمت اجتاحت بلغت تعرضت تشهد تعيش تدخل تصل تغادر تزور تهز تسود"
)
"""Feminine verbs beside which a name is a place: شهدت دمشق, دخلت دمشق."""
