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
- **Phrases**: who puts the blame on another or holds it responsible, whose count or report it is, "its spokesman" and
  "the group" for an actor named before, the subject that two verbs share: `geo.sayers_phrases`.
- **Verbs of several senses** and comments between commas ("the toll, UNICEF frets, may rise"): `geo.sayers_senses`.
- **Unnamed speakers** ("activists said", قالت مصادر محلية) are sayers under the names of `geo.unnamed`, never actors.
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo.datelines import is_agency
from geo.matcher import COMMAS, DASHES, Word, mask_of
from geo.narration import Flag
from geo.sayers import Who
from geo.sayers_arabic import Arabic
from geo.unnamed import UNNAMED, kept, with_speakers

__all__ = ["NOBODY", "Attribution", "Who", "attribute"]

_HEADING: Final = 6
"""Words before an agency in a dateline."""
_BESIDE_A_CITY: Final = frozenset({"-", "–", "—", "--", "/", ":", *COMMAS})
_CUES: Final = Flag.SAY | Flag.SAY_BESIDE | Flag.SOURCE | Flag.ACCUSE | Flag.ALLEGED | Flag.BELIEVED | Flag.PHRASE


@mypyc_attr(acyclic=True)
class Attribution:
    """The actors of a sentence, in the order of the text; `alleged` are among `actors`."""

    __slots__ = ("actors", "alleged", "said_by")

    def __init__(self, actors: tuple[str, ...], said_by: tuple[str, ...], alleged: tuple[str, ...]) -> None:
        self.actors = actors
        self.said_by = said_by
        self.alleged = alleged


NOBODY: Final = Attribution((), (), ())
"""Of a sentence that names no actor and no speaker."""


def attribute(words: list[Word], mask: int, who: list[Who]) -> Attribution:
    """Tell sayers, alleged and other actors apart.

    Parameters
    ----------
    words
        The words of the sentence.
    mask
        What any of them may be (`geo.matcher.mask_of`).
    who
        The actors named in it, in order, none overlapping.

    Returns
    -------
    Attribution
        Every name of `who` is in `actors` or `said_by`, or in both; but the hearer of "told Reuters" is in neither.
        `said_by` may name unnamed speakers besides.
    """
    if mask & Flag.SPEAKER and (mask & _CUES or any(word.signs for word in (words[-1], *words[1:3]))):
        who = with_speakers(words, who)
    if not who:
        return NOBODY
    framed = _framed(words, who)
    if not (mask & _CUES or framed):
        return Attribution(_named(who), (), ())
    reading = Arabic(words, who)
    reading.said |= framed
    reading.comments()
    for i in range(len(words)):
        if words[i].flags & _CUES and reading.inside[i] < 0:
            if words[i].ascii:
                reading.english(i, words[i].flags)
            else:
                reading.arabic(i, words[i].flags)
    if not (reading.said or reading.alleged or reading.heard):
        return Attribution(_named(who), (), ())
    silent = reading.said | reading.heard
    for k in range(1, len(who)):  # "the Office for Humanitarian Affairs (OCHA)": one name, given twice
        one, two = who[k - 1], who[k]
        if one.last == two.first and one.actor == two.actor and reading.said >> k - 1 & 1:
            silent |= 1 << k if "(" in words[two.first].gap else 0
    names = _distinct(who)
    acting = _names_of(~silent | reading.acts, who)
    actors = [name for name in names if name in acting and name not in UNNAMED]
    said = _names_of(kept(reading.said, who, words), who)
    alleged = _names_of(reading.alleged, who)
    return Attribution(
        tuple(actors),
        tuple([name for name in names if name in said]),
        tuple([name for name in actors if name in alleged]),
    )


def _names_of(found: int, who: list[Who]) -> set[str]:
    """Return the names of a set of actors."""
    return {w.actor for k, w in enumerate(who) if found >> k & 1}


def _distinct(who: list[Who]) -> list[str]:
    """Return the names of actors, each once, in order."""
    names: list[str] = []
    for w in who:
        if w.actor not in names:
            names.append(w.actor)
    return names


def _named(who: list[Who]) -> tuple[str, ...]:
    """Return the names of actors, in order, without those of unnamed speakers."""
    return tuple([name for name in _distinct(who) if name not in UNNAMED])


def _framed(words: list[Word], who: list[Who]) -> int:
    """Return the sayers, as bits, whom a headline's colon shows, its last colon or dash, and a dateline's agency."""
    found = 0
    first, last = who[0], who[-1]
    if first.first <= 10 and first.last < len(words):
        gap = words[first.last].gap
        if gap != " ":
            after = gap.strip()
            if after.startswith(":") and first.first <= 2 and not mask_of(words[: first.first]) & Flag.VERB:
                found |= 1
            agency = first.first and first.last <= 10 and after.startswith(")") and "(" in words[first.first].gap
            if agency and any(sign in after for sign in "-–—:"):
                found |= 1
    if not first.first and first.kind == "organisation" and first.last + 2 < len(words):
        behind = words[first.last]  # "Sweida 24 – Shops are shut"
        if behind.gap in DASHES and behind.upper and words[first.last + 1].gap == " ":
            found |= 1
    if 0 < first.first <= _HEADING and first.last < len(words):
        before, after = words[first.first].signs, words[first.last].signs
        headed = before in _BESIDE_A_CITY and (after[:1] in ("-", "–", "—", "/", ":") or before not in COMMAS)
        if headed and is_agency(words[first.first : first.last]):
            found |= 1
    if last.last == len(words) and len(words) > 3:
        start = last.first
        while start > max(0, last.first - 3) and words[start].gap == " ":
            start -= 1
        gap = words[start].gap
        if gap.strip(" \"”’'»")[:1] in (":", "–", "—", "-", "|") and " " in gap:
            found |= 1 << len(who) - 1
    return found
