"""A sentence of an article while it is read: what each stage finds in it is kept here for those that follow."""

from __future__ import annotations

from datetime import date

from mypy_extensions import mypyc_attr

from geo.articles import Article
from geo.attribution import NOBODY, Who
from geo.context import Told
from geo.date_choice import Choice
from geo.dates import DateSpan, find_dates
from geo.matcher import Cutter, Word, mask_of
from geo.mention import Role
from geo.narration import Flag
from geo.recognition import Name
from geo.sentences import Sentence


@mypyc_attr(acyclic=True)
class Read:
    """A sentence as read: its words, the names among them and their roles, and what it says of them.

    `mask` is what any of the words may be (`geo.narration.Flag`). `mentions` are the numbers of the names that get
    rows; what can only be an actor is none of them. `dateline` is how many words say where the reporter wrote, not what
    happened.
    """

    __slots__ = (
        "acting", "article", "choice", "dateline", "dates", "folded", "mask", "mentions", "names", "roles", "sentence",
        "text", "told", "topics", "who", "words",
    )  # fmt: skip

    names: list[Name]
    told: list[Told]
    topics: tuple[str, ...]

    def __init__(self, article: Article, sentence: Sentence, cutter: Cutter) -> None:
        self.article, self.sentence = article, sentence
        self.text = article.title if sentence.field == "title" else article.text
        self.words: list[Word] = cutter.words(self.text, sentence.start, sentence.end)
        self.folded: list[str] = [word.folded for word in self.words]
        self.mask = mask_of(self.words)
        self.dateline = 0
        self.roles: list[Role] = []
        self.mentions: list[int] = []
        self.dates: list[DateSpan] | None = None
        self.choice: Choice | None = None
        self.acting: list[Who] = []
        self.who = NOBODY

    def spans(self) -> list[DateSpan]:
        """Return the date expressions of the sentence, looked for once and only if asked for."""
        if self.dates is None:
            s, dated = self.sentence, self.mask & Flag.DATED
            self.dates = find_dates(self.text, self.article.published, s.start, s.end, self.words) if dated else []
        return self.dates

    def governing(self, name: Name) -> DateSpan | None:
        """Return the date expression that governs a name (`geo.date_choice`)."""
        spans = self.spans()
        if not spans:
            return None
        if self.choice is None:
            self.choice = Choice(self.text, self.sentence.start, self.sentence.end, self.words, spans)
        return self.choice.governing(name.start, name.end)

    def days(self, name: Name) -> tuple[date | None, date | None]:
        """Return the days of the event that a name stands in: those of the sentence, else the article's."""
        found = self.governing(name)
        if found is None or found.first is None:
            return self.article.published, self.article.published
        return found.first, found.last
