"""Cut an article into the sentences that are read, and leave out what the page put around it.

Scraped news repeats its headline, carries captions and closes with "Related news". A line that was met before and
such furniture are not read; what is read says which section it stands in: headline, caption or body.
"""

from __future__ import annotations

import re
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
_PHOTO_OPENS: Final = "fFpPiIıİ"
"""What `_PHOTO` may open with, of letters and digits."""

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


def _was_wrapped(before: str, line: str) -> bool:
    """Tell whether a line goes on with what the line before it began."""
    return not before.endswith(_END) and (len(before) > _WRAPPED or line[0].islower() or _is_rest(line))


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Return where the lines that are not empty begin and end."""
    if "\r" in text:
        return [line.span() for line in _LINE.finditer(text, start)]
    lines: list[tuple[int, int]] = []
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        if end > start:
            lines.append((start, end))
        start = end + 1
    return lines


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Return the paragraphs: lines, joined where a line was wrapped."""
    blocks: list[tuple[int, int]] = []
    first = last = begun = -1
    for begin, end in _lines(text, start):
        if text[begin].isspace() and text[begin:end].isspace():
            continue
        if first >= 0:
            if text.count("\n", last, begin) <= 1 and _was_wrapped(text[begun:last].rstrip(), text[begin:end].lstrip()):
                begun, last = begin, end
                continue
            blocks.append((first, last))
        first = begun = begin
        last = end
    if first >= 0:
        blocks.append((first, last))
    return blocks


def _split(block: str, start: int, language: str) -> list[tuple[int, str]]:
    """Return the sentences of a paragraph that begins at `start`, each behind where it begins; outer blanks left out.

    One that goes on in lower case is no end.
    """
    sentences: list[tuple[int, str]] = []
    pending = -1
    at = 0
    parts: list[str] = sentencex.segment("ar" if language == "ar" else "en", block)
    for i, part in enumerate(parts):
        begin, at = at, at + len(part)
        pending = begin if pending < 0 else pending
        goes_on = i + 1 < len(parts) and parts[i + 1].lstrip()[:1].islower()
        if goes_on and not part.rstrip().endswith(("!", "?")):
            continue
        while at - pending > _LONGEST:
            cut = block.rfind(" ", pending + 1, pending + _LONGEST)
            cut = cut if cut > 0 else pending + _LONGEST
            _add_trimmed(sentences, block[pending:cut], start + cut)
            pending = cut
        _add_trimmed(sentences, part if pending == begin else block[pending:at], start + at)
        pending = -1
    return sentences


def _add_trimmed(sentences: list[tuple[int, str]], chunk: str, end: int) -> None:
    """Add a chunk that ends at a code point, outer blanks left out; nothing where nothing is left."""
    chunk = chunk.lstrip()
    if chunk:
        sentences.append((end - len(chunk), chunk.rstrip()))


def _is_caption(text: str) -> bool:
    """Tell a sentence about a picture: one that says so, or shows a scene and ends in its day."""
    if (text[0] in _PHOTO_OPENS or not text[0].isalnum()) and _PHOTO.match(text) is not None:
        return True
    dated = text[-1].isdigit() or text[-2:-1].isdigit() or "/" in text  # the day ends it, or who took the picture
    return dated and _COMMA_YEAR.search(text) is not None and _SCENE.search(text) is not None


def _same(text: str) -> str:
    """Return what two prints of one line share: its words, whatever blanks and capitals; a long line as it is."""
    if len(text) > _LONG_LINE:
        return text.strip()
    if not (text.isascii() and text.isprintable()) or "  " in text:
        text = " ".join(text.split())
    return text.strip().casefold().rstrip(".")


@mypyc_attr(acyclic=True)
class _Lines:
    """The lines that were met. Only those that begin with the same two words are compared: most have their own."""

    def __init__(self) -> None:
        self._alone: dict[str, str] = {}
        self._same: set[str] = set()

    def met(self, line: str) -> bool:
        """Tell whether a line, which is not blank, is another print of one that was asked for before."""
        opening = " ".join(line.split(None, 2)[:2]).casefold().rstrip(".")
        alone = self._alone.get(opening)
        if alone is None:
            self._alone[opening] = line
            return False
        if alone:
            self._same.add(_same(alone))
            self._alone[opening] = ""
        same = _same(line)
        if same in self._same:
            return True
        self._same.add(same)
        return False


def sentences_of(article: Article) -> list[Sentence]:
    """Return the sentences of an article that are to be read, the title's cell first."""
    text, title, language = article.text, article.title, article.language
    found: list[Sentence] = []
    lines = _Lines()
    head: str | None = None
    if article.title_is_cell and title.strip():
        lines.met(title)
        head = _same(title)
        found = [Sentence("title", at, at + len(told), "headline") for at, told in _split(title, 0, language)]
    blocks = _blocks(text, article.body_start)
    closing = False
    for i, (start, end) in enumerate(blocks):
        block = text[start:end]
        if end - start <= _FURNITURE_LENGTH and _FURNITURE.match(block):
            closing = closing or bool(_RELATED.match(block))
            continue
        if closing and not (end - start > 120 and block.rstrip().endswith(_END)):
            continue  # the list of headlines under "Related news"
        closing = False
        if lines.met(block):
            continue
        headline = i == 0 and len(blocks) > 1 and not block.rstrip().endswith(".")
        for at, sentence in _split(block, start, language):
            if i == 0 and head is not None and len(sentence) <= len(head) + _LEADING_DATE_LENGTH:
                dated = _LEADING_DATE.match(sentence)
                if _same(sentence[dated.end() :] if dated else sentence) == head:
                    continue  # the title once more, at the head of the text
            section = "headline" if headline else "caption" if _is_caption(sentence) else "body"
            found.append(Sentence("text", at, at + len(sentence), section))
    return found
