"""Cut an article into the sentences that are read, and leave out what the page put around it.

Scraped news repeats its headline, carries captions and closes with "Related news". A line that was met before and
such furniture are not read; what is read says which section it stands in: headline, caption or body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import sentencex
from mypy_extensions import mypyc_attr

from geo.articles import Article

_END: Final = (".", "!", "?", "؟", "…", '"', "”", "»", "'", "’", ":", ")")
_WRAPPED: Final = 55
"""A line at least this long that ends in no full stop goes on in the next: the text was wrapped."""

_LONGEST: Final = 2_000
"""What has no end of a sentence in as many code points is none: a list or a table; it is cut at a blank."""

_LINE: Final = re.compile(r"[^\r\n]+")
_FURNITURE: Final = re.compile(
    r"\s*(?:related\s+(?:news|stories|story|articles?|topics?|posts?|coverage)|read\s+(?:more|also|next)|also\s+read|see\s+also|more\s+(?:on|from)\b"
    r"|most\s+(?:read|popular)|share\s+(?:this|on)\b|follow\s+us\b|subscribe\b|sign\s+up\b|advertisement|recommended|you\s+may\s+also\s+like"
    r"|اقرأ\s+(?:أيضا|أيضاً|المزيد)|إقرأ\s+أيضا|مواضيع\s+ذات\s+صلة|أخبار\s+ذات\s+صلة|شارك)",
    re.IGNORECASE,
)
_RELATED: Final = re.compile(r"\s*(?:related\s+\w+|مواضيع\s+ذات|أخبار\s+ذات)", re.IGNORECASE)
_FURNITURE_LENGTH: Final = 60
_PHOTO: Final = re.compile(r"\W*(?:file\s+photo|photo|picture|image)\b\s*[:–-]", re.IGNORECASE)
_COMMA_YEAR: Final = re.compile(r",\s+\d{4}")
_SCENE: Final = re.compile(
    r"\b(?:attends?|speaks?|walks?|stands?|gestures?|holds?|(?:is|are)\s+seen|poses?|looks?\s+on|shakes?|sits?|inspects?|addresses)\b"
    r".*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2},\s+\d{4}\.?\s*(?:\S+/\S+.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING_DATE: Final = re.compile(
    r"\W*(?:\w{3,9}\.?,?\s+)?(?:\d{1,2}\s+\w{3,9}|\w{3,9}\s+\d{1,2}),?\s+\d{4}\W+", re.IGNORECASE
)

_LONG_LINE: Final = 300
"""A longer line is no headline; it is a repeat only if it is the same to the letter."""

_LEADING_DATE_LENGTH: Final = 60
"""Code points that a date before the title and the blanks within it may take."""


@mypyc_attr(acyclic=True)
class Sentence:
    """Code points `start` to `end` of a field of an article, and the section that it stands in."""

    __slots__ = ("end", "field", "section", "start")

    def __init__(self, field: str, start: int, end: int, section: str) -> None:
        self.field = field
        self.start = start
        self.end = end
        self.section = section


def _is_rest(line: str) -> bool:
    """Tell whether a line is the end of a sentence that another began: one word and a full stop."""
    return line.rstrip().endswith(".") and len(line.split()) == 1


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines that are not empty begin and end."""
    if "\r" in text:
        yield from (line.span() for line in _LINE.finditer(text, start))
        return
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        if end > start:
            yield start, end
        start = end + 1


def _blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, joined where a line was wrapped."""
    first = last = begun = -1
    for begin, end in _lines(text, start):
        line = text[begin:end]
        if not line.strip():
            continue
        if first >= 0:
            before = text[begun:last].rstrip()
            wrapped = text.count("\n", last, begin) <= 1 and not before.endswith(_END)
            if wrapped and (len(before) > _WRAPPED or line.lstrip()[0].islower() or _is_rest(line)):
                begun, last = begin, end
                continue
            yield first, last
        first = begun = begin
        last = end
    if first >= 0:
        yield first, last


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph, outer blanks left out; one that goes on in lower case is no end."""
    pending = -1
    at = start
    parts = sentencex.segment("ar" if language == "ar" else "en", text[start:end])
    for i, part in enumerate(parts):
        begin, at = at, at + len(part)
        following = parts[i + 1].lstrip()[:1] if i + 1 < len(parts) else ""
        pending = begin if pending < 0 else pending
        if following.islower() and not part.rstrip().endswith(("!", "?")):
            continue
        while at - pending > _LONGEST:
            cut = text.rfind(" ", pending + 1, pending + _LONGEST)
            cut = cut if cut > 0 else pending + _LONGEST
            yield from _trimmed(text, pending, cut)
            pending = cut
        yield from _trimmed(text, pending, at)
        pending = -1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    chunk = text[start:end].lstrip()
    if chunk:
        start = end - len(chunk)
        yield start, start + len(chunk.rstrip())


def _is_caption(text: str) -> bool:
    """Tell a sentence about a picture: one that says so, or shows a scene and ends in its day."""
    return _PHOTO.match(text) is not None or (_COMMA_YEAR.search(text) is not None and _SCENE.search(text) is not None)


def _same(text: str) -> str:
    """Return what two prints of one line share: its words, whatever blanks and capitals; a long line as it is."""
    if len(text) > _LONG_LINE:
        return text.strip()
    if not (text.isascii() and text.isprintable()) or "  " in text:
        text = " ".join(text.split())
    return text.strip().casefold().rstrip(".")


def sentences_of(article: Article) -> list[Sentence]:
    """Return the sentences of an article that are to be read, the title's cell first."""
    found: list[Sentence] = []
    met: set[str] = set()
    if article.title_is_cell and article.title.strip():
        met.add(_same(article.title))
        found += [
            Sentence("title", a, b, "headline")
            for a, b in _split(article.title, 0, len(article.title), article.language)
        ]
    blocks = list(_blocks(article.text, article.body_start))
    closing = False
    for i, (start, end) in enumerate(blocks):
        block = article.text[start:end]
        short = end - start <= _FURNITURE_LENGTH
        if short and _FURNITURE.match(block):
            closing = closing or bool(_RELATED.match(block))
            continue
        if closing and not (end - start > 120 and block.rstrip().endswith(_END)):
            continue  # the list of headlines under "Related news"
        closing = False
        same = _same(block)
        if same in met:
            continue
        met.add(same)
        headline = i == 0 and len(blocks) > 1 and not block.rstrip().endswith(".")
        heads = met - {same} if i == 0 else ()
        longest = max(map(len, heads), default=0) + _LEADING_DATE_LENGTH
        for a, b in _split(article.text, start, end, article.language):
            sentence = article.text[a:b]
            if heads and b - a <= longest:
                dated = _LEADING_DATE.match(sentence)
                if _same(sentence[dated.end() :] if dated else sentence) in heads:
                    continue  # the title once more, at the head of the text
            section = "headline" if headline else "caption" if _is_caption(sentence) else "body"
            found.append(Sentence("text", a, b, section))
    return found
