"""The app's entrance: page settings and navigation. Run it with `streamlit run app.py`, or `make run`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views import map_page

st.set_page_config(
    page_title="Syria mention map", page_icon=Path(__file__).parent / "static" / "favicon.svg", layout="wide"
)
st.navigation([st.Page(map_page.show, title="Map", default=True)], position="hidden").run()
