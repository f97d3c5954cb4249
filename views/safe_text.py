"""Text from outside, made inert for the two places where Streamlit would read it as markup: Markdown and HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&^=@\"'/])")
_CONTROLS: Final = dict.fromkeys((*range(32), 0x7F, 0x2028, 0x2029), " ")


def markdown(text: str) -> str:
    """Return `text` so that Streamlit's Markdown (labels, messages) shows it as it is, in one line."""
    return _MARKDOWN.sub(r"\\\1", text.translate(_CONTROLS))


def element(tag: str, text: str, *, css: str = "") -> str:
    """Return an HTML element that holds `text` as it is, its direction decided by its first letter."""
    names = f' class="{html.escape(css)}"' if css else ""
    return f'<{tag}{names} dir="auto">{html.escape(text)}</{tag}>'


def marked(sentence: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the sentence as HTML text with the spans (code points into it) marked; overlaps are merged."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(sentence))
        if start >= end:
            continue
        pieces += [html.escape(sentence[at:start]), f"<mark>{html.escape(sentence[start:end])}</mark>"]
        at = end
    return "".join(pieces) + html.escape(sentence[at:])


def annotated(text: str, spans: Iterable[tuple[int, int, Mapping[str, str]]]) -> str:
    """Return text as HTML with the spans (code points into it) marked, each with the attributes that it brings.

    A span keeps what a span before it has not taken.
    """
    pieces, at = [], 0
    for start, end, attributes in sorted(spans, key=lambda span: span[:2]):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        names = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
        pieces += [html.escape(text[at:start]), f"<mark{names}>{html.escape(text[start:end])}</mark>"]
        at = end
    return "".join(pieces) + html.escape(text[at:])


def attributes(**values: str) -> str:
    """Return attributes of an HTML element; `data_open` is written data-open, `class_` class."""
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{html.escape(v)}"' for name, v in values.items())


def link(text: str, url: str) -> str:
    """Return a link to `url` as HTML, or only the text where the address is not one of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return html.escape(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return html.escape(text)
    address = html.escape(url.strip(), quote=True)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{html.escape(text)}</a>'
