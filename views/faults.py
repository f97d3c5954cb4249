"""Errors in the words of the page's language: what `geo` raises tells itself in English, and what it is about.

Names in them are hostile: what is returned goes through `views.safe_text`.
"""

from __future__ import annotations

from geo.exc import GeoError
from views.language import catalogue, t


def words(error: GeoError) -> str:
    """Return an error as the page tells it; where the page has no words for it, as it tells itself."""
    key = f"faults.{error.key}"
    return t(key, **error.told) if key in catalogue() else t("faults.other", told=str(error))
