"""Tell of each place name whether the sentence reports an event there, denies, fears or recalls one, or only points.

The values (`geo.mention.Context`), in the order in which they are tried; the words that decide are the cue:

1. `locator`: the name only says where another place or an unnamed spot is: "near Y", "40 km south of Y", قرب Y;
   "X, in Y province", "X, Y" (but in "X in Y" what happened in X happened in Y); which way a road leads; where
   somebody is seated ("Ankara-based").
2. `background` by its date: a date of the clause that ended more than 30 days before publication ("in 2015"), or that
   began so long ago with "since", منذ. In a headline or first sentence it must be over a year: what opens a report is
   what the report is about.
3. `unclear`: the text itself is not sure: "unconfirmed", "not clear", لم يتضح.
4. `negated`: not, no, denied, لم, نفى ... in the clause. What did not follow from an event does not negate it ("no
   casualties"), nor does a negation behind an event and the name ("the strike on X did not kill"), nor one before
   another clause ("denied it, and shells hit X"). An unnamed spot beside a name is denied with it ("no raids near X").
5. `planned_or_feared`: a modal of the clause (will, could, سوف), or a word that governs what follows it (fears of,
   threatened to, ahead of, تستعد). A name in front of such a word is governed too unless an event is told before it.
6. `background` by a word of history before the name (former, وكانت, "had captured" outside reported speech).
7. `reported`: an event (strike, captured, قصف) in the clause.
8. `background` by a standing state: stronghold, معقل.
9. `reported` where a sentence tells anything else; `unclear` for what is none, as a bare name in a headline.

A clause ends at a semicolon, colon, dash, quotation mark or bracket, before a conjunction or relative (while, which,
after, حيث), and at the comma that ends what such a word opened; then the main clause goes on. In Arabic every comma
ends one. A clause without event and cue is told by the clause around it: the one before, else the one after.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from geo.dates import DateSpan
from geo.locators import cut, locator, names_a_spot, tells_of_ways
from geo.matcher import Word
from geo.mention import Context, Role
from geo.narration import Flag, word_set
from geo.recognition import Name

RECENT: Final = timedelta(days=30)
"""What ended longer ago than this before publication is history, not news."""

HISTORY: Final = timedelta(days=366)
"""The same of a headline or a first sentence: what it dates is what the report is about, if it is not years past."""

_BREAKS: Final = frozenset(';:()[]—–"“”«»؛…')
_COMMAS: Final = frozenset(",،")
_CUES: Final = (
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
_PAST_PARTICIPLE: Final = word_set("been seen taken held fallen driven begun made lost gone left seized")
_EDGES: Final = Flag.BREAK | Flag.THAT
_DECIDING: Final = (
    Flag.UNSURE | Flag.NEGATES | Flag.MODAL | Flag.PLANS | Flag.FORMER | Flag.STANDING | Flag.EVENT | Flag.VERB
)
_SURE: Final = word_set(
    "clear known certain verified verify independently confirm confirmed مؤكد مؤكدة واضحا واضح التحقق"
)
_JOINTS: Final = frozenset({"and", "yet", "but"})
"""Join a clause to one before it."""
_TOLD: Final = word_set("that it its they their ان انه انها انهم")
"""Behind a verb of denying, they open what is denied: what is joined to that is denied too."""
_GOVERNING: Final = Flag.PLANS | Flag.NEGATES
_HEARER: Final = 6
"""Words that may stand between "told" and "that"."""
_LONGEST: Final = 50
"""Words that a clause may hold; what goes on longer is a list or no prose, and is cut so that time stays linear."""
_SENTENCE: Final = 4
"""Words from which on a line of running text tells something, whatever its verb."""
_NOT_YET: Final = 4
"""Words that may stand between "no" and what is absent."""


class Told(NamedTuple):
    """What the sentence says of a mention, and the words that say so ("" if none do)."""

    context: Context
    cue: str


class _Clause:
    """The runs of words of a clause, how many words they are, its cues and all their flags.

    `parent` is the clause that it interrupts or follows.
    """

    __slots__ = ("cues", "length", "mask", "parent", "runs")

    def __init__(self, parent: int) -> None:
        self.parent, self.mask, self.length = parent, 0, 0
        self.runs: list[tuple[int, int]] = []
        self.cues: list[int] = []


_NO_MENTION: Final = Told("unclear", "")
"""Of a name that can only be an actor: it has no row."""


def contexts(
    words: Sequence[Word],
    text: str,
    names: Sequence[Name],
    roles: Sequence[Role],
    flags: Sequence[int],
    dates: Sequence[DateSpan],
    published: date | None,
    section: str,
    *,
    lead: bool = False,
) -> list[Told]:
    """Tell the context of each name of a sentence.

    Parameters
    ----------
    words, text
        The words of the sentence, and the field that their offsets count in.
    names, roles
        The names found in it, in order, and the role of each.
    flags
        `geo.narration.FLAGS` of each word.
    dates
        The date expressions of the sentence.
    published
        The article's date; without it no date is known to be old but one that says "since" a year.
    section
        headline, caption or body: in a headline "to" before a verb is the future.
    lead
        Whether the sentence opens the article.
    """
    dated = [] if section == "caption" else dates  # the date of a picture
    old = [d for d in dated if _is_old(d, published, HISTORY if lead else RECENT)]
    sentence: _Sentence | None = None
    ways = tells_of_ways(words)
    denies = any(flag & Flag.NEGATES for flag in flags)
    told: list[Told] = []
    for at, name in enumerate(names):
        if name.actors and not name.places:
            told.append(_NO_MENTION)
            continue
        where = locator(words, text, names, roles, at, ways=ways) if roles[at] == "place" else None
        if where is not None and not (denies and names_a_spot(words, names, roles, at)):
            told.append(Told("locator", where))
            continue
        if sentence is None:
            sentence = _Sentence(words, text, flags, old, section)
        says = sentence.told(name)
        told.append(says if where is None or says.context == "negated" else Told("locator", where))
    return told


def _is_old(span: DateSpan, published: date | None, age: timedelta) -> bool:
    if span.first is None or span.last is None or published is None:
        return False
    since = span.expression.casefold().startswith(("since", "منذ"))
    return (span.first if since else span.last) < published - age


def _start(word: Word) -> int:
    return word.start


class _Sentence:
    """One sentence, cut into clauses, to be asked about its names."""

    def __init__(
        self, words: Sequence[Word], text: str, flags: Sequence[int], old: Sequence[DateSpan], section: str
    ) -> None:
        self.words, self.text, self.flags, self.section = words, text, flags, section
        self.clauses: list[_Clause] = []
        self.starts: list[int] = []
        self.clause_from: list[int] = []
        self._cut_up()
        self.old = {self._clause_at(span.start): span.expression for span in reversed(old)}

    def _cut_up(self) -> None:
        words, flags, clauses = self.words, self.flags, self.clauses
        clauses.append(_Clause(-1))
        cues = [i for i, f in enumerate(flags) if f & _CUES]
        edges = [i for i, f in enumerate(flags) if f & _EDGES or words[i].gap != " "]
        if len(words) > _LONGEST:
            edges = sorted({*edges, *range(_LONGEST, len(words), _LONGEST)})
        here, resumed, last = 0, -1, 0
        for i in edges:
            new, back = False, -1
            flag, gap = flags[i], words[i].gap
            signs = gap.strip() if i and gap != " " else ""
            if signs:
                if not _BREAKS.isdisjoint(signs) or ("،" in signs and not words[i].text.isascii()):
                    new = True
                elif resumed >= 0 and not _COMMAS.isdisjoint(signs):
                    self._run(here, last, i, cues)
                    here, resumed, last = resumed, -1, i
            if flag & Flag.THAT:
                new = new or any(f & Flag.SAY and not f & _GOVERNING for f in flags[max(0, i - _HEARER) : i])
            elif flag & Flag.BREAK and (not words[i].upper or i == 0):
                back = here
            if i - last >= _LONGEST:
                new = True
            if new or back >= 0:
                self._run(here, last, i, cues)
                clauses.append(_Clause(here))
                here, resumed, last = len(clauses) - 1, back, i
        self._run(here, last, len(words), cues)

    def _run(self, number: int, first: int, last: int, cues: list[int]) -> None:
        """Give words `first` to `last` (exclusive) to a clause; one that grows too long takes no more."""
        if first >= last:
            return
        self.starts.append(first)
        self.clause_from.append(number)
        clause = self.clauses[number]
        if clause.length < _LONGEST:
            clause.runs.append((first, last))
            clause.length += last - first
            flags = self.flags
            for i in cues[bisect_left(cues, first) : bisect_left(cues, last)]:
                clause.cues.append(i)
                clause.mask |= flags[i]

    def _clause_of(self, i: int) -> int:
        """Return the clause of word i."""
        return self.clause_from[bisect_right(self.starts, i) - 1]

    def _clause_at(self, offset: int) -> int:
        """Return the clause at a code point of the field."""
        return self._clause_of(max(0, bisect_right(self.words, offset, key=_start) - 1))

    def told(self, name: Name) -> Told:
        """Tell a name's context by its clause, else by the clause around it."""
        clauses = self.clauses
        own = self._clause_of(name.first) if len(clauses) > 1 else 0
        if self.old and own - 1 in self.old and not clauses[own - 1].mask & (Flag.EVENT | Flag.VERB):
            return Told("background", self.old[own - 1])  # "In 2015: ..."
        parent = clauses[own].parent
        if parent >= 0:
            unsure = self._unsure(clauses[parent])
            if unsure is not None:
                return unsure
        told = self._judged(name, own)
        if told is not None:
            return told
        if not clauses[own].mask & (Flag.VERB | Flag.BE):  # a state told by itself: "the wards were full"
            for number in (parent, own + 1, own - 1):
                if 0 <= number < len(clauses):
                    told = self._judged(name, number)
                    if told is not None and told.context != "background":
                        return told
        for i, f in enumerate(self.flags[:_LONGEST]):
            if f & (Flag.VERB | Flag.BE):
                return self._as("reported", i, i + 1)
        return Told("reported" if self.section == "body" and len(self.words) >= _SENTENCE else "unclear", "")

    def _as(self, context: Context, first: int, last: int) -> Told:
        return Told(context, cut(self.words, self.text, first, last))

    def _unsure(self, clause: _Clause) -> Told | None:
        """Tell that the text is not sure: "unconfirmed", "not clear", ما إذا."""
        if not clause.mask & (Flag.UNSURE | Flag.NEGATES | Flag.MODAL):
            return None
        for i in clause.cues:
            last = _unsure(self.words, self.flags, i)
            if last:
                return self._as("unclear", i, last)
        return None

    def _judged(self, name: Name, number: int) -> Told | None:
        """Tell what a clause says of a name, None if it says nothing."""
        words, flags, clause = self.words, self.flags, self.clauses[number]
        if number in self.old:
            return Told("background", self.old[number])
        mask, first = clause.mask, name.first
        if not mask & _DECIDING and self.section != "headline":
            return None
        unsure = self._unsure(clause)
        if unsure is not None:
            return unsure
        cues = [i for i in clause.cues if not first <= i < name.last]
        events = [i for i in cues if flags[i] & Flag.EVENT] if mask & Flag.EVENT else []
        if mask & Flag.NEGATES:
            for i in cues:
                if flags[i] & Flag.NEGATES and _negates(words, flags, i, first, events):
                    return self._as("negated", i, i + 1)
        plan = None
        if mask & (Flag.MODAL | Flag.PLANS):
            plan = next((i for i in cues if _plans(words, flags, i, first, events)), None)
        if plan is None and self.section == "headline":
            plan = next((i for run in clause.runs for i in range(*run) if _headline_future(words, flags, i)), None)
        if plan is not None:
            joined = plan + 1 < len(words) and words[plan + 1].folded in ("to", "of")
            return self._as("planned_or_feared", plan, plan + (2 if joined else 1))
        if mask & Flag.FORMER:
            for i in cues:
                if flags[i] & Flag.FORMER and (i < first or words[i].folded == "سابقا") and first - i <= 8:
                    return self._as("background", i, i + 1)
        had = _pluperfect(words, flags, clause.cues) if mask & Flag.VERB else None
        if had is not None:
            return self._as("background", had, had + 2)
        if events:
            nearest = min(events, key=lambda i: abs(i - first))
            return self._as("reported", nearest, nearest + 1)
        if mask & Flag.STANDING:
            standing = next((i for i in cues if flags[i] & Flag.STANDING), None)
            return None if standing is None else self._as("background", standing, standing + 1)
        return None


def _unsure(words: Sequence[Word], flags: Sequence[int], i: int) -> int:
    """Return the word after a cue at i that the text is not sure: "unconfirmed", "not clear", ما إذا; 0 if none."""
    if flags[i] & Flag.UNSURE:
        return i + 1
    if words[i].folded == "اذا" and i and words[i - 1].folded == "ما":
        return i + 1
    if flags[i] & Flag.NEGATES:
        found = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].folded in _SURE), 0)
        return found + 1 if found else 0
    return 0


def _negates(words: Sequence[Word], flags: Sequence[int], i: int, first: int, events: list[int]) -> bool:
    if not flags[i] & Flag.NEGATES:
        return False
    if any(f & Flag.HARMLESS for f in flags[i + 1 : i + 1 + _NOT_YET]):
        return False
    if flags[i] & Flag.ABSENT and not any(f & Flag.EVENT for f in flags[i + 1 : i + 1 + _NOT_YET]):
        return False
    if first > i:
        return not _goes_on(words, flags, i, first)
    return not any(e < i for e in events)


def _goes_on(words: Sequence[Word], flags: Sequence[int], i: int, first: int) -> bool:
    """Tell whether between a negation at i and a name a clause of its own begins: "denied it, and shells hit Homs".

    Such a clause has a verb before the name; without a comma also a subject, and nothing is told with "that" or "it".
    """
    reported = False
    for j in range(max(i + 1, first - _LONGEST), first):
        folded = words[j].folded
        if folded in _TOLD:
            reported = True
        elif folded in _JOINTS:
            comma = not _COMMAS.isdisjoint(words[j].gap)
            subject = not flags[j + 1] & Flag.VERB and words[j + 1].folded not in _TOLD
            another = (comma or (subject and not reported)) and words[j + 1].folded != "that"
            if another and any(f & Flag.VERB and not f & Flag.SAY_BESIDE for f in flags[j + 1 : first]):
                return True
        elif folded[:1] == "و" and flags[j] & Flag.VERB and flags[j] & Flag.EVENT and not reported:
            return True  # نفت روسيا قصف بنش وقصفت سراقب
    return False


def _plans(words: Sequence[Word], flags: Sequence[int], i: int, first: int, events: list[int]) -> bool:
    flag = flags[i]
    if flag & Flag.MODAL:
        if words[i].upper and words[i].text.isascii() and i:
            return False  # May, Will
        if first > i:
            return True
        joint = next((j for j in range(first, i) if words[j].folded == "and"), None)
        return joint is None or not any(e < joint and flags[e] & Flag.VERB for e in events)
    if flag & Flag.PLANS:
        if words[i].folded == "called" and (i + 1 >= len(words) or words[i + 1].folded not in ("for", "on")):
            return False
        return first > i or not any(e < i for e in events)
    return False


def _headline_future(words: Sequence[Word], flags: Sequence[int], i: int) -> bool:
    """Tell "to" before a verb, as headlines write the future: "Turkey to launch operation in Manbij"."""
    if words[i].folded != "to" or not i or i + 1 >= len(words) or not words[i - 1].upper:
        return False
    return not words[i + 1].upper or bool(flags[i + 1] & Flag.VERB)


def _pluperfect(words: Sequence[Word], flags: Sequence[int], clause: list[int]) -> int | None:
    """Return the word "had" before a participle, unless a verb of saying before it shifts the tense."""
    for i in clause:
        if words[i].folded == "had" and i + 1 < len(words):
            following = words[i + 1].folded
            if following.endswith("ed") or following in _PAST_PARTICIPLE:
                return None if any(f & Flag.SAY for f in flags[max(0, i - _LONGEST) : i]) else i
    return None
