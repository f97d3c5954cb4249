"""Tell a place from a government named by its place, and from a process named after one.

"Russia said" names an actor, "in Russia" a place, "the Astana talks" an event (metonymy: Markert and Nissim 2002;
Leveling and Hartrumpf 2008). Only names of states and seats of government can stand for one; everything else is a place
unless it names an event. The rules read the words beside the name, in this order: event, nearest cue of an actor,
nearest cue of a place, a list's first member, and last what is likelier: a place for Syria and its towns, an actor for
another state as subject, else a place.
"""

from __future__ import annotations

from typing import Final

from geo.matcher import Word
from geo.mention import Role
from geo.recognition import Name

_EVENTS: Final = frozenset(
    "talks process agreement agreements accord accords summit conference deal format memorandum communique declaration negotiations"
    " محادثات مفاوضات اتفاق اتفاقيه قمه مؤتمر موتمر مسار".split()
)
_OTHER: Final = frozenset("pepper soap steel rose".split())

_AGENTS: Final = frozenset(
    "military army government governments regime president minister ministry forces force troops navy foreign defense defence leader leaders leadership"
    " parliament ambassador envoy intervention support backing role diplomatic allies ally proxies proxy stance position threat demand refusal veto"
    " warplanes jets aircraft soldiers policy campaign authorities officials official administration spokesman spokeswoman delegation intelligence"
    " air joint prime deputy chief command secretary state senior special representative mission embassy permanent airstrikes raids aid involvement"
    " participation approval help decision warning pressure efforts plan plans objectives interests influence".split()
)
_SUBJECT_WORDS: Final = frozenset(
    "has have had will would could should may might must can cannot did does do said says say told left began gave took sent made held led won met"
    " sought struck hit shot fought let withdrew came went kept saw fell knew meant found brought built spent broke chose drove flew ran rose"
    " spoke threw wants want agree agrees back backs support supports back oppose opposes gear gears resume resumes is was are were also never"
    " itself themselves hopes hope plans plan fears fear".split()
)
_NO_VERBS: Final = frozenset("based backed led bordered as its this thus plus across besides towards backwards afterwards always perhaps is was".split())
_OBJECT_OF: Final = frozenset(
    "accused accuse accuses accusing urged urge urges urging asked ask asks asking blamed blame blames blaming warned warn warns warning told"
    " pressed pressing pressured pressuring persuaded persuade convinced convince criticised criticized condemned condemn called calls allowed"
    " ally allies leaders leader backer backers partner partners sponsor sponsors guarantor guarantors power powers rival rivals foe foes"
    " ensuring ensure enabling helping help helped thanked supporting support supports backing opposing versus vs sanction sanctioned wants want"
    " by with between against".split()
)
_PREPOSITIONS: Final = frozenset(
    "in into inside across from to over near at throughout within around toward towards outside through via northern southern eastern western"
    " northeastern northwestern southeastern southwestern central neighbouring neighboring of off on onto beyond along leave leaving enter entering"
    " left entered visit visited visiting reach reached neighbour".split()
)
_RELATIONS: Final = frozenset(
    "relations ties talks cooperation coordination agreement deal alliance meeting war conflict tensions negotiations sanctions negotiate coordinate"
    " allied cooperate together meet met support approval pressure permission orders help backing aid president leaders leader government"
    " governments army military ally allies ambassador ambassadors ministers minister presidents representatives officials part".split()
)
_ADVERBS: Final = frozenset("also on yesterday today later earlier repeatedly reportedly again now then recently still never not already publicly itself".split())
_SPEECH: Final = frozenset(
    "said says accused accuses denied denies rejected rejects condemned condemns urged urges warned warns agreed agrees announced announces vowed vows"
    " blamed blames insisted insists declared declares pledged pledges claimed claims handed signed demanded demands asked called".split()
)
_SYRIA_OBJECT: Final = frozenset("accused accuse accuses accusing urged urge urges urging asked ask warned warn blamed blame blames blaming condemned told pressed".split())
_ARABIC_SPEECH: Final = frozenset(
    "قالت قال اعلنت اكدت نفت اتهمت دعت طالبت حذرت اعتبرت رفضت شددت تقول تدعم ترفض تتهم وقالت واكدت واعلنت واتهمت".split()
)


def role_of(words: list[Word], names: list[Name], at: int, roles: list[Role]) -> Role:
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
    """
    name = names[at]
    after = words[name.last] if name.last < len(words) else None
    if after is not None and after.joined:
        second = words[name.last + 1].folded if name.last + 1 < len(words) else ""
        if after.folded in _EVENTS or (after.folded in ("peace", "ceasefire", "reconciliation") and second in _EVENTS):
            return "event"
        if after.folded in _OTHER:
            return "other"
    before = words[name.first - 1] if name.first else None
    if before is not None and not before.text.isascii() and before.folded.removeprefix("ال") in _EVENTS:
        return "event"
    if not _may_be_actor(name):
        return "place"
    syria = any(p.country == "SY" for p in name.places)
    return (
        _by_what_follows(words, names, at, syria)
        or _by_what_precedes(words, names, at, roles, syria)
        or ("actor" if _stands_first(words, name) and not syria else "place")
    )


def _may_be_actor(name: Name) -> bool:
    return bool(name.actors) and not name.kind


def _stands_first(words: list[Word], name: Name) -> bool:
    return name.first == 0 and name.last < len(words) and words[name.last].joined and not words[name.last].hyphen


def _by_what_follows(words: list[Word], names: list[Name], at: int, syria: bool) -> Role | None:
    name = names[at]
    rest = words[name.last : name.last + 6]
    if not rest:
        return None
    first = rest[0]
    last_word = words[name.last - 1]
    if first.joined is False and last_word.possessive:
        joined_rest = [w.folded for w in rest[:4]]
        cues = [w for w in joined_rest if w in _AGENTS]
        if not cues:
            return None
        direct = joined_rest[0] in _AGENTS
        return "actor" if direct or not syria else None
    if first.joined and first.hyphen:
        return "actor" if first.folded in ("backed", "led", "allied", "sponsored", "supported", "brokered", "affiliated", "aligned") else "place"
    if first.joined and first.folded in _AGENTS and not (syria and first.folded in ("is", "was")):
        return "actor"
    if not syria and last_word.text.isupper() and first.joined and first.upper:
        return "actor"  # "US President", "U.S. Joint Chiefs"
    i = 0
    while i < len(rest) and rest[i].folded in _ADVERBS:
        i += 2 if rest[i].folded == "on" else 1
    verb = rest[i] if i < len(rest) else None
    if first.joined and verb is not None:
        if syria:
            return "actor" if verb.folded in (_SPEECH if verb.text.isascii() else _ARABIC_SPEECH) else None
        if _is_verb(verb):
            return "actor"
    if not first.joined and first.folded == "which" and len(rest) > 1 and (rest[1].folded in ("has", "have", "had", "backs", "supports", "backed", "supported")):
        return None if syria else "actor"
    # one of a list: what the last member does, all do
    following = at + 1
    if following < len(names) and _may_be_actor(names[following]) and _listed(words, name.last, names[following].first) and not syria:
        return "actor" if _by_what_follows(words, names, following, syria=False) == "actor" and not _placed(words, name) else None
    return None


def _is_verb(word: Word) -> bool:
    folded = word.folded
    if not word.text.isascii():
        return folded in _ARABIC_SPEECH
    if folded in _SUBJECT_WORDS:
        return True
    regular = len(folded) > 3 and (folded.endswith("ed") or (folded.endswith("s") and not folded.endswith("ss")))
    return regular and not word.upper and folded not in _NO_VERBS


def _listed(words: list[Word], last: int, first: int) -> bool:
    """Tell whether only commas, "and", "or" and "the" stand between words `last` and `first`."""
    between = words[last:first]
    return len(between) <= 2 and all(w.folded in ("and", "or", "the", "also") for w in between)


def _placed(words: list[Word], name: Name) -> bool:
    i = name.first - 1
    if i >= 0 and words[i].folded == "the":
        i -= 1
    return i >= 0 and words[i].folded in _PREPOSITIONS


def _by_what_precedes(words: list[Word], names: list[Name], at: int, roles: list[Role], syria: bool) -> Role | None:
    name = names[at]
    i = name.first - 1
    while i >= 0 and (words[i].folded in ("the", "both", "also")):
        i -= 1
    if i < 0:
        return None
    before = words[i].folded
    if not words[i].text.isascii():
        return "actor" if before in _ARABIC_SPEECH else None
    if at and _listed(words, names[at - 1].last, name.first) and (_may_be_actor(names[at - 1]) or roles[at - 1] == "place"):
        if i + 1 > names[at - 1].last - 1 or before in ("and", "or"):
            return roles[at - 1] if roles[at - 1] in ("place", "actor") and (not syria or roles[at - 1] == "place") else None
        return None
    if syria:
        return "actor" if before in _SYRIA_OBJECT else None
    if before in ("with", "between", "against", "by", "from", "of", "to"):
        head = {w.folded for w in words[max(0, i - 3) : i]}
        if before in ("with", "between", "against") or head & _RELATIONS:
            return "actor"
        if before == "by" and any(w.folded.endswith(("ed", "en", "id", "ne")) for w in words[max(0, i - 2) : i]):
            return "actor"
    if before in _OBJECT_OF and before != "by":
        return "actor"
    return "place" if before in _PREPOSITIONS else None
