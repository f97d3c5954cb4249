"""Verbs that say something in one of their senses only, and comments between commas (the rest: `geo.attribution`).

"Aid workers flagged the shortage" says, "the council flagged the road" does not; "Amnesty charges" says, "militants
charged the gate" does not. Such a verb (`geo.saying.SENSES`) says

- before a clause ("maintains that"), a quotation or a colon;
- as a comment that stands between signs: "the toll, medics reckon, is far higher", "..., UNDOF advised.";
- before what one can only speak of: "branded the claims", "mocked the idea", "judged the raid unlawful" (`_SPOKEN_OF`);
- with its particle: "waved the report away", "cast doubt on", "shrugged off", "made it clear" (`_WITH`).

**A comment needs no verb of the list** where it splits a clause: "defeat, the Council cautions, would"; behind the
second comma stands the verb that the clause lacked. **Reporters** see for their paper: "SANA's correspondent saw".
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from geo import saying
from geo.matcher import COMMAS
from geo.names import word_set
from geo.narration import Flag
from geo.sayers import has, numbers
from geo.sayers_english import ENDS, SKIPPED
from geo.sayers_phrases import Phrases

_CLAUSE: Final = word_set("that how what whether why")
_QUOTES: Final = frozenset('"“”‘«:')
_SIGNS: Final = frozenset(",;:.!?\"“”‘’«»—–()'")
_NEAR: Final = 5
"""Words behind a verb among which stands what it speaks of."""
_COMMENT: Final = 12
"""Words that a comment may have before its verb."""
_SPOKEN_OF: Final = word_set(
    """
    claim claims allegation allegations accusation accusations report reports account accounts version narrative
    story stories tale tales rumour rumours rumor rumors suggestion suggestions finding findings figures assertion
    assertions statement statements remarks denial denials charge charges testimony testimonies verdict idea notion
    theory concern concerns risk risks need needs gap gaps shortage shortages lack violation violations abuses
    challenges plight worries fears doubts warnings toll evidence legality authenticity credibility veracity
    accuracy motives resolution decision proposal sanctions vote inquiry accord likelihood
    """
)
_AS: Final = word_set(saying.JUDGING)
_DEEDS: Final = word_set(
    "attack attacks raid raids strike strikes bombing bombings killing killings massacre siege incident incursion"
)
_TO_ONE: Final = word_set("it them this as")
_ONLY_CLAUSE: Final = word_set(saying.ONLY_CLAUSE)
_WITH: Final = {verb: frozenset(words.split()) for verbs, words in saying.PARTICLES for verb in verbs.split()}
"""Verb -> words behind it that make it one of saying."""
_BESIDE: Final = word_set("made makes set fired fires raised raises read reads cited cites broke breaks")
"""Of those, the ones that need their subject right before them."""
_MOVED: Final = word_set(saying.MOVED)
_AS_IT: Final = word_set("sees saw puts put")
_CORRESPONDENTS: Final = word_set(
    "correspondent correspondents reporter reporters stringer stringers photographer cameraman journalist journalists"
)
_NO_COMMENT: Final = word_set(
    "included excluded concerned combined backed based led allied aligned aided helped supported"
)
ARABIC_SENSES: Final = {verb: word_set(marks) for verbs, marks in saying.ARABIC_SENSES for verb in word_set(verbs)}
"""Verbs that say something only before one of these words."""
_ALL: Final = _ONLY_CLAUSE | _AS | frozenset(_WITH) | word_set(saying.SEVERAL)
_FINITE: Final = Flag.BE | Flag.MODAL | Flag.VERB


@mypyc_attr(acyclic=True)
class Senses(Phrases):
    """Reads verbs of several senses; what it does not take is read as in `Phrases`."""

    def _phrase(self, i: int) -> bool:
        """Read a phrase; return whether word i belongs to one."""
        folded = self.words[i].folded
        if folded in ("speaking", "spoke", "talked") and self.following(i) in ("to", "with"):
            self.heard |= self._forward(i + 2, 4)
            return True
        if folded in _AS_IT and self.following(i) in ("it", "them") and self._as_it(i):
            return True
        if folded in _ALL:
            if (folded in ("adamant", "convinced") or not self._passive(i)) and self._says_here(i, folded):
                self._say(i, self.following(i))
                return True
            return False
        if folded.startswith("suspect") and not self._beside(i) and not self._passive(i):
            return self._aside_suspects(i)
        if folded in _MOVED:
            return self._moved(i, self.following(i))
        if folded in ("saw", "heard", "watched", "witnessed") and self._reporter(i):
            return True
        return super()._phrase(i)

    def _says_here(self, i: int, folded: str) -> bool:
        """Tell whether a verb of several senses says something where it stands."""
        words = self.words
        following = self.following(i)
        near = self._near(i)
        if folded in _WITH and not _WITH[folded].isdisjoint(near) and (folded not in _BESIDE or self._beside(i)):
            return folded not in ("fired", "fires") or (near[:1] == ["back"] and not self.following(i + 1))
        if folded in _WITH and folded not in _ONLY_CLAUSE:
            return False
        if folded in ("adamant", "convinced") or following in _CLAUSE:
            return following in _CLAUSE
        gap = words[i + 1].gap if i + 1 < len(words) else "."
        if gap != " " and ("'" in gap or not _QUOTES.isdisjoint(gap)):
            return True
        if not following:
            return not _SIGNS.isdisjoint(gap) and self._is_comment(i)
        if folded in _ONLY_CLAUSE:
            return False
        if folded in _AS and (following in _TO_ONE or not _DEEDS.isdisjoint(near)):
            return True
        return not _SPOKEN_OF.isdisjoint(near)

    def _near(self, i: int) -> list[str]:
        """Return the folded words behind word i, up to the next sign or verb."""
        found: list[str] = []
        for j in range(i + 1, min(len(self.words), i + 1 + _NEAR)):
            if has(self.words[j], ENDS) or self.words[j].flags & (Flag.BE | Flag.BREAK):
                break
            found.append(self.words[j].folded)
        return found

    def _is_comment(self, i: int) -> bool:
        """Tell whether only a subject stands between a sign and the verb at i."""
        words = self.words
        for j in range(i, max(0, i - _COMMENT), -1):
            if j != i and self.inside[j] < 0 and words[j].folded not in SKIPPED and self.words[j].flags & _FINITE:
                return False
            if has(words[j], _SIGNS) and not words[j].hyphen and words[j].signs not in "'’":
                return True
        return False

    def _aside_suspects(self, i: int) -> bool:
        """Read "the gunmen - cells of IS, people there suspect - fled": who stands before the aside is alleged."""
        words = self.words
        start = next((j for j in range(i, max(0, i - 5), -1) if words[j].signs), 0)
        closed = i + 1 == len(words) or bool(words[i + 1].signs)
        if not closed or start in (0, i):
            return False
        for j in range(start - 1, max(-1, start - 4), -1):
            if self.inside[j] >= 0:
                self.alleged |= 1 << self.inside[j]
                return True
        return False

    def _moved(self, i: int, following: str) -> bool:
        """Read "MSF outraged at the raid", "the Council was appalled by it": a body that feels so says so."""
        if following not in ("at", "by", "over", "about", "that"):
            return False
        if self._beside(i) or self._passive(i):
            for k in numbers(self._subject(i)):
                if self.who[k].kind in ("organisation", "state", "person", "government"):
                    self.said |= 1 << k
        return True

    def _as_it(self, i: int) -> bool:
        """Read "as Moscow sees it", "as SANA put it"."""
        sayers = self._subject(i)
        first = self.first_of(sayers)
        if not sayers or not any(w.folded in ("as", "so") for w in self.words[max(0, first - 2) : first]):
            return False
        self.said |= sayers
        return True

    def _reporter(self, i: int) -> bool:
        """Read "the agency's correspondent in Homs saw"."""
        found = False
        for k in numbers(self._subject(i)):
            last = self.who[k].last
            if not _CORRESPONDENTS.isdisjoint(w.folded for w in self.words[last : last + 3]):
                self.said |= 1 << k
                found = True
        return found

    def comments(self) -> None:
        """Read comments whose verb no list has: "defeat in Homs, the Council cautions, would"."""
        words = self.words
        for k, w in enumerate(self.who):
            if w.last + 1 >= len(words) or words[w.last].gap != " " or words[w.last + 1].gap != ", ":
                continue
            first = w.first - 1 if w.first and words[w.first - 1].folded == "the" else w.first
            verb, after = words[w.last], self.words[w.last + 1].flags
            if not first or not has(words[first], COMMAS) or not after & _FINITE or words[w.last + 1].upper:
                continue
            form = verb.folded.endswith(("ed", "es", "s")) and verb.text.islower() and verb.ascii
            if form and verb.folded not in _NO_COMMENT and w.kind in ("organisation", "state", "person", "government"):
                self.said |= 1 << k
