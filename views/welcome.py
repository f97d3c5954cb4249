"""Where there are no mentions at all: how they come here, and the way to the page that brings articles in."""

from __future__ import annotations

import streamlit as st

from views import ways
from views.language import t
from views.safe_text import element


def show() -> None:
    """Teach the first steps, on the page of the map."""
    steps = "".join(element("li", t(f"welcome.step_{i}")) for i in (1, 2, 3))
    with st.container(key="welcome"):
        st.html(f'<section class="welcome">{element("h2", t("welcome.title"))}<ol>{steps}</ol></section>')
        _way()
        st.html(element("p", t("welcome.command_line"), css="quiet"))


def hint() -> None:
    """Say the same in a line, on the other pages."""
    st.html(element("p", t("welcome.hint"), css="hint"))
    _way()


def _way() -> None:
    with st.container(key="welcome-way"):
        ways.link(t("welcome.way"), "articles")
