"""Find Syrian place names in news articles, place them, and say how sure we are.

Articles go in, a table of mentions (`geo.mention`) comes out; a store answers one `Filter` over it.
"""

from typing import Final

from geo.compiled import paths

__version__ = "0.1.0"

_PATHS: Final = paths()
COMPILED: Final = bool(_PATHS)
"""Whether articles are read by compiled modules (`geo.compiled`) rather than by Python."""
__path__[:0] = _PATHS
