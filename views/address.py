"""What the address holds: all that another reader needs to see the same page.

The filter, the way of counting, the open tab, the place whose sentences are shown, the language; a page may keep
parameters of its own there (`got`, `put`). The map's view is written by the map's own script, without a rerun.

The session is the truth. The address is read where it is not what was last written: at the start, when a link was
followed, when the reader went back or forward. It is written in one go, so that each step of the reader is one
step back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from geo.overview import COUNTINGS, Counting
from geo.query import PARAMS, Filter
from views import language
from views.mention_map import MAX_ZOOM, MIN_ZOOM, View

SHOWN: Final = "show"
"""Parameter: the place whose sentences are shown beside the map."""
VIEW: Final = "view"
"""Parameter: lat, lon, zoom."""
COUNTING: Final = "by"
"""Parameter: what a place's number counts."""
TAB: Final = "tab"
"""Parameter: the tab that is open below the map."""
WORKSPACE: Final = "ws"
"""Parameter: the workspace that is shown, by its folder; without it, what the app was started on."""

_COUNTINGS: Final[Mapping[str, Counting]] = {name: name for name in COUNTINGS}
_OURS: Final = (*PARAMS.values(), SHOWN, COUNTING, TAB, WORKSPACE, language.PARAM)


def read() -> None:
    """Take over what the address says, where it is new to the session."""
    asked = _now()
    if st.session_state.get("address") == asked:
        return
    wanted, told = Filter.from_params({param: asked.get(param, []) for param in PARAMS.values()})
    st.session_state["filter"] = wanted
    st.session_state["shown"] = next(iter(asked.get(SHOWN, ())), None) or None
    st.session_state["tab"] = next(iter(asked.get(TAB, ())), "")
    st.session_state["workspace"] = next(iter(asked.get(WORKSPACE, ())), "")
    by = next(iter(asked.get(COUNTING, ())), "story")
    if by not in _COUNTINGS:
        told.append(f"{COUNTING}: found {by!r}; expected {', '.join(_COUNTINGS)}")
    st.session_state["counting"] = _COUNTINGS.get(by, "story")
    said = next(iter(asked.get(language.PARAM, ())), "en")
    if said not in language.LANGUAGES:
        told.append(f"{language.PARAM}: found {said!r}; expected {', '.join(language.LANGUAGES)}")
    st.session_state["language"] = said
    st.session_state["own"] = {param: values for param, values in asked.items() if param not in _OURS}
    st.session_state["told"] = told
    st.session_state["address"] = asked
    st.session_state.pop("filter-dates", None)
    if "view" not in st.session_state:
        st.session_state["view"] = _view(st.query_params.get(VIEW, ""), told)


def write() -> None:
    """Make the address say what the session shows, if it does not."""
    wanted = {**carried(), **{k: v for k, v in st.session_state["own"].items() if v}}
    if st.session_state["shown"]:
        wanted[SHOWN] = [st.session_state["shown"]]
    if st.session_state["tab"]:
        wanted[TAB] = [st.session_state["tab"]]
    if wanted != _now():
        view = {VIEW: st.query_params[VIEW]} if VIEW in st.query_params else {}
        st.query_params.from_dict({**wanted, **view})
    st.session_state["address"] = wanted


def carried() -> dict[str, list[str]]:
    """Return the parameters that go along to another page: workspace, filter, way of counting, language."""
    wanted = current().to_params()
    if workspace():
        wanted[WORKSPACE] = [workspace()]
    if counting() != "story":
        wanted[COUNTING] = [counting()]
    if language.language() != "en":
        wanted[language.PARAM] = [language.language()]
    return wanted


def current() -> Filter:
    """Return the session's filter."""
    found: Filter = st.session_state["filter"]
    return found


def counting() -> Counting:
    """Return what numbers count."""
    return _COUNTINGS[st.session_state["counting"]]


def workspace() -> str:
    """Return the folder's name of the workspace that is shown; empty: what the app was started on."""
    return str(st.session_state.get("workspace", ""))


def got(param: str) -> list[str]:
    """Return the values of a page's own parameter."""
    return list(st.session_state["own"].get(param, ()))


def put(param: str, values: Sequence[str]) -> None:
    """Set a page's own parameter; none at all drops it. In a callback: the run that follows writes the address."""
    st.session_state["own"] = {**st.session_state["own"], param: list(values)}


def messages() -> list[str]:
    """Return what could not be used of the address, once."""
    told: list[str] = st.session_state.pop("told", [])
    return told


def _now() -> dict[str, list[str]]:
    return {param: st.query_params.get_all(param) for param in st.query_params if param != VIEW}


def _view(text: str, told: list[str]) -> View | None:
    """Read lat, lon, zoom from the address; nothing, told, where it is no view of this map."""
    if not text:
        return None
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        lat = lon = zoom = float("nan")
    if 25 <= lat <= 45 and 20 <= lon <= 58 and MIN_ZOOM <= zoom <= MAX_ZOOM:
        return View(lat, lon, zoom)
    told.append(f"view: found {text!r}; expected latitude, longitude and zoom of the map, such as 35.93,36.63,9")
    return None
