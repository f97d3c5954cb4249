"""Tell a place from a government named by its place, and from a process named after one.

"Russia said" names an actor, "in Russia" a place, "the Astana talks" an event (metonymy: Markert and Nissim 2002;
Leveling and Hartrumpf 2008). Only names of states and seats of government can stand for one; everything else is a place
unless it names an event. The rules read the words beside the name, in this order: event; dateline; what it owns; a
preposition of place; what follows (agents, verbs); what it is the object of; the other members of its list; and last
what is likelier: a place, but for another state that opens the sentence as its subject.
"""

from __future__ import annotations

from typing import Final

from geo.cues import (
    ABBREVIATIONS,
    ACTING,
    ADVERBS,
    AGENTS,
    ARABIC_BLAME,
    ARABIC_DEEDS,
    ARABIC_SPEECH,
    BACKS,
    BLAME,
    BORDERS,
    EVENTS,
    LOCATIVES,
    LOYAL,
    NO_VERBS,
    OBJECT_OF,
    OTHER,
    PREPOSITIONS,
    RELATIONS,
    SPEECH,
    SUBJECT_WORDS,
    SUPPORT,
    SYRIA_OBJECT,
)
from geo.matcher import Word
from geo.mention import Role
from geo.narration import Flag
from geo.recognition import Name
from geo.role_cues import (
    ADDRESSED,
    ARABIC_ATTRIBUTES,
    ARABIC_BLAMED,
    ARABIC_MASCULINE,
    ARABIC_OF_PLACES,
    ARABIC_STATE_VERBS,
    ASIDE_OPENERS,
    ASIDES,
    CALLING,
    CAUSING,
    GRIP,
    IN_A_TOWN,
    PAPERS,
    PATRONS,
    PROCESSES,
    STATE_DEEDS,
    STATE_SPEECH,
    VOICE,
)

_SPEECH: Final = SPEECH | STATE_SPEECH
_ARABIC_SPEECH: Final = ARABIC_SPEECH | ARABIC_STATE_VERBS
_HOLDING: Final = frozenset({"hold", "holds", "held", "holding"})
"""Before a state that "responsible" follows."""
_ASIDE: Final = 24
"""Words that an aside between a subject and its verb may have."""
_ATTRIBUTED: Final = 12
"""Words that may stand between "attributed" and إلى."""
_BLAME_REACH: Final = 14
"""Words that may stand between blame and who is blamed: "blamed the attack on the town on Russia"."""
_POINTING: Final = frozenset({"finger", "fingers", "pointed"})
_PREPOSITIONS: Final = LOCATIVES | {"with", "between", "against"}
_PERFECT: Final = frozenset({"had", "has", "have", "would", "will"})
_BEFORE_PARTICIPLE: Final = ADVERBS | _PERFECT | {"both", "all", "each", "since", "long", "either"}
_DONE: Final = frozenset(
    [
        "bombed",
        "shelled",
        "agreed",
        "accepted",
        "rejected",
        "refused",
        "used",
        "targeted",
        "violated",
        "launched",
        "ordered",
    ]
)
"""Behind one of those, what Syria or its capital can only do as a government: "Damascus had bombed Aleppo"."""
_ASIDES: Final = frozenset([aside[0] for aside in ASIDES])
_PUBLISHES: Final = frozenset(
    {"reported", "published", "wrote", "posted", "quoted", "showed", "citing", "by", "outlet", "website"}
)


def role_of(words: list[Word], names: list[Name], at: int, roles: list[Role], dateline: int = 0) -> Role:
    """Return the role of names[at]; `roles` holds those of the names before it.

    Parameters
    ----------
    words
        The sentence's words.
    names
        The names found in it, in order.
    at
        Which of them.
    roles
        Roles of `names[:at]`.
    dateline
        How many words of the sentence are its dateline (`geo.datelines`).
    """
    name = names[at]
    role = _event_or_thing(words, name)
    if role or not name.actors or name.kind:
        return role or "place"
    if name.last <= dateline:
        return "place"
    syria = any(p.country == "SY" for p in name.places)
    role = (
        _owner(words, name, syria=syria)
        or _located(words, name)
        or _in_a_list_of_places(words, names, at, roles)
        or _followed(words, name, syria=syria)
        or _preceded(words, name, syria=syria)
    )
    role = role or _one_of_a_list(words, names, at, roles, syria=syria)
    opens = name.first == 0 and _joined_after(words, name) and not words[name.last - 1].possessive
    return role or ("actor" if opens and not syria else "place")


def _joined_after(words: list[Word], name: Name) -> Word | None:
    """Return the word after a name where nothing but a blank, a hyphen or a line break stands between."""
    after = words[name.last] if name.last < len(words) else None
    return after if after is not None and after.joined else None


def _event_or_thing(words: list[Word], name: Name) -> Role | None:
    after = _joined_after(words, name)
    second = words[name.last + 1] if name.last + 1 < len(words) else None
    thing = after is not None and (after.flags | (second.flags if second is not None else 0)) & Flag.THING
    if after is not None and thing and not words[name.last - 1].possessive:
        following = second.folded if second is not None else ""
        if after.folded in EVENTS or (after.folded in PROCESSES and following in EVENTS):
            return "event"
        if after.folded in OTHER or (following in OTHER and after.upper) or _names_a_paper(words, name.last):
            return "other"
        if after.folded in IN_A_TOWN and after.upper and not _is_large(name):
            return "other"  # "al-Karama Square" is no Karama
    before = words[name.first - 1] if name.first else None
    if before is not None and not before.ascii:
        if before.folded.removeprefix("ال") in EVENTS:
            return "event"
        if before.folded.lstrip("وفبل") in IN_A_TOWN and not _is_large(name):
            return "other"
    return None


def _is_large(name: Name) -> bool:
    """Tell whether a name is that of a city or more, or of the very thing (a square that the gazetteer holds)."""
    return any(p.type not in ("town", "village", "neighbourhood", "locality") for p in name.places)


def _names_a_paper(words: list[Word], i: int) -> bool:
    """Tell "Hama Today reported" and "Idlib Now" from a headline in capitals: what follows is in lower case."""
    if not words[i].upper or words[i].folded not in PAPERS:
        return False
    beside = [w for w in (*words[max(0, i - 3) : i - 1], *words[i + 1 : i + 3]) if w.ascii]
    return any(w.text[0].islower() and w.folded in SPEECH | _PUBLISHES for w in beside)


def _before(words: list[Word], name: Name) -> int:
    """Return the index of the word before a name, "the" and "both" passed over; -1 if there is none."""
    i = name.first - 1
    while i >= 0 and words[i].folded in ("the", "both", "also"):
        i -= 1
    return i


def _owner(words: list[Word], name: Name, *, syria: bool) -> Role | None:
    """Tell an actor by what it owns: "Moscow's military"."""
    if not words[name.last - 1].possessive:
        return None
    owned = [w.folded for w in words[name.last : name.last + (1 if syria else 4)]]
    if syria and not GRIP.isdisjoint(owned):
        return "actor"
    if owned and owned[0] in VOICE:
        return "actor"
    return "actor" if AGENTS.intersection(owned) or _its_body_speaks(words, name.last) else None


def _its_body_speaks(words: list[Word], i: int) -> bool:
    """Tell whether what a state owns says something: "Russia's Reconciliation Centre said"."""
    for j in range(i, min(len(words), i + 6)):
        if j > i and not words[j].joined:
            return False
        if words[j].folded in _SPEECH:
            return j > i
        if not words[j].upper and words[j].folded not in ("of", "for", "and", "the"):
            return False
    return False


def _located(words: list[Word], name: Name) -> Role | None:
    """Tell a place by the preposition right before it: "in Turkey said", "from Iraq", في تركيا."""
    i = _before(words, name)
    if words[name.first].start != name.start:  # an Arabic proclitic: b- is "in", l- and w- say nothing
        return "place" if words[name.first].folded.startswith("ب") else None
    if i < 0 or words[i].folded not in _PREPOSITIONS:
        return None
    if words[i].folded == "in" and words[i - 1].folded in PATRONS:
        return "actor"
    if words[i].folded == "الي" and any(w.folded in ARABIC_ATTRIBUTES for w in words[max(0, i - _ATTRIBUTED) : i]):
        return "actor"
    if words[i].folded == "at" and _follows(words, i, _POINTING):
        return "actor"
    if words[i].folded in ("with", "between", "against"):
        return "place" if _follows(words, i, BORDERS) else None
    if words[i].folded == "to":
        if i and words[i - 1].folded in ADDRESSED:
            return "actor"
        return None if _follows(words, i, LOYAL) else "place"
    return None if words[i].folded in ("from", "من") and _follows(words, i, SUPPORT) else "place"


def _follows(words: list[Word], i: int, those: frozenset[str]) -> bool:
    """Tell whether one of some words is among the three before word i."""
    return any(words[j].folded in those for j in range(max(0, i - 3), i))


def _in_a_list_of_places(words: list[Word], names: list[Name], at: int, roles: list[Role]) -> Role | None:
    """Tell the last member of a list that a preposition opens: "fighting in Iraq and Lebanon has spread"."""
    if not at or roles[at - 1] != "place" or not _listed(words, names[at - 1], names[at]):
        return None
    if words[names[at].first - 1].folded not in ("and", "or") or not names[at - 1].actors:
        return None
    first = at - 1
    while first and roles[first - 1] == "place" and _listed(words, names[first - 1], names[first]):
        first -= 1
    return "place" if _located(words, names[first]) == "place" else None


def _followed(words: list[Word], name: Name, *, syria: bool) -> Role | None:
    """Tell an actor by what follows: its agents, its participle, its verb."""
    at, stop = name.last, min(len(words), name.last + 6)
    if at == stop or words[at - 1].possessive:
        return None
    first, last_word = words[at], words[at - 1]
    if not first.joined:
        backs = first.folded == "which" and at + 1 < stop and words[at + 1].folded in BACKS
        return "actor" if (backs and not syria) or _acts_after_aside(words, name.last, syria=syria) else None
    if first.hyphen:
        return "actor" if first.folded in ACTING else "place"
    attribute = last_word.text.isupper() and (first.upper or last_word.folded in ABBREVIATIONS)
    if first.folded in AGENTS or (attribute and not syria):
        return "actor"  # "the Damascus government", "US President", "a U.S. raid"
    owns = first.folded == "and" and at + 2 < stop and words[at + 1].folded in ("its", "their")
    return "actor" if (owns and words[at + 2].folded in AGENTS) or _acts(words, at, stop, syria=syria) else None


def _acts(words: list[Word], start: int, stop: int, *, syria: bool) -> bool:
    """Tell whether words `start` to `stop` (exclusive), behind a name, hold a verb whose subject is its government."""
    if words[start].folded in _ASIDES:
        opening = [words[i].folded for i in range(start, min(stop, start + 3))]
        start += next((len(aside) for aside in ASIDES if opening[: len(aside)] == aside), 0)
    if start >= stop:
        return False
    verb = words[next((i for i in range(start, stop) if words[i].folded not in ADVERBS), stop - 1)]
    if not syria:
        return _is_verb(verb)
    done = False
    if words[start].folded in _PERFECT:
        at = next((i for i in range(start, stop) if words[i].folded not in _BEFORE_PARTICIPLE), start)
        done = words[at].folded in _DONE or words[at].folded in _SPEECH
    lower = verb.ascii and not verb.upper
    speaks = verb.folded in SPEECH or (verb.folded in _ARABIC_SPEECH and verb.folded[0] != "و")
    return speaks or done or (lower and (verb.folded in STATE_SPEECH or verb.folded in STATE_DEEDS))


def _acts_after_aside(words: list[Word], i: int, *, syria: bool) -> bool:
    """Tell "Turkey, which hosts millions, will no longer", "Syria, for its part, denied": a verb behind the aside."""
    if not words[i].listed or words[i].upper:
        return False
    if words[i].folded not in ASIDE_OPENERS:
        cold = i + 1 < len(words) and words[i + 1].hyphen and words[i + 1].folded.endswith("ed")  # "cold-shouldered"
        if syria or not (cold or words[i].folded.endswith("ed")):
            return False
    for j in range(i + 1, min(len(words) - 1, i + _ASIDE)):
        if not words[j].joined and words[j].gap != ".":
            return words[j].listed and _acts(words, j, min(len(words), j + 4), syria=syria)
    return False


def _is_verb(word: Word) -> bool:
    folded = word.folded
    if not word.ascii:
        return folded in _ARABIC_SPEECH and folded[0] != "و"  # "and said" opens another clause
    if folded in SUBJECT_WORDS or folded in _SPEECH:
        return True
    regular = len(folded) > 3 and (folded.endswith("ed") or (folded.endswith("s") and not folded.endswith("ss")))
    return regular and not word.upper and folded not in NO_VERBS


def _is_arabic_verb(word: Word) -> bool:
    """Tell a verb in the feminine past, as states take it, from a plural noun in -at."""
    bare = word.folded.removeprefix("و").removeprefix("ف")
    if bare in ARABIC_OF_PLACES:
        return False
    return bare in _ARABIC_SPEECH or (
        len(word.folded) > 3 and word.folded.endswith("ت") and not word.folded.endswith(("ات", "بيت", "وقت"))
    )


def _preceded(words: list[Word], name: Name, *, syria: bool) -> Role | None:
    """Tell an actor by what it is the object of ("accused Israel", "backed by Iran"), a place by other prepositions."""
    i = _before(words, name)
    if i < 0:
        return None
    word, before = words[i], words[i].folded
    if not word.ascii:
        deed = not syria and (before.lstrip("وفبل") in ARABIC_DEEDS or before in ARABIC_BLAMED)
        deed = deed or (not syria and before.removeprefix("و") in ARABIC_MASCULINE)
        blamed = before == "علي" and not ARABIC_BLAME.isdisjoint([w.folded for w in words[max(0, i - 4) : i]])
        return "actor" if deed or blamed or _is_arabic_verb(word) else None
    if before == "on" and not BLAME.isdisjoint([w.folded for w in words[max(0, i - _BLAME_REACH) : i]]):
        return "actor"
    if before in ("neither", "nor"):
        return "actor"
    if before == "on" and i > 0 and words[i - 1].folded in CALLING:
        return "actor"
    if before in _HOLDING and any(w.folded == "responsible" for w in words[name.last : name.last + 8]):
        return "actor"
    if before in CAUSING and name.last < len(words) and words[name.last].folded == "to":
        return "actor"
    if syria:
        accused = before == "by" and i > 0 and words[i - 1].folded in SYRIA_OBJECT
        return "actor" if accused or before in SYRIA_OBJECT else None
    if before in ("from", "of", "to") and any(words[j].folded in RELATIONS for j in range(max(0, i - 3), i)):
        return "actor"
    if before in OBJECT_OF:
        return "actor"
    return "place" if before in PREPOSITIONS else None


def _one_of_a_list(words: list[Word], names: list[Name], at: int, roles: list[Role], *, syria: bool) -> Role | None:
    """Give a member of a list the role of the member before it, or of the first one after it that shows its own.

    A list of states may stand behind a place: "a deal in Sochi, Turkey and Russia are to patrol".
    """
    behind = _role_behind(words, names, at, syria=syria)
    if at and _listed(words, names[at - 1], names[at]) and roles[at - 1] in ("place", "actor"):
        if behind and not names[at - 1].actors:
            return behind
        object_of = roles[at - 1] == "actor" and not words[names[at].first].ascii  # اتهمت واشنطن دمشق
        return roles[at - 1] if roles[at - 1] == "place" or not syria or object_of else None
    return behind


def _role_behind(words: list[Word], names: list[Name], at: int, *, syria: bool) -> Role | None:
    """Return "actor" where the first member behind it in a list that shows its role is one.

    For Syria and its capital that member's verb must be one that only governments are the subject of.
    """
    for following in range(at + 1, len(names)):
        if not _listed(words, names[following - 1], names[following]) or not names[following].actors:
            return None
        if _followed(words, names[following], syria=syria):
            return "actor"
    return None


def _listed(words: list[Word], one: Name, two: Name) -> bool:
    """Tell whether only commas, "and", "or" and "the" stand between two names."""
    if two.first - one.last > 2 or not words[two.first].listed:
        return False
    between = range(one.last, two.first)
    return all(words[i].folded in ("and", "or", "the", "also") and words[i].listed for i in between)
