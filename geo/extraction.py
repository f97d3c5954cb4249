"""From articles to mentions: read the sentences, find the names, place them, and attach who and when.

>>> from geo.articles import make_article
>>> extractor = Extractor.load()
>>> table = extractor.table([make_article("Shells fell on Jisr al-Shughour.")])
>>> table["place"].to_pylist()
['Jisr al-Shughour']
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from geo.actors import Actors
from geo.articles import Article
from geo.attribution import Attribution, Who, attribute
from geo.context import Told, contexts
from geo.date_choice import governing
from geo.dates import DateSpan, find_dates
from geo.exc import ArticleError
from geo.gazetteer import Gazetteer
from geo.intake.reading import read_articles
from geo.matcher import Word, words_of
from geo.mention import SCHEMA, Role, content_hash
from geo.naming import Namer, backs
from geo.narration import FLAGS
from geo.nearness import inside_of, nearness
from geo.recognition import Name, Recogniser
from geo.resolution import Evidence, Resolution, distance_km, resolve
from geo.roles import role_of
from geo.sentences import Sentence, sentences_of
from geo.stories import FEWEST, Stories, story_of
from geo.topics import Topics

_SYRIA: Final = re.compile(r"\bsyria|سوري", re.IGNORECASE)
"""A text that holds this speaks of Syria: spellings that only the transliteration key knows may be read in it."""

_DATELINE: Final = re.compile(
    r"(?P<city>[A-Z][A-Z.'’ -]{2,}[A-Z])(?P<country>(?:,\s[A-Z][\w.' -]*?)?)"
    r"(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s*(?:\([^)]*\)\s*)?(?::|–|—|--|-\s)"
)
"""As in BEIRUT: or ALEPPO, Syria (AP) — at the head of a report."""

_DAYS: Final = ("date_start", "date_end", "date_prec")
"""The columns of a date that are empty where there is none."""

_CITY_KM: Final = 12.0
"""A place that lies farther from the middle of a city than this is no part of it."""

_BATCH: Final = 20_000
"""Rows that are held as Python objects before they become columns."""


@dataclass(slots=True)
class _Read:
    """A sentence as read: its words, names, roles, answers and dates."""

    sentence: Sentence
    text: str
    words: list[Word]
    names: list[Name]
    roles: list[Role]
    dates: list[DateSpan]
    who: Attribution
    told: list[Told]
    actors: list[str]
    """All actors that the sentence names, whatever their part in it."""
    backers: list[str]
    """States that only back an actor: named in the article, no actors of the sentence."""
    topics: list[str] = field(default_factory=list)


class Extractor:
    """The gazetteer and the actors, ready to read articles; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, actors: Actors, topics: Topics | None = None) -> None:
        self.gazetteer = gazetteer
        self.recogniser = Recogniser(gazetteer, actors)
        self._namer = Namer(actors)
        self._topics = topics or Topics.load()

    @classmethod
    def load(cls) -> Extractor:
        """Load the lists that the project ships."""
        return cls(Gazetteer.load(), Actors.load())

    def table(self, articles: Iterable[Article]) -> pa.Table:
        """Return the mentions of articles, columns as in `geo.mention.SCHEMA`; without a mention, no rows.

        Articles that are reprints of one another share `story_id`; all else is as if each were read alone.
        """
        batches: list[pa.RecordBatch] = []
        rows: list[dict[str, Any]] = []
        stories, counts = Stories(), array("l")
        for article in articles:
            found, words = self._mentions(article)
            if not found:
                continue
            stories.add(words)
            counts.append(len(found))
            rows += found
            if len(rows) >= _BATCH:
                batches.append(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
                rows = []
        batches.append(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
        table = pa.Table.from_batches(batches, schema=SCHEMA)
        story = pa.array(stories.ids(), pa.string()).take(pa.array(np.repeat(np.arange(len(counts)), counts)))
        at = SCHEMA.get_field_index("story_id")
        return table.set_column(at, SCHEMA.field(at), story)

    def mentions(self, article: Article) -> list[dict[str, Any]]:
        """Return one row a mention, in the order of the text; keys as in `geo.mention.SCHEMA`."""
        rows, words = self._mentions(article)
        story = {"story_id": story_of(words)}
        return [row | story for row in rows]

    def _mentions(self, article: Article) -> tuple[list[dict[str, Any]], list[str]]:
        """Return the rows of an article, the story left open, and the words by which its story is known."""
        read = self._read_all(article)
        article_actors = list(dict.fromkeys(actor for r in read for actor in (*r.actors, *r.backers)))
        about = _about(article, article_actors)
        return [about | _row(article, *found) for found in _resolved(read)], _telling(read)

    def resolutions(self, article: Article) -> list[tuple[Name, Role, Resolution]]:
        """Return the mentions of an article as they were resolved: the name, its role and the answer."""
        return [(r.names[at], r.roles[at], answer) for r, at, answer in _resolved(self._read_all(article))]

    def _read_all(self, article: Article) -> list[_Read]:
        """Read the sentences; spellings that only the key knows where the article speaks of Syria."""
        sentences = sentences_of(article)
        syrian = bool(_SYRIA.search(article.text) or _SYRIA.search(article.title))
        read = [self._read(article, sentence, keys=syrian, lead=sentence is sentences[0]) for sentence in sentences]
        if not syrian and any(p.country == "SY" for r in read for name in r.names for p in name.places):
            read = [self._read(article, sentence, keys=True, lead=sentence is sentences[0]) for sentence in sentences]
        return read

    def _read(self, article: Article, sentence: Sentence, *, keys: bool, lead: bool) -> _Read:
        text = article.title if sentence.field == "title" else article.text
        words = words_of(text, sentence.start, sentence.end)
        names = self.recogniser.names(words, text, keys=keys)
        folded = [word.folded for word in words] if names else []
        dates = find_dates(text, article.published, sentence.start, sentence.end, folded)
        read = _Read(sentence, text, words, names, [], dates, Attribution([], [], []), [], [], [])
        names = read.names = self._namer.named(words, names, text, lambda name: _days(article, read, name))
        roles: list[Role] = []
        who: list[Who] = []
        for at, name in enumerate(names):
            if name.actors and self._namer.state(name.actors[0].actor) and backs(words, name):
                roles.append("actor")
                read.backers.append(name.actors[0].actor)
                continue
            roles.append(role_of(words, names, at, roles) if name.places else _role_without_place(name))
            if roles[-1] == "actor" and name.actors:
                who.append(Who(name.first, name.last, name.actors[0].actor))
        read.roles, read.actors = roles, list(dict.fromkeys(w.actor for w in who))
        if names:
            read.topics = list(self._topics.topics_of(words))
            flags = [FLAGS[word.folded] for word in words]
            read.who = attribute(words, flags, who)
            lead = lead or sentence.section == "headline"
            read.told = contexts(
                words, text, names, roles, flags, dates, article.published, sentence.section, lead=lead
            )
        return read


def _role_without_place(name: Name) -> Role:
    return "actor" if name.actors else "event" if name.kind == "event" else "place"


def _about(article: Article, article_actors: list[str]) -> dict[str, Any]:
    """Return what all mentions of an article share, and the columns that later work fills."""
    return {
        "article_id": article.article_id,
        "story_id": "",
        "article_title": article.title,
        "published": article.published,
        "published_source": article.published_source,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "article_actors": article_actors,
        "decided_by": "",
        "marked": False,
        "tags": [],
        "note": "",
        "added_at": None,
    }


def _telling(read: list[_Read]) -> list[str]:
    """Return the words of an article's body, folded; where they are few, of its headline too."""
    body = [word.folded for r in read if r.sentence.section == "body" for word in r.words]
    return body if len(body) >= FEWEST else [word.folded for r in read for word in r.words]


def _resolved(read: list[_Read]) -> Iterator[tuple[_Read, int, Resolution]]:
    """Yield the names of an article with their answers; those that can only be actors are none of its mentions."""
    read = [r for r in read if r.names]
    for r, answers in zip(read, _resolve_all(read), strict=True):
        for at, (name, answer) in enumerate(zip(r.names, answers, strict=True)):
            if name.places or not name.actors:
                yield r, at, answer


def _resolve_all(read: list[_Read]) -> list[list[Resolution]]:
    """Resolve every name: first those that need no more than their sentence, then the rest beside them."""
    certain: list[tuple[float, float]] = []
    answers: list[list[Resolution | None]] = []
    nearby = [_named_near(r) for r in read]
    for r, near in zip(read, nearby, strict=True):
        row: list[Resolution | None] = []
        for at, (name, role) in enumerate(zip(r.names, r.roles, strict=True)):
            answer = resolve(name.places, _evidence(r, at, near, ()))
            sure = answer.place if answer.by in ("only", "kind", "district", "governorate") else None
            row.append(answer if sure else None)
            if sure and role == "place" and sure.country == "SY" and sure.where_prec <= 2:
                certain.append((sure.lat, sure.lon))
        answers.append(row)
    certain = list(dict.fromkeys(certain))
    return [
        [
            answer or resolve(name.places, _evidence(r, at, near, certain))
            for at, (name, answer) in enumerate(zip(r.names, row, strict=True))
        ]
        for r, near, row in zip(read, nearby, answers, strict=True)
    ]


def _named_near(r: _Read) -> tuple[set[str], set[str]]:
    """Return the governorates that a sentence names as places, and the countries that it names at all."""
    governorates, countries = set(), set()
    for name, role in zip(r.names, r.roles, strict=True):
        if role == "place":
            governorates |= {p.title for p in name.places if p.type == "governorate"}
        if role in ("place", "actor"):
            countries |= {p.country for p in name.places if p.type == "country"}
    return governorates, countries


def _evidence(r: _Read, at: int, near: tuple[set[str], set[str]], certain: Iterable[tuple[float, float]]) -> Evidence:
    governorates, countries = near
    name = r.names[at]
    own = {p.title for p in name.places if p.type == "governorate"}
    return Evidence(
        kind=name.kind,
        nearness="near" if name.kind == "countryside" else nearness(r.words, r.names, at),
        governorates=governorates - own,
        countries=countries,
        certain=tuple(certain),
        holds=bool(own) and _holds(r, at),
        within=_said_to_lie_in(r, at),
        by_key=name.by_key,
        one_word=name.last - name.first == 1,
    )


def _said_to_lie_in(r: _Read, at: int) -> set[str]:
    """Return the governorates that a sentence says a name lies in: "Saida in Hama province"."""
    if at + 1 >= len(r.names) or at not in inside_of(r.words, r.names, at + 1):
        return set()
    return {p.title for p in r.names[at + 1].places if p.type == "governorate"}


def _holds(r: _Read, at: int) -> bool:
    """Tell whether a sentence says that a place lies in this one which lies outside the city of its name."""
    cities = [(p.lat, p.lon) for p in r.names[at].places if p.type == "city"]
    governorates = {p.governorate for p in r.names[at].places if p.type == "governorate"}
    return any(
        p.governorate in governorates
        and p.type not in ("governorate", "district", "city")
        and all(distance_km((p.lat, p.lon), city) > _CITY_KM for city in cities)
        for inside in inside_of(r.words, r.names, at)
        for p in r.names[inside].places
    )


def _governing(r: _Read, name: Name) -> DateSpan | None:
    """Return the date expression that governs a mention (`geo.date_choice`)."""
    s = r.sentence
    return governing(r.text, (s.start, s.end), r.dates, (name.start, name.end)) if r.dates else None


def _days(article: Article, r: _Read, name: Name) -> tuple[date | None, date | None]:
    """Return the days of the event that a name stands in: those of the sentence, else the article's."""
    found = _governing(r, name)
    if found is None or found.first is None:
        return article.published, article.published
    return found.first, found.last


def _when(article: Article, r: _Read, at: int) -> dict[str, Any]:
    """Return the columns of a mention's date.

    What is told as background without a date of its own has none, nor has what a caption shows: a caption's date is
    that of the picture, and the article's may be years later.
    """
    found = _governing(r, r.names[at])
    if r.sentence.section == "caption":
        expression = found.expression if found else ""
        return dict.fromkeys(_DAYS) | {"date_expression": expression, "date_source": "none"}
    if found is None:
        published = None if r.told[at].context == "background" else article.published
        return {
            "date_start": published,
            "date_end": published,
            "date_prec": 1 if published else None,
            "date_expression": "",
            "date_source": "published" if published else "none",
        }
    return {
        "date_start": found.first,
        "date_end": found.last,
        "date_prec": found.prec,
        "date_expression": found.expression,
        "date_source": "sentence" if found.first else "none",
    }


def _row(article: Article, r: _Read, at: int, answer: Resolution) -> dict[str, Any]:
    s, name = r.sentence, r.names[at]
    surface = r.text[name.start : name.end]
    dateline = _in_dateline(r, name)
    told = Told("unclear", "") if dateline else r.told[at]
    return {
        "mention_id": content_hash(article.article_id, s.field, name.start, name.end, surface),
        "field": s.field,
        "section": "dateline" if dateline else s.section,
        "surface": surface,
        "start": name.start,
        "end": name.end,
        "sentence": r.text[s.start : s.end],
        "sentence_start": s.start,
        "topics": r.topics,
        **answer.columns(),
        "role": r.roles[at],
        "actors": r.who.actors,
        "said_by": r.who.said_by,
        "alleged": r.who.alleged,
        **_when(article, r, at),
        "context": told.context,
        "context_cue": told.cue,
    }


def _in_dateline(r: _Read, name: Name) -> bool:
    """Tell whether a name stands in the dateline that opens a sentence: where the reporter wrote, not what happened."""
    match = _DATELINE.match(r.text, r.sentence.start, r.sentence.end)
    if match is None or name.end > match.end("country"):
        return False
    return r.names[0].start == match.start("city") and r.names[0].end == match.end("city")


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
