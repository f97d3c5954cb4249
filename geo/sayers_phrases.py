"""Sayers and alleged actors in English phrases, where no single verb tells (the other rules: `geo.attribution`).

- **Blame**: "put / pinned / laid the blame on", "pins it on", "holds the army responsible", "points the finger at",
  "attributed to": who stands before says, who stands behind is alleged.
- **Numbers**: "put the dead at 40", "gives ten dead"; "by the Observatory's count", "UN estimates", "a report by
  Amnesty shows": whose number or paper it is says so.
- **Forms**: "is reporting" has a subject before it; "..., saying it was hit" that of the sentence, if nobody else has
  said anything; "struck Hama and said so" that of the verbs joined by "and".
- **Sight**: "residents heard" tells of speakers, "Israel saw" does not.
- **Who stands for a name**: "its spokesman" is of the actor named last before; "the group", "the agency", الحركة is the
  one actor of that kind named before; with two it is not said which.
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.cues import AGENTS
from geo.matcher import COMMAS
from geo.names import word_set
from geo.narration import Flag
from geo.sayers import FAR, has, numbers
from geo.sayers_english import HARD, SKIPPED, English
from geo.unnamed import UNNAMED

_NUMBERS: Final = word_set(
    """
    number numbers toll tolls dead death deaths count figure total tally killed casualties losses damage wounded
    strength size
    """
)
_BLAMED: Final = word_set("blame it this that them responsibility attack bombing killing blast")
_RESPONSIBLE: Final = word_set("responsible accountable liable")
_PAPERS: Final = word_set(
    """
    estimates estimate count counts tally toll figures data records statistics statement statements report reports
    communique findings assessment survey reckoning footage account accounts testimony testimonies words view opinion
    telling estimation verdict version bulletin dispatch interview interviews eyes
    """
)
_OF_OTHERS: Final = word_set("death toll")
"""Papers that also only tell of whom: "the SDF toll" is that of its dead."""
_OWNED: Final = word_set(
    "words view opinion telling estimation verdict version bulletin dispatch interview interviews eyes"
)
"""Papers only behind an owner or "in the": "in Ankara's view", "in the words of the Observatory"."""
_GATHERED: Final = word_set(
    "gathered collected compiled published released issued obtained shared kept recorded taken made given"
)
"""May stand between a paper and whose it is."""
_FROM: Final = word_set("by from")
_SHOWS: Final = word_set(
    """
    show shows showed shown suggest suggests suggested say says said indicate indicates indicated put puts tell tells
    confirm confirms confirmed list lists listed found finds describe describes described
    """
)
_IN: Final = word_set("in per by to on from")
_PARTICIPLE_TO: Final = word_set("attributed ascribed attribute attributes attributing ascribe ascribes")
_BY: Final = frozenset({"by"})
_TO: Final = frozenset({"to"})
_SEEN: Final = word_set("heard saw felt")
_GIVEN: Final = word_set("a an the no at more some two three four five six seven eight nine ten eleven twelve dozens")
_SUMS: Final = (_GIVEN - {"the", "an", "at", "no", "a"}) | word_set(
    "third half share money ransom payment bribes cash taxes"
)
"""Behind "demanded": a deed and no saying ("the men demanded a third of the harvest")."""
_SPEAKERS: Final = AGENTS | word_set(
    """
    head director chairman press spokesperson commanders commander correspondent reporter representatives lawyers
    political media general negotiator negotiators founder member members monitors activists
    """
)
_HEADS: Final = word_set("head director chairman member members manager doctor")
"""What hospitals and councils have too: "its director" is of an actor only if that is an organisation."""
_POSSESSORS: Final = word_set("its their whose")
_GROUPS: Final = word_set(
    """
    group movement faction militia brigade militants insurgents alliance force jihadists الحركة الجبهة الهيئة الفصيل
    التنظيم الجماعة الميليشيا
    """
)
_BODIES: Final = word_set(
    """
    agency organisation organization charity watchdog monitor network body broadcaster الوكالة المنظمة الشبكة الصحيفة
    الوزارة اللجنة
    """
)
KIND_NOUNS: Final = {**dict.fromkeys(_GROUPS, "armed group"), **dict.fromkeys(_BODIES, "organisation")}
"""Nouns that stand for an actor named before -> the kind that it is of."""
_ARTICLES: Final = word_set("the that this")
_NEVER: Final = word_set("not never hardly nor")
_NOT_FINITE: Final = word_set(
    "to not could would must will did can cannot might may should nor didnt couldnt wouldnt refused"
)


@mypyc_attr(acyclic=True)
class Phrases(English):
    """Reads English phrases; what it does not take is read as in `English`."""

    def english(self, i: int, flag: int) -> None:
        """Read what the cue at word i says."""
        word = self.words[i]
        if word.upper and word.text.isupper() and len(word.text) > 1:
            return
        if flag & Flag.PHRASE and self._phrase(i):
            return
        if flag & ~Flag.PHRASE:
            super().english(i, flag)

    def _phrase(self, i: int) -> bool:
        """Read a phrase; return whether word i belongs to one."""
        words, folded = self.words, self.words[i].folded
        following = self.following(i)
        if folded.endswith("ing") and folded not in _PAPERS:
            return self._participle(i)
        if folded.startswith(("put", "pin", "lay", "laid")):
            return self._puts(i, following)
        if folded.startswith(("hold", "held")):
            return self._holds(i)
        if folded.startswith("point"):
            finger = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].folded == "at"), None)
            if finger is None or not any(w.folded in ("finger", "fingers") for w in words[max(0, i - 3) : finger]):
                return False
            if not self._blames(i, finger + 1) and not folded.endswith("ing"):
                self.said |= self._subject(i)
            return True
        if folded in _PARTICIPLE_TO:
            return self._attributes(i)
        if folded in _SEEN:
            for k in numbers(self._subject(i)):
                if self.who[k].actor in UNNAMED:
                    self.said |= 1 << k
            return True
        if folded in ("suspects", "suspect", "suspected"):
            if not self._beside(i) or self._passive(i):
                return False
            return self._blames(i, i + 1)
        if folded == "claimed":
            return self._claimed_by(i, following)
        if folded in _PAPERS:
            return self._paper(i, following)
        return self._other(i, folded, following)

    def _other(self, i: int, folded: str, following: str) -> bool:
        says = (
            (folded in ("spoke", "speaks", "speaking", "talked") and following in ("of", "about"))
            or (folded == "gives" and self._beside(i) and (following in _GIVEN or following[:1].isdigit()))
            or (
                folded in ("found", "finds")
                and (following == "that" or (self._beside(i) and following in ("no", "evidence")))
            )
            or (folded == "ruled" and following == "out")
            or (folded.startswith("threaten") and following in ("to", "that"))
            or (folded in ("faulted", "faults") and self._beside(i))
        )
        if says and not self._passive(i):
            sayers = self._subject(i)
            self.said |= sayers
            if folded == "threatened" and following == "to":
                self.acts |= sayers
        elif folded == "took" and following == "responsibility":
            sayers = self._subject(i)
            self.said |= sayers
            self.acts |= sayers
        return bool(says)

    def _blames(self, i: int, start: int) -> bool:
        """Note who stands before word i as sayer, and who from `start` on as alleged."""
        objects = self._forward(start)
        if not objects:
            return False
        self.said |= 0 if self.words[i].folded.endswith("ing") else self._subject(i) & ~objects
        self.alleged |= objects
        return True

    def _puts(self, i: int, following: str) -> bool:
        words = self.words
        stop = min(len(words), i + 14)
        pins = words[i].folded.startswith("pin")
        for j in range(i + 1, stop):
            if words[j].signs and not words[j].hyphen:
                return False
            folded = words[j].folded
            if folded == "on" and (pins or any(w.folded in _BLAMED for w in words[i + 1 : j])):
                if "blame" not in {w.folded for w in words[i + 1 : j]} and not pins:
                    return False
                return self._blames(i, j + 1)
            told = following == "at" or any(w.folded in _NUMBERS for w in words[i + 1 : j])
            if folded == "at" and not pins and told:
                self.said |= self._subject(i)
                return True
            if folded == "down" and j + 1 < len(words) and words[j + 1].folded == "to":
                self.said |= self._subject(i)
                return True
        return False

    def _holds(self, i: int) -> bool:
        words = self.words
        at = next((j for j in range(i + 1, min(len(words), i + 28)) if words[j].folded in _RESPONSIBLE), None)
        if at is None:
            return False
        if self._passive(i):
            self.alleged |= self._subject(i)
            return True
        objects = 0
        for j in range(i + 1, at):
            if self.inside[j] >= 0:
                objects |= 1 << self.inside[j]
        if not objects:
            return False
        self.said |= 0 if words[i].folded == "holding" else self._subject(i) & ~objects
        self.alleged |= objects
        return True

    def _attributes(self, i: int) -> bool:
        """Read "attributed the strike to Israel", "was attributed by SANA to Israel"."""
        words = self.words
        passive = self._passive(i) or (i > 0 and bool(words[i - 1].flags & Flag.EVENT))
        for j in range(i + 1, min(len(words), i + 12)):
            if words[j].signs and not words[j].hyphen:
                break
            if words[j].folded == "to":
                self.alleged |= self._forward(j + 1, stops=_BY)
            elif words[j].folded == "by" and passive:
                self.said |= self._forward(j + 1, stops=_TO)
        if not passive:
            self.said |= self._subject(i)
        return True

    def _claimed_by(self, i: int, following: str) -> bool:
        """Read "an attack claimed by X": it says so and did it."""
        if following != "by":
            return False
        before = self.words[max(0, i - 3) : i]
        if not any(w.folded == "responsibility" or w.flags & Flag.EVENT for w in before):
            return False
        sayers = self._forward(i + 2)
        self.said |= sayers
        self.acts |= sayers
        return True

    def _paper(self, i: int, following: str) -> bool:
        """Read whose number, report or statement it is."""
        words, inside, folded = self.words, self.inside, self.words[i].folded
        j = i - 1
        while j > max(0, i - 4) and inside[j] < 0 and words[j + 1].gap == " " and not words[j].upper:
            j -= 1
        plural = inside[j] >= 0 and words[j + 1].gap in ("' ", "’ ")  # "the White Helmets' count"
        near = plural or (inside[j] >= 0 and words[j + 1].gap == " " and words[j + 1].joined)
        near = near and (words[j].possessive or plural or folded not in _OWNED)
        if near and (j == i - 1 or words[j].possessive) and folded not in _OF_OTHERS:
            verb = following in ("that", "of", "at") and folded in ("estimates", "counts", "reports")
            if not (verb and not words[j].possessive):
                self.said |= 1 << inside[j]
                return True
        if following == "with" and folded == "interview":
            self.heard |= self._forward(i + 2, 4)
            return True
        start = i + 2 if following in _FROM else 0
        if following in _GATHERED and self.following(i + 1) in _FROM:
            start = i + 3
        opened = i > 0 and any(w.folded in _IN for w in words[max(0, i - 3) : i])
        if following == "of" and folded in _OWNED and opened:
            self.said |= self._forward(i + 2)
            return True
        if start:
            behind = self._forward(start)
            stop = self.last_of(behind)
            if behind and (opened or any(w.folded in _SHOWS for w in words[stop : stop + 2])):
                self.said |= behind
                return True
        return False

    def _participle(self, i: int) -> bool:
        """Read "is reporting", and "..., saying" where nobody has said anything before it."""
        folded = self.words[i].folded
        if folded in ("putting", "pinning"):
            return self._puts(i, self.following(i))
        if folded in ("holding", "pointing", "attributing"):
            return {"h": self._holds, "a": self._attributes}.get(folded[0], lambda _: False)(i)
        if self._passive(i):
            self.said |= self._subject(i)
            return folded not in ("accusing", "blaming")
        if not self.said and has(self.words[i], COMMAS):
            sayers = self.shared_subject(i)
            self.said |= sayers
            self.acts |= sayers
        return folded not in ("accusing", "blaming", "denying")

    def _say(self, i: int, following: str) -> None:
        words = self.words
        if i and words[i - 1].folded in _NOT_FINITE and words[i].gap == " " and self._is_bare(i):
            return
        if words[i].folded.startswith("demand") and self._is_sum(i, following):
            return
        if i and words[i - 1].folded in _NEVER and words[i].gap == " " and not words[i].flags & Flag.NEGATES:
            return  # "has not commented"
        before = self.said
        super()._say(i, following)
        if self.said != before or self.heard:
            for k in numbers(self.said & ~before):
                self._own(k)
            if all(self.who[k].kind == "person" for k in numbers(self.said & ~before)):
                self._meant(i)
            return
        j = i - 1
        while j > 0 and words[j + 1].gap == " " and words[j].folded in SKIPPED:
            j -= 1
        if j >= 0 and words[j].folded == "and" and words[j + 1].gap == " ":
            sayers = self.shared_subject(j) & ~self.said
            self.said |= sayers
            self.acts |= sayers
        elif not self._subject(i) and not self._inverted(i):
            self._meant(i)

    def _own(self, k: int) -> None:
        """Take for "its officials" the actor that they are of."""
        first = self.who[k].first
        if self.who[k].actor not in UNNAMED or not first:
            return
        before = self.words[first - 1]
        named: list[int] = []
        if before.folded in _POSSESSORS:
            named = self._named_before(first - 1)
        elif before.possessive and first > 1 and self.words[first - 2].folded in _ARTICLES:
            kind = KIND_NOUNS.get(before.folded)
            named = [n for n in self._named_before(first - 1) if self.who[n].kind == kind]
        if named:
            self.said &= ~(1 << k)
            self._stands_for(named[0])

    def _named_before(self, stop: int) -> list[int]:
        """Return the actors with a name that stand within reach before a word, the nearest first."""
        found = dict.fromkeys(self.inside[j] for j in range(stop - 1, max(-1, stop - FAR), -1) if self.inside[j] >= 0)
        return [k for k in found if self.who[k].actor not in UNNAMED]

    def _is_sum(self, i: int, following: str) -> bool:
        second = self.following(i + 1) if following == "a" else following
        return second in _SUMS or second[:1].isdigit()

    def _is_bare(self, i: int) -> bool:
        return not self.words[i].folded.endswith(("ed", "s", "id", "ld"))

    def _meant(self, i: int) -> None:
        """Find the actor that "its spokesman" or "the group" before the verb at i stands for."""
        words = self.words
        if self.who[0].first >= i:
            return
        low = max(-1, i - 10)
        for j in range(i - 1, low, -1):
            folded = words[j].folded
            if folded in _POSSESSORS:
                roles = {w.folded for w in words[j + 1 : min(i, j + 5)]}
                if not roles.isdisjoint(_SPEAKERS):
                    for k in self._named_before(j)[:1]:
                        if roles.isdisjoint(_HEADS) or self.who[k].kind == "organisation":
                            self._stands_for(k)
                return
            kind = KIND_NOUNS.get(folded)
            if kind and j > 0 and words[j - 1].folded in _ARTICLES:
                self.one_of(kind, j)
                if folded == "group" and not self.said:  # an organisation too
                    self.one_of("organisation", j)
                return
            if kind:
                return
            if has(words[j], HARD) or words[j].folded in ("that", "and"):
                return

    def one_of(self, kind: str, stop: int) -> None:
        """Note as sayer the one actor of a kind that is named before a word; of two, none."""
        named = {self.who[k].actor: k for k in self._named_before(stop) if self.who[k].kind == kind}
        if len(named) == 1:
            self._stands_for(*named.values())

    def _stands_for(self, k: int) -> None:
        if not self.said >> k & 1:
            self.said |= 1 << k
            self.acts |= 1 << k
