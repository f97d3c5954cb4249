"""Tell whether words deny what happened at a place, or say that the text itself is not sure of it.

A denied report must not look like an attack, nor an attack like a denial; so each word that negates has its guard:

- What did not follow from an event, or did not end, denies nothing: "no casualties", "has not stopped", لم يتوقف, nor
  does what was not said, known or claimed: "could not say", لم تتبن. "No" denies a noun only if that is an event.
- "Denied" denies what follows it, not the place where the speaker stands; "the reports were denied", "claims of a raid
  are false", عارية عن الصحة deny what the reports tell, before them.
- ما denies before من, with أي, أحد behind its verb, or before "we" (ما قصفنا); else it is "what".
- "Dismissed", "rejected", "refuted" deny only reports and claims; "failed to", "has yet to" only an arrival.
- "No truth to", لا صحة deny all that follows. Behind "if" and "unless" a negation is a condition.
- A negation behind an event and the name leaves the event standing ("the strike on X did not kill"), one before another
  clause ends there ("denied it, and shells hit X"), and one in what somebody says is not said of where he stands.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from geo.clauses import CLAIMS, LONGEST
from geo.matcher import COMMAS, Word
from geo.names import word_set
from geo.narration import FLAGS, Flag

_SURE: Final = word_set(
    """
    clear known certain verify verified verification confirm confirmed confirmation corroborate corroborated
    learned established determined
    independently authenticate authenticated ascertain مؤكد مؤكدة واضحا واضح التحقق التأكد يتأكد تتأكد تأكيد
    """
)
_HARD: Final = word_set("impossible difficult hard unable")
"""Make a sentence unsure before "to verify"."""
_DOUBTED: Final = word_set("مؤكد مؤكدة المؤكدة موثقة واضح معروف")
"""Arabic adjectives that are unsure behind غير."""
_MAYBE: Final = frozenset({"may", "might", "could"})
_REJECTS: Final = word_set(
    """
    dismissed dismisses dismissing rejected rejects rejecting refuted refutes refuting disputed disputes disputing
    debunked debunks laughed brushed shrugged waved scoffed discounted contradicted rubbished rebutted
    contested disavowed شكك شككت يشكك تشكك سخر سخرت تهكم تهكمت استهزأ استخف استخفت
    """
)
_FALSE: Final = word_set(
    """
    false untrue baseless unfounded groundless fabricated fabrication fabrications fake hoax invention invented
    concocted staged nonsense
    propaganda bogus fictitious hearsay كاذبة كاذب مفبركة مفبرك باطلة باطل مضللة مغلوطة مختلقة مزورة زائفة
    افتراء افتراءات فبركة فبركات تلفيق اختلاق محض
    incorrect inaccurate ملفقة ملفق عارية عار صحيحة صحيح
    """
)
_HAPPEN: Final = word_set("take go happen occur materialise materialize begin start proceed")
"""Behind a negation they deny the event that is named before it: "the march in X did not take place"."""
_PRESENT: Final = word_set(
    "base bases troops forces fighters soldiers militants militias militia presence rebels gunmen"
)
"""What "there are no" denies like an event."""
_HURT: Final = word_set("killed injured wounded hurt harmed died")
_FAILS: Final = word_set("failed fails failing refused refuses yet unable")
_ARRIVING: Final = word_set(
    "set reach arrive get enter deliver materialise materialize make be come access appear show obtain return receive"
)
_TRUTH: Final = word_set("truth basis foundation substance صحة أساس حقيقة وجود")
_TRUE: Final = word_set("true truth accurate correct reality happened occurred")
"""Behind "reports of ..." and a negation they deny the reports."""
_EXCLUDES: Final = word_set("استبعد استبعدت يستبعد تستبعد نستبعد")
_CONDITIONS: Final = word_set("if unless اذا ما إن لو حال")
_NO_MATTER: Final = word_set("time group reason reasons choice name secret surprise doubt")
"""Right behind \"no\" they deny no event."""
_FIRSTS: Final = word_set("first only last isolated new الأول الأولى الأولي الوحيد الوحيدة الأخير الأخيرة جديدا")
_BUT: Final = word_set("سوى إلا")
"""Behind a negation they tell what was: لم تدخل سوى شاحنة."""
_TOLD: Final = word_set("that it its they their ان انه انها انهم")
"""Behind a verb of denying, they open what is denied: what is joined to that is denied too."""
_JOINTS: Final = frozenset({"and", "yet", "but"})
"""Join a clause to one before it."""
_SEATS: Final = word_set("in from at في من")
_MA: Final = word_set("ما وما فما")
_ANY: Final = word_set("أي أية أيا أحد حدا حد شي قط أبدا")
"""Show that the ما before them denies."""
_HINTS: Final = word_set("يشير يدل يؤكد يثبت يوحي يدعو")
"""Behind a negation and ما, they deny that there is a sign of what follows."""
_NOT_YET: Final = 4
"""Words that may stand between "no" and what is absent."""
_NEITHER: Final = 8
"""The same of "neither X nor Y has commented"."""
_CLAIMED: Final = 5
"""Words that may stand between "dismissed" and "reports"."""


def unsure(words: list[Word], i: int) -> int:
    """Return the word after a cue at i that the text is not sure: "unconfirmed", "not clear", ما إذا; 0 if none."""
    flag, folded = words[i].flags, words[i].folded
    if flag & Flag.UNSURE:
        if folded in _DOUBTED:
            return i + 1 if i and words[i - 1].folded == "غير" else 0
        if folded in _HARD:
            found = next((j for j in range(i + 1, min(len(words), i + 4)) if words[j].folded in _SURE), 0)
            return found + 1 if found else 0
        if folded in ("differed", "differ", "varied", "vary"):
            return i + 1 if any(w.folded in CLAIMS for w in words[max(0, i - 4) : i]) else 0
        if any(w.folded in _TRUTH for w in words[i + 2 : i + 7]):
            return 0  # "rumours without basis" are a denial
        if folded == "unknown":
            before = words[i - 1]
            return i + 1 if (i and before.flags & Flag.BE) or before.folded in ("remains", "remained") else 0
        return i + 1
    if folded == "اذا" and i and words[i - 1].folded == "ما":
        return i + 1
    if folded in _MAYBE and i + 1 < len(words) and words[i + 1].folded == "have" and not words[i].upper:
        return i + 2
    if flag & Flag.NEGATES and folded not in _MA:
        found = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].folded in _SURE), 0)
        return found + 1 if found else 0
    return 0


def negates(words: list[Word], i: int, first: int, cues: list[int]) -> int:
    """Return the word after the cue if the word at i denies what is told of a name; 0 if it does not.

    Parameters
    ----------
    words
        The words of the sentence; the one at i has `Flag.NEGATES`.
    first
        The first word of the name.
    cues
        The words of the clause that have a flag, in order, without the name.
    """
    folded = words[i].folded
    if folded in _FALSE:
        return i + 1 if _is_false(words, i, first) else 0
    end = i + 1
    if folded in _MA and not _is_not(words, i):
        return 0
    if folded in _REJECTS or folded == "ruled":
        end = _rejected(words, i)
        if not end:
            return 0
    elif folded in _FAILS:
        if i + 2 >= len(words) or words[i + 1].folded != "to" or words[i + 2].folded not in _ARRIVING:
            return 0
        end = i + 2
    denies = words[i].flags & Flag.SAY
    if (denies or folded in _EXCLUDES) and any(w.flags & Flag.NEGATES for w in words[max(0, i - 3) : i]):
        return 0  # "neither confirmed nor denied"
    if denies and first < i:
        passive = any(w.flags & Flag.BE for w in words[max(0, i - 2) : i])
        return i + 1 if passive and any(w.folded in CLAIMS for w in words[max(0, first - LONGEST) : first]) else 0
    if words[min(len(words) - 1, i + 1)].folded in _TRUTH:
        return i + 2 if first > i or _is_false(words, i, first) else 0
    if first < i and _is_untrue(words, i, first):
        return i + 1
    if not denies and _is_harmless(words, i):
        return 0
    if any(words[c].folded in _CONDITIONS and c < i and words[c].flags & Flag.MODAL for c in cues):
        return 0
    if i and words[i - 1].folded in ("ما", "ان") and folded in ("لم", "لن"):
        return 0  # "unless"
    if first > i:
        seated = not words[i].ascii and denies and _is_seat(words, i, first, cues)
        return 0 if seated or speaks_there(words, i, first, cues) or _goes_on(words, i, first) else end
    before = [e for e in cues if e < i and words[e].flags & Flag.EVENT]
    if before and words[min(i + 1, len(words) - 1)].folded in _HAPPEN:
        before = [e for e in before if words[e].flags & Flag.VERB]
    if before or speaks_between(words, first, i, cues):
        return 0
    return end


def excludes(words: list[Word], i: int) -> bool:
    """Tell whether a verb of ruling out stands at word i."""
    if i >= len(words):
        return False
    return words[i].folded in _EXCLUDES or (
        words[i].folded == "rule" and words[min(i + 1, len(words) - 1)].folded == "out"
    )


def _is_not(words: list[Word], i: int) -> bool:
    """Tell the ما that denies (ما دخلت أي سيارة, ما من قوات, ما قصفنا) from that of "what"."""
    if i + 2 >= len(words):
        return False
    one, two = words[i + 1].folded, words[i + 2].folded
    opens = not i or bool(words[i].signs) or words[i].folded == "وما"
    if one == "من":
        return opens and not two.startswith(("شان", "ال"))
    if one == "في":
        return bool(words[i + 2].flags & Flag.EVENT)
    if opens and one.endswith("نا"):
        return True
    if not words[i + 1].flags & Flag.VERB or one[0] in "يت":
        return False
    return any(w.folded in _ANY for w in words[i + 2 : i + 7])


def speaks_between(words: list[Word], first: int, i: int, cues: list[int]) -> bool:
    """Tell whether a verb of saying stands between a name and the word at i: then the name is where somebody speaks."""
    for s in cues:
        if first < s < i and words[s].flags & Flag.SAY and not words[s].flags & Flag.PLANS:
            return not any(not COMMAS.isdisjoint(w.gap) for w in words[first + 1 : s + 1])
    return False


def speaks_there(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    """Tell whether a name behind the word at i is where it is said: "none has come, he told reporters in Geneva"."""
    for s in reversed(cues):
        if first < s <= first + 3 and words[s].flags & Flag.SAY and words[first - 1].folded in _SEATS:
            # "they want it, a diplomat in Geneva said"
            return any(not COMMAS.isdisjoint(w.gap) for w in words[max(i + 1, first - 8) : first])
        if i < s < first and words[s].flags & Flag.SAY and words[first - 1].folded in _SEATS:
            behind = words[s + 1 : first + 1]
            if any(not COMMAS.isdisjoint(w.gap) or w.folded == "that" for w in behind):
                return False
            return any(not COMMAS.isdisjoint(w.gap) for w in words[i + 1 : s + 1])
    return False


def _is_false(words: list[Word], i: int, first: int) -> bool:
    """Tell whether "false", كاذبة at i is said of the report on a name, which stands before or behind it."""
    folded = words[i].folded
    if folded in ("صحيحه", "صحيح") and (not i or words[i - 1].folded != "غير"):
        return False
    if folded in ("عار", "عاريه") and (i + 1 >= len(words) or words[i + 1].folded != "عن"):
        return False
    if first > i:
        return i + 1 < len(words) and any(w.folded in CLAIMS or w.folded == "that" for w in words[i + 1 : i + 4])
    return any(w.folded in CLAIMS for w in words[max(0, first - LONGEST) : i])


def _is_untrue(words: list[Word], i: int, first: int) -> bool:
    """Tell "reports of a raid on X are not true": a claim before the name, and what is denied is its truth."""
    if all(w.folded not in _TRUE for w in words[i + 1 : i + 1 + _NOT_YET]):
        return False
    return any(w.folded in CLAIMS for w in words[max(0, first - LONGEST) : first])


def _rejected(words: list[Word], i: int) -> int:
    """Return the word after what is rejected if that is a claim; 0 if it is anything else."""
    if words[i].folded == "ruled":
        return i + 2 if i + 1 < len(words) and words[i + 1].folded == "out" else 0
    for j in range(i + 1, min(len(words), i + 1 + _CLAIMED)):
        if words[j].folded in CLAIMS or words[j].folded == "that":
            return j + 1
    return 0


def _is_harmless(words: list[Word], i: int) -> bool:
    """Tell that no event is denied: "no casualties", "has not stopped", "not the first", "no shelter left"."""
    folded = words[i].folded
    following = words[i + 1 : i + 1 + (_NEITHER if folded == "neither" else _NOT_YET)]
    if folded == "without":  # "men without plates fled": the verb has another subject
        return not any(
            w.flags & Flag.EVENT and (not w.flags & Flag.VERB or w.folded.endswith("ing")) for w in following
        )
    if folded == "nothing":
        return bool(following) and following[0].folded in ("to", "but", "new")
    if folded in ("no", "any") and following and following[0].folded in _NO_MATTER:
        return True
    if any(one.folded in ("let", "lets") and two.folded == "up" for one, two in pairwise(following)):
        return True
    if any(w.flags & Flag.HARMLESS for w in following):
        single = folded == "not" and following[0].folded in ("one", "a") and following[-1].folded != "first"
        home = any(w.folded == "الي" for w in following) and following[0].folded in ("يعد", "تعد", "يعودوا")
        if not home and not (single and (following[0].folded == "one" or following[1].folded == "single")):
            return True
    if _is_of_another(words, i) or (following and _is_undone(words, i)):
        return True
    if not words[i].ascii:
        behind = {w.folded for w in words[i + 1 : i + 9]}
        ranks = words[i].flags & Flag.ABSENT or (following and following[0].folded in _BEING)
        if not _BUT.isdisjoint(behind) or (ranks and not _FIRSTS.isdisjoint(behind)):
            return True
    if any(one.folded == "ما" and two.folded in _HINTS for one, two in pairwise(following)):
        return False  # "nothing points to a withdrawal"
    if words[i].flags & Flag.ABSENT:
        there = i > 1 and words[i - 2].folded == "there" and any(w.folded in _PRESENT for w in following)
        events = [k for k, w in enumerate(following, i + 1) if w.flags & Flag.EVENT]
        return not there and all(_remains(words, k) for k in events)
    return False


_BEING: Final = word_set("يكن تكن يكونوا")


def _is_undone(words: list[Word], i: int) -> bool:
    """Tell a negation that takes itself back ("did not rule out", "did not deny"), or denies a rank or the hurt."""
    one = words[i + 1]
    two = words[i + 2].folded if i + 2 < len(words) else ""
    if (words[i + 1].flags & Flag.NEGATES and words[i + 1].flags & Flag.SAY) or excludes(words, i + 1):
        return True
    if words[i].folded == "not":
        return one.folded in ("the", "an") and two in _FIRSTS
    hurt = (j for j in range(i + 2, min(len(words), i + 1 + _NOT_YET)) if words[j].folded in _HURT)
    return words[i].folded == "no" and any(words[j - 1].flags & Flag.BE for j in hurt)


def _is_of_another(words: list[Word], i: int) -> bool:
    """Tell that only the doer is denied: "it was not the army that shelled X", ليست داعش من هاجم."""
    if words[i].folded in ("ليس", "ليست"):
        who = range(i + 2, min(len(words) - 1, i + 5))
        return any(words[j].folded == "من" and words[j + 1].flags & Flag.VERB for j in who)
    if words[i].folded != "not" or i < 2 or words[i - 2].folded != "it":
        return False
    return any(w.folded in ("that", "who") for w in words[i + 1 : i + 9])


def _remains(words: list[Word], j: int) -> bool:
    """Tell the "left" of what remains ("no shelter left in Douma") from that of who goes away."""
    if words[j].folded != "left":
        return False
    gone = words[j - 1].folded in ("had", "have", "has")
    return not gone and (j + 1 >= len(words) or not (words[j + 1].upper or words[j + 1].folded in ("for", "the")))


def _is_seat(words: list[Word], i: int, first: int, cues: list[int]) -> bool:
    """Tell the place of who denies, between an Arabic verb and what is denied: نفى قيادي في عفرين دخول القوات."""
    if words[first - 1].folded not in _SEATS or any(i < e < first for e in cues if words[e].flags & Flag.EVENT):
        return False
    return first - i <= 6 and any(e > first for e in cues if words[e].flags & Flag.EVENT)


def _goes_on(words: list[Word], i: int, first: int) -> bool:
    """Tell whether between a negation at i and a name a clause of its own begins: "denied it, and shells hit Homs".

    Such a clause has a verb before the name; without a comma also a subject, and nothing is told with "that" or "it".
    """
    reported = False
    for j in range(max(i + 1, first - LONGEST), first):
        folded = words[j].folded
        if folded in _TOLD:
            reported = True
        elif folded in _JOINTS and not words[j - 1].flags & Flag.NEGATES:  # not in "not yet"
            comma = not COMMAS.isdisjoint(words[j].gap)
            subject = not words[j + 1].flags & Flag.VERB and words[j + 1].folded not in _TOLD
            another = (comma or (subject and not reported)) and words[j + 1].folded != "that"
            if another and any(w.flags & Flag.VERB and not w.flags & Flag.SAY_BESIDE for w in words[j + 1 : first]):
                return True
        elif folded[:1] == "و" and words[j].flags & Flag.VERB and FLAGS[folded[1:]] & Flag.EVENT and not reported:
            return True  # نفت روسيا قصف بنش وقصفت سراقب
    return False
