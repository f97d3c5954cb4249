"""Sayers and alleged actors in Arabic: verb first or subject first (the rules: `geo.attribution`)."""

from __future__ import annotations

from typing import Final

from geo.matcher import Word
from geo.narration import Flag, word_set
from geo.sayers import REACH
from geo.sayers_phrases import Phrases
from geo.unnamed import UNNAMED

_ARABIC_ENDS: Final = word_set("ان انه انها انهم بان بانه بانها بانهم عن الي علي مقتل ل")
_OF_A_BODY: Final = word_set("في من لدى باسم ضمن داخل")
"""Between an unnamed speaker and the body that the speaker is of."""
_BESIDE: Final = 3
"""Words that may stand between the two."""
_BLAME: Final = word_set("باللوم اللوم باللائمة اللائمة")
_WITH_L: Final = word_set("لبنان لواء لجان لجنة")
_ARABIC_SELF: Final = word_set("انه انها انهم بانه بانها بانهم")
_ARABIC_OWN: Final = word_set(
    """
    قواته قواتها طائراته طائراتها مقاتليه مقاتليها مقاتلاته مقاتلاتها جيشها عناصره عناصرها مسوليته مسوليتها
    """
)


def _is_to(word: Word) -> bool:
    """Tell a word with the proclitic l-, "to", from a name that begins with that letter."""
    return word.folded.startswith("ل") and word.folded not in _WITH_L


class Arabic(Phrases):
    """Reads the words in Arabic script, and what a text holds in Latin script as `Phrases` does."""

    def arabic(self, i: int, flag: int) -> None:
        """Read what the cue at word i says."""
        words = self.words
        if flag & Flag.SOURCE:
            start = i + 1
            while start < len(words) and words[start].folded in ("عن", "ل", "ما"):
                start += 1
            self.said |= self._behind(start)
            return
        if flag & Flag.ALLEGED:
            self.alleged_after(i + 1, 5)
            return
        if words[i].folded in _BLAME:
            self._blame(i)
            return
        before = self._actor_before(i)
        if flag & Flag.ACCUSE:
            self._arabic_accuse(i, before)
            return
        if not flag & Flag.SAY:
            return
        sayers = before or self._behind(i + 1)
        self.said |= sayers
        self.heard |= self._told(sayers)
        if words[i].folded.lstrip("وف").startswith("نقل"):
            about = next((j for j in range(i + 1, min(len(words), i + 8)) if words[j].folded == "عن"), None)
            if about is not None:
                self.said |= self._behind(about + 1)
        if sayers and self._arabic_acts(i, sayers):
            self.acts |= sayers

    def _blame(self, i: int) -> None:
        """Read ألقت واشنطن باللوم على دمشق: who stands before the blame says, who follows على is alleged."""
        words, inside = self.words, self.inside
        on = i + 1 if i + 1 < len(words) else i
        if words[on].folded != "علي":
            return
        for j in range(on + 1, min(len(words), on + 4)):
            if j in inside:
                self.alleged.add(inside[j])
                break
        sayers = [inside[j] for j in range(max(0, i - _BESIDE), i) if j in inside]
        self.said |= set(sayers)

    def _actor_before(self, i: int) -> set[int]:
        """Return the actor that ends right before the verb at i, unless w- or f- opens another clause with it."""
        verb = self.words[i].folded
        other = verb[:1] in ("و", "ف") and not verb.startswith(("وثق", "وصف"))
        return {self.inside[i - 1]} if i - 1 in self.inside and self.words[i].gap == " " and not other else set()

    def _behind(self, start: int) -> set[int]:
        """Return the first actor behind a verb or "according to", and those that touch it."""
        words = self.words
        for j in range(start, min(len(words), start + REACH)):
            if j > start and words[j].gap.strip() and not words[j].hyphen:
                break
            if j in self.inside:
                k = self.inside[j]
                found = {k}
                while k + 1 < len(self.who) and self._goes_on(k):
                    k += 1
                    found.add(k)
                return found
            if words[j].folded in _ARABIC_ENDS or self.flags[j] & (Flag.EVENT | Flag.PLANS | Flag.SAY):
                break
        return set()

    def _told(self, sayers: set[int]) -> set[int]:
        """Return to whom the sayers tell it: قالت مصادر لرويترز, لـ "عنب بلدي"."""
        words, who = self.words, self.who
        k = max(sayers, default=len(who)) + 1
        if k >= len(who) or who[k].first - who[k - 1].last > _BESIDE:
            return set()
        first = who[k].first
        return {k} if _is_to(words[first]) or words[first - 1].folded == "ل" else set()

    def _goes_on(self, k: int) -> bool:
        """Tell whether the next actor belongs to the same subject: it touches, or is the body of an unnamed speaker.

        مصدر في الدفاع المدني is the body's, مصادر محلية وناشطون are two.
        """
        words, one, two = self.words, self.who[k], self.who[k + 1]
        between = range(one.last, two.first)
        if len(between) > _BESIDE or any(words[i].gap != " " for i in (*between, two.first)):
            return False
        if not between:
            return not _is_to(words[two.first])
        joined = words[two.first].folded[:1] == "و" and two.actor in UNNAMED
        return one.actor in UNNAMED and (joined or any(words[i].folded in _OF_A_BODY for i in between))

    def _arabic_accuse(self, i: int, before: set[int]) -> None:
        """Read subject and object of a verb of accusing, which may touch: اتهمت واشنطن دمشق."""
        words, who = self.words, self.who
        run = sorted(self._behind(i + 1))
        if words[i].folded.startswith("متهم"):
            self.alleged |= set(run)
            return
        if before:
            self.said |= before
            self.alleged |= set(run)
            return
        split = len(run)
        if len(run) > 1:
            split -= 1
            while split > 1 and words[who[run[split]].first].folded.startswith("و"):
                split -= 1
        self.said |= set(run[:split])
        self.alleged |= set(run[split:])
        if run and split == len(run):
            self.alleged |= self._object_behind(who[run[-1]].last)

    def _object_behind(self, start: int) -> set[int]:
        """Return the actors behind a subject, up to what they are accused of (a word with bi-) or a comma."""
        found: set[int] = set()
        for j in range(start, min(len(self.words), start + REACH)):
            folded = self.words[j].folded
            if j in self.inside:
                found.add(self.inside[j])
            elif (folded.startswith("ب") and len(folded) > 2) or (j > start and self.words[j].gap.strip()):
                break
        return found

    def _arabic_acts(self, i: int, sayers: set[int]) -> bool:
        words = self.words
        if words[i].folded.lstrip("و").startswith("تبن"):
            return True
        start = max(max(self.who[k].last for k in sayers), i + 1)
        here = [w.folded for w in words[start : start + 5]]
        if any(w in _ARABIC_SELF or w in _ARABIC_OWN for w in here[:3]):
            return True
        if not self.flags[i] & Flag.NEGATES or not here:
            return False
        same = here[0] == "ان" and len(here) > 1 and here[1].startswith(("ت", "ي"))  # نفت أن تكون قصفت
        return same or bool(self.flags[start] & Flag.EVENT)
