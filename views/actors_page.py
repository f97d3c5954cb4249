"""A page for each actor: where it is named, whether it acts, speaks or is accused, with whom, what it is part of."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from geo.actors import Actor, Actors, wholes
from geo.gazetteer import Gazetteer
from geo.gloss import actor_name
from geo.overview import Overview
from geo.profiles import ActorProfile, actor_profile, parts_of
from geo.query import Filter
from geo.store import Store
from views import address, filters, profile_parts, reader, said, ways, welcome
from views.cards import cards, opens, tellings
from views.filter_words import place_label
from views.filters import labels
from views.frame import page_frame
from views.language import day, language, t
from views.profile_parts import LISTED, Line, by_count, counted, facts, figures, head, text, ways_of
from views.safe_text import element

SENTENCES: Final = 10
"""Mentions that are shown; the map has them all."""


def show() -> None:
    """Draw the page."""
    loaded = page_frame()
    store, gazetteer, wanted = loaded.store, loaded.gazetteer, address.current()
    anyone = replace(wanted, actors=())
    view = store.overview(anyone, address.counting())
    asked = next(iter(address.got(ways.ACTOR)), "")
    with st.container(key="profile-page"):
        _choose(view, asked)
        if anyone.active():
            filters.pills(anyone, view, gazetteer)
        if not len(store):
            welcome.hint()
        elif asked:
            _profile(store, gazetteer, anyone, asked)
        else:
            st.html(element("h2", t("profiles.actors_title")))
            lines = [
                Line(actor_name(one.id, language()), one.count, ways.to_actor(one.id)) for one in view.facets["actors"]
            ]
            reader.desk("profile-list", counted(t("profiles.most_actors"), lines, LISTED), elsewhere=True)


def _choose(view: Overview, asked: str) -> None:
    named = labels(view.facets["actors"], lambda f: actor_name(f.id, language()))
    if asked and asked not in named:
        named[asked] = t("evidence.not_here", place=actor_name(asked, language()))
    st.session_state["profile-actor"] = asked or None
    st.selectbox(
        t("profiles.choose_actor"), list(named), key="profile-actor", index=None, filter_mode="contains",
        format_func=lambda i: named.get(i, i), placeholder=t("profiles.choose_actor"), label_visibility="collapsed",
        on_change=lambda: address.put(ways.ACTOR, [a] if (a := st.session_state["profile-actor"]) else ()),
    )  # fmt: skip


def _profile(store: Store, gazetteer: Gazetteer, anyone: Filter, name: str) -> None:
    named = replace(anyone, actors=(name,), actor_scope="sentence")
    rows = _named_or_quoted(store, anyone, named, name)
    actors = _actors()
    actor = actors.by_name.get(name)
    profile = actor_profile(rows, name, actors.parents)
    other = (name if language() == "ar" else actor.name_ar) if actor else ""
    kind = t(f"profiles.kind.{actor.kind}") if actor else t("profiles.unknown_actor")
    head(actor_name(name, language()), other, kind, figures(profile.all))
    with st.container(horizontal=True, key="profile-ways"):
        ways.link(t("profiles.on_map"), "map", "actor", name)
        ways.link(t("profiles.days_with"), "days", "actor", name)
    if rows.num_rows:
        profile_parts.timeline(store.days(named, address.counting()))
    else:
        st.html(element("p", t("profiles.nothing"), css="hint"))
    left = _doing(profile) + _lists(profile, gazetteer)
    right = (_table(actor, actors) if actor else "") + _company(profile)
    shown = rows.slice(max(0, rows.num_rows - SENTENCES)).to_pylist()[::-1]
    told = tellings(store, shown)
    sentences = element("h3", t("profiles.latest")) + cards(shown, None, told)
    reader.desk(
        "profile", f'<div class="profile"><div>{left}</div><div>{right}</div></div>{sentences if shown else ""}',
        elsewhere=True, articles=opens(shown, told),
    )  # fmt: skip


def _named_or_quoted(store: Store, anyone: Filter, named: Filter, name: str) -> pa.Table:
    """Return the mentions in whose sentence an actor is named, and those where it only says what is told."""
    rows = store.rows(named)
    quoted = store.rows(replace(anyone, said_by=(name,))) if not anyone.said_by else rows.slice(0, 0)
    only = quoted.filter(pc.invert(pc.is_in(quoted.column("mention_id"), rows.column("mention_id").combine_chunks())))
    return pa.concat_tables([rows, only]).sort_by([("published", "ascending"), ("article_id", "ascending")])


def _doing(profile: ActorProfile) -> str:
    lines = [
        Line(t("profiles.doing"), profile.doing),
        Line(t("profiles.accused"), profile.alleged),
        Line(t("profiles.says"), profile.said),
    ]
    return counted(t("profiles.how_named"), lines)


def _lists(profile: ActorProfile, gazetteer: Gazetteer) -> str:
    counting = address.counting()
    return "".join(
        (
            counted(t("profiles.places_of"), [
                Line(place_label(one.value, gazetteer), one.by(counting), ways.to_place(one.value))
                for one in by_count(profile.places, counting)
            ]),
            counted(t("profiles.topics"), [
                Line(said.topic(one.value), one.by(counting)) for one in by_count(profile.topics, counting)
            ]),
            counted(t("profiles.contexts"), [
                Line(said.context(one.value), one.by(counting)) for one in by_count(profile.contexts, counting)
            ]),
        )
    )  # fmt: skip


def _company(profile: ActorProfile) -> str:
    counting = address.counting()
    return "".join(
        counted(title, [
            Line(actor_name(one.value, language()), one.by(counting), ways.to_actor(one.value))
            for one in by_count(tallies, counting)
        ])
        for title, tallies in (
            (t("profiles.parts_named"), profile.parts), (t("profiles.named_with"), profile.named_with),
        )
    )  # fmt: skip


def _table(actor: Actor, actors: Actors) -> str:
    comma = t("evidence.comma")

    def linked(names: list[str]) -> str:
        return ways_of((actor_name(name, language()), ways.to_actor(name)) for name in names)

    valid = [
        t("profiles.from", day=day(actor.valid_from)) if actor.valid_from else "",
        t("profiles.to", day=day(actor.valid_to)) if actor.valid_to else "",
    ]
    parts = [part.name for part in parts_of(actor.name, actors.by_name)]
    lines = [
        (t("profiles.fact.part_of"), linked(wholes(actor.name, actors.parents))),
        (t("profiles.fact.parts"), linked(parts)),
        (t("profiles.fact.valid"), text(" ".join(filter(None, valid)))),
        (t("profiles.fact.aliases"), text(comma.join(actor.aliases))),
        (t("profiles.fact.adjectives"), text(comma.join(actor.adjectives))),
    ]
    return facts(t("profiles.actor_table"), lines)


@cache
def _actors() -> Actors:
    return Actors.load()
