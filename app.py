"""The app's entrance: its pages. Run it with `streamlit run app.py`, or `make run`."""

from __future__ import annotations

from views import map_page
from views.frame import navigate

navigate(
    {
        "map": map_page.show,
    }
)
