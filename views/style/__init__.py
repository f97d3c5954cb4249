"""The style of the pages: one file a view, joined in the order of their names after `base.css`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent


@cache
def style() -> str:
    """Return the style of all pages."""
    first = FOLDER / "base.css"
    others = sorted(path for path in FOLDER.glob("*.css") if path != first)
    return "\n".join(path.read_text(encoding="utf-8") for path in (first, *others))
