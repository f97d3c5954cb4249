"""The list of decisions: who decided what, when and why, how each stands, with the way back and a file of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import streamlit as st

from geo.review import Listed, listed, to_csv, undoing
from geo.workspace.kinds import KINDS
from geo.workspace.workspace import Workspace
from views import kept, said
from views.evidence import ROW
from views.language import said as word
from views.language import t
from views.safe_text import element

_MOST: Final = 2_000
"""Lines that are shown at once; the file has all."""
_STATES: Final = ("holds", "changed", "idle", "undone")


def show(workspace: Workspace) -> None:
    """Draw the filters, the list and what can be done with a chosen line."""
    every = listed(workspace.standing())
    if not every:
        st.html(element("p", t("review.list.empty"), css="hint"))
        return
    lines = _filtered(every)
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = t("review.list.shown", n=len(lines), all=len(every))
        st.html(element("p", shown, css="quiet"), width="content")
        st.space("stretch")
        st.download_button(
            t("review.list.download"), partial(to_csv, lines), "decisions.csv", "text/csv", key="decisions-download",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    chosen = _grid(lines[:_MOST], every)
    if chosen is None:
        st.html(element("p", t("review.list.choose"), css="quiet"))
    else:
        _one(chosen, every, workspace)


def _filtered(every: Sequence[Listed]) -> list[Listed]:
    people = sorted({line.decision.who for line in every})
    kinds = [kind for kind in KINDS if any(line.decision.kind == kind for line in every)]
    with st.container(horizontal=True, key="decision-filters"):
        kind = st.multiselect(
            t("review.list.kind"), kinds, key="decision-kind", placeholder=t("review.list.any"),
            format_func=lambda one: t(f"review.kind.{one}"),
        )  # fmt: skip
        who = st.multiselect(t("review.list.who"), people, key="decision-who", placeholder=t("review.list.any"))
        state = st.multiselect(
            t("review.list.state"), _STATES, key="decision-state", placeholder=t("review.list.any"),
            format_func=lambda one: t(f"review.state.{one}"),
        )  # fmt: skip
    return [
        line
        for line in every
        if (not kind or line.decision.kind in kind)
        and (not who or line.decision.who in who)
        and (not state or line.state in state)
    ]


def _grid(lines: Sequence[Listed], every: Sequence[Listed]) -> Listed | None:
    """Draw the lines; return the one that is chosen."""
    by_id = {line.decision.id: line for line in every}
    cells = {
        "when": [line.decision.at for line in lines],
        "who": [line.decision.who for line in lines],
        "kind": [t(f"review.kind.{line.decision.kind}") for line in lines],
        "name": [line.decision.name or line.decision.article_id for line in lines],
        "before": [_words(line, line.before) for line in lines],
        "after": [_after(line, by_id) for line in lines],
        "scope": [t(f"correct.scope_{line.decision.scope}") for line in lines],
        "mentions": [line.mentions for line in lines],
        "state": [t(f"review.state.{line.state}") for line in lines],
        "why": [line.decision.why for line in lines],
        "reason": [line.reason for line in lines],
    }
    heads = {name: t(f"review.list.{name}") for name in cells}
    answer = st.dataframe(
        {heads[name]: values for name, values in cells.items()}, key="decisions", hide_index=True,
        height=min(520, ROW * (len(lines) + 1) + 4), on_select="rerun", selection_mode="single-row",
        column_config={
            heads["when"]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130),
            heads["kind"]: st.column_config.TextColumn(width=110),
            heads["state"]: st.column_config.TextColumn(width=110),
            heads["mentions"]: st.column_config.NumberColumn(format="localized", width=80),
        },
    )  # fmt: skip
    rows = answer.selection.rows
    return lines[rows[0]] if rows and rows[0] < len(lines) else None


def _after(line: Listed, by_id: Mapping[str, Listed]) -> str:
    """Return what a decision says; of one that takes another back, what that one said."""
    taken = by_id.get(line.decision.undoes)
    if taken is None:
        return _words(line, line.after)
    said_before = f"{t(f'review.kind.{taken.decision.kind}')}: {_words(taken, taken.after)}"
    return said_before if taken.decision.kind != "undo" else t("review.kind.undo")


def _words(line: Listed, value: str) -> str:
    """Return a value of the data in the page's language."""
    if line.decision.kind == "context":
        return said.context(value)
    if line.decision.kind == "not_a_place":
        return word("evidence.role", value)
    if line.decision.kind == "place":
        return said.status(value)  # what was not placed says its status instead of a place
    if line.decision.kind == "mark":
        return t("review.marked") if value == "True" else ""
    return value


def _one(line: Listed, every: Sequence[Listed], workspace: Workspace) -> None:
    """Draw the chosen decision and the button that takes it back, or lets it hold again."""
    d = line.decision
    told = [t(f"review.kind.{d.kind}"), d.name, _words(line, line.after), d.why, line.reason]
    with st.container(horizontal=True, vertical_alignment="center", key="decision-one", border=True):
        st.html(element("p", " · ".join(filter(None, told))), width="stretch")
        who = kept.ask_who("decision-by")
        held_down = undoing(d, [other.decision for other in every]) if line.state == "undone" else None
        label, target = ("review.list.redo", held_down) if held_down else ("correct.undo", d)
        if st.button(t(label), key="decision-undo", disabled=not who, icon=":material/undo:"):
            words = t("correct.redone" if held_down or d.kind == "undo" else "correct.undone")
            if target and kept.take_back(workspace, [target], words):
                st.rerun()
