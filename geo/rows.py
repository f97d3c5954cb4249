"""Collect mentions as columns: what is said of an article, a sentence or an answer is kept once, and repeated last.

A row of the table (`geo.mention.SCHEMA`) is the row of its article, of its sentence, of the answer to its name, and
what is the mention's own. Each of these four is a list of tuples here; `Rows.batch` turns every one into columns and
lets Arrow repeat them, so that no mention is ever a dictionary. There are no lists in them, so that Python's look for
cycles passes them over however many wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

from geo.answers import Resolution
from geo.articles import Article
from geo.mention import SCHEMA

OF_ARTICLE: Final = (
    "article_id", "story_id", "article_title", "published", "published_source", "source", "url", "language",
    "article_actors",
)  # fmt: skip
OF_SENTENCE: Final = ("field", "sentence", "sentence_start", "topics", "actors", "said_by", "alleged")
OF_ANSWER: Final = (
    "place_id", "place", "place_ar", "types", "governorate", "district", "adm1_pcode", "country", "lat", "lon",
    "where_prec", "uncertainty_km", "status", "confidence", "candidates",
)  # fmt: skip
OF_MENTION: Final = (
    "mention_id", "section", "surface", "start", "end", "role", "date_start", "date_end", "date_prec",
    "date_expression", "date_source", "context", "context_cue",
)  # fmt: skip
LATER: Final[dict[str, Any]] = {
    "decided_by": "", "marked": False, "tags": [], "note": "", "added_at": None,
}  # fmt: skip
"""Columns that people fill, and what stands in them until then."""

_FIELDS: Final = {field.name: field for field in SCHEMA}

Sentence = tuple[str, str, int, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The values of `OF_SENTENCE`."""
Mention = tuple[str, str, str, int, int, str, date | None, date | None, int | None, str, str, str, str]
"""The values of `OF_MENTION`."""


class Rows:
    """Mentions on their way into a record batch."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._mentions: list[Mention] = []
        self._articles: list[tuple[Any, ...]] = []
        self._sentences: list[Sentence] = []
        self._answers: list[tuple[Any, ...]] = []
        self._article_of: list[int] = []
        self._mentions_in: list[int] = []
        self._answer_to: list[int] = []
        self._numbers: dict[int, int] = {}
        self._kept: list[Resolution] = []

    def __len__(self) -> int:
        return len(self._mentions)

    def add_article(self, article: Article, story: str, actors: tuple[str, ...]) -> None:
        """Begin an article; the sentences that are added next are its own."""
        a = article
        self._articles.append(
            (a.article_id, story, a.title, a.published, a.published_source, a.source, a.url, a.language, actors)
        )

    def add_sentence(self, sentence: Sentence, mentions: int) -> None:
        """Begin a sentence of the last article; so many mentions that are added next are its own."""
        self._sentences.append(sentence)
        self._article_of.append(len(self._articles) - 1)
        self._mentions_in.append(mentions)

    def add(self, mention: Mention, answer: Resolution) -> None:
        """Add a mention of the last sentence."""
        self._mentions.append(mention)
        number = self._numbers.get(id(answer))
        if number is None:
            number = self._numbers[id(answer)] = len(self._kept)
            self._kept.append(answer)  # kept alive: an id is good for as long
            self._answers.append(answer_row(answer))
        self._answer_to.append(number)

    def batch(self) -> pa.RecordBatch:
        """Return all that was added, columns as in `geo.mention.SCHEMA`, and begin anew."""
        n = len(self._mentions)
        columns = _columns(OF_MENTION, self._mentions)
        sentence_of = np.repeat(np.arange(len(self._sentences)), np.array(self._mentions_in, dtype=np.int64))
        for names, rows, numbers in (
            (OF_ARTICLE, self._articles, np.array(self._article_of, dtype=np.int64)[sentence_of]),
            (OF_SENTENCE, self._sentences, sentence_of),
            (OF_ANSWER, self._answers, np.array(self._answer_to, dtype=np.int64)),
        ):
            at = pa.array(numbers)
            columns |= {name: column.take(at) for name, column in _columns(names, rows).items()}
        first = pa.array(np.zeros(n, dtype=np.int64))
        for name, value in LATER.items():
            columns[name] = pa.array([value], _FIELDS[name].type).take(first)
        self._clear()
        return pa.RecordBatch.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, pa.Array]:
    values = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: pa.array(column, _FIELDS[name].type) for name, column in zip(names, values, strict=True)}


def answer_row(answer: Resolution) -> tuple[Any, ...]:
    """Return the values of `OF_ANSWER`, empty as the schema has it."""
    place = answer.place
    candidates = tuple([p.id for p in answer.candidates])
    if place is None:
        return (
            "", "", "", "", answer.governorate, "", answer.adm1_pcode, answer.country, None, None,
            answer.where_prec, answer.uncertainty_km, answer.status, answer.confidence, candidates,
        )  # fmt: skip
    return (
        place.id, place.title, place.title_ar, place.type, place.governorate, place.district, place.adm1_pcode,
        place.country, place.lat, place.lon, answer.where_prec, answer.uncertainty_km, answer.status,
        answer.confidence, candidates,
    )  # fmt: skip
