"""Tell whether words say that something at a place is planned, wanted or feared, not that it happened.

- A modal ("will", "could", سوف) governs its clause, but not "could be heard", "would not say", nor an event told
  before an "and" in front of it.
- A word such as "fears", "threatened to", تستعد governs what follows it; a name in front too, unless an event is told
  before it. What somebody demands, agrees to or promises is never where he stands ("Gunmen in X demanded").
- Such a word needs its verb: "is due to reach", "agreed to leave", "are to be moved", not "due to shelling".
- توقع, أمل and the like plan before أن; ينتظر before an event; شأن behind من; حال behind في ("in case of"). What
  protesters demand does not govern where they stand. "Did not rule out" plans what it does not rule out.
- A verb in the past behind "and" tells again: "demanded a share and burned Nawa".
"""

from __future__ import annotations

from typing import Final

from geo.denials import excludes, speaks_between, speaks_there
from geo.matcher import COMMAS, Word
from geo.names import word_set
from geo.narration import Flag

_STATES: Final = word_set("set about bound due going trying attempting waiting")
"""Plan only behind "is", "are"."""
_REPEATS: Final = word_set("repeat repetition revenge retaliation تكرار انتقاما")
"""What follows them has happened."""
_CAUSES: Final = word_set("خشية خوفا تخوفا تحسبا تمهيدا لمنع بهدف بانتظار")
"""Open a sentence with why something happened: خشية الاعتقال نزحت عائلات."""
_LOOKS: Final = word_set("looks look looked seems seemed appears appeared remains remained")
_DEALS: Final = word_set(
    "اتفق اتفقت اتفقوا اتفقا اتفاق الاتفاق اتفاقا وافق وافقت وافقوا يوافق موافقة الموافقة تفاهم التفاهم"
)
_TRUCES: Final = word_set("وقف هدنة تهدئة الهدنة وقفا")
_PERCEIVED: Final = word_set("heard seen felt hear see")
_AHEAD_ONLY: Final = word_set(
    """
    demand demands demanded demanding agree agrees agreed agreeing urge urges urged call calls called promise promises
    promised aiming aims aimed offer offers offered vow vows vowed pledged pledges order ordered يقضي تقضي ينص تنص
    طالب طالبت يطالب تطالب دعا دعت يدعو تدعو اتفق اتفقت اتفقوا اتفقا وعد وعدت وعدوا
    طالبوا يطالبون دعوا يدعون ناشدوا يناشدون مطالبين داعين داعيا داعية مناشدين نطالب مطالب مطالبة دعوة
    لإخراج لإدخال لطرد لانتزاع لفك لكسر لإجلاء لإخلاء لاستعادة لمهاجمة لاقتحام
    """
)
"""What these govern stands behind them."""
_LOOKED_FOR: Final = _AHEAD_ONLY | _DEALS
_WITH_TO: Final = word_set(
    """
    due set about bound going likely agree agrees agreed agreeing offer offers offered order ordered orders waiting
    deal agreement accord pact try tries trying attempting
    """
)
"""Plans only before "to" and a verb: "due to arrive", "a deal to free", "was given until Sunday to quit"."""
_WITH_ON: Final = {"bent": "on", "verge": "of", "brink": "of"}
_CALLS: Final = frozenset({"call", "calls", "called"})
_NO_VERB: Final = word_set(
    """
    the a an this that these those his her its their our my your all any some no which whom what whose where who
    blame date heavy intense fierce security lack fear fears bad poor severe continued continuing ongoing poor
    shortages shortage repeated winter snow damage air north south east west them him me us it
    """
)
"""Behind "to", they open no verb."""
_UNDERWAY: Final = word_set("going trying preparing planning considering seeking waiting threatening hoping aiming")
_ADJECTIVES: Final = word_set("wounded injured displaced detained sick dead besieged killed kidnapped")
_PAST: Final = word_set("took fell shot hit struck seized held cut set burnt fought killed led shut drove")
_CALM: Final = word_set("هدوء بهدوء ترقب تفاؤل الهدوء")
_BEING: Final = frozenset({"is", "are", "was", "were"})
_WITH_AN: Final = word_set("أمل أملت أملوا المرجح")
"""Plan only before أن: they are names and nouns too."""
_WAITS: Final = word_set("ينتظر تنتظر")
"""Plan only before an event or أن: they are also said of people who stand waiting."""
_BEHIND_MIN: Final = word_set("شأن شأنه شأنها شأنهما")
"""Plan only behind من: من شأنه قطع الطريق."""
_PROTESTS: Final = ("مظاهر", "تظاهر", "احتجاج", "احتج", "اعتصام", "اعتصم", "وقفه", "مسيره", "اضراب", "هتف")
_SOON: Final = 4
"""Words within which a verb that needs أن or an event must have it."""
_WHEN: Final = word_set("on in last at yesterday today earlier this")
"""Behind a verb of demanding they date it: what was demanded stands before it."""


def plans(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    """Tell whether the word at i says of a name what is planned or feared there.

    Parameters
    ----------
    words
        The words of the sentence.
    i
        A cue of the clause.
    first
        The first word of the name.
    cues
        The words of the clause that have a flag, in order, without the name.
    """
    flag = words[i].flags
    if flag & Flag.MODAL:
        return _modal(words, i, first, cues)
    if flag & Flag.PLANS:
        return _wishes(words, i, first, cues)
    if flag & Flag.NEGATES and words[i].folded == "لم" and i and words[i - 1].folded == "ما":
        return first > i  # "unless"
    if flag & Flag.NEGATES and first > i and excludes(words, i + 1):
        return True  # "did not rule out a raid on Nawa"
    if flag & Flag.BE and words[i].folded in _BEING and _before_a_verb(words, i):
        return first > i or not any(e < i for e in cues if words[e].flags & Flag.EVENT)
    return False


def headline_future(words: list[Word], i: int) -> bool:
    """Tell "to" before a verb, as headlines write the future: "Turkey to launch operation in Manbij"."""
    if words[i].folded != "to" or not i or i + 1 >= len(words) or not words[i - 1].upper:
        return False
    return not words[i + 1].upper or bool(words[i + 1].flags & Flag.VERB)


def _modal(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    if words[i].upper and words[i].ascii and i:
        return False  # May, Will
    following = [w.folded for w in words[i + 1 : i + 3]]
    if following[:1] == ["not"] or not _PERCEIVED.isdisjoint(following) or words[i].folded.endswith("nt"):
        return False
    if words[i].folded == "قد" and not (following and _imperfect(following[0])):
        return False
    if words[i].folded == "حال" and not (i and words[i - 1].folded == "في" and first > i and _is_case(words, i)):
        return False
    if first > i:
        return not speaks_there(words, i, first, cues)
    if _is_where_one_speaks(words, i, first, cues):
        return False
    joint = next((j for j in range(first, i) if words[j].folded == "and"), None)
    events = [e for e in cues if words[e].flags & Flag.EVENT]
    return joint is None or not any(e < joint and words[e].flags & Flag.VERB for e in events)


def _is_case(words: list[Word], i: int) -> bool:
    """Tell في حال before what may come ("in case of a withdrawal") from that of a state ("in a good state")."""
    after = i + 1
    return after < len(words) and bool(words[after].flags & (Flag.EVENT | Flag.VERB | Flag.NEGATES | Flag.MODAL))


def _imperfect(folded: str) -> bool:
    """Tell an Arabic verb in the imperfect, before which قد means "may"; forms in ت- that may be perfect are none."""
    return len(folded) > 3 and (folded[0] == "ي" or folded[:2] in ("تت", "تس", "تش", "تك", "تؤ", "تو"))


def _wishes(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    folded = _bare(words[i].folded)
    after = words[i + 1].folded if i + 1 < len(words) else ""
    if folded in _CALLS and after not in ("for", "on", "upon", "to", "that"):
        return False
    if folded == "wanted" and (after in ("for", "by", "men", "man") or (i and words[i - 1].folded == "most")):
        return False
    done = i and words[i - 1].flags & Flag.BE and words[i - 1].folded not in ("is", "are")
    if folded == "prepared" and done and after != "to":
        return False
    if folded == "promised" and i and words[i - 1].folded == "the":
        return False  # "the promised buses"
    if folded == "حذر" and i and words[i - 1].folded in _CALM:
        return False
    if folded in _WITH_ON:
        return after == _WITH_ON[folded] and first > i
    if not folded.isascii() and not _is_plan(words, i):
        return False
    if folded in _AHEAD_ONLY and folded.isascii() and after in _WHEN and not _is_open(words, i, first):
        return False
    if folded in _DEALS:
        on = next((j for j in range(i + 1, min(first, i + 7)) if words[j].folded == "علي"), 0)
        return bool(on) and words[on + 1].folded not in _TRUCES and on + 1 < first
    if folded in _WITH_TO and not _leads_to_a_verb(words, i):
        return False
    if first > i:
        told = any(i < e < first and words[e].flags & Flag.VERB for e in cues)
        if folded in _CAUSES and told and all(w.folded != "ان" for w in words[i + 1 : i + 4]):
            return False
        if any(w.folded in _REPEATS for w in words[i + 1 : first]):
            return False
        if folded in _AHEAD_ONLY and words[first - 1].folded == "في" and _is_protest(words, i, cues):
            return False
        return not _told_again(words, i, first) and not speaks_there(words, i, first, cues)
    if folded in _AHEAD_ONLY:
        return False
    is_predicate = i and (words[i - 1].flags & Flag.BE or words[i - 1].folded in _LOOKS)
    kind = Flag.VERB if is_predicate else Flag.EVENT  # "an attack on X is likely": the attack is not told as done
    if any(e < i and words[e].flags & kind for e in cues if words[e].flags & Flag.EVENT):
        return False
    return not _goes_on_before(words, i) and not _is_where_one_speaks(words, i, first, cues)


def _is_plan(words: list[Word], i: int) -> bool:
    """Tell whether an Arabic word at i that plans only before أن or an event, or only behind من, stands so."""
    folded = words[i].folded
    ahead = range(i + 1, min(len(words), i + 1 + _SOON))
    if folded in _WITH_AN:
        that = next((j for j in ahead if words[j].folded == "ان"), 0)
        return 0 < that < len(words) - 1 and words[that + 1].folded not in ("يكون", "تكون")
    if folded in _WAITS:
        return any(words[j].folded == "ان" or words[j].flags & Flag.EVENT for j in ahead)
    return folded not in _BEHIND_MIN or (i > 0 and words[i - 1].folded == "من")


def _is_open(words: list[Word], i: int, first: int) -> bool:
    """Tell whether no comma stands between a plan at i and a name behind it."""
    return not any(not COMMAS.isdisjoint(w.gap) for w in words[i + 1 : first + 1])


def _is_protest(words: list[Word], i: int, cues: list[int]) -> bool:
    """Tell that those who protest demand at i: مظاهرة تطالب برحيل المحافظ في سراقب; there the protest was."""
    return any(
        e < i and words[e].flags & Flag.EVENT and words[e].folded.lstrip("و").startswith(_PROTESTS) for e in cues
    )


def _bare(folded: str) -> str:
    """Return a word without the Arabic "and" before it, if it is one of those that are looked for."""
    return folded[1:] if folded[:1] == "و" and folded[1:] in _LOOKED_FOR else folded


def _leads_to_a_verb(words: list[Word], i: int) -> bool:
    folded = words[i].folded
    if folded in _STATES and not (i and words[i - 1].flags & Flag.BE):
        return False
    if folded in ("trying", "attempting") and words[i - 1].folded in ("was", "were"):
        return False
    return _before_a_verb(words, i)


def _before_a_verb(words: list[Word], i: int) -> bool:
    """Tell whether "to" and an infinitive follow the word at i."""
    if i + 2 >= len(words) or words[i + 1].folded != "to":
        return False
    verb = words[i + 2]
    if verb.upper or verb.folded in _NO_VERB or not verb.text.isalpha() or verb.folded.endswith("ing"):
        return False
    return not words[i + 2].flags & Flag.EVENT or bool(words[i + 2].flags & Flag.VERB) or verb.folded in _INFINITIVES


_INFINITIVES: Final = word_set(
    "attack strike raid fire release return visit advance capture withdraw swap exchange fight"
)


def _told_again(words: list[Word], i: int, first: int) -> bool:
    """Tell whether between a plan at i and a name a verb in the past goes on telling: "and shelled Nawa"."""
    for j in range(i + 1, first - 1):
        if words[j].folded in ("and", "but", "yet"):
            verb = words[j + 1]
            past = verb.folded.endswith("ed") or verb.folded in _PAST
            if past and words[j + 1].flags & Flag.EVENT and verb.folded not in _ADJECTIVES:
                return not any(w.flags & Flag.BE for w in words[i:j])
    return False


def _goes_on_before(words: list[Word], i: int) -> bool:
    """Tell whether something goes on in front of the word at i: "people are leaving Tafas for fear of arrest"."""
    for j in range(max(1, i - 12), i):
        ing = words[j].folded
        if ing.endswith("ing") and len(ing) > 5 and ing not in _UNDERWAY and words[j - 1].flags & Flag.BE:
            return True
    return False


def _is_where_one_speaks(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    """Tell where somebody speaks ("an official in X said") from where those live of whom it is told."""
    return first > 1 and words[first - 1].folded in ("in", "from") and speaks_between(words, first, i, cues)
