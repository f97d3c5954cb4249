"""The article beside the map: its text as read, its mentions marked in it, the chosen one in view.

The browser does what must be quick (views/evidence.js): the next and the previous mention, what is known of each, and
copying. Python is told when an article is opened or closed, so that only the panel runs again.

An article's text is hostile: its markup is made by `views.safe_text` alone, and what is known of a mention travels as
data, which the browser sets as text. Of a bare table no text is known: then its sentences stand in their order, with
a mark where something may lie between them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import streamlit as st

from geo.citation import citation
from geo.gazetteer import Gazetteer
from geo.store import Store
from views import address, correct, said, selection, ways
from views.language import LANGUAGES, NAMES, t
from views.safe_text import annotated, attributes, element, link

MOST: Final = 3000
"""Mentions of one article that are marked: more stand in no article, only in lists."""

_SCRIPT: Final = Path(__file__).with_name("evidence.js").read_text(encoding="utf-8")
_DESK: Final = st.components.v2.component(
    "syria_evidence", html='<div class="desk">\n</div>', js=_SCRIPT, isolate_styles=False
)
_LINE: Final = re.compile(r"[^\n\r]+")
_FRONT: Final = re.compile(r"\A---\r?\n.*?\n---[^\S\n]*(?:\n|\Z)", re.DOTALL)
_BETWEEN: Final = 3
"""Code points between two sentences beyond which something may have been left out."""

Row = Mapping[str, Any]


class ArticleText(Protocol):
    """An article as read: `geo.articles.Article` is one."""

    @property
    def text(self) -> str:
        """Return the text that the offsets of mentions count in."""
        ...


class Opened(NamedTuple):
    """What the reader is opened at."""

    article_id: str
    mention_id: str


def opened() -> Opened | None:
    """Return what the reader is opened at, in this session or by its address."""
    found = address.got(ways.READ), address.got(ways.MENTION)
    return Opened(found[0][0], found[1][0] if found[1] else "") if found[0] else None


def close() -> None:
    """Close the reader."""
    address.put(ways.READ, ())
    address.put(ways.MENTION, ())


def read(article_id: str, mention_id: str) -> None:
    """Open the reader at a mention; without one, at the first of the article."""
    address.put(ways.READ, [article_id])
    address.put(ways.MENTION, [mention_id] if mention_id else ())


def desk(
    key: str, body: str, *, elsewhere: bool = False, placed: Callable[[str], None] | None = None, **data: Any
) -> None:
    """Draw markup of `views.safe_text` with what views/evidence.js does; its buttons open mentions and pages.

    Parameters
    ----------
    key
        Of the widget.
    body
        HTML.
    elsewhere
        Whether this is not the map's page: a mention is then opened there.
    placed
        Called with the id of a place that is chosen in it.
    data
        What the script is told besides: `articles` (mention, or article -> the article), `opened`, `notes`, `sentence`,
        `citation`.
    """
    words = {"copied": t("evidence.copied"), "not_copied": t("evidence.not_copied")}

    def told() -> None:
        state = st.session_state[key]
        if wrong := state.get("correct"):
            correct.ask(key, wrong)
        elif (asked := state.get("open")) is not None:
            article = data.get("articles", {}).get(asked)
            at = Opened(article, "" if asked == article else asked) if article else None
            if at and elsewhere:
                st.session_state["way"] = ways.to_article(*at)
            elif at:
                read(*at)
            else:
                close()
        elif chosen := state.get("chosen"):
            address.put(ways.MENTION, [chosen])
        elif way := state.get("go"):
            st.session_state["way"] = way
        elif placed and (place := state.get("place")):
            placed(place)

    _DESK(
        key=key, data={"html": body, "words": words, "opened": "", "notes": {}, **data},
        on_open_change=told, on_chosen_change=told, on_go_change=told, on_correct_change=told,
        on_place_change=told,
    )  # fmt: skip
    correct.opened(key)
    if way := st.session_state.pop("way", ""):
        ways.go(way)


def show(store: Store, gazetteer: Gazetteer, at: Opened, text: ArticleText | None) -> None:
    """Draw an article with its mentions."""
    rows = store.article_mentions(at.article_id).slice(0, MOST).to_pylist()
    if not rows:
        st.html(element("p", t("evidence.no_article"), css="hint"))
        st.button(t("evidence.back"), key="reader-back", on_click=close)
        return
    today = date.today()  # noqa: DTZ011 (the reader's own today)
    known = {row["mention_id"]: [(row["surface"], ""), *said.notes(row, _candidates(row, gazetteer))] for row in rows}
    desk(
        "reader", _page(rows, text), opened=at.mention_id if at.mention_id in known else rows[0]["mention_id"],
        notes=known,
        sentence={row["mention_id"]: row["sentence"] for row in rows},
        citation={row["mention_id"]: citation(row, today) for row in rows},
    )  # fmt: skip


def _page(rows: list[dict[str, Any]], text: ArticleText | None) -> str:
    row = rows[0]
    title_rows = [r for r in rows if r["field"] == "title"]
    body_rows = [r for r in rows if r["field"] != "title"]
    title = row["article_title"] or row["article_id"]
    told = [
        row["source"],
        t("evidence.published", day=row["published"]) if row["published"] else "",
        NAMES[row["language"]] if row["language"] in LANGUAGES else row["language"],
        t("evidence.retrieved", day=row["added_at"].date()) if row.get("added_at") else "",
    ]
    heading = annotated(title, _spans(title_rows, 0)) if title_rows else link(title, row["url"])
    body = _text(text.text, body_rows) if text is not None else _sentences(body_rows)
    known = "" if text is not None else element("p", t("evidence.sentences_only"), css="hint")
    direction = "rtl" if row["language"] == "ar" else "ltr"
    return (
        f'<section class="reader">{_bar(len(rows))}'
        f'<h3 dir="auto">{heading}</h3>'
        f"{element('p', ' · '.join(filter(None, told)), css='quiet')}{_legend(rows)}{known}"
        f'<div class="text"{attributes(lang=row["language"] or "en", dir=direction)}>{body}</div>'
        '<dl class="notes" aria-live="polite"></dl><dl class="tip" role="tooltip" hidden></dl></section>'
    )


def _bar(number: int) -> str:
    def button(label: str, css: str = "", icon: str = "", **data: str) -> str:
        shown = f'<span aria-hidden="true">{icon}</span>' if icon else html.escape(label)
        named = {"aria_label": label, "title": label} if icon else {}
        return f'<button type="button"{attributes(class_=css, **data, **named)}>{shown}</button>'

    count = t("evidence.of", n="{at}", all=str(number))
    return (
        '<div class="bar"><div class="steps">'
        f"{button(t('evidence.back'), 'back', data_open='')}"
        f"{button(t('evidence.previous'), 'step', '↑', data_step='-1')}"
        f'<span class="count" aria-live="polite"{attributes(data_of=count)}></span>'
        f"{button(t('evidence.next'), 'step', '↓', data_step='1')}"
        f'<span class="quiet keys">{html.escape(t("evidence.keys"))} <kbd>j</kbd> <kbd>k</kbd></span></div>'
        '<div class="copies">'
        f"{button(t('evidence.copy_sentence'), data_copy='sentence')}"
        f"{button(t('evidence.copy_citation'), data_copy='citation')}"
        f"{button(t('correct.button'), data_correct='')}"
        '<span class="copied" role="status"></span></div></div>'
    )


def _legend(rows: Iterable[Row]) -> str:
    kinds = dict.fromkeys(map(_kind, rows))
    shown = "".join(
        f'<span><i class="{kind}" aria-hidden="true"></i>{html.escape(t(f"evidence.mark.{kind}"))}</span>'
        for kind in ("resolved", "ambiguous", "unresolved", "other")
        if kind in kinds
    )
    return f'<p class="legend quiet">{shown}</p>'


def _kind(row: Row) -> str:
    """Return how a mention is marked: by its status, or as no place."""
    return str(row["status"]) if row["role"] == "place" else "other"


def _spans(rows: Iterable[Row], offset: int) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    for row in rows:
        yield row["start"] - offset, row["end"] - offset, {
            "class": _kind(row), "data-mention": row["mention_id"], "tabindex": "0", "role": "button",
            "aria-pressed": "false",
        }  # fmt: skip


def _text(text: str, rows: list[dict[str, Any]]) -> str:
    """Return an article's text by lines, each sentence in another language with its gloss below its line."""
    front = _FRONT.match(text)
    begins = front.end() if front and not any(row["start"] < front.end() for row in rows) else 0
    pieces = []
    for line in _LINE.finditer(text, begins):
        if not line.group().strip():
            continue
        here = [row for row in rows if row["start"] < line.end() and row["end"] > line.start()]
        pieces.append(f'<p dir="auto">{annotated(line.group(), _spans(here, line.start()))}</p>')
        told = [row for row in rows if line.start() <= row["sentence_start"] < line.end()]
        pieces += [said.gloss_line(of_one) for of_one in _by_sentence(told)]
    return "".join(pieces)


def _sentences(rows: list[dict[str, Any]]) -> str:
    """Return the sentences that are known of an article, in order, with a sign where something may lie between."""
    pieces: list[str] = []
    ends: int | None = None
    for of_one in _by_sentence(rows):
        first = of_one[0]
        start = first["sentence_start"]
        if start > (_BETWEEN if ends is None else ends + _BETWEEN):
            pieces.append(f'<p class="gap"{attributes(title=t("evidence.gap"))}>…</p>')
        pieces.append(f'<p dir="auto">{annotated(first["sentence"], _spans(of_one, start))}</p>')
        pieces.append(said.gloss_line(of_one))
        ends = start + len(first["sentence"])
    return "".join(pieces)


def _by_sentence(rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["sentence_start"], []).append(row)
    return [found[start] for start in sorted(found)]


def _candidates(row: Row, gazetteer: Gazetteer) -> list[str]:
    return [
        selection.named(place) for place in (gazetteer.by_id.get(place_id) for place_id in row["candidates"]) if place
    ]
