"""What was recognised in one sentence, in the reader's language: the gloss under a line that she may not read.

An analyst without Arabic sees under an Arabic sentence which place, actors, speaker, date and topic were found in it;
in an Arabic interface the same stands under an English one. This is no translation: it says what the program
understood, so that its mistakes can be seen. Names of places and actors are given in the language asked for, as the
gazetteer and `data/actors.csv` have them, else as they stand; dates, topics and contexts stay values, for the
page to put into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, Literal

from geo.actors import Actors

Language = Literal["en", "ar"]


@dataclass(frozen=True)
class Gloss:
    """What the mentions of one sentence say, names in one language.

    Attributes
    ----------
    places
        The place of each mention that means one and was resolved, once each, in the order of the sentence.
    not_placed
        The names, as they stand, that could not be placed.
    actors
        Actors named, without those of `alleged`.
    alleged
        Those that are only accused.
    said_by
        Who said it.
    date_start, date_end, date_expression, date_source
        The date of the first mention that has one.
    topics, contexts
        Values of the mentions, once each.
    """

    places: tuple[str, ...]
    not_placed: tuple[str, ...]
    actors: tuple[str, ...]
    alleged: tuple[str, ...]
    said_by: tuple[str, ...]
    date_start: date | None
    date_end: date | None
    date_expression: str
    date_source: str
    topics: tuple[str, ...]
    contexts: tuple[str, ...]


def gloss(rows: Sequence[Mapping[str, Any]], language: Language) -> Gloss:
    """Return what the mentions of one sentence say.

    Parameters
    ----------
    rows
        Mentions of one sentence, columns of `geo.mention.SCHEMA`; at least one.
    language
        Of the names.
    """
    alleged = _named(rows, "alleged", language)
    of_places = [row for row in rows if row["role"] == "place"]
    dated = next((row for row in rows if row["date_start"] is not None), rows[0])
    return Gloss(
        places=_once(place_name(row, language) for row in of_places if row["status"] == "resolved"),
        not_placed=_once(row["surface"] for row in of_places if row["status"] != "resolved"),
        actors=tuple(name for name in _named(rows, "actors", language) if name not in alleged),
        alleged=alleged,
        said_by=_named(rows, "said_by", language),
        date_start=dated["date_start"],
        date_end=dated["date_end"],
        date_expression=dated["date_expression"],
        date_source=dated["date_source"],
        topics=_once(chain.from_iterable(row["topics"] for row in rows)),
        contexts=_once(row["context"] for row in rows),
    )


def needs_gloss(row: Mapping[str, Any], language: Language) -> bool:
    """Tell whether a sentence is in another language than its reader's."""
    return bool(row["language"]) and row["language"] != language


def place_name(row: Mapping[str, Any], language: Language) -> str:
    """Return the title of a mention's place; in the other language, or its id, where it has none."""
    titles: tuple[str, str] = (row["place_ar"], row["place"]) if language == "ar" else (row["place"], row["place_ar"])
    return titles[0] or titles[1] or str(row["place_id"])


def actor_name(name: str, language: Language) -> str:
    """Return the name of an actor, as the table that the project ships has it."""
    return _arabic_names().get(name, name) if language == "ar" else name


@cache
def _arabic_names() -> Mapping[str, str]:
    return {actor.name: actor.name_ar for actor in Actors.load().by_name.values() if actor.name_ar}


def _named(rows: Sequence[Mapping[str, Any]], column: str, language: Language) -> tuple[str, ...]:
    return _once(actor_name(name, language) for row in rows for name in row[column])


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
