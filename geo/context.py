"""Tell of each place name whether the sentence reports an event there, denies, fears or recalls one, or only points.

The values (`geo.mention.Context`), in the order in which they are tried; the words that decide are the cue:

1. `locator`: the name only says where another place or an unnamed spot is (`geo.locators`): "near Y", "40 km south of
   Y", قرب Y; "X, in Y province", "X, Y" (but in "X in Y" what happened in X happened in Y); which way a road leads;
   where somebody is seated ("Ankara-based"); behind "lies", تقع.
2. `background` by its date: a date of the clause that ended more than 30 days before publication ("in 2015"), or that
   began so long ago with "since", منذ. In a headline or first sentence it must be over a year: what opens a report is
   what the report is about. Of two dates of a clause the nearer one counts. What has not happened "since" is negated.
3. `unclear`: the text itself is not sure: "unconfirmed", "not clear", "may have hit", لم يتضح (`geo.denials`).
4. `negated`: not, no, denied, "dismissed reports", لم, نفى ... in the clause (`geo.denials` tells what they do not
   deny). An unnamed spot beside a name is denied with it ("no raids near X").
5. `planned_or_feared`: a modal of the clause (will, could, سوف), or a word that governs what follows it (fears of,
   "agreed to leave", ahead of, تستعد), a name in front of it too unless an event is told before it (`geo.plans`).
6. `background` by a word of history before the name (former, وكانت, "had captured"), not by one of a person ("a former
   teacher was shot"), nor where the clause tells who says so or names a recent time ("by dusk 30 had been killed").
7. `reported`: an event (strike, captured, قصف) in the clause.
8. `background` by a standing state: stronghold, معقل; `unclear` of what only lies somewhere.
9. `reported` where a sentence tells anything else; `unclear` for what is none, as a bare name in a headline.

A clause (`geo.clauses`) without event and cue is told by the clause around it: the one before, else the one after, by
whose denials and plans only a heading is told ("في سراقب، لم ...").
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from mypy_extensions import mypyc_attr

from geo.clauses import CUES, LONGEST, Clause, Clauses
from geo.dates import DateSpan
from geo.denials import negates, unsure
from geo.locators import cut, locator, names_a_spot
from geo.matcher import Word
from geo.mention import Context, Role
from geo.names import word_set
from geo.narration import Flag
from geo.plans import headline_future, plans
from geo.recognition import Name

RECENT: Final = timedelta(days=30)
"""What ended longer ago than this before publication is history, not news."""

HISTORY: Final = timedelta(days=366)
"""The same of a headline or a first sentence: what it dates is what the report is about, if it is not years past."""

_SINCE: Final = ("since", "منذ")
_DECIDING: Final = (
    Flag.UNSURE | Flag.NEGATES | Flag.MODAL | Flag.PLANS | Flag.FORMER | Flag.STANDING | Flag.EVENT | Flag.VERB
)
_DOUBTING: Final = Flag.UNSURE | Flag.NEGATES | Flag.MODAL
_PLANNING: Final = Flag.MODAL | Flag.PLANS | Flag.BE | Flag.NEGATES
_PAST_PARTICIPLE: Final = word_set("been seen taken held fallen driven begun made lost gone left seized")
_SENTENCE: Final = 4
"""Words from which on a line of running text tells something, whatever its verb."""
_HEADING: Final = 5
"""Words that a clause may have to be told by the denial or plan of the one behind it."""
_PERSONS: Final = word_set(
    """
    عضو عضوا قيادي قياديا القيادي رئيس ضابط ضابطا الضابط مقاتل مقاتلا المقاتل مسؤول مسؤولا المسؤول عنصر عنصرا العنصر
    قائد قائدا القائد وزير مدير معتقل معتقلا المعتقل المجلس موظف موظفا طبيب عناصر مقاتلين قياديين سجين
    """
)
"""Of whom one says سابق while the news is of now."""
_PLACES_OF: Final = word_set(
    """
    stronghold bastion capital base headquarters territory enclave town village front heartland redoubt holdout hub
    hotbed seat pocket frontline strongholds bastions holdouts area areas
    """
)
_UNKNOWN: Final = word_set("unknown unreported unheard unseen untouched announced reported agreed")
"""Behind "previously", no history."""
_BY: Final = word_set(
    "dusk dawn nightfall midday noon midnight evening morning sunset sunrise afternoon night late early"
)
_FOUND: Final = word_set("found find finds believe believed shows showed suggests suggested evidence learned heard")
"""Shift the tense of what follows as verbs of saying do."""
_LIES: Final = word_set("lie lies sits situated straddles تقع يقع")
_KINDS: Final = word_set(
    "quarters quarter districts district suburbs suburb neighbourhoods neighbourhood villages village towns part parts"
)


@mypyc_attr(acyclic=True)
class Told:
    """What the sentence says of a mention, and the words that say so ("" if none do)."""

    __slots__ = ("context", "cue")

    def __init__(self, context: Context, cue: str) -> None:
        self.context = context
        self.cue = cue


_NO_MENTION: Final = Told("unclear", "")
"""Of a name that can only be an actor: it has no row."""


def contexts(
    words: list[Word],
    text: str,
    names: list[Name],
    roles: list[Role],
    mask: int,
    dates: list[DateSpan],
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
    mask
        What any of the words may be (`geo.matcher.mask_of`).
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
    sentence: _Sentence | None = None
    ways, denies = bool(mask & Flag.WAY), bool(mask & Flag.NEGATES)
    told: list[Told] = []
    for at, name in enumerate(names):
        if name.actors and not name.places:
            told.append(_NO_MENTION)
            continue
        where = locator(words, text, names, roles, at, ways=ways)
        if where is not None and not (denies and names_a_spot(words, names, roles, at)):
            told.append(Told("locator", where))
            continue
        if sentence is None:
            sentence = _Sentence(words, text, names, section)
            if dated:
                sentence.date(dated, published - (HISTORY if lead else RECENT) if published else None)
        says = sentence.told(name)
        told.append(says if where is None or says.context == "negated" else Told("locator", where))
    return told


def _is_old(span: DateSpan, oldest: date | None) -> bool:
    """Tell whether a date expression ended before a day, or began so long ago with "since"."""
    if oldest is None or span.first is None or span.last is None:
        return False
    return span.last < oldest or (span.first < oldest and span.expression.casefold().startswith(_SINCE))


@mypyc_attr(acyclic=True)
class _Sentence(Clauses):
    """One sentence, cut into clauses, to be asked about its names."""

    def __init__(self, words: list[Word], text: str, names: list[Name], section: str) -> None:
        super().__init__(words, names)
        self.text, self.section = text, section

    def date(self, dates: list[DateSpan], oldest: date | None) -> None:
        """Note the dates of each clause: what ended before `oldest` is old, all else is fresh."""
        for span in dates:
            clause = self.at(span.start)
            if _is_old(span, oldest):
                clause.old = clause.old or span
            elif span.first is not None:
                if clause.fresh is None:
                    clause.fresh = []
                clause.fresh.append(span)

    def told(self, name: Name) -> Told:
        """Tell a name's context by its clause, else by the clause around it."""
        clauses = self.all
        own = self.of(name.first)
        if own:
            heading = clauses[own - 1]
            if heading.old is not None and not heading.mask & (Flag.EVENT | Flag.VERB):
                return Told("background", heading.old.expression)  # "In 2015: ..."
        parent = clauses[own].parent
        if parent >= 0:
            doubted = self._unsure(clauses[parent])
            if doubted is not None:
                return doubted
        told = self._judged(name, own)
        if told is not None:
            return told
        if not clauses[own].mask & (Flag.VERB | Flag.BE):  # a state told by itself: "the wards were full"
            for number in (parent, own + 1, own - 1):
                if 0 <= number < len(clauses):
                    told = self._judged(name, number)
                    if told is None or told.context == "background":
                        continue
                    if number != own + 1 or told.context == "reported" or clauses[own].length <= _HEADING:
                        return told
        for i in range(min(len(self.words), LONGEST)):
            if self.words[i].flags & (Flag.VERB | Flag.BE):
                return self._as("reported", i, i + 1)
        return Told("reported" if self.section == "body" and len(self.words) >= _SENTENCE else "unclear", "")

    def _as(self, context: Context, first: int, last: int) -> Told:
        return Told(context, cut(self.words, self.text, first, last))

    def _unsure(self, clause: Clause) -> Told | None:
        """Tell that the text is not sure: "unconfirmed", "not clear", ما إذا."""
        if not clause.mask & _DOUBTING:
            return None
        for i in clause.cues:
            last = unsure(self.words, i) if self.words[i].flags & _DOUBTING else 0
            if last:
                return self._as("unclear", i, last)
        return None

    def _past_date(self, name: Name, clause: Clause) -> str | None:
        """Return the old date of a clause, unless a recent one stands nearer to the name."""
        old = clause.old
        if old is None:
            return None
        away = abs(old.start - name.start)
        nearer = clause.fresh is not None and any(abs(d.start - name.start) < away for d in clause.fresh)
        return None if nearer else old.expression

    def _judged(self, name: Name, number: int) -> Told | None:
        """Tell what a clause says of a name, None if it says nothing."""
        words, clause = self.words, self.all[number]
        past = self._past_date(name, clause)
        mask, first = clause.mask, name.first
        if past is not None and not (mask & Flag.NEGATES and past.casefold().startswith(_SINCE)):
            return Told("background", past)
        if not mask & (_DECIDING | Flag.BREAK) and self.section != "headline":
            return None
        doubted = self._unsure(clause)
        if doubted is not None:
            return doubted
        cues = clause.cues
        if any(words[i].flags & CUES for i in range(first, name.last)):
            cues = [i for i in cues if not first <= i < name.last]
        if mask & Flag.NEGATES:
            for i in cues:
                end = negates(words, i, first, cues) if words[i].flags & Flag.NEGATES else 0
                if end:
                    return self._as("negated", i, end)
        if past is not None:
            return Told("background", past)
        plan = self._plan(name, number, cues)
        if plan is not None:
            joined = plan + 1 < len(words) and words[plan + 1].folded in ("to", "of")
            return self._as("planned_or_feared", plan, plan + (2 if joined else 1))
        if mask & Flag.FORMER:
            for i in cues:
                near = words[i].flags & Flag.FORMER and (i < first or words[i].folded == "سابقا") and first - i <= 8
                today = clause.fresh is not None and words[i].folded.startswith("وكان")
                if near and not today and not _of_a_person(words, i):
                    return self._as("background", i, i + 1)
        if mask & Flag.HAD and clause.fresh is None:
            had = _pluperfect(words, clause.cues, name)
            if had is not None:
                return self._as("background", had, had + 2)
        event = _nearest(words, cues, first) if mask & Flag.EVENT else -1
        if event >= 0:
            return self._as("reported", event, event + 1)
        return self._standing(name, cues) if mask & (Flag.STANDING | Flag.BE) else None

    def _plan(self, name: Name, number: int, cues: list[int]) -> int | None:
        """Return the word that says that what a clause tells of a name is planned or feared."""
        words, clause = self.words, self.all[number]
        if clause.mask & _PLANNING:
            for i in cues:
                if words[i].flags & _PLANNING and plans(words, i, name.first, cues):
                    return i
        if self.section == "headline":
            for i in range(clause.first, clause.end):
                if headline_future(words, i) and self.of(i) == number:
                    return i
            return None
        opening = clause.first
        if words[opening].folded == "until":  # "until the road is safe", "has until Friday to leave"
            if any(words[i].folded in ("is", "are", "has", "have") for i in cues):
                return opening
            return next((j for j in range(opening + 2, min(opening + 5, name.first)) if words[j].folded == "to"), None)
        return None

    def _standing(self, name: Name, cues: list[int]) -> Told | None:
        """Tell a standing state, and what only says where a place lies."""
        words, first = self.words, name.first
        for i in cues:
            if words[i].flags & Flag.STANDING:
                if words[i].folded.removeprefix("و") in _LIES and words[min(i + 1, len(words) - 1)].folded != "تحت":
                    return self._as("locator" if first > i else "unclear", i, i + 1)
                return self._as("background", i, i + 1)
        kind = first > 2 and words[first - 1].folded == "of" and words[first - 2].folded in _KINDS
        if kind and any(words[i].flags & Flag.BE for i in cues if first - 6 <= i < first):
            return self._as("unclear", first - 2, first)  # "both are quarters of Aleppo"
        return None


def _of_a_person(words: list[Word], i: int) -> bool:
    """Tell whether the word of history at i is said of a person or a building, or of what was not known before."""
    if words[i].ascii:
        after = [w.folded for w in words[i + 1 : i + 4]]
        if words[i].folded == "previously":
            return not _UNKNOWN.isdisjoint(after[:2])
        return words[i].folded == "former" and _PLACES_OF.isdisjoint([w.folded for w in words[i + 1 : i + 6]])
    return words[i].folded.startswith(("سابق", "السابق")) and any(
        w.folded in _PERSONS for w in words[max(0, i - 4) : i]
    )


def _nearest(words: list[Word], cues: list[int], first: int) -> int:
    """Return the event among cues that is nearest to word `first`, the earlier one of two; -1 if there is none."""
    nearest = -1
    for i in cues:
        if words[i].flags & Flag.EVENT:
            if i > first:
                return i if nearest < 0 or i - first < first - nearest else nearest
            nearest = i
    return nearest


def _pluperfect(words: list[Word], clause: list[int], name: Name) -> int | None:
    """Return the word "had" before a participle that tells history of a name.

    A verb of saying in the clause shifts the tense; "by dusk" is today; what is told before "had" is no history.
    """
    for i in clause:
        if not words[i].flags & Flag.HAD or i + 1 >= len(words):
            continue
        following = words[i + 1].folded
        if not (following.endswith("ed") or following in _PAST_PARTICIPLE):
            continue
        before = range(max(0, i - LONGEST), i)
        said = any(words[j].flags & Flag.SAY for j in clause) or any(words[j].flags & Flag.SAY for j in before)
        near = range(max(0, i - 12), i)
        found = any(words[j].folded in _FOUND for j in near)
        today = any(words[j].folded == "by" and words[j + 1].folded in _BY for j in near)
        beside = name.first < i and any(
            e < i and words[e].flags & Flag.VERB and words[e].flags & Flag.EVENT and not name.first <= e < name.last
            for e in clause
        )
        return None if said or found or today or beside else i
    return None
