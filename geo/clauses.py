"""Cut a sentence into clauses, so that what one of them denies or fears is not said of the names of another.

A clause ends at a semicolon, colon, dash, quotation mark or bracket, before a conjunction or relative (while, which,
after, حيث), before "that", أن behind a verb of saying, and at the comma that ends what such a word opened; then the
main clause goes on. In Arabic every comma ends one. A comma in a number or a list of names ("60,000 fled Nawa, Inkhil
and Jasim") ends none. A participle of wishing or fearing opens a clause only behind a comma or at the head of the
sentence: "fearing arrest, hundreds fled".
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from mypy_extensions import mypyc_attr

from geo.dates import DateSpan
from geo.matcher import COMMAS, Word
from geo.names import word_set
from geo.narration import Flag
from geo.recognition import Name

LONGEST: Final = 50
"""Words that a clause may hold; what goes on longer is a list or no prose, and is cut so that time stays linear."""

_BREAKS: Final = frozenset(';:()[]—–"“”«»؛…')
GOVERNING: Final = Flag.PLANS | Flag.NEGATES
CUES: Final = (
    Flag.UNSURE
    | Flag.NEGATES
    | Flag.MODAL
    | Flag.PLANS
    | Flag.FORMER
    | Flag.STANDING
    | Flag.EVENT
    | Flag.VERB
    | Flag.SAY
    | Flag.BREAK
)
"""What a word must be to count for its clause."""
CLAIMS: Final = word_set(
    """
    report reports claim claims allegation allegations accusation accusations suggestion suggestions rumour rumours
    rumor rumors charge charges assertion assertions story stories news talk account accounts notion statement
    statements video footage أنباء الأنباء للأنباء الحديث حديث مزاعم المزاعم ادعاءات الادعاءات شائعات الشائعات للشائعات
    أخبار الأخبار تقارير التقارير للتقارير معلومات المعلومات اتهامات الاتهامات
    رواية الرواية روايات الروايات ادعاء الادعاء زعم شائعة الشائعة إشاعة إشاعات الإشاعات أقاويل الأقاويل كلام الكلام
    خبر الخبر
    تسريبات التسريبات مقولة منشورات تصريحات حديث صور فيديو
    """
)
"""What is told, as a noun: what "that", "which" behind it open belongs to it."""
_AS_IS: Final = word_set("such well same known described seen")
_EDGES: Final = Flag.BREAK | Flag.THAT
_HEARER: Final = 6
"""Words that may stand between "told" and "that"."""


@mypyc_attr(acyclic=True)
class Clause:
    """A clause: how many words it has, the first and the word behind the last, its cues and all their flags.

    `parent` is the clause that it interrupts or follows; `old` is a date in it that is history, `fresh` are the others:
    who asks for dates notes them.
    """

    __slots__ = ("cues", "end", "first", "fresh", "length", "mask", "old", "parent")

    def __init__(self, parent: int) -> None:
        self.parent = parent
        self.mask = self.length = self.first = self.end = 0
        self.cues: list[int] = []
        self.old: DateSpan | None = None
        self.fresh: list[DateSpan] | None = None


@mypyc_attr(acyclic=True)
class Clauses:
    """The clauses of one sentence.

    Parameters
    ----------
    words
        The words of the sentence.
    names
        The names found in it, in order.
    """

    def __init__(self, words: list[Word], names: list[Name]) -> None:
        self.words = words
        self.all: list[Clause] = [Clause(-1)]
        self._starts: list[int] = []
        self._clause_from: list[int] = []
        self._cut_up(names)

    def of(self, i: int) -> int:
        """Return the clause of word i."""
        at = len(self._starts) - 1
        while at > 0 and self._starts[at] > i:
            at -= 1
        return self._clause_from[at] if len(self.all) > 1 else 0

    def at(self, offset: int) -> Clause:
        """Return the clause at a code point of the field."""
        i = len(self.words) - 1
        while i > 0 and self.words[i].start > offset:
            i -= 1
        return self.all[self.of(max(0, i))]

    def _cut_up(self, names: list[Name]) -> None:
        words, clauses = self.words, self.all
        listed: set[int] | None = None
        here, resumed, last, pause = 0, -1, 0, LONGEST
        clause = clauses[0]
        for i, word in enumerate(words):
            flag = word.flags
            if flag & _EDGES or word.gap != " " or i == pause:
                pause += LONGEST if i == pause else 0
                new, back, signs = False, -1, word.signs if i else ""
                if signs:
                    comma = signs == ","
                    if not comma and (not _BREAKS.isdisjoint(signs) or ("،" in signs and not word.ascii)):
                        new = True
                    elif resumed >= 0 and (comma or not COMMAS.isdisjoint(signs)):
                        if listed is None:
                            listed = {two.first for one, two in pairwise(names) if one.last == two.first}
                        if i not in listed and not (word.gap == "," and word.text.isdigit()):
                            self._run(here, last, i)
                            here, resumed, last = resumed, -1, i
                            clause = clauses[here]
                if flag & Flag.THAT:
                    new = new or self._is_told(i)
                elif flag & Flag.BREAK and self._opens(i, signs):
                    back = here
                if new or back >= 0 or i - last >= LONGEST:
                    self._run(here, last, i)
                    clause = Clause(here)
                    here, resumed, last = len(clauses), back, i
                    clauses.append(clause)
            if flag & CUES and clause.length < LONGEST:
                clause.cues.append(i)
                clause.mask |= flag
        self._run(here, last, len(words))

    def _is_told(self, i: int) -> bool:
        """Tell whether "that", أن at word i opens what somebody says, and not what a denial or plan governs."""
        words = self.words
        start = max(0, i - _HEARER)
        if words[i].folded == "ان" and i + 1 < len(words) and words[i + 1].folded.endswith("وا"):
            return False  # "if they ..."
        if i and words[i - 1].folded in CLAIMS and any(words[j].flags & GOVERNING for j in range(start, i)):
            return False
        return any(words[j].flags & Flag.SAY and not words[j].flags & GOVERNING for j in range(start, i))

    def _opens(self, i: int, signs: str) -> bool:
        """Tell whether a conjunction, relative or participle at word i, behind `signs`, opens a clause."""
        if i == 0:
            return True
        word, before = self.words[i], self.words[i - 1].folded
        if word.upper or (self.words[i].flags & Flag.PLANS and not signs):
            return False
        if word.folded == "as":
            return before not in _AS_IS and not self.words[i - 1].flags & Flag.NEGATES
        return before not in CLAIMS or bool(signs)

    def _run(self, number: int, first: int, last: int) -> None:
        """Give words `first` to `last` (exclusive) to a clause; one that grows too long takes no more."""
        if first >= last:
            return
        self._starts.append(first)
        self._clause_from.append(number)
        clause = self.all[number]
        if clause.length < LONGEST:
            clause.first = clause.first if clause.length else first
            clause.end = last
            clause.length += last - first
