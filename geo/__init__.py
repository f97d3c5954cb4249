"""Find Syrian place names in news articles, place them, and say how sure we are.

Articles go in, a table of mentions (`geo.mention`) comes out; a store answers one `Filter` over it.
"""

from typing import Final

from geo.compiled import folder

__version__ = "0.1.0"

_FOLDER: Final = folder()
COMPILED: Final = _FOLDER is not None
"""Whether articles are read by compiled modules (`geo.compiled`) rather than by Python."""
if _FOLDER is not None:
    __path__.insert(0, str(_FOLDER))
