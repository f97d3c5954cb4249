"""Tell of each place name whether the sentence reports an event there, denies, fears or recalls one, or only points.

The values (`geo.mention.Context`), in the order in which they are tried; the words that decide are the cue:

1. `locator`: the name only says where another place or an unnamed spot is: "near Y", "40 km south of Y", قرب Y; "X, in Y
   province", "X, Y" (but in "X in Y" what happened in X happened in Y); which way a road leads; where somebody is seated
   ("Ankara-based").
2. `background` by its date: a date of the clause that ended more than 30 days before publication ("in 2015"), or that
   began so long ago with "since", منذ. In a headline or first sentence it must be over a year: what opens a report is
   what the report is about.
3. `unclear`: the text itself is not sure: "unconfirmed", "not clear", لم يتضح.
4. `negated`: not, no, denied, لم, نفى ... in the clause. What did not follow from an event does not negate it ("no
   casualties"), nor does a negation behind an event and the name ("the strike on X did not kill").
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

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from geo.dates import DateSpan
from geo.locators import cut, locator
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
_SURE: Final = word_set(
    "clear known certain verified verify independently confirm confirmed مؤكد مؤكدة واضحا واضح التحقق"
)
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


class _Clause(NamedTuple):
    """The words of a clause by index, in order; `parent` is the clause that it interrupts or follows (-1: none)."""

    words: list[int]
    parent: int


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
    clauses, clause_of = _clauses(words, flags)
    dated = [] if section == "caption" else dates  # the date of a picture
    old = [d for d in dated if _is_old(d, published, HISTORY if lead else RECENT)]
    told: list[Told] = []
    cache: dict[int, list[int]] = {}
    for at, name in enumerate(names):
        where = locator(words, text, names, roles, at)
        if where is not None:
            told.append(Told("locator", where))
            continue
        told.append(_of_clause(words, text, flags, name, clauses, clause_of[name.first], old, section, cache))
    return told


def _is_old(span: DateSpan, published: date | None, age: timedelta) -> bool:
    if span.first is None or span.last is None or published is None:
        return False
    since = span.expression.casefold().startswith(("since", "منذ"))
    return (span.first if since else span.last) < published - age


def _clauses(words: Sequence[Word], flags: Sequence[int]) -> tuple[list[_Clause], list[int]]:
    """Cut a sentence into clauses; return them and the clause of each word."""
    clauses = [_Clause([], -1)]
    clause_of: list[int] = []
    here, resumed = 0, -1
    for i, word in enumerate(words):
        gap = word.gap
        if i and gap != " ":
            signs = gap.strip()
            arabic = not word.text.isascii()
            if _BREAKS.intersection(signs) or (arabic and "،" in signs):
                clauses.append(_Clause([], here))
                here, resumed = len(clauses) - 1, -1
            elif resumed >= 0 and _COMMAS.intersection(signs):
                here, resumed = resumed, -1
        if word.folded == "that" and any(f & Flag.SAY and not f & _GOVERNING for f in flags[max(0, i - _HEARER) : i]):
            clauses.append(_Clause([], here))
            here, resumed = len(clauses) - 1, -1
        elif flags[i] & Flag.BREAK and (not word.upper or i == 0):
            clauses.append(_Clause([], here))
            here, resumed = len(clauses) - 1, here
        if len(clauses[here].words) >= _LONGEST:
            clauses.append(_Clause([], here))
            here, resumed = len(clauses) - 1, -1
        clauses[here].words.append(i)
        clause_of.append(here)
    return clauses, clause_of


def _of_clause(
    words: Sequence[Word],
    text: str,
    flags: Sequence[int],
    name: Name,
    clauses: list[_Clause],
    own: int,
    old: Sequence[DateSpan],
    section: str,
    cache: dict[int, list[int]],
) -> Told:
    """Tell a name's context by its clause, else by the clause around it."""
    fronted = next((d for d in old if _fronts(words, flags, d, clauses, own)), None)
    if fronted is not None:
        return Told("background", fronted.expression)
    before = clauses[own].parent
    for i in clauses[before].words if before >= 0 else ():
        last = _unsure(words, flags, i)
        if last:
            return Told("unclear", cut(words, text, i, last))
    order = [own]
    parent = clauses[own].parent
    order += [parent] if parent >= 0 else []
    order += [i for i in (own + 1, own - 1) if 0 <= i < len(clauses) and i not in order]
    for number in order:
        cues = cache.get(number)
        if cues is None:
            cues = cache[number] = [i for i in clauses[number].words if flags[i] & _CUES]
        told = _judged(words, text, flags, name, clauses[number].words, cues, old, section)
        if told is not None and (number == own or told.context != "background"):
            return told
        if number == own and any(flags[i] & (Flag.VERB | Flag.BE) for i in cues):
            break  # a clause that tells of a state by itself: "the wards were full"
    verb = next((i for i, f in enumerate(flags[:_LONGEST]) if f & (Flag.VERB | Flag.BE)), None)
    if verb is not None:
        return Told("reported", cut(words, text, verb, verb + 1))
    return Told("reported" if section == "body" and len(words) >= _SENTENCE else "unclear", "")


def _fronts(words: Sequence[Word], flags: Sequence[int], span: DateSpan, clauses: list[_Clause], own: int) -> bool:
    """Tell whether a date stands in a clause that tells nothing itself, right before a name's own: "In 2015: ..."."""
    before = clauses[own - 1].words if own else []
    inside = bool(before) and words[before[0]].start <= span.start < words[before[-1]].end
    return inside and not any(flags[i] & (Flag.EVENT | Flag.VERB) for i in before)


def _judged(
    words: Sequence[Word],
    text: str,
    flags: Sequence[int],
    name: Name,
    clause: list[int],
    cues: list[int],
    old: Sequence[DateSpan],
    section: str,
) -> Told | None:
    """Tell what a clause says of a name, None if it says nothing."""
    if not clause:
        return None
    for span in old:
        if any(words[i].start <= span.start < words[i].end for i in clause):
            return Told("background", span.expression)
    cues = [i for i in cues if not name.first <= i < name.last]
    events = [i for i in cues if flags[i] & Flag.EVENT]
    first = name.first
    for i in cues:
        last = _unsure(words, flags, i)
        if last:
            return Told("unclear", cut(words, text, i, last))
    negation = next((i for i in cues if _negates(flags, i, first, events)), None)
    if negation is not None:
        return Told("negated", cut(words, text, negation, negation + 1))
    plan = next((i for i in cues if _plans(words, flags, i, first, events)), None)
    if plan is None and section == "headline":
        plan = next((i for i in clause if _headline_future(words, flags, i)), None)
    if plan is not None:
        last = plan + 2 if plan + 1 < len(words) and words[plan + 1].folded in ("to", "of") else plan + 1
        return Told("planned_or_feared", cut(words, text, plan, last))
    for i in cues:
        if flags[i] & Flag.FORMER and (i < first or words[i].folded == "سابقا") and first - i <= 8:
            return Told("background", cut(words, text, i, i + 1))
    had = _pluperfect(words, flags, clause)
    if had is not None:
        return Told("background", cut(words, text, had, had + 2))
    if events:
        nearest = min(events, key=lambda i: abs(i - first))
        return Told("reported", cut(words, text, nearest, nearest + 1))
    standing = next((i for i in cues if flags[i] & Flag.STANDING), None)
    if standing is not None:
        return Told("background", cut(words, text, standing, standing + 1))
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


def _negates(flags: Sequence[int], i: int, first: int, events: list[int]) -> bool:
    if not flags[i] & Flag.NEGATES:
        return False
    if any(f & Flag.HARMLESS for f in flags[i + 1 : i + 1 + _NOT_YET]):
        return False
    if flags[i] & Flag.ABSENT and not any(f & Flag.EVENT for f in flags[i + 1 : i + 1 + _NOT_YET]):
        return False
    return first > i or not any(e < i for e in events)


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
