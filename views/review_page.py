"""The page of review: names that wait to be placed, most told first, and the list of all decisions."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.gazetteer import Place
from geo.review import Name, Told, queue, sentences
from geo.workspace.choices import choose_place, new_name, not_a_place
from geo.workspace.decisions import Decision
from geo.workspace.kinds import Scope
from geo.workspace.workspace import Workspace
from views import (
    address,
    correct,
    correct_place,
    decisions_list,
    filter_words,
    kept,
    outside_box,
    reader,
    said,
    selection,
)
from views.cards import cards, opens, tellings
from views.correct_place import Row
from views.data import Loaded
from views.frame import page_frame
from views.language import t
from views.safe_text import element, markdown

_SENTENCES: Final = 3
_SHORTCUTS: Final = 8
"""Candidates that a digit chooses."""
TABS: Final = ("names", "decisions")


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    st.html(element("h2", t("review.title"), css="page"))
    if loaded.workspace is None or loaded.workspace.read_only:
        correct.how_to_keep(loaded)
        return
    names = {t(f"review.tab.{name}"): name for name in TABS}
    for tab, name in zip(st.tabs(list(names), key="review-tabs", on_change="rerun"), TABS, strict=True):
        if tab.open:
            with tab:
                if name == "names":
                    _names(loaded, loaded.workspace)
                else:
                    decisions_list.show(loaded.workspace)


def _names(loaded: Loaded, workspace: Workspace) -> None:
    """Draw one name of the queue, with all that helps to decide."""
    wanted = address.current()
    if wanted.active():
        view = loaded.store.overview(wanted, address.counting())
        st.html(element("p", filter_words.sentence(wanted, view, loaded.gazetteer), css="quiet"))
    names = queue(loaded.store, wanted)
    if not names:
        st.html(element("p", t("review.empty"), css="hint"))
        return
    at = min(st.session_state.get("review-at", 0), len(names) - 1)
    name = names[at]
    row = loaded.store.mention(name.mention_id)
    if row is None:
        return

    def step(by: int) -> None:
        st.session_state["review-at"] = (at + by) % len(names)

    found = sentences(loaded.store, wanted, name, _SENTENCES)
    with st.container(horizontal=True, vertical_alignment="center", key="review-steps"):
        st.html(element("span", t("review.progress", n=at + 1, all=len(names)), css="quiet"), width="content")
        st.progress((at + 1) / len(names))
        st.button(t("review.before"), key="review-before", on_click=step, args=(-1,), type="tertiary", shortcut="k")
        st.button(t("review.skip"), key="review-skip", on_click=step, args=(1,), shortcut="j")
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.html(_head(name, found))
        told = tellings(loaded.store, found.rows)
        reader.desk("review-cards", cards(found.rows, None, told), elsewhere=True, articles=opens(found.rows, told))
    with right, st.container(key="review-choose"):
        _choose(name, row, loaded, workspace)


def _head(name: Name, found: Told) -> str:
    counts = {"mentions": found.mentions, "stories": found.stories, "articles": found.articles}
    told = " · ".join([said.status(name.status), *(t(f"count.{unit}", n=n) for unit, n in counts.items())])
    others = ", ".join(name.surfaces[1:6])
    also = element("p", t("review.also", names=others), css="quiet") if others else ""
    return f'<div class="name">{element("h3", name.surfaces[0])}{element("p", told, css="quiet")}{also}</div>'


def _choose(name: Name, row: Row, loaded: Loaded, workspace: Workspace) -> None:
    """Draw the places that the name may mean, and the other ways to decide."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = kept.ask_who("review-who")
        scope: Scope = st.segmented_control(
            t("correct.scope"), ("everywhere", "article"), default="everywhere", required=True, key="review-scope",
            format_func=lambda one: t(f"correct.scope_{one}"),
        )  # fmt: skip
    if not who:
        st.html(element("p", t("review.say_who"), css="hint"))
    asked = st.text_input(
        t("correct.search"), key=f"review-search-{name.mention_id}", max_chars=120, icon=":material/search:",
        placeholder=t("correct.search_hint"),
    ).strip()  # fmt: skip
    places = _offers(name, row, loaded, asked)
    likely = "review.may_mean" if name.candidates and not asked else "review.alike"
    st.html(element("p", t(likely if places else "review.nothing_alike"), css="quiet"))
    remember = st.checkbox(t("review.remember"), key="review-remember", help=t("correct.remember_help"))
    for i, place in enumerate(places):
        label = markdown(selection.named(place))
        st.button(
            label, key=f"review-place-{place.id}", width="stretch", disabled=not who,
            shortcut=str(i + 1) if i < _SHORTCUTS else None,
            on_click=_decide, args=(workspace, name, _placed(row, place, who, scope, remember=remember)),
        )  # fmt: skip
    with st.container(horizontal=True):
        if st.button(t("correct.kind.not_a_place"), key="review-nothing", disabled=not who, icon=":material/block:"):
            _decide(workspace, name, [not_a_place(row, who, scope=scope)])
            st.rerun()
        st.button(
            t("review.pin"), key="review-pin", icon=":material/location_on:", on_click=correct.ask,
            args=("review-cards", name.mention_id),
        )  # fmt: skip

    def use(pin: correct_place.Pin, source: str) -> None:
        _decide(workspace, name, [correct_place.pinned(row, pin, who, scope=scope, why=source)])

    outside_box.show(name.surfaces[0], use, ready=bool(who))


def _offers(name: Name, row: Row, loaded: Loaded, asked: str) -> list[Place]:
    """Return the places to offer: candidates of all spellings, or what the gazetteer has for what is asked."""
    whole = dict(row) | {"candidates": list(name.candidates), "place_id": None}
    return correct_place.offers(whole, loaded.gazetteer, asked)


def _placed(row: Row, place: Place, who: str, scope: Scope, *, remember: bool) -> list[Decision]:
    if not who:
        return []
    made = [choose_place(row, place, who, scope=scope)]
    if remember and row["surface"] not in place.names:
        made.append(new_name(who, place_id=place.id, spelling=row["surface"]))
    return made


def _decide(workspace: Workspace, name: Name, decisions: list[Decision]) -> None:
    what = str(decisions[0].after.get("place") or t("correct.kind.not_a_place"))
    about = kept.about(kept.preview(workspace, decisions))
    kept.keep(workspace, decisions, t("review.kept", name=name.surfaces[0], place=what, about=about))
