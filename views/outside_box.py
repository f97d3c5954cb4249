"""Looking a name up outside, when a person asks for it: who is asked, what leaves, whose answers they are."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.exc import OutsideError
from geo.outside import ATTRIBUTION, Offer, Outside
from views.correct_place import Pin
from views.language import t
from views.safe_text import element, markdown

Use = Callable[[Pin, str], None]
"""Takes a point that was chosen, and where it comes from."""


def show(name: str, use: Use, *, ready: bool) -> None:
    """Draw the way to look a name up outside; nothing where the configuration forbids it.

    Parameters
    ----------
    name
        What is asked for; it can be changed before it leaves.
    use
        Is given the answer that is chosen.
    ready
        Whether an answer can be chosen yet.
    """
    try:
        outside = _outside()
    except OutsideError as error:
        st.warning(markdown(str(error)), icon=":material/warning:")
        return
    if not outside.allowed:
        return
    with st.expander(t("review.outside.title"), icon=":material/travel_explore:", key="outside"):
        st.html(element("p", t("review.outside.warning", service=outside.describe()), css="quiet"))
        asked = st.text_input(t("review.outside.name"), name, key=f"outside-name-{name}", max_chars=120).strip()
        contact = outside.settings.contact
        if not contact:
            contact = st.text_input(
                t("review.outside.contact"), st.session_state.get("contact", ""), key="outside-contact", max_chars=120,
                help=t("review.outside.contact_help"),
            ).strip()  # fmt: skip
            st.session_state["contact"] = contact
        if st.button(t("review.outside.ask"), key="outside-ask", disabled=not (asked and contact)):
            _ask(outside, name, asked, contact)
        found: tuple[str, list[Offer]] | None = st.session_state.get("outside-found")
        if found and found[0] == name:
            _answers(found[1], use, ready=ready)


def _ask(outside: Outside, name: str, asked: str, contact: str) -> None:
    try:
        with st.spinner(t("review.outside.asking", service=outside.describe())):
            st.session_state["outside-found"] = (name, outside.ask(asked, contact))
    except OutsideError as error:
        st.session_state.pop("outside-found", None)
        st.error(markdown(str(error)), icon=":material/error:")


def _answers(offers: list[Offer], use: Use, *, ready: bool) -> None:
    if not offers:
        st.html(element("p", t("review.outside.nothing"), css="hint"))
        return
    for i, offer in enumerate(offers):
        at = f"{offer.lat:.4f}, {offer.lon:.4f}"
        st.html(
            f'<div class="offer">{element("b", offer.title)} {element("span", f"{offer.kind} · {at}", css="quiet")}'
            f"{element('p', offer.address, css='quiet')}</div>"
        )
        pin = Pin(offer.lat, offer.lon, offer.title[:200], 1, None)
        st.button(t("review.outside.use"), key=f"outside-use-{i}", disabled=not ready, on_click=use,
                  args=(pin, offer.source))  # fmt: skip
    st.html(element("p", ATTRIBUTION, css="quiet"))


@st.cache_resource(show_spinner=False)
def _outside() -> Outside:
    """Return the one asker of all sessions: it keeps the pause between two requests."""
    return Outside()
