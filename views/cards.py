"""The sentences behind a place, as cards: one a story, its reprints folded under the first.

All text comes from articles and is hostile: every piece goes through `views.safe_text`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any, Final

from geo.gloss import actor_name
from geo.overview import Telling
from geo.store import Store
from views import said, ways
from views.language import day, language, t
from views.safe_text import attributes, element, link, marked

LISTED: Final = 50
"""Reprints that a card lists; their number is told in full."""

Row = dict[str, Any]


def by_story(rows: Iterable[Row]) -> list[list[list[Row]]]:
    """Group mentions into stories, and those of a story into sentences; each in the order in which it is first met."""
    stories: dict[str, dict[tuple[object, ...], list[Row]]] = {}
    for row in rows:
        sentence = (row["article_id"], row["field"], row["sentence_start"])
        stories.setdefault(row["story_id"] or row["article_id"], {}).setdefault(sentence, []).append(row)
    return [list(sentences.values()) for sentences in stories.values()]


def tellings(store: Store, rows: Iterable[Row]) -> dict[str, tuple[Telling, ...]]:
    """Return who else prints the stories of some mentions: all the articles of each, whatever they name."""
    found = store.stories(row["story_id"] for row in rows if row["story_id"])
    return {story_id: story.articles for story_id, story in found.items()}


def cards(rows: Iterable[Row], place_prec: int | None, told: Mapping[str, tuple[Telling, ...]]) -> str:
    """Return the cards of some mentions, as HTML.

    Parameters
    ----------
    rows
        Mentions, in the order in which they are shown.
    place_prec
        How exactly the place is known: a mention says its own precision where it differs. None: each says its own.
    told
        The articles of each story (`tellings`).
    """
    return "".join(_story(story, place_prec, told) for story in by_story(rows))


def opens(rows: Iterable[Row], told: Mapping[str, tuple[Telling, ...]]) -> dict[str, str]:
    """Return the article that each button of the cards opens: `articles` of `views.reader.desk`."""
    ids = {one.article_id: one.article_id for articles in told.values() for one in articles}
    return ids | {row["mention_id"]: row["article_id"] for row in rows}


def _story(sentences: list[list[Row]], place_prec: int | None, told: Mapping[str, tuple[Telling, ...]]) -> str:
    first = sentences[0][0]
    own = [rows for rows in sentences if rows[0]["article_id"] == first["article_id"]]
    shown = "".join(_card(rows, place_prec) for rows in own)
    articles = told.get(first["story_id"], ())
    reprints = [one for one in articles if one.article_id != first["article_id"]]
    if not reprints:
        return f'<section class="story">{shown}</section>'
    at = {rows[0]["article_id"]: rows[0]["mention_id"] for rows in reversed(sentences)}
    lines = "".join(f"<li>{_reprint(one, at.get(one.article_id, one.article_id))}</li>" for one in reprints[:LISTED])
    more = len(reprints) - LISTED
    lines += element("li", t("evidence.more_reprints", n=more)) if more > 0 else ""
    outlets = {one.source or one.article_id for one in articles}
    summary = html.escape(t("evidence.outlets", n=len(outlets)))
    folded = f'<details class="reprints"><summary>{summary}</summary><ul>{lines}</ul></details>'
    return f'<section class="story">{shown}{folded}</section>'


def _reprint(one: Telling, opens: str) -> str:
    """Return an article of a story, with the button that opens it where it names the place, or at its beginning."""
    published = day(one.published) if one.published else ""
    told = " · ".join(filter(None, (one.source, published)))
    title = link(one.article_title or one.article_id, one.url)
    return f"{title} {element('span', told, css='quiet')} {read_button({'mention_id': opens})}"


def read_button(row: Row) -> str:
    """Return the button that opens a mention in its article."""
    opens = attributes(data_open=row["mention_id"])
    return f'<button type="button" class="read"{opens}>{html.escape(t("evidence.read"))}</button>'


def correct_button(row: Row) -> str:
    """Return the button that opens the correction of a mention, named by it where a sentence has several."""
    words = t("correct.button")
    told = attributes(class_="correct", data_correct=row["mention_id"], aria_label=f"{words}: {row['surface']}")
    return f'<button type="button"{told}>{html.escape(words)}</button>'


def _correct(rows: list[Row]) -> str:
    """Return a button for each mention of a sentence; each says which where they are several."""
    if len(rows) == 1:
        return correct_button(rows[0])
    shown = "".join(f"<li>{element('span', row['surface'])} {correct_button(row)}</li>" for row in rows)
    summary = html.escape(t("correct.button"))
    return f'<details class="corrects"><summary>{summary}</summary><ul>{shown}</ul></details>'


def _card(rows: list[Row], place_prec: int | None) -> str:
    row = rows[0]
    spans = [(r["start"] - r["sentence_start"], r["end"] - r["sentence_start"]) for r in rows]
    date_words, whence = said.when(row)
    published = t("evidence.published", day=row["published"]) if row["published"] else ""
    source = " · ".join(filter(None, (row["source"], published)))
    doubtful = t("evidence.comma").join(dict.fromkeys(filter(None, map(said.doubt, rows))))
    sure = doubtful or (
        t("evidence.sure", confidence=f"{row['confidence']:.2f}") if row["confidence"] is not None else ""
    )
    foot = [
        element("span", _precision(rows, place_prec), css="near") if _precision(rows, place_prec) else "",
        *(actor_chip(name, alleged=name in row["alleged"]) for name in row["actors"]),
        element("span", t("evidence.said", names=said.actors(row["said_by"])), css="said") if row["said_by"] else "",
        *(element("span", said.topic(topic), css="topic") for topic in row["topics"]),
        element("span", doubtful or sure, css="quiet doubt" if doubtful else "quiet") if doubtful or sure else "",
    ]
    return (
        f'<article class="card">'
        f'<p class="when">{element("b", date_words)} {element("span", whence, css="quiet")} {_context(row)}</p>'
        f'<blockquote dir="auto"{attributes(lang=row["language"] or "en", data_open=row["mention_id"])}>'
        f"{marked(row['sentence'], spans)}</blockquote>{said.gloss_line(rows)}"
        f'<p class="from" dir="auto">{link(row["article_title"] or row["article_id"], row["url"])}</p>'
        f"{element('p', source, css='quiet') if source else ''}"
        f'<p class="foot">{"".join(foot)}</p><div class="acts">{read_button(row)}{_correct(rows)}</div></article>'
    )


def _context(row: Row) -> str:
    """Return the badge of the context: the words of the sentence that say so stand in it, and in its tooltip."""
    if not row["context"]:
        return ""
    cue = row["context_cue"]
    words = said.context(row["context"])
    told = t("evidence.cue", words=cue) if cue else ""
    shown = f"{words}: “{cue}”" if cue and row["context"] != "reported" else words
    kind = "reported" if row["context"] == "reported" else "other"
    return (
        f'<span class="context {kind}" dir="auto"{attributes(title=told) if told else ""}>{html.escape(shown)}</span>'
    )


def actor_chip(name: str, *, alleged: bool = False) -> str:
    """Return an actor as a way to its page, marked where it is only accused."""
    shown = actor_name(name, language())
    words = t("evidence.alleged_actor", name=shown) if alleged else shown
    css = "actor alleged" if alleged else "actor"
    return f'<a data-go dir="auto"{attributes(class_=css, href=ways.to_actor(name))}>{html.escape(words)}</a>'


def _precision(rows: list[Row], place_prec: int | None) -> str:
    """Return in words how exactly the mentions of one sentence say where, if that is not how the place is known."""
    other = [row for row in rows if row["where_prec"] not in {None, place_prec}]
    if not other:
        return ""
    words = said.precision(other[0]["where_prec"], other[0]["uncertainty_km"])
    return words if len(other) == len(rows) else f"{said.share(len(other), len(rows))} {words}"
