"""The words that texts are written with, each with what the lists know of it alone: asked of them once a form."""

from __future__ import annotations

from typing import cast

from mypy_extensions import mypyc_attr

from geo.lexicon import Start
from geo.matcher import Cutter, Form, Word
from geo.recognition import Recogniser
from geo.topics import Head, Topics


@mypyc_attr(acyclic=True)
class Known(Form):
    """A form with what may begin at it as names go (`start`), and what it says of topics (`head`)."""

    __slots__ = ("head", "start")

    def __init__(
        self, at: int, after: int, text: str, folded: str, possessive: bool, start: Start, head: Head | None
    ) -> None:
        super().__init__(at, after, text, folded, possessive)
        self.start = start
        self.head = head


class Vocabulary(Cutter):
    """Cuts texts into words whose forms are known to a recogniser and to topics."""

    def __init__(self, recogniser: Recogniser, topics: Topics) -> None:
        super().__init__()
        self._recogniser = recogniser
        self._topics = topics

    def form(self, at: int, after: int, text: str, folded: str, possessive: bool) -> Form:
        """Return a form as it is known."""
        start, head = self._recogniser.start(text), self._topics.head(folded)
        return Known(at, after, text, folded, possessive, start, head)


def starts_of(words: list[Word]) -> list[Start]:
    """Return what may begin at each of the words, which a vocabulary cut."""
    return [cast(Known, word.form).start for word in words]


def heads_of(words: list[Word]) -> list[Head | None]:
    """Return what each of the words says of topics, which a vocabulary cut."""
    return [cast(Known, word.form).head for word in words]
