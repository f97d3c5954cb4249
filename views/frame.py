"""What every page has around it: style, language and direction, header with the ways to the other pages, errors.

The links to the other pages carry the filter, so that a page opened from here, in this tab or another, asks
the same question; Streamlit's own navigation would drop it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from geo.exc import GeoError
from views import address, kept, workspaces
from views.data import Loaded, load
from views.language import NAMES, Language, language, rtl, t
from views.mention_map import needed
from views.safe_text import element, markdown
from views.style import style

_ICON: Final = Path(__file__).resolve().parent.parent / "static" / "favicon.svg"
_SCRIPT: Final = Path(__file__).with_name("frame.js").read_text(encoding="utf-8")


def navigate(pages: Mapping[str, Callable[[], None]]) -> None:
    """Draw the frame and the page that the address asks for.

    Parameters
    ----------
    pages
        Name -> what draws it; the first is the one at the bare address. The name is the page's path in the
        address, and `nav.<name>` its title.
    """
    address.read()
    made = {
        name: st.Page(draw, title=t(f"nav.{name}"), url_path="" if i == 0 else name, default=i == 0)
        for i, (name, draw) in enumerate(pages.items())
    }
    page = st.navigation(list(made.values()), position="hidden")
    st.set_page_config(page_title=f"{page.title} · {t('page.title')}", page_icon=_ICON, layout="wide")
    st.html(f"<style>{style()}</style>")
    _script(needed() if page.url_path == "" else ())
    address.write()
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(f'<div class="brand" role="heading" aria-level="1">{t("page.title")}</div>', width="content")
        with st.container(horizontal=True, key="nav"):
            for link in made.values():
                st.page_link(link, query_params=address.carried())
        workspaces.header()
        other: Language = "en" if rtl() else "ar"
        st.button(NAMES[other], key="speak", on_click=_speak, args=(other,), type="tertiary")
    for message in address.messages():
        st.toast(markdown(message), icon=":material/link_off:", duration="infinite")
    page.run()
    kept.bar()


def _script(ahead: Sequence[str]) -> None:
    """Tell the document its language and direction, and which files its map will need."""
    told = json.dumps([language(), "rtl" if rtl() else "ltr", ahead])
    st.html(
        f"<script>(function ([language, direction, ahead]) {{\n{_SCRIPT}}})({told});</script>",
        unsafe_allow_javascript=True,
    )


def page_frame() -> Loaded:
    """Return the mentions to show; where they cannot be read, say what to do and end the page."""
    try:
        return load()
    except GeoError as error:
        st.error(markdown(str(error)), icon=":material/error:")
        st.html(element("p", t("page.unreadable"), css="hint"))
        st.stop()


def _speak(wanted: Language) -> None:
    st.session_state["language"] = wanted
