"""Tell a toponym from a word, a person or a thing that is written like one.

The gazetteer holds names that are words ("Harem", تدمر "destroys"), given names (Salma, جاسم) and parts of the names of
newspapers and soaps. What stands beside them tells: a kind word, a preposition of place, a title, a verb of saying.
"""

from __future__ import annotations

from typing import Final

from geo.arabic_words import BARE_FORMS, HEADED, NAMES_TOO, WORDS
from geo.cues import ABBREVIATIONS, BARE, GIVEN_NAMES, KIND_OF, KUNYA, QUARTERS, TITLES
from geo.kind_words import kind_beside
from geo.lexicon import Entry
from geo.matcher import DASHES, Word
from geo.names import is_article, word_set
from geo.narration import Flag

_DOUBTFUL: Final = word_set("harem harim dana تدمر حارم الحراك غريبه سلمي جاسم نصيب التل")
"""Folded names that are words or given names too, but pass where a preposition of place stands before them."""
PLACING: Final = word_set(
    """
    in into near from outside inside around at towards toward to through across في من الى الي قرب نحو شمال جنوب شرق غرب
    على علي باتجاه محيط داخل اطراف قصف قصفت استهدف استهدفت استعاده تحرير سقوط معركه دخول دخل دخلت اهالي ريف بين
    دخولها دخوله دخولهم وصولها وصوله وصولهم احتلالها مغادره مغادرتها مغادرتهم
    مجزره مجازر اقتحام حصار جبهه جبهات معارك سكان نازحي مهجري نازحو مهجرو ثوار تنسيقيه اجتياح تفجير سماء
    """
)
"""Words right before a name that make it a place, though it may be a word: "into Harem", قصف تدمر."""
_BEHIND_A_PLACE: Final = word_set(
    """
    قد تحت بيد الاثريه التاريخيه وقلعتها ومطارها وريفها ومحيطها واطرافها وضواحيها وباديتها وسجنها واثارها ومتحفها
    """
)
"""Words right behind a name that a verb cannot have there: تدمر وقلعتها, وكانت تدمر قد سقطت."""
_HEADING: Final = frozenset(":|/")
_SYRIAN_TOO: Final = word_set("سوريه")
"""Syria, and behind a noun "Syrian": طائرات حربية سورية."""
_DESCRIBED: Final = word_set("قوات طائره طائرات مقاتلات مروحيات دبابات قوه دوريه وكاله صحيفه عائله شركه مصادر مدفعيه")
"""Nouns behind which that word is the adjective; all words in -iya are too."""
_FACILITIES: Final = word_set("مشفي مستشفي مدرسه جامع مسجد شارع ساحه دوار حديقه فندق مخبز فرن معهد مطعم مقهي كتيبه مول")
"""Arabic words for things that are called after cities abroad, and are not there: مشفى القدس, شارع بغداد."""
_LYING: Final = word_set(
    "شمال جنوب شرق غرب شمالي جنوبي شرقي غربي بريف بمحافظه التابعه الواقعه وسط بدمشق بحلب بحمص بحماه بادلب بدرعا"
)
"""Arabic words behind a name that say where it lies."""
_FIGHTERS: Final = word_set(
    "front brigade brigades battalion battalions division regiment movement gathering union corps"
)
_GROUP: Final = 4
"""Words that the name of a group may go on for behind the place in it."""
_SHEIKHS: Final = word_set("sheikh shaykh shaikh الشيخ شيخ")
_MEDIA: Final = word_set("صحيفه جريده قناه اذاعه مجله تلفزيون وكاله موقع")
"""Arabic words whose name follows: صحيفة الثورة, قناة الميادين."""
_WARES: Final = word_set("صابون فستق زعتر كعك")
"""Arabic words for things that are called after a town: صابون حلب."""
_NOT_BEFORE: Final = {
    "حماه": word_set("الديار الوطن الثغور"),
    "الحراك": word_set("الشعبي السلمي الثوري المدني السياسي الجماهيري"),
}
"""Folded name -> words after it that make it none."""
_KIN: Final = word_set(
    "ابنته ابنه زوجته زوجها اخته اخوه والدته والده ابنتها ابنها السيده الشاب الشابه الطفله الطفل المدعو اسمه اسمها"
)
"""Arabic words before a person's name."""
_SAID: Final = word_set("قال قالت وقال وقالت اكد اضاف اوضح يقول تقول اردف تابع")
"""Arabic verbs right before the name of the one who speaks."""
_CALLING: Final = _MEDIA | _WARES | _KIN
_TO_BE_PLACED: Final = _DOUBTFUL | NAMES_TOO
_BARE: Final = BARE | BARE_FORMS
_DOUBTED: Final = ABBREVIATIONS | GIVEN_NAMES | _TO_BE_PLACED | _BARE | WORDS
_CHILDREN: Final = word_set(
    """
    ahmad ahmed ali omar umar khaled khalid hassan hasan hussein hussain husayn mohammed mohammad muhammad
    mahmoud ibrahim yousef yusuf mustafa abdullah bakr jaber samir saleh salah hamza anas bilal qatada musab
    yassin ياسين mahdi mansour karim jamil nizar adnan walid majed fadi firas amjad ayman ammar iyad jihad maher
    marwan nidal osama usama qasim rashid said saeed tariq yaser yasser ziad zeid zaid raed rami hani basel
    bassel basil hadi ismail issa musa yahya yasin younes احمد علي عمر خالد حسن حسين محمد محمود ابراهيم يوسف
    مصطفي عبدالله عبد بكر جابر سمير صالح حمزه انس بلال قتاده مصعب منصور نزار عدنان وليد ماجد فادي فراس امجد ايمن
    عمار اياد جهاد ماهر مروان نضال اسامه قاسم رشيد سعيد طارق ياسر زياد زيد رائد رامي هاني باسل هادي اسماعيل عيسي
    موسي يحيي
    """
)
_TANWIN: Final = ("ًا", "اً")
"""An ending that adverbs have and names have not: دوماً."""


def is_person(words: list[Word], i: int) -> bool:
    """Tell whether a person's name begins at word i: after a title or a given name, or as "Abu Ahmad" does."""
    word, before = words[i], words[i - 1] if i else None
    if word.flags & Flag.PERSON and word.folded in KUNYA and _is_kunya(words, i):
        return True
    if before is None or not before.flags & Flag.PERSON or before.folded not in TITLES:
        return False
    return word.joined and (before.upper or not before.ascii)


def _is_kunya(words: list[Word], i: int) -> bool:
    """Tell "Abu Ahmad" and أم خالد, but for a village that is called so: "the village of Abu Omar", "in Abu Omar"."""
    if i + 1 >= len(words) or not words[i + 1].joined or words[i + 1].folded not in _CHILDREN:
        return False
    after = words[i + 2] if i + 2 < len(words) and words[i + 2].joined else None
    if after is not None and (after.folded in KIND_OF or (after.ascii and is_article(after.folded))):
        return after.folded not in KIND_OF
    before = words[i - 1].folded if i else ""
    return before not in PLACING and before not in KIND_OF and before != "of"


def is_toponym(words: list[Word], first: int, last: int, entry: Entry, common: frozenset[str]) -> bool:
    """Tell whether a name found is meant as a place.

    Parameters
    ----------
    words
        The words of the sentence.
    first, last
        The first word of the name and the one after it.
    entry
        What bears the name.
    common
        The words of English.
    """
    head = words[first]
    at = first
    while at < last - 1 and (head.folded in QUARTERS or is_article(head.folded)):
        at += 1
        head = words[at]
    if not head.upper and head.text[0].isascii() and not head.text[0].isdigit():
        return False
    word = words[first]
    if is_person(words, first) or (not word.ascii and _is_called(words, first, last, entry)):
        return False
    if words[last - 1].upper and _opens_a_group(words, last):
        return False
    if last - first > 1:
        return not (word.folded in _SHEIKHS and _is_sheikh(words, first, last))
    if not entry.large and _is_acronym(words, first):
        return False
    return (word.folded not in _DOUBTED and word.folded not in common) or _is_sure(words, first, entry, common)


def _is_sure(words: list[Word], i: int, entry: Entry, common: frozenset[str]) -> bool:
    """Tell whether a word that may be none is meant as a place."""
    word = words[i].folded
    if word in ABBREVIATIONS and not words[i].text.isupper():
        return False
    if word in HEADED and (_is_headed(words, i) or _is_said_to_lie(words, i)):
        return True
    follower = words[i + 1] if i + 1 < len(words) else None
    if word in GIVEN_NAMES and follower is not None and follower.joined and follower.upper:
        return kind_beside(words, i, i + 1)[0] != ""
    if word in WORDS:
        return kind_beside(words, i, i + 1)[0] != ""
    if word in _TO_BE_PLACED:
        return _is_placed(words, i, i + 1, common)
    doubtful = word in _BARE or (word in common and not entry.state)
    return not doubtful or kind_beside(words, i, i + 1)[0] != ""


def _is_headed(words: list[Word], i: int) -> bool:
    """Tell an Arabic word that a hashtag marks, or that heads a title: #الحاضر, تدمر : غارات."""
    if words[i].gap.endswith("#"):
        return True
    if i or len(words) == 1:
        return False
    gap = words[1].gap
    return gap.strip()[:1] in _HEADING or gap in DASHES


def _is_said_to_lie(words: list[Word], i: int) -> bool:
    """Tell an Arabic word behind a preposition of which a direction or an area follows: في القدم جنوب دمشق."""
    if not i or i + 1 >= len(words) or not words[i + 1].joined or not words[i].joined:
        return False
    return words[i - 1].folded in PLACING and words[i + 1].folded in _LYING


def _opens_a_group(words: list[Word], last: int) -> bool:
    """Tell "Hama Liberation Front", "Homs al-Walid Brigade": capitals that end in a word for fighters."""
    if words[last - 1].possessive:
        return False
    for i in range(last, min(len(words), last + _GROUP)):
        word = words[i]
        if word.gap != " " and not word.hyphen:
            return False
        if word.upper and word.folded in _FIGHTERS:
            return i > last
        if not (word.upper or is_article(word.folded)) or word.folded in KIND_OF:
            return False
    return False


def _is_sheikh(words: list[Word], first: int, last: int) -> bool:
    """Tell الشيخ ياسين الرستني, "Sheikh Hassan al-Idlibi" from the villages that are called after a sheikh."""
    if last - first > 2 or words[last - 1].folded not in _CHILDREN or last >= len(words) or not words[last].joined:
        return False
    following = words[last]
    if following.ascii:
        return (following.upper or is_article(following.folded)) and following.folded not in KIND_OF
    return following.folded.startswith("ال") and following.folded.endswith("ي")


def _is_called(words: list[Word], first: int, last: int, entry: Entry) -> bool:
    """Tell whether an Arabic name is that of a newspaper, a ware, a song or a person, by the words beside it."""
    if words[first].text.endswith(_TANWIN):
        return True
    before = words[first - 1].folded if first and words[first].joined else ""
    if before in _CALLING or (before in _SAID and not entry.large):
        return True
    if before in _FACILITIES and entry.places and all(place.country != "SY" for place in entry.places):
        return True
    if words[first].folded in _SYRIAN_TOO and (before in _DESCRIBED or before.endswith("يه")):
        return True
    after = words[last] if last < len(words) else None
    return after is not None and after.joined and after.folded in _NOT_BEFORE.get(words[last - 1].folded, ())


def _is_placed(words: list[Word], first: int, last: int, common: frozenset[str]) -> bool:
    """Tell whether the words beside a name that may be a word make it a place."""
    if kind_beside(words, first, last)[0]:
        return True
    following = words[last] if last < len(words) else None
    if following is not None and following.joined and following.folded in _BEHIND_A_PLACE:
        return True
    if following is not None and following.joined and following.upper and following.folded not in common:
        return False
    before = words[first - 1] if first else None
    if before is None:
        return False
    if words[first].joined:
        return before.folded in PLACING
    return following is not None and _stands_in_a_list(words, first, common)


def _stands_in_a_list(words: list[Word], i: int, common: frozenset[str]) -> bool:
    """Tell a member of a list of names, "Salqin, Harem and Darkush", by the capitals of its neighbours."""
    before, after = words[i - 1], words[i + 1]
    if "," not in words[i].gap or not before.upper or before.folded in common:
        return False
    following = words[i + 2] if after.folded == "and" and i + 2 < len(words) else after if "," in after.gap else None
    return following is not None and following.upper and following.folded not in common


def _is_acronym(words: list[Word], i: int) -> bool:
    """Tell a short word in capitals among words that are not: ALMA the telescope."""
    word = words[i].text
    if len(word) > 5 or not (word.isupper() and word.isascii() and word.isalpha()):
        return False
    beside = [w.text for w in words[max(0, i - 2) : i + 3] if w is not words[i]]
    return any(not text.isupper() for text in beside)
