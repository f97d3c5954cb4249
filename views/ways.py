"""The ways to the pages of a place and of an actor, with the filter of the page that they start from.

A way is a relative address, so that it can be opened in another tab; the reader who clicks it stays in her session.
"""

from __future__ import annotations

from typing import Final, Literal
from urllib.parse import parse_qs, urlencode

import streamlit as st

from views import address

AT: Final = "at"
"""Parameter: the place whose page is shown."""
ACTOR: Final = "actor_page"
"""Parameter: the actor whose page is shown."""
READ: Final = "read"
"""Parameter: the article that is open beside the map ..."""
MENTION: Final = "mention"
"""... and the mention in it that is chosen."""

PageName = Literal["map", "places", "actors", "days", "compare", "articles", "review"]


def to_place(place_id: str) -> str:
    """Return the way to the page of a place."""
    return _way("places", AT, place_id)


def to_actor(name: str) -> str:
    """Return the way to the page of an actor."""
    return _way("actors", ACTOR, name)


def to_article(article_id: str, mention_id: str) -> str:
    """Return the way to the map with an article open beside it, at a mention or at its first."""
    at = {READ: [article_id]} | ({MENTION: [mention_id]} if mention_id else {})
    return f"?{urlencode(address.carried() | at, doseq=True)}"


def go(way: str) -> None:
    """Leave for another page of this session; what is no way of ours is left alone."""
    path, _, query = way.partition("?")
    if path in {"", "places", "actors", "days", "compare"}:
        st.switch_page(page(path), query_params=parse_qs(query))


def page(name: str) -> st.Page:
    """Return the page of a name, for a link: Streamlit knows it by its path alone."""
    return st.Page(show, url_path=name) if name else st.Page(show, default=True)


def link(label: str, name: PageName, param: str = "", value: str = "") -> None:
    """Draw a link to a page, with the filter."""
    asked = address.carried() | ({param: [value]} if param else {})
    st.page_link(page("" if name == "map" else name), label=label, query_params=asked)


def _way(name: PageName, param: str, value: str) -> str:
    return f"{name}?{urlencode(address.carried() | {param: [value]}, doseq=True)}"


def show() -> None:
    """Stand in for what draws a page: Streamlit knows the map's, which has no path of its own, by this name."""
