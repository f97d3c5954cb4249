"""The dialog in which a person corrects a mention: what it says now, what it should say, for how many, who and why.

It opens from any card and from the reader (`ask`, `opened`). What is kept goes to the workspace as decisions
(`geo.workspace.decisions`); a page is then drawn anew, and its store has followed. Where nothing can be kept, in the
sample or of a bare table, the dialog says how to get a workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from geo.exc import DecisionError
from geo.query import Filter
from geo.workspace.kinds import Scope
from geo.workspace.workspace import Workspace
from views import correct_forms as forms
from views import correct_place, faults, kept, said, selection, ways
from views.correct_place import Key, Making, Row
from views.data import Loaded, load
from views.language import t
from views.safe_text import attributes, element, markdown, marked

KINDS: Final[Mapping[str, tuple[Scope, ...]]] = {
    "place": ("mention", "article", "everywhere"),
    "not_a_place": ("mention", "article", "everywhere"),
    "actor": ("mention", "article", "everywhere"),
    "date": ("mention", "article"),
    "context": ("mention", "article"),
    "mine": ("mention", "article"),
}
"""What can be corrected, and how far each may reach."""


def ask(where: str, mention_id: str) -> None:
    """Have the dialog opened for a mention, by the widget `where`. In a callback."""
    st.session_state["correcting"] = (where, mention_id)


def opened(where: str) -> None:
    """Draw the dialog if the widget `where` has asked for it."""
    asked: tuple[str, str] | None = st.session_state.get("correcting")
    if asked and asked[0] == where:
        st.dialog(t("correct.title"), width="large", on_dismiss=_forget)(_dialog)(asked[1])


def _forget() -> None:
    st.session_state.pop("correcting", None)


def _dialog(mention_id: str) -> None:
    loaded = load()
    row = loaded.store.mention(mention_id)
    workspace = loaded.workspace
    with st.container(key="correct"):
        if workspace is None or workspace.read_only:
            how_to_keep(loaded)
        elif row is None:
            st.html(element("p", t("correct.gone"), css="hint"))
        else:
            _correct(row, loaded, workspace)


def how_to_keep(loaded: Loaded) -> None:
    """Say where corrections can be kept, since they cannot here."""
    st.html(element("p", t("correct.read_only" if not loaded.name else "correct.bare_table"), css="hint"))
    ways.link(t("correct.to_articles"), "articles")


def _correct(row: Row, loaded: Loaded, workspace: Workspace) -> None:
    st.html(told(row, loaded))

    def key(name: str) -> str:
        return f"correct-{name}-{row['mention_id']}"

    kind = st.segmented_control(
        t("correct.what"), list(KINDS), default="place", required=True, key=key("kind"),
        format_func=lambda name: t(f"correct.kind.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    making = _form(str(kind), row, loaded, key)
    _foot(str(kind), row, workspace, making, key)


def _form(kind: str, row: Row, loaded: Loaded, key: Key) -> Making | None:
    match kind:
        case "place":
            return correct_place.form(row, loaded.gazetteer, key)
        case "not_a_place":
            return forms.not_a_place(row, key)
        case "actor":
            return forms.actors(row, loaded.store, key)
        case "date":
            return forms.dates(row, key)
        case "context":
            return forms.context(row, key)
        case _:
            return forms.mine(row, [found.id for found in loaded.store.facet(Filter(), "tags") if found.id], key)


def told(row: Row, loaded: Loaded) -> str:
    """Return a mention as HTML: its sentence with the name marked, and what is known of it."""
    span = (row["start"] - row["sentence_start"], row["end"] - row["sentence_start"])
    quote = attributes(lang=row["language"] or "en", dir="auto")
    places = [loaded.gazetteer.by_id.get(place_id) for place_id in row["candidates"]]
    notes = said.notes(row, [selection.named(place) for place in places if place])
    lines = "".join(f"{element('dt', name)}{element('dd', text)}" for name, text in notes)
    source = " · ".join(filter(None, (row["article_title"] or row["article_id"], row["source"])))
    return (
        f'<div class="told"><blockquote{quote}>{marked(row["sentence"], [span])}</blockquote>'
        f'{said.gloss_line([dict(row)])}{element("p", source, css="quiet")}<dl class="known">{lines}</dl></div>'
    )


def _foot(kind: str, row: Row, workspace: Workspace, making: Making | None, key: Key) -> None:
    """Draw for how many it holds, who decides and why, and the button that keeps it."""
    with st.container(key="correct-foot", border=True):
        scope = st.radio(
            t("correct.scope"), KINDS[kind], key=key(f"scope-{kind}"), horizontal=True,
            format_func=lambda one: t(f"correct.scope_{one}"),
        )  # fmt: skip
        with st.container(horizontal=True):
            who = kept.ask_who(key("who"))
            why = st.text_input(t("correct.why"), key=key("why"), max_chars=500).strip()
        ready, words = making is not None and bool(who), ""
        if making is not None:
            try:
                words = kept.about(kept.preview(workspace, making(who or "?", scope, why)))
            except DecisionError as error:
                ready = False
                st.warning(markdown(faults.words(error)), icon=":material/warning:")
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button(t("correct.keep"), key=key("keep"), type="primary", disabled=not ready)
            hint = words or t("correct.nothing_yet")
            st.html(element("p", f"{hint} {t('correct.say_who')}" if words and not who else hint, css="quiet"))
    if pressed and making is not None and kept.keep(workspace, making(who, scope, why), _kept(kind, row, words)):
        _forget()
        st.rerun()


def _kept(kind: str, row: Row, words: str) -> str:
    name = row["surface"] if len(row["surface"]) <= 40 else row["surface"][:39] + "…"
    return t("correct.kept", what=t(f"correct.kind.{kind}"), name=name, about=words)
