"""The forms of a correction, one for each thing that may be wrong of a mention; each makes its decisions when asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

import streamlit as st

from geo.gloss import actor_name
from geo.mention import Context
from geo.query import Filter
from geo.store import Store
from geo.workspace import choices
from geo.workspace.decisions import Decision
from geo.workspace.kinds import ACTOR_COLUMNS, Scope
from views import said
from views.correct_place import Key, Making, Row
from views.language import language, t
from views.language import said as word

CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)
_ROLES: Final = ("other", "actor", "event")
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def not_a_place(row: Row, key: Key) -> Making | None:
    """Draw what a name is that is none of a place."""
    role = st.radio(
        t("correct.is"), _ROLES, key=key("role"), index=_ROLES.index(row["role"]) if row["role"] in _ROLES else 0,
        format_func=lambda name: word("evidence.role", name),
    )  # fmt: skip
    if role == row["role"]:
        return None
    return lambda who, scope, why: [choices.not_a_place(row, who, role=role, scope=scope, why=why)]


def actors(row: Row, store: Store, key: Key) -> Making | None:
    """Draw who acts, who says it, and who is only accused; what is added and removed is decided."""
    known = [found.id for found in store.facet(Filter(), "actors")]
    changes: dict[str, tuple[list[str], list[str]]] = {}
    for column in ACTOR_COLUMNS:
        now = list(row[column])
        told = st.multiselect(
            t(f"correct.{column}"), list(dict.fromkeys([*now, *known])), now, key=key(column),
            format_func=lambda name: actor_name(name, language()), accept_new_options=True,
            placeholder=t("correct.nobody"),
        )  # fmt: skip
        names = [name.strip() for name in told if name.strip()]
        add, remove = [n for n in names if n not in now], [n for n in now if n not in names]
        if add or remove:
            changes[column] = (add, remove)
    if not changes:
        return None

    def made(who: str, scope: Scope, why: str) -> list[Decision]:
        return [
            choices.change_actors(row, who, add=add, remove=remove, column=column, scope=scope, why=why)
            for column, (add, remove) in changes.items()
        ]

    return made


def dates(row: Row, key: Key) -> Making | None:
    """Draw the first and the last day."""
    unknown = st.checkbox(t("correct.undated"), value=row["date_start"] is None, key=key("undated"))
    if unknown:
        if row["date_start"] is None:
            return None
        return lambda who, scope, why: [choices.set_date(row, None, None, who, scope=scope, why=why)]
    with st.container(horizontal=True):
        days = [
            st.date_input(t(f"correct.{name}"), row[name] or row["published"], _FIRST, _LAST, key=key(name),
                          format="YYYY-MM-DD")
            for name in ("date_start", "date_end")
        ]  # fmt: skip
    first, last = days
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if (first, last) == (row["date_start"], row["date_end"]):
        return None
    return lambda who, scope, why: [choices.set_date(row, first, last, who, scope=scope, why=why)]


def context(row: Row, key: Key) -> Making | None:
    """Draw whether the sentence reports, denies, fears."""
    at = CONTEXTS.index(row["context"]) if row["context"] in CONTEXTS else None
    picked = st.radio(t("correct.context_is"), CONTEXTS, index=at, key=key("context"), format_func=said.context)
    if picked is None or picked == row["context"]:
        return None
    return lambda who, scope, why: [choices.set_context(row, picked, who, scope=scope, why=why)]


def mine(row: Row, tags: Sequence[str], key: Key) -> Making | None:
    """Draw a person's own mark, tags and note."""
    now = list(row["tags"])
    marked = st.checkbox(t("correct.marked"), value=bool(row["marked"]), key=key("marked"))
    told = st.multiselect(
        t("correct.tags"), list(dict.fromkeys([*now, *tags])), now, key=key("tags"), accept_new_options=True,
        placeholder=t("correct.tags_hint"),
    )  # fmt: skip
    note = st.text_area(t("correct.note"), row["note"], key=key("note"), max_chars=5_000, height=80).strip()
    names = [name.strip() for name in told if name.strip()]
    add, remove = [n for n in names if n not in now], [n for n in now if n not in names]
    if marked == bool(row["marked"]) and not add and not remove and note == row["note"]:
        return None

    def made(who: str, scope: Scope, why: str) -> list[Decision]:
        decisions = []
        if marked != bool(row["marked"]):
            decisions.append(choices.mark(row, who, marked=marked, scope=scope, why=why))
        if add or remove:
            decisions.append(choices.tag(row, who, add=add, remove=remove, scope=scope, why=why))
        if note != row["note"]:
            decisions.append(choices.note(row, note, who, scope=scope, why=why))
        return decisions

    return made
