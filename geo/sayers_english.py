"""Sayers and alleged actors in English: subjects, objects and "according to" (the rules: `geo.attribution`)."""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.cues import ACTING, AGENTS
from geo.matcher import COMMAS
from geo.names import word_set
from geo.narration import Flag
from geo.sayers import FAR, REACH, Reading, has, numbers

HARD: Final = frozenset('.;:!?()[]"“”«»—–…؛؟')
ENDS: Final = frozenset(".;:!?()[],،؛؟…")
_CLOSING: Final = frozenset('"”»)—–')
_OPENED: Final = HARD - _CLOSING
_STOPPED: Final = HARD - frozenset("()")
_ENDED: Final = HARD - frozenset('"“”')
_BROKEN: Final = HARD - frozenset("—–()")
_APPOSING: Final = COMMAS | frozenset("—–)")
"""Behind one of those the verb of a subject stands that something is put in apposition to."""
SKIPPED: Final = word_set(
    """
    also on in have has had both yesterday today later earlier repeatedly again now then just separately
    previously officially publicly late early last week month monday tuesday wednesday thursday friday saturday
    sunday reportedly for years be been widely long once
    """
)
"""May stand between a subject and its verb."""
_APPOSED: Final = word_set("a an which who whose head chairman director spokesman spokeswoman speaking citing quoting")
_TOLD_IN: Final = word_set("statement report interview letter briefing tweet post speech message note update email")
"""Behind a subject, a comma and "in a": "Amnesty, in a report published on Monday, found"."""
_RELATIVE: Final = word_set("which who whose where")
_NO_HEAD: Final = word_set("to against on with about over")
_PRONOUNS: Final = word_set("it they he she we")
_OWN: Final = word_set("its their his her our")
_MIND: Final = word_set(
    """
    believes believed hopes hoped wants wanted knows knew fears feared supports supported opposes opposed
    expects expected was were is are
    """
)
_AUXILIARY: Final = word_set("had has have would will could may might did does not also already")
_OBJECT_ENDS: Final = word_set("of for over that in as after")
_PARTICIPLES: Final = word_set(
    """
    reported said claimed published carried released quoted cited documented confirmed announced issued recorded
    shared compiled aired broadcast posted printed gathered collected verified logged counted
    """
)
_MEANS: Final = word_set("phone telephone satellite text email e-mail message skype whatsapp video radio letter")
"""Behind "said by": how it was said, and not who."""
_INVERTED: Final = word_set(
    """
    said says say reported reports added adds wrote writes confirmed announced noted stated explained tweeted insisted
    warned recounted recalled replied concluded commented declared acknowledged complained argued retorted mused
    muttered murmured whispered exclaimed quipped joked scoffed sneered boasted bragged lamented sighed sobbed fumed
    thundered brayed growled shouted cried recounts laments insists confided pleaded reckoned opined remarked remarks
    reckons contends concedes writes explains complains muses opines observed interjected
    continued moaned grumbled promised vowed cautioned shrugged typed texted emailed tweets jeered
    """
)
_TELLS: Final = word_set("told tells assured assures reassured informed informs briefed notified")
"""Their object is the one who hears it."""
_SAID_TO: Final = word_set("said confided confides confessed disclosed divulged complained admitted boasted explained")
"""Behind them "to" leads to the one who hears it."""
_OF_OWN_DEEDS: Final = word_set("vowed vows pledged pledges promised threatened threatens swore")
"""Behind them and "to" stands what the sayer will do."""
_CALLED_NAMES: Final = word_set(
    """
    attack attacks raid raids bombing bombings strikes killing killings massacre siege claim claims report reports
    strike bombardment shelling campaign takeover push siege situation conditions crisis arrest arrests detention plan
    accusation accusations allegation allegations move decision operation offensive vote incursion assault
    """
)
"""Behind "called the": what one has a word for, not what one calls together ("called the meeting")."""
_NAMES_IT: Final = word_set("called calls termed dubbed labelled labeled")
_WILL_DO: Final = word_set(
    """
    denied denies admitted admits acknowledged acknowledges confirmed claimed claims announced
    """
)


@mypyc_attr(acyclic=True)
class English(Reading):
    """Reads the words in Latin script."""

    def english(self, i: int, flag: int) -> None:
        """Read what the cue at word i says."""
        words = self.words
        following = self.following(i)
        if flag & Flag.SOURCE:
            if words[i].folded != "according" or following == "to":
                self.said |= self._forward(i + (2 if following == "to" else 1), lists=i > 0)
            return
        passive = self._passive(i)
        if flag & Flag.ACCUSE:
            self._accuse(i, following, passive=passive)
            return
        if flag & Flag.BELIEVED and passive:
            self.alleged |= self._subject(i)
            if following == "to" or words[i].folded == "suspected":
                self.alleged_after(i + 1, 4)
            return
        if flag & Flag.BELIEVED and following == "to" and not flag & Flag.SAY:
            self.alleged_after(i + 1, 7)
            return
        if flag & Flag.ALLEGED and words[i].folded.endswith("ly") and self._beside(i):
            self.alleged |= 1 << self.inside[i - 1]
            return
        if flag & Flag.ALLEGED and not self._beside(i):
            self.alleged_after(i + 1, 2)
            return
        by = following == "by" and words[min(i + 2, len(words) - 1)].folded not in _MEANS
        if passive or (by and words[i].folded in _PARTICIPLES):
            if by:
                self.said |= self._forward(i + 2)
            return
        if words[i].folded in _NAMES_IT and following not in ("for", "on", "upon"):
            self._calls(i, following)
            return
        if flag & Flag.SAY_BESIDE and not flag & Flag.SAY and not self._beside(i):
            self.said |= self._inverted(i) if words[i].folded in _INVERTED else 0
            return
        if flag & (Flag.SAY | Flag.SAY_BESIDE):
            self._say(i, following)

    def _calls(self, i: int, following: str) -> None:
        """Read "what SANA called an Israeli attack", "a campaign that Tehran called illegal", "calls it a crime"."""
        called = {w.folded for w in self.words[i + 2 : i + 4]}
        if following in ("the", "such", "that", "those", "its") and not called.isdisjoint(_CALLED_NAMES):
            self.said |= self._subject(i)
            return
        subject = self._subject(i) if self._beside(i) else 0
        first = self.first_of(subject)
        opened = any(w.folded in ("what", "that", "which") for w in self.words[max(0, first - 5) : first])
        if subject and (opened or following in ("it", "them", "this", "that", "these")):
            self.said |= subject
            if following in ("a", "an", "the"):
                self.alleged_after(i + 2, 3)

    def following(self, i: int) -> str:
        """Return the word after word i, folded; empty where a sign stands between the two."""
        word = self.words[i + 1] if i + 1 < len(self.words) else None
        return word.folded if word is not None and not has(word, ENDS) else ""

    def _passive(self, i: int) -> bool:
        """Tell whether a form of "be" governs the participle at i."""
        j = i - 1
        while j >= 0 and (self.words[j].folded in SKIPPED or self.words[j].folded.endswith("ly")):
            if self.words[j].flags & Flag.BE:
                return True
            j -= 1
        return j >= 0 and bool(self.words[j].flags & Flag.BE)

    def _beside(self, i: int) -> bool:
        """Tell whether an actor ends right before word i, the two joined."""
        return self.inside[i - 1] >= 0 and self.words[i].gap == " " and not self.words[i - 1].possessive

    def _say(self, i: int, following: str) -> None:
        inverted = self.words[i].folded in _INVERTED
        sayers = self._inverted(i) if inverted else 0
        if inverted and not sayers and self._names_a_stranger(i):
            return
        sayers = sayers or self._subject(i)
        self.said |= sayers
        if self.words[i].folded in _TELLS:
            self.heard |= self._forward(i + 1, 4)
        elif following == "to" and self.words[i].folded in _SAID_TO:
            self.heard |= self._forward(i + 2, 4)
        if self.words[i].folded in ("quoted", "quotes"):
            self.said |= self._forward(i + 1)
        if sayers and self._acts(i, following):
            self.acts |= sayers

    def _acts(self, i: int, following: str) -> bool:
        """Tell whether the sayer is the subject of what it says."""
        words = self.words
        verb = words[i].folded
        j = i + 1
        while j < len(words) and (words[j].folded == "that" or words[j].folded in SKIPPED) and words[j].gap == " ":
            j += 1
        if verb in ("told", "tells"):
            that = next((k for k in range(j, min(len(words), j + 6)) if words[k].folded == "that"), j)
            j = that + 1 if that > j else j + 1
        here = [w.folded for w in words[j : j + 5]]
        if not here:
            return False
        if verb in ("claimed", "claims") and ("responsibility" in here or self._claims_a_deed(j)):
            return True
        if verb in _WILL_DO and following.endswith("ing"):
            return True
        if verb in _OF_OWN_DEEDS and following == "to":
            return True
        if here[0] in _OWN:
            return any(w.folded in AGENTS or w.flags & Flag.EVENT for w in self.words[j + 1 : j + 4])
        if here[0] not in _PRONOUNS:
            return False
        act = next((k for k, w in enumerate(here[1:], 1) if w not in _AUXILIARY), 0)
        if here[act] in ("was", "were", "is", "are"):
            return act + 1 < len(here) and here[act + 1].endswith("ing")
        if act and self.words[j + act].flags & Flag.SAY:
            return False  # "said it had documented"
        return act > 0 and here[act] not in _MIND

    def _claims_a_deed(self, i: int) -> bool:
        """Tell "claimed the bombing" from "claimed the bombing was staged"."""
        words = self.words
        deed = next((k for k in range(i, min(i + 4, len(words))) if words[k].flags & Flag.EVENT), None)
        if deed is None or words[i].folded not in ("the", "a", "an", "this", "that", "two", "both"):
            return False
        return not any(
            w.flags & (Flag.BE | Flag.MODAL) or w.folded in ("had", "has", "have") for w in words[deed : i + 6]
        )

    def _accuse(self, i: int, following: str, *, passive: bool) -> None:
        verb = self.words[i].folded
        if verb in ("accused", "blamed") and (passive or following in ("of", "for", "by", "on")):
            self.alleged |= self._subject(i) if following != "on" else 0
            by = next((j for j in range(i + 1, min(len(self.words), i + 12)) if self.words[j].folded == "by"), None)
            if following == "on":
                self.alleged |= self._forward(i + 2)
            elif by is not None and by <= i + 2:
                self.said |= self._forward(by + 1)
            return
        if verb not in ("accusing", "blaming"):
            self.said |= self._subject(i)
        objects = self._forward(i + 1, stops=_OBJECT_ENDS)
        last = min(len(self.words), i + REACH) if verb.startswith("blam") else i
        for j in range(i + 1, last):
            if not objects and self.words[j].folded == "on":
                objects = self._forward(j + 1, stops=_OBJECT_ENDS)
        self.alleged |= objects

    def _inverted(self, i: int) -> int:
        """Return the sayers after a verb that follows a comma or a quotation: "..., said the Observatory"."""
        if not self.words[i].signs or i + 1 >= len(self.words) or self.who[-1].last <= i:
            return 0
        found = 0
        for j in range(i + 1, min(len(self.words), i + REACH)):
            word = self.words[j]
            if j > i + 1 and word.signs:
                break
            if self.words[j].flags & (Flag.VERB | Flag.MODAL) and self.inside[j] < 0 and not word.upper:
                return 0
            if word.folded in _PRONOUNS or word.folded == "that":
                return 0
            if self.inside[j] >= 0:
                found |= 1 << self.inside[j]
        return found

    def _names_a_stranger(self, i: int) -> bool:
        """Tell "..., said Omar Salem, governor of Hatay": somebody speaks whom no list knows."""
        words = self.words
        if i + 1 >= len(words) or not has(words[i], COMMAS) or words[i + 1].gap != " ":
            return False
        return words[i + 1].upper and words[i + 1].folded not in SKIPPED

    def _subject(self, i: int) -> int:
        """Return the actors in the subject of the verb at i."""
        words = self.words
        if self.who[0].first >= i:
            return 0
        j = i
        while j > 0 and words[j].gap == " " and (words[j - 1].folded in SKIPPED or words[j - 1].flags & Flag.BE):
            j -= 1
        if j == 0 or has(words[j], _OPENED):
            return 0
        stop = j
        apposed = has(words[j], _APPOSING)
        start, piece = j, 0
        found = 0
        low = max(0, i - 4 * REACH)
        while start > low:
            start -= 1
            if self.inside[start] >= 0:
                piece |= 1 << self.inside[start]
            elif (not apposed and self._opens_clause(start)) or (
                words[start].folded == "and" and self._verb_before(start)
            ):
                if stop != j and self.words[start].flags & (Flag.SAY | Flag.ACCUSE):
                    return found  # "Damascus blamed rebels, Paris and London blamed Damascus": no list of three
                break
            gap = words[start].gap
            if start and gap == " ":
                continue
            opening = words[start]
            if start == 0 or has(opening, _STOPPED) or has(opening, COMMAS) or (apposed and "(" in gap):
                opener = opening.folded
                relative = opener in _RELATIVE
                found |= 0 if relative else self._heading(piece)
                paper = opener == "for" and any(w.folded == "part" for w in words[start + 1 : start + 3])
                paper = paper or (opener == "in" and any(w.folded in _TOLD_IN for w in words[start + 2 : start + 4]))
                more = apposed and (opener in _APPOSED or paper or "(" in gap or (opener == "the" and stop == j))
                listed = not apposed and self.inside[start] >= 0 and self.inside[start - 1] >= 0
                listed = listed and any(words[k].folded == "and" for k in range(start, j))  # "left Homs, SOHR said"
                if start == 0 or not (more or listed) or has(opening, _BROKEN):
                    return found
                piece, stop = 0, start
                continue
        return found | self._heading(piece)

    def _heading(self, piece: int) -> int:
        """Return those of the actors of a subject that say it, not those that are merely named in it."""
        found = 0
        for k in numbers(piece):
            if self._heads(k):
                found |= 1 << k
        return found

    def _opens_clause(self, i: int) -> bool:
        if self.words[i].folded in ("that", "if", "than"):
            return True
        flag = self.words[i].flags
        return bool(flag & (Flag.BREAK | Flag.SAY | Flag.ACCUSE)) and not (self.words[i].upper and i > 0)

    def _verb_before(self, i: int) -> bool:
        """Tell whether a finite verb stands between the last comma and the "and" at i."""
        for j in range(i - 1, max(-1, i - REACH), -1):
            if self.words[j].flags & Flag.VERB and self.inside[j] < 0 and self.words[j].folded != "rescue":
                return True
            if self.words[j].signs:
                return False
        return False

    def _heads(self, k: int, start: int = 0) -> bool:
        """Tell whether an actor within a subject is the one who says, not one that is merely named in it."""
        w = self.who[k]
        before = w.first - 1
        while before >= start and self.words[before].folded == "the":
            before -= 1
        if before >= start and self.words[before].folded in _NO_HEAD and self.words[before + 1].gap == " ":
            return False
        after = self.words[w.last] if w.last < len(self.words) else None
        return not (after is not None and after.hyphen and after.folded in ACTING)

    def _listed(self, j: int) -> bool:
        """Tell whether an actor at j, behind a comma, goes on a list: another comma and actor, or "and", follows."""
        if self.inside[j] < 0:
            return False
        after = self.who[self.inside[j]].last
        if after >= len(self.words):
            return False
        return self.words[after].folded == "and" or (has(self.words[after], COMMAS) and self.inside[after] >= 0)

    def _forward(
        self, start: int, reach: int = REACH, stops: frozenset[str] = frozenset(), *, lists: bool = True
    ) -> int:
        """Return the actors in the noun phrase that begins at a word; `lists`: whether it may go on behind a comma."""
        words = self.words
        found = 0
        if self.who[-1].last <= start:
            return 0
        for j in range(start, min(len(words), start + reach)):
            signs = words[j].signs
            ends = j > start and signs and signs != "." and not words[j].hyphen
            if ends and not (lists and has(words[j], COMMAS) and self.inside[j - 1] >= 0 and self._listed(j)):
                break
            if self.inside[j] >= 0:
                if self._heads(self.inside[j], start):
                    found |= 1 << self.inside[j]
            elif (
                words[j].folded in stops
                or words[j].folded == "that"
                or words[j].flags & (Flag.BREAK | Flag.SAY | Flag.BE)
            ):
                break
        return found

    def shared_subject(self, at: int) -> int:
        """Return the actors that are the subject of the clause before word `at`, whose first verb shows it.

        Only where the clause has a verb before `at`, and opens with its subject.
        """
        words = self.words
        start = at
        low = max(0, at - FAR)
        while start > low and not has(words[start], _ENDED):
            start -= 1
            if words[start].flags & Flag.BREAK and self.inside[start] < 0:
                start += 1
                break
        if start and start == low:
            return 0
        found = 0
        for j in range(start, at):
            if self.inside[j] >= 0:
                if self._heads(self.inside[j], start):
                    found |= 1 << self.inside[j]
            elif j > start and not found and has(words[j], COMMAS):
                continue
            elif words[j].flags & (Flag.VERB | Flag.BE | Flag.MODAL):
                return 0 if words[j].flags & Flag.BE else found
            elif words[j].folded in ("in", "near", "of", "against", "by"):
                return 0
        return 0
