"""The app's entrance: its pages. Run it with `streamlit run app.py`, or `make run`."""

from __future__ import annotations

# A process that reads articles for an import loads this file too, under another name: it needs no pages.
if __name__ == "__main__":
    from views import listening

    listening.check()

    from views import actors_page, articles_page, compare_page, days_page, list_page, map_page, places_page, review_page
    from views.frame import navigate

    navigate(
        {
            "map": map_page.show,
            "days": days_page.show,
            "compare": compare_page.show,
            "places": places_page.show,
            "actors": actors_page.show,
            "articles": articles_page.show,
            "review": review_page.show,
            "list": list_page.show,
        }
    )
