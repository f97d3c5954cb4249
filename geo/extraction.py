"""From articles to mentions: read the sentences, find the names, place them, and attach who and when.

>>> from geo.articles import make_article
>>> extractor = Extractor.load()
>>> table = extractor.table([make_article("Shells fell on Jisr al-Shughour.")])
>>> table["place"].to_pylist()
['Jisr al-Shughour']
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from geo.actors import Actors
from geo.answers import Resolution
from geo.articles import Article
from geo.attribution import Who, attribute
from geo.context import Told, contexts
from geo.datelines import words_of_dateline
from geo.evidence import resolve_all
from geo.exc import ArticleError
from geo.gazetteer import Gazetteer
from geo.intake.reading import read_articles
from geo.mention import SCHEMA, Role, text_hash
from geo.naming import Namer, backs
from geo.read import Read
from geo.recognition import Name, Recogniser
from geo.roles import role_of
from geo.rows import Mention, Rows
from geo.sentences import sentences_of
from geo.spool import with_stories
from geo.stories import FEWEST, Stories, story_of
from geo.topics import Topics
from geo.vocabulary import Vocabulary, heads_of, starts_of

_SYRIA: Final = re.compile(r"\bsyria|سوري", re.IGNORECASE)
"""A text that holds this speaks of Syria: spellings that only the transliteration key knows may be read in it."""

_BATCH: Final = 20_000
"""Rows that are gathered before they become columns."""

_UNCLEAR: Final = Told("unclear", "")


class Extractor:
    """The gazetteer and the actors, ready to read articles; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, actors: Actors, topics: Topics | None = None) -> None:
        self.gazetteer = gazetteer
        self.recogniser = Recogniser(gazetteer, actors)
        self._namer = Namer(actors)
        self._topics = topics or Topics.load()
        self._vocabulary = Vocabulary(self.recogniser, self._topics)

    @classmethod
    def load(cls) -> Extractor:
        """Load the lists that the project ships."""
        return cls(Gazetteer.load(), Actors.load())

    def table(self, articles: Iterable[Article]) -> pa.Table:
        """Return the mentions of articles, columns as in `geo.mention.SCHEMA`; without a mention, no rows.

        Articles that are reprints of one another share `story_id`; all else is as if each were read alone.
        """
        stories = Stories()
        table = pa.Table.from_batches(self.batches(articles, stories), schema=SCHEMA)
        return with_stories(table, stories.joined())

    def batches(self, articles: Iterable[Article], stories: Stories) -> Iterator[pa.RecordBatch]:
        """Yield the mentions of articles as they are read, some thousand at a time.

        `story_id` is the one that each article has alone. Which of them are one story `stories` knows at the end, to
        which every article with a mention is added: `geo.spool` puts that in.
        """
        rows = Rows()
        for article in articles:
            self._add(article, rows, stories)
            if len(rows) >= _BATCH:
                yield rows.batch()
        if len(rows):
            yield rows.batch()

    def mentions(self, article: Article) -> list[dict[str, Any]]:
        """Return one row a mention, in the order of the text; keys as in `geo.mention.SCHEMA`."""
        rows = Rows()
        self._add(article, rows, None)
        return list(rows.batch().to_pylist())

    def resolutions(self, article: Article) -> list[tuple[Name, Role, Resolution]]:
        """Return the mentions of an article as they were resolved: the name, its role and the answer."""
        read = [r for r in self._read(article)[0] if r.mentions]
        return [
            (r.names[at], r.roles[at], row[at])
            for r, row in zip(read, resolve_all(read), strict=True)
            for at in r.mentions
        ]

    def _add(self, article: Article, rows: Rows, stories: Stories | None) -> None:
        """Add the mentions of an article, and the article to `stories` if it has any."""
        collects = gc.isenabled()
        gc.disable()  # an article makes no cycles, and the look for them takes a twentieth of the time
        try:
            read, actors = self._read(article)
            named = [r for r in read if r.names]
            if any(r.mentions for r in named):
                words = _telling(read)
                rows.add_article(article, stories.add(words) if stories else story_of(words), actors)
                for r, answers in zip(named, resolve_all(named), strict=True):
                    if r.mentions:
                        _add_sentence(rows, r, answers)
        finally:
            if collects:
                gc.enable()

    def _read(self, article: Article) -> tuple[list[Read], tuple[str, ...]]:
        """Read the sentences of an article; return them and all actors that it names.

        Spellings that only the key knows are read where the article speaks of Syria, or names a place in it.
        """
        read = [Read(article, sentence, self._vocabulary) for sentence in sentences_of(article)]
        syrian = any("Syria" in t or _SYRIA.search(t) for t in (article.text, article.title))
        for r in read:
            r.names = self.recogniser.names(r.words, r.text, keys=syrian, starts=starts_of(r.words))
        if not syrian and any(p.country == "SY" for r in read for name in r.names for p in name.places):
            for r in read:
                r.names = self.recogniser.names(r.words, r.text, keys=True, starts=starts_of(r.words))
        named = [r for r in read if r.names]
        for r in named:
            r.names = self._namer.named(r.words, r.names, r.text, r.days)
        actors: dict[str, None] = {}
        for r in named:
            self._act(r, actors)
        self._tell([r for r in named if r.mentions], read[0] if read else None)
        return read, tuple(actors)

    def _act(self, r: Read, actors: dict[str, None]) -> None:
        """Give the names of a sentence their roles; add the actors that it names to those of the article."""
        words, names, roles = r.words, r.names, r.roles
        dateline = r.dateline = words_of_dateline(words, names)
        backers: list[str] = []
        for at, name in enumerate(names):
            if name.places or not name.actors:
                r.mentions.append(at)
            if name.actors and self._namer.state(name.actors[0].actor) and backs(words, name):
                roles.append("actor")
                backers.append(name.actors[0].actor)
                continue
            roles.append(role_of(words, names, at, roles, dateline) if name.places else _role_without_place(name))
            if name.actors and roles[-1] == "actor":
                actor = name.actors[0].actor
                r.acting.append(Who(name.first, name.last, actor, self._namer.kind(actor)))
        for w in r.acting:
            actors[w.actor] = None
        for backer in backers:
            actors[backer] = None

    def _tell(self, read: list[Read], first: Read | None) -> None:
        """Read what sentences say of their mentions; `first` is the one that opens the article.

        Each stage goes through all sentences, as the processor's cache holds the code of about one.
        """
        for r in read:
            r.topics = self._topics.topics_of(r.words, heads_of(r.words))
        for r in read:
            r.who = attribute(r.words, r.mask, r.acting)
        for r in read:
            section = r.sentence.section
            lead = r is first or section == "headline"
            published = r.article.published
            r.told = contexts(r.words, r.text, r.names, r.roles, r.mask, r.spans(), published, section, lead=lead)


def _role_without_place(name: Name) -> Role:
    return "actor" if name.actors else "event" if name.kind == "event" else "place"


def _telling(read: list[Read]) -> list[str]:
    """Return the words of an article's body, folded; where they are few, of its headline too."""
    words: list[str] = []
    for r in read:
        if r.sentence.section == "body":
            words += r.folded
    return words if len(words) >= FEWEST else [folded for r in read for folded in r.folded]


def _add_sentence(rows: Rows, r: Read, answers: list[Resolution]) -> None:
    """Add the mentions of a sentence."""
    s, text, names, published = r.sentence, r.text, r.names, r.article.published
    told_of_all = s.field, text[s.start : s.end], s.start, r.topics, r.who.actors, r.who.said_by, r.who.alleged
    rows.add_sentence(told_of_all, len(r.mentions))
    dateline = r.words[r.dateline - 1].end if r.dateline else 0
    identity = f"{r.article.article_id}\x1f{s.field}\x1f"
    for at in r.mentions:
        name = names[at]
        start, end = name.start, name.end
        surface = text[start:end]
        section, told = ("dateline", _UNCLEAR) if end <= dateline else (s.section, r.told[at])
        first, last, prec, expression, source = _when(r, name, told.context, published)
        mention: Mention = (
            text_hash(f"{identity}{start}\x1f{end}\x1f{surface}"), section, surface, start, end, r.roles[at],
            first, last, prec, expression, source, told.context, told.cue,
        )  # fmt: skip
        rows.add(mention, answers[at])


def _when(
    r: Read, name: Name, context: str, published: date | None
) -> tuple[date | None, date | None, int | None, str, str]:
    """Return the columns of a mention's date: first and last day, `date_prec`, expression and source.

    What is told as background without a date of its own has none, nor has what a caption shows: a caption's date is
    that of the picture, and the article's may be years later.
    """
    found = r.governing(name) if r.dates else None
    if r.sentence.section == "caption":
        return None, None, None, found.expression if found else "", "none"
    if found is not None:
        return found.first, found.last, found.prec, found.expression, "sentence" if found.first else "none"
    if published is None or context == "background":
        return None, None, None, "", "none"
    return published, published, 1, "", "published"


def extract_paths(
    paths: Iterable[Path],
    gazetteer: Gazetteer,
    actors: Actors,
    *,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
    report: Callable[[ArticleError], None] | None = None,
    progress: Callable[[Iterator[Article]], Iterable[Article]] = lambda articles: articles,
) -> pa.Table:
    """Extract the mentions of article files and folders.

    Parameters
    ----------
    paths, columns, default_date
        As for `geo.intake.reading.read_articles`.
    gazetteer, actors
        The lists to read with.
    report
        Is given each article that could not be read; without it the first one is raised.
    progress
        Wraps the articles as they are read, to show how far the work is.

    Returns
    -------
    pyarrow.Table
        Columns as in `geo.mention.SCHEMA`.

    Raises
    ------
    ArticleError
        If there is no `report` and an article cannot be read.
    """

    def raise_it(error: ArticleError) -> None:
        raise error

    articles = read_articles(paths, columns=columns, default_date=default_date, report=report or raise_it)
    return Extractor(gazetteer, actors).table(progress(articles))
