"""Sayers and alleged actors in Arabic: verb first or subject first (the rules: `geo.attribution`)."""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.matcher import Word
from geo.names import word_set
from geo.narration import FLAGS, Flag
from geo.sayers import REACH, numbers
from geo.sayers_phrases import KIND_NOUNS
from geo.sayers_senses import ARABIC_SENSES, Senses
from geo.unnamed import UNNAMED

_ARABIC_ENDS: Final = word_set("ان انه انها انهم بان بانه بانها بانهم عن الي علي مقتل ل")
_OF_A_BODY: Final = word_set("في من لدى باسم ضمن داخل")
"""Between an unnamed speaker and the body that the speaker is of."""
_BESIDE: Final = 3
"""Words that may stand between the two."""
_BLAME: Final = word_set("باللوم اللوم باللائمة اللائمة")
_WITH_W: Final = word_set("واشنطن وزارة وكالة وحدات وزير وسائل وفد وول وادي")
_WITH_L: Final = word_set("لبنان لواء لجان لجنة")
_NOT: Final = word_set("لم لن لا")
_BEFORE_VERB: Final = word_set("قد كان كانت ايضا بدوره بدورها")
"""May stand between a subject and its verb."""
_QUOTES: Final = frozenset("«»\"“”‘’'")
_CLAIM: Final = ("تبن", "يتبن", "تتبن")
_WITH_BI: Final = ("طالب", "يطالب", "تطالب", "ندد", "يندد", "تندد", "رحب", "يرحب", "ترحب", "اعترف", "يعترف", "تعترف",
    "اقر", "يقر", "تقر", "نوه", "ينوه", "تنوه", "اشاد", "وصف", "يصف", "تصف")  # fmt: skip
"""Verbs whose object has bi-, and stands behind their subject."""
_NO_BI: Final = word_set(
    "باسم باسمه باسمها بعض بيان برنامج بعثه بلديه بطريرك بنك بريطانيا برلين باريس بغداد بيروت بكين"
)
_JUDGES: Final = ("وصف", "صف", "يصف", "تصف", "عتبر", "اعتبر", "يعتبر", "تعتبر")
_TAKES: Final = word_set("استعاده السيطره بسط اطلاق شن تحرير بدء اسقاط تدمير قتل اعتقال ضبط تفكيك احباط انهاء")
"""Behind "announced": what the sayer did."""
_MOVES: Final = ("نقل", "ينقل", "تنقل", "نشر", "ينشر", "تنشر")
_REPORTING: Final = word_set("عن ان بان انباء خبر الخبر تصريحات تصريح بيان قوله قولهم قولها صور مقطع")
_TROOPS: Final = word_set(
    """
    قوات قواتها قواته تعزيزات عناصر عناصرها حواجز نقاط نقاطا دبابات جنود جنودا جنودها منظومه انظمه بطاريات مقاتلين
    مقاتليها وحدات وحداتها قناصه اسلحه اليات طائرات صواريخ مدرعات حاجزا الاف مئات
    """
)
_HEARD: Final = ("ابلغ", "اخبر", "طمان", "اطلع", "حذر", "ناشد", "طالب", "حث")
_CALLS: Final = ("دعا", "دعت", "يدعو", "تدعو", "حذر", "يحذر", "تحذر", "حث", "يحث", "تحث")
_PEOPLE: Final = "Residents (unnamed)"
"""Right behind those they are called on, and call nobody."""
_BLAMES_TO: Final = ("عز", "يعز", "تعز", "نسب", "ينسب", "تنسب", "ارجع")
_HOLDS_LIKELY: Final = ("رجح", "يرجح", "ترجح")
_TO_BE: Final = word_set("تكون يكون انها انه")
_SPOKEN: Final = word_set("قول تعبير لسان ذمه")
_ISSUED: Final = word_set("صادر صادره صدر صدرت اصدره اصدرته اصدرتها نشره نشرته رسمي مشترك صحفي عن من ل سابق جديد")
_PAPERS: Final = word_set("بيان بيانا تقرير تقريرا حصيله ارقام معطيات")
"""Arabic papers that are an actor's only with ل or عن between, or right before it."""
_IN_IT: Final = word_set("فيه فيها فيهما بموجبها خلالها خلاله")
_TO: Final = word_set("الي من في عن علي مع ضد لدي")
_TO_MEDIA: Final = word_set(
    "لمراسل لمراسلنا لوكاله لصحيفه لقناه لشبكه لموقع لتلفزيون لاذاعه لراديو لبرنامج لمنصه لجريده"
)
_ARABIC_SELF: Final = word_set("انه انها انهم بانه بانها بانهم")
_ARABIC_OWN: Final = word_set(
    """
    قواته قواتها طائراته طائراتها مقاتليه مقاتليها مقاتلاته مقاتلاتها جيشها عناصره عناصرها مسوليته مسوليتها
    """
)


def _is_to(word: Word) -> bool:
    """Tell a word with the proclitic l-, "to", from a name that begins with that letter."""
    return word.folded.startswith("ل") and word.folded not in _WITH_L


def _is_and(word: Word) -> bool:
    """Tell a word with the proclitic w-, "and", from a name that begins with that letter."""
    return word.folded.startswith("و") and word.folded not in _WITH_W


@mypyc_attr(acyclic=True)
class Arabic(Senses):
    """Reads the words in Arabic script, and what a text holds in Latin script as `Senses` does."""

    def arabic(self, i: int, flag: int) -> None:
        """Read what the cue at word i says."""
        words = self.words
        if flag & Flag.SOURCE:
            start = i + 1
            while start < len(words) and words[start].folded in ("عن", "ل", "ما", "الي"):
                start += 1
            self.said |= self._behind(start)
            return
        if flag & Flag.PHRASE and not flag & (Flag.SAY | Flag.ACCUSE):
            self._noun(i)
            return
        if flag & Flag.ALLEGED:
            self.alleged_after(i + 1, 5)
            if not flag & Flag.SAY:
                return
        if words[i].folded in _BLAME:
            self._blame(i)
            return
        before = self._actor_before(i)
        if flag & Flag.ACCUSE:
            self._arabic_accuse(i, before)
        elif flag & Flag.SAY:
            self._arabic_say(i, before)

    def _arabic_say(self, i: int, before: int) -> None:
        words = self.words
        verb = words[i].folded.lstrip("وف")
        if i and words[i - 1].folded.lstrip("وف") in _NOT and not self.words[i].flags & Flag.NEGATES:
            return
        sayers = before or self._behind(i + 1, through=verb.startswith(_CLAIM), bi=verb.startswith(_WITH_BI))
        if not sayers:
            self._meant_arabic(i)
            return
        if verb.startswith(_MOVES) and not self._tells(i, sayers):
            return
        first = self.who[numbers(sayers)[0]]
        if not before and verb.startswith(_CALLS) and first.first == i + 1 and first.actor == _PEOPLE:
            self.heard |= sayers
            return
        if not before and verb.startswith(_HEARD):
            sayers = self._without_hearer(sayers)
        self.said |= sayers
        self.heard |= self._told(sayers)
        if verb.startswith("نقل"):
            about = next((j for j in range(i + 1, min(len(words), i + 8)) if words[j].folded == "عن"), None)
            if about is not None:
                self.said |= self._behind(about + 1)
        if verb.startswith(_BLAMES_TO):
            self._blames_to(self.last_of(sayers))
        if verb.startswith(_HOLDS_LIKELY):
            self._holds_likely(i)
        if self._arabic_acts(i, sayers):
            self.acts |= sayers

    def _noun(self, i: int) -> None:
        """Read على حد قول المجلس, بيان لوزارة الدفاع, إعلان تركيا, وُجهت أصابع الاتهام إلى إسرائيل."""
        words, folded = self.words, self.words[i].folded
        before = words[i - 1].folded if i else ""
        if folded.endswith("اصابع"):
            to = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].folded in ("الي", "نحو", "ل")), None)
            self.alleged |= self._behind(to + 1) if to is not None else 0
            self.said |= 1 << self.inside[i - 1] if self.inside[i - 1] >= 0 else 0
            return
        if folded.lstrip("وف") in ARABIC_SENSES or folded in ARABIC_SENSES:
            self._in_one_sense(i)
            return
        if folded in _SPOKEN:
            self.said |= self._behind(i + 1) if before in ("حد", "علي", "بحسب", "وفق") else 0
            return
        start = i + 1
        while start < min(len(words), i + 4) and words[start].folded in _ISSUED:
            start += 1
        if self.inside[start] < 0 or self._stop(start):
            return
        to = _is_to(words[start]) or words[start - 1].folded in ("ل", "عن", "من")
        if start > i + 1 or to or folded.lstrip("ول") not in _PAPERS:
            sayers = self._behind(start)
            self.said |= sayers
            last = self.last_of(sayers)
            deed = folded.endswith("اعلان") and last < len(words) and self.words[last].flags & Flag.EVENT
            for k in numbers(sayers):
                if deed and self.who[k].kind not in ("person", "organisation"):
                    self.acts |= 1 << k

    def _in_one_sense(self, i: int) -> None:
        """Read ردت دمشق بأن, رفضت طهران الاتهامات, وجدت اللجنة أن, عبرت الأمم المتحدة عن قلقها."""
        words = self.words
        verb = words[i].folded
        marks = ARABIC_SENSES[verb if verb in ARABIC_SENSES else verb.lstrip("وف")]
        before = self._actor_before(i)
        sayers = before or self._behind(i + 1)
        if (i and words[i - 1].folded.lstrip("وف") in _NOT) or (not before and self.inside[i + 1] < 0):
            return
        start = i + 1 if before or not sayers else self.last_of(sayers)
        here = {w.folded for w in words[start : start + 4]}
        if sayers and (not marks or not marks.isdisjoint(here)):
            self.said |= sayers

    def _stop(self, j: int) -> bool:
        """Tell whether a sign before word j ends a phrase; quotation marks around a name do not."""
        gap = self.words[j].gap
        if gap == " " or not (signs := gap.strip()) or self.words[j].hyphen:
            return False
        if not _QUOTES.issuperset(signs):
            return True
        if self.inside[j] >= 0:
            last = self.who[self.inside[j]].last
            return last < len(self.words) and not _QUOTES.intersection(self.words[last].gap)
        return self.inside[j - 1] < 0

    def _tells(self, i: int, sayers: int) -> bool:
        """Tell "carried" (a report) from "moved" (troops), as نقل and نشر mean both."""
        last = self.last_of(sayers)
        behind = {w.folded for w in self.words[last : last + 3]}
        if self.words[i].folded.lstrip("وفيت").startswith("نقل"):
            here = {w.folded for w in self.words[i + 1 : last + 5]}
            return not here.isdisjoint(_REPORTING) or any(self.who[k].kind == "organisation" for k in numbers(sayers))
        return behind.isdisjoint(_TROOPS)

    def _without_hearer(self, sayers: int) -> int:
        """Return the subject of "told", whose object may touch it: أبلغت موسكو واشنطن; the object hears."""
        run = numbers(sayers)
        if len(run) < 2:
            return sayers
        last = self.who[run[-1]]
        if last.actor in UNNAMED or _is_and(self.words[last.first]):
            return sayers
        if last.first == self.who[run[-2]].last:
            self.heard |= 1 << run[-1]
            return sayers & ~(1 << run[-1])
        return sayers

    def _blames_to(self, start: int) -> None:
        """Read عزت الهجوم إلى إسرائيل: who stands behind إلى is alleged."""
        for j in range(start, min(len(self.words), start + 12)):
            if self.words[j].folded == "الي":
                self.alleged |= self._behind(j + 1) if self.inside[j + 1] >= 0 else 0
                return

    def _holds_likely(self, i: int) -> None:
        """Read رجحت مصادر أن تكون إسرائيلية, رجح أنها روسية."""
        for j in range(i + 1, min(len(self.words), i + 8)):
            if self.words[j].folded in _TO_BE:
                self.alleged_after(j + 1, 3)
                return

    def _meant_arabic(self, i: int) -> None:
        """Find the actor that الحركة or الوكالة behind or before the verb stands for."""
        words = self.words
        for j in (i + 1, i - 1):
            if 0 <= j < len(words) and not self._stop(max(i, j)):
                kind = KIND_NOUNS.get(words[j].folded)
                if kind and words[j].folded.startswith("ال"):
                    self.one_of(kind, j)
                    return

    def _blame(self, i: int) -> None:
        """Read ألقت واشنطن باللوم على دمشق: who stands before the blame says, who follows على is alleged."""
        words, inside = self.words, self.inside
        on = i + 1 if i + 1 < len(words) else i
        if words[on].folded != "علي":
            return
        for j in range(on + 1, min(len(words), on + 4)):
            if inside[j] >= 0:
                self.alleged |= 1 << inside[j]
                break
        for j in range(max(0, i - _BESIDE), i):
            if inside[j] >= 0:
                self.said |= 1 << inside[j]

    def _actor_before(self, i: int) -> int:
        """Return the actor that ends right before the verb at i, unless w- or f- opens another clause with it."""
        verb = self.words[i].folded
        other = verb[:1] in ("و", "ف") and not verb.startswith(("وثق", "وصف", "فند"))
        at = i
        while at > 1 and self.words[at - 1].folded in _BEFORE_VERB and self.words[at].gap == " ":
            at -= 1
        if other or self._stop(at):
            return 0
        if self.inside[at - 1] < 0:
            return self._speakers_of(at)
        k = self.inside[at - 1]
        first = self.who[k].first
        behind = self.words[i + 1].folded if i + 1 < len(self.words) else ""
        if behind in _IN_IT and first and (self.words[first - 1].folded in _TO or _is_to(self.words[first])):
            return 1  # وجهت الوزارة رسالة إلى مجلس الأمن تتهم فيها: the first actor's letter
        return 1 << k

    def _speakers_of(self, at: int) -> int:
        """Return unnamed speakers before what they are and their verb: ناجون من حمص يحكون, شهود عيان قالوا."""
        for j in range(at - 2, max(-1, at - 5), -1):
            if self._stop(j + 1) or self.words[j + 1].flags & (Flag.VERB | Flag.SAY | Flag.BREAK):
                return 0
            if self.inside[j] >= 0:
                k = self.inside[j]
                near = j == at - 2 or self.words[j + 1].folded in _OF_A_BODY
                return 1 << k if self.who[k].actor in UNNAMED and near else 0
        return 0

    def _behind(self, start: int, *, through: bool = False, bi: bool = False) -> int:
        """Return the first actor behind a verb or "according to", and those that touch it.

        `through` passes over what the verb is about (تبنى العملية لواء الإسلام); `bi` stops at the object with bi-.
        """
        words = self.words
        ends = Flag.PLANS | Flag.SAY | (0 if through else Flag.EVENT)
        for j in range(start, min(len(words), start + REACH)):
            if j > start and self._stop(j):
                break
            if bi and words[j].folded.startswith("ب") and words[j].folded not in _NO_BI:
                break
            if self.inside[j] >= 0:
                k = self.inside[j]
                found = 1 << k
                while k + 1 < len(self.who) and self._goes_on(k):
                    k += 1
                    found |= 1 << k
                return found
            if words[j].folded in _ARABIC_ENDS or self.words[j].flags & ends:
                break
        return 0

    def _told(self, sayers: int) -> int:
        """Return to whom the sayers tell it: قالت مصادر لرويترز, لـ "عنب بلدي"."""
        words, who = self.words, self.who
        k = numbers(sayers)[-1] + 1 if sayers else len(who)
        if k >= len(who) or who[k].first - who[k - 1].last > _BESIDE:
            return 0
        first = who[k].first
        between = words[first - 1].folded
        return 1 << k if _is_to(words[first]) or between == "ل" or between in _TO_MEDIA else 0

    def _goes_on(self, k: int) -> bool:
        """Tell whether the next actor belongs to the same subject: it touches, or is the body of an unnamed speaker.

        مصدر في الدفاع المدني is the body's, مصادر محلية وناشطون are two.
        """
        words, one, two = self.words, self.who[k], self.who[k + 1]
        between = range(one.last, two.first)
        if len(between) > _BESIDE or any(self._stop(i) for i in (*between, two.first)):
            return False
        if not between:
            return not _is_to(words[two.first])
        if len(between) == 1 and words[one.last].folded == "و":
            return True  # الجيش الحر و«لواء الإسلام»
        joined = words[two.first].folded[:1] == "و" and two.actor in UNNAMED
        return one.actor in UNNAMED and (joined or any(words[i].folded in _OF_A_BODY for i in between))

    def _arabic_accuse(self, i: int, before: int) -> None:
        """Read subject and object of a verb of accusing, which may touch: اتهمت واشنطن دمشق."""
        words, who = self.words, self.who
        behind = self._behind(i + 1)
        run = numbers(behind)
        if words[i].folded.lstrip("و").startswith("متهم"):
            self.alleged |= self._object_behind(i + 1)
            return
        if before:
            self.said |= before
            self.alleged |= behind
            return
        split = len(run)
        if len(run) == 1 and self.said and words[i].folded[0] in "وف" and who[run[0]].first == i + 1:
            after = words[who[run[0]].last : who[run[0]].last + 1]
            if after and after[0].folded.startswith("ب"):
                self.alleged |= behind  # نفت موسكو القصف واتهمت واشنطن بالكذب
                return
        if len(run) > 1:
            split -= 1
            while split > 1 and _is_and(words[who[run[split]].first]):
                split -= 1
        subject = sum(1 << k for k in run[:split])
        self.said |= subject
        self.alleged |= behind & ~subject
        if run and split == len(run):
            self.alleged |= self._object_behind(who[run[-1]].last)

    def _object_behind(self, start: int) -> int:
        """Return the actors behind a subject, up to what they are accused of (a word with bi-) or a comma."""
        found = 0
        for j in range(start, min(len(self.words), start + REACH)):
            folded = self.words[j].folded
            if self.inside[j] >= 0:
                found |= 1 << self.inside[j]
            elif (j > start and self._stop(j)) or (
                folded.startswith("ب") and len(folded) > 2 and not folded.startswith("بين")
            ):
                break
        return found

    def _arabic_acts(self, i: int, sayers: int) -> bool:
        words = self.words
        if words[i].folded.lstrip("و").startswith(_CLAIM):
            return True
        start = max(self.last_of(sayers), i + 1)
        here = [w.folded for w in words[start : start + 5]]
        if words[i].folded.lstrip("و").startswith("اعلن") and not _TAKES.isdisjoint(here[:3]):
            return True
        for at, word in enumerate(here[:3]):
            if word in _ARABIC_SELF and words[i].folded.lstrip("و").startswith(_JUDGES):
                return False  # وصفت الضربة بأنها: of its object
            if word in _ARABIC_SELF:
                return not (start + at + 1 < len(words) and self.words[start + at + 1].flags & Flag.SAY)
            if word in _ARABIC_OWN or self._own_deed(word):
                return True
        if not self.words[i].flags & Flag.NEGATES or not here:
            return False
        same = here[0] == "ان" and len(here) > 1 and here[1].startswith(("ت", "ي"))  # نفت أن تكون قصفت
        return same or bool(self.words[start].flags & Flag.EVENT)

    def _own_deed(self, folded: str) -> bool:
        """Tell a deed of the sayer's own: بانسحابهم, قصفها."""
        if folded.endswith("ه") and folded in FLAGS and FLAGS[folded] & Flag.EVENT:
            return False  # ضربة, غارة are no deed with a pronoun
        stem = folded.removesuffix("ها").removesuffix("هم").removesuffix("ه")
        return stem != folded and bool(FLAGS[stem] & Flag.EVENT and not FLAGS[folded] & Flag.SAY)
