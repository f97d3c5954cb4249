"""Keeping decisions from a page: who decides, what was kept, and the way back.

What was kept is told at the foot of whatever page the reader is on, with a button that takes it back. The name of the
person stays in the session, so that it is asked once.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

import streamlit as st

from geo.exc import GeoError
from geo.workspace.choices import undo
from geo.workspace.decisions import Decision
from geo.workspace.keeping import Preview
from geo.workspace.workspace import Workspace
from views import faults
from views.language import t
from views.safe_text import element, markdown

LASTS: Final = 120.0
"""Seconds for which what was kept is told."""


class Kept(NamedTuple):
    """What was kept last in this session."""

    workspace: Workspace
    decisions: tuple[Decision, ...]
    words: str
    at: float


def who() -> str:
    """Return the name of the person, as told before in this session; empty if it was not."""
    return str(st.session_state.get("who", ""))


def ask_who(key: str) -> str:
    """Draw the field in which a person tells her name, and return what stands in it."""
    name = st.text_input(t("correct.who"), value=who(), key=key, max_chars=80, help=t("correct.who_help")).strip()
    st.session_state["who"] = name
    return name


def keep(workspace: Workspace, decisions: Sequence[Decision], words: str) -> bool:
    """Keep decisions, all or none, and have it told; draw why where they cannot be kept."""
    try:
        kept = workspace.decide_all(decisions)
    except GeoError as error:
        st.error(markdown(faults.words(error)), icon=":material/error:")
        return False
    st.session_state["kept"] = Kept(workspace, tuple(kept), words, time.monotonic())
    return True


def take_back(workspace: Workspace, decisions: Sequence[Decision], words: str) -> bool:
    """Take decisions back, the last first; undone ones hold again when their undo is handed in."""
    return keep(workspace, [undo(decision, who() or decision.who) for decision in reversed(decisions)], words)


def preview(workspace: Workspace, decisions: Sequence[Decision]) -> Preview:
    """Return what decisions would be about together, before they are taken."""
    return workspace.preview(*decisions)


def about(found: Preview) -> str:
    """Return in words what decisions would be about."""
    counts = t("count.mentions", n=found.mentions), t("count.articles", n=found.articles)
    words = t("correct.about", mentions=counts[0], articles=counts[1])
    return f"{words} {t('correct.decided_before', n=found.decided)}" if found.decided else words


def bar() -> None:
    """Tell what was kept last, with the way back; nothing where that is long ago."""
    kept: Kept | None = st.session_state.get("kept")
    if kept is None or time.monotonic() - kept.at > LASTS:
        return
    with st.container(key="kept", horizontal=True, vertical_alignment="center"):
        st.html(f'<div role="status">{element("span", kept.words)}</div>', width="content")
        st.button(t("correct.undo"), key="kept-undo", icon=":material/undo:", on_click=_undo, args=(kept,))
        if any(decision.kind == "name" for decision in kept.decisions) and (stale := len(kept.workspace.stale())):
            words = t("correct.read_anew", articles=t("count.articles", n=stale))
            if st.button(words, key="kept-read", icon=":material/refresh:"):
                with st.spinner(t("correct.reading")):
                    kept.workspace.reextract(kept.workspace.extractor().table)
                st.rerun()
        st.button(
            t("correct.dismiss"), key="kept-close", icon=":material/close:", type="tertiary",
            on_click=lambda: st.session_state.pop("kept", None),
        )  # fmt: skip


def _undo(kept: Kept) -> None:
    again = all(decision.kind == "undo" for decision in kept.decisions)
    take_back(kept.workspace, kept.decisions, t("correct.redone" if again else "correct.undone"))
