"""Tell who said it from who did it: of the actors that a sentence names, the sayers, the alleged and the others.

"Strikes hit Idlib, the Observatory said" names no actor of the strikes. The rules, English and Arabic alike:

- **Sayers** are the actors in the subject of a verb of saying ("Kremlin spokesman Dmitry Peskov said", قال
  المرصد), in what follows "according to", "citing", "reported by", بحسب, نقلا عن, before a headline's colon
  ("White House: ...") or behind its last colon or dash ("...: monitor"), and an agency in a dateline
  ("(Reuters) -"). A passive ("it was reported", "Russia is said to") has none but what stands after its "by".
- Of a subject, not the sayers: who stands after "to", "against", "on", "with" or "about" ("the ambassador to
  Turkey"), in a relative clause, or as a backer ("Turkey-backed rebels said"). To whom one tells is neither.
- **A sayer acts too** if the sentence goes on with the sayer as its subject: a pronoun that is not followed by
  a mere state of mind ("Russia said it struck", أنها قصفت), its own forces ("its jets"), an -ing form ("denied
  bombing"), or if it claimed responsibility. One named a second time elsewhere in the sentence is an actor by
  that.
- **Alleged** are the objects of accused, blamed, suspected, اتهم, the actor right behind "suspected",
  "alleged", يعتقد أنها, the subject of "was accused", "is believed to have", and who something is attributed to
  or blamed on. They are actors too, marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from geo.cues import ACTING, AGENTS
from geo.matcher import Word
from geo.narration import Flag, word_set

_CUES: Final = int(Flag.SAY | Flag.SAY_BESIDE | Flag.SOURCE | Flag.ACCUSE | Flag.ALLEGED | Flag.BELIEVED)
_HARD: Final = frozenset('.;:!?()[]"“”«»—–…؛؟')
_COMMAS: Final = frozenset(",،")
_SKIPPED: Final = word_set(
    """
    also on in have has had both yesterday today later earlier repeatedly again now then just separately
    previously officially publicly late early last week month monday tuesday wednesday thursday friday saturday
    sunday reportedly for years be been widely long once
    """
)
"""May stand between a subject and its verb."""
_APPOSED: Final = word_set(
    """
    a an which who whose head chairman director spokesman spokeswoman speaking citing quoting
    """
)
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
    shared
    """
)
_INVERTED: Final = word_set(
    """
    said says reported reports added adds wrote writes told confirmed announced noted stated explained tweeted
    """
)
_WILL_DO: Final = word_set(
    """
    denied denies admitted admits acknowledged acknowledges confirmed claimed claims announced
    """
)
_ARABIC_ENDS: Final = word_set("ان انه انها انهم بان بانه بانها بانهم عن الي علي مقتل ل")
_ARABIC_SELF: Final = word_set("انه انها انهم بانه بانها بانهم")
_ARABIC_OWN: Final = word_set(
    """
    قواته قواتها طائراته طائراتها مقاتليه مقاتليها مقاتلاته مقاتلاتها جيشها عناصره عناصرها مسوليته مسوليتها
    """
)
_REACH: Final = 14
"""Words that a subject or an object may go on for."""


class Who(NamedTuple):
    """An actor named in a sentence: words `first` to `last` (exclusive), and its name."""

    first: int
    last: int
    actor: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The actors of a sentence, in the order of the text; `alleged` are among `actors`."""

    actors: list[str]
    said_by: list[str]
    alleged: list[str]


def attribute(words: Sequence[Word], flags: Sequence[int], who: Sequence[Who]) -> Attribution:
    """Tell sayers, alleged and other actors apart.

    Parameters
    ----------
    words
        The words of the sentence.
    flags
        `geo.narration.FLAGS` of each.
    who
        The actors named in it, in order, none overlapping.

    Returns
    -------
    Attribution
        Every name of `who` is in `actors` or `said_by`, or in both; but the hearer of "told Reuters" is in neither.
    """
    names = list(dict.fromkeys(w.actor for w in who))
    if not who:
        return Attribution([], [], [])
    reading = _Reading(words, flags, who)
    reading.read()
    if not (reading.said or reading.alleged or reading.heard):
        return Attribution(names, [], [])
    said = {who[k].actor for k in reading.said}
    acting = {w.actor for k, w in enumerate(who) if k not in reading.said and k not in reading.heard}
    acting |= {who[k].actor for k in reading.acts}
    alleged = {who[k].actor for k in reading.alleged}
    return Attribution(
        [name for name in names if name in acting],
        [name for name in names if name in said],
        [name for name in names if name in alleged and name in acting],
    )


class _Reading:
    """One sentence while it is read: sets of indices into `who`."""

    def __init__(self, words: Sequence[Word], flags: Sequence[int], who: Sequence[Who]) -> None:
        self.words, self.flags, self.who = words, flags, who
        self.said: set[int] = set()
        self.acts: set[int] = set()
        self.alleged: set[int] = set()
        self.heard: set[int] = set()
        self.inside = {i: k for k, w in enumerate(who) for i in range(w.first, w.last)}

    def read(self) -> None:
        self._frame()
        for i, flag in enumerate(self.flags):
            if flag & _CUES and i not in self.inside:
                if self.words[i].text.isascii():
                    self._english(i, flag)
                else:
                    self._arabic(i, flag)

    # -- what stands around the sentence

    def _frame(self) -> None:
        """Read the sayer off a headline's colon, its last colon or dash, and a dateline's agency."""
        words, who = self.words, self.who
        first, last = who[0], who[-1]
        after = words[first.last].gap.strip() if first.last < len(words) else ""
        if after.startswith(":") and first.first <= 2 and not self._between(0, first.first, Flag.VERB):
            self.said.add(0)
        if last.last == len(words) and len(words) > 4:
            start = last.first
            while start > max(0, last.first - 3) and words[start].gap == " ":
                start -= 1
            if words[start].gap.strip()[:1] in (":", "–", "—", "-", "|") and " " in words[start].gap:
                self.said.add(len(who) - 1)
        if first.last < len(words) and first.last <= 10 and first.first:
            before = words[first.first].gap
            if "(" in before and after.startswith(")") and any(sign in after for sign in "-–—:"):
                self.said.add(0)

    # -- English

    def _english(self, i: int, flag: int) -> None:
        words = self.words
        following = words[i + 1].folded if i + 1 < len(words) else ""
        if flag & Flag.SOURCE:
            if words[i].folded != "according" or following == "to":
                self.said |= self._forward(i + (2 if following == "to" else 1))
            return
        passive = self._passive(i)
        if flag & Flag.ACCUSE:
            self._accuse(i, following, passive=passive)
            return
        if flag & Flag.BELIEVED and passive:
            self.alleged |= self._subject(i)
            if following == "to" or words[i].folded == "suspected":
                self._alleged_after(i + 1, 4)
            return
        if flag & Flag.ALLEGED and words[i].folded.endswith("ly") and self._beside(i):
            self.alleged.add(self.inside[i - 1])
            return
        if flag & Flag.ALLEGED and not self._beside(i):
            self._alleged_after(i + 1, 2)
            return
        if passive or (following == "by" and words[i].folded in _PARTICIPLES):
            if following == "by":
                self.said |= self._forward(i + 2)
            return
        if words[i].folded in ("called", "calls") and following not in ("for", "on", "upon"):
            return
        if flag & Flag.SAY_BESIDE and not flag & Flag.SAY and not self._beside(i):
            return
        if flag & (Flag.SAY | Flag.SAY_BESIDE):
            self._say(i, following)

    def _passive(self, i: int) -> bool:
        """Tell whether a form of "be" governs the participle at i."""
        j = i - 1
        while j >= 0 and (self.words[j].folded in _SKIPPED or self.words[j].folded.endswith("ly")):
            if self.flags[j] & Flag.BE:
                return True
            j -= 1
        return j >= 0 and bool(self.flags[j] & Flag.BE)

    def _beside(self, i: int) -> bool:
        """Tell whether an actor ends right before word i, the two joined."""
        return i - 1 in self.inside and self.words[i].gap == " " and not self.words[i - 1].possessive

    def _say(self, i: int, following: str) -> None:
        sayers = self._inverted(i) if self.words[i].folded in _INVERTED else set()
        sayers = sayers or self._subject(i)
        self.said |= sayers
        if self.words[i].folded in ("told", "tells"):
            self.heard |= self._forward(i + 1, 4)
        if self.words[i].folded in ("quoted", "quotes"):
            self.said |= self._forward(i + 1)
        if sayers and self._acts(i, following):
            self.acts |= sayers

    def _acts(self, i: int, following: str) -> bool:
        """Tell whether the sayer is the subject of what it says."""
        words = self.words
        verb = words[i].folded
        j = i + 1
        while j < len(words) and (words[j].folded == "that" or words[j].folded in _SKIPPED) and words[j].gap == " ":
            j += 1
        if verb in ("told", "tells"):
            that = next((k for k in range(j, min(len(words), j + 6)) if words[k].folded == "that"), j)
            j = that + 1 if that > j else j + 1
        here = [w.folded for w in words[j : j + 5]]
        if not here:
            return False
        if verb in ("claimed", "claims") and "responsibility" in here:
            return True
        if verb in _WILL_DO and following.endswith("ing"):
            return True
        if here[0] in _OWN:
            own = zip(here[1:4], self.flags[j + 1 : j + 4], strict=False)
            return any(word in AGENTS or flag & Flag.EVENT for word, flag in own)
        if here[0] not in _PRONOUNS:
            return False
        act = next((k for k, w in enumerate(here[1:], 1) if w not in _AUXILIARY), 0)
        if here[act] in ("was", "were", "is", "are"):
            return act + 1 < len(here) and here[act + 1].endswith("ing")
        return act > 0 and here[act] not in _MIND

    def _accuse(self, i: int, following: str, *, passive: bool) -> None:
        verb = self.words[i].folded
        if verb in ("accused", "blamed") and (passive or following in ("of", "for", "by")):
            self.alleged |= self._subject(i)
            by = next((j for j in range(i + 1, min(len(self.words), i + 12)) if self.words[j].folded == "by"), None)
            if following == "on":
                self.alleged |= self._forward(i + 2)
            elif by is not None and by <= i + 2:
                self.said |= self._forward(by + 1)
            return
        if verb not in ("accusing", "blaming"):
            self.said |= self._subject(i)
        on = next((j for j in range(i + 1, min(len(self.words), i + 9)) if self.words[j].folded == "on"), None)
        start = on + 1 if on is not None and verb.startswith("blam") else i + 1
        self.alleged |= self._forward(start, ends=_OBJECT_ENDS)

    def _alleged_after(self, start: int, reach: int) -> None:
        for j in range(start, min(len(self.words), start + reach)):
            if self.words[j].gap.strip() in _COMMAS:
                return
            if j in self.inside:
                self.alleged.add(self.inside[j])
                return

    def _inverted(self, i: int) -> set[int]:
        """Return the sayers after a verb that follows a comma or a quotation: "..., said the Observatory"."""
        gap = self.words[i].gap
        if not gap.strip() or i + 1 >= len(self.words):
            return set()
        found = set()
        for j in range(i + 1, min(len(self.words), i + _REACH)):
            word = self.words[j]
            if j > i + 1 and word.gap.strip():
                break
            if self.flags[j] & (Flag.VERB | Flag.MODAL) and j not in self.inside and not word.upper:
                return set()
            if word.folded in _PRONOUNS or word.folded == "that":
                return set()
            if j in self.inside:
                found.add(self.inside[j])
        return found

    def _subject(self, i: int) -> set[int]:
        """Return the actors in the subject of the verb at i."""
        words, flags = self.words, self.flags
        j = i
        while j > 0 and words[j].gap == " " and (words[j - 1].folded in _SKIPPED or flags[j - 1] & Flag.BE):
            j -= 1
        if j == 0 or _HARD.intersection(words[j].gap) - set('"”»)—–'):
            return set()
        stop = j
        apposed = bool(_COMMAS.intersection(words[j].gap)) or bool(set("—–)") & set(words[j].gap))
        start, piece = j, []
        found: set[int] = set()
        low = max(0, i - 4 * _REACH)
        while start > low:
            start -= 1
            if start in self.inside:
                piece.append(self.inside[start])
            elif not apposed and self._opens_clause(start):
                start += 1
                break
            gap = words[start].gap
            if (
                start == 0
                or _HARD.intersection(gap) - {")", "("}
                or _COMMAS.intersection(gap)
                or (apposed and "(" in gap)
            ):
                opener = words[start].folded
                relative = opener in _RELATIVE
                found |= set() if relative else {k for k in piece if self._heads(k)}
                more = apposed and (opener in _APPOSED or "(" in gap or (opener == "the" and stop == j))
                listed = not apposed and start in self.inside and start - 1 in self.inside
                if start == 0 or not (more or listed) or _HARD.intersection(gap) - {"—", "–", "(", ")"}:
                    return found
                piece, stop = [], start
                continue
            if words[start].folded == "and" and self._verb_before(start):
                start += 1
                break
        return found | {k for k in piece if self._heads(k)}

    def _opens_clause(self, i: int) -> bool:
        if self.words[i].folded in ("that", "if", "than"):
            return True
        flag = self.flags[i]
        return bool(flag & (Flag.BREAK | Flag.SAY | Flag.ACCUSE)) and not (self.words[i].upper and i > 0)

    def _verb_before(self, i: int) -> bool:
        """Tell whether a finite verb stands between the last comma and the "and" at i."""
        for j in range(i - 1, max(-1, i - _REACH), -1):
            if self.flags[j] & Flag.VERB and j not in self.inside:
                return True
            if self.words[j].gap.strip():
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

    def _forward(self, start: int, reach: int = _REACH, ends: frozenset[str] = frozenset()) -> set[int]:
        """Return the actors in the noun phrase that begins at a word."""
        words, flags = self.words, self.flags
        found: set[int] = set()
        for j in range(start, min(len(words), start + reach)):
            gap = words[j].gap
            if j > start and gap.strip() and not (words[j].hyphen or gap.strip() == "."):
                listed = _COMMAS.intersection(gap) and j in self.inside and j - 1 in self.inside
                if not listed:
                    break
            if j in self.inside:
                if self._heads(self.inside[j], start):
                    found.add(self.inside[j])
            elif words[j].folded in ends or words[j].folded == "that" or flags[j] & (Flag.BREAK | Flag.SAY | Flag.BE):
                break
        return found

    def _between(self, first: int, last: int, flag: Flag) -> bool:
        return any(f & flag for f in self.flags[first:last])

    # -- Arabic

    def _arabic(self, i: int, flag: int) -> None:
        words = self.words
        if flag & Flag.SOURCE:
            start = i + 1
            while start < len(words) and words[start].folded in ("عن", "ل", "ما"):
                start += 1
            self.said |= self._behind(start)
            return
        if flag & Flag.ALLEGED:
            self._alleged_after(i + 1, 5)
            return
        before = self._actor_before(i)
        if flag & Flag.ACCUSE:
            self._arabic_accuse(i, before)
            return
        if not flag & Flag.SAY:
            return
        sayers = before or self._behind(i + 1)
        self.said |= sayers
        if words[i].folded.lstrip("وف").startswith("نقل"):
            about = next((j for j in range(i + 1, min(len(words), i + 8)) if words[j].folded == "عن"), None)
            if about is not None:
                self.said |= self._behind(about + 1)
        if sayers and self._arabic_acts(i, sayers):
            self.acts |= sayers

    def _actor_before(self, i: int) -> set[int]:
        """Return the actor that ends right before the verb at i, unless w- or f- opens another clause with it."""
        verb = self.words[i].folded
        other = verb[:1] in ("و", "ف") and not verb.startswith(("وثق", "وصف"))
        return {self.inside[i - 1]} if i - 1 in self.inside and self.words[i].gap == " " and not other else set()

    def _behind(self, start: int) -> set[int]:
        """Return the first actor behind a verb or "according to", and those that touch it."""
        words = self.words
        for j in range(start, min(len(words), start + _REACH)):
            if j > start and words[j].gap.strip() and not words[j].hyphen:
                break
            if j in self.inside:
                k = self.inside[j]
                found = {k}
                while k + 1 < len(self.who) and self.who[k + 1].first == self.who[k].last:
                    if words[self.who[k + 1].first].gap != " ":
                        break
                    k += 1
                    found.add(k)
                return found
            if words[j].folded in _ARABIC_ENDS or self.flags[j] & (Flag.EVENT | Flag.PLANS | Flag.SAY):
                break
        return set()

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
        for j in range(start, min(len(self.words), start + _REACH)):
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
