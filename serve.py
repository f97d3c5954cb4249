"""The server that `make run` starts: `app.py`, made ready before a browser comes.

`streamlit run app.py` shows the same, but loads its libraries and reads the articles only while the first visitor
waits.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from views import listening

listening.check()


def _ready() -> None:
    # What takes long to load, but none of the pages: a component of Streamlit is known only if a page imports it first.
    import folium.plugins  # noqa: F401

    from geo.exports import formats  # noqa: F401
    from views import data

    data.warm()


@asynccontextmanager
async def _started(_app: st.App) -> AsyncIterator[None]:
    threading.Thread(target=_ready, name="ready", daemon=True).start()
    yield


app = st.App("app.py", lifespan=_started)
