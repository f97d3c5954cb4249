"""The app's entrance: its pages. Run it with `streamlit run app.py`, or `make run`."""

from __future__ import annotations

from views import actors_page, compare_page, days_page, list_page, map_page, places_page
from views.frame import navigate

navigate(
    {
        "map": map_page.show,
        "days": days_page.show,
        "compare": compare_page.show,
        "places": places_page.show,
        "actors": actors_page.show,
        "list": list_page.show,
    }
)
