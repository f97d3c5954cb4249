"""The app's entrance: its pages. Run it with `streamlit run app.py`, or `make run`."""

from __future__ import annotations

from views import list_page, map_page
from views.frame import navigate

navigate(
    {
        "map": map_page.show,
        "list": list_page.show,
    }
)
