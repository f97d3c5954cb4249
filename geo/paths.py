"""Where the files lie that the project ships.

This module is never compiled: a compiled module lies elsewhere (`geo.compiled`), and would look beside itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT / "data"
STATIC: Final = ROOT / "static"
